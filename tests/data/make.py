"""The laptop and the files that this version leaves behind for all later ones: ``python -m tests.data.make``.

Run it when the version is raised (a test asks for it) and commit what it makes under ``tests/data/<version>``; what is
there of earlier versions is never made again. ``awal-1`` to ``awal-3`` are from before the first version, made by the
programs of those days: with 18 forms, with 36, and with 40. Everybody in them is invented.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import drafts, grants, merging, practice, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.orders import Order
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import NOON, Ticking, make
from tests.cheap import CHEAP

HERE = Path(__file__).parent
LAPTOP = "petugas"
"""The folder with the data of an officer, its password that of practice data."""
FULL, NEW, RECEIPT, INTRODUCTION = "semua.kkb", "baru.kkb", "tanda-terima.kkb", "perkenalan.kkb"
FILES = (FULL, NEW, RECEIPT, INTRODUCTION)
"""All an officer made, then what was new; the district's word that it came; who the laptop is."""


def families(session: Session) -> list[Family]:
    """The families on a laptop, in the order in which they were written."""
    with session.database.read() as conn:
        return read.records(conn, Family, order=("id",))


def officers_work(officer: Session, district: Session, files: Path) -> None:
    """Two files to the district and one back, two people at one answer, a draft, something undone, two joined."""
    (first,) = export(officer, files / FULL, full=True).files
    take_in(district, [first.path])
    one, two, three, four = families(officer)[:4]
    save(district, "Simpan keluarga", [one.changed(address="Jalan Kantor 1")])
    save(officer, "Simpan keluarga", [one.changed(address="Jalan Petugas 2")])
    save(officer, "Simpan keluarga", [two.changed(note="sebelum diurungkan")])
    undo.undo(officer)
    drafts.keep(officer, three.changed(note="baru setengah"), {"note": "baru setengah"})
    merging.merge(officer, Family, three.id, four.id)
    export(officer, files / NEW, order=Order(photos=False))
    back = files / "balasan"
    take_in(officer, [one.path for one in export(district, back).files])
    shutil.rmtree(back)
    save(officer, "Simpan keluarga", [two.changed(rt="009")])
    take_in(district, [files / NEW])
    (thanks,) = export(district, back).files
    shutil.move(thanks.path, files / RECEIPT)
    shutil.rmtree(back)
    shutil.move(grants.introduce(officer, files), files / INTRODUCTION)


def make_set(goal: Path) -> None:
    """Everything of this version, in a folder that is not there yet."""
    clock = Ticking(NOON)
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        laptop, files = Path(place) / LAPTOP, Path(place) / "berkas"
        officer = practice.create(laptop, villages=1, families=6, seed=7, clock=clock, cost=CHEAP)
        stack.callback(sessions.close, officer)
        make(Path(place) / "kabupaten", "Operator Rekaan", role="kabupaten")
        district = sessions.open_session(Path(place) / "kabupaten", "padi menguning", clock=clock)
        stack.callback(sessions.close, district)
        files.mkdir()
        officers_work(officer, district, files)
        officer.database.shrink()
        stack.close()
        goal.mkdir(parents=True)
        wanted = (DATABASE_NAME, "kampungkb.keys", "kampungkb.trail", "photos")
        (goal / LAPTOP).mkdir()
        for name in wanted:
            source = laptop / name
            if source.is_dir():
                shutil.copytree(source, goal / LAPTOP / name)
            elif source.exists():
                shutil.copy(source, goal / LAPTOP / name)
        for name in FILES:
            shutil.copy(files / name, goal / name)


if __name__ == "__main__":
    target = HERE / __version__
    if target.exists():
        sys.exit(f"{target.name} is there already; what is released stays as it is")
    make_set(target)
    sys.stdout.write(f"{target.name}: {sum(one.stat().st_size for one in target.rglob('*') if one.is_file())} bytes\n")
