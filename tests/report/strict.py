"""A PDF read by a second, strict reader: what must hold of every paper, and its tree for screen readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader


def strict(pdf: bytes) -> PdfReader:
    """Opened without any repair; every page's content is read to its end, every font is embedded."""
    return _read(pdf)[0]


def _read(pdf: bytes) -> tuple[PdfReader, list[list[int]]]:
    """The reader, and each page's marks in the order of its content. qpdf checks the file and reads the contents:
    it is written in C++, and a booklet has a million operators."""
    marks = []
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as checked:
        assert checked.check_pdf_syntax() == []
        for page in checked.pages:
            content = pikepdf.parse_content_stream(page)
            count = Counter(str(one.operator) for one in content)
            assert count["BT"] == count["ET"]
            assert count["q"] == count["Q"]
            assert count["BDC"] + count["BMC"] == count["EMC"]
            marks.append([int(one.operands[1]["/MCID"]) for one in content if str(one.operator) == "BDC"])
    reader = PdfReader(BytesIO(pdf), strict=True)
    for page in pages_of_reader(reader):
        for font in (page["/Resources"].get("/Font") or {}).values():
            assert "/ToUnicode" in font.get_object(), "words can be copied and read aloud"
    return reader, marks


def pages_of_reader(reader: PdfReader) -> list[Any]:
    """Its pages as plain dictionaries."""
    return list(reader.pages)


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every element of the tree in reading order."""
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]["/K"].get_object()]  # type: ignore[index]
    while waiting:
        one = waiting.pop()
        yield one
        kids = one.get("/K", [])
        waiting += [kid.get_object() for kid in reversed(kids) if not isinstance(kid, int)]


def check_tags(pdf: bytes) -> Counter[str]:
    """Holds the tree against the pages: every piece of content belongs to one element, and both know it. Returns how
    many elements there are of each role."""
    reader, found = _read(pdf)
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "id-ID"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_key = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    roles: Counter[str] = Counter()
    marked = 0
    for one in elements(reader):
        roles[str(one["/S"])[1:]] += 1
        assert one["/S"] != "/Figure" or one.get("/Alt"), "a picture without words"
        for mark in (kid for kid in one.get("/K", []) if isinstance(kid, int)):
            parents = by_key[int(one["/Pg"]["/StructParents"])]
            assert parents[mark].get_object() == one
            marked += 1
    assert marked == sum(len(parents) for parents in by_key.values())
    for page, in_order in zip(pages_of_reader(reader), found, strict=True):
        assert page["/Tabs"] == "/S"
        assert in_order == list(range(len(by_key[int(page["/StructParents"])])))
    return roles
