"""Joining two families or two people who were written down twice.

A merge is an ordinary action: an alias of the pair, and the answers chosen, written to the one that is shown (the
oldest of all that are joined, the same on every laptop). Nothing else is rewritten: visits, members and measurements
of the other one are read through the alias (``actions.groups``), also those that arrive later. Urungkan takes it back
like any action, ``unmerge`` at any later time.

For a state machine: call ``merge`` and ``unmerge`` like ``save``, and compare rows; both refuse with a KnownError
(E-MERGE-…) and change nothing where the pair is not there, not in one village, or already what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from kampungkb_desktop.actions import groups, ledger
from kampungkb_desktop.actions.family_file import OF_FAMILY, OF_PERSON, OF_THE_PLACE
from kampungkb_desktop.actions.merged import late_answers, late_count, merged_with, merges, settle
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.separating import unmerge
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import JOINABLE, Alias, alias_id, known_text, ordered
from kampungkb_desktop.forms.change import PUT
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record, difference, fields_of, from_scalars, to_scalars
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import joined

__all__ = [
    "MergeResult", "Twins", "canonical", "late_answers", "late_count", "merge", "merged_with", "merges", "proposal",
    "settle", "unmerge",
]  # fmt: skip

R = TypeVar("R", bound=Record)
Values = Record | Mapping[str, Answer] | None
"""The answers of the merged record: the whole record, or only those that differ from ``proposal``."""


@frozen
class Twins:
    """Two members who are one person: whose answers come first, the other one, and what to keep."""

    keep_first: str
    other: str
    values: Values = None
    note: str = ""


@frozen
class MergeResult:
    """The action, the id under which the merged record is shown, and the aliases written, that of the pair first."""

    saved: Saved
    record: str
    aliases: tuple[str, ...]


def proposal(first: R, other: R) -> R:
    """The answers of the first, and where it has none those of the other. The id is the first's."""
    gaps = {name: getattr(other, name) for name in fields_of(type(first)) if getattr(first, name) is None}
    return first.changed(**gaps)


def merge(
    session: Session,
    form: type[Record],
    keep_first: str,
    other: str,
    values: Values = None,
    *,
    twins: Sequence[Twins] = (),
    note: str = "",
) -> MergeResult:
    """Join two families, or two members, with all that belongs to them, as one action that Urungkan takes back.

    ``values`` is what the merged record shall say (default: ``proposal``). ``twins`` are members to be joined in the
    same action (those that are one already are passed over). ``note`` is why, for whoever reads it later. KnownError:
    E-MERGE-GONE (one is not there), E-MERGE-DONE (they are one already), E-MERGE-VILLAGE (not one's own village, or
    two villages and not the district).
    """
    work = _Work(session, note)
    with session.database.write() as conn:
        record = work.join(conn, form, keep_first, other, values)
        for pair in twins:
            if canonical(conn, Member, pair.keep_first) != canonical(conn, Member, pair.other):
                work.note = pair.note or note
                work.join(conn, Member, pair.keep_first, pair.other, pair.values)
        saved = carry_out(conn, session, f"Gabungkan {form.TITLE.lower()}", work.wishes())
    return MergeResult(saved, record, tuple(work.aliases))


def canonical(conn: Connection, form: type[Record] | str, record: str) -> str:
    """The id under which a record is shown: its own, unless it is joined with an older one."""
    name = form if isinstance(form, str) else form.FORM
    return joined.canonical_of(conn, name, [record]).get(record, record) if name in JOINABLE else record


def belongings(conn: Connection, form: type[Record], record: str) -> Iterator[Record]:
    """What moves along with a family or a person to another village. What happened in a village, a mutation or a
    portion at its DASHAT, stays there."""
    people = [record]
    if form is Family:
        people = []
        for kept in OF_FAMILY:
            if kept.FORM in OF_THE_PLACE:
                continue
            for one in read.records(conn, kept, where={"family_id": record}):
                yield one
                people += [one.id] if isinstance(one, Member) else []
    for kept in OF_PERSON if people else ():
        yield from read.records(conn, kept, where={"member_id": people})


# --- What a merge writes ------------------------------------------------------------------------------------


@frozen
class _Ends:
    """The two records of a pair as they are shown now, and the id that both will have."""

    first: Record
    other: Record

    @property
    def shown(self) -> str:
        return min(self.first.id, self.other.id)

    @property
    def hidden(self) -> str:
        return max(self.first.id, self.other.id)


