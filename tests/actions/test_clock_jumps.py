"""A clock that jumps by years, either way, while one works and over a new start: no work, no draft and no copy is lost,
nothing waits for years, and where a person would notice it is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, drafts, due, health, home, trail, undo, unlocking, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.health import Line
from kampungkb_desktop.actions.history import record_history
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import DAY_MS, day_of, jumped
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import is_id, new_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import shelf, tries
from kampungkb_desktop.store.shelf import Kept
from tests.actions.devices import NOON, PASSWORD, Ticking
from tests.actions.enrolling import families, keep_family

YEAR = 366 * DAY_MS
JUMPS = (-41 * YEAR, -15 * YEAR, -1 * YEAR, 1 * YEAR, 5 * YEAR, 60 * YEAR)


@pytest.fixture
def desk(officer: Session) -> Iterator[Desk]:
    found = Desk(officer)
    yield found
    sessions.close(found.session)


class Desk:
    """An officer at work, whose clock is turned now and then, and whose laptop is started anew."""

    def __init__(self, session: Session) -> None:
        assert isinstance(session.clock, Ticking)
        self.session, self.clock = session, session.clock

    def start_anew(self) -> None:
        sessions.close(self.session)
        self.session = sessions.open_session(self.session.data_dir, PASSWORD, clock=self.clock)

    def work(self, half_hours: int) -> None:
        """A family every five minutes, and each time somebody looks whether a copy is due."""
        for _ in range(half_hours * 6):
            self.clock.now += 5 * 60_000
            keep_family(self.session, f"Keluarga {self.clock.now}")
            if copies.due(self.session):
                copies.copy_now(self.session, copies.AUTOMATIC)

    def kept(self) -> tuple[Kept, ...]:
        return copies.copies_of(self.session)


def lines(session: Session) -> dict[str, Line]:
    return {one.key: one for one in health.quick(session)}


def left_by_an_earlier_day(place: Path, at: int) -> None:
    """What tells of a copy; its data are none."""
    folder = place / f"lama-{at}"
    folder.mkdir(parents=True)
    (folder / shelf.COPY_NAME).write_bytes(b"x")
    slip = {
        "format": "kkb-copy", "version": 1, "made_at": at, "reason": "otomatis", "device": "", "app": "",
        "practice": True, "changes": 1, "size": 1, "sha256": "", "counts": {}, "photos": 0, "steady": at,
    }  # fmt: skip
    (folder / shelf.SLIP).write_text(json.dumps(slip))


@pytest.mark.parametrize("jump", [-15 * YEAR, 5 * YEAR])
def test_copies_go_on_and_none_is_thinned_away(desk: Desk, jump: int) -> None:
    place = copies.shelf_of(desk.session.data_dir)
    earlier = [desk.clock.now - days * DAY_MS for days in (300, 200, 100, 30, 20, 10, 5, 4, 3, 2, 1)]
    for at in earlier:
        left_by_an_earlier_day(place, at)
    desk.work(4)
    assert len(desk.kept()) == len(earlier) + 4, "every half hour, and what was left of the days before"
    desk.clock.now += jump
    desk.start_anew()
    desk.work(3)
    there = desk.kept()
    assert {one.made_at for one in there} >= set(earlier), "no jump makes a copy old"
    today = [one for one in there if one.made_at not in earlier]
    assert 5 <= len(today) <= 7, "one every half hour, not at every look; after three hours one of each"
    assert [one.made_at for one in today[:3]] == sorted((one.made_at for one in today[:3]), reverse=True)
    assert abs(today[0].made_at - desk.clock.now) < copies.EVERY, "the first is the one made last"
    desk.clock.now -= jump
    desk.work(3)
    again = desk.kept()
    assert {one.made_at for one in again} >= set(earlier)
    assert abs(again[0].made_at - desk.clock.now) < copies.EVERY
    assert 6 <= len(again) - len(earlier) <= 10
    assert copies.changed_since(desk.session, again[0]) <= 6


def test_what_is_too_heavy_goes_by_the_order_of_making(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thinned by their dates, the copies of today would go first while the clock is behind."""
    desk.work(6)
    desk.clock.now -= 15 * YEAR
    monkeypatch.setattr(copies, "_SHARE", 10**12)
    desk.work(2)
    found = desk.kept()
    assert [one.made_at < NOON for one in found] == [True, True, False, False]


def test_after_bringing_an_old_copy_back_copies_are_made_again(desk: Desk) -> None:
    """What was there before had the longer log; that says nothing of what is written now."""
    desk.work(1)
    first = desk.kept()[0]
    desk.work(2)
    sessions.close(desk.session)
    desk.session = copies.bring_back(desk.session.data_dir, first, desk.session.master, clock=desk.clock)
    keep_family(desk.session, "Sesudah dipulihkan")
    assert copies.due(desk.session)
    assert copies.before_take_in(desk.session) is not None
    assert copies.before_take_in(desk.session) is None
    assert not copies.due(desk.session)


