"""Files of lists: workbooks and CSV in every usual dress, and what is refused with a sentence."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions.lists_in import sheet_part, sheets, workbook
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from tests.actions.lists_in.making import HEADING, HOUSE, Cells, csv_file, opened, xlsx

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 1, 1)),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    .filter(lambda text: not text.startswith("=") and text.strip() == text),
)  # fmt: skip


def _code(path: Path) -> str:
    with pytest.raises(KnownError) as refused:
        opened(path)
    assert refused.value.sentence.endswith(".")
    assert refused.value.next_step.endswith(".")
    return refused.value.code


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_cells_are_what_another_reader_reads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path = xlsx(tmp_path_factory.mktemp("buku") / "a.xlsx", rows)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    theirs = {at: _trimmed(row) for at, row in enumerate(sheet.iter_rows(values_only=True), 1)}
    book.close()
    expected = {at: cells for at, cells in theirs.items() if cells}
    try:
        ours = {at: list(cells) for at, cells in opened(path).sheets[0].rows}
    except KnownError as error:
        assert (error.code, expected) == ("E-LIST-EMPTY", {})  # noqa: PT017
        return
    assert ours == expected


def _trimmed(row: tuple[object, ...]) -> list[object]:
    cells = [one.date() if isinstance(one, datetime) else one for one in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def test_merged_cells_show_their_value_everywhere(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Keluarga", None, "Nama"],
        ["001", "6403", "Suparman"],
        [None, None, "Aminah"],
        [None, None, "Wahyu"],
    ]

    def prepare(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A2:A4")

    (sheet,) = opened(xlsx(tmp_path / "a.xlsx", rows, prepare=prepare)).sheets
    assert [cells for _, cells in sheet.rows] == [
        ["Keluarga", "Keluarga", "Nama"], ["001", "6403", "Suparman"], ["001", None, "Aminah"], ["001", None, "Wahyu"],
    ]  # fmt: skip


def test_hidden_sheets_come_last_and_empty_ones_not_at_all(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title, first.sheet_state = "Bantu", "hidden"
    first.append(["x"])
    book.create_sheet("Kosong")
    book.create_sheet("RT 001").append(["y"])
    book.save(tmp_path / "a.xlsx")
    assert [(one.name, one.hidden) for one in opened(tmp_path / "a.xlsx").sheets] == [
        ("RT 001", False),
        ("Bantu", True),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_csv_in_every_usual_dress(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["Daftar, Desa Maluang"], [], HEADING, *HOUSE, ["6403061101150001", "", "Zoë\nd’Arc; ya, betul", "P"]]
    path = csv_file(tmp_path / "a.csv", rows, delimiter=delimiter, encoding=encoding)
    (sheet,) = opened(path).sheets
    found = dict(sheet.rows)
    assert found[3] == HEADING
    assert found[7][2] == "Zoë\nd’Arc; ya, betul"
    assert found[6][:3] == ["6403061101150001", "6403061203150003", "Wahyu"]


def test_a_stray_quote_does_not_swallow_the_rows_below(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('No KK;NIK;Nama\n1;2;"Siti\n3;4;Budi\n5;6;Tono\n', encoding="utf-8")
    assert [cells[2] for _, cells in opened(path).sheets[0].rows] == ["Nama", '"Siti', "Budi", "Tono"]


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.xlsx", b"", "E-LIST-EMPTY"), ("a.csv", b"", "E-LIST-EMPTY"), ("a.csv", b"\n \n;;\n", "E-LIST-EMPTY"),
    ("a.xlsx", b"PK\x03\x04 terpotong", "E-LIST-DAMAGED"),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "E-LIST-OLD"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E-LIST-LOCKED"),
    ("a.pdf", b"%PDF-1.7 ...", "E-LIST-FORMAT"), ("a.xls", b"<html><table></table></html>", "E-LIST-OLD"),
    ("a.jpg", b"\xff\xd8\xff\xe0abc", "E-LIST-FORMAT"), ("a.bin", bytes(range(256)) * 4, "E-LIST-FORMAT"),
])  # fmt: skip
def test_what_is_no_list_is_refused_politely(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert _code(path) == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert _code(tmp_path / "tidak-ada.xlsx") == "E-LIST-MISSING"
    assert _code(tmp_path) == "E-LIST-READ"


def test_every_cut_of_a_workbook_is_refused_or_read(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]).read_bytes()
    cut = tmp_path / "cut.xlsx"
    for length in range(2, len(whole), 97):
        cut.write_bytes(whole[:length])
        assert _code(cut) in {"E-LIST-DAMAGED", "E-LIST-FORMAT"}


def test_every_flipped_byte_of_a_workbook_is_read_or_refused(tmp_path: Path) -> None:
    whole = bytearray(xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]).read_bytes())
    flipped = tmp_path / "flipped.xlsx"
    for at in range(0, len(whole), 41):
        whole[at] ^= 0xFF
        flipped.write_bytes(whole)
        whole[at] ^= 0xFF
        try:
            opened(flipped)
        except KnownError as error:
            assert error.code.startswith("E-LIST-")  # noqa: PT017


def _with_part(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part of its own replaced."""
    source = xlsx(path.with_name("sumber.xlsx"), [HEADING, *HOUSE])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, content if one.filename == part else old.read(one))
    return path


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    assert _code(_with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", bomb)) == "E-LIST-DAMAGED"


def test_a_swelling_part_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    swelling = b"<worksheet><sheetData>" + b" " * 60_000_000 + b"</sheetData></worksheet>"
    path = _with_part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", swelling)
    assert path.stat().st_size < 1_000_000
    assert _code(path) == "E-LIST-LARGE"


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_part, "MOST_ROWS", 3)
    monkeypatch.setattr("kampungkb_desktop.actions.lists_in.csv_sheet.MOST_ROWS", 3)
    assert _code(xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE])) == "E-LIST-LARGE"
    assert _code(csv_file(tmp_path / "a.csv", [HEADING, *HOUSE])) == "E-LIST-LARGE"


