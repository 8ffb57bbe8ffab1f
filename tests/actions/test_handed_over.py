"""What still goes to an officer whose village another one has now, of one record: told as stories and as a property."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from kampungkb_desktop.actions.handed_over import Handed, handed_to, part_of
from kampungkb_desktop.actions.partners import Receiver
from kampungkb_desktop.bundle.certificate import Assigned
from kampungkb_desktop.forms.change import ERASE, PUT, TRUSTED, UNTRUSTED, Change, ChangeId
from kampungkb_desktop.forms.officer import Assignment
from tests.actions.devices import NOON, VILLAGE

LAST = date(2026, 11, 21)
DAY = 86_400_000
OLD, NEW, OFFICE = "a" * 32, "b" * 32, "c" * 32


def change(
    who: str, seq: int, *parents: Change, days: int = 0, kind: int = PUT, clock: int = TRUSTED, form: str = "family"
) -> Change:
    """A change of the one record, so many days after the last day."""
    before = tuple(one.id for one in parents)
    return Change(
        who, seq, before, NOON + days * DAY, clock, who, f"{who[0]}{seq}", "Simpan", form, "f" * 32, VILLAGE, kind, 1,
        "{}", 1,
    )  # fmt: skip


def his(*history: Change) -> set[ChangeId]:
    return set(part_of(history, {OLD}, LAST))


def test_what_was_recorded_in_his_time_and_nothing_later() -> None:
    first = change(NEW, 1)
    late = change(NEW, 2, first, days=1)
    back = change(NEW, 3, late, days=0)
    assert his(first, late, back) == {first.id}, "not what rests on something later, whatever its clock says"
    wrong = change(NEW, 4, first, clock=UNTRUSTED)
    assert his(first, wrong) == {first.id}


def test_the_decision_on_his_own_work_with_what_it_answers() -> None:
    root = change(NEW, 1)
    own = change(OLD, 1, root, days=1)
    other = change(NEW, 2, root, days=1)
    assert his(root, own, other) == {root.id, own.id}
    decided = change(OFFICE, 1, own, other, days=2)
    after = change(NEW, 3, decided, days=3)
    assert his(root, own, other, decided, after) == {root.id, own.id, other.id, decided.id}


def test_a_conflict_of_others_that_he_has_is_settled_for_him_too() -> None:
    root = change(NEW, 1)
    one, two = change(NEW, 2, root), change(OFFICE, 1, root)
    beside = change(NEW, 3, root, days=1)
    decided = change(OFFICE, 2, one, two, days=2)
    elsewhere = change(OFFICE, 3, decided, beside, days=3)
    assert his(root, one, two, beside, decided, elsewhere) == {root.id, one.id, two.id, decided.id}


def test_an_erasure_comes_with_the_empty_history() -> None:
    root, later = change(NEW, 1), change(NEW, 2, change(NEW, 1), days=1)
    erased = change(OFFICE, 1, later, days=2, kind=ERASE)
    assert his(root, later, erased) == {root.id, later.id, erased.id}
    fresh = change(NEW, 1, days=1)
    assert his(fresh, change(OFFICE, 1, fresh, days=2, kind=ERASE)) == set(), (
        "of whom he never had there is nothing to say"
    )


def test_who_has_the_village_is_no_secret() -> None:
    said = change(OFFICE, 1, days=5, form=Assignment.FORM)
    assert his(said) == {said.id}


def test_a_laptop_that_never_had_the_village_gets_nothing_of_it() -> None:
    to = Receiver("d" * 32, "Siti", "", "", (), ended=(Assigned(VILLAGE, "", LAST.isoformat()),))
    assert handed_to(to, {}) == ()
    held = {VILLAGE: {NEW: [(1, 3)]}, f"{VILLAGE}>2026-11-21": {NEW: [(4, 6)]}}
    assert handed_to(to, held) == (Handed(VILLAGE, LAST, {NEW: ((1, 6),)}),)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Up to a dozen changes of three writers, each on top of one or two of those before it."""
    line: list[Change] = []
    for n in range(draw(st.integers(1, 12))):
        parents = draw(st.lists(st.sampled_from(line), max_size=2, unique=True)) if line else []
        who = draw(st.sampled_from((OLD, NEW, OFFICE)))
        line.append(change(who, n + 1, *parents, days=draw(st.sampled_from((-1, 0, 1)))))
    return line


def _beside_his_own() -> list[Change]:
    """Two on top of the same late change, one of them his: what made it his has no say about the other."""
    root = change(OLD, 1)
    late = change(NEW, 2, root, days=1)
    return [root, late, change(OLD, 3, root, late), change(NEW, 4, root, late)]


@given(histories())
@example(_beside_his_own())
def test_nothing_is_taken_back_and_nothing_lacks_its_parents(history: list[Change]) -> None:
    whole, parents = his(*history), {one.id: one.parents for one in history}
    assert his(*reversed(history)) == whole, "the order in which it came does not matter"
    assert all(before in whole for one in whole for before in parents[one])
    assert {one.id for one in history if one.device == OLD} <= whole
    so_far: set[ChangeId] = set()
    for n in range(len(history)):
        now = his(*history[: n + 1])
        assert so_far <= now
        so_far = now
