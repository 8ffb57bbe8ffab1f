"""What Beranda shows is what plain counting finds, whatever was written, taken in, taken back, erased or brought back,
by whichever rule and on whichever day; and while it holds, nothing of the store is walked over."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import erasing, home, home_kept, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_area import DUE_DAYS
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.clock import DAY_MS, day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import AS_PORTAL, DISTRICT, WITHOUT_KB, Assignment, Office
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.database import DATABASE_NAME
from kampungkb_desktop.store.lists.visits import VisitFilter
from tests.actions.devices import PASSWORD, VILLAGE
from tests.actions.enrolling import enrolled, strangers

VILLAGES = (VILLAGE, "64.03.06.2001", "64.03.06.2002")
_EXAMPLES = settings.default.max_examples if settings.default else 40
_READ = 20
"""SQLite's number for the reading of a column, as its authorizer is told."""
CLASSED: tuple[type[Record], ...] = (Village, InstitutionProfile, PopulationSnapshot, MonthlySnapshot, Activity)


class Desks:
    """The district's computer and an officer's laptop, which grow with every example."""

    def __init__(self, folder: Path, district: Session, officer: Session) -> None:
        self.folder, self.open = folder, {"kabupaten": district, "petugas": officer}
        self.shelf = ruleset.BUILT_IN

    def save(self, who: str, *records: Record, deleted: tuple[Record, ...] = ()) -> None:
        with suppress(KnownError):  # what was erased is not written again
            save(self.open[who], "Simpan", records, deleted)

    def any(self, who: str, form: type[Record], pick: int) -> Record | None:
        with self.open[who].database.read() as conn:
            found = read.records(conn, form, order=("id",))
        return found[pick % len(found)] if found else None

    def write(self, who: str, form: type[Record], village: int, figure: int, *, anew: bool) -> None:
        """A record of a village, new or another answer in one that is there."""
        there = None if anew else self.any(who, form, village)
        made = there or form(id=new_record_id(self.open[who]), village=VILLAGES[village % len(VILLAGES)])
        self.save(who, made.changed(**_answers(form, figure)))

    def visit(self, who: str, at: int, ahead: int, whom: int) -> None:
        session, today = self.open[who], _today(self.open[who])
        families = [Family(id=new_record_id(session), village=VILLAGE, head_name=f"Kepala {whom}")]
        if whom % 3 and (known := self.any(who, Family, whom)) is not None:
            families = [known]  # type: ignore[list-item]  # asked for families
        planned = None if ahead % 7 == 6 else today + timedelta(days=ahead * 3 - 20)
        self.save(who, families[0], Visit(
            id=new_record_id(session), village=VILLAGE, target="umum", next_visit_on=planned,
            family_id=None if whom % 11 == 10 else families[0].id,
            visited_on=None if at % 9 == 8 else today - timedelta(days=at),
        ))  # fmt: skip

    def delete(self, who: str, form: type[Record], pick: int) -> None:
        if (found := self.any(who, form, pick)) is not None:
            self.save(who, deleted=(found,))

    def undo(self, who: str) -> None:
        with suppress(KnownError):
            undo.undo(self.open[who])

    def reading(self, who: str, chosen: int) -> None:
        found = self.any(who, Office, 0) or Office(id=new_record_id(self.open[who]), regency="64.03")
        self.save(who, found.changed(cross_sector=(AS_PORTAL, WITHOUT_KB)[chosen % 2]))

    def carry(self, full: int) -> None:
        """The officer's file goes to the district."""
        with suppress(KnownError):
            for made in export(self.open["petugas"], self.folder / "stick", full=bool(full % 2)).files:
                take_in(self.open["kabupaten"], [made.path])

    def erase(self, pick: int) -> None:
        if (found := self.any("kabupaten", Family, pick)) is not None:
            erasing.erase(self.open["kabupaten"], Order(form=Family.FORM, record=found.id, reason="Diminta"))

    def days_pass(self, who: str, days: int) -> None:
        clock: Any = self.open[who].clock
        clock.now += days * DAY_MS

    def other_rule(self, step: int) -> None:
        """The office's own version of the rule, easier or harder than the last."""
        rule = ruleset.versions("klasifikasi")[0]
        parameters = {**rule.parameters, "kelas": {**rule.parameters["kelas"], "batas_indeks": f"{step % 3 + 1}.25"}}
        loaded = replace(rule, id="klasifikasi-2024", valid_from=date(2024, 1, 1), parameters=parameters, loaded=True)
        self.shelf = ruleset.shelf_of([loaded]) if step % 4 else ruleset.BUILT_IN

    def keep(self, who: str) -> None:
        home.keep_counts(self.open[who], _today(self.open[who]))

    def keep_while_writing(self, who: str, figure: int) -> None:
        """Somebody saves while the worker still counts."""

        def count(session: Session) -> home_kept.Counted:
            found = home.count_classes(session)
            self.write(who, Village, figure, figure, anew=True)
            return found

        home_kept.keep_classes(self.open[who], count)

    def copy(self, who: str) -> None:
        """Close, keep the file as a copy would, and open again."""
        self._turn(who, lambda file, kept: shutil.copy(file, kept))

    def bring_back(self, who: str) -> None:
        if (self.folder / f"{who}.salinan").exists():
            self._turn(who, lambda file, kept: shutil.copy(kept, file))

    def _turn(self, who: str, deed: Callable[[Path, Path], object]) -> None:
        session = self.open[who]
        sessions.close(session)
        deed(session.data_dir / DATABASE_NAME, self.folder / f"{who}.salinan")
        self.open[who] = sessions.open_session(session.data_dir, PASSWORD, clock=session.clock)


