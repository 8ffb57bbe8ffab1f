"""Puts one look on the application: Fusion, a palette, the bundled font and a short style sheet, the same
everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui import icons
from kampungkb_desktop.ui.dress import dress_all, watch
from kampungkb_desktop.ui.look import set_tokens, tokens
from kampungkb_desktop.ui.palette import DARK, LIGHT, SHARP, Tokens
from kampungkb_desktop.ui.stylesheet import stylesheet

__all__ = ["application", "apply_theme", "prepare", "restyle", "text_font", "tokens", "use_indonesian_numbers"]

FAMILY = "Noto Sans"
TEXT_PX = 13
FONTS = ("fonts/NotoSans-Regular.ttf", "fonts/NotoSans-Bold.ttf")


def application(arguments: Sequence[str]) -> QApplication:
    """A new application, Fusion from its birth: asking for the style afterwards makes PySide build ``QStyle``'s
    hundreds of enumeration members, a twelfth of a bare window's start."""
    app = QApplication([*arguments, "-style", "Fusion"])
    app.setProperty("kkb_style", "Fusion")
    watch(app)
    return app


def prepare(app: QApplication) -> None:
    """Once, before the first widget: Fusion, the fonts and the app icon."""
    if not app.property("kkb_style"):
        app.setStyle("Fusion")
    for name in FONTS:
        QFontDatabase.addApplicationFont(str(resource(name)))
    app.setWindowIcon(QIcon(str(resource("icons/app.png"))))


def use_indonesian_numbers() -> None:
    """Qt's own numbers and dates as id_ID from here on. Not at the start: Masuk shows none, and ``QLocale`` brings
    six hundred enumeration members."""
    QtCore.QLocale.setDefault(QtCore.QLocale("id_ID"))


def apply_theme(app: QApplication, *, dark: bool = False, scale: float = 1.0, sharp: bool = False) -> Tokens:
    """Dress the application, now or again; ``scale`` is the person's text size, 1.0 to 2.0; ``sharp`` is the high
    contrast, which is light."""
    if not app.property("kkb_prepared"):
        prepare(app)
        app.setProperty("kkb_prepared", "yes")
    look = (SHARP if sharp else DARK if dark else LIGHT)._replace(scale=scale)
    set_tokens(app, look)
    app.setPalette(_palette(look))
    app.setFont(text_font())
    dress_all(stylesheet(look, resource("icons").as_posix()))
    icons.retint_all()
    return look


def text_font(px: float = TEXT_PX, *, bold: bool = False) -> QFont:
    """The one font at ``px`` (at 100 %) and the person's text size."""
    font = QFont(FAMILY)
    font.setPixelSize(tokens().px(px))
    font.setBold(bold)
    return font


def restyle(widget: QWidget) -> None:
    """After a dynamic property changed (``state``, ``kind``): let the sheet look at the widget again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, look.window), (role.WindowText, look.ink), (role.Base, look.surface),
        (role.AlternateBase, look.surface_alt), (role.Text, look.ink), (role.Button, look.sunken),
        (role.ButtonText, look.ink), (role.BrightText, look.bad_ink), (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent), (role.ToolTipBase, look.surface), (role.ToolTipText, look.ink),
        (role.PlaceholderText, look.ink_off), (role.Link, look.accent_ink), (role.LinkVisited, look.accent_ink),
        (role.Light, look.surface), (role.Midlight, look.surface_alt), (role.Mid, look.line),
        (role.Dark, look.line_strong), (role.Shadow, look.line_strong), (role.Accent, look.accent),
    ):  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(look.ink_off))
    return palette
