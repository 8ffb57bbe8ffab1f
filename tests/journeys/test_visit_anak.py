"""A toddler is weighed at home: by keys alone, from the family's page to the saved visit and back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.measurement import ChildMeasurement
from tests.journeys.visiting import at_the_family
from tests.ui.pages.people import CTRL


def test_a_toddler(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("4\n\n\n")
        officer.keys("8,9\n74,6\n\n46\n")  # weight, length; the way to measure stands proposed; head
        chips = officer.chips()
        assert [chip.split(" ")[0] for chip in chips[:5]] == ["BB/U", "PB/U", "BB/PB", "IMT/U", "N:"]
        visit = officer.finish()
        child = officer.measured(ChildMeasurement, visit)
        assert (visit.target, visit.member_id, visit.family_id) == ("anak", home.child.id, home.family.id)
        assert (child.weight_kg, child.lenhei_cm, child.position, child.head_cm) == (8.9, 74.6, "berbaring", 46.0)
        assert visit.next_visit_on == date(2026, 12, 21)
        assert (visit.water, visit.latrine) == (("sumur_bor",), ("septik",))  # as the family's own record has them
        assert officer.typed <= 21, officer.typed
        officer.reopen_and_undo(visit, ChildMeasurement)


def test_what_cannot_be_is_refused_and_what_seldom_is_asks(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, _home):
        officer.begin("4\n\n\n")
        officer.keys("890\n74,6\n")
        sheet = officer.sheet.editor.sheet
        assert sheet.detail is not None
        assert "antara 0,3 dan 60" in sheet.detail.cells["weight_kg"].said
        officer.press(Qt.Key.Key_Return, CTRL)
        assert officer.sheet.editor.open_list.isVisible()
        officer.keys("28\n")  # the keys stand on the answer, marked to be replaced
        assert "salah ukur" in sheet.detail.cells["weight_kg"].said
        assert any("Periksa ulang" in chip for chip in officer.chips())
        visit = officer.finish()
        assert officer.measured(ChildMeasurement, visit).weight_kg == 28.0


def test_a_day_before_the_birth_is_told(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("4\n\n")
        officer.keys("5/3/2012\n")
        said = officer.sheet.editor.sheet.cells["member_id"].said
        found = [f.sentence for f in officer.sheet.editor.sheet.findings() if f.field == "member_id"]
        assert any("Pada 5 Maret 2012 belum ada anak 0–59 bulan" in one for one in found), (said, found)
        assert home.child.birth_date is not None
