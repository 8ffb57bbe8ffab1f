"""Pengaturan of this laptop: look, lock, paper and password. What is chosen holds at once; there is no Simpan."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import own_label, settings
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.settings import BY_REGION, QUIET_DAYS, Settings
from kampungkb_desktop.store.sheet_slot import TESTED
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.pages.recovery_dialog import put_on_paper
from kampungkb_desktop.ui.pages.settings_keys import HoldingCard, LabelCard, SystemCard
from kampungkb_desktop.ui.pages.settings_language import LanguageCard
from kampungkb_desktop.ui.pages.settings_seats import SeatsCard
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

KeyCard = SystemCard | HoldingCard | LabelCard | SeatsCard
SECTIONS = (
    Section("Tampilan", ("theme", "text_size", "village_word"), columns=2),
    Section("Keamanan dan cetak", ("auto_lock_minutes", "paper"), columns=2),
    Section("Keluarga berisiko stunting", ("krs_reading",), columns=1),
    Section("Papan pengiriman", ("quiet_days",), columns=2),
)
"""The last is an office's: an officer has no board of deliveries."""
DEFAULTS = Settings(
    theme="terang", text_size=100, village_word=BY_REGION, auto_lock_minutes=15, paper="A4",
    krs_reading="4t_tanpa_kb_modern", quiet_days=QUIET_DAYS,
)  # fmt: skip
"""What holds where nothing was chosen; shown as chosen, and kept as nothing, so that a later default can be better."""


def shown(kept: Settings) -> Settings:
    """The settings with every default spelt out."""
    return kept.changed(**{name: getattr(DEFAULTS, name) for name in _NAMES if getattr(kept, name) is None})


def to_keep(record: Settings) -> Settings:
    """The settings without what is the default anyway."""
    return record.changed(**{name: None for name in _NAMES if getattr(record, name) == getattr(DEFAULTS, name)})


_AT_NEXT = "Sebutan desa di layar berganti sesudah aplikasi dibuka lagi"
NO_SHEET = (
    "Lembar pemulihan belum pernah dicatat. Tanpa lembar itu kata sandi yang lupa dapat berarti data yang hilang."
)
_NAMES = tuple(name for section in SECTIONS for name in section.fields)


class LaptopTab(QWidget):
    """``settings_changed(Settings)`` after every change that was kept; ``state(str)`` for the foot of the window."""

    settings_changed = Signal(object)
    state = Signal(str)

    def __init__(self, session: Session, today: date) -> None:
        super().__init__()
        self.session = session
        self._kept = settings.load(session)
        sections = SECTIONS if session.role == DISTRICT else SECTIONS[:-1]
        self.view = FormView(Settings, today=today, sections=sections)
        self.view.set_record(shown(self._kept))
        self.view.paused.connect(self.keep)
        items: list[QWidget] = [self.view, LanguageCard()]
        self.password = PasswordCard(session)
        self.password.state.connect(self.state)
        self.keys: list[KeyCard] = []
        if not session.practice:
            self.keys = self._key_cards()
            items += [self.password, *self.keys]
        else:
            self.password.setParent(self)
            self.password.hide()
        self.setLayout(column(VerticalScroll(*items, None), spacing=0))

    def _key_cards(self) -> list[KeyCard]:
        """What opens the data beside the password; an office's own computers have no office above them."""
        made: list[KeyCard] = [SystemCard(self.session)]
        if self.session.role != DISTRICT:
            made.append(HoldingCard(self.session))
        if own_label.is_one_of_several(self.session):
            made += [LabelCard(self.session), SeatsCard(self.session)]
        for card in made:
            card.state.connect(self.state)
        return made

    def load(self) -> None:
        """Read again what another page may have remembered meanwhile."""
        if self.view.record() == shown(self._kept):
            self._kept = settings.load(self.session)
            self.view.set_record(shown(self._kept))
        for card in self.keys:
            if isinstance(card, HoldingCard):
                card.load()  # a laptop may have been enrolled meanwhile

    def keep(self) -> None:
        """Keep what reads well and lies within its bounds; the rest waits under its sentence."""
        wrong = {one.field for one in self.view.findings() if one.strength == "problem"}
        record = self.view.record()
        assert isinstance(record, Settings)
        record = to_keep(record.changed(**{name: getattr(self._kept, name) for name in wrong}))
        if record == self._kept:
            return
        another_word = record.village_word != self._kept.village_word
        if attempt(self, lambda: self._store(record)):
            self._kept = record
            self.state.emit(_AT_NEXT if another_word else "Pengaturan tersimpan")
            self.settings_changed.emit(record)

    def _store(self, record: Settings) -> bool:
        settings.store(self.session, record)
        return True


