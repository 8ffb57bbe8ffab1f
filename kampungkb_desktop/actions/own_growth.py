"""What the measurings of children say by the WHO standard, a line for each: for the copy of a person's own data."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.base.text import age_words, number
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules.child_growth import Assessed, assess_child
from kampungkb_desktop.rules.growth_categories import Scale, category, index_name


def growth_lines(members: Sequence[Member], measured: Sequence[ChildMeasurement]) -> dict[str, tuple[str, ...]]:
    """The lines of every measuring that can be judged, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for child in members:
        own = [one for one in measured if one.member_id == child.id]
        for judged in assess_child(child, own):
            if lines := _lines(child, judged):
                found[judged.measurement.id] = lines
    return found


def _lines(child: Member, one: Assessed) -> tuple[str, ...]:
    grown = one.growth
    scores: tuple[tuple[Scale, float | None], ...] = (("wei", grown.zwei), ("len", grown.zlen), ("wfl", grown.zwfl))
    said = []
    for scale, z in scores:
        place = category(scale, z)
        if z is not None and place is not None:
            said.append(f"{index_name(scale, grown.lying)} {number(z, 2)} SD, {place.label.lower()}")
    if not said or child.birth_date is None:
        return ()
    return (f"Umur {age_words(child.birth_date, one.on)}: {'; '.join(said)} (dihitung menurut standar WHO)",)
