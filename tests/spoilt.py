"""Bytes, texts and JSON as damage, typing and malice make them: strategies for the fuzzers of every parser."""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
"""Whatever JSON can say, with numbers no column can hold."""
DEEP = "[" * 100_000
"""Nested deeper than any reader goes."""
_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.sampled_from(["flip", "cut", "drop", "grow"]), st.binary(max_size=6)
    ),
    max_size=5,
)


def spoilt(real: bytes) -> st.SearchStrategy[bytes]:
    """The real bytes with a few places changed, cut, lost or grown; now and then something else altogether."""
    return _EDITS.map(lambda edits: _edited(real, edits)) | st.binary(max_size=200)


def spoilt_text(real: str) -> st.SearchStrategy[str]:
    """The same of a text."""
    return spoilt(real.encode()).map(lambda found: found.decode("utf-8", "replace")) | st.text(max_size=120)


def _edited(real: bytes, edits: list[tuple[float, str, bytes]]) -> bytes:
    content = bytearray(real)
    for place, how, what in edits:
        at = int(place * len(content))
        if how == "cut":
            del content[at:]
        elif how == "drop":
            del content[at : at + 1 + len(what)]
        elif how == "grow":
            content[at:at] = what
        elif content:
            content[at] ^= what[0] | 1 if what else 255
    return bytes(content)


def replaced(value: Any) -> st.SearchStrategy[Any]:
    """A JSON value with one of its parts replaced by anything."""
    ways: list[st.SearchStrategy[Any]] = [JSON]
    if isinstance(value, dict):
        for key, inner in value.items():
            ways.append(replaced(inner).map(partial(_with, value, key)))
            ways.append(st.just({name: one for name, one in value.items() if name != key}))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            ways.append(replaced(inner).map(partial(_instead, value, at)))
    return st.one_of(ways)


def _with(value: dict[str, Any], key: str, other: Any) -> dict[str, Any]:
    return {**value, key: other}


def _instead(value: list[Any], at: int, other: Any) -> list[Any]:
    return [*value[:at], other, *value[at + 1 :]]
