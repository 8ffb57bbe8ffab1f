"""The health light in the window: what needs a look stands there with its state and its button, the rest is counted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.health import Line, Remedy
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.clock_watch import ClockWatch
from kampungkb_desktop.ui.health_card import HealthCard, HealthLine
from kampungkb_desktop.ui.health_mark import HealthWatch
from kampungkb_desktop.ui.line_card import LINE
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.help_desk_dialog import HelpDeskDialog, ReadCodeDialog
from kampungkb_desktop.ui.pages.settings_health import USUAL, HealthPanel
from kampungkb_desktop.ui.theme import apply_theme
from tests.actions.devices import NOON, Ticking, at

LINES = (
    Line("disk", "bad", "Disk hampir penuh.", Remedy("Caranya", "bantuan", "kesehatan#disk")),
    Line("copy", "ok", "Salinan terakhir di laptop ini: hari ini."),
    Line("clock", "ok", "Jam laptop dapat dipercaya."),
)


def _rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


def test_the_card_shows_what_needs_a_look_and_counts_the_rest(qtbot: QtBot, session: Session) -> None:
    went: list[tuple[str, str | None]] = []
    card = HealthCard(session, lambda page, record: went.append((page, record)))
    qtbot.addWidget(card)
    card.show_quick(LINES)
    lines = [one for one in card.findChildren(HealthLine) if not one.isHidden()]
    assert lines[0].words.text() == "Disk hampir penuh."
    assert lines[-1].words.text() == "1 pemeriksaan lain baik."
    assert [chip.tag.text for chip in lines[0].findChildren(Chip)] == ["Perlu tindakan"]
    assert lines[0].remedy is not None
    lines[0].remedy.click()
    assert went == [("bantuan", "kesehatan#disk")]
    other = HealthCard(session, lambda _page, _record: None, frozenset({LINES[0].key}))
    qtbot.addWidget(other)
    other.show_quick(LINES)
    said = [one.words.text() for one in other.findChildren(HealthLine) if not one.isHidden()]
    assert not any("Disk" in words for words in said)  # another card tells it
    card.look()
    _rest(qtbot)
    assert any("pemeriksaan lain baik" in one.words.text() for one in card.findChildren(HealthLine))


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_foot_is_as_high_before_the_mark_comes_as_after(qtbot: QtBot, session: Session, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, scale=scale)
    try:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        watch = HealthWatch(window, window, session)
        assert watch.mark.isHidden()
        before = window.frame.status.height()
        qtbot.waitUntil(lambda: watch.mark.isVisible(), timeout=20_000)
        qtbot.wait(1)
        assert window.frame.status.height() == before
    finally:
        apply_theme(app)


def test_what_stands_under_the_lines_of_health_waits_where_it_will_be(qtbot: QtBot, session: Session) -> None:
    """It fell by 190 px when they were read."""
    panel = HealthPanel(session)
    qtbot.addWidget(panel)
    panel.resize(560, 700)
    panel.show()
    qtbot.wait(1)
    before = panel.paper.geometry()
    panel.load()
    _rest(qtbot)
    qtbot.waitUntil(lambda: bool(panel.lines))
    qtbot.wait(1)
    assert [one.mood for one in panel.lines] == ["ok"] * len(panel.lines)
    assert abs(panel.paper.geometry().y() - before.y()) <= 8 + LINE * abs(len(panel.lines) - USUAL)


def test_the_mark_at_the_foot_says_it_in_a_word(qtbot: QtBot, session: Session) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    watch = HealthWatch(window, window, session)
    qtbot.waitUntil(lambda: not watch.mark.isHidden(), timeout=20_000)
    assert watch.mark.text() == "Data baik"
    with session.database.write() as conn:
        conn.exec_driver_sql("DELETE FROM officer")
    watch.look()
    qtbot.waitUntil(lambda: watch.mark.text() == "Data perlu tindakan", timeout=20_000)
    assert "tidak cocok dengan riwayatnya" in watch.mark.toolTip()


def test_a_clock_that_is_turned_while_one_works_is_said_once(qtbot: QtBot, session: Session) -> None:
    clock, looked = Ticking(NOON), list[int]()
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    toast = window.frame.toast
    watch = ClockWatch(window, window, at(session, clock), lambda: looked.append(1))
    for _ in range(3):
        watch.beat()
    assert (looked, toast.text()) == ([], "")
    clock.now += 5 * 366 * DAY_MS
    cover = QLabel("Terkunci")
    window.cover(cover)
    watch.beat()
    assert (looked, toast.text()) == ([1], ""), "behind the lock nobody reads it"
    window.uncover()
    watch.beat()
    assert toast.text().startswith("Jam laptop melompat dari 21 November 2026 ke 25 November 2031. Isian Anda aman.")
    toast.hide()
    watch.beat()
    assert (looked, toast.text()) == ([1], ""), "once"
    clock.now -= 5 * 366 * DAY_MS
    watch.beat()
    assert "ke 21 November 2026" in toast.text(), "and when it is put right again"


def test_the_page_for_the_help_desk_and_its_code_on_the_other_end(qtbot: QtBot, session: Session) -> None:
    dialog = HelpDeskDialog(session, LINES, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.view.focusProxy(), "the keys are where one reads"
    assert dialog.state.text() == "Menyusun…"
    qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=20_000)
    assert dialog.state.text() == ""
    other = ReadCodeDialog(None)
    qtbot.addWidget(other)
    empty = other.height()
    other.field.setText(dialog.code.text().lower())
    full = other.height()
    assert full > 2 * empty, "no more room is taken than there is to say"
    found = {other.facts.itemAtPosition(at, 0): at for at in range(other.facts.rowCount())}
    assert len(found) > 12
    assert other.wrong.text() == ""
    other.field.setText("0" * 20)
    assert other.wrong.text()
    assert empty < other.height() < full
