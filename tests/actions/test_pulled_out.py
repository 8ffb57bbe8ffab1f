"""A flash disk that is pulled out while a copy, a file, a table or a photo goes there or comes from there: a plain
sentence, nothing half under its own name, the laptop's data untouched, and the same again once it is plugged in.

Where a file system can be mounted, the disk is torn off for real (ext4 is shut down under us: every call fails from
then on); everywhere it disappears as on Windows, where the drive letter is gone.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, documents, grants, lists_out, photos, stick_copies, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables import growth_table
from kampungkb_desktop.actions.take_in import files_of, preview, take_in
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.store import shelf, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import PASSWORD
from tests.actions.enrolling import keep_family

CODES = {"E-TABLE-READ", "E-TABLE-MISSING", "E-PHOTO-READ", "E-DOC-READ", "E-READ", "E-DISK-IO", "E-COPY-DAMAGED"}
SHUT_DOWN, NOW = 0x8004587D, struct.pack("I", 2)
"""ext4's own call for a disk that is gone, without writing down what waits."""
LIST = "sex,age_days,weight,lenhei,measure,oedema\n" + "L,400,9.5,75,L,n\n" * 2_500


@dataclass
class Stick:
    """A flash disk. ``pull`` and ``plug`` may be called at any time, often."""

    root: Path
    image: Path | None = None
    pulled: bool = False

    def pull(self) -> None:
        if not self.pulled:
            self.pulled = True
            if self.image is None:
                self.root.parent.rename(self.root.parent.with_name("ditarik"))
                self.root.parent.write_bytes(b"")  # nobody makes a folder on a drive that is not there
            else:
                import fcntl

                handle = os.open(self.root, os.O_RDONLY)
                fcntl.ioctl(handle, SHUT_DOWN, NOW)
                os.close(handle)

    def plug(self) -> None:
        if self.pulled:
            self.pulled = False
            if self.image is None:
                self.root.parent.unlink()
                self.root.parent.with_name("ditarik").rename(self.root.parent)
            else:
                subprocess.run(["umount", "-l", self.root], check=True)
                subprocess.run(["mount", "-o", "loop", self.image, self.root], check=True)


