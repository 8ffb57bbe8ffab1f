"""Family planning of invented couples, near the shares of their village's monthly figures."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.actions.practice.people import Household, Person
from kampungkb_desktop.actions.practice.traits import METHODS, Traits
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.choices_family import MAN, METHOD
from kampungkb_desktop.forms.family_planning import STERILISATION, FamilyPlanning
from kampungkb_desktop.forms.record import DONE

_CODES = {"iud": "iud", "mow": "mow", "mop": "mop", "condom": "kondom", "implant": "implan", "injection": "suntik",
          "pill": "pil", "lam": "mal", "traditional": "tradisional"}  # fmt: skip
_PLACES = {
    "suntik": Lot({"praktik_mandiri_bidan": 50.0, "puskesmas": 26.0, "pustu_bidan_desa": 24.0}),
    "pil": Lot({"apotek": 34.0, "pustu_bidan_desa": 40.0, "puskesmas": 26.0}),
    "kondom": Lot({"apotek": 80.0, "puskesmas": 20.0}),
    "": Lot({"puskesmas": 48.0, "rs_pemerintah": 30.0, "mobil_pelayanan": 22.0}),
}
_REASONS = Lot({"efek_samping": 34.0, "kesehatan": 12.0, "keluarga_menolak": 16.0, "suami_jauh": 14.0,
                "tempat_jauh": 10.0, "tidak_tahu": 5.0, "lainnya": 9.0})  # fmt: skip


def planning_of(rng: Random, home: Household, traits: Traits, on: date, **common: Any) -> FamilyPlanning | None:
    """The couple's answers on a day; ``None`` when this is no couple of childbearing age. ``common`` are id, village
    and family."""
    wife = home.couple_on(on)
    if wife is None:
        return None
    boys = sum(child.sex == MAN for child in home.children())
    girls = len(home.children()) - boys
    elsewhere = home.born - boys - girls
    boys, girls = boys + elsewhere // 2, girls + elsewhere - elsewhere // 2
    lost = 1 if home.born and rng.random() < 0.02 else 0
    as_of = on - timedelta(days=rng.randint(1, 40))
    return FamilyPlanning(
        **common, status=DONE, as_of=as_of, births=home.born + lost, born_alive_male=boys + lost,
        born_alive_female=girls, living_male=boys, living_female=girls,
        **_answers(rng, home, wife, traits, as_of),
    )  # fmt: skip


def _answers(rng: Random, home: Household, wife: Person, traits: Traits, on: date) -> dict[str, Any]:
    """Pregnant, using, or why not."""
    age, children, shares = wife.age(on), home.born, traits.couples
    youngest = min((child.months(on) for child in home.children()), default=999)
    if age < 43 and youngest > 8 and rng.random() < shares.pregnant * 1.5:
        wish = "nanti" if rng.random() < 0.15 else "saat_itu"
        return {"pregnant": True, "pregnant_weeks": rng.randint(7, 33), "used_last_12": rng.random() < 0.4,
                "pregnancy_wish": wish}  # fmt: skip
    if home.head.away and rng.random() < 0.6:
        return _not_using("kemudian", "suami_jauh", used=True)
    share = shares.users * (0.35 if children == 0 else 0.9 if children == 1 and age < 33 else 1.2)
    if rng.random() < share:
        return _using(rng, age, children, traits, on)
    unmet = (shares.later + shares.no_more) / max(0.05, 1 - shares.users - shares.pregnant)
    if rng.random() >= unmet:
        return _not_using("segera", "ingin_hamil", used=rng.random() < 0.2)
    wants = "tidak_ingin_lagi" if children >= 2 and age >= 28 else "kemudian"
    return _not_using(wants, _REASONS.draw(rng), used=rng.random() < 0.2)


def _not_using(wants: str, reason: str, *, used: bool) -> dict[str, Any]:
    return {"pregnant": False, "using": False, "wants_child": wants, "reason_not_using": reason, "used_last_12": used}


def _using(rng: Random, age: int, children: int, traits: Traits, on: date) -> dict[str, Any]:
    mix = dict(zip((_CODES[name] for name in METHODS), traits.couples.mix, strict=True))
    if children < 2 or age < 28:
        mix |= dict.fromkeys(STERILISATION, 0.0)
    else:
        mix["mow"] *= 1.7  # the share of all users falls on these couples
    method = Lot({code: mix[code] for code in METHOD.codes()}).draw(rng)
    place = None if method in ("mal", "tradisional") else _PLACES.get(method, _PLACES[""]).draw(rng)
    return {
        "pregnant": False, "using": True, "method": method, "service_place": place,
        "using_since": month_shift(month_of(on), -rng.randint(1, 60)),
        "wants_child": "tidak_ingin_lagi" if children >= 2 or method in STERILISATION else "kemudian",
        "told_other_methods": rng.random() < 0.7, "told_side_effects": rng.random() < 0.64,
        "told_what_to_do": rng.random() < 0.58,
    }  # fmt: skip
