"""What is kept by village (KRS counts, past months of the register) is what counting from nothing finds, whatever was
written, by whom, on whichever day, by whichever rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import settings as own_settings
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.register_kept import keep_months, kept_months
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_area import Area, area_recap
from kampungkb_desktop.actions.stunting_book import RiskBook, counts
from kampungkb_desktop.actions.stunting_kept import count_again, remembered
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import parts, read
from tests.actions.enrolling import enrolled, strangers
from tests.actions.homes import MALUANG, ON, SURFACE, TASUK, WELL, couple, home, planning

NOW = Semester.of(ON)
_READ = 20
"""SQLite's number for the reading of a column, as its authorizer is told."""
_EXAMPLES = settings.default.max_examples if settings.default else 40
_VILLAGES = (MALUANG, TASUK, "64.03.06.2002")


def afresh(session: Session, semester: Semester = NOW, day: date = ON) -> Area:
    return area_recap(RiskBook(session, counts), semester, day, silent())


class Desks:
    """The district's computer and an officer's laptop, which grow with every example."""

    def __init__(self, folder: Path, district: Session, officer: Session) -> None:
        self.folder, self.open = folder, {"kabupaten": district, "petugas": officer}
        self.shelf, self.day, self.semester = ruleset.BUILT_IN, ON, NOW

    def save(self, who: str, *records: Record, deleted: tuple[Record, ...] = ()) -> None:
        with suppress(KnownError):
            save(self.open[who], "Simpan", records, deleted)

    def any(self, who: str, form: type[Record], pick: int) -> Any:
        with self.open[who].database.read() as conn:
            found = read.records(conn, form, order=("id",))
        return found[pick % len(found)] if found else None

    def family(self, who: str, pick: int, age: int) -> None:
        """A couple with a child that is about to come to another age."""
        made = home(self.open[who], village=_VILLAGES[pick % 3], water=(WELL, SURFACE, None)[age % 3])
        child = ON - timedelta(days=(700, 1800, 5, -9)[pick % 4] + age)
        people = couple(self.open[who], made, date(2006 - pick % 40, 11, 1 + age % 30), child)
        asked = planning(self.open[who], made, ON - timedelta(days=9 * age), using=pick % 2 == 0, method="pil")
        self.save(who, made, *people, asked.changed(pregnant=age % 4 == 0, pregnant_weeks=age))

    def change(self, who: str, pick: int, how: int) -> None:
        if (found := self.any(who, Family, pick)) is not None:
            answers: list[dict[str, Any]] = [
                {"water": SURFACE}, {"water": WELL}, {"village": _VILLAGES[how % 3]}, {"welfare_rank": how},
                {"state": "pindah", "state_on": self.day + timedelta(days=how % 9)}, {"rt": f"00{how % 5}"},
            ]  # fmt: skip
            self.save(who, found.changed(**answers[how % len(answers)]))

    def move(self, who: str, pick: int, how: int) -> None:
        """Somebody is now of another village, or gone; the mutation says how he stood before."""
        person = self.any(who, Member, pick)
        if person is not None:
            when = self.day + timedelta(days=how % 50 - 35)
            event = Mutation(
                id=new_record_id(self.open[who]), village=person.village, family_id=person.family_id,
                member_id=person.id, kind="pindah", happened_on=when, before_relation="anak",
            )  # fmt: skip
            other = self.any(who, Family, how)
            gone = {"mutation": "pindah", "mutation_on": when}
            left = {"family_id": other.id, "village": other.village} if other is not None and how % 2 else gone
            self.save(who, event, person.changed(**left))

    def born(self, who: str, pick: int, how: int) -> None:
        """A birth date is put right, also of somebody who moved away."""
        if (found := self.any(who, Member, pick)) is not None:
            self.save(who, found.changed(birth_date=ON - timedelta(days=how * 25), marital="kawin"))

    def verify(self, who: str, pick: int, how: int) -> None:
        if (found := self.any(who, Family, pick)) is not None:
            made = RiskVerification(id=new_record_id(self.open[who]), village=found.village, family_id=found.id)
            says = {"found": ("ditemukan", "tidak_ditemukan")[how % 2], "assistance": ("kie",), "wedding_plan": True}
            self.save(who, made.changed(year=NOW.year, half=str(NOW.half), verified_on=ON, **says))

    def weigh(self, who: str, pick: int, how: int) -> None:
        if (found := self.any(who, Member, pick)) is not None:
            made = ChildMeasurement(id=new_record_id(self.open[who]), village=found.village, member_id=found.id)
            self.save(who, made.changed(measured_on=ON - timedelta(days=how * 5), weight_kg=5 + how / 5))

    def delete(self, who: str, form: type[Record], pick: int) -> None:
        if (found := self.any(who, form, pick)) is not None:
            self.save(who, deleted=(found,))

    def undo(self, who: str) -> None:
        with suppress(KnownError):
            undo(self.open[who])

    def carry(self, full: int) -> None:
        with suppress(KnownError):
            for made in export(self.open["petugas"], self.folder / "stick", full=bool(full % 2)).files:
                take_in(self.open["kabupaten"], [made.path])

    def reading(self, who: str, how: int) -> None:
        kept = own_settings.load(self.open[who])
        own_settings.store(self.open[who], kept.changed(krs_reading=(None, "4t_saja")[how % 2]))

    def rule(self, how: int) -> None:
        """The office's own version of the rule, in force from one of the next days on."""
        rule = ruleset.versions("krs")[0]
        four = {**rule.parameters["empat_terlalu"], "muda_di_bawah": 18 + how % 7}
        since = ON + timedelta(days=how % 30 - 9)
        loaded = replace(
            rule, id="krs-2026", valid_from=since, parameters={**rule.parameters, "empat_terlalu": four}, loaded=True
        )  # fmt: skip
        self.shelf = ruleset.shelf_of([loaded]) if how % 3 else ruleset.BUILT_IN

    def days(self, by: int) -> None:
        self.day += timedelta(days=by)

    def other_semester(self, back: int) -> None:
        self.semester = Semester.of(self.day).shifted(-(back % 2))

    def lose(self, who: str, pick: int) -> None:
        """A table made anew has lost its triggers; somebody writes, and the program never knew."""
        form = (Family, Member, FamilyPlanning)[pick % 3].FORM
        with suppress(KnownError), self.open[who].database.write() as conn:
            conn.exec_driver_sql(f'DROP TRIGGER IF EXISTS "part_{parts.WAY}_{form}_update"')
        self.born(who, pick, pick)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    folder = tmp_path_factory.mktemp("krs")
    with strangers(folder) as (district, officer):
        enrolled(district, officer, folder)
        yield Desks(folder, district, officer)