class _Work:
    """The wishes of one merge, one per record: a change of the same record twice in one action would stand against
    itself."""

    def __init__(self, session: Session, note: str) -> None:
        self._session, self.note = session, note
        self._own = frozenset(own_villages(session))
        self._wishes: dict[tuple[str, str], Wish] = {}
        self.aliases: list[str] = []

    def wishes(self) -> list[Wish]:
        return list(self._wishes.values())

    def join(self, conn: Connection, form: type[Record], keep_first: str, other: str, values: Values) -> str:
        """Add what joins a pair; the id under which both are shown then."""
        ends = _ends(conn, form, keep_first, other)
        village = self._village(ends)
        wanted = _wanted(ends, values).changed(village=village)
        for record in self._moving(conn, form, ends, village):
            self._add(conn, record, village)
        self._put(conn, ends, wanted, village)
        self._alias(conn, ends, village)
        return ends.shown

    def _village(self, ends: _Ends) -> str:
        """The village of the merged record: that of the first. Two villages are the district's to bring together."""
        here, there = ends.first.village or "", ends.other.village or ""
        if not here or not there:
            raise KnownError(
                "E-MERGE-VILLAGE", "Salah satu catatan ini belum punya desa.", "Isi desanya dahulu, lalu gabungkan."
            )
        if self._session.role != DISTRICT and (here != there or here not in self._own):
            raise KnownError(
                "E-MERGE-VILLAGE",
                "Kedua catatan ini tidak tercatat di satu desa binaan Anda.",
                "Minta kantor kabupaten menggabungkannya.",
            )
        return here

    def _moving(self, conn: Connection, form: type[Record], ends: _Ends, village: str) -> Iterator[Record]:
        """What comes along from another village: the one that will not be shown, and all that belongs to either."""
        for end in (ends.first, ends.other):
            if (end.village or "") != village:
                yield from belongings(conn, form, end.id)
                hidden = (*groups.shown_as(conn, form.FORM, end.id), ends.hidden)
                yield from (from_scalars(form, one, ledger.folded(conn, form.FORM, one).values) for one in hidden)
                pairs = groups.standing(conn, form.FORM, joined.pairs(conn, form.FORM, hidden))
                yield from read.by_ids(conn, Alias, [one.alias for one in pairs]).values()

    def _add(self, conn: Connection, record: Record, village: str) -> None:
        form = type(record)
        fold = ledger.folded(conn, form.FORM, record.id)
        if fold.alive and fold.values.get("village") != village:
            self._keep(Wish(form, record.id, village, PUT, {"village": village}, fold.heads))

    def _put(self, conn: Connection, ends: _Ends, wanted: Record, village: str) -> None:
        """The answers chosen. Written even where nothing differs: whoever deletes this record meanwhile, not knowing of
        the merge, is then told of it instead of taking the other one along."""
        form = type(wanted)
        now = ends.first if ends.first.id == ends.shown else ends.other
        heads = ledger.heads_of(conn, form, ends.shown)
        values = difference(now, wanted.changed(id=ends.shown))
        if (earlier := self._wishes.get((form.FORM, ends.shown))) is not None:
            values = {**earlier.values, **values}
        self._keep(Wish(form, ends.shown, village, PUT, values, heads))

    def _alias(self, conn: Connection, ends: _Ends, village: str) -> None:
        form = type(ends.first)
        a_id, b_id = ordered(ends.shown, ends.hidden)
        made = Alias(
            id=alias_id(a_id, b_id), village=village, status=DONE, of_form=form.FORM, a_id=a_id, b_id=b_id,
            known=known_text(ledger.folded(conn, form.FORM, b_id).heads), note=self.note or None,
        )  # fmt: skip
        answered = {name: value for name, value in to_scalars(made).items() if value is not None}
        self._keep(Wish(Alias, made.id, village, PUT, answered, ledger.folded(conn, Alias.FORM, made.id).heads))
        self.aliases.append(made.id)

    def _keep(self, wish: Wish) -> None:
        self._wishes[wish.form.FORM, wish.record] = wish


def _ends(conn: Connection, form: type[Record], keep_first: str, other: str) -> _Ends:
    first, second = (read.record(conn, form, one) for one in (keep_first, other))
    if first is None or second is None:
        raise KnownError(
            "E-MERGE-GONE",
            "Salah satu catatan ini sudah tidak ada.",
            "Buka layar lain, kembali ke daftar ini, lalu pilih lagi.",
        )
    if first.id == second.id:
        raise KnownError("E-MERGE-DONE", "Kedua catatan ini sudah menjadi satu.", "Tidak ada yang perlu digabungkan.")
    if form.FORM not in JOINABLE:
        raise ValueError(f"{form.FORM} cannot be joined")
    return _Ends(first, second)


def _wanted(ends: _Ends, values: Values) -> Record:
    if isinstance(values, Record):
        return values
    return proposal(ends.first, ends.other).changed(**dict(values or {}))
