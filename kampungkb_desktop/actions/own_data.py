"""Everything that is kept of one family or one of its people, gathered for the person who asks for it (UU 27/2022,
Pasal 6, 7 and 13): every answer under the form's own label, what is computed of it and why, what was corrected, and how
long it is kept.

Where one person asks, what is about the health and life of the others is left out unless the officer says otherwise:
their data are not his. That something was left out is always said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.family_file import everything_of, family_file, in_order
from kampungkb_desktop.actions.history import CREATED, HistoryEntry, Names, record_history
from kampungkb_desktop.actions.own_growth import growth_lines
from kampungkb_desktop.actions.pdp_requests import Line, of_family
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import HEAD, RELATION, SPOUSE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Blob, Kind, Link, Scalar, Text
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of, to_scalars
from kampungkb_desktop.rules import retention
from kampungkb_desktop.rules.retention import Keeping
from kampungkb_desktop.rules.stunting_risk import Risk
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

UNNAMED: Final = "tertutup"
NAMED: Final = "nama"
WHOLE: Final = "semua"
Others = Literal["tertutup", "nama", "semua"]
"""What one person gets of the others: nothing, their names and relation, or all that is kept of the family."""
_SKIPPED = frozenset({"status", "village", "family_id", "member_id", "visit_id"})
"""What every record has, or its title says."""


@frozen
class Field:
    """One answer: the form's own label, the answer in words, and as it is stored."""

    name: str
    label: str
    words: str
    value: Scalar


@frozen
class Item:
    """One record in full. ``computed`` are lines that the program works out of it."""

    form: str
    id: str
    title: str
    fields: tuple[Field, ...]
    computed: tuple[str, ...] = ()


@frozen
class OwnData:
    """The whole copy. ``member`` is ``None`` where the family asks; ``hidden`` whether something of others is left
    out; ``author`` and ``first`` say who wrote the family down and when."""

    family: Family
    member: Member | None
    others: Others
    made_on: date
    items: tuple[Item, ...]
    household: tuple[tuple[str, str], ...]
    risk: Risk | None
    photos: tuple[Attachment, ...]
    corrections: tuple[HistoryEntry, ...]
    sources: tuple[tuple[str, date], ...]
    keeping: tuple[Keeping, ...]
    requests: tuple[Line, ...]
    hidden: bool

    @property
    def name(self) -> str:
        """Whose data it is."""
        return self.member.name() if self.member is not None else self.family.name()

    @property
    def records(self) -> frozenset[str]:
        """The ids of all that is in it."""
        return frozenset(one.id for one in self.items)


def own_data(session: Session, family_id: str, member_id: str | None = None, *, others: Others = NAMED) -> OwnData:
    """Gather it. KnownError E-NO-FAMILY where the family, or the person in it, is not on this laptop."""
    today = day_of(session.clock())
    file = family_file(session, family_id, today)
    member = next((one for one in (file.members if file else ()) if one.id == member_id), None)
    if file is None or (member_id and member is None):
        raise KnownError(
            "E-NO-FAMILY", "Keluarga atau orang ini tidak ada di laptop ini.", "Terima dahulu berkas dari petugasnya."
        )
    whole = member is None or others == WHOLE
    everything: list[Record] = [file.family, *everything_of(session, family_id)]
    wanted = everything if whole else [one for one in everything if _is_about(one, member)]
    places = {one.id: at for at, one in enumerate(file.members)}
    wanted.sort(key=lambda one: _order(one, places.get(one.id, 0)))
    with session.database.read() as conn:
        names = Names.of(conn)
        items = tuple(_item(one, names, None if whole else member) for one in wanted)
        photos = _photos(conn, [one.id for one in wanted])
    shared = frozenset() if whole or member is None else {one.id for one in wanted if _of_everybody(one, member)}
    entries = [_shown(one, shared) for one in _histories(session, wanted)]
    return OwnData(
        file.family, member, WHOLE if member is None else others, today, _with_growth(items, file.members, wanted),
        () if member is None or others == UNNAMED else _household(file.members, member), file.risk, photos,
        tuple(one for one in entries if one.did != CREATED), _sources(entries), _keeping(wanted, today),
        tuple(one for one in of_family(session, family_id) if whole or one.request.about_member == member_id),
        hidden=len(wanted) < len(everything) or not whole,
    )  # fmt: skip


