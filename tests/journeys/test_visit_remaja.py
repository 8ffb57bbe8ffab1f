"""A girl of thirteen is visited: by keys alone, judged by the body mass index of her age."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from tests.journeys.visiting import at_the_family


def test_an_adolescent(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("6\n\n\n")  # Rahma is the only one of that age
        officer.keys("61\n149\n11,2\n2\n")
        chips = officer.chips()
        assert chips[0] == "IMT/U +2,13: Obesitas"
        assert chips[1:] == ["Hb 11,2 g/dL: anemia", "Tidak minum TTD"]
        assert officer.sheet.side.chart.scale == "bmi_5_18"
        assert officer.sheet.side.chart.readout().startswith("21 Nov 2026 · 13 tahun · 27,5 kg/m²")
        visit = officer.finish()
        check = officer.measured(AdolescentCheck, visit)
        assert (visit.target, visit.member_id) == ("remaja", home.pupil.id)
        assert (check.weight_kg, check.height_cm, check.hb_g_dl, check.iron_tablets) == (61.0, 149.0, 11.2, False)
        assert visit.next_visit_on == date(2027, 5, 21)
        assert officer.typed <= 20, officer.typed
        officer.reopen_and_undo(visit, AdolescentCheck)
