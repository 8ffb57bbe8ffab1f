"""The KRS counts that are kept by village are those of counting from nothing: whatever was written, by whom, on
whichever day, by whichever rule; and of villages that nobody wrote about no family is judged again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings

from kampungkb_desktop.actions import stunting_parts
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_area import Area, area_recap
from kampungkb_desktop.actions.stunting_book import RiskBook, counts
from kampungkb_desktop.actions.stunting_kept import count_again, remembered
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.store import parts
from tests.actions.homes import MALUANG, ON, SURFACE, TASUK, WELL, couple, home, village

NOW = Semester.of(ON)
_READ = 20
"""SQLite's number for the reading of a column, as its authorizer is told."""
_EXAMPLES = settings.default.max_examples if settings.default else 40
_VILLAGES = (MALUANG, TASUK, "64.03.06.2002")


def afresh(session: Session, semester: Semester = NOW, day: date = ON) -> Area:
    return area_recap(RiskBook(session, counts), semester, day, silent())


PAST = (date(2026, 9, 30), date(2026, 10, 31))


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """What is judged from here on: a village as a whole, or families of it."""
    found: list[tuple[str, object]] = []
    plain = stunting_parts._rows

    def rows(conn: Any, where: str, after: Any, *, late: bool, family: str | None = None) -> Any:
        found.append((where, family))
        return plain(conn, where, after, late=late, family=family)

    monkeypatch.setattr(stunting_parts, "_rows", rows)
    return found


def test_only_the_village_that_somebody_wrote_about_is_counted_again(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    if officer.database.on_server:
        pytest.skip("nothing is kept on a server")
    village(officer)
    other = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [other, *couple(officer, other, date(1998, 3, 1))])
    assert remembered(officer, NOW, ON) is None
    judged = _counted(monkeypatch)
    count_again(officer, NOW, ON, silent())
    assert sorted(judged) == [(TASUK, None), (MALUANG, None)]
    judged.clear()
    save(officer, "Isi", [other.changed(water=WELL)])
    old = remembered(officer, NOW, ON)
    assert old is not None
    assert not old.now
    assert count_again(officer, NOW, ON, silent()) == afresh(officer) != old.area
    assert judged == [(TASUK, None)]


def test_on_another_day_only_the_families_whose_day_has_come_are_judged(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    if officer.database.on_server:
        pytest.skip("nothing is kept on a server")
    village(officer)
    grows = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [grows, *couple(officer, grows, None, date(2021, 11, 24))])  # five years old in three days
    count_again(officer, NOW, ON, silent())
    judged = _counted(monkeypatch)
    for days, looked in ((1, []), (2, []), (3, [(TASUK, grows.id)]), (5, []), (-1, [(TASUK, None), (MALUANG, None)])):
        judged.clear()
        day = ON + timedelta(days=days)
        assert count_again(officer, NOW, day, silent()) == afresh(officer, day=day)
        assert sorted(judged, key=str) == sorted(looked, key=str)


@pytest.mark.parametrize("ahead", [0, 3])
def test_a_mutation_of_a_day_to_come_is_not_overlooked(officer: Session, ahead: int) -> None:
    """He moves to another village in two days: until then he is counted where he was."""
    families = village(officer)
    away, stays = home(officer, village=TASUK), home(officer, village=TASUK, water=SURFACE)
    mother, father, child = couple(officer, stays, date(1998, 3, 1), date(2023, 5, 1))
    save(officer, "Isi", [away, stays, mother, father, child])
    event = Mutation(
        id=new_record_id(officer), village=TASUK, family_id=stays.id, member_id=child.id, kind="pindah",
        happened_on=ON + timedelta(days=2), before_relation="anak",
    )  # fmt: skip
    moved = child.changed(family_id=families["fine"].id, village=MALUANG)
    for step in ([event, moved], [moved.changed(birth_date=date(2026, 1, 1))], [event.changed(before_relation=None)]):
        save(officer, "Pindah", step)
        for days in (0, 1, 2, 3):
            day = ON + timedelta(days=max(days, ahead))
            assert count_again(officer, NOW, day, silent()) == afresh(officer, day=day)


def test_what_is_dated_later_in_another_village_is_not_overlooked(officer: Session) -> None:
    """A mutation dated after the day, of whomever, says that nobody knows how many a family was; and where one is, a
    nearer one of the own village still has its day."""
    families = village(officer)
    lacking = home(officer, village=TASUK, members_expected=9)
    people = couple(officer, lacking, date(1998, 3, 1), date(2023, 5, 1))
    save(officer, "Isi", [lacking, *people])
    assert count_again(officer, NOW, ON, silent()) == afresh(officer)

    def event(where: str, family: str, member: str | None, days: int) -> Mutation:
        return Mutation(
            id=new_record_id(officer), village=where, family_id=family, member_id=member, kind="pindah",
            happened_on=ON + timedelta(days=days), before_relation="anak",
        )  # fmt: skip

    save(officer, "Salah tanggal", [event(MALUANG, families["fine"].id, None, 30)])
    assert count_again(officer, NOW, ON, silent()) == afresh(officer)
    left = people[-1].changed(family_id=families["fine"].id, village=MALUANG)
    save(officer, "Pindah", [event(TASUK, lacking.id, left.id, 2), left])
    for days in (0, 1, 2, 3, 31):
        day = ON + timedelta(days=days)
        assert count_again(officer, NOW, day, silent()) == afresh(officer, day=day)


def test_who_stops_goes_on_from_there(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    if officer.database.on_server:
        pytest.skip("nothing is kept on a server")
    village(officer)
    other = home(officer, village=TASUK)
    save(officer, "Isi", [other])

    class Impatient(Progress):
        def report(self, done: int, _total: int | None = None, _text: str = "") -> None:
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        count_again(officer, NOW, ON, Impatient())
    assert remembered(officer, NOW, ON) is None
    judged = _counted(monkeypatch)
    assert count_again(officer, NOW, ON, silent()) == afresh(officer)
    assert len(judged) == 1


def tables_read(session: Session, deed: Callable[[], object]) -> set[str]:
    """Every table that SQLite reads for a deed; nobody else reads meanwhile, so it is one connection."""
    found = set[str]()

    def told(action: int, table: str | None, *_more: object) -> int:
        if action == _READ and table:
            found.add(table)
        return 0

    with session.database.read() as conn:
        driver = conn._driver
    driver.set_authorizer(told)
    try:
        deed()
    finally:
        driver.set_authorizer(None)
    return found


@pytest.mark.parametrize(("name", "work"), [
    (parts.RISK, lambda session: afresh(session, NOW.shifted(-1))),
    (parts.REGISTER, lambda session: village_register(session, MALUANG, PAST[0])),
])  # fmt: skip
def test_all_that_is_counted_of_a_village_takes_its_flag_down(
    officer: Session, name: str, work: Callable[[Session], object]
) -> None:
    if officer.database.on_server:
        pytest.skip("nothing is kept on a server")
    families = village(officer)
    event = Mutation(id="pindah", village=MALUANG, family_id=families["fine"].id, kind="pindah", happened_on=ON)
    save(officer, "Pindah", [event])
    watched = {table for table, (names, _more) in parts.WATCHED.items() if name in names}
    assert tables_read(officer, lambda: work(officer)) - BESIDE == watched


BESIDE = {"json_each", "meta", "setting", "change"}
"""What says nothing of a village: the reading chosen, which is part of the way, and the log, which ``RiskBook`` asks
whether anything was written."""
