"""Everything of one village except its families: identity, profile, population, monthly figures, activities.

Drawn again until the rule gives the class the plan asks for, at the end of the last full month and today alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from random import Random

from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.practice.chance import chance
from kampungkb_desktop.actions.practice.meetings import activities, meeting_days
from kampungkb_desktop.actions.practice.names import name_lists
from kampungkb_desktop.actions.practice.plan import VillagePlan, Wish
from kampungkb_desktop.actions.practice.snapshots import (
    COUNTED_AGAIN,
    MONTHS,
    begun_profile,
    monthly,
    populations,
    profile,
)
from kampungkb_desktop.actions.practice.traits import Traits, draw_traits
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.classification import Level, classify
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of

_LIVINGS = ("kebun dan ikan sungai", "kebun sawit dan ladang", "usaha kecil dan jasa", "nelayan dan tambak")
_PER_MONTH = {Level.DASAR: 0.55, Level.BERKEMBANG: 1.0, Level.MANDIRI: 1.1, Level.BERKELANJUTAN: 1.6}


@frozen
class Book:
    """The records have no ids yet; each list is in the order of time."""

    plan: VillagePlan
    traits: Traits
    village: Village
    profiles: Sequence[InstitutionProfile]
    populations: Sequence[PopulationSnapshot]
    monthlies: Sequence[MonthlySnapshot]
    activities: Sequence[Activity]


def year_before(month: str) -> list[str]:
    """The twelve months before a month, the oldest first."""
    return [month_shift(month, back) for back in range(-MONTHS, 0)]


def village_book(wish: Wish, plan: VillagePlan, pkb: tuple[str, str, str]) -> Book:
    """The year of a village. ``pkb`` is name, NIP and telephone of its officer."""
    for attempt in count():
        rng = chance(wish.key, plan.code, "book", attempt)
        book = _nearly_empty(rng, wish, plan) if plan.nearly_empty else _full(rng, wish, plan, pkb)
        if all(_level(book, month) == plan.level for month in (None, month_shift(wish.month, -1))):
            return book
    raise AssertionError


def _full(rng: Random, wish: Wish, plan: VillagePlan, pkb: tuple[str, str, str]) -> Book:
    months, traits = year_before(wish.month), draw_traits(rng, plan.level)
    counted = populations(rng, plan, [month_end(months[i]) for i in COUNTED_AGAIN])
    in_force = [max(i for i, at in enumerate(COUNTED_AGAIN) if at <= place) for place in range(MONTHS)]
    monthlies = [
        monthly(rng, traits, counted[in_force[place]], month, MONTHS - 1 - place) for place, month in enumerate(months)
    ]
    days = meeting_days(rng, [*months, wish.month], _PER_MONTH[plan.level], wish.as_of)
    held = activities(rng, plan, traits.agencies, days)
    profiles = [profile(rng, traits, plan, month, pkb) for month in (months[0], months[rng.randint(6, 10)])]
    return Book(plan, traits, _village(rng, plan), profiles, counted, monthlies, held)


def _nearly_empty(rng: Random, wish: Wish, plan: VillagePlan) -> Book:
    """A village where recording has hardly begun, as there are many."""
    months, traits = year_before(wish.month), draw_traits(rng, plan.level)
    held = activities(rng, plan, traits.agencies[:1], [month_end(months[4])])
    village = _village(rng, plan).changed(description=None, responsible=None, head_name=None, status="draf")
    return Book(plan, traits, village, [begun_profile(plan, months[5])], [], [], held)


def _level(book: Book, month: str | None) -> Level:
    held = [a for a in book.activities if month is None or (a.held_on and month_of(a.held_on) <= month)]
    agencies = {code for activity in held for code in activity.institutions or ()} if held else None
    population = book.populations[-1] if book.populations else None
    newest = book.monthlies[-1] if book.monthlies else None
    return classify(inputs_of(VillageState(book.profiles[-1], population, newest, agencies))).level


def _village(rng: Random, plan: VillagePlan) -> Village:
    region = plan.region
    district, regency = region.chain[1].name, region.chain[2].name
    living = rng.choice(_LIVINGS)
    own = Random(f"kepala {plan.code}")  # a chance of its own: all other answers stay as they were
    return Village(
        village=plan.code, status=DONE, kkb_name=plan.kkb_name, launched_on=plan.launched_on,
        responsible=name_lists().draw(rng).draw(rng, rng.choice((WOMAN, MAN))), active=True, coverage="desa",
        head_name=name_lists().draw(own).draw(own, own.choice((WOMAN, MAN))),
        criteria=tuple(sorted(rng.sample(("kb_rendah", "miskin", "terpencil"), rng.randint(1, 2)))),
        model_regency=(plan.level == Level.BERKELANJUTAN and plan.kkb_name == "Maluang Sejati") or None,
        description=(
            f"{plan.kkb_name} berada di {region.name}, Kecamatan {district}, {regency}. Sebagian besar keluarga hidup "
            f"dari {living}. Kampung KB dicanangkan agar layanan keluarga, kesehatan, dan pendidikan bertemu di satu "
            "tempat dan tiap keluarga terdata. Pokja bertemu tiap bulan dan membagi tugas menurut seksi."
        ),
    )  # fmt: skip
