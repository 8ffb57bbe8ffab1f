"""What a screen reader is told of a paper: its structure (headings, paragraphs, tables, figures with their words), tied
to what is drawn. reportlab has no call for it, so the marks are written between its drawings and the tree at the end.

Everything outside an element (rules, grounds, running words, the foot) is an artifact, as ISO 32000-1, 14.8 asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfgen.canvas import Canvas

GROUPING = frozenset({"Document", "Div", "Table", "TR"})
"""Roles that hold other elements and no words of their own: words drawn in them become a paragraph."""
_ARTIFACT = "artifact"


class Element(PDFObject):
    """A node of the tree. ``marks`` are numbers of content on its one page, ``kids`` its elements."""

    __RefOnly__ = 1
    __slots__ = ("alt", "kids", "marks", "page", "parent", "reference", "role")

    def __init__(self, role: str, parent: Element | None, alt: str = "") -> None:
        self.role, self.parent, self.alt = role, parent, alt
        self.kids: list[Element] = []
        self.marks: list[int] = []
        self.page: Any = None
        self.reference: Any = None

    def format(self, document: Any) -> bytes:
        """The element as PDF; called once, when the file is written."""
        parts = [b"<< /Type /StructElem /S /", self.role.encode(), b" /P ", _bytes(self.parent, document)]
        if self.alt:
            parts += [b" /Alt ", PDFString(self.alt).format(document)]
        if self.page is not None and self.marks:
            parts += [b" /Pg ", self.page.format(document)]
        inside = [str(mark).encode() for mark in self.marks] + [kid.reference.format(document) for kid in self.kids]
        parts += [b" /K [", b" ".join(inside), b"] >>"]
        return b"".join(parts)


def _bytes(element: Element | None, document: Any) -> bytes:
    found: bytes = element.reference.format(document) if element is not None else b"null"
    return found


def file_of(canvas: Canvas) -> Any:
    """The objects of the file that a canvas writes: reportlab keeps them to itself and has no call for what we add."""
    return canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001  the stubs do not know it


class Tags:
    """The tree of one document while it is drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.file = file_of(canvas)
        self._root = Element("Document", None)
        self._stack = [self._root]
        self._open: Element | str | None = None
        self._here: list[Element] = []
        self._pages: list[tuple[Any, list[Element]]] = []

    @contextmanager
    def element(self, role: str, alt: str = "") -> Iterator[None]:
        """What is drawn inside belongs to a new element."""
        made = Element(role, self._stack[-1], alt)
        self._stack.append(made)
        try:
            yield
        finally:
            self._stack.pop()
            if made.kids or made.marks:
                self._stack[-1].kids.append(made)

    @property
    def role(self) -> str:
        """Of the innermost element."""
        return self._stack[-1].role

    @property
    def path(self) -> list[Element]:
        """From the document to the innermost element."""
        return self._stack

    @property
    def in_figure(self) -> bool:
        """Whether everything drawn now is part of a picture."""
        return any(one.role == "Figure" for one in self._stack)

    def words(self) -> None:
        """Words are about to be drawn."""
        self._turn(self._stack[-1] if self.role != "Document" else _ARTIFACT)

    def shape(self) -> None:
        """A rule, a ground, a bar is about to be drawn: part of a picture, or mere decoration."""
        self._turn(self._stack[-1] if self.in_figure else _ARTIFACT)

    def artifact(self) -> None:
        """Something is about to be drawn that nobody need hear of."""
        self._turn(_ARTIFACT)

    def _turn(self, to: Element | str) -> None:
        if to is self._open:
            return
        if self._open is not None:
            self._canvas.addLiteral("EMC")
        self._open = to
        if isinstance(to, Element):
            self._canvas.addLiteral(f"/{to.role} <</MCID {len(self._here)}>> BDC")
            to.marks.append(len(self._here))
            self._here.append(to)
        else:
            self._canvas.addLiteral("/Artifact BMC")

    def end_page(self) -> None:
        """Before the canvas closes the page."""
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None

    def page_closed(self) -> None:
        """After it: the page learns where its content stands in the tree."""
        document = self.file
        page = document.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        reference = document.Reference(page)
        for element in self._here:
            element.page = reference
        self._pages.append((page, self._here))
        self._here = []

    def finish(self) -> None:
        """Write the tree into the catalogue of the document."""
        document = self.file
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root = document.Reference(tree)
        waiting = [self._root]
        while waiting:
            element = waiting.pop()
            element.reference = document.Reference(element)
            waiting.extend(reversed(element.kids))
        tree["K"] = self._root.reference
        self._root.parent = _Known(root)
        tree["ParentTree"] = document.Reference(_ParentTree([here for _, here in self._pages]))
        tree["ParentTreeNextKey"] = len(self._pages)
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": _Raw(b"true")})


class _Known(Element):
    """The root of the tree, known only by its reference."""

    __slots__ = ()

    def __init__(self, reference: Any) -> None:
        super().__init__("", None)
        self.reference = reference


class _ParentTree(PDFObject):
    """For every page, the element of each piece of content."""

    __RefOnly__ = 1

    def __init__(self, pages: list[list[Element]]) -> None:
        self._pages = pages

    def format(self, document: Any) -> bytes:
        """The number tree in one leaf."""
        lines = [
            b"%d [%s]" % (place, b" ".join(element.reference.format(document) for element in here))
            for place, here in enumerate(self._pages)
        ]
        return b"<< /Nums [\n" + b"\n".join(lines) + b"\n] >>"


class _Raw(PDFObject):
    """Bytes that are PDF already."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _document: Any) -> bytes:
        """As they are."""
        return self._content
