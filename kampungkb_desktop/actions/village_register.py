"""The family register of one village on a day, with everything its figures need, read from the database.

Reading only. A village of a thousand families takes some hundred milliseconds, so screens ask for it on the worker.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kampungkb_desktop.actions.figures import register_of, toddlers_of
from kampungkb_desktop.actions.register_rows import on_day
from kampungkb_desktop.actions.row_answers import answers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import COUPLE_ASKED, judged
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.rules.classification_history import month_end
from kampungkb_desktop.rules.figures_growth import toddler_figures
from kampungkb_desktop.rules.figures_register import GroupRow, VillageRegister, group_figures
from kampungkb_desktop.rules.figures_rows import Figure
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.store import read

_GROUPS = ("id", "family_id", "as_of", "bkb", "bkr", "bkl", "uppka", "pik_r")
_RISKY: Final = {Answer.YES: True, Answer.UNKNOWN: None}


def village_register(session: Session, village: str, on: date, *, health: bool = True) -> VillageRegister:
    """Every figure of the register of a village on a day; without ``health`` those of growth and risk are left out,
    which halves the work."""
    with session.database.read() as conn:
        rows = on_day(conn, village, on, COUPLE_ASKED)
        figures = register_of(conn, village, on, rows)
        toddlers = toddlers_of(conn, village, on, known=figures) if health else toddler_figures((), (), on)
        groups = [GroupRow(*row) for row in answers(conn, FamilyDevelopment, _GROUPS, village)]
        drafts = {str(row[0]) for row in read.rows(conn, Family, ("id",), {"village": village, "status": DRAFT})}
        # One verdict after the other: a heap of them would make the window wait for the garbage collector.
        verdicts = judged(conn, village, on, known=rows) if health else ()
        risk = {one.family: _RISKY.get(one.at_risk, False) for one in verdicts}
    here = figures.families.ids
    return VillageRegister(
        village=village,
        figures=figures,
        toddlers=toddlers,
        groups=group_figures(groups, figures),
        open=Figure("family", tuple(one for one in here if one in drafts)),
        risk=risk,
        health=health,
    )


def month_day(month: str, today: date) -> date:
    """The day a month's figures stand for: its end, or today while it has not ended."""
    return min(month_end(month), today)
