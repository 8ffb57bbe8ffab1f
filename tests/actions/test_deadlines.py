"""Ticks of the calendar: one record for a duty and period, on whichever laptop, and what records show by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.deadlines import evidence, month_deadlines, open_reminders, tick, ticked, untick
from kampungkb_desktop.actions.due import due_book
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.deadline_done import DeadlineDone
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import DONE, DRAFT, check
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.days import month_index
from kampungkb_desktop.rules.deadlines import Deadline, State
from kampungkb_desktop.store import read
from tests.actions.exchanging import MALUANG, family, laptop, sent

NOW = date(2026, 11, 21)


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[Session]:
    session = laptop(tmp_path / "petugas", "Siti Rahma")
    yield session
    close(session)


def of(session: Session, duty: str, month: date = NOW, today: date = NOW) -> Deadline:
    """The deadline of a duty in a month."""
    found = [one for one in month_deadlines(session, month, today) if one.duty.code == duty]
    assert len(found) == 1
    return found[0]


def kept(session: Session) -> list[DeadlineDone]:
    with session.database.read() as conn:
        return read.records(conn, DeadlineDone, order=("id",))


def test_a_tick_is_one_record_however_often_it_is_made(officer: Session) -> None:
    one = of(officer, "pertemuan_pokja")
    assert (one.state, ticked(officer, one)) == (State.AHEAD, None)
    tick(officer, [one], NOW, "Balai kampung")
    assert of(officer, "pertemuan_pokja").state is State.DONE
    tick(officer, [one], NOW - timedelta(days=1))
    (record,) = kept(officer)
    assert (record.village, record.done_on, record.note) == (MALUANG, NOW - timedelta(days=1), None)
    assert check(record, today=NOW) == ()
    untick(officer, one)
    assert (kept(officer), of(officer, "pertemuan_pokja").state) == ([], State.AHEAD)
    undo.undo(officer)
    assert of(officer, "pertemuan_pokja").state is State.DONE
    tick(officer, [one], NOW)  # taken back, undone and ticked again: still one
    assert len(kept(officer)) == 1


def test_a_tick_of_the_officer_belongs_to_nobody_else(officer: Session) -> None:
    tick(officer, [of(officer, "rakor_kecamatan")], NOW)
    (record,) = kept(officer)
    assert (record.village, record.officer_id, record.period) == (None, officer.author, "2026-11")
    assert of(officer, "rakor_kecamatan").state is State.DONE


def test_records_show_what_is_done(officer: Session) -> None:
    later = date(2026, 12, 9)
    assert of(officer, "kampung_bulanan", NOW, later).state is State.LATE
    save(officer, "Isi", [
        Activity(id=new_record_id(officer), village=MALUANG, status=DONE, title="DASHAT", held_on=NOW),
        MonthlySnapshot(id=new_record_id(officer), village=MALUANG, status=DRAFT, month="2026-11"),
    ])  # fmt: skip
    assert of(officer, "kampung_bulanan", NOW, later).state is State.DONE
    half = of(officer, "kkbpk_bulanan", later, later)
    assert (half.state, half.words) == (State.LATE, "Data bulanan November 2026 masih draf.")
    save(officer, "Isi", [MonthlySnapshot(id=new_record_id(officer), village=MALUANG, status=DONE, month="2026-11")])
    assert of(officer, "kkbpk_bulanan", later, later).state is State.DONE
    assert evidence(officer, [month_index(NOW)]).counselling["2026-11"][1] == 22
    assert "kkbpk_bulanan" not in {one.duty.code for one in open_reminders(officer, later)}


def test_ticks_travel_to_the_district_and_a_file_renews_the_due_list(tmp_path: Path, officer: Session) -> None:
    tick(officer, [of(officer, "pertemuan_pokja")], NOW)
    tick(officer, [of(officer, "rakor_kecamatan")], NOW)
    home = family(officer, "Amat")
    planned = Visit(id=new_record_id(officer), village=MALUANG, status=DONE, family_id=home.id, target="umum",
                    visited_on=NOW - timedelta(days=40), next_visit_on=NOW)  # fmt: skip
    save(officer, "Kunjungan", [planned])
    district = laptop(tmp_path / "kabupaten", "Operator", role="kabupaten")
    before = due_book(district, NOW)
    assert before.families == {}
    report = take_in(district, [sent(officer, tmp_path).path])
    assert [file.code for file in report.files] == [""]
    assert {one.duty for one in kept(district)} == {"pertemuan_pokja", "rakor_kecamatan"}
    renewed = due_book(district, NOW, before)
    assert dict(renewed.families) == dict(due_book(district, NOW).families)
    assert list(renewed.families) == [home.id]
    close(district)
