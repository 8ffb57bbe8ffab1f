"""How a paper of tables breaks and is titled: no row alone on a page, no title of four lines, no heading squeezed into
a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.report.fonts import register_fonts
from kampungkb_desktop.report.ink import CELL, TITLES
from kampungkb_desktop.report.pen import wrap
from kampungkb_desktop.report.table import LEAST_ROWS, Column, Row, Table
from kampungkb_desktop.report.tabled import title_style

register_fonts()
WIDTH = 515.0
COLUMNS = (Column("No", 0.4, "right"), Column("Nama", 3), Column("Keterangan", 2))


@given(st.integers(9, 60), st.floats(40, 900))
def test_no_row_stands_alone_on_either_page(count: int, room: float) -> None:
    table = Table(COLUMNS, tuple(Row((str(at), "Keluarga Contoh", "tercatat")) for at in range(count)))
    if table.height(WIDTH) <= room:
        return
    broken = table.split(WIDTH, room)
    if broken is None or not broken[1]:
        return
    (upper,), (lower,) = broken
    assert isinstance(upper, Table)
    assert isinstance(lower, Table)
    assert (*upper.rows, *lower.rows) == table.rows
    assert min(len(upper.rows), len(lower.rows)) >= LEAST_ROWS
    assert upper.height(WIDTH) <= room


@given(st.lists(st.text("abcdefghijklmn", min_size=1, max_size=12), min_size=1, max_size=14))
def test_a_title_is_set_as_large_as_two_lines_allow(words: list[str]) -> None:
    title = " ".join(words)
    style = title_style(title, WIDTH)
    lines = len(wrap(title, style, WIDTH))
    larger = [one for one in TITLES if one.size > style.size]
    assert lines <= 2 or style is TITLES[-1]
    assert all(len(wrap(title, one, WIDTH)) > lines for one in larger)


def test_a_heading_within_a_table_runs_over_its_empty_cells() -> None:
    long = "Keluarga Ni Luh Putu Ayu Kusumawardhani Dewi Saraswati Prabaningrum"
    columns = (Column("Isian", 1), Column("Isi", 1.6))
    heading, answer = Row((long, ""), strong=True), Row((long, "Ya"))
    assert heading.spans
    assert not answer.spans
    assert not Row(("Seluruhnya", "", "12"), strong=True).spans
    one = Table(columns, (heading,), below=0).height(WIDTH) - Table(columns, (), below=0).height(WIDTH)
    two = Table(columns, (answer,), below=0).height(WIDTH) - Table(columns, (), below=0).height(WIDTH)
    assert two - one >= CELL.leading
