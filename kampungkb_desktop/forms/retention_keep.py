"""A decision to keep what is past its time of keeping: of one form in one village, with the reason and until when.

Nothing is ever erased because no such decision stands; it only takes the line off the list for so long.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.kinds import Day, Text
from kampungkb_desktop.forms.record import Record, ask


@frozen(kw_only=True)
class RetentionKeep(Record):
    """``of_form`` is the name of a form in the catalog; the village is the record's own."""

    FORM: ClassVar[str] = "retention_keep"
    TITLE: ClassVar[str] = "Data tetap disimpan"

    of_form: str | None = ask(Text("Formulir", required=True, longest=40))
    until: date | None = ask(Day("Ditinjau lagi tanggal", required=True, future=True))
    reason: str | None = ask(Text("Alasan tetap disimpan", required=True, longest=500, lines=2))
    decided_on: date | None = ask(Day("Diputuskan tanggal"))


def keep_id(village: str, form: str) -> str:
    """The id that every laptop gives the same decision."""
    return derived_id(RetentionKeep.FORM, village, form)
