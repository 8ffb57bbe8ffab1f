"""The conflict desk: two people gave the same question different answers without knowing of each other. Both are kept
for ever; a decision is a change like any other that knows both, and travels (``sync.md`` 3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.answer_words import EMPTY, answer_words
from kampungkb_desktop.actions.history import Names, record_name
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.merge import DELETED, fold, past
from kampungkb_desktop.bundle.rights import DISTRICT, DISTRICTS
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.change import DELETE, PUT, TRUSTED, Change, ChangeId
from kampungkb_desktop.forms.kinds import Answer, Blob, Kind, Link, Place, Scalar
from kampungkb_desktop.forms.record import Finding, Record, check, fields_of, to_scalar
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import Conflict, ConflictHead

KEPT, REMOVED = "Tetap ada", "Dihapus"


@frozen
class Side:
    """One of the answers. ``trusted`` is false where the laptop's clock was known to be wrong."""

    value: Scalar
    words: str
    author: str
    device: str
    when: datetime
    trusted: bool


@frozen
class Standoff:
    """One question with several answers. The first side is the one that stands meanwhile; ``before`` is what both
    started from, in words."""

    record: str
    form: str
    field: str
    village: str
    title: str
    name: str
    label: str
    before: str
    sides: tuple[Side, ...]

    @property
    def deletion(self) -> bool:
        """Whether one removed the record and another went on with it."""
        return self.field == DELETED


def count(session: Session) -> int:
    """How many answers wait for a decision."""
    with session.database.read() as conn:
        return sum(_may_decide(session, one) for one in read.conflicts(conn))


def standoffs(session: Session) -> list[Standoff]:
    """Every question that waits for a decision, by village and record. One of a newer version's form is not among
    them: it is decided after the update."""
    with session.database.read() as conn:
        found = [one for one in read.conflicts(conn) if _known(one) and _may_decide(session, one)]
        history = read.changes_of(conn, sorted({one.record for one in found}))
        names = Names.of(conn)
        listed = [_standoff(one, history.get(one.record, ()), names) for one in found]
    return sorted(listed, key=lambda one: (one.village, one.title, one.name, one.record, one.label))


def decide(session: Session, record: str, field: str, value: Scalar) -> Saved:
    """Choose an answer (for a deletion: 1 removes the record, 0 keeps it). KnownError E-SETTLED where somebody has
    decided meanwhile."""
    with session.database.write() as conn:
        conflict = next((one for one in read.conflicts(conn, record=record) if one.field == field), None)
        if conflict is None:
            raise KnownError(
                "E-SETTLED", "Isian ini sudah diputuskan.", "Lihat riwayat catatannya untuk mengetahui oleh siapa."
            )
        form = FORMS[conflict.form]
        heads = ledger.heads_of(conn, form, record)
        if field == DELETED:
            wish = Wish(form, record, conflict.village, DELETE if value else PUT, {}, heads)
        else:
            village = str(value or "") if field == "village" else conflict.village
            wish = Wish(form, record, village, PUT, {field: value}, heads)
        return carry_out(conn, session, f"Putuskan isian {_label(form, field)}", [wish])


def question(one: Standoff) -> Kind | None:
    """What may be answered with something that neither of them said; ``None`` where only a side can be chosen: whether
    a record is there, what it belongs to, a picture."""
    kind = fields_of(FORMS[one.form]).get(one.field)
    return None if kind is None or isinstance(kind, (Link, Place, Blob)) else kind


def findings(session: Session, one: Standoff, answer: Answer) -> tuple[Finding, ...]:
    """What there is to say about such an answer, in the record as it stands now."""
    with session.database.read() as conn:
        found = read.record(conn, FORMS[one.form], one.record)
    if found is None:
        return ()
    said = check(found.changed(**{one.field: answer}), today=day_of(session.clock()))
    return tuple(finding for finding in said if finding.field == one.field)


def answer_otherwise(session: Session, one: Standoff, answer: Answer) -> Saved:
    """Decide for an answer that neither side gave. KnownError E-SETTLED as ``decide``."""
    return decide(session, one.record, one.field, to_scalar(fields_of(FORMS[one.form])[one.field], answer))


def _known(conflict: Conflict) -> bool:
    form = FORMS.get(conflict.form)
    return form is not None and (conflict.field == DELETED or conflict.field in fields_of(form))


def _may_decide(session: Session, conflict: Conflict) -> bool:
    """What only the office writes, only the office decides: from an officer it would be refused."""
    return session.role == DISTRICT or conflict.form not in DISTRICTS


def _standoff(conflict: Conflict, history: Sequence[Change], names: Names) -> Standoff:
    form = FORMS[conflict.form]
    kind = fields_of(form).get(conflict.field)
    by_id = {change.id: change for change in history}
    values = fold(history).values

    def words(value: Scalar) -> str:
        return (REMOVED if value else KEPT) if conflict.field == DELETED else answer_words(kind, value, names)

    return Standoff(
        conflict.record, conflict.form, conflict.field, conflict.village, form_title(conflict.form),
        record_name(form, conflict.record, values, names), _label(form, conflict.field),
        "" if conflict.field == DELETED else words(_common(history, conflict)),
        tuple(_side(head, words(head.value), by_id, names) for head in conflict.heads),
    )  # fmt: skip


def _side(head: ConflictHead, words: str, known: dict[ChangeId, Change], names: Names) -> Side:
    change = known.get(head.id)
    return Side(
        head.value, words, names.author(head.author), names.device(head.id.device), moment_of(head.wall),
        change is None or change.clock == TRUSTED,
    )  # fmt: skip


def _common(history: Sequence[Change], conflict: Conflict) -> Scalar:
    """The answer that every side had in front of it."""
    seen = [{one.id for one in past(history, head.id)} for head in conflict.heads]
    shared = set.intersection(*seen) if seen else set[ChangeId]()
    return fold([one for one in history if one.id in shared]).values.get(conflict.field) if shared else None


def _label(form: type[Record], field: str) -> str:
    kind = fields_of(form).get(field)
    return kind.label if kind is not None else "Catatan ini dihapus atau tidak"


__all__ = [
    "EMPTY", "KEPT", "REMOVED", "Side", "Standoff", "answer_otherwise", "count", "decide", "findings", "question",
    "standoffs",
]  # fmt: skip
