"""What a password of a test costs to try: nearly nothing. The real cost has tests of its own."""

from __future__ import annotations

from kampungkb_desktop.store.vault import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""Tests are not attacked."""
