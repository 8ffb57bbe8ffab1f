"""The fingerprint in the window: asked for at the card, shown as letters, words and QR, and saved as a sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import fingerprint_sheet
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from kampungkb_desktop.ui.pages.exchange_mark import MarkDialog
from kampungkb_desktop.ui.qr_view import QUIET
from tests.report.strict import strict
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import today


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def test_from_the_card_to_the_sheet(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    page = ExchangePage(session, today=today)
    qtbot.addWidget(page)
    page.show()
    page.load()
    rest(qtbot)
    said: list[str] = []
    page.said.connect(lambda words, _undo: said.append(words))
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MarkDialog)
        seen.append(dialog.letters.text())
        assert duplicates(dialog) == {}
        dialog.save_to(tmp_path / "sidik.pdf")

    page.enrolment.show_mark()
    QTimer.singleShot(0, lambda: poll(look))
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    rest(qtbot)
    assert seen == [page.sending.mark.text()]
    assert said[0] == "Lembar disimpan: sidik.pdf."
    strict((tmp_path / "sidik.pdf").read_bytes())


def poll(look: object) -> None:
    """Try again until the dialog stands: what it shows is worked out first."""
    assert callable(look)
    if isinstance(QApplication.activeModalWidget(), MarkDialog):
        look()
    else:
        QTimer.singleShot(30, lambda: poll(look))


def test_squares_are_whole_pixels_in_a_white_frame(qtbot: QtBot, session: Session) -> None:
    shown = fingerprint_sheet.own_mark(session)
    dialog = MarkDialog(None, session, shown)
    qtbot.addWidget(dialog)
    side, count = dialog.code.sizeHint().width(), len(shown.code) + 2 * QUIET
    assert side % count == 0
    picture = dialog.code.grab().toImage()
    step = side // count

    def dark(down: int, along: int) -> bool:
        scale = picture.width() / side
        at = (int((along + QUIET + 0.5) * step * scale), int((down + QUIET + 0.5) * step * scale))
        return picture.pixelColor(*at).lightness() < 128

    size = len(shown.code)
    assert [[dark(down, along) for along in range(size)] for down in range(size)] == [list(one) for one in shown.code]
    assert picture.pixelColor(1, 1).lightness() == 255
