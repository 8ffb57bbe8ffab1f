"""One record out of a copy: the copy is only read, what is gone comes back with what hangs on it, and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, from_copy, ledger, trail
from kampungkb_desktop.actions.history import record_history
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
from tests.actions.exchanging import family, names, sound
from tests.actions.test_save import log_of


def seen(session: Session, form: type[Family | Member | Visit], record: str) -> object:
    with session.database.read() as conn:
        return read.record(conn, form, record)


def files(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


def test_a_family_that_was_deleted_bit_by_bit_comes_back_from_a_copy_with_its_visits(officer: Session) -> None:
    amat = family(officer, "Amat", rt="001")
    person = Member(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, full_name="Amat", status="draf")
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, member_id=person.id, status="draf")
    save(officer, "Simpan", [person, visit])
    kept = copies.copy_now(officer)
    before = files(kept.folder)
    for one in (visit, person, amat):
        save(officer, "Hapus", [], [one])
    budi = family(officer, "Budi")
    content = from_copy.look_into(officer, kept)
    assert [(one.form, one.record, one.gone) for one in content.records] == [("family", amat.id, True)]
    found = from_copy.compare(officer, kept, "family", amat.id)
    assert {one.record for one in found.along} == {person.id, visit.id}
    from_copy.bring_back(officer, kept, found, [one.field for one in found.fields], along=True)
    assert seen(officer, Family, amat.id) == amat
    assert seen(officer, Member, person.id) == person
    assert seen(officer, Visit, visit.id) == visit
    assert names(officer) == ["Amat", "Budi"], "what came after the copy stays"
    assert files(kept.folder) == before, "not a byte of the copy changed, and nothing was left beside it"
    assert from_copy.look_into(officer, kept).records == ()
    assert officer.trail.entries()[-1].what == trail.OPENED_COPY
    undo(officer)
    assert seen(officer, Family, amat.id) is None
    assert seen(officer, Family, budi.id) == budi
    assert sound(officer)


def test_one_answer_comes_back_from_a_copy(officer: Session) -> None:
    amat = family(officer, "Amat", rt="001", address="Jalan Lama")
    kept = copies.copy_now(officer)
    save(officer, "Ganti", [amat.changed(rt="002", address="Jalan Baru")])
    (one,) = from_copy.look_into(officer, kept).records
    assert not one.gone
    found = from_copy.compare(officer, kept, one.form, one.record)
    from_copy.bring_back(officer, kept, found, ["rt"], along=False)
    assert seen(officer, Family, amat.id) == amat.changed(address="Jalan Baru")
    assert [entry.did for entry in record_history(officer, amat.id)] == ["diubah", "diubah", "dibuat"]


def test_what_only_a_copy_knows_comes_back_too(officer: Session) -> None:
    """The data were brought back to the morning; the copy of before has what was typed since."""
    morning = copies.copy_now(officer)
    amat = family(officer, "Amat", rt="001")
    evening = copies.copy_now(officer)
    officer.database.close()
    again = copies.bring_back(officer.data_dir, morning, officer.master, clock=officer.clock)
    try:
        assert names(again) == []
        assert [one.record for one in from_copy.look_into(again, evening).records if one.form == "family"] == [amat.id]
        found = from_copy.compare(again, evening, "family", amat.id)
        from_copy.bring_back(again, evening, found, [], along=True)
        assert seen(again, Family, amat.id) == amat
        assert sound(again)
    finally:
        again.database.close()


def test_what_was_erased_does_not_even_show(officer: Session) -> None:
    amat = family(officer, "Amat")
    kept = copies.copy_now(officer)
    last = log_of(officer, amat)[-1]
    with officer.database.write() as conn:
        ledger.append(conn, [replace(last, seq=last.seq + 1, parents=(last.id,), kind=ERASE, values="{}", priority=2)])
    assert from_copy.look_into(officer, kept).records == ()
    with pytest.raises(KnownError) as refused:
        from_copy.compare(officer, kept, "family", amat.id)
    assert refused.value.code == "E-RESTORE"


def test_a_copy_of_another_key_is_said_so(officer: Session) -> None:
    kept = copies.copy_now(officer)
    with pytest.raises(KnownError) as refused:
        from_copy.look_into(replace(officer, master=bytes(32)), kept)
    assert refused.value.code == "E-COPY-KEY"


def test_a_write_protected_place_is_enough(officer: Session, tmp_path: Path) -> None:
    amat = family(officer, "Amat")
    kept = copies.copy_to_stick(officer, tmp_path / "stick #1 %20")
    save(officer, "Hapus", [], [amat])
    for one in (kept.database, kept.folder):
        one.chmod(0o555)
    try:
        assert [one.record for one in from_copy.look_into(officer, kept).records] == [amat.id]
    finally:
        kept.folder.chmod(0o755)
