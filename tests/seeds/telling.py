"""Short ways to record what the seeds tell: an activity, a served family, and the words of a printed summary."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.district_paper import recap_of_district_pdf
from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.summary import summary_pdf
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.record import DONE, Record, check
from tests.actions.devices import VILLAGE
from tests.report.reading import pages_of

TODAY = date(2026, 11, 21)


def keep(session: Session, *records: Record) -> list[Any]:
    """Save records as finished, under new ids where they have none."""
    made = [one.changed(id=one.id or new_record_id(session), status=DONE) for one in records]
    save(session, "Isi contoh", made)
    return made


def activity(**answers: Any) -> Activity:
    """A complete activity of Kampung Maluang."""
    return Activity(
        village=VILLAGE, title="Penyuluhan", kegiatan="2.7", section="reproduksi", held_on=date(2026, 10, 7),
        place="Balai kampung", targets=("pus",), institutions=("puskesmas",), description="Tujuan: gizi keluarga.",
    ).changed(**answers)  # fmt: skip


def problems(record: Record) -> list[str]:
    """What stands in the way of *selesai*."""
    return [f.code for f in check(record, today=TODAY) if f.strength == "problem"]


def cautions(record: Record) -> list[str]:
    """What is only asked about."""
    return [f.code for f in check(record, today=TODAY) if f.strength == "caution"]


def printed(session: Session, month: str = "2026-10", village: str = VILLAGE) -> str:
    """All words of the summary of a month."""
    return " ".join(pages_of(summary_pdf(session, village, month)))


def printed_district(session: Session, month: str = "2026-10", regency: str = VILLAGE[:5]) -> str:
    """All words of the recap of a kabupaten at the end of a month."""
    wish = Wish(regency, month, "A4", "rekap-kecamatan")
    return " ".join(" ".join(pages_of(recap_of_district_pdf(session, wish, silent()))).split())
