"""Who gets what: an officer never receives another's village, and a record that crosses the border travels whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import MinuteItem
from kampungkb_desktop.forms.officer import Assignment, Office
from kampungkb_desktop.forms.risk_verification import RiskVerification, verification_id
from kampungkb_desktop.store import read
from tests.actions.devices import copied
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, TANJUNG, family, laptop, log, names, sent, sound, taken


@dataclass
class Berau:
    """Two officers with a village each, and their office."""

    siti: Session
    andi: Session
    office: Session
    stick: Path

    def in_(self, *senders: Session) -> None:
        """Everything new of these goes to the office."""
        for sender in senders:
            taken(self.office, sent(sender, self.stick / "masuk").path)

    def out(self) -> dict[str, int]:
        """The office answers everybody who lacks something; who got how many changes."""
        folder = self.stick / "balasan"
        try:
            made = export(self.office, folder)
        except KnownError as error:
            assert error.code == "E-NOTHING-NEW"  # noqa: PT017  nobody lacks anything
            return {}
        for one in made.files:
            to = self.siti if one.receiver == "Siti" else self.andi
            assert taken(to, one.path).result == "diterima"
        return {one.receiver: one.changes for one in made.files}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("berau")
    for key, name, role, village in (
        ("siti", "Siti", "petugas", MALUANG),
        ("andi", "Andi", "petugas", TANJUNG),
        ("kantor", "Kantor", "kabupaten", ""),
    ):
        close(laptop(folder / key, name, role=role, villages=[village] if village else []))
    return folder


@pytest.fixture
def berau(templates: Path, tmp_path: Path) -> Iterator[Berau]:
    with (
        copied(templates / "siti", tmp_path / "siti") as siti,
        copied(templates / "andi", tmp_path / "andi") as andi,
        copied(templates / "kantor", tmp_path / "kantor") as office,
    ):
        yield Berau(siti, andi, office, tmp_path / "stik")


def villages_in_log(session: Session) -> set[str]:
    return {change.village for change in log(session).values()} - {""}


def test_nobody_gets_another_village(berau: Berau) -> None:
    family(berau.siti, "Maluang")
    family(berau.andi, "Tanjung", TANJUNG)
    berau.in_(berau.siti, berau.andi)
    assert names(berau.office) == ["Maluang", "Tanjung"]
    berau.out()
    assert villages_in_log(berau.siti) == {MALUANG}
    assert villages_in_log(berau.andi) == {TANJUNG}
    assert berau.out() == {}, "nothing goes twice"


def test_two_officers_of_one_name_get_two_files(berau: Berau, tmp_path: Path) -> None:
    twin = laptop(tmp_path / "kembar", "Siti", villages=[GUNUNG_TABUR])
    try:
        berau.in_(berau.siti, twin)
        save(berau.office, "Kop surat", [Office(id=derived_id("office", "64.03"), acronym="DPPKBP3A", status="draf")])
        files = export(berau.office, tmp_path / "balasan").files
        assert len({one.path for one in files}) == len(files) == 2
        assert all(one.path.exists() for one in files)
    finally:
        close(twin)


def test_a_record_that_crosses_the_border_travels_whole(berau: Berau) -> None:
    made = family(berau.siti, "Pindah", rt="003")
    save(berau.siti, "Simpan keluarga", [made.changed(address="Jalan Lama")])
    berau.in_(berau.siti, berau.andi)
    berau.out()
    with berau.office.database.read() as conn:
        here = read.record(conn, type(made), made.id)
    assert here is not None
    save(berau.office, "Pindahkan keluarga", [here.changed(village=TANJUNG)])
    assert berau.out().keys() == {"Siti", "Andi"}, "who loses it hears that it left"
    with berau.andi.database.read() as conn:
        arrived = read.record(conn, type(made), made.id)
        history = read.changes_of(conn, [made.id])[made.id]
        assert read.waiting(conn) == []
    assert arrived == here.changed(village=TANJUNG)
    assert len(history) == 3
    assert sound(berau.andi)
    assert berau.out() == {}
    save(berau.andi, "Simpan keluarga", [arrived.changed(address="Jalan Baru")])
    berau.in_(berau.andi)
    with berau.office.database.read() as conn:
        assert read.record(conn, type(made), made.id) == arrived.changed(address="Jalan Baru")


def test_an_old_hand_may_still_speak_of_a_record_that_left(berau: Berau) -> None:
    """He edits before he hears of the move; both stand, nothing is refused."""
    made = family(berau.siti, "Pindah")
    berau.in_(berau.siti, berau.andi)
    save(berau.office, "Pindahkan keluarga", [made.changed(village=TANJUNG)])
    save(berau.siti, "Simpan keluarga", [made.changed(rt="009")])
    berau.in_(berau.siti)
    with berau.office.database.read() as conn:
        found = read.record(conn, type(made), made.id)
    assert found is not None
    assert (found.village, found.rt) == (TANJUNG, "009")


def test_a_village_newly_assigned_comes_whole(berau: Berau) -> None:
    family(berau.andi, "Tanjung", TANJUNG)
    berau.in_(berau.siti, berau.andi)
    berau.out()
    assert names(berau.siti) == []
    link = derived_id(berau.siti.author, TANJUNG)
    save(berau.office, "Tugaskan", [Assignment(id=link, village=TANJUNG, officer_id=berau.siti.author, status="draf")])
    berau.out()
    assert names(berau.siti) == ["Tanjung"]
    assert sound(berau.siti)


def test_what_has_no_village_stays_with_its_writer(berau: Berau) -> None:
    meeting = Activity(id=new_record_id(berau.siti), title="Rapat pribadi", status="draf")
    save(berau.siti, "Simpan kegiatan", [meeting])
    berau.in_(berau.siti, berau.andi)
    save(berau.office, "Kop surat", [Office(id=derived_id("office", "64.03"), acronym="DPPKBP3A", status="draf")])
    save(berau.office, "Perbaiki judul", [meeting.changed(title="Rapat staf")])
    berau.out()
    with berau.andi.database.read() as conn:
        assert read.records(conn, Activity) == []
        assert [one.acronym for one in read.records(conn, Office)] == ["DPPKBP3A"]
    with berau.siti.database.read() as conn:
        assert [one.title for one in read.records(conn, Activity)] == ["Rapat staf"]
    assert berau.out() == {}


def test_a_meeting_of_the_kabupaten_reaches_every_officer_and_the_office_mends_it(berau: Berau) -> None:
    berau.in_(berau.siti, berau.andi)
    berau.out()
    meeting = Activity(
        id=new_record_id(berau.office), title="Pertemuan Pokja", level="kabupaten", joined=(MALUANG,), status="selesai"
    )
    item = MinuteItem(id=new_record_id(berau.office), activity_id=meeting.id, text="Jadwal", status="selesai")
    save(berau.office, "Simpan kegiatan", [meeting, item])
    berau.out()
    for officer in (berau.siti, berau.andi):
        with officer.database.read() as conn:
            assert [one.title for one in read.records(conn, Activity)] == ["Pertemuan Pokja"]
            assert [one.text for one in read.records(conn, MinuteItem)] == ["Jadwal"]
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        save(berau.andi, "Simpan kegiatan", [meeting.changed(place="Rumah Andi")], seen=[meeting])
    save(berau.office, "Simpan kegiatan", [meeting.changed(place="Balai Mufakat")], seen=[meeting])
    with berau.office.database.read() as conn:
        assert [one.place for one in read.records(conn, Activity)] == ["Balai Mufakat"]
    berau.out()
    with berau.siti.database.read() as conn:
        assert [one.place for one in read.records(conn, Activity)] == ["Balai Mufakat"]
    assert berau.out() == {}
    assert sound(berau.siti)
    assert sound(berau.andi)


def test_work_that_becomes_a_meeting_later_goes_out_whole(berau: Berau) -> None:
    work = Activity(id=new_record_id(berau.siti), title="Rapat", status="draf")
    save(berau.siti, "Simpan kegiatan", [work])
    berau.in_(berau.siti, berau.andi)
    berau.out()
    save(berau.siti, "Simpan kegiatan", [work.changed(level="kecamatan")], seen=[work])
    berau.in_(berau.siti)
    berau.out()
    with berau.andi.database.read() as conn:
        assert [(one.title, one.level) for one in read.records(conn, Activity)] == [("Rapat", "kecamatan")]
    assert sound(berau.andi)
    assert berau.out() == {}


def test_a_second_laptop_of_the_office_learns_the_same(berau: Berau, tmp_path: Path) -> None:
    family(berau.siti, "Maluang")
    file = sent(berau.siti, tmp_path).path
    second = laptop(tmp_path / "kantor-2", "Kantor dua", role="kabupaten", villages=[])
    try:
        taken(berau.office, file)
        taken(second, file)
        assert names(second) == names(berau.office) == ["Maluang"]
    finally:
        close(second)


def test_a_file_for_one_officer_is_of_no_use_to_another(berau: Berau) -> None:
    berau.in_(berau.siti, berau.andi)
    save(berau.office, "Kop surat", [Office(id=derived_id("office", "64.03"), acronym="DPPKBP3A", status="draf")])
    for one in export(berau.office, berau.stick / "balasan").files:
        other = berau.andi if one.receiver == "Siti" else berau.siti
        (report,) = take_in(other, [one.path]).files
        assert report.code == "E-RECIPIENT"


def test_a_verification_made_in_both_villages_of_a_family_that_moved(berau: Berau) -> None:
    """Siti verifies the family before she hears that it moved, Andi after it came: it is one record, nobody's file is
    refused for it, and both have all of it in the end."""
    made = family(berau.siti, "Pindah")
    berau.in_(berau.siti, berau.andi)
    save(berau.office, "Pindahkan keluarga", [made.changed(village=TANJUNG)])
    half = RiskVerification(
        id=verification_id(made.id, Semester(2026, 2)), family_id=made.id, year=2026, half="2", status="draf"
    )
    save(berau.siti, "Simpan verval", [half.changed(village=MALUANG, found="ada")])
    save(berau.siti, "Simpan verval", [half.changed(village=MALUANG, found="ada", note="Rumah kosong")])
    late = sent(berau.siti, berau.stick / "terlambat").path
    berau.out()
    save(berau.andi, "Simpan verval", [half.changed(village=TANJUNG, found="ada")])
    berau.in_(berau.andi)
    assert berau.out()
    assert taken(berau.office, late).result == "diterima"
    berau.in_(berau.siti)
    berau.out()
    for one in (berau.siti, berau.andi, berau.office):
        with one.database.read() as conn:
            assert len(read.changes_of(conn, [half.id])[half.id]) == 3
        assert sound(one)
    assert berau.out() == {}


def test_nobody_begins_beside_what_was_never_his(berau: Berau) -> None:
    """Neither a record whose id follows from nothing, nor one that follows from another's family."""
    theirs = family(berau.andi, "Tanjung", TANJUNG)
    half = RiskVerification(
        id=verification_id(theirs.id, Semester(2026, 2)), family_id=theirs.id, year=2026, half="2", status="draf"
    )
    save(berau.andi, "Simpan verval", [half.changed(village=TANJUNG)])
    berau.in_(berau.siti, berau.andi)
    for foreign in (theirs.changed(village=MALUANG), half.changed(village=MALUANG)):
        save(berau.siti, "Simpan", [foreign])
        assert taken(berau.office, sent(berau.siti, berau.stick / "masuk").path).code == "E-SCOPE"
    berau.out()
    assert names(berau.siti, TANJUNG) == []
