"""What a kabupaten's recap says beside classes: families at risk of stunting by kecamatan, and which officers have not
sent their files. Shares stand on families that are judged; who sends, is as this computer heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kampungkb_desktop.actions.enrolment import Enrolled, listed
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.silence import days_silent, limit_of, sends
from kampungkb_desktop.actions.stunting_risk import reading_of, recap_of
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection


@frozen
class RiskLine:
    """A kecamatan, or the sum of all: families on record, those that are sasaran, of these at risk, not yet known, and
    verified in the semester."""

    name: str
    villages: int
    families: int
    targets: int
    at_risk: int
    unknown: int
    verified: int


@frozen
class Silent:
    """An officer from whom no file came for longer than the office's limit, or of whose files some lack. ``days`` since
    the last one, ``None`` where none ever came."""

    name: str
    villages: int
    days: int | None
    last: date | None
    missing: tuple[int, ...]


@frozen
class Sending:
    """Who sends: ``officers`` in all, ``heard`` of them within ``limit`` days, and those who did not or whose files
    lack, the longest silent first."""

    officers: int
    heard: int
    limit: int
    silent: tuple[Silent, ...]


def risk_lines(conn: Connection, regency: Region, on: date, progress: Progress) -> tuple[RiskLine, ...]:
    """Each kecamatan that has families on record by name, and their sum last; nothing where there is none. 88,000
    families take some seconds."""
    prefix = f"{regency.code}."
    rows = read.rows(conn, Family, ("village",))
    codes = sorted({str(row[0]) for row in rows if row[0] and str(row[0]).startswith(prefix)})
    semester, reading = Semester.of(on), reading_of(conn, on)
    by_district: dict[str, list[RiskLine]] = {}
    for done, code in enumerate(codes):
        progress.report(done, len(codes), "Menghitung keluarga berisiko stunting")
        found = recap_of(conn, code, semester, on, reading)
        region = regions.load().region(code)
        name = region.at("district").name if region is not None else code
        line = RiskLine(
            name, 1, found.families.count, found.target.count, found.at_risk.count, found.unknown.count,
            found.count("verval:total"),
        )  # fmt: skip
        by_district.setdefault(name, []).append(line)
    lines = [_sum(name, some) for name, some in sorted(by_district.items())]
    return (*lines, _sum("Jumlah", lines)) if lines else ()


def sending(session: Session, regency: Region) -> Sending | None:
    """Who has sent and who has not, as of today; ``None`` where no officer of the kabupaten is enrolled here."""
    if session.role != DISTRICT:
        return None
    today, limit = day_of(session.clock()), limit_of(session)
    known = [one for one in listed(session) if sends(one)]
    here = [one for one in known if not one.villages or _villages(one, regency)]
    if not here:
        return None
    told = [_silent(one, regency, today) for one in here]
    late = [one for one in told if one.days is None or one.days > limit]
    return Sending(len(told), len(told) - len(late), limit, _ranked(one for one in told if one in late or one.missing))


def _silent(one: Enrolled, regency: Region, today: date) -> Silent:
    last = day_of(one.last_at) if one.last_at else None
    return Silent(one.name, len(_villages(one, regency)), days_silent(one, today), last, tuple(one.missing))


def _villages(one: Enrolled, regency: Region) -> list[str]:
    return [village.village for village in one.villages if village.village.startswith(f"{regency.code}.")]


def _ranked(found: Iterable[Silent]) -> tuple[Silent, ...]:
    """Never first, then the longest ago."""
    return tuple(sorted(found, key=lambda one: (one.days is not None, -(one.days or 0), one.name)))


def _sum(name: str, lines: Sequence[RiskLine]) -> RiskLine:
    return RiskLine(
        name, *(sum(getattr(one, field) for one in lines)
                for field in ("villages", "families", "targets", "at_risk", "unknown", "verified")),
    )  # fmt: skip
