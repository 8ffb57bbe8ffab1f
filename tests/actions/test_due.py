"""The due list over a database: what is read, how it is kept up, how it is narrowed, and what leaves as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kampungkb_desktop.actions import kept_results, undo
from kampungkb_desktop.actions.due import DueBook, begin_book, due_book, read_on
from kampungkb_desktop.actions.due_rows import families_of
from kampungkb_desktop.actions.due_shelf import shelve, shelved, take_up
from kampungkb_desktop.actions.due_view import (
    BY_PLACE,
    BY_RANK,
    LATE,
    MONTH,
    TODAY,
    WEEK,
    DueFilter,
    counts,
    export_due,
    in_order,
    last_day,
    narrowed,
    places,
    reasons_found,
)
from kampungkb_desktop.actions.family_file import due_families
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from tests.actions.devices import VILLAGE, copied, make

NOW = date(2026, 11, 21)
OTHER = "64.03.06.2005"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("due") / "petugas"
    make(folder, "Siti Rahma")
    return folder


@pytest.fixture
def session(template: Path, tmp_path: Path) -> Iterator[Session]:
    with copied(template, tmp_path / "petugas") as opened:
        yield opened


def household(
    name: str, village: str | None = VILLAGE, rt: str = "003", *, born: date = date(2025, 9, 14)
) -> list[Record]:
    """A couple with a toddler, weighed in October, and a visit planned for ten days ago."""
    home = Family(id=f"f{name}", village=village, status=DONE, head_name=name, rt=rt, rw="001", latrine="septik",
                  water="ledeng", phone="08120000000", address="=Jalan Rekaan")  # fmt: skip

    def person(suffix: str, sex: str, birth: date, relation: str, marital: str) -> Member:
        return Member(id=f"{suffix}{name}", village=village, status=DONE, family_id=home.id,
                      full_name=f"{suffix} {name}", sex=sex, birth_date=birth, relation=relation,
                      marital=marital)  # fmt: skip

    child = person("anak", "perempuan", date(2025, 9, 14), "anak", "belum_kawin")
    return [
        home,
        person("ayah", "laki_laki", date(1990, 5, 2), "kepala_keluarga", "kawin"),
        person("ibu", "perempuan", date(1995, 3, 9), "istri_suami", "kawin"),
        child,
        Visit(id=f"v{name}", village=village, status=DONE, family_id=home.id, target="anak", member_id=child.id,
              visited_on=date(2026, 10, 12), next_visit_on=date(2026, 11, 11)),
        ChildMeasurement(id=f"m{name}", village=village, status=DONE, visit_id=f"v{name}", member_id=child.id,
                         measured_on=date(2026, 10, 12), weight_kg=9.1, lenhei_cm=75.0, position="berbaring"),
    ]  # fmt: skip


def said(book: DueBook) -> dict[str, list[str]]:
    """Line to the codes of its reasons."""
    return {line.id: [one.code for one in line.due.reasons] for line in book.lines()}


def test_the_book_reads_families_of_every_village_and_of_none(session: Session) -> None:
    assert said(due_book(session, NOW)) == {}
    save(session, "Isi", [*household("amat"), *household("budi", OTHER), *household("cici", None)])
    book = due_book(session, NOW)
    assert said(book) == {f"f{one}|anak{one}": ["janji", "timbang"] for one in ("amat", "budi", "cici")}
    assert book.whole
    assert {line.place.village for line in book.lines()} == {VILLAGE, OTHER, ""}


def test_a_family_that_moved_away_is_not_visited(session: Session) -> None:
    home, *rest = household("amat")
    assert isinstance(home, Family)
    save(session, "Isi", [home.changed(state="pindah", state_on=date(2026, 11, 1)), *rest])
    assert said(due_book(session, NOW)) == {}


def test_the_book_comes_village_by_village(session: Session) -> None:
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    book = begin_book(session, NOW)
    assert book.villages == (VILLAGE, OTHER, "")
    book = read_on(session, book)
    assert (set(said(book)), book.whole) == ({"famat|anakamat"}, False)
    book = read_on(session, book)
    assert (set(said(book)), book.whole) == ({"famat|anakamat", "fbudi|anakbudi"}, False)
    book = read_on(session, book)
    assert (len(said(book)), book.whole) == (2, True)
    assert read_on(session, book) is book


def test_a_book_of_one_village_is_kept_up_within_it(session: Session) -> None:
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    book = read_on(session, begin_book(session, NOW, only=OTHER))
    assert (set(said(book)), book.whole) == ({"fbudi|anakbudi"}, True)
    save(session, "Kunjungan", [Visit(id=f"v{one}2", village=village, status=DONE, family_id=f"f{one}", target="anak",
                                      member_id=f"anak{one}", visited_on=NOW)
                                for one, village in (("amat", VILLAGE), ("budi", OTHER))])  # fmt: skip
    again = begin_book(session, NOW, book, OTHER)
    assert (again.whole, said(again)) == (True, {"fbudi|anakbudi": ["timbang"]})
    assert begin_book(session, NOW, again).villages == (VILLAGE, OTHER, "")
    assert begin_book(session, NOW, again, VILLAGE).villages == (VILLAGE,)


def test_nothing_is_read_again_while_nothing_is_written(session: Session) -> None:
    save(session, "Isi", household("amat"))
    book = due_book(session, NOW)
    assert due_book(session, NOW, book) is book
    assert due_book(session, NOW + timedelta(days=1), book) != book
    # The clock may go back as well: another day is always another book.
    assert due_book(session, NOW - timedelta(days=400), book).today == NOW - timedelta(days=400)


def _steps(session: Session) -> Iterator[str]:
    """Everything a person may do to a family, one after the other."""
    amat = household("amat")
    home, child = amat[0], amat[3]
    assert isinstance(home, Family)
    assert isinstance(child, Member)
    save(session, "Kunjungan", [Visit(id="v2", village=VILLAGE, status=DONE, family_id=home.id, target="anak",
                                      member_id=child.id, visited_on=NOW, next_visit_on=NOW + timedelta(days=3),
                                      referral="proses")])  # fmt: skip
    yield "visit"
    save(session, "Ukur", [ChildMeasurement(id="m2", village=VILLAGE, member_id=child.id, measured_on=NOW,
                                            weight_kg=8.0, lenhei_cm=75.5, position="berbaring")])  # fmt: skip
    yield "measurement"
    undo.undo(session)
    yield "undo"
    with session.database.read() as conn:
        assert [one.here for one in families_of(conn, [home.id], NOW)] == [True]
    save(session, "Hapus kunjungan", [], [Visit(id="v2", village=VILLAGE, family_id=home.id)])
    yield "deleted visit"
    save(session, "Pindah", [child.changed(family_id="fbudi", village=OTHER)])
    yield "a child moved to another family"
    save(session, "KB", [FamilyPlanning(id="k1", village=VILLAGE, family_id=home.id, as_of=date(2026, 9, 1),
                                        pregnant=False, using=False, wants_child="tidak_ingin_lagi")])  # fmt: skip
    yield "family planning"
    save(session, "Rumah", [home.changed(latrine="umum", village=OTHER, rt="009")])
    yield "house and village"
    save(session, "Verval", [RiskVerification(id="r1", village=OTHER, family_id=home.id, year=2026, half="2",
                                              verified_on=NOW, found="ada", assistance=("kie",))])  # fmt: skip
    yield "verification"
    save(session, "Hapus keluarga", [], [home])
    yield "deleted family"


def test_following_the_changes_equals_reading_everything(session: Session) -> None:
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    book, different = due_book(session, NOW), 0
    assert shelved(session, NOW) is None
    assert (shelve(session, book), shelve(session, book)) == (True, False)
    for step in _steps(session):
        followed, anew = due_book(session, NOW, book), due_book(session, NOW)
        assert dict(followed.families) == dict(anew.families), step
        taken = take_up(session, NOW, None)  # as another start of the program has it: from the shelf, brought up
        assert (taken.whole, dict(taken.families)) == (True, dict(anew.families)), step
        different += followed.families != book.families
        book = followed
    assert different >= 7  # the steps do change the list
    assert shelved(session, NOW - timedelta(days=1)) is None
    assert shelved(session, NOW + timedelta(days=100)) is None
    assert take_up(session, NOW, None, VILLAGE).villages == (VILLAGE,)
    with session.database.write() as conn:
        kept_results.forget_all(conn)
    assert shelved(session, NOW) is None


def test_a_record_under_another_village_or_none_is_not_missed(session: Session) -> None:
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    weighed = ChildMeasurement(id="m2", village=VILLAGE, member_id="anakbudi", measured_on=NOW, weight_kg=9.6,
                               lenhei_cm=76.0, position="berbaring")  # fmt: skip
    came = Visit(id="v2", status=DONE, family_id="famat", target="anak", member_id="anakamat", visited_on=NOW)
    save(session, "Isi", [weighed, came])
    assert said(due_book(session, NOW)) == {"famat|anakamat": ["timbang"], "fbudi|anakbudi": ["janji"]}


def test_a_half_read_book_is_kept_up_too(session: Session) -> None:
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    half = read_on(session, begin_book(session, NOW))
    save(session, "Kunjungan", [Visit(id="v2", village=VILLAGE, status=DONE, family_id="famat", target="anak",
                                      member_id="anakamat", visited_on=NOW)])  # fmt: skip
    book = begin_book(session, NOW, half)
    assert (set(said(book)), book.villages) == ({"famat|anakamat"}, (OTHER, ""))
    assert dict(due_book(session, NOW, half).families) == dict(due_book(session, NOW).families)


def test_planned_visits_agree_with_the_list_of_visits(session: Session) -> None:
    """Keluarga's filter and the due list tell the same planned visits."""
    save(session, "Isi", [*household("amat"), *household("budi", OTHER)])
    save(session, "Kunjungan", [Visit(id="v2", village=OTHER, status=DONE, family_id="fbudi", target="anak",
                                      member_id="anakbudi", visited_on=NOW - timedelta(days=1),
                                      next_visit_on=NOW + timedelta(days=8))])  # fmt: skip
    lines = narrowed(due_book(session, NOW), DueFilter(WEEK, code="janji"))
    assert sorted(line.due.family for line in lines) == due_families(session, NOW) == ["famat"]


