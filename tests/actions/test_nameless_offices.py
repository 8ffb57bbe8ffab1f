"""Who may get files without names: each office is enrolled, and one that only receives has nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, grants, receiver_offices, shares
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.take_in_report import REFUSED, TAKEN
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP, WHOLE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import end_of, keep_family, started_at
from tests.actions.veiling import (
    befriend,
    bring,
    province_at,
    sent,
    taken,
    write_secrets,
)
from tests.cheap import CHEAP


def test_two_receivers_cannot_compare_what_they_hold(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    other = province_at(tmp_path / "peneliti")
    try:
        for one in (province, other):
            befriend(district, one, tmp_path / "b")
        made = sent(district, tmp_path / "c")
        (here,), (there,) = (
            [one for one in made.files if take_in(who, [one.path]).accepted] for who in (province, other)
        )
        assert here != there
        found = []
        for who in (province, other):
            with who.database.read() as conn:
                found.append({one.id for form in (Family, Member, Visit) for one in read.records(conn, form)})
        assert len(found[0]) == len(found[1]) == 4
        assert found[0].isdisjoint(found[1])
    finally:
        sessions.close(other)


def test_whole_data_need_a_reason_that_stays(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    with pytest.raises(KnownError) as caught:
        befriend(district, province, tmp_path / "b", WHOLE)
    assert caught.value.code == "E-SHARE-REASON"
    befriend(district, province, tmp_path / "b", WHOLE, "Surat permintaan 12/2026")
    with district.database.read() as conn:
        said = read.record(conn, Enrolment, province.device)
    assert said is not None
    assert (said.share, said.share_reason) == (WHOLE, "Surat permintaan 12/2026")
    for kind in (NAMELESS, RECAP):
        with pytest.raises(KnownError) as caught:
            sent(district, tmp_path / "c", kind)
        assert caught.value.code == "E-NO-RECEIVER"
    made = export(district, tmp_path / "d").files
    (to_province,) = [one for one in made if one.receiver == "Perwakilan BKKBN"]
    assert take_in(province, [to_province.path]).accepted
    with province.database.read() as conn:
        assert [one.head_name for one in read.records(conn, Family)] == ["Suparman"]
        assert [one.uid for one in read.devices(conn) if one.uid == officer.device and one.state == "aktif"] == []
    shares.allow(district, province.device, NAMELESS)
    with district.database.read() as conn:
        assert receiver_offices.shares(conn) == {province.device: NAMELESS}


def test_whole_data_never_go_to_somebody_who_may_not(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b", RECAP)
    assert {one.receiver for one in export(district, tmp_path / "c", full=True).files} == {"Siti Rahmah"}
    with pytest.raises(KnownError) as caught:
        sent(district, tmp_path / "c")
    assert caught.value.code == "E-NO-RECEIVER"


def test_a_receiver_has_nothing_to_say(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, _officer, province = offices
    befriend(district, province, tmp_path / "b")
    with pytest.raises(KnownError) as caught:
        export(province, tmp_path / "c")
    assert caught.value.code == "E-RECEIVER"
    with pytest.raises(KnownError) as caught:
        enrolment.receive(province, grants.introduce(province, tmp_path / "d"))
    assert caught.value.code == "E-ROLE"


def test_districts_live_side_by_side_and_speak_for_themselves(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    other = started_at(tmp_path / "kabupaten-lain", "Operator Lain", "kabupaten")
    try:
        keep_family(other, "Sumiati")
        for one in (district, other):
            befriend(one, province, tmp_path / "b")
        assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
        assert taken(province, sent(other, tmp_path / "d")).result == TAKEN
        with province.database.read() as conn:
            assert len(read.records(conn, Family)) == 2
            assert [one.name for one in receiver_offices.known_sources(conn)] == ["DPPKBP3A", "DPPKBP3A"]
            stolen = read.records(conn, Family)[0].changed(water="ledeng")
        # whole data with an id of the first district's: the second one may not touch it
        shares.allow(other, province.device, WHOLE, "uji coba")
        save(other, "Simpan", [stolen])
        (made,) = export(other, tmp_path / "e").files
        report = take_in(province, [made.path]).files[0]
        assert (report.result, report.code) == (REFUSED, "E-SCOPE")
        with province.database.read() as conn:
            assert "ledeng" not in {one.water for one in read.records(conn, Family)}
    finally:
        sessions.close(other)


def test_a_stranger_is_not_believed(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    asked = enrolment.receive(district, grants.introduce(province, tmp_path / "b"))
    enrolment.enrol(district, asked.uid, end_of(asked.mark), share=NAMELESS)
    report = taken(province, sent(district, tmp_path / "c"))  # before the province has heard its fingerprint
    assert (report.result, report.code) == (REFUSED, "E-SENDER")


def test_practice_has_a_province_too(tmp_path: Path) -> None:
    district = first_run(
        tmp_path / "k", PASSWORD, role="kabupaten", person=Officer(full_name="Budi"), villages=[VILLAGE], practice=True,
        clock=Ticking(NOON), cost=CHEAP,
    ).session  # fmt: skip
    province = province_at(tmp_path / "p", practice=True)
    try:
        keep_family(district, "Ahmad")
        befriend(district, province, tmp_path / "b")
        assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    finally:
        for one in (district, province):
            sessions.close(one)
