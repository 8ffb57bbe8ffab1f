"""The words of the office's storage: how far a file has come, how the last trip went, what is new."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions import dispatch, storage
from kampungkb_desktop.actions.carry import Standing, Trip
from kampungkb_desktop.actions.dispatch import OnItsWay
from kampungkb_desktop.actions.storage import Storage
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.exchange_words import day_words
from kampungkb_desktop.ui.palette import Tone

TAGS = {
    dispatch.WAITING: Tag("Menunggu", Tone.WARN, "clock"),
    dispatch.DELIVERED: Tag("Terkirim", Tone.INFO, "send"),
    dispatch.COLLECTED: Tag("Sudah diambil", Tone.INFO, "inbox"),
    dispatch.RECEIVED: Tag("Diterima", Tone.OK),
    dispatch.SENT_BACK: Tag("Ditolak", Tone.BAD),
    dispatch.LOST: Tag("Tidak ada lagi", Tone.BAD),
}
MEANINGS = {
    dispatch.WAITING: "Masih di laptop ini, menunggu sambungan.",
    dispatch.DELIVERED: "Ada di penyimpanan kantor, sudah dicocokkan.",
    dispatch.COLLECTED: "Sudah diunduh penerima, belum diperiksa.",
    dispatch.RECEIVED: "Penerima menyatakan sudah menerima.",
    dispatch.SENT_BACK: "Penerima menolaknya; sebabnya di Riwayat berkas.",
    dispatch.LOST: "Dibuat sebelum data dipulihkan atau dipindah, dan tidak ada di laptop ini. Tekan “Kirim semua”.",
}


def meaning(one: OnItsWay) -> str:
    """What its state means, or what last went wrong."""
    if one.state == dispatch.WAITING and one.transit.code:
        return storage.sentence_of(one.transit.code)
    return MEANINGS.get(one.state, "")


def news(place: Storage, waiting: int, arrived: int, last: Standing, today: date) -> tuple[str, Tone]:
    """One line about the storage, and how worried it sounds."""
    parts = []
    if arrived:
        parts.append(f"{number(arrived)} berkas baru siap diterima")
    if waiting:
        parts.append(f"{number(waiting)} berkas menunggu dikirim")
    said = f"{listing(parts)}. " if parts else ""
    where = f"Penyimpanan kantor {place.name}: "
    if last.code:
        return f"{where}{said}{storage.sentence_of(last.code)}", Tone.WARN
    when = _lower(day_words(last.well_at, today))
    well = f"terakhir terhubung {when}." if last.well_at else "belum pernah dihubungi."
    return f"{where}{said}{well.capitalize() if said else well}", Tone.OK if last.well_at and not waiting else Tone.INFO


def trip_words(done: Trip) -> str:
    """What a trip did, in a sentence."""
    parts = []
    if done.sent:
        parts.append(f"{number(done.sent)} berkas terkirim")
    if done.fetched:
        parts.append(f"{number(done.fetched)} berkas baru siap diterima")
    if done.waiting:
        parts.append(f"{number(done.waiting)} berkas masih menunggu")
    return f"{listing(parts).capitalize()}." if parts else "Tidak ada yang perlu dikirim, dan tidak ada berkas baru."


def connected_words(place: Storage) -> str:
    """After a trial that went well."""
    return f"Terhubung. Folder “{place.folder or place.name}” dapat dibaca dan ditulisi."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
