"""Lines of a trail of access inside a manifest: after which line they begin, the mark of the chain there, and their
exact texts. Bounds only; whoever keeps them walks the chain."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST, MOST_BYTES = 20_000, 3 << 20
"""Lines that one file carries, and their bytes: what is left goes with the next."""
_MARK = re.compile(r"[0-9a-f]{64}")
_MOST_NUMBER = 1 << 62


def sound(after: int, mark: str, lines: Sequence[str]) -> bool:
    """Whether a receiver may begin to walk these lines."""
    begins = not lines or _MARK.fullmatch(mark) is not None
    return begins and 0 <= after < _MOST_NUMBER and len(lines) <= MOST
