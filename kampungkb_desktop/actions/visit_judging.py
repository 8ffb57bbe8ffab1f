"""What is said of a visit as it is typed, and what is proposed for it: the same on the sheet of one visit and in the
grid of many. Pure; the screens show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.choices_visit import LYING, PHASE, STANDING
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.rules.child_growth import assess_child, assess_school
from kampungkb_desktop.rules.growth import TWO_YEARS
from kampungkb_desktop.rules.visit_checks import check_findings, growth_findings

_FIRST_CONTACT = "kontak_awal"
_WEEKS = {int(code.removeprefix("minggu_")): code for code in PHASE.codes() if code.startswith("minggu_")}
_NEAR = 2
"""A contact so many weeks around a phase counts as that phase."""


def doubts(record: Record, person: Member | None, before: Record | None) -> Iterator[Finding]:
    """Cautions about a measurement that need the person and the record before; ``before`` may be of any form."""
    yield from check_findings(record, person, before)
    if person is None:
        return
    if isinstance(record, ChildMeasurement):
        last = before if isinstance(before, ChildMeasurement) else None
        for child in assess_child(person, [record]):
            yield from growth_findings(child.growth, last)
    elif isinstance(record, AdolescentCheck):
        for older in assess_school(person, [record]):
            if older.growth.fbmi_5_18:
                yield Finding("weight_kg", "caution",
                              "IMT menurut umur ini hampir pasti salah ukur atau salah ketik. Ukur ulang; angkanya "
                              "tetap tersimpan.", "di_luar_wajar")  # fmt: skip


def position_of(visited_on: date | None, child: Member | None) -> str | None:
    """How a child is measured: lying below two years, standing from then on."""
    if child is None or child.birth_date is None or visited_on is None:
        return None
    return LYING if (visited_on - child.birth_date).days < TWO_YEARS else STANDING


def phase_of(check: PregnancyCheck, *, first: bool) -> str | None:
    """The first contact, or the phase that is near in weeks."""
    weeks = check.gestation_weeks
    if first:
        return _FIRST_CONTACT
    near = None if weeks is None else min(_WEEKS, key=lambda week: abs(week - weeks))
    return _WEEKS[near] if near is not None and weeks is not None and abs(near - weeks) <= _NEAR else None
