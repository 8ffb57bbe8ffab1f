"""The family register of a village: each invented household as records of family, members, family planning and
family development, with its house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.book import Book
from kampungkb_desktop.actions.practice.chance import Lot, chance
from kampungkb_desktop.actions.practice.couples import planning_of
from kampungkb_desktop.actions.practice.lives import education, insurance, occupation
from kampungkb_desktop.actions.practice.making import Maker, maker
from kampungkb_desktop.actions.practice.numbers import Numbers
from kampungkb_desktop.actions.practice.people import Household, Person, household
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.choices_family import BORN, CHILD, UNMARRIED, WOMAN
from kampungkb_desktop.forms.choices_housing import latrine_safe, water_safe
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning, uses_modern
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import DONE, DRAFT, Record

_GOOD_WATER = Lot({"kemasan": 30.0, "ledeng": 34.0, "sumur_bor": 22.0, "sumur_terlindung": 10.0,
                   "mata_air_terlindung": 4.0})  # fmt: skip
_BAD_WATER = Lot({"air_permukaan": 5.0, "air_hujan": 3.0, "sumur_tidak_terlindung": 4.0})
_BAD_LATRINE = Lot({"tanpa_septik": 6.0, "umum": 3.0})
_ROOF = Lot({"asbes_seng": 72.0, "genteng": 14.0, "kayu_sirap": 10.0, "beton": 4.0})
_WALL = Lot({"kayu_papan": 58.0, "tembok": 40.0, "bambu": 2.0})
_FLOOR = Lot({"kayu_papan": 48.0, "keramik": 32.0, "semen": 19.0, "tanah": 1.0})
_LIGHT = Lot({"listrik_900": 52.0, "listrik_450": 26.0, "listrik_lebih_900": 15.0, "genset_surya": 5.0,
              "listrik_bersama": 2.0})  # fmt: skip
_OWN = Lot({"milik_sendiri": 74.0, "kontrak_sewa": 11.0, "menumpang": 10.0, "dinas": 3.0, "bebas_sewa": 2.0})
_STREETS = ("Jalan Poros", "Jalan Pelabuhan", "Gang Kenanga", "Gang Rambutan", "Jalan Masjid", "Jalan Sungai")


@dataclass(slots=True)
class Kept:
    """What later months need to know of a family in the register."""

    family: str
    household: Household
    members: list[str]
    at_risk: bool
    pregnant_from: date | None = None
    records: list[Record] = field(default_factory=list)


@frozen
class Circumstances:
    """What the families of one village share."""

    book: Book
    numbers: Numbers
    on: date


def families(key: str, book: Book, numbers: Numbers, on: date) -> Iterator[Kept]:
    """Every family of the register as of a day, each with its records. The first ones are the same however many."""
    here = Circumstances(book, numbers, on)
    for number in range(book.plan.families):
        rng = chance(key, book.plan.code, "family", number)
        yield _family(maker(rng, on, book.plan.place, number), here, number)


def _family(made: Maker, here: Circumstances, number: int) -> Kept:
    rng, on, village = made.rng, here.on, here.book.plan.code
    home = household(rng, on)
    family_id = made.new_id()
    kept = Kept(family_id, home, [made.new_id() for _ in home.people], at_risk=False)
    family = _house(rng, here, home, family_id, number)
    members = list(_members(rng, here, kept, family))
    kept.records += [family, *members, *births(members, on)]
    common = {"id": made.new_id(), "village": village, "family_id": family_id}
    planning = planning_of(rng, home, here.book.traits, on, **common)
    if planning is not None:
        kept.records.append(planning)
        if planning.pregnant and planning.as_of:
            kept.pregnant_from = planning.as_of - timedelta(weeks=planning.pregnant_weeks or 20)
    kept.at_risk = at_risk(home, family, planning, on)
    if kept.at_risk or rng.random() < 0.35:
        kept.records.append(_development(rng, home, family_id, here, made.new_id()))
    return kept


def _house(rng: Random, here: Circumstances, home: Household, family_id: str, number: int) -> Family:
    plan, on = here.book.plan, here.on
    per_rt = 34
    rt = number // per_rt + 1
    recorded = on - timedelta(days=rng.randint(200, 3600))
    size, lost = len(home.people), rng.random() < 0.012
    return Family(
        id=family_id, village=plan.code, status=DONE if rng.random() < 0.96 else DRAFT,
        head_name=home.head.name, kk=here.numbers.card(recorded),
        special_family=home.wife is None, members_expected=size, welfare_rank=_rank(rng),
        rw=f"{(rt - 1) // 4 + 1:03d}", rt=f"{rt:03d}", house_no=str(rng.randint(1, 90)), family_no=f"{number + 1:03d}",
        address=f"{rng.choice(_STREETS)} RT {rt:02d}, {plan.region.name}",
        phone=f"0800{rng.randint(10_000_000, 99_999_999)}" if rng.random() < 0.6 else None,
        lived_6_months=True, roof=_ROOF.draw(rng), wall=_WALL.draw(rng), floor=_FLOOR.draw(rng),
        lighting=_LIGHT.draw(rng), water=(_BAD_WATER if rng.random() < 0.02 else _GOOD_WATER).draw(rng),
        latrine=_BAD_LATRINE.draw(rng) if rng.random() < 0.03 else "septik",
        house_area_m2=float(rng.randint(28, 120)), residents=size, fuel="listrik_gas" if rng.random() < 0.9 else
        "arang_kayu", ownership=_OWN.draw(rng), state="tidak_ditemukan" if lost else "aktif",
        state_on=on - timedelta(days=rng.randint(5, 90)) if lost else None,
        legal_basis="pelayanan_publik", notice_given_on=on - timedelta(days=rng.randint(0, 60)),
        welfare_source="dtsen", welfare_on=date(on.year, 1, 15), **_consent(home, on),
    )  # fmt: skip


def _consent(home: Household, on: date) -> dict[str, Any]:
    """A parent's consent where there are children under five; drawn from nothing, so that no other answer moves."""
    if not any(person.months(on) < 60 for person in home.children()):
        return {}
    parent = home.wife or home.head
    relation = "ibu" if parent.sex == WOMAN else "ayah"
    return {"child_consent_by": parent.name, "child_consent_relation": relation, "child_consent_how": "lisan",
            "child_consent_on": date(on.year, 1, 15)}  # fmt: skip


