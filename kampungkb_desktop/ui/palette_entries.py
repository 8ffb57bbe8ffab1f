"""What the palette offers beside records: screens and their parts, deeds, settings and the pages of the guide.

Declared here by name, place and keys; papers and tables come from their own registers, so that a new one is found at
once. A test goes to every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kampungkb_desktop.actions import papers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import OFFERS as TABLES
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui import help_pages, help_search
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES
from kampungkb_desktop.ui.pages.mutation_register import MUTATIONS
from kampungkb_desktop.ui.pages.settings import (
    COPIES,
    DATA,
    LAPTOP,
    OFFICE,
    PERSON,
    PERSONAL,
    REGIONS,
    RULES,
    SERVER,
)
from kampungkb_desktop.ui.pages.village_page import TABS as VILLAGE_TABS
from kampungkb_desktop.ui.palette_lines import DEEDS, GUIDE, SCREENS, SETTINGS, Line
from kampungkb_desktop.ui.places import PLACES

VILLAGE, FAMILY, PERSON_ASKED = "village", "family", "member"
"""What a deed may ask for before it is done; its goal then holds "{}"."""
_HELP = "bantuan"

_PARTS = (
    ("Kunjungan: perlu dikunjungi", "kunjungan", "saring:minggu_ini", "jadwal jatuh tempo hari ini siapa"),
    ("Kunjungan: semua kunjungan", "kunjungan", "saring:semua", "daftar"),
    ("Kunjungan: draf", "kunjungan", "saring:draf", "belum selesai"),
    ("Kunjungan: rujukan terbuka", "kunjungan", "saring:rujukan", "bantuan puskesmas"),
    ("Kunjungan: kalender pelaporan", "kunjungan", "kalender", "tenggat batas lapor tanggal"),
    ("Keluarga: mutasi per bulan", "keluarga", MUTATIONS, "lahir mati pindah datang"),
    ("Keluarga: kemungkinan ganda", "keluarga", DOUBLES, "duplikat sama kembar gabung"),
    ("Kampung: rekap KRS semua desa", "kampung", "krs", "stunting risiko"),
    ("Kegiatan: catatan kerja", "kegiatan", "catatan", "log harian laporan bulanan petugas"),
    ("Kirim & Terima: penyimpanan kantor", "kirim-terima", "penyimpanan", "nextcloud webdav folder bersama"),
)
_DISTRICT_PARTS = (
    ("Kirim & Terima: papan pengiriman", "kirim-terima", "laptop", "siapa sudah kirim petugas"),
)  # fmt: skip
_EVERY_PARTS = (
    ("Kirim & Terima: bentrok", "kirim-terima", "bentrok", "konflik berbeda keputusan"),
    ("Kirim & Terima: catatan yang menunggu", "kirim-terima", "menunggu", "berkas kurang belum diterima"),
)
_SETTINGS = (
    (
        "Laptop ini",
        LAPTOP,
        "tampilan gelap terang ukuran huruf kunci otomatis menit tema ganti kata sandi pemulihan",
    ),
    ("Petugas dan desa", PERSON, "nama nip wilayah operator"),
    ("Kop surat", OFFICE, "kantor alamat kepala"),
    ("Salinan cadangan", COPIES, "backup flashdisk pulihkan kembali"),
    ("Data pribadi", PERSONAL, "pdp permintaan jejak akses hapus batasi masa simpan"),
    ("Aturan", RULES, "rumus ambang versi"),
    ("Wilayah", REGIONS, "desa baru nama kode"),
    ("Data dan versi", DATA, "kesehatan periksa pindah laptop"),
)
_MAKE = "catat tambah buat bikin isi input tulis"
_DEEDS = (
    Line("Kunjungan baru", DEEDS, icon="add", keys="Ctrl+N", goal=("kunjungan", "baru"), also=_MAKE),
    Line("Kunjungan baru untuk…", DEEDS, icon="add", keys="Ctrl+Shift+K", goal=("kunjungan", "baru:{}"), asks=FAMILY,
         also="catat tambah buat bikin isi input tulis kunjungi keluarga"),
    Line("Keluarga baru", DEEDS, icon="add", keys="Ctrl+N", goal=("keluarga", None), call="begin", also=_MAKE),
    Line("Kegiatan baru", DEEDS, icon="add", keys="Ctrl+N", goal=("kegiatan", None), call="begin", also=_MAKE),
    Line("Kegiatan baru di kantor", DEEDS, icon="add", goal=("kegiatan", "baru/kantor"), also="catatan kerja tambah"),
    Line("Anggota keluarga…", DEEDS, icon="users", goal=("keluarga", "{}/anggota"), asks=FAMILY, also="jiwa tambah"),
    Line("Catatan KB keluarga…", DEEDS, icon="heart", goal=("keluarga", "{}/kb"), asks=FAMILY, also="kontrasepsi"),
    Line("Mutasi keluarga…", DEEDS, icon="forward", goal=("keluarga", "{}/mutasi"), asks=FAMILY,
         also="lahir meninggal pindah pisah"),
    Line("Riwayat keluarga…", DEEDS, icon="riwayat", goal=("keluarga", "{}/riwayat"), asks=FAMILY, also="perubahan"),
)  # fmt: skip
_LISTS = (
    Line("Impor keluarga dari berkas", DEEDS, icon="spreadsheet", keys="Ctrl+I", goal=("keluarga", "impor"),
         also="excel csv masukkan daftar siga"),
)  # fmt: skip
_SENDING = (
    Line("Buat berkas kirim", DEEDS, icon="send", keys="Ctrl+Enter", goal=("kirim-terima", None), press="sending.new",
         also="kirim ekspor kkb setor"),
    Line("Terima berkas…", DEEDS, icon="inbox", keys="Ctrl+O", goal=("kirim-terima", None), press="receiving.files",
         also="buka masuk tanda terima kkb"),
    Line("Lembar meja bantuan", DEEDS, icon="document", goal=("pengaturan", DATA), call="help_paper",
         also="kode kesehatan bacakan telepon laporkan masalah"),
    Line("Hubungi penyimpanan kantor", DEEDS, icon="link", keys="F5", goal=("kirim-terima", None),
         press="transport.strip.go", also="sinkron kirim ambil nextcloud"),
)  # fmt: skip


def entries(session: Session) -> list[Line]:
    """Everything there is to choose for this role, in the order in which equals are listed."""
    return [*_deeds(session), *_screens(session), *_settings(session), *_guide()]


def _deeds(session: Session) -> Iterator[Line]:
    if session.role != DISTRICT:
        yield from _DEEDS
        yield from _LISTS
    yield from (one for one in _SENDING if not (session.receiving and one.press == "sending.new"))
    for paper in papers.offers_for(session):
        asks = {"village": VILLAGE, "family": FAMILY, "member": PERSON_ASKED}.get(paper.about, "")
        goal = ("laporan", f"{paper.key}:{{}}" if asks else f"{paper.key}:")
        more = f"Cetak {_small(paper.title)}"
        yield Line(more + ("…" if asks else ""), DEEDS, paper.told, "print", goal=goal, asks=asks,
                   also=f"laporan pdf {paper.also}")  # fmt: skip
    for table in TABLES:
        yield Line(f"Tabel {_small(table.title)}", DEEDS, table.told, "spreadsheet", goal=("tabel", table.key),
                   also="excel xlsx csv simpan ekspor")  # fmt: skip


def _screens(session: Session) -> Iterator[Line]:
    for at, place in enumerate(PLACES, start=1):
        name = place.label.replace("&&", "+").replace("&", "").replace("+", "&")
        yield Line(name, SCREENS, icon=place.icon, keys=f"Ctrl+{at}" if at <= 9 else "", goal=(place.key, None))
    parts = (*_PARTS, *_EVERY_PARTS, *(_DISTRICT_PARTS if session.role == DISTRICT else ()))
    icons = {place.key: place.icon for place in PLACES}
    for name, page, record, also in parts:
        yield Line(name, SCREENS, icon=icons[page], goal=(page, record), also=also)
    for key, label in VILLAGE_TABS:
        name = label.replace("&&", "+").replace("&", "").replace("+", "dan")
        yield Line(f"{name} kampung…", SCREENS, icon="kampung", goal=("kampung", f"{{}}/{key}"), asks=VILLAGE)


def _settings(session: Session) -> Iterator[Line]:
    for name, key, also in _SETTINGS:
        yield Line(f"Pengaturan: {_small(name)}", SETTINGS, icon="pengaturan", goal=("pengaturan", key), also=also)
    if session.role == DISTRICT:
        yield Line("Pengaturan: server kantor", SETTINGS, icon="pengaturan", goal=("pengaturan", SERVER))


@cache
def _guide() -> tuple[Line, ...]:
    """The pages and headings of the guide by their titles; what stands in them is found in the guide itself."""
    found = []
    for topic, page in help_pages.load().items():
        found.append(Line(page.title, GUIDE, "Panduan", "bantuan", "F1" if topic == "isi" else "", (_HELP, topic)))
        found += [
            Line(section.title, GUIDE, page.title, "bantuan", goal=(_HELP, f"{topic}#{section.anchor}"))
            for section in page.sections
            if section.anchor
        ]
    return tuple(found)


def guide_lines(typed: str) -> list[Line]:
    """Where the guide tells of what nothing is called: "anak kurus", "hapus keluarga"."""
    return [
        Line(one.section, GUIDE, one.page if one.page != one.section else "Panduan", "bantuan",
             goal=(_HELP, f"{one.topic}#{one.anchor}" if one.anchor else one.topic))
        for one in help_search.sure(help_pages.load(), typed)
    ]  # fmt: skip


def _small(title: str) -> str:
    """A title inside a phrase; capitals that stand for words stay."""
    first, _, rest = title.partition(" ")
    small = first if first.isupper() or any(letter.isupper() for letter in first[1:]) else first.lower()
    return f"{small} {rest}".strip()
