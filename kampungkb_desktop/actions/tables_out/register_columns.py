"""The columns of a register: what a form's answers are called and shown as in a spreadsheet, in what order, and which
of them a table that comes back is read by (``actions.tables_in``). Shown columns are for people; answers, ids and the
village's code are what is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from kampungkb_desktop.actions.lists_rows import shown
from kampungkb_desktop.actions.restricting import veiled
from kampungkb_desktop.actions.tables_out.growth_cells import GROWTH_COLUMNS, growth_cells
from kampungkb_desktop.actions.tables_out.table import Row, Scope, column_for, region_cells
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Blob, Choices, Kind, Link, Place
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.regions import load as load_regions
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

Role = Literal["shown", "answer", "link", "id", "village"]
HIDDEN: Final = "••••"
"""Stands for the digits that are not shown."""
_SHOWN_DIGITS: Final = 4
NUMBERS: Final = frozenset({"nik", "kk"})
HEAD, CARD, NAME, NIK, BIRTH = "Kepala keluarga", "Nomor KK", "Nama", "NIK", "Tanggal lahir"
DISTRICT, VILLAGE, CODE = "Kecamatan", "Desa/kelurahan", "Kode desa/kelurahan"
_FAMILY_COLUMNS: Final = (Column(HEAD, 26), Column(CARD, 21), Column("RT", 6), Column("RW", 6))
_MEMBER_COLUMNS: Final = (Column(NAME, 26), Column(NIK, 21), Column(BIRTH, 13, "day"))


@frozen
class Slot:
    """One column. ``field`` names the answer or the link that stands in it."""

    column: Column
    role: Role = "shown"
    field: str = ""


@frozen
class RegisterPlan:
    """Which columns a form gives, in what order."""

    form: type[Record]
    fields: Mapping[str, Kind]
    family: str
    """The field that leads to the family, "" where none does directly."""
    member: str
    """The field that leads to the person the record is about."""

    @classmethod
    def of(cls, form: type[Record]) -> RegisterPlan:
        """The plan of a form; its village stands among the places."""
        fields = {name: kind for name, kind in fields_of(form).items() if name != "village"}
        leads = {kind.to: name for name, kind in reversed(fields.items()) if isinstance(kind, Link)}
        own = form is not Member  # whose own link is to the mother
        return cls(form, fields, leads.get("family", ""), leads.get("member", "") if own else "")

    @property
    def people(self) -> bool:
        """Whether the record is about a family, directly or through a person."""
        return bool(self.family or self.member)

    @property
    def kept(self) -> int:
        """Columns at the left that stay in sight: number, place, and who it is."""
        return 3 + (len(_FAMILY_COLUMNS[:1]) if self.people else 0)

    def people_named(self) -> list[str]:
        """Every field that names a person."""
        return [name for name, kind in self.fields.items() if isinstance(kind, Link) and kind.to == "member"]

    def slots(self) -> tuple[Slot, ...]:
        """Number and place, who, the answers; at the right end what finds a row again: ids and the village's code."""
        first = (Column("No", 6, "number"), Column(DISTRICT, 18), Column(VILLAGE, 20))
        who = (*(_FAMILY_COLUMNS if self.people else ()), *(_MEMBER_COLUMNS if self.member else ()))
        grown = GROWTH_COLUMNS if self.form is ChildMeasurement else ()
        return (
            *(Slot(one) for one in (*first, *who)),
            *self._answers(),
            *(Slot(one) for one in grown),
            Slot(Column("ID", 36), "id"),
            Slot(Column(CODE, 16), "village"),
            *(Slot(Column(f"ID {k.label}", 36), "link", n) for n, k in self.fields.items() if isinstance(k, Link)),
        )

    def _answers(self) -> Iterator[Slot]:
        labels = [k.label for k in self.fields.values()]
        for name, kind in self.fields.items():
            if name not in (self.family, self.member):
                twice = labels.count(kind.label) > 1 and kind.group
                column = column_for(kind, f"{kind.label} ({kind.group})" if twice else "")
                yield Slot(column, "shown" if isinstance(kind, Link | Blob) else "answer", name)


