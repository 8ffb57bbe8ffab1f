"""Every text in the program that a person may come to see, as the English catalogue names it.

A text is its own key; of a text with values the key has numbered places ("{0} keluarga di {1}"). Paper is Indonesian by
custom and is left out, and so is what only a programmer reads: messages of the log and of errors that are bugs.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NOT_SHOWN = re.compile(
    r"^report/|^ui/help_everyday|^actions/.*_paper\.py$|^actions/.*_paper_|^actions/tables_out/(?!offers)|^actions/monthly_report_"
    r"|^actions/booklet|^selftest|^__main__|^headless|/practice/"
    r"|^base/(english_words|in_english|language)\.py|^ui/english\.py|^ui/qt_words\.py|^base/log"
)
"""Paper; the command line; invented people; and what English itself is made of."""
_CODE = re.compile(
    r"SELECT |FROM |INSERT |UPDATE |WHERE |CREATE |PRAGMA |^[a-z_.]+$|^[A-Z0-9_.:/%-]+$|^\s*$|^#|^Ctrl\+|^Alt\+"
    r"|^Shift\+|^E-|\.svg$|\.toml$|^Q[A-Z][a-z]+|^<svg|^\(\?|^rgba?\("
)
_NAME_OF_CODE = re.compile(r"([A-Z][a-z0-9]*){2,}|[A-Za-z.]+\[.*\]")
_SHEET = re.compile(r"[;{}]\s*$|[a-z-]+:\s*[^ ]+;")
_PLACE = re.compile(r"\{\w*\}")
_BUGS = frozenset(
    {"ValueError", "TypeError", "RuntimeError", "LookupError", "KeyError", "AssertionError", "IndexError"}
)
_CODE_OF_RULES = re.compile(r"[a-z_0-9.]+|[A-Z0-9/_-]+")
_BARREN = frozenset(
    {ast.Name, ast.arg, ast.alias, ast.Pass}
    | {
        one
        for kind in (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
        for one in kind.__subclasses__()
    }
)
"""Nodes with nothing of ours below them: names, signs, what is imported."""
_NOT_TEXTS = frozenset({"sebutan", "singkat", "id", "kode"})
"""Keys of rule files whose words are codes, or names of laws that nobody translates."""


def shown(package: Path) -> dict[str, str]:
    """Text to the module (or rule file) that has it first."""
    found: dict[str, str] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not _NOT_SHOWN.search(name):
            for text in _texts(_nodes(ast.parse(path.read_text(encoding="utf-8")))):
                found.setdefault(text, name)
    for path in sorted((package.parent / "resources/rules").glob("*.toml")):
        rules = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in _of_rules(rules.get("aturan") if path.name.startswith("sebutan-desa") else rules):
            found.setdefault(text, f"rules/{path.name}")
    return found


def _of_rules(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _NOT_TEXTS:
                yield from _of_rules(one)
    elif isinstance(value, list):
        for one in value:
            yield from _of_rules(one)
    elif isinstance(value, str) and re.search("[A-Za-z]{2}", value) and not _CODE_OF_RULES.fullmatch(value):
        yield value


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """Every node that may hold a text or say whom one is for. ``ast.walk`` looks at three times as many."""
    found = [tree]
    for node in found:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                found += [one for one in value if isinstance(one, ast.AST) and one.__class__ not in _BARREN]
            elif isinstance(value, ast.AST) and value.__class__ not in _BARREN:
                found.append(value)
    return found


def _texts(nodes: list[ast.AST]) -> Iterator[str]:
    out = _left_out(nodes)
    for node in nodes:
        if id(node) in out:
            continue
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = _with_places(node)
        if text and _is_shown(text):
            yield text


def _left_out(nodes: list[ast.AST]) -> set[int]:
    """Docstrings, the parts of f-strings, and what is said to programmers only."""
    out: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            out.update(id(one) for one in node.values)
        elif isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            out.add(id(node.format_spec))
            out.update(id(one) for one in node.format_spec.values)
        elif isinstance(node, ast.Call) and _for_programmers(node.func):
            out.update(id(one) for argument in node.args for one in ast.walk(argument))
    return out


def _for_programmers(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return isinstance(called.value, ast.Name) and called.value.id == "logger"
    return isinstance(called, ast.Name) and called.id in _BUGS


def _with_places(node: ast.JoinedStr) -> str:
    text, at = "", 0
    for one in node.values:
        if isinstance(one, ast.Constant):
            text += str(one.value).replace("{", "{{").replace("}", "}}")
        else:
            text += f"{{{at}}}"
            at += 1
    return text


def _is_shown(text: str) -> bool:
    bare = _PLACE.sub("", text)
    if _NAME_OF_CODE.fullmatch(text) or _CODE.search(text) or _SHEET.search(bare):
        return False
    words = bare.replace("&", "").strip()
    return bool(re.match(r"[A-Z][a-z]+", words)) or (" " in words and bool(re.search(r"[a-z]{2}", words)))
