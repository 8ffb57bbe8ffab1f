"""The register's figures by key: each is what plain counting over the same rows gives, and a snapshot filled from them
keeps the portal's hard checks wherever nothing is unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.monthly import MonthlySnapshot, portal_roll_up
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot, total
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.consistency import balance, monthly_findings
from kampungkb_desktop.rules.figures import CoupleRow, FamilyRow, PersonRow, register_figures
from kampungkb_desktop.rules.figures_growth import toddler_figures
from kampungkb_desktop.rules.figures_register import (
    GROUP_LABELS,
    METHOD_OF,
    GroupRow,
    VillageRegister,
    group_figures,
    key_of,
    keys,
)
from kampungkb_desktop.rules.figures_rows import Figure
from kampungkb_desktop.rules.figures_typed import typed_figures
from tests.rules.test_figures import ON

FAMILY_IDS = [f"f{n}" for n in range(6)]
MEN, WOMEN = "laki_laki", "perempuan"
DAYS = st.dates(date(1925, 1, 1), date(2026, 12, 1))
YES_NO = st.sampled_from(["ya", "tidak", "tidak_berlaku", None])


@st.composite
def people(draw: st.DrawFn) -> list[PersonRow]:
    """Families as they are: mostly a married couple with others, and a few odd rows."""
    found = []
    for family in FAMILY_IDS:
        if draw(st.booleans()):
            for sex, relation in ((MEN, "kepala_keluarga"), (WOMEN, "istri_suami")):
                birth = draw(st.none() | st.dates(date(1970, 1, 1), date(2010, 1, 1)))
                found.append(PersonRow(f"{family}{sex}", family, sex, birth, relation, "kawin", draw(JKN)))
        found += [
            PersonRow(f"{family}x{n}", family, draw(SEX), draw(st.none() | DAYS), "anak", draw(MARITAL), draw(JKN),
                      draw(MUTATION), draw(st.none() | DAYS))
            for n in range(draw(st.integers(0, 3)))
        ]  # fmt: skip
    return found


JKN = st.sampled_from(["bpjs_pbi", "bpjs_non_pbi", "swasta", "tidak_punya", None])
SEX = st.sampled_from([MEN, WOMEN, WOMEN, MEN, None])
MARITAL = st.sampled_from(["belum_kawin", "belum_kawin", "kawin", None])
MUTATION = st.sampled_from([None, None, None, "meninggal", "pindah"])
COUPLES = st.lists(
    st.builds(
        CoupleRow, st.uuids().map(str), st.sampled_from(FAMILY_IDS), st.dates(date(2025, 1, 1), date(2026, 12, 1)),
        st.sampled_from([False, False, False, True, None]), st.none() | st.integers(0, 40),
        st.sampled_from([True, False, None]), st.sampled_from([*METHOD.codes(), "mal", "tradisional", None]),
        st.sampled_from(["segera", "kemudian", "tidak_ingin_lagi", None]),
    ),
    max_size=12,
)  # fmt: skip
GROUPS = st.lists(
    st.builds(
        GroupRow, st.uuids().map(str), st.sampled_from([*FAMILY_IDS, "elsewhere", None]),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 1)), YES_NO, YES_NO, YES_NO, YES_NO, YES_NO,
    ),
    max_size=12,
)  # fmt: skip


def register(persons: list[PersonRow], couples: list[CoupleRow], groups: list[GroupRow]) -> VillageRegister:
    families = [FamilyRow(name, "pindah" if name == "f5" else None) for name in FAMILY_IDS]
    figures = register_figures(families, persons, couples, ON)
    toddlers = toddler_figures([], [], ON)
    return VillageRegister("64.03.06.2004", figures, toddlers, group_figures(groups, figures), Figure("family"), {})


def years(birth: date) -> int:
    return ON.year - birth.year - ((ON.month, ON.day) < (birth.month, birth.day))


def here(person: PersonRow) -> bool:
    if person.family == "f5" or (person.birth is not None and person.birth > ON):
        return False
    left = person.mutation in ("meninggal", "pindah")
    return not left or (person.mutation_on is not None and person.mutation_on > ON)


@settings(max_examples=60)
@given(people(), COUPLES, GROUPS)
def test_every_figure_is_what_plain_counting_gives(
    persons: list[PersonRow], couples: list[CoupleRow], groups: list[GroupRow]
) -> None:
    found = register(persons, couples, groups)
    counted = {key: found.figure(key).count for key in (one.key for one in keys())}
    living = [one for one in persons if here(one)]
    assert counted["persons"] == len(living)
    assert counted["families"] == 5
    for place, group in enumerate(AGE_GROUPS):
        for sex, word in ((MEN, "male"), (WOMEN, "female")):
            plain = [p for p in living if p.sex == sex and p.birth and min(years(p.birth) // 5, 15) == place]
            assert counted[f"{word}_{group}"] == len(plain)
    assert counted["bpjs"] == sum(one.jkn in ("bpjs_pbi", "bpjs_non_pbi") for one in living)
    assert counted["bpjs_unknown"] == sum(one.jkn is None for one in living)
    assert counted["age_unknown"] == sum(one.birth is None or one.sex is None for one in living)

    def families(holds: Callable[[PersonRow], bool]) -> set[str]:
        return {str(one.family) for one in living if holds(one)}

    assert counted["families_elderly"] == len(families(lambda p: p.birth is not None and years(p.birth) >= 60))
    assert counted["families_toddler"] == len(families(lambda p: p.birth is not None and years(p.birth) < 5))
    pus = families(_wife) & families(lambda p: p.sex == MEN and p.marital == "kawin" and p.relation in _PAIR)
    assert set(found.figure("pus").ids) == pus
    newest = _newest(couples, pus)
    users = dict.fromkeys(METHOD_OF, 0)
    for row in newest.values():
        for key, code in METHOD_OF.items():
            users[key] += not row.pregnant and row.using is True and row.method == code
    assert {key: counted[key] for key in METHOD_OF} == users
    _plain_groups(counted, groups, found)


_PAIR = ("kepala_keluarga", "istri_suami")


def _wife(person: PersonRow) -> bool:
    fits = person.sex == WOMEN and person.marital == "kawin" and person.relation in _PAIR
    return fits and person.birth is not None and 15 <= years(person.birth) <= 49


def _newest(couples: list[CoupleRow], pus: set[str]) -> dict[str, CoupleRow]:
    dated = sorted((one for one in couples if one.as_of and one.as_of <= ON), key=lambda one: (str(one.as_of), one.id))
    return {str(one.family): one for one in dated if one.family in pus}


def _plain_groups(counted: dict[str, int], groups: list[GroupRow], found: VillageRegister) -> None:
    lived = set(FAMILY_IDS[:5])
    dated = sorted((one for one in groups if one.as_of and one.as_of <= ON), key=lambda one: (str(one.as_of), one.id))
    newest = {str(one.family): one for one in dated if one.family in lived}
    assert counted["uppka"] == sum(one.uppka == "ya" for one in newest.values())
    toddlers = set(found.figure("families_toddler").ids)
    assert counted["bkb"] == sum(one.bkb == "ya" and family in toddlers for family, one in newest.items())
    assert counted["groups_unknown"] == len(lived - set(newest))


@settings(max_examples=60)
@given(people(), COUPLES, GROUPS)
def test_a_snapshot_filled_from_the_register_keeps_the_portals_checks(
    persons: list[PersonRow], couples: list[CoupleRow], groups: list[GroupRow]
) -> None:
    found = register(persons, couples, groups)
    counts = found.counts()

    def taken(form: type[PopulationSnapshot] | type[MonthlySnapshot]) -> dict[str, Any]:
        return {name: counts[name] for name in fields_of(form) if name in counts}

    population = PopulationSnapshot(as_of=ON, **taken(PopulationSnapshot))
    monthly = MonthlySnapshot(month="2026-10", **taken(MonthlySnapshot))
    assert total(population) == counts["persons"] - counts["age_unknown"]
    gap = balance(monthly, population).difference
    assert gap == -counts["pus_unknown"]
    rolled = portal_roll_up(monthly)
    assert rolled.total + rolled.unplaced == balance(monthly, population).counted
    problems = {one.field for one in monthly_findings(monthly, population, None) if one.strength == "problem"}
    allowed = ({"nonuser_tial"} if counts["pus_unknown"] else set()) | ({"bpjs"} if counts["age_unknown"] else set())
    assert problems <= allowed
    typed = typed_figures(population, monthly)
    assert {key: counts[key] for key in typed if key not in ("persons", "users", "unmet")} == {
        key: value for key, value in typed.items() if key not in ("persons", "users", "unmet")
    }


def test_what_nobody_was_asked_is_not_nought() -> None:
    couple = [
        PersonRow("m", "f0", MEN, date(1990, 1, 1), "kepala_keluarga", "kawin"),
        PersonRow("w", "f0", WOMEN, date(1992, 1, 1), "istri_suami", "kawin"),
    ]
    bare = register(couple, [], []).counts()
    assert not bare.keys() & {"bpjs", "bkb", "pikr", "users_iud", "nonuser_tial", "placed_iat", "users", "unmet"}
    assert (bare["pus"], bare["pus_unknown"], bare["groups_unknown"], bare["bpjs_unknown"]) == (1, 1, 5, 2)
    asked = register(
        [couple[0], couple[1]._replace(jkn="swasta")],
        [CoupleRow("c", "f0", date(2026, 5, 1), False, None, True, "mal", "kemudian")],
        [GroupRow("g", "f0", date(2026, 5, 1), uppka="tidak")],
    ).counts()
    assert (asked["bpjs"], asked["uppka"], asked["users_lam"], asked["placed_iat"]) == (0, 0, 1, 1)


def test_every_key_has_a_name_a_group_and_the_form_it_counts() -> None:
    empty = register([], [], [])
    assert len({one.key for one in keys()}) == len(keys())
    for one in keys():
        assert one.label
        assert one.group in GROUP_LABELS
        assert empty.figure(one.key).form == one.form, one.key
        assert not one.of or key_of(one.of) is not None
    assert key_of("no such figure") is None
