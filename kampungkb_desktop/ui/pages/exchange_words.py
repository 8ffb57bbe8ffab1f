"""The words of Kirim & Terima: sizes, counts and results, said the same way in cards, tables and reports."""

from __future__ import annotations

import json
from datetime import date

from kampungkb_desktop.actions.quarantine import OTHERS, of_the_file
from kampungkb_desktop.actions.receipts import told
from kampungkb_desktop.actions.take_in_report import KNOWN, PARTIAL, REFUSED, TAKEN, FileReport
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import listing, moment, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.store.entries import OUT, FileEntry
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

KINDS = {
    "full": "Semua data", "baru": "Yang baru", "tanpa_nama": "Tanpa nama", "rekap": "Rekap saja",
    "foto": "Foto susulan", "tanda_terima": "Tanda terima", "bagian": "Bagian berkas",
}  # fmt: skip
NONE = "–"
NO_ROOM = "E-DISK-FULL"
TRY_AGAIN = "Berkas ini tidak salah. Ikuti petunjuk di bawah, lalu terima sekali lagi."
QUIET_DAYS = 7
"""After so many days without a receipt it is time to ask whether a file has arrived."""
NO_RECEIPT = "Terkirim, belum ada tanda terima. Tanda terima datang bersama berkas balasan penerimanya."
ASK_AGAIN = "Minta berkas itu lagi, atau minta pengirimnya mengirim semua data; sesudahnya lengkap sendiri."


def size_words(size: int) -> str:
    """``120 kB`` or ``3,4 MB``."""
    if size < 1_000_000:
        return f"{number(max(1, size / 1_000))} kB"
    return f"{number(size / 1_000_000, 1)} MB"


def when_words(wall: int) -> str:
    """The local moment of a wall time, "" for none."""
    return moment(moment_of(wall)) if wall else ""


def day_words(wall: int, today: date) -> str:
    """``hari ini 14.05`` or the moment: files are mostly looked for on the day they were made."""
    when = moment_of(wall)
    if when.date() == today:
        return f"Hari ini {when.hour:02d}.{when.minute:02d}"
    return moment(when)


def records_words(records: tuple[tuple[str, int], ...]) -> str:
    """``12 keluarga, 20 kunjungan, dan 1 kegiatan``, the most first."""
    parts = [f"{number(count)} {form_title(form).lower()}" for form, count in sorted(records, key=lambda one: -one[1])]
    if len(parts) > 5:
        rest = len(parts) - 4
        parts = [*parts[:4], f"{rest} jenis data lain"]
    return listing(parts)


def kind_words(kind: str) -> str:
    """What the manifest's kind means; a kind of a newer version is called by its name."""
    return KINDS.get(kind, kind)


def state_tag(one: FileEntry, today: date) -> Tag:
    """How far a file has come: sent (and for how many days without a word), received by the other side's word, refused,
    or taken in here."""
    if one.direction != OUT and one.result == PARTIAL:
        return Tag("Belum lengkap", Tone.WARN, "clock")
    if one.direction != OUT:
        return Tag("Ditolak", Tone.BAD) if one.result == REFUSED else Tag("Diterima", Tone.OK, "inbox")
    result, code, _at = told(one)
    if result == REFUSED:
        return Tag(f"Ditolak ({code})", Tone.BAD)
    if result:
        return Tag("Sampai", Tone.OK)
    days = (today - moment_of(one.at).date()).days
    since = f", {number(days)} hari" if days > 0 else ""
    return Tag(f"Terkirim{since}", Tone.WARN if days > QUIET_DAYS else Tone.INFO, "send", NO_RECEIPT)


def last_words(last: FileEntry | None) -> str:
    """`` Berkas terakhir: nomor 1, 22 Nov 2026 21.02. Kantor sudah menerimanya.``: when it was made, and whether the
    office has said that it has it."""
    if last is None:
        return " Belum pernah mengirim berkas."
    arrived = " Kantor sudah menerimanya." if told(last)[0] == TAKEN else ""
    return f" Berkas terakhir: nomor {last.number}, {when_words(last.at)}." + arrived


