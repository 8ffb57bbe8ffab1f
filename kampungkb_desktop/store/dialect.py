"""One text per statement: SQL as the store writes it, in the words of PostgreSQL.

It knows the forms that the store uses and no more; the tests of the store run every statement on both kinds. What is
left as it is must mean the same on both: ``ON CONFLICT``, ``IS NOT DISTINCT FROM``, ``concat_ws``, row values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from kampungkb_desktop.base.frozen import frozen

Home = Literal["office", "own", "note"]
OWN_TABLES = frozenset({"secret", "setting", "draft", "transit"})
"""What belongs to one installation and never leaves it."""
OWN_NOTES = frozenset({
    "own_device", "author", "machine", "restored", "copied_at", "moved", "undo_floor", "due_counts", "doubles",
    "storage:state", "stick_copy_at", "flag:classes", "counted:classes", "flag:visits", "counted:visits",
})  # fmt: skip
"""The lines of ``meta`` that are about one installation; all others are about the office's records."""
RECKONED = "kept:"
"""How the lines begin that hold what one installation reckoned last."""

_LITERAL = re.compile(r"'(?:[^']|'')*'")
_MASK = re.compile("\x00(\\d+)\x00")
_LISTED = re.compile(r"(NOT )?IN \(SELECT value FROM json_each\((\?\d*|:\w+)\)\)")
_MARK = re.compile(r"\?(\d*)(L?)|(?<![:\w]):(\w+?)(L?)(?!\w)|%")
_WITHOUT_INDEX = re.compile(r"(?<=[\s(])\+(?=[a-z_]+\.)")
_TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE|JOIN)\s+"?(\w+)"?')
_ORDER = re.compile(r"\bORDER BY ")
_ENDS = re.compile(r"\s+(?:LIMIT|ROWS|RANGE)\b")
_PLAIN = (
    ("group_concat(", "string_agg("), ("json_quote(", "to_json("), (" LIKE ", " ILIKE "), (" CROSS JOIN ", " JOIN "),
)  # fmt: skip
_NOCASE = " COLLATE NOCASE"


@frozen
class Statement:
    """A statement for PostgreSQL's driver; ``order`` names the value of each mark, ``lists`` are the marks (or names)
    of values that are JSON lists, ``home`` says whose table it is about ("note": that depends on the line of
    ``meta``)."""

    sql: str
    order: tuple[int, ...]
    lists: frozenset[int | str]
    home: Home

    def bound(self, values: Sequence[Any] | Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """The values as the driver wants them: lists as lists."""
        if isinstance(values, Mapping):
            return {name: json.loads(one) if name in self.lists else one for name, one in values.items()}
        if not self.lists:
            return values if len(self.order) == len(values) else [values[at] for at in self.order]
        return [json.loads(values[at]) if mark in self.lists else values[at] for mark, at in enumerate(self.order)]


@lru_cache(maxsize=1_024)
def translated(sql: str) -> Statement:
    """A statement of the store in PostgreSQL's words."""
    literals: list[str] = []

    def masked(found: re.Match[str]) -> str:
        literals.append(found[0])
        return f"\x00{len(literals) - 1}\x00"

    text = _LITERAL.sub(masked, sql)
    home = _home(text)
    text = _LISTED.sub(lambda m: f"<> ALL({m[2]}L)" if m[1] else f"= ANY({m[2]}L)", text)
    for ours, theirs in _PLAIN:
        text = text.replace(ours, theirs)
    text = _nulls_as_smallest(_without_case(_WITHOUT_INDEX.sub("", text)))
    text, order, lists = _marks(text)
    return Statement(_MASK.sub(lambda m: literals[int(m[1])].replace("%", "%%"), text), order, lists, home)


def _home(text: str) -> Home:
    tables = set(_TABLE.findall(text))
    if tables & OWN_TABLES:
        return "own"
    return "note" if "meta" in tables else "office"


def is_office_note(key: str) -> bool:
    """Whether a line of ``meta`` is about the office's records, and not about one installation."""
    return key not in OWN_NOTES and not key.startswith(RECKONED)


def _marks(text: str) -> tuple[str, tuple[int, ...], frozenset[int | str]]:
    order, lists = list[int](), set[int | str]()

    def replaced(found: re.Match[str]) -> str:
        if found[0] == "%":
            return "%%"
        if found[3]:
            lists.update([found[3]] if found[4] else [])
            return f"%({found[3]})s"
        lists.update([len(order)] if found[2] else [])
        order.append(int(found[1]) - 1 if found[1] else len(order))
        return "%s"

    return _MARK.sub(replaced, text), tuple(order), frozenset(lists)


def _without_case(text: str) -> str:
    """``x COLLATE NOCASE`` compares the bytes of ASCII small letters; so does ``lower(x)`` of a "C" column."""
    while (at := text.find(_NOCASE)) >= 0:
        start = _start_of(text, at)
        text = f"{text[:start]}lower({text[start:at]}){text[at + len(_NOCASE) :]}"
    return text


def _start_of(text: str, end: int) -> int:
    """Where the expression begins that ends here: a name, or something in parentheses."""
    if text[end - 1] != ")":
        while end and (text[end - 1].isalnum() or text[end - 1] in '._"'):
            end -= 1
        return end
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if not depth:
            return at
    raise ValueError("a parenthesis is closed that was never opened")


def _nulls_as_smallest(text: str) -> str:
    """Say what SQLite does by itself: an empty value sorts before every other."""
    return _each_order(text, lambda part: f"{part} NULLS {'LAST' if part.endswith(' DESC') else 'FIRST'}")


def _each_order(text: str, change: Callable[[str], str]) -> str:
    done, at = "", 0
    for found in _ORDER.finditer(text):
        if found.start() < at:
            continue  # stands inside an order that was done
        end = _end_of_order(text, found.end())
        inside = _split(text[found.end() : end])
        done += text[at : found.end()] + ", ".join(change(_each_order(part, change)) for part in inside)
        at = end
    return done + text[at:]


def _end_of_order(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0 or (not depth and _ENDS.match(text, at)):
            return at
    return len(text)


def _split(text: str) -> list[str]:
    """The parts between commas that stand in no parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]
