"""Workbooks: what they hold as another reader finds it, and that a broken off one leaves nothing behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

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
    assert (rule.formula1, rule.showErrorMessage) == ("Pilihan!$A$2:$A$3", False)
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
