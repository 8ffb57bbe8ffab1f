"""What the office still does about an erasure when later files come: confirmations are written down, and what an
officer had recorded of the person before he heard is erased as well. The decision was made; nobody is asked again.

A person whom somebody moved into an erased family without knowing is another matter: he never asked for it. He is
named, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.actions import erasing_proof
from kampungkb_desktop.actions.erasing import erase_more, followers, may_erase
from kampungkb_desktop.actions.family_file import OF_FAMILY, OF_PERSON
from kampungkb_desktop.actions.renewed import successor
from kampungkb_desktop.actions.save import carry_out, save, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.change import decode_values
from kampungkb_desktop.forms.erasure import BY_WORD, Erasure
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import any_erased, left_over

CONFIRM = "Catat konfirmasi penghapusan"
RETIED = "Pindahkan foto ke catatan yang ditulis ulang"
Found = tuple[str, str, str]
"""Form, record, village."""


def follow_up(session: Session) -> int:
    """Write down what files have confirmed, and erase what came late; returns how many records that were. Nothing
    happens at an officer's laptop."""
    if not may_erase(session):
        return 0
    with session.database.read() as conn:
        if not any_erased(conn):
            return 0
        late, heard, tied = _late(conn), erasing_proof.heard(conn), list(_photos_of_renewed(conn).values())
        first = {one.id: one for one in read.records(conn, Erasure)}
    if tied:
        save(session, RETIED, tied)
    for erasure, found in late.items():
        erase_more(session, first[erasure], found)
    if heard:
        with session.database.write() as conn:
            carry_out(conn, session, CONFIRM, wishes(conn, heard))
            erasing_proof.forget_heard(conn)
    return sum(map(len, late.values()))


def confirm_by_word(session: Session, first: Erasure, uid: str, by: str) -> None:
    """Write down that somebody answers for an installation that sends no files: a receiving office, a laptop that was
    destroyed."""
    today = day_of(session.clock())
    with session.database.write() as conn:
        made = [erasing_proof.word_of(one, uid, today, by) for one in followers(conn, first)]
        said = [one.changed(way=BY_WORD, by=by or None) for one in made]
        carry_out(conn, session, CONFIRM, wishes(conn, said))


def moved_in(session: Session) -> list[Member]:
    """People whom somebody has moved into a family that was erased: the office decides where they belong."""
    with session.database.read() as conn:
        ids = [record for _form, record, _village, _about in left_over(conn, Member.FORM, "family_id")]
        return [one for one in read.by_ids(conn, Member, ids).values() if _had_another(conn, one.id)]


def _late(conn: Connection) -> dict[str, list[Found]]:
    """What hangs on erased families and people, by the decision about them."""
    decisions = read.records(conn, Erasure)
    of = {record: one.follows or one.id for one in decisions for record in one.records()}
    found: dict[str, list[Found]] = {}
    for form, record, village, about in _hanging(conn):
        if about in of and (form, record, village) not in found.setdefault(of[about], []):
            found[of[about]].append((form, record, village))
    return {erasure: some for erasure, some in found.items() if some}


def _hanging(conn: Connection) -> Iterator[tuple[str, str, str, str]]:
    for form in (*OF_PERSON, *OF_FAMILY):
        if _links(form, "member_id"):
            yield from left_over(conn, form.FORM, "member_id")
        if _links(form, "family_id"):
            for found in left_over(conn, form.FORM, "family_id", "member_id" if _links(form, "member_id") else ""):
                if form is not Member or not _had_another(conn, found[1]):
                    yield found
    renewed = _photos_of_renewed(conn)
    for found in left_over(conn, Attachment.FORM, "owner_id"):
        if found[1] not in renewed:
            yield found


def _photos_of_renewed(conn: Connection) -> dict[str, Attachment]:
    """Photos that somebody added to a record before he heard that it is written anew, tied to the one that goes on."""
    found: dict[str, Attachment] = {}
    ids = [record for _form, record, _village, _about in left_over(conn, Attachment.FORM, "owner_id")]
    for photo in read.by_ids(conn, Attachment, ids).values():
        now = successor(conn, photo.owner_form or "", photo.owner_id or "", {})
        if now is not None:
            found[photo.id] = photo.changed(owner_id=now.id)
    return found


def _links(form: type[Record], field: str) -> bool:
    return field in fields_of(form)


def _had_another(conn: Connection, member: str) -> bool:
    """Whether a person was ever written down in more than one family."""
    said = (decode_values(one.values) for one in read.changes_of(conn, [member]).get(member, ()))
    return len({one["family_id"] for one in said if one.get("family_id")}) > 1
