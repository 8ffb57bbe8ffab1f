"""The work that the program gives to the worker where the office's records go to a server, or have gone there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kampungkb_desktop.actions import office_server
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store import server_faults
from kampungkb_desktop.store.address import Address

TITLE = "Memindahkan data ke server kantor…"
WORDS = "Semuanya disalin, lalu dibandingkan di kedua sisi. Data di laptop ini tidak dihapus."


def settling(
    folder: Path, address: Address, master: bytes, clock: Clock, told: Callable[[KnownError], object]
) -> Callable[[Progress], Session]:
    """Move to the server or join what is there; ``told`` hears of a refusal (or of Batal), after which the data are
    open where they were."""

    def work(progress: Progress) -> Session:
        session = sessions.open_unlocked(folder, master, clock=clock)
        try:
            change = session.database.on_server
            if change:
                return office_server.change_address(session, address)
            return office_server.settle(session, address, progress=progress)
        except KnownError as error:
            told(error)
        except Cancelled:
            told(KnownError("E-CANCELLED", "Pemindahan dibatalkan.", "Data tetap di laptop ini seperti semula."))
        except BaseException:
            sessions.close(session)
            raise
        sessions.close(session)
        return sessions.open_unlocked(folder, master, clock=clock)

    return work


def look(address: Address) -> None:
    """KnownError where nothing real can be kept at that address."""
    if office_server.look(address, practice=False) == "other":
        raise server_faults.foreign()


def settled_at_once(session: Session, address: Address, progress: Progress) -> tuple[Session, KnownError | None]:
    """The same for data that were made a moment ago: where the server refuses, they stay in the file."""
    folder, master, clock = session.data_dir, session.master, session.clock
    try:
        return office_server.settle(session, address, progress=progress), None
    except KnownError as error:
        sessions.close(session)
        return sessions.open_unlocked(folder, master, clock=clock), error
