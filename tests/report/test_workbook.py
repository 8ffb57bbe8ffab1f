"""Workbooks: what they hold as another reader finds it, and that a broken off one leaves nothing behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kampungkb_desktop.report import workbook
from kampungkb_desktop.report.workbook import Column, Page, Value, write_workbook

COLUMNS = (
    Column("Nama", 20),
    Column("Lahir", 12, "day"),
    Column("Anak", 6, "number"),
    Column("Ya/tidak", 8, options=("Ya", "Tidak")),
)
ROWS: list[tuple[Value, ...]] = [("=SUM(A1)", date(1990, 3, 5), 2, "Ya"), ("@Siti", None, None, None)]


def test_texts_stay_texts_and_the_heading_stays_in_sight(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Page("Isi", COLUMNS, ROWS, above=("Judul",))])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["Isi"]
    assert sheet["A1"].value == "Judul"
    assert [cell.value for cell in sheet[2]] == ["Nama", "Lahir", "Anak", "Ya/tidak"]
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["C3"].value) == ("=SUM(A1)", "s", 2)
    assert sheet["B3"].value.date() == date(1990, 3, 5)
    assert sheet.freeze_panes == "A3"
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, rule.showErrorMessage) == ("'Pilihan'!$A$2:$A$3", False)
    assert [cell.value for cell in book["Pilihan"]["A"]] == ["Ya/tidak", "Ya", "Tidak"]
    book.close()


def test_a_broken_off_book_leaves_no_rows_in_other_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "sementara"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    def rows() -> Iterator[tuple[Value, ...]]:
        yield ROWS[0]
        raise OSError(28, "penuh")

    with pytest.raises(OSError, match="penuh"):
        write_workbook(tmp_path / "a.xlsx", [Page("Satu", COLUMNS, ROWS), Page("Dua", COLUMNS, rows())])
    assert list(aside.iterdir()) == []
    write_workbook(tmp_path / "b.xlsx", [Page("Satu", COLUMNS, ROWS)])
    assert list(aside.iterdir()) == []


HARD: tuple[Value, ...] = (
    "a < b & \"c\" 'd'", "dua\nbaris", "  tepi  ", "naik\x0bturun\r", "_x0041_", "'kutip", "=1+1", "x" * 40_000, "🌾 é",
)  # fmt: skip


def test_two_other_readers_find_every_text_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    write_workbook(target, [Page("Isi", [Column("Teks")], [[text] for text in HARD])])
    read = [str(row[0]) for row in CalamineWorkbook.from_path(target).get_sheet_by_name("Isi").to_python()[1:]]
    wanted = [str(text) for text in HARD]
    wanted[7] = "x" * 32_766 + "…"  # more letters than a cell holds
    assert read[:3] + read[5:] == [*wanted[:3], *wanted[5:]]
    book = openpyxl.load_workbook(target)
    seen = [cell.value for cell in book["Isi"]["A"]][1:]
    assert seen[:3] + seen[5:] == [*wanted[:3], *wanted[5:]]
    assert (openpyxl.utils.escape.unescape(str(seen[3])), seen[4]) == ("naik\x0bturun\r", "_x0041_")
    book.close()


def test_numbers_and_days_keep_their_kind(tmp_path: Path) -> None:
    columns = [Column("Jumlah", 9, "number"), Column("Ukur", 9, "measure"), Column("Tahun", 9, "plain"),
               Column("Hari", 9, "day")]  # fmt: skip
    rows: list[list[Value]] = [
        [1234, 36.55, 2026, date(1900, 3, 1)],
        [-5, 1e-7, 1999, date(9999, 12, 31)],
        [None, 0.1 + 0.2, 0, date(1899, 5, 1)],
    ]
    write_workbook(tmp_path / "a.xlsx", [Page("Isi", columns, rows, kept=1, filtered=True)])
    found = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert found[1:] == [[1234, 36.55, 2026, date(1900, 3, 1)], [-5, 1e-7, 1999, date(9999, 12, 31)],
                         ["", 0.1 + 0.2, 0, "01/05/1899"]]  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Isi"]
    assert [sheet.cell(2, at).number_format for at in range(1, 5)] == ["#,##0", "0.0###", "0", "DD/MM/YYYY"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:D4", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 14)


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [Page("Isi", COLUMNS, ROWS, above=("Judul",), filtered=True)])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_names_of_sheets_are_such_as_spreadsheets_take(tmp_path: Path) -> None:
    names = ["Ibu/anak [0-59]", "ibu-anak -0-59-", "x" * 40, "X" * 40, "'"]
    write_workbook(tmp_path / "a.xlsx", [Page(name, COLUMNS, ROWS, filtered=True) for name in names])
    found = CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names
    assert found[:2] == ["Ibu-anak -0-59-", "ibu-anak -0-59- (2)"]
    assert (len(found[2]), found[3][-4:], found[4]) == (31, " (2)", "Lembar")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == found


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    rows = ([at] for at in range(7))
    write_workbook(tmp_path / "a.xlsx", [Page("Isi", [Column("No", 5, "number")], rows, above=("Judul",))])
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    sheets = {name: [row[0] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}
    assert sheets == {
        "Isi": ["Judul", "No", 0, 1, 2],
        "Isi (2)": ["Judul", "No", 3, 4, 5],
        "Isi (3)": ["Judul", "No", 6],
    }


def test_past_a_bound_words_stand_in_their_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kampungkb_desktop.report.sheet_part._SHARED", 3)
    words = [f"kata {at % 7}" for at in range(20)]
    write_workbook(tmp_path / "a.xlsx", [Page("Isi", [Column("Kata")], [[word] for word in words])])
    found = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert [row[0] for row in found] == ["Kata", *words]
