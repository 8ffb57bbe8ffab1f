"""What Beranda says above everything else, and mostly says nothing of: the recovery sheet that never got onto paper,
and data that came with an old copy."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from kampungkb_desktop.actions import old_copy
from kampungkb_desktop.actions.session import Session, sheet_state
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store.sheet_slot import UNTESTED


class Warnings(NamedTuple):
    """``sheet``: nobody has shown that he has the recovery sheet. ``copy_of``: when the copy was made that these data
    came with (milliseconds), 0 where the office has been heard since."""

    sheet: bool = False
    copy_of: int = 0


def warnings_of(session: Session) -> Warnings:
    """What there is to say. For the worker."""
    sheet = False
    with suppress(KnownError):  # a key file that cannot be read is told at Masuk
        sheet = sheet_state(session) == UNTESTED
    return Warnings(sheet, old_copy.made_at(session))
