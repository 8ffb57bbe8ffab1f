"""The flash disks that hold copies of these data: which of them has not been here since somebody was erased. Whenever
one is there, its copies are cleaned like those beside the data; one that never comes cannot be reached, and is named.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path

from kampungkb_desktop.actions import erasing_kept
from kampungkb_desktop.actions.erasing_copies import Cleaned, clean_shelf, drop_photos
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.store import faults, read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.files import write_whole

_STICKS, _PHOTOS = "sticks", "erased_photos_gone"
_MARK = "tanda.json"


@frozen
class Stick:
    """A stick with copies: the mark that it bears, what it was called, when the last copy was made (wall time), and
    whether its copies are still to be cleaned."""

    mark: str
    name: str
    last_at: int
    owed: bool = False


def sticks(session: Session) -> list[Stick]:
    """Every stick that copies of these data were ever made on from this computer, the latest first."""
    with session.database.read() as conn:
        return _known(conn)


def owed(conn: Connection) -> int:
    """How many of them have not been cleaned."""
    return sum(one.owed for one in _known(conn))


def note(session: Session, shelf: Path) -> None:
    """A copy was just made on this shelf of a stick; the others there are clean."""
    mark = _mark_of(shelf) or secrets.token_hex(16)
    write_whole(shelf / _MARK, json.dumps({"tanda": mark}).encode())
    stick = Stick(mark, shelf.parent.parent.name or "Flashdisk", session.clock())
    with session.database.write() as conn:
        _keep(conn, [stick, *(one for one in _known(conn) if one.mark != mark)])


def expect(session: Session) -> None:
    """Somebody was erased: every stick is to be cleaned when it comes."""
    with session.database.write() as conn:
        _keep(conn, [Stick(one.mark, one.name, one.last_at, owed=True) for one in _known(conn)])


def photos(conn: Connection, names: Sequence[str]) -> None:
    """These photos are gone here, and are to go from sticks."""
    if names:
        write.put_meta(conn, _PHOTOS, json.dumps(sorted({*_gone_photos(conn), *names})))


def clean(session: Session, shelf: Path, progress: Progress | None = None) -> Cleaned:
    """Clean the copies on one shelf of a stick. Nothing happens where nobody was ever erased."""
    said = [one.change for one in erasing_kept.listed_of(session.database, session.master)]
    if not said:
        return Cleaned()
    with session.database.read() as conn:
        gone = _gone_photos(conn)
    drop_photos(shelf, gone)
    done = clean_shelf(session, shelf, said, progress or silent())
    mark = _mark_of(shelf)
    if mark and not done.left:
        with session.database.write() as conn:
            _keep(conn, [Stick(s.mark, s.name, s.last_at, s.owed and s.mark != mark) for s in _known(conn)])
    return done


def give_up(session: Session, mark: str) -> None:
    """A stick that was lost or destroyed is waited for no more."""
    with session.database.write() as conn:
        _keep(conn, [one for one in _known(conn) if one.mark != mark])


def _known(conn: Connection) -> list[Stick]:
    return [Stick(*one) for one in json.loads(read.meta(conn, _STICKS) or "[]")]


def _keep(conn: Connection, known: Sequence[Stick]) -> None:
    listed = [[one.mark, one.name, one.last_at, one.owed] for one in known]
    write.put_meta(conn, _STICKS, json.dumps(listed, ensure_ascii=False))


def _gone_photos(conn: Connection) -> list[str]:
    return [str(one) for one in json.loads(read.meta(conn, _PHOTOS) or "[]")]


def _mark_of(shelf: Path) -> str:
    try:
        said = json.loads((shelf / _MARK).read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise faults.of_os(error) from error
    except ValueError:
        return ""
    return str(said.get("tanda", "")) if isinstance(said, dict) else ""
