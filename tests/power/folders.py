"""The data folders the work begins with."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, make

FILES = 3


def prepared(place: Path, what: str) -> Path:
    """A closed folder for a kind of work; a district's has files of an officer in ``datang``."""
    folder = place / "before"
    if what != "take-in":
        make(folder, "Siti Rahma")
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
