"""Which officers have not been heard of for too long: one rule for the board, Beranda and the recap. A laptop that
never sent is late from its first day; how long is too long is the office's own setting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.enrolment import ASKING, Enrolled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER
from kampungkb_desktop.forms.settings import QUIET_DAYS


def days_silent(one: Enrolled, today: date) -> int | None:
    """Days since the last file of a laptop; ``None`` where none ever came."""
    return max(0, (today - day_of(one.last_at)).days) if one.last_at else None


def sends(one: Enrolled) -> bool:
    """Whether files are expected of it: a trusted laptop of an officer."""
    return one.state == ACTIVE and one.role not in (DISTRICT, RECEIVER)


def is_late(one: Enrolled, today: date, limit: int) -> bool:
    """Whether a laptop that should send has been silent for more than ``limit`` days, or always."""
    days = days_silent(one, today)
    return sends(one) and (days is None or days > limit)


def late_first(laptops: Iterable[Enrolled], today: date, limit: int) -> list[Enrolled]:
    """Those that ask, then the late ones (never first, then the longest ago), then the rest as they came."""

    def rank(one: Enrolled) -> tuple[int, int]:
        if one.state == ASKING:
            return 0, 0
        if not is_late(one, today, limit):
            return 2, 0
        days = days_silent(one, today)
        return 1, -days if days is not None else -1_000_000

    return sorted(laptops, key=rank)


def limit_of(session: Session) -> int:
    """After how many days without a file the office calls an officer late."""
    return settings.load(session).quiet_days or QUIET_DAYS
