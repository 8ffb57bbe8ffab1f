"""One XML part of a workbook walked with expat: tags without their prefix, no document type, no entity of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

from kampungkb_desktop.actions.lists_in.sheets import damaged

Attributes = dict[str, str]
_BLOCK: Final = 1 << 18
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Halt(Exception):  # noqa: N818  the reader has seen enough
    """Raised by a handler that wants no more of the part."""


def plain(text: str) -> str:
    """A text whose letters that XML cannot hold are written as ``_x000B_`` (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def parse(
    source: bytes | IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
    read: Callable[[int], None] | None = None,
) -> None:
    """Call the handlers for every tag and text; ``read`` hears after each block how many bytes have been seen.

    Raises ``ExpatError`` for what is no XML and ``KnownError`` for a part that declares entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    local: dict[str, str] = {}

    def bare(tag: str) -> str:
        known = local.get(tag)
        if known is None:
            known = local[tag] = tag.rpartition(":")[2]
        return known

    parser.StartElementHandler = lambda tag, given: start(bare(tag), given)
    if end is not None:
        ending = end
        parser.EndElementHandler = lambda tag: ending(bare(tag))
    if words is not None:
        parser.CharacterDataHandler = words
    try:
        _feed(parser, source, read)
    except Halt:
        return


def _feed(parser: expat.XMLParserType, source: bytes | IO[bytes], read: Callable[[int], None] | None) -> None:
    if isinstance(source, bytes):
        parser.Parse(source, True)  # noqa: FBT003  expat takes it by place
        return
    seen = 0
    while block := source.read(_BLOCK):
        parser.Parse(block, False)  # noqa: FBT003  expat takes it by place
        seen += len(block)
        if read is not None:
            read(seen)
    parser.Parse(b"", True)  # noqa: FBT003  expat takes it by place


def _refuse(*_declared: object) -> None:
    raise damaged()
