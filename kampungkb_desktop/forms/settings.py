"""Settings of one installation, declared like a form, kept in their own table and never in a sync file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kampungkb_desktop.forms.kinds import Choice, Number, Option, Options, Text, YesNo
from kampungkb_desktop.forms.record import Record, ask

PAPERS = Options("kertas", (Option("A4", "A4 (210 × 297 mm)", 1), Option("F4", "F4 (215 × 330 mm)", 2)))
THEMES = Options("warna", (Option("terang", "Terang", 1), Option("gelap", "Gelap", 2)))
_LOOK = "Tampilan"
_SAFETY = "Keamanan"
_PAPER = "Cetak"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings(Record):
    """``None`` means the default written beside each field."""

    FORM: ClassVar[str] = "settings"
    TITLE: ClassVar[str] = "Pengaturan"

    text_size: int | None = ask(Number("Ukuran huruf", low=80, high=200, unit="%", group=_LOOK, hint="Biasanya 100 %"))
    theme: str | None = ask(Choice("Warna", options=THEMES, group=_LOOK))
    auto_lock_minutes: int | None = ask(
        Number("Kunci sendiri setelah", low=1, high=240, unit="menit", group=_SAFETY, hint="Biasanya 15 menit")
    )
    paper: str | None = ask(Choice("Ukuran kertas", options=PAPERS, group=_PAPER))
    export_folder: str | None = ask(Text("Folder berkas kirim", longest=500, group="Kirim"))
    output_folder: str | None = ask(Text("Folder laporan", longest=500, group=_PAPER))
    masked_nik: bool | None = ask(YesNo("Samarkan NIK di kertas", group=_SAFETY))
    last_village: str | None = ask(Text("Desa terakhir", group="Ingatan"))
    last_month: str | None = ask(Text("Bulan terakhir", group="Ingatan"))
