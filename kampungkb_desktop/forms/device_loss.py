"""A laptop that is lost, with what the law asks to be told of it within 3×24 hours (UU 27/2022, Pasal 46).

Written at the office and without a village, so it stays among the office's own computers: no officer gets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.clock_words import clock_minutes
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Number, Option, Options, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

YES: Final = "ya"
NO: Final = "tidak"
UNKNOWN: Final = "tidak_tahu"
SURE = Options("tahu_atau_tidak", (Option(NO, "Tidak", 1), Option(YES, "Ya", 2), Option(UNKNOWN, "Belum diketahui", 3)))
HOW_LOST = Options(
    "cara_hilang",
    (
        Option("hilang", "Hilang", 1),
        Option("dicuri", "Dicuri", 2),
        Option("dirampas", "Dirampas", 3),
        Option("dibuka", "Dipakai orang lain tanpa hak", 4),
        Option("musnah", "Rusak atau musnah", 5),
    ),
)
WHAT, LOCK, HANDLING, NOTICE = "Kejadian", "Pengaman di laptop itu", "Penanganan", "Pemberitahuan tertulis"


def _told_office(one: DeviceLoss) -> bool:
    return one.agency_on is not None


def _told_people(one: DeviceLoss) -> bool:
    return one.people_on is not None


@frozen(kw_only=True)
class DeviceLoss(Record):
    """One loss. The clock runs from when the office knew until both notices are out. The counts are those of the day
    it was written down: what the laptop held then."""

    FORM: ClassVar[str] = "device_loss"
    TITLE: ClassVar[str] = "Perangkat hilang"

    device_id: str | None = ask(Link("Laptop", to="enrolment", required=True, group=WHAT))
    device_name: str | None = ask(Text("Pemegang laptop", longest=200, group=WHAT, personal=True))
    how: str | None = ask(Choice("Apa yang terjadi", options=HOW_LOST, required=True, group=WHAT))
    lost_on: date | None = ask(Day("Hilang tanggal", required=True, group=WHAT))
    lost_at: str | None = ask(Text("Hilang pukul", longest=5, group=WHAT, hint="kira-kira, misalnya 08.30"))
    known_on: date | None = ask(Day("Diketahui kantor tanggal", required=True, group=WHAT))
    known_at: str | None = ask(Text("Diketahui pukul", longest=5, group=WHAT, hint="waktu 3×24 jam dihitung sejak ini"))
    place: str | None = ask(Text("Tempat kejadian", longest=200, group=WHAT))
    circumstances: str | None = ask(Text("Uraian kejadian", longest=2000, lines=3, group=WHAT))
    police_number: str | None = ask(Text("Nomor laporan polisi", longest=100, group=WHAT))
    police_on: date | None = ask(Day("Tanggal laporan polisi", group=WHAT))

    unlocked: str | None = ask(Choice("Aplikasi sedang terbuka saat hilang", options=SURE, group=LOCK))
    password_known: str | None = ask(
        Choice("Kata sandi diketahui atau tertulis bersama laptop", options=SURE, group=LOCK)
    )
    sheet_lost: str | None = ask(Choice("Lembar pemulihan ikut hilang", options=SURE, group=LOCK))
    stick_lost: str | None = ask(Choice("Flashdisk salinan ikut hilang", options=SURE, group=LOCK))

    handling: str | None = ask(
        Text("Yang sudah dan akan dilakukan", longest=2000, lines=3, group=HANDLING,
             hint="misalnya laptop dicabut, petugas menyiapkan laptop baru dari salinan")
    )  # fmt: skip
    agency_on: date | None = ask(Day("Kepada Lembaga PDP tanggal", group=NOTICE))
    agency_at: str | None = ask(Text("Kepada Lembaga PDP pukul", longest=5, group=NOTICE, when=_told_office))
    agency_number: str | None = ask(Text("Nomor surat ke Lembaga", longest=100, group=NOTICE, when=_told_office))
    people_on: date | None = ask(Day("Kepada keluarga tanggal", group=NOTICE))
    people_at: str | None = ask(Text("Kepada keluarga pukul", longest=5, group=NOTICE, when=_told_people))
    people_how: str | None = ask(Text("Cara memberi tahu keluarga", longest=200, group=NOTICE, when=_told_people))

    families: int | None = ask(Number("Keluarga di laptop itu", group=NOTICE))
    people: int | None = ask(Number("Orang di laptop itu", group=NOTICE))

    def rules(self) -> Iterator[Finding]:
        """Cautions only: a loss is written down at once, however little is known."""
        for field in ("lost_at", "known_at", "agency_at", "people_at"):
            typed = getattr(self, field)
            if typed and clock_minutes(typed) is None:
                yield Finding(field, "caution", "Jam ini tidak terbaca. Tulis seperti 08.30.", "jam")
        if self.lost_on and self.known_on and self.known_on < self.lost_on:
            yield Finding("known_on", "caution", "Diketahui sebelum hilang. Periksa kedua tanggalnya.", "urutan")

    def name(self) -> str:
        """Whose laptop and when."""
        who = f"{self.TITLE}: {self.device_name}" if self.device_name else self.TITLE
        return f"{who}, {long_date(self.lost_on)}" if self.lost_on else who
