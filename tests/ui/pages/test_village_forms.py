"""Typing the snapshots of a village by keyboard: nothing is lost, sums follow, and what cannot be is said."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.figure_editors import CountEditor
from kampungkb_desktop.ui.pages.village_lists_tab import InstitutionTab
from kampungkb_desktop.ui.pages.village_monthly import MonthlyTab
from kampungkb_desktop.ui.pages.village_population import PopulationTab
from kampungkb_desktop.ui.pages.village_profile import ProfileTab
from tests.ui.pages import filled
from tests.ui.pages.filled import VILLAGE
from tests.ui.pages.windows import focus, kampung, press, stored, type_in, window_of


def population_tab(window: MainWindow) -> PopulationTab:
    window.go("kampung", f"{VILLAGE}/kependudukan")
    tab = kampung(window).village.tab("kependudukan")
    assert isinstance(tab, PopulationTab)
    return tab


def monthly_tab(window: MainWindow) -> MonthlyTab:
    window.go("kampung", f"{VILLAGE}/bulanan")
    tab = kampung(window).village.tab("bulanan")
    assert isinstance(tab, MonthlyTab)
    return tab


def profile_tab(window: MainWindow) -> ProfileTab:
    window.go("kampung", f"{VILLAGE}/profil")
    tab = kampung(window).village.tab("profil")
    assert isinstance(tab, ProfileTab)
    return tab


# --- Kependudukan


def test_a_population_is_typed_down_the_columns(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    tab = population_tab(window)
    tab.desk.begin_blank()
    type_in(qtbot, "1/10", *(str(n) for n in range(10, 26)), *(str(n) for n in range(20, 36)))
    assert tab.ages._totals[1].text() == "280"
    assert tab.ages._totals[3].text() == "720"
    assert (tab.pyramid.groups[0].male, tab.pyramid.groups[0].female) == (10, 20)
    type_in(qtbot, "150", "200", "120", "60", "70", "40")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, PopulationSnapshot)
    assert (made.as_of, made.status, total(made), made.pus) == (date(2026, 10, 1), "selesai", 720, 150)
    assert (made.male_0_4, made.male_75, made.female_0_4, made.female_75) == (10, 25, 20, 35)
    assert tab.desk.list.count() == 1


def test_arrows_move_in_the_table(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = population_tab(window_of(qtbot, session))
    tab.view.focus_field("male_0_4")
    press(qtbot, Qt.Key.Key_Down)
    assert focus() in tab.view.cells["male_5_9"].editor.inputs()
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Right)
    assert focus() in tab.view.cells["female_5_9"].editor.inputs()
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Left)
    assert focus() in tab.view.cells["male_0_4"].editor.inputs()


def test_the_last_population_is_copied_then_corrected(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = population_tab(window)
    assert tab.desk.list.count() == 2
    press(qtbot, Qt.Key.Key_N, ctrl=True)
    assert tab.desk.list.count() == 3
    type_in(qtbot, "20/11", "140")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    newest = next(p for p in stored(session, PopulationSnapshot) if p.as_of == date(2026, 11, 20))
    assert (newest.male_0_4, newest.female_0_4, newest.pus, newest.status) == (140, 126, 480, "selesai")
    assert tab.desk.list.item(0).text().startswith("20 November 2026")


def test_what_is_typed_and_not_saved_waits_in_the_list(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    tab = population_tab(window)
    tab.desk.begin_blank()
    type_in(qtbot, "1/10", "abc")
    window.go("kegiatan")
    assert [kept.typed for kept in drafts.open_drafts(session)] == [{"male_0_4": "abc"}]
    tab = population_tab(window)
    assert "belum disimpan" in tab.desk.list.item(0).text()
    assert tab.view.typed() == {"male_0_4": "abc"}
    tab.desk.heading.trash.click()
    assert tab.desk.list.count() == 0
    window.go("kegiatan")
    assert drafts.open_drafts(session) == []


def test_two_counts_of_one_day_are_refused(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = population_tab(window_of(qtbot, session))
    tab.desk.begin_copy()
    type_in(qtbot, "1/10")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    assert len(stored(session, PopulationSnapshot)) == 2
    assert "sudah ada" in tab.view.cells["as_of"].message.text()


# --- Bangga Kencana bulanan


def test_last_month_is_copied_then_corrected_and_the_balance_follows(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = monthly_tab(window)
    assert tab.desk.side_list.month.currentText() == "November 2026"
    assert "Cocok" in tab.panel.verdict.text.text()
    press(qtbot, Qt.Key.Key_N, ctrl=True)
    type_in(qtbot, "64")
    tab.view.focus_field("users_iud")
    type_in(qtbot, "25")
    assert tab.panel.verdict.text.text() == "Tidak sama: lebih 4 pasangan."
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    message = tab.view.cells["nonuser_tial"].message.text()
    assert message.startswith("Total pengguna kontrasepsi dan non kontrasepsi harus sama dengan total PUS.")
    assert "lebih 4" in message
    assert not [m for m in stored(session, MonthlySnapshot) if m.month == "2026-11"]
    tab.view.focus_field("nonuser_tial")
    type_in(qtbot, "12")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = [m for m in stored(session, MonthlySnapshot) if m.month == "2026-11"]
    assert (made.bkb, made.users_iud, made.nonuser_tial, made.status) == (64, 25, 12, "selesai")


def test_participants_above_the_target_are_said_under_the_answer(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = monthly_tab(window_of(qtbot, session))
    tab.view.focus_field("bkb")
    type_in(qtbot, "181")
    assert tab.view.cells["bkb"].message.text() == (
        "Tidak boleh lebih dari Keluarga yang Memiliki Balita: 180 (Kependudukan 1 Oktober 2026)."
    )
    editor = tab.view.cells["bkr"].editor
    assert isinstance(editor, CountEditor)
    assert editor.note.text() == "dari 200, 25,0\u00a0%"


def test_a_poktan_that_is_not_there_is_closed_at_zero(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.village(), filled.population(), filled.profile(has_bkl=False))
    tab = monthly_tab(window_of(qtbot, session))
    tab.desk.begin_blank()
    editor = tab.view.cells["bkl"].editor
    assert isinstance(editor, CountEditor)
    assert (editor.answer(), editor.line.isReadOnly()) == (0, True)
    tab.view.focus_field("bkr")
    press(qtbot, Qt.Key.Key_Return)
    assert focus() in tab.view.cells["uppka"].editor.inputs()


def test_a_figure_from_elsewhere_for_a_missing_poktan_stays_and_is_spoken_of(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.population(), filled.profile(has_bkl=False), filled.monthly(bkl=40))
    tab = monthly_tab(window_of(qtbot, session))
    assert tab.view.cells["bkl"].editor.answer() == 40
    tab.desk.editor.finish()
    cell = tab.view.cells["bkl"]
    assert "tidak memiliki BKL" in cell.message.text()
    cell.remedy.click()
    assert cell.editor.answer() == 0


def test_saving_a_month_is_undone_with_ctrl_z(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = monthly_tab(window)
    tab.view.focus_field("bkb")
    type_in(qtbot, "70")
    press(qtbot, Qt.Key.Key_S, ctrl=True)
    assert tab.desk.shown() is not None
    assert next(m for m in stored(session, MonthlySnapshot) if m.month == "2026-10").bkb == 70
    window.frame.hooks.undo()  # type: ignore[misc]
    assert next(m for m in stored(session, MonthlySnapshot) if m.month == "2026-10").bkb == 60
    assert tab.view.cells["bkb"].editor.answer() == 60


def test_what_is_typed_stays_while_records_change_around_it(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = monthly_tab(window)
    tab.view.focus_field("bkb")
    qtbot.keyClicks(focus(), "70")
    month = next(m for m in stored(session, MonthlySnapshot) if m.month == "2026-10")
    filled.keep(session, month.changed(bkr=51))  # as if it came from elsewhere
    window.touched(frozenset({"monthly"}))
    assert focus() in tab.view.cells["bkb"].editor.inputs()
    press(qtbot, Qt.Key.Key_S, ctrl=True)
    month = next(m for m in stored(session, MonthlySnapshot) if m.month == "2026-10")
    assert (month.bkb, month.bkr) == (70, 51)
    assert tab.view.cells["bkr"].editor.answer() == 51


def test_deleting_a_month_and_taking_it_back(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = monthly_tab(window)
    tab.desk.heading.trash.click()
    assert [m.month for m in stored(session, MonthlySnapshot)] == ["2026-09", "2026-08"]
    assert tab.desk.list.count() == 2
    window.frame.hooks.undo()  # type: ignore[misc]
    assert tab.desk.list.count() == 3


def test_two_laptops_that_begin_one_month_make_one_record(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = monthly_tab(window_of(qtbot, session))
    first = tab._begin(None, "2026-11")
    assert first.id == tab._begin(None, "2026-11").id != tab._begin(None, "2026-12").id


# --- Profil


def test_identity_is_corrected_by_keyboard(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    tab = profile_tab(window)
    tab.identity.view.focus_field("kkb_name")
    focus().selectAll()  # type: ignore[attr-defined]
    type_in(qtbot, "Maluang Jaya", "28/1/2016", "Hj. Rahmawati", "H. Samsul", "1", "2", "03")
    press(qtbot, Qt.Key.Key_S, ctrl=True)
    (made,) = stored(session, Village)
    assert (made.kkb_name, made.launched_on, made.coverage, made.rw) == ("Maluang Jaya", date(2016, 1, 28), "rw", "03")
    assert (made.responsible, made.head_name, made.active) == ("Hj. Rahmawati", "H. Samsul", True)
    assert kampung(window).title == "Maluang Jaya"


def test_the_ways_that_beranda_takes_lead_to_the_record(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    tab = profile_tab(window)
    tab.identity.view.focus_field("kkb_name")
    type_in(qtbot, "Maluang Sejati")
    monthly_tab(window).desk.begin_blank()
    type_in(qtbot, "12")
    window.go("kegiatan")
    for kept in drafts.open_drafts(session):
        window.go("kampung", f"{VILLAGE}/{'profil' if kept.record.FORM == 'village' else 'bulanan'}/{kept.record.id}")
        if kept.record.FORM == "village":
            assert tab.identity.view.cells["kkb_name"].editor.answer() == "Maluang Sejati"
        else:
            assert monthly_tab(window).view.cells["bkb"].editor.answer() == 12


def test_a_second_active_kampung_kb_of_one_village_is_a_problem(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.village(name="Maluang Lama"), filled.village())
    tab = profile_tab(window_of(qtbot, session))
    tab.identity.editor.finish()
    assert "sudah punya Kampung KB aktif" in tab.identity.view.cells["active"].message.text()


def test_the_profile_of_a_month_is_copied_and_its_poktan_held_against_the_month(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/kelembagaan")
    tab = kampung(window).village.tab("kelembagaan")
    assert isinstance(tab, InstitutionTab)
    press(qtbot, Qt.Key.Key_N, ctrl=True)
    qtbot.keyClicks(focus(), "2")
    press(qtbot, Qt.Key.Key_Return)
    assert "mencatat 60 peserta BKB" in tab.profile.view.cells["has_bkb"].message.text()
    press(qtbot, Qt.Key.Key_S, ctrl=True)
    (made,) = [p for p in stored(session, InstitutionProfile) if p.month == "2026-11"]
    assert (made.has_bkb, made.has_bkr, made.pokja_members, made.status) == (False, True, 15, "draf")


def test_enter_keeps_the_answer_in_sight(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = population_tab(window_of(qtbot, session))
    qtbot.waitUntil(lambda: not worker_of().busy())  # the register's figures come beside the questions
    tab.view.focus_field("male_0_4")
    qtbot.waitUntil(lambda: not focus().visibleRegion().isEmpty())
    for _ in range(37):
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not focus().visibleRegion().isEmpty())
    assert focus() in tab.view.cells["families_elderly"].editor.inputs()
    tab.view.focus_field("as_of")
    qtbot.waitUntil(lambda: not focus().visibleRegion().isEmpty())
