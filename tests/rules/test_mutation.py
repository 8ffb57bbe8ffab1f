"""The algebra of mutations: whatever happens, nobody is counted twice, nobody is lost, and the days before stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import (
    ARRIVED,
    BORN,
    CHILD,
    DIED,
    DIVORCE,
    HEAD,
    JOINED,
    MAN,
    MARRIED,
    MARRY,
    MOVED,
    SPOUSE,
    WOMAN,
)
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import (
    AWAY,
    NOBODY,
    OTHER_FAMILY,
    OWN_AREA,
    OWN_FAMILY,
    SELF,
    SPOUSE_LEAVES,
    STAY,
    TO_SPOUSE,
    WHOLE,
    MutationEntry,
)
from kampungkb_desktop.forms.record import applies
from kampungkb_desktop.rules.figures import RegisterFigures
from kampungkb_desktop.rules.mutation import work_out
from kampungkb_desktop.rules.presence import lives
from tests.rules.register_world import HERE, START, THERE, TODAY, World, told

# --- what each mutation does


def test_a_death_leaves_a_widow_who_heads_the_family() -> None:
    world = World()
    said = world.happen("a1", kind=DIED, happened_on=START).said
    assert world.here("a") == ["Bayu", "Rina", "Wulan"]
    assert (world.members["a2"].relation, world.members["a2"].marital) == (HEAD, "cerai_mati")
    assert {world.members[key].relation for key in ("a3", "a4")} == {CHILD}
    assert world.families["a"].head_name == "Rina"
    assert any("Rina menjadi kepala keluarga" in line for line in said)
    assert len(world.figures(TODAY).couples.all.ids) == 0
    assert len(world.figures(START - timedelta(days=1)).couples.all.ids) == 1


def test_a_chosen_child_becomes_head_and_the_others_are_others() -> None:
    world = World()
    world.happen("a1", kind=DIED, happened_on=START, new_head_id="a3")
    assert {key: world.members[key].relation for key in ("a2", "a3", "a4")} == {
        "a2": "lainnya", "a3": HEAD, "a4": "lainnya",
    }  # fmt: skip


def test_the_last_one_to_go_ends_the_family() -> None:
    world = World()
    world.happen("b2", kind=MOVED, happened_on=START, to=AWAY, place_name="Samarinda")
    assert world.here("b") == ["Darwis"]
    world.happen("b1", kind=DIED, happened_on=START + timedelta(days=9))
    assert (world.families["b"].state, world.families["b"].state_on) == ("bubar_meninggal", START + timedelta(days=9))
    assert world.figures(TODAY).families.ids == ("a",)
    assert world.figures(START).families.ids == ("a", "b")


def test_marriage_makes_a_family_of_two_who_were_recorded() -> None:
    world = World()
    out = world.happen("a3", kind=MARRY, happened_on=START, recorded=True, other_id="b2", settle=OWN_FAMILY)
    assert out.family is not None
    new = world.families[out.family]
    assert (new.village, new.head_name, new.formed_on, new.status) == (HERE, "Bayu", START, "draf")
    assert world.here(new.id) == ["Bayu", "Sari"]
    assert {m.relation for m in world.members.values() if m.family_id == new.id} == {HEAD, SPOUSE}
    assert world.members["b2"].village == HERE
    assert {(e.member_id, e.partner_id) for e in world.events if e.kind == MARRY} == {("a3", "b2"), ("b2", "a3")}
    assert len(world.members) == 6


@pytest.mark.parametrize(("settle", "home"), [(STAY, "a"), (TO_SPOUSE, "b")])
def test_a_wife_may_join_or_be_joined(settle: str, home: str) -> None:
    world = World()
    world.happen("a3", kind=MARRY, happened_on=START, recorded=True, other_id="b2", settle=settle)
    assert world.members["a3"].family_id == world.members["b2"].family_id == home
    assert world.members["a3"].marital == world.members["b2"].marital == MARRIED


def test_a_bride_nobody_recorded_becomes_a_member_of_the_other_sex() -> None:
    world = World()
    out = world.happen("a3", kind=MARRY, happened_on=START, recorded=False, person_name="Mega", settle=STAY)
    assert out.member is not None
    bride = world.members[out.member]
    assert (bride.full_name, bride.sex, bride.marital, bride.family_id) == ("Mega", WOMAN, MARRIED, "a")
    assert world.figures(TODAY).persons.count == 7
    assert world.figures(START - timedelta(days=1)).persons.count == 6


def test_who_marries_away_is_married_and_gone() -> None:
    world = World()
    world.happen("b2", kind=MARRY, happened_on=START, recorded=False, person_name="Anto", settle=AWAY,
                 place_name="Bontang")  # fmt: skip
    gone = world.members["b2"]
    assert (gone.marital, gone.mutation, gone.mutation_on) == (MARRIED, MOVED, START)
    assert [e.kind for e in world.events] == [MARRY, MOVED]
    assert len(world.members) == 6


def test_divorce_and_the_wife_goes_with_a_child() -> None:
    world = World()
    out = world.happen("a1", kind=DIVORCE, happened_on=START, other_id="a2", leaver=SPOUSE_LEAVES, to=OWN_FAMILY,
                       along=("a4",))  # fmt: skip
    assert out.family is not None
    assert world.here(out.family) == ["Rina", "Wulan"]
    assert world.here("a") == ["Bayu", "Suparman"]
    assert world.members["a1"].marital == world.members["a2"].marital == "cerai_hidup"
    assert world.members["a4"].relation == CHILD


def test_a_birth_belongs_to_its_mother() -> None:
    world = World()
    out = world.happen("a2", kind=BORN, happened_on=START, person_name="Dina", person_sex=WOMAN, mother_id="a2")
    assert out.child is not None
    child = world.members[out.child]
    assert (child.mother_id, child.birth_date, child.relation, child.nik_missing) == ("a2", START, CHILD, "belum_punya")
    assert world.figures(START - timedelta(days=1)).persons.count == 6
    assert world.figures(START).balita.count == 2


def test_who_comes_back_is_the_same_person() -> None:
    world = World()
    world.happen("a3", kind=MOVED, happened_on=START, to=AWAY)
    world.happen("a1", kind=ARRIVED, happened_on=START + timedelta(days=60), recorded=True, other_id="a3",
                 relation=CHILD)  # fmt: skip
    assert len(world.members) == 6
    counts = [world.figures(START + timedelta(days=n)).persons.count for n in (-1, 0, 59, 60)]
    assert counts == [6, 5, 5, 6]


def test_a_whole_family_moves_within_the_area() -> None:
    world = World()
    world.happen("a2", kind=WHOLE, happened_on=START, whole_to=OWN_AREA, to_village=THERE, to_rt="009")
    assert (world.families["a"].village, world.families["a"].rt) == (THERE, "009")
    assert {m.village for m in world.members.values()} == {THERE}
    assert {e.village for e in world.events} == {HERE}
    assert world.figures(TODAY).persons.count == 6


def test_answers_that_do_not_apply_any_more_do_nothing() -> None:
    world = World()
    world.happen("a1", kind=DIED, happened_on=START, to=OTHER_FAMILY, to_family_id="b", along=("a4",))
    assert world.members["a4"].family_id == "a"


def test_the_number_of_members_follows_where_it_agreed() -> None:
    world = World()
    world.families["a"] = world.families["a"].changed(members_expected=4)
    world.families["b"] = world.families["b"].changed(members_expected=5)  # one is not recorded yet
    world.happen("a4", kind=DIED, happened_on=START)
    world.happen("b2", kind=MOVED, happened_on=START, to=AWAY)
    assert [world.families[key].members_expected for key in ("a", "b")] == [3, 5]


# --- the algebra

_DAYS = st.integers(0, 200).map(lambda n: START + timedelta(days=n))
_KINDS = st.sampled_from([MARRY, DIVORCE, DIED, MOVED, JOINED, BORN, ARRIVED, WHOLE])


@st.composite
def _entries(draw: st.DrawFn, world: World, person: Member, on: date) -> MutationEntry:
    """Any answers at all: also those that do not apply, and people who do not exist."""
    people, families = st.sampled_from([*world.members, "nobody"]), st.sampled_from([*world.families, "nowhere"])
    women = [m.id for m in world.members.values() if m.sex == WOMAN]
    return MutationEntry(
        id="e", kind=draw(_KINDS), happened_on=on, recorded=draw(st.booleans()), other_id=draw(people),
        person_name="Baru", person_sex=draw(st.sampled_from([MAN, WOMAN])), relation=draw(st.sampled_from(
            [SPOUSE, CHILD, "lainnya"])), mother_id=draw(st.sampled_from(women)),
        settle=draw(st.sampled_from([OWN_FAMILY, STAY, TO_SPOUSE, AWAY])),
        leaver=draw(st.sampled_from([NOBODY, SELF, SPOUSE_LEAVES])),
        to=draw(st.sampled_from([AWAY, OTHER_FAMILY, OWN_FAMILY])), to_family_id=draw(families),
        whole_to=draw(st.sampled_from([OWN_AREA, AWAY])), to_village=draw(st.sampled_from([HERE, THERE, None])),
        along=tuple(draw(st.sets(people, max_size=3))), new_head_id=draw(people),
    )  # fmt: skip


def _key(figures: RegisterFigures) -> RegisterFigures:
    """Where two couples would share a family is the register's concern; the day's date is not compared."""
    return replace(figures, on=TODAY)


@given(st.data())
def test_whatever_happens_everybody_is_counted_once_and_the_days_before_stay(data: st.DataObject) -> None:
    world = World()
    days: Sequence[date] = sorted(data.draw(st.lists(_DAYS, min_size=1, max_size=5, unique=True)))
    for on in days:
        living = [m for m in world.members.values() if lives(m, on)]
        if not living:
            return
        person = data.draw(st.sampled_from(living))
        entry = told(world, person, data.draw(_entries(world, person, on)))
        before = [world.figures(on - timedelta(days=n)) for n in (1, 30, 300)]
        people, were = world.figures(on - timedelta(days=1)).persons.ids, set(world.members)
        outcome = work_out(entry, person, world.homes(), lambda: next(world._ids))
        world.take(outcome.records)
        assert [_key(world.figures(on - timedelta(days=n))) for n in (1, 30, 300)] == [_key(one) for one in before]
        now = world.figures(on).persons.ids
        assert len(set(now)) == len(now)
        came, went = set(now) - set(people), set(people) - set(now)
        assert came <= set(world.members) - were | {entry.other_id}
        assert all(world.members[one].mutation in (DIED, MOVED) for one in went)
        assert outcome.said
        _families_stand(world, on)


def _families_stand(world: World, on: date) -> None:
    """A family that counts has people, and where it has any, exactly one head; everybody's family exists."""
    figures = world.figures(on)
    for family in figures.families.ids:
        here = [m for m in world.members.values() if m.family_id == family and lives(m, on)]
        assert here, family
        assert [m.relation for m in here].count(HEAD) == 1, [(m.name(), m.relation) for m in here]
    assert {m.family_id for m in world.members.values()} <= set(world.families)
    assert {m.village for m in world.members.values() if lives(m, on)} <= {HERE, THERE}


@given(st.booleans(), st.sampled_from([MARRY, DIED, MOVED, BORN]))
def test_only_what_applies_is_asked(head: bool, kind: str) -> None:
    entry = MutationEntry(id="e", kind=kind, is_head=head, has_others=True)
    assert applies(entry, "new_head_id") == (head and kind in (DIED, MOVED))
    assert applies(entry, "settle") == (kind == MARRY)
    assert applies(entry, "person_sex") == (kind == BORN)
