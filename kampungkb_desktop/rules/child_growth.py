"""A child's measurements, as recorded, judged in order: growth of each and the weight gain since the one before.

It joins the forms to the growth rules; a child without birth date or sex cannot be judged and yields no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.choices_visit import LYING, STANDING
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.growth import Growth, Measurement, Sex, age_in_days, assess
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.weight_gain import GainResult, Weighing, weight_gains

SEX_LETTER: Final[dict[str | None, Sex]] = {MAN: "L", WOMAN: "P"}
"""The form's sex as the growth tables call it."""

UNDER_FIVE_MONTHS: Final = 60


@frozen
class Assessed:
    """One measuring with what it says; ``gain`` is ``None`` where no weight was recorded, or none to be believed."""

    measurement: ChildMeasurement
    growth: Growth
    gain: GainResult | None

    @property
    def on(self) -> date:
        """The day of measuring; only dated measurements are judged."""
        assert self.measurement.measured_on is not None
        return self.measurement.measured_on


def assess_child(child: Member, measurements: Iterable[ChildMeasurement]) -> tuple[Assessed, ...]:
    """Every dated measuring of one child, oldest first; empty while sex or birth date are not recorded."""
    sex, birth = SEX_LETTER.get(child.sex), child.birth_date
    if sex is None or birth is None:
        return ()
    dated = sorted((m for m in measurements if m.measured_on is not None), key=lambda m: (m.measured_on, m.id))
    grown = [assess(_reading(sex, birth, m)) for m in dated]
    gains = _gains(birth, dated, grown)
    return tuple(Assessed(m, g, gain) for m, g, gain in zip(dated, grown, gains, strict=True))


@frozen
class SchoolAge:
    """One check of a child of 5 to 18 years with its body mass index for age."""

    check: AdolescentCheck
    growth: Growth

    @property
    def on(self) -> date:
        """The day of the check; only dated ones are judged."""
        assert self.check.measured_on is not None
        return self.check.measured_on


def assess_school(person: Member, checks: Iterable[AdolescentCheck]) -> tuple[SchoolAge, ...]:
    """Every dated check of one older child, oldest first; empty while sex or birth date are not recorded."""
    sex, birth = SEX_LETTER.get(person.sex), person.birth_date
    if sex is None or birth is None:
        return ()
    dated = sorted((c for c in checks if c.measured_on is not None), key=lambda c: (c.measured_on, c.id))
    return tuple(
        SchoolAge(c, assess(Measurement(sex, age_in_days(birth, c.measured_on), c.weight_kg, c.height_cm, "H")))
        for c in dated
        if c.measured_on is not None
    )


def under_five(child: Member, on: date) -> bool:
    """Whether a person is 0 to 59 months old on a day; ``False`` while the birth date is not known."""
    birth = child.birth_date
    return birth is not None and birth <= on and completed_months(birth, on) < UNDER_FIVE_MONTHS


def _reading(sex: Sex, birth: date, m: ChildMeasurement) -> Measurement:
    assert m.measured_on is not None
    return Measurement(
        sex=sex,
        age_days=age_in_days(birth, m.measured_on),
        weight_kg=m.weight_kg,
        lenhei_cm=m.lenhei_cm,
        position="L" if m.position == LYING else "H" if m.position == STANDING else None,
        oedema=m.oedema,
        head_cm=m.head_cm,
    )


def _gains(birth: date, dated: Sequence[ChildMeasurement], grown: Sequence[Growth]) -> list[GainResult | None]:
    weighed = [
        (at, Weighing(m.measured_on, m.weight_kg, g.zwei))
        for at, (m, g) in enumerate(zip(dated, grown, strict=True))
        if m.measured_on is not None and m.measured_on >= birth and m.weight_kg is not None and not g.fwei
    ]
    found: list[GainResult | None] = [None] * len(dated)
    results = weight_gains(birth, [weighing for _at, weighing in weighed])
    for (at, _weighing), result in zip(weighed, results, strict=True):
        found[at] = result
    return found