PAST = (date(2026, 9, 30), date(2026, 10, 31))
FORMS = (Family, Member, ChildMeasurement, Mutation, FamilyPlanning, RiskVerification)
_n, _who = st.integers(0, 40), st.sampled_from(("kabupaten", "petugas"))
DEEDS = st.one_of(
    *(st.tuples(st.just(name), _who, _n, _n) for name in ("family", "change", "move", "born", "verify", "weigh")),
    st.tuples(st.just("delete"), _who, st.sampled_from(FORMS), _n),
    st.tuples(st.just("undo"), _who),
    st.tuples(st.just("carry"), _n),
    st.tuples(st.just("reading"), _who, _n),
    st.tuples(st.just("rule"), _n),
    *(st.tuples(st.just("days"), st.sampled_from((-3, 1, 1, 1, 2, 7, 40))) for _twice in range(2)),
    st.tuples(st.just("other_semester"), _n),
    st.tuples(st.just("lose"), _who, _n),
)  # fmt: skip


@settings(max_examples=max(6, _EXAMPLES // 3), phases=(Phase.explicit, Phase.generate))
@given(st.lists(DEEDS, min_size=6, max_size=16))
def test_what_is_kept_is_what_counting_from_nothing_finds(desks: Desks, deeds: list[tuple[Any, ...]]) -> None:
    desks.day, desks.semester, desks.shelf = ON, NOW, ruleset.BUILT_IN
    for name, *given_ in deeds:
        with ruleset.using(desks.shelf):
            getattr(desks, name)(*given_)
        with ruleset.using(desks.shelf):
            for session in desks.open.values():
                plain = afresh(session, desks.semester, desks.day)
                before = remembered(session, desks.semester, desks.day)
                assert before is None or not before.now or before.area == plain, name
                assert count_again(session, desks.semester, desks.day, silent()) == plain, name
                _compare_months(session, name)
                after = remembered(session, desks.semester, desks.day)
                assert after is not None
                assert (after.area, after.now) == (plain, True)


def _compare_months(session: Session, name: str) -> None:
    """The register of a village at the ends of past months, kept likewise."""
    for code in _VILLAGES[:2]:
        state, kept = kept_months(session, code)
        found = {day: village_register(session, code, day).counts() for day in PAST}
        assert kept == {day: found[day] for day in kept}, name
        keep_months(session, code, state, found)
        assert session.database.on_server or kept_months(session, code)[1].keys() >= found.keys()
