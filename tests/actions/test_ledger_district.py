"""What only a district may say, long work, and the self-check of the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.effects import EARLIER
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.forms.change import (
    DECISION,
    ERASE,
    FORGIVE,
    TRUSTED,
    Change,
    ChangeId,
    encode_values,
)
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import audit, read, write
from kampungkb_desktop.store.entries import Waiting
from tests.actions.devices import NOON, VILLAGE
from tests.actions.ledger_words import AMAT, A, B, C, change, row, take, waiting

ON_BOTH_STORES = True


def test_erasure_empties_the_log_and_whatever_comes_later(officer: Session) -> None:
    first = change(A, 1, head_name="Amat")
    take(officer, first, change(A, 2, [first.id], rt="001"))
    erased = change(C, 1, [ChangeId(A, 2)], kind=ERASE, priority=DECISION)
    assert take(officer, erased).deleted == 1
    take(officer, change(B, 1, [first.id], head_name="Ahmad"))
    assert row(officer) is None
    with officer.database.read() as conn:
        assert {c.values for c in read.changes_of(conn, [AMAT])[AMAT]} == {"{}"}
        assert read.conflicts(conn) == []
    assert take(officer, first).duplicates == 1, "the emptied change is still the same change"


def test_what_was_emptied_elsewhere_first_is_no_fork(officer: Session) -> None:
    first = change(A, 1, head_name="Amat")
    emptied = replace(first, values="{}")
    take(officer, first)
    assert take(officer, emptied, change(C, 1, [first.id], kind=ERASE, priority=DECISION)).duplicates == 1
    assert row(officer) is None


@pytest.mark.parametrize("together", [True, False])
def test_forgiven_changes_hold_nothing_up(officer: Session, together: bool) -> None:
    first, lost = change(A, 1, rt="001"), ChangeId(A, 2)
    late = change(A, 3, [lost], head_name="Amat")
    forgive = Change(
        C, 1, (), NOON, TRUSTED, "d" * 32, "9" * 32, "Laptop hilang", "forgive", derived_id("forgive"), "", FORGIVE,
        DECISION, encode_values({"device": A, "from": 2, "to": 2}), 1,
    )  # fmt: skip
    if together:
        take(officer, first, late, forgive)
    else:
        take(officer, first, late)
        assert take(officer, forgive).changed == 1
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="001", head_name="Amat")
    assert waiting(officer) == []
    found = change(A, 2, [first.id], rt="002")
    take(officer, found)
    assert row(officer) == Family(id=AMAT, village=VILLAGE, rt="002", head_name="Amat")


# --- long work and the self-check -------------------------------------------------------------------------------------


def test_progress_is_told_and_cancelling_keeps_nothing(officer: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "BATCH", 2)
    changes = [change(A, seq, record=derived_id(str(seq)), rt="1") for seq in range(1, 7)]
    steps: list[Step] = []
    progress = Progress(steps.append)

    def stop_early(step: Step) -> None:
        steps.append(step)
        progress.cancel.set()

    progress.sink = stop_early
    with officer.database.read() as conn:
        before = audit.log_length(conn)
    with pytest.raises(Cancelled), officer.database.write() as conn:
        ledger.append(conn, changes, progress=progress, total=6)
    assert [(step.done, step.total) for step in steps] == [(2, 6)]
    with officer.database.read() as conn:
        assert audit.log_length(conn) == before


def test_the_self_check_finds_what_went_past_the_door(officer: Session) -> None:
    first = change(A, 1, rt="001")
    save(officer, "Simpan", [Family(id=derived_id("y"), village=VILLAGE)])
    take(officer, first)
    with officer.database.write() as conn:
        conn.exec_driver_sql("UPDATE family SET rt = '999' WHERE id = ?", (AMAT,))
        conn.exec_driver_sql("UPDATE family SET linear = 0 WHERE id = ?", (derived_id("y"),))
        conn.exec_driver_sql("INSERT INTO family (id) VALUES ('tanpa')")
        write.set_waiting(conn, [Waiting(AMAT, "family", VILLAGE, EARLIER, "[]")])
    found = {(one.record, one.what) for one in verify(officer)}
    assert found == {
        (AMAT, "baris"), (AMAT, "tunggu"), (derived_id("y"), "kepala"), ("tanpa", "tanpa riwayat"),
    }  # fmt: skip
    with officer.database.write() as conn:
        ledger.refold(conn, "family", [AMAT, derived_id("y")])
        conn.exec_driver_sql("DELETE FROM family WHERE id = 'tanpa'")
    assert verify(officer) == ()
