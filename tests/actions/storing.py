"""What tests of the office's storage share: laptops that are set up with a real server."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from kampungkb_desktop.actions import dispatch, storage
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from tests.actions.devices import VILLAGE, copied
from tests.actions.exchanging import laptop
from tests.transport.webdav_server import PASSWORD, USER, Served

OFFICE = "Kampung KB/latihan/ke-kabupaten"


def set_up(session: Session, url: str) -> None:
    """Try the storage out and keep it, as the window does."""
    found = storage.try_out(session, storage.CLOUD, url, USER, PASSWORD, "Kampung KB", silent())
    storage.keep(session, found, PASSWORD)


def set_up_folder(session: Session, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    storage.keep(session, storage.try_out(session, storage.FOLDER, str(folder), "", None, "", silent()))


def states(session: Session) -> list[str]:
    return [one.state for one in dispatch.on_their_way(session)]


def work(session: Session, families: int) -> None:
    """Families whose file does not shrink much when it is packed."""
    made = [
        Family(id=new_record_id(session), village=VILLAGE, head_name=f"Keluarga {at}", address=secrets.token_hex(110))
        for at in range(families)
    ]
    save(session, "Simpan keluarga", made)


def whole(served: Served, box: str = OFFICE) -> list[str]:
    """The sync files and parts that bear their name on the server."""
    return [one for one in served.names(box) if ".kkb" in one]


class Made(NamedTuple):
    """Where laptops come from: copies of those that were made once, and what closes them."""

    stack: ExitStack
    officer: Path
    district: Path


def officer_of(made: Made, folder: Path, name: str = "") -> Session:
    """An officer's laptop; with a name another one than the first."""
    return _laptop(made, folder, name, "petugas")


def district_of(made: Made, folder: Path, name: str = "") -> Session:
    """A computer of the office; with a name another one than the first."""
    return _laptop(made, folder, name, "kabupaten")


def _laptop(made: Made, folder: Path, name: str, role: str) -> Session:
    if not name:
        template = made.officer if role == "petugas" else made.district
        return made.stack.enter_context(copied(template, folder / role))
    session = laptop(folder / name, name, role=role)
    made.stack.callback(sessions.close, session)
    return session
