"""An update from the file to the next start, and how a district hands it out."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import carry, copies, updating, updating_handing
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.dispatch import waiting_folder
from kampungkb_desktop.actions.export import NEW, Exported
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.updating import Where
from kampungkb_desktop.base import changing_over
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle.certificate import Keys
from kampungkb_desktop.bundle.update_file import Link, Piece, UpdateList
from kampungkb_desktop.bundle.update_making import write_update
from kampungkb_desktop.forms.sharing import RECAP
from kampungkb_desktop.store import shelf
from kampungkb_desktop.transport.folder import FolderCarrier
from tests.actions.exchanging import laptop

MAKER = Keys(b"\x07" * 32, "")
FILES = {"isi-0.2.0/lib/a.so": b"pustaka", "isi-0.2.0/base.zip": b"z" * 3_000, "kampungkb": b"#!/bin/sh\necho 0.2.0\n"}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = laptop(tmp_path_factory.mktemp("petugas") / "data", "Siti Rahma")
    yield made
    sessions.close(made)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = laptop(tmp_path_factory.mktemp("kabupaten") / "data", "Operator", role="kabupaten")
    yield made
    sessions.close(made)


@pytest.fixture
def here(tmp_path: Path) -> Where:
    """An installed program, version 0.1.0."""
    folder = tmp_path / "Program KB"
    (folder / "isi-0.1.0").mkdir(parents=True)
    (folder / "isi-0.1.0" / "base.zip").touch()
    (folder / "kampungkb").write_text("0.1.0")
    return Where(folder, "0.1.0", "linux-x86_64", (MAKER.verify_key,))


def _update(folder: Path, version: str = "0.2.0", platform: str = "linux-x86_64", filler: bytes = b"") -> Path:
    files = {name.replace("0.2.0", version): data for name, data in FILES.items()}
    files[f"isi-{version}/base.zip"] += filler
    pieces, sources = [], []
    for number, (name, data) in enumerate(files.items()):
        sources.append(folder / f"s{number}")
        sources[-1].write_bytes(data)
        pieces.append(Piece(name, len(data), hashlib.sha256(data).hexdigest(), name == "kampungkb"))
    told = UpdateList(
        version=version, platform=platform, made_on="2026-12-01", contents=f"isi-{version}", programs=("kampungkb",),
        files=tuple(pieces), news=("Layar pembaruan.",),
        links=(Link(f"isi-{version}/c.so", "b.so"), Link(f"isi-{version}/b.so", "lib/a.so")),
    )  # fmt: skip
    path = folder / f"{version}-{platform}.kkbu"
    write_update(path, told, sources, [MAKER], preset=0)
    return path


def _names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


def test_an_update_is_laid_beside_tried_out_and_waits(tmp_path: Path, session: Session, here: Where) -> None:
    assert here.folder is not None
    offer = updating.look(_update(tmp_path), here)
    assert (offer.version, offer.news, offer.made_on.isoformat()) == ("0.2.0", ("Layar pembaruan.",), "2026-12-01")
    before, fresh = len(copies.copies_of(session)), here.folder / "kampungkb.baru"
    change = updating.stage(session, offer, here=here, try_out=lambda program: program == fresh)
    kept = copies.copies_of(session)
    assert len(kept) == before + 1
    assert kept[0].slip is not None
    assert kept[0].slip.reason == shelf.MIGRATION
    assert (here.folder / "kampungkb").read_text() == "0.1.0"
    if os.name == "posix":  # an update for Windows has no links
        assert (here.folder / "isi-0.2.0" / "b.so").read_bytes() == b"pustaka"
    assert updating.standing(here).waiting == "0.2.0"
    assert changing_over.is_complete(here.folder, change)
    updating.drop(here)
    assert _names(here.folder) == ["isi-0.1.0", "isi-0.1.0/base.zip", "kampungkb"]
    assert updating.standing(here).waiting == ""


def test_a_stick_without_symbolic_links_gets_the_files_themselves(
    tmp_path: Path, session: Session, here: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the kernel's vfat and exFAT answer (tests/stick)."""
    assert here.folder is not None

    def refuse(self: Path, target: object, target_is_directory: bool = False) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "symlink_to", refuse)
    updating.stage(session, updating.look(_update(tmp_path), here), here=here, try_out=lambda _p: True)
    inside = here.folder / "isi-0.2.0"
    assert [(inside / name).read_bytes() for name in ("b.so", "c.so")] == [b"pustaka"] * 2
    assert not (inside / "c.so").is_symlink()


