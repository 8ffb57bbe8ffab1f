"""From one version of the program to the next: nothing may cut it off in a way that leaves no program that starts."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from kampungkb_desktop import app
from kampungkb_desktop.__main__ import VERBS, parser
from kampungkb_desktop.base import changing_over
from kampungkb_desktop.base.changing_over import GOOD, PLACED, READY
from kampungkb_desktop.base.program_folder import AFTER, NOTE, STAY
from tests.installer.cut_off_harness import NEW, OLD, PROGRAMS, lay, starts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was started instead of this program."""
    found: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(changing_over, "start", lambda program, words: found.append((program.name, list(words))))
    return found


@pytest.mark.skipif(os.name != "posix", reason="processes are forked")
def test_killed_at_every_step_a_program_starts_and_the_change_comes_to_an_end(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.installer.cut_off_harness", tmp_path], cwd=ROOT, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert all(int(cuts) > 5 for cuts in done.stdout.split())


def test_the_whole_way(tmp_path: Path, started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kampungkb-gui"))
    assert changing_over.at_start(tmp_path, OLD, ["--data-dir", "x"]) is None
    assert started == [("kampungkb-gui", ["--data-dir", "x"])]
    assert starts(tmp_path) == [NEW, NEW]
    assert changing_over.at_start(tmp_path, NEW, []) == []
    changing_over.stood(tmp_path, NEW)
    note = changing_over.read_note(tmp_path)
    assert note is not None
    assert (note.step, note.tries) == (GOOD, 1)
    assert changing_over.at_start(tmp_path, NEW, []) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([f"isi-{NEW}", *PROGRAMS])


def test_a_new_version_that_never_stands_is_taken_back(
    tmp_path: Path, started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    change = lay(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kampungkb"))
    changing_over.place(tmp_path, change)
    for _ in range(changing_over.MOST_TRIES):
        assert changing_over.at_start(tmp_path, NEW, []) == []
    assert changing_over.at_start(tmp_path, NEW, []) is None
    assert starts(tmp_path) == [OLD, OLD]
    assert started[-1] == ("kampungkb", [])
    assert changing_over.at_start(tmp_path, OLD, []) == []
    assert changing_over.read_note(tmp_path) is None


def test_between_the_two_programs_of_windows(
    tmp_path: Path, started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a program that runs may not be replaced: the new one does it from beside."""
    lay(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kampungkb-gui"))
    assert changing_over.at_start(tmp_path, OLD, ["a.kkb"]) is None
    name, words = started.pop()
    assert name == changing_over.fresh_name("kampungkb-gui")
    assert starts(tmp_path) == [OLD, OLD]
    monkeypatch.setattr(sys, "executable", str(tmp_path / name))
    assert changing_over.at_start(tmp_path, NEW, words) is None
    assert started == [("kampungkb-gui", ["a.kkb"])]
    assert starts(tmp_path) == [NEW, NEW]


def test_a_program_that_is_held_stays_as_it_is(
    tmp_path: Path, started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / changing_over.fresh_name("kampungkb-gui")))
    monkeypatch.setattr(changing_over, "_PAUSES", (0.0, 0.0))

    def held(_folder: Path, _change: object) -> None:
        raise PermissionError

    monkeypatch.setattr(changing_over, "place", held)
    assert changing_over.at_start(tmp_path, NEW, [AFTER, "1", "baru", "a.kkb"]) is None
    name, words = started.pop()
    assert (name, words) == ("kampungkb-gui", [STAY, "a.kkb"])
    assert changing_over.at_start(tmp_path, OLD, words) == ["a.kkb"]
    note = changing_over.read_note(tmp_path)
    assert note is not None
    assert note.step == READY


@pytest.mark.parametrize("said", [[], [STAY], [AFTER, "12", "baru"]])
def test_a_window_that_starts_again_changes_over_then(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    """It said again what was said to it at its own start: a version laid down meanwhile was passed over."""
    started: list[list[str]] = []
    monkeypatch.setattr(changing_over, "start", lambda _program, words: started.append(list(words)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["kampungkb-gui", *said, "--data-dir", "ini", "a.kkb"])
    app._start_again()
    assert started == [["--data-dir", "ini"]]


STRANGE = '{"version":"9.9.9","contents":"../x","old":"a","programs":["kampungkb"],"step":"siap","tries":0}'


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"version": 1}', STRANGE])
def test_a_note_that_is_none_of_ours_changes_nothing(tmp_path: Path, said: str) -> None:
    lay(tmp_path)
    (tmp_path / NOTE).write_text(said)
    assert changing_over.at_start(tmp_path, OLD, ["x"]) == ["x"]
    assert starts(tmp_path) == [OLD, OLD]


def test_an_incomplete_new_version_is_not_put_in_place(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / changing_over.fresh_name("kampungkb")).unlink()
    assert changing_over.at_start(tmp_path, OLD, []) == []
    assert starts(tmp_path) == [OLD, OLD]


def test_the_old_files_stay_until_the_new_version_has_stood(tmp_path: Path) -> None:
    change = lay(tmp_path)
    changing_over.place(tmp_path, change)
    assert changing_over.at_start(tmp_path, NEW, []) == []
    assert (tmp_path / f"isi-{OLD}").is_dir()
    changing_over.stood(tmp_path, OLD)
    note = changing_over.read_note(tmp_path)
    assert note is not None
    assert note.step == PLACED


def test_another_version_starts_without_the_libraries_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/program/isi-0.1.0")
    monkeypatch.setenv("_PYI_APPLICATION_HOME_DIR", "/program/isi-0.1.0")
    clean = changing_over.clean_environment()
    assert not {"LD_LIBRARY_PATH", "_PYI_APPLICATION_HOME_DIR"} & set(clean)
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    assert changing_over.clean_environment()["LD_LIBRARY_PATH"] == "/usr/local/lib"


def test_the_verbs_are_those_of_the_command_line() -> None:
    (verbs,) = [one.choices for one in parser()._actions if one.dest == "verb"]
    assert set(verbs or ()) == VERBS


@pytest.mark.parametrize(("installed", "told"), [("", [("DisplayVersion", NEW)]), ("lain", [])])
def test_windows_is_told_the_version_so_that_no_older_installer_goes_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: str, told: list[tuple[str, str]]
) -> None:
    """Only where this folder is the one that was installed: another one may be a stick's."""
    written: list[tuple[str, str]] = []
    registry = SimpleNamespace(
        HKEY_CURRENT_USER=0, KEY_READ=1, KEY_WRITE=2, REG_SZ=1, OpenKey=lambda *_asked: nullcontext("key"),
        QueryValueEx=lambda _key, _name: (str(tmp_path / installed), 1),
        SetValueEx=lambda _key, name, _zero, _kind, word: written.append((name, word)),
    )  # fmt: skip
    changing_over.write_note(tmp_path, lay(tmp_path)._replace(step=PLACED))
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    changing_over.stood(tmp_path, NEW)
    assert written == told
