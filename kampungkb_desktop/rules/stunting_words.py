"""The KRS columns in words: the official heading of each, why it is answered so, and the record and question behind.

Sentences only; what is answered was decided in ``stunting_home``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.rules.figures_rows import PersonRow
from kampungkb_desktop.rules.stunting_home import CODES, FOUR, Home
from kampungkb_desktop.rules.three_valued import NO, NOT_APPLICABLE, UNKNOWN, YES, Answer

FAMILY, MEMBER, PLANNING = "family", "member", "family_planning"
SHORT: Final = {
    "baduta": "Punya anak 0–23 bulan", "balita": "Punya anak 24–59 bulan", "pus": "PUS", "hamil": "PUS hamil",
    "air": "Air minum tidak layak", "jamban": "Jamban tidak layak", "terlalu_muda": "Terlalu muda",
    "terlalu_tua": "Terlalu tua", "terlalu_dekat": "Terlalu dekat", "terlalu_banyak": "Terlalu banyak",
    "empat_terlalu": "4 Terlalu (salah satu)", "bukan_kb_modern": "Bukan peserta KB modern",
}  # fmt: skip
"""Headings for narrow tables."""


@frozen
class Factor:
    """One column of the official list with what makes it so: a sentence, the ids of the records it rests on, and the
    question (``form`` and ``field``) whose answer decides or is missing."""

    code: str
    label: str
    answer: Answer
    reason: str
    records: tuple[str, ...] = ()
    form: str = FAMILY
    field: str = ""


_Said = tuple[str, tuple[str, ...], str, str]
"""Reason, records, form, field."""


def label_of(code: str, rules: Mapping[str, Any]) -> str:
    """The official heading of a column under the parameters of a rule version."""
    four, target = rules["empat_terlalu"], rules["sasaran"]
    return {
        "baduta": "Punya Anak {}–{} Bulan".format(*target["baduta_bulan"]),
        "balita": "Punya Anak {}–{} Bulan".format(*target["balita_bulan"]),
        "pus": "PUS",
        "hamil": "PUS Hamil",
        "air": "Keluarga Tidak Mempunyai Sumber Air Minum Utama yang Layak",
        "jamban": "Keluarga Tidak Mempunyai Jamban yang Layak",
        "terlalu_muda": f"Terlalu Muda (Umur Istri < {four['muda_di_bawah']} Tahun)",
        "terlalu_tua": "Terlalu Tua (Umur Istri {} sd {} Tahun)".format(*four["tua"]),
        "terlalu_dekat": f"Terlalu Dekat (< {four['dekat_kurang_dari_bulan'] // 12} Tahun)",
        "terlalu_banyak": f"Terlalu Banyak (≥ {four['banyak_mulai']} Anak)",
        "empat_terlalu": "PUS 4 Terlalu",
        "bukan_kb_modern": "Bukan Peserta KB Modern",
    }[code]


def factor_of(home: Home, code: str, rules: Mapping[str, Any]) -> Factor:
    """One column of one family, said."""
    answer = home.answers[CODES.index(code)]
    reason, records, form, field = _SAY[code](home, answer, rules)
    return Factor(code, label_of(code, rules), answer, reason, records, form, field)


def _lacking(home: Home) -> _Said:
    """People are missing on record."""
    if not home.recorded:
        return "Anggota keluarga belum dicatat.", (home.family.id,), MEMBER, "full_name"
    words = f"Baru {home.recorded} dari {home.expected} anggota keluarga tercatat."
    return words, (home.family.id,), MEMBER, "full_name"


def _child(key: str) -> Callable[[Home, Answer, Mapping[str, Any]], _Said]:
    def say(home: Home, answer: Answer, rules: Mapping[str, Any]) -> _Said:
        low, high = rules["sasaran"][f"{key}_bulan"]
        if answer is YES:
            found = home.infants if key == "baduta" else home.toddlers
            return f"{len(found)} anak berumur {low}–{high} bulan.", found, MEMBER, "birth_date"
        if answer is NO:
            return f"Tidak ada anak berumur {low}–{high} bulan.", (), MEMBER, "birth_date"
        if home.undated:
            return _undated(len(home.undated)), home.undated, MEMBER, "birth_date"
        return _lacking(home)

    return say


def _undated(count: int) -> str:
    who = "Tanggal lahir seorang anggota" if count == 1 else f"Tanggal lahir {count} anggota"
    return f"{who} belum diisi."


def _pus(home: Home, answer: Answer, _rules: Mapping[str, Any]) -> _Said:
    if answer is YES and home.wife is not None:
        return f"Istri berumur {home.wife_age} tahun.", (home.wife.id,), MEMBER, "birth_date"
    if answer is NO:
        return "Tidak ada pasangan usia subur.", (), MEMBER, "birth_date"
    return _open_couple(home)


def _open_couple(home: Home) -> _Said:
    """Why it is open whether there is a PUS: the first answer that is missing."""
    if not home.open_couple:
        return _lacking(home)
    for field, words, lacks in _MISSING:
        who = tuple(person.id for person in home.open_couple if lacks(person))
        if who:
            return f"{words} belum diisi.", who, MEMBER, field
    alone = home.open_couple[0]
    other = "Suaminya" if alone.sex == WOMAN else "Istrinya"
    return f"{other} belum tercatat, padahal statusnya kawin.", (alone.id,), MEMBER, "marital"


_MISSING: Final[tuple[tuple[str, str, Callable[[PersonRow], bool]], ...]] = (
    ("relation", "Hubungan dengan kepala keluarga", lambda person: person.relation is None),
    ("sex", "Jenis kelamin", lambda person: person.sex is None),
    ("marital", "Status perkawinan", lambda person: person.marital is None),
    ("birth_date", "Tanggal lahir istri", lambda person: person.birth is None and person.sex == WOMAN),
)
"""What may be missing of a couple, in the order in which it is asked."""


def _pregnant(home: Home, answer: Answer, rules: Mapping[str, Any]) -> _Said:
    couple = home.couple
    if answer is NO and home.answers[CODES.index("pus")] is NO:
        return _pus(home, NO, rules)
    if couple is None or couple.pregnant is None:
        return "Kehamilan belum ditanyakan.", () if couple is None else (couple.id,), PLANNING, "pregnant"
    if answer is YES:
        return "Sedang hamil.", (couple.id,), PLANNING, "pregnant"
    if answer is NO:
        over = "Kehamilan yang tercatat sudah lewat waktunya." if couple.pregnant else "Tidak sedang hamil."
        return over, (couple.id,), PLANNING, "pregnant"
    return _open_couple(home)


def _house(what: str, field: str) -> Callable[[Home, Answer, Mapping[str, Any]], _Said]:
    words = {YES: f"{what} tidak layak.", NO: f"{what} layak.", UNKNOWN: f"{what} belum ditanyakan."}
    return lambda home, answer, _rules: (words[answer], (home.family.id,), FAMILY, field)


def _no_pus() -> _Said:
    return "Bukan pasangan usia subur.", (), MEMBER, "birth_date"


def _age(home: Home, answer: Answer, _rules: Mapping[str, Any]) -> _Said:
    if answer is NOT_APPLICABLE:
        return _no_pus()
    if home.wife is not None:
        return f"Istri berumur {home.wife_age} tahun.", (home.wife.id,), MEMBER, "birth_date"
    if answer is NO:
        return "Umur istri tidak termasuk.", tuple(p.id for p in home.open_couple), MEMBER, "birth_date"
    return _open_couple(home)


def _close(home: Home, answer: Answer, _rules: Mapping[str, Any]) -> _Said:
    if answer is NOT_APPLICABLE:
        return _no_pus()
    if home.gap_months is not None:
        words = f"Jarak dua anak termuda {home.gap_months} bulan."
        if answer is UNKNOWN:  # it would be too close, if only they are a PUS
            reason, records, form, field = _open_couple(home)
            return f"{words} {reason}", records, form, field
        return words, home.youngest, MEMBER, "birth_date"
    if answer is NO:
        return "Belum ada dua anak yang tanggal lahirnya tercatat.", (), MEMBER, "birth_date"
    if home.youngest:
        return f"{_undated(len(home.youngest))[:-1]} atau hubungannya belum jelas.", home.youngest, MEMBER, "birth_date"
    return _lacking(home)


def _many(home: Home, answer: Answer, _rules: Mapping[str, Any]) -> _Said:
    if answer is NOT_APPLICABLE:
        return _no_pus()
    told = home.told or 0
    words = f"{max(len(home.children), told)} anak masih hidup."
    if answer is UNKNOWN:
        if home.answers[CODES.index("pus")] is UNKNOWN and home.open_couple:
            reason, records, form, field = _open_couple(home)
            return f"{words} {reason}", records, form, field
        return "Jumlah anak yang masih hidup belum ditanyakan.", home.children, PLANNING, "living_male"
    if told > len(home.children) and home.couple is not None:
        return words, (home.couple.id,), PLANNING, "living_male"
    return words, home.children, MEMBER, "birth_date"


def _four(home: Home, answer: Answer, rules: Mapping[str, Any]) -> _Said:
    if answer is NOT_APPLICABLE:
        return _no_pus()
    each = [factor_of(home, code, rules) for code in FOUR]
    told = [factor for factor in each if factor.answer is answer]
    records = tuple(dict.fromkeys(record for factor in told for record in factor.records))
    if answer is NO:
        return "Tidak ada yang terlalu.", (), MEMBER, "birth_date"
    first = told[0]
    if answer is UNKNOWN:
        return first.reason, records, first.form, first.field
    return f"{', '.join(SHORT[factor.code] for factor in told)}.", records, first.form, first.field


def _modern(home: Home, answer: Answer, _rules: Mapping[str, Any]) -> _Said:
    couple = home.couple
    if answer is NOT_APPLICABLE:
        return _no_pus()
    who = () if couple is None else (couple.id,)
    if answer is UNKNOWN:
        if couple is not None and couple.pregnant is None and couple.using is None:
            return "Kesertaan KB belum ditanyakan.", who, PLANNING, "using"
        if couple is not None and couple.pregnant:
            return "Kesertaan KB sesudah kehamilan belum ditanyakan.", who, PLANNING, "using"
        if couple is not None and couple.using and couple.method is None:
            return "Metode KB belum diisi.", who, PLANNING, "method"
        if couple is not None and couple.using is not None:
            return f"Tidak memakai KB modern. {_open_couple(home)[0]}", *_open_couple(home)[1:]
        return "Kesertaan KB belum ditanyakan.", who, PLANNING, "using"
    return ("Memakai KB modern." if answer is NO else "Tidak memakai KB modern."), who, PLANNING, "using"


_SAY: Final[Mapping[str, Callable[[Home, Answer, Mapping[str, Any]], _Said]]] = {
    "baduta": _child("baduta"), "balita": _child("balita"), "pus": _pus, "hamil": _pregnant,
    "air": _house("Air minum utama", "water"), "jamban": _house("Jamban", "latrine"),
    "terlalu_muda": _age, "terlalu_tua": _age, "terlalu_dekat": _close, "terlalu_banyak": _many,
    "empat_terlalu": _four, "bukan_kb_modern": _modern,
}  # fmt: skip
