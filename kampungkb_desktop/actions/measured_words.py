"""What was measured on a visit in one short line ("BB 8,2 kg, PB 70,1 cm"), for papers with a line a visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_visit import STANDING
from kampungkb_desktop.forms.kinds import Measure, Number
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record, fields_of

_SHORT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    ChildMeasurement.FORM: (("weight_kg", "BB"), ("lenhei_cm", "PB"), ("head_cm", "LK")),
    PregnancyCheck.FORM: (("gestation_weeks", "hamil"), ("weight_kg", "BB"), ("lila_cm", "LILA"), ("hb_g_dl", "Hb")),
    PostpartumCheck.FORM: (("birth_weight_g", "BB lahir"), ("birth_length_cm", "PB lahir")),
    CatinCheck.FORM: (("weight_kg", "BB"), ("height_cm", "TB"), ("lila_cm", "LILA"), ("hb_g_dl", "Hb")),
    AdolescentCheck.FORM: (("weight_kg", "BB"), ("height_cm", "TB"), ("hb_g_dl", "Hb")),
}
"""The figures that a later visit looks back at, by form, with the abbreviations of the paper cards."""


def measured_words(details: Iterable[Record]) -> str:
    """The key figures of what was measured; "" where nothing was."""
    return "; ".join(words for words in (_words(one) for one in details) if words)


def _words(detail: Record) -> str:
    kinds, said = fields_of(type(detail)), list[str]()
    for name, short in _SHORT.get(detail.FORM, ()):
        value, kind = getattr(detail, name, None), kinds.get(name)
        if value is None or not isinstance(kind, Measure | Number):
            continue
        places = min(kind.places, 1) if isinstance(kind, Measure) else 0
        said.append(f"{_standing(detail, short)} {number(value, places)} {kind.unit}".rstrip())
    return ", ".join(said)


def _standing(detail: Record, short: str) -> str:
    """A child is measured lying (PB) or standing (TB)."""
    stands = isinstance(detail, ChildMeasurement) and detail.position == STANDING
    return "TB" if stands and short == "PB" else short
