"""A child's growth on the family's page, the whole of it on request, and reminders that never fill in."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.pages.child_card import ChildCard, GrowthDialog
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.growth_paper import GrowthPaper
from kampungkb_desktop.ui.pages.previous_answers import remind
from tests.ui.pages.people import TODAY, household, measured, today


def test_the_card_says_how_a_child_grows(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    save(session, "Isi", measured(session, home, child, 1, 8.3, 75.0))
    file = family_file(session, home.id, TODAY)
    assert file is not None
    card = ChildCard(file.children[0], TODAY)
    qtbot.addWidget(card)
    said = [chip.text() for chip in card.findChildren(Chip)]
    assert said[0].startswith("BB/U −")
    assert said[-1] == "T: Tidak naik"
    dialog = GrowthDialog(file.children[0], None, scale="len")
    qtbot.addWidget(dialog)
    assert dialog.panel.chart.scale == "len"
    newest = dialog.table.model.row(0)
    assert newest is not None
    assert newest.cells[:4] == ("20 Nov 2026", "1 tahun 2 bulan", "8,30 kg", "75,0 cm")
    assert newest.cells[-1] == "T"


def test_a_child_that_cannot_be_judged_says_why(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    save(session, "Ubah", [child.changed(sex=None)])
    summary = FamilySummary(today=today)
    qtbot.addWidget(summary)
    file = family_file(session, home.id, TODAY)
    assert file is not None
    summary.show_family(file)
    card = summary.findChild(ChildCard)
    assert isinstance(card, ChildCard)
    assert not card.findChildren(Chip)


def test_reminders_never_fill_in(qtbot: QtBot) -> None:
    view = FormView(ChildMeasurement, today=TODAY)
    qtbot.addWidget(view)
    before = ChildMeasurement(weight_kg=8.25, breastfed=True, immunisations=("bcg", "hb0"), position="berbaring")
    remind(view, before, "3 Okt 2026")
    assert view.cells["weight_kg"].editor.inputs()[0].property("placeholderText") == "8,25"
    assert view.cells["breastfed"].past.text() == "3 Okt 2026: ya"
    assert view.cells["immunisations"].past.text() == "3 Okt 2026: BCG, HB0"
    assert view.record() == ChildMeasurement()
    remind(view, None, "")
    assert view.cells["breastfed"].past.text() == ""


def test_the_paper_is_seen_and_saved(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    _home, mother, child = household(session)
    paper = GrowthPaper(session, child, None)
    qtbot.addWidget(paper)
    assert not paper.save.isEnabled()
    qtbot.waitUntil(lambda: bool(paper.pdf), timeout=30_000)
    assert paper.save.isEnabled()
    assert len(paper.view.sizes) == 2
    paper.keep(tmp_path / "Wulan")
    assert (tmp_path / "Wulan.pdf").read_bytes() == paper.pdf
    nobody = GrowthPaper(session, mother.changed(id="x"), None)
    qtbot.addWidget(nobody)
    qtbot.waitUntil(lambda: "tidak ada di laptop ini" in nobody.state.text(), timeout=30_000)
    assert not nobody.print.isEnabled()
