"""Bringing back old answers is a change like any other: by field, whole, of what was deleted, and never what was
erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import drafts, ledger, restoring
from kampungkb_desktop.actions.history import REMOVED, action_changes, record_history
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.change import ERASE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.exchanging import sent, sound, taken
from tests.actions.test_save import arrives, log_of


@pytest.fixture
def amat(officer: Session) -> Family:
    made = Family(id=new_record_id(officer), village=VILLAGE, status="draf", head_name="Amat", rt="001")
    save(officer, "Simpan keluarga", [made])
    return made


def now(session: Session, one: Family) -> Family | None:
    with session.database.read() as conn:
        return read.record(conn, Family, one.id)


def test_one_answer_comes_back_and_the_others_stay(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002", address="Jalan Baru", head_name="Amat Baru")])
    first = restoring.versions(officer, amat.id)[-1]
    found = restoring.compare(officer, "family", amat.id, first.change)
    assert [(one.label, one.then, one.now) for one in found.fields if one.field == "rt"] == [("RT", "001", "002")]
    assert {one.field for one in found.fields} == {"rt", "address", "head_name"}
    saved = restoring.restore(officer, found, ["rt", "address"])
    assert now(officer, amat) == amat.changed(rt="001", address=None, head_name="Amat Baru")
    assert action_changes(officer, saved.action)[0].action_name == "Kembalikan isian keluarga dari riwayat"
    undo(officer)
    assert now(officer, amat) == amat.changed(rt="002", address="Jalan Baru", head_name="Amat Baru")
    assert sound(officer)


def test_the_state_before_a_change_is_the_one_it_replaced(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    save(officer, "Ganti lagi", [amat.changed(rt="003")])
    newest, middle, oldest = record_history(officer, amat.id)
    assert restoring.before(officer, newest) == middle.change
    assert restoring.before(officer, middle) == oldest.change
    assert restoring.before(officer, oldest) is None


def test_the_same_state_has_nothing_to_bring_back(officer: Session, amat: Family) -> None:
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[0].change)
    assert found.nothing
    assert restoring.restore(officer, found, ["rt"]).action == ""


def test_a_deleted_record_comes_back_with_what_went_with_it(officer: Session, amat: Family) -> None:
    person = Member(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, full_name="Amat", status="draf")
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, status="draf")
    older = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, status="draf")
    save(officer, "Simpan", [person, visit, older])
    save(officer, "Hapus kunjungan", [], [older])
    save(officer, "Hapus keluarga", [], [amat, person, visit])
    gone = record_history(officer, amat.id)[0]
    assert gone.did == REMOVED
    assert all(one.did != REMOVED for one in restoring.versions(officer, amat.id))
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[0].change)
    assert not found.alive
    assert {one.record for one in found.along} == {person.id, visit.id}, "what was deleted before stays deleted"
    restoring.restore(officer, found)
    with officer.database.read() as conn:
        assert read.record(conn, Family, amat.id) == amat
        assert read.record(conn, Member, person.id) == person
        assert read.record(conn, Visit, visit.id) == visit
        assert read.record(conn, Visit, older.id) is None
    assert sound(officer)


def test_a_deleted_record_may_come_back_alone_and_older(officer: Session, amat: Family) -> None:
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, status="draf")
    save(officer, "Ganti", [amat.changed(rt="002", address="Jalan Baru"), visit])
    save(officer, "Hapus keluarga", [], [amat, visit])
    oldest = restoring.versions(officer, amat.id)[-1]
    found = restoring.compare(officer, "family", amat.id, oldest.change)
    restoring.restore(officer, found, along=False)
    assert now(officer, amat) == amat
    with officer.database.read() as conn:
        assert read.record(conn, Visit, visit.id) is None


def test_what_came_while_one_looked_stands_beside_it(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[-1].change)
    head = found.heads[0]
    arrives(officer, amat, [head], rt="009")
    restoring.restore(officer, found, ["rt"])
    with officer.database.read() as conn:
        (stands,) = read.conflicts(conn, record=amat.id)
    assert {one.value for one in stands.heads} == {"001", "009"}


def test_what_was_erased_never_comes_back(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[-1].change)
    history = log_of(officer, amat)
    last = history[-1]
    with officer.database.write() as conn:
        ledger.append(conn, [replace(last, seq=last.seq + 1, parents=(last.id,), kind=ERASE, values="{}", priority=2)])
    for deed in (
        lambda: restoring.restore(officer, found, ["rt"]),
        lambda: restoring.compare(officer, "family", amat.id, history[0].id),
    ):
        with pytest.raises(KnownError) as refused:
            deed()
        assert refused.value.code == "E-RESTORE"


def test_another_village_is_not_ones_own(officer: Session, amat: Family) -> None:
    save(officer, "Pindah", [amat.changed(village="64.03.05.2002")])
    with pytest.raises(KnownError) as refused:
        restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[-1].change)
    assert refused.value.code == "E-RESTORE"


def test_a_draft_is_finished_first(officer: Session, amat: Family) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[-1].change)
    drafts.keep(officer, amat.changed(rt="005"), {})
    with pytest.raises(KnownError, match="draf"):
        restoring.restore(officer, found, ["rt"])


def test_it_travels(officer: Session, district: Session, amat: Family, tmp_path: Path) -> None:
    save(officer, "Ganti", [amat.changed(rt="002")])
    taken(district, sent(officer, tmp_path / "a").path)
    found = restoring.compare(officer, "family", amat.id, restoring.versions(officer, amat.id)[-1].change)
    restoring.restore(officer, found, ["rt"])
    taken(district, sent(officer, tmp_path / "b").path)
    there = now(district, amat)
    assert there is not None
    assert there.rt == "001"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["rt", "rw", "address"]), st.sampled_from(["", "1", "2"])), max_size=6))
def test_any_state_can_be_had_again(officer: Session, edits: list[tuple[str, str]]) -> None:
    """Bringing back all fields of a state makes the record what it was then."""
    one = Family(id=new_record_id(officer), village=VILLAGE, status="draf", head_name="Amat")
    states = [one]
    save(officer, "Simpan", [one])
    for name, value in edits:
        one = one.changed(**{name: value or None})
        if one != states[-1]:
            save(officer, "Ganti", [one])
            states.append(one)
    for version, state in zip(reversed(restoring.versions(officer, one.id)), list(states), strict=True):
        found = restoring.compare(officer, "family", one.id, version.change)
        restoring.restore(officer, found, [field.field for field in found.fields])
        assert now(officer, one) == state
