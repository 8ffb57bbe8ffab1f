"""Texts that people wrote: names, titles, notes. The window shows them as they are, in whatever language it speaks
itself, even where they are a word or a sentence of the window too (a person "Bidan", a village "Keluarga")."""

from __future__ import annotations

import re

LONGEST = 24
"""Words of a title that is looked for in a sentence."""
_WORD = re.compile(r"\w+")
_SIGNS = 0xE000
COVERS = " " + "".join(chr(_SIGNS + at) for at in range(9))
"""The signs that ``Typed.covered`` puts in place of names and titles, and a blank."""
HELD = 20_000
"""Texts remembered before the older half is let go; more than any screen shows."""


class AsTyped(str):
    """A text that a person wrote. For everyone it is a text like any other; the door to Qt lets it pass untouched
    (``ui.english``). A sentence made with it is a text again: what is in it is known by ``Typed``."""

    __slots__ = ()


class Several(str):
    """A word over or beside a number, which Indonesian does not put in the plural: "Keluarga" over a count is
    "Families", over a name "Family". For everyone but the door to Qt it is a text like any other."""

    __slots__ = ()


def as_typed(text: str | None) -> str:
    """A cell or a title that holds nothing but what a person wrote; "" for nothing. What stands in brackets was put
    there by the program, in place of a name that is not to be shown."""
    return AsTyped(text) if text and text[0] not in "([" else text or ""


NAMED_BY_PEOPLE = frozenset({"activity", "member", "officer", "village"})
"""Forms whose records are called what a person wrote; others say with words of the program what they are."""


def record_called(form: str, name: str) -> str:
    """The name of a record, with the mark where a person gave it."""
    return as_typed(name) if form in NAMED_BY_PEOPLE else name


class Typed:
    """What came out of the store as somebody's own words. Only remembered where the window speaks English."""

    def __init__(self) -> None:
        self._new, self._old = set[str](), set[str]()
        self._titles, self._older = set[str](), set[str]()

    def add(self, text: str, *, known: bool = False) -> None:
        """From here on it is known; of very many, those that came long ago are forgotten. ``known``: the window says
        the same."""
        if len(self._new) >= HELD:
            self._new, self._old = set(), self._new
            self._titles, self._older = set(), self._titles
        self._new.add(text)
        if not known and text[:1].isupper() and " " in text:
            self._titles.add(text)

    def __contains__(self, text: str) -> bool:
        return text in self._new or text in self._old

    def covered(self, text: str) -> tuple[str, list[str]]:
        """The same with a sign in place of each name or title of several words in it, and what the signs stand for."""
        own: list[str] = []
        if not self._titles and not self._older:
            return text, own
        words = list(_WORD.finditer(text))
        made, last, at = "", 0, 0
        while at < len(words):
            start, end = words[at].start(), min(len(words), at + LONGEST) - 1
            if text[start].isupper():
                while end > at and not self._title(text[start : words[end].end()]):
                    end -= 1
                if end > at:
                    made += text[last:start] + cover(len(own))
                    last = words[end].end()
                    own.append(text[start:last])
                    at = end
            at += 1
        return made + text[last:], own

    def _title(self, text: str) -> bool:
        return text in self._titles or text in self._older


def cover(at: int) -> str:
    """The sign that stands for the text ``at`` while the words around it are translated; no letter, and in no text."""
    return chr(_SIGNS + at)
