"""The register's figures in the window: beside typed ones, taken over and given back, on their own tab, and opened."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.register_kept import keep_months, kept_months
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.register_beside import Beside
from kampungkb_desktop.ui.pages.register_offer import RegisterOffer
from kampungkb_desktop.ui.pages.village_monthly import MonthlyTab
from kampungkb_desktop.ui.pages.village_population import PopulationTab
from kampungkb_desktop.ui.pages.village_register import VillageRegisterTab
from kampungkb_desktop.ui.pages.villages import VillagesPage
from tests.actions.households import settle
from tests.ui.pages import filled
from tests.ui.pages.filled import TODAY, VILLAGE
from tests.ui.pages.windows import focus, kampung, press, stored, type_in

WAIT = 20_000


def window_of(qtbot: QtBot, session: Session) -> MainWindow:
    """Kampung and Keluarga."""

    def take_back() -> None:
        saved = undo.undo(session)
        if saved is not None:
            window.touched(saved.forms)

    window = MainWindow(
        [
            PageEntry("kampung", "&Kampung", "kampung", lambda: VillagesPage(session, today=lambda: TODAY)),
            PageEntry("keluarga", "Keluar&ga", "keluarga", lambda: FamiliesPage(session, today=lambda: TODAY)),
        ],
        undo=take_back,
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def offered(qtbot: QtBot, offer: RegisterOffer) -> None:
    qtbot.waitUntil(lambda: offer.found is not None and not offer.isHidden(), timeout=WAIT)


def click(qtbot: QtBot, beside: Beside, part: str) -> None:
    box = beside.arrow_box() if part == "arrow" else beside.figure_box()
    qtbot.mouseClick(beside, Qt.MouseButton.LeftButton, pos=box.center())


def population_tab(qtbot: QtBot, window: MainWindow) -> PopulationTab:
    window.go("kampung", f"{VILLAGE}/kependudukan")
    tab = kampung(window).village.tab("kependudukan")
    assert isinstance(tab, PopulationTab)
    offered(qtbot, tab.offer)
    return tab


def families_page(window: MainWindow) -> FamiliesPage:
    page = window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def test_figures_stand_beside_typed_ones_and_are_taken_over_one_by_one(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population())
    tab = population_tab(qtbot, window_of(qtbot, session))
    counts = village_register(session, VILLAGE, date(2026, 10, 1)).counts()
    assert {name: one.count for name, one in tab.offer.besides.items()} == {n: counts[n] for n in tab.offer.besides}
    assert "per 1 Oktober 2026, dari 12 keluarga tercatat, 3 belum lengkap" in tab.offer.words.text()
    tab.view.focus_field("pus")
    qtbot.keyClick(focus(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    record = tab.view.record()
    assert isinstance(record, PopulationSnapshot)
    assert (record.pus, record.families) == (counts["pus"], 700)
    assert not tab.offer.besides["pus"].differs
    click(qtbot, tab.offer.besides["families"], "arrow")
    assert tab.view.cells["families"].editor.answer() == 12
    tab.offer.give_back()
    assert tab.view.record() == stored(session, PopulationSnapshot)[0]


def test_another_day_has_figures_of_its_own_and_none_are_taken_meanwhile(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population())
    tab = population_tab(qtbot, window_of(qtbot, session))
    before = tab.view.record()
    tab.view.answer("as_of", date(2026, 7, 31))
    assert not tab.offer.all_button.isEnabled()
    tab.offer.use_all()
    assert tab.view.record() == before.changed(as_of=date(2026, 7, 31))
    qtbot.waitUntil(lambda: tab.offer.found is not None and tab.offer.found.on == date(2026, 7, 31), timeout=WAIT)
    assert tab.offer.besides["families"].count == 14
    tab.view.answer("as_of", date(2027, 3, 1))
    qtbot.waitUntil(lambda: tab.offer.found is not None and tab.offer.found.on == TODAY, timeout=WAIT)
    assert tab.offer.all_button.isEnabled()


def test_all_figures_are_an_ordinary_edit_that_undo_takes_back(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population())
    (before,) = stored(session, PopulationSnapshot)
    window = window_of(qtbot, session)
    tab = population_tab(qtbot, window)
    tab.view.focus_field("male_0_4")
    qtbot.keyClick(focus(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (after,) = stored(session, PopulationSnapshot)
    counts = village_register(session, VILLAGE, date(2026, 10, 1)).counts()
    assert {name: getattr(after, name) for name in tab.offer.besides} == {n: counts[n] for n in tab.offer.besides}
    tab.desk.list.setFocus()
    press(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert stored(session, PopulationSnapshot) == [before]


def test_the_month_takes_nine_methods_and_places_the_others(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population(), filled.monthly())
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/bulanan")
    tab = kampung(window).village.tab("bulanan")
    assert isinstance(tab, MonthlyTab)
    offered(qtbot, tab.offer)
    tab.offer.use_all()
    record = tab.view.record()
    assert isinstance(record, MonthlySnapshot)
    counts = village_register(session, VILLAGE, date(2026, 10, 31)).counts()
    for name in ("users_iud", "users_lam", "users_traditional", "nonuser_tial", "placed_iat", "bpjs", "bkr"):
        assert getattr(record, name) == counts[name], name
    assert tab.panel._figures["users_iud"].text() == str(counts["users_iud"])
    assert "PUS belum punya jawaban KB" in tab.offer.words.text()


def test_the_portals_boxes_follow_what_is_typed(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.population(), filled.monthly(users_lam=None, users_traditional=None, nonuser_ias=136))
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/bulanan")
    tab = kampung(window).village.tab("bulanan")
    assert isinstance(tab, MonthlyTab)
    placed = tab.view.cells["placed_iat"]
    assert placed.isHidden()
    assert tab.panel._figures["portal"].text() == "480 = PUS"
    tab.view.focus_field("users_lam")
    type_in(qtbot, "8")
    assert not placed.isHidden()
    tab.view.focus_field("nonuser_ias")
    type_in(qtbot, "128")
    assert tab.panel._figures["portal"].text() == "472"
    assert "8 dari 8 pemakai MAL" in tab.panel.place.text()
    tab.view.focus_field("placed_ias")
    type_in(qtbot, "1", "2", "5")
    assert tab.panel._figures["portal"].text() == "480 = PUS"
    assert [tab.panel._figures[name].text() for name in ("nonuser_ias", "nonuser_iat", "nonuser_tial")] == [
        "129", "24", "21",
    ]  # fmt: skip
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, MonthlySnapshot)
    assert (made.users_lam, made.placed_ias, made.placed_iat, made.placed_tial) == (8, 1, 2, 5)
    assert made.status == "selesai"


def test_a_village_without_families_is_not_asked(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/kependudukan")
    tab = kampung(window).village.tab("kependudukan")
    assert isinstance(tab, PopulationTab)
    assert tab.offer.isHidden()
    assert tab.offer.found is None
    window.go("kampung", f"{VILLAGE}/angka")
    figures = kampung(window).village.tab("angka")
    assert isinstance(figures, VillageRegisterTab)
    assert figures.stack.currentWidget() is figures.empty


def test_a_figure_opens_as_many_records_as_it_says(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population())
    window = window_of(qtbot, session)
    tab = population_tab(qtbot, window)
    tab.view.focus_field("female_75")
    wanted = {name: one.count or 0 for name, one in tab.offer.besides.items()}
    click(qtbot, tab.offer.besides["pus"], "figure")
    page = families_page(window)
    qtbot.waitUntil(lambda: len(page.list.table.model.ids) == wanted["pus"], timeout=WAIT)
    window.go("kampung", f"{VILLAGE}/kependudukan")
    offered(qtbot, tab.offer)
    tab.view.focus_field("adolescents")
    qtbot.keyClick(focus(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    shown = page._figure
    assert shown is not None
    qtbot.waitUntil(lambda: len(shown.table.model.ids) == wanted["adolescents"], timeout=WAIT)
    assert page.subtitle == f"{wanted['adolescents']} jiwa"
    assert page.search_widget() is shown.search
    assert page.visit_button.isHidden()
    first = shown.lines[str(shown.table.model.ids[0])]
    shown.search.setText(first.name)
    shown.search.flush()
    assert 1 <= len(shown.table.model.ids) < wanted["adolescents"]
    shown.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page._shown_family() is not None
    assert page._shown_family().family_id == first.place.partition("/")[0]  # type: ignore[union-attr]
    shown.closed.emit()
    assert page._on_list()


def test_the_tab_lists_every_group_and_draws_the_months(qtbot: QtBot, session: Session) -> None:
    settle(session)
    filled.keep(session, filled.population(), filled.monthly())
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/angka")
    tab = kampung(window).village.tab("angka")
    assert isinstance(tab, VillageRegisterTab)
    qtbot.waitUntil(lambda: tab.found is not None and len(tab.counting.months) == 12, timeout=WAIT)
    # Months that have ended are kept for the next time, as they are counted from nothing, until anything is written.
    qtbot.waitUntil(lambda: len(kept_months(session, VILLAGE)[1]) == 11, timeout=WAIT)
    state, kept = kept_months(session, VILLAGE)
    assert kept == {day: village_register(session, VILLAGE, day).counts() for day in kept}
    assert TODAY not in kept
    save(session, "Isi", [Family(id="baru", village=VILLAGE, head_name="Baru")])
    assert kept_months(session, VILLAGE)[1] == {}
    assert not keep_months(session, VILLAGE, state, kept)  # counted before it
    undo.undo(session)
    counts = village_register(session, VILLAGE, TODAY).counts()
    tab._choose_group("kb")
    tab.table.select("users_injection")
    (row,) = tab._rows(["users_injection"])
    gap = counts["users_injection"] - 132
    assert row.cells == (
        "Peserta Suntik", str(counts["users_injection"]), row.cells[2], "132", f"−{-gap}"
    )  # fmt: skip
    points = tab.trend.chart.points
    assert [one.key for one in points][-2:] == ["2026-10", "2026-11"]
    assert (points[-2].mark, points[-1].value) == (132, counts["users_injection"])
    tab.trend.turn.click()
    assert tab.trend.table.model.ids[0] == "2026-11"
    tab.trend.share.click()
    assert tab.trend.chart.unit == "%"
    tab.open_record("krs")
    assert tab.table.current_id() == "krs"
    tab.table.setFocus()
    if counts["krs"]:
        press(qtbot, Qt.Key.Key_Return)
        page = families_page(window)
        qtbot.waitUntil(lambda: len(page.list.table.model.ids) == counts["krs"], timeout=WAIT)


def test_leaving_stops_the_counting_and_coming_back_takes_it_up(qtbot: QtBot, session: Session) -> None:
    settle(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/angka")
    tab = kampung(window).village.tab("angka")
    assert isinstance(tab, VillageRegisterTab)
    window.go("keluarga")
    assert tab.counting.job is not None
    qtbot.waitUntil(lambda: tab.counting.job is not None and tab.counting.job.over, timeout=WAIT)
    window.go("kampung", f"{VILLAGE}/angka")
    qtbot.waitUntil(lambda: tab.found is not None and len(tab.counting.months) == 12, timeout=WAIT)


def test_an_earlier_month_is_shown_as_it_was(qtbot: QtBot, session: Session) -> None:
    records = settle(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/angka")
    tab = kampung(window).village.tab("angka")
    assert isinstance(tab, VillageRegisterTab)
    qtbot.waitUntil(lambda: tab.found is not None and len(tab.counting.months) == 12, timeout=WAIT)
    tab.trend.month_wanted.emit("2026-07")
    assert tab.when.currentText() == "Akhir Juli 2026"
    qtbot.waitUntil(lambda: tab.found is not None and tab.found.on == date(2026, 7, 31), timeout=WAIT)
    families = [one for one in records if isinstance(one, Family)]
    assert tab.found is not None
    assert tab.found.figure("families").count == len(families)
    save(session, "Hapus", [], families[:1])
    window.touched(frozenset({"family"}))
    qtbot.waitUntil(lambda: tab.found is not None and tab.found.figure("families").count == len(families) - 1,
                    timeout=WAIT)  # fmt: skip
