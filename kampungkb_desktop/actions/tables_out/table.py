"""What a table for a spreadsheet is: where and when it looks, its columns, its rows, and what is said above them.

Rows are made while they are written, so that a register of a whole district never stands in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import long_date, month_name
from kampungkb_desktop.base.typed_texts import Several
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Kind, Measure, Number, Text
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.rules.classification_history import month_end

Row = Sequence[Value]
Group = Literal["rekap", "keluarga", "kunjungan", "kegiatan", "kampung"]
GROUPS: Final[tuple[tuple[Group, str], ...]] = (
    ("rekap", "Rekap"), ("keluarga", Several("Keluarga")), ("kunjungan", "Kunjungan"), ("kegiatan", "Kegiatan"),
    ("kampung", "Kampung"),
)  # fmt: skip
"""In the order of the list, with the words over them."""
_VILLAGE_DOTS: Final = 3
_YEARS: Final = 1900
"""A number that cannot be lower is a year, and a year has no thousands dot."""

REGION_COLUMNS: Final = (
    Column("Provinsi", 18), Column("Kabupaten", 18), Column("Kecamatan", 18), Column("Desa", 20),
)  # fmt: skip


@frozen
class Scope:
    """The villages (codes, in the order of their codes), the month ("2026-10") and the day on which it is asked."""

    villages: tuple[str, ...]
    month: str
    today: date
    masked: bool = True
    """Whether of a NIK and a KK only the last digits are shown."""

    @property
    def day(self) -> date:
        """The last day that counts: today, or the end of a month that is over."""
        return min(self.today, month_end(self.month))


@frozen
class Table:
    """One sheet. ``rows`` may be walked once; ``kept`` columns at the left stay in sight."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    above: tuple[str, ...] = ()
    kept: int = 0


@frozen
class Offer:
    """One line of the list of tables. ``make`` gives its sheets; ``timed`` ones are about a month; ``personal`` ones
    name people; ``file`` begins the proposed name of the file."""

    key: str
    group: Group
    title: str
    told: str
    make: Callable[[Session, Scope, Progress], Sequence[Table]]
    file: str
    timed: bool = True
    personal: bool = False
    single: bool = True
    """Whether it is one sheet, which CSV can hold."""
    also: str = "excel xlsx csv"
    """Other words that somebody may type to find it."""


def region_cells(code: str | None) -> tuple[Value, Value, Value, Value]:
    """Province, regency, district and village by name; a code that is not in the list stands as it is."""
    region = regions.load().region(code) if code and code.count(".") == _VILLAGE_DOTS else None
    if region is None:
        return (None, None, None, code)
    return region.at("province").name, region.at("regency").name, region.at("district").name, region.name


def column_for(kind: Kind, title: str = "") -> Column:
    """The column of a question: numbers as numbers, days as days, codes as text, and as wide as they usually are."""
    named = title or (f"{kind.label} ({kind.unit})" if isinstance(kind, Number | Measure) and kind.unit else kind.label)
    match kind:
        case Day():
            return Column(named, 13, "day")
        case Number():
            return Column(named, 11, "plain" if kind.low >= _YEARS else "number")
        case Measure():
            return Column(named, 11, "measure")
        case Digits():
            return Column(named, 21)
        case Choice():
            return Column(named, 20)
        case Choices():
            return Column(named, 30)
        case Text() if kind.longest > 60:
            return Column(named, 34)
        case _:
            return Column(named, 16)


def state_line(scope: Scope) -> str:
    """Of when the figures are."""
    if scope.day < scope.today:
        return f"Keadaan akhir {month_name(scope.month)}"
    return f"Keadaan {long_date(scope.day)}"
