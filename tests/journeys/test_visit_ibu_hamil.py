"""An expectant mother is visited: by keys alone, with every threshold speaking, and copied on the next visit."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.visit import Visit
from tests.actions.devices import VILLAGE
from tests.journeys.visiting import at_the_family
from tests.ui.pages.people import TODAY

FIGURES = "24\n\n58,5\n22,9\n1\n9,4\n130\n95\n144\n52\n"
"""Weeks; the phase stands proposed; weight, arm, blood taken, haemoglobin, both pressures, height, first weight."""


def test_an_expectant_mother(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("2\n")
        officer.keys("1\n\n")  # Rina is the first of the women
        officer.keys(FIGURES)
        assert officer.chips() == [
            "Hb 9,4 g/dL: anemia sedang", "LILA 22,9 cm: risiko KEK", "IMT 25,1 (trimester 1): gemuk",
            "Tinggi 144,0 cm", "Tekanan 130/95",
        ]  # fmt: skip
        words = " ".join(officer.sheet.side.words)
        assert "Rujuk ke fasilitas kesehatan" in words
        assert "(MAP) 106,7 mmHg" in words
        visit = officer.finish()
        check = officer.measured(PregnancyCheck, visit)
        assert (visit.member_id, check.phase, check.gestation_weeks) == (home.mother.id, "kontak_awal", 24)
        assert (check.hb_g_dl, check.lila_cm, check.systolic, check.diastolic) == (9.4, 22.9, 130, 95)
        assert visit.next_visit_on == TODAY + timedelta(weeks=4)  # the next phase is at 28 weeks
        assert officer.typed <= 50, officer.typed
        officer.reopen_and_undo(visit, PregnancyCheck)


def test_what_holds_is_copied_and_what_does_not_go_together_asks(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        day = date(2026, 10, 24)
        visit = Visit(id="earlier", village=VILLAGE, status="selesai", family_id=home.family.id, target="ibu_hamil",
                      member_id=home.mother.id, visited_on=day, water=("ledeng",), latrine=("umum",))  # fmt: skip
        check = PregnancyCheck(id="check", village=VILLAGE, status="selesai", visit_id="earlier", measured_on=day,
                               member_id=home.mother.id, height_cm=152.0, weight_first_trimester_kg=50.0,
                               gestation_weeks=16, child_number=2)  # fmt: skip
        save(session, "Isi", [visit, check])
        officer.begin("2\n")
        officer.keys("1\n\n")
        officer.chips()
        sheet = officer.sheet.editor.sheet
        assert sheet.detail is not None
        assert sheet.detail.cells["height_cm"].editor.answer() == 152.0
        assert "Disalin dari kunjungan 24 Okt 2026" in sheet.detail.cells["height_cm"].past.text()
        assert sheet.visit().water == ("ledeng",)
        officer.keys("26\n")
        assert "sekitar 20 minggu" in sheet.detail.cells["gestation_weeks"].said
        saved = officer.finish()
        assert officer.measured(PregnancyCheck, saved).child_number == 2