def _answers(form: type[Record], figure: int) -> dict[str, Any]:
    """Answers that move the class, or the counting of it."""
    if form is Village:
        return {"standing": ("rencana", "terbentuk", None)[figure % 3]}
    if form is Activity:
        return {"held_on": date(2026, 1 + figure % 12, 1), "title": "Rapat", "institutions": _AGENCIES[: figure % 6]}
    if form is InstitutionProfile:
        flags = dict.fromkeys(("has_pokja", "pokja_trained", "has_bkb", "has_bkr", "has_pkb"), figure % 2 == 0)
        return {"month": f"2026-{1 + figure % 12:02}", "pokja_members": figure, "funds": _FUNDS[: figure % 5], **flags}
    if form is PopulationSnapshot:
        return {"as_of": date(2026, 1 + figure % 12, 1), "pus": 40 + figure, "families": 100}
    return {"month": f"2026-{1 + figure % 12:02}", "users_pill": figure, "users_iud": figure % 9, "nonuser_iat": 3}


_AGENCIES = ("bkkbn", "opdkb", "pemdes", "sosial", "dukcapil", "bps")
_FUNDS = ("apbn", "apbd", "csr", "hibah")


def _today(session: Session) -> date:
    return day_of(session.clock())


def _plain_work(session: Session, today: date) -> tuple[list[str], int, int]:
    until, late = today + timedelta(days=DUE_DAYS), today - timedelta(days=1)
    if session.role == DISTRICT:
        return [], 0, 0
    with session.database.read() as conn:
        found = [
            list(lists.visit_ids(conn, sort="due", descending=False, filter=VisitFilter(due_until=one)))
            for one in (until, late)
        ]
        return [one.id for one in lists.visit_rows(conn, found[0][: home.SHOWN])], len(found[0]), len(found[1])


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    folder = tmp_path_factory.mktemp("beranda")
    with strangers(folder) as (district, officer):
        enrolled(district, officer, folder)
        made = Desks(folder, district, officer)
        yield made
        for one in made.open.values():
            sessions.close(one)


_small, _who = st.integers(0, 40), st.sampled_from(("kabupaten", "petugas"))
_form = st.sampled_from(CLASSED)
DEEDS = st.one_of(
    st.tuples(st.just("write"), _who, _form, _small, _small, st.booleans()),
    st.tuples(st.just("visit"), _who, _small, _small, _small),
    st.tuples(st.just("delete"), _who, st.sampled_from((*CLASSED, Visit)), _small),
    st.tuples(st.just("undo"), _who),
    st.tuples(st.just("reading"), _who, _small),
    st.tuples(st.just("carry"), _small),
    st.tuples(st.just("erase"), _small),
    st.tuples(st.just("days_pass"), _who, st.sampled_from((-40, -1, 1, 1, 2, 30, 500))),
    st.tuples(st.just("other_rule"), _small),
    st.tuples(st.just("keep"), _who),
    st.tuples(st.just("keep_while_writing"), _who, _small),
    st.tuples(st.just("copy"), _who),
    st.tuples(st.just("bring_back"), _who),
)


