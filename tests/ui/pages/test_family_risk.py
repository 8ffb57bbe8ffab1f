"""KRS on the screens of Keluarga: the card of a family, the way from a factor to its question, and the filter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_list import RISK
from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.risk_card import RiskCard
from kampungkb_desktop.ui.pages.sifted_list import ALL
from tests.ui.pages.people import CTRL, TODAY, family, focused, household, keys, member, press, window


def _page(opened: MainWindow) -> FamiliesPage:
    page = opened.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def _family(opened: MainWindow, home: Family) -> FamilyPage:
    opened.go("keluarga", home.id)
    found = _page(opened)._family
    assert found is not None
    return found


def _card(page: FamilyPage) -> RiskCard:
    summary = page.tabs.tab("ringkasan")
    assert isinstance(summary, FamilySummary)
    return summary.risk


def _house(session: Session, home: Family, **answers: Any) -> None:
    save(session, "Isi", [home.changed(water="sumur_terlindung", latrine="septik", **answers)])


def _names(page: FamiliesPage) -> list[str]:
    rows = [page.list.table.model.row(n) for n in range(len(page.list.table.model.ids))]
    return [str(row.cells[0]) for row in rows if row is not None]


def _asked(view: FormView) -> str:
    """The question that has the keys."""
    here = focused()
    return next(name for name, cell in view.cells.items() if cell is here or cell.isAncestorOf(here))


def test_what_is_not_asked_yet_is_named_and_answered_by_keys(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        page = _family(opened, home)
        card = _card(page)
        assert card.chip.text() == "Belum diketahui"
        assert card.because.text() == (
            "Belum dapat ditentukan: air minum utama belum ditanyakan; jamban belum ditanyakan."
        )
        assert card.target.text() == "Sasaran: Punya Anak 0–23 Bulan, PUS"
        card.lines["air"].setFocus()
        press(Qt.Key.Key_Return)
        assert page.tabs.current_key() == "data"
        keys("8")  # air permukaan
        press(Qt.Key.Key_S, CTRL)
        page.tabs.go("ringkasan")
        assert card.chip.text() == "Berisiko"
        assert card.because.text() == "Berisiko karena: air minum utama tidak layak."
        press(Qt.Key.Key_Z, CTRL)
        assert card.chip.text() == "Belum diketahui"


@pytest.mark.parametrize(
    ("code", "tab", "field"),
    [("jamban", "data", "latrine"), ("terlalu_muda", "anggota", "birth_date"), ("bukan_kb_modern", "kb", "pregnant")],
)
def test_each_factor_leads_to_its_question(qtbot: QtBot, session: Session, code: str, tab: str, field: str) -> None:
    home, mother, _child = household(session)
    with window(qtbot, session) as opened:
        page = _family(opened, home)
        card = _card(page)
        card.lines[code].setFocus()
        press(Qt.Key.Key_Return)
        assert page.tabs.current_key() == tab
        part: Any = page.tabs.tab(tab)
        assert _asked(part.view) == field
        if tab == "anggota":
            assert part.table.current_id() == mother.id


def test_the_card_says_verdict_rule_and_reading(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    _house(session, home)
    save(session, "Isi", [
        FamilyPlanning(id="k1", village=home.village, family_id=home.id, as_of=TODAY, pregnant=False, using=True,
                       method="suntik"),
    ])  # fmt: skip
    with window(qtbot, session) as opened:
        card = _card(_family(opened, home))
        assert card.chip.text() == "Tidak berisiko"
        assert "krs-2022" in card.rule.text()
        assert "4 Terlalu menentukan bila pasangan bukan peserta KB modern" in card.rule.text()
        assert {code: (line.words, line.tag and line.tag.text) for code, line in card.lines.items()} == {
            "air": ("Air minum utama layak.", "Tidak"),
            "jamban": ("Jamban layak.", "Tidak"),
            "terlalu_muda": ("Istri berumur 31 tahun. (Rina Lestari)", "Tidak"),
            "terlalu_tua": ("Istri berumur 31 tahun. (Rina Lestari)", "Tidak"),
            "terlalu_dekat": ("Belum ada dua anak yang tanggal lahirnya tercatat.", "Tidak"),
            "terlalu_banyak": ("1 anak masih hidup. (Wulan)", "Tidak"),
            "empat_terlalu": ("Tidak ada yang terlalu.", "Tidak"),
            "bukan_kb_modern": ("Memakai KB modern.", "Tidak"),
        }


def test_no_target_no_factors_and_no_verdict_on_those_who_left(qtbot: QtBot, session: Session) -> None:
    alone, left = family(session, "Sendiri"), family(session, "Pergi", state="pindah")
    save(session, "Isi", [
        alone, left, member(session, alone, "Sendiri", "laki_laki", date(1950, 1, 1), "kepala_keluarga"),
    ])  # fmt: skip
    with window(qtbot, session) as opened:
        card = _card(_family(opened, alone))
        assert card.chip.text() == "Bukan sasaran"
        assert card.lines == {}
        assert card.target.isHidden()
        assert not card.isHidden()
        assert _card(_family(opened, left)).isHidden()


def test_the_filter_keeps_what_it_found_until_something_changes(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    other = family(session, "Darwis")
    save(session, "Isi", [other, home.changed(water="air_permukaan")])
    with window(qtbot, session) as opened:
        page = _page(opened)
        page.list.choose(RISK)
        qtbot.waitUntil(lambda: _names(page) == ["Suparman"])
        assert page.subtitle == "1 dari 2 keluarga"
        page.list.choose(ALL)
        assert _names(page) == ["Darwis", "Suparman"]
        page.list.choose(RISK)
        qtbot.waitUntil(lambda: _names(page) == ["Suparman"])
        _house(session, home)
        page.load()
        qtbot.waitUntil(lambda: _names(page) == [])
