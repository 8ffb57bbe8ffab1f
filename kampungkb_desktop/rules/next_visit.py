"""The next visit proposed, with its reason: by sasaran, by the phase of a pregnancy, and sooner after a referral.

A proposal and never a duty: the person writes what was agreed. Distances stand in
``resources/rules/pendampingan-*.toml``; only the phases of pregnancy have a source (Elsimil, S27).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.signs import limits

_LAST_YEAR = 9000
"""Beyond it a year is a typing error, and the calendar ends soon after."""


@frozen
class Proposal:
    """A day, always later than the visit, and why that day."""

    on: date
    reason: str


def next_visit(visit: Visit, check: Record | None = None) -> Proposal | None:
    """When to come again, by what stands on the sheet; ``None`` where nothing calls for another visit."""
    if visit.visited_on is None or visit.target is None or visit.visited_on.year > _LAST_YEAR:
        return None
    usual = _by_phase(visit.visited_on, check) or _monthly(visit.visited_on, visit.target)
    if visit.referral == IN_PROGRESS and visit.referral_closed_on is None:
        days = int(limits("berikutnya", visit.visited_on)["rujukan_hari"])
        after = Proposal(visit.visited_on + timedelta(days=days), f"{days} hari, untuk menanyakan hasil rujukan")
        return after if usual is None or after.on < usual.on else usual
    return usual


def proposed_next(target: str | None, visited: date | None) -> date | None:
    """The next visit of a person visited monthly (ibu hamil, anak): the same day of the next month, or its last."""
    return months_on(visited, 1) if visited is not None and target in (PREGNANT, YOUNG_CHILD) else None


def months_on(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _monthly(visited: date, target: str) -> Proposal | None:
    months = limits("berikutnya", visited).get(f"bulan_{target}")
    if months is None:
        return None
    return Proposal(months_on(visited, months), "sebulan lagi" if months == 1 else f"{months} bulan lagi")


def _by_phase(visited: date, check: Record | None) -> Proposal | None:
    match check:
        case PregnancyCheck(gestation_weeks=int(weeks), delivered=delivered) if delivered is not True:
            return _next_phase(visited, weeks)
        case PregnancyCheck(delivered=True):
            days = int(limits("berikutnya", visited)["paling_dekat_hari"])
            return Proposal(visited + timedelta(days=days), "sudah melahirkan: kunjungan pasca salin")
        case PostpartumCheck(delivered_on=date() as born) if born <= visited:
            bounds = limits("berikutnya", visited)
            if (visited - born).days + bounds["nifas_hari"] <= bounds["nifas_sampai_hari"]:
                return Proposal(visited + timedelta(days=bounds["nifas_hari"]), "dua minggu lagi, masih masa nifas")
            return None
        case CatinCheck(wedding_on=date() as wedding) if wedding > visited:
            usual = months_on(visited, limits("berikutnya", visited)["bulan_catin"])
            return Proposal(wedding - timedelta(days=1), "sehari sebelum menikah") if (
                visited < wedding - timedelta(days=1) < usual
            ) else None  # fmt: skip
        case _:
            return None


def _next_phase(visited: date, weeks: int) -> Proposal | None:
    """The next contact of the pregnancy that is at least a week away."""
    bounds = limits("berikutnya", visited)
    for phase in bounds["tahap_hamil"]:
        days = (phase - weeks) * 7
        if days >= bounds["paling_dekat_hari"]:
            name = "perkiraan persalinan" if phase >= 40 else "tahap kehamilan"
            return Proposal(visited + timedelta(days=days), f"{name} {phase} minggu")
    return Proposal(visited + timedelta(days=bounds["paling_dekat_hari"]), "seminggu lagi, mendekati persalinan")
