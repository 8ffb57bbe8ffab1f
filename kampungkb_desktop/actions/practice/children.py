"""Under-fives who grow: each has a line of its own between the WHO curves, read month by month with small errors.

About one in five lies below -2 SD in length for age. Weight follows from weight for length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.chance import around
from kampungkb_desktop.forms.choices_family import MAN
from kampungkb_desktop.forms.choices_visit import LYING, STANDING
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.rules.growth_tables import Sex, row_for_length, sd_value_restricted, standards
from kampungkb_desktop.rules.measuring import STANDING_GAP_CM, TWO_YEARS

UNDER_FIVE = 60
_SETTLED = 720
"""Days until a child has reached its own line."""

_CALENDAR: tuple[tuple[int, str], ...] = (
    (0, "hb0"), (1, "bcg"), (1, "polio1"), (2, "dpt_hb_hib1"), (2, "polio2"), (2, "pcv1"), (2, "rotavirus1"),
    (3, "dpt_hb_hib2"), (3, "polio3"), (3, "pcv2"), (3, "rotavirus2"), (4, "dpt_hb_hib3"), (4, "polio4"), (4, "ipv1"),
    (4, "rotavirus3"), (9, "campak_rubela1"), (9, "ipv2"), (12, "pcv3"), (18, "dpt_hb_hib_lanjutan"),
    (18, "campak_rubela2"),
)  # fmt: skip


@dataclass(slots=True)
class GrowthLine:
    """A child with its z-scores: length at birth and later, weight for length; and what was read last."""

    member: str
    sex: Sex
    birth: date
    at_birth: float
    later: float
    build: float
    careful: bool
    length: float = 0.0


def growth_line(rng: Random, member: str, sex: str, birth: date) -> GrowthLine:
    """A line drawn for one child."""
    at_birth = around(rng, -0.35, 0.95, -2.6, 2.2)
    return GrowthLine(
        member=member, sex="L" if sex == MAN else "P", birth=birth, at_birth=at_birth,
        later=around(rng, 0.55 * at_birth - 1.18, 0.88, -3.6, 2.4), build=around(rng, -0.25, 0.95, -3.2, 2.6),
        careful=rng.random() < 0.9,
    )  # fmt: skip


def measurement(rng: Random, line: GrowthLine, on: date, **common: Any) -> ChildMeasurement:
    """What is read and asked of the child on a day; ``common`` are id, village and visit."""
    day = (on - line.birth).days
    length, weight = _body(rng, line, day)
    lying = day < TWO_YEARS
    position, read = (LYING if lying else STANDING), length
    if not line.careful and day > 300 and rng.random() < 0.25:
        position, read = (STANDING, length - STANDING_GAP_CM) if lying else (LYING, length + STANDING_GAP_CM)
    if rng.random() < 0.003:
        read += rng.choice((-21.0, 22.0))  # a slip of the pen, which the rules then flag
    months = day // 30
    return ChildMeasurement(
        **common, status=DONE,
        member_id=line.member, measured_on=on, weight_kg=round(weight, 1), lenhei_cm=round(read, 1),
        position=position, oedema=False, birth_weight_g=_birth_weight(line), gestation_weeks=39,
        birth_length_cm=round(sd_value_restricted(line.at_birth, standards(line.sex).length[0]), 1),
        head_cm=round(sd_value_restricted(-0.3, standards(line.sex).head[day]) + rng.gauss(0, 0.6), 1),
        exclusive_breastfeeding=rng.random() < 0.68 if months < 6 else None,
        breastfed=rng.random() < 0.78 if months < 24 else None,
        complementary_food=months >= 6 if months < 24 else None,
        immunisations=tuple(sorted(code for due, code in _CALENDAR if due <= months)) or None,
        kka_filled=rng.random() < 0.5, posyandu_this_month=True, bkb_this_month=rng.random() < 0.4,
    )  # fmt: skip


def _birth_weight(line: GrowthLine) -> int:
    return int(around(Random(line.member), 3080 + 190 * line.at_birth, 190, 1700, 4300)) // 10 * 10


def _body(rng: Random, line: GrowthLine, day: int) -> tuple[float, float]:
    """Length (as the standard of this age wants it) and weight."""
    table = standards(line.sex)
    share = min(1.0, day / _SETTLED)
    z = line.at_birth + share * (line.later - line.at_birth) + rng.gauss(0, 0.07)
    length = max(line.length if day != TWO_YEARS else 0.0, sd_value_restricted(z, table.length[day]))
    line.length = length
    row = row_for_length(table.for_length if day < TWO_YEARS else table.for_height, round(length, 1))
    build = line.build + rng.gauss(0, 0.18)
    weight = sd_value_restricted(build, row) if row else sd_value_restricted(build, table.weight[day])
    return length, weight
