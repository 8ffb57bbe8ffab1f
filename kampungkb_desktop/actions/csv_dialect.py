"""How a CSV file is written, found out by reading it once: encoding, delimiter, decimal mark, length.

Guesses only what spreadsheets really write; a file that is no table is refused with a plain sentence.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen

_SAMPLE: Final = 65_536
_LONGEST_RECORD: Final = 20
"""Physical lines one quoted record may span; beyond, its opening quote is a typing error."""
DELIMITERS: Final = ",;\t"
_COMMA_NUMBER: Final = re.compile(r'(?:^|[;\t])\s*"?[+-]?\d+,\d+"?\s*(?=[;\t\r\n]|$)', re.MULTILINE)


@frozen
class Dialect:
    """How a file is written. ``decimal`` is what its numbers use, so that the results look the same."""

    encoding: str
    delimiter: str
    newline: str
    decimal: str
    lines: int
    skipped: int
    """Lines before the heading (Excel's ``sep=;``)."""

    @property
    def out_encoding(self) -> str:
        """UTF-8; with the mark by which Excel knows it, unless the input did without."""
        return "utf-8" if self.encoding == "utf-8" else "utf-8-sig"


def survey(source: Path, choose: Callable[[Sequence[str]], str] | None = None) -> Dialect:
    """Read a file once for its encoding, delimiter and number of lines. Raises ``KnownError`` for what is no CSV.

    The delimiter is the heading's, taken for the first line; where titles may stand above it, ``choose`` names the
    delimiter from the first lines.
    """
    with source.open("rb") as file:
        head = file.read(_SAMPLE)
        encoding, lines = _encoding(head), 0
        decoder = codecs.getincrementaldecoder("utf-8")()
        block = head
        while block:
            if encoding == "utf-8" and not _decodes(decoder, block):
                encoding = "cp1252"
            if b"\0" in block and not encoding.startswith("utf-16"):
                raise no_table()
            lines += block.count(b"\n")
            block = file.read(_SAMPLE)
        if encoding == "utf-8" and not _decodes(decoder, b"", final=True):
            encoding = "cp1252"
    sample = head.decode(encoding, errors="replace")
    if not sample.strip() or head.startswith(b"PK\x03\x04"):
        raise no_table()
    return _dialect(sample, encoding, lines, choose or _by_heading)


def _by_heading(top: Sequence[str]) -> str:
    heading = next((line for line in top if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: _width(heading, mark))


def _dialect(sample: str, encoding: str, lines: int, choose: Callable[[Sequence[str]], str]) -> Dialect:
    top = sample.splitlines()
    named = re.fullmatch(r'"?sep=(.)"?', top[0].strip("\ufeff \t"))
    heading = next((line for line in top[bool(named) :] if line.strip()), "")
    delimiter = named[1] if named else choose(top)
    body = sample[sample.find(heading) + len(heading) :]
    comma = delimiter != "," and _COMMA_NUMBER.search(body) is not None
    newline = "\r\n" if "\r\n" in sample else "\n"
    return Dialect(encoding, delimiter, newline, "," if comma else ".", lines + 1, int(bool(named)))


def _width(heading: str, delimiter: str) -> int:
    return len(next(csv.reader([heading], delimiter=delimiter)))


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-16-le" if len(head) > 8 and not any(head[1:9:2]) and all(head[0:8:2]) else "utf-8"


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def one_record(
    first: str, lines: Iterator[str], waiting: deque[str], delimiter: str, width: int, *, short: bool = False
) -> tuple[list[str], int]:
    """The cells of the record that begins with ``first`` and how many further lines it took; -1 for a stray quote.

    Broken over lines it must come to ``width`` cells (or fewer where rows may be ``short``). A quote that is never
    closed must not swallow the rows below: lines read in vain go back to ``waiting``.
    """
    if '"' not in first:
        return first.rstrip("\r\n").split(delimiter), 0
    taken = [first]
    while len(taken) <= _LONGEST_RECORD:
        try:
            cells = next(csv.reader(taken, delimiter=delimiter, strict=True))
        except csv.Error:
            cells = []
        fits = len(cells) == width or (short and len(cells) < width)
        if cells and (len(taken) == 1 or not width or fits):
            return cells, len(taken) - 1
        following = waiting.popleft() if waiting else next(lines, "")
        if not following:
            break
        taken.append(following)
    waiting.extendleft(reversed(taken[1:]))
    return first.rstrip("\r\n").split(delimiter), -1


def no_table() -> KnownError:
    """The file is something else: a workbook, a picture, nothing at all."""
    return KnownError(
        "E-TABLE-FORMAT",
        "Berkas ini bukan tabel CSV.",
        "Buka di Excel atau LibreOffice, simpan sebagai CSV UTF-8, lalu ulangi.",
    )
