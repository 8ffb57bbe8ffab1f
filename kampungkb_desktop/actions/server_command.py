"""What the headless verb ``server`` does: the same as the screens' Server kantor, for whoever looks after the office's
computers by script. Passwords come from files, never from the command line, which others can read."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kampungkb_desktop.actions import office_server
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store.address import Address

SHOW, LOOK, MOVE, JOIN, ADDRESS, FORGET = "show", "look", "move", "join", "address", "forget-file"
ACTIONS = (SHOW, LOOK, MOVE, JOIN, ADDRESS, FORGET)
_FOUND = {
    "empty": "Basis data kosong: catatan dapat dipindahkan ke sana (move).",
    "office": "Basis data berisi data kantor: laptop ini dapat ikut memakainya (join).",
    "other": "Basis data berisi jenis data yang lain (latihan atau sungguhan).",
}


@frozen
class Report:
    """Where the records are, or what a database holds; never with a password."""

    server: str = ""
    user: str = ""
    tls: str = ""
    left_behind: bool = False
    found: str = ""


def address_of(options: Namespace) -> Address:
    """The address by the options of the verb. KnownError E-SERVER-WORDS where one is missing, E-READ."""
    path: Path | None = options.server_password_file
    if not (options.host and options.database and options.user and path):
        raise KnownError(
            "E-SERVER-WORDS",
            "Alamat server kantor belum lengkap.",
            "Sebutkan --host, --database, --user dan --server-password-file.",
        )
    try:
        password = path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise KnownError(
            "E-READ", "Berkas sandi server tidak dapat dibaca.", "Tulis sandinya di baris pertama berkas itu."
        ) from error
    certificate = str(options.certificate) if options.certificate else ""
    return Address(options.host, options.port, options.database, options.user, password, options.tls, certificate)


def carry_out(session: Session, options: Namespace, progress: Progress) -> tuple[Session, Report, str]:
    """Do one action; returns the session to close, the report, and the report as a sentence."""
    match options.action:
        case "look":
            found = office_server.look(address_of(options), practice=session.practice)
            return session, Report(found=found), _FOUND[found]
        case "move":
            session = office_server.move(session, address_of(options), progress=progress)
        case "join":
            session = office_server.join(session, address_of(options), progress=progress)
        case "address":
            session = office_server.change_address(session, address_of(options))
        case "forget-file":
            office_server.forget_file(session)
    return session, *_where(session)


def _where(session: Session) -> tuple[Report, str]:
    where = office_server.where(session)
    if where is None:
        return Report(), "Catatan disimpan di laptop ini."
    words = f"Catatan disimpan di server kantor {where.address.place}."
    if where.left_behind:
        words += " Berkas di laptop ini masih memuat catatan sebelum pindah (forget-file menghapusnya)."
    at = where.address
    return Report(at.place, at.user, at.tls, where.left_behind), words
