"""*Anggap hilang*: the district declares that the lost changes of a laptop that was sent away hold nothing up any more.

It is a change like any other (``FORGIVE``, ``sync.md`` 3) and travels to every laptop. It cannot be taken back, and
need not be: should the lost file turn up, its changes find their place as if nothing had been said.
"""

from __future__ import annotations

from kampungkb_desktop import BUILD_DATE
from kampungkb_desktop.actions import ledger, undo
from kampungkb_desktop.actions.predecessors import hole_around, lacking_changes
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.areas import LOSS
from kampungkb_desktop.forms.change import DECISION, FORGIVE, TRUSTED, UNTRUSTED, Change, encode_values
from kampungkb_desktop.forms.enrolment import REPLACED, REVOKED
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection

GONE = frozenset({REVOKED, REPLACED})
"""Only of a laptop in one of these states can files be declared lost: any other can send them again."""


def may_forgive(session: Session, device: str) -> bool:
    """Whether this office may declare files of a laptop lost: it was sent away, or has been replaced."""
    if session.role != DISTRICT:
        return False
    with session.database.read() as conn:
        return _gone(conn, device)


def forgive(session: Session, device: str, reason: str = "") -> Saved:
    """Declare what records here wait for of a laptop lost. KnownError E-ROLE, E-STILL-THERE, E-NOTHING-LOST."""
    if session.role != DISTRICT:
        raise KnownError(
            "E-ROLE", "Hanya kabupaten yang dapat menganggap berkas hilang.", "Beri tahu operator kabupaten Anda."
        )
    with session.database.write() as conn:
        if not _gone(conn, device):
            raise KnownError(
                "E-STILL-THERE",
                "Laptop itu masih terdaftar, jadi berkasnya masih dapat dikirim lagi.",
                "Minta petugasnya mengirim semua data. Bila laptopnya hilang atau rusak, cabut dahulu di Papan "
                "pengiriman.",
            )
        holes = sorted({hole_around(conn, one) for one in lacking_changes(conn, device)})
        if not holes:
            raise KnownError(
                "E-NOTHING-LOST",
                "Tidak ada lagi catatan yang menunggu berkas laptop itu.",
                "Berkasnya mungkin sudah datang. Buka layar lain, lalu kembali ke daftar ini.",
            )
        name = next((one.name for one in read.devices(conn) if one.uid == device), "")
        saved = _declare(conn, session, device, holes, f"Anggap hilang berkas dari {name or 'laptop itu'}", reason)
        undo.start_here(conn)
    return saved


def _declare(
    conn: Connection, session: Session, device: str, holes: list[tuple[int, int]], name: str, reason: str
) -> Saved:
    wall, first = session.clock(), read.next_seq(conn, session.device)
    trusted = clocks.trusted(wall, read.last_wall(conn, session.device), BUILD_DATE)
    action = ids.new_id(wall)
    write.add_action(conn, action, name[:200], session.author, session.device, wall)
    changes = [
        Change(
            session.device, seq, (), wall, TRUSTED if trusted else UNTRUSTED, session.author, action, name[:200],
            LOSS, ids.derived_id(LOSS, device, str(low), str(high)), "", FORGIVE, DECISION,
            encode_values({"device": device, "from": low, "to": high, "reason": reason}), 1,
        )
        for seq, (low, high) in enumerate(holes, first)
    ]  # fmt: skip
    return Saved(action, ledger.append(conn, changes, fresh=True).forms)


def _gone(conn: Connection, device: str) -> bool:
    return any(one.uid == device and one.state in GONE and not one.own for one in read.devices(conn))
