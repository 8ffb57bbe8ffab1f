"""What tests of sending and taking in share: laptops with villages, families on them, and a picture of a database."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import MadeFile, export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import FileReport, take_in
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import audit, read
from kampungkb_desktop.store.schema import LOG_TABLES
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.cheap import CHEAP

MALUANG, GUNUNG_TABUR, TANJUNG = VILLAGE, "64.03.06.1003", "64.03.05.2002"


def laptop(
    folder: Path, name: str, *, role: str = "petugas", villages: Iterable[str] = (MALUANG,), practice: bool = True
) -> Session:
    """A fresh installation, open. Its first run is made once for each name of a folder: two of one name are one."""
    shutil.copytree(_first(folder.name, name, role, tuple(villages), practice), folder, dirs_exist_ok=True)
    return sessions.open_session(folder, PASSWORD, clock=Ticking())


@cache
def _first(folder: str, name: str, role: str, villages: tuple[str, ...], practice: bool) -> Path:
    """A data folder after its first run, closed; it ends with the process."""
    around = tempfile.mkdtemp(prefix="kampungkb-laptop-")
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    started = first_run(
        Path(around) / folder, PASSWORD, role=role, person=Officer(full_name=name), villages=villages,
        practice=practice, clock=Ticking(), cost=CHEAP,
    )  # fmt: skip
    sessions.close(started.session)
    return Path(around) / folder


def copy_of(session: Session, folder: Path) -> Session:
    """The same installation on another disk, both going on: what must never happen, and does."""
    shutil.copytree(session.data_dir, folder, ignore=shutil.ignore_patterns("*.lock"))
    return sessions.open_session(folder, PASSWORD, clock=Ticking())


def family(session: Session, name: str, village: str | None = MALUANG, **answers: Any) -> Family:
    """Save a family that is not finished yet."""
    made = Family(id=new_record_id(session), village=village, head_name=name, status="draf", **answers)
    save(session, "Simpan keluarga", [made])
    return made


def names(session: Session, village: str | None = None) -> list[str]:
    """The heads of the families on this laptop."""
    with session.database.read() as conn:
        found = read.records(conn, Family, where={"village": village} if village else None)
    return sorted(one.head_name or "" for one in found)


def sent(session: Session, folder: Path, *, full: bool = False) -> MadeFile:
    """The one file of an export."""
    (made,) = export(session, folder, full=full).files
    return made


def taken(session: Session, path: Path) -> FileReport:
    """Take one file in."""
    (report,) = take_in(session, [path]).files
    return report


def picture(session: Session) -> dict[str, list[Any]]:
    """Everything that stands in the database and beside it, to see that nothing has changed. That a file was refused
    is noted, and is not looked at here."""
    with session.database.read() as conn:
        found = {
            name: sorted(repr(one) for one in conn.exec_driver_sql(f'SELECT * FROM "{name}"') if "ditolak" not in one)
            for name in [*(table.name for table in LOG_TABLES), *FORMS]
        }
    photos = session.data_dir / "photos"
    return {**found, "photos": sorted(one.name for one in photos.iterdir()) if photos.is_dir() else []}


def log(session: Session) -> dict[Any, Any]:
    """Every change on this laptop."""
    with session.database.read() as conn:
        records = [one for batch in audit.record_ids(conn, 1_000) for one in batch]
        return {change.id: change for history in read.changes_of(conn, records).values() for change in history}


def sound(session: Session) -> bool:
    """Whether the tables are what the log says."""
    return verify(session) == ()


def fixed(text: str) -> str:
    """A record id that two laptops share."""
    return derived_id("uji", text)
