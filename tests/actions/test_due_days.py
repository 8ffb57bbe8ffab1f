"""The due list that is brought from day to day is the one judged from nothing: whatever was written in between, joined,
separated or undone, on the open list and on the one that was put away; and on a new day only families are judged again
whose day has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import due, merged, merging, separating, undo
from kampungkb_desktop.actions.due import DueBook, due_book
from kampungkb_desktop.actions.due_shelf import shelve, take_up
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.due import due_until
from kampungkb_desktop.rules.due_days import rules_on
from kampungkb_desktop.store import read
from tests.actions.devices import copied, make
from tests.actions.homes import SURFACE, TASUK, couple, home, village

NOW = date(2026, 11, 21)
_EXAMPLES = max(4, (settings.default.max_examples if settings.default else 40) // 8)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("due-days") / "petugas"
    make(folder, "Siti Rahma")
    return folder


class _Life:
    """What people do to the families of two villages, drawn by lot."""

    def __init__(self, session: Session, chance: Random) -> None:
        self.session, self.chance, self.day = session, chance, NOW
        village(session)
        for _ in range(2):
            other = home(session, village=TASUK, water=SURFACE)
            children = (date(2026, 8, 30), date(2021, 11, 24), date(1998, 12, 1))
            save(session, "Isi", [other, *couple(session, other, date(1990, 11, 24), *children)])

    def something(self) -> None:
        """One deed; what is refused is no deed."""
        deeds = (
            self.visited, self.visited, self.checked, self.born, self.asked, self.verified, self.moved, self.gone,
            self.undone, self.deleted, self.joined, self.separated,
        )  # fmt: skip
        try:
            self.chance.choice(deeds)()
        except (KnownError, IndexError):  # refused, or there is none yet
            return

    def near(self, back: int = 60, ahead: int = 12) -> date:
        return self.day + timedelta(days=self.chance.randint(-back, ahead))

    def _one(self, form: Any) -> Any:
        with self.session.database.read() as conn:
            ids = sorted(str(row[0]) for row in read.rows(conn, form, ("id",)))
            return read.record(conn, form, self.chance.choice(ids))

    def _write(self, form: Any, **answers: Any) -> None:
        save(self.session, "Isi", [form(id=new_record_id(self.session), **answers)])

    def visited(self) -> None:
        who, chance = self._one(Member), self.chance
        self._write(
            Visit, village=who.village, status=chance.choice((DONE, "draf")), family_id=who.family_id,
            member_id=chance.choice((who.id, None)), target=chance.choice(("anak", "umum", "ibu_hamil")),
            visited_on=self.near(), next_visit_on=chance.choice((None, self.near(0, 40))),
            referral=chance.choice((None, "proses")),
        )  # fmt: skip

    def checked(self) -> None:
        who, chance = self._one(Member), self.chance
        self._write(
            PregnancyCheck, village=who.village, member_id=who.id, measured_on=self.near(300),
            gestation_weeks=chance.choice((None, chance.randint(4, 40))), delivered=chance.choice((None, True)),
        )  # fmt: skip

    def born(self) -> None:
        who = self._one(Member)
        self._write(
            PostpartumCheck, village=who.village, member_id=who.id, measured_on=self.near(), delivered_on=self.near(),
        )  # fmt: skip

    def asked(self) -> None:
        family, chance = self._one(Family), self.chance
        self._write(
            FamilyPlanning, village=family.village, family_id=family.id, as_of=self.near(280),
            pregnant=chance.choice((True, False)), pregnant_weeks=chance.choice((None, 12)), using=False,
            wants_child="kemudian",
        )  # fmt: skip

    def verified(self) -> None:
        family, chance = self._one(Family), self.chance
        self._write(
            RiskVerification, village=family.village, family_id=family.id, year=2026, half="2",
            verified_on=self.near(100), found="ada", assistance=("kie",), wedding_plan=chance.choice((None, True)),
        )  # fmt: skip

    def moved(self) -> None:
        who, family = self._one(Member), self._one(Family)
        save(self.session, "Pindah", [who.changed(family_id=family.id, village=family.village)])

    def gone(self) -> None:
        who, chance = self._one(Member), self.chance
        kind = chance.choice(("pindah", "menikah", None))
        save(self.session, "Mutasi", [who.changed(mutation=kind, mutation_on=self.near() if kind else None)])

    def undone(self) -> None:
        undo.undo(self.session)

    def deleted(self) -> None:
        save(self.session, "Hapus", [], [self._one(Visit)])

    def joined(self) -> None:
        one, other = self._one(Family), self._one(Family)
        if one.id != other.id:
            merging.merge(self.session, Family, one.id, other.id, {})

    def separated(self) -> None:
        found = merged.merges(self.session)
        separating.unmerge(self.session, self.chance.choice(self.chance.choice(found).parts).alias)


def _lived(session: Session, chance: Random) -> Iterator[tuple[date, DueBook]]:
    """A list brought along for some weeks of deeds and days, now and then from the shelf."""
    life = _Life(session, chance)
    book = due_book(session, NOW)
    for _ in range(14):
        for _ in range(chance.randint(0, 2)):
            life.something()
        life.day += timedelta(days=chance.choice((0, 1, 1, 2, 6, 17, -3)))
        if chance.random() < 0.4:
            shelve(session, book)
            book = due_book(session, life.day, take_up(session, life.day, None))
        else:
            book = due_book(session, life.day, book)
        yield life.day, book


@settings(max_examples=_EXAMPLES)
@given(st.integers(0, 10**9))
def test_the_list_that_is_kept_is_the_one_judged_afresh(
    lived_in: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with copied(lived_in, tmp_path_factory.mktemp("hidup") / "petugas") as session:
        for day, book in _lived(session, Random(seed)):
            afresh = due_book(session, day)
            assert dict(book.families) == dict(afresh.families), day
            later = {family: on for family, on in book.soon.items() if on < afresh.until}
            assert later.items() <= afresh.soon.items(), day


def test_who_is_joined_or_separated_is_judged_again(officer: Session) -> None:
    """The one that is shown no more stood in an open list until the next day."""
    one, other = (home(officer, water=SURFACE) for _ in range(2))
    for family in (one, other):
        save(officer, "Isi", [family, *couple(officer, family, date(1998, 3, 1), date(2025, 9, 1))])
    book = due_book(officer, NOW)
    assert {one.id, other.id} <= book.families.keys()
    merging.merge(officer, Family, one.id, other.id, {})
    book = due_book(officer, NOW, book)
    assert dict(book.families) == dict(due_book(officer, NOW).families)
    assert len({one.id, other.id} & book.families.keys()) == 1
    separating.unmerge(officer, merged.merges(officer)[0].parts[0].alias)
    book = due_book(officer, NOW, book)
    assert dict(book.families) == dict(due_book(officer, NOW).families)
    assert {one.id, other.id} <= book.families.keys()


def _judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The families judged from here on."""
    found: list[str] = []
    plain: Callable[..., Any] = due_until

    def judge(household: Any, *more: Any) -> Any:
        found.append(household.family)
        return plain(household, *more)

    monkeypatch.setattr(due, "due_until", judge)
    return found


