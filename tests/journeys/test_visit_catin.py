"""An engaged woman is visited: by keys alone, and told what is not ideal yet."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.catin import CatinCheck
from tests.journeys.visiting import at_the_family


def test_a_bride(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("1\n\n\n")  # Dewi is the only one who may marry
        officer.keys("1\n050127\n45\n160\n23,5\n11,8\n1\n")  # bride, the day, weight, height, arm, blood, tablets
        assert officer.chips() == [
            "Hb 11,8 g/dL: anemia", "IMT 17,6: kurus", "Berisiko (merah)", "Menikah 45 hari lagi",
            "LILA 23,5 cm: normal",
        ]  # fmt: skip
        visit = officer.finish()
        check = officer.measured(CatinCheck, visit)
        assert (visit.target, visit.member_id, check.role) == ("catin", home.bride.id, "calon_istri")
        assert (check.wedding_on, check.weight_kg, check.height_cm) == (date(2027, 1, 5), 45.0, 160.0)
        assert (check.lila_cm, check.hb_g_dl, check.iron_tablets) == (23.5, 11.8, True)
        assert visit.next_visit_on == date(2026, 12, 21)
        assert officer.typed <= 39, officer.typed
        officer.reopen_and_undo(visit, CatinCheck)
