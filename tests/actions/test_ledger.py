"""The door: whatever arrives, in whatever order, the tables say what the log says; and what cannot be, is refused."""

from __future__ import annotations

import random

import pytest

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.effects import EARLIER, NEWER
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.change import (
    DELETE,
    ChangeId,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.lists import families
from tests.actions.devices import NOON, VILLAGE
from tests.actions.ledger_words import AMAT, A, B, C, change, linear, row, take, waiting

ON_BOTH_STORES = True


def test_a_record_and_its_edits_become_a_row(officer: Session) -> None:
    first = change(A, 1, head_name="Amat", rt="001")
    edit = change(B, 1, [first.id], rt="002")
    assert take(officer, first).new == 1
    applied = take(officer, edit)
    assert (applied.new, applied.changed, applied.changes, applied.forms) == (0, 1, 1, frozenset({"family"}))
    assert row(officer) == Family(id=AMAT, village=VILLAGE, head_name="Amat", rt="002")
    assert linear(officer)


def test_what_is_there_already_is_counted_and_changes_nothing(officer: Session) -> None:
    first, edit = change(A, 1, rt="001"), change(A, 2, [ChangeId(A, 1)], rt="002")
    take(officer, first, edit)
    applied = take(officer, edit, first, first)
    assert (applied.duplicates, applied.changes, list(applied.records)) == (3, 0, [])
    assert take(officer, edit, change(A, 3, [edit.id], rt="003"), edit).changes == 1


def test_two_different_changes_with_one_number_are_a_fork_and_nothing_is_kept(officer: Session) -> None:
    first = change(A, 1, rt="001")
    take(officer, first)
    with pytest.raises(KnownError, match="E-FORK"):
        take(officer, change(B, 1, record=derived_id("x"), rt="9"), change(A, 1, rt="002"))
    with pytest.raises(KnownError, match="E-FORK"):
        take(officer, change(C, 1, rt="1"), change(C, 1, rt="2"))
    assert row(officer, derived_id("x")) is None
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="001")


def test_parents_in_another_order_are_the_same_change(officer: Session) -> None:
    one, two = change(A, 1, rt="1"), change(B, 1, rt="1")
    take(officer, one, two, change(C, 1, [one.id, two.id], rt="3"))
    assert take(officer, change(C, 1, [two.id, one.id], rt="3")).duplicates == 1


def test_what_comes_too_early_waits_and_applies_by_itself(officer: Session) -> None:
    first, lost = change(A, 1, rt="001"), change(A, 2, [ChangeId(A, 1)], rt="002")
    late = change(A, 3, [lost.id], head_name="Amat")
    assert take(officer, late).waiting == 1
    assert row(officer) is None
    take(officer, first)
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="001")
    assert [reason for reason, _ in waiting(officer)] == [EARLIER]
    assert not linear(officer)
    applied = take(officer, lost)
    assert applied.waiting == 0
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="002", head_name="Amat")
    assert waiting(officer) == []
    assert linear(officer)


def test_a_conflict_is_listed_and_ends(officer: Session) -> None:
    first = change(A, 1, rt="001")
    left, right = change(A, 2, [first.id], rt="002"), change(B, 1, [first.id], rt="003", wall=NOON + 1)
    assert take(officer, first, left, right).conflicting == 1
    with officer.database.read() as conn:
        (conflict,) = read.conflicts(conn)
    assert (conflict.field, conflict.village) == ("rt", VILLAGE)
    assert [(head.id, head.value, head.author) for head in conflict.heads] == [
        (right.id, "003", "d" * 32), (left.id, "002", "d" * 32),
    ]  # fmt: skip
    take(officer, change(C, 1, [left.id, right.id], rt="002"))
    with officer.database.read() as conn:
        assert read.conflicts(conn) == []


def test_deletes_take_the_row_and_bring_it_back(officer: Session) -> None:
    first = change(A, 1, rt="001")
    gone = change(A, 2, [first.id], kind=DELETE)
    take(officer, first)
    assert take(officer, gone).deleted == 1
    assert row(officer) is None
    assert take(officer, change(B, 1, [gone.id])).new == 1
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="001")


