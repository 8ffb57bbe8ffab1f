"""What an officer had typed and not sent when an erasure wrote a record anew: none of it is lost, and none of it brings
the person back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from kampungkb_desktop.actions import conflict_desk, drafts, erasing, erasing_here
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import ServedFamily
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import blobs, read
from tests.actions.devices import VILLAGE
from tests.actions.erasing_home import NAME, WIFE, Home, bring, left_on_disk, text_of
from tests.actions.exchanging import taken

R = TypeVar("R", bound=Record)
KAMPUNG = derived_id(Village.FORM, VILLAGE)


class Texts:
    """Records of others that name the person, known to both sides: an activity, a visit with its measures, a woman,
    the village. The officer's laptop wrote them all."""

    def __init__(self, officer: Session) -> None:
        self.home, self.other = Home(officer), Home(officer, "Paiman", "Tukinah")
        self.activity = Activity(
            id=new_record_id(officer), village=VILLAGE, title=f"Penyuluhan di rumah {NAME}", place="Balai"
        )
        self.visit = self.other.visit.changed(note=f"Titip salam dari {NAME} ya")
        self.measured = PregnancyCheck(
            id=derived_id(self.visit.id, "pregnancy"), village=VILLAGE, visit_id=self.visit.id,
            member_id=self.other.wife.id, weight_kg=61.5,
        )  # fmt: skip
        self.wife = self.other.wife.changed(note=f"Adik {NAME}")
        self.village = Village(id=KAMPUNG, village=VILLAGE, responsible=NAME)
        self.all: list[Record] = [self.activity, self.visit, self.measured, self.wife, self.village]
        save(officer, "Tulis", self.all)

    def erase(self, district: Session) -> None:
        """The family that asked, with the person's name in all of these texts."""
        chosen = [(one.FORM, one.id) for one in (self.activity, self.visit, self.wife, self.village)]
        erasing.erase(district, Order(form=Family.FORM, record=self.home.family.id, texts=chosen))
        erasing_here.settle(district)


def only(session: Session, form: type[R], **where: str) -> R:
    with session.database.read() as conn:
        (found,) = read.records(conn, form, where=where)
    return found


def type_on(officer: Session, texts: Texts) -> str:
    """A working day that the office has not heard of; returns the photo taken."""
    photo = blobs.put(officer.data_dir, officer.photo_key, b"foto kegiatan")
    save(officer, "Kegiatan", [
        texts.activity.changed(place="Aula desa", title=f"Penyuluhan KB di rumah {NAME} dan tetangga"),
        ServedFamily(id=new_record_id(officer), village=VILLAGE, activity_id=texts.activity.id,
                     family_id=texts.other.family.id),
        Attachment(id=new_record_id(officer), village=VILLAGE, owner_form=Activity.FORM, owner_id=texts.activity.id,
                   blob=photo, caption="Suasana"),
    ], seen=[texts.activity])  # fmt: skip
    save(officer, "Kunjungan", [
        texts.visit.changed(note=f"Titip salam dari {NAME.upper()} ya. Sudah minum obat."),
        texts.measured.changed(weight_kg=63.25),
        ChildMeasurement(id=derived_id(texts.visit.id, ChildMeasurement.FORM), village=VILLAGE,
                         visit_id=texts.visit.id, member_id=texts.wife.id, weight_kg=11.5),
    ], seen=[texts.visit, texts.measured])  # fmt: skip
    save(officer, "Anggota", [texts.wife.changed(nik="6403065203820099")], seen=[texts.wife])
    save(officer, "Kampung", [texts.village.changed(responsible="Sutrisno", head_name="Darmi")], seen=[texts.village])
    return photo


