"""The parts of a workbook beside its sheets: what there is, how it looks, and which relation leads where.

After ECMA-376 part 1 (SpreadsheetML) and part 2 (packages); only what the writer of sheets uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kampungkb_desktop.base.frozen import frozen

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PLAIN, TEXT, NUMBER, MEASURE, YEAR, DAY, ABOVE, HEADING = range(8)
"""The looks a cell can have: places in ``cellXfs`` below."""
_HEADING_FILL: Final = "FFDCEBE6"


@frozen
class SheetEntry:
    """One sheet of the book: its name, and the ranges that repeat on paper and that are filtered ("" for none)."""

    name: str
    titles: str = ""
    filtered: str = ""


def letters(at: int) -> str:
    """The letters of a column, the first is 0."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found


def fixed_parts(sheets: Sequence[SheetEntry]) -> Iterator[tuple[str, str]]:
    """Name and text of every part but the sheets and the words."""
    yield "xl/workbook.xml", _workbook(sheets)
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(
            [(f"{_OFFICE}/worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
            + [(f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/sharedStrings", "sharedStrings.xml")]
        ),
    )
    yield "xl/styles.xml", _styles()
    yield "_rels/.rels", _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml")])
    yield "[Content_Types].xml", _content_types(len(sheets))


def _workbook(sheets: Sequence[SheetEntry]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{at}" r:id="rId{at}"/>' for at, one in enumerate(sheets, 1)
    )
    names = "".join(_names(at, one) for at, one in enumerate(sheets))
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr/>'
        f'<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>'
        f'<sheets>{listed}</sheets>{defined}<calcPr calcId="191029"/></workbook>'
    )


def _names(at: int, one: SheetEntry) -> str:
    """What a sheet repeats on paper and what it filters, as spreadsheets keep it besides the sheet itself."""
    sheet = "'" + one.name.replace("'", "''") + "'!"
    found = ""
    if one.filtered:
        found += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
            f"{escape(sheet + one.filtered)}</definedName>"
        )
    if one.titles:
        ranges = ",".join(sheet + part for part in one.titles.split(","))
        found += f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{escape(ranges)}</definedName>'
    return found


def _relations(leads: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{part}"/>' for at, (kind, part) in enumerate(leads, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    parts += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in range(1, sheets + 1)]
    listed = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _styles() -> str:
    """The looks in the order of their numbers; a plain font, a bold one, and the ground of a heading."""
    looks = (
        (0, 0, 0, ""), (49, 0, 0, ""), (3, 0, 0, ""), (164, 0, 0, ""), (1, 0, 0, ""), (165, 0, 0, ""), (49, 1, 0, ""),
        (0, 1, 2, '<alignment vertical="top" wrapText="1"/>'),
    )  # fmt: skip
    listed = "".join(_look(*one) for one in looks)
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}">'
        '<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0###"/>'
        '<numFmt numFmtId="165" formatCode="DD/MM/YYYY"/></numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        f'</fill><fill><patternFill patternType="solid"><fgColor rgb="{_HEADING_FILL}"/><bgColor indexed="64"/>'
        "</patternFill></fill></fills>"
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{listed}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _look(number: int, font: int, fill: int, inside: str) -> str:
    applied = "".join(f' apply{name}="1"' for name, on in (("Font", font), ("Fill", fill), ("Alignment", inside)) if on)
    begun = f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1"'
    return f"{begun}{applied}>{inside}</xf>" if inside else f"{begun}{applied}/>"
