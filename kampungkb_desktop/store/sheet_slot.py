"""Whether the code of the printed recovery sheet was ever typed back, kept in the key file beside the slot it opens: a
copy of the file tells of its own code. A line here opens nothing; files of earlier versions have none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kampungkb_desktop.store import key_file

KIND = "sheet"
TESTED: Final = ""
UNTESTED: Final = "untested"
DECLINED: Final = "declined"
_STATE = "state"


def expect(path: Path) -> None:
    """The code was made, and nobody has shown yet that he has it on paper."""
    key_file.put_slot(path, {"kind": KIND, _STATE: UNTESTED})


def tested(path: Path) -> None:
    """The code was typed back from the paper."""
    key_file.drop_slot(path, KIND)


def decline(path: Path) -> None:
    """The person has read what it means to have no sheet, and wants none."""
    key_file.put_slot(path, {"kind": KIND, _STATE: DECLINED})


def state(path: Path) -> str:
    """``UNTESTED``, ``DECLINED``, or ``TESTED`` where nothing is known. KnownError as ``key_file.read_slots``."""
    slot = key_file.find_slot(path, KIND)
    said = slot.get(_STATE) if slot is not None else TESTED
    return str(said) if said in (UNTESTED, DECLINED) else TESTED
