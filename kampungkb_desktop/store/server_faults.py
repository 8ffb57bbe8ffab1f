"""What the office's server complains about, as sentences for people. Its own words are dropped: they may quote a value,
and values are people's answers."""

from __future__ import annotations

import psycopg

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import faults


class StatementFailed(Exception):  # noqa: N818  the name says more than "error"
    """A statement of ours that the server refused: a bug, by its SQLSTATE and without its words."""

    def __init__(self, state: str) -> None:
        super().__init__(f"SQLSTATE {state}")
        self.state = state


def away() -> KnownError:
    """Nobody answers under that name."""
    return KnownError(
        "E-SERVER-AWAY",
        "Server kantor tidak dapat dihubungi. Data tidak berubah.",
        "Periksa jaringan kantor dan apakah servernya menyala, lalu coba lagi. Bila alamatnya berganti, perbaiki "
        "sambungannya.",
    )


def lost() -> KnownError:
    """The connection ended in the middle of something."""
    return KnownError(
        "E-SERVER-LOST",
        "Sambungan ke server kantor terputus di tengah pekerjaan, jadi yang terakhir belum tersimpan.",
        "Periksa jaringan kantor, lalu ulangi. Tidak ada yang tersimpan setengah.",
    )


def unsure() -> KnownError:
    """The connection ended while the server was asked to keep what was done."""
    return KnownError(
        "E-SERVER-UNSURE",
        "Sambungan ke server kantor terputus tepat saat menyimpan, jadi belum pasti apakah yang terakhir tersimpan.",
        "Sesudah tersambung lagi, lihat dahulu di Riwayat apakah yang terakhir sudah ada, baru ulangi bila belum.",
    )


def login() -> KnownError:
    """The user or the password is not the server's."""
    return KnownError(
        "E-SERVER-LOGIN",
        "Server kantor menolak nama pengguna atau kata sandi basis data.",
        "Minta pengelola server memeriksanya, lalu perbaiki sambungannya.",
    )


def no_tls() -> KnownError:
    """The server does not encrypt as it was asked to, or cannot prove its name."""
    return KnownError(
        "E-SERVER-TLS",
        "Server kantor tidak dapat menyandikan sambungan seperti yang diminta, atau sertifikatnya tidak dikenal.",
        "Minta pengelola server menyalakan TLS atau memberi sertifikatnya; lalu pilih cara sambungan yang sesuai.",
    )


def foreign() -> KnownError:
    """A database that is not ours, or not there."""
    return KnownError(
        "E-SERVER-OTHER",
        "Basis data di server itu tidak ada, atau bukan data Kampung KB.",
        "Periksa nama basis datanya bersama pengelola server.",
    )


def too_old() -> KnownError:
    """A PostgreSQL that nobody looks after any more."""
    return KnownError(
        "E-SERVER-OLD",
        "Server kantor memakai PostgreSQL yang terlalu lama.",
        "Minta pengelola server memasang PostgreSQL 13 atau yang lebih baru.",
    )


def refused() -> KnownError:
    """The user may not do it."""
    return KnownError(
        "E-SERVER-RIGHTS",
        "Pengguna basis data itu tidak berhak menulis di server kantor.",
        "Minta pengelola server menjadikannya pemilik basis data Kampung KB, lalu coba lagi.",
    )


def read_only() -> KnownError:
    """The server takes no writes at present."""
    return KnownError(
        "E-SERVER-READONLY",
        "Server kantor sedang hanya dapat dibaca, jadi yang terakhir belum tersimpan.",
        "Tanyakan pengelola server kapan ia dapat ditulisi lagi, lalu ulangi.",
    )


def full() -> KnownError:
    """The server's disk has no room."""
    return KnownError(
        "E-SERVER-FULL",
        "Disk server kantor penuh, jadi yang terakhir belum tersimpan. Data yang sudah ada tetap utuh.",
        "Minta pengelola server menambah tempat, lalu ulangi.",
    )


def too_many() -> KnownError:
    """The server takes no further connections."""
    return KnownError(
        "E-SERVER-BUSY",
        "Server kantor sedang melayani terlalu banyak sambungan.",
        "Tunggu sebentar, lalu ulangi. Bila sering terjadi, beri tahu pengelola server.",
    )


_BY_STATE = {
    "28P01": login, "28000": login, "3D000": foreign, "3F000": foreign, "42501": refused, "25006": read_only,
    "53100": full, "53200": too_many, "53300": too_many, "57P03": away, "55P03": faults.busy, "57014": faults.busy,
    "57P01": lost, "57P02": lost, "57P05": lost, "25P03": lost, "58030": faults.disk_failing,
}  # fmt: skip
"""SQLSTATEs (PostgreSQL manual, appendix A) that a person can meet."""
_AGAIN = frozenset({"40001", "40P01"})
_UNIQUE = "23505"


def of_postgres(error: psycopg.Error, *, connected: bool, alone: bool = True) -> Exception:
    """What to raise instead of a driver's error: a KnownError, ``AgainPlease``, or the bug without its words."""
    state = error.sqlstate or ""
    if state in _AGAIN or (state == _UNIQUE and not alone):
        return faults.busy() if alone else faults.AgainPlease(state)
    if state in _BY_STATE:
        return _BY_STATE[state]()
    if not connected:
        return _of_connecting(error)
    if state.startswith("08") or (not state and isinstance(error, psycopg.OperationalError)):
        return lost()
    return StatementFailed(state or type(error).__name__)


def _of_connecting(error: psycopg.Error) -> KnownError:
    """Before a connection stands, libpq reports the server's refusal by its words alone."""
    words = str(error).lower()
    if "ssl" in words or "certificate" in words:
        return no_tls()
    if "password" in words or "authentication" in words or "pg_hba" in words or "role" in words:
        return login()
    if "does not exist" in words and "database" in words:
        return foreign()
    if "too many" in words or "remaining connection slots" in words:
        return too_many()
    return away()
