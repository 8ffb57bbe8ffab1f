"""What the lists of visits say while they are empty: an officer begins a visit, a district receives them."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.ui.tiles import EmptyState

_RECEIVE = "Buka Kirim && Terima"
_BEGIN = "Kunjungan baru"
_HOW = "Setiap kunjungan ke rumah keluarga dicatat di sini: siapa sasarannya, hasil ukurnya, dan kapan dikunjungi lagi."
_CASES = (
    "Bila pada kunjungan dijawab “Ya, sedang proses”, rujukan atau bantuan sosial itu tampil di sini sampai "
    "hasilnya dicatat."
)


def no_visit_yet(begin: Callable[[], object], *, district: bool) -> EmptyState:
    """The list of all visits; ``begin`` is the page's own, and leads a district to Kirim & Terima."""
    if district:
        words = "Kunjungan dicatat petugas dan datang bersama berkas kirimnya. Terima satu berkas, lalu kunjungannya "
        more = f"{words}tampak di sini."
        return EmptyState("Belum ada kunjungan", more, _RECEIVE, begin, icon="kunjungan", sign="forward")
    words = f"{_HOW} Tekan Ctrl+N, lalu ketik nama keluarganya."
    return EmptyState("Belum ada kunjungan", words, _BEGIN, begin, icon="kunjungan")


def nobody_is_due(begin: Callable[[], object], *, district: bool) -> EmptyState:
    """The list of who is to be visited, a whole month of it."""
    title = "Tidak ada yang perlu dikunjungi bulan ini"
    words = (
        "Daftar ini disusun sendiri dari catatan keluarga, kunjungan, dan pengukuran: siapa perlu dikunjungi, "
        "kapan, dan mengapa."
    )
    if district:
        more = f"{words} Catatannya datang bersama berkas kirim petugas."
        return EmptyState(title, more, _RECEIVE, begin, icon="check-circle", sign="forward")
    more = f"{words} Catat keluarga dan kunjungannya, lalu daftar ini terisi."
    return EmptyState(title, more, _BEGIN, begin, icon="check-circle")


def no_open_case(begin: Callable[[], object], *, district: bool) -> EmptyState:
    """The list of referrals and help that wait for their outcome."""
    title = "Tidak ada rujukan atau bantuan yang terbuka"
    action, sign = (_RECEIVE, "forward") if district else (_BEGIN, "add")
    return EmptyState(title, _CASES, action, begin, icon="check-circle", sign=sign)
