"""F1 in every dialog: each class of dialog is found in the source and says which page of the guide is about it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kampungkb_desktop.ui.help_pages import load

UI = Path(__file__).resolve().parents[1] / "kampungkb_desktop" / "ui"
GUIDE = load()
BASES = frozenset({"QDialog", "Dialog", "TallDialog"})
TOPIC = "help_topic"
NAMED = re.compile(
    r"^class .*\((?:Q?Dialog|TallDialog|Message|PaperDialog|_\w+|\w*Dialog)\b|\bQ?Dialog\(|TallDialog\(", re.MULTILINE
)
OF_THE_PAGE = {
    "Message": "a sentence over the page; a refusal names its code where it is shown",
    "ProgressDialog": "what the page began",
}
"""Dialogs about which F1 asks the page beneath, and why."""


class Found(NamedTuple):
    """A class of dialog: where it stands, what it is made of, and the topics it names."""

    where: str
    name: str
    bases: tuple[str, ...]
    topics: tuple[str, ...]


def _files() -> list[Path]:
    """Those that name a dialog; the rest need not be taken apart."""
    return [one for one in sorted(UI.rglob("*.py")) if NAMED.search(one.read_text(encoding="utf-8"))]


def _classes() -> list[Found]:
    found = [one for path in _files() for one in _of(path)]
    names = set(BASES)
    while more := {one.name for one in found if names.intersection(one.bases)} - names:
        names |= more
    return [one for one in found if one.name in names and one.name not in BASES]


def _of(path: Path) -> Iterator[Found]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            bases = tuple(ast.unparse(base).rpartition(".")[2] for base in node.bases)
            yield Found(path.name, node.name, bases, tuple(_topics(node)))


def _topics(node: ast.ClassDef) -> Iterator[str]:
    """``help_topic = "…"`` in the class, ``self.help_topic = …`` or ``setProperty("help_topic", …)`` in it."""
    for part in ast.walk(node):
        if isinstance(part, ast.Assign) and any(_named(target) == TOPIC for target in part.targets):
            yield from _texts(part.value)
        elif isinstance(part, ast.Call) and [ast.unparse(one) for one in part.args[:1]] == [repr(TOPIC)]:
            yield from _texts(part.args[1])


def _named(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""


def _texts(value: ast.expr) -> Iterator[str]:
    leaves = (leaf.value for leaf in ast.walk(value) if isinstance(leaf, ast.Constant))
    yield from (leaf for leaf in leaves if isinstance(leaf, str) and leaf)


def test_every_dialog_knows_its_page_of_the_guide() -> None:
    dialogs = _classes()
    by_name = {one.name: one for one in dialogs}

    def topics(one: Found) -> tuple[str, ...]:
        above = (topics(by_name[base]) for base in one.bases if base in by_name)
        return one.topics or next((found for found in above if found), ())

    assert len(dialogs) > 30
    assert {one.name for one in dialogs} >= set(OF_THE_PAGE)
    silent = [f"{one.where}: {one.name}" for one in dialogs if not topics(one) and one.name not in OF_THE_PAGE]
    assert silent == []
    lost = []
    for one in dialogs:
        for topic in topics(one):
            page, _hash, anchor = topic.partition("#")
            if page not in GUIDE or (page != "kode" and anchor and anchor not in _anchors(page)):
                lost.append(f"{one.where}: {topic}")
    assert lost == []


def test_no_dialog_is_made_without_a_class_or_a_topic() -> None:
    """A bare ``Dialog(parent)`` is told its topic where it is made."""
    bare = []
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
            made = any(isinstance(one.func, ast.Name) and one.func.id in BASES for one in calls)
            if made and TOPIC not in ast.unparse(node):
                bare.append(f"{path.name}: {node.name}")
    assert bare == []


def _anchors(page: str) -> set[str]:
    return {section.anchor for section in GUIDE[page].sections}
