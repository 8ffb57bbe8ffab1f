"""Pembaruan inside Pengaturan: read an update in, see what it is, lay it down, and (a district) let it go along with
what is sent. Everything that happens is told in the card itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea, QWidget

from kampungkb_desktop.actions import storage, updating, updating_handing
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.updating import Offer, Standing
from kampungkb_desktop.actions.updating_handing import Handed
from kampungkb_desktop.base.changing_over import Change
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import listing, long_date, number
from kampungkb_desktop.ui.background import NETWORK, run
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.speech import close_all
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, label, row

AGAIN = "kkb_start_again"
"""Said again beside ``app.AGAIN``; a test holds them equal."""
WORDS = "Pasang versi baru dari satu berkas (.kkbu), tanpa internet. Data disalin dahulu dan tidak berubah."
HAND_OUT = (
    "Petugas menerima berkas pembaruan yang dibagikan bersama berkas kirim: di flashdisk, folder, atau penyimpanan."
)
NO_KEYS = "Versi ini belum mengenal tanda tangan pembuatnya. Versi baru dipasang dengan berkas pemasangnya."
_PLATFORM_WORDS = {"windows": "Windows", "linux": "Linux", "macos": "Mac"}


@frozen
class Seen:
    """What the card shows: how the program stands, what goes along, and what the storage offers."""

    standing: Standing
    kept: tuple[Handed, ...]
    offered: Handed | None


class UpdateCard(Card):
    """``state(str)`` is the saved-state line."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Pembaruan aplikasi", label(WORDS, "soft", wrap=True))
        self._session = session
        self._offer: Offer | None = None
        self._offered: Handed | None = None
        self._go_on = False
        self.told = Banner("", Tone.INFO)
        self.news = label("", wrap=True)
        self.open = button("Pili&h berkas pembaruan…", self._ask, icon="folder")
        self.install = button("&Pasang", self._install, kind="primary", icon="check")
        self.fetch = button("Unduh &versi itu", self._fetch, icon="inbox")
        self.now = button("&Tutup dan pakai sekarang", self._use_now, kind="primary", icon="refresh")
        self.drop = button("&Hapus versi itu", self._drop, kind="quiet")
        self.along = label("", "soft", wrap=True)
        self.hand = button("Bagikan &versi baru…", self._ask_to_hand_out, icon="send")
        self.stop = button("&Cabut dari pembagian", self._stop, kind="quiet")
        for hidden in (self.told, self.news, self.install, self.fetch, self.now, self.drop, self.stop):
            hidden.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.news)
        self.body.addLayout(row(self.open, self.install, self.fetch, self.now, self.drop, None))
        if updating_handing.may_hand_out(session):
            self.along.setText(HAND_OUT)
            self.body.addSpacing(6)
            self.body.addWidget(self.along)
            self.body.addLayout(row(self.hand, self.stop, None))
        if not updating.where().trusted:
            self._say(NO_KEYS, Tone.INFO)  # known at once: nothing moves down when the rest is read

    # --- what is shown

    def load(self) -> None:
        """Read how things stand, on the worker."""
        run(self, lambda _p: _seen(self._session), done=self._show)

    def _show(self, seen: Seen) -> None:
        waiting, self._offered = seen.standing.waiting, seen.offered
        self.now.setVisible(bool(waiting))
        self.drop.setVisible(bool(waiting))
        self.open.setVisible(not waiting)
        if waiting:
            self._forget_offer()
            self._say(
                f"Versi {waiting} sudah diperiksa dan siap. Versi itu dipakai saat aplikasi dibuka lagi.", Tone.OK
            )
            if self._go_on:
                self._go_on = False
                self._lead_to(self.now)
        elif not seen.standing.known and not self.told.isVisibleTo(self):
            self._say(NO_KEYS, Tone.INFO)
        elif seen.standing.changed and self._offer is None:
            self._say(f"Aplikasi sudah diperbarui dari versi {seen.standing.changed}.", Tone.OK)
        elif seen.offered is not None and self._offer is None:
            size = number(seen.offered.size / 1_000_000)
            self._say(
                f"Kabupaten membagikan versi {seen.offered.version} lewat penyimpanan kantor ({size} MB).", Tone.INFO
            )
        self.fetch.setVisible(seen.offered is not None and not waiting and self._offer is None)
        self.stop.setVisible(bool(seen.kept))
        if seen.kept:
            lines = [f"versi {one.version} untuk {_platform(one)}" for one in seen.kept]
            self.along.setText(f"Ikut dengan setiap berkas kirim: {listing(lines)}.")
        elif updating_handing.may_hand_out(self._session):
            self.along.setText(HAND_OUT)

    def _say(self, words: str, tone: Tone) -> None:
        self.told.say(words, tone)
        self.told.setVisible(bool(words))

    def _lead_to(self, wanted: QWidget) -> None:
        """Give the keys to what comes next, for what had them is gone now, and show what is said above it."""
        wanted.setFocus()
        around: QWidget | None = self
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            QTimer.singleShot(0, self, lambda: around.ensureWidgetVisible(self.told))

    def _refused(self, error: KnownError) -> None:
        self._forget_offer()
        self._lead_to(self.open)
        self._say(f"{error.sentence} {error.next_step} (Kode: {error.code})".replace("  ", " "), Tone.BAD)

    def _forget_offer(self) -> None:
        self._offer = None
        self.install.hide()
        self.news.hide()

    # --- laying down

    def look_at(self, path: Path) -> None:
        """Check a file and tell what it is; nothing is changed by that."""
        run_shown(
            self, lambda progress: updating.look(path, progress=progress), done=self._looked, failed=self._refused,
            cancelled=lambda: self._say("Pemeriksaan dibatalkan.", Tone.INFO), text="Memeriksa pembaruan…",
        )  # fmt: skip

    def _looked(self, offer: Offer) -> None:
        self._offer = offer
        size = number(offer.size / 1_000_000)
        self._say(
            f"Versi {offer.version}, dibuat {long_date(offer.made_on)}, ditandatangani pembuat Kampung KB. "
            f"Memakai {size} MB di disk.",
            Tone.INFO,
        )
        self.news.setText("\n".join(f"• {line}" for line in offer.news))
        self.news.setVisible(bool(offer.news))
        self.install.show()
        self.fetch.hide()
        self._lead_to(self.install)

    def _install(self) -> None:
        offer = self._offer
        if offer is None:
            return

        def work(progress: Progress) -> Change:
            return updating.stage(self._session, offer, progress)

        run_shown(
            self, work, done=self._staged, failed=self._refused,
            cancelled=lambda: self._say("Dibatalkan. Tidak ada yang berubah.", Tone.INFO), text="Memasang pembaruan…",
        )  # fmt: skip

    def _staged(self, change: Change) -> None:
        self._forget_offer()
        self.state.emit(f"Versi {change.version} siap dipakai")
        self._go_on = True
        self.load()

    def _drop(self) -> None:
        self._forget_offer()
        self._say("Versi itu tidak dipasang. Versi sekarang tetap dipakai.", Tone.INFO)
        run(self, lambda _p: updating.drop(), done=lambda _nothing: self.load())

    def _use_now(self) -> None:
        app, window = QApplication.instance(), self.window()
        if app is None:
            return
        app.setProperty(AGAIN, True)  # noqa: FBT003  a property of Qt has no names
        if not close_all(window):
            app.setProperty(AGAIN, False)  # noqa: FBT003  the same

    def _fetch(self) -> None:
        run_shown(
            self, lambda progress: _fetched(self._session, progress), done=self.look_at, failed=self._refused,
            cancelled=lambda: self._say("Unduhan dihentikan; yang sudah datang disimpan.", Tone.INFO),
            text="Mengunduh pembaruan…", lane=NETWORK,
        )  # fmt: skip

    # --- handing out

    def _ask(self) -> None:
        self._choose("Pilih berkas pembaruan", self.look_at)

    def _ask_to_hand_out(self) -> None:
        self._choose("Pilih pembaruan yang dibagikan", self.hand_out)

    def _choose(self, title: str, then: Callable[[Path], object]) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self, title, str(documents()), "Pembaruan Kampung KB (*.kkbu);;Semua (*)"
        )
        if found:
            then(Path(found))

    def hand_out(self, path: Path) -> None:
        """Let a file go along from now on."""
        run_shown(
            self, lambda progress: updating_handing.keep(self._session, path, progress=progress), done=self._kept,
            failed=self._refused, text="Memeriksa pembaruan…",
        )  # fmt: skip

    def _kept(self, one: Handed) -> None:
        self._say(
            f"Versi {one.version} untuk {_platform(one)} ikut dengan setiap berkas kirim mulai sekarang.", Tone.OK
        )
        self.load()

    def _stop(self) -> None:
        run(self, lambda _p: updating_handing.forget(self._session), done=lambda _nothing: self.load())


def _seen(session: Session) -> Seen:
    return Seen(updating.standing(), tuple(updating_handing.kept(session)), updating_handing.offered(session))


def _fetched(session: Session, progress: Progress) -> Path:
    place = storage.load(session)
    if place is None:
        raise KnownError("E-NO-STORAGE", "Penyimpanan kantor belum diatur di laptop ini.", "Atur dahulu alamatnya.")
    there = storage.carrier_of(session, place)
    try:
        return updating_handing.fetch(session, there, progress)
    finally:
        there.close()


def _platform(one: Handed) -> str:
    return _PLATFORM_WORDS.get(one.platform.partition("-")[0], one.platform)
