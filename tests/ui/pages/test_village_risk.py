"""KRS of a village on the screen: the recap, the way from a number to its families, the list answered by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_area import Area
from kampungkb_desktop.actions.stunting_verval import history_of
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.village_risk import VillageRiskTab
from kampungkb_desktop.ui.pages.village_risk_area import RiskArea
from kampungkb_desktop.ui.pages.villages import VillagesPage
from tests.actions.homes import MALUANG, village
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import focused, today

Open = Callable[[int], MainWindow]


@pytest.fixture
def families(session: Session) -> dict[str, Family]:
    """Five families of Maluang: at risk by water, by three children, not at risk, unknown, no sasaran; one left."""
    return village(session)


@pytest.fixture
def shown(qtbot: QtBot, session: Session, families: dict[str, Family]) -> Iterator[Open]:
    """The real window with Kampung and Keluarga."""
    assert families
    opened: list[MainWindow] = []

    def make(width: int = 1366) -> MainWindow:
        entries = [
            PageEntry("kampung", "&Kampung", "kampung", lambda: VillagesPage(session, today=today)),
            PageEntry("keluarga", "Keluar&ga", "keluarga", lambda: FamiliesPage(session, today=today)),
        ]
        window = MainWindow(entries)
        qtbot.addWidget(window)
        window.resize(width, 768)
        window.show()
        qtbot.waitExposed(window)
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.hide()  # what the pages do after a rest must not outlive the session
    qtbot.waitUntil(lambda: not worker_of().busy())


def risk_tab(qtbot: QtBot, window: MainWindow, record: str = "") -> VillageRiskTab:
    """The tab with its recap computed, or its list read."""
    window.go("kampung", f"{MALUANG}/krs{record}")
    page = window.page("kampung")
    assert isinstance(page, VillagesPage)
    tab = page.village.tab("krs")
    assert isinstance(tab, VillageRiskTab)
    if not record:
        qtbot.waitUntil(lambda: tab.figures.shown is not None)
    else:
        qtbot.waitUntil(lambda: len(tab.verval.table.model.ids) > 0)
    return tab


def keys(tab: VillageRiskTab, text: str) -> None:
    view = tab.verval.table.view
    view.setFocus()
    QTest.keyClicks(view, text)
    QApplication.processEvents()


def test_the_recap_shows_the_sums_the_rule_and_its_readings(qtbot: QtBot, shown: Open) -> None:
    tab = risk_tab(qtbot, shown(1366))
    figures = {key: tile.figure for key, tile in tab.figures.tiles.items()}
    assert figures == {"sasaran": "4", "berisiko": "2", "tidak_berisiko": "1", "belum": "1"}
    assert tab.figures.grids["faktor"].buttons["faktor:air:belum_diketahui"].text() == "1"
    assert tab.figures.grids["bacaan"].buttons["bacaan:4t_tanpa_kb_modern"].text() == "2"
    assert tab.figures.shown is not None
    assert tab.figures.shown.rule.id == "krs-2022"


def test_every_number_opens_exactly_its_families(qtbot: QtBot, shown: Open) -> None:
    window = shown(1366)
    tab = risk_tab(qtbot, window)
    grids = tab.figures.grids
    counts = {key: button.cell.count for grid in grids.values() for key, button in grid.buttons.items() if button.opens}
    assert len(counts) > 15
    for key in ("berisiko", "faktor:empat_terlalu:ya", "peringkat:tidak diketahui", "verval:belum"):
        wanted = f"{counts.get(key, 2)} dari 6 keluarga"
        tab.figures.opened.emit(key)
        qtbot.waitUntil(partial(_is_titled, window, wanted))
    page = _families(window)
    assert page.list.named.isVisible()
    page.list.named.click()
    assert page.list.filter == "semua"
    assert not page.list.named.isVisible()


def _families(window: MainWindow) -> FamiliesPage:
    page = window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def _is_titled(window: MainWindow, words: str) -> bool:
    return _families(window).subtitle == words


def test_a_number_is_opened_by_enter(qtbot: QtBot, shown: Open) -> None:
    window = shown(1366)
    tab = risk_tab(qtbot, window)
    button = tab.figures.grids["faktor"].buttons["faktor:air:ya"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    page = window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    qtbot.waitUntil(lambda: page.subtitle == "1 dari 6 keluarga")


def test_another_reading_holds_on_this_laptop(qtbot: QtBot, session: Session, shown: Open) -> None:
    tab = risk_tab(qtbot, shown(1366))
    tab.figures.reading.setCurrentIndex(tab.figures.reading.findData("4t_saja"))
    tab.figures.reading.activated.emit(tab.figures.reading.currentIndex())
    assert settings.load(session).krs_reading == "4t_saja"
    qtbot.waitUntil(lambda: tab.figures.shown is not None and tab.figures.shown.reading == "4t_saja")
    tab.figures.reading.setCurrentIndex(0)
    tab.figures.reading.activated.emit(0)
    assert settings.load(session).krs_reading is None


def test_an_earlier_semester_says_what_it_rests_on(qtbot: QtBot, shown: Open) -> None:
    tab = risk_tab(qtbot, shown(1366))
    tab.semester.setCurrentIndex(1)
    tab.semester.activated.emit(1)
    qtbot.waitUntil(lambda: tab.figures.shown is not None and tab.figures.shown.past)
    assert tab.figures.shown is not None
    assert tab.figures.shown.day == "Semester I 2026, per 30 Juni 2026"


def test_the_list_is_answered_by_single_keys_and_undone(
    qtbot: QtBot, session: Session, shown: Open, families: dict[str, Family]
) -> None:
    tab = risk_tab(qtbot, shown(1366), "/verval")
    river = families["river"].id
    tab.verval.table.select(river)
    for key in "a31":
        keys(tab, key)
    found = history_of(session, river)[0]
    assert (found.found, found.assistance, found.status, found.computed) == ("ada", ("kie", "rujukan"), DONE, "ya")
    keys(tab, "8")
    assert history_of(session, river)[0].assistance == ("tidak_ada",)
    keys(tab, "m")
    assert history_of(session, river)[0].wedding_plan is True
    keys(tab, "t")
    gone = history_of(session, river)[0]
    assert (gone.found, gone.assistance, gone.wedding_plan) == ("tidak_ditemukan", None, None)
    assert tab.verval.counted.text() == "1 dari 4 keluarga diverifikasi"


def test_all_chosen_families_get_the_answer_in_one_action(qtbot: QtBot, session: Session, shown: Open) -> None:
    tab = risk_tab(qtbot, shown(1366), "/verval")
    tab.verval.table.view.selectAll()
    keys(tab, "a")
    assert tab.verval.counted.text() == "4 dari 4 keluarga diverifikasi"
    tab.verval.choose("belum")
    assert len(tab.verval.table.model.ids) == 0
    tab.verval.choose("ada")
    assert len(tab.verval.table.model.ids) == 4
    with session.database.read() as conn:
        assert read.actions(conn, limit=1)[0].name == "Verval KRS Semester II 2026: 4 keluarga"


def test_enter_opens_the_whole_form_and_finishing_goes_on(qtbot: QtBot, session: Session, shown: Open) -> None:
    tab = risk_tab(qtbot, shown(1366), "/verval")
    first, second = (str(one) for one in list(tab.verval.table.model.ids)[:2])
    tab.verval.table.select(first)
    view = tab.verval.table.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert tab.verval.stack.currentWidget() is tab.verval.form
    QTest.keyClick(focused(), Qt.Key.Key_1)
    tab.verval.form.editor.finish()
    assert history_of(session, first)[0].status == DONE
    assert tab.verval.form.family_id == second
    QTest.keyClick(tab.verval.form.view, Qt.Key.Key_Escape)
    tab.verval.form.editor.close_form()
    assert tab.verval.stack.currentIndex() == 0


def test_the_card_of_a_family_leads_to_its_verification(
    qtbot: QtBot, session: Session, shown: Open, families: dict[str, Family]
) -> None:
    window = shown(1366)
    window.go("keluarga", families["river"].id)
    page = window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    assert page._family is not None
    card = page._family.tabs.tab("ringkasan").risk  # type: ignore[union-attr]
    assert card.verval.tag.text == "Belum"
    card.verval.click()
    kampung = window.page("kampung")
    assert isinstance(kampung, VillagesPage)
    tab = kampung.village.tab("krs")
    assert isinstance(tab, VillageRiskTab)
    qtbot.waitUntil(lambda: tab.verval.stack.currentWidget() is tab.verval.form)
    assert tab.verval.form.family_id == families["river"].id
    tab.verval.form.view.cells["found"].editor.set_answer("ada")
    tab.verval.form.editor.finish()
    window.go("keluarga", families["river"].id)
    assert card.verval.tag.text == "Ada"


def test_the_recap_of_all_villages_leads_to_each_and_is_saved(
    qtbot: QtBot, session: Session, shown: Open, tmp_path: Path
) -> None:
    window = shown(1366)
    window.go("kampung", "krs")
    page = window.page("kampung")
    assert isinstance(page, VillagesPage)
    area = page._area
    assert isinstance(area, RiskArea)
    qtbot.waitUntil(lambda: area.area is not None)
    assert area.tiles["berisiko"].figure == "2"
    area.keep(tmp_path / "rekap")
    assert (tmp_path / "rekap.csv").read_text("utf-8-sig").count("\n") == 3
    area._all("berisiko")
    families_page = window.page("keluarga")
    assert isinstance(families_page, FamiliesPage)
    qtbot.waitUntil(lambda: families_page.subtitle == "2 dari 6 keluarga")
    window.go("kampung", "krs")
    area.table.select(MALUANG)
    area.table.opened.emit(MALUANG)
    assert page.village.tabs.current_key() == "krs"
    # Another day: the figures of the last one stand there with their day until they are counted anew.
    here, texts = area.today(), list[str]()
    area.today = lambda: here + timedelta(days=1)
    show = area._show

    def noted(found: Area) -> None:
        show(found)
        texts.append(area.rule.text())
        assert area.save.isEnabled() == (not area._since)

    area._show = noted  # type: ignore[assignment, method-assign]
    area.load()
    told = f"Dihitung {long_date(here)}; sedang dihitung ulang. "
    qtbot.waitUntil(lambda: told + texts[-1] in texts if texts else False)


def test_a_village_without_families_teaches(qtbot: QtBot, session: Session, shown: Open) -> None:
    window = shown(1366)
    window.go("kampung", "64.03.06.2001/krs")
    page = window.page("kampung")
    assert isinstance(page, VillagesPage)
    tab = page.village.tab("krs")
    assert isinstance(tab, VillageRiskTab)
    assert tab.stack.currentWidget() is tab.empty


@pytest.mark.parametrize("width", [1366, 1024])
def test_every_letter_has_one_owner_and_nothing_is_wider_than_the_window(qtbot: QtBot, shown: Open, width: int) -> None:
    window = shown(width)
    tab = risk_tab(qtbot, window)
    assert duplicates(window) == {}
    assert window.width() == width
    inside = tab.figures.widget()
    assert inside is not None
    assert inside.width() <= tab.figures.viewport().width()
    risk_tab(qtbot, window, "/verval")
    assert duplicates(window) == {}
    assert window.width() == width
