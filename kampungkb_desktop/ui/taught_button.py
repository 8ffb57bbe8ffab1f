"""Buttons whose tooltip, which screen readers read as their description, says the deed and its keys."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QAbstractButton, QPushButton


def mnemonic_of(text: str) -> str:
    """``Alt+G`` of "Keluar&ga"; "" where no letter is marked ("&&" is a plain ampersand)."""
    at = text.replace("&&", "  ").find("&")
    return f"Alt+{text[at + 1].upper()}" if 0 <= at < len(text) - 1 else ""


def spoken(text: str) -> str:
    """Words of a button without its Alt letter, as they are read aloud: "Kirim & Terima" of "K&irim && Terima"."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def bind(made: QAbstractButton, shortcut: str) -> None:
    """A shortcut is bound beside the mnemonic, not instead of it."""
    if shortcut:
        QtGui.QShortcut(QtGui.QKeySequence(shortcut), made, made.click)


def tip_of(text: str, shortcut: str, tip: str) -> str:
    """The deed and its keys; "" of a button that has no keys and says all itself."""
    keys = " / ".join(one for one in (shortcut, mnemonic_of(text)) if one)
    words = spoken(tip) or (spoken(text) if keys else "")
    return f"{words} ({keys})" if words and keys else words


class TaughtButton(QPushButton):
    """Its tooltip follows what is written on it: a button that has become "Tutup" is not explained as "Batal". One that
    was given another tooltip later keeps that."""

    def __init__(self, text: str, shortcut: str, tip: str) -> None:
        super().__init__(text)
        self._shortcut, self._tip, self._taught = shortcut, tip, ""
        bind(self, shortcut)
        self._teach(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.toolTip() == self._taught:
            self._teach(text)

    def _teach(self, text: str) -> None:
        words = tip_of(text, self._shortcut, self._tip)
        if words or self._taught:
            self.setToolTip(words)
            self._taught = self.toolTip()  # it may be said in another language
