"""Cells of other people's spreadsheets: codes that became numbers, scars of encodings, figures and marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.mojibake import mended
from kampungkb_desktop.base.sheet_cells import (
    Cell,
    LostDigits,
    block_number,
    cell_digits,
    cell_lines,
    cell_measure,
    cell_number,
    cell_text,
    cell_yes,
    keeps_last_figure,
    plain_words,
)

NIK = "6403060503900001"


@pytest.mark.parametrize("cell", [
    NIK, f"'{NIK}", f'="{NIK}"', int(NIK), float(NIK), f"{NIK}.0", "6.403.060.503.900.001", "640306 050390 0001",
    "6,403060503900001E+15", "6.403060503900001e15", f" {NIK}\u00a0",
])  # fmt: skip
def test_every_dress_of_a_nik_is_the_nik(cell: Cell) -> None:
    assert cell_digits(cell) == NIK


@pytest.mark.parametrize("cell", [
    "6,40306E+15", "6.4030605039E+15", 6.40306e15, 6403060503900000, 9.1710101019e22, "9,1710101019E+22",
    64030605039000010123456,
])  # fmt: skip
def test_lost_digits_are_never_made_up(cell: Cell) -> None:
    with pytest.raises(LostDigits):
        cell_digits(cell)


def test_a_column_that_keeps_its_last_figures_may_end_in_zero() -> None:
    assert keeps_last_figure(int(NIK))
    assert not keeps_last_figure(6403060503900000)
    assert not keeps_last_figure(NIK)
    assert cell_digits(6403060503900010, trusts_zeros=True) == "6403060503900010"


@pytest.mark.parametrize("cell", [None, True, date(2024, 3, 5), "abc", "6403X", -5, 1.5])
def test_other_things_are_no_digits(cell: Cell) -> None:
    assert cell_digits(cell) is None


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_short_number_keeps_its_digits(number: int) -> None:
    assert cell_digits(number) == str(number) == cell_digits(float(number))


@given(st.text(alphabet=st.characters(min_codepoint=0xA0, max_codepoint=0x17F), min_size=1, max_size=12))
def test_mending_gives_back_what_was_misread(text: str) -> None:
    try:
        scarred = text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return
    assert mended(scarred) in (text, scarred, mended(text))  # what was meant may itself look misread
    assert mended("José Ba’u") == "José Ba’u"


@pytest.mark.parametrize(("cell", "text"), [
    ("  Siti \u00a0 Aminah\n", "Siti Aminah"), ("JosÃ©", "José"), ("Baâ€™u", "Ba’u"), ("'=1+1", "=1+1"), ("-", ""),
    ("#N/A", ""), (12.0, "12"), (36.5, "36,5"), (True, "ya"), (date(2024, 3, 5), "2024-03-05"), (None, ""),
    ("'Aisyah", "'Aisyah"),
])  # fmt: skip
def test_text_as_a_person_reads_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_lines_of_an_answer_stay() -> None:
    assert cell_lines("Gang Kenanga\r\n  RT 2 ") == "Gang Kenanga\nRT 2"


@pytest.mark.parametrize(("cell", "block"), [
    (1, "001"), (1.0, "001"), ("2", "002"), ("RT 02", "002"), ("RW.3", "003"), ("IV", "IV"), ("0", "000"), ("", None),
    ("Dusun Tiga", "Dusun Tiga"), ("012", "012"),
])  # fmt: skip
def test_block_numbers_get_their_zeros_back(cell: Cell, block: str | None) -> None:
    assert block_number(cell) == block


def test_figures() -> None:
    assert [cell_number(one) for one in ("1.234", "12 orang", 12.0, "3,0 jiwa", "dua", 1.5)] == [
        1234, 12, 12, 3, None, None,
    ]  # fmt: skip
    assert [cell_measure(one, 1, 5000) for one in ("36,5 m²", "36.5", "1.234,5", 40, "luas")] == [
        36.5, 36.5, 1234.5, 40.0, None,
    ]  # fmt: skip
    assert [cell_yes(one) for one in ("Ya", "v", 1, "TIDAK", "0", 2, "mungkin")] == [
        True, True, True, False, False, False, None,
    ]  # fmt: skip


def test_words_compare_without_marks() -> None:
    assert plain_words(" Nama Kepala-Keluarga (KK): ") == "nama kepala keluarga kk"
