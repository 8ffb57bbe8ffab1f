"""Keeping a list's filter, and the dialog of the kept ones; what is asked for a list that has gone by then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kampungkb_desktop.actions import many, saved_filters
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages import many_families, many_records
from kampungkb_desktop.ui.pages.family_list_lines import columns
from kampungkb_desktop.ui.pages.many_dialogs import MoveMany, PlanMany
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.saved_filters import FilterMenu, _Arrange
from tests.ui.pages.people import TODAY


class _List:
    """A list that is narrowed to what one says."""

    now: str = "balita"

    def sifting(self) -> dict[str, object]:
        return {"chip": self.now}

    def sift(self, wanted: saved_filters.Sifting, *, show: bool = True) -> None:  # noqa: ARG002  the protocol's name
        self.now = str(wanted["chip"])


def _name(owner: MainWindow, menu: FilterMenu, name: str) -> None:
    """Type a name and Enter."""
    menu.ask_name()
    (asked,) = owner.findChildren(AskDialog)
    line = asked.findChild(QLineEdit)
    assert line is not None
    line.setText(name)
    asked.accept()
    asked.setParent(None)


def test_a_kept_filter_is_told_and_none_goes_unasked(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving said nothing, and an earlier filter of that name was gone without a word."""
    owner, asked, answers = MainWindow([]), list[str](), [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted]
    qtbot.addWidget(owner)
    narrowed = _List()
    menu = FilterMenu(session, "keluarga", narrowed, owner)
    menu.setParent(owner)
    told = list[str]()
    menu.kept.connect(told.append)

    def read(dialog: Message) -> int:
        asked.append(dialog.windowTitle())
        return answers.pop(0).value

    monkeypatch.setattr(Message, "exec", read)
    _name(owner, menu, " Anak  kecil ")
    assert told == ["Saringan “Anak kecil” disimpan. Ctrl+G membukanya lagi."]
    _name(owner, menu, "Anak kecil")
    assert (len(told), asked) == (2, []), "the same is no loss"
    narrowed.now = "hamil"
    _name(owner, menu, "Anak kecil")
    assert len(told) == 2
    assert saved_filters.named(session, "keluarga") == {"Anak kecil": {"chip": "balita"}}
    _name(owner, menu, "Anak kecil")
    assert len(told) == 3
    assert asked == ["Sudah ada saringan bernama “Anak kecil”."] * 2
    assert saved_filters.named(session, "keluarga") == {"Anak kecil": {"chip": "hamil"}}


def _asked_of_families(session: Session, table: RecordTable, deed: str) -> tuple[QWidget, QDialog]:
    bar = many_families.ManyFamilies(session, table, lambda: TODAY)
    return bar, bar.move_there() if deed == "move" else bar.plan_visit()


def _asked_of_visits(session: Session, table: RecordTable, _deed: str) -> tuple[QWidget, QDialog]:
    bar = many_records.ManyVisits(session, table, lambda: TODAY)
    return bar, bar.plan_again()


@pytest.mark.parametrize(
    ("ask", "deed"), [(_asked_of_families, "move"), (_asked_of_families, "plan"), (_asked_of_visits, "plan_again")]
)
def test_an_answer_for_a_list_that_has_gone_is_heard_by_nobody(
    qtbot: QtBot,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Session, RecordTable, str], tuple[QWidget, QDialog]],
    deed: str,
) -> None:
    """The lock, or another person's data, may come while the question stands open."""
    done = list[str]()
    for name in ("move", "plan", "plan_again"):
        monkeypatch.setattr(many, name, lambda *_what, _name=name, **_where: done.append(_name))
    owner = MainWindow([])
    qtbot.addWidget(owner)
    table = RecordTable(columns(several_villages=False, sent=False), lambda *_what: [], name="Daftar", multi=True)
    qtbot.addWidget(table)
    bar, dialog = ask(session, table, deed)
    dialog.setParent(owner, dialog.windowFlags())
    assert isinstance(dialog, MoveMany | PlanMany)
    if isinstance(dialog, MoveMany):
        dialog.rt.setText("003")
    else:
        dialog.day.set_answer(TODAY)
    delete(bar)
    dialog.accept()
    assert done == []


def test_with_the_last_filter_goes_what_can_be_done_to_one(qtbot: QtBot, session: Session) -> None:
    owner = MainWindow([])
    qtbot.addWidget(owner)
    saved_filters.put(session, "keluarga", "Timur", {"chip": "semua"})
    dialog = _Arrange(session, "keluarga", owner)
    buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
    assert all(one.isEnabled() for one in buttons.values())
    buttons["&Hapus"].click()
    assert [words for words, one in buttons.items() if one.isEnabled()] == ["&Tutup"]
