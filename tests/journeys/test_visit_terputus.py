"""The power goes while a visit is typed: what stood there a moment before is on the sheet again."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import copied
from tests.journeys.visiting import at_the_family
from tests.ui.pages.people import today


def test_half_a_visit_outlives_the_power(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("4\n\n\n")
        officer.keys("8,9\n74,x\n")
        with qtbot.waitSignal(officer.sheet.editor.view.paused, timeout=10_000):
            pass  # the rest after typing, at which the draft is kept
        # Nothing is closed: the folder as it lies on the disk at this moment is all that is left.
        shutil.copytree(session.data_dir, tmp_path / "sesudah")
    with copied(tmp_path / "sesudah", tmp_path / "lagi") as later:
        kept = {type(one.record): one for one in drafts.open_drafts(later)}
        assert set(kept) == {Visit, ChildMeasurement}
        page = VisitsPage(later, today=today)
        qtbot.addWidget(page)
        page.open_record(kept[ChildMeasurement].record.id)
        assert page._sheet is not None
        sheet = page._sheet.editor.sheet
        assert sheet.visit().member_id == home.child.id
        measured = sheet.detail_record()
        assert isinstance(measured, ChildMeasurement)
        assert (measured.weight_kg, measured.lenhei_cm) == (8.9, None)
        assert sheet.typed() == {"detail.lenhei_cm": "74,x"}
        page.deleteLater()
