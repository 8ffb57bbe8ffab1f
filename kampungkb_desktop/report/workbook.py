"""Workbooks (XLSX) out of plain rows: a heading that stays in sight, codes as text, option lists to choose from.

Knows sheets and cells, no form. A text is always written as text, so that nothing in it is ever calculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from kampungkb_desktop.base.frozen import frozen

Value = str | int | float | date | None
Kind = Literal["text", "number", "measure", "plain", "day"]
"""``plain`` is a whole number without thousands mark (a year), ``number`` a count; ``measure`` has the decimals it
needs."""

_HEADING_FILL: Final = PatternFill("solid", fgColor="FFDCEBE6")
_ABOVE: Final = Font(bold=True)
_FORMATS: Final[dict[str, str]] = {
    "text": "@", "number": "#,##0", "measure": "0.0###", "plain": "0", "day": "DD/MM/YYYY",
}  # fmt: skip
_F4: Final = "14"  # Folio in the list of paper sizes: the nearest to 215 by 330 mm that every spreadsheet knows
_READABLE: Final = 260
"""Letters across a sheet of paper that can still be read."""
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
    """One sheet. ``above`` are lines over the heading; ``rows`` may be walked once. ``kept`` columns at the left stay
    in sight; ``filtered`` puts a filter on every column of the heading."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()
    kept: int = 0
    filtered: bool = False


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
    sheet.freeze_panes = f"{get_column_letter(page.kept + 1)}{top + 1}"
    _for_paper(sheet, top, page)
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
    for at, line in enumerate(page.above):
        sheet.append([_text(sheet, line, _ABOVE if at == 0 else None)])
    sheet.append([_heading(sheet, one.title) for one in page.columns])
    kinds, cells, last = [one.kind for one in page.columns], _Cells(sheet), top
    for last, row in enumerate(page.rows, top + 1):  # noqa: B007  where the table ends is asked below
        sheet.append(cells.row(kinds, row))
    if page.filtered:
        sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(kinds))}{max(last, top + 1)}"


def _for_paper(sheet: Any, top: int, page: Page) -> None:
    """As offices print it: lying F4, the heading on each sheet of paper, and beside one another as many as can be read;
    the columns that stay in sight stand on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _F4
    sheet.page_setup.fitToWidth = ceil(sum(one.width for one in page.columns) / _READABLE)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"
    if page.kept:
        sheet.print_title_cols = f"A:{get_column_letter(page.kept)}"


def _widths(sheet: Any, widths: Sequence[int]) -> None:
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def _heading(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill = Font(bold=True), _HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text(sheet: Any, text: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, "")
    if font is not None:
        cell.font = font
    cell._value, cell.data_type = text, "s"  # noqa: SLF001  never a formula, whatever it begins with
    cell.number_format = "@"
    return cell


class _Cells:
    """Makes the cells of one sheet. The look of a kind is found once: finding it anew for each of a million cells takes
    longer than writing them."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._looks = {kind: self._look(form) for kind, form in _FORMATS.items()}

    def _look(self, number_format: str) -> Any:
        cell = WriteOnlyCell(self._sheet, "")
        cell.number_format = number_format
        return cell._style  # noqa: SLF001  shared by all cells of the kind; nobody changes it

    def row(self, kinds: Sequence[Kind], values: Sequence[Value]) -> list[Any]:
        """The cells of one row; what is not there stays empty."""
        return [None if v is None else self._one(kind, v) for kind, v in zip(kinds, values, strict=True)]

    def _one(self, kind: Kind, value: Value) -> Any:
        if isinstance(value, str):
            cell = WriteOnlyCell(self._sheet, "")
            cell._value, cell.data_type = value, "s"  # noqa: SLF001  never a formula, whatever it begins with
            kind = "text"
        else:
            cell = WriteOnlyCell(self._sheet, value)
        cell._style = self._looks[kind]  # noqa: SLF001  as above
        return cell