def _tables_of(session: Session, deed: Callable[[], object]) -> set[str]:
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


def test_all_that_is_counted_is_watched_and_nothing_is_walked_while_it_holds(officer: Session) -> None:
    read_for = _tables_of(officer, lambda: home.count_classes(officer))
    assert read_for - {"json_each"} == set(home_kept.CLASSES.tables)
    today = _today(officer)
    until = today + timedelta(days=DUE_DAYS)

    def count_visits() -> None:
        with officer.database.read() as conn:
            lists.due_counts(conn, until, today)
            lists.due_days(conn)
            lists.visit_ids(conn, sort="due", filter=VisitFilter(due_until=until))

    assert _tables_of(officer, count_visits) == set(home_kept.VISITS.tables)
    home.keep_counts(officer, today)
    assert "visit" not in _tables_of(officer, lambda: home_kept.planned(officer, today, until))
    assert _tables_of(officer, lambda: home_kept.counted_classes(officer)) <= {"meta", "json_each", "sqlite_master"}


@pytest.mark.parametrize("form", [*CLASSED, Office, Assignment])
def test_what_moves_a_class_is_seen_at_once(officer: Session, form: type[Record]) -> None:
    def write(figure: int) -> None:
        made = form(id=derived_id(form.FORM, "one"), village=VILLAGE)
        save(officer, "Simpan", [made.changed(**_moved(officer, form, figure))])

    there = (
        Village(village=VILLAGES[1], standing="terbentuk"),
        Activity(village=VILLAGE, institutions=_AGENCIES[:1] if form is Activity else _AGENCIES),
        PopulationSnapshot(village=VILLAGE, as_of=date(2025, 5, 1), pus=50),
        MonthlySnapshot(village=VILLAGE, month="2025-05", users_pill=20, nonuser_iat=5),
    )
    save(officer, "Simpan", [one.changed(id=derived_id(one.FORM, "there")) for one in there])
    seen = list[home.Villages]()
    for figure in (2, 3, 2):
        write(figure)
        home.keep_counts(officer, _today(officer))
        assert home_kept.counted_classes(officer) is not None
        seen.append(home.villages(officer))
        assert seen[-1] == home.told(officer, home.count_classes(officer))
    assert seen[0] == seen[2] != seen[1]


def _moved(session: Session, form: type[Record], figure: int) -> dict[str, Any]:
    if form is Office:
        return {"regency": VILLAGE[:5], "cross_sector": (AS_PORTAL, WITHOUT_KB)[figure % 2]}
    if form is Assignment:
        return {"officer_id": session.author, "village": VILLAGES[1 + figure % 2]}
    return _answers(form, figure)


@settings(max_examples=max(5, _EXAMPLES // 4))
@given(st.lists(st.tuples(DEEDS, st.booleans()), min_size=6, max_size=14))
def test_what_is_shown_is_what_plain_counting_finds(desks: Desks, deeds: list[tuple[Any, bool]]) -> None:
    for (name, *given_), keeps in deeds:
        deed = getattr(desks, name)
        deed(*given_[:-1], anew=given_[-1]) if name == "write" else deed(*given_)
        with ruleset.using(desks.shelf):
            for who, session in desks.open.items():
                _compare(session)
                if keeps:
                    desks.keep(who)
                    assert session.database.on_server or home_kept.counted_classes(session) is not None
                    _compare(session)


def _compare(session: Session) -> None:
    today = _today(session)
    assert home.villages(session) == home.told(session, home.count_classes(session))
    work = home.work(session, today)
    assert ([one.id for one in work.due], work.due_count, work.overdue_count) == _plain_work(session, today)
