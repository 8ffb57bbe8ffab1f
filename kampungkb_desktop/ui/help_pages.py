"""The guide as texts: one Markdown file per topic and its headings, in memory; ``help_search`` looks through them.

It knows no widgets. ``isi.md`` names the pages in their order; a page that is not named there is not in the guide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource

CONTENTS = "isi"
"""The topic of the list of contents, where the guide opens when nothing better is known."""

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
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(heading)).strip("-")


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


@lru_cache(maxsize=2048)
def plain_letters(text: str) -> str:
    """Small letters without accents, one for each of the text where that is possible."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())
