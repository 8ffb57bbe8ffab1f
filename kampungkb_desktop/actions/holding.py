"""The district as second holder of an officer's key (decision 0040): the officer's laptop gives its office a code that
opens the key file, sealed to the office, and tells it with its files. Nothing is held without the person's consent, and
taking the consent back shuts the way at once: what the office has then opens nothing."""

from __future__ import annotations

import json
from base64 import b64encode

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.office_keys import NAMELESS, OFFICE_NAME, OFFICE_RECIPIENT
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import help_files
from kampungkb_desktop.bundle.help_files import Holding
from kampungkb_desktop.bundle.rights import OFFICER
from kampungkb_desktop.store import more_slots, read, recovery, vault, write
from kampungkb_desktop.store.connection import Connection

_HELD, _WISHED = "held:", "held_wished"
"""Lines of ``meta``: at an office what each laptop gave; at an officer's laptop whether its person agreed ("1")."""


@frozen
class Kept:
    """What an office holds of a laptop, as it came, and since when (milliseconds)."""

    mark: str
    sealed: str
    at: int


@frozen
class Standing:
    """``possible`` where the laptop has a district to give a code to; ``held`` whether it has one; ``office`` its
    name."""

    possible: bool
    held: bool
    office: str


# --- The officer's laptop ---------------------------------------------------------------------------------------------


def standing(session: Session) -> Standing:
    """Whether the district holds a key of these data, and which one it is."""
    with session.database.read() as conn:
        office, name = read.secret(conn, OFFICE_RECIPIENT), read.secret(conn, OFFICE_NAME)
    held = more_slots.held_by_district(session.data_dir / vault.KEYS_NAME)
    possible = bool(office) and session.role == OFFICER and not session.practice
    return Standing(possible, held is not None and held.office == office, name or NAMELESS)


def agree(session: Session) -> bool:
    """Give the district a code of its own, anew each time; it learns of it with the next file. Whether there is a
    district to give it to."""
    with session.database.write() as conn:
        office = read.secret(conn, OFFICE_RECIPIENT)
        write.put_meta(conn, _WISHED, "1")
    if not office or session.role != OFFICER or session.practice:
        return False
    mark, code = more_slots.new_district_code()
    secret = b64encode(recovery.secret_of(code)).decode()
    holding = Holding(mark=mark, secret=secret, device=session.device, officer=session.author)
    held = more_slots.Held(mark, office, help_files.seal_holding(holding, office))
    more_slots.put_district(session.data_dir / vault.KEYS_NAME, session.master, code, held)
    trail.note(session, trail.HELD, more="nyala")
    return True


def again(session: Session) -> bool:
    """Give it anew where the person had agreed before: the office or this installation is another one now."""
    with session.database.read() as conn:
        wished = read.meta(conn, _WISHED) == "1"
    return wished and agree(session)


def withdraw(session: Session) -> None:
    """Shut the district's way; the next file tells it to forget what it has."""
    more_slots.drop_district(session.data_dir / vault.KEYS_NAME)
    with session.database.write() as conn:
        write.put_meta(conn, _WISHED, "")
    trail.note(session, trail.HELD, more="mati")


def told(conn: Connection, session: Session, receiver: str) -> list[str]:
    """What goes into a file for the office with this age recipient: mark and sealed code, two empty texts where it
    holds none, nothing where that is nobody's business."""
    if session.role != OFFICER or session.practice or receiver != read.secret(conn, OFFICE_RECIPIENT):
        return []
    held = more_slots.held_by_district(session.data_dir / vault.KEYS_NAME)
    return [held.mark, held.sealed] if held is not None and held.office == receiver else ["", ""]


# --- The office -------------------------------------------------------------------------------------------------------


def hear(conn: Connection, device: str, held: list[str], at: int) -> None:
    """Keep what a laptop tells of its key, or forget it."""
    if help_files.is_holding(held):
        if (kept := kept_of(conn, device)) is None or kept.mark != held[0]:
            write.put_meta(conn, _HELD + device, json.dumps([*held, at]))
    elif held == ["", ""]:
        write.put_meta(conn, _HELD + device, "")


def kept_of(conn: Connection, device: str) -> Kept | None:
    """What this office holds of a laptop."""
    text = read.meta(conn, _HELD + device)
    return Kept(*json.loads(text)) if text else None


def since(conn: Connection, device: str) -> int:
    """Since when this office holds a key of a laptop (milliseconds), 0 where it holds none."""
    kept = kept_of(conn, device)
    return kept.at if kept is not None else 0
