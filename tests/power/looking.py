"""What must hold of a data folder after the power went: it opens, everything promised is there, nothing is half."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kampungkb_desktop.actions import copies, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import blobs, database, read, shelf, vault
from tests.actions.devices import PASSWORD, Ticking
from tests.power.folders import STICK


@dataclass(slots=True)
class Promised:
    """The acks so far: what each family says, drafts, photos, files, copies, and which passwords may open."""

    families: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    photos: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)
    newest: str = ""
    """The last of the copies that may be thinned out."""
    stick: set[str] = field(default_factory=set)
    """Copies on the stick, by their path there."""
    taken: set[str] = field(default_factory=set)
    passwords: list[str] = field(default_factory=lambda: [PASSWORD])
    unsure: set[str] = field(default_factory=set)
    """Families that a return to a copy may have taken, or has."""
    differing: set[str] = field(default_factory=set)
    """Families whose row was made to differ from the log, until it is mended."""

    @classmethod
    def of(cls, acks: bytes) -> Promised:
        """Read the whole lines; the last one may be cut."""
        made = cls()
        for line in acks.decode(errors="replace").split("\n")[:-1]:
            word, _, rest = line.partition(" ")
            made._take(word, rest)
        return made

    def _take(self, word: str, rest: str) -> None:
        first, _, more = rest.partition(" ")
        said = {"family": self.families, "draft": self.drafts, "file": self.files}
        noted = {"photo": self.photos, "copy": self.copies, "taken": self.taken,
                 "may-lose": self.unsure,
                 "lost": self.unsure, "may-differ": self.differing}  # fmt: skip
        if word in said:
            said[word][first] = more
        elif word in noted:
            noted[word].add(first)
        elif word == "stick":
            self.stick.add(rest)
        elif word == "newest":
            self.newest = rest
        elif word == "mended":
            self.differing.discard(first)
        elif word == "may-drop":
            self.drafts.pop(first, None)
        elif word == "may-open":
            self.passwords.append(rest)
        elif word == "opens":
            self.passwords = [rest]


def look(folder: Path, promised: Promised, whole_files: Mapping[str, str]) -> str:
    """What is wrong, "" when all is well. ``whole_files`` are the sync files as they were when all was over: a file
    under its own name is one of these or it is a lie. Opening repairs what it may, as it does for a person."""
    try:
        master = _master(folder, promised.passwords)
        session = sessions.open_unlocked(folder, master, clock=Ticking())
    except KnownError as error:
        return f"does not open: {error.code}"
    try:
        if wrong := database.check(session.database):
            return f"database: {wrong[0]}"
        if wrong_rows := [one for one in verify.verify(session) if one.record not in promised.differing]:
            return f"rows and log differ: {wrong_rows[0]}"
        return _missing(session, promised) or _half(session, promised, whole_files)
    finally:
        sessions.close(session)


def _master(folder: Path, passwords: list[str]) -> bytes:
    for password in passwords[:-1]:
        try:
            return vault.unlock(folder / vault.KEYS_NAME, password)
        except KnownError as error:
            if error.code != "E-PASSWORD":
                raise
    return vault.unlock(folder / vault.KEYS_NAME, passwords[-1])


def _missing(session: sessions.Session, promised: Promised) -> str:
    with session.database.read() as conn:
        here = {one.id: one.note for one in read.records(conn, Family)}
        kept = {one.record: one.vals for one in read.drafts(conn)}
        files = {one.name for one in read.files(conn)}
    for family, note in promised.families.items():
        later = family in here and (here[family] or "") != note
        if family not in here and family not in promised.unsure:
            return f"family {note} is lost"
        if later and not _goes_on(str(here[family]), note):
            return f"family says {here[family]!r} instead of {note!r}"
    for record, note in promised.drafts.items():
        if note not in kept.get(record, ""):
            return f"draft {note} is lost"
    for photo in promised.photos:
        if len(blobs.get(session.data_dir, session.photo_key, photo)) == 0:
            return "photo is empty"
    gone = promised.taken - files
    return f"taken file {gone.pop()} is not known" if gone else ""


def _goes_on(now: str, promised: str) -> bool:
    """Whether what stands is the next thing that was being written when the power went."""
    after = {"awal": ("ubah",), "ubah": ("awal",)}
    word, _, number = promised.partition(" ")
    return now in {f"{one} {number}" for one in after.get(word, ())}


def _half(session: sessions.Session, promised: Promised, whole_files: Mapping[str, str]) -> str:
    folder = session.data_dir
    for path in (folder / "kirim").glob("*.kkb"):
        if hashlib.sha256(path.read_bytes()).hexdigest() != whole_files.get(path.name):
            return f"sync file {path.name} is half"
    for name, digest in promised.files.items():
        path = folder / "kirim" / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return f"sync file {name} is lost"
    return _bad_copies(session, promised)


def _bad_copies(session: sessions.Session, promised: Promised) -> str:
    """Copies that were promised and are not there, and copies that are there and are none."""
    folder = session.data_dir
    key = vault.derive(session.master, vault.DATABASE)
    there = {one.folder.name: one for one in shelf.found(folder / shelf.SHELF)}
    on_stick = {
        str(one.folder.relative_to(folder / STICK)): one
        for place in (folder / STICK / copies.ON_STICK).glob("*")
        for one in shelf.found(place)
    }
    newest = {promised.newest} if promised.newest else set()
    for name in sorted((promised.copies | newest) - set(there)) + sorted(promised.stick - set(on_stick)):
        return f"copy {name} is lost"
    for name, kept in (there | on_stick).items():
        try:
            shelf.check(kept, key)
        except KnownError as error:
            return f"copy {name}: {error.code}"
    return ""
