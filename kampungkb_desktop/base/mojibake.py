"""Mends pasted text whose letters went through the wrong encoding ("â€œKampungâ€"), and nothing else of it.

Only runs that are UTF-8 read as Windows-1252 are touched; a text that merely has accents stays as it is.
Quotes read as Windows-874 are mended where no Thai stands around them.
"""

from __future__ import annotations

import re

_UNDEFINED = {chr(code): bytes((code,)) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes that Windows-1252 leaves empty; programs keep them as control characters."""
_TAIL = "\u0080-\u00bf" + "".join(
    bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if chr(code) not in _UNDEFINED
)
_RUN = re.compile(f"[\u00c2\u00c3\u00c4\u00c5\u00c6\u00cb\u00e2\u00f0][{_TAIL}]{{1,3}}")
"""What quotes, dashes, accents and small pictures become; other beginnings are letters that people write."""
_CUT_QUOTE = re.compile("\u00e2\u20ac(?![\u0080-\u00bf\u2018-\u201d\u2020-\u2122\u0152-\u0178])")
"""A closing quote whose last byte was lost on the way, as on many news pages."""
_THAI = re.compile("\u0e42(?:\u20ac?[\u0080-\u009f\u2018-\u201d\u2022\u2013\u2014])?(?![\u0e00-\u0e7f])")
"""A quote read as Windows-874 (Thai), usually with its last bytes lost: "โMelalui … KB,โ jelas"."""
_TWICE = 2


def mended(text: str) -> str:
    """The text as it was meant. Mending a mended text changes nothing."""
    for _ in range(_TWICE):  # some text went wrong twice
        better = _RUN.sub(_decoded, text)
        if better == text:
            break
        text = better
    return _THAI.sub(_quote, _CUT_QUOTE.sub("\u201d", text))


def _decoded(found: re.Match[str]) -> str:
    run = found.group()
    raw = b"".join(_UNDEFINED.get(mark) or mark.encode("cp1252", "ignore") or mark.encode("latin-1") for mark in run)
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode("utf-8") + run[end:]
        except UnicodeDecodeError:
            continue
    return run


def _quote(found: re.Match[str]) -> str:
    """Opening where a word begins behind it, else closing."""
    text, start, end = found.string, found.start(), found.end()
    begins = (start == 0 or text[start - 1] in " \n\t(\u201c") and end < len(text) and not text[end].isspace()
    return "\u201c" if begins else "\u201d"
