"""A person whom nothing holds back, at the real window of practice data: presses, clicks and types anything, anywhere,
and goes on. By hand, as long as one likes:

    python -m tests.tools.wander --seed 7 --steps 5000 [--role kabupaten] [--families 60]

What it looks for: an error nobody caught, a word of Qt's or a warning in the log, a window that stops answering, and
data that do not stand afterwards. It prints what was done last before each and ends with 1; the same seed does the same
until something depends on how fast the machine is.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import kampungkb_desktop.ui  # noqa: F401  before anything of Qt

# isort: split
from PySide6.QtCore import QEvent, QMessageLogContext, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QWidget,
)

from kampungkb_desktop.actions import practice
from kampungkb_desktop.actions.health_full import check
from kampungkb_desktop.actions.session import close, open_session
from kampungkb_desktop.app import Start
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.progress_view import ProgressDialog
from kampungkb_desktop.ui.theme import application
from tests.tools.hands import Hands

HANG_SECONDS = 60
"""On a machine that does other work too, nothing of practice data takes as long."""
_WAITING = 0.9
"""How often nothing is done while work is shown."""
_OPENING = 0.1
"""How often the right password is typed at the lock."""
QUIET = ("This plugin does not support",)
"""What the offscreen platform says of itself."""


class Wanderer:
    """``found`` is what was wrong, each with the last steps before it."""

    def __init__(self, start: Start, chance: random.Random, steps: int, folder: Path) -> None:
        self.start, self.chance, self.left, self.folder = start, chance, steps, folder
        self.hands = Hands(start, chance)
        self.found: list[str] = []

    def step(self) -> None:
        """One deed; the next one is asked for first, for this one may stay in a dialog."""
        if self.left <= 0:
            self._end()
            return
        self.left -= 1
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        QTimer.singleShot(self.chance.choice((0, 0, 1, 5, 40)), self.step)
        if self.start.window.covered() and self.chance.random() < _OPENING:
            self._password()
        here = self._here()
        if isinstance(here, ProgressDialog) and self.chance.random() < _WAITING:
            self.left += 1
            return
        self.hands.do(here)

    def wrong(self, what: str) -> None:
        """Keep what was wrong, with how one came there."""
        told = "\n    ".join(self.hands.last)
        self.found.append(f"{what}\n  last, {self.left} left:\n    {told}")
        sys.stdout.write(f"WRONG {what}\n    {told}\n")
        sys.stdout.flush()

    def _password(self) -> None:
        page = self.start.window.findChild(LoginPage)
        if page is not None and page.isVisible():
            self.hands.last.append("password")
            page.password.setText(practice.PASSWORD)
            page.submit()

    def _here(self) -> QWidget:
        """What the keys go to. Qt's own dialog to choose a printer is left: it is not ours, and warns of itself."""
        modal = QApplication.activeModalWidget()
        while modal is not None and type(modal).__module__.startswith("PySide6"):
            modal.close()
            modal = QApplication.activeModalWidget()
        return QApplication.activePopupWidget() or modal or self._front()

    def _front(self) -> QWidget:
        front = QApplication.activeWindow()
        if front is None or not front.isVisible():
            self.start.window.activateWindow()
            return self.start.window
        return front

    def _end(self) -> None:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        elif modal is not None:
            QTest.keyClick(modal, Qt.Key.Key_Escape)
            if modal.isVisible():
                modal.close()
        elif not worker_of().busy():
            faulthandler.cancel_dump_traceback_later()
            QApplication.exit(0)
            return
        QTimer.singleShot(5, self.step)


class _Stay(QObject):
    """Nobody gets out by closing the window."""

    def eventFilter(self, _one: QObject, event: QEvent) -> bool:
        """Only closing is taken away."""
        return event.type() == QEvent.Type.Close


class _Log(logging.Handler):
    def __init__(self, wanderer: Wanderer) -> None:
        super().__init__(logging.WARNING)
        self._wanderer = wanderer

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith("kesalahan "):  # the hook tells more
            self._wanderer.wrong(f"log: {record.levelname} {record.name}: {record.getMessage()}")


def _no_system(folder: Path, chance: random.Random) -> None:
    """What the system would ask or open is answered at once: a file of this folder, a new name in it, or nothing."""

    def old(*_asked: Any, **_named: Any) -> tuple[str, str]:
        there = sorted(str(one) for one in folder.rglob("*") if one.is_file())
        return (chance.choice([*there, "", str(folder / "tidak ada.kkb")]), "")

    def old_ones(*_asked: Any, **_named: Any) -> tuple[list[str], str]:
        return ([one for one in old()[:1] if one], "")

    def new(_owner: Any, _title: str = "", begin: str = "", *_rest: Any, **_named: Any) -> tuple[str, str]:
        return (chance.choice(["", str(folder / Path(begin or "berkas").name), str(folder / "tak ada" / "x")]), "")

    def place(*_asked: Any, **_named: Any) -> str:
        return chance.choice(["", str(folder), str(folder / "tak ada")])

    QFileDialog.getOpenFileName = old  # type: ignore[method-assign]
    QFileDialog.getOpenFileNames = old_ones  # type: ignore[method-assign]
    QFileDialog.getSaveFileName = new  # type: ignore[assignment, method-assign]
    QFileDialog.getExistingDirectory = place  # type: ignore[method-assign]
    QDesktopServices.openUrl = lambda _url: True  # type: ignore[method-assign]


def _hooks(wanderer: Wanderer) -> None:
    start = wanderer.start

    def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, KnownError | Cancelled):
            wanderer.wrong("".join(traceback.format_exception(kind, error, trace)))
        start.crashed(kind, error, trace)

    def said(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(one in words for one in QUIET):
            wanderer.wrong(f"Qt: {words}")

    sys.excepthook = crashed
    qInstallMessageHandler(said)
    logging.getLogger().addHandler(_Log(wanderer))


def wander(seed: int, steps: int, role: str, families: int, root: Path) -> list[str]:
    """Make practice data in ``root``, walk, and look at the data again; what was wrong."""
    chance = random.Random(seed)
    close(practice.create(root / "data", role=role, villages=3, families=families))
    outside = root / "luar"
    outside.mkdir()
    _no_system(outside, chance)
    start = Start(application(["wander"]), root / "data")
    wanderer = Wanderer(start, chance, steps, outside)
    _hooks(wanderer)
    start.show()
    stay = _Stay()
    start.window.installEventFilter(stay)
    while start.program is None or start.program.desk is None:
        QApplication.processEvents()
    QTimer.singleShot(0, wanderer.step)
    QApplication.exec()
    start.end()
    session = open_session(root / "data", practice.PASSWORD)
    wanderer.found.extend(f"the data: {one}" for one in check(session).lines if one.mood == "bad")
    close(session)
    return wanderer.found


def main(given: Sequence[str] | None = None) -> int:
    """The words of the command line; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--role", default="petugas", choices=("petugas", "kabupaten"))
    parser.add_argument("--families", type=int, default=60)
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="kampungkb-wander-") as made:
        os.environ.update(HOME=made, XDG_DATA_HOME=f"{made}/share", XDG_CONFIG_HOME=f"{made}/config")
        found = wander(asked.seed, asked.steps, asked.role, asked.families, Path(made))
    sys.stdout.write(f"seed {asked.seed}: {asked.steps} steps, {len(found)} wrong\n")
    sys.stdout.write("".join(f"- {one}\n" for one in found if one.startswith("the data")))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
