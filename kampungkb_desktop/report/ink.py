"""Colours and type of everything printed: one accent, one family of type, one scale. Colours are RGB from 0 to 1."""

from __future__ import annotations

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.fonts import BOLD, REGULAR

Colour = tuple[float, float, float]


def _hex(code: str) -> Colour:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


INK = _hex("1B2A2F")
MUTED = _hex("5B6B71")
FAINT = _hex("93A1A6")
HAIR = _hex("D3DCDE")
WASH = _hex("F2F6F6")
TRACK = _hex("E3EAEA")
WHITE = (1.0, 1.0, 1.0)
ACCENT = _hex("0F6E66")
ACCENT_DEEP = _hex("0E4F4B")
ACCENT_SOFT = _hex("8DBFB8")
WARM = _hex("C9853B")
WARM_SOFT = _hex("E6BE7E")
STONE = _hex("AEBBBF")
GOOD = _hex("1F7A45")
BAD = _hex("A8362B")

CLASS_COLOURS: dict[str, tuple[Colour, Colour]] = {
    "Dasar": (_hex("B3312B"), WHITE),
    "Berkembang": (_hex("F3C63F"), INK),
    "Mandiri": (_hex("2F7D3B"), WHITE),
    "Berkelanjutan": (_hex("1F5FA6"), WHITE),
}
"""Ground and words of the badge, in the portal's colours (domain.md 1.5); the name always stands in it too."""
UNKNOWN_CLASS = (_hex("E3EAEA"), INK)


@frozen
class Style:
    """How words look: size and line height in points."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK

    @property
    def font(self) -> str:
        """Name under which the font is registered."""
        return BOLD if self.bold else REGULAR


TITLE = Style(21, 25, bold=True, colour=ACCENT_DEEP)
TITLES = (TITLE, Style(17, 21, bold=True, colour=ACCENT_DEEP), Style(14, 18, bold=True, colour=ACCENT_DEEP))
"""A long title is set smaller before it takes more lines."""
EYEBROW = Style(7.6, 11, bold=True, colour=ACCENT)
SECTION = Style(11.5, 15, bold=True, colour=ACCENT_DEEP)
SUBHEAD = Style(8.6, 12, bold=True)
BODY = Style(8.8, 12.6)
CELL = Style(8.4, 11.2)
CELL_BOLD = Style(8.4, 11.2, bold=True)
CELL_MUTED = Style(8.4, 11.2, colour=MUTED)
HEADER = Style(7.3, 9.6, bold=True, colour=MUTED)
SMALL = Style(7.3, 9.6, colour=MUTED)
SMALL_BOLD = Style(7.3, 9.6, bold=True)
TINY = Style(6.7, 8.6, colour=MUTED)
FIGURE = Style(17, 20, bold=True, colour=ACCENT_DEEP)
