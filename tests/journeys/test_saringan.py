"""A filter is kept under a name, found again by Ctrl+K, renamed and forgotten; a list stands as it was left, also after
a new start; several villages at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import saved_filters
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_list import OPEN
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.tiles import EmptyState
from tests.actions.devices import VILLAGE, Ticking
from tests.journeys.driving import CTRL, SHIFT, Laptop, enter, keys, laptop, press
from tests.journeys.test_cari_apa_saja import ask
from tests.ui.pages import people

SECOND, THIRD = "64.03.06.2005", "64.03.06.2006"


def _three_villages(found: Laptop) -> None:
    """Two villages more, and a family in each; one of them still a draft."""
    session = found.session
    people.household(session)
    more = [Assignment(id=code.replace(".", "").zfill(32), village=code, officer_id=session.author)
            for code in (SECOND, THIRD)]  # fmt: skip
    homes = [people.family(session).changed(id=f"{at:032x}", village=code, head_name=name)
             for at, (code, name) in enumerate(((SECOND, "Budi"), (THIRD, "Cici")), start=1)]  # fmt: skip
    found.window.touched(save(session, "Isi", [*more, *homes]).forms)
    found.rest()


def _names(page: FamiliesPage) -> list[str]:
    model = page.list.table.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _front(found: Laptop) -> None:
    """A dialog is shut: the window is in front again."""
    found.window.activateWindow()
    found.wait(lambda: QApplication.activeWindow() is found.window)


def _done(found: Laptop) -> None:
    found.wait(lambda: not worker_of(LANE).busy())
    found.rest()


def _tick_two(found: Laptop, page: FamiliesPage) -> None:
    dialog = page.where.choose_several()
    ticks = dialog.findChild(QListWidget)
    assert ticks is not None
    found.wait(ticks.hasFocus)
    for code in (SECOND, THIRD):
        ticks.setCurrentRow(sorted((VILLAGE, SECOND, THIRD)).index(code))
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert _names(page) == ["Budi", "Cici"]
    assert page.where.currentText() == "2 desa"


def _rename_and_drop(found: Laptop, page: FamiliesPage) -> None:
    arrange = page.list.filters.show_all()
    names = arrange.findChild(QListWidget)
    assert names is not None
    names.item(0).setText("Timur")
    assert list(saved_filters.named(found.session, "keluarga")) == ["Timur"]
    found.wait(names.hasFocus)
    page.list.choose(OPEN)
    found.qtbot.waitUntil(lambda: saved_filters.left(found.session, "keluarga").get("saring") == OPEN, timeout=5_000)
    press(Qt.Key.Key_Delete)
    assert saved_filters.named(found.session, "keluarga") == {}
    arrange.close()


def test_a_filter_is_kept_used_renamed_and_forgotten(qtbot: QtBot, folder: Path) -> None:
    clock = Ticking()
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        _three_villages(found)
        page = found.go(FamiliesPage, "keluarga")
        _tick_two(found, page)
        _front(found)
        page.where.setFocus()  # as one does: choose the villages, then keep that
        press(Qt.Key.Key_S, CTRL, SHIFT)
        found.wait(lambda: isinstance(QApplication.activeModalWidget(), AskDialog))
        found.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        keys("Dua desa\n")
        found.wait(lambda: QApplication.activeModalWidget() is None)
        _front(found)
        page.list.clear()
        assert len(_names(page)) == 3
        assert page.where.codes() == ()
        found.window.go("beranda")
        assert "Saringan keluarga: Dua desa" in ask(found, "dua desa")
        press(Qt.Key.Key_Return)
        found.rest()
        assert _names(page) == ["Budi", "Cici"]
        _rename_and_drop(found, page)
        _done(found)
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        page = found.go(FamiliesPage, "keluarga")
        assert (page.list.filter, page.list.villages, page.where.currentText()) == (OPEN, (SECOND, THIRD), "2 desa")
        activities = found.go(ActivitiesPage, "kegiatan")
        activities.list.village.set_codes([SECOND, THIRD])
        assert activities.list.wanted().villages == (SECOND, THIRD)
        _done(found)


def _let_go(found: Laptop, key: str) -> bool:
    """Other pages were looked at since: whether the window let this one go."""
    frame = found.window.frame
    frame.letting_go.kept = 1
    while frame.letting_go.step():
        found.rest()
    return frame.page(key) is None


def _comes_back_as_it_stood(found: Laptop) -> None:
    """Words of the search, line and place; the part of a family one was at; never while a form is in sight."""
    page = found.go(FamiliesPage, "keluarga")
    page.search.setText("kepala 0")
    page.search.flush()
    names, table = _names(page), page.list.table
    table.select(table.model.ids[50])
    table.view.verticalScrollBar().setValue(44)
    line, top = table.current_id(), table.view.verticalScrollBar().value()
    found.go(VisitsPage, "kunjungan")
    found.wait(lambda: not page.list.left.waits())
    _done(found)
    assert _let_go(found, "keluarga")
    page = found.go(FamiliesPage, "keluarga")
    found.wait(lambda: page.list.table.current_id() == line)
    assert (page.search.text(), _names(page)) == ("kepala 0", names)
    assert page.list.table.view.verticalScrollBar().value() == top > 0
    page = found.go(FamiliesPage, "keluarga", f"{7:032x}")
    for part, goes in (("data", False), ("riwayat", True)):
        family = page._shown_family()
        assert family is not None
        family.tabs.go(part)
        found.go(VisitsPage, "kunjungan")
        found.wait(lambda: not page.list.left.waits())  # noqa: B023  waited for here
        _done(found)
        assert _let_go(found, "keluarga") is goes
        page = found.go(FamiliesPage, "keluarga", f"{7:032x}")
        family = page._shown_family()
        assert family is not None
        assert family.tabs.current_key() == part


def test_a_list_its_place_and_the_open_tab_are_there_after_a_new_start(qtbot: QtBot, folder: Path) -> None:
    clock = Ticking()
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        session = found.session
        homes = [people.family(session).changed(id=f"{at:032x}", head_name=f"Kepala {at:03}") for at in range(1, 81)]
        found.window.touched(save(session, "Isi", homes).forms)
        page = found.go(FamiliesPage, "keluarga")
        table = page.list.table
        table.select(table.model.ids[60])
        table.view.verticalScrollBar().setValue(55)
        top, line = table.view.verticalScrollBar().value(), table.current_id()
        found.go(VisitsPage, "kunjungan", "kalender")
        found.wait(lambda: saved_filters.left(session, "keluarga").get("baris") == line)
        _done(found)
        _comes_back_as_it_stood(found)
        page = found.go(FamiliesPage, "keluarga")
        page.search.clear()
        page.search.flush()
        assert line is not None
        page.list.table.select(line)
        page.list.table.view.verticalScrollBar().setValue(top)
        found.go(VisitsPage, "kunjungan", "kalender")
        found.wait(lambda: saved_filters.left(session, "keluarga").get("gulir") == top)
        _done(found)
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        table = found.go(FamiliesPage, "keluarga").list.table
        found.wait(lambda: table.current_id() == line)
        assert table.view.verticalScrollBar().value() == top > 0
        assert found.go(VisitsPage, "kunjungan").tabs.strip.current_key() == "kalender"
        assert found.go(VisitsPage, "kunjungan", "saring:semua").tabs.strip.current_key() == "daftar"
        found.rest()


def test_the_line_found_by_words_is_in_sight_after_a_new_start(qtbot: QtBot, folder: Path) -> None:
    """Words that were typed are not kept: the line stands elsewhere among all lines, and the list goes there."""
    clock = Ticking()
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        session = found.session
        homes = [people.family(session).changed(id=f"{at:032x}", head_name=f"Kepala {at:03}") for at in range(1, 81)]
        found.window.touched(save(session, "Isi", homes).forms)
        page = found.go(FamiliesPage, "keluarga")
        page.search.setText("kepala 070")
        page.search.flush()
        line = page.list.table.current_id()
        found.wait(lambda: saved_filters.left(session, "keluarga").get("baris") == line)
        _done(found)
    with laptop(qtbot, folder, clock) as found:
        enter(found)
        table = found.go(FamiliesPage, "keluarga").list.table
        found.wait(lambda: line is not None and table.current_id() == line)
        here = table.view.visualRect(table.view.currentIndex())
        assert table.view.viewport().rect().contains(here.center())
        found.rest()


def test_a_list_stands_as_it_was_left_when_one_comes_back(opened: Laptop) -> None:
    session = opened.session
    homes = [people.family(session).changed(id=f"{at:032x}", head_name=f"Kepala {at:03}") for at in range(1, 81)]
    opened.window.touched(save(session, "Isi", homes).forms)
    page = opened.go(FamiliesPage, "keluarga")
    table = page.list.table
    table.select(table.model.ids[60])
    bar = table.view.verticalScrollBar()
    bar.setValue(50)
    here, top = table.current_id(), bar.value()
    opened.window.go("keluarga", f"{61:032x}")
    opened.rest()
    opened.window.back()
    assert (table.current_id(), bar.value()) == (here, top)
    opened.window.go("kampung")
    opened.window.go("keluarga")
    opened.rest()
    assert (table.current_id(), bar.value()) == (here, top)
    _done(opened)


def test_an_empty_list_says_that_the_filter_hides_what_is_searched(opened: Laptop) -> None:
    """Whoever searched under a filter was sent to look for a spelling mistake."""
    people.household(opened.session)
    opened.window.touched(frozenset({"family"}))
    page = opened.go(FamiliesPage, "keluarga")

    def told() -> str:
        opened.rest()
        (state,) = [one for one in page.list.findChildren(EmptyState) if one.isVisible()]
        return " ".join(one.text() for one in state.findChildren(QLabel))

    page.search.setText("Supaman")
    page.search.flush()
    assert "Periksa ejaannya" in told()
    page.list.choose(OPEN)
    page.search.setText("Suparman")
    page.search.flush()
    assert "“Suparman” dalam saringan atau desa yang dipilih" in told()
    page.search.setText("")
    page.search.flush()
    assert "untuk saringan ini" in told()
