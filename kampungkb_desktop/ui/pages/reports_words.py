"""What Laporan says of a paper: what it is about, its file name, and why there is none yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.actions.paper_kinds import NAMED, Offer, Wish
from kampungkb_desktop.actions.papers import offer
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date, month_name
from kampungkb_desktop.forms import regions
from kampungkb_desktop.ui.tiles import EmptyState

_MISSING = {"family": "keluarganya", "member": "orangnya", "activity": "kegiatannya",
            "officer": "petugasnya", "file": "berkasnya"}  # fmt: skip


def about(wish: Wish) -> str:
    """What a paper is about, and its time."""
    chosen = offer(wish.kind)
    place = "" if chosen.about in NAMED or not wish.place else _place(wish.place)
    return " · ".join(part for part in (place or chosen.title, _time(wish)) if part)


def file_name(wish: Wish) -> str:
    """The name proposed for its file."""
    chosen = offer(wish.kind)
    place = wish.place[:8] if chosen.about in NAMED else _place(wish.place).replace(" ", "-")
    return "_".join(part for part in (chosen.file, place, wish.period) if part) + ".pdf"


def nothing_yet(go: Callable[[], object]) -> EmptyState:
    """No village is recorded."""
    words = "Laporan dibuat dari data Kampung KB. Catat dahulu kampung di wilayah tugas Anda."
    return EmptyState("Belum ada kampung", words, "&Buka Kampung", go, icon="laporan", sign="forward")


def reason(error: KnownError, go: Callable[[], object]) -> EmptyState:
    """Why a paper cannot be made, and the way to what is lacking."""
    return EmptyState(error.sentence, error.next_step, "Buka dan lengkapi", go, icon="laporan", sign="forward")


def choose_first(chosen: Offer) -> EmptyState:
    """What is still to be chosen."""
    words = f"{chosen.told} Pilih dahulu {_MISSING.get(chosen.about, 'isiannya')} di bawah jenis laporannya."
    return EmptyState(chosen.title, words, icon="laporan")


def begin(chosen: Offer, go: Callable[[], object]) -> EmptyState:
    """A paper that takes a while is made when asked."""
    words = f"{chosen.told} Menyusunnya perlu beberapa saat, dan dapat dihentikan kapan saja."
    return EmptyState(chosen.title, words, "Susun seka&rang", go, icon="laporan", sign="")


def _place(code: str) -> str:
    region = regions.load().region(code)
    return region.name if region else code


def _time(wish: Wish) -> str:
    period = offer(wish.kind).period
    if not wish.period:
        return ""
    if period == "lines":
        return f"{wish.period} baris kosong"
    if period == "day":
        return long_date(date.fromisoformat(wish.period))
    return month_name(wish.period) if period == "month" else Semester.parse(wish.period).label
