"""A look into the tables at a start: some rows of each kind, the newest and some by chance, as many as a fraction of a
second allows. What it finds is true; what it does not find may still be there (``health_full`` looks at everything)."""

from __future__ import annotations

import random
import time

from kampungkb_desktop.actions import photo_debts, verify
from kampungkb_desktop.actions.health import TO_COPIES, TO_DATA, TO_EXCHANGE, Line, Remedy, unreadable
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import blobs, health, search_check
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.files import size_of
from kampungkb_desktop.store.schema import LOG_TABLES

BUDGET = 0.12
"""Seconds that folding records again may take; the other looks take a few hundredths together."""
_NEWEST, _OTHERS, _STEP = 60, 40, 20
_LINKS, _FOUND = 50, 10
"""Newest rows of each form whose links are followed, and which are asked for by their name."""
_SHORT_TRAIL = 200_000
"""Bytes of a trail that are walked at a start; of a longer one only the end is looked at."""


def sample(session: Session, *, seed: int | None = None, budget: float = BUDGET) -> list[Line]:
    """Tables against log, links, search, trail and photos; of data that cannot be read just that."""
    try:
        return _sampled(session, seed, budget)
    except KnownError as error:
        return [unreadable(error)]


def _sampled(session: Session, seed: int | None, budget: float) -> list[Line]:
    chance = random.Random(session.clock() if seed is None else seed)
    with session.database.read() as conn:
        lines = [
            *_tables(conn), _records(conn, chance, budget), links_line(_dangling(conn)),
            search_line(search_check.forgotten(conn, _FOUND)), photos_line(session, missing_photos(conn, session)),
        ]  # fmt: skip
    return [*lines, _trail(session)]


def _tables(conn: Connection) -> list[Line]:
    lost = health.missing_tables(conn, [*(one.name for one in LOG_TABLES), *FORMS])
    if not lost:
        return []
    return [Line("database", "bad", f"{number(len(lost))} tabel di berkas data hilang.", TO_COPIES)]


def _records(conn: Connection, chance: random.Random, budget: float) -> Line:
    """Fold records again in small steps until the time is up; at least one step is always done."""
    ids, differing, done, until = (
        health.sampled_records(conn, _NEWEST, chance, _OTHERS),
        0,
        0,
        time.monotonic() + budget,
    )
    while done < len(ids) and (done == 0 or time.monotonic() < until):
        part = ids[done : done + _STEP]
        differing += len({(one.form, one.record) for one in verify.of_records(conn, part)})
        done += len(part)
    return records_line(differing, f"{number(done)} catatan yang dilihat")


def records_line(differing: int, looked_at: str) -> Line:
    """Rows against the log; ``looked_at`` says how many that were ("semua catatan")."""
    if not differing:
        return Line("records", "ok", f"Catatan cocok dengan riwayatnya ({looked_at}).")
    words = f"{number(differing)} catatan tidak cocok dengan riwayatnya. Riwayatnya utuh, jadi dapat diperbaiki."
    return Line("records", "bad", words, Remedy("Periksa dan perbaiki", "pengaturan", "data"))


def _dangling(conn: Connection) -> int:
    return sum(health.dangling(conn, link, _LINKS) for link in health.links_of(FORMS))


def links_line(dangling: int) -> Line:
    """Links that lead to a record that is not here: it may have been deleted, or its file has not arrived."""
    if not dangling:
        return Line("links", "ok", "Semua tautan antarcatatan menemukan catatannya.")
    words = f"{number(dangling)} tautan menunjuk catatan yang tidak ada di sini: terhapus, atau berkasnya belum datang."
    return Line("links", "warn", words, TO_EXCHANGE)


def search_line(lost: int) -> Line:
    """Whether what is there is found."""
    if not lost:
        return Line("search", "ok", "Pencarian menemukan catatan dengan namanya.")
    words = f"Pencarian melewatkan {number(lost)} catatan. Catatannya tetap ada; daftar katanya dapat dibuat ulang."
    return Line("search", "bad", words, TO_DATA)


def missing_photos(conn: Connection, session: Session) -> int:
    """How many photos records name that are not in the folder."""
    named = {
        sha for form, fields in photo_debts.BLOBS.items() for field in fields for sha in health.named(conn, form, field)
    }
    return len(named - blobs.names(session.data_dir))


def photos_line(session: Session, missing: int, damaged: int = 0) -> Line:
    """Photos that are not here, or cannot be opened."""
    if damaged:
        words = f"{number(damaged)} foto rusak. Pulihkan dari salinan di flashdisk, atau masukkan lagi fotonya."
        return Line("photos", "bad", words, TO_COPIES)
    if not missing:
        return Line("photos", "ok", "Semua foto ada.")
    if session.role == DISTRICT:
        return Line("photos", "ok", f"{number(missing)} foto menyusul dari petugas.", TO_EXCHANGE)
    words = f"{number(missing)} foto tidak ada di laptop ini. Minta kepada pengirimnya, atau pulihkan dari flashdisk."
    return Line("photos", "warn", words, TO_COPIES)


def _trail(session: Session) -> Line:
    if size_of(session.trail.path) > _SHORT_TRAIL:
        session.trail.head()
        return trail_line(0)
    found = session.trail.verify()
    return trail_line(found.n if found else 0)


def trail_line(broken_at: int) -> Line:
    """Whether the trail of who saw what is whole."""
    if not broken_at:
        return Line("trail", "ok", "Jejak akses utuh.")
    words = f"Jejak akses tidak utuh mulai catatan ke-{number(broken_at)}. Beri tahu pengelola data kabupaten."
    return Line("trail", "bad", words, Remedy("Lihat jejak", "riwayat"))
