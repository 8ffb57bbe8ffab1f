"""The village's log of problems and solutions ("permasalahan dan solusi", domain.md 9, line 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import plain
from kampungkb_desktop.forms.choices_institution import PROBLEM_STATES
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Text
from kampungkb_desktop.forms.programme import PROGRAMMES
from kampungkb_desktop.forms.record import Finding, Record, ask

_WHAT = "Permasalahan"
_HOW = "Solusi"
PROGRAMME_OPTIONS = plain("program", "S1", *((one.code, f"{one.code}  {one.short}") for one in PROGRAMMES))


@frozen(kw_only=True)
class Problem(Record):
    """One problem, from the day it was seen to the day it was solved."""

    FORM: ClassVar[str] = "problem"
    TITLE: ClassVar[str] = "Permasalahan"

    noted_on: date | None = ask(Day("Tanggal dicatat", required=True, group=_WHAT))
    programme: str | None = ask(Choice("Program terkait", options=PROGRAMME_OPTIONS, group=_WHAT))
    problem: str | None = ask(Text("Permasalahan", required=True, longest=1000, lines=3, group=_WHAT))
    cause: str | None = ask(Text("Penyebab", longest=1000, lines=2, group=_WHAT))
    reported_by: str | None = ask(Text("Disampaikan oleh", longest=150, group=_WHAT, personal=True))
    state: str | None = ask(Choice("Keadaan", options=PROBLEM_STATES, required=True, group=_HOW))
    solution: str | None = ask(
        Text("Solusi", longest=1000, lines=3, required=True, group=_HOW, when=lambda r: r.state != "terbuka")
    )
    responsible: str | None = ask(Text("Yang menangani", longest=150, group=_HOW, personal=True))
    due_on: date | None = ask(Day("Diharapkan selesai", future=True, group=_HOW))
    closed_on: date | None = ask(Day("Tanggal selesai", required=True, group=_HOW, when=lambda r: r.state == "selesai"))
    result: str | None = ask(Text("Hasil", longest=1000, lines=2, group=_HOW, when=lambda r: r.state == "selesai"))
    line_id: str | None = ask(Link("Kegiatan rencana yang menjawabnya", to="plan_line", group=_HOW))

    def name(self) -> str:
        words = " ".join((self.problem or "").split())
        return (f"{words[:57]}…" if len(words) > 58 else words) or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.noted_on and self.closed_on and self.closed_on < self.noted_on:
            yield Finding("closed_on", "problem", "Selesai lebih dahulu daripada dicatat.", "urutan")


def overdue(problem: Problem, today: date) -> bool:
    """Whether it should have been solved by now."""
    return problem.state != "selesai" and problem.due_on is not None and problem.due_on < today
