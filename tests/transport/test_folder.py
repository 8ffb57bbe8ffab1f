"""A folder as the place: a stick, a shared folder. Nothing half ever bears a whole name."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, Step, silent
from kampungkb_desktop.transport.carrier import Lying, is_name
from kampungkb_desktop.transport.folder import FolderCarrier

BOX, NAME = "ke-kabupaten", "KKB_0123abcd_0001_89abcdef.kkb"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "flashdisk"
    made.mkdir()
    return made


def a_file(folder: Path, size: int = 200_000) -> Path:
    path = folder / NAME
    path.write_bytes(bytes(at * 11 % 253 for at in range(size)))
    return path


def files(root: Path) -> list[str]:
    return sorted(one.name for one in root.rglob("*") if one.is_file())


def test_there_and_back(root: Path, tmp_path: Path) -> None:
    there, work, source = FolderCarrier(root), silent(), a_file(tmp_path)
    there.prepare([BOX, BOX + "/diambil"], work)
    there.put(source, BOX, NAME, work)
    there.put(source, BOX, NAME, work)
    assert there.lying(BOX, work) == [Lying(NAME, 200_000)]
    there.fetch(BOX, Lying(NAME, 200_000), tmp_path / "kembali.kkb", work)
    assert (tmp_path / "kembali.kkb").read_bytes() == source.read_bytes()
    there.move(BOX, NAME, BOX + "/diambil", work)
    assert there.lying(BOX, work) == []
    with pytest.raises(KnownError, match="E-NET-TAKEN"):
        there.move(BOX, NAME, BOX + "/diambil", work)
    there.remove(BOX + "/diambil", NAME, work)
    there.remove(BOX + "/diambil", NAME, work)
    assert files(root) == []
    assert there.lying("tidak/ada", work) == []


def test_another_file_of_that_name_is_never_written_over(root: Path, tmp_path: Path) -> None:
    there, work = FolderCarrier(root), silent()
    there.prepare([BOX], work)
    (root / BOX / NAME).write_bytes(b"milik orang lain")
    with pytest.raises(KnownError, match="E-NET-TAKEN"):
        there.put(a_file(tmp_path), BOX, NAME, work)
    assert (root / BOX / NAME).read_bytes() == b"milik orang lain"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder with an open file in it")
def test_a_stick_pulled_out_in_the_middle(root: Path, tmp_path: Path) -> None:
    there, source = FolderCarrier(root), a_file(tmp_path)
    there.prepare([BOX], silent())

    def pull(_step: Step) -> None:
        shutil.rmtree(root, ignore_errors=True)

    with pytest.raises(KnownError, match="E-PLACE"):
        there.put(source, BOX, NAME, Progress(sink=pull))
    assert not root.exists()
    for deed in (lambda: there.prepare([BOX], silent()), lambda: there.lying(BOX, silent())):
        with pytest.raises(KnownError, match="E-PLACE"):
            deed()
    assert not root.exists(), "a stick that is gone is not made anew on the disk"
    root.mkdir()
    there.prepare([BOX], silent())
    there.put(source, BOX, NAME, silent())
    assert files(root) == [NAME]


def test_batal_leaves_nothing_half(root: Path, tmp_path: Path) -> None:
    there, progress = FolderCarrier(root), Progress()
    there.prepare([BOX], silent())
    progress.sink = lambda _step: progress.cancel.set()
    with pytest.raises(Cancelled):
        there.put(a_file(tmp_path), BOX, NAME, progress)
    assert files(root) == []


def test_a_worn_stick_is_not_believed(root: Path, tmp_path: Path) -> None:
    """What stands there is read back; here the stick (a file that changes under the writer) keeps other bytes."""
    there, source = FolderCarrier(root), a_file(tmp_path)
    there.prepare([BOX], silent())

    def wear(step: Step) -> None:
        if step.done == step.total:
            (part,) = (root / BOX).iterdir()
            with part.open("r+b") as worn:
                worn.write(b"\0" * 16)

    with pytest.raises(KnownError, match="E-NET-LIED"):
        there.put(source, BOX, NAME, Progress(sink=wear))
    assert files(root) == []


def test_what_is_half_or_foreign_is_not_listed(root: Path) -> None:
    there = FolderCarrier(root)
    for name in ("a.kkb", "a.kkb.01of03", "b.kkb.part", "c.sedang", "catatan.txt", ".x.kkb"):
        (root / name).write_bytes(b"x")
    (root / "folder.kkb").mkdir()
    assert [one.name for one in there.lying("", silent())] == ["a.kkb", "a.kkb.01of03"]


@pytest.mark.parametrize(
    "name",
    ["../a.kkb", "a/b.kkb", "a\\b.kkb", "C:a.kkb", "a.kkb\0", "a\n.kkb", "", ".kkb", "x" * 200 + ".kkb", "a.kkb:s"],
)
def test_names_that_are_none(name: str) -> None:
    assert not is_name(name)
