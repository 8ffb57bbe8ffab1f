"""From a pile of paper to the records: whom a list is about, what a row means, one action for all, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pypdfium2 import PdfDocument

from kampungkb_desktop.actions import erasing, grid_drafts, grid_people, restricting, undo
from kampungkb_desktop.actions.due_view import MONTH, DueFilter
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.grid_columns import DAY, columns_of
from kampungkb_desktop.actions.grid_judging import Judge, Verdict
from kampungkb_desktop.actions.grid_known import read_known
from kampungkb_desktop.actions.grid_open import open_lists
from kampungkb_desktop.actions.grid_saving import save_rows, saved_again, taken_back
from kampungkb_desktop.actions.grid_sheet import GONE, PERSON, SAVED, WHO, Sheet, applied, why
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.visit_list_paper import visit_list_pdf
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.choices_family import MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.choices_visit import GENERAL, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE

WEIGHT, LENGTH = "measurement.weight_kg", "measurement.lenhei_cm"


def homes(session: Session) -> date:
    """Three families with a toddler each, visited two months ago; the mother of the first expects a child."""
    today = day_of(session.clock())
    for at, (name, rt) in enumerate((("Ali", "002"), ("Budi", "001"), ("Citra", "001"))):
        then = today - timedelta(days=60)
        save(session, "Isi", [
            Family(id=f"kel-{name}", village=VILLAGE, head_name=f"Bapak {name}", rt=rt, status=DONE, water="sumur_bor",
                   child_consent_by="Ibunya"),
            Member(id=f"ibu-{name}", village=VILLAGE, family_id=f"kel-{name}", full_name=f"Ibu {name}", sex=WOMAN,
                   relation=SPOUSE, birth_date=date(1996, 2, 3)),
            Member(id=f"anak-{name}", village=VILLAGE, family_id=f"kel-{name}", full_name=f"{name} Rekaan", sex=MAN,
                   birth_date=today - timedelta(days=400 + at), nik=f"640306010126{at:04}"),
            Visit(id=f"dulu-{name}", village=VILLAGE, family_id=f"kel-{name}", target=YOUNG_CHILD, status=DONE,
                  member_id=f"anak-{name}", visited_on=then, next_visit_on=then + timedelta(days=30)),
            ChildMeasurement(id=f"ukur-{name}", village=VILLAGE, visit_id=f"dulu-{name}", member_id=f"anak-{name}",
                             measured_on=then, weight_kg=9.0, lenhei_cm=74.0, position="berbaring", status=DONE,
                             birth_weight_g=3100),
        ])  # fmt: skip
    return today


def sheet_of(session: Session, target: str, rows: Mapping[str, Mapping[str, str]]) -> Sheet:
    """A list whose rows are named by the person."""
    made = {f"baris-{who}": {WHO: who, PERSON: _person(who, target)} | dict(slots) for who, slots in rows.items()}
    return Sheet(new_record_id(session), target, rows=made, typed_by=session.author)


def _person(who: str, target: str) -> str:
    return f"kel-{who}|" + ("" if target == GENERAL else f"ibu-{who}" if target == PREGNANT else f"anak-{who}")


def judged(session: Session, sheet: Sheet, today: date) -> dict[str, Verdict]:
    columns = columns_of(sheet.target)
    judge = Judge(sheet.target, columns, session.author, today=today)
    families = [slots[PERSON].partition("|")[0] for slots in sheet.rows.values()]
    judge.known = read_known(session, families, sheet.target)
    return {row: judge.judge(row, slots) for row, slots in sheet.rows.items()}


def test_whole_rows_become_visits_in_one_action_and_the_rest_wait(officer: Session) -> None:
    today = homes(officer)
    day = {DAY: today.strftime("%d/%m/%Y")}
    sheet = sheet_of(officer, YOUNG_CHILD, {
        "Ali": day | {WEIGHT: "9,4", LENGTH: "76", why(WEIGHT): "ditimbang ulang"},
        "Budi": day | {WEIGHT: "berat"},
        "Citra": day,
    })  # fmt: skip
    found = judged(officer, sheet, today)
    ali, budi, citra = found.values()
    assert (ali.ready, budi.ready, citra.ready) == (True, False, False)
    assert next(one.code for one in budi.findings[WEIGHT]) == "tak_terbaca"
    (never,) = judged(officer, sheet_of(officer, YOUNG_CHILD, {"Ali": {DAY: "31-02-2026"}}), today).values()
    assert [one.sentence for one in never.findings[DAY]] == [
        "Tanggal kunjungan belum terbaca. Tanggal 31 Februari 2026 tidak ada; bulan itu sampai tanggal 28."
    ]
    assert not citra.begun, "a day that was filled in for all is no answer"
    assert ali.proposals["measurement.birth_weight_g"].copied
    assert ali.proposals["visit.next_visit_on"].words == "Usulan: sebulan lagi"
    assert "measurement.kka_result" not in ali.asked
    grid_drafts.keep(officer, sheet)
    written = save_rows(officer, sheet, columns_of(YOUNG_CHILD), found)
    assert (written.count, [one.row for one in written.edits]) == (1, ["baris-Ali"])
    with officer.database.read() as conn:
        visit = read.record(conn, Visit, "baris-Ali")
        (measured,) = read.records(conn, ChildMeasurement, where={"visit_id": "baris-Ali"})
    assert visit is not None
    assert (visit.status, visit.officer_id, visit.village) == (DONE, officer.author, VILLAGE)
    assert (measured.weight_kg, measured.position, measured.birth_weight_g) == (9.4, "berbaring", 3100)
    assert measured.note == "Sudah diperiksa. Berat badan: ditimbang ulang."
    kept = grid_drafts.restore(officer, sheet.id)
    assert kept is not None
    assert [SAVED in slots for slots in kept.rows.values()] == [True, False, False]
    undo.undo(officer)
    kept = applied(kept, taken_back(officer, kept))
    assert not any(SAVED in slots for slots in kept.rows.values())
    undo.redo(officer)
    assert [one.row for one in saved_again(officer, kept)] == ["baris-Ali"]
    assert save_rows(officer, sheet, columns_of(YOUNG_CHILD), {}).count == 0


def test_a_visit_that_is_there_already_waits_for_a_reason(officer: Session) -> None:
    today = homes(officer)
    then = (today - timedelta(days=60)).strftime("%d/%m/%Y")
    sheet = sheet_of(officer, YOUNG_CHILD, {"Ali": {DAY: then, WEIGHT: "9,1", LENGTH: "74"}})
    (twin,) = judged(officer, sheet, today).values()
    assert twin.twin == "dulu-Ali"
    assert not twin.problems
    assert not twin.ready
    told = applied(sheet, [sheet.edit("baris-Ali", why(DAY), "dua formulir")])
    (told_twin,) = judged(officer, told, today).values()
    assert told_twin.ready


def test_the_same_rules_as_on_the_sheet_of_one_visit(officer: Session) -> None:
    """An expectant mother: the phase is proposed, what does not apply is not asked, cautions stand at their cells."""
    today = homes(officer)
    answers = {DAY: today.strftime("%d/%m/%Y"), "pregnancy.gestation_weeks": "20", "pregnancy.hb_checked": "2",
               "pregnancy.systolic": "110", "pregnancy.diastolic": "120", "pregnancy.hb_g_dl": "11"}  # fmt: skip
    sheet = sheet_of(officer, PREGNANT, {"Ali": answers})
    (found,) = judged(officer, sheet, today).values()
    assert isinstance(found.detail, PregnancyCheck)
    assert found.detail.phase == "kontak_awal"
    assert "pregnancy.hb_g_dl" not in found.asked
    assert found.detail.hb_g_dl is None, "an answer that does not apply is kept in the grid and not in the record"
    assert [one.code for one in found.findings["pregnancy.diastolic"]] == ["tekanan_darah"]
    family = sheet_of(officer, GENERAL, {"Budi": {DAY: today.strftime("%d/%m/%Y"), "visit.findings": "Baik"}})
    (general,) = judged(officer, family, today).values()
    assert general.ready
    assert general.visit.water == ("sumur_bor",), "copied from the family, in sight"
    child = sheet_of(officer, YOUNG_CHILD, {"Ali": {DAY: "01/01/2020", WEIGHT: "9"}})
    (early,) = judged(officer, child, today).values()
    assert "tidak_sesuai" in [one.code for one in early.problems]


def test_people_are_found_by_name_number_code_and_list(officer: Session) -> None:
    today = homes(officer)
    assert [one.member for one in grid_people.find(officer, "budi rek", YOUNG_CHILD, today)] == ["anak-Budi"]
    assert [one.member for one in grid_people.find(officer, "6403060101260001", YOUNG_CHILD, today)] == ["anak-Budi"]
    assert [one.member for one in grid_people.find(officer, "bapak citra", YOUNG_CHILD, today)] == ["anak-Citra"]
    assert [one.family for one in grid_people.find(officer, "bapak", GENERAL, today)] == [
        "kel-Ali",
        "kel-Budi",
        "kel-Citra",
    ]
    known = grid_people.codes(officer)
    by_child = grid_people.of_code(officer, record_code("anak-Ali").lower(), known, YOUNG_CHILD, today)
    by_family = grid_people.of_code(officer, record_code("kel-Ali"), known, YOUNG_CHILD, today)
    assert by_child == by_family
    assert by_child[0].about == "1 tahun 1 bulan · kel. Bapak Ali · RT 002"
    assert grid_people.of_code(officer, "7F3K-A2QW-5", known, YOUNG_CHILD, today) == []


def test_the_printed_list_is_found_by_its_code_in_its_order(officer: Session) -> None:
    today = homes(officer)
    day = today - timedelta(days=1)
    with PdfDocument(visit_list_pdf(officer, VILLAGE, day, progress=silent())) as document:
        said = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    code = grid_people.list_code(VILLAGE, day)
    assert code in said
    assert grid_people.list_of_code(code.lower().replace("-", " "), [VILLAGE], today) == (VILLAGE, day)
    assert grid_people.list_of_code("7F3K-A2QW-5", [VILLAGE], today) is None
    found = grid_people.due_of_list(officer, VILLAGE, YOUNG_CHILD, day, silent())
    names = [one.name for one in found]
    assert sorted(names, key=said.index) == names
    assert {one.member for one in found} == {"anak-Ali", "anak-Budi", "anak-Citra"}
    with officer.database.read() as conn:
        family = read.record(conn, Family, "kel-Budi")
    assert family is not None
    restricting.restrict(officer, family, "Permintaan keluarga")
    window = DueFilter(MONTH, village=VILLAGE, rt="001", target=YOUNG_CHILD)
    assert [one.member for one in grid_people.due_people(officer, window, today, silent())] == ["anak-Citra"]


def test_half_a_list_is_kept_and_whoever_was_erased_leaves_it(district: Session) -> None:
    homes(district)
    sheet = replace(
        sheet_of(district, YOUNG_CHILD, {"Ali": {WEIGHT: "9"}, "Budi": {WEIGHT: "8"}}), columns=(DAY, WEIGHT)
    )
    sheet = applied(sheet, [sheet.edit("baris-kosong", "baris", "1"), sheet.edit("baris-Budi", GONE, "")])
    grid_drafts.keep(district, sheet)
    assert grid_drafts.restore(district, sheet.id) == sheet
    (listed,) = open_lists(district)
    assert listed.record.name() == "Anak 0–59 bulan, 2 baris"
    erasing.erase(district, Order(form=Family.FORM, record="kel-Ali", reason="Permintaan keluarga"))
    kept = grid_drafts.restore(district, sheet.id)
    assert kept is not None
    assert list(kept.rows) == ["baris-Budi", "baris-kosong"]
    grid_drafts.keep(district, sheet)  # it still stands on a screen
    again = grid_drafts.restore(district, sheet.id)
    assert again is not None
    assert list(again.rows) == ["baris-Budi", "baris-kosong"]
    grid_drafts.drop(district, sheet.id)
    assert grid_drafts.restore(district, sheet.id) is None
    assert open_lists(district) == []
