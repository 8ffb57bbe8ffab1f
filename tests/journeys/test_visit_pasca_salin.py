"""A new mother is visited two weeks after the birth: by keys alone."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from tests.journeys.visiting import at_the_family


def test_a_new_mother(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("3\n")
        officer.keys("1\n\n")
        officer.keys("7/11\npu\nb\n1\n36\n")  # the day, where, by whom, how, weeks
        officer.keys("1\n1\n2400\n47,5\n1\n")  # one baby, alive, weight, length, breastfed
        assert officer.chips() == ["Berat lahir rendah (BBLR)", "Lahir kurang bulan", "Pendek saat lahir"]
        visit = officer.finish()
        check = officer.measured(PostpartumCheck, visit)
        assert (visit.target, visit.member_id) == ("pasca_salin", home.mother.id)
        assert (check.delivered_on, check.birth_place, check.attendant, check.birth_mode) == (
            date(2026, 11, 7), "puskesmas", "bidan", "normal"
        )  # fmt: skip
        assert (check.gestation_weeks, check.babies, check.birth_weight_g, check.birth_length_cm) == (36, 1, 2400, 47.5)
        assert visit.next_visit_on == date(2026, 12, 5)  # two weeks on, still within the forty-two days
        assert officer.typed <= 45, officer.typed
        officer.reopen_and_undo(visit, PostpartumCheck)
