"""The data folders the work begins with."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import connect, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, make
from tests.cheap import CHEAP
from tests.upgrades import DATA, master_of

FILES = 3
OLDEST = "awal-1"
STICK = "flashdisk"
"""A folder of the experiment that stands for a stick."""
PROMISES = "janji"
"""A file in the folder with what had been promised before the work begins."""


def prepared(place: Path, what: str) -> Path:
    """A closed folder for a kind of work; a district's has files of an officer in ``datang``."""
    folder = place / "before"
    if what == "upgrade":
        return _left_behind(folder)
    if what != "take-in":
        make(folder, "Siti Rahma")
        if what == "stick":
            (folder / STICK).mkdir()
        return folder
    make(folder, "Operator", role="kabupaten")
    make(place / "petugas", "Siti Rahma")
    officer = sessions.open_session(place / "petugas", PASSWORD, clock=Ticking())
    for number in range(FILES):
        families = [
            Family(id=new_record_id(officer), village=VILLAGE, head_name=f"Rekaan {number} {one}", status=DONE)
            for one in range(40)
        ]
        save(officer, "Simpan keluarga", families)
        export(officer, folder / "datang")
    sessions.close(officer)
    return folder


def _left_behind(folder: Path) -> Path:
    """The oldest laptop there is, as its last program left it, with a password that is cheap to try."""
    shutil.copytree(DATA / OLDEST / "petugas", folder)
    keys = folder / vault.KEYS_NAME
    vault.change_password(keys, master_of(OLDEST), PASSWORD, CHEAP)
    with closing(connect.raw(folder / DATABASE_NAME, vault.derive(master_of(OLDEST), vault.DATABASE))) as old:
        rows = old.execute("SELECT id, coalesce(note, '') FROM family").fetchall()
    lines = [f"family {family} {note}\n" for family, note in rows]
    (folder / PROMISES).write_text("".join(lines), encoding="utf-8")
    return folder
