"""The reporting calendar (domain.md 3.7): which duty is due on which day, and whether records or a tick show it done.

Pure: what is on record is handed in as ``Evidence``. A deadline is a reminder; the office's own dates decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, cast

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.days import first_of, month_end, month_index
from kampungkb_desktop.rules.periods import Cycle, Period, periods_from

Scope = Literal["kampung", "petugas"]
Proof = Literal["tangan", "kegiatan", "bulanan", "visum", "verval"]
LONGEST_AHEAD = timedelta(days=400)
"""No deadline lies further behind the beginning of its period."""


class State(StrEnum):
    """How a deadline stands on a day."""

    DONE = "selesai"
    LATE = "terlambat"
    SOON = "segera"
    AHEAD = "nanti"


@frozen
class Duty:
    """One line of the rule: what, by whom, how often, until when, for whom, and which records show it done."""

    code: str
    title: str
    who: str
    cycle: Cycle
    month: int
    day: int
    scope: Scope
    proof: Proof
    least: int
    source: str
    reminds: bool
    """Whether it is told on Beranda; meetings that nobody reports stand in the calendar only."""

    def due(self, period: Period) -> date:
        """The last day for a period; the end of the month where that month is shorter."""
        if self.cycle == "mingguan":
            return period.first + timedelta(days=self.day - 1)
        first = first_of(month_index(period.first) + self.month)
        return min(first + timedelta(days=self.day - 1), month_end(first))


@frozen
class Evidence:
    """What is on record. Villages are codes, months ``2026-11``, semesters ``2026-2``. ``ticks`` are keyed by village
    ("" for the officer), duty and period. ``since`` is the first day of these data: nothing is late from before."""

    since: date | None = None
    activities: Mapping[str, Sequence[date]] = field(default_factory=dict)
    monthly: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """Whether the figures of a village and month are complete; absent where there are none."""
    counselling: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Month to the officer's entries of penyuluhan, and how many the e-visum rule asks for."""
    verified: Mapping[tuple[str, str], int] = field(default_factory=dict)
    ticks: Mapping[tuple[str, str, str], date] = field(default_factory=dict)


@frozen
class Deadline:
    """A duty in one period, for a village ("" for the officer): when due, how it stands, and what shows that."""

    duty: Duty
    period: Period
    village: str
    due: date
    state: State
    words: str
    ticked_on: date | None = None

    def late(self, today: date) -> int:
        """Days overdue; 0 when done or not yet due."""
        return max(0, (today - self.due).days) if self.state is State.LATE else 0


@ruleset.kept
def duties(rule: str) -> tuple[Duty, ...]:
    """Every duty of a calendar version, in its order."""
    return tuple(
        Duty(
            code=one["kode"],
            title=one["judul"],
            who=one["siapa"],
            cycle=cast("Cycle", one["masa"]),
            month=one.get("bulan", 0),
            day=one["hari"],
            scope=cast("Scope", one["lingkup"]),
            proof=cast("Proof", one["bukti"]),
            least=one.get("sedikitnya", 1),
            source=one["sumber"],
            reminds=one.get("ingatkan", True),
        )
        for one in ruleset.load(rule).parameters["kewajiban"]
    )


def calendar_on(today: date) -> ruleset.RuleSet:
    """The calendar in force on a day."""
    return ruleset.in_force("kalender", today)


def deadlines(
    first: date, last: date, today: date, villages: Iterable[str], shown: Evidence, rule: str = ""
) -> tuple[Deadline, ...]:
    """Every deadline due from ``first`` to ``last``, by day; those that were due, or whose period ended, before the
    data began are left out."""
    version = ruleset.load(rule) if rule else calendar_on(today)
    owners: dict[str, Sequence[str]] = {"kampung": sorted(villages), "petugas": ("",)}
    soon = today + timedelta(days=int(version.parameters["umum"]["ingatkan_sebelum_hari"]))
    found = [
        _deadline(duty, period, due, village, today, soon, shown)
        for duty in duties(version.id)
        for period, due in _due_within(duty, first, last)
        if shown.since is None or min(due, period.last) >= shown.since
        for village in owners[duty.scope]
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.duty.code, one.village)))


