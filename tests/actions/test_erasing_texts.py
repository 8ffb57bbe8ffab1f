"""The name of an erased person in the texts of others: what was ticked is written anew without it, everywhere."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import erasing
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.erasing_mentions import Mention, mentions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import ServedFamily
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer_report import OfficerReport, officer_report_id
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import blobs, read
from tests.actions.devices import VILLAGE
from tests.actions.erasing_home import NAME, Home, bring, text_of


def written(officer: Session) -> tuple[Home, str]:
    """Records of others that name the person: an activity with its parts and a photo, a visit with its measures, a
    wife, a namesake's family, the village. Returns the person's home, and the photo."""
    home, other = Home(officer), Home(officer, "Paiman", "Tukinah")
    photo = blobs.put(officer.data_dir, officer.photo_key, b"foto kegiatan")
    held = Activity(id=new_record_id(officer), village=VILLAGE, title=f"Penyuluhan di rumah {NAME}")
    visit = other.visit.changed(note=f"Titip salam dari {NAME.lower()} ya")
    wife = other.wife.changed(note=f"Adik {NAME}")
    save(officer, "Tulis", [
        held,
        ServedFamily(id=new_record_id(officer), village=VILLAGE, activity_id=held.id, family_id=other.family.id),
        Attachment(id=new_record_id(officer), village=VILLAGE, owner_form=Activity.FORM, owner_id=held.id, blob=photo,
                   caption="Suasana"),
        visit,
        PregnancyCheck(id=derived_id(visit.id, "pregnancy"), village=VILLAGE, visit_id=visit.id, member_id=wife.id,
                       weight_kg=61.5),
        wife,
        other.family.changed(note=f"Bukan {NAME} yang itu"),
        Village(id=derived_id(Village.FORM, VILLAGE), village=VILLAGE, responsible=NAME),
    ])  # fmt: skip
    return home, photo


def found(district: Session, home: Home) -> tuple[Mention, ...]:
    """The places that the office's desk lists."""
    reach = erasing.look(district, Family.FORM, home.family.id)
    assert reach is not None
    with district.database.read() as conn:
        return tuple(mentions(conn, reach))


def check_written_anew(one: Session) -> None:
    """Each ticked record stands without the name, with its parts and people; its earlier texts are nowhere."""
    text = text_of(one)
    kept = text.count(f"Bukan {NAME} yang itu")
    assert text.count(NAME) == kept > 0, "what nobody ticked, and nothing else"
    assert NAME.lower() not in text.replace(NAME, "")
    with one.database.read() as conn:
        (activity,) = read.records(conn, Activity)
        assert activity.title == "Penyuluhan di rumah [dihapus]"
        assert [row.activity_id for row in read.records(conn, ServedFamily)] == [activity.id]
        assert [row.owner_id for row in read.records(conn, Attachment)] == [activity.id]
        (came,) = read.records(conn, Visit)
        assert came.note == "Titip salam dari [dihapus] ya"
        (measured,) = read.records(conn, PregnancyCheck)
        assert (measured.id, measured.visit_id) == (derived_id(came.id, "pregnancy"), came.id)
        assert measured.weight_kg == 61.5
        assert [one.responsible for one in read.records(conn, Village)] == ["[dihapus]"]
        person = read.record(conn, Member, came.member_id or "")
        assert person is not None
        assert (person.note, person.full_name) == ("Adik [dihapus]", "Tukinah")
    assert verify(one) == ()


def test_texts_of_others_lose_the_name_and_their_history_with_it(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """What was ticked is written anew without the name; its parts, photos and people stay with it, at every laptop."""
    district, officer = pair
    home, photo = written(officer)
    bring(officer, district, tmp_path / "a")
    places = found(district, home)
    assert {(one.form, one.label) for one in places} == {
        ("activity", "Judul kegiatan"), ("visit", "Catatan TPK"), ("member", "Catatan"), ("family", "Catatan"),
        ("village", "Penanggung jawab"),
    }  # fmt: skip
    assert all(one.traceless for one in places)
    assert f"Penyuluhan di rumah {NAME}" in {one.said for one in places}
    chosen = [(one.form, one.record) for one in places if one.form != Family.FORM]
    done = erasing.erase(district, Order(form=Family.FORM, record=home.family.id, texts=chosen))
    assert (done.erasure.members, done.erasure.others) == (2, 1 + 5), "what was written anew is counted apart"
    bring(district, officer, tmp_path / "b")
    for one in (district, officer):
        check_written_anew(one)
    assert blobs.exists(officer.data_dir, photo)
    with officer.database.read() as conn:
        (person,) = [one for one in read.records(conn, Member) if one.note == "Adik [dihapus]"]
    save(officer, "Ubah", [person.changed(note="Ditulis sesudahnya")])
    bring(officer, district, tmp_path / "c")
    with district.database.read() as conn:
        assert "Ditulis sesudahnya" in {one.note for one in read.records(conn, Member)}


def test_what_an_officer_keeps_for_himself_keeps_its_id_and_is_said_so(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    """His monthly report reaches nobody but him and the office: written anew by the office it would not come to him."""
    district, officer = pair
    home = Home(officer)
    report = OfficerReport(
        id=officer_report_id(officer.author, "2026-10"), officer_id=officer.author, month="2026-10",
        obstacles=f"{NAME} menolak dikunjungi",
    )  # fmt: skip
    save(officer, "Tulis", [report])
    bring(officer, district, tmp_path / "a")
    (place,) = found(district, home)
    assert (place.form, place.traceless) == (OfficerReport.FORM, False)
    order = Order(form=Family.FORM, record=home.family.id, texts=[(place.form, place.record)])
    erasing.erase(district, order)
    bring(district, officer, tmp_path / "b")
    for one in (district, officer):
        with one.database.read() as conn:
            assert [r.obstacles for r in read.records(conn, OfficerReport)] == ["[dihapus] menolak dikunjungi"]
        assert verify(one) == ()
