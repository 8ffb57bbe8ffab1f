"""The guide as texts: one Markdown file per topic, its headings, and a search over all of them in memory.

It knows no widgets. ``isi.md`` names the pages in their order; a page that is not named there is not in the guide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui.help_words import nearest, roots

CONTENTS = "isi"
"""The topic of the list of contents, where the guide opens when nothing better is known."""
AROUND = 60
"""Letters of context shown on each side of a word that was found."""
MOST_HITS = 60

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#{1,3}) (.+)$")
_MARKS = re.compile(r"\*\*|`|^> ?|^[-*] |^\d+\. ", re.MULTILINE)
_TABLE_HEAD = re.compile(r"^\|.*\|\n\|[ :|-]+\|$", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\| *(.*?)[ .]*\|$", re.MULTILINE)
_BLANKS = re.compile(r"\s+")


@frozen
class Section:
    """A heading with what stands under it, as plain words. ``anchor`` is "" for the top of the page."""

    anchor: str
    title: str
    text: str


@frozen
class HelpPage:
    """One topic. ``title`` is its first heading; ``group`` the heading of the contents it stands under."""

    topic: str
    title: str
    group: str
    markdown: str
    sections: tuple[Section, ...]


@frozen
class Hit:
    """A place that was found: where it is, and the words around the first match."""

    topic: str
    anchor: str
    page: str
    section: str
    context: str


Guide = Mapping[str, HelpPage]
"""All pages by topic, the contents first, in the order of the contents."""


@cache
def load() -> Guide:
    """Read the guide that ships with the program. A page that is named and missing is a bug (``OSError``)."""
    contents = _read(CONTENTS)
    found = {CONTENTS: _page(CONTENTS, "", contents)}
    group = ""
    for line in contents.splitlines():
        if heading := _HEADING.match(line):
            group = heading[2] if len(heading[1]) == 2 else group
        for _title, target in _LINK.findall(line):
            topic = target.partition("#")[0].removesuffix(".md")
            if topic not in found:
                found[topic] = _page(topic, group, _read(topic))
    return found


def links(markdown: str) -> list[tuple[str, str]]:
    """Every link of a page as ``(topic, anchor)``; the topic is "" for a place in the same page."""
    targets = (target.partition("#") for _words, target in _LINK.findall(markdown))
    return [(page.removesuffix(".md"), anchor) for page, _hash, anchor in targets]


def pictures(markdown: str) -> list[tuple[str, str]]:
    """Every picture of a page: what it shows, and its file under ``help/``."""
    return [(found[1], found[2]) for found in _PICTURE.finditer(markdown)]


def slug(heading: str) -> str:
    """The anchor of a heading: small letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", _plain_letters(heading)).strip("-")


def search(guide: Guide, words: str) -> list[Hit]:
    """Sections that hold every word (or the beginning of it, or its root), those with the words in their heading first.
    Where there is none, a word that the guide does not know is taken for the one most like it."""
    wanted = _plain_letters(words).split()
    if not wanted:
        return []
    hits = _holding(guide, wanted)
    if hits:
        return hits
    known = _vocabulary()
    meant = [word if _known(word) else nearest(word, known) or word for word in wanted]
    return _holding(guide, meant) if meant != wanted else []


def _holding(guide: Guide, wanted: Sequence[str]) -> list[Hit]:
    found: list[tuple[int, Hit]] = []
    for page in guide.values():
        for section in page.sections:
            worth = _worth(page, section, wanted)
            if worth and page.topic != CONTENTS:
                found.append((worth, _hit(page, section, wanted)))
    found.sort(key=lambda item: -item[0])
    return [hit for _worth, hit in found[:MOST_HITS]]


def matches(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words begin and end in a text, for marking them; accents and capitals make no difference."""
    letters = _plain_letters(text)
    if len(letters) != len(text):
        return
    for word in dict.fromkeys(_plain_letters(words).split()):
        for match in re.finditer(_beginning(word), letters):
            yield match.span()


def _read(topic: str) -> str:
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")


def _page(topic: str, group: str, markdown: str) -> HelpPage:
    sections = tuple(_sections(markdown))
    return HelpPage(topic, sections[0].title, group, markdown, sections)


def _sections(markdown: str) -> Iterator[Section]:
    title, anchor, lines = "", "", list[str]()
    for line in markdown.splitlines():
        heading = _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        if title:
            yield Section(anchor, title, _words("\n".join(lines)))
        title, lines = _words(heading[2]), []
        anchor = "" if len(heading[1]) == 1 else slug(heading[2])
    yield Section(anchor, title, _words("\n".join(lines)))


def _words(markdown: str) -> str:
    """The text without its marks, on one line; a row of a table reads "E-PDF: Susun ulang."."""
    markdown = _PICTURE.sub(r"\1", markdown)
    rows = _TABLE_ROW.sub(lambda row: f"{row[1].replace(' | ', ': ')}.", _TABLE_HEAD.sub("", markdown))
    return _BLANKS.sub(" ", _MARKS.sub("", _LINK.sub(r"\1", rows))).strip()


def _worth(page: HelpPage, section: Section, wanted: Sequence[str]) -> int:
    """0 where a word is missing; else more for words in headings than for words in the text."""
    worth = 0
    text, own, above = (_plain_letters(one) for one in (section.text, section.title, page.title))
    for word in wanted:
        inside, heading = _holds(text, word), _holds(own, word)
        if not (inside or heading):
            return 0
        worth += 1 + (6 if section.anchor else 4) * heading + 3 * _holds(above, word)
    return worth


def _holds(text: str, word: str) -> bool:
    """Whether a text has a word; most have not, and that is found out by plain looking."""
    if not any(one in text for one in _forms(word)):
        return False
    return re.search(_beginning(word), text) is not None


def _hit(page: HelpPage, section: Section, wanted: Sequence[str]) -> Hit:
    text = section.text
    spans = sorted(matches(text, " ".join(wanted)))
    at = spans[0][0] if spans else 0
    start = _word_start(text, max(0, at - AROUND)) if at > AROUND else 0
    end = len(text) if len(text) <= at + 2 * AROUND else text.rfind(" ", at, at + 2 * AROUND)
    end = end if end > at else min(len(text), at + 2 * AROUND)
    context = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Hit(page.topic, section.anchor, page.title, section.title, context)


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return at if blank < 0 else blank + 1


@lru_cache(maxsize=512)
def _beginning(word: str) -> str:
    """A word is found where it begins, and inside words when it is four letters or longer ("simpan" in "tersimpan");
    a word of the guide that it comes from is found too, where a word begins with it."""
    if len(word) <= 3:
        return rf"(?<![a-z0-9]){re.escape(word)}"
    return "|".join([re.escape(word), *(rf"(?<![a-z0-9]){root}" for root in _forms(word)[1:])])


@lru_cache(maxsize=512)
def _forms(word: str) -> tuple[str, ...]:
    """The word, and the words of the guide that it comes from."""
    return (word, *(root for root in roots(word) if root in _vocabulary())) if len(word) > 3 else (word,)


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of the guide."""
    texts = (f"{section.title} {section.text}" for page in load().values() for section in page.sections)
    return frozenset(word for text in texts for word in re.findall(r"[a-z]{4,}", _plain_letters(text)))


def _known(word: str) -> bool:
    return any(re.search(_beginning(word), one) for one in _vocabulary())


@lru_cache(maxsize=2048)
def _plain_letters(text: str) -> str:
    """Small letters without accents, one for each of the text where that is possible."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())
