"""Files without names: nothing of a person leaves, what leaves comes again as itself, and several districts' files live
side by side at one province."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import merging, photos
from kampungkb_desktop.actions.duplicates_search import search_all
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import KNOWN, TAKEN
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import keep_family
from tests.actions.exchanging import sound
from tests.actions.test_photos import camera_photo, file_with
from tests.actions.veiling import (
    SECRETS,
    befriend,
    bring,
    met,
    plain,
    secrets_of,
    sent,
    taken,
    write_secrets,
)


def test_nothing_of_a_person_leaves_in_a_file_without_names(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, _officer, province = offices
    met(offices, tmp_path)
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
    district, _officer, province = offices
    family = met(offices, tmp_path)
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
    family = met(offices, tmp_path)
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
    family = met(offices, tmp_path)
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
    district, _officer, province = offices
    met(offices, tmp_path)
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


def test_what_was_typed_and_stays_is_counted_before(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    write_secrets(officer)
    save(district, "Simpan", [Village(id="ab" * 16, village="64.03.06.1003", kkb_name="HP 0812-5432-1098", rw="7")])
    bring(officer, district, tmp_path / "a")
    befriend(district, province, tmp_path / "b")
    found = outbox(district, kind=NAMELESS).texts
    assert dict(found.counts) == {"Keluarga": 8, "Anggota keluarga": 3, "Kunjungan": 2, "Kegiatan": 3, "Kampung KB": 1}
    assert found.odd == (("Nama Kampung KB", 1),)
    assert found.total == 17
    assert dict(outbox(district, kind=RECAP).texts.counts) == {"Kegiatan": 3, "Kampung KB": 1}
    assert outbox(district).texts.counts == ()


def _people(province: Session) -> list[int]:
    with province.database.read() as conn:
        return [len(read.records(conn, form)) for form in (Family, Member, Visit, ChildMeasurement, Activity)]


def test_a_family_that_asks_for_it_later_is_withdrawn_and_may_come_back(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, officer, province = offices
    family = met(offices, tmp_path)
    old = sent(district, tmp_path / "c")
    assert taken(province, old).result == TAKEN
    assert _people(province) == [1, 2, 1, 1, 1]
    save(officer, "Batasi", [family.changed(restricted=True)])
    bring(officer, district, tmp_path / "a")
    made = sent(district, tmp_path / "c")
    assert made.changes == 0, "a file for the withdrawal alone"
    assert (taken(province, made).result, taken(province, old).result) == (TAKEN, KNOWN)
    assert _people(province) == [0, 0, 0, 0, 1]
    assert sound(province)
    with pytest.raises(KnownError, match="E-NOTHING-NEW"):
        sent(district, tmp_path / "c")
    whole = sent(district, tmp_path / "c", whole=True)
    assert taken(province, whole).result == TAKEN
    assert _people(province) == [0, 0, 0, 0, 1]
    save(officer, "Lepas batas", [family.changed(restricted=False)])
    bring(officer, district, tmp_path / "a")
    assert taken(province, sent(district, tmp_path / "c")).new == 5
    assert _people(province) == [1, 2, 1, 1, 1]
    assert sound(province)


def test_an_older_file_takes_no_withdrawal_back(offices: tuple[Session, Session, Session], tmp_path: Path) -> None:
    district, officer, province = offices
    family = met(offices, tmp_path)
    late = sent(district, tmp_path / "c")
    save(officer, "Batasi", [family.changed(restricted=True)])
    bring(officer, district, tmp_path / "a")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    assert taken(province, late).result == TAKEN
    assert _people(province) == [0, 0, 0, 0, 1]
    assert sound(province)


def test_whoever_was_joined_with_a_withdrawn_family_goes_with_it(
    offices: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    district, officer, province = offices
    write_secrets(officer)
    keep_family(officer, "Suparman")
    bring(officer, district, tmp_path / "a")
    with district.database.read() as conn:
        one, other = sorted(found.id for found in read.records(conn, Family))
    merging.merge(district, Family, one, other, {})
    befriend(district, province, tmp_path / "b")
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    with district.database.read() as conn:
        (shown,) = read.records(conn, Family)
    save(district, "Batasi", [shown.changed(restricted=True)])
    assert taken(province, sent(district, tmp_path / "c")).result == TAKEN
    assert _people(province)[0] == 0
    assert sound(province)
