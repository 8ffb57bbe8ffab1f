"""Pengaturan of rules: which version of each judges today, where it comes from, and at a district's laptop the files of
newer ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import office_rules
from kampungkb_desktop.actions.office_rules import Line
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, short_date
from kampungkb_desktop.forms.office_rule import WITHDRAWN
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.rules.rule_file import LOADABLE
from kampungkb_desktop.rules.ruleset import RuleSet
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.settings_reason import ReasonDialog
from kampungkb_desktop.ui.pages.told_tab import ToldTab
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("name", "Aturan", 24, sortable=False, stretch=True),
    Column("version", "Versi", 19, sortable=False, firm=True),
    Column("since", "Sejak", 11, sortable=False, firm=True),
    Column("origin", "Dari", 8, sortable=False, firm=True, extra=True),
    Column("state", "Keadaan", 14, sortable=False, firm=True),
)
OTHERS = {"antropometri": "Standar antropometri anak", "ganda": "Pencarian data ganda"}
"""Those that come with the program only."""
FILES = "Berkas aturan (*.toml);;Semua berkas (*)"


class RulesTab(ToldTab):
    """``wrote(Saved, sentence)`` after every change of the district."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.lines: Sequence[Line] = ()
        self._district = session.role == DISTRICT
        self.table = RecordTable(COLUMNS, self._rows, name="Aturan yang berlaku")
        self.table.selected.connect(self._choose)
        self.load_button = button("&Muat berkas aturan…", self._ask, kind="primary", icon="add")
        self.panel = Card("Aturan", padding=16)
        self.words = label("", wrap=True, selectable=True)
        self.withdraw = button("&Tarik aturan ini…", self._withdraw, kind="danger")
        self.again = button("&Berlakukan lagi", self._put_back)
        self.table.opened.connect(lambda _at: self._first_deed().setFocus())
        self._arrange()
        self.load()

    def _arrange(self) -> None:
        self.panel.body.addWidget(VerticalScroll(self.words, None, margins=(0, 0, 0, 0)), 1)
        self.panel.body.addLayout(row(self.withdraw, self.again, None))
        words = (
            "Aturan yang dimuat di sini ikut dalam berkas balasan kepada semua petugas, dan berlaku mulai tanggalnya."
            if self._district
            else "Aturan yang lebih baru datang bersama pembaruan aplikasi atau dengan berkas balasan dari kabupaten."
        )
        head = row(spacing=12)
        head.addWidget(label(words, "soft", wrap=True), 1)
        head.addWidget(self.load_button)
        if not self._district:
            self.load_button.hide()
        both = row(spacing=14)
        both.addWidget(self.table, 2)
        both.addWidget(self.panel, 1)
        box = column(head, spacing=10)
        box.addLayout(both, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def load(self) -> None:
        """Read the versions again."""
        run(self, lambda _p: office_rules.listed(self.session), done=self._show)

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def load_file(self, path: Path) -> None:
        """Load a rule file for the whole office; what is wrong with it is said in a sentence."""
        run(
            self,
            lambda _p: (office_rules.look(self.session, path), office_rules.load(self.session, path)),
            done=lambda made: self._written(made[1], f"Aturan {made[0].id} dimuat."),
            text="Memeriksa aturan",
        )

    # --- inside

    def _show(self, found: Sequence[Line]) -> None:
        chosen = self.table.current_id()
        self.lines = found
        self.table.set_ids(list(range(len(found))))
        at = chosen if isinstance(chosen, int) and 0 <= chosen < len(found) else 0
        if found:
            self.table.select(at)
            self._choose(at)

    def _line(self) -> Line | None:
        at = self.table.current_id()
        return self.lines[at] if isinstance(at, int) and 0 <= at < len(self.lines) else None

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(at)) for at in ids]

    def _row(self, at: int) -> Row:
        one = self.lines[at]
        since = one.rule.valid_from if one.rule else one.record.since if one.record else None
        cells = (
            name_of(one), one.id or "–", short_date(since) if since else "–",
            "Aplikasi" if one.record is None else "Kantor", state_of(one, self._today()),
        )  # fmt: skip
        return Row(at, cells, faint=not one.now)

    def _choose(self, at: object) -> None:
        one = self.lines[at] if isinstance(at, int) and 0 <= at < len(self.lines) else None
        self.panel.setVisible(one is not None)
        if one is None:
            return
        self.panel.retitle(one.rule.title if one.rule else one.id)
        self.words.setText("\n\n".join(_facts(one)))
        mine = self._district and one.record is not None
        self.withdraw.setVisible(mine and one.record is not None and one.record.state != WITHDRAWN)
        self.again.setVisible(mine and one.record is not None and one.record.state == WITHDRAWN)

    def _first_deed(self) -> QWidget:
        shown = (one for one in (self.withdraw, self.again) if one.isVisible())
        return next(shown, self.load_button if self._district else self.table)

    def _ask(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Pilih berkas aturan", "", FILES)
        if name:
            self.load_file(Path(name))

    def _withdraw(self) -> None:
        one = self._line()
        if one is None or one.record is None:
            return
        record = one.record
        dialog = ReasonDialog(
            self, "Tarik aturan", f"Tidak memakai lagi aturan {one.id}?",
            "Mulai sekarang yang berlaku adalah versi sebelumnya, di sini dan di laptop petugas sesudah berkas balasan "
            "berikutnya. Aturan ini tetap tercatat dan dapat diberlakukan lagi.",
            "&Tarik aturan ini",
        )  # fmt: skip
        if dialog.exec():
            self._do(lambda: office_rules.withdraw(self.session, record, dialog.reason()), f"Aturan {one.id} ditarik.")

    def _put_back(self) -> None:
        one = self._line()
        if one is not None and one.record is not None:
            record = one.record
            self._do(lambda: office_rules.put_back(self.session, record), f"Aturan {one.id} diberlakukan lagi.")

    def _do(self, deed: Callable[[], Saved], sentence: str) -> None:
        self.table.setFocus()  # what was pressed may go
        self.do(deed, sentence)


def name_of(one: Line) -> str:
    """What a rule is about."""
    if one.family:
        return LOADABLE.get(one.family) or OTHERS.get(one.family, one.family)
    return (one.record.title if one.record else None) or one.id


def state_of(one: Line, today: date) -> Tag:
    """How it stands today."""
    if one.problem:
        return Tag("Tak terpakai", Tone.BAD)
    if one.record is not None and one.record.state == WITHDRAWN:
        return Tag("Ditarik", Tone.NEUTRAL, "undo")
    if one.now:
        return Tag("Berlaku", Tone.OK)
    if one.rule is not None and one.rule.valid_from > today:
        return Tag("Belum mulai", Tone.INFO, "clock")
    return Tag("Diganti", Tone.NEUTRAL)


def _facts(one: Line) -> list[str]:
    said: list[str] = [one.problem] if one.problem else []
    if one.rule is not None:
        said += [_validity(one.rule), f"Sumber: {one.rule.source}"]
        said += [f"Catatan: {one.rule.note}"] if one.rule.note else []
    if one.record is None:
        return [*said, "Dibawa aplikasi ini."]
    if one.record.loaded_on:
        said.append(f"Dimuat kantor kabupaten pada {long_date(one.record.loaded_on)}.")
    if one.record.state == WITHDRAWN:
        said.append(f"Ditarik{f': {one.record.reason}' if one.record.reason else ''}.")
    return said


def _validity(rule: RuleSet) -> str:
    until = f" sampai {long_date(rule.valid_to)}" if rule.valid_to else ""
    return f"Versi {rule.id}, berlaku sejak {long_date(rule.valid_from)}{until}."