def reminders(today: date, villages: Iterable[str], shown: Evidence, rule: str = "") -> tuple[Deadline, ...]:
    """What is late or due soon and not done, the longest overdue first."""
    first, last = reminded(today, rule)
    found = deadlines(first, last, today, villages, shown, rule)
    return tuple(one for one in found if one.duty.reminds and one.state in (State.LATE, State.SOON))


def reminded(today: date, rule: str = "") -> tuple[date, date]:
    """The days of whose deadlines one is reminded."""
    words = (ruleset.load(rule) if rule else calendar_on(today)).parameters["umum"]
    before, after = int(words["ingatkan_sebelum_hari"]), int(words["ingatkan_sesudah_hari"])
    return today - timedelta(days=after), today + timedelta(days=before)


@frozen
class Task:
    """A duty of one period with its deadlines in every village, as one line of the calendar."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        """Duty, period and day are the same for all."""
        return self.deadlines[0]

    @property
    def open(self) -> tuple[Deadline, ...]:
        """Where it is not done yet."""
        return tuple(one for one in self.deadlines if one.state is not State.DONE)

    @property
    def state(self) -> State:
        """Done when it is done everywhere, else as the open ones stand: they are due on one day."""
        return self.open[0].state if self.open else State.DONE


def tasks(found: Iterable[Deadline]) -> tuple[Task, ...]:
    """The deadlines by duty and period, in their order."""
    together: dict[tuple[str, str], list[Deadline]] = {}
    for one in found:
        together.setdefault((one.duty.code, one.period.code), []).append(one)
    return tuple(Task(tuple(some)) for some in together.values())


def _due_within(duty: Duty, first: date, last: date) -> Iterator[tuple[Period, date]]:
    start = max(first, date.min + LONGEST_AHEAD) - LONGEST_AHEAD
    for period in periods_from(duty.cycle, start):
        due = duty.due(period)
        if period.first > last and due > last:
            return
        if first <= due <= last:
            yield period, due


def _deadline(
    duty: Duty, period: Period, due: date, village: str, today: date, soon: date, shown: Evidence
) -> Deadline:
    ticked = shown.ticks.get((village, duty.code, period.code))
    done, words = (
        (True, f"Ditandai sudah dikerjakan {long_date(ticked)}.") if ticked else _proof(duty, period, village, shown)
    )
    if done:
        state = State.DONE
    elif due < today:
        state = State.LATE
    else:
        state = State.SOON if due <= soon else State.AHEAD
    return Deadline(duty, period, village, due, state, words, ticked)


def _proof(duty: Duty, period: Period, village: str, shown: Evidence) -> tuple[bool, str]:
    """Whether records show it done, and the fact in a sentence."""
    if duty.proof == "kegiatan":
        held = _within(shown.activities.get(village, ()), period)
        return held >= duty.least, _counted(held, "kegiatan tercatat dalam masa ini")
    if duty.proof == "visum":
        made, wanted = shown.counselling.get(period.code, (0, duty.least))
        return made >= wanted, f"{number(made)} entri penyuluhan; paling sedikit {number(wanted)}."
    if duty.proof == "bulanan":
        complete = shown.monthly.get((village, period.code))
        if complete is None:
            return False, f"Data bulanan {period.label} belum ada."
        return complete, f"Data bulanan {period.label} {'lengkap' if complete else 'masih draf'}."
    if duty.proof == "verval":
        done = shown.verified.get((village, period.code), 0)
        return False, f"{_counted(done, 'keluarga diverifikasi')} Tandai bila semuanya selesai."
    return False, "Belum ditandai. Tandai sendiri bila sudah dikerjakan."


def _within(days: Iterable[date], period: Period) -> int:
    return sum(period.first <= day <= period.last for day in days)


def _counted(count: int, what: str) -> str:
    return f"{number(count) if count else 'Belum ada'} {what}."
