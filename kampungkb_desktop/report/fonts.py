"""Noto Sans for paper, registered once a process in reportlab's own register (the only one it offers)."""

from __future__ import annotations

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kampungkb_desktop.base.paths import resource

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"


@cache
def register_fonts() -> None:
    """Make both weights known to reportlab. Cheap after the first call (about 45 ms).

    Streams are then written as bytes: the letters of ASCII85 cost a fifth of the time and of the size of a page.
    """
    rl_config.useA85 = 0
    pdfmetrics.registerFont(TTFont(REGULAR, str(resource("fonts/NotoSans-Regular.ttf"))))
    pdfmetrics.registerFont(TTFont(BOLD, str(resource("fonts/NotoSans-Bold.ttf"))))
