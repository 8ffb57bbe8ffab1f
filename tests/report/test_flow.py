"""Pouring blocks into pages: nothing lost, nothing moved, no heading alone, no edge crossed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.report.blocks import Callout, Columns, Gap, Heading, Paragraph, Subhead
from kampungkb_desktop.report.flow import Area, Block, Placed, pour
from kampungkb_desktop.report.fonts import register_fonts
from kampungkb_desktop.report.ink import BODY, CELL, Style
from kampungkb_desktop.report.institution import Signatures
from kampungkb_desktop.report.pen import width_of, wrap
from kampungkb_desktop.report.summary_content import Signature
from kampungkb_desktop.report.table import Column, Row, Table

register_fonts()

WIDTH, FIRST, LATER = 300.0, Area(120, 400), Area(40, 400)
WORDS = st.text("abcdefg ", min_size=1, max_size=400).filter(str.strip)
PLAIN = st.builds(Paragraph, WORDS)
HEADED = st.builds(lambda words: [Heading("Judul"), Subhead("Anak"), Paragraph(words)], WORDS)
TABLES = st.builds(
    lambda cells: [Table((Column("Kata", 1), Column("", 1)), tuple(Row((cell, "x")) for cell in cells))],
    st.lists(WORDS, min_size=1, max_size=30),
)
BLOCKS = st.lists(PLAIN.map(lambda block: [block]) | HEADED | TABLES, min_size=1, max_size=8).map(
    lambda parts: [block for part in parts for block in part]
)


def words_in(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return block.words.split()
    if isinstance(block, Table):
        return [word for row in block.rows for cell in row.cells for word in str(cell).split()]
    return []


def poured(blocks: list[Block]) -> list[list[Placed]]:
    return pour(blocks, WIDTH, FIRST, LATER)


@settings(deadline=None, max_examples=60)
@given(BLOCKS)
def test_letters_stay_whole_and_in_order(blocks: list[Block]) -> None:
    pages = poured(blocks)
    before = "".join(word for block in blocks for word in words_in(block))
    after = "".join(word for page in pages for placed in page for word in words_in(placed.block))
    # a table row broken between its lines carries its second column along, so letters are compared as they come
    assert sorted(after) == sorted(before)


@settings(deadline=None, max_examples=60)
@given(BLOCKS)
def test_no_heading_ends_a_page_and_nothing_overlaps(blocks: list[Block]) -> None:
    for place, page in enumerate(poured(blocks)):
        area = FIRST if place == 0 else LATER
        assert not page[-1].block.keep
        y = area.top - page[0].block.lead
        for placed in page:
            assert placed.top >= y - 0.01
            y = placed.top + placed.block.height(WIDTH)
        assert y <= area.bottom + 0.01


@given(st.text(max_size=200), st.floats(20, 300))
@settings(deadline=None)
def test_wrapped_lines_fit_and_keep_every_letter(words: str, width: float) -> None:
    for style in (BODY, CELL, Style(21, 25, bold=True)):
        lines = wrap(words, style, width)
        assert "".join("".join(lines).split()) == "".join(words.split())
        for line in lines:
            assert width_of(line, style) <= width or len(line) == 1


def test_columns_too_tall_for_a_page_are_laid_one_under_the_other() -> None:
    tall = Columns(((Paragraph("kiri " * 400),), (Paragraph("kanan " * 400),)), (1, 1))
    pages = poured([Heading("Judul"), tall])
    kinds = [type(placed.block).__name__ for page in pages for placed in page]
    assert "Columns" not in kinds
    assert kinds.count("Paragraph") >= 2


def test_a_callout_too_tall_for_a_page_keeps_its_sentences() -> None:
    pages = poured([Callout("Langkah", tuple(f"Langkah {at}. " + "kata " * 60 for at in range(12)))])
    printed = " ".join(word for page in pages for placed in page for word in words_in(placed.block))
    assert all(f"Langkah {at}." in printed for at in range(12))


def test_numbers_are_never_broken_by_a_narrow_column() -> None:
    table = Table((Column("", 3), Column("", 0.2, "right")), (Row(("Jumlah keluarga", "1.234.567.890")),))
    assert table.height(200) < 2 * CELL.leading + 12


def test_signatures_never_stand_alone_on_a_page() -> None:
    columns = (Column("No", 0.4, "right"), Column("Nama", 3))
    close = Signatures("Gunung Tabur, 22 November 2026", (Signature("Petugas", "Contoh"),))
    for many in range(1, 90):
        rows = tuple(Row((str(at), f"Orang {at}")) for at in range(1, many + 1))
        pages = poured([Heading("Daftar"), Table(columns, rows), Gap(6), close])
        last = [placed.block for placed in pages[-1]]
        assert any(isinstance(one, Table) for one in last), many
        tables = [placed.block for page in pages for placed in page if isinstance(placed.block, Table)]
        shown = [row for table in tables for row in table.rows]
        assert tuple(shown) == rows
        for page in pages:
            for one, after in pairwise(page):
                assert one.top + one.block.height(WIDTH) <= after.top + 0.01
            assert page[-1].top + page[-1].block.height(WIDTH) <= LATER.bottom + 0.01


def test_what_closes_takes_a_sentence_along_and_a_heading_with_it() -> None:
    register_fonts()
    close = Signatures("Gunung Tabur, 22 November 2026", (Signature("Petugas", "Contoh"),))
    for air in range(10, 250, 10):
        pages = poured([Gap(air), Heading("Penutup"), Paragraph("Demikian berita acara ini dibuat."), Gap(6), close])
        assert any(isinstance(placed.block, Paragraph) for placed in pages[-1]), air
        assert any(isinstance(placed.block, Heading) for placed in pages[-1]), air


def test_a_last_page_of_a_few_lines_takes_the_section_before_along() -> None:
    sections: list[Block] = []
    for name, gap in (("Pertama", 110.0), ("Kedua", 70.0), ("Ketiga", 10.0)):
        sections += [Heading(name), Paragraph("isi", below=gap)]
    before, last = poured(sections)
    assert [one.block.words for one in before if isinstance(one.block, Heading)] == ["Pertama"]
    assert [one.block.words for one in last if isinstance(one.block, Heading)] == ["Kedua", "Ketiga"]