@pytest.mark.parametrize("jump", JUMPS)
def test_work_drafts_undo_and_the_trail_stand(desk: Desk, jump: int) -> None:
    made = keep_family(desk.session, "Sebelum lompat")
    drafts.keep(desk.session, replace(made, note="setengah"), {"rt": "?"})
    trail.seen(desk.session, Family.FORM, made.id)
    desk.clock.now += jump
    desk.start_anew()
    found = drafts.restore(desk.session, Family, made.id)
    assert found is not None
    assert (found.record, found.typed) == (replace(made, note="setengah"), {"rt": "?"})
    drafts.keep(desk.session, replace(made, note="lebih"))
    assert [one.record for one in drafts.open_drafts(desk.session)] == [replace(made, note="lebih")]
    save(desk.session, "Ubah keluarga", [replace(made, head_name="Sesudah lompat")])
    assert undo.names(desk.session).undo == "Ubah keluarga", "the last action by its order, not by its date"
    undo.undo(desk.session)
    assert families(desk.session) == {"Sebelum lompat"}
    undo.redo(desk.session)
    trail.seen(desk.session, Family.FORM, made.id)
    assert families(desk.session) == {"Sesudah lompat"}
    assert len(record_history(desk.session, made.id)) == 4
    seen = [one for one in desk.session.trail.entries() if one.what == trail.SEEN]
    assert len(seen) == 2, "a look after the jump is a look of its own"
    assert trail.verify(desk.session) is None
    assert verify.verify(desk.session) == ()
    today = day_of(desk.clock.now)
    assert home.work(desk.session, today) is not None
    assert due.due_book(desk.session, today).today == today


def test_the_light_says_it_and_one_change_at_the_right_time_heals_it(desk: Desk) -> None:
    keep_family(desk.session, "Hari ini")
    assert lines(desk.session)["clock"].mood == "ok"
    desk.clock.now += 5 * YEAR
    desk.start_anew()
    said = lines(desk.session)["clock"]
    assert (said.mood, said.remedy) == ("warn", health.CLOCK_SETTING)
    assert "melompat ke depan" in said.sentence
    keep_family(desk.session, "Bertanggal lima tahun lagi")
    copies.copy_to_stick(desk.session, desk.session.data_dir.parent / "flashdisk")
    copies.copy_now(desk.session)
    desk.clock.now -= 5 * YEAR
    found = lines(desk.session)
    assert "sesudah hari ini" in found["clock"].sentence
    for key in ("copy", "stick"):
        assert (found[key].mood, found[key].remedy) == ("warn", health.TO_COPIES)
        assert "jam laptop pernah salah. Buat yang baru." in found[key].sentence
    keep_family(desk.session, "Kembali ke hari ini")
    copies.copy_to_stick(desk.session, desk.session.data_dir.parent / "flashdisk")
    copies.copy_now(desk.session)
    found = lines(desk.session)
    assert {found[key].mood for key in ("clock", "copy", "stick")} == {"ok"}


def test_nothing_waits_for_years(desk: Desk) -> None:
    folder, running = desk.session.data_dir, Ticking(9 * 3_600_000)
    for _ in range(6):
        tries.add(folder, desk.clock(), running())
    for jump in (-15 * YEAR, 20 * YEAR):
        desk.clock.now += jump
        with pytest.raises(KnownError) as caught:
            unlocking.check_password(desk.session, PASSWORD, running)
        assert caught.value.code == "E-WAIT"
        assert "Jam laptop digeser" in caught.value.next_step
        assert 0 < unlocking.waiting(folder, desk.clock, running).seconds <= tries.LONGEST_WAIT
    running.now += (tries.LONGEST_WAIT + 1) * 1_000
    unlocking.check_password(desk.session, PASSWORD, running)
    assert unlocking.waiting(folder, desk.clock, running) == (0, 0, False)


def test_every_place_that_asks_for_the_password_counts_the_wrong_ones(officer: Session) -> None:
    """A new code and a new password are no way round the wait at Masuk."""
    asked: tuple[Callable[[], object], ...] = (
        lambda: sessions.new_code(officer, "salah"),
        lambda: sessions.change_password(officer, "salah", "kata sandi baru"),
        lambda: unlocking.check_password(officer, "salah"),
    )
    for ask in asked:
        with pytest.raises(KnownError) as caught:
            ask()
        assert caught.value.code == "E-PASSWORD"
    assert tries.noted(officer.data_dir).wrong == 3
    for ask in asked:
        with pytest.raises(KnownError) as caught:
            ask()
        assert caught.value.code == "E-WAIT"
    tries.clear(officer.data_dir)
    with pytest.raises(KnownError):
        sessions.new_code(officer, "salah")
    sessions.new_code(officer, PASSWORD)
    assert tries.noted(officer.data_dir).wrong == 0
    assert [one.count for one in officer.trail.entries() if one.what == trail.WRONG] == [1]


@pytest.mark.parametrize("wall", [-(1 << 62), -5, 0, NOON, NOON + 8_000 * YEAR, 1 << 62])
def test_ids_are_ids_whatever_the_clock_says(wall: int) -> None:
    made = {new_id(wall) for _ in range(50)}
    assert len(made) == 50
    assert all(is_id(one) for one in made)


@pytest.mark.parametrize(
    ("days", "passed", "is_jump"),
    [(0, 20_000, False), (-0.9, 0, False), (-1.1, 0, True), (4, 20_000, False), (31, 20_000, True),
     (31, 31 * DAY_MS, False), (-5_000, 0, True), (5_000, 0, True)],
)  # fmt: skip
def test_a_jump_is_told_from_sleep(days: float, passed: int, is_jump: bool) -> None:
    assert jumped(NOON, NOON + round(days * DAY_MS), passed) == is_jump
