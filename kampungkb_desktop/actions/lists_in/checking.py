"""What a form and the number on a card say of a row's answers, as findings of the list; and the sex out of the NIK
where a list has no column of its own (SIGA's recap)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.plan import Offer
from kampungkb_desktop.actions.lists_in.reading import ReadRow
from kampungkb_desktop.actions.lists_in.targets import AGE, BIRTH, NIK, TARGETS
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.kinds import Digits
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import check, fields_of
from kampungkb_desktop.rules.growth_tables import Sex
from kampungkb_desktop.rules.nik import LENGTH, check_nik, parse_nik

_SEXES: Final[dict[str, Sex]] = {MAN: "L", WOMAN: "P"}
_OF_LETTER: Final = {letter: sex for sex, letter in _SEXES.items()}
_AGE_SLACK: Final = 1
"""Years by which an age may differ: the list is older than today."""
_SAID_ELSEWHERE: Final = frozenset({"nomor_kartu", "nik_kosong", "nik_terisi"})


def check_person(row: ReadRow, answers: dict[str, Any], seen: Member | None, today: date) -> None:
    """Cautions about NIK, birth date, sex and age; fills in the sex where only the NIK tells it."""
    nik = answers.get("nik")
    if "sex" not in answers and (seen is None or seen.sex is None):
        sex = _sex_of(nik)
        if sex is not None:
            answers["sex"] = sex
    birth = answers.get("birth_date")
    if isinstance(nik, str):
        sex_letter = _SEXES.get(str(answers.get("sex")))
        for finding in check_nik(nik, birth, sex_letter, today=today):
            if finding.code != "kelamin_dari_nik":
                row.say_of(NIK, Level.CHECK, finding.sentence)
    age = row.answers.get(AGE)
    if isinstance(birth, date) and isinstance(age, int):
        years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
        if not -_AGE_SLACK <= years - age <= 2 * _AGE_SLACK:
            words = f"Umur di berkas {age} tahun, tetapi menurut tanggal lahirnya {years}. Cocokkan tanggal lahirnya."
            row.say_of(BIRTH, Level.CHECK, words)


def check_record(row: ReadRow, offer: Offer, today: date) -> None:
    """What the form itself says of the answers that the file brings: bounds, dates to come, answers that disagree."""
    if not offer.answers:
        return
    kinds = fields_of(offer.form)
    answers: dict[str, Any] = dict(offer.answers)
    record = offer.form(id=offer.id, **answers)
    for finding in check(record, today=today):
        if finding.field not in offer.answers or finding.code in _SAID_ELSEWHERE:
            continue
        if isinstance(kinds[finding.field], Digits) and offer.form is Member:
            continue  # the NIK is judged by check_person
        key = f"{offer.form.FORM}.{finding.field}"
        if key in TARGETS:
            row.say_of(key, Level.CHECK, finding.sentence)


def _sex_of(nik: object) -> str | None:
    parsed = parse_nik(nik) if isinstance(nik, str) and len(nik) == LENGTH else None
    if parsed is not None and 1 <= parsed.day <= 31 and 1 <= parsed.month <= 12:
        return _OF_LETTER[parsed.sex]
    return None
