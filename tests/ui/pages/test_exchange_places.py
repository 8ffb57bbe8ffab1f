"""Where files are put: sticks first, then the last folder, each once."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

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


@pytest.mark.parametrize(("system", "stick", "others"), [
    ("linux", "/media/siti/KINGSTON", ("/", "/home")), ("win32", "E:/", ("C:/", "Z:/")),
])  # fmt: skip
def test_a_stick_is_what_the_system_calls_removable(
    monkeypatch: pytest.MonkeyPatch, system: str, stick: str, others: tuple[str, ...]
) -> None:
    kinds = {"E:/": 2, "C:/": 3, "Z:/": 4}  # GetDriveTypeW: removable, fixed, of a network
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=kinds.__getitem__))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    assert exchange_places.is_stick(stick)
    assert not any(exchange_places.is_stick(one) for one in others)


def test_a_folder_that_nobody_has_made_is_not_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file dialog takes it for the name of a file in the folder above."""
    named = tmp_path / "Dokumen"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(named))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert exchange_places.documents() == tmp_path
    named.mkdir()
    assert exchange_places.documents() == named
