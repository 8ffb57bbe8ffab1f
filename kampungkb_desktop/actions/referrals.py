"""Referrals and applications for aid that are open: who they concern, and how one is closed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TypeVar

from kampungkb_desktop.actions.restricting import is_restricted, veiled
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import from_scalars
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, Kind, OpenCase, closed, old_after, open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists import HIDDEN

N = TypeVar("N", Family, Member, Officer)
_OF_VISIT = (
    "village", "visited_on", "family_id", "member_id", "officer_id",
    "referral", "referral_to", "referral_closed_on", "referral_result", "referral_note",
    "social_aid", "social_aid_kinds", "social_aid_other", "social_aid_closed_on", "social_aid_result",
    "social_aid_note",
)  # fmt: skip
"""What a line and the dialog that closes a case say of a visit."""
_FIELDS: Mapping[Kind, tuple[str, str]] = {
    "rujukan": ("referral", "referral_closed_on"), "bansos": ("social_aid", "social_aid_closed_on"),
}  # fmt: skip
_NO_DAY = date.max.toordinal() + 1
"""After every day."""
_AT_A_TIME = 500


@frozen
class CaseFile:
    """An open case with the names it needs; empty where the record is not on this laptop."""

    case: OpenCase
    family: str
    person: str
    rt: str
    officer: str


@frozen
class CaseLines:
    """Everything open, the longest open first, as columns of what sorts and filters: an office has ten thousands. What
    a line says is read for those in sight (``case_files``)."""

    keys: tuple[str, ...] = ()
    """``OpenCase.key`` of each."""
    since: array[int] = field(default_factory=lambda: array("l"))
    """Ordinals of the days they were begun; 0 = a visit without a day."""
    village: array[int] = field(default_factory=lambda: array("H"))
    officer: array[int] = field(default_factory=lambda: array("H"))
    """Places in ``villages`` and ``officers``."""
    villages: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    """Codes and names; "" where there is none."""

    def fitting(self, kind: str, officer: str | None, villages: Sequence[str], old_on: date | None) -> list[str]:
        """The keys of one kind ("" = any), of this officer, in these villages, and old on a day; in their order."""
        here = {at for at, code in enumerate(self.villages) if not villages or code in villages}
        his = {at for at, name in enumerate(self.officers) if officer in (None, name)}
        least = {} if old_on is None else {one: old_on.toordinal() - old_after(one, old_on) for one in KIND_WORDS}
        return [
            key
            for key, since, village, by in zip(self.keys, self.since, self.village, self.officer, strict=True)
            if village in here and by in his and key.startswith(kind)
            and (old_on is None or 0 < since <= least[kind_of(key)])
        ]  # fmt: skip


def kind_of(key: str) -> Kind:
    """Which kind of case a key names."""
    return "rujukan" if key.startswith("rujukan") else "bansos"


def visit_of(key: str) -> str:
    """The id of the visit that began a case."""
    return key.partition(":")[2]


def case_lines(session: Session) -> CaseLines:
    """Everything open on this laptop."""
    found = _Found()
    with session.database.read() as conn:
        for kind, (state, ended) in sorted(_FIELDS.items()):
            where = {state: IN_PROGRESS, ended: None}
            for row in read.each(conn, Visit, ("id", "visited_on", "village", "officer_id"), where):
                found.add(kind, *row)
        told = _told(conn, Officer, ("full_name",), [one for one in found.officers if one])
    return found.lines(lambda one: told[one].name() if one in told else "")


class _Found:
    """What is open, in the order it is read, as columns: with a row of texts for each case an office's would take four
    times as much while they are sorted, and what lies between them is not given back."""

    def __init__(self) -> None:
        self.ids, self.kinds = list[str](), list[Kind]()
        self.since, self.village, self.officer = array("l"), array("H"), array("H")
        self.villages, self.officers = dict[str, int](), dict[str, int]()
        self._days: dict[str | None, int] = {None: 0}

    def add(self, kind: Kind, id_: Scalar, day: Scalar, village: Scalar, officer: Scalar) -> None:
        said = str(day) if day else None
        if said not in self._days:
            self._days[said] = date.fromisoformat(said or "").toordinal()
        self.ids.append(str(id_))
        self.kinds.append(kind)
        self.since.append(self._days[said])
        self.village.append(self.villages.setdefault(str(village or ""), len(self.villages)))
        self.officer.append(self.officers.setdefault(str(officer or ""), len(self.officers)))

    def lines(self, name_of: Callable[[str], str]) -> CaseLines:
        """By day, those without one last, then by id and kind; villages by code, officers by id."""
        ids, kinds, since = self.ids, self.kinds, self.since
        order = array("L", sorted(range(len(ids)), key=ids.__getitem__))  # of one id both kinds stay in their order
        order = array("L", sorted(order, key=lambda at: since[at] or _NO_DAY))
        villages, officers = sorted(self.villages), sorted(self.officers)
        where = _places(self.villages, villages)
        by = _places(self.officers, officers)
        return CaseLines(
            tuple(f"{kinds[at]}:{ids[at]}" for at in order),
            array("l", [since[at] for at in order]),
            array("H", [where[self.village[at]] for at in order]),
            array("H", [by[self.officer[at]] for at in order]),
            tuple(villages),
            tuple(name_of(one) for one in officers),
        )


def _places(met: Mapping[str, int], ordered: Sequence[str]) -> list[int]:
    """For each in the order they were met, its place among the ordered."""
    places = [0] * len(ordered)
    for at, one in enumerate(ordered):
        places[met[one]] = at
    return places


def case_files(session: Session, keys: Iterable[str]) -> dict[str, CaseFile]:
    """What is to be said of some of them, in their order; without what was closed meanwhile. Only what is shown is read
    of their visits: they are to be read and never to be saved, ``close_case`` takes the whole visit."""
    wanted = list(keys)
    with session.database.read() as conn:
        rows = read.rows(conn, Visit, ("id", *_OF_VISIT), {"id": sorted({visit_of(key) for key in wanted})})
        cases = open_cases(
            from_scalars(Visit, str(id_), dict(zip(_OF_VISIT, told, strict=True))) for id_, *told in rows
        )
        families = veiled(conn, _told(conn, Family, ("head_name", "rt", "restricted"), _ids(cases, "family_id")))
        people = _told(conn, Member, ("full_name", "restricted"), _ids(cases, "member_id"))
        officers = _told(conn, Officer, ("full_name",), _ids(cases, "officer_id"))
    made = {case.key: case for case in cases}
    return {key: _file(made[key], families, people, officers) for key in wanted if key in made}


def case_words(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """The words each is found by, folded."""
    said: dict[str, str] = {}
    for at in range(0, len(keys), _AT_A_TIME):
        for key, one in case_files(session, keys[at : at + _AT_A_TIME]).items():
            said[key] = fold(f"{one.family} {one.person} {one.case.what} {one.officer}")
    return said


def family_cases(session: Session, family_id: str | None) -> tuple[OpenCase, ...]:
    """What is open for one family."""
    if family_id is None:
        return ()
    with session.database.read() as conn:
        return open_cases(read.records(conn, Visit, where={"family_id": family_id}))


def close_case(session: Session, case: OpenCase, on: date, result: str, note: str | None) -> Saved:
    """Write how a case ended into the visit that began it: one action that can be undone."""
    with session.database.read() as conn:
        found = whole_cases(conn, [case])
    if not found:
        return Saved()
    (case,) = found
    ended = closed(case, on, result, note)
    return save(session, f"Tutup {KIND_WORDS[case.kind].lower()}", [ended], seen=[case.visit])


def whole_cases(conn: Connection, cases: Sequence[OpenCase]) -> list[OpenCase]:
    """The same with the whole visit, but as whoever closes them saw what concerns them, so that what was written there
    meanwhile is noticed. Without those whose visit was deleted."""
    visits = read.by_ids(conn, Visit, sorted({case.visit.id for case in cases}))
    seen = {id_: {name: getattr(case.visit, name) for name in _OF_VISIT} for case in cases if (id_ := case.visit.id)}
    return [
        OpenCase(visits[case.visit.id].changed(**seen[case.visit.id]), case.kind, case.what)
        for case in cases if case.visit.id in visits
    ]  # fmt: skip


def _ids(cases: Sequence[OpenCase], field: str) -> list[str]:
    return sorted({found for case in cases if (found := getattr(case.visit, field))})


def _told(conn: Connection, form: type[N], fields: Sequence[str], ids: Sequence[str]) -> dict[str, N]:
    """These records with nothing but what a line says of them; to be read and never to be saved."""
    rows = read.rows(conn, form, ("id", *fields), {"id": ids})
    return {str(id_): from_scalars(form, str(id_), dict(zip(fields, row, strict=True))) for id_, *row in rows}


def _file(
    case: OpenCase, families: dict[str, Family], people: dict[str, Member], officers: dict[str, Officer]
) -> CaseFile:
    visit = case.visit
    family, person = families.get(visit.family_id or ""), people.get(visit.member_id or "")
    officer = officers.get(visit.officer_id or "")
    hidden = is_restricted(family, person)
    return CaseFile(
        case,
        family=HIDDEN if hidden else family.name() if family is not None else "(keluarga belum diterima)",
        person=person.name() if person is not None and not hidden else "",
        rt=(family.rt or "") if family is not None else "",
        officer=officer.name() if officer is not None else "",
    )
