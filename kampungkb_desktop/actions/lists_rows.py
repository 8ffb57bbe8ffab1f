"""One family with its people as rows of a list: in the columns of our own template, and in those of SIGA's recap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.lists_in.targets import (
    EVERY_ROW,
    FAMILY_ID,
    MEMBER_ID,
    TARGETS,
    VILLAGE_CODE,
    VILLAGE_NAME,
    template_keys,
)
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import HEAD, LATER, NO_MORE, NOT_APPLICABLE, SOON, SPOUSE, WOMAN, YES
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning, living_children
from kampungkb_desktop.forms.kinds import Answer, Choice, Choices, Kind, YesNo
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.workbook import Value

_WITH_FAMILY: Final = frozenset((*EVERY_ROW, FAMILY_ID))
_WISHES: Final = {"IAS": SOON, "IAT": LATER, "TIAL": NO_MORE}


@frozen
class Whole:
    """A family with its people in the order of the card, its newest couple's answers and its newest groups."""

    family: Family
    members: Sequence[Member]
    planning: FamilyPlanning | None
    groups: FamilyDevelopment | None


def template_rows(wholes: Iterable[Whole]) -> Iterator[list[Value]]:
    """A row per person, or one of the family alone; the family's further answers stand on its first row."""
    keys = template_keys()
    for whole in wholes:
        people: Sequence[Member | None] = whole.members or (None,)
        for at, member in enumerate(people):
            yield [_template_value(key, whole.family, member, first=at == 0) for key in keys]


def siga_rows(wholes: Iterable[Whole], today: date) -> Iterator[list[Value]]:
    """A row per person in the 25 columns; the couple's answers stand with the wife, the family's with its head."""
    for whole in wholes:
        wife = next((m for m in whole.members if m.relation == SPOUSE and m.sex == WOMAN), None)
        couple = wife or next((m for m in whole.members if m.relation == HEAD), None)
        for at, member in enumerate(whole.members):
            yield [_siga_value(title, whole, member, couple, today, first=at == 0) for title, _ in SIGA_COLUMNS]


def shown(kind: Kind, answer: Answer) -> Value:
    """An answer as a person writes it into a cell: labels instead of codes, days as days."""
    if answer is None or isinstance(answer, date):
        return answer
    match kind:
        case YesNo():
            return kind.yes if answer else kind.no
        case Choice():
            return kind.options.label(str(answer))
        case Choices() if isinstance(answer, tuple):
            return "; ".join(kind.options.label(code) for code in answer)
        case _:
            return answer if isinstance(answer, str | int | float) else str(answer)


def _template_value(key: str, family: Family, member: Member | None, *, first: bool) -> Value:
    if key == VILLAGE_CODE:
        return family.village
    if key == VILLAGE_NAME:
        region = regions.load().region(family.village) if family.village else None
        return region.name if region else None
    if key == MEMBER_ID:
        return member.id if member else None
    if key == FAMILY_ID:
        return family.id
    target = TARGETS[key]
    if target.form == "family":
        return shown(target.kind, getattr(family, target.field)) if first or key in _WITH_FAMILY else None
    return shown(target.kind, getattr(member, target.field)) if member else None


def _siga_value(title: str, whole: Whole, member: Member, couple: Member | None, today: date, *, first: bool) -> Value:
    if title in ("No keluarga", "KKI"):
        return whole.family.family_no if title == "No keluarga" else whole.family.kki
    if title == "Usia":
        return _age(member.birth_date, today)
    key = dict(SIGA_COLUMNS)[title]
    target = TARGETS[key]
    if target.form == "member":
        return shown(target.kind, getattr(member, target.field))
    if title.split(" ", maxsplit=1)[0] in ("BKB", "BKR", "BKL", "UPPKA"):
        return _group_value(title, whole.groups) if first else None
    if whole.planning is None or couple is None or member.id != couple.id:
        return None
    return _couple_value(title, key, whole.planning, today)


def _group_value(title: str, groups: FamilyDevelopment | None) -> Value:
    group, what = title.casefold().split(" ")
    answer = getattr(groups, group) if groups is not None else None
    if answer is None:
        return None
    if what == "sasaran":
        return "Tidak" if answer == NOT_APPLICABLE else "Ya"
    return None if answer == NOT_APPLICABLE else "Ya" if answer == YES else "Tidak"


def _couple_value(title: str, key: str, planning: FamilyPlanning, today: date) -> Value:
    if title == "Status PUS":
        return "Ya"
    if title == "Jumlah anak":
        return living_children(planning)
    if title in _WISHES:
        users_or_pregnant = planning.pregnant or planning.using is not False
        return None if users_or_pregnant or planning.wants_child is None else (
            "Ya" if planning.wants_child == _WISHES[title] else "Tidak"
        )  # fmt: skip
    if title == "Metode kontrasepsi" and planning.using is False:
        return "Tidak"
    if title.startswith("Lama"):
        return _months(planning.using_since, today) if planning.using else None
    target = TARGETS[key]
    return shown(target.kind, getattr(planning, target.field))


def _months(since: str | None, until: date) -> int | None:
    if since is None:
        return None
    months = (int(part) for part in month_of(until).split("-"))
    begun = (int(part) for part in since.split("-"))
    (year, month), (year_since, month_since) = months, begun
    return max(0, (year - year_since) * 12 + month - month_since)


def _age(birth: date | None, today: date) -> int | None:
    if birth is None or birth > today:
        return None
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