def test_a_later_update_takes_the_place_of_one_that_waits(tmp_path: Path, session: Session, here: Where) -> None:
    assert here.folder is not None
    for version in ("0.2.0", "0.3.0"):
        updating.stage(session, updating.look(_update(tmp_path, version), here), here=here, try_out=lambda _p: True)
    assert updating.standing(here).waiting == "0.3.0"
    assert not (here.folder / "isi-0.2.0").exists()
    assert (here.folder / "isi-0.1.0").is_dir()


@pytest.mark.parametrize(("version", "platform", "code"), [
    ("0.1.0", "linux-x86_64", "E-UPDATE-SAME"), ("0.0.9", "linux-x86_64", "E-UPDATE-OLD"),
    ("0.2.0", "windows-x86_64", "E-UPDATE-PLATFORM"), ("0.10.0", "linux-aarch64", "E-UPDATE-PLATFORM"),
])  # fmt: skip
def test_what_is_nothing_for_this_program_is_refused(
    tmp_path: Path, here: Where, version: str, platform: str, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        updating.look(_update(tmp_path, version, platform), here)
    assert refused.value.code == code


def test_a_program_that_cannot_be_changed_says_so(tmp_path: Path, here: Where) -> None:
    path = _update(tmp_path)
    for where, code in (
        (Where(None, "0.1.0", here.platform, here.trusted), "E-UPDATE-PROGRAM"),
        (Where(tmp_path / "tidak ada", "0.1.0", here.platform, here.trusted), "E-UPDATE-FOLDER"),
        (Where(here.folder, "0.1.0", here.platform, ()), "E-UPDATE-KEYS"),
    ):
        with pytest.raises(KnownError) as refused:
            updating.look(path, where)
        assert refused.value.code == code


def test_whatever_goes_wrong_leaves_the_program_as_it_was(
    tmp_path: Path, session: Session, here: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.folder is not None
    offer = updating.look(_update(tmp_path), here)
    before, work = _names(here.folder), Progress()

    def full(_program: Path) -> bool:
        raise OSError(errno.ENOSPC, "full")

    def stopped(_program: Path) -> bool:
        work.cancel.set()
        return True

    def refused(try_out: updating.Try, work: Progress | None = None) -> str:
        with pytest.raises((KnownError, Cancelled)) as error:
            updating.stage(session, offer, work, here, try_out)
        assert _names(here.folder or tmp_path) == before
        return getattr(error.value, "code", "batal")

    assert refused(lambda _program: False) == "E-UPDATE-TEST"
    assert refused(full) == "E-DISK-FULL"
    assert refused(stopped, work) == "batal"
    offer.path.write_bytes(offer.path.read_bytes()[:-40] + b"x" * 40)
    assert refused(lambda _program: True) == "E-UPDATE-FILE"
    monkeypatch.setattr(updating, "_SPARE", 1 << 60)
    assert refused(lambda _program: True) == "E-DISK-FULL"


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_a_version_that_does_not_run_here_fails_its_test(tmp_path: Path) -> None:
    broken, failing, fine = (tmp_path / name for name in ("rusak", "gagal", "baik"))
    broken.write_bytes(b"\x7fELFbukan program")
    for path, text in ((failing, "#!/bin/sh\nexit 1\n"), (fine, '#!/bin/sh\ntest "$1" = self-test\n')):
        path.write_text(text)
    for path in (broken, failing, fine):
        path.chmod(0o755)
    assert [updating._passes(path) for path in (broken, failing, fine, tmp_path / "tidak ada")] == [
        False, False, True, False,
    ]  # fmt: skip


def test_updates_are_told_from_sync_files(tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    update = _update(tmp_path).rename(stick / "a.kkbu")
    (stick / "bohong.kkbu").write_text("x")
    (stick / "KKB_a_0001.kkb").touch()
    assert updating.update_files([stick]) == ([update], [stick])
    assert updating.update_files([update, stick / "KKB_a_0001.kkb"]) == ([update], [stick / "KKB_a_0001.kkb"])


def test_a_district_lets_an_update_go_along(tmp_path: Path, district: Session, session: Session, here: Where) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    assert updating_handing.lay_beside(district, stick) == []
    windows = _update(tmp_path, "0.2.0", "windows-x86_64")
    updating_handing.keep(district, windows, here)
    kept = updating_handing.keep(district, _update(tmp_path, "0.2.1", "windows-x86_64"), here)
    assert [one.name for one in updating_handing.kept(district)] == ["KampungKB-0.2.1-windows-x86_64.kkbu"]
    assert updating_handing.lay_beside(district, stick) == [kept]
    assert updating_handing.lay_beside(district, stick) == []
    assert [one.name for one in stick.iterdir()] == [kept.name]
    for kind, name, there in ((NEW, "balasan", [kept]), (RECAP, "instansi lain", []), (NEW, "", [])):
        folder = tmp_path / name if name else waiting_folder(district)
        folder.mkdir()
        made = Exported(folder / "KKB_a_0001.kkb", (), changes=1, size=1)
        assert updating_handing.go_along(district, made, kind) == there
    assert not updating_handing.may_hand_out(session)
    windows.write_bytes(windows.read_bytes() + b"x")
    with pytest.raises(KnownError):
        updating_handing.keep(district, windows, here)
    updating_handing.forget(district)
    assert updating_handing.kept(district) == []


def test_over_the_offices_storage(
    tmp_path: Path, district: Session, session: Session, here: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating_handing, "PIECE", 1_000)
    monkeypatch.setattr(updating, "where", lambda: here)
    storage = tmp_path / "bersama"
    storage.mkdir()
    there = FolderCarrier(storage)
    sent = _update(tmp_path, filler=b"".join(hashlib.sha256(bytes([at])).digest() for at in range(100)))
    carry.trip(session, silent(), carrier=there)
    assert updating_handing.offered(session, here) is None
    updating_handing.keep(district, _update(tmp_path, "0.1.5"), here)
    carry.trip(district, silent(), carrier=there)
    carry.trip(session, silent(), carrier=there)
    assert (updating_handing.offered(session, here) or pytest.fail("nothing")).version == "0.1.5"
    updating_handing.keep(district, sent, here)
    updating_handing.keep(district, _update(tmp_path, "0.9.0", "windows-x86_64"), here)
    carry.trip(district, silent(), carrier=there)
    carry.trip(session, silent(), carrier=there)
    offered = updating_handing.offered(session, here)
    assert offered is not None
    assert (offered.version, offered.size) == ("0.2.0", sent.stat().st_size)
    boxes = list(storage.rglob("*.01of*"))
    assert sorted(one.name.partition("-x86")[0] for one in boxes) == [
        "KampungKB-0.2.0-linux", "KampungKB-0.9.0-windows"]  # fmt: skip

    torn = next(one for one in storage.rglob("*linux*.02of*"))
    away = torn.rename(torn.with_name("hilang"))
    with pytest.raises(KnownError) as gone:
        updating_handing.fetch(session, there, here=here)
    assert gone.value.code == "E-UPDATE-GONE"
    away.rename(torn)
    got = updating_handing.fetch(session, there, here=here)
    assert got.read_bytes() == sent.read_bytes()
    assert updating.look(got, here).version == "0.2.0"
    torn.write_bytes(torn.read_bytes()[::-1])
    with pytest.raises(KnownError) as damaged:
        updating_handing.fetch(session, there, here=here)
    assert damaged.value.code == "E-UPDATE-FILE"
    updating_handing.forget(district)
