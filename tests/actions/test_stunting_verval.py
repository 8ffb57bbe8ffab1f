"""Verval KRS: what is proposed, what one key answers, what is kept of every semester."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.stunting_verval import answered, begun, history_of, semesters, verval_lines
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.record import DONE, check
from kampungkb_desktop.forms.risk_verification import FOUND, NEW, NOT_FOUND, RiskVerification, verification_id
from tests.actions.homes import MALUANG, ON, couple, home, village

NOW = Semester.of(ON)


def test_the_list_holds_every_sasaran_by_rt(officer: Session) -> None:
    families = village(officer)
    lines = verval_lines(officer, MALUANG, NOW, ON)
    assert {line.family.id for line in lines} == {families[name].id for name in ("fine", "river", "many", "asked")}
    assert all(line.record is None for line in lines)
    assert lines == sorted(lines, key=lambda line: (line.family.rw or "", line.family.rt or "", line.family.name()))


def test_what_is_known_is_proposed(officer: Session) -> None:
    families = village(officer)
    record = begun(officer, families["river"], NOW, ON)
    assert record.id == verification_id(families["river"].id, NOW)
    assert (record.year, record.half, record.verified_on, record.verified_by) == (2026, "2", ON, "Siti Rahma")
    assert (record.welfare_rank, record.origin) == (">4", "ada")
    past = begun(officer, families["river"], NOW.shifted(-1), ON)
    assert past.verified_on == date(2026, 6, 30)


def test_a_family_that_became_a_sasaran_since_is_proposed_as_new(officer: Session) -> None:
    born = home(officer)
    grandmother_and_baby = [
        one.changed(marital="cerai_mati") if getattr(one, "relation", "") != "anak" else one
        for one in couple(officer, born, date(1960, 1, 1), date(2026, 9, 1))
    ]
    save(officer, "Isi", [born, *grandmother_and_baby])
    assert begun(officer, born, NOW, ON).origin == NEW


def test_several_families_are_answered_in_one_action_that_is_undone_whole(officer: Session) -> None:
    village(officer)
    lines = verval_lines(officer, MALUANG, NOW, ON)
    found = [(line, {"found": FOUND, "assistance": ("kie", "pmt")}) for line in lines[:3]]
    _saved, records = answered(officer, [*found, (lines[3], {"found": NOT_FOUND})], NOW, ON)
    assert {record.status for record in records} == {DONE}
    assert all(record.computed == str(line.at_risk) for line, record in zip(lines, records, strict=True))
    assert {record.computed_by for record in records} == {"krs-2022 · 4t_tanpa_kb_modern"}
    recap = village_recap(officer, MALUANG, ON)
    assert (recap.count("verval:total"), recap.count("verval:tidak_ditemukan"), recap.count("verval:belum")) == (
        3,
        1,
        0,
    )
    assert recap.count("verval:total:ada") + recap.count("verval:total:baru") == 3
    undo(officer)
    assert village_recap(officer, MALUANG, ON).count("verval:belum") == 4
    assert all(line.record is None for line in verval_lines(officer, MALUANG, NOW, ON))


def test_an_answer_keeps_the_others_and_each_semester_its_own(officer: Session) -> None:
    families = village(officer)
    for semester, answers in (
        (NOW.shifted(-1), {"found": FOUND, "assistance": ("bansos",)}),
        (NOW, {"found": FOUND, "wedding_plan": True}),
        (NOW, {"assistance": ("rujukan",)}),
    ):
        line = next(x for x in verval_lines(officer, MALUANG, semester, ON) if x.family.id == families["river"].id)
        answered(officer, [(line, answers)], semester, ON)
    now, before = history_of(officer, families["river"].id)
    assert (now.semester, now.wedding_plan, now.assistance) == (NOW, True, ("rujukan",))
    assert (before.semester, before.assistance) == (NOW.shifted(-1), ("bansos",))
    assert village_recap(officer, MALUANG, ON).figure("bantuan:rujukan").ids == (families["river"].id,)
    assert village_recap(officer, MALUANG, date(2026, 6, 30)).count("bantuan:rujukan") == 0


def test_a_family_that_is_no_sasaran_any_more_stays_in_the_list_it_was_verified_in(officer: Session) -> None:
    families = village(officer)
    old = families["old"]
    record = begun(officer, old, NOW, ON).changed(found=FOUND, wedding_plan=True, status=DONE)
    save(officer, "Isi", [record])
    assert old.id in {line.family.id for line in verval_lines(officer, MALUANG, NOW, ON)}
    assert village_recap(officer, MALUANG, ON).figure("verval:catin").ids == (old.id,)


def test_the_form_says_what_does_not_fit() -> None:
    record = RiskVerification(
        id="x", family_id="f", year=2026, half="1", verified_on=date(2026, 8, 1), found=FOUND,
        assistance=("kie", "tidak_ada"), official="ya", computed="tidak",
    )  # fmt: skip
    found = {one.code: one.strength for one in check(record, today=ON)}
    assert found == {
        "tanggal_di_luar_semester": "caution", "pendampingan_bertentangan": "problem", "kategori_berbeda": "caution",
    }  # fmt: skip
    assert record.name() == "Verval KRS Semester I 2026"


def test_semesters_go_back_from_the_running_one() -> None:
    assert [one.code for one in semesters(ON)[:3]] == ["2026-2", "2026-1", "2025-2"]
