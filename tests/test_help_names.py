"""What the guide names is in the program: every button, part, field and message in bold, first cells of tables that
list what a screen has, and the messages it cites. Held against the program's own texts, so a renamed button is found.

In the guide bold with a capital is a name; what is only stressed begins small or is a sentence with its full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kampungkb_desktop.base.language import wordings
from kampungkb_desktop.ui.help_pages import load
from tests.shown_words import shown

PACKAGE = Path(__file__).resolve().parents[1] / "kampungkb_desktop"
GUIDE = load()
BOLD = re.compile(r"\*\*([^*]+)\*\*")
QUOTED = re.compile(r"(?<!misalnya )“([^”]+)”")
LITERAL = re.compile(r'"([^"\\\n]+)"')
PLACE = re.compile(r"\{[^{}]*\}")
SHORTEST = 10
"""Letters that a text must have beside its values to be a name without them: "Langkah ke …"."""
KEYS = re.compile(r" \((?:(?:Ctrl|Alt|Shift)\+|F\d|Esc|\{)[^()]*\)$")
ELSEWHERE = frozenset({
    "Settings", "Apps", "Uninstall", "More info", "Run anyway", "Trusted Root Certification Authorities", "Teks",
    "Kampung KB",
})  # fmt: skip
"""Names that Windows, Excel and the start menu show."""
LISTS = frozenset({
    "Saringan", "Bagian", "Kartu", "Kekuatan", "Hasil", "Kolom", "Kelas", "Mutasi", "Keadaan", "Jenis",
})  # fmt: skip
"""Heads of the tables whose first cells are words of the window."""
PRESSED = re.compile(r'\b(?:button|QCheckBox)\(\s*"([^"{}]*[A-Z][^"{}]*)"')
SAYS_ITSELF = frozenset({"mengerti", "satu halaman", "impor berkas lain", "lihat angka keluarga", "kosongkan centang"})
"""Buttons whose words leave nothing to tell."""
SPOKEN = frozenset({"istilah", "meja-bantuan", "tanya-jawab"})
"""Pages that cite what people say and what papers call things, not the window."""


def _plain(text: str) -> str:
    """Without Alt marks, keys, and what stands at the end; capitals make no difference."""
    bare = re.sub(r"&(?=\w)", "", KEYS.sub("", text).replace("&&", "\0")).replace("\0", "&")
    return " ".join(bare.split()).strip(" .…:,*").casefold()


@cache
def _texts() -> frozenset[str]:
    """Every text of the program: of the window, and what stands in its source between quotes (of paper, of choices)."""
    found = set(shown(PACKAGE)) | set(wordings())
    for path in PACKAGE.rglob("*.py"):
        if path.name != "help_everyday.py":
            found.update(PLACE.sub("{}", one) for one in LITERAL.findall(path.read_text(encoding="utf-8")))
    found |= {part for one in found if "{}" in one for part in one.split("{}") if len(part) > SHORTEST}
    return frozenset(_plain(one) for one in found)


@cache
def _made() -> tuple[re.Pattern[str], ...]:
    """Texts with values in them."""
    texts = (PLACE.split(text) for text in _texts() if PLACE.search(text))
    return tuple(
        re.compile("(.+?)".join(map(re.escape, parts))) for parts in texts if any(len(one.strip()) > 3 for one in parts)
    )


@cache
def _run_together() -> str:
    return "\n".join(_texts())


def _is_named(name: str, *, any_value: bool = False) -> bool:
    """A text of the program, or one with values in it: a number, "…", or another text."""
    asked = re.sub(r"nagari/desa|\b(?:nagari|pekon)\b", "desa", _plain(name))  # as it is said elsewhere
    if asked in _texts():
        return True
    matches = (one.fullmatch(asked) for one in _made())
    return any(
        found is not None
        and (any_value or all(one == "…" or one.isdigit() or one in _texts() for one in found.groups()))
        for found in matches
    )


def _names(markdown: str) -> list[str]:
    """What is bold and no stressed sentence."""
    return [one for one in BOLD.findall(markdown) if re.match(r"[A-Z]", one) and not re.search(r"[.?!]$", one)]


@pytest.mark.parametrize("topic", [one for one in GUIDE if one != "english"])
def test_what_is_bold_is_named_so_in_the_program(topic: str) -> None:
    found = _names(GUIDE[topic].markdown)
    assert [one for one in found if one not in ELSEWHERE and not _is_named(one)] == []


def test_the_english_page_names_what_the_window_says_in_english() -> None:
    said = {
        _plain(form)
        for one in wordings().values()
        for form in ([one] if isinstance(one, str) else [str(one["one"]), str(one["other"])])
    }
    found = _names(GUIDE["english"].markdown)
    assert len(found) > 10
    assert [one for one in found if one not in ("Bahasa Indonesia", "English") and _plain(one) not in said] == []


def _first_cells(markdown: str) -> Iterator[str]:
    head = ""
    for line in markdown.splitlines():
        cells = [one.strip() for one in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            head = ""
        elif not head:
            head = cells[0]
        elif head in LISTS and not re.fullmatch(r"[ :-]+", cells[0]):
            yield re.sub(r"\*\*|`", "", cells[0])


@pytest.mark.parametrize("topic", GUIDE)
def test_tables_of_what_a_screen_has_name_it_as_the_screen_does(topic: str) -> None:
    rows = [part for cell in _first_cells(GUIDE[topic].markdown) for part in cell.split(", ")]
    assert [one for one in rows if not _is_named(one) and not _is_named(one.rpartition(", ")[2])] == []


@pytest.mark.parametrize("topic", [one for one in GUIDE if one not in SPOKEN])
def test_sentences_that_are_cited_are_those_of_the_program(topic: str) -> None:
    """Of four words and more, with a capital: shorter ones are examples of what is typed."""
    cited = [one for one in QUOTED.findall(GUIDE[topic].markdown) if re.match(r"[A-Z]", one) and one.count(" ") > 2]
    inside = _run_together()
    pieces = {one: [_plain(part) for part in one.split("…") if part.strip(" .,")] for one in cited}
    lost = [one for one, parts in pieces.items() if not all(part in inside for part in parts)]
    assert [one for one in lost if not _is_named(one, any_value=True)] == []


def test_every_button_and_tick_is_told_of() -> None:
    """Of those that stand in the source with their words: what people press has its sentence somewhere."""
    told = re.sub(r"\s+", " ", "\n".join(page.markdown for page in GUIDE.values()).replace("**", "")).casefold()
    source = [path.read_text(encoding="utf-8") for path in (PACKAGE / "ui").rglob("*.py")]
    named = {_plain(one) for text in source for one in PRESSED.findall(text)}
    assert len(named) > 200
    assert sorted(one for one in named - SAYS_ITSELF if one not in told) == []


def test_a_name_that_is_not_there_is_found() -> None:
    assert _is_named("Kirim yang baru")
    assert _is_named("Buka 1")
    assert _is_named("Semua pekon")
    assert not _is_named("Kirim yang lama")
    assert not _is_named("Daftar kirim")
