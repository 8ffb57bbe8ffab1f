"""Kampung: the list for an officer and for a district, and what the page of one village shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.ui.pages.village_card import VillageCard
from kampungkb_desktop.ui.pages.village_class import ClassTab
from kampungkb_desktop.ui.pages.village_facts import lines, report_month
from kampungkb_desktop.ui.pages.village_history import HistoryTab
from kampungkb_desktop.ui.pages.village_page import TABS
from kampungkb_desktop.ui.pages.village_profile import ProfileTab
from kampungkb_desktop.ui.pages.village_summary import SummaryTab
from tests.actions.devices import copied, make
from tests.ui.mnemonics import duplicates
from tests.ui.pages import filled
from tests.ui.pages.filled import TODAY, VILLAGE
from tests.ui.pages.windows import focus, kampung, press, stored, window_of


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def berau(count: int) -> list[str]:
    return [one.code for one in regions.load().villages("64.03")[:count]]


def district(session: Session, count: int = 24) -> None:
    """Villages of four kinds: without output, without anything, complete, and not recorded at all."""
    for place, code in enumerate(berau(count)):
        name = f"Kampung {place:02d}"
        filled.keep(session, filled.village(code, name))
        if place % 3 == 0:
            filled.keep(session, filled.population(code), filled.profile(code), filled.monthly(code),
                        filled.activity(code))  # fmt: skip
        elif place % 3 == 1:
            filled.keep(session, filled.profile(code))


def test_latitude_and_longitude_stand_side_by_side(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/profil")
    tab = kampung(window).village.tab("profil")
    assert isinstance(tab, ProfileTab)
    cells = tab.identity.view.cells
    assert cells["latitude"].y() == cells["longitude"].y() > cells["coverage"].y()


def test_an_officer_sees_his_village_as_a_card_and_opens_it_with_enter(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    cards = window.findChildren(VillageCard)
    assert [card.line.code for card in cards] == [VILLAGE]
    assert "Maluang Sejati" in cards[0].accessibleName()
    assert "Berkelanjutan" in cards[0].accessibleName()
    assert "Oktober 2026: lengkap" in cards[0].accessibleDescription()
    page = kampung(window)
    for typed, seen in (("zz", False), ("maluang sej", True), ("zz", False), ("", True)):  # the card is kept
        page.list.search.setText(typed)
        page.list.search.flush()
        assert [card.isVisible() for card in cards] == [seen]
    assert window.findChildren(VillageCard) == cards
    cards[0].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.village
    assert (page.title, page.subtitle) == ("Maluang Sejati", "Maluang — Gunung Tabur, Berau")
    qtbot.waitUntil(lambda: page.subtitle == "Maluang — Gunung Tabur, Berau · 11 catatan belum dikirim")
    window.back()
    assert page.stack.currentWidget() is page.list


def test_the_card_says_what_is_open_for_the_month(session: Session) -> None:
    filled.keep(session, filled.village(), filled.population(status="draf"), filled.monthly(month="2026-09"))
    (line,) = lines(session, TODAY)
    assert report_month(TODAY) == "2026-10"
    assert line.open_parts == ("kependudukan", "profil kelembagaan", "Bangga Kencana", "kegiatan")


def test_an_assigned_village_without_kampung_kb_offers_to_begin(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    window.go("kampung", VILLAGE)
    page = kampung(window)
    summary = page.village.tab("ringkasan")
    assert isinstance(summary, SummaryTab)
    assert "belum dicatat" in words(summary)
    summary.begin.emit()
    assert page.village.tabs.current_key() == "profil"
    profile = page.village.tab("profil")
    assert isinstance(profile, ProfileTab)
    assert profile.identity.editor.past_button.isHidden()
    qtbot.keyClicks(window.focusWidget(), "Maluang Sejati")
    press(qtbot, Qt.Key.Key_S, ctrl=True)
    assert not profile.identity.editor.past_button.isHidden(), "it has a past now"
    (made,) = stored(session, Village)
    assert (made.kkb_name, made.village, made.active, made.status) == ("Maluang Sejati", VILLAGE, True, "draf")


def test_whoever_comes_to_fill_in_the_identity_types_at_once(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    window.go("kegiatan")
    window.go("kampung", f"{VILLAGE}/profil")
    with_keys = window.focusWidget()
    assert isinstance(with_keys, QLineEdit)
    with_keys.insert("Maluang Sejahtera")
    assert with_keys.text() == "Maluang Sejahtera"
    for _ in range(2):  # the second time the keys are there already
        press(qtbot, Qt.Key.Key_Return, ctrl=True)
        qtbot.wait(1)
        missing = focus()
        assert missing is not with_keys
        assert missing.visibleRegion().boundingRect().height() == missing.height(), "what is to be filled in is seen"


def test_a_district_table_counts_classes_that_add_up(qtbot: QtBot, tmp_path: Path) -> None:
    make(tmp_path / "a", "Budi Santoso", role="kabupaten")
    with copied(tmp_path / "a", tmp_path / "b") as session:
        district(session)
        window = window_of(qtbot, session)
        page = kampung(window)
        qtbot.waitUntil(lambda: len(page.list.lines) == 25)
        assert page.list.tiles["cakupan"].figure == "21,8 %"  # 24 of Berau's 110, seed line 24
        assert "24 dari 110 desa/kelurahan" in page.list.tiles["cakupan"].toolTip()
        counts = {key: int(tile.figure) for key, tile in page.list.tiles.items() if key != "cakupan"}
        assert counts[""] == 24 == sum(counts[level.name] for level in Level)
        assert counts["belum"] == 1
        assert counts["BERKELANJUTAN"] == 0  # no village has instansi enough, see the rule
        page.list.tiles["DASAR"].click()
        assert len(page.list.table.model.ids) == counts["DASAR"]
        page.list.tiles[""].click()
        page.list.search.setFocus()
        qtbot.keyClicks(page.list.search, "kampung 07")
        press(qtbot, Qt.Key.Key_Return)
        assert [page.list.table.model.ids[0]] == [berau(24)[7]] == list(page.list.table.model.ids)
        page.list.table.select(berau(24)[7])
        press(qtbot, Qt.Key.Key_Return)
        assert page.village.code == berau(24)[7]
        page.leave()


def test_filters_by_kecamatan_and_sorting(qtbot: QtBot, session: Session) -> None:
    district(session, 20)
    window = window_of(qtbot, session)
    listed = kampung(window).list
    names = sorted({line.district for line in listed.lines})
    assert len(names) > 1
    listed.district.setCurrentIndex(listed.district.findData(names[0]))
    assert {listed._by_code[str(code)].district for code in listed.table.model.ids} == {names[0]}
    listed.district.setCurrentIndex(0)
    listed.table.sort_requested.emit("level", True)
    levels = [listed._by_code[str(code)].found.level for code in listed.table.model.ids][:10]
    assert levels == sorted(levels, reverse=True)


def test_the_summary_has_the_portals_order_and_leads_to_where_numbers_are_typed(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", VILLAGE)
    page = kampung(window)
    summary = page.village.tab("ringkasan")
    assert isinstance(summary, SummaryTab)
    said = words(summary)
    order = ["Maluang, Kec. Gunung Tabur", "Gambaran umum", "Statistik kampung", "Partisipasi poktan",
             "PUS dan kepesertaan ber-KB", "PUS dan ketidaksertaan ber-KB", "Status badan pengurus",
             "Sarana dan prasarana", "Dukungan terhadap Kampung KB", "Mekanisme operasional"]  # fmt: skip
    places = [said.index(title) for title in order]
    assert places == sorted(places)
    figures = {key: tile.figure for key, tile in summary.tiles.items()}
    assert (figures["people"], figures["pus"], figures["users"], figures["nonusers"]) == ("2.518", "480", "290", "190")
    summary.tiles["users"].click()
    assert page.village.tabs.current_key() == "bulanan"
    page.village.go_tab("ringkasan")
    summary.tiles["pus"].click()
    assert page.village.tabs.current_key() == "kependudukan"


def test_the_class_is_explained_and_the_what_if_changes_nothing(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/klasifikasi")
    tab = kampung(window).village.tab("klasifikasi")
    assert isinstance(tab, ClassTab)
    qtbot.waitUntil(lambda: tab.growing.whole)
    said = words(tab)
    for part in ("Kelas sekarang: Berkelanjutan", "I1  Kelompok Kerja (Pokja)", "O4", "klasifikasi-2023", "Sumber:"):
        assert part in said
    before = stored(session, MonthlySnapshot)
    tab.what_if.spinners["O3"].setFocus()
    tab.what_if.spinners["O3"].setValue(10)
    tab.what_if.spinners["O4"].setValue(40)
    assert tab.what_if.chip.text() == "Berkembang"
    assert "ke Berkelanjutan" in tab.what_if.nearest.text()
    assert stored(session, MonthlySnapshot) == before
    tab.what_if.reset.click()
    assert tab.what_if.chip.text() == "Berkelanjutan"


def test_nothing_recorded_is_not_the_same_as_zero_in_the_what_if(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/klasifikasi")
    tab = kampung(window).village.tab("klasifikasi")
    assert isinstance(tab, ClassTab)
    tab.growing.finish()
    tab.what_if.spinners["I2"].setValue(3)
    assert tab.what_if._scores["O4"].text() == "nilai 1"
    tab.what_if.spinners["O4"].setValue(0)
    assert tab.what_if._scores["O4"].text() == "nilai 4"


def test_history_shows_who_changed_what(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    (month, *_rest) = [m for m in stored(session, MonthlySnapshot) if m.month == "2026-10"]
    filled.keep(session, month.changed(bkb=61))
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/riwayat")
    tab = kampung(window).village.tab("riwayat")
    assert isinstance(tab, HistoryTab)
    qtbot.waitUntil(lambda: bool(tab.entries))
    newest = tab.entries[0]
    assert (newest.author, newest.record_name) == ("Siti Rahma", "Bangga Kencana Oktober 2026")
    assert [(f.label, f.before, f.after) for f in newest.fields] == [("BKB (Bina Keluarga Balita)", "60", "61")]
    qtbot.waitUntil(lambda: "60  →  61" in words(tab.detail))


class Opened(QObject):
    """What becomes a window of its own, if only for a moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.windows: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(shown, QWidget) and shown.isWindow():
            self.windows.append(type(shown).__name__)
        return False


def test_no_tab_has_two_of_one_letter_or_opens_a_window_or_promises_a_key_it_has_not(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    assert duplicates(window) == {}
    opened = Opened(qapp)
    for tab, _name in TABS:
        window.go("kampung", f"{VILLAGE}/{tab}")
        kampung(window).village.go_tab(tab)
        assert duplicates(window) == {}
        form = tab in {"profil", "kelembagaan", "kependudukan", "bulanan", "rencana"}
        assert (("Ctrl+S", "simpan draf") in window.frame.status.hints.hints) is form
    assert opened.windows == []
