"""Prints every key of a general visit and of a toddler's with its measuring, from Beranda to saved, and how long a
modest typist needs (``tests/journeys/counting.py``).

Run by hand: ``python tests/benchmarks/keystrokes.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

WALKS = Path(__file__).resolve().parents[1] / "journeys" / "test_ketukan.py"

if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "-s", "-p", "no:cacheprovider", str(WALKS)]))
