"""The officer's month falls out of activities and visits; activities beyond a village count for those that joined."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kampungkb_desktop.actions import activity_file
from kampungkb_desktop.actions.classify_village import records_of, village_inputs
from kampungkb_desktop.actions.history import record_history
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.actions.work_log import served_words, work_log, write_log
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService, MinuteItem
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.work_log import Entry, log_of
from kampungkb_desktop.store import lists, read
from tests.actions.devices import VILLAGE

OTHER = "64.03.06.2005"


def keep(session: Session, *records: Record) -> list[Any]:
    made = [one.changed(id=new_record_id(session), status=DONE) for one in records]
    save(session, "Isi contoh", made)
    return made


def meeting(**answers: Any) -> Activity:
    return Activity(village=VILLAGE, title="Penyuluhan", held_on=date(2026, 10, 7), topic="kie").changed(**answers)


def test_a_month_is_what_was_recorded_of_it(officer: Session) -> None:
    first, office, _, _ = keep(
        officer,
        meeting(starts_at="08.00", ends_at="10.30", male=4, female=6, officer_id=officer.author),
        meeting(village=None, title="Rapat staf", topic="pertemuan", held_on=date(2026, 10, 2)),
        meeting(held_on=date(2026, 9, 30)),
        meeting(officer_id="lain", title="Milik orang lain"),
    )
    keep(officer, Visit(village=VILLAGE, visited_on=date(2026, 10, 7), target="anak", counselling=("gizi_ibu",)),
         Visit(village=VILLAGE, visited_on=date(2026, 10, 9), target="ibu_hamil"))  # fmt: skip
    service = MethodService(village=VILLAGE, activity_id=first.id, method="implan", new=3, changed_to=1)
    keep(officer, service)
    log = work_log(officer, officer.author, "2026-10")
    assert [entry.title for entry in log.entries] == [
        "Rapat staf", "Penyuluhan", "Kunjungan: Anak 0–59 bulan", "Kunjungan: Ibu hamil",
    ]  # fmt: skip
    assert (log.counselling, log.wanted, log.lacking, log.days) == (2, 22, 20, 3)
    assert (log.minutes, log.attended, log.until) == (150, 10, date(2026, 11, 5))
    assert log.by_village == {VILLAGE: 3, None: 1}
    assert served_words(log.served) == "Implan 3 baru, 1 ganti"
    assert log.rule.id == "catatan-kerja-2017"
    assert log.entries[0].record == office.id
    assert [e.title for e in work_log(officer, "lain", "2026-10").entries] == ["Milik orang lain"]
    assert work_log(officer, officer.author, "2026-08").entries == ()


def test_a_district_sees_only_what_names_the_officer(district: Session) -> None:
    keep(district, meeting(), meeting(title="Monev", officer_id=district.author))
    assert [e.title for e in work_log(district, district.author, "2026-10").entries] == ["Monev"]


def test_the_table_opens_in_both_kinds(officer: Session, tmp_path: Path) -> None:
    keep(officer, meeting(title="=1+1", male=2, female=3), meeting(held_on=date(2026, 10, 1)))
    log = work_log(officer, officer.author, "2026-10")
    target = write_log(log, "Siti Rahma", tmp_path / "catatan.csv")
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][1] == "Hari dan tanggal"
    assert rows[1][1] == "Kamis, 1 Oktober 2026"
    assert rows[2][7] == "'=1+1"
    book = load_workbook(write_log(log, "Siti Rahma", tmp_path / "catatan.xlsx"))
    texts = [cell.value for line in book.active.iter_rows() for cell in line if cell.value]
    assert "CATATAN KERJA SITI RAHMA" in texts
    assert 5 in texts
    with pytest.raises(KnownError, match="E-LIST-WRITE"):
        write_log(log, "Siti", tmp_path)


def test_a_log_leaves_other_months_out_and_never_lacks_below_zero() -> None:
    many = [Entry("activity", str(n), date(2026, 10, 1 + n % 28), "x", "kie") for n in range(30)]
    log = log_of("2026-10", [*many, Entry("visit", "z", date(2026, 11, 1), "y", "kie")])
    assert (len(log.entries), log.counselling, log.lacking) == (30, 30, 0)
    assert log_of("2026-12", []).until == date(2027, 1, 5)


# --- beyond a village, own instansi


def test_a_wider_activity_counts_for_the_villages_that_joined(officer: Session) -> None:
    keep(
        officer,
        meeting(village=None, level="kabupaten", joined=(VILLAGE,), institutions=("bps", "pupr")),
        meeting(institutions=("pupr",), own_institutions=("Yayasan Pelita", "Dinas PUPR")),
        meeting(village=OTHER, institutions=("sosial",)),
    )
    assert village_inputs(officer, VILLAGE).total_lintas_sektor == 3  # bps, pupr once, Yayasan Pelita
    assert village_inputs(officer, OTHER).total_lintas_sektor == 1
    with officer.database.read() as conn:
        held = records_of(conn, VILLAGE).activities
    assert {name for _, names in held for name in names} == {"bps", "pupr", "yayasan pelita"}
    with officer.database.read() as conn:
        here = lists.activity_rows(conn, lists.activity_ids(conn, villages=[VILLAGE]))
        wide = lists.activity_ids(conn, filter=lists.ActivityFilter(beyond=True))
    assert sorted(row.joined for row in here) == [0, 1]
    assert len(wide) == 1


def test_villages_typed_before_the_level_changed_do_not_count(officer: Session) -> None:
    keep(officer, meeting(village=OTHER, level="desa", joined=(VILLAGE,), institutions=("bps",)))
    assert village_inputs(officer, VILLAGE).total_lintas_sektor is None
    with officer.database.read() as conn:
        assert len(lists.activity_ids(conn, villages=[VILLAGE])) == 0


def test_names_written_once_are_offered_again(officer: Session) -> None:
    keep(officer, meeting(own_institutions=("Yayasan Pelita",), tags="Berdaulat"),
         meeting(own_institutions=("BAZNAS", "Yayasan Pelita"), tags="Sejahtera, Berdaulat"))  # fmt: skip
    assert activity_file.own_names(officer) == ["Yayasan Pelita", "BAZNAS"]
    assert activity_file.local_tags(officer) == ["Berdaulat", "Sejahtera"]


def test_lines_go_and_come_back_with_their_activity(officer: Session) -> None:
    (made,) = keep(officer, meeting())
    keep(officer, Attendee(village=VILLAGE, activity_id=made.id, full_name="Ibu Sari"),
         MinuteItem(village=VILLAGE, activity_id=made.id, text="Jadwal memasak"))  # fmt: skip
    moved = activity_file.moved_along(officer, made.changed(village=OTHER))
    assert {one.village for one in moved} == {OTHER}
    assert len(moved) == 2
    activity_file.remove_activity(officer, made)
    with officer.database.read() as conn:
        assert (read.count(conn, Attendee), read.count(conn, MinuteItem), read.count(conn, Activity)) == (0, 0, 0)
    undo(officer)
    assert len(activity_file.belongings(officer, made)) == 2


def test_the_history_names_villages_and_own_instansi(officer: Session) -> None:
    (made,) = keep(officer, meeting(level="kabupaten", village=None))
    keep_again = made.changed(joined=(VILLAGE,), own_institutions=("Yayasan Pelita",))
    save(officer, "Simpan kegiatan", [keep_again])
    said = {field.label: field.after for field in record_history(officer, made.id)[0].fields}
    assert said["Desa/kelurahan yang ikut"].startswith("Maluang")
    assert said["Instansi di luar daftar"] == "Yayasan Pelita"