@pytest.fixture(params=["gone", "torn off"])
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stick]:
    root = tmp_path / "media" / "FLASH"
    root.mkdir(parents=True)
    if request.param == "gone":
        yield Stick(root)
        return
    image = tmp_path / "image"
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("only root of a Linux with ext4 can tear a disk off")
    image.write_bytes(b"")
    os.truncate(image, 64 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-O", "^has_journal", image], check=True)
    if subprocess.run(["mount", "-o", "loop", image, root], capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("this machine mounts nothing")
    made = Stick(root, image)
    yield made
    subprocess.run(["umount", "-l", root], check=True)


Work = Callable[[Session, Path, Path, Progress], object]
"""Of a session, the stick's root and a folder of the laptop."""


def photo(folder: Path) -> Path:
    from PIL import Image

    path = folder / "foto.jpg"
    Image.effect_noise((600, 450), 60).convert("RGB").save(path, quality=95)
    return path


def a_list(session: Session, root: Path, here: Path, work: Progress) -> None:
    with session.database.read() as conn:
        found = [str(row[0]) for row in conn.exec_driver_sql("SELECT id FROM family")]
    lists_out.write_list(session, found, root / "daftar.xlsx", "templat", date(2026, 11, 22), work)


TO: dict[str, Work] = {
    "salinan": lambda s, root, _here, work: stick_copies.copy(s, root, work),
    "kirim": lambda s, root, _here, work: export(s, root / "kirim", full=True, progress=work),
    "kirim.kkb": lambda s, root, _here, work: export(s, root / "kirim.kkb", full=True, progress=work),
    "perkenalan": lambda s, root, _here, _work: grants.introduce(s, root / "kartu"),
    "tabel": lambda _s, root, here, work: growth_table(here / "anak.csv", root / "hasil.csv", work),
    "daftar": a_list,
    "pdf": lambda _s, root, _here, _work: write_file(root / "laporan.pdf", b"%PDF" + bytes(900_000), "PDF"),
}
FROM: dict[str, Work] = {
    "lihat": lambda s, root, _here, work: preview(s, files_of([root / "datang"]), progress=work),
    "terima": lambda s, root, _here, work: take_in(s, files_of([root / "datang"]), progress=work),
    "tabel": lambda _s, root, here, work: growth_table(root / "anak.csv", here / "hasil.csv", work),
    "foto": lambda s, root, _here, _work: photos.add_photo(s, keep_family(s, "Berfoto"), root / "foto.jpg"),
    "dokumen": lambda s, root, _here, _work: documents.add_document(s, keep_family(s, "Surat"), root / "surat.pdf"),
}


def pulling(stick: Stick, at: int) -> Progress:
    """Pulls the stick out at the ``at``-th word of how far the work is."""
    heard = [0]

    def hear(_step: Step) -> None:
        heard[0] += 1
        if heard[0] == at:
            stick.pull()

    return Progress(sink=hear)


def what_came(stick: Stick, work: Callable[[Progress], object], at: int) -> str:
    """The code it was refused with, "" where it was done before the stick went."""
    if at == 0:
        stick.pull()
    try:
        work(pulling(stick, at))
    except KnownError as error:
        return error.code if error.sentence.endswith(".") and error.next_step.endswith(".") else "no sentence"
    return ""


@pytest.mark.parametrize("what", TO)
def test_what_goes_onto_it(what: str, officer: Session, stick: Stick, tmp_path: Path) -> None:
    for number in range(3):
        keep_family(officer, f"Rekaan {number}")
    (tmp_path / "anak.csv").write_text(LIST)
    for at in (0, 1, 2):
        code = what_came(stick, lambda work: TO[what](officer, stick.root, tmp_path, work), at)
        assert code or at
        assert code != "no sentence"
        stick.plug()
        left = [one for one in stick.root.rglob("*") if one.is_file() and ".part" not in str(one)]
        if code and what != "salinan":
            assert [one for one in left if one.suffix in (".xlsx", ".pdf", ".kkb", ".csv")] == []
        assert verify.verify(officer) == ()
        assert what_came(stick, lambda work: TO[what](officer, stick.root, tmp_path, work), -1) == "", "the same again"
        for kept in copies.found_on(stick.root):
            shelf.check(kept, vault.derive(officer.master, vault.DATABASE))
        for one in [*stick.root.iterdir()]:
            if one.name != "lost+found":
                shutil.rmtree(one) if one.is_dir() else one.unlink()


@pytest.mark.parametrize("what", FROM)
def test_what_comes_from_it(what: str, officer: Session, district: Session, stick: Stick, tmp_path: Path) -> None:
    keep_family(officer, "Rekaan")
    session = district if what in ("lihat", "terima") else officer
    (stick.root / "anak.csv").write_text(LIST)
    (stick.root / "surat.pdf").write_bytes(b"%PDF-1.4\n" + bytes(50_000) + b"\n%%EOF")
    photo(stick.root)
    export(officer, stick.root / "datang", full=True)
    if stick.image:
        os.sync()
    for at in (0, 1):
        code = what_came(stick, lambda work: FROM[what](session, stick.root, tmp_path, work), at)
        assert at or code in CODES or what in ("lihat", "terima"), code
        stick.plug()
        assert verify.verify(session) == ()
    assert what_came(stick, lambda work: FROM[what](session, stick.root, tmp_path, work), -1) == "", "the same again"


def test_a_new_laptop_begins_from_it(officer: Session, stick: Stick, tmp_path: Path) -> None:
    keep_family(officer, "Dibawa")
    kept = stick_copies.copy(officer, stick.root)
    here, master = tmp_path / "baru", vault.derive(officer.master, vault.DATABASE)
    if stick.image:
        os.sync()
    code = ""
    for at in (0, 1, 2, 3, -1):
        code = what_came(
            stick, lambda work: sessions.close(copies.move_in(here, kept, password=PASSWORD, progress=work)), at
        )
        stick.plug()
        assert (code in CODES) == (not (here / DATABASE_NAME).exists()), f"refused with {code}"
        shelf.check(kept, master)
        shutil.rmtree(here, ignore_errors=True)
    assert code == ""
