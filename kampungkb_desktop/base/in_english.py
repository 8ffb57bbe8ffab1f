"""A text of the window in English: as a whole, by the sentence it was made from, or part by part.

A sentence with values in it ("5 keluarga di Sukamaju") is recognized by the sentence with places ("{0} keluarga di
{1}"). What people typed (``typed``) is given back as it came, by itself and in a sentence. The limit: a typed text that
is a word of the window is translated where it stands alone and nothing says that it was typed (``AsTyped``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kampungkb_desktop.base.english_sentences import (
    EDGE,
    PLACE,
    WORD,
    Sentences,
    Vocabulary,
    bare,
    closed,
    core_of,
    plain,
    said,
    tail_of,
)  # fmt: skip
from kampungkb_desktop.base.english_words import (
    DATE_AT_THE_END,
    decapitalised,
    in_english_dates,
    is_counted,
    one_of_a_kind,
    several,
)
from kampungkb_desktop.base.language import Wording
from kampungkb_desktop.base.typed_texts import COVERS, Typed, cover

KEPT = 20_000
"""Texts remembered; a list scrolled to its end would otherwise fill the memory."""
DEEPEST = 8
_SENTENCES = re.compile(r"(?<=[.!?…])(?<!Kec\.)(?<!Kab\.)(?<!No\.)(?<!s\.d\.)(?<!Jl\.)(?<!RT\.)(\s+)(?=[\w“(–])")
_KEYS = re.compile(r" \((?:(?:Ctrl|Alt|Shift)\+|F\d|Esc|Enter|Del)[^()]*\)$")
_BEHIND = (_KEYS, DATE_AT_THE_END, re.compile(r"[.:…]+$"))
_NUMBER = re.compile(r"(?:[A-Z]?\d+(?:\.\d+)*[a-z]?[.)]?|[A-Z]\.) +(?=\w)")
_COUNT = re.compile(r"(?!1 )\d(?:[\d.,–]*\d)? +")
_CHOICE = re.compile(r"\d+(?:\.\d{1,2})? {1,2}(?=[A-Z])")
"""The number of a choice, or of a line of a list, as it stands before its words."""
_HOW_MANY = re.compile(r" {1,2}\d[\d.]*$")
_LOOSE = (" · ", " | ", " – ", " → ", "  ", "; ", ": ", " / ", " (")
"""What parts are joined with; each part is looked up by itself."""
_STRICT = (", dan ", ", ", " dan ")
"""The same of lists: words of a sentence may stand there too, so every part must be known."""


class _Search:
    """All the ways by which a text is looked for."""

    def __init__(self, catalogue: Mapping[str, Wording]) -> None:
        self._catalogue, self._whole = catalogue, dict[str, str]()
        self.typed = Typed()
        self._loose: dict[str, str] = {}
        self._asked: dict[str, str | None] = {}
        for text, english in catalogue.items():
            if isinstance(english, str) and not PLACE.search(text):
                self._whole[text] = english
                self._loose.setdefault(bare(text), core_of(english))
                number = _NUMBER.match(text)
                if number is not None and english.startswith(number[0]):
                    self._loose.setdefault(bare(text[number.end() :]), core_of(english[number.end() :]))
        self._deeds = {core_of(text): core_of(english) for text, english in self._whole.items() if "&" in text}
        self._sentences = Sentences(catalogue)
        self._vocabulary = Vocabulary(catalogue)
        self.left = self._vocabulary.left

    def _part(self, text: str, depth: int) -> str:
        found = self._found(text, depth)
        return in_english_dates(text if found is None else found)

    def _found(self, text: str, depth: int) -> str | None:
        if text in self._whole:
            return (self._kept(text) if depth else None) or self._whole[text]
        if depth > DEEPEST or not WORD.search(text):
            return None
        if text not in self._asked:
            self._asked[text] = self._kept(text) or self._searched(text, depth)
        return self._asked[text]

    def _kept(self, text: str) -> str | None:
        """Somebody's own words, of which nothing is translated nor counted as Indonesian."""
        if text not in self.typed:
            return None
        self._vocabulary.kept.add(text)
        return text

    def _searched(self, text: str, depth: int) -> str | None:
        """By all ways there are."""
        if (inner := text.strip().lstrip("• ")) != text:
            at = text.index(inner)
            kept = self._found(inner, depth)
            return None if kept is None else text[:at] + kept + text[at + len(inner) :]
        if (head := self._whole.get(text.rstrip(COVERS))) and f"{text.rstrip(COVERS)} {{0}}" not in self._catalogue:
            return head + text[len(text.rstrip(COVERS)) :]
        for between in _LOOSE:
            if between in text and any(part in self.typed for part in text.split(between)):
                return self._split(text, between, depth + 1, every=False)
        ways = (
            self._alike, self._of_known, self._line_by_line, self._by_sentence, self._behind, self._in_sentences,
            self._by_any, self._joined, self._numbered, self._one_after_another,
        )  # fmt: skip
        return self._vocabulary.most_english(way(text, depth + 1) for way in ways)

    def _alike(self, text: str, _depth: int) -> str | None:
        """But for capitals, an Alt letter, and what stands at the end."""
        core = core_of(text)
        english = closed(core_of(self._whole.get(core, "")) or self._loose.get(core.casefold(), ""))
        if not english:
            return None
        if core.isupper() and len(core) > 3:
            english = english.upper()
        elif core[:1].islower():
            english = decapitalised(english)
        elif core[:1].isupper():
            english = english[:1].upper() + english[1:]
        return text[: len(text) - len(text.lstrip(EDGE))] + english + tail_of(text, core)

    def _behind(self, text: str, depth: int) -> str | None:
        """With keys ("Batal" is then the deed), a day, a line's number or a full stop behind it, put where it was."""
        for shape in _BEHIND:
            tail = shape.search(text)
            head = text[: tail.start()] if tail is not None else ""
            found = self._deeds.get(head if shape is _KEYS else "") or (self._found(head, depth) if head else None)
            if tail is not None and found is not None:
                return found + in_english_dates(tail[0])
        return None

    def _numbered(self, text: str, depth: int) -> str | None:
        number = _NUMBER.match(text)
        if number is None:
            return None
        found = self._found(text[number.end() :], depth)
        if found is None:
            return None
        return number[0] + several(found) if _COUNT.fullmatch(number[0]) else one_of_a_kind(number[0] + found)

    def _of_known(self, text: str, depth: int) -> str | None:
        """Whole texts side by side, or one that is counted: surer than a sentence."""
        chosen = _CHOICE.match(text)
        if chosen and text[chosen.end() :] in self._whole:
            return chosen[0] + self._whole[text[chosen.end() :]]
        head = _HOW_MANY.sub("", text)
        if head != text and head in self._whole and not self._sentences.begun_by(head):
            return self._whole[head] + text[len(head) :]
        number = _COUNT.match(text)
        counted = self._alike(text[number.end() :], depth) if number is not None else None
        if number and counted and is_counted(counted) and f"{{0}} {text[number.end() :]}" not in self._catalogue:
            return number[0] + several(counted)
        for between in _LOOSE:
            parts = text.split(between)
            own = f"{parts[0]}{between}{{0}}" in self._catalogue
            worded = [one for one in parts if between != "  " or WORD.search(one)]  # a list's numbers stand so
            apart = len(parts) > 1 and worded and not own
            if apart and all(one in self._whole and one not in self.typed for one in worded):
                return between.join(self._whole.get(part, part) for part in parts)
        return None

    def _line_by_line(self, text: str, depth: int) -> str | None:
        if "\n" not in text:
            return None
        return self._vocabulary.most_english((self._split(text, "\n", depth, every=False), self._by_any(text, depth)))

    def _by_sentence(self, text: str, depth: int) -> str | None:
        return self._recognized(text, depth, lambda value: _SENTENCES.search(value) is None)

    def _by_any(self, text: str, depth: int) -> str | None:
        return self._recognized(text, depth, lambda _value: True)

    def _recognized(self, text: str, depth: int, allowed: Callable[[str], bool]) -> str | None:
        """The sentence it was made from: the one that leaves least Indonesian, then the one whose values are no torn
        pieces of another, then the one with most letters."""
        best: tuple[int, int, int] | None = None
        chosen: str | None = None
        for one in self._sentences.near(text):
            if best is not None and best[:2] == (0, 0):
                break
            match = one.shape.fullmatch(text)
            if match is None or not all(allowed(value) for value in match.groups()):
                continue
            given = zip(one.order, match.groups(), strict=True)
            values = {name: value and (self._kept(value) or self._part(value, depth)) for name, value in given}
            if one.letters < 6 and any(self.left(value) for value in values.values()):
                continue
            made = said(one.english, dict(zip(one.order, match.groups(), strict=True)), values)
            if text[:1].islower() and not one.small:
                made = decapitalised(made)
            torn = sum(_torn(value, said) for value, said in zip(match.groups(), values.values(), strict=True))
            torn += isinstance(one.english, dict) and not values[str(one.english["by"])][-1:].isdigit()
            rank = (len(self.left(made)), torn, -one.letters)
            if best is None or rank < best:
                best, chosen = rank, made
        return chosen

    def _in_sentences(self, text: str, depth: int) -> str | None:
        """Several sentences one after the other; as many as possible are taken together."""
        pieces = _SENTENCES.split(text)
        if len(pieces) < 3:
            return None
        said, at, changed = "", 0, False
        while at < len(pieces):
            end, found = self._longest(pieces, at, depth)
            changed = changed or found is not None
            said += in_english_dates("".join(pieces[at:end])) if found is None else found
            said += pieces[end] if end < len(pieces) else ""
            at = end + 1
        return said if changed else None

    def _longest(self, pieces: list[str], at: int, depth: int) -> tuple[int, str | None]:
        for end in range(len(pieces), at, -2):
            together = "".join(pieces[at:end])
            found = self._whole.get(together) or self._alike(together, depth)
            if found is None and end - at > 1:
                found = self._by_sentence(together, depth) if end - at < len(pieces) else None
            if found is not None:
                return end, found
        return at + 1, self._found(pieces[at], depth)

    def _one_after_another(self, text: str, depth: int) -> str | None:
        """A whole text and another behind it, as a screen reader is told a line of a table."""
        words = text.split(" ")
        for end in range(len(words) - 1, 0, -1):
            known = self._whole.get(" ".join(words[:end]))
            tail = " ".join(words[end:]) if known is not None else ""
            rest = self._found(tail, depth) if WORD.search(tail) else tail
            if rest:
                return f"{known} {rest}"
        return None

    def _joined(self, text: str, depth: int) -> str | None:
        joints = [between for between in (*_LOOSE, *_STRICT) if between in text]
        return self._vocabulary.most_english(self._split(text, one, depth, every=one in _STRICT) for one in joints)

    def _split(self, text: str, between: str, depth: int, *, every: bool) -> str | None:
        """Part by part; parts that are one text together, because it holds what they are joined with, stay so."""
        parts, said, at, known = text.split(between), [], 0, 0
        while at < len(parts):
            ends = range(len(parts) - (at == 0), at, -1)
            end = next((end for end in ends if between.join(parts[at:end]) in self._whole), at + 1)
            part = between.join(parts[at:end])
            found = self._found(part, depth)
            if every and found is None and not plain(part):
                return None
            known += found is not None
            said.append(part if found is None else found)
            at = end
        return between.replace(" dan ", " and ").join(said) if known else None


