"""A deadline of the reporting calendar that somebody ticked off by hand, because no record here shows that it is done.

One record for each duty and period, of a village or (without one) of the officer; taking the tick back deletes it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.kinds import Day, Link, Text
from kampungkb_desktop.forms.record import Record, ask


@frozen(kw_only=True)
class DeadlineDone(Record):
    """``duty`` is a code of ``resources/rules/kalender-*.toml``, ``period`` the year, semester, month or week meant
    (``2026``, ``2026-2``, ``2026-11``, ``2026-W47``)."""

    FORM: ClassVar[str] = "deadline_done"
    TITLE: ClassVar[str] = "Tenggat yang dikerjakan"

    duty: str | None = ask(Text("Kewajiban", required=True, longest=60))
    period: str | None = ask(Text("Masa", required=True, longest=10))
    officer_id: str | None = ask(Link("Petugas", to="officer"))
    done_on: date | None = ask(Day("Dikerjakan pada", required=True))
    note: str | None = ask(Text("Catatan", longest=500, lines=3, hint="misalnya nomor surat atau tempat rapat"))

    def name(self) -> str:
        """The form's title and the period; the duty's name is the rule's."""
        return f"{self.TITLE}, {self.period}" if self.period else self.TITLE


def deadline_done_id(owner: str, duty: str, period: str) -> str:
    """The id that every laptop gives the same tick; ``owner`` is the village's code or the officer's id."""
    return derived_id(DeadlineDone.FORM, owner, duty, period)
