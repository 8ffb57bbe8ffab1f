"""A person is erased on request: nothing of him is left anywhere in the database, whatever comes late, and everybody
else's data stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, drafts, erasing, erasing_here, erasing_sticks, merging, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.choices_family import HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.erasure import FAMILY, PERSON, Erasure
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import put_back, read, search, shelf, vault
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import taken
from tests.actions.pages_of import plain_pages

NAME, WIFE = "Rusmanto Prawirodigdo", "Ngatinem Sulastri"


class Home:
    """A couple with their visit."""

    def __init__(self, session: Session, head: str = NAME, wife: str = WIFE) -> None:
        self.family = Family(id=new_record_id(session), village=VILLAGE, head_name=head, kk=f"64030612{12120000 + len(head)}",
                             address="Gang Melati 3", status="draf")  # fmt: skip
        family = self.family.id
        self.head = Member(id=new_record_id(session), village=VILLAGE, family_id=family, full_name=head, sex=MAN,
                           relation=HEAD, nik=f"64030612{20380000 + len(head)}", status="draf")  # fmt: skip
        self.wife = Member(id=new_record_id(session), village=VILLAGE, family_id=family, full_name=wife, sex=WOMAN,
                           relation=SPOUSE, nik=f"64030652{20382000 + len(wife)}", status="draf")  # fmt: skip
        self.visit = Visit(id=new_record_id(session), village=VILLAGE, family_id=family, member_id=self.wife.id,
                           note=f"Rahasia {wife.split()[0]}", status="draf")  # fmt: skip
        self.plan = FamilyPlanning(id=new_record_id(session), village=VILLAGE, family_id=family, births=2,
                                   status="draf")  # fmt: skip
        self.all: list[Record] = [self.family, self.head, self.wife, self.visit, self.plan]
        save(session, "Simpan keluarga", self.all)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """The district's computer and the laptop of an officer who is enrolled with it."""
    with strangers(tmp_path) as (district, officer):
        enrolled(district, officer, tmp_path)
        yield district, officer


def bring(one: Session, other: Session, folder: Path) -> None:
    """A file from one to the other."""
    for made in export(one, folder).files:
        assert taken(other, made.path).result == TAKEN


def key_of(session: Session) -> bytes:
    return vault.derive(session.master, vault.DATABASE)


