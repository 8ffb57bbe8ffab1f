"""Erasing a person, or a family with everything about it, on request (UU 27/2022, Pasal 8, 16 and 42 to 45; decision
0025).

The district decides; an officer hands the request on. The decision is an action of ordinary shape: a statement of
erasure for every record, which empties the record in every log that it reaches, and an ``Erasure`` that tells how many
they were. It cannot be taken back. What it means for the files of this computer is ``actions.erasing_here``'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from kampungkb_desktop.actions import erased_log, erasing_scope, ledger, trail, undo
from kampungkb_desktop.actions.erasing_rescue import Rescue
from kampungkb_desktop.actions.erasing_scope import Reach
from kampungkb_desktop.actions.erasing_texts import NONE, Key, Rewritten, rewritten
from kampungkb_desktop.actions.save import Saved, Wish, carry_out, wishes
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias, alias_id, known_text, ordered
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import ERASE
from kampungkb_desktop.forms.erasure import Erasure, erased_text
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

MOST = 2_000
"""Records of one statement, whose ids must find room in one change."""
ACTION = "Hapus data pribadi atas permintaan"
_VISITING = frozenset({"visit", "measurement", "catin", "pregnancy", "postpartum", "adolescent"})


@frozen(kw_only=True)
class Order:
    """Whom to erase (``form`` family or member, and the record shown), and why: the request with its day, and the
    grounds of the decision. ``texts`` are the records of others (form and id) in which his name is replaced."""

    form: str
    record: str
    request: str = ""
    requested_on: date | None = None
    reason: str = ""
    texts: Collection[Key] = ()


@frozen
class Erased:
    """The statement that the certificate is printed from, and what was written."""

    erasure: Erasure
    saved: Saved


def may_erase(session: Session) -> bool:
    """Whether this installation decides on erasures: a district that keeps records of its own."""
    return session.role == DISTRICT and not session.receiving


def look(session: Session, form: str, record: str) -> Reach | None:
    """What would go; ``None`` where the record is not here (any more)."""
    with session.database.read() as conn:
        return erasing_scope.reach(conn, form, record)


def erase(session: Session, order: Order) -> Erased:
    """Erase. KnownError E-ROLE at an officer's laptop, E-ERASED where there is nothing (any more)."""
    _must_decide(session)
    with session.database.write() as conn:
        reach = erasing_scope.reach(conn, order.form, order.record)
        if reach is None:
            raise erased_log.gone()
        texts = rewritten(conn, session, order.texts, reach.words, reach.records)
        made = _statement(conn, session, reach, order)
        made = made.changed(
            others=(made.others or 0) + len(texts.emptied),
            erased=erased_text(record for _form, record in (*reach.records, *texts.emptied)),
        )
        saved = _carry_out(conn, session, reach, made, texts)
    trail.note(session, trail.ERASED, form=Erasure.FORM, record=made.id, count=len(reach.records) + len(texts.emptied))
    return Erased(made, saved)


def erase_more(session: Session, first: Erasure, found: Iterable[tuple[str, str, str]]) -> Erased:
    """Erase what came to light later of the same person: (form, record, village) of each. It follows the first
    decision and needs no new one."""
    _must_decide(session)
    reach = Reach(
        whom=first.whom or "", about=first.about or "", village=first.village or "",
        records={(form, record): village for form, record, village in found},
    )  # fmt: skip
    order = Order(form="", record="", request=first.request_id or "", requested_on=first.requested_on)
    with session.database.write() as conn:
        made = _statement(conn, session, reach, order).changed(follows=first.follows or first.id)
        saved = _carry_out(conn, session, reach, made)
    trail.note(session, trail.ERASED, form=Erasure.FORM, record=made.id, count=len(reach.records))
    return Erased(made, saved)


