"""Every kind of file that travels between laptops, small and real, and the ways in which one can be spoilt; shared by
the tests, which take samples, and by ``tests/benchmarks/fuzz_files.py``, which tries them all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kampungkb_desktop.actions import enrolment, grants, photos
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.enrolment import kind_of
from kampungkb_desktop.forms.activity import Activity
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import TODAY, end_of, keep_family, strangers
from tests.actions.exchanging import picture, sent, taken
from tests.actions.test_photos import camera_photo

HELP = Path(__file__).resolve().parents[2] / "resources" / "help" / "kode.md"
DOCUMENTED = frozenset(re.findall(r"^\| `(E-[A-Z-]+)` \|", HELP.read_text(encoding="utf-8"), re.MULTILINE))
QUARANTINE = "karantina"
APART = {QUARANTINE, "bagian"}
"""Where refused files and parts wait."""


@dataclass(frozen=True)
class Real:
    """A real file, and the laptop it is brought to. ``along`` are files without which it is nothing (other parts)."""

    kind: str
    content: bytes
    to: Session
    along: tuple[Path, ...] = ()


@contextmanager
def real_files(folder: Path) -> Iterator[list[Real]]:
    """An office and its officer at work, and one file of each kind that has not been taken in yet."""
    with ExitStack() as stack:
        district, officer = stack.enter_context(strangers(folder))
        asking = grants.introduce(officer, folder).read_bytes()
        yield [Real("perkenalan", asking, district), *_exchanged(district, officer, folder)]


def _exchanged(district: Session, officer: Session, folder: Path) -> list[Real]:
    (folder / "p.kkb").write_bytes(grants.introduce(officer, folder).read_bytes())
    asked = enrolment.receive(district, folder / "p.kkb")
    enrolment.enrol(district, asked.uid, end_of(asked.mark), [(VILLAGE, TODAY, None)])
    granted = grants.write_grant(district, asked.uid, folder)
    looked = grants.look_at(officer, granted)
    grants.accept(officer, looked, end_of(looked.office.mark))
    keep_family(officer, "Ahmad")
    taken(district, sent(officer, folder / "1").path)
    keep_family(district, "Budi")
    answer = sent(district, folder / "2").path
    keep_family(officer, "Cahya")
    plain = sent(officer, folder / "3").path
    made = Activity(id=new_record_id(officer), village=VILLAGE, status="draf")
    save(officer, "Simpan kegiatan", [made])
    (folder / "foto.jpg").write_bytes(camera_photo((640, 480)))
    photos.add_photo(officer, made, folder / "foto.jpg")
    pictured = sent(officer, folder / "4").path
    first, *others = parts.split(pictured, max(parts.LEAST_LIMIT, pictured.stat().st_size // 2), folder / "4")
    return [
        Real("penugasan", granted.read_bytes(), officer),
        Real("petugas", plain.read_bytes(), district),
        Real("jawaban", answer.read_bytes(), officer),
        Real("foto", pictured.read_bytes(), district),
        Real("bagian", first.read_bytes(), district, tuple(others)),
    ]


# --- Spoiling ---------------------------------------------------------------------------------------------------------


def flipped(content: bytes, every: int = 1, masks: tuple[int, ...] = (1, 0x20, 0x80, 0xFF)) -> Iterator[bytes]:
    """The content with one byte changed, at every place or at every so many."""
    for place in range(0, len(content), every):
        for mask in masks:
            yield content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def cut(content: bytes, every: int = 1) -> Iterator[bytes]:
    """The beginnings of the content: every length, or each so many."""
    for length in range(0, len(content), every):
        yield content[:length]


def grown(content: bytes) -> Iterator[bytes]:
    """The content with something behind it, before it, and itself again."""
    yield from (
        content + b"\0",
        content + b"\n",
        content + b"x" * 300,
        content + content,
        b"\n" + content,
        b"\xef\xbb\xbf" + content,
    )


def swapped(contents: list[bytes]) -> Iterator[bytes]:
    """Halves of two files put together."""
    for one in contents:
        for other in contents:
            if one is not other:
                yield one[: len(one) // 2] + other[len(other) // 2 :]


# --- Looking ----------------------------------------------------------------------------------------------------------


def offer(to: Session, path: Path) -> str:
    """Bring a file as the window does; the code of its refusal, "" where it was accepted."""
    try:
        match kind_of(path):
            case "introduction":
                enrolment.receive(to, path)
            case "grant":
                grants.accept(to, grants.look_at(to, path))
            case "other":
                (report,) = take_in(to, [path]).files
                return report.code
    except KnownError as error:
        return error.code
    return ""


def everything(session: Session) -> dict[str, list[str]]:
    """All that stands in the database and in the folder; what is kept apart, with its reason, is left out."""
    found = {table: [str(row) for row in rows] for table, rows in picture(session).items()}
    for folder, _, files in os.walk(session.data_dir):
        if files and Path(folder).name not in APART:
            found[folder] = sorted(one for one in files if not one.endswith(("-wal", "-shm", ".lock")))
    return found


def empty_quarantine(session: Session) -> None:
    """So that thousands of refused files do not fill the disk of who tries them."""
    shutil.rmtree(session.data_dir / QUARANTINE, ignore_errors=True)
