"""The sentences with places of a catalogue, and finding the one a text was made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kampungkb_desktop.base.english_words import STOP_WORDS, one_of_a_kind, small_words
from kampungkb_desktop.base.language import Wording

PLACE = re.compile(r"\{(\w*)\}|%[sd]")
"""Where a value stands: ``{0}``, ``{name}``, ``{}`` or ``%s``."""
WORD = re.compile(r"[^\W\d_]{2,}")
_NAMED = re.compile(r"(?<![\w/.-])[A-Z][a-z]{2,}(?![\w-])(?!\.\w)")
_BEGUN = re.compile(r"(?:^|[.!?:–(“·\n] *)[A-Z]")
EDGE = " ,;·–"
"""What stands between a text and another that is hung on it."""


_TAIL = " \u00a0.:…*,;!)"


def plain(part: str) -> bool:
    """A number, a date, or a name: nothing that a sentence is made of."""
    return all(word[:1].isupper() for word in WORD.findall(part))


def core_of(text: str) -> str:
    """Without an Alt letter, and without what stands before and behind it: a text as a catalogue knows it."""
    return text.replace("&", "").strip(EDGE).rstrip(_TAIL)


def bare(text: str) -> str:
    """The same in small letters."""
    return core_of(text).casefold()


def closed(text: str) -> str:
    """With the bracket at its end again that ``core_of`` took away."""
    return text + ")" * (text.count("(") - text.count(")"))


def tail_of(text: str, core: str) -> str:
    """What stands behind ``core`` in ``text``; a bracket that ``core`` opens belongs to it, and not to the tail."""
    tail = text[len(text.rstrip(_TAIL)) :]
    return tail.replace(")", "", 1) if core.count("(") > core.count(")") else tail


class Sentence(NamedTuple):
    """A sentence with places. ``order`` says which place each of its values belongs to."""

    shape: re.Pattern[str]
    order: tuple[str, ...]
    english: Wording
    letters: int
    small: bool
    """Whether it begins with a small letter, or with a value."""


class Vocabulary:
    """The words written small in a catalogue's English, and by them how much of a text is English."""

    def __init__(self, catalogue: Mapping[str, Wording]) -> None:
        self._words = {word for english in catalogue.values() for word in _words_of(english)}
        both = {
            word.lower() for english in catalogue.values() for form in _forms(english) for word in _NAMED.findall(form)
        }
        self._foreign = {word.lower() for text in catalogue for word in WORD.findall(text)} - both - self._words
        """Words that only the Indonesian side uses: one of them is no name either, even with a capital."""
        self.kept = set[str]()
        """Somebody's own words in the text that is looked for now: they are in no language."""

    def left(self, text: str) -> list[str]:
        """What is not English in a text: small words that no wording of the catalogue uses, frequent Indonesian ones,
        and words with capitals that only the Indonesian side uses. Names have capitals too."""
        for own in self.kept:
            text = text.replace(own, " ")
        small = [word for word in small_words(text) if word in STOP_WORDS or word not in self._words]
        return small + [word for word in _NAMED.findall(text.replace("&", "")) if word.lower() in self._foreign]

    def most_english(self, tries: Iterable[str | None]) -> str | None:
        """The first that leaves nothing Indonesian, or else the one that leaves least."""
        best: str | None = None
        least = -1
        for found in tries:
            if found is None:
                continue
            left = len(self.left(found))
            if left == 0:
                return found
            if best is None or left < least:
                best, least = found, left
        return best


def _forms(english: Wording) -> list[str]:
    return [english] if isinstance(english, str) else [one for one in english.values() if isinstance(one, str)]


def _words_of(english: Wording) -> list[str]:
    """Small words, and those that begin a sentence: "Kampung Keluarga Berencana" is a name within one."""
    begun = (_BEGUN.sub(lambda found: found[0].lower(), form.replace("&", "")) for form in _forms(english))
    return [word for form in begun for word in small_words(form)]


