"""The trail cannot be changed unnoticed, survives a torn end, and shows nothing to whoever finds the file."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store.trail import NO_LINES, Break, Head, Told, Trail, next_mark

KEY = bytes(range(32))


def trail_in(folder: Path) -> Trail:
    return Trail(folder, lambda: KEY)


def filled(folder: Path, count: int = 5) -> Trail:
    made = trail_in(folder)
    for number in range(count):
        made.add(1_000 + number, "siti", "lihat", "family", f"f{number}")
    return made


def test_what_was_added_is_read_in_order(tmp_path: Path) -> None:
    made = filled(tmp_path)
    again = trail_in(tmp_path)
    again.add(2_000, "budi", "cetak", count=3, more="ringkasan")
    assert [one.record for one in again.entries()] == ["f0", "f1", "f2", "f3", "f4", ""]
    last = again.entries()[-1]
    assert (last.n, last.at, last.who, last.what, last.count, last.more) == (6, 2_000, "budi", "cetak", 3, "ringkasan")
    assert again.verify((made.head(),)) is None
    assert again.head() == trail_in(tmp_path).head()


def test_nothing_can_be_read_without_the_key(tmp_path: Path) -> None:
    made = filled(tmp_path)
    assert b"siti" not in made.path.read_bytes()
    assert b"family" not in made.path.read_bytes()
    assert Trail(tmp_path, lambda: bytes(32)).verify() == Break(1)


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    made = filled(tmp_path, 3)
    head, whole = made.head(), made.path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        made.path.write_bytes(changed)
        assert trail_in(tmp_path).verify((head,)) is not None, place


def test_a_cut_off_end_is_noticed_by_whoever_was_told_the_head(tmp_path: Path) -> None:
    made = filled(tmp_path, 3)
    told = made.head()
    (tmp_path / "other").mkdir()
    shorter = filled(tmp_path / "other", 2)
    made.path.write_bytes(shorter.path.read_bytes())
    assert trail_in(tmp_path).verify() is None
    assert trail_in(tmp_path).verify((told,)) == Break(3)


def test_two_trails_cannot_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = filled(tmp_path / "a", 4), filled(tmp_path / "b", 4)
    half = len(one.path.read_bytes()) // 2
    one.path.write_bytes(one.path.read_bytes()[:half] + two.path.read_bytes()[half:])
    assert trail_in(tmp_path / "a").verify() is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.data())
def test_a_torn_end_is_dropped_and_the_chain_goes_on(tmp_path: Path, data: st.DataObject) -> None:
    made = trail_in(tmp_path)
    made.path.unlink(missing_ok=True)
    filled(tmp_path, 3)
    whole = made.path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    made.path.write_bytes(whole[:cut])
    again = trail_in(tmp_path)
    before = again.head().n
    again.add(9_000, "siti", "masuk")
    assert again.verify() is None
    assert again.head().n == before + 1
    assert again.entries()[-1].what == "masuk"


def test_threads_take_turns(tmp_path: Path) -> None:
    made = trail_in(tmp_path)

    def work() -> None:
        for _ in range(40):
            made.add(1, "siti", "lihat")

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert made.verify() is None
    assert made.head().n == 160


def test_an_empty_trail_is_whole(tmp_path: Path) -> None:
    assert trail_in(tmp_path).verify() is None
    assert trail_in(tmp_path).head() == Head()
    assert trail_in(tmp_path).entries() == []


@pytest.mark.parametrize("content", [b"X", b"KKBT2\n", b"\x00" * 50])
def test_a_foreign_file_is_no_trail(tmp_path: Path, content: bytes) -> None:
    made = trail_in(tmp_path)
    made.path.write_bytes(content)
    assert made.verify() == Break(1)
    made.add(1, "siti", "masuk")
    assert made.verify() is None
    assert made.path.with_name("kampungkb.trail.rusak-1").read_bytes() == content


def test_what_is_written_beside_is_there_when_asked(tmp_path: Path) -> None:
    made = trail_in(tmp_path)
    for number in range(50):
        made.later(number, "siti", "lihat-daftar", more="keluarga")
    made.add(99, "siti", "masuk")
    assert [one.at for one in made.entries()] == [*range(50), 99]
    assert trail_in(tmp_path).verify() is None


def test_what_a_failing_disk_refused_comes_later(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    made = Trail(folder, lambda: KEY)
    made.later(1, "siti", "lihat")
    with pytest.raises(KnownError):
        made.flush()
    folder.mkdir()
    made.add(2, "siti", "masuk")
    assert [one.what for one in made.entries()] == ["lihat", "masuk"]


def test_lines_are_told_in_pieces_that_fit_together(tmp_path: Path) -> None:
    made = filled(tmp_path, 7)
    whole = made.told(0, 100, 1 << 20)
    assert (whole.base, whole.head.n) == (NO_LINES, 7)
    mark = NO_LINES.mark
    for line in whole.lines:
        mark = next_mark(mark, line)
    assert mark == whole.head.mark
    first, second = made.told(0, 3, 1 << 20), made.told(3, 100, 1 << 20)
    assert (first.head, first.lines + second.lines) == (second.base, whole.lines)
    assert second.head == whole.head
    short = made.told(2, 100, len(whole.lines[2].encode()))
    assert short.lines == whole.lines[2:3]
    assert made.told(7, 100, 1 << 20) == Told(whole.head, (), whole.head)
    assert trail_in(tmp_path / "empty").told(0, 9, 9) == Told(NO_LINES, (), NO_LINES)
