"""The guide says what the program has: every link, screen and error code is there, in plain Indonesian words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop import __version__
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.bundle.refusals import SENTENCES
from kampungkb_desktop.ui.help_everyday import EVERYDAY
from kampungkb_desktop.ui.help_pages import CONTENTS, links, load, slug
from kampungkb_desktop.ui.help_search import MOST_HITS, matches, search
from tests.plain_words import foreign_in

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kampungkb_desktop"
GUIDE = load()
CODE = re.compile(r"E-[A-Z]+(?:-[A-Z]+)*")
HELP_DESK = "kode"


@cache
def _codes_in_source() -> frozenset[str]:
    """Every literal that is an error code: what the program can show to somebody."""
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return frozenset(SENTENCES).union(*(re.findall(rf"[\"']({CODE.pattern})[\"']", text) for text in texts))


def _told() -> list[str]:
    """The codes that have a line of their own in the help desk's page."""
    return re.findall(rf"^\| `({CODE.pattern})` \|", GUIDE[HELP_DESK].markdown, re.MULTILINE)


def _topics_in_source() -> Iterator[tuple[str, str]]:
    """Every topic a screen names, written in the source."""
    for path in (PACKAGE / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not re.search("help_topic|HELP_TOPICS", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {getattr(target, "id", getattr(target, "attr", "")) for target in targets}
            if names & {"help_topic", "HELP_TOPICS"}:
                yield from ((path.name, topic) for topic in _texts(node.value))


def _texts(value: ast.expr) -> list[str]:
    """The texts of an expression; of a table only what it leads to."""
    roots = [part for node in ast.walk(value) if isinstance(node, ast.Dict) for part in node.values] or [value]
    leaves = (leaf.value for root in roots for leaf in ast.walk(root) if isinstance(leaf, ast.Constant))
    return [leaf for leaf in leaves if isinstance(leaf, str) and leaf]


def _anchors(topic: str) -> set[str]:
    return {section.anchor for section in GUIDE[topic].sections}


def test_every_page_is_in_the_contents_and_every_file_is_a_page() -> None:
    files = {path.stem for path in resource("help").glob("*.md")}
    assert files == set(GUIDE)
    assert [page.topic for page in GUIDE.values() if page.topic != CONTENTS and not page.group] == []


@pytest.mark.parametrize("topic", GUIDE)
def test_every_link_leads_somewhere(topic: str) -> None:
    lost = [
        f"{page}#{anchor}"
        for page, anchor in links(GUIDE[topic].markdown)
        if (page or topic) not in GUIDE or (anchor and anchor not in _anchors(page or topic))
    ]
    assert lost == []


@pytest.mark.parametrize("topic", GUIDE)
def test_a_page_begins_with_its_title_and_names_no_heading_twice(topic: str) -> None:
    page = GUIDE[topic]
    assert page.markdown.startswith(f"# {page.title}\n")
    assert len(re.findall(r"^# ", page.markdown, re.MULTILINE)) == 1
    anchors = [section.anchor for section in page.sections]
    assert len(set(anchors)) == len(anchors)
    empty = [section.title for section in page.sections if section.anchor and not section.text]
    assert empty == []


def test_every_code_of_the_program_has_its_line_for_the_help_desk() -> None:
    told = _told()
    assert len(told) == len(set(told))
    assert sorted(_codes_in_source() - set(told)) == []
    assert sorted(set(told) - _codes_in_source()) == []


def test_what_is_new_tells_of_this_version() -> None:
    assert f"Versi {__version__}" in [section.title for section in GUIDE["yang-baru"].sections]


def test_codes_named_elsewhere_exist() -> None:
    named = {code for page in GUIDE.values() for code in re.findall(rf"`({CODE.pattern})`", page.markdown)}
    assert sorted(named - _codes_in_source()) == []


def test_every_reason_to_refuse_a_sync_file_is_explained() -> None:
    said = set(CODE.findall(GUIDE["berkas-ditolak"].markdown))
    assert sorted(set(SENTENCES) - said) == []


def test_every_screen_names_a_page_that_exists() -> None:
    topics = list(_topics_in_source())
    assert len(topics) > 5
    lost = [
        f"{where}: {topic}"
        for where, topic in topics
        if (page := topic.partition("#")[0]) not in GUIDE
        or (topic.partition("#")[2] and topic.partition("#")[2] not in _anchors(page))
    ]
    assert lost == []


@pytest.mark.parametrize("topic", GUIDE)
def test_plain_words(topic: str) -> None:
    """No foreign word where Indonesian has one; no italics (there is no such font), no sentence that never ends."""
    markdown = GUIDE[topic].markdown
    text = re.sub(r"`[^`]*`", "", markdown).replace("“.kkb”", "")
    text = re.sub(r"\]\([^)]*\)", "]", text)
    if topic != "english":  # the page for those who read English
        assert foreign_in(text.replace("**Settings**", "")) == []  # what Windows itself calls it
    assert re.findall(r"(?<![*\w])\*(?![*\s])[^*\n]+\*(?!\*)", text) == []
    sentences = re.split(r"[.:;?!]\s|\n", text.replace("|", ". "))
    assert [one for one in sentences if len(one.split()) > 40] == []
    assert re.findall(r'"', text) == []


KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9+-]|[A-Z][A-Za-z]+)|F\d+")
BUILT_IN = {
    "Ctrl+C",
    "Ctrl+V",
    "Ctrl+D",
    "Ctrl+Down",
    "Ctrl+Up",
    "Shift+Down",
    "F2",
    "Shift+Enter",
    "Shift+Tab",
    "Ctrl++",
    "Ctrl+-",
    "Ctrl+0",
    *(f"Ctrl+{n}" for n in range(1, 10)),
}
"""Bound by Qt, by a key press that is read by hand, or in a loop."""
OTHER_NAMES = {"Return": "Enter", "PgDn": "PgDown"}


