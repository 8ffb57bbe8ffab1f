"""Holds what the card of an officer says of his latest file: when it was made, and that the office has it."""

from __future__ import annotations

import json

import pytest

from kampungkb_desktop.store.entries import OUT, FileEntry
from kampungkb_desktop.ui.pages.exchange_words import last_words, when_words

AT = 1_795_000_000_000


def entry(result: str) -> FileEntry:
    receipt = json.dumps({"result": result, "code": "", "at": AT + 600_000}) if result else ""
    return FileEntry("a", OUT, "peer", 7, "baru", "0" * 64, "a.kkb", AT, receipt=receipt)


@pytest.mark.parametrize(("result", "arrived"), [("", False), ("diterima", True), ("ditolak", False)])
def test_a_receipt_is_told_where_the_next_file_is_made(result: str, arrived: bool) -> None:
    said = last_words(entry(result))
    assert f"nomor 7, {when_words(AT)}." in said, "when it was made, not when something came"
    assert said.endswith("Kantor sudah menerimanya.") == arrived


def test_who_never_sent_is_told_so() -> None:
    assert "Belum pernah" in last_words(None)
