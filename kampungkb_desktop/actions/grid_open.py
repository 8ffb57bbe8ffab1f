"""The lists of many visits left half-typed, as Beranda names them. Small on purpose: the first screen asks it."""

from __future__ import annotations

import json
from typing import ClassVar, Final

from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read

LIST: Final = "visit_list"
"""The name of a list in the table of drafts."""


@frozen(kw_only=True)
class OpenList(Record):
    """A half-typed list; it is no record and is never saved. ``rows`` are those about somebody that wait."""

    FORM: ClassVar[str] = LIST
    TITLE: ClassVar[str] = "Isian banyak"

    target: str = ""
    rows: int = 0

    def name(self) -> str:
        """The sasaran and how many rows wait."""
        return f"{TARGET.label(self.target)}, {self.rows} baris"


def open_lists(session: Session) -> list[Kept]:
    """Every half-typed list, the latest first."""
    with session.database.read() as conn:
        found = [one for one in read.drafts(conn) if one.form == LIST]
    kept = []
    for one in found:
        said = json.loads(one.vals)
        kept.append(Kept(OpenList(id=one.record, target=said["target"], rows=said["waiting"]), {}, one.updated))
    return kept
