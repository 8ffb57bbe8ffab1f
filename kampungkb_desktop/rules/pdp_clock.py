"""The 3×24 hours of the law on personal data: until when a request is to be answered or a loss to be told, how much of
it is left, and how that is said. Source: ``resources/rules/hak-*.toml`` (UU 27/2022, Pasal 10, 30, 32, 40, 41, 43, 46).

A time of day that nobody wrote down counts against the office: a request came at the day's beginning, an answer went
out at its end. A clock that is wrong is not made right here.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.clock_words import clock_minutes, wall_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset

HOUR, MINUTE = 3_600_000, 60_000
SOON_HOURS = 24
"""From so many hours before the end on it is urgent."""
_LAST_MINUTE = 24 * 60 - 1

State = Literal["berjalan", "segera", "lewat", "tepat", "terlambat"]
"""Still time, less than a day of it, past; answered in time, answered too late."""
RUNNING: Final = "berjalan"
SOON: Final = "segera"
LATE: Final = "lewat"
IN_TIME: Final = "tepat"
TOO_LATE: Final = "terlambat"


@frozen
class Right:
    """One right of a person as the rule has it: the articles, the hours, and whether the law names them (A) or the
    office proposes them (C)."""

    code: str
    articles: str
    hours: int
    certainty: str


@frozen
class Deadline:
    """How a clock stands. ``due`` is a wall time in milliseconds, ``left`` the milliseconds to it (negative when past);
    of what was answered the moment of the answer counts instead of now."""

    begun: int
    due: int
    left: int
    state: State

    @property
    def open(self) -> bool:
        """Whether somebody still waits."""
        return self.state in (RUNNING, SOON, LATE)

    @property
    def words(self) -> str:
        """``tersisa 1 hari 4 jam``, ``lewat 5 jam``, ``dijawab tepat waktu``, ``dijawab lewat 5 jam``."""
        if self.state == IN_TIME:
            return "dijawab tepat waktu"
        over = "dijawab lewat " if self.state == TOO_LATE else "lewat " if self.state == LATE else "tersisa "
        return over + span_words(abs(self.left))


@ruleset.kept
def rights(version: str = "hak-2022") -> dict[str, Right]:
    """Every right of a version by its code."""
    lines = ruleset.load(version).parameters["hak"]
    return {one["kode"]: Right(one["kode"], one["pasal"], one["jam"], one["keyakinan"]) for one in lines}


def right_of(code: str | None, on: date) -> Right:
    """The right a request is about, by the version of that day; a kind nobody knows gets the general hours."""
    known = rights(ruleset.in_force("hak", on).id)
    return known.get(code or "") or Right(code or "", "5–13", loss_hours(on), "C")


def loss_hours(on: date) -> int:
    """Hours for the written notice after a failure of protection (Pasal 46)."""
    return int(ruleset.in_force("hak", on).parameters["kegagalan"]["jam"])


def begins(day: date, typed: str | None) -> int:
    """The wall time of a beginning; the first minute of the day where no time is known."""
    return wall_of(day, clock_minutes(typed) or 0)


def ends(day: date, typed: str | None) -> int:
    """The wall time of an end; the last minute of the day where no time is known."""
    known = clock_minutes(typed)
    return wall_of(day, _LAST_MINUTE if known is None else known)


def deadline(begun: int, hours: int, now: int, answered: int | None = None) -> Deadline:
    """How the clock stands; all times are walls in milliseconds."""
    due = begun + hours * HOUR
    left = due - (now if answered is None else answered)
    if answered is not None:
        return Deadline(begun, due, left, IN_TIME if left >= 0 else TOO_LATE)
    return Deadline(begun, due, left, LATE if left < 0 else SOON if left < SOON_HOURS * HOUR else RUNNING)


def span_words(milliseconds: int) -> str:
    """``1 hari 4 jam``, ``5 jam``, ``35 menit``, ``kurang dari 1 menit``: cut off below, so that nobody counts on more
    time than there is."""
    minutes = milliseconds // MINUTE
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} hari" + (f" {hours} jam" if hours else "")
    if hours:
        return f"{hours} jam"
    return f"{left} menit" if left else "kurang dari 1 menit"


def due_words(due: int, now: int) -> str:
    """When the time is up, as one says it: ``hari ini pukul 14.05``, ``besok pukul 08.00``, else the day."""
    until, here = moment_of(due), moment_of(now)
    days = (until.date() - here.date()).days
    day = {0: "hari ini", 1: "besok", -1: "kemarin"}.get(days) or long_date(until.date())
    return f"{day} pukul {until.hour:02d}.{until.minute:02d}"
