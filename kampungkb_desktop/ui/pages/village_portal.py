"""Portal: what is to be typed on the portal of a village, in its order. Enter copies a value, ticks it and goes on;
what has changed since it was typed stands out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import portal
from kampungkb_desktop.actions.portal import LineState, ScreenState
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.reports_boxes import MonthBox
from kampungkb_desktop.ui.pages.village_facts import Facts, report_month
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Cell, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("state", "Tanda", 13, sortable=False),
    Column("label", "Isian di portal", 34, sortable=False),
    Column("text", "Nilai sekarang", 30, sortable=False, stretch=True),
    Column("typed", "Yang terakhir diketik", 24, sortable=False),
)
_HOW = "Enter: salin nilainya, tandai, dan lanjut. Spasi: tandai atau hapus tanda. ← →: layar lain."
_KEYS = {Qt.Key.Key_Space: 0, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TAGS: dict[str, Cell] = {
    portal.OPEN: "Belum", portal.SAME: Tag("Sudah", Tone.OK), portal.CHANGED: Tag("Berubah", Tone.WARN),
    portal.NOTHING: "Kosong",
}  # fmt: skip


class PortalTab(VillageTab):
    """``show_facts`` shows the month that is to be complete now, until another is chosen."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._code = ""
        self._shown: tuple[ScreenState, ...] = ()
        self.month, self.pages = MonthBox(report_month(today())), ComboBox()
        self.pages.setAccessibleName("Layar portal")
        self.told = label("", "soft", wrap=True)
        self.changed = Banner("", Tone.WARN)
        self.table = RecordTable(COLUMNS, self._rows, name="Isian portal", multi=True)
        self.table.set_empty(
            EmptyState("Belum ada isian", "Layar ini belum punya isian untuk bulan itu.", icon="document")
        )
        self.copy = button("&Salin dan tandai", self.copy_and_tick, kind="primary", icon="copy")
        self.all = button("Tandai se&mua", self.tick_all, tip="Semua isian layar ini sudah diketik")
        self.none = button("&Hapus tanda", self.untick)
        self._lay_out()
        self.month.chosen.connect(self._read)
        self.pages.currentIndexChanged.connect(self._turn)
        self.table.opened.connect(self._opened)

    def _lay_out(self) -> None:
        screen_words, month_words = label("Layar portal", "label"), label("Bulan", "label")
        screen_words.setBuddy(self.pages)
        month_words.setBuddy(self.month)
        top = row(month_words, self.month, 12, screen_words)
        top.addWidget(self.pages, 1)
        self.changed.hide()
        inside = column(top, self.told, self.changed, spacing=10)
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self.copy, self.all, self.none, None))
        self.setLayout(inside)
        self.table.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks, Left and Right turn to another screen; the table's own keys stay."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _KEYS:
            step = _KEYS[Qt.Key(event.key())]
            self._toggle() if step == 0 else self._go_on(step)
            return True
        return super().eventFilter(watched, event)

    # --- reading

    def show_facts(self, facts: Facts) -> None:
        self._code = facts.code
        self._read()

    def _read(self, *_month: object) -> None:
        code, month = self._code, self.month.month()
        if code:
            background.run(
                self, lambda _progress: (code, month, portal.handover(self.session, code, month)),
                done=self._show, text="Membaca isian portal…",
            )  # fmt: skip

    def _show(self, found: tuple[str, str, tuple[ScreenState, ...]]) -> None:
        code, month, shown = found
        if (code, month) != (self._code, self.month.month()):
            return
        keep, self._shown = self.pages.currentData(), shown
        self.pages.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.pages.clear()
        for one in shown:
            done, wanted = one.count(portal.SAME), len(one.lines) - one.count(portal.NOTHING)
            when = f" {one.screen.told}" if one.screen.told else ""
            self.pages.addItem(f"{one.screen.title}{when} – {number(done)} dari {number(wanted)}", one.key)
        self.pages.setCurrentIndex(max(self.pages.findData(keep), 0))
        self.pages.blockSignals(False)  # noqa: FBT003
        self._turn()

    def _turn(self, *_at: object) -> None:
        shown = self.current()
        if shown is None:
            self.table.set_ids([])
            return
        at = self.table.current_id()
        keys = [one.line.key for one in shown.lines]
        self.table.set_ids(keys)
        self.table.refresh()
        if keys:
            self.table.select(at if at in keys else keys[0])
        changed = shown.count(portal.CHANGED)
        self.changed.say(
            f"{number(changed)} isian berubah sejak diketik di portal. Ketik lagi, lalu tandai.", Tone.WARN
        )
        self.changed.setVisible(changed > 0)
        when = f"Terakhir ditandai {long_date(shown.typed_on)}. " if shown.typed_on else ""
        self.told.setText(
            f"{when}Enter: salin nilainya, tandai, dan lanjut. Spasi: tandai atau hapus tanda. ← →: layar lain."
        )

    def current(self) -> ScreenState | None:
        """The screen in sight."""
        key = self.pages.currentData()
        return next((one for one in self._shown if one.key == key), None)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        shown = self.current()
        lines = {one.line.key: one for one in shown.lines} if shown else {}
        return [_row(lines[str(key)]) for key in ids if str(key) in lines]

    # --- ticking

    def _opened(self, _key: object) -> None:
        self.copy_and_tick()

    def copy_and_tick(self) -> None:
        """The value to the clipboard, the line ticked, and on to the next."""
        shown, key = self.current(), self.table.current_id()
        one = next((line for line in shown.lines if line.line.key == key), None) if shown else None
        if shown is None or one is None:
            return
        QGuiApplication.clipboard().setText(one.line.text)
        after = [line.line.key for line in shown.lines]
        at = after.index(one.line.key)
        if one.line.text and one.state != portal.SAME:
            self._tell(attempt(self, lambda: portal.tick(self.session, shown, [one.line.key])), "Disalin dan ditandai.")
        self.table.select(after[min(at + 1, len(after) - 1)])

    def tick_all(self) -> None:
        """Everything of this screen has been typed."""
        shown = self.current()
        keys = [one.line.key for one in shown.lines if one.state in (portal.OPEN, portal.CHANGED)] if shown else []
        if shown is not None and keys:
            self._tell(
                attempt(self, lambda: portal.tick(self.session, shown, keys)), f"{number(len(keys))} isian ditandai."
            )

    def untick(self) -> None:
        """The marked lines have not been typed after all."""
        shown, marked = self.current(), {str(one) for one in self.table.selected_ids()}
        keys = (
            [one.line.key for one in shown.lines if one.line.key in marked and one.typed is not None] if shown else []
        )
        if shown is not None and keys:
            self._tell(
                attempt(self, lambda: portal.untick(self.session, shown, keys)), f"{number(len(keys))} tanda dihapus."
            )

    def _toggle(self) -> None:
        shown, key = self.current(), self.table.current_id()
        one = next((line for line in shown.lines if line.line.key == key), None) if shown else None
        if shown is None or one is None or one.state == portal.NOTHING:
            return
        deed = portal.untick if one.state == portal.SAME else portal.tick
        self._tell(attempt(self, lambda: deed(self.session, shown, [one.line.key])), "Tanda diubah.")

    def _go_on(self, step: int) -> None:
        self.pages.setCurrentIndex(min(max(self.pages.currentIndex() + step, 0), self.pages.count() - 1))

    def _tell(self, saved: Saved | None, words: str) -> None:
        if saved is not None:
            self.wrote.emit(saved, words)


def _row(one: LineState) -> Row:
    state = one.state
    words = f"{one.line.group}: {one.line.label}" if one.line.group else one.line.label
    typed = "" if one.typed is None else one.typed or "–"
    return Row(one.line.key, (_TAGS[state], words, one.line.text or "–", typed), faint=state == portal.NOTHING)
