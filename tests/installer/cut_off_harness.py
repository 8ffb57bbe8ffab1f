"""Kills the change from one version to the next at every step that touches the disk, as ``kill -9`` would, and starts
the program again: run as a process of its own by ``test_changing_over``, because it forks at each step."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kampungkb_desktop.base import changing_over as change_over
from kampungkb_desktop.base.changing_over import Change

OLD, NEW = "0.1.0", "0.2.0"
PROGRAMS = ("kampungkb", "kampungkb-gui")
TOUCHING = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.copyfile", "shutil.rmtree")


def lay(folder: Path) -> Change:
    """An old version with a new one complete beside it, waiting."""
    for version, name in ((OLD, str), (NEW, change_over.fresh_name)):
        (folder / f"isi-{version}").mkdir(parents=True)
        (folder / f"isi-{version}" / "pustaka").write_text(version)
        for program in PROGRAMS:
            path = folder / name(program)
            path.write_text(version)
    change = Change(NEW, f"isi-{NEW}", f"isi-{OLD}", PROGRAMS)
    change_over.write_note(folder, change)
    return change


def starts(folder: Path) -> list[str]:
    """Which version each program says it is; it needs its own files to say so."""
    said = [(folder / one).read_text() for one in PROGRAMS]
    return [one if (folder / f"isi-{one}" / "pustaka").read_text() == one else "rusak" for one in said]


def cut_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a child that dies at this step; whether it died (False: there was no such step)."""
    child = os.fork()
    if child == 0:
        left = [step]

        def ear(event: str, _arguments: tuple[object, ...]) -> None:
            if event in TOUCHING:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)

        sys.addaudithook(ear)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def every_cut(place: Path, work: Callable[[Path, Change], object], begin: Callable[[Path, Change], object]) -> int:
    """Cut at step 1, 2, 3… until there is none left; the number of cuts."""
    step = 0
    while True:
        step += 1
        folder = place / str(step)
        change = lay(folder)
        begin(folder, change)
        cut = cut_at(step, lambda folder=folder, change=change: work(folder, change))  # type: ignore[misc]
        said = starts(folder)
        assert set(said) <= {OLD, NEW}, (step, said)
        again(folder)
        shutil.rmtree(folder)
        if not cut:
            return step - 1


def again(folder: Path) -> None:
    """Whatever was cut off, the next starts come to a good end."""
    for _ in range(4):
        version = starts(folder)[1]
        sys.executable = str(folder / PROGRAMS[1])
        went_on = change_over.at_start(folder, version, [])
        if went_on is not None:
            change_over.stood(folder, starts(folder)[1])
    said = starts(folder)
    assert said[0] == said[1], said
    change_over.sweep(folder, said[0])
    left = sorted(one.name for one in folder.iterdir() if not one.name.endswith(".sedang"))
    assert left == sorted([f"isi-{said[0]}", *PROGRAMS]), left


def started_by_the_harness(program: Path, words: Sequence[str]) -> None:
    """No other program is started: ``again`` does it."""
    assert program.parent.is_dir()
    assert not words


def nothing(_folder: Path, _change: Change) -> None:
    """Begin as it was laid."""


def main() -> None:
    """All kinds of cuts."""
    place = Path(sys.argv[1])
    change_over.start = started_by_the_harness

    def placed(folder: Path, change: Change) -> None:
        change_over.place(folder, change)

    def stood(folder: Path, change: Change) -> None:
        change_over.place(folder, change)
        change_over.stood(folder, NEW)

    def tidied(folder: Path, _change: Change) -> None:
        change_over.at_start(folder, NEW, [])

    def dropped(folder: Path, change: Change) -> None:
        change_over.drop(folder, change)

    def back(folder: Path, change: Change) -> None:
        change_over.take_back(folder, change)

    cuts = [every_cut(place, *one) for one in (
        (placed, nothing), (tidied, stood), (dropped, nothing), (back, placed),
    )]  # fmt: skip
    sys.stdout.write(" ".join(map(str, cuts)))


if __name__ == "__main__":
    main()
