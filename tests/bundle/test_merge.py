"""The fold against a brute-force oracle, over random histories and over directed ones that random miss."""

from __future__ import annotations

import pytest

from kampungkb_desktop.bundle.merge import DELETED, Folded, fold
from kampungkb_desktop.forms.change import DECISION, DELETE, ERASE, UNTRUSTED, Change, ChangeId
from kampungkb_desktop.forms.kinds import Scalar
from tests.bundle.causal import (
    DEVICES,
    Verdict,
    World,
    as_written,
    change,
)  # fmt: skip

A, B, C = DEVICES


def folded(*changes: Change) -> Folded:
    return fold(changes, upgrade=as_written)


# --- the table of rules, one by one -------------------------------------------------------------------------


def test_nothing_says_nothing() -> None:
    assert folded() == Folded(False, {}, ())


def test_one_change_is_the_record() -> None:
    first = change(A, 1, values={"nama": "Ani", "alamat": None})
    assert folded(first) == Folded(True, {"nama": "Ani", "alamat": None}, (first.id,), applied=1)


def test_a_later_answer_replaces_whatever_the_clocks_say() -> None:
    first = change(A, 1, values={"nama": "Ani"}, wall=2_000_000_000_000)
    second = change(B, 1, [first.id], {"nama": "Budi"}, wall=5, clock=UNTRUSTED)
    aside = change(C, 1, [first.id], {"alamat": "RT 1"})
    assert folded(first, second).values == {"nama": "Budi"}
    assert folded(first, second, aside).values == {"nama": "Budi", "alamat": "RT 1"}
    assert folded(first, second, aside).conflicts == ()


def test_different_answers_of_two_who_did_not_know_each_other_are_both_kept() -> None:
    first = change(A, 1, values={"nama": "Ani", "alamat": "RT 1"})
    left = change(A, 2, [first.id], {"nama": "Ana"}, wall=10)
    right = change(B, 1, [first.id], {"nama": "Anu"}, wall=20)
    result = folded(left, right, first)
    assert result.values == {"nama": "Anu", "alamat": "RT 1"}
    (conflict,) = result.conflicts
    assert [(h.change, h.value, h.wall, h.author) for h in conflict.heads] == [
        (right.id, "Anu", 20, "author-b"),
        (left.id, "Ana", 10, "author-a"),
    ]
    assert result.heads == (left.id, right.id)


def test_equal_answers_are_no_conflict() -> None:
    left = change(A, 1, values={"nama": "Ani", "jumlah": 3})
    right = change(B, 1, values={"nama": "Ani", "jumlah": 3.0})
    assert folded(left, right).conflicts == ()


def test_a_conflict_ends_when_somebody_chooses_and_only_for_that_field() -> None:
    left = change(A, 1, values={"nama": "Ani", "alamat": "RT 1"})
    right = change(B, 1, values={"nama": "Ana", "alamat": "RT 2"})
    choice = change(C, 1, [left.id, right.id], {"nama": "Ana"})
    result = folded(left, right, choice)
    assert [c.field for c in result.conflicts] == ["alamat"]
    assert result.heads == (choice.id,)
    assert not result.plain


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ({"priority": 1, "wall": 99, "clock": 0}, {"priority": DECISION, "wall": 1, "clock": UNTRUSTED}),
        ({"wall": 99, "clock": UNTRUSTED}, {"wall": 1, "clock": 0}),
        ({"wall": 1}, {"wall": 2}),
        ({"wall": 7}, {"wall": 7}),
    ],
    ids=["priority first", "then a trusted clock", "then the clock", "then the device"],
)
def test_who_stands_meanwhile(weak: dict[str, int], strong: dict[str, int]) -> None:
    lower = change(A, 1, (), {"nama": "kalah"}, **weak)
    higher = change(B, 1, (), {"nama": "menang"}, **strong)
    assert folded(lower, higher).values == folded(higher, lower).values == {"nama": "menang"}


def test_delete_after_an_edit_deletes_and_keeps_the_answers() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    gone = change(B, 1, [first.id], kind=DELETE)
    assert folded(first, gone) == Folded(False, {"nama": "Ani"}, (gone.id,), applied=2)


