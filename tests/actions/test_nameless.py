"""Files without names: nothing of a person leaves, what leaves comes again as itself, and several districts' files live
side by side at one province."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, grants, merging, photos, receiver_offices, shares
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.duplicates_search import search_all
from kampungkb_desktop.actions.export import Exported, Order, export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run, own_keys
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.take_in_report import KNOWN, REFUSED, TAKEN, FileReport
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.bundle.opening import _decrypt
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP, WHOLE, Share
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import CHEAP, NOON, PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import end_of, enrolled, keep_family, started_at
from tests.actions.exchanging import sound
from tests.actions.test_photos import camera_photo, file_with

SECRETS = (
    "Suparman", "6403061234567890", "KKI-77", "Jalan Melati", "081254321098", "Rumah biru dekat masjid", "Bu Kades",
    "Puskesmas Rekaan", "2024-02-29", "Siti Rahmah", "Penyuluhan di rumah Pak Tarjo", "Pak Tarjo", "Dusun Cempaka",
    "2.215", "117.39", "Operator Kabupaten", "1988-05-17",
)  # fmt: skip


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Session, Session, Session]]:
    """A district at work, an officer of it with a family full of secrets, and a province, strangers to each other."""
    with ExitStack() as stack:
        district = started_at(tmp_path / "kabupaten", "Operator Kabupaten", "kabupaten")
        officer = started_at(tmp_path / "petugas", "Siti Rahmah", "petugas")
        province = province_at(tmp_path / "provinsi")
        for one in (district, officer, province):
            stack.callback(sessions.close, one)
        enrolled(district, officer, tmp_path / "berkas")
        yield district, officer, province


def province_at(folder: Path, *, practice: bool = False) -> Session:
    return first_run(
        folder, PASSWORD, role="penerima", person=Officer(full_name="Wulan", office="Perwakilan BKKBN"),
        office=Office(full_name="Perwakilan BKKBN"), practice=practice, clock=Ticking(NOON), cost=CHEAP,
    ).session  # fmt: skip


def befriend(district: Session, receiver: Session, folder: Path, share: Share = NAMELESS, reason: str = "") -> None:
    asked = enrolment.receive(district, grants.introduce(receiver, folder))
    enrolment.enrol(district, asked.uid, end_of(asked.mark), share=share, reason=reason)
    looked = grants.look_at(receiver, grants.write_grant(district, asked.uid, folder))
    grants.accept(receiver, looked, end_of(looked.office.mark))


def write_secrets(officer: Session) -> Family:
    """A family, a child, a visit, a measurement and an activity whose texts are all somebody's."""
    new = partial(new_record_id, officer)
    family = Family(
        id=new(), village=VILLAGE, head_name="Suparman", kk="6403061234567890", kki="KKI-77", address="Jalan Melati",
        phone="081254321098", note="Rumah biru dekat masjid", hamlet="Dusun Cempaka", water="sumur_terlindung",
        child_consent_by="Bu Kades",
    )  # fmt: skip
    save(officer, "Simpan keluarga Suparman", [family])
    child = Member(
        id=new(), village=VILLAGE, family_id=family.id, full_name="Siti Suparman", nik="6403061234567890",
        birth_date=date(2024, 2, 29), sex="perempuan", relation="anak", religion="islam",
    )  # fmt: skip
    elder = Member(
        id=new(), village=VILLAGE, family_id=family.id, full_name="Suparman", birth_date=date(1988, 5, 17),
        sex="laki_laki", relation="kepala_keluarga",
    )  # fmt: skip
    visit = Visit(
        id=new(), village=VILLAGE, family_id=family.id, member_id=child.id, target="baduta", officer_id=officer.author,
        visited_on=date(2026, 11, 3), latitude=2.215, longitude=117.39, findings="Rumah biru dekat masjid",
        referral_to="Puskesmas Rekaan",
    )  # fmt: skip
    measured = ChildMeasurement(
        id=new(), village=VILLAGE, visit_id=visit.id, member_id=child.id, measured_on=date(2026, 11, 3), weight_kg=9.4,
        lenhei_cm=81.5,
    )  # fmt: skip
    activity = Activity(
        id=new(), village=VILLAGE, title="Penyuluhan di rumah Pak Tarjo", speakers="Pak Tarjo", place="Jalan Melati",
        held_on=date(2026, 11, 2), male=4, female=11,
    )  # fmt: skip
    village = Village(id=new(), village=VILLAGE, kkb_name="Kampung KB Rekaan", responsible="Bu Kades")
    save(officer, "Simpan semuanya", [child, elder, visit, measured, activity, village])
    return family


