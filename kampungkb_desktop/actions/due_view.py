"""The due list as a person looks at it: narrowed by village, RT, sasaran, reason and days, counted, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

from kampungkb_desktop.actions.due import DueBook, Line
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.csv_out import csv_bytes
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import age_words, long_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.rules.days import month_end
from kampungkb_desktop.rules.due import Reason, reason_names, week_end
from kampungkb_desktop.store import lists

Window = Literal["terlambat", "hari_ini", "minggu_ini", "bulan_ini"]
LATE, TODAY, WEEK, MONTH = "terlambat", "hari_ini", "minggu_ini", "bulan_ini"
WINDOWS: Final[tuple[str, ...]] = (LATE, TODAY, WEEK, MONTH)
BY_PLACE, BY_RANK = "tempat", "mendesak"
_COLUMNS = (
    "Desa/kelurahan", "RW", "RT", "Kepala keluarga", "Orang", "Umur", "Sasaran", "Alamat", "Nomor HP", "Mendesak",
    "Tenggat", "Terlambat (hari)", "Alasan",
)  # fmt: skip


@frozen
class DueFilter:
    """What must hold of a line; empty asks nothing. Sasaran, reason and days must hold of one and the same reason.
    ``among`` are families that a search found."""

    window: str = WEEK
    village: str = ""
    rt: str = ""
    target: str = ""
    code: str = ""
    among: Collection[str] | None = None
    villages: tuple[str, ...] = ()
    """Several villages; empty asks nothing."""


def last_day(window: str, today: date) -> date:
    """The last due day of a window; every window holds what is late."""
    if window == LATE:
        return date.fromordinal(today.toordinal() - 1)
    return {TODAY: today, WEEK: week_end(today), MONTH: month_end(today)}[window]


def narrowed(book: DueBook, wanted: DueFilter) -> list[Line]:
    """The lines that meet every condition, in no particular order."""
    last = last_day(wanted.window, book.today)
    return [
        line for line in book.lines() if _here(line, wanted) and any(_meets(r, wanted, last) for r in line.due.reasons)
    ]


def in_order(lines: Iterable[Line], order: str) -> list[Line]:
    """The most urgent first; by place: village, RW and RT, and within an RT the most urgent first."""
    if order == BY_RANK:
        return sorted(lines, key=lambda line: line.due.rank())
    return sorted(lines, key=lambda line: (line.place, line.due.rank()))


def counts(book: DueBook) -> dict[str, int]:
    """People in each window."""
    return {window: len(narrowed(book, DueFilter(window))) for window in WINDOWS}


def reasons_found(lines: Iterable[Line]) -> Counter[str]:
    """How many lines have each reason, by code."""
    return Counter(code for line in lines for code in {reason.code for reason in line.due.reasons})


def places(book: DueBook, villages: Collection[str] = ()) -> list[str]:
    """The RT that hold somebody, of these villages or all."""
    found = (line.place for line in book.lines() if not villages or line.place.village in villages)
    return sorted({place.rt for place in found if place.rt})


def _here(line: Line, wanted: DueFilter) -> bool:
    return (
        wanted.village in ("", line.place.village)
        and (not wanted.villages or line.place.village in wanted.villages)
        and wanted.rt in ("", line.place.rt)
        and (wanted.among is None or line.due.family in wanted.among)
    )


def _meets(reason: Reason, wanted: DueFilter, last: date) -> bool:
    return reason.due <= last and wanted.target in ("", reason.target) and wanted.code in ("", reason.code)


# --- CSV


def export_due(session: Session, book: DueBook, lines: Sequence[Line], target: Path) -> int:
    """Write the lines in their order as CSV that a spreadsheet opens; returns how many. KnownError E-WRITE."""
    write_file(target, csv_bytes([_COLUMNS, *_cells(session, book, lines)]))
    return len(lines)


def _cells(session: Session, book: DueBook, lines: Sequence[Line]) -> Iterator[list[str]]:
    with session.database.read() as conn:
        families = lists.due_families(conn, {line.due.family for line in lines})
        people = lists.due_people(conn, {line.due.person for line in lines if line.due.person})
    names, found = reason_names(book.rule), regions.load()
    for place, due in lines:
        home, who = families.get(due.family), people.get(due.person)
        village = found.region(place.village) if place.village else None
        born = date.fromisoformat(who[1]) if who is not None and who[1] else None
        yield [
            village.name if village is not None else place.village, place.rw, place.rt,
            _plain(home.head_name if home else None), _plain(who[0] if who else None),
            age_words(born, book.today) if born else "", TARGET.label(due.first.target),
            _plain(home.address if home else None), _plain(home.phone if home else None), due.first.urgency.label,
            long_date(due.due), str(max(0, (book.today - due.due).days)),
            " ".join(f"{names[one.code]}: {one.sentence}" for one in due.reasons),
        ]  # fmt: skip


def _plain(text: str | None) -> str:
    """One line, whatever was typed."""
    return (text or "").replace("\n", " ")