class Sentences:
    """Each is found by the rarest of its words, so that a text is held against few of them."""

    def __init__(self, catalogue: Mapping[str, Wording]) -> None:
        with_places = [(text, english) for text, english in catalogue.items() if PLACE.search(text)]
        self._texts = [(text.strip(), trimmed(english, str.strip)) for text, english in with_places]
        for text, english in with_places:
            self._texts += _without_edges(text, english)
        self._begun = {text.strip() for text, _english in with_places if text.count("{") == 1}
        self._shapes: dict[int, Sentence] = {}
        self._by_word: dict[str, list[int]] = {}
        words = [set(WORD.findall(PLACE.sub(" ", text).lower())) for text, _ in self._texts]
        often: dict[str, int] = {}
        for some in words:
            for word in some:
                often[word] = often.get(word, 0) + 1
        for at, some in enumerate(words):
            if some:
                self._by_word.setdefault(min(some, key=lambda word: (often[word], word)), []).append(at)

    def begun_by(self, head: str) -> bool:
        """Whether a sentence is this text and a value behind it."""
        return any(f"{head} {{0}}{end}" in self._begun for end in ("", "."))

    def near(self, text: str) -> list[Sentence]:
        """Those the text may have been made from, the most telling first; of equals, the one that was written so."""
        found = {at for word in set(WORD.findall(text.lower())) for at in self._by_word.get(word, ())}
        return sorted((self._shape(at) for at in sorted(found)), key=lambda one: -one.letters)

    def _shape(self, at: int) -> Sentence:
        if at not in self._shapes:
            self._shapes[at] = sentence(*self._texts[at])
        return self._shapes[at]


def _without_edges(text: str, english: Wording) -> Iterator[tuple[str, Wording]]:
    """What is hung on another text (", sasaran {0}") is also met by itself, once that text is taken apart."""
    if (inner := text.strip(EDGE)) != text.strip():
        yield inner, trimmed(english, lambda one: one.strip(EDGE))
    if inner.endswith((".", ":")) and len(WORD.findall(PLACE.sub(" ", inner))) > 1:
        yield inner[:-1], trimmed(english, lambda one: one.strip(EDGE).removesuffix(inner[-1]))


def trimmed(english: Wording, trim: Callable[[str], str]) -> Wording:
    """Every wording of an entry, trimmed."""
    if isinstance(english, str):
        return trim(english)
    return {name: trim(one) if isinstance(one, str) else one for name, one in english.items()}


def sentence(text: str, english: Wording) -> Sentence:
    """The pattern of a sentence with places; doubled braces are single in what is shown."""
    order: list[str] = []
    shape, last, letters = "", 0, 0
    for place in PLACE.finditer(text):
        between = text[last : place.start()].replace("{{", "{").replace("}}", "}")
        letters += len(between) - between.count(" ")
        shape += re.escape(between) + "(.*?)"
        order.append(place.group(1) or str(len(order)))
        last = place.end()
    rest = text[last:].replace("{{", "{").replace("}}", "}")
    letters += len(rest) - rest.count(" ")
    shape += re.escape(rest)
    if (small := not shape[:1].isupper()) is False:
        shape = f"[{shape[0]}{shape[0].lower()}]{shape[1:]}"
    return Sentence(re.compile(shape, re.DOTALL), tuple(order), english, letters, small)


def said(english: Wording, given: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The English sentence with its values; of two wordings the one that fits the number."""
    if isinstance(english, dict):
        english = str(english["one" if given.get(str(english["by"])) == "1" else "other"])
    count = iter(range(len(values)))

    def value(place: re.Match[str]) -> str:
        return values[place.group(1) or str(next(count))]

    made = PLACE.sub(value, english.replace("{{", "\x00").replace("}}", "\x01"))
    return one_of_a_kind(made.replace("\x00", "{").replace("\x01", "}"))
