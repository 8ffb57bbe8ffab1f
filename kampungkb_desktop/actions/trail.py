"""The trail of what was done with people's data (UU 27/2022 art. 31): seen, printed, given away, taken in, opened. What
each entry may say is fixed here: kinds, counts and ids, never an answer and never a typed word. Looking at the same
thing again within a quarter of an hour is counted, not repeated.

A trail that cannot be written must not keep a person from his work: the disk's refusal is logged, and the next entry
tries again.
"""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.store.trail import (
    ACCOUNT,
    AUDITED,
    BY_HELP,
    CODE,
    COPIED,
    ERASED,
    HELD,
    HELPED,
    LISTED,
    LOOKED,
    OPENED,
    OPENED_COPY,
    PASSWORD,
    PRINTED,
    RECOVERED,
    RESTORED,
    SEAT,
    SEEN,
    SENT,
    TAKEN,
    WRONG,
    Break,
)

__all__ = [
    "ACCOUNT", "AUDITED", "BY_HELP", "CODE", "COPIED", "ERASED", "HELD", "HELPED", "KINDS", "LISTED", "LISTS",
    "LOOKED", "OPENED", "OPENED_COPY", "PASSWORD", "PRINTED", "RECOVERED", "RESTORED", "SEAT", "SEEN", "SENT", "SIFTED",
    "TAKEN", "WRONG", "looked", "note", "rest", "seen", "verify",
]  # fmt: skip

KINDS = {
    OPENED: "Membuka data",
    WRONG: "Kata sandi salah",
    SEEN: "Melihat",
    PRINTED: "Mencetak atau menyimpan PDF",
    LOOKED: "Melihat daftar",
    LISTED: "Mengekspor daftar",
    SENT: "Mengirim berkas",
    TAKEN: "Menerima berkas",
    COPIED: "Membuat salinan",
    RESTORED: "Memulihkan salinan",
    OPENED_COPY: "Melihat isi salinan",
    PASSWORD: "Mengganti kata sandi",
    RECOVERED: "Membuka dengan kode pemulihan",
    CODE: "Membuat kode pemulihan baru",
    ERASED: "Menghapus data pribadi",
    ACCOUNT: "Mengubah masuk dengan akun komputer",
    HELD: "Mengubah titipan kunci di kabupaten",
    HELPED: "Membantu membuka laptop petugas",
    BY_HELP: "Membuka dengan bantuan kabupaten",
    AUDITED: "Memeriksa jejak laptop lain",
    SEAT: "Mengubah petugas di laptop ini",
}
"""The word of an entry, and what a person reads for it."""
LISTS = {
    "keluarga": "daftar keluarga",
    "kunjungan": "daftar kunjungan",
    "jadwal": "daftar jatuh tempo",
    "rujukan": "rujukan terbuka",
    "krs": "daftar KRS",
    "kegiatan": "daftar kegiatan",
    "mutasi": "daftar mutasi",
    "ganda": "kemungkinan ganda",
    "rekap": "rekap wilayah",
    "angka": "catatan di balik angka",
    "riwayat": "riwayat tindakan",
    "bentrok": "isian yang bentrok",
}
"""The lists that show people, and what they are called."""
SIFTED = {
    "kata": "dicari dengan kata", "desa": "satu desa", "rt": "satu RT", "krs": "KRS", "tampilan": "saringan tersimpan",
    "bulan": "satu bulan", "orang": "satu petugas", "formulir": "satu formulir", "tanggal": "rentang tanggal",
    "keadaan": "menurut keadaan", "jenis": "menurut jenis", "sasaran": "menurut sasaran",
}  # fmt: skip
"""By what a list may be sifted: that, and never with which word."""
AGAIN = 15 * 60_000
"""Milliseconds in which seeing the same record again is the same seeing."""


def note(session: Session, what: str, *, form: str = "", record: str = "", count: int = 0, more: str = "") -> None:
    """Add to the trail. ``what`` is one of ``KINDS``."""
    assert what in KINDS
    rest(session)
    try:
        session.trail.add(session.clock(), session.author, what, form, record, count, more)
    except KnownError as error:
        logger.error("jejak tidak tercatat: %s", error.code)


def seen(session: Session, form: str, record: str) -> None:
    """Somebody looked at a record. Looking again within a quarter of an hour adds nothing. Costs no disk's turn."""
    _coalesced(session, (SEEN, form, record, ""))


def looked(session: Session, where: str, count: int = 0, **sifted: object) -> None:
    """Somebody looked at a list of ``LISTS`` and saw ``count`` lines, sifted by those of ``SIFTED`` that say anything:
    by what is noted, and never the word itself. Costs no disk's turn."""
    assert where in LISTS
    assert SIFTED.keys() >= sifted.keys()
    said = sorted(kind for kind, value in sifted.items() if value)
    _coalesced(session, (LOOKED, "", "", ":".join([where, *said])), count)


def rest(session: Session) -> None:
    """Write down how often was looked again, of what nobody looks at any more."""
    now = session.clock()
    for key, (first, again) in list(session.trail.recent.items()):
        if not 0 <= now - first < AGAIN:
            _repeated(session, key, again)
            session.trail.recent.pop(key, None)


def _coalesced(session: Session, key: tuple[str, str, str, str], count: int = 0) -> None:
    now = session.clock()
    first, again = session.trail.recent.get(key, (now - AGAIN, 0))
    if 0 <= now - first < AGAIN:
        session.trail.recent[key] = first, again + 1
        return
    _repeated(session, key, again)
    session.trail.recent[key] = now, 0
    what, form, record, more = key
    session.trail.later(now, session.author, what, form, record, count, more)


def _repeated(session: Session, key: tuple[str, str, str, str], again: int) -> None:
    """One line for all the times since the first: a list is looked at again with every letter that is typed."""
    if again and key[0] == LOOKED:
        what, form, record, more = key
        session.trail.later(session.clock(), session.author, what, form, record, again, f"{more} lagi".strip())


def verify(session: Session) -> Break | None:
    """Whether the chain is whole; ``None`` when it is."""
    return session.trail.verify()
