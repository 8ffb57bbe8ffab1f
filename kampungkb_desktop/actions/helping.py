"""Help for a laptop whose password is forgotten (decision 0040), at the district: its operator shows who he is, takes
the laptop's request and answers it for that laptop alone. Who helped whom, and when, is noted here and told to the
laptop."""

from __future__ import annotations

import json
from dataclasses import field
from pathlib import Path

from kampungkb_desktop.actions import holding, partners, trail, unlocking
from kampungkb_desktop.actions.office_keys import office_keys, office_name, printable
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.target_folder import free_in
from kampungkb_desktop.actions.whole_file import put_there
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import enrolment as files
from kampungkb_desktop.bundle import help_files
from kampungkb_desktop.bundle.help_files import Holding, Request, typed_request
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

__all__ = ["Helped", "Request", "given", "help_open", "read_request", "save_answer", "told", "typed_request"]

_GIVEN = "helped:"
_MOST = 20


@frozen
class Helped:
    """The answer: a code to be read out, and the same as a file with the word of who helped."""

    code: str = field(repr=False)
    file: bytes = field(repr=False)


def read_request(path: Path) -> Request:
    """A request's file. KnownError E-HELP-REQUEST, E-READ."""
    return help_files.read_request(files.read_file(path))


def help_open(session: Session, uid: str, request: Request, password: str, reason: str = "") -> Helped:
    """Answer the request of a laptop of this office. ``password`` is the operator's own; a laptop that was sent away is
    helped only with a ``reason``.

    KnownError: E-PASSWORD, E-WAIT; E-HELP-REVOKED; E-HELP-NONE where this office holds no key of it; E-HELP-OTHER for
    the request of another laptop.
    """
    with session.database.read() as conn:
        device = next((one for one in read.devices(conn) if one.uid == uid), None)
        if (device is None or device.state != ACTIVE) and not reason.strip():
            raise KnownError(
                "E-HELP-REVOKED",
                "Laptop ini sudah tidak terdaftar di kantor ini.",
                "Bantu hanya bila Anda yakin laptopnya ada di tangan petugasnya, dan tulis alasannya.",
            )
        office = office_keys(conn, session)
        if office is None:
            raise _none()
        held = _held_for(conn, uid, request, office.identity)
        by, name = _operator(conn, session), office_name(conn)
    unlocking.check_password(session, password)
    at = session.clock()
    made = Helped(
        help_files.answer_code(request, held, office.identity),
        help_files.answer_file(request, held, office.identity, by, name, at),
    )
    with session.database.write() as conn:
        line = [at, by, reason.strip()[:300]]
        write.put_meta(conn, _GIVEN + uid, json.dumps([*given(conn, uid), line][-_MOST:], ensure_ascii=False))
    trail.note(session, trail.HELPED, form="enrolment", record=uid)
    return made


def save_answer(helped: Helped, folder: Path) -> Path:
    """The answer as a file in a folder; its name tells of nobody. KnownError of a disk that refuses."""
    path = free_in(folder, f"Jawaban_buka_laptop{files.SUFFIX}")
    put_there(path, helped.file, "Berkas jawaban")
    return path


def given(conn: Connection, uid: str) -> list[tuple[int, str, str]]:
    """The help that this office gave a laptop, the oldest first: when, by whom, and why it was given all the same."""
    return [(int(at), str(by), str(why)) for at, by, why in json.loads(read.meta(conn, _GIVEN + uid) or "[]")]


def told(conn: Connection, uid: str) -> list[tuple[int, str]]:
    """The same for the laptop's own eyes, in the files that go to it."""
    return [(at, by) for at, by, _why in given(conn, uid)]


def _held_for(conn: Connection, uid: str, request: Request, identity: str) -> Holding:
    """What opens this laptop: out of the request's own file, else what came with its files. A laptop that took the
    place of an older one of the same person may still be opened by what that one gave."""
    same = partners.installations(conn, uid)
    kept = next((found for one in same if (found := holding.kept_of(conn, one)) is not None), None)
    sealed = request.sealed or (kept.sealed if kept else "")
    if not sealed:
        raise _none()
    held = help_files.open_holding(sealed, identity)
    person = partners.person_of(conn, uid)
    fits = held.device in same and (not request.mark or request.mark == held.mark) and held.officer == person
    if not fits:
        raise KnownError(
            "E-HELP-OTHER",
            "Permintaan ini dari laptop lain.",
            "Pilih laptop yang benar di daftar, atau minta petugasnya mengirim permintaan dari laptop ini.",
        )
    return held


def _operator(conn: Connection, session: Session) -> str:
    person = read.record(conn, Officer, session.author)
    return printable(person.name() if person else "")


def _none() -> KnownError:
    return KnownError(
        "E-HELP-NONE",
        "Kantor ini tidak memegang kunci laptop itu, jadi tidak dapat membantu membukanya dengan kode.",
        "Minta berkas permintaannya. Bila laptop itu tidak menawarkan bantuan kabupaten, hanya lembar pemulihan yang "
        "membukanya.",
    )
