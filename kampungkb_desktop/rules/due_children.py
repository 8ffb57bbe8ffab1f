"""When children under five are to be weighed, and which results ask for a visit soon.

A result asks until somebody visits the child after it, or measures again; an implausible one until it is measured
again. What is older than some months is left to the monthly weighing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kampungkb_desktop.base.text import long_date, month_name, month_of
from kampungkb_desktop.forms.choices_visit import YOUNG_CHILD
from kampungkb_desktop.rules.days import first_of, last_of, month_index
from kampungkb_desktop.rules.due_rows import Home, Reason
from kampungkb_desktop.rules.figures_growth import ChildRow, MeasuredRow, judge
from kampungkb_desktop.rules.figures_rows import PersonRow, months
from kampungkb_desktop.rules.growth import Growth
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.weight_gain import Gain, GainResult, Weighing, gain_rules_on, weight_gains

_JUDGED_MONTHS = 3
"""A T needs the weighing of the month before, a 2T the one before that."""


def children_reasons(home: Home) -> Iterator[Reason]:
    """Every reason of the children under five who live here."""
    oldest = int(home.parameter("timbang", "sampai_bulan"))
    for child in home.people:
        if 0 <= months(child, home.today) <= oldest:
            rows = measured_until(home, child.id)
            yield from _weighing(home, child, rows)
            yield from _results(home, child, rows)


def youngest(home: Home) -> PersonRow | None:
    """The youngest child under five who lives here."""
    oldest = int(home.parameter("timbang", "sampai_bulan"))
    young = [one for one in home.people if 0 <= months(one, home.today) <= oldest]
    return max(young, key=lambda one: (one.birth or date.min, one.id), default=None)


def measured_until(home: Home, child: str) -> list[MeasuredRow]:
    """The dated measurings of a child until today, oldest first."""
    rows = [one for one in home.household.measured if one.member == child and one.measured_on is not None]
    past = [one for one in rows if one.measured_on is not None and one.measured_on <= home.today]
    return sorted(past, key=lambda one: (one.measured_on or home.today, one.id))


def _weighing(home: Home, child: PersonRow, rows: Sequence[MeasuredRow]) -> Iterator[Reason]:
    """The first month without a weighing, due at its end."""
    last = next((one for one in reversed(rows) if one.weight_kg is not None and one.measured_on is not None), None)
    known = last.measured_on if last is not None else child.birth
    if known is None:
        return
    missed = max(month_index(known) + 1, home.monthly_floor())
    due = last_of(missed)
    month = month_name(month_of(due))
    if last is None:
        yield home.reason("timbang", child.id, YOUNG_CHILD, due, "Belum pernah ditimbang.", "member", child.id)
        return
    sentence = f"Terakhir ditimbang {long_date(known)}; {month} belum."
    yield home.reason("timbang", child.id, YOUNG_CHILD, due, sentence, "measurement", last.id)


def _results(home: Home, child: PersonRow, rows: Sequence[MeasuredRow]) -> Iterator[Reason]:
    newest = rows[-1] if rows else None
    if newest is None or newest.measured_on is None:
        return
    lasting = int(home.rule.parameters["pertumbuhan"]["berlaku_bulan"])
    if completed_months(newest.measured_on, home.today) >= lasting:
        return
    who = ChildRow(child.id, child.sex, child.birth)
    growth = judge(who, newest)
    if growth is None:
        return
    if growth.flen or growth.fwei or growth.fwfl or growth.fbmi:
        yield _told(home, "ukur_ulang", newest, "di luar batas wajar. Ukur ulang, dan periksa tanggal lahirnya")
    if any(day > newest.measured_on for day in home.visited(child.id)):
        return
    yield from _nutrition(home, who, rows, growth)
    yield from _gain(home, who, rows, growth)


def _nutrition(home: Home, who: ChildRow, rows: Sequence[MeasuredRow], growth: Growth) -> Iterator[Reason]:
    newest = rows[-1]
    if growth.oedema_counts:
        yield _told(home, "edema", newest, "bengkak di kedua punggung kaki. Rujuk ke puskesmas hari ini juga")
    elif growth.wasted and growth.zwfl is not None and growth.zwfl < -3:
        yield _told(home, "gizi_buruk", newest, "gizi buruk (BB/PB atau BB/TB di bawah −3 SD). Rujuk ke puskesmas")
    elif growth.wasted and not _before(who, rows, "wasted"):
        yield _told(home, "gizi_kurang", newest, "gizi kurang (BB/PB atau BB/TB di bawah −2 SD)")
    if growth.stunted and not _before(who, rows, "stunted"):
        yield _told(home, "pendek", newest, "baru terukur pendek (PB/U atau TB/U di bawah −2 SD)")


def _before(who: ChildRow, rows: Sequence[MeasuredRow], word: str) -> bool:
    """Whether the last earlier measuring that could be judged said the same."""
    for row in reversed(rows[:-1]):
        found = judge(who, row)
        said = None if found is None else getattr(found, word)
        if said is not None:
            return bool(said)
    return False


def _gain(home: Home, who: ChildRow, rows: Sequence[MeasuredRow], growth: Growth) -> Iterator[Reason]:
    newest = rows[-1]
    if newest.weight_kg is None or growth.fwei:
        return
    if growth.zwei is not None and growth.zwei < gain_rules_on(home.today).red_line and not growth.oedema_counts:
        yield _told(home, "bgm", newest, "di bawah garis merah (BB/U di bawah −3 SD). Rujuk ke tenaga kesehatan")
    note = _newest_gain(who, rows)
    if note is not None and note.gain is Gain.T:
        code = "dua_t" if note.twice else "tidak_naik"
        yield _told(home, code, newest, note.reason.rstrip("."), plain=True)


def _newest_gain(who: ChildRow, rows: Sequence[MeasuredRow]) -> GainResult | None:
    """The note beside the newest weighing; only the months it can depend on are looked at, and z-scores are computed
    only where a T could still become N because the curve keeps its line."""
    newest = rows[-1]
    if who.birth is None or newest.measured_on is None:
        return None
    since = first_of(month_index(newest.measured_on) - _JUDGED_MONTHS + 1)
    near = [row for row in rows if row.measured_on is not None and row.measured_on >= since]
    found = weight_gains(who.birth, _weighings(who, near, scored=False))
    if found and found[-1].gain is Gain.T:
        found = weight_gains(who.birth, _weighings(who, near, scored=True))
    return found[-1] if found else None


def _weighings(who: ChildRow, rows: Sequence[MeasuredRow], *, scored: bool) -> list[Weighing]:
    made = []
    for row in rows:
        if row.measured_on is not None and row.weight_kg is not None:
            growth = judge(who, row) if scored else None
            made.append(Weighing(row.measured_on, row.weight_kg, growth.zwei if growth is not None else None))
    return made


def _told(home: Home, code: str, row: MeasuredRow, said: str, *, plain: bool = False) -> Reason:
    assert row.measured_on is not None
    assert row.member is not None
    due = row.measured_on + timedelta(days=int(home.parameter(code, "hari")))
    words = said[0].lower() + said[1:] if plain else said
    sentence = f"Diukur {long_date(row.measured_on)}: {words}."
    return home.reason(code, row.member, YOUNG_CHILD, due, sentence, "measurement", row.id)