def test_delete_beside_an_edit_lives_and_says_so_until_somebody_deletes_again() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    gone = change(A, 2, [first.id], kind=DELETE, wall=99)
    edit = change(B, 1, [first.id], {"nama": "Ana"}, wall=1)
    result = folded(first, gone, edit)
    assert result.alive
    assert result.values == {"nama": "Ana"}
    (conflict,) = result.conflicts
    assert conflict.field == DELETED
    assert [(h.change, h.value) for h in conflict.heads] == [(edit.id, 0), (gone.id, 1)]
    again = change(A, 3, [gone.id, edit.id], kind=DELETE)
    assert not folded(first, gone, edit, again).alive
    assert folded(first, gone, edit, again).conflicts == ()
    kept = change(B, 2, [edit.id, gone.id], {})
    assert folded(first, gone, edit, kept).alive
    assert folded(first, gone, edit, kept).conflicts == ()


def test_two_deletes_are_a_delete() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    result = folded(first, change(A, 2, [first.id], kind=DELETE), change(B, 1, [first.id], kind=DELETE))
    assert not result.alive
    assert result.conflicts == ()
    assert len(result.heads) == 2


def test_undelete_brings_the_old_answers_back_with_their_conflict() -> None:
    left = change(A, 1, values={"nama": "Ani"})
    right = change(B, 1, values={"nama": "Ana"})
    gone = change(C, 1, [left.id, right.id], kind=DELETE)
    assert folded(left, right, gone).conflicts == ()
    back = change(C, 2, [gone.id], {})
    result = folded(left, right, gone, back)
    assert result.alive
    assert result.values == {"nama": "Ana"}
    assert [c.field for c in result.conflicts] == ["nama"]


def test_a_delete_sets_no_field_even_if_it_carries_answers() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    gone = change(A, 2, [first.id], {"nama": "x"}, kind=DELETE)
    aside = change(B, 1, [first.id], {"alamat": "RT 1"})
    assert folded(first, gone).values == {"nama": "Ani"}
    assert folded(first, gone, aside).values == {"nama": "Ani", "alamat": "RT 1"}


def test_three_laptops_that_did_not_know_each_other() -> None:
    first = change(A, 1, values={"nama": "0"})
    one = change(A, 2, [first.id], {"nama": "1"}, wall=1)
    two = change(B, 1, [first.id], {"nama": "2"}, wall=2)
    three = change(C, 1, [one.id], {"nama": "3"}, wall=0)
    result = folded(first, one, two, three)
    assert result.values == {"nama": "2"}
    (conflict,) = result.conflicts
    assert [h.value for h in conflict.heads] == ["2", "3"], "an answer that was replaced knowingly is no head"


def test_two_changes_of_one_laptop_that_did_not_know_each_other_stand_by_their_number() -> None:
    for low, high in ((2, 3), (9, 10)):
        early, late = change(A, low, values={"nama": "dulu"}), change(A, high, values={"nama": "nanti"})
        assert folded(early, late).values == folded(late, early).values == {"nama": "nanti"}


# --- what has not arrived -----------------------------------------------------------------------------------


def test_first_file_lost_second_arrives_receiver_edits_first_turns_up() -> None:
    world = World()
    start = world.write(A, {"nama": "Ani"})
    world.deliver(B, [start])
    lost = world.write(A, {"nama": "Ana"})
    second = world.write(A, {"alamat": "RT 2"})
    world.deliver(B, [second])
    waiting = folded(*world.changes(world.holds[B]))
    assert waiting.values == {"nama": "Ani"}
    assert (waiting.waiting, waiting.held, waiting.applied) == ((lost,), (second,), 1)
    assert not waiting.plain
    edit = world.write(B, {"nama": "Anu"}, wall=1)
    assert world.written[edit].past == {start}, "the receiver had not seen the held change"
    world.deliver(B, [lost])
    result = folded(*world.changes(world.holds[B]))
    assert Verdict.of(result) == world.expected(world.holds[B])
    assert result.values["alamat"] == "RT 2"
    assert [c.field for c in result.conflicts] == ["nama"]


def test_a_change_alone_whose_parent_is_missing_is_held_not_lost() -> None:
    orphan = change(A, 2, [ChangeId(A, 1)], {"nama": "Ani"})
    assert folded(orphan) == Folded(False, {}, (), waiting=(ChangeId(A, 1),), held=(orphan.id,))


