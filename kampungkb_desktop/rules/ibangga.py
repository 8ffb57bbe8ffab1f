"""iBangga's eleven indicators from the answers of a family, each ya, tidak, tidak berlaku or not yet known.

No score is made: weights and class limits are not public (domain.md 11, gap 4). Which questions speak for an indicator
stands in the rule file and is an inference, which the card says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import NO, NOT_APPLICABLE, YES
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_rows import age
from kampungkb_desktop.rules.stunting_risk import Answer

UNINSURED = "tidak_memiliki"


@frozen
class Indicator:
    """One indicator: its answer, why, and where the deciding answer is typed (a field of the development form, or of
    the member ``record``)."""

    code: str
    dimension: str
    name: str
    answer: Answer
    reason: str
    field: str
    record: str = ""


def indicators(
    development: FamilyDevelopment | None, members: Iterable[Member], on: date, rule_id: str | None = None
) -> tuple[Indicator, ...]:
    """The eleven in their order, on a day, by the rule then in force. ``members`` are those who live there."""
    rule = ruleset.load(rule_id) if rule_id else ruleset.in_force("ibangga", on)
    people = list(members)
    return tuple(_indicator(one, development, people, on) for one in rule.parameters["indikator"])


def _indicator(
    one: Mapping[str, Any], development: FamilyDevelopment | None, people: Sequence[Member], on: date
) -> Indicator:
    if one.get("anggota") == "jkn":
        answer, reason, record = _insured(people)
        return Indicator(one["kode"], one["dimensi"], one["nama"], answer, reason, "jkn", record)
    if one.get("anggota") == "pendidikan":
        answer, reason, record = _schooling(people, on, one["umur"], one["bersekolah"])
        return Indicator(one["kode"], one["dimensi"], one["nama"], answer, reason, "education", record)
    asked = [(part["isian"], part["baik"], getattr(development, part["isian"], None)) for part in one["pertanyaan"]]
    answer, field = _together(asked)
    return Indicator(one["kode"], one["dimensi"], one["nama"], answer, _reason(answer, field, asked), field)


def _together(asked: Sequence[tuple[str, str, str | None]]) -> tuple[Answer, str]:
    """Tidak when one answer is not the good one; else unknown while one is missing; else ya, where any applies. The
    field is that of the answer that decides."""
    bad = next((field for field, good, said in asked if said in (YES, NO) and said != good), None)
    if bad is not None:
        return Answer.NO, bad
    missing = next((field for field, _good, said in asked if said not in (YES, NO, NOT_APPLICABLE)), None)
    if missing is not None:
        return Answer.UNKNOWN, missing
    if all(said == NOT_APPLICABLE for _field, _good, said in asked):
        return Answer.NOT_APPLICABLE, asked[0][0]
    return Answer.YES, asked[0][0]


def _reason(answer: Answer, field: str, asked: Sequence[tuple[str, str, str | None]]) -> str:
    label = fields_of(FamilyDevelopment)[field].label
    if answer is Answer.UNKNOWN:
        return f"Belum dijawab: {label}."
    if answer is Answer.NO:
        said = next(said for name, _good, said in asked if name == field)
        return f"{label}: {said}."
    numbers = ", ".join(fields_of(FamilyDevelopment)[name].label.split(".")[0] for name, _good, _said in asked)
    return f"Pertanyaan {numbers}." if answer is Answer.YES else f"Pertanyaan {numbers} tidak berlaku."


def _insured(people: Sequence[Member]) -> tuple[Answer, str, str]:
    without = next((one for one in people if one.jkn == UNINSURED), None)
    if without is not None:
        return Answer.NO, f"{without.name()} tidak memiliki jaminan kesehatan.", without.id
    unasked = next((one for one in people if one.jkn is None), None)
    if unasked is not None or not people:
        who = unasked.name() if unasked is not None else "Anggota keluarga"
        return Answer.UNKNOWN, f"Jaminan kesehatan {who} belum diisi.", unasked.id if unasked is not None else ""
    return Answer.YES, f"Semua {len(people)} anggota memiliki jaminan kesehatan.", people[0].id


def _schooling(
    people: Sequence[Member], on: date, ages: Sequence[int], schooled: Sequence[str]
) -> tuple[Answer, str, str]:
    young = [one for one in people if one.birth_date is not None and ages[0] <= age(one.birth_date, on) <= ages[1]]
    out = next((one for one in young if one.education is not None and one.education not in schooled), None)
    if out is not None:
        return Answer.NO, f"{out.name()} tercatat tidak bersekolah.", out.id
    unasked = next((one for one in young if one.education is None), None)
    if unasked is not None:
        return Answer.UNKNOWN, f"Pendidikan {unasked.name()} belum diisi.", unasked.id
    if not young:
        return Answer.NOT_APPLICABLE, f"Tidak ada anggota berumur {ages[0]}–{ages[1]} tahun.", ""
    return Answer.YES, f"Semua {len(young)} anggota berumur {ages[0]}–{ages[1]} tahun bersekolah.", young[0].id
