"""What an officer writes by hand for the monthly report: obstacles, what was done about them, what comes next, and who
signs it. All figures of the report are counted from the other records; none is kept here."""

from __future__ import annotations

from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.kinds import Digits, Link, Month, Text
from kampungkb_desktop.forms.record import Record, ask

_SAID = "Uraian"
_SIGNS = "Yang mengetahui"
_LONGEST = 4000


@frozen(kw_only=True)
class OfficerReport(Record):
    """One month of one officer; without a village, so it is the writer's own and reaches his office."""

    FORM: ClassVar[str] = "officer_report"
    TITLE: ClassVar[str] = "Laporan bulanan petugas"

    officer_id: str | None = ask(Link("Petugas", required=True, to="officer", group=_SAID))
    month: str | None = ask(Month("Bulan", required=True, group=_SAID))
    obstacles: str | None = ask(
        Text("Kendala", longest=_LONGEST, lines=4, personal=True, group=_SAID,
             hint="Satu kendala satu baris. Jangan menulis nama keluarga.")
    )  # fmt: skip
    efforts: str | None = ask(
        Text("Upaya pemecahan", longest=_LONGEST, lines=4, personal=True, group=_SAID,
             hint="Yang sudah dikerjakan untuk mengatasinya.")
    )  # fmt: skip
    plan: str | None = ask(
        Text("Rencana bulan berikutnya", longest=_LONGEST, lines=4, personal=True, group=_SAID,
             hint="Jumlah yang perlu dikunjungi dihitung sendiri; tuliskan kegiatannya.")
    )  # fmt: skip
    proposals: str | None = ask(Text("Saran dan usulan", longest=_LONGEST, lines=3, personal=True, group=_SAID))
    superior_title: str | None = ask(
        Text("Jabatan", longest=120, group=_SIGNS, hint="misalnya Kepala Balai Penyuluhan KB Gunung Tabur")
    )
    superior_name: str | None = ask(Text("Nama", longest=120, personal=True, group=_SIGNS))
    superior_nip: str | None = ask(Digits("NIP", lengths=(18,), personal=True, group=_SIGNS))

    def name(self) -> str:
        """``Laporan bulanan petugas Oktober 2026``."""
        return f"{self.TITLE} {month_name(self.month)}" if self.month else self.TITLE


def officer_report_id(officer: str, month: str) -> str:
    """The id that every laptop gives the same month of the same officer."""
    return derived_id(OfficerReport.FORM, officer, month)
