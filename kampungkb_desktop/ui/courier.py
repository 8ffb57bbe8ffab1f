"""What happens by itself between this laptop and the world: trips to the office's storage where a person has switched
them on, and a word when a flash disk is plugged in. Nothing here is asked of a network otherwise."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kampungkb_desktop.actions import arrivals, carry
from kampungkb_desktop.actions.carry import Trip
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import NETWORK, run
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.stick_watch import StickWatch

BEAT_MS = 60_000
"""How often it is asked whether a trip is due; whether it is, ``actions.carry`` says."""
PAGE = "kirim-terima"
MOVED = frozenset({"transit"})
"""What pages hear when something was sent or came: no form, but those that show everything read afresh."""


class Courier(QObject):
    """Lives as long as the desk. ``watch`` may be another one, for tests."""

    def __init__(self, owner: QObject, window: MainWindow, session: Session, watch: StickWatch | None = None) -> None:
        super().__init__(owner)
        self._window, self._session = window, session
        self._busy = False
        self.watch = watch or StickWatch(self)
        self.watch.came.connect(self._stick_came)
        self.watch.went.connect(self._moved)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.beat)
        self._beat.start()
        self.beat()

    def beat(self) -> None:
        """Make a trip if one is due, one at a time."""
        if not self._busy:
            self._busy = True
            run(
                self, self._trip, done=self._back, failed=self._failed, cancelled=self._over,
                text="Menghubungi penyimpanan kantor", lane=NETWORK,
            )  # fmt: skip

    def _trip(self, progress: Progress) -> Trip | None:
        return carry.trip(self._session, progress) if carry.is_due(self._session) else None

    def _back(self, done: Trip | None) -> None:
        self._over()
        if done is None:
            return
        logger.info("penyimpanan kantor: %s terkirim, %s diambil", done.sent, done.fetched)
        self._moved()
        if done.fetched:
            self._say(f"{number(done.fetched)} berkas baru dari penyimpanan kantor siap diterima.")

    def _failed(self, error: KnownError) -> None:
        self._over()
        logger.info("penyimpanan kantor: %s", error.code)
        self._moved()  # the page says what is wrong; nobody is interrupted for it

    def _over(self) -> None:
        self._busy = False

    # --- flash disks

    def _stick_came(self, spot: Spot) -> None:
        self._moved()
        run(self, lambda _progress: self._worth(spot), done=lambda words: self._say(words) if words else None)

    def _worth(self, spot: Spot) -> str:
        """What to say of a stick; nothing where it is none of our business."""
        fresh = len(arrivals.unseen(self._session, spot.path))
        if fresh:
            return f"{spot.words} terpasang: ada {number(fresh)} berkas baru."
        return f"{spot.words} terpasang: berkas kirim dapat disimpan di sana." if self._has_news() else ""

    def _has_news(self) -> bool:
        return bool(waiting_to_send(self._session))

    def _moved(self) -> None:
        self._window.touched(MOVED)

    def _say(self, words: str) -> None:
        if not self._window.covered():
            self._window.say(words, "Buka", self._open)

    def _open(self) -> None:
        self._window.frame.go(PAGE)
