"""What would go out now, for the screen and the health light: counted, not made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kampungkb_desktop.actions import parcels, partners, photo_debts, receipts, veils
from kampungkb_desktop.actions.identity import must_be_settled
from kampungkb_desktop.actions.office_keys import office_keys
from kampungkb_desktop.actions.outbox_kept import Unsent, put_away, unsent
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.actions.receiver_offices import VEILED, known_sources
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.texts_left import TextsLeft, texts_left
from kampungkb_desktop.base import intervals
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.certificate import fingerprint
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.sharing import NAMELESS
from kampungkb_desktop.store import blobs, read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT, FileEntry


@frozen
class Addressee:
    """One receiver; ``last_at`` is the wall time of the last file either way, 0 for none yet."""

    name: str
    villages: int
    last_number: int
    last_at: int


@frozen
class Outbox:
    """``records`` are (form, how many) of what is new for an officer's office. Of a district's files ``changes`` is the
    most that they can hold together; they are counted when they are made, for each receiver lacks something else.
    ``photos`` with their ``photo_bytes`` are new or owed. ``fingerprint`` is the laptop's, or its office's own.
    ``few`` are villages that are thinly veiled in a file without names, ``texts`` what was typed and stays out of it,
    ``sources`` the districts that an office believes which only receives. ``unanswered`` are the latest
    files of an officer without a receipt: how many, and when the first was made; ``last`` is his latest. ``obstacle``
    says why nothing can be sent at all."""

    district: bool
    fingerprint: str
    receivers: tuple[Addressee, ...] = ()
    changes: int = 0
    records: tuple[tuple[str, int], ...] = ()
    photos: int = 0
    obstacle: KnownError | None = None
    photo_bytes: int = 0
    few: tuple[str, ...] = ()
    texts: TextsLeft = TextsLeft()
    sources: tuple[str, ...] = ()
    unanswered: tuple[int, int] = (0, 0)
    last: FileEntry | None = None


def outbox(session: Session, progress: Progress | None = None, kind: str = fmt.NEW) -> Outbox:
    """Read what the next file would hold, counted by the database: an officer's first file holds 100,000 changes."""
    work = progress or silent()
    district = session.role == DISTRICT
    with session.database.read() as conn:
        keys = office_keys(conn, session) or own_keys(conn)
        mark = fingerprint(keys.verify_key, keys.recipient)
        receivers: list[Receiver] = []
        obstacle: KnownError | None = None
        try:
            must_be_settled(session)
            receivers = partners.receivers(conn, session, kind)
        except KnownError as error:
            obstacle = error
        listed = [_addressee(conn, receiver) for receiver in receivers]
        held = {} if district else parcels.held_by(conn, session)
        if district or not receivers:
            return Outbox(
                district, mark, tuple(listed), _at_most(conn, session, receivers, kind), obstacle=obstacle,
                few=tuple(veils.few_families(conn)) if kind == NAMELESS and not obstacle else (),
                texts=texts_left(conn, kind) if kind in VEILED and not obstacle else TextsLeft(),
                sources=tuple(one.name for one in known_sources(conn)),
            )  # fmt: skip
        known = parcels.known_to(conn, receivers[0])
        work.check()
        counted, records, photos, fresh = 0, Counter[str](), set[str](), list[tuple[str, Unsent]]()
        for uid in held:
            found, worth = unsent(conn, uid, known.get(uid, ()), work)
            counted, photos = counted + found.changes.total(), photos | found.blobs.keys()
            records += found.records
            fresh += [(uid, found)] if worth else []
        photos |= set(photo_debts.owed(conn, session, receivers[0].peer))
        made = [one for one in read.files(conn, direction=OUT) if one.peer == receivers[0].peer]
    for uid, found in fresh:
        put_away(session, uid, known.get(uid, ()), found)
    sizes = [size for sha in photos if (size := blobs.size(session.data_dir, sha))]
    return Outbox(
        district, mark, tuple(listed), counted, tuple(sorted(records.items())), len(sizes), photo_bytes=sum(sizes),
        unanswered=receipts.unanswered(session), last=next(iter(made), None),
    )  # fmt: skip


def _addressee(conn: Connection, receiver: Receiver) -> Addressee:
    peer = read.peer(conn, receiver.peer)
    return Addressee(receiver.name, len(receiver.villages or ()), peer.number_out, peer.last_at)


def _at_most(conn: Connection, session: Session, receivers: Sequence[Receiver], kind: str) -> int:
    """The most changes that the next files can hold, by counting numbers only."""
    if session.role != DISTRICT:
        return sum(intervals.count(own) for own in parcels.held_by(conn, session).values())
    held, found = parcels.held_by(conn, session) if receivers else {}, 0
    for receiver in receivers:
        known = veils.told(conn, receiver.peer, kind) if kind in VEILED else parcels.known_to(conn, receiver)
        found += sum(intervals.count(intervals.without(have, known.get(uid, ()))) for uid, have in held.items())
    return found
