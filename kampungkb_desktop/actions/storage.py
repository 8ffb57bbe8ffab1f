"""The office's storage as this laptop knows it: where it is, who one is there, and how to reach it.

Nothing here speaks to a network before a person has given an address and asked for it. The password goes into the
system's own store, and into our encrypted database where the system has none.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.store import read, write
from kampungkb_desktop.transport import dav, dav_address, keys
from kampungkb_desktop.transport.carrier import Carrier
from kampungkb_desktop.transport.faults import fault, sentence_of
from kampungkb_desktop.transport.folder import FolderCarrier

__all__ = [
    "CLOUD", "FOLDER", "USUAL_FOLDER", "Storage", "carrier_of", "forget", "inboxes", "is_known", "keep",
    "load", "outbox_of", "sentence_of", "try_out",
]  # fmt: skip

CLOUD, FOLDER = "awan", "folder"
TO_OFFICE, TO_OFFICERS, COLLECTED = "ke-kabupaten", "ke-petugas", "diambil"
"""The folders in the office's folder; a file that was fetched is put into the last one below its own."""
PRACTICE = "latihan"
TRIAL = "_coba-"
"""How the name of the small file begins that is put and removed to try a storage out."""
USUAL_FOLDER = "Kampung KB"
_PASSWORD = "storage_password"  # noqa: S105  the name of a line, not a password


@frozen
class Storage:
    """Where the office's files are exchanged. ``address`` is as typed (for a folder: its path), ``root`` what the
    server made of it (``https://host`` and a path), ``folder`` the office's folder there. ``auto``: sends and fetches
    by itself while the window is open."""

    kind: str
    address: str
    root: str = ""
    user: str = ""
    folder: str = ""
    auto: bool = False

    def with_auto(self, *, auto: bool) -> Storage:
        """The same with this habit."""
        return replace(self, auto=auto)

    @property
    def name(self) -> str:
        """What people call it: the host, or the last step of the folder."""
        if self.kind == FOLDER:
            return Path(self.address).name or self.address
        return self.root.split("/")[2] if self.root.count("/") >= 2 else self.address


def load(session: Session) -> Storage | None:
    """The storage of this laptop, ``None`` where none was set up."""
    kept = settings.load(session)
    if kept.storage_kind not in {CLOUD, FOLDER} or not kept.storage_address:
        return None
    return Storage(
        kept.storage_kind, kept.storage_address, kept.storage_root or "", kept.storage_user or "",
        kept.storage_folder or "", bool(kept.storage_auto),
    )  # fmt: skip


def keep(session: Session, storage: Storage, password: str | None = None) -> bool:
    """Keep it, with its password where a new one was typed. True where the system keeps the password, False where our
    own database does."""
    by_system = False
    if password is not None:
        forget_password(session)
        by_system = storage.kind == CLOUD and keys.keep(_account(session, storage), password)
        with session.database.write() as conn:
            write.put_secret(conn, _PASSWORD, "" if by_system or storage.kind == FOLDER else password)
    kept = settings.load(session)
    settings.store(
        session,
        kept.changed(
            storage_kind=storage.kind, storage_address=storage.address, storage_root=storage.root or None,
            storage_user=storage.user or None, storage_folder=storage.folder or None,
            storage_auto=storage.auto or None,
        ),
    )  # fmt: skip
    return by_system


def forget(session: Session) -> None:
    """This laptop uses no storage any more; nothing there is touched, and what waits to be sent goes on waiting."""
    forget_password(session)
    kept = settings.load(session)
    names = ("storage_kind", "storage_address", "storage_root", "storage_user", "storage_folder", "storage_auto")
    settings.store(session, kept.changed(**dict.fromkeys(names)))


def forget_password(session: Session) -> None:
    """Remove the password from wherever it is kept."""
    storage = load(session)
    if storage is not None and storage.kind == CLOUD:
        keys.forget(_account(session, storage))
    with session.database.write() as conn:
        write.put_secret(conn, _PASSWORD, "")


