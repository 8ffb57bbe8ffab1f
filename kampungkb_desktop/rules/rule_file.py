"""A rule file that did not come with the program: read strictly, held against the program's newest version of the same
family, and tried before it is believed. The text alone decides; nothing is read from disk here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.deadlines import Evidence, deadlines
from kampungkb_desktop.rules.dimensions import dimensions
from kampungkb_desktop.rules.due_rows import reason_names
from kampungkb_desktop.rules.figures_register import key_of
from kampungkb_desktop.rules.ibangga import indicators as ibangga_indicators
from kampungkb_desktop.rules.indicators import rules as classification
from kampungkb_desktop.rules.legal_basis import printed_basis
from kampungkb_desktop.rules.local_words import by_region
from kampungkb_desktop.rules.rule_shape import LONGEST_TEXT, faults
from kampungkb_desktop.rules.ruleset import RuleSet
from kampungkb_desktop.rules.stunting_risk import default_reading, terms
from kampungkb_desktop.rules.weight_gain import gain_rules

MOST = 64 * 1024
"""Characters of a rule file; the program's have a few thousand."""
LAYOUT = 1
"""The layout of rule files this program reads (``susunan`` in the head); a higher one is for a newer program."""
LOADABLE: Mapping[str, str] = {
    "klasifikasi": "Klasifikasi Kampung KB",
    "krs": "Keluarga berisiko stunting",
    "jadwal": "Jadwal kunjungan",
    "kalender": "Kalender pencatatan dan pelaporan",
    "pendampingan": "Batas pada kunjungan pendampingan",
    "kms": "Kenaikan berat badan pada KMS",
    "ibangga": "Indikator iBangga",
    "dimensi": "Dimensi pembangunan keluarga",
    "dasar-hukum": "Dasar hukum",
    "catatan-kerja": "Catatan kerja petugas",
    "hak": "Tenggat hak atas data pribadi",
    "retensi": "Masa simpan data",
    "sebutan-desa": "Sebutan setempat untuk desa",
}
"""The families an office may load a version of, by their names for people. The growth standard comes with the program
only: its tables do."""
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*-(\d{4})[a-z0-9]{0,8}")
_HEAD = {"id": str, "judul": str, "berlaku_sejak": date, "sumber": str}
_MORE = {"berlaku_sampai": date, "catatan": str, "susunan": int}
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


def read(text: str) -> RuleSet:
    """The version a file holds. KnownError E-RULE-BROKEN, E-RULE-NEWER (for a newer program), E-RULE-OLD (no newer
    than what the program has)."""
    table = _parsed(text)
    head = table.get("aturan")
    if not isinstance(head, dict):
        raise _broken("bagian [aturan] tidak ada")
    _check_head(head)
    family = ruleset.family_of(head["id"])
    if family not in LOADABLE:
        raise _newer(f"jenis aturan “{family}”")
    rule = ruleset.from_table(table, loaded=True)
    pattern = _newest(family)
    if rule.id in ruleset.built_in_ids() or rule.valid_from <= pattern.valid_from:
        raise KnownError(
            "E-RULE-OLD",
            f"Aturan “{rule.id}” tidak lebih baru daripada yang sudah dibawa aplikasi ({pattern.id}, berlaku sejak "
            f"{long_date(pattern.valid_from)}).",
            "Tidak ada yang perlu dilakukan. Bila isinya memang berbeda, minta berkas dengan tanggal berlaku baru.",
        )
    found = sorted(faults(family, pattern.parameters, rule.parameters), key=lambda one: one.newer)
    if found:
        raise _newer(found[0].sentence) if found[0].newer else _broken(found[0].sentence)
    _try(rule)
    return rule


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  start-up time: no screen needs it

    if len(text) > MOST:
        raise _broken("berkasnya terlalu besar")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken("susunan TOML-nya salah") from error


def _check_head(head: Mapping[str, Any]) -> None:
    """The head says which version it is, from when, and where it comes from."""
    layout = head.get("susunan", LAYOUT)
    if isinstance(layout, int) and layout > LAYOUT:
        raise _newer(f"susunan {layout}")
    for name, kind in _HEAD.items():
        if name not in head:
            raise _broken(f"“{name}” tidak ada dalam [aturan]")
        _check_kind(name, kind, head[name])
    for name, value in head.items():
        if name not in _HEAD:
            if name not in _MORE:
                raise _newer(f"“{name}” dalam [aturan]")
            _check_kind(name, _MORE[name], value)
    _check_meaning(head)