def unanswered_words(count: int, since: int, today: date) -> str:
    """`` 2 berkas terakhir terkirim, belum ada tanda terima (5 hari).``"""
    if not count:
        return ""
    days = (today - moment_of(since).date()).days
    which = f"{number(count)} berkas terakhir" if count > 1 else "Berkas itu"
    when = f"{number(days)} hari" if days > 0 else "hari ini"
    return f" {which} terkirim, belum ada tanda terima ({when})."


def village_words(code: str) -> str:
    """A village with its kecamatan; records without one are of the office itself."""
    if not code:
        return "Tanpa desa (petugas, kantor)"
    region = regions.load().region(code)
    return f"{region.name}, Kec. {region.at('district').name}" if region else code


def result_tag(report: FileReport, *, preview: bool) -> Tag:
    """What becomes of a file, as a chip."""
    if report.code == OTHERS:
        return Tag("Bukan untuk Anda", Tone.NEUTRAL)
    if report.result == REFUSED and not of_the_file(report.code):
        words = "Belum: disk penuh" if report.code == NO_ROOM else "Belum diterima"
        return Tag(words, Tone.WARN, "clock", TRY_AGAIN)
    if report.result == REFUSED:
        return Tag("Ditolak", Tone.BAD)
    if report.result == PARTIAL:
        return Tag("Belum lengkap", Tone.WARN)
    if report.result == KNOWN:
        return Tag("Sudah ada", Tone.NEUTRAL)
    if report.conflicting or report.waiting or report.suspicious:
        return Tag("Perlu dilihat", Tone.WARN)
    return Tag("Siap" if preview else "Diterima", Tone.OK)


def figure(value: int) -> str:
    """A count in a table; nothing to say is a dash."""
    return number(value) if value else NONE


def report_words(report: FileReport, *, preview: bool) -> str:
    """One file in a sentence or two."""
    if report.result in (REFUSED, PARTIAL):
        return f"{report.sentence} {report.next_step}".strip()
    if report.result == KNOWN:
        return "Berkas ini sudah pernah diterima. Tidak ada yang berubah."
    will = "akan " if preview else ""
    parts = [
        f"{number(count)} {words}"
        for count, words in (
            (report.new, f"catatan {will}ditambahkan"),
            (report.changed, f"{will}diperbarui"),
            (report.deleted, f"{will}dihapus"),
        )
        if count
    ]
    return f"{listing(parts)}." if parts else "Semua isinya sudah ada di sini."


def caution_words(report: FileReport) -> list[str]:
    """What is to be looked at after taking a file in, a sentence each."""
    said = []
    if report.conflicting:
        said.append(
            f"{number(report.conflicting)} catatan bertentangan: jawaban kedua pihak disimpan, satu berlaku sementara."
        )
    said += [
        f"{gap.words[0].upper()}{gap.words[1:]} belum diterima; {number(gap.records)} catatan menunggu. {ASK_AGAIN}"
        for gap in report.lacking
    ]
    if report.waiting and not report.lacking:
        said.append(
            f"{number(report.waiting)} catatan menunggu program yang lebih baru; diterapkan sendiri sesudah pembaruan."
        )
    if report.suspicious:
        said.append(f"{number(report.suspicious)} catatan berstatus selesai, tetapi isinya perlu diperiksa.")
    return said


def counts_of(entry: FileEntry) -> dict[str, object]:
    """What was noted with a file of the history."""
    found = json.loads(entry.counts or "{}")
    return found if isinstance(found, dict) else {}


def content_words(entry: FileEntry) -> str:
    """What was in a file of the history, in a few words."""
    counts = counts_of(entry)
    if entry.result == PARTIAL:
        return str(counts.get("missing") or NONE)
    parts = []
    for key, words in (("changes", "perubahan"), ("photos", "foto")):
        value = counts.get(key)
        if isinstance(value, int) and value:
            parts.append(f"{number(value)} {words}")
    size = counts.get("size")
    if isinstance(size, int) and size:
        parts.append(size_words(size))
    return " · ".join(parts) or NONE
