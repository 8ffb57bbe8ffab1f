"""Settings of one installation, declared like a form, kept in their own table and never in a sync file."""

from __future__ import annotations

from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import LOCAL_TERMS
from kampungkb_desktop.forms.kinds import Choice, Number, Option, Options, Text, YesNo
from kampungkb_desktop.forms.record import Record, ask

PAPERS = Options("kertas", (Option("A4", "A4 (210 × 297 mm)", 1), Option("F4", "F4 (215 × 330 mm)", 2)))
THEMES = Options(
    "warna", (Option("terang", "Terang", 1), Option("gelap", "Gelap", 2), Option("kontras", "Kontras tinggi", 3))
)
KRS_READINGS = Options(
    "bacaan_krs",
    (
        Option("4t_tanpa_kb_modern", "4 Terlalu dan bukan peserta KB modern (baku)", 1),
        Option("4t_saja", "4 Terlalu saja, ber-KB atau tidak", 2),
        Option("tanpa_kb_modern_saja", "Bukan peserta KB modern saja", 3),
    ),
    "domain.md 4.3, point 5",
)
"""How the official columns may be read; the codes are those of ``rules.stunting_risk.Reading``."""
STORAGES = Options(
    "penyimpanan", (Option("awan", "Nextcloud atau WebDAV", 1), Option("folder", "Folder bersama di komputer ini", 2))
)
SEND_KINDS = Options(
    "jenis_berkas",
    (Option("baru", "Untuk petugas", 1), Option("tanpa_nama", "Tanpa nama", 2), Option("rekap", "Rekap saja", 3)),
)
"""What a district's files hold: whole for its officers, or without names for other offices."""
BY_REGION = "wilayah"
VILLAGE_WORDS = Options(
    "sebutan_layar", (Option(BY_REGION, "Menurut wilayah tugas", 1), *(
        Option(one.code, one.label, at) for at, one in enumerate(LOCAL_TERMS.items, 2)
    )),
)  # fmt: skip
"""What the window calls a desa: as the villages of one's own are called, or a word of one's own choice."""
QUIET_DAYS = 31
"""Days without a file after which an officer stands red on the district's board, where nothing else was chosen."""
_LOOK = "Tampilan"
_SAFETY = "Keamanan"
_PAPER = "Cetak"
_STORAGE = "Penyimpanan kantor"


@frozen(kw_only=True)
class Settings(Record):
    """``None`` means the default written beside each field."""

    FORM: ClassVar[str] = "settings"
    TITLE: ClassVar[str] = "Pengaturan"

    text_size: int | None = ask(Number("Ukuran huruf", low=80, high=200, unit="%", group=_LOOK, hint="Biasanya 100 %"))
    theme: str | None = ask(Choice("Warna", options=THEMES, group=_LOOK))
    village_word: str | None = ask(
        Choice("Sebutan desa di layar", options=VILLAGE_WORDS, group=_LOOK, hint="Berlaku sesudah aplikasi dibuka lagi")
    )
    auto_lock_minutes: int | None = ask(
        Number("Kunci sendiri setelah", low=1, high=240, unit="menit", group=_SAFETY, hint="Biasanya 15 menit")
    )
    paper: str | None = ask(Choice("Ukuran kertas", options=PAPERS, group=_PAPER))
    export_folder: str | None = ask(Text("Folder berkas kirim", longest=500, group="Kirim"))
    send_kind: str | None = ask(Choice("Jenis berkas", options=SEND_KINDS, group="Kirim"))
    send_photos: bool | None = ask(YesNo("Sertakan foto", group="Kirim", hint="Biasanya ya"))
    send_limit: int | None = ask(
        Number("Batas ukuran satu berkas", low=1, high=1000, unit="MB", group="Kirim", hint="Biasanya tanpa batas")
    )
    quiet_days: int | None = ask(
        Number("Merah bila petugas tidak mengirim selama", low=1, high=400, unit="hari", group="Kirim",
               hint="Biasanya 31 hari; untuk papan pengiriman kabupaten")
    )  # fmt: skip
    storage_kind: str | None = ask(Choice("Jenis", options=STORAGES, group=_STORAGE))
    storage_address: str | None = ask(Text("Alamat", longest=300, group=_STORAGE))
    storage_root: str | None = ask(Text("Letak berkas menurut penyimpanan", longest=600, group=_STORAGE))
    storage_user: str | None = ask(Text("Nama pengguna", longest=200, group=_STORAGE))
    storage_folder: str | None = ask(Text("Folder", longest=300, group=_STORAGE))
    storage_auto: bool | None = ask(YesNo("Kirim dan ambil sendiri", group=_STORAGE))
    output_folder: str | None = ask(Text("Folder laporan", longest=500, group=_PAPER))
    masked_nik: bool | None = ask(YesNo("Samarkan NIK di kertas", group=_SAFETY))
    krs_reading: str | None = ask(
        Choice("Selain air minum dan jamban, keluarga berisiko karena", options=KRS_READINGS, group="KRS",
               hint="Bacaan baku cocok dengan rekap resmi; ganti hanya bila kabupaten memintanya")
    )  # fmt: skip
    last_village: str | None = ask(Text("Desa terakhir", group="Ingatan"))
    last_month: str | None = ask(Text("Bulan terakhir", group="Ingatan"))
