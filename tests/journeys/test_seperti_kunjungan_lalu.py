"""One key says an answer of last time again, another all that mostly stay; what is measured is never taken over."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.kinds import Day, Measure, Number
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.same_again import HOLDS, may_be_said_again
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.journeys.visiting import at_the_family
from tests.ui.pages.people import CTRL, SHIFT, TODAY


def test_nothing_measured_dated_or_referred_is_ever_said_again() -> None:
    for form, names in HOLDS.items():
        kinds = fields_of(form)
        assert names
        for name, kind in kinds.items():
            if isinstance(kind, Number | Measure | Day) or name.startswith(("referral", "social_aid")):
                assert name not in names
                assert not may_be_said_again(name, kind)
        assert set(names) <= set(kinds)


def test_a_toddler_as_last_time(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        before = Visit(
            id="lalu", village=VILLAGE, status="selesai", family_id=home.family.id, target="anak",
            member_id=home.child.id, visited_on=TODAY - timedelta(days=30), smoke_exposure=True, mbg=False,
            referral="proses", referral_to="Puskesmas",
        )  # fmt: skip
        with session.database.read() as conn:
            (old,) = read.records(conn, ChildMeasurement, where={"member_id": home.child.id})
        save(session, "Isi", [before, old.changed(visit_id="lalu", breastfed=True, mother_kb=False, oedema=False)])
        officer.begin("4\n\n\n")
        officer.chips()
        officer.press(Qt.Key.Key_D, CTRL, SHIFT)
        sheet = officer.sheet.editor.sheet
        detail = sheet.detail_record()
        assert isinstance(detail, ChildMeasurement)
        assert (sheet.visit().smoke_exposure, sheet.visit().mbg, sheet.visit().referral) == (True, False, None)
        assert (detail.breastfed, detail.mother_kb) == (True, False)
        assert (detail.weight_kg, detail.lenhei_cm, detail.oedema) == (None, None, None)
        said = officer.window.frame.toast.text()
        assert said.startswith("4 jawaban seperti kunjungan lalu."), said
        officer.press(Qt.Key.Key_D, CTRL, SHIFT)
        assert (sheet.visit().smoke_exposure, sheet.visit().mbg) == (None, None)
        assert sheet.detail is not None
        sheet.detail.focus_field("weight_kg")
        officer.press(Qt.Key.Key_D, CTRL)
        assert "tidak disalin" in officer.window.frame.toast.text()
        sheet.focus_field("smoke_exposure")
        officer.press(Qt.Key.Key_D, CTRL)
        assert (sheet.visit().smoke_exposure, sheet.visit().mbg) == (True, None)
        sheet.detail.focus_field("weight_kg")
        officer.keys("8,9\n74,6\n\n46\n")
        visit = officer.finish()
        assert visit.smoke_exposure is True
