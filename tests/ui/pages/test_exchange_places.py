"""Where files are put: sticks first, then the last folder, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from kampungkb_desktop.ui.pages import exchange_places
from kampungkb_desktop.ui.pages.exchange_places import Spot, spots


def test_folders_that_are_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(exchange_places, "documents", lambda: Path("/d"))
    stick = Spot(Path("/s"), "Flashdisk A", stick=True)
    assert [one.path for one in spots(None, [])] == [Path("/d")]
    assert [one.path for one in spots("/x", [stick])] == [Path("/s"), Path("/x"), Path("/d")]
    assert [one.path for one in spots("/s", [stick])] == [Path("/s"), Path("/d")]
    assert [one.words for one in spots("/d", [])] == ["Dokumen"]
    assert [exchange_places.is_stick(root) for root in ("/media/siti/KINGSTON", "/", "/home")] == [True, False, False]


def test_a_folder_that_nobody_has_made_is_not_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file dialog takes it for the name of a file in the folder above."""
    named = tmp_path / "Dokumen"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(named))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert exchange_places.documents() == tmp_path
    named.mkdir()
    assert exchange_places.documents() == named