def bring(officer: Session, district: Session, folder: Path) -> None:
    assert take_in(district, [export(officer, folder).path]).accepted


def sent(district: Session, folder: Path, kind: str = NAMELESS, *, whole: bool = False) -> Exported:
    return export(district, folder, order=Order(kind=kind, whole=whole))


def taken(session: Session, made: Exported) -> FileReport:
    (report,) = take_in(session, [made.files[0].path]).files
    return report


def plain(path: Path, session: Session) -> dict[str, bytes]:
    """Every member of a file as its receiver can read it."""
    with session.database.read() as conn:
        keys = own_keys(conn)
    with _decrypt(path, keys) as spool, zipfile.ZipFile(spool) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def secrets_of(session: Session) -> set[str]:
    """Every id, and every device, action and author, that stands in a log."""
    with session.database.read() as conn:
        found = {one.uid for one in read.devices(conn)}
        for row in conn.exec_driver_sql("SELECT DISTINCT record FROM change"):
            found.add(str(row[0]))
        for row in conn.exec_driver_sql("SELECT id, author FROM action"):
            found.update(str(one) for one in row if one)
    return found


def test_nothing_of_a_person_leaves_in_a_file_without_names(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    for kind in (NAMELESS, RECAP):
        made = sent(district, tmp_path / kind, kind)
        inside = b"".join(plain(made.path, province).values())
        assert [word for word in SECRETS if word.encode() in inside] == []
        own = {district.device}  # whose file it is, and no record, deed or writer
        assert [one for one in secrets_of(district) - own if one.encode() in inside] == []
        assert "Siti" not in made.path.name
        assert "Operator" not in made.path.name
        assert f"_{kind.replace('_', '-')}_" in made.path.name
    assert b"sumur_terlindung" in b"".join(plain(sent(district, tmp_path / "x", whole=True).path, province).values())


def test_a_province_sees_figures_and_no_people(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    family = write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    made = sent(district, tmp_path / "c")
    assert made.few == (VILLAGE,)
    assert taken(province, made).result == TAKEN
    assert sound(province)
    with province.database.read() as conn:
        (shown,) = read.records(conn, Family)
        child, elder = sorted(read.records(conn, Member), key=lambda one: one.birth_date or date.max, reverse=True)
        (visit,), (measured,) = read.records(conn, Visit), read.records(conn, ChildMeasurement)
        assert read.conflicts(conn) == []
        assert read.waiting(conn) == []
    assert shown.name() == f"Keluarga Tanpa nama {shown.id[:6].upper()}"
    assert (shown.id == family.id, shown.water, shown.kk, shown.village) == (False, "sumur_terlindung", None, VILLAGE)
    assert (child.family_id, child.sex, child.birth_date, child.religion) == (
        shown.id,
        "perempuan",
        date(2024, 2, 15),
        None,
    )
    assert elder.birth_date == date(1988, 7, 1)
    assert (visit.family_id, visit.member_id, visit.visited_on) == (shown.id, child.id, date(2026, 11, 3))
    assert (measured.member_id, measured.weight_kg, measured.lenhei_cm) == (child.id, 9.4, 81.5)


def test_later_files_bring_what_changed_and_no_more(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    family = write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    first = sent(district, tmp_path / "c")
    assert taken(province, first).result == TAKEN
    with pytest.raises(KnownError) as caught:
        sent(district, tmp_path / "c")
    assert caught.value.code == "E-NOTHING-NEW"
    save(officer, "Ubah keluarga", [family.changed(water="ledeng", note="Pak Tarjo")])
    bring(officer, district, tmp_path / "a")
    second = sent(district, tmp_path / "c")
    assert second.changes < first.changes
    assert taken(province, second).changed == 1
    assert taken(province, second).result == KNOWN
    whole = sent(district, tmp_path / "c", whole=True)
    report = taken(province, whole)
    assert (report.result, report.new, report.changed, report.duplicates) == (TAKEN, 0, 0, whole.changes)
    with province.database.read() as conn:
        (shown,) = read.records(conn, Family)
    assert (shown.water, shown.note) == ("ledeng", None)
    assert sound(province)


def test_lost_and_late_files_come_right(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    family = write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    first = sent(district, tmp_path / "c")
    save(officer, "Ubah keluarga", [family.changed(water="ledeng")])
    bring(officer, district, tmp_path / "a")
    second = sent(district, tmp_path / "c")
    assert taken(province, second).waiting == 1
    assert taken(province, first).waiting == 0
    with province.database.read() as conn:
        (shown,) = read.records(conn, Family)
    assert shown.water == "ledeng"


def test_a_recap_names_villages_only_and_goes_before_or_after(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, officer, province = offices
    write_secrets(officer)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    assert taken(province, sent(district, tmp_path / "c", RECAP)).result == TAKEN
    with province.database.read() as conn:
        assert read.records(conn, Family) == []
        (activity,) = read.records(conn, Activity)
        (village,) = read.records(conn, Village)
        assert read.seen(conn) == {}
    assert (activity.male, activity.female, activity.speakers) == (4, 11, None)
    assert (activity.title or "").startswith("Kegiatan ")
    assert (village.kkb_name, village.responsible) == ("Kampung KB Rekaan", None)
    report = taken(province, sent(district, tmp_path / "c"))
    assert (report.result, report.changed) == (TAKEN, 0)
    with province.database.read() as conn:
        assert len(read.records(conn, Activity)) == 1
        assert len(read.records(conn, Family)) == 1


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


def test_a_family_that_asked_for_it_stays_here(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    family = write_secrets(officer)
    save(officer, "Batasi", [family.changed(restricted=True)])
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    with province.database.read() as conn:
        counts = [len(read.records(conn, form)) for form in (Family, Member, Visit, ChildMeasurement, Activity)]
    assert counts == [0, 0, 0, 0, 1]
    save(officer, "Lepas batas", [family.changed(restricted=False)])
    bring(officer, district, tmp_path / "a")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    with province.database.read() as conn:
        assert len(read.records(conn, ChildMeasurement)) == 1
        assert read.waiting(conn) == []


def test_families_that_are_one_stay_one(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    keep_family(officer, "Suparman")
    bring(officer, district, tmp_path / "a")
    with district.database.read() as conn:
        one, other = (found.id for found in read.records(conn, Family))
    merging.merge(district, Family, one, other, {})
    befriend(district, province, tmp_path / "b")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    with province.database.read() as conn:
        assert len(read.records(conn, Family)) == 1


def test_people_without_names_are_nobodys_doubles(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    """Their labels look alike and say nothing."""
    district, officer, province = offices
    write_secrets(officer)
    for name in ("Suparmin", "Suparni", "Tugiyem"):
        keep_family(officer, name)
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    assert search_all(province, silent()).found.pairs == ()


def test_photos_never_go_without_names(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    with officer.database.read() as conn:
        (activity,) = read.records(conn, Activity)
    photos.add_photo(officer, activity, file_with(tmp_path, camera_photo((300, 200))))
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    made = sent(district, tmp_path / "c")
    assert made.files[0].photos == 0
    assert not any(name.startswith("blobs/") for name in plain(made.path, province))


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
