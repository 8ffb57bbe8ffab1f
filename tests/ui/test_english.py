"""The door between the program and Qt: words are said in English there, data pass as they are, and it closes again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QAction, QFont, QFontMetrics, QStandardItem, QStaticText
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kampungkb_desktop import app as program
from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base import language
from kampungkb_desktop.base.typed_texts import AsTyped, Several, as_typed
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read
from kampungkb_desktop.ui import english, speech
from kampungkb_desktop.ui.pages import settings_update
from kampungkb_desktop.ui.pdf_preview import PagesView, PreviewBar
from kampungkb_desktop.ui.record_delegate import Letters
from kampungkb_desktop.ui.record_model import Column, RecordModel, Row
from kampungkb_desktop.ui.text_flags import LEFT
from kampungkb_desktop.ui.widgets import button, label, tool
from tests.actions.devices import VILLAGE

ROLE = Qt.ItemDataRole


def _said(text: str) -> str:
    return {"satu": "one", "dua": "two"}.get(text, text)


def _combo() -> str:
    box = QComboBox()
    box.addItem("satu", "dua")
    box.addItems(["dua"])
    return f"{box.itemText(0)} {box.itemData(0)} {box.itemText(1)}"


def _item() -> str:
    item = QListWidgetItem("satu")
    item.setData(ROLE.UserRole, "dua")
    item.setData(ROLE.AccessibleTextRole, "dua")
    return f"{item.text()} {item.data(ROLE.UserRole)} {item.data(ROLE.AccessibleTextRole)}"


def _table() -> str:
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels(["satu", "dua"])
    table.setItem(0, 0, QTableWidgetItem("satu"))
    heads = [table.horizontalHeaderItem(at) for at in (0, 1)]
    found = table.item(0, 0)
    assert found is not None
    return " ".join(one.text() for one in (*heads, found) if one is not None)


def _tree() -> str:
    item = QTreeWidgetItem(["satu", "dua"])
    item.setToolTip(0, "satu")
    return f"{item.text(0)} {item.text(1)} {item.toolTip(0)}"


def _list() -> str:
    shown = QListWidget()
    shown.addItem("satu")
    shown.addItems(["dua"])
    return f"{shown.item(0).text()} {shown.item(1).text()}"


def _tabs() -> str:
    tabs = QTabBar()
    tabs.addTab("satu")
    tabs.setTabToolTip(0, "dua")
    return f"{tabs.tabText(0)} {tabs.tabToolTip(0)}"


def _row() -> str:
    form, holder = QFormLayout(), QWidget()
    holder.setLayout(form)
    form.addRow("satu", QLabel("dua"))
    return " ".join(one.text() for one in holder.findChildren(QLabel))


def _spin() -> str:
    spin = QSpinBox()
    spin.setSuffix("satu")
    spin.setSpecialValueText("dua")
    return f"{spin.suffix()} {spin.specialValueText()}"


def _widget() -> str:
    shown = QWidget()
    shown.setWindowTitle("satu")
    shown.setToolTip("dua")
    shown.setAccessibleName("satu")
    shown.setAccessibleDescription("dua")
    return f"{shown.windowTitle()} {shown.toolTip()} {shown.accessibleName()} {shown.accessibleDescription()}"


def _model() -> str:
    model = RecordModel([Column("a", "satu")], lambda ids: [Row(one, ("dua",)) for one in ids])
    model.set_ids([1])
    head = model.headerData(0, Qt.Orientation.Horizontal, ROLE.DisplayRole)
    return f"{head} {model.data(model.index(0, 0), ROLE.AccessibleTextRole)}"


def _menu() -> str:
    menu = QMenu("satu")
    assert menu.title() in ("one", "satu")
    return menu.addAction("satu").text()


def _relabelled() -> str:
    shown = label("satu")
    before = shown.text()
    shown.setText("dua")
    return f"{before} {shown.text()}"


SHOWN: dict[str, Callable[[], str]] = {
    "one": lambda: QPushButton("satu").text(),
    "one ": lambda: QCheckBox("satu").text(),
    "one  ": lambda: QRadioButton("satu").text(),
    " one": lambda: QGroupBox("satu").title(),
    "  one": _menu,
    "   one": lambda: QAction("satu").text(),
    "    one": lambda: QStandardItem("satu").text(),
    "     one": lambda: button("satu").text(),
    "      one": lambda: tool("search", "satu").accessibleName(),
    "one two": _relabelled,
    "one two one": _tree,
    "one dua two": _combo,
    " one dua two": _item,
    "one two one ": _table,
    " one two": _list,
    "  one two": _tabs,
    "   one two": _row,
    "    one two": _spin,
    "one two one two": _widget,
    "     one two": _model,
}


@pytest.mark.parametrize("wanted", SHOWN)
def test_words_are_said_in_english_and_data_pass(qtbot: QtBot, wanted: str) -> None:
    with english.speaking(_said):
        assert SHOWN[wanted]() == wanted.strip()
    assert "one" not in SHOWN[wanted](), "the door is closed again"


def test_what_is_typed_is_never_touched(qtbot: QtBot) -> None:
    with english.speaking(_said):
        line, text = QLineEdit("satu"), QPlainTextEdit("dua")
        qtbot.addWidget(line)
        qtbot.addWidget(text)
        line.setPlaceholderText("dua")
        assert (line.text(), line.placeholderText(), text.toPlainText()) == ("satu", "two", "dua")
        line.setText("dua")
        text.setPlainText("satu")
        assert (line.text(), text.toPlainText()) == ("dua", "satu")


def test_what_people_typed_passes_where_it_is_marked(qtbot: QtBot) -> None:
    """As a title, as a cell, and cut short before it is painted; the mark is for the door only."""
    with english.speaking(_said):
        assert QLabel(as_typed("satu")).text() == "satu"
        model = RecordModel([Column("a", "dua")], lambda ids: [Row(one, (as_typed("satu"),)) for one in ids])
        model.set_ids([1])
        assert model.data(model.index(0, 0)) == "satu"
        cut = QFontMetrics(QFont()).elidedText(as_typed("satu"), Qt.TextElideMode.ElideRight, 1000)
        assert type(cut) is AsTyped
        assert QLabel(as_typed("[satu]") + "dua").text() == "[satu]dua"
    assert (as_typed("satu"), as_typed(None), type(as_typed("(satu)"))) == ("satu", "", str)


def test_a_word_over_a_count_is_said_of_several(qtbot: QtBot) -> None:
    """On a label and over a column; where the catalogue knows no such wording, the one for everywhere."""
    with english.speaking(lambda text: {"satu (daftar)": "ones"}.get(text, _said(text))):
        assert (QLabel(Several("satu")).text(), QLabel(Several("dua")).text(), QLabel("satu").text()) == (
            "ones", "two", "one",
        )  # fmt: skip
        model = RecordModel([Column("a", Several("satu"))], lambda ids: [Row(one, (Several("satu"),)) for one in ids])
        model.set_ids([1])
        assert model.headerData(0, Qt.Orientation.Horizontal, ROLE.DisplayRole) == "ones"
        assert model.data(model.index(0, 0)) == "ones"


def test_what_the_store_gives_of_free_text_is_noted(session: Session) -> None:
    """The names of people, and neither codes nor figures; not once the door is closed."""
    heard: list[str] = []
    home = Family(id=new_record_id(session), village=VILLAGE, head_name="Satu Dua", kk="6403990305219004")
    with english.speaking(_said, heard.append):
        save(session, "Isi", [home])
        with session.database.read() as conn:
            assert read.record(conn, Family, home.id) is not None
            assert heard[-1] == "Satu Dua"
            heard.clear()
            assert list(conn.exec_driver_sql("SELECT head_name FROM family")) == [("Satu Dua",)]
            conn.exec_driver_sql("SELECT f.village, upper(f.head_name) FROM family f").one()
            conn.exec_driver_sql("SELECT name FROM action").all()
    assert heard == ["Satu Dua", "SATU DUA"]
    with session.database.read() as conn:
        conn.exec_driver_sql("SELECT head_name FROM family").all()
    assert len(heard) == 2


def test_a_desa_is_called_as_it_is_there(session: Session, qapp: QApplication, qtbot: QtBot) -> None:
    """The same door with another word, from after Masuk until the data are closed; what was typed passes."""
    settings.store(session, Settings(id="", village_word="pekon"))
    qapp.setProperty(speech.SPOKEN, language.INDONESIAN)  # whatever was spoken before
    undo = speech.as_here(session)
    try:
        home = Family(id=new_record_id(session), village=VILLAGE, head_name="Rapat desa", kk="6403990305219004")
        save(session, "Isi", [home])
        with session.database.read() as conn:
            assert read.record(conn, Family, home.id) is not None
        said = [QLabel(text).text() for text in ("Semua desa", "Rapat desa", "Dana Desa")]
        assert said == ["Semua pekon", "Rapat desa", "Dana Desa"]
    finally:
        undo()
    assert QLabel("Semua desa").text() == "Semua desa"


def test_words_are_measured_as_they_are_painted(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QFont())
    width = metrics.horizontalAdvance("one")
    with english.speaking(_said):
        assert metrics.horizontalAdvance("satu") == width
        assert metrics.elidedText("satu", Qt.TextElideMode.ElideRight, 1000) == "one"
        assert (QStaticText("satu").text(), QStaticText(as_typed("satu")).text()) == ("one", "satu")
        letters = Letters(QFont())
        assert letters.surely_fit("dua", 1000)
        assert letters.surely_fit("satu", round(width * 1.5)) == letters.surely_fit(as_typed("one"), round(width * 1.5))


def test_what_is_announced_is_english(qtbot: QtBot) -> None:
    shown = QProgressBar()
    qtbot.addWidget(shown)
    with english.speaking(_said):
        shown.setFormat("dua")
        assert shown.format() == "two"
        assert QAccessibleAnnouncementEvent(shown, "satu").message() == "one"


def test_the_doors_are_all_closed_again() -> None:
    before: dict[Any, dict[str, Any]] = {
        one: dict(vars(one)) for one in (QLabel, QWidget, QListWidgetItem, RecordModel)
    }
    with english.speaking(_said):
        assert vars(QLabel)["setText"] is not before[QLabel]["setText"]
    assert {one: dict(vars(one)) for one in before} == before


def test_what_is_said_twice_is_the_same() -> None:
    assert program.AGAIN == speech.AGAIN == settings_update.AGAIN
    assert ROLE.UserRole == english.OWN_ROLES
    assert Qt.AlignmentFlag.AlignLeft.value == LEFT


def test_beside_paper_it_is_said_that_it_is_indonesian(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above every preview; only where English is spoken."""
    for spoken, shown in ((language.INDONESIAN, 0), (language.ENGLISH, 1)):
        monkeypatch.setattr(speech, "spoken", lambda spoken=spoken: spoken)
        bar = PreviewBar(PagesView())
        qtbot.addWidget(bar)
        assert len([one for one in bar.findChildren(QLabel) if one.text() == speech.PAPER]) == shown