def _as_people_say(keys: str) -> str:
    """``Ctrl+Return`` is Enter to everybody."""
    head, _plus, last = keys.rpartition("+") if not keys.endswith("++") else ("", "", keys)
    return "+".join(part for part in (head, OTHER_NAMES.get(last, last)) if part)


def _bound() -> set[str]:
    """Every key written in a binding: ``shortcut=``, ``QKeySequence``, tables beside them, constants of keys."""
    found: set[str] = set()
    for path in (PACKAGE / "ui").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r'shortcut="|QKeySequence\(|^\s*\("|for keys, \w+ in|^[A-Z_, ]*KEYS = ', line):
                found.update(_as_people_say(one) for one in re.findall(rf'"({KEY.pattern})"', line))
    return found


def test_the_table_of_keys_is_that_of_the_program() -> None:
    told = {_as_people_say(one) for one in re.findall(rf"`({KEY.pattern})`", GUIDE["papan-ketik"].markdown)}
    assert sorted(_bound() - told) == []
    assert sorted(told - _bound() - BUILT_IN) == []


def test_keys_named_elsewhere_exist() -> None:
    known = _bound() | BUILT_IN
    named = {
        (page.topic, one)
        for page in GUIDE.values()
        for one in map(_as_people_say, re.findall(rf"`({KEY.pattern})`", page.markdown))
        if not re.fullmatch(r"Alt\+[A-Z]", one)
    }
    assert sorted(item for item in named if item[1] not in known) == []


def _letters() -> dict[str, set[str]]:
    """The Alt letters of every label in the window's source, by its words."""
    found: dict[str, set[str]] = {}
    for path in (PACKAGE / "ui").rglob("*.py"):
        for label in re.findall(r'"([^"\n]*&[A-Za-z][^"\n]*)"', path.read_text("utf-8")):
            letter = re.search(r"&([A-Za-z])", label.replace("&&", ""))
            if letter is not None:
                found.setdefault(label.replace("&", "").strip("….").lower(), set()).add(letter[1].upper())
    return found


def test_the_alt_letters_that_the_guide_names_are_those_of_the_buttons() -> None:
    letters = _letters()
    named = [
        (page.topic, words, letter)
        for page in GUIDE.values()
        for words, letter in re.findall(r"\*\*([^*]+)\*\* \(`Alt\+([A-Z])`\)", page.markdown)
    ]
    known = [one for one in named if one[1].strip("….").lower() in letters]
    assert len(known) > 10
    assert [one for one in known if one[2] not in letters[one[1].strip("….").lower()]] == []


def test_search_finds_words_in_any_order_and_prefers_headings() -> None:
    first = search(GUIDE, "lupa sandi")[0]
    assert (first.topic, first.anchor) == ("masuk", "lupa-kata-sandi")
    assert search(GUIDE, "SANDI LUPA")[0] == first
    assert [hit.topic for hit in search(GUIDE, "E-DISK-FULL")] == ["kode", "meja-bantuan"]
    assert search(GUIDE, "0,7")[0].topic == "mengukur"
    assert search(GUIDE, "zzzz") == []
    assert search(GUIDE, "  ") == []


@pytest.mark.parametrize(
    ("asked", "topic", "anchor"),
    [
        ("lupa password", "masuk", "lupa-kata-sandi"),
        ("ganti password", "pengaturan", "mengganti-kata-sandi"),
        ("bikin kunjungan", "kunjungan", "mencatat-kunjungan"),
        ("undo", "riwayat", "urungkan-dengan-cepat"),
        ("update", "pembaruan", "dua-cara-memperbarui"),
        ("laptop dicuri", "pendaftaran", "laptop-hilang"),
        ("printer tidak jalan", "laporan", "bila-pencetak-menolak"),
        ("bagaimana cara mengirim data", "kirim-terima", "mengirim-petugas"),
        ("huruf terlalu kecil", "untuk-semua", "huruf-lebih-besar"),
        ("listrik mati", "tanya-jawab", "listrik-mati-atau-baterai-habis-saat-mengetik"),
        ("tidak bisa dibuka", "salinan", "data-di-laptop-tidak-dapat-dibuka"),
        ("catin", "ibu", "calon-pengantin"),
    ],
)
def test_words_of_every_day_lead_to_what_the_guide_calls_otherwise(asked: str, topic: str, anchor: str) -> None:
    first = search(GUIDE, asked)[0]
    assert (first.topic, first.anchor) == (topic, anchor)


def test_words_of_every_day_stand_for_words_of_the_guide() -> None:
    """A renamed heading must not leave a word that leads nowhere."""
    texts = " ".join(f"{one.title} {one.text}" for page in GUIDE.values() for one in page.sections).lower()
    lost = {(word, one) for word, ours in EVERYDAY.items() for one in ours if not re.search(rf"\b{one}", texts)}
    assert lost == set()


@given(st.text(max_size=30))
def test_any_text_may_be_searched(words: str) -> None:
    hits = search(GUIDE, words)
    assert len(hits) <= MOST_HITS
    for hit in hits:
        assert hit.anchor in _anchors(hit.topic)


@given(st.text(max_size=60), st.text(max_size=10))
def test_matches_lie_inside_the_text(text: str, words: str) -> None:
    for begin, end in matches(text, words):
        assert 0 <= begin < end <= len(text)


def test_anchors_are_simple() -> None:
    assert slug("Selisih 0,7 cm") == "selisih-0-7-cm"
    assert slug("N, T, O, dan B") == "n-t-o-dan-b"
