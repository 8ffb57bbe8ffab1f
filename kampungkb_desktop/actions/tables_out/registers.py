"""Registers: every answer of every record of one form, with the family and the person it is about in words.

The columns follow from the form's declaration. Families that asked for restriction (UU 27/2022, art. 40–41) are not
named in any register, and neither are such people; that some were left out is said above the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from kampungkb_desktop.actions.lists_rows import shown
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.growth_cells import GROWTH_COLUMNS, growth_cells
from kampungkb_desktop.actions.tables_out.table import Row, Scope, Table, column_for, region_cells, state_line
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Blob, Choices, Day, Kind, Link, Month, Place
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.regions import load as load_regions
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.store.connection import Connection

LEFT_OUT: Final = "Keluarga dan orang yang datanya dibatasi tidak ikut."
_AT_ONCE: Final = 400
_LEFT_OUT: Final = frozenset({"village"})
_HIDDEN: Final = "••••"
_SHOWN_DIGITS: Final = 4
_NUMBERS: Final = frozenset({"nik", "kk"})
_FAMILY_COLUMNS: Final = (Column("Kepala keluarga", 26), Column("Nomor KK", 21), Column("RT", 6), Column("RW", 6))
_MEMBER_COLUMNS: Final = (Column("Nama", 26), Column("NIK", 21), Column("Tanggal lahir", 13, "day"))


@frozen
class Register:
    """Records of ``form``. ``when`` is the day or month by which a register of one month is cut; "" for a register
    that is whole at any time. ``where`` narrows it."""

    form: type[Record]
    name: str
    when: str = ""
    where: Mapping[str, str] | None = None
    without: frozenset[str] = frozenset()


def register_table(session: Session, scope: Scope, progress: Progress, register: Register) -> Table:
    """All records of a register in the villages of the scope."""
    with session.database.read() as conn:
        found = _ids(conn, scope, register)
        withheld = restricted(conn)
    fields = {n: k for n, k in fields_of(register.form).items() if n not in _LEFT_OUT | register.without}
    plan = _Plan(register.form, fields)
    above = [register.name, state_line(scope)]
    if withheld and (plan.people or register.form is Family):
        above.append(LEFT_OUT)
    return Table(
        register.name, plan.columns(), _rows(session, scope, progress, plan, found, withheld), tuple(above), plan.kept
    )


@frozen
class _Plan:
    """Which columns a form gives, in what order."""

    form: type[Record]
    fields: Mapping[str, Kind]

    @property
    def family(self) -> str:
        """The field that leads to the family, "" where none does directly."""
        return next((n for n, k in self.fields.items() if isinstance(k, Link) and k.to == "family"), "")

    @property
    def member(self) -> str:
        """The field that leads to the person the record is about."""
        if self.form is Member:  # whose own link is to the mother
            return ""
        return next((n for n, k in self.fields.items() if isinstance(k, Link) and k.to == "member"), "")

    def people_named(self) -> list[str]:
        """Every field that names a person."""
        return [name for name, kind in self.fields.items() if isinstance(kind, Link) and kind.to == "member"]

    @property
    def people(self) -> bool:
        """Whether the record is about a family, directly or through a person."""
        return bool(self.family or self.member)

    @property
    def kept(self) -> int:
        """Columns at the left that stay in sight: number, place, and who it is."""
        return 3 + (len(_FAMILY_COLUMNS[:1]) if self.people else 0)

    def columns(self) -> tuple[Column, ...]:
        """Number and place, who, the answers, and the id by which a row is found again."""
        first = (Column("No", 6, "number"), Column("Kecamatan", 18), Column("Desa/kelurahan", 20))
        who = (*(_FAMILY_COLUMNS if self.people else ()), *(_MEMBER_COLUMNS if self.member else ()))
        grown = GROWTH_COLUMNS if self.form is ChildMeasurement else ()
        return (*first, *who, *self._answers(), *grown, Column("ID", 30))

    def _answers(self) -> Iterator[Column]:
        labels = [k.label for k in self.fields.values()]
        for name, kind in self.fields.items():
            if name not in (self.family, self.member):
                twice = labels.count(kind.label) > 1 and kind.group
                yield column_for(kind, f"{kind.label} ({kind.group})" if twice else "")


def _ids(conn: Connection, scope: Scope, register: Register) -> list[str]:
    """The records of the register in order of village and time."""
    where: dict[str, Any] = {"village": list(scope.villages), **(register.where or {})}
    wanted = ("id", register.when) if register.when else ("id",)
    order = ("village", register.when, "id") if register.when else ("village", "id")
    rows = read.rows(conn, register.form, wanted, where, order=order)
    if not register.when:
        return [str(row[0]) for row in rows]
    return [str(row[0]) for row in rows if str(row[1] or "")[:7] == scope.month]


def restricted(conn: Connection) -> frozenset[str]:
    """The families and people whose data are restricted."""
    return lists.restricted_families(conn) | lists.restricted_members(conn)


def _rows(
    session: Session, scope: Scope, progress: Progress, plan: _Plan, ids: Sequence[str], withheld: frozenset[str]
) -> Iterator[Row]:
    """Rows, read by the hundred; a record that is gone meanwhile is left out."""
    at = 0
    for start in range(0, len(ids), _AT_ONCE):
        progress.report(start, len(ids), f"Membaca {plan.form.TITLE.lower()}")
        with session.database.read() as conn:
            some = ids[start : start + _AT_ONCE]
            known = read.by_ids(conn, plan.form, some)
            about = _About.of(conn, plan, [known[one] for one in some if one in known])
        for one in some:
            record = known.get(one)
            if record is None or about.withheld(record, withheld):
                continue
            at += 1
            yield (at, *region_cells(record.village)[2:], *about.who(record, scope), *about.answers(record, scope))


class _About:
    """The families, people and other records that some records speak of, read together."""

    def __init__(self, plan: _Plan, linked: Mapping[str, Mapping[str, Record]]) -> None:
        self._plan, self._linked = plan, linked

    @classmethod
    def of(cls, conn: Connection, plan: _Plan, records: Sequence[Record]) -> _About:
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

    def answers(self, record: Record, scope: Scope) -> list[Value]:
        """The answers, what follows from them, and the id."""
        plan = self._plan
        cells = [
            self._cell(name, kind, getattr(record, name), scope)
            for name, kind in plan.fields.items()
            if name not in (plan.family, plan.member)
        ]
        if isinstance(record, ChildMeasurement):
            cells += growth_cells(record, self._member(record))
        return [*cells, record.id]

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
                region = load_regions().region(str(answer))
                return region.name if region is not None else str(answer)
            case Blob():
                return "ada"
            case Choices() if not kind.options.items:
                return "; ".join(_place_or_word(code) for code in answer)
            case Day() | Month():
                return shown(kind, answer)
            case _:
                return masked(str(answer), scope) if name in _NUMBERS else shown(kind, answer)


def _place_or_word(code: str) -> str:
    region = load_regions().region(code) if "." in code else None
    return region.name if region is not None else code


def masked(digits: str | None, scope: Scope) -> str | None:
    """A NIK or KK, its beginning hidden unless the office wants it whole."""
    if not digits or not scope.masked:
        return digits
    return f"{_HIDDEN}{digits[-_SHOWN_DIGITS:]}"


def of_form(form: type[Record], name: str, when: str = "", **where: str) -> Callable[..., Sequence[Table]]:
    """The maker of a register for the list of tables."""
    register = Register(form, name, when, where or None)

    def make(session: Session, scope: Scope, progress: Progress) -> Sequence[Table]:
        return (register_table(session, scope, progress, register),)

    return make