class About:
    """The families, people and other records that some records speak of, read together."""

    def __init__(self, plan: RegisterPlan, linked: Mapping[str, Mapping[str, Record]]) -> None:
        self._plan, self._linked = plan, linked

    @classmethod
    def of(cls, conn: Connection, plan: RegisterPlan, records: Sequence[Record]) -> About:
        """Everything these records link to, and the families of the people among it."""
        wanted: dict[str, set[str]] = {}
        for name, kind in plan.fields.items():
            if isinstance(kind, Link) and kind.to in FORMS:
                found = {str(v) for one in records if (v := getattr(one, name)) is not None}
                wanted.setdefault(kind.to, set()).update(found)
        linked: dict[str, Mapping[str, Record]] = {
            form: read.by_ids(conn, FORMS[form], ids) for form, ids in wanted.items()
        }
        homes = {str(m.family_id) for m in linked.get("member", {}).values() if isinstance(m, Member) and m.family_id}
        missing = homes - set(linked.get("family", {}))
        if missing:
            linked["family"] = {**linked.get("family", {}), **read.by_ids(conn, Family, missing)}
        homes_of = linked.get("family", {})
        linked["family"] = veiled(conn, {key: one for key, one in homes_of.items() if isinstance(one, Family)})
        return cls(plan, linked)

    def family_id(self, record: Record) -> str | None:
        """The family a record belongs to, if any."""
        if isinstance(record, Family):
            return record.id
        if self._plan.family:
            return str(getattr(record, self._plan.family))
        member = self._member(record)
        return member.family_id if member else None

    def withheld(self, record: Record, people: frozenset[str]) -> bool:
        """Whether the record is about a family or a person whose data may be used no further."""
        named = {record.id, self.family_id(record), *(getattr(record, name) for name in self._plan.people_named())}
        return not people.isdisjoint(named)

    def who(self, record: Record, scope: Scope) -> list[Value]:
        """Family and person in words."""
        cells: list[Value] = []
        if self._plan.people:
            found = self._linked.get("family", {}).get(self.family_id(record) or "")
            family = found if isinstance(found, Family) else Family()
            cells += [family.head_name, masked(family.kk, scope), family.rt, family.rw]
        if self._plan.member:
            member = self._member(record) or Member()
            cells += [member.full_name, masked(member.nik, scope), member.birth_date]
        return cells

    def row(self, at: int, record: Record, scope: Scope) -> Row:
        """The cells under the plan's columns, for the ``at``-th record."""
        plan = self._plan
        cells = [
            self._cell(name, kind, getattr(record, name), scope)
            for name, kind in plan.fields.items()
            if name not in (plan.family, plan.member)
        ]
        if isinstance(record, ChildMeasurement):
            cells += growth_cells(record, self._member(record))
        links: list[Value] = [getattr(record, name) for name, kind in plan.fields.items() if isinstance(kind, Link)]
        return (
            at,
            *region_cells(record.village)[2:],
            *self.who(record, scope),
            *cells,
            record.id,
            record.village,
            *links,
        )

    def _member(self, record: Record) -> Member | None:
        if not self._plan.member:
            return None
        found = self._linked.get("member", {}).get(str(getattr(record, self._plan.member)))
        return found if isinstance(found, Member) else None

    def _cell(self, name: str, kind: Kind, answer: Any, scope: Scope) -> Value:
        if answer is None:
            return None
        match kind:
            case Link():
                found = self._linked.get(kind.to, {}).get(str(answer))
                return found.name() if found is not None else None
            case Place():
                return place_words(str(answer))
            case Blob():
                return "ada"
            case Choices() if not kind.options.items:
                return "; ".join(place_words(code) for code in answer)
            case _:
                return masked(str(answer), scope) if name in NUMBERS else shown(kind, answer)


def place_words(code: str) -> str:
    """A place by name with its code, which alone tells it from others of that name; other words as they are."""
    region = load_regions().region(code)
    return f"{region.name} ({code})" if region is not None else code


def masked(digits: str | None, scope: Scope) -> str | None:
    """A NIK or KK, its beginning hidden unless the office wants it whole."""
    if not digits or not scope.masked:
        return digits
    return f"{HIDDEN}{digits[-_SHOWN_DIGITS:]}"
