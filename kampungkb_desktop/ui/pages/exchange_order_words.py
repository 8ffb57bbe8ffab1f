"""What a sync file is to hold and what came of it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.actions.orders import Exported, MadeFile, Order
from kampungkb_desktop.actions.outbox import Outbox
from kampungkb_desktop.actions.texts_left import TextsLeft
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.pages.exchange_words import size_words, village_words

NEW, NAMELESS, RECAP = "baru", "tanpa_nama", "rekap"
NAMES = {NEW: "Untuk petugas", NAMELESS: "Tanpa nama", RECAP: "Rekap saja"}
CONTENTS = {
    NEW: "Data lengkap dengan nama, untuk petugas dan komputer kantor ini.",
    NAMELESS: (
        "Angka tanpa orang: nama, NIK, nomor KK, alamat, nomor HP, letak, foto, dan catatan tidak ikut; tanggal lahir "
        "hanya bulan atau tahunnya."
    ),
    RECAP: "Hanya data tingkat desa: profil, kependudukan, kelembagaan, kegiatan, rencana. Tidak ada keluarga.",
}
HOW_TO_ENROL = "Terima dahulu perkenalan instansi itu, lalu daftarkan di Papan pengiriman."
LIMITS = ((0, "Tanpa batas"), (15, "15 MB, untuk surel atau WhatsApp lama"), (25, "25 MB, untuk surel"))
"""Megabytes offered for one file, with their words; any other number may be typed."""
MOST_NAMED = 4


def order_name(kind: str) -> str:
    """What a kind is called."""
    return NAMES.get(kind, NAMES[NEW])


def order_words(order: Order, *, district: bool) -> str:
    """``Dengan foto · paling besar 15 MB``."""
    parts = [order_name(order.kind)] if district else []
    if order.kind not in (NAMELESS, RECAP):
        parts.append("dengan foto" if order.photos else "tanpa foto")
    parts.append(f"paling besar {number(order.limit / 1_000_000)} MB" if order.limit else "tanpa batas ukuran")
    text = " · ".join(parts)
    return text[0].upper() + text[1:]


def photo_words(found: Outbox, order: Order) -> str:
    """``, dengan 12 foto (3,4 MB)``; on files without photos that they stay for later."""
    if not found.photos:
        return ""
    if not order.photos:
        return f"; {number(found.photos)} foto ({size_words(found.photo_bytes)}) menyusul"
    return f", dengan {number(found.photos)} foto ({size_words(found.photo_bytes)})"


def few_words(few: Sequence[str]) -> str:
    """A caution about villages where people may be recognised without their names."""
    if not few:
        return ""
    names = listing([village_words(one).split(",")[0] for one in few[:MOST_NAMED]])
    more = f" dan {number(len(few) - MOST_NAMED)} desa lain" if len(few) > MOST_NAMED else ""
    return (
        f"\nHati-hati: di {names}{more} tercatat kurang dari lima keluarga, jadi orangnya mungkin dikenali tanpa nama."
    )


def texts_words(texts: TextsLeft) -> str:
    """``1.204 isian bebas tidak ikut: Kunjungan 800, …``; a caution where a text that would leave looks odd."""
    said = ""
    if texts.counts:
        most = listing([f"{title} {number(count)}" for title, count in texts.counts[:MOST_NAMED]])
        more = f", dan {number(len(texts.counts) - MOST_NAMED)} jenis lain" if len(texts.counts) > MOST_NAMED else ""
        said = f"\n{number(texts.total)} isian bebas tidak ikut: {most}{more}."
    if texts.odd:
        named = listing([f"{name} ({number(count)})" for name, count in texts.odd])
        said += f"\nJuga tidak ikut, karena isinya tidak seperti yang ditanyakan atau memuat nomor: {named}."
    return said


def made_words(made: Exported) -> str:
    """Name, size and number of what was made, every file by its name while they are few."""
    if len(made.files) == 1:
        text = _one(made.files[0])
    else:
        names = listing([one.path.name for one in made.files[:MOST_NAMED]])
        more = f", dan {number(len(made.files) - MOST_NAMED)} lainnya" if len(made.files) > MOST_NAMED else ""
        text = f"{number(len(made.files))} berkas siap dibagikan ({size_words(made.size)}): {names}{more}."
    return text + few_words(made.few)


def _one(one: MadeFile) -> str:
    photos = f", {number(one.photos)} foto" if one.photos else ""
    said = f"({size_words(one.size)}, {number(one.changes)} perubahan{photos})"
    if len(one.parts) == 1:
        return f"{one.path.name} siap diserahkan ke {one.receiver} {said}."
    first, last = one.parts[0].name, one.parts[-1].name.rsplit(".", 1)[-1]
    return (
        f"{number(len(one.parts))} bagian siap diserahkan ke {one.receiver} {said}: {first} sampai {last}. "
        "Semua bagian diperlukan; urutannya bebas."
    )
