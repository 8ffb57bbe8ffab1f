"""Every figure of the papers about an activity, a file, and a village that is handed over."""

from __future__ import annotations

from tests.papers.sheet import TODAY, Sheet, grouped, long_day, of, short_day, week_day
from tests.papers.stored import VILLAGE, Row, Stored
from tests.papers.village_papers import ADDRESS, HEAD, OFFICER, signed


def invitation(sheet: Sheet, stored: Stored) -> None:
    """Undangan."""
    _held(sheet, stored, "Pukul")
    signed(sheet)


def dashat(sheet: Sheet, stored: Stored) -> None:
    """Lembar DASHAT of the session with the most written down."""
    one = stored.dashat
    _frame(sheet)
    sheet.take(f"{week_day(one['held_on'])}, {long_day(one['held_on'])}")
    served = ("pregnant", "nursing", "baduta", "balita", "catin")
    for label, kind in zip(("Ibu hamil", "Ibu menyusui", "Baduta", "Balita", "Calon pengantin"), served, strict=True):
        sheet.take(f"{label} {one[f'served_{kind}']}")
    sheet.take(f"Seluruhnya {one['dashat_portions']}", f"Biaya Rp {grouped(one['dashat_cost'])}")
    sheet.may(one["place"])
    signed(sheet)


def minutes(sheet: Sheet, stored: Stored) -> None:
    """Notulen: who was there, and numbered empty lines for them."""
    one = _held(sheet, stored, "Jam", again=True)
    there = one["male"] + one["female"]
    sheet.take(f"{there} orang ({one['male']} laki-laki, {one['female']} perempuan)")
    _lines(sheet, max(20, there))
    sheet.take(f"Maluang, {long_day(TODAY)}")


def attendance(sheet: Sheet, stored: Stored) -> None:
    """Daftar hadir with twelve empty lines, as wished for."""
    _held(sheet, stored, "Pukul")
    _lines(sheet, 12)
    signed(sheet)


def _held(sheet: Sheet, stored: Stored, word: str, *, again: bool = False) -> Row:
    one = stored.one("activity", id=stored.place("activity"))
    _frame(sheet)
    if again and sheet.pages > 1:
        sheet.take(f"Balai Maluang {long_day(one['held_on'])}")
    sheet.take(f"{week_day(one['held_on'])}, {long_day(one['held_on'])} {word} {one['starts_at']}–{one['ends_at']}")
    return one


def _lines(sheet: Sheet, count: int) -> None:
    for number in range(count, 0, -1):
        sheet.take(str(number))


def file_handing(sheet: Sheet, stored: Stored) -> None:
    """Berita acara of a file, as its history has it."""
    _frame(sheet)
    entry = stored.all("file")[0]
    sheet.take(f"Berkas kirim nomor {entry['number']}", f"Sabtu, {long_day(TODAY)}", f"Nama berkas {entry['name']}",
               f"jenis {entry['number']}, yang", f"Diterima {short_day(TODAY)} 12.00", "Jumlah perubahan "
                   "1.234 Jumlah foto 2")  # fmt: skip
    sheet.take("Kode periksa ABAB ABAB ABAB ABAB", "NIP 198605142011032901", "NIP 198605142011032901", HEAD,
               f"Berau, {long_day(TODAY)}")  # fmt: skip


def village_handing(sheet: Sheet, stored: Stored) -> None:
    """Serah terima desa: every kind of record, how many are drafts, and the newest."""
    _frame(sheet)
    sheet.take(
        f"Sabtu, {long_day(TODAY)}",
        f"Kalimantan Timur {long_day(TODAY)}",
        f"Maluang, {long_day(TODAY)}",
        OFFICER,
        OFFICER,
        HEAD,
    )
    for table, label, day in (
        ("family", "Keluarga", ""), ("member", "Anggota keluarga", ""),
        ("family_planning", "Keluarga berencana", "as_of"),
        ("family_development", "Pembangunan keluarga", "as_of"), ("risk_verification", "Verval KRS", "verified_on"),
        ("visit", "Kunjungan", "visited_on"), ("measurement", "Pengukuran anak", "measured_on"),
        ("pregnancy", "Pemeriksaan ibu hamil", "measured_on"), ("activity", "Kegiatan", "held_on"),
        ("attachment", "Foto/lampiran", "taken_on"), ("population", "Kependudukan", "as_of"),
        ("pokja_member", "Anggota Pokja", ""), ("poktan", "Poktan", ""), ("plan_line", "Kegiatan rencana", ""),
        ("problem", "Permasalahan", "noted_on"),
    ):  # fmt: skip
        rows = stored.all(table, village=VILLAGE)
        drafts = sum(one["status"] == "draf" for one in rows)
        sheet.row(label, len(rows), drafts or None, long_day(max(one[day] for one in rows)) if day else None)
    sheet.row("Bangga Kencana bulanan", len(stored.all("monthly", village=VILLAGE)), None, "Oktober 2026")
    sheet.row("Profil kelembagaan", len(stored.all("institution", village=VILLAGE)), None, "Agustus 2026")
    risky, target = len(stored.families(VILLAGE, krs=True)), len(stored.families(VILLAGE, sasaran=True))
    sheet.take(f"{of(risky, target)} keluarga sasaran", "4 terlambat, 9 sampai seminggu lagi, 9 sampai akhir bulan",
               "1 rujukan, 0 bantuan sosial")  # fmt: skip
    home = stored.one("family", id=stored.child["family_id"])
    sheet.take(f"1 {stored.code(home['id'])} {home['rt']} Rujukan ke Puskesmas Contoh {short_day(TODAY)} 0")


def _frame(sheet: Sheet, *, rules: tuple[str, ...] = ()) -> None:
    sheet.frame(rules=rules)
    sheet.take(*ADDRESS)


PROOFS = {
    "undangan": invitation, "dashat": dashat, "notulen": minutes, "daftar-hadir": attendance,
    "berita-acara-berkas": file_handing, "serah-terima": village_handing,
}  # fmt: skip