class PasswordCard(Card):
    """A new password after the old one. The recovery code stays as it is."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Kata sandi")
        self.session = session
        self.old = PasswordField()
        self.old.setAccessibleName("Kata sandi sekarang")
        name = label("Kata sandi &sekarang", "label")
        name.setBuddy(self.old)
        self.pair = PasswordPair()
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.change = button("Ganti kata sandi", self.submit, tip="Ganti kata sandi")
        self.pair.entered.connect(self.submit)
        self.old.returnPressed.connect(self.pair.first.setFocus)
        left = column(name, self.old, None, spacing=6)
        sides = row(spacing=20)
        sides.addLayout(left, 1)
        sides.addWidget(self.pair, 1)
        self.body.addLayout(sides)
        self.body.addWidget(self.problem)
        self.sheet = button("Buat lembar &pemulihan baru…", self.new_sheet, icon="key")
        self.body.addLayout(row(self.change, self.sheet, None))
        self.no_sheet = label(NO_SHEET, "caution", wrap=True)
        self.body.addWidget(self.no_sheet)
        self._say_sheet()

    def submit(self) -> None:
        """Check, then change on the worker: trying a password is slow on purpose."""
        self._say(self.pair.problem() if self.old.text() else "Kata sandi sekarang belum diisi.")
        if self.problem.text() or not self.change.isEnabled():
            return
        old, new = self.old.text(), self.pair.password()
        self.change.setEnabled(False)
        run(
            self,
            lambda _p: sessions.change_password(self.session, old, new),
            done=lambda _nothing: self._changed(),
            failed=self._refused,
            text="Mengganti kata sandi",
        )

    def new_sheet(self) -> None:
        """For a lost sheet: a new code, in force once it is written down."""
        if not self.old.text():
            self._say("Ketik dahulu kata sandi sekarang, lalu tekan lagi.")
            self.old.setFocus()
            return
        self._say("")
        self.change.setEnabled(False)
        run(
            self, lambda _p: sessions.new_code(self.session, self.old.text()), done=self._show_code,
            failed=self._refused, text="Memeriksa kata sandi",
        )  # fmt: skip

    def _show_code(self, code: str) -> None:
        self.change.setEnabled(True)
        self.old.clear()
        if put_on_paper(self, self.session, code):
            self._say_sheet()
            self.state.emit("Kode pemulihan baru berlaku; lembar yang lama tidak lagi membuka data")

    def _say_sheet(self) -> None:
        """Say where nobody has shown that the sheet is on paper."""
        try:
            self.no_sheet.setVisible(sessions.sheet_state(self.session) != TESTED)
        except KnownError:
            self.no_sheet.hide()  # a key file that cannot be read is told at Masuk

    def _changed(self) -> None:
        self.change.setEnabled(True)
        self.old.clear()
        self.pair.clear()
        self.state.emit("Kata sandi diganti; kode pemulihan tetap berlaku")

    def _refused(self, error: KnownError) -> None:
        self.change.setEnabled(True)
        self._say(f"{error.sentence} {error.next_step}".strip())

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