def _check_meaning(head: Mapping[str, Any]) -> None:
    if not _ID.fullmatch(head["id"]):
        raise _broken("“id” harus seperti krs-2027")
    if not head["sumber"].strip() or not head["judul"].strip():
        raise _broken("judul atau sumbernya kosong")
    if not _EARLIEST <= head["berlaku_sejak"] <= _LATEST:
        raise _broken("tanggal mulai berlakunya tidak wajar")
    if head["berlaku_sejak"] > head.get("berlaku_sampai", _LATEST):
        raise _broken("tanggal berakhirnya mendahului tanggal mulainya")


def _check_kind(name: str, kind: type, value: Any) -> None:
    sound = isinstance(value, kind) and not isinstance(value, datetime | bool)
    if sound and isinstance(value, str):
        sound = len(value) <= LONGEST_TEXT and (value.isprintable() or not value)
    if not sound:
        raise _broken(f"isi “{name}” dalam [aturan] bukan jenis yang diharapkan")


def _newest(family: str) -> RuleSet:
    """The program's own newest version of a family."""
    return ruleset.BUILT_IN.versions(family)[-1]


# --- Trying it --------------------------------------------------------------------------------------------------------


def _try(rule: RuleSet) -> None:
    """Work out with it what the program would: what breaks here would break on a screen."""
    attempt = _TRIALS.get(rule.family)
    if attempt is None:
        return
    try:
        with ruleset.using(ruleset.shelf_of([rule])):
            wrong = attempt(rule)
    except (KeyError, ValueError, TypeError, IndexError, ArithmeticError, AttributeError) as error:
        raise _broken("isinya tidak dapat dihitung") from error
    if wrong:
        raise _broken(wrong)


def _try_classification(rule: RuleSet) -> str:
    for one in classification(rule.id).indicators:
        limits = [-limit for limit in one.limits] if one.falling else list(one.limits)
        if limits != sorted(set(limits)):
            return f"batas indikator “{one.code}” tidak urut"
        if one.most is not None and not one.falling and one.most < one.limits[-1]:
            return f"batas indikator “{one.code}” melebihi angka tertingginya"
    return ""


def _try_stunting(rule: RuleSet) -> str:
    terms(rule.valid_from, rule.id)
    default_reading(rule.id)
    return ""


def _try_schedule(rule: RuleSet) -> str:
    return "" if all(reason_names(rule.id).values()) else "ada alasan tanpa nama"


def _try_calendar(rule: RuleSet) -> str:
    first = rule.valid_from.replace(day=1)
    found = deadlines(first, first.replace(year=first.year + 2), first, ["64.03.06.2004"], Evidence(), rule.id)
    return "" if found else "tidak ada satu pun tenggat di dalamnya"


def _try_gain(rule: RuleSet) -> str:
    found = gain_rules(rule.id)
    return "" if all(gram >= 0 for gram in found.grams) else "kenaikan berat harus positif"


def _try_dimensions(rule: RuleSet) -> str:
    for one in dimensions(rule.valid_from):
        strange = [key for key in one.figures if key_of(key) is None]
        if strange:
            return f"angka “{strange[0]}” belum dikenal aplikasi ini"
    return ""


def _try_family_index(rule: RuleSet) -> str:
    ibangga_indicators(None, (), rule.valid_from, rule.id)
    return ""


def _try_decrees(rule: RuleSet) -> str:
    return "" if printed_basis(rule.valid_from) else "tidak ada naskah yang dicetak"


def _try_words(rule: RuleSet) -> str:
    strange = [code for code in by_region(rule.id) if not re.fullmatch(r"\d\d(\.\d\d){0,2}", code)]
    return f"kode wilayah “{strange[0]}” tidak dikenal" if strange else ""


_TRIALS: Mapping[str, Callable[[RuleSet], str]] = {
    "klasifikasi": _try_classification, "krs": _try_stunting, "jadwal": _try_schedule, "kalender": _try_calendar,
    "kms": _try_gain, "dimensi": _try_dimensions, "ibangga": _try_family_index, "dasar-hukum": _try_decrees,
    "sebutan-desa": _try_words,
}  # fmt: skip


def _broken(why: str) -> KnownError:
    return KnownError(
        "E-RULE-BROKEN",
        f"Berkas aturan ini tidak dapat dipakai: {why}.",
        "Minta berkas yang benar kepada yang mengirimnya. Aturan yang sedang berlaku tidak berubah.",
    )


def _newer(what: str) -> KnownError:
    return KnownError(
        "E-RULE-NEWER",
        f"Berkas aturan ini untuk versi aplikasi yang lebih baru: {what}.",
        "Perbarui aplikasi lebih dahulu, lalu muat berkasnya lagi.",
    )