def text_of(session: Session) -> str:
    """Every text in the database, also in tables nobody thinks of."""
    with session.database.read() as conn:
        tables = [row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return "\n".join(repr(row) for one in tables for row in conn.exec_driver_sql(f'SELECT * FROM "{one}"'))


def test_a_family_goes_with_all_that_was_ever_written_of_it(district: Session) -> None:
    home, other = Home(district), Home(district, "Paiman", "Tukinah")
    save(district, "Ubah", [home.head.changed(note="Alamat lama: Rumah Kuning")])
    save(district, "Hapus kunjungan", [], [home.visit])
    drafts.keep(district, home.wife.changed(note="setengah jadi, Ngatinem"))
    reach = erasing.look(district, Family.FORM, home.family.id)
    assert reach is not None
    assert (reach.whom, sum(reach.counts.values()), reach.anew) == (FAMILY, 5, None)
    done = erasing.erase(district, Order(form=Family.FORM, record=home.family.id, reason="Permintaan keluarga"))
    assert (done.erasure.families, done.erasure.members, done.erasure.visits, done.erasure.others) == (1, 2, 1, 1)
    with district.database.read() as conn:
        assert [one.id for one in read.records(conn, Family)] == [other.family.id]
        histories = read.changes_of(conn, [one.id for one in home.all])
        assert {change.values for history in histories.values() for change in history} == {"{}"}
        assert read.drafts(conn) == []
        assert len(read.records(conn, Erasure)) == 1
    text = text_of(district)
    assert [word for word in (NAME, WIFE, "Rumah Kuning", "20380000") if word in text] == []
    assert verify(district) == ()
    assert undo.can_undo(district) is None


def test_one_person_goes_and_the_family_goes_on(district: Session) -> None:
    """The head is erased: the family is written anew without him, and keeps wife, visit and number."""
    home = Home(district)
    save(district, "Ubah", [home.family.changed(note=f"Rumah {NAME}")])
    reach = erasing.look(district, Member.FORM, home.head.id)
    assert reach is not None
    assert (reach.whom, set(reach.records)) == (PERSON, {("member", home.head.id), ("family", home.family.id)})
    erasing.erase(district, Order(form=Member.FORM, record=home.head.id))
    with district.database.read() as conn:
        (family,) = read.records(conn, Family)
        (visit,) = read.records(conn, Visit)
        (wife,) = read.records(conn, Member)
    assert (family.head_name, family.kk, family.address, family.note) == (WIFE, home.family.kk, "Gang Melati 3", None)
    assert (visit.family_id, wife.family_id, visit.note) == (family.id, family.id, "Rahasia Ngatinem")
    assert [one for one in (NAME, home.head.nik or "?") if one in text_of(district)] == []
    assert verify(district) == ()


def test_all_names_of_a_joined_person_go(district: Session) -> None:
    one, other = Home(district), Home(district, "Rusmanto P.", "Ngatinem")
    merging.merge(
        district, Family, one.family.id, other.family.id, {}, twins=[merging.Twins(one.head.id, other.head.id)]
    )
    erasing.erase(district, Order(form=Family.FORM, record=one.family.id))
    text = text_of(district)
    assert [word for word in (NAME, "Rusmanto", "Ngatinem") if word in text] == []
    with district.database.read() as conn:
        assert [len(read.records(conn, form)) for form in (Family, Member, Visit)] == [0, 0, 0]
    assert verify(district) == ()


def test_only_the_district_decides_and_nobody_goes_on_writing(officer: Session, district: Session) -> None:
    with pytest.raises(KnownError) as refused:
        erasing.erase(officer, Order(form=Family.FORM, record=Home(officer).family.id))
    assert refused.value.code == "E-ROLE"
    home = Home(district)
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    late = Visit(id=new_record_id(district), village=VILLAGE, family_id=home.family.id, note="Susulan")
    for record in (home.family.changed(head_name="Lagi"), late):
        with pytest.raises(KnownError) as refused:
            save(district, "Simpan", [record])
        assert refused.value.code == "E-ERASED"
    drafts.keep(district, home.family.changed(head_name="Masih di layar"))
    with district.database.read() as conn:
        assert read.drafts(conn) == []
    with pytest.raises(KnownError) as refused:
        erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert refused.value.code == "E-ERASED"


def test_what_comes_late_is_emptied_on_its_way_in(offices: tuple[Session, Session], tmp_path: Path) -> None:
    """The officer has not heard: his new answers, sealed before the decision, leave nothing in log or tables."""
    district, officer = offices
    home = Home(officer)
    bring(officer, district, tmp_path / "a")
    save(officer, "Ubah", [home.wife.changed(note="Isian terlambat"), home.family.changed(phone="081234567890")])
    (late,) = export(officer, tmp_path / "b").files
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert taken(district, late.path).result == TAKEN
    assert [word for word in (NAME, "terlambat", "081234567890") if word in text_of(district)] == []
    bring(district, officer, tmp_path / "c")
    assert [word for word in (NAME, WIFE, "terlambat", "081234567890") if word in text_of(officer)] == []
    assert verify(district) == verify(officer) == ()


def left_on_disk(session: Session, *words: str) -> list[str]:
    """What a person with the key and a disk editor still finds in the database, its log and its copies."""
    files = [session.database.path, *(one.database for one in copies.copies_of(session))]
    pages = b"".join(plain_pages(one, key_of(session)) for one in files)
    return [word for word in words if word.encode() in pages or word.casefold().encode() in pages]


def test_no_page_and_no_copy_gives_it_back(district: Session) -> None:
    home, other = Home(district), Home(district, "Paiman", "Tukinah")
    first = copies.copy_now(district)
    save(district, "Ubah", [home.head.changed(note="Alamat lama: Rumah Kuning")])
    copies.copy_now(district)
    assert left_on_disk(district, NAME, "Rumah Kuning") == [NAME, "Rumah Kuning"], "the test can see it"
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    assert erasing_here.pending(district)
    copies.copy_now(district)
    done = erasing_here.settle(district)
    assert (done.statements, done.copies, done.left) == (5, 3, ())
    assert left_on_disk(district, NAME, WIFE, "Rusmanto", "Ngatinem", "Rumah Kuning", home.family.kk or "?") == []
    assert not erasing_here.pending(district)
    assert erasing_here.settle(district) == erasing_here.Settled()
    kept = copies.copies_of(district)
    assert [one.made_at for one in kept][-1] == first.made_at
    for one in kept:
        shelf.check(one, key_of(district))
    back = brought_back(district, kept[-1])
    with closing(back.database):
        assert verify(back) == ()
        with back.database.read() as conn:
            assert [one.id for one in read.records(conn, Family)] == [other.family.id], "the rest of the copy is whole"
            assert lists_found(back, "paiman") == 1


def lists_found(session: Session, word: str) -> int:
    with session.database.read() as conn:
        return len(search.matching(conn, Family.FORM, word) or ())


def brought_back(session: Session, kept: shelf.Kept) -> Session:
    sessions.close(session)
    return copies.bring_back(session.data_dir, kept, session.master, clock=session.clock)


def test_a_copy_from_before_is_erased_again_before_anything_is_shown(district: Session, tmp_path: Path) -> None:
    """A stick that was not there: its copy comes back with the person, and he is gone at once, even where the laptop
    dies right after the exchange."""
    home = Home(district)
    kept = copies.copy_to_stick(district, tmp_path / "stick")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    erasing_here.settle(district)
    assert [one.owed for one in erasing_sticks.sticks(district)] == [True]
    sessions.close(district)
    put_back.put_back(kept, district.master, district.data_dir, at=district.clock())  # and the power goes
    again = sessions.open_unlocked(district.data_dir, district.master, clock=district.clock)
    with closing(again.database):
        assert [word for word in (NAME, WIFE) if word in text_of(again)] == []
        assert verify(again) == ()
        assert erasing_here.pending(again)
        erasing_here.settle(again)
        assert left_on_disk(again, NAME, WIFE, "Ngatinem") == []


def test_copies_on_a_stick_are_cleaned_when_it_comes_again(district: Session, tmp_path: Path) -> None:
    home = Home(district)
    first = copies.copy_to_stick(district, tmp_path / "stick")
    erasing.erase(district, Order(form=Family.FORM, record=home.family.id))
    erasing_here.settle(district)
    copies.copy_to_stick(district, tmp_path / "stick")
    assert [one.owed for one in erasing_sticks.sticks(district)] == [False]
    on_stick = copies.found_on(tmp_path / "stick")
    assert len(on_stick) == 2
    assert min(one.made_at for one in on_stick) == first.made_at
    pages = b"".join(plain_pages(one.database, key_of(district)) for one in on_stick)
    assert NAME.encode() not in pages
