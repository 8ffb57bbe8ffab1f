"""What the list of families says while there is none: an officer begins one, a district receives them."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.ui.tiles import EmptyState


def no_family_yet(begin: Callable[[], object], *, district: bool) -> EmptyState:
    """The teaching state; ``begin`` is the page's own, and leads a district to Kirim & Terima."""
    if district:
        words = (
            "Keluarga datang bersama berkas kirim petugas: alamat, anggota, KB, dan kunjungannya. Terima satu berkas, "
            "lalu keluarganya tampak di sini."
        )
        return EmptyState("Belum ada keluarga", words, "Buka Kirim && Terima", begin, icon="keluarga", sign="forward")
    words = (
        "Di sini tercatat keluarga di desa Anda: alamat, anggota, KB, dan kunjungannya. Mulai dengan satu keluarga, "
        "atau terima berkas kiriman di Kirim & Terima."
    )
    return EmptyState("Belum ada keluarga", words, "Keluarga baru", begin, icon="keluarga")
