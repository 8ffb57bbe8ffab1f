"""The look in force, carried by the application object as Qt carries its palette; read it while painting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kampungkb_desktop.ui.palette import LIGHT, Tokens

PROPERTY = "kkb_tokens"


class _Box:
    """Qt would turn a tuple into a list; a plain box travels through a property untouched."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens


def tokens() -> Tokens:
    """The tokens set by ``theme.apply_theme``; the light ones before that."""
    app = QCoreApplication.instance()
    box = app.property(PROPERTY) if app is not None else None
    return box.tokens if isinstance(box, _Box) else LIGHT


def set_tokens(app: QCoreApplication, chosen: Tokens) -> None:
    """Remember the look; only ``theme`` calls this."""
    app.setProperty(PROPERTY, _Box(chosen))
