"""A Linux without a library that Qt needs."""

from __future__ import annotations

import pytest

from kampungkb_desktop import __main__ as program
from kampungkb_desktop.base import lacking

GL = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")


def _start(monkeypatch: pytest.MonkeyPatch, error: ImportError) -> int:
    def run(_words: object) -> int:
        raise error

    monkeypatch.setattr(program, "_run", run)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return program.main([])


def test_all_that_is_missing_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lacking, "_loads", lambda _name: False)
    assert _start(monkeypatch, GL) == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1, libGL.so.1" in said
    assert "apt-get install libegl1 libgl1" in said


def test_a_library_that_we_know_no_package_of_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking, "_loads", lambda _name: True)
    other = ImportError("libxyz-1.so.0: cannot open shared object file: No such file or directory")
    assert "libxyz-1.so.0" in (lacking.sentence(other) or "")
    assert "apt-get" not in (lacking.sentence(other) or "")


def test_a_module_of_ours_that_is_missing_stays_the_bug_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportError, match="No module named"):
        _start(monkeypatch, ImportError("No module named 'kampungkb_desktop.x'"))
