"""A database that was copied to another laptop gets a name and keys of its own before it exchanges anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, grants, identity, successors, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_keys import own_keys
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.enrolment import succession
from kampungkb_desktop.bundle.succession import Predecessor
from kampungkb_desktop.forms.enrolment import ACTIVE, REPLACED
from kampungkb_desktop.store import write
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import TODAY, end_of, enrolled, families, keep_family, said, started_at, strangers


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as both:
        yield both


def test_a_copy_gets_a_name_of_its_own(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    for number in range(3):
        keep_family(officer, f"Sudah dikirim {number}")
        assert take_in(district, [export(officer, tmp_path / "dahulu").path]).accepted
    keep_family(officer, "Belum sempat dikirim")
    with officer.database.write() as conn:
        write.put_meta(conn, "machine", "another computer")
    assert not identity.settle(officer)
    for attempt in (lambda: export(officer, tmp_path), lambda: take_in(officer, [tmp_path])):
        with pytest.raises(KnownError) as asked:
            attempt()
        assert said(asked) == "E-COPIED"
    renewed = identity.renew(officer, replaces=True)
    assert identity.settle(renewed)
    assert renewed.device != officer.device
    with pytest.raises(KnownError) as again:
        export(renewed, tmp_path)
    assert said(again) == "E-ENROL"
    newly = enrolment.receive(district, grants.introduce(renewed, tmp_path))
    enrolment.enrol(district, newly.uid, end_of(newly.mark), [(VILLAGE, TODAY, None)])
    looked = grants.look_at(renewed, grants.write_grant(district, newly.uid, tmp_path))
    assert looked.known, "the office is still the same"
    grants.accept(renewed, looked)
    keep_family(renewed, "Di laptop baru")
    assert take_in(district, [export(renewed, tmp_path / "b").path]).accepted
    assert families(district) >= {"Belum sempat dikirim", "Di laptop baru"}
    assert all(one.missing == () for one in enrolment.listed(district)), "numbers of the old name are nobody's gap"
    assert {one.uid: one.state for one in enrolment.listed(district)} == {
        officer.device: REPLACED, renewed.device: ACTIVE,
    }  # fmt: skip
    assert verify.verify(district) == ()


def test_a_copy_beside_the_old_laptop_does_not_speak_for_it(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    keep_family(officer, "Milik laptop lama")
    renewed = identity.renew(officer, replaces=False)
    newly = enrolment.receive(district, grants.introduce(renewed, tmp_path))
    enrolment.enrol(district, newly.uid, end_of(newly.mark), [(VILLAGE, TODAY, None)])
    grants.accept(renewed, grants.look_at(renewed, grants.write_grant(district, newly.uid, tmp_path)))
    keep_family(renewed, "Milik salinan")
    assert take_in(district, [export(renewed, tmp_path / "b").path]).accepted
    assert families(district) == {"Milik salinan"}


def test_somebody_elses_word_replaces_nobody(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolled(district, officer, tmp_path)
    thief = started_at(tmp_path / "lain", "Andi", "petugas")
    try:
        with thief.database.write() as conn:
            write.put_secret(conn, successors.FORMER_UID, officer.device)
            write.put_secret(conn, successors.FORMER_PROOF, "ab" * 64)
            own = own_keys(conn)
            claim = Predecessor(
                uid=officer.device, verify_key=own.verify_key, recipient=own.recipient, proof=succession(own, own)
            )
            successors.keep_earlier(conn, (claim,))  # signed by himself, under the other one's name
        asked = enrolment.receive(district, grants.introduce(thief, tmp_path))
        enrolment.enrol(district, asked.uid, end_of(asked.mark), [])
        assert {one.uid: one.state for one in enrolment.listed(district)}[officer.device] == ACTIVE
        looked = grants.look_at(thief, grants.write_grant(district, asked.uid, tmp_path))
        assert looked.statement.former == ()
    finally:
        sessions.close(thief)
