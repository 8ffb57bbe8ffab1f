"""The plain kinds of block: heading, paragraph, gap, columns side by side, boxed list."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.flow import Block, draw_tagged
from kampungkb_desktop.report.ink import ACCENT, BODY, FAINT, HAIR, SECTION, SMALL, SUBHEAD, WASH, Style
from kampungkb_desktop.report.pen import Pen, wrap

GUTTER = 18.0
ABOVE_SECTION = 13.0
"""Space above a section's rule; part of the heading so that it moves with it."""
_SNUG_ABOVE = 7.0


class Whole:
    """A block that stays in one piece and lets go of the next one."""

    __slots__ = ()

    @property
    def keep(self) -> bool:
        """Nothing need follow on the same page."""
        return False

    @property
    def lead(self) -> float:
        """No air above."""
        return 0.0

    @property
    def parts(self) -> Sequence[Block]:
        """None."""
        return ()

    @property
    def role(self) -> str:
        """A group of paragraphs."""
        return "Div"

    @property
    def alt(self) -> str:
        """Only pictures have words of their own."""
        return ""

    def split(self, width: float, room: float) -> tuple[Sequence[Block], Sequence[Block]] | None:
        """Never broken."""
        del width, room
        return None

    @property
    def closing(self) -> bool:
        """It says something of its own."""
        return False

    def end(self, width: float, room: float) -> tuple[Block, Block] | None:
        """All of it goes along."""
        del width, room
        return None


@frozen
class Heading(Whole):
    """A section's title under a hairline, with its source mark at the right; also an entry of the outline."""

    words: str
    note: str = ""
    snug: bool = False
    """With less air, where that spares a page."""

    @property
    def keep(self) -> bool:
        """A heading without its section would be an orphan."""
        return True

    @property
    def role(self) -> str:
        """A title under that of the paper."""
        return "H2"

    @property
    def lead(self) -> float:
        """The gap that parts it from the section before."""
        return _SNUG_ABOVE if self.snug else ABOVE_SECTION

    def height(self, width: float) -> float:
        """Gap, rule, title and a little air."""
        del width
        return self.lead + 5 + SECTION.leading + (1 if self.snug else 4)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Rule with the accent at its beginning, then the title."""
        rule = top + self.lead
        pen.rule(x, rule, x + width, HAIR, 0.7)
        pen.box(x, rule - 0.9, 26, 1.8, ACCENT)
        pen.text(x, rule + 16, self.words, SECTION)
        if self.note:
            pen.text(x + width, rule + 15, self.note, SMALL, "right")
        pen.outline(self.words, rule)


@frozen
class Subhead(Whole):
    """A small bold line over a table or chart."""

    words: str

    @property
    def keep(self) -> bool:
        """It belongs to what follows."""
        return True

    @property
    def role(self) -> str:
        """A title under that of the section."""
        return "H3"

    def height(self, width: float) -> float:
        """Its lines and a little air."""
        return len(wrap(self.words, SUBHEAD, width)) * SUBHEAD.leading + 3

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The words alone."""
        pen.lines(x, top, wrap(self.words, SUBHEAD, width), SUBHEAD)


@frozen
class Gap(Whole):
    """Air. It vanishes at the end of a page only by being invisible."""

    points: float

    @property
    def closing(self) -> bool:
        """Air alone needs no page."""
        return True

    def height(self, width: float) -> float:
        """As asked."""
        del width
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing to see."""


@frozen
class WriteLines(Whole):
    """Empty lines over the whole width, to be written on by hand; in one piece with their heading."""

    count: int

    STEP = 19.0

    @property
    def role(self) -> str:
        """Nothing is said there."""
        return "Div"

    def height(self, width: float) -> float:
        """The lines and a little air."""
        del width
        return self.count * self.STEP + 5

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Faint, so that ink stands out."""
        for line in range(1, self.count + 1):
            pen.rule(x, top + line * self.STEP - 2, x + width, FAINT, 0.5)


@frozen
class Paragraph(Whole):
    """Running words; breaks between lines, never leaving one line alone."""

    words: str
    style: Style = BODY
    below: float = 4.0
    with_next: bool = False

    @property
    def keep(self) -> bool:
        """As asked."""
        return self.with_next

    @property
    def role(self) -> str:
        """Running words."""
        return "P"

    def height(self, width: float) -> float:
        """Lines and the space below."""
        return len(wrap(self.words, self.style, width)) * self.style.leading + self.below

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Left aligned."""
        pen.lines(x, top, wrap(self.words, self.style, width), self.style)

    def split(self, width: float, room: float) -> tuple[Sequence[Block], Sequence[Block]] | None:
        """At least two lines on either side."""
        lines = wrap(self.words, self.style, width)
        count = min(int(room // self.style.leading), len(lines) - 2)
        if count < 2:
            return None
        upper, lower = "\n".join(lines[:count]), "\n".join(lines[count:])
        return (
            [Paragraph(upper, self.style, 0.0)],
            [Paragraph(lower, self.style, self.below, self.with_next)],
        )


@frozen
class Columns(Whole):
    """Stacks of blocks side by side; ``shares`` of the width. Laid one under the other where no page can hold them."""

    stacks: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...]

    @property
    def parts(self) -> Sequence[Block]:
        """The stacks, one after the other."""
        return [block for stack in self.stacks for block in stack]

    def height(self, width: float) -> float:
        """The tallest stack."""
        return max(self._heights(width))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Each stack in its column."""
        for stack, column in zip(self.stacks, self._widths(width), strict=True):
            y = top
            for block in stack:
                draw_tagged(block, pen, x, y, column)
                y += block.height(column)
            x += column + GUTTER

    def _widths(self, width: float) -> list[float]:
        free = width - GUTTER * (len(self.shares) - 1)
        return [free * share / sum(self.shares) for share in self.shares]

    def _heights(self, width: float) -> list[float]:
        columns = self._widths(width)
        return [
            sum(block.height(column) for block in stack) for stack, column in zip(self.stacks, columns, strict=True)
        ]


@frozen
class Callout(Whole):
    """A title and a list of sentences on a quiet ground; plain paragraphs where a page cannot hold it."""

    title: str
    sentences: tuple[str, ...]
    below: float = 4.0

    @property
    def parts(self) -> Sequence[Block]:
        """The same words without the ground."""
        return [Subhead(self.title), *(Paragraph(words) for words in self.sentences)]

    def height(self, width: float) -> float:
        """Ground and the space below."""
        lines = sum(len(wrap(words, BODY, width - 34)) for words in self.sentences)
        return 10 + SUBHEAD.leading + 2 + lines * BODY.leading + 8 + self.below

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Ground, accent edge, title, and a dot before each sentence."""
        pen.box(x, top, width, self.height(width) - self.below, WASH, 3)
        pen.box(x, top, 2.4, self.height(width) - self.below, ACCENT)
        pen.text(x + 14, top + 18, self.title, SUBHEAD)
        y = top + 10 + SUBHEAD.leading + 2
        for words in self.sentences:
            pen.dot(x + 16, y + 6.6, 1.3, ACCENT)
            y = pen.lines(x + 22, y, wrap(words, BODY, width - 34), BODY)
