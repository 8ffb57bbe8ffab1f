"""Records of every register with every answer that can be given, leading to each other as they do; and the way of a
file of registers through all its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st

from kampungkb_desktop.actions.lists_in.plan import Mode, Plan, Verdict
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.accepting import TakenTables, accept_registers
from kampungkb_desktop.actions.tables_in.planning import plan_registers
from kampungkb_desktop.actions.tables_in.recognising import RegisterFile, open_registers, reading_order
from kampungkb_desktop.actions.tables_out.offers import REGISTERS, offer
from kampungkb_desktop.actions.tables_out.table import Row, Scope
from kampungkb_desktop.actions.tables_out.writing import write_tables
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.kinds import (
    Blob,
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Link,
    Measure,
    Month,
    Number,
    Place,
    Text,
    YesNo,
)
from kampungkb_desktop.forms.record import DRAFT, Record, check, fields_of
from tests.actions.devices import VILLAGE

TODAY = date(2026, 11, 21)
BOOK = "buku-register"
ON = date(2026, 10, 9)
FORMS = sorted({one.form for one in REGISTERS.values()}, key=lambda form: reading_order()[form.FORM])
IN_MONTH: dict[type[Record], str] = {one.form: one.when for one in REGISTERS.values() if one.when}
_NOT_ANSWERED = frozenset({"id", "village", "status", "restricted", "restricted_on", "restricted_why"})
HARD_TEXTS = (
    "=1+1", "'=A1", "-", "n/a", "a;b, c", 'kutip "dua"', "dua\nbaris", "naik\x0bturun", "_x0041_", "  tepi ", "•",
)  # fmt: skip


def _texts(longest: int) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"])
    free = st.text(letters, min_size=1, max_size=min(longest, 20)).filter(lambda text: bool(text.strip()))
    return st.one_of(st.sampled_from([one for one in HARD_TEXTS if len(one) <= longest]), free)


def _answers(kind: Kind) -> st.SearchStrategy[Any]:  # noqa: C901  one line per kind
    match kind:
        case Text():
            return _texts(kind.longest)
        case Digits():
            return st.from_regex(r"[0-9]{8,16}", fullmatch=True)
        case Number():
            return st.integers(kind.low, kind.high)
        case Measure():
            scale = 10**kind.places
            return st.integers(int(kind.low) * scale, int(kind.high) * scale).map(lambda parts: parts / scale)
        case Day():
            return st.dates(date(1890, 1, 1), date(2030, 12, 31))
        case Month():
            return st.sampled_from(["2025-01", "2026-10"])
        case YesNo():
            return st.booleans()
        case Choice():
            return st.sampled_from(kind.options.codes())
        case Choices() if kind.options.items:
            several = st.lists(st.sampled_from(kind.options.codes()), min_size=1, unique=True)
            return several.map(lambda codes: tuple(sorted(codes)))
        case Choices():
            words = st.sampled_from(["64.03.06.2004", "64.03.06.1003", "Karang Taruna", "PKK"])
            return st.lists(words, min_size=1, unique=True).map(lambda found: tuple(sorted(found)))
        case Place():
            return st.sampled_from(["64", "64.03", "64.03.06"])
        case _:
            return st.none()


def _asked(form: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    asked = {
        name: _answers(kind)
        for name, kind in fields_of(form).items()
        if name not in _NOT_ANSWERED and not isinstance(kind, Link | Blob)
    }
    return st.fixed_dictionaries({}, optional=asked)


registers: st.SearchStrategy[list[dict[str, Any]]] = st.tuples(*(_asked(form) for form in FORMS)).map(list)


def linked(answers: Sequence[dict[str, Any]], mark: str, officer: str) -> list[Record]:
    """One record of each form with these answers, each leading to those before it. Draf where the form has something
    against it, so that nothing of what is kept depends on how complete it is; of the month the tables are cut by."""
    ids = {form.FORM: derived_id("register", mark, form.FORM) for form in FORMS} | {"officer": officer}
    found = []
    for form, given in zip(FORMS, answers, strict=True):
        links = {
            name: ids[kind.to]
            for name, kind in fields_of(form).items()
            if isinstance(kind, Link) and kind.to != form.FORM
        }
        name = IN_MONTH.get(form, "")
        when: dict[str, Any] = {name: "2026-10" if isinstance(fields_of(form)[name], Month) else ON} if name else {}
        made = form(id=ids[form.FORM], village=VILLAGE, status="selesai", **(given | links | when))
        clean = all(one.strength != "problem" for one in check(made, today=TODAY))
        found.append(made if clean else made.changed(status=DRAFT))
    return found


def scope(*, masked: bool = False) -> Scope:
    return Scope((VILLAGE,), "2026-10", TODAY, masked=masked)


def written(session: Session, target: Path, key: str = BOOK, *, masked: bool = False) -> Path:
    """A table as its file."""
    write_tables(session, offer(key), scope(masked=masked), target, silent())
    return target


def cells(session: Session, key: str = BOOK) -> dict[str, list[Row]]:
    """Every cell of every sheet of a table."""
    return {table.name: [tuple(row) for row in table.rows] for table in offer(key).make(session, scope(), silent())}


def planned(session: Session, path: Path) -> tuple[RegisterFile, Plan]:
    """A file of registers, looked through as a whole."""
    file = open_registers(path, silent())
    return file, plan_registers(session, file, file.sheets, TODAY, silent())


def taken(session: Session, path: Path) -> TakenTables:
    """A file of registers, taken in as it is."""
    file, plan = planned(session, path)
    return accept_registers(session, file, plan, Mode.REPLACE, silent())


def verdicts(plan: Plan) -> set[Verdict]:
    return set(plan.weighed(Mode.REPLACE).verdicts.values())


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """The workbook as somebody else's program opens and saves it."""
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)
    book.close()


def column_of(sheet: Any, title: str) -> int:
    """The number of the column under this title; the heading is the first row that has it."""
    return int(_heading(sheet, title).column)


def rows_below(sheet: Any, title: str) -> int:
    """The number of the first row under the heading."""
    return int(_heading(sheet, title).row) + 1


def _heading(sheet: Any, title: str) -> Any:
    return next(cell for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == title)
