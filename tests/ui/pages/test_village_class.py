"""Klasifikasi in the window: the portal's reading typed and compared, the other way to read P3, past and what-if."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts, home
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.cross_sector import choose_reading
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.home_lines import goal_of_draft
from kampungkb_desktop.ui.pages.village_class import ClassTab
from kampungkb_desktop.ui.pages.village_facts import facts, lines
from tests.ui.pages import filled
from tests.ui.pages.filled import TODAY, VILLAGE
from tests.ui.pages.windows import kampung, press, stored, type_in, window_of


def class_tab(window: MainWindow) -> ClassTab:
    window.go("kampung", f"{VILLAGE}/klasifikasi")
    tab = kampung(window).village.tab("klasifikasi")
    assert isinstance(tab, ClassTab)
    tab.growing.finish()
    return tab


def everything(session: Session) -> list[str]:
    """Every change and every row of the village's forms, to see that nothing moved."""
    with session.database.read() as conn:
        counts = read.counts_per_form(conn, list(FORMS))
        seq = read.next_seq(conn, session.device)
    return [str(sorted(counts.items())), str(seq), str(classify(session, VILLAGE))]


def test_the_portals_reading_is_typed_and_compared(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = class_tab(window)
    assert not tab.readings
    tab.official.new.click()
    assert tab.desk.view.cells["read_on"].editor.answer() == date(2026, 11, 21)
    type_in(qtbot, "15/11", "", "2")
    tab.desk.view.focus_field("i1")
    type_in(qtbot, "2")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, OfficialClass)
    assert (made.read_on, made.level, made.i1, made.status) == (date(2026, 11, 15), "berkembang", 2, "selesai")
    found = tab.official.comparison
    assert found is not None
    assert (found.month, [one.code for one in found.differences], found.unread) == ("2026-11", ["I1"], 11)
    assert tab.past.chart.points[-1].mark == float(Level.BERKEMBANG)
    tab.desk.close_desk()
    assert tab.stack.currentWidget() is tab.area
    assert classify(session, VILLAGE) == kampung(window).village.facts.found  # type: ignore[union-attr]


def test_older_readings_are_kept_and_a_half_typed_one_waits(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, *(OfficialClass(village=VILLAGE, read_on=date(2026, n, 2), level="dasar") for n in (3, 9, 6)))
    window = window_of(qtbot, session)
    tab = class_tab(window)
    assert [one.read_on for one in tab.readings] == [date(2026, 9, 2), date(2026, 6, 2), date(2026, 3, 2)]
    tab.official.new.click()
    type_in(qtbot, "20/11")
    window.go("kegiatan")
    assert [kept.record.FORM for kept in drafts.open_drafts(session)] == ["official_class"]
    (kept,) = drafts.open_drafts(session)
    window.go(*goal_of_draft(kept.record))
    assert tab.desk.view.cells["read_on"].editor.answer() == date(2026, 11, 20)


def test_the_other_way_to_read_cross_sector_is_a_choice_that_undo_takes_back(qtbot: QtBot, session: Session) -> None:
    met = filled.activity(institutions=("opd_kb", "bkkbn", "pemdes", "puskesmas"))
    filled.keep(session, filled.village(), filled.population(), filled.profile(), filled.monthly(), met)
    window = window_of(qtbot, session)
    tab = class_tab(window)
    before = classify(session, VILLAGE)
    assert tab.rule.buttons["portal"].isChecked()
    assert tab.rule.effect.text.text() == (
        "Dengan bacaan yang lain kelasnya menjadi Mandiri, bukan Berkelanjutan: P3 2 instansi, nilai 2."
    )
    told = [line.text() for line in tab.area.findChildren(QLabel)]
    assert "4 instansi, seperti portal" in told
    assert "Bila lintas sektor (P3) dibaca tanpa OPD-KB dan Perwakilan BKKBN: Mandiri." in told
    tab.rule.buttons["tanpa_kb"].click()
    after = classify(session, VILLAGE)
    assert (before.score("P3").figure, after.score("P3").figure) == (4, 2)
    assert (before.level, after.level) == (Level.BERKELANJUTAN, Level.MANDIRI)
    assert [one.cross_sector for one in stored(session, Office)] == ["tanpa_kb"]
    assert tab.rule.buttons["tanpa_kb"].isChecked()
    assert kampung(window).village.facts.found == after  # type: ignore[union-attr]
    tab.rule.buttons["tanpa_kb"].setFocus()
    press(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert classify(session, VILLAGE) == before
    assert tab.rule.buttons["portal"].isChecked()


def test_the_choice_keeps_the_letterhead(session: Session) -> None:
    from_before = Office(id="0" * 32, regency="64.03", full_name="DPPKBP3A", status="selesai")
    save(session, "Simpan", [from_before])
    choose_reading(session, VILLAGE, "tanpa_kb")
    (office,) = stored(session, Office)
    assert office == from_before.changed(cross_sector="tanpa_kb")


def test_the_past_is_told_as_picture_and_table(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = class_tab(window_of(qtbot, session))
    months = [one.month for one in tab.months]
    assert (months[0], months[-1]) == ("2026-04", "2026-11")
    assert "November 2026: dihitung" in tab.past.chart.accessibleDescription()
    tab.past.chart.setFocus()
    qtbot.keyClick(tab.past.chart, Qt.Key.Key_Left)
    qtbot.keyClick(tab.past.chart, Qt.Key.Key_Return)
    assert tab.past.table.current_id() == "2026-10"
    tab.past.turn.click()
    assert tab.past.table.isHidden()
    tab.past.turn.click()
    assert not tab.past.table.isHidden()
    assert tab.past.picture.isHidden()
    assert [str(i) for i in tab.past.table.model.ids] == list(reversed(months))


def test_list_page_and_home_say_the_same_class(session: Session) -> None:
    filled.fill(session)
    choose_reading(session, VILLAGE, "tanpa_kb")
    now = classify(session, VILLAGE)
    (line,) = [one for one in lines(session, TODAY) if one.code == VILLAGE]
    (standing,) = [one for one in home.villages(session).standings if one.code == VILLAGE]
    assert line.found == facts(session, VILLAGE).found == standing.found == now


def test_what_if_changes_nothing(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = class_tab(window)
    before = everything(session)
    for spinner in tab.what_if.spinners.values():
        spinner.setValue(spinner.maximum())
    assert tab.what_if.chip.text() == "Berkelanjutan"
    for spinner in tab.what_if.spinners.values():
        spinner.setValue(spinner.minimum())
    assert tab.what_if.chip.text() == "Dasar"
    assert everything(session) == before
    tab.what_if.reset.click()
    assert tab.what_if.chip.text() == classify(session, VILLAGE).level.label
    window.go("kegiatan")
    assert everything(session) == before
    assert drafts.open_drafts(session) == []
