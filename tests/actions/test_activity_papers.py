"""The officer's month and the minutes of a meeting on paper: what stands on the screen, and lines to sign by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.activity_papers import minutes_pdf, work_log_pdf
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.work_log import work_log
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService, MinuteItem
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.record import DONE, Record
from tests.actions.devices import VILLAGE
from tests.report.reading import pages_of


def keep(session: Session, *records: Record) -> list[Any]:
    made = [one.changed(id=new_record_id(session), status=DONE) for one in records]
    save(session, "Isi contoh", made)
    return made


def meeting(**answers: Any) -> Activity:
    return Activity(
        village=VILLAGE, title="Rapat Pokja", held_on=date(2026, 10, 7), starts_at="08.30", ends_at="10.00",
        place="Balai Mufakat", topic="pertemuan", male=4, female=6, own_institutions=("Yayasan Pelita",),
        institutions=("bps",), speakers="dr. Hana; Puskesmas", minutes="Dibahas jadwal memasak.",
    ).changed(**answers)  # fmt: skip


def test_the_month_on_paper(officer: Session) -> None:
    keep(officer, Office(regency=VILLAGE[:5], full_name="Dinas Pengendalian Penduduk", acronym="DPPKBP3A"))
    first, _ = keep(officer, meeting(), meeting(village=None, title="Rapat staf", held_on=date(2026, 10, 9)))
    keep(officer, MethodService(village=VILLAGE, activity_id=first.id, method="implan", new=3))
    log = work_log(officer, officer.author, "2026-10")
    words = " ".join(pages_of(work_log_pdf(officer, log, officer.author)))
    for wanted in ("Siti Rahma", "Oktober 2026", "Rabu, 7 Okt 2026", "08.30–10.00", "Rapat staf", "Di luar desa",
                   "Implan 3 baru", "22 entri", "catatan-kerja-2017", "DPPKBP3A"):  # fmt: skip
        assert wanted in words


def test_minutes_say_who_does_what_and_until_when(officer: Session) -> None:
    (held,) = keep(officer, meeting())
    keep(
        officer,
        MinuteItem(village=VILLAGE, activity_id=held.id, kind="tindak_lanjut", text="Menyusun jadwal",
                   who="Sekretaris", due_on=date(2026, 12, 5)),
        Attendee(village=VILLAGE, activity_id=held.id, full_name="Ibu Sari", sex="perempuan", origin="Kader"),
    )  # fmt: skip
    words = " ".join(pages_of(minutes_pdf(officer, held)))
    for wanted in ("Rabu, 7 Oktober 2026", "Balai Mufakat", "dr. Hana; Puskesmas", "BPS, Yayasan Pelita",
                   "10 orang (4 laki-laki, 6 perempuan)", "Menyusun jadwal", "Sekretaris", "5 Des 2026", "belum",
                   "Ibu Sari", "data pribadi"):  # fmt: skip
        assert wanted in words


def test_without_names_there_are_lines_to_sign(officer: Session) -> None:
    (held,) = keep(officer, meeting(male=20, female=14, title=None, held_on=None, minutes=None))
    pages = pages_of(minutes_pdf(officer, held, paper="F4"))
    words = " ".join(pages)
    assert "34" in words
    assert "data pribadi" not in words
    assert "Kegiatan" in words