# --- the view


def test_narrowing_ordering_and_counting(session: Session) -> None:
    families = [*household("amat", rt="007"), *household("budi", OTHER, rt="001"), *household("cici", rt="002")]
    save(session, "Isi", families)
    save(session, "KB", [FamilyPlanning(id="k1", village=VILLAGE, family_id="fcici", as_of=date(2026, 10, 15),
                                        pregnant=False, using=False, wants_child="kemudian")])  # fmt: skip
    book = due_book(session, NOW)
    assert counts(book) == {LATE: 4, TODAY: 4, WEEK: 4, MONTH: 4}
    ids = [line.id for line in in_order(narrowed(book, DueFilter(MONTH)), BY_PLACE)]
    assert ids == ["fcici|anakcici", "fcici|", "famat|anakamat", "fbudi|anakbudi"]
    ranked = in_order(narrowed(book, DueFilter(MONTH)), BY_RANK)
    assert [line.due.first.due for line in ranked] == sorted(line.due.first.due for line in ranked)

    def found(wanted: DueFilter) -> set[str]:
        return {line.id for line in narrowed(book, wanted)}

    assert found(DueFilter(MONTH, village=OTHER)) == {"fbudi|anakbudi"}
    assert found(DueFilter(MONTH, rt="002")) == {"fcici|anakcici", "fcici|"}
    assert found(DueFilter(MONTH, target="umum")) == {"fcici|"}
    assert found(DueFilter(LATE, code="timbang")) == set()  # due at the end of the month
    assert len(found(DueFilter(MONTH, code="timbang"))) == 3
    assert found(DueFilter(MONTH, among=frozenset({"famat"}))) == {"famat|anakamat"}
    assert places(book) == ["001", "002", "007"]
    assert places(book, VILLAGE) == ["002", "007"]
    assert reasons_found(book.lines()) == {"janji": 3, "timbang": 3, "unmet_need": 1}
    assert last_day(LATE, NOW) == date(2026, 11, 20)
    assert (last_day(TODAY, NOW), last_day(WEEK, NOW), last_day(MONTH, NOW)) == (
        NOW,
        date(2026, 11, 28),
        date(2026, 11, 30),
    )


def test_the_csv_says_what_the_list_says(session: Session, tmp_path: Path) -> None:
    save(session, "Isi", household("amat"))
    book = due_book(session, NOW)
    target = tmp_path / "daftar.csv"
    assert export_due(session, book, narrowed(book, DueFilter(MONTH)), target) == 1
    text = target.read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert (row["Desa/kelurahan"], row["RT"], row["Kepala keluarga"]) == ("Maluang", "003", "amat")
    assert (row["Orang"], row["Umur"], row["Sasaran"]) == ("anak amat", "1 tahun 2 bulan", "Anak 0–59 bulan")
    assert (row["Tenggat"], row["Terlambat (hari)"]) == ("11 November 2026", "10")
    assert row["Alasan"].startswith("Kunjungan direncanakan: Direncanakan 11 November 2026")
    assert row["Alamat"] == "'=Jalan Rekaan"  # nothing a spreadsheet would compute


def test_a_folder_that_cannot_be_written_is_said(session: Session, tmp_path: Path) -> None:
    book = due_book(session, NOW)
    with pytest.raises(KnownError) as refused:
        export_due(session, book, [], tmp_path / "tidak-ada" / "daftar.csv")
    assert refused.value.code == "E-TARGET-FOLDER"