def test_what_follows_a_held_change_is_held_too() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    orphan = change(A, 3, [ChangeId(A, 2)], {"nama": "x"})
    after = change(B, 1, [orphan.id, first.id], {"nama": "y"})
    result = folded(first, orphan, after)
    assert result.values == {"nama": "Ani"}
    assert result.held == (orphan.id, after.id)
    assert result.waiting == (ChangeId(A, 2),)


def test_a_circle_of_parents_is_held_for_ever_and_harms_nothing_else() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    left = change(B, 1, [ChangeId(C, 1)], {"nama": "x"})
    right = change(C, 1, [ChangeId(B, 1)], {"nama": "y"})
    own = change(B, 2, [ChangeId(B, 2)], {"nama": "z"})
    for forgiven in (frozenset[ChangeId](), frozenset({left.id, right.id, own.id})):
        result = fold([first, left, right, own], forgiven=forgiven, upgrade=as_written)
        assert result.values == {"nama": "Ani"}
        assert result.applied == 1
        assert result.held == (left.id, own.id, right.id)


def test_forgiven_changes_are_optional_parents_and_count_when_they_turn_up() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    lost = change(A, 2, [first.id], {"nama": "Ana"})
    later = change(B, 1, [lost.id], {"alamat": "RT 2"})
    forgiven = frozenset({lost.id})
    without = fold([first, later], forgiven=forgiven, upgrade=as_written)
    assert without.values == {"nama": "Ani", "alamat": "RT 2"}
    assert (without.held, without.waiting) == ((), ())
    assert without.heads == (first.id, later.id), "that the one came after the other is lost with the change"
    found = fold([later, lost, first], forgiven=forgiven, upgrade=as_written)
    assert found.values == {"nama": "Ana", "alamat": "RT 2"}
    assert found.heads == (later.id,)


def test_a_forgiven_change_that_arrives_but_waits_holds_nobody_up() -> None:
    lost = ChangeId(C, 1)
    forgiven = change(A, 2, [lost], {"nama": "Ana"})
    later = change(B, 1, [forgiven.id], {"alamat": "RT 2"})
    result = fold([forgiven, later], forgiven={forgiven.id}, upgrade=as_written)
    assert result.values == {"alamat": "RT 2"}
    assert (result.held, result.waiting) == ((forgiven.id,), (lost,))


# --- erasure and newer or older programmes ------------------------------------------------------------------


def test_erasure_empties_whatever_else_is_known_and_comes_later() -> None:
    first = change(A, 1, values={"nama": "Ani"})
    erased = change(C, 1, [first.id], kind=ERASE, priority=DECISION)
    assert folded(first, erased) == Folded(False, {}, (erased.id,), applied=2)
    later = change(A, 2, [first.id], {"nama": "Ana"}, priority=DECISION)
    knowing = change(B, 1, [erased.id], {"nama": "Anu"})
    for more in (later, knowing):
        result = folded(first, erased, more)
        assert (result.alive, result.values, result.conflicts) == (False, {}, ())
    other = change(B, 2, values={"nama": "Ana"})
    assert folded(erased, other).held == (erased.id,)
    assert (folded(erased, other).alive, folded(erased, other).values) == (False, {}), "it waits for nothing"


def test_answers_of_a_newer_version_are_kept() -> None:
    first = change(A, 1, values={"nama": "Ani", "belum_dikenal": 7}, version=9)
    assert folded(first).values["belum_dikenal"] == 7


def test_answers_of_an_older_version_are_read_as_todays() -> None:
    def renamed(form: str, version: int, values: dict[str, Scalar]) -> dict[str, Scalar]:
        return {{"panggilan": "nama"}.get(n, n): v for n, v in values.items()} if version < 2 else values

    old = change(A, 1, values={"panggilan": "Ani"})
    new = change(B, 1, values={"nama": "Ana"}, version=2, wall=2_000)
    after = change(B, 2, [new.id, old.id], {"nama": "Anu"}, version=2)
    assert fold([old], upgrade=renamed).values == {"nama": "Ani"}
    result = fold([old, new], upgrade=renamed)
    assert [c.field for c in result.conflicts] == ["nama"]
    assert fold([old, new, after], upgrade=renamed).conflicts == ()
