"""The activities of the month in a village summary: how many of each sub-programme, which, and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from reportlab.lib.utils import ImageReader

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name, number, short_date
from kampungkb_desktop.report.blocks import Heading, Paragraph, Subhead, Whole
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import SMALL, WASH
from kampungkb_desktop.report.marks import Marks
from kampungkb_desktop.report.pen import Pen, wrap
from kampungkb_desktop.report.register_content import Photo
from kampungkb_desktop.report.summary_content import Activities, ActivityLine
from kampungkb_desktop.report.table import Column, Noted, Row, Table
from kampungkb_desktop.report.words import count

ABREAST = 3
"""Pictures in a row."""
_ACTIVITY = (
    Column("Tanggal", 0.95),
    Column("Kegiatan dan tempat", 3.6),
    Column("Program", 0.7),
    Column("Instansi", 2.3),
    Column("Peserta", 0.65, "right"),
)


def activities_section(activities: Activities, month: str, marks: Marks) -> Iterator[Block]:
    """How many activities each sub-programme had, then the activities of the month one by one, and their pictures."""
    yield Heading(f"Kegiatan {month_name(month)}")
    mark = marks.of(activities.source)
    if any(part.this_month or part.this_year for part in activities.programmes):
        figures = (Column(f"{head}{mark}", 1, "right") for head in ("Bulan ini", "Tahun ini"))
        columns = (Column("", 0.35), Column("Program", 6), *figures)
        rows = tuple(
            Row((part.code, part.label, count(part.this_month), count(part.this_year)))
            for part in activities.programmes
        )
        yield Table(columns, rows)
    if activities.agencies_total is not None:
        words = f"Instansi lintas sektor yang pernah terlibat: {count(activities.agencies_total)}{mark}."
        yield Paragraph(words, SMALL)
    if activities.lines:
        yield Subhead(f"Kegiatan yang dilaksanakan{mark}")
        yield Table(_ACTIVITY, tuple(_activity(line) for line in activities.lines))
    else:
        yield Paragraph("Belum ada kegiatan yang dicatat pada bulan ini.")
    if activities.more:
        yield Paragraph(f"dan {number(activities.more)} kegiatan lain; semuanya ada di catatan kegiatan.", SMALL)
    for begin in range(0, len(activities.photos), ABREAST):
        yield Pictures(activities.photos[begin : begin + ABREAST])


def _activity(line: ActivityLine) -> Row:
    title = line.title if line.place is None else Noted(line.title, line.place)
    agencies = ", ".join(line.agencies)
    return Row((short_date(line.held_on), title, line.programme or "", agencies, count(line.participants)))


@frozen
class Pictures(Whole):
    """Up to three pictures side by side on equal grounds, each with its words below."""

    photos: tuple[Photo, ...]

    GAP = 10.0
    SHAPE = 0.72
    """Height of a ground by its width."""

    def height(self, width: float) -> float:
        """Grounds, words and the space below."""
        return 4 + self._wide(width) * self.SHAPE + 4 + self._words(width) * SMALL.leading + 6

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Each picture whole, centred on its ground."""
        wide = self._wide(width)
        for place, photo in enumerate(self.photos):
            left = x + place * (wide + self.GAP)
            with pen.tag("Figure", f"Foto kegiatan: {photo.words}"):
                pen.box(left, top + 4, wide, wide * self.SHAPE, WASH, 2)
                pen.image(ImageReader(BytesIO(photo.jpeg)), left, top + 4, wide, wide * self.SHAPE)
            pen.lines(left, top + wide * self.SHAPE + 8, wrap(photo.words, SMALL, wide), SMALL)

    def _wide(self, width: float) -> float:
        return (width - self.GAP * (ABREAST - 1)) / ABREAST

    def _words(self, width: float) -> int:
        return max(len(wrap(photo.words, SMALL, self._wide(width))) for photo in self.photos)