def test_other_formats_in_the_same_container_are_named(tmp_path: Path) -> None:
    for name, part, word in (("a.ods", "mimetype", ".ods"), ("a.xlsb", "xl/workbook.bin", "XLSB")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, "x")
        with pytest.raises(KnownError, match=word) as refused:
            opened(tmp_path / name)
        assert refused.value.code == "E-LIST-OLD"
    assert workbook.old_format().code == "E-LIST-OLD"


def test_columns_far_out_are_left_away(tmp_path: Path) -> None:
    def prepare(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.cell(1, sheets.MOST_COLUMNS + 40, "jauh")

    (sheet,) = opened(xlsx(tmp_path / "a.xlsx", [["a", "b"], ["c"]], prepare=prepare)).sheets
    assert [cells for _, cells in sheet.rows] == [["a", "b"], ["c"]]


def test_a_file_saved_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE])

    def save_again(_step: object) -> None:
        xlsx(path, [HEADING, *HOUSE, HOUSE[0]])

    with pytest.raises(KnownError) as refused:
        opened(path, Progress(sink=save_again))
    assert refused.value.code == "E-LIST-CHANGED"


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel.set()
    for path in (xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]), csv_file(tmp_path / "a.csv", [HEADING, *HOUSE])):
        with pytest.raises(Cancelled):
            opened(path, progress)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_workbooks_of_other_writers(tmp_path: Path) -> None:
    """Prefixed tags, absolute part names, days from 1904, words in pieces with reading aids, rows without numbers."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": '<Relationships><Relationship Id="r" Target="/buku/workbook.xml"/></Relationships>',
        "buku/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{RELATIONS}"><x:workbookPr date1904="1"/>'
        '<x:sheets><x:sheet name="RT 1" r:id="a"/><x:sheet name="Grafik" r:id="b"/></x:sheets></x:workbook>',
        "buku/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="worksheets/s.xml"/>'
        '<Relationship Id="b" Target="chartsheets/c.xml"/><Relationship Id="c" Target="sharedStrings.xml"/>'
        '<Relationship Id="d" Target="styles.xml"/><Relationship Id="e" Target="http://x/y" TargetMode="External"/>'
        "</Relationships>",
        "buku/sharedStrings.xml": "<sst><si><r><t>Su</t></r><r><t>par</t></r><rPh><t>x</t></rPh>"
        "<r><t>man</t></r></si></sst>",
        "buku/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd&quot; d &quot;mmm yyyy"/>'
        '<numFmt numFmtId="171" formatCode="0.0&quot;dy&quot;"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
        "buku/worksheets/s.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c s="1"><x:v>31475</x:v></x:c><x:c s="2"><x:v>0.5</x:v></x:c></x:row>'
        '<x:row r="5"><x:c r="C5" t="inlineStr"><x:is><x:t>si</x:t><x:t>ni</x:t></x:is></x:c>'
        '<x:c r="D5" s="3"><x:v>7</x:v></x:c><x:c r="E5" t="e"><x:v>#N/A</x:v></x:c>'
        '<x:c r="F5" t="s"><x:v>99</x:v></x:c><x:c r="G5" t="b"><x:v>1</x:v></x:c>'
        '<x:c r="H5" t="d"><x:v>1990-03-05T00:00:00</x:v></x:c><x:c r="I5"><x:v>nan</x:v></x:c>'
        '<x:c r="J5" t="str"><x:f>1+1</x:f><x:v>hasil</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }
    path = tmp_path / "lain.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (sheet,) = opened(path).sheets
    assert sheet.name == "RT 1"
    assert sheet.rows == (
        (1, ["Suparman", date(1990, 3, 5), 0.5]),
        (5, [None, None, "sini", 7, None, None, True, date(1990, 3, 5), None, "hasil"]),
    )
