"""Every string a person can come to read, out of the source and the tables beside it, and the words that have no place
in them. Help pages are read by ``test_help_pages``, with the same words."""

from __future__ import annotations

import ast
import gc
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kampungkb_desktop"
READ_IN = ("ui", "actions", "rules", "forms", "base", "bundle", "report", "transport")
"""Where sentences for people stand; the store's own are codes and statements."""
KEYS = re.compile(r"\b(?:Ctrl|Alt|Shift)\+[\w+]+|\b(?:Delete|Tab|Enter|Esc|Backspace|Home|End)\b")
OFFICIAL = (
    "Verifikasi dan validasi", "verifikasi dan validasi", "Verifikasi & validasi", "Index Input", "Index Proses",
    "Index Output", "sudo apt-get install",
)  # fmt: skip
"""As the programme itself calls it, and a command that has to be typed letter by letter."""

FOREIGN = (
    "database", "error", "sync", "sinkronisasi", "sinkron", "bug", "default", "file", "folder data base", "password",
    "login", "logout", "backup", "update", "upload", "download", "undo", "redo", "user", "username", "offline",
    "online", "print", "printer", "preview", "submit", "setting", "settings", "export", "import", "merge", "cursor",
    "mouse", "keyboard", "shortcut", "button", "tombol save", "restart", "install", "crash", "log", "screenshot",
    "filter", "field", "form", "tab", "popup", "email", "scan", "input data", "checklist", "save", "delete", "cancel",
    "close", "ok", "invalid", "valid", "null", "record", "query", "timeout", "restore", "dialog", "widget", "cache",
    "token", "session", "sesi", "server error", "exception", "parameter", "string", "boolean", "array", "index",
    "commit", "rollback", "thread", "debug", "config", "konfigurasi", "enkripsi", "dekripsi", "hash", "checksum",
    "parse", "loading", "refresh", "reset", "retry", "warning", "failed", "success", "klik kanan", "drag", "drop",
    "muat ulang", "toggle", "checkbox", "dropdown", "sidebar", "toolbar", "tooltip",
    "request", "response", "validasi", "bug report",
)  # fmt: skip
"""Words that have a plain Indonesian one. Key names stand in backticks (help) or are keys, and are not read."""

LONGEST = 40
"""Words of one sentence."""
_NOT_SAID = {"ValueError", "RuntimeError", "TypeError", "AssertionError", "KeyError", "NotImplementedError",
             "LookupError", "FrozenInstanceError"}  # fmt: skip
_CALLS = {
    "compile", "sub", "match", "search", "findall", "fullmatch", "split", "debug", "info", "warning",
    "exec_driver_sql", "execute", "executemany", "setStyleSheet", "setProperty", "setObjectName", "getattr",
    "startswith", "endswith", "strptime", "strftime", "encode", "decode",
}  # fmt: skip
_TYPED = {"palette_entries.py", "help_everyday.py"}
"""Words in small letters there are not said: people type them, to find a screen or a page of the guide."""
_WORDS = re.compile(r"[^\W\d_]{2,}")


def said_in_source() -> Iterator[tuple[str, str]]:
    """(where, words) of every literal that reads like words for people."""
    gc.disable()  # millions of nodes, none of them garbage yet
    for layer in READ_IN:
        for path in sorted((PACKAGE / layer).rglob("*.py")):
            if path.name in {"qt_words.py", "english_words.py"}:  # said in English, or in both
                continue  # the words of Qt's own that are replaced stand there
            for node, words in _literals(ast.parse(path.read_text(encoding="utf-8"))):
                searched = path.name in _TYPED and words.islower()
                if _for_people(words) and not searched:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", words
    gc.enable()


def said_in_tables() -> Iterator[tuple[str, str]]:
    """The same of the rules, which people read as names and reasons."""
    for path in sorted((ROOT / "resources").rglob("*.toml")):
        for words in _strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            if _for_people(words):
                yield path.name, words


def foreign_in(words: str, banned: tuple[str, ...] = FOREIGN) -> list[str]:
    """The banned words in a text, but for names of keys and what is called so officially."""
    for official in OFFICIAL:
        words = words.replace(official, "")
    words = KEYS.sub("", words)
    return _any_of(banned).findall(words)


@cache
def _any_of(banned: tuple[str, ...]) -> re.Pattern[str]:
    pattern = "|".join(map(re.escape, banned))
    return re.compile(rf"(?<![\w./-])(?:{pattern})(?![\w/-]|\.\w)", re.IGNORECASE)


def endless_in(words: str) -> list[str]:
    """Sentences that are too long to be read at once."""
    sentences = re.split(r"[.:;?!…]\s|\n", words)
    return [one for one in sentences if len(one.split()) > LONGEST]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _for_people(words: str) -> bool:
    """Several words, or one that begins with a capital: no key, path, pattern, colour, statement, style or markup."""
    if len(_WORDS.findall(words)) < 2:
        return re.fullmatch(r"&?[A-Z][a-z&]{2,}…?", words) is not None
    if re.search(
        r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH|DROP|ALTER|FROM|WHERE|AND|ORDER|LEFT)\b", words
    ):
        return False
    return re.search(r"^[\w.:/*-]+$|<\w+[ />]|[{;]\s*[\w-]+:\s", words) is None


def _literals(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Every literal with its f-string parts joined, but for docstrings, what is raised at programmers, and patterns."""
    ahead: list[ast.AST] = [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield node, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node, "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
            ahead += [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        elif not _unsaid(node):
            ahead += _inside(node)


def _unsaid(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise):
        return isinstance(node.exc, ast.Call) and getattr(node.exc.func, "id", "") in _NOT_SAID
    return isinstance(node, ast.Assert) or (
        isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    )


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        yield node.func
        yield from (key.value for key in node.keywords if key.arg != "also")
        if name not in _CALLS:
            yield from node.args
        return
    for name in node._fields:
        part = getattr(node, name)
        if isinstance(part, list):
            yield from (one for one in part if isinstance(one, ast.AST))
        elif isinstance(part, ast.AST) and part._fields and not isinstance(part, ast.Name):  # a name says nothing
            yield part
