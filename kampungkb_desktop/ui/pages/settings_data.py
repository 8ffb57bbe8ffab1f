"""Pengaturan of the data: whether all is well, where they lie, how much there is, which versions and rules are at work,
and the way between work and practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from kampungkb_desktop.actions import info
from kampungkb_desktop.actions.info import Info
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.command_line import PRACTICE_FOLDER
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.base.typed_texts import Several
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.ruleset import RuleSet
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.settings_health import HealthPanel
from kampungkb_desktop.ui.pages.settings_update import UpdateCard
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

LONG = 44
RULES = ("klasifikasi", "antropometri", "kms", "pendampingan")


class DataTab(QWidget):
    """``folder_wanted(str)`` asks for other data: practice beside work, or back to work; ``go(str, object)`` for
    another page."""

    folder_wanted = Signal(str)
    go = Signal(str, object)
    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.where, self.counts, self.versions = Card("Letak data"), Card("Isi"), Card("Versi dan aturan")
        self.practice = self._practice_card()
        self.health = HealthPanel(session)
        self.health.go.connect(self.go)
        self.health.state.connect(self.state)
        self.open = button("&Buka folder", self._open_folder, icon="folder")
        self.copy = button("&Salin alamat", self._copy, kind="quiet", icon="copy")
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.health, self.where, None, spacing=14))
        self.update_card = UpdateCard(session)
        self.update_card.state.connect(self.state)
        right.setLayout(column(self.update_card, self.practice, self.counts, self.versions, None, spacing=14))
        self.setLayout(column(VerticalScroll(SideBySide(left, right)), spacing=0))
        self._place = _facts(self.where, ())
        self.where.body.addLayout(row(self.open, self.copy, None))
        _facts(self.versions, [*_rule_lines()])
        self._counts = _facts(self.counts, ())
        self._counts.setColumnStretch(1, 0)
        self._counts.setColumnStretch(2, 1)
        self.load()

    def load(self) -> None:
        """Count and look anew on the worker."""
        self.health.load()
        self.update_card.load()
        run(self, lambda _p: info.info(self.session), done=self._show)

    def open_place(self, place: str) -> None:
        """An update that was double-clicked, or found among files that arrived."""
        self.update_card.look_at(Path(place))

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _show(self, found: Info) -> None:
        _fill(
            self._place,
            (
                ("Folder", found.folder),
                ("Ukuran", f"{number(found.database_bytes / 1_000_000, 1)} MB, disandikan"),
                ("Perangkat", f"{found.device[:4].upper()}-{found.device[4:8].upper()}"),
                ("Versi aplikasi", f"{found.version} ({found.build_date})"),
            ),
        )
        kept = [(Several(form_title(form)), number(count)) for form, count in found.counts.items() if count]
        log = (
            (Several("Perubahan"), number(found.changes)),
            (Several("Tindakan"), number(found.actions)),
            ("Draf terbuka", number(found.drafts)),
            ("Isian bertentangan", number(found.conflicts)),
            ("Catatan menunggu", number(found.waiting)),
        )
        _fill(self._counts, (*kept, *log), figures=True)

    # --- deeds

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.data_dir)))

    def _copy(self) -> None:
        QApplication.clipboard().setText(str(self.session.data_dir))
        self.state.emit("Alamat folder disalin")

    def _practice_card(self) -> Card:
        """Two ways that never mix: work here, practice in a folder of its own."""
        here = self.session.data_dir
        if not self.session.practice:
            words = "Belajar dengan data rekaan di folder tersendiri. Data kerja Anda tidak tersentuh."
            return _way("Latihan", words, "Buka data latiha&n", lambda: self._wish(here / PRACTICE_FOLDER))
        if here.name.split("-")[0] == PRACTICE_FOLDER:
            words = "Tutup latihan dan buka data kerja, atau mulai bekerja bila belum ada."
            return _way("Data kerja", words, "Buka &data kerja", lambda: self._wish(here.parent))
        return _way("Latihan", "Data di folder ini hanya untuk latihan.", "", lambda: None)

    def _wish(self, folder: Path) -> None:
        self.folder_wanted.emit(str(folder))


def _way(title: str, words: str, action: str, deed: Callable[[], object]) -> Card:
    card = Card(title, label(words, "soft", wrap=True))
    if action:
        card.body.addLayout(row(button(action, deed, tip=action.replace("&", "")), None))
    return card


def _rule_lines() -> list[tuple[str, str]]:
    return [(rule.title, _validity(rule)) for family in RULES for rule in ruleset.versions(family)]


def _validity(rule: RuleSet) -> str:
    until = f" sampai {long_date(rule.valid_to)}" if rule.valid_to else ""
    return f"{rule.id}, berlaku sejak {long_date(rule.valid_from)}{until}. {rule.source}"


def _facts(card: Card, lines: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens().px(14))
    grid.setVerticalSpacing(tokens().px(6))
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    _fill(grid, lines)
    return grid


def _fill(
    grid: QGridLayout, lines: tuple[tuple[str, str], ...] | list[tuple[str, str]], *, figures: bool = False
) -> None:
    """Names at the left, facts at the right, instead of what stands there; ``figures`` end under each other."""
    while (item := grid.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for at, (name, words) in enumerate(lines):
        long = len(words) > LONG  # a wrapping label in a grid asks for too little height; short ones need none
        left = label(name, "soft", wrap=long)
        left.setFixedWidth(tokens().px(190))
        grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
        side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag(0)
        grid.addWidget(label(words, wrap=long, selectable=True), at, 1, side)
