"""The verval KRS of the running semester in the practice year: most families at risk, many others, not yet all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.actions.practice.register import Kept
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.risk_verification import (
    FOUND,
    LISTED,
    NEW,
    NO_ASSISTANCE,
    NOT_FOUND,
    RiskVerification,
    verification_id,
)

_DONE_BY = 10
"""Days before the end of the data by which the last was visited."""
_DAYS = 75
_HELP = Lot({"kie": 6.0, "elsimil": 3.0, "rujukan": 1.6, "bansos": 2.0, "pmt": 2.2, "eppgbm": 1.5, "bapak_asuh": 0.6})


def verification(rng: Random, kept: Kept, officer: str, on: date) -> Iterator[RiskVerification]:
    """What was found of a family by ``on``; nothing of one that is no sasaran or has not been visited yet."""
    family, day = kept.records[0], on - timedelta(days=_DONE_BY + rng.randrange(_DAYS))
    semester = Semester.of(on)
    if not isinstance(family, Family) or not _target(kept, day) or day < semester.first:
        return
    if rng.random() > (0.85 if kept.at_risk else 0.5):
        return
    found = family.state == "aktif"
    rank = family.welfare_rank or 5
    yield RiskVerification(
        id=verification_id(kept.family, semester), village=family.village, status=DONE, family_id=kept.family,
        year=semester.year, half=str(semester.half), verified_on=day, verified_by=officer,
        found=FOUND if found else NOT_FOUND, origin=(NEW if rng.random() < 0.06 else LISTED) if found else None,
        wedding_plan=rng.random() < 0.02 if found else None,
        welfare_rank=(str(rank) if rank <= 4 else ">4") if found else None,
        assistance=_help(rng, kept) if found else None,
    )  # fmt: skip


def _target(kept: Kept, on: date) -> bool:
    """A wife of childbearing age or a child under five: about what the rule asks, which judges by itself."""
    home = kept.household
    young = any(0 <= child.months(on) < 60 for child in home.children())
    return young or (home.wife is not None and 15 <= home.wife.age(on) <= 49)


def _help(rng: Random, kept: Kept) -> tuple[str, ...]:
    if not kept.at_risk or rng.random() < 0.2:
        return (NO_ASSISTANCE,)
    return tuple(sorted({_HELP.draw(rng) for _ in range(rng.choice((1, 1, 2, 3)))}))
