"""The records behind a figure of the family register as lines of a list: people, couples, groups and measurings.

Families have a list of their own (``actions.family_filters`` narrows it); this is for everything else that is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import age_words, number, short_date
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import METHOD, RELATION, SEX, WANTS_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.rules.figures_register import key_of, needs_health
from kampungkb_desktop.rules.figures_rows import Figure
from kampungkb_desktop.store import lists, read

NOBODY = "(belum bernama)"


@frozen
class FigureLine:
    """One record: ``place`` is the route of the family's page where it stands, "" where the family is not here;
    ``at`` is the day behind ``when`` as ISO text, to sort by."""

    id: str
    place: str
    name: str
    what: str
    when: str
    at: str
    family: str
    rt: str


def figure_families(session: Session, key: str, village: str | None, _today: date) -> list[str]:
    """The families a figure counts, in one village or (``None``) in all; ``key`` as in a route
    ("angka:pus:2026-10-31"). For ``family_filters``; a key that means nothing counts nobody."""
    asked = _asked(key)
    if asked is None:
        return []
    if village is not None:
        return list(_figure(session, asked[0], village, asked[1]).ids)
    with session.database.read() as conn:
        villages = sorted({str(row[0]) for row in read.rows(conn, Family, ("village",)) if row[0]})
    return [family for code in villages for family in _figure(session, asked[0], code, asked[1]).ids]


def figure_words(key: str) -> str:
    """The figure's name and day: ``Pasangan usia subur (PUS), 31 Okt 2026``."""
    asked = _asked(key)
    found = key_of(asked[0]) if asked is not None else None
    return f"{found.label}, {short_date(asked[1])}" if asked is not None and found is not None else "Angka"


def figure_lines(session: Session, key: str, village: str, on: date) -> list[FigureLine]:
    """The records of one figure, by name. It reads the whole register of the village, so call it on the worker."""
    return lines_of(session, _figure(session, key, village, on), on)


def _figure(session: Session, key: str, village: str, on: date) -> Figure:
    found = key_of(key)
    return village_register(session, village, on, health=found is None or needs_health(found)).figure(key)


def lines_of(session: Session, figure: Figure, on: date) -> list[FigureLine]:
    """The same of a figure that is known already."""
    with session.database.read() as conn:
        records = read.by_ids(conn, FORMS[figure.form], list(figure.ids))
        measured = [one.member_id for one in records.values() if isinstance(one, ChildMeasurement) and one.member_id]
        people = read.by_ids(conn, Member, measured)
        families = read.by_ids(conn, Family, sorted({f for r in records.values() if (f := _family(r, people))}))
        families = veiled(conn, families)
        records |= veiled(conn, {key: one for key, one in records.items() if isinstance(one, Family)})
    made = [_line(record, families.get(_family(record, people) or ""), people, on) for record in records.values()]
    return sorted(made, key=lambda line: (line.name == NOBODY, line.name.casefold(), line.id))


def _asked(key: str) -> tuple[str, date] | None:
    """The figure of families and the day a key means."""
    _kind, _, rest = key.partition(":")
    name, _, day = rest.partition(":")
    found = key_of(name)
    if found is None or found.form != Family.FORM:
        return None
    try:
        return name, date.fromisoformat(day)
    except ValueError:
        return None


def _family(record: Record, people: Mapping[str, Member]) -> str | None:
    """The family a record belongs to; a measuring's is that of its child."""
    if isinstance(record, Family):
        return record.id
    if isinstance(record, ChildMeasurement):
        child = people.get(record.member_id or "")
        return child.family_id if child is not None else None
    return getattr(record, "family_id", None)


def _line(record: Record, family: Family | None, people: Mapping[str, Member], on: date) -> FigureLine:
    name, what, when, day, tab = _TELL[type(record)](record, family, people, on)
    place = f"{family.id}{tab}" if family is not None else ""
    head = family.head_name if family is not None else None
    rt = (family.rt if family is not None else None) or ""
    person = record if isinstance(record, Member) else people.get(getattr(record, "member_id", None) or "")
    if is_restricted(family, person):
        return FigureLine(record.id, place, lists.HIDDEN, "", "", "", "", rt)
    return FigureLine(record.id, place, name or NOBODY, what, when, str(day or ""), head or "", rt)


_Told = tuple[str | None, str, str, date | None, str]
"""Name, what there is to say, when in words, that day, and the tab of the family's page."""


def _family_told(record: Any, *_more: Any) -> _Told:
    return record.head_name, record.kk or "", "", None, ""


def _member_told(record: Any, _family: Any, _people: Any, on: date) -> _Told:
    relation, sex = RELATION.label(record.relation), SEX.label(record.sex)
    age = age_words(record.birth_date, on) if record.birth_date else "tanggal lahir belum diisi"
    return record.full_name, ", ".join(word for word in (sex, relation) if word), age, record.birth_date, "/anggota"


def _planning_told(record: Any, family: Any, *_more: Any) -> _Told:
    if record.pregnant:
        what = "sedang hamil"
    elif record.using:
        what = METHOD.label(record.method)
    else:
        what = WANTS_CHILD.label(record.wants_child)
    return family.head_name if family else None, what, _day(record.as_of), record.as_of, "/kb"


def _development_told(record: Any, family: Any, *_more: Any) -> _Told:
    return family.head_name if family else None, "ikut kegiatan", _day(record.as_of), record.as_of, "/pembangunan"


def _measuring_told(record: Any, _family: Any, people: Mapping[str, Member], _on: date) -> _Told:
    child = people.get(record.member_id or "")
    parts: Sequence[str] = [
        f"{number(value, 1)} {unit}"
        for value, unit in ((record.weight_kg, "kg"), (record.lenhei_cm, "cm"))
        if value is not None
    ]
    return child.full_name if child else None, ", ".join(parts), _day(record.measured_on), record.measured_on, ""


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


_TELL: Mapping[type[Record], Callable[..., _Told]] = {
    Family: _family_told, Member: _member_told, FamilyPlanning: _planning_told,
    FamilyDevelopment: _development_told, ChildMeasurement: _measuring_told,
}  # fmt: skip
