"""Undo and redo as ordinary changes: across restarts, seeing through what is undone already, refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import Names, can_redo, can_undo, names, redo, undo, undo_action
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.change import DELETE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import read
from tests.actions.devices import PASSWORD, VILLAGE
from tests.actions.test_save import arrives, log_of, stored


@pytest.fixture
def amat(officer: Session) -> Family:
    """A family saved with one action."""
    made = Family(id=new_record_id(officer), village=VILLAGE, status="draf", head_name="Amat", rt="001")
    save(officer, "Simpan keluarga", [made])
    return made


def test_the_first_run_cannot_be_undone(officer: Session) -> None:
    assert names(officer) == Names(None, None)
    assert undo(officer) is None
    assert redo(officer) is None
    with officer.database.read() as conn:
        assert read.record(conn, Officer, officer.author) is not None
        (first,) = read.own_actions(conn, officer.device, limit=9)
    with pytest.raises(KnownError, match="E-UNDO"):
        undo_action(officer, first.id)


def test_undo_sets_back_and_redo_sets_again(officer: Session, amat: Family) -> None:
    save(officer, "Ganti RT", [amat.changed(rt="002")])
    assert names(officer) == Names("Ganti RT", None)
    done = undo(officer)
    assert done is not None
    assert done.forms == {"family"}
    assert stored(officer, amat) == amat
    assert names(officer) == Names("Simpan keluarga", "Ganti RT")
    redo(officer)
    assert stored(officer, amat) == amat.changed(rt="002")
    assert names(officer) == Names("Ganti RT", None)


def test_undoing_a_creation_deletes_and_redoing_brings_everything_back(officer: Session, amat: Family) -> None:
    undo(officer)
    assert stored(officer, amat) is None
    redo(officer)
    assert stored(officer, amat) == amat
    undo(officer)
    assert stored(officer, amat) is None


def test_undoing_a_deletion_brings_the_answers_back(officer: Session, amat: Family) -> None:
    save(officer, "Hapus keluarga", [], [amat])
    undo(officer)
    assert stored(officer, amat) == amat
    redo(officer)
    assert stored(officer, amat) is None


def test_a_long_way_back_and_forth(officer: Session, amat: Family) -> None:
    steps = [amat.changed(rt=f"00{n}", head_name="Amat" if n % 2 else None) for n in range(2, 7)]
    for step in steps:
        save(officer, "Ganti", [step])
    for earlier in [*reversed(steps[:-1]), amat, None]:
        assert undo(officer)
        assert stored(officer, amat) == earlier
    assert undo(officer) is None
    for later in [amat, *steps]:
        assert redo(officer)
        assert stored(officer, amat) == later
    assert redo(officer) is None
    assert verify(officer) == ()


def test_back_and_forth_again_and_again(officer: Session, amat: Family) -> None:
    later = amat.changed(rt="002")
    save(officer, "Ganti", [later])
    for _ in range(5):
        undo(officer)
        assert stored(officer, amat) == amat
        redo(officer)
        assert stored(officer, amat) == later
    undo(officer)
    undo(officer)
    assert stored(officer, amat) is None


def test_a_new_action_ends_redo(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    undo(officer)
    assert can_redo(officer) == "Ganti"
    save(officer, "Lain", [amat.changed(head_name="Ahmad")])
    assert can_redo(officer) is None
    assert can_undo(officer) == "Lain"


def test_the_stack_survives_a_restart(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    undo(officer)
    sessions.close(officer)
    again = sessions.open_session(officer.data_dir, PASSWORD, clock=officer.clock)
    assert names(again) == Names("Simpan keluarga", "Ganti")
    redo(again)
    assert stored(again, amat) == amat.changed(rt="002")
    sessions.close(again)


def test_all_records_of_an_action_are_taken_back_together(officer: Session, amat: Family) -> None:
    other = replace(amat, id=new_record_id(officer))
    save(officer, "Simpan dua", [amat.changed(rt="009"), other])
    undo(officer)
    assert (stored(officer, amat), stored(officer, other)) == (amat, None)


def test_refused_by_name_where_someone_changed_the_same_answer(officer: Session, amat: Family) -> None:
    save(officer, "Ganti RT", [amat.changed(rt="002")])
    arrives(officer, amat, [log_of(officer, amat)[-1].id], rt="003")
    with pytest.raises(KnownError, match="E-UNDO") as refusal:
        undo(officer)
    assert "“RT”" in refusal.value.sentence
    assert "“Dari jauh”" in refusal.value.sentence
    assert "Amat" not in str(refusal.value), "no personal data in a sentence"
    assert stored(officer, amat) == amat.changed(rt="003")
    assert can_undo(officer) == "Ganti RT"


def test_somebody_elses_other_answers_stay(officer: Session, amat: Family) -> None:
    save(officer, "Ganti RT", [amat.changed(rt="002")])
    arrives(officer, amat, [log_of(officer, amat)[-1].id], head_name="Ahmad")
    undo(officer)
    assert stored(officer, amat) == amat.changed(head_name="Ahmad")


def test_a_creation_somebody_worked_on_is_not_undone(officer: Session, amat: Family) -> None:
    arrives(officer, amat, [log_of(officer, amat)[-1].id], head_name="Ahmad")
    with pytest.raises(KnownError, match="E-UNDO"):
        undo(officer)
    assert stored(officer, amat) == amat.changed(head_name="Ahmad")


def test_an_answer_that_stands_against_another_is_not_undone(officer: Session, amat: Family) -> None:
    first = log_of(officer, amat)[-1].id
    save(officer, "Ganti RT", [amat.changed(rt="002")])
    arrives(officer, amat, [first], rt="003")
    with pytest.raises(KnownError, match="E-UNDO"):
        undo(officer)


def test_undoing_a_deletion_beside_an_edit_ends_the_doubt(officer: Session, amat: Family) -> None:
    first = log_of(officer, amat)[-1].id
    save(officer, "Hapus", [], [amat])
    arrives(officer, amat, [first], rt="003")
    undo(officer)
    assert stored(officer, amat) == amat.changed(rt="003")
    with officer.database.read() as conn:
        assert read.conflicts(conn) == []


def test_an_edit_of_what_somebody_deleted_is_not_undone(officer: Session, amat: Family) -> None:
    save(officer, "Ganti RT", [amat.changed(rt="002")])
    arrives(officer, amat, [log_of(officer, amat)[-1].id], kind=DELETE)
    with pytest.raises(KnownError, match="catatan ini sudah dihapus"):
        undo(officer)
    assert stored(officer, amat) is None


def test_undoing_a_deletion_that_somebody_undid_writes_nothing_more(officer: Session, amat: Family) -> None:
    save(officer, "Hapus", [], [amat])
    arrives(officer, amat, [log_of(officer, amat)[-1].id], rt="003")
    before = log_of(officer, amat)
    assert undo(officer) is not None
    assert log_of(officer, amat) == before
    assert can_undo(officer) == "Simpan keluarga"


def test_an_older_action_can_be_chosen_and_a_stranger_to_the_log_is_nothing(officer: Session, amat: Family) -> None:
    chosen = save(officer, "Ganti RT", [amat.changed(rt="002")])
    save(officer, "Ganti nama", [amat.changed(rt="002", head_name="Ahmad")])
    undo_action(officer, chosen.action)
    assert stored(officer, amat) == amat.changed(head_name="Ahmad")
    assert names(officer) == Names("Ganti nama", "Ganti RT")
    redo(officer)
    assert stored(officer, amat) == amat.changed(rt="002", head_name="Ahmad")


def test_my_own_later_work_on_the_same_answer_is_named_too(officer: Session, amat: Family) -> None:
    chosen = save(officer, "Ganti RT", [amat.changed(rt="002")])
    save(officer, "Ganti lagi", [amat.changed(rt="003")])
    with pytest.raises(KnownError, match="Siti Rahma lewat “Ganti lagi”"):
        undo_action(officer, chosen.action)


def test_somebody_elses_action_can_be_taken_back(officer: Session, amat: Family) -> None:
    far = arrives(officer, amat, [log_of(officer, amat)[-1].id], rt="003")
    undo_action(officer, far.action)
    assert stored(officer, amat) == amat
    assert can_undo(officer) == "Urungkan: Dari jauh"
    undo(officer)
    assert stored(officer, amat) == amat.changed(rt="003")
