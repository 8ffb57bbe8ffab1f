"""Blocks of content poured into pages: headings stay with what follows, long blocks break, nothing is ever cut off.

A block knows its height for a width and draws itself; ``pour`` decides where. Positions are fixed before anything is
drawn, so the number of pages is known on the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.pen import Pen

HEADING_ROOM = 60.0
"""Points kept for a heading and a subhead over a block that may not be broken."""
_THIN, _STILL_FULL = 0.26, 0.4
"""A last page filled less than the one takes the section before along, where the other stays on the page before."""


class Block(Protocol):
    """Something with a height that can draw itself. All sizes in points, y downward."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the same page as the beginning of the next block."""
        ...

    @property
    def lead(self) -> float:
        """How much of its upper edge is only air, left out at the top of a page."""
        ...

    def height(self, width: float) -> float:
        """Height at this width, the space below included."""
        ...

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at (x, top)."""
        ...

    @property
    def role(self) -> str:
        """What a screen reader takes it for: "P", "H2", "Table", "Figure", "Div" for a group."""
        ...

    @property
    def alt(self) -> str:
        """The words read aloud in place of a picture."""
        ...

    @property
    def parts(self) -> Sequence[Block]:
        """What it falls apart into when a page cannot hold it; empty when it splits or must stay whole."""
        ...

    def split(self, width: float, room: float) -> tuple[Sequence[Block], Sequence[Block]] | None:
        """What fits into ``room`` and the rest, or ``None`` when it cannot be broken there."""
        ...

    @property
    def closing(self) -> bool:
        """Whether it only closes what stands before it (signatures): alone on a page it would close nothing."""
        ...

    def end(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What stays and what goes along when its end must stand on the next page, in ``room`` at most; ``None`` where
        all of it goes."""
        ...


def draw_tagged(block: Block, pen: Pen, x: float, top: float, width: float) -> None:
    """Draw a block as the element it is."""
    with pen.tag(block.role, block.alt):
        block.draw(pen, x, top, width)


@frozen
class Placed:
    """A block with its upper edge on a page."""

    top: float
    block: Block


@frozen
class Area:
    """The part of a page that content may fill, as y from the top of the sheet."""

    top: float
    bottom: float


def pour(blocks: Sequence[Block], width: float, first: Area, later: Area) -> list[list[Placed]]:
    """Blocks placed page by page; ``first`` is the area of page one, ``later`` that of the others."""
    pages: list[list[Placed]] = [[]]
    waiting = [part for block in blocks for part in _apart(block, width, later)][::-1]
    area, top = first, first.top
    while waiting:
        group = _group(waiting)
        if not pages[-1] and pages[:-1]:
            top -= group[0].lead
        room = area.bottom - top
        fitting, rest = _fit(group, width, room, whole=not pages[-1])
        for block in fitting:
            pages[-1].append(Placed(top, block))
            top += block.height(width)
        waiting.extend(reversed(rest))
        if rest:
            pages.append([])
            area, top = later, later.top
    _accompany(pages, width, later)
    _fill_last(pages, width, later)
    return pages


def _accompany(pages: list[list[Placed]], width: float, area: Area) -> None:
    """Signatures never stand alone on the last page: the end of what they close goes there with them."""
    if len(pages) < 2 or not all(one.block.closing for one in pages[-1]):
        return
    before, last = list(pages[-2]), [one.block for one in pages[-1]]
    while before and before[-1].block.closing:
        before.pop()
    if not before:
        return
    ended = before.pop()
    room = area.bottom - area.top
    broken = ended.block.end(width, room - sum(one.height(width) for one in last))
    group = [broken[1] if broken is not None else ended.block, *last]
    if broken is not None:
        before.append(Placed(ended.top, broken[0]))
    else:
        while before and before[-1].block.keep:
            group.insert(0, before.pop().block)
    if before and sum(one.height(width) for one in group) <= room:
        pages[-2:] = [before, _stacked(group, width, area.top - group[0].lead)]


def _fill_last(pages: list[list[Placed]], width: float, area: Area) -> None:
    """A last page of a few lines gets the section before them, so that it is a page and not a remainder."""
    if len(pages) < 2 or pages[-1][0].block.role != "H2":
        return
    before, last = pages[-2], [one.block for one in pages[-1]]
    room = area.bottom - area.top
    if sum(one.height(width) for one in last) > _THIN * room:
        return
    begin = next((at for at in range(len(before) - 1, 0, -1) if before[at].block.role == "H2"), 0)
    moved = [*(one.block for one in before[begin:]), *last]
    stays = before[begin].top - before[0].top
    if begin and stays >= _STILL_FULL * room and sum(one.height(width) for one in moved) <= room:
        pages[-2:] = [before[:begin], _stacked(moved, width, area.top - moved[0].lead)]


def _stacked(blocks: Sequence[Block], width: float, top: float) -> list[Placed]:
    placed = []
    for block in blocks:
        placed.append(Placed(top, block))
        top += block.height(width)
    return placed


def _apart(block: Block, width: float, area: Area) -> Sequence[Block]:
    """The block itself, or its parts where it leaves no room for a heading on a page."""
    if block.parts and block.height(width) > area.bottom - area.top - HEADING_ROOM:
        return block.parts
    return (block,)


def _group(waiting: list[Block]) -> list[Block]:
    """Take the next block with the blocks before it that must stay with it."""
    group = [waiting.pop()]
    while group[-1].keep and waiting:
        group.append(waiting.pop())
    return group


def _fit(group: list[Block], width: float, room: float, *, whole: bool) -> tuple[Sequence[Block], Sequence[Block]]:
    """What of a group stands in the room, and what goes on; ``whole`` says that the room is an empty page."""
    *heads, last = group
    left = room - sum(head.height(width) for head in heads)
    if last.height(width) <= left:
        return group, ()
    broken = last.split(width, left)
    if broken is not None:
        return [*heads, *broken[0]], broken[1]
    if whole:  # an unbreakable block taller than a page: better over the edge than never printed
        return group, ()
    return (), group