def check_all_is_there(one: Session) -> None:
    activity, visit, wife = only(one, Activity), only(one, Visit), only(one, Member, full_name="Tukinah")
    assert (activity.place, activity.title) == ("Aula desa", "Penyuluhan KB di rumah [dihapus] dan tetangga")
    assert only(one, ServedFamily).activity_id == activity.id
    assert only(one, Attachment).owner_id == activity.id
    assert visit.note == "Titip salam dari [dihapus] ya. Sudah minum obat."
    measured, child = only(one, PregnancyCheck), only(one, ChildMeasurement)
    assert (measured.id, measured.visit_id, measured.weight_kg) == (derived_id(visit.id, "pregnancy"), visit.id, 63.25)
    assert (child.id, child.visit_id) == (derived_id(visit.id, ChildMeasurement.FORM), visit.id)
    assert child.weight_kg == 11.5
    assert (wife.nik, wife.note) == ("6403065203820099", "Adik [dihapus]")
    village = only(one, Village)
    assert (village.responsible, village.head_name) == ("Sutrisno", "Darmi")
    assert [word for word in (NAME, NAME.lower(), NAME.upper(), WIFE) if word in text_of(one)] == []
    assert conflict_desk.count(one) == 0
    assert verify(one) == ()


def test_what_was_not_sent_goes_on_with_the_record_that_was_written_anew(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    """The decision comes while a day's work waits on the officer's laptop: it stands there at once, and the office gets
    it with the next file; nobody finds the name again, in no row, log, index, page or copy."""
    district, officer = pair
    texts = Texts(officer)
    bring(officer, district, tmp_path / "a")
    photo = type_on(officer, texts)
    texts.erase(district)
    bring(district, officer, tmp_path / "b")
    check_all_is_there(officer)
    assert blobs.exists(officer.data_dir, photo)
    bring(officer, district, tmp_path / "c")
    check_all_is_there(district)
    for one in (officer, district):
        assert left_on_disk(one, NAME, NAME.lower(), "Ngatinem", "rusmanto") == []
        files = [path.read_bytes() for path in one.data_dir.rglob("*") if path.is_file()]
        assert not any(word.encode() in content for content in files for word in (NAME, NAME.lower(), WIFE))
    bring(district, officer, tmp_path / "d")
    check_all_is_there(officer)


def test_what_was_sent_and_came_too_late_is_sent_again(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """His file reaches the office after the decision and is emptied there; he hears, and says it again."""
    district, officer = pair
    texts = Texts(officer)
    bring(officer, district, tmp_path / "a")
    type_on(officer, texts)
    late = export(officer, tmp_path / "late").files
    texts.erase(district)
    assert [taken(district, one.path).result for one in late] == [TAKEN]
    assert only(district, Attachment).owner_id == only(district, Activity).id, "a photo is nobody's erased text"
    assert only(district, Activity).place == "Balai", "what came about the old record is emptied"
    bring(district, officer, tmp_path / "b")
    check_all_is_there(officer)
    bring(officer, district, tmp_path / "c")
    check_all_is_there(district)


def test_a_family_goes_on_with_what_was_typed_of_it(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """Its head asks to be erased. The new address, a visit and two forms left half-way stay; what was typed about him
    does not."""
    district, officer = pair
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    wrong = home.family.changed(address="Gang Kenanga 9", note=f"Rumah {NAME}, pagar hijau", head_name="Rusmanto P.")
    save(officer, "Ubah", [wrong, home.head.changed(note="Pindah kerja")], seen=[home.family, home.head])
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=home.family.id, member_id=home.wife.id)
    drafts.keep(officer, visit.changed(note=f"Suaminya {NAME} di ladang"), {"visited_on": f"31/31 {NAME}"})
    drafts.keep(officer, home.visit.changed(note="Masih ditulis"))
    drafts.keep(officer, Visit(id=new_record_id(officer), village=VILLAGE, family_id=home.family.id,
                               member_id=home.head.id, note="Tentang dia"))  # fmt: skip
    drafts.keep(officer, wrong.changed(rt="004"))
    erasing.erase(district, Order(form=Member.FORM, record=home.head.id))
    bring(district, officer, tmp_path / "b")
    family = only(officer, Family)
    assert family.id != home.family.id
    assert (family.address, family.head_name) == ("Gang Kenanga 9", WIFE)
    assert family.note == "Rumah [dihapus], pagar hijau"
    kept = {type(one.record): one for one in drafts.open_drafts(officer)}
    listed = {one.record.id: one for one in drafts.open_drafts(officer)}
    assert len(listed) == 3, "the one about him is gone"
    half = listed[visit.id].record
    assert isinstance(half, Visit)
    assert (half.note, half.family_id, half.member_id) == ("Suaminya [dihapus] di ladang", family.id, home.wife.id)
    assert dict(listed[visit.id].typed) == {"visited_on": "31/31 [dihapus]"}
    of_home = kept[Family].record
    assert isinstance(of_home, Family)
    assert (of_home.id, of_home.rt, of_home.head_name) == (family.id, "004", WIFE)
    assert [word for word in (NAME, "Rusmanto", "Pindah kerja", "Tentang dia") if word in text_of(officer)] == []
    save(officer, "Simpan", [half])
    bring(officer, district, tmp_path / "c")
    assert only(district, Family).address == "Gang Kenanga 9"
    assert {one.note for one in read_all(district)} == {"Suaminya [dihapus] di ladang", "Rahasia Ngatinem"}
    assert verify(officer) == verify(district) == ()


def read_all(session: Session) -> list[Visit]:
    with session.database.read() as conn:
        return read.records(conn, Visit)


def test_where_both_answered_both_stand(pair: tuple[Session, Session], tmp_path: Path) -> None:
    """The office mended the same answer before it decided, and the officer deleted another record meanwhile."""
    district, officer = pair
    texts = Texts(officer)
    bring(officer, district, tmp_path / "a")
    save(officer, "Ubah", [texts.activity.changed(place="Aula desa")], seen=[texts.activity])
    save(officer, "Hapus kunjungan", [], [texts.visit])
    save(district, "Ubah", [texts.activity.changed(place="Kantor camat")], seen=[texts.activity])
    texts.erase(district)
    bring(district, officer, tmp_path / "b")
    bring(officer, district, tmp_path / "c")
    for one in (officer, district):
        found = {(type_.FORM, field) for type_, field in of_conflicts(one)}
        assert found == {("activity", "place"), ("visit", "*deleted*")}
        assert verify(one) == ()
    assert only(officer, Activity).id == only(district, Activity).id


def of_conflicts(session: Session) -> list[tuple[type[Record], str]]:
    with session.database.read() as conn:
        forms = {"activity": Activity, "visit": Visit}
        return [(forms[one.form], one.field) for one in read.conflicts(conn)]


def test_what_tells_of_the_person_himself_is_not_carried_over_and_keeps_no_file_from_coming_in(
    pair: tuple[Session, Session], tmp_path: Path
) -> None:
    """A measurement of hers that was added to somebody else's visit, and a visit that was turned into one to her."""
    district, officer = pair
    texts = Texts(officer)
    bring(officer, district, tmp_path / "a")
    hers = ChildMeasurement(
        id=derived_id(texts.visit.id, ChildMeasurement.FORM), village=VILLAGE, visit_id=texts.visit.id,
        member_id=texts.home.wife.id, weight_kg=47.75,
    )  # fmt: skip
    save(officer, "Ukur", [hers, texts.visit.changed(member_id=texts.home.wife.id)], seen=[texts.visit])
    texts.erase(district)
    bring(district, officer, tmp_path / "b")
    assert only(officer, Visit).member_id == only(officer, Member, full_name="Tukinah").id, "as before he changed it"
    bring(officer, district, tmp_path / "c")
    bring(district, officer, tmp_path / "d")
    for one in (officer, district):
        with one.database.read() as conn:
            assert read.records(conn, ChildMeasurement) == []
        assert [word for word in (NAME, WIFE, "47.75") if word in text_of(one)] == []
        assert verify(one) == ()


def test_a_screen_that_stands_open_saves_to_the_record_that_goes_on(district: Session) -> None:
    """He begins to type before the erasure and finishes after it: his words are kept, the name is not."""
    texts = Texts(district)
    texts.erase(district)
    typed = texts.visit.changed(note=f"Titip salam dari {NAME} ya", referral_note="Ke puskesmas")
    save(district, "Simpan", [typed], seen=[texts.visit])
    found = only(district, Visit)
    assert (found.note, found.referral_note) == ("Titip salam dari [dihapus] ya", "Ke puskesmas")
    save(district, "Hapus", [], [only(district, Village)])
    save(district, "Buat lagi", [Village(id=KAMPUNG, village=VILLAGE, responsible="Baru")])
    assert only(district, Village).responsible == "Baru"
    assert NAME not in text_of(district)
    assert verify(district) == ()
