"""A deed and for whom in one line, as one would say it: "kunjungan baru budi", "buat kunjungan budi"."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.ui.palette_lines import Line
from kampungkb_desktop.ui.palette_rank import words_of

_MAKING = frozenset({"catat", "tambah", "buat", "bikin", "isi", "input", "tulis", "add", "make"})
"""What people call it to begin a new record."""


def after_the_deed(lines: Sequence[Line], typed: str) -> tuple[list[Line], str]:
    """The deeds whose words were typed first, and what was typed behind them; the longest beginning counts. A word for
    making ("buat kunjungan …") is passed over where the deed is called without it."""
    words = typed.split()
    made = _deeds(lines, words[1:]) if words and words[0].lower() in _MAKING else ([], "")
    return made if made[0] else _deeds(lines, words)


def _deeds(lines: Sequence[Line], words: Sequence[str]) -> tuple[list[Line], str]:
    for cut in range(len(words) - 1, 0, -1):
        head, rest = words_of(" ".join(words[:cut])), " ".join(words[cut:])
        if not head or len(head[0]) < 3:
            continue
        deeds = [one for one in lines if one.asks and _starts(words_of(one.name.rstrip("…")), head)]
        if deeds:
            return deeds[:3], rest
    return [], ""


def _starts(words: Sequence[str], head: Sequence[str]) -> bool:
    return len(head) <= len(words) and all(word.startswith(one) for word, one in zip(words, head, strict=False))
