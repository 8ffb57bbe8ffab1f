"""What is done to many records at once, as one action that Ctrl+Z takes back whole: moving families to another RT,
planning visits, deleting visits and activities, closing referrals. Only what differs is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from kampungkb_desktop.actions import activity_file
from kampungkb_desktop.actions.photos import photos_of
from kampungkb_desktop.actions.referrals import whole_cases
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, OpenCase, closed
from kampungkb_desktop.store import read

R = TypeVar("R", bound=Record)


class Planned(NamedTuple):
    """``without`` families have no visit yet that a next one could be planned on."""

    saved: Saved
    visits: int
    without: int = 0


def move(session: Session, families: Sequence[str], *, hamlet: str = "", rw: str = "", rt: str = "") -> Saved:
    """Put families into another dusun, RW or RT; what is empty stays as it is."""
    wanted = {name: words.strip() for name, words in (("hamlet", hamlet), ("rw", rw), ("rt", rt)) if words.strip()}
    found = _records(session, Family, families)
    return save(session, f"Pindah RT/RW {number(len(found))} keluarga", [one.changed(**wanted) for one in found],
                seen=found)  # fmt: skip


def plan(session: Session, families: Sequence[str], day: date) -> Planned:
    """Plan the next visit of families for a day: it is written on the last visit of each."""
    with session.database.read() as conn:
        made = read.records(conn, Visit, where={"family_id": list(families)}, order=("visited_on", "id"))
    last = {str(one.family_id): one for one in made if one.visited_on is not None and one.visited_on < day}
    return _planned(session, list(last.values()), day, len(set(families)) - len(last))


def plan_again(session: Session, visits: Sequence[str], day: date) -> Planned:
    """The next visit after each of these is on this day; those of that day or later stay as they are."""
    found = _records(session, Visit, visits)
    fit = [one for one in found if one.visited_on is None or one.visited_on < day]
    return _planned(session, fit, day, len(found) - len(fit))


def delete_visits(session: Session, visits: Sequence[str]) -> Saved:
    """Visits with what was measured and photographed at them."""
    found = _records(session, Visit, visits)
    with session.database.read() as conn:
        inside = [one for form in DETAIL_FORMS.values()
                  for one in read.records(conn, form, where={"visit_id": [visit.id for visit in found]})]  # fmt: skip
    photos = [photo for one in found for photo in photos_of(session, one)]
    return save(session, f"Hapus {number(len(found))} kunjungan", [], [*found, *inside, *photos])


def delete_activities(session: Session, activities: Sequence[str]) -> Saved:
    """Activities with their rows and photos."""
    found = _records(session, Activity, activities)
    gone = [record for one in found for record in (one, *activity_file.belongings(session, one))]
    return save(session, f"Hapus {number(len(found))} kegiatan", [], gone)


def close_cases(session: Session, cases: Sequence[OpenCase], on: date, result: str, note: str | None) -> Saved:
    """Referrals and aids that ended alike. Two of one visit are written into it together."""
    ended: dict[str, Visit] = {}
    before: dict[str, Visit] = {}
    with session.database.read() as conn:
        cases = whole_cases(conn, cases)
    if not cases:
        return Saved()
    for one in cases:
        before.setdefault(one.visit.id, one.visit)
        visit = ended.get(one.visit.id, one.visit)
        ended[one.visit.id] = closed(OpenCase(visit=visit, kind=one.kind, what=one.what), on, result, note)
    kinds = {KIND_WORDS[one.kind].lower() for one in cases}
    what = kinds.pop() if len(kinds) == 1 else "rujukan dan bantuan"
    return save(session, f"Tutup {number(len(cases))} {what}", list(ended.values()), seen=list(before.values()))


def _planned(session: Session, visits: Sequence[Visit], day: date, without: int) -> Planned:
    changed = [one.changed(next_visit_on=day) for one in visits]
    name = f"Rencanakan kunjungan {number(len(changed))} keluarga"
    return Planned(save(session, name, changed, seen=visits) if changed else Saved(), len(changed), without)


def _records(session: Session, form: type[R], ids: Sequence[str]) -> list[R]:
    """Those that are still there, in the order asked for."""
    with session.database.read() as conn:
        known = read.by_ids(conn, form, list(ids))
    return [known[one] for one in ids if one in known]
