"""Files of a command line, and the note a second start leaves."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from kampungkb_desktop.base import hand_over


@pytest.mark.parametrize(
    ("words", "files", "rest"),
    [
        (["/x/a.kkb"], ["/x/a.kkb"], []),
        (["/x/a.KKB", "/x/b.kkb.01of03"], ["/x/a.KKB", "/x/b.kkb.01of03"], []),
        (["/x/baru.kkbu"], ["/x/baru.kkbu"], []),
        (["--data-dir", "/d", "/x/a b.kkb"], ["/x/a b.kkb"], ["--data-dir", "/d"]),
        (["--data-dir", "/d.kkb"], [], ["--data-dir", "/d.kkb"]),
        (["take-in", "/x/a.kkb"], [], ["take-in", "/x/a.kkb"]),
        (["--data-dir", "/d", "take-in", "a.kkb"], [], ["--data-dir", "/d", "take-in", "a.kkb"]),
        (["/x/foto.jpg"], [], ["/x/foto.jpg"]),
        (["--demo", "/x/a.kkb"], ["/x/a.kkb"], ["--demo"]),
    ],
)
def test_files_at_the_end_of_the_command_line(words: list[str], files: list[str], rest: list[str]) -> None:
    assert hand_over.named_files(words) == ([Path(one).absolute() for one in files], rest)


def test_a_note_is_taken_once(tmp_path: Path) -> None:
    taken: list[Path] = []
    done = threading.Event()

    def window() -> None:
        while not taken and not done.wait(0.005):
            taken.extend(hand_over.take(tmp_path))

    other = threading.Thread(target=window)
    other.start()
    try:
        assert hand_over.leave(tmp_path, [Path("/x/a.kkb"), Path("/x/b.kkb")], patience=20)
    finally:
        done.set()
        other.join()
    assert taken == [Path("/x/a.kkb"), Path("/x/b.kkb")]
    assert list(tmp_path.iterdir()) == []


def test_a_note_nobody_takes_is_taken_back(tmp_path: Path) -> None:
    assert not hand_over.leave(tmp_path, [Path("/x/a.kkb")], patience=0.0)
    assert hand_over.take(tmp_path) == []


@pytest.mark.parametrize(
    "said",
    ["", "{", '"a.kkb"', "{}", '[1, null, "/etc/passwd"]', "[" * 5000, "\ud800".encode("utf-8", "surrogatepass")],
)
def test_what_is_no_note_of_ours_is_thrown_away(tmp_path: Path, said: str | bytes) -> None:
    place = tmp_path / hand_over.FOLDER
    place.mkdir()
    (place / "1-a.json").write_bytes(said if isinstance(said, bytes) else said.encode())
    assert hand_over.take(tmp_path) == []
    (place / "2-b.json").parent.mkdir(exist_ok=True)
    (place / "2-b.json").write_text(json.dumps(["/x/a.kkb"]))
    assert hand_over.take(tmp_path) == [Path("/x/a.kkb")]