def test_on_a_new_day_only_the_families_whose_day_has_come_are_judged(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    village(officer)
    grows = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [grows, *couple(officer, grows, None, date(2021, 11, 24))])  # five years old in three days
    book = due_book(officer, NOW)
    judged = _judged(monkeypatch)
    for days, looked in ((1, []), (2, []), (3, [grows.id]), (4, [])):
        judged.clear()
        book = due_book(officer, NOW + timedelta(days=days), book)
        assert judged == looked
    everybody = len(due_book(officer, NOW, book).families)  # the clock went back
    assert len(judged) >= everybody > 1


def test_after_the_days_that_were_looked_ahead_everybody_is_judged(officer: Session) -> None:
    village(officer)
    book = due_book(officer, NOW)
    shelve(officer, book)
    for beyond in (book.until, book.until + timedelta(days=200)):
        assert not due.begin_book(officer, beyond, book).whole
        assert not take_up(officer, beyond, None).whole


def test_where_another_rule_comes_into_force_everybody_is_judged(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    village(officer)
    book, tomorrow = due_book(officer, NOW), NOW + timedelta(days=1)
    assert due.begin_book(officer, tomorrow, book).whole
    plain = rules_on
    monkeypatch.setattr(due, "rules_on", lambda day: (*plain(day)[:2], "kms-baru") if day > NOW else plain(day))
    assert not due.begin_book(officer, tomorrow, book).whole


def test_where_too_many_days_have_come_everybody_is_judged_between_other_work(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    village(officer)
    first = NOW.replace(month=12, day=1)
    book = due_book(officer, NOW)
    assert due.begin_book(officer, first, book).whole
    monkeypatch.setattr(due, "MOST_CHANGES", 0)
    assert not due.begin_book(officer, first, book).whole