class InEnglish(_Search):
    """``of(text)`` over one catalogue. Made once where English is chosen; no part of it knows the window."""

    def __init__(self, catalogue: Mapping[str, Wording]) -> None:
        super().__init__(catalogue)
        self._known: dict[str, str] = {}
        self._answers: set[str] = set()
        """What was answered: a widget's text is often read again to be painted or told."""

    def of(self, text: str) -> str:
        """``text`` as an English reader wants it; unchanged where it is nobody's sentence, or English already."""
        found = self._known.get(text)
        if found is None:
            if text in self._answers or (text in self.typed and text not in self._whole):
                return text
            if len(self._known) >= KEPT:
                self._known.clear()
                self._answers.clear()
            self._asked.clear()
            self._vocabulary.kept.clear()
            covered, own = (text, []) if text in self._whole else self.typed.covered(text)
            found = self._part(covered, 0)
            for at, one in enumerate(own):
                found = found.replace(cover(at), one)
            self._known[text] = found
            self._answers.add(found)
        return found

    def note(self, text: str) -> None:
        """Somebody typed this: it is shown as it is."""
        self.typed.add(text, known=bare(text) in self._loose)
        if text not in self._whole:
            self._known.pop(text, None)

    def said(self) -> Mapping[str, str]:
        """What was asked for of late, with its answers; a test looks there for what stayed Indonesian."""
        return self._known


def _torn(value: str, said: str) -> bool:
    """Whether a value begins with a small word that nothing was found for: half of another text."""
    return value[:1].islower() and value.split(" ", 1)[0] == said.split(" ", 1)[0]
