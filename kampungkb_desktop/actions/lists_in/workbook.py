"""An XLSX workbook read straight from its parts: names, words, dates, merged cells; nothing of its looks.

A reader of our own, because the usual library takes four seconds for 10,000 rows. It follows ECMA-376 part 1
(SpreadsheetML) as far as values go, resolves no entity and opens nothing outside the file.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.parsers import expat

from kampungkb_desktop.actions.lists_in.sheet_part import SheetPart
from kampungkb_desktop.actions.lists_in.sheets import MOST_BYTES, SWELLS, Sheet, damaged, too_large
from kampungkb_desktop.actions.lists_in.xml_part import Attributes, parse, plain
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress

_BIG: Final = 20_000_000
_DATE_IDS: Final = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
"""Built-in number formats that show a day (ECMA-376 part 1, 18.8.30); 45 to 47 show hours only."""
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def read_workbook(path: Path, progress: Progress) -> tuple[Sheet, ...]:
    """Every sheet with something in it. Raises ``KnownError`` for a file that is no whole workbook, or far too big."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
            return _sheets(archive, progress)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, UnicodeError, NotImplementedError) as error:
        raise damaged() from error
    except RuntimeError as error:  # a part with a password of its own
        raise protected() from error


def protected() -> KnownError:
    """Locked with a password."""
    return KnownError(
        "E-LIST-LOCKED",
        "Berkas ini terkunci dengan kata sandi.",
        "Buka di Excel, pilih Berkas > Info > Proteksi, kosongkan kata sandinya, simpan, lalu ulangi.",
    )


def old_format(name: str = "XLS") -> KnownError:
    """A format of another or an older program."""
    return KnownError(
        "E-LIST-OLD",
        f"Berkas ini berformat {name}, bukan XLSX.",
        "Buka di Excel atau LibreOffice, pilih Simpan Sebagai, pilih “Excel Workbook (.xlsx)”, lalu ulangi.",
    )


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse what is no XLSX, and what swells: the sizes told here bound what ``zipfile`` ever unpacks."""
    names = set(archive.namelist())
    if "mimetype" in names:
        raise old_format("OpenDocument (.ods)")
    if "xl/workbook.bin" in names:
        raise old_format("XLSB")
    if "[Content_Types].xml" not in names:
        raise damaged()
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise too_large("isinya mengembang melebihi batas saat dibuka")
    if any(part.file_size > _BIG and part.file_size > SWELLS * max(1, part.compress_size) for part in parts):
        raise too_large("isinya mengembang melebihi batas saat dibuka")


def _sheets(archive: zipfile.ZipFile, progress: Progress) -> tuple[Sheet, ...]:
    book = _workbook_part(archive)
    targets = _relations(archive, book)
    listed, epoch_1904 = _listed(archive, book)
    strings = _strings(archive, targets)
    dates = _date_styles(archive, targets)
    found = []
    for name, relation, hidden in listed:
        part = targets.get(relation, "")
        if "worksheets" not in part or part not in archive.NameToInfo:
            continue  # a chart, or a sheet that is not there
        reading = SheetPart(strings, dates, progress, epoch_1904=epoch_1904)
        with archive.open(part) as stream:
            rows = reading.read(stream, archive.getinfo(part).file_size)
        if rows:
            found.append(Sheet(name, tuple(rows), hidden))
    return tuple(found)


def _workbook_part(archive: zipfile.ZipFile) -> str:
    for target in _relations(archive, "").values():
        if target.endswith("workbook.xml") and target in archive.NameToInfo:
            return target
    if "xl/workbook.xml" in archive.NameToInfo:
        return "xl/workbook.xml"
    raise damaged()


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Id of a relation to the part it leads to, by its full name; what leads out of the file is left away."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if source not in archive.NameToInfo:
        return {}
    found: dict[str, str] = {}

    def start(tag: str, given: Attributes) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[given.get("Id", "")] = whole

    parse(archive.read(source), start)
    return found


def _listed(archive: zipfile.ZipFile, book: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, relation and whether it is hidden of every sheet in order; and whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    from_1904 = False

    def start(tag: str, given: Attributes) -> None:
        nonlocal from_1904
        if tag == "sheet":
            relation = next((value for name, value in given.items() if name.endswith(":id")), "")
            sheets.append((given.get("name", ""), relation, given.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            from_1904 = given.get("date1904") in ("1", "true")

    parse(archive.read(book), start)
    return sheets, from_1904


class _Strings:
    """The words that cells point at by number, without the reading aids of other scripts (rPh)."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._listening = self._aside = False

    def start(self, tag: str, _given: Attributes) -> None:
        if tag == "t":
            self._listening = not self._aside
        elif tag == "rPh":
            self._aside = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._listening = False
        elif tag == "si":
            self.found.append(plain("".join(self._pieces)))
            self._pieces.clear()
        elif tag == "rPh":
            self._aside = False

    def words(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)


def _strings(archive: zipfile.ZipFile, targets: Mapping[str, str]) -> list[str]:
    part, heard = next((one for one in targets.values() if one.endswith("sharedStrings.xml")), ""), _Strings()
    if part in archive.NameToInfo:
        with archive.open(part) as stream:
            parse(stream, heard.start, heard.end, heard.words)
    return heard.found


def _date_styles(archive: zipfile.ZipFile, targets: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the cell styles that show a day."""
    part = next((one for one in targets.values() if one.endswith("styles.xml")), "")
    if part not in archive.NameToInfo:
        return frozenset()
    own: set[int] = set()
    styles: list[int] = []
    inside = False

    def start(tag: str, given: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt" and _shows_day(given.get("formatCode", "")):
            own.add(_figure(given.get("numFmtId")))
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            styles.append(_figure(given.get("numFmtId")))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    parse(archive.read(part), start, end)
    return frozenset(at for at, format_ in enumerate(styles) if format_ in _DATE_IDS or format_ in own)


def _figure(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else 0


def _shows_day(code: str) -> bool:
    """Whether a number format of somebody's own shows a day: it has d or y outside of quotes and brackets."""
    return re.search("[dyDY]", _NOT_LETTERS.sub("", code.partition(";")[0])) is not None
