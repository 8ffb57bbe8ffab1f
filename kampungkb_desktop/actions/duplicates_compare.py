"""Two records side by side, answer by answer, with what hangs on each, and the joining of them as a person chose it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.duplicates import FAMILIES, FORM_OF, PEOPLE, Doubt, verdicts
from kampungkb_desktop.actions.duplicates_facts import COUNTS, person_of
from kampungkb_desktop.actions.history import Names
from kampungkb_desktop.actions.merging import MergeResult, Twins, merge
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS, LINKS
from kampungkb_desktop.forms.change import Change, decode_values
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of, to_scalars
from kampungkb_desktop.rules.duplicates import Verdict, same_person
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read import alike

FIRST, SECOND = 0, 1
_TECHNICAL = frozenset({"status"})
_COUNTED = {
    "member": "anggota", "visit": "kunjungan", "measurement": "penimbangan", "pregnancy": "pemeriksaan kehamilan",
    "postpartum": "pemeriksaan nifas", "catin": "pemeriksaan catin", "adolescent": "pemeriksaan remaja",
    "family_planning": "catatan KB", "family_development": "catatan pembangunan keluarga", "mutation": "mutasi",
    "risk_verification": "verval KRS", "served_family": "layanan kegiatan", "attendee": "kehadiran di kegiatan",
    "method_service": "layanan KB",
}  # fmt: skip


@frozen
class Line:
    """One answer of both records in words, and which side is proposed. ``why`` says by what, where they differ."""

    field: str
    label: str
    words: tuple[str, str]
    differs: bool
    proposed: int
    why: str = ""


@frozen
class Beside:
    """What is known of one of the two beside its answers. ``hanging`` counts what belongs to it, in words."""

    record: Record
    hanging: tuple[tuple[int, str], ...]
    changed: datetime | None
    changed_by: str
    made_by: str


@frozen
class PairOfMembers:
    """Two members of two families who seem to be one person."""

    first: Member
    second: Member
    verdict: Verdict


@frozen
class Comparison:
    """All that a person needs to decide. ``twins`` are for families only."""

    doubt: Doubt
    verdict: Verdict | None
    lines: tuple[Line, ...]
    sides: tuple[Beside, Beside]
    twins: tuple[PairOfMembers, ...]


def compare(session: Session, doubt: Doubt) -> Comparison | None:
    """The two as they are now; ``None`` when one of them is not here any more."""
    form = FORM_OF[doubt.pair.form]
    with session.database.read() as conn:
        found = read.by_ids(conn, form, [doubt.first.id, doubt.second.id])
        if len(found) != 2:
            return None
        one, other = found[doubt.first.id], found[doubt.second.id]
        history = read.changes_of(conn, [one.id, other.id])
        names = Names.of(conn)
        return Comparison(
            doubt,
            verdicts(conn, [doubt.pair]).get(doubt.pair.key),
            tuple(_lines(one, other, history, names)),
            (_beside(conn, one, history, names), _beside(conn, other, history, names)),
            _twins(conn, one.id, other.id) if doubt.pair.form == FAMILIES else (),
        )


def join(
    session: Session, found: Comparison, chosen: Mapping[str, int], twins: Sequence[PairOfMembers] = ()
) -> MergeResult:
    """Join the two with the answers of the chosen sides (those not named: as proposed), and these members with them.
    One action. KnownError as ``merging.merge``."""
    records = (found.sides[FIRST].record, found.sides[SECOND].record)
    sides = {line.field: chosen.get(line.field, line.proposed) for line in found.lines}
    values: dict[str, Answer] = {field: getattr(records[side], field) for field, side in sides.items()}
    first = sides.get("village", FIRST)
    values.pop("village", None)
    why = _note(found.verdict)
    with session.database.read() as conn:
        pairs = [_twin(conn, one, first) for one in twins]
    return merge(session, type(records[first]), records[first].id, records[1 - first].id, values, twins=pairs, note=why)


def chosen_twins(found: Comparison) -> tuple[PairOfMembers, ...]:
    """The members that are joined with their families unless somebody says otherwise."""
    return tuple(one for one in found.twins if one.verdict.strength in COUNTS)


def hanging_words(counts: Iterable[tuple[int, str]]) -> str:
    """``3 kunjungan, 2 penimbangan``."""
    return ", ".join(f"{count} {words}" for count, words in counts)


def _twin(conn: Connection, pair: PairOfMembers, first: int) -> Twins:
    """Two members as they are joined: in the village of their family's ``first`` side, their answers as proposed."""
    history = read.changes_of(conn, [pair.first.id, pair.second.id])
    lines = list(_lines(pair.first, pair.second, history, Names.of(conn)))
    records = (pair.first, pair.second)
    values = {one.field: getattr(records[one.proposed], one.field) for one in lines if one.field != "village"}
    return Twins(records[first].id, records[1 - first].id, values, _note(pair.verdict))