def _is_about(record: Record, member: Member | None) -> bool:
    """Whether a record is of this person, or of the family as a whole."""
    assert member is not None
    if isinstance(record, Member):
        return record.id == member.id
    if isinstance(record, FamilyPlanning):
        return member.relation in (HEAD, SPOUSE)
    who = getattr(record, "member_id", None)
    return who is None or who == member.id


def _order(record: Record, place: int) -> tuple[int, int, str, str]:
    """By form as the catalog lists them, then people by their place in the family, the rest by its first day."""
    day = next((value for value in to_scalars(record).values() if _is_day(value)), "")
    return list(FORMS).index(record.FORM), place, str(day), record.id


def _is_day(value: Scalar) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-"


def _item(record: Record, names: Names, member: Member | None) -> Item:
    """One record; of what is the whole family's, one person does not get what was typed freely about everybody."""
    values = to_scalars(record)
    shared = member is not None and _of_everybody(record, member)
    found = []
    for name, kind in fields_of(type(record)).items():
        value = values[name]
        if value is None or name in _SKIPPED or isinstance(kind, Blob):
            continue
        if shared and _is_theirs(type(record), kind):
            continue
        if isinstance(kind, Link) and not names(kind.to, str(value)):
            continue
        found.append(Field(name, kind.label, answer_words(kind, value, names), value))
    who = names(Member.FORM, str(getattr(record, "member_id", "") or ""))
    title = record.name() if record.name() != record.TITLE or not who else record.TITLE
    return Item(record.FORM, record.id, f"{title} ({who})" if who else title, tuple(found))


def _of_everybody(record: Record, member: Member) -> bool:
    """Whether it is the whole family's. What is told of a couple is the couple's own."""
    own = record.id == member.id or isinstance(record, FamilyPlanning)
    return not own and getattr(record, "member_id", None) is None


def _is_theirs(form: type[Record], kind: Kind) -> bool:
    """Whether an answer about the whole family may tell of the others: anything personal, but of the family's own form
    only what was typed freely."""
    return kind.personal and (form is not Family or (isinstance(kind, Text) and kind.lines > 1))


def _shown(entry: HistoryEntry, shared: Collection[str]) -> HistoryEntry:
    """A change without the answers that are not in the copy either; ``shared`` are the records of the whole family."""
    form = FORMS.get(entry.form)
    if form is None or entry.record not in shared:
        return entry
    kinds = fields_of(form)
    kept = tuple(one for one in entry.fields if one.field in kinds and not _is_theirs(form, kinds[one.field]))
    return replace(entry, fields=kept)


def _with_growth(items: tuple[Item, ...], members: Sequence[Member], wanted: Sequence[Record]) -> tuple[Item, ...]:
    """The measurings with what they say by the WHO standard."""
    said = growth_lines(members, [one for one in wanted if isinstance(one, ChildMeasurement)])
    return tuple(
        Item(one.form, one.id, one.title, one.fields, said[one.id]) if one.id in said else one for one in items
    )


def _household(members: Sequence[Member], member: Member) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.name(), RELATION.label(one.relation) or "hubungan belum diisi")
        for one in in_order(members)
        if one.id != member.id
    )


def _photos(conn: Connection, records: Sequence[str]) -> tuple[Attachment, ...]:
    return tuple(read.records(conn, Attachment, where={"owner_id": list(records)}, order=("taken_on", "id")))


def _histories(session: Session, wanted: Iterable[Record]) -> list[HistoryEntry]:
    """Every change of every record, the latest first."""
    found = [entry for one in wanted for entry in record_history(session, one.id, named=True)]
    return sorted(found, key=lambda entry: entry.when, reverse=True)


def _sources(entries: Sequence[HistoryEntry]) -> tuple[tuple[str, date], ...]:
    """Who wrote any of it down, with the day of the first time."""
    first: dict[str, date] = {}
    for entry in entries:  # the latest first, so the last one said is the first that happened
        first[entry.author] = entry.when.date()
    return tuple(sorted(first.items(), key=lambda pair: pair[1]))


def _keeping(wanted: Iterable[Record], today: date) -> tuple[Keeping, ...]:
    here = {one.FORM for one in wanted}
    return tuple(one for one in retention.in_force(today) if one.form in here)
