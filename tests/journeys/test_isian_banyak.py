"""A pile of paper typed into the grid by keys alone: five toddlers, two of them pasted, verified by typing twice, saved
as one action, undone, and found again after the power went."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.grid_open import open_lists
from kampungkb_desktop.actions.history import recent_actions
from kampungkb_desktop.actions.home import work
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.entry_grid import EntryGrid
from kampungkb_desktop.ui.pages.entry_grid_dialogs import ColumnsDialog, ReasonDialog, VerifyDialog
from kampungkb_desktop.ui.pages.entry_grid_model import READY, STORED
from kampungkb_desktop.ui.pages.home_lines import draft_words, goal_of_draft
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import copied
from tests.journeys.driving import PATIENCE
from tests.ui.pages.people import CTRL, SHIFT, TODAY, family, keys, member, press, today, window

ALT = Qt.KeyboardModifier.AltModifier
CHILDREN = ("Andika", "Bunga", "Citra", "Damar", "Elok")
KEYS_OF_A_CHILD = len("9,1") + len("73,5") + len("45,2") + 3


def settle(session: Session) -> None:
    """Five families with a toddler each; Bunga was visited today already."""
    made: list[Record] = []
    for at, name in enumerate(CHILDREN):
        home = family(session, f"Keluarga {name}", kk=f"64039901012090{at:02}", child_consent_by="Ibunya")
        child = member(session, home, name, "perempuan", date(2025, 9, 14) - timedelta(days=at), "anak")
        made += [home, child]
        if name == "Bunga":
            made.append(Visit(id="b" * 32, village=home.village, status=DONE, family_id=home.id, target="anak",
                              member_id=child.id, visited_on=TODAY))  # fmt: skip
    save(session, "Isi", made)


def grid(opened: MainWindow) -> EntryGrid:
    page = opened.page("kunjungan")
    assert isinstance(page, VisitsPage)
    many = page.many.grid
    assert many is not None
    return many


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=PATIENCE)
    QApplication.processEvents()


def back(qtbot: QtBot, many: EntryGrid) -> None:
    """A dialog closed: the keys are in the grid again. (A desktop gives the window back by itself.)"""
    many.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is many.sheet.view, timeout=PATIENCE)


def begin(qtbot: QtBot, opened: MainWindow) -> EntryGrid:
    """From Kunjungan: anak, empty rows, one day for all, only the figures."""
    press(Qt.Key.Key_N, CTRL, SHIFT)
    keys("4")
    press(Qt.Key.Key_Tab)
    keys("3")
    press(Qt.Key.Key_Tab)
    keys("21/11")
    press(Qt.Key.Key_Return, CTRL)
    rest(qtbot)
    many = grid(opened)
    press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ColumnsDialog), timeout=PATIENCE)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, ColumnsDialog)
    press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: dialog.list.item(0).checkState() == Qt.CheckState.Unchecked, timeout=PATIENCE)
    press(Qt.Key.Key_Return, CTRL)
    back(qtbot, many)
    titles = [one.field for one in many.sheet.model.columns]
    assert titles == ["visited_on", "gestation_weeks", "birth_weight_g", "birth_length_cm", "weight_kg", "lenhei_cm",
                      "head_cm"]  # fmt: skip
    return many


def type_three(many: EntryGrid) -> None:
    """Name, past what nobody wrote, the three figures; Enter leads into the next row."""
    many.sheet.typing.walk.go(0, 0)
    for name, figures in zip(CHILDREN, ("9,1\n73,5\n45,2\n", "9,9\n74\n45\n", "8,8\n72,2\n44\n"), strict=False):
        keys(f"{name}\n\n\n\n{figures}")


def test_a_pile_of_paper(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    settle(session)
    with window(qtbot, session, first="kunjungan") as opened:
        many = begin(qtbot, opened)
        sheet = many.sheet
        type_three(many)
        rest(qtbot)
        assert sheet.typing.walk.here() == (sheet.model.ids[3], 0)
        # Two more out of a spreadsheet, decimals as people and as machines write them.
        QGuiApplication.clipboard().setText("Damar\t\t\t\t\t9,35\t75.5\t45\nElok\t21/11/26\t\t\t\t10\t80,04\t46,1\n")
        press(Qt.Key.Key_V, CTRL)
        rest(qtbot)
        states = [sheet.model.state(one) for one in sheet.model.ids[:5]]
        assert states.count(READY) == 4, "Bunga was visited today already: her row waits for a reason"
        sheet.typing.walk.go_to(sheet.model.ids[1], "visit.visited_on")
        press(Qt.Key.Key_F4)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ReasonDialog), timeout=PATIENCE)
        keys("dua kali sehari")
        press(Qt.Key.Key_Return, CTRL)
        back(qtbot, many)
        assert sheet.model.state(sheet.model.ids[1]) == READY
        verify(qtbot, many)
        press(Qt.Key.Key_Return, CTRL)
        rest(qtbot)
        saved(session)
        assert [sheet.model.state(one) for one in sheet.model.ids[:5]] == [STORED] * 5
        press(Qt.Key.Key_Z, CTRL)
        rest(qtbot)
        with session.database.read() as conn:
            assert read.count(conn, ChildMeasurement) == 0
            assert read.count(conn, Visit) == 1
        assert [sheet.model.state(one) for one in sheet.model.ids[:5]] == [READY] * 5
        sheet.typing.walk.go_to(sheet.model.ids[0], "measurement.weight_kg")
        with qtbot.waitSignal(sheet.keeper.kept, timeout=PATIENCE):
            keys("9,6")  # nobody leaves the cell
        shutil.copytree(session.data_dir, tmp_path / "sesudah")
        QGuiApplication.clipboard().clear()
    look_again(qtbot, tmp_path)


def verify(qtbot: QtBot, many: EntryGrid) -> None:
    """All figures again; one is typed otherwise and the first typing wins."""
    sheet = many.sheet
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), VerifyDialog), timeout=PATIENCE)
    press(Qt.Key.Key_Return, CTRL)
    back(qtbot, many)
    assert not sheet.save_button.isEnabled()
    hidden = sheet.model.look(0).cells[4]
    assert hidden.text == "", "what was typed is not to be seen"
    keys("9,1\n73,5\n45,2\n9,9\n74\n45\n8,8\n72,2\n44\n9,35\n75,5\n45\n10\n80\n46,7\n")
    assert "beda 1 dari 15 isian, 6,7 %" in sheet.note.text()
    press(Qt.Key.Key_F7)
    settling = sheet.twice.settle
    assert settling.isVisible()
    assert (settling.first.text().split()[:2], settling.second.text().split()[:2]) == (["1", "46,1"], ["2", "46,7"])
    keys("1")
    assert not settling.isVisible()


def saved(session: Session) -> None:
    (last,) = recent_actions(session)[:1]
    assert last.name == "Simpan 5 kunjungan dari isian banyak (diketik dua kali, beda 1 dari 15 isian, 6,7 %)"
    with session.database.read() as conn:
        visits = read.records(conn, Visit)
        found = read.records(conn, ChildMeasurement)
    assert sorted((one.weight_kg, one.lenhei_cm, one.head_cm) for one in found) == [
        (8.8, 72.2, 44.0), (9.1, 73.5, 45.2), (9.35, 75.5, 45.0), (9.9, 74.0, 45.0), (10.0, 80.0, 46.1),
    ]  # fmt: skip
    assert {one.position for one in found} == {"berbaring"}, "proposed as on the sheet of one visit"
    mine = [one for one in visits if one.id != "b" * 32]
    assert {(one.status, one.visited_on, one.next_visit_on) for one in mine} == {(DONE, TODAY, date(2026, 12, 21))}
    assert {one.officer_id for one in mine} == {session.author}
    assert [one.note for one in mine if one.note] == ["Sudah diperiksa. Tanggal kunjungan: dua kali sehari."]


def look_again(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing was closed: the folder as it lay on the disk is all that is left."""
    with copied(tmp_path / "sesudah", tmp_path / "lagi") as later:
        (kept,) = open_lists(later)
        assert draft_words(kept)[0] == "Isian banyak: Anak 0–59 bulan, 5 baris"
        assert kept in work(later, TODAY).drafts
        page = VisitsPage(later, today=today)
        qtbot.addWidget(page)
        page.open_record(goal_of_draft(kept.record)[1])
        rest(qtbot)
        many = page.many.grid
        assert many is not None
        model = many.sheet.model
        assert [model.look(at).name for at in range(5)] == list(CHILDREN)
        assert model.look(0).cells[4].text == "9,6", "also what nobody had left yet"
        assert model.look(4).cells[5].text == "80"
        assert [model.state(one) for one in model.ids[:5]] == [READY] * 5
        page.leave()
        page.deleteLater()
