"""Named filters of a list and how a list was left: choices only, never the words that were searched for, because those
are mostly somebody's name. Kept on this laptop, per officer (``kept_here``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kampungkb_desktop.actions import kept_here
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError

Sifting = Mapping[str, Any]
"""What a list is narrowed to and in which order it stands, as JSON can say it."""
MOST = 40
LONGEST_NAME = 40


def named(session: Session, where: str) -> dict[str, Sifting]:
    """Name to filter of a list ("keluarga", "kunjungan", "kegiatan"), in the order of their making."""
    return _clean(kept_here.kept(session, _named(where)))


def put(session: Session, where: str, name: str, sifting: Sifting) -> str:
    """Keep a filter under a name, over an earlier one of that name; gives the name as kept. KnownError E-FILTER for no
    name, or where there are too many."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise KnownError("E-FILTER", "Saringan ini belum bernama.", "Ketik nama yang pendek, misalnya “Balita RT 3”.")

    def turn(before: Any) -> dict[str, Any]:
        found = {**_clean(before), name: dict(sifting)}
        if len(found) > MOST:
            raise KnownError(
                "E-FILTER", f"Sudah ada {MOST} saringan tersimpan.", "Hapus yang tidak dipakai lagi, lalu simpan lagi."
            )
        return found

    kept_here.change(session, _named(where), turn)
    return name


def rename(session: Session, where: str, old: str, new: str) -> str:
    """Give a filter another name, at its place. KnownError E-FILTER for no name, or one that another filter has."""
    new = " ".join(new.split())[:LONGEST_NAME]

    def turn(before: Any) -> dict[str, Any]:
        found = _clean(before)
        if not new or (new != old and new in found):
            words = f"Sudah ada saringan bernama “{new}”." if new else "Saringan ini belum bernama."
            raise KnownError("E-FILTER", words, "Ketik nama lain.")
        return {new if name == old else name: one for name, one in found.items()}

    kept_here.change(session, _named(where), turn)
    return new


def drop(session: Session, where: str, name: str) -> None:
    """Forget a filter."""
    kept_here.change(
        session, _named(where), lambda before: {key: one for key, one in _clean(before).items() if key != name} or None
    )


def left(session: Session, where: str) -> Sifting:
    """How a list was left; empty where nothing is known."""
    found = kept_here.kept(session, f"left:{where}")
    return found if isinstance(found, dict) else {}


def leave(session: Session, where: str, sifting: Sifting) -> None:
    """Remember how a list stands, for the next start."""
    kept_here.keep(session, f"left:{where}", dict(sifting))


def _named(where: str) -> str:
    return f"filters:{where}"


def _clean(value: Any) -> dict[str, Sifting]:
    return {str(name): one for name, one in value.items() if isinstance(one, dict)} if isinstance(value, dict) else {}
