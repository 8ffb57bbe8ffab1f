"""The frame of every page: paper sizes, letterhead of the OPD-KB, running head, footer with page x of y, watermark."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.flow import Area
from kampungkb_desktop.report.ink import ACCENT_DEEP, BODY, FAINT, INK, MUTED, SMALL, TINY, Style
from kampungkb_desktop.report.pen import Pen, width_of, wrap
from kampungkb_desktop.report.qr import Matrix, draw_code
from kampungkb_desktop.report.summary_content import Letterhead

MM = 72 / 25.4
PAPERS = {"A4": (210 * MM, 297 * MM), "F4": (215 * MM, 330 * MM)}
"""Sheets in points; F4 (215 x 330 mm) is the usual paper of Indonesian offices."""

SIDE = 18 * MM
TOP = 13 * MM
BOTTOM = 12 * MM
LOGO = 46.0
LOGO_PIXELS = 256
"""A logo of 46 points at 400 dots an inch."""
FOOT_HEIGHT = 26.0
CODE_SIDE = 48.0
"""A QR code of 33 squares at 17 mm: half a millimetre each, which a phone reads from a photocopy."""
CODE_FOOT = CODE_SIDE + 3
RUNNING_HEIGHT = 30.0

_GOVERNMENT = Style(11, 14, colour=INK)
_OFFICE = Style(13, 17, bold=True, colour=INK)


@frozen
class Sheet:
    """A paper size with the measures that follow from it."""

    width: float
    height: float
    foot: float = FOOT_HEIGHT

    @property
    def inner(self) -> float:
        """Width between the side margins."""
        return self.width - 2 * SIDE

    def first(self, head: Letterhead) -> Area:
        """Area under the letterhead."""
        return Area(TOP + letterhead_height(head, self.inner) + 10, self._bottom)

    @property
    def later(self) -> Area:
        """Area under the running head."""
        return Area(TOP + RUNNING_HEIGHT - 8, self._bottom)

    @property
    def _bottom(self) -> float:
        return self.height - BOTTOM - self.foot - 6


def _head_lines(head: Letterhead, width: float) -> list[tuple[str, Style]]:
    """The centred lines of the letterhead; an office not yet named says where to name it."""
    room = width - 2 * (LOGO + 8 if head.logo else 12)
    office = head.office or "Nama instansi belum diisi di Pengaturan"
    if head.office and head.acronym:
        office = f"{office} ({head.acronym})"
    contact = " · ".join(
        part for part in (head.address, f"Telepon {head.phone}" if head.phone else None, head.email) if part
    )
    parts = ((head.government, _GOVERNMENT), (office, _OFFICE), (contact, SMALL))
    return [
        (line, style)
        for words, style in parts
        if words
        for line in wrap(words.upper() if style is _GOVERNMENT else words, style, room)
    ]


def letterhead_height(head: Letterhead, width: float) -> float:
    """From the top margin to the thin line of the double rule."""
    lines = sum(style.leading for _, style in _head_lines(head, width))
    return max(lines, LOGO) + 9


def draw_letterhead(pen: Pen, sheet: Sheet, head: Letterhead) -> None:
    """Logo at the left, the office centred on the sheet, the customary double rule below."""
    lines = _head_lines(head, sheet.inner)
    depth = sum(style.leading for _, style in lines)
    y = TOP + max(LOGO - depth, 0) / 2
    for words, style in lines:
        y = pen.lines(sheet.width / 2, y, [words], style, "centre")
    picture = _logo(head)
    if picture is not None:
        pen.image(ImageReader(picture), SIDE, TOP + max(depth - LOGO, 0) / 2, LOGO, LOGO)
    rule = TOP + letterhead_height(head, sheet.inner) - 3
    pen.rule(SIDE, rule, sheet.width - SIDE, ACCENT_DEEP, 1.8)
    pen.rule(SIDE, rule + 2.6, sheet.width - SIDE, ACCENT_DEEP, 0.5)


def _logo(head: Letterhead) -> Image.Image | None:
    """The logo no larger than paper can show; a damaged one is left out, for a summary is more than its logo."""
    if head.logo is None:
        return None
    try:
        picture = Image.open(BytesIO(head.logo))
        picture.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return picture if picture.mode in {"RGB", "RGBA", "L"} else picture.convert("RGBA")


def draw_running_words(pen: Pen, sheet: Sheet, title: str, when: str) -> None:
    """What the paper is at the left, cut where it is long, and its time at the right."""
    room = sheet.inner - width_of(when, SMALL) - 20
    name = wrap(title, SMALL, room)
    pen.text(SIDE, TOP + 8, name[0] + ("…" if len(name) > 1 else ""), SMALL)
    pen.text(sheet.width - SIDE, TOP + 8, when, SMALL, "right")


def draw_footer(pen: Pen, sheet: Sheet, words: str, number: str, code: Matrix | None = None) -> None:
    """The words at the left, page x of y at the right, and at the very end the code that proves the figures."""
    top = sheet.height - BOTTOM - sheet.foot
    pen.rule(SIDE, top, sheet.width - SIDE, FAINT, 0.5)
    right = sheet.width - SIDE
    if code is not None:
        draw_code(pen, code, right - CODE_SIDE, top + 2, CODE_SIDE)
        right -= CODE_SIDE + 6
    pen.text(right, top + 11, number, _PAGE, "right")
    pen.lines(SIDE, top + 4.4, wrap(words, TINY, right - SIDE - width_of(number, _PAGE) - 18), TINY)


_PAGE = Style(7.3, 9.6, bold=True, colour=MUTED)
_WATERMARK = Style(118, 120, bold=True, colour=BODY.colour)


def draw_watermark(pen: Pen, sheet: Sheet) -> None:
    """LATIHAN across the sheet, pale enough to read through."""
    pen.tags.artifact()
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(52)
    canvas.setFillColorRGB(*_WATERMARK.colour, alpha=0.07)
    canvas.setFont(_WATERMARK.font, _WATERMARK.size)
    canvas.drawCentredString(0, -42, "LATIHAN")
    canvas.restoreState()