def test_any_order_in_any_pieces_with_and_without_bulk(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BATCH", 3)
    first = change(A, 1, rt="0", head_name="Amat")
    changes = [first]
    for seq in range(2, 9):
        changes.append(change(A, seq, [changes[-1].id], rt=str(seq)))
    side = [change(B, 1, [changes[3].id], rt="b"), change(C, 1, record=derived_id("x"), rt="c")]
    everything = [*changes, *side]
    random.Random(7).shuffle(everything)
    take(officer, *everything[:4], bulk=True)
    take(officer, *everything)
    found = row(officer)
    assert found is not None
    assert (found.rt, found.head_name) == ("b", "Amat")


# --- what this version does not know ----------------------------------------------------------------------------------


def test_a_form_of_a_newer_version_is_kept_and_waits(officer: Session) -> None:
    strange = change(A, 1, form="usaha_keluarga", record=derived_id("u"), laba=7)
    applied = take(officer, strange)
    assert (applied.waiting, applied.forms) == (1, frozenset({"usaha_keluarga"}))
    assert waiting(officer) == [(NEWER, "")]
    take(officer, change(A, 2, [strange.id], form="usaha_keluarga", record=derived_id("u"), laba=8))
    with officer.database.read() as conn:
        assert len(read.changes_of(conn, [derived_id("u")])[derived_id("u")]) == 2


def test_a_field_of_a_newer_version_is_kept_and_waits_while_the_rest_counts(officer: Session) -> None:
    first = change(A, 1, rt="001")
    newer = change(A, 2, [first.id], rt="002", dari_masa_depan="x", version=9)
    take(officer, first)
    assert take(officer, newer).waiting == 1
    assert waiting(officer) == [(NEWER, "dari_masa_depan")]
    take(officer, change(B, 1, [newer.id], rt="003"))
    found = row(officer)
    assert found is not None
    assert found.rt == "003"
    assert waiting(officer) == [(NEWER, "dari_masa_depan")]


def test_a_value_that_no_column_can_hold_is_empty_here_and_stays_in_the_log(officer: Session) -> None:
    odd = change(A, 1, members_expected="banyak", rt=7, lived_6_months=1, welfare_rank=3.0)
    take(officer, odd)
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="7", lived_6_months=True, welfare_rank=3)
    take(officer, change(A, 2, [odd.id], members_expected=4))
    found = row(officer)
    assert found is not None
    assert found.members_expected == 4
    with officer.database.read() as conn:
        assert '"banyak"' in read.changes_of(conn, [AMAT])[AMAT][0].values


def test_one_id_in_two_forms_is_two_records(officer: Session) -> None:
    take(officer, change(A, 1, rt="001"), change(A, 2, form="activity", title="Senam"))
    take(officer, change(A, 3, [ChangeId(A, 1)], rt="002"))
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="002")
    assert take(officer, change(B, 1, [ChangeId(A, 1)], head_name="Amat")).conflicting == 0
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="002", head_name="Amat")
    assert not linear(officer)


def test_an_edit_that_also_needs_something_lost_waits(officer: Session) -> None:
    first = change(A, 1, rt="001")
    take(officer, first)
    assert take(officer, change(B, 1, [first.id, ChangeId(C, 1)], rt="002")).waiting == 1
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="001")


def test_a_row_keeps_what_its_columns_can_hold_also_the_short_way(officer: Session) -> None:
    first = change(A, 1, rt="001")
    take(officer, first)
    take(officer, change(A, 2, [first.id], rt=7, members_expected="banyak"))
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="7")
    assert linear(officer)


def test_a_record_that_comes_in_two_batches_is_new_once(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BATCH", 1)
    first = change(A, 1, rt="001")
    applied = take(officer, first, change(A, 2, [first.id], rt="002"))
    assert (applied.new, applied.changed) == (1, 0)


@pytest.mark.parametrize("bulk", [True, False])
def test_what_arrives_is_found_by_its_words(officer: Session, bulk: bool) -> None:
    take(officer, change(A, 1, head_name="Amat Sanusi"), bulk=bulk)
    take(officer, change(A, 2, [ChangeId(A, 1)], head_name="Ahmad Sanusi"), bulk=bulk)
    with officer.database.read() as conn:
        assert len(families.family_ids(conn, text="sanu ahm")) == 1
        assert len(families.family_ids(conn, text="amat")) == 0
