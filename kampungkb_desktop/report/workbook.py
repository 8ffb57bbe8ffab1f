"""Workbooks (XLSX) out of plain rows: a heading that stays in sight, codes as text, option lists to choose from.

Knows sheets and cells, no form. A text is always written as text, so that nothing in it is ever calculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kampungkb_desktop.base.frozen import frozen

Value = str | int | float | date | None
Kind = Literal["text", "number", "day"]

_HEADING_FILL: Final = PatternFill("solid", fgColor="FFDCEBE6")
_FORMATS: Final[dict[str, str]] = {"text": "@", "number": "General", "day": "DD/MM/YYYY"}
_VALIDATED: Final = 20_000
"""Rows below the heading in which Excel offers the options."""


@frozen
class Column:
    """``width`` in letters. ``options`` are offered in a list in every cell below."""

    title: str
    width: int = 14
    kind: Kind = "text"
    options: tuple[str, ...] = ()


@frozen
class Page:
    """One sheet. ``above`` are lines over the heading; ``rows`` may be walked once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()


def write_workbook(target: Path, pages: Sequence[Page], options_name: str = "Pilihan") -> None:
    """Write the pages, and a sheet with the options where columns have some. Raises ``OSError``; whoever calls sees to
    it that a half-written file does not keep its name."""
    with target.open("wb") as out:
        book = Workbook(write_only=True)
        try:
            _fill(book, pages, options_name)
            book.save(out)
        except BaseException:
            _let_go(book)
            raise


def _fill(book: Any, pages: Sequence[Page], options_name: str) -> None:
    lists = _lists(pages)
    for page in pages:
        _write_page(book, page, lists, options_name)
    if lists:
        sheet = book.create_sheet(options_name)
        _widths(sheet, [32] * len(lists))
        sheet.append([_heading(sheet, title) for _, title in lists.values()])
        for at in range(max(len(options) for options in lists)):
            sheet.append([_text(sheet, options[at]) if at < len(options) else None for options in lists])


def _let_go(book: Any) -> None:
    """Away with the rows that the library keeps in files of its own until a book is saved: they hold people."""
    for sheet in book.worksheets:
        writer = sheet._writer  # noqa: SLF001  there is no other way to them
        if writer is not None and Path(writer.out).exists():
            if not sheet.closed:
                sheet.close()
            writer.cleanup()


def _lists(pages: Sequence[Page]) -> dict[tuple[str, ...], tuple[str, str]]:
    """Every option list once: the letter of its column in the sheet of options, and a title."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for page in pages:
        for one in page.columns:
            if one.options and one.options not in found:
                found[one.options] = get_column_letter(len(found) + 1), one.title
    return found


def _write_page(book: Any, page: Page, lists: dict[tuple[str, ...], tuple[str, str]], options_name: str) -> None:
    sheet = book.create_sheet(page.name)
    _widths(sheet, [one.width for one in page.columns])
    top = len(page.above) + 1
    sheet.freeze_panes = f"A{top + 1}"
    for at, one in enumerate(page.columns, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].number_format = _FORMATS[one.kind]
        if one.options:
            source, _ = lists[one.options]
            rule = DataValidation(
                type="list", formula1=f"{options_name}!${source}$2:${source}${len(one.options) + 1}", allow_blank=True
            )
            rule.showErrorMessage = False  # a hint, never a lock
            rule.add(f"{letter}{top + 1}:{letter}{top + _VALIDATED}")
            sheet.data_validations.append(rule)
    for line in page.above:
        sheet.append([_text(sheet, line)])
    sheet.append([_heading(sheet, one.title) for one in page.columns])
    kinds = [one.kind for one in page.columns]
    for row in page.rows:
        sheet.append([_cell(sheet, kind, value) for kind, value in zip(kinds, row, strict=True)])


def _widths(sheet: Any, widths: Sequence[int]) -> None:
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def _heading(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill = Font(bold=True), _HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, "")
    cell._value, cell.data_type = text, "s"  # noqa: SLF001  never a formula, whatever it begins with
    cell.number_format = "@"
    return cell


def _cell(sheet: Any, kind: Kind, value: Value) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    if kind == "day":
        cell.number_format = _FORMATS["day"]
    return cell