def erase_records(session: Session, records: Mapping[tuple[str, str], str], village: str, reason: str) -> Erased:
    """Erase these records (form and id, with the village of each) of one village because their time of keeping is over;
    at most ``MOST`` at once. KnownError E-ROLE."""
    _must_decide(session)
    with session.database.write() as conn:
        reach = Reach(whom="", about="", village=village, records=records)
        order = Order(form="", record="", reason=reason)
        made = _statement(conn, session, reach, order).changed(whom=None, about=None)
        saved = _carry_out(conn, session, reach, made)
    trail.note(session, trail.ERASED, form=Erasure.FORM, record=made.id, count=len(records))
    return Erased(made, saved)


def erasures(session: Session) -> list[Erasure]:
    """All decisions known here, the latest first; what followed a decision is told with it (``followers``)."""
    with session.database.read() as conn:
        found = read.records(conn, Erasure, order=("-decided_on", "-number"))
    return [one for one in found if not one.follows]


def followers(conn: Connection, first: Erasure) -> list[Erasure]:
    """The decision and what followed it."""
    return [first, *read.records(conn, Erasure, where={"follows": first.id}, order=("decided_on", "number"))]


def _must_decide(session: Session) -> None:
    if not may_erase(session):
        raise KnownError(
            "E-ROLE",
            "Penghapusan data pribadi diputuskan oleh kantor kabupaten.",
            "Catat permintaannya; kantor menerimanya dengan berkas berikut. Sementara itu batasi pemrosesannya.",
        )


def _statement(conn: Connection, session: Session, reach: Reach, order: Order) -> Erasure:
    counts = reach.counts
    today = clocks.day_of(session.clock())
    person = read.record(conn, Officer, session.author)
    made = new_record_id(session)
    visits = sum(counts[form] for form in _VISITING)
    named = {form: counts[form] for form in (Family.FORM, Member.FORM, Attachment.FORM)}
    return Erasure(
        id=made, village=reach.village or None, status=DONE, number=_number(conn, today, made), whom=reach.whom,
        about=reach.about, request_id=order.request or None, requested_on=order.requested_on, decided_on=today,
        decided_by=person.name() if person else None, reason=order.reason or None, families=named[Family.FORM],
        members=named[Member.FORM], visits=visits, photos=named[Attachment.FORM],
        others=sum(counts.values()) - visits - sum(named.values()),
        erased=erased_text(record for _form, record in reach.records),
    )  # fmt: skip


def _number(conn: Connection, today: date, made: str) -> str:
    """``HDP/2026/0003-4F2A``: counted in this year, told apart by its end where two computers count at once."""
    year = [one for one in read.records(conn, Erasure) if one.decided_on and one.decided_on.year == today.year]
    return f"HDP/{today.year}/{len(year) + 1:04d}-{made[-4:].upper()}"


def _carry_out(conn: Connection, session: Session, reach: Reach, made: Erasure, texts: Rewritten = NONE) -> Saved:
    going = {**reach.records, **texts.emptied}
    wanted = [_wish(conn, form, record, village) for (form, record), village in sorted(going.items())]
    kept: list[Record] = [made, *texts.kept, *texts.replaced]
    if reach.anew is not None:
        kept += _written_anew(session, reach.anew)
    rescue = Rescue(conn, session)
    rescue.about_to_empty(going)
    saved = carry_out(conn, session, ACTION, [*wishes(conn, kept), *wanted])
    rescue.finish()
    undo.start_here(conn)
    return saved


def _wish(conn: Connection, form: str, record: str, village: str) -> Wish:
    return Wish(FORMS[form], record, village, ERASE, {}, ledger.folded(conn, form, record).heads)


def _written_anew(session: Session, family: Family) -> list[Record]:
    """The family that goes on, under a new id; whatever names the old one is read as this one by an alias."""
    new = family.changed(id=new_record_id(session))
    first, second = ordered(family.id, new.id)
    alias = Alias(
        id=alias_id(first, second), village=family.village, status=DONE, of_form=Family.FORM, a_id=first, b_id=second,
        known=known_text(()), note="Ditulis ulang setelah penghapusan data pribadi",
    )  # fmt: skip
    return [new, alias]
