"""Answers of an earlier visit that still hold and need not be asked anew: the house's water and latrine, an adult's
height, what happened at a birth. Proposed in sight and never over an answer that is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit

HOUSE_FIELDS: Final = ("water", "water_other", "latrine", "latrine_other")
ALWAYS: Final[Mapping[type[Record], tuple[str, ...]]] = {
    ChildMeasurement: ("gestation_weeks", "birth_weight_g", "birth_length_cm"),
    CatinCheck: ("role", "height_cm"),
    AdolescentCheck: (),
    PregnancyCheck: ("height_cm",),
    PostpartumCheck: (),
}
"""What does not change from one record of a person to the next."""
ONE_PREGNANCY: Final = timedelta(days=300)
OF_PREGNANCY: Final = ("child_number", "last_child_born_on", "weight_first_trimester_kg", "illnesses", "illness_other")
OF_BIRTH: Final = (
    "delivered_on", "birth_place", "attendant", "birth_mode", "gestation_weeks", "babies", "baby_state",
    "birth_weight_g", "birth_length_cm",
)  # fmt: skip
OF_WEDDING: Final = ("wedding_on",)


def house_answers(visit: Visit, before: Visit | None, family: Family | None) -> dict[str, Answer]:
    """Water and latrine as the visit before had them, else as the family's own record has them."""
    if before is not None and (before.water or before.latrine):
        return _answered(before, HOUSE_FIELDS, visit)
    if family is None:
        return {}
    known: dict[str, Answer] = {
        "water": (family.water,) if family.water else None,
        "latrine": (family.latrine,) if family.latrine else None,
    }
    return {name: answer for name, answer in known.items() if answer and getattr(visit, name) is None}


def held_answers(check: Record, before: Record | None, on: date | None) -> dict[str, Answer]:
    """The answers of a person's last record of the same form that hold on a day and are not given yet."""
    if before is None or type(before) is not type(check):
        return {}
    return _answered(before, (*ALWAYS.get(type(check), ()), *_of_the_time(before, on)), check)


def _of_the_time(before: Record, on: date | None) -> tuple[str, ...]:
    """What holds only for one pregnancy, one birth, or a wedding still to come."""
    match before:
        case PregnancyCheck(measured_on=date() as then, delivered=delivered) if delivered is not True:
            return OF_PREGNANCY if on is not None and timedelta() <= on - then <= ONE_PREGNANCY else ()
        case PostpartumCheck(delivered_on=date() as born):
            return OF_BIRTH if on is not None and timedelta() <= on - born <= ONE_PREGNANCY else ()
        case CatinCheck(wedding_on=date() as wedding):
            return OF_WEDDING if on is not None and wedding >= on else ()
        case _:
            return ()


def _answered(before: Record, names: tuple[str, ...], now: Record) -> dict[str, Answer]:
    return {
        name: answer for name in names
        if (answer := getattr(before, name)) is not None and getattr(now, name) is None
    }  # fmt: skip
