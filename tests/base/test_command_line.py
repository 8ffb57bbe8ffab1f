"""What is said on a command line, as far as it is alike for every verb."""

from __future__ import annotations

import io
import sys

import pytest

from kampungkb_desktop.__main__ import main
from kampungkb_desktop.base.command_line import speak_utf8


def test_words_into_a_file_are_utf8_whatever_the_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(kept, encoding="cp1252", newline=""))
    with pytest.raises(SystemExit):
        main(["--version"])
    print("Ćamat × Łuwuk \ud800")  # noqa: T201  letters no code page of the west has, and a name that is none
    sys.stdout.flush()
    assert kept.getvalue().decode().endswith("Ćamat × Łuwuk \\ud800\n")


def test_a_program_without_a_console_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    speak_utf8()