def _note(verdict: Verdict | None) -> str:
    """Why they were joined, for whoever looks at it later."""
    return " ".join(verdict.reasons)[:500] if verdict is not None else ""


def _twins(conn: Connection, one: str, other: str) -> tuple[PairOfMembers, ...]:
    """Members of two families who seem to be the same, each in one pair, the likeliest first."""
    rows = [person_of(row) for row in alike.people_where(conn, "family_id", [one, other])]
    here, there = ([row for row in rows if row.family == end] for end in (one, other))
    scored = [(found, a, b) for a in here for b in there if (found := same_person(a, b)) is not None]
    scored.sort(key=lambda item: (-item[0].points, item[1].id, item[2].id))
    members, taken, pairs = read.by_ids(conn, Member, [row.id for row in rows]), set[str](), list[PairOfMembers]()
    for verdict, a, b in scored:
        if not taken & {a.id, b.id}:
            taken |= {a.id, b.id}
            pairs.append(PairOfMembers(members[a.id], members[b.id], verdict))
    return tuple(pairs)


def _lines(one: Record, other: Record, history: Mapping[str, Sequence[Change]], names: Names) -> Iterable[Line]:
    kinds, first, second = fields_of(type(one)), to_scalars(one), to_scalars(other)
    said = tuple(_last_said(history.get(record.id, ())) for record in (one, other))
    fuller = SECOND if _answered(second) > _answered(first) else FIRST
    for field, kind in kinds.items():
        if field in _TECHNICAL or (first[field] is None and second[field] is None):
            continue
        words = (answer_words(kind, first[field], names), answer_words(kind, second[field], names))
        side, why = _proposed(first[field], second[field], (said[0].get(field, 0), said[1].get(field, 0)), fuller)
        yield Line(field, kind.label or "Desa", words, first[field] != second[field], side, why)


def _proposed(one: object, other: object, walls: tuple[int, int], fuller: int) -> tuple[int, str]:
    """The side that has an answer; of two answers the newer one, of equally old ones that of the fuller record."""
    if one == other:
        return FIRST, ""
    if one is None or other is None:
        return (SECOND if one is None else FIRST), "hanya di sini yang terisi"
    if isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold():
        return (SECOND if one.isupper() else FIRST), "tidak ditulis dengan huruf besar semua"
    if walls[0] != walls[1]:
        return (SECOND if walls[1] > walls[0] else FIRST), "diisi lebih akhir"
    return fuller, "catatannya lebih lengkap"


def _last_said(history: Iterable[Change]) -> dict[str, int]:
    """When each answer was last written, by the clock of whoever wrote it."""
    last: dict[str, int] = {}
    for change in history:
        for field in decode_values(change.values):
            last[field] = max(last.get(field, 0), change.wall)
    return last


def _answered(values: Mapping[str, object]) -> int:
    return sum(value is not None for value in values.values())


def _beside(conn: Connection, record: Record, history: Mapping[str, Sequence[Change]], names: Names) -> Beside:
    changes = sorted(history.get(record.id, ()), key=lambda one: (one.wall, one.device, one.seq))
    hanging = tuple(
        (count, _COUNTED[name])
        for name, field, to in LINKS
        if to == record.FORM and name in _COUNTED and field in ("family_id", "member_id")
        and (count := read.count(conn, FORMS[name], {field: record.id}))
    )  # fmt: skip
    if not changes:
        return Beside(record, hanging, None, "", "")
    return Beside(
        record, hanging, moment_of(changes[-1].wall), names.author(changes[-1].author), names.author(changes[0].author)
    )


__all__ = [
    "FAMILIES", "FIRST", "PEOPLE", "SECOND", "Beside", "Comparison", "Line", "PairOfMembers", "chosen_twins", "compare",
    "hanging_words", "join",
]  # fmt: skip
