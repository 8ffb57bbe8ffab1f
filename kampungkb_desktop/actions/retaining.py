"""What is past its time of keeping, by form and village, and what an office can do about it: erase it, or keep it with
a reason until a day. Nothing happens by itself (UU 27/2022 Pasal 16(2)g and 43–44)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from kampungkb_desktop.actions import erasing, erasing_here
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.choices_family import ACTIVE as HERE
from kampungkb_desktop.forms.choices_family import FAMILY_STATE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.retention_keep import RetentionKeep, keep_id
from kampungkb_desktop.rules import retention
from kampungkb_desktop.rules.presence import LEFT
from kampungkb_desktop.rules.retention import Keeping
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.aged import aged, aged_ids
from kampungkb_desktop.store.read.erased import standing

_AMONG: dict[str, tuple[str, tuple[str, ...]]] = {
    Family.FORM: ("state", tuple(code for code in FAMILY_STATE.codes() if code != HERE)),
    Member.FORM: ("mutation", LEFT),
}
"""Of families and people only those who are gone."""


@frozen
class Past:
    """What of one form in one village is past its time: how many, and since when the oldest began. ``kept`` is the
    decision to keep it, where one stands today."""

    keeping: Keeping
    village: str
    count: int
    oldest: date
    kept: RetentionKeep | None

    @property
    def form(self) -> str:
        """The form's name in the catalog."""
        return self.keeping.form

    @property
    def title(self) -> str:
        """The form's title."""
        return form_title(self.keeping.form)


def past(session: Session) -> list[Past]:
    """Everything past its time: what waits for a decision first, most first."""
    today = day_of(session.clock())
    with session.database.read() as conn:
        kept = {one.id: one for one in read.records(conn, RetentionKeep)}
        found = [one for keeping in retention.in_force(today) for one in _of_form(conn, keeping, today, kept)]
    return sorted(found, key=lambda one: (one.kept is not None, -one.count, one.title, one.village))


def keep(session: Session, what: Past, until: date, reason: str) -> Saved:
    """Keep it until a day, with the reason; deciding again changes both."""
    with session.database.read() as conn:
        known = standing(conn, RetentionKeep.FORM, keep_id(what.village, what.form))
    made = RetentionKeep(
        id=known, village=what.village, of_form=what.form, until=until, reason=reason,
        decided_on=day_of(session.clock()), status=DONE,
    )  # fmt: skip
    return save(session, f"Tetap simpan: {what.title}", [made], seen=[what.kept] if what.kept else [])


def erase(session: Session, what: Past, progress: Progress | None = None) -> int:
    """Erase all of it in every log, and what lies beside the data; returns how many records or households. What was
    done when it is cancelled stays done. KnownError E-ROLE at an officer's laptop."""
    work = progress or silent()
    today = day_of(session.clock())
    form, since = FORMS[what.form], what.keeping.since
    with session.database.read() as conn:
        before = what.keeping.over_before(today).isoformat()
        ids = aged_ids(conn, form, since, before, what.village, _AMONG.get(what.form))
    reason = f"Masa simpan berakhir: {what.keeping.sentence}"
    done = 0
    for some in _parts(ids, 1 if what.form in _AMONG else erasing.MOST // 2):
        work.check()
        work.report(done, len(ids), f"Menghapus {what.title.lower()}")
        if what.form in _AMONG:
            done += _one(session, Order(form=what.form, record=some[0], reason=reason))
        else:
            erasing.erase_records(session, _with_photos(session, what, some), what.village, reason)
            done += len(some)
    erasing_here.settle(session)
    return done


def _one(session: Session, order: Order) -> int:
    """A person may have gone with his family a moment ago."""
    if erasing.look(session, order.form, order.record) is None:
        return 0
    erasing.erase(session, order)
    return 1


def _with_photos(session: Session, what: Past, ids: Sequence[str]) -> dict[tuple[str, str], str]:
    with session.database.read() as conn:
        photos = read.rows(conn, Attachment, ("id",), {"owner_id": list(ids)})
    found = {(what.form, one): what.village for one in ids}
    return found | {(Attachment.FORM, str(row[0])): what.village for row in photos}


def _of_form(conn: Connection, keeping: Keeping, today: date, kept: dict[str, RetentionKeep]) -> Iterable[Past]:
    form = FORMS.get(keeping.form)
    if form is None:
        return
    before = keeping.over_before(today).isoformat()
    for one in aged(conn, form, keeping.since, before, _AMONG.get(keeping.form)):
        decided = kept.get(standing(conn, RetentionKeep.FORM, keep_id(one.village, keeping.form)))
        stands = decided if decided is not None and decided.until and decided.until >= today else None
        yield Past(keeping, one.village, one.many, date.fromisoformat(one.oldest), stands)


def _parts(ids: Sequence[str], size: int) -> Iterable[list[str]]:
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