def try_out(
    session: Session, kind: str, address: str, user: str, password: str | None, folder: str, work: Progress
) -> Storage:
    """Find the storage behind what a person typed, make the office's folders there, and put, read and remove a small
    file. ``password`` ``None`` is the one that is kept. KnownError of ``transport.faults``."""
    if kind == FOLDER:
        storage = Storage(FOLDER, address.strip())
        if not storage.address:
            raise fault("E-PLACE")
    else:
        kept = load(session)
        word = password if password is not None else _password(session, kept) if kept is not None else ""
        origin, root = dav.find(address, user.strip(), word or "")
        shown = dav_address.without_secrets(address)
        storage = Storage(CLOUD, shown, origin + root, user.strip(), dav_address.folder_of(folder))
        password = word
    carrier = carrier_of(session, storage, password)
    try:
        boxes = inboxes(session)
        out = outbox_of(session, "")
        carrier.prepare([out, *boxes, *(f"{box}/{COLLECTED}" for box in boxes)], work)
        _round_trip(session, carrier, f"{prefix(session)}{TO_OFFICE}", work)
    finally:
        carrier.close()
    return storage


def carrier_of(session: Session, storage: Storage, password: str | None = None) -> Carrier:
    """The way there. Nothing is asked of it yet. KnownError E-NET-LOGIN where no password is kept."""
    if storage.kind == FOLDER:
        return FolderCarrier(Path(storage.address))
    word = password if password is not None else _password(session, storage)
    if not word:
        raise fault("E-NET-LOGIN")
    origin, root = _split(storage.root)
    return dav.DavCarrier(origin, root, storage.folder, storage.user, word)


def inboxes(session: Session) -> tuple[str, ...]:
    """The folders where something for this installation may lie."""
    own = f"{prefix(session)}{TO_OFFICERS}/{session.device[:12]}"
    office = session.role == DISTRICT and not session.receiving  # who only receives must not collect officers' files
    return (f"{prefix(session)}{TO_OFFICE}", own) if office else (own,)


def outbox_of(session: Session, peer: str) -> str:
    """The folder for a receiver; a district's are one for each laptop, without a name."""
    if session.role != DISTRICT:
        return f"{prefix(session)}{TO_OFFICE}"
    return f"{prefix(session)}{TO_OFFICERS}/{peer[:12]}".rstrip("/")


def prefix(session: Session) -> str:
    """Practice never lies among the real files."""
    return f"{PRACTICE}/" if session.practice else ""


def _round_trip(session: Session, carrier: Carrier, box: str, work: Progress) -> None:
    """Put, list, fetch and remove a small file that no receiver would take for one of theirs."""
    name = f"{TRIAL}{session.device[:8]}.kkb"
    with tempfile.TemporaryDirectory() as folder:
        here, back = Path(folder) / name, Path(folder) / f"kembali-{name}"
        here.write_bytes(b"uji sambungan\n")
        carrier.remove(box, name, work)
        carrier.put(here, box, name, work)
        found = {one.name: one for one in carrier.lying(box, work)}
        if name not in found:
            raise fault("E-NET-LIED")
        carrier.fetch(box, found[name], back, work)
        same = back.read_bytes() == here.read_bytes()
        carrier.remove(box, name, work)
    if not same:
        raise fault("E-NET-LIED")


def _split(root: str) -> tuple[str, str]:
    """``https://host`` and the path behind it."""
    scheme, _, rest = root.partition("://")
    host, slash, path = rest.partition("/")
    if not host:
        raise fault("E-NET-ADDRESS")
    return f"{scheme}://{host}", slash + path


def _account(session: Session, storage: Storage) -> str:
    return f"{storage.user}@{storage.name} {session.device[:8]}"


def _password(session: Session, storage: Storage) -> str | None:
    with session.database.read() as conn:
        kept = read.secret(conn, _PASSWORD)
    return kept or (keys.find(_account(session, storage)) if storage.kind == CLOUD else None)


def is_known(error: KnownError) -> bool:
    """Whether a refusal is the storage's and not of anything else."""
    return error.code.startswith("E-NET-") or error.code == "E-PLACE"