def births(members: Sequence[Member], on: date) -> list[Mutation]:
    """The mutations of those born within the year before a day: that much of a register of mutations every village
    has."""
    since = on - timedelta(days=365)
    born = [m for m in members if m.birth_date and since < m.birth_date <= on and m.relation == CHILD]
    return [
        Mutation(
            id=derived_id("mutation", one.id), village=one.village, status=DONE, family_id=one.family_id,
            member_id=one.id, kind=BORN, happened_on=one.birth_date, partner_id=one.mother_id,
        )
        for one in born
    ]  # fmt: skip


def _rank(rng: Random) -> int:
    return min(10, max(1, round(rng.gauss(5, 2.2))))


def _members(rng: Random, here: Circumstances, kept: Kept, family: Family) -> Iterator[Member]:
    home, insured = kept.household, insurance(rng, family.welfare_rank or 5)
    wife = home.wife or (home.head if home.head.sex == WOMAN else None)
    mother = kept.members[home.people.index(wife)] if wife else None
    for person, member_id in zip(home.people, kept.members, strict=True):
        age = person.age(here.on)
        has_nik = age >= 1 or rng.random() < 0.45
        yield Member(
            id=member_id, village=family.village, status=family.status, family_id=kept.family, full_name=person.name,
            nik=here.numbers.nik(person.birth, person.sex) if has_nik else None,
            nik_missing=None if has_nik else "belum_punya", sex=person.sex, birth_date=person.birth,
            birth_certificate=rng.random() < (0.93 if age < 18 else 0.72), relation=person.relation,
            mother_id=mother if person.relation == CHILD else None, marital=person.marital,
            first_marriage_age=None if person.marital == UNMARRIED else person.married_at, religion=home.religion,
            occupation=occupation(rng, person, age), education=education(rng, age),
            jkn=insured if rng.random() < 0.93 else "tidak_memiliki",
            presence="di_luar_rumah" if person.away else "di_dalam_rumah", disability=rng.random() < 0.012,
        )  # fmt: skip


def at_risk(home: Household, family: Family, planning: FamilyPlanning | None, on: date) -> bool:
    """Whether the family is probably a keluarga berisiko stunting: decides only whom the invented team visits.

    Follows the default reading of domain.md 4.3; the register's own figures never come from here.
    """
    young = any(person.months(on) < 60 for person in home.children())
    if not young and planning is None:
        return False
    if water_safe(family.water) is False or latrine_safe(family.latrine) is False:
        return True
    return planning is not None and not uses_modern(planning) and _four_too(home, planning, on)


def _four_too(home: Household, planning: FamilyPlanning, on: date) -> bool:
    """4 Terlalu: the wife under 20 or 35 to 40, births less than two years apart, three children or more."""
    wife = home.wife
    births = sorted(child.birth for child in home.children())
    close = len(births) > 1 and (births[-1] - births[-2]).days < 730
    living = (planning.living_male or 0) + (planning.living_female or 0)
    return wife is not None and (wife.age(on) < 20 or 35 <= wife.age(on) <= 40 or close or living >= 3)


def _development(rng: Random, home: Household, family_id: str, here: Circumstances, record: str) -> FamilyDevelopment:
    on = here.on
    bkb, bkr, bkl, uppka, pikr = here.book.traits.joined
    ages = [person.age(on) for person in home.people]
    young, teen = any(age < 5 for age in ages), any(10 <= age <= 24 for age in ages)
    couple = home.wife is not None

    def said(share: float, *, applies: bool = True) -> str:
        return ("ya" if rng.random() < share else "tidak") if applies else "tidak_berlaku"

    return FamilyDevelopment(
        id=record, village=here.book.plan.code, status=DONE, family_id=family_id, as_of=on, worship=said(0.93),
        marriage_book=said(0.9, applies=couple), conflict_silence=said(0.04, applies=couple),
        conflict_beds=said(0.02, applies=couple), conflict_left=said(0.01, applies=couple),
        conflict_violence=said(0.005, applies=couple), has_income=said(0.95), varied_food=said(0.86),
        savings=said(0.41), illness=said(0.07), online_media=said(0.82), interaction=said(0.95, applies=len(ages) > 1),
        shared_parenting=said(0.84, applies=couple and any(a < 18 for a in ages)), recreation=said(0.6),
        community_work=said(0.81), posyandu=said(0.86, applies=young), bkb=said(bkb, applies=young),
        bkr=said(bkr, applies=teen), pik_r=said(pikr, applies=teen), bkl=said(bkl, applies=any(a >= 60 for a in ages)),
        uppka=said(uppka), pnm_mekaar=said(0.11), pkh=said(0.14), other_programme=said(0.05),
        media_information="tidak", officer_information="ya", officer_kinds=("pkb_plkb", "kader"),
    )  # fmt: skip


def members_of(kept: Kept) -> Iterator[tuple[str, Person]]:
    """Each member's id with the person."""
    yield from zip(kept.members, kept.household.people, strict=True)
