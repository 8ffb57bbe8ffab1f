"""Pages as a person writes them for a printer: "1-3,5". Pages count from 1 on the screen and from 0 here."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+)?)?")


def pages_asked(text: str, last: int) -> tuple[int, ...]:
    """The pages in the order written, each once; all where nothing is written. "4-" means to the end.

    ValueError with a sentence for the person where the text cannot be read or names a page there is not.
    """
    if not text.strip():
        return tuple(range(last))
    found: dict[int, None] = {}
    for part in re.split(r"[,;]", text):
        if part.strip():
            found.update(dict.fromkeys(_part(part.strip(), last)))
    if not found:
        raise ValueError("Tulis halaman seperti 1-3,5.")
    return tuple(found)


def _part(part: str, last: int) -> range:
    read = _PART.fullmatch(part)
    if read is None:
        raise ValueError(f"“{part}” bukan nomor halaman. Tulis seperti 1-3,5.")
    first = int(read[1])
    until = int(read[2]) if read[2] else last if part[-1] in "-–" else first
    if first < 1 or until > last or first > last:
        raise ValueError(f"Laporan ini mempunyai {last} halaman.")
    if until < first:
        raise ValueError(f"Tulis halaman yang lebih kecil dahulu: {until}-{first}.")
    return range(first - 1, until)
