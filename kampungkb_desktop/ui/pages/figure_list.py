"""The people, couples or measurings that a figure of the register counts, exactly those, as a list over Keluarga."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.figure_lines import FigureLine, figure_lines
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.rules.figures_register import key_of
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.pages.figure_route import FigureRoute
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

_WORDS = {
    "member": "jiwa", "family": "keluarga", "family_planning": "pasangan", "family_development": "keluarga",
    "measurement": "pengukuran",
}  # fmt: skip
_COLUMNS = (
    Column("name", "Nama", 24, stretch=True),
    Column("what", "Keterangan", 24, stretch=True),
    Column("when", "Umur atau tanggal", 17, firm=True),
    Column("family", "Kepala keluarga", 22, stretch=True),
    Column("rt", "RT", 6, firm=True),
)


class FigureList(QWidget):
    """``opened(route)`` is a place on Keluarga, ``counted(str)`` the words for the header, ``closed()`` the wish for
    all families again."""

    opened = Signal(str)
    counted = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.route: FigureRoute | None = None
        self.lines: dict[str, FigureLine] = {}
        self._words: dict[str, str] = {}
        self._ordered: tuple[dict[str, FigureLine], str, bool, list[str]] | None = None
        self._sort, self._descending, self._text = "name", False, ""
        self.title = label("", "section", wrap=True)
        self.table = RecordTable(_COLUMNS, self._rows, name="Catatan di balik angka")
        self.search = SearchBox("Cari nama di daftar ini", self.table, rest=0)
        back = button("Semua keluarga", self.closed.emit, icon="close", tip="Lepas saringan ini")
        top = row(spacing=10)
        top.addWidget(self.title, 1)
        top.addWidget(self.search)
        top.addWidget(back)
        self.setLayout(column(top, self.table, spacing=10))
        self.setFocusProxy(self.table)
        self.table.show_sorted("name")
        self.table.sort_requested.connect(self._sorted)
        self.table.opened.connect(self._open)
        self.table.typed.connect(self.search.take)
        self.search.searched.connect(self._search)

    def show_route(self, route: FigureRoute) -> None:
        """The records of a figure; read anew each time, on the worker."""
        if route != self.route:
            self.search.clear()
            self._text, self.lines = "", {}
            self.table.set_empty(label("Sebentar, catatannya sedang dibaca…", "soft"))
            self.table.set_ids([])
        self.route = route
        found = key_of(route.key)
        self.title.setText(f"{found.label if found else route.key}, {village_name(route.village)}, "
                           f"{long_date(route.on)}")  # fmt: skip
        session = self.session
        background.run(self, lambda _progress: _read(session, route), done=self._came)

    def reload(self) -> None:
        """Read again after something was written."""
        if self.route is not None:
            self.show_route(self.route)

    def _came(self, found: tuple[FigureRoute, dict[str, FigureLine], dict[str, str]]) -> None:
        route, lines, words = found
        if route == self.route:
            self.lines, self._words = lines, words
            trail.looked(self.session, "angka", len(lines), desa=route.village)
            self._show()

    def _in_order(self) -> list[str]:
        """Every line, whatever is typed; kept while one types."""
        known = self._ordered
        if known is None or known[0] is not self.lines or known[1:3] != (self._sort, self._descending):
            by = "at" if self._sort == "when" else self._sort
            lines = sorted(
                self.lines.values(),
                key=lambda line: (str(getattr(line, by)).casefold(), line.id),
                reverse=self._descending,
            )
            known = self._ordered = self.lines, self._sort, self._descending, [line.id for line in lines]
        return known[3]

    def _show(self) -> None:
        shown = self._in_order()
        for word in self._text.casefold().split():
            shown = [one for one in shown if word in self._words[one]]
        if not shown:
            self.table.set_empty(_nothing(self._text))
        self.table.set_ids(shown)
        if shown and self.table.current_id() is None:
            self.table.select(shown[0])
        self.counted.emit(self._count_words(len(shown)))

    def _count_words(self, shown: int) -> str:
        found = key_of(self.route.key) if self.route is not None else None
        unit = _WORDS[found.form] if found is not None else ""
        every = number(len(self.lines))
        return f"{every} {unit}" if shown == len(self.lines) else f"{number(shown)} dari {every} {unit}"

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort, self._descending = key, descending
        self._show()

    def _search(self, text: str) -> None:
        self._text = text
        self._show()

    def _open(self, record_id: Id) -> None:
        line = self.lines.get(str(record_id))
        if line is not None and line.place:
            self.opened.emit(line.place)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        found = (self.lines.get(str(one)) for one in ids)
        return [
            Row(line.id, (line.name, line.what, line.when, line.family, line.rt), faint=not line.place)
            for line in found
            if line is not None
        ]


def _read(session: Session, route: FigureRoute) -> tuple[FigureRoute, dict[str, FigureLine], dict[str, str]]:
    """The lines by their ids, and the words each is found by."""
    lines = {line.id: line for line in figure_lines(session, *route)}
    words = {one: f"{line.name} {line.what} {line.family} {line.rt}".casefold() for one, line in lines.items()}
    return route, lines, words


def _nothing(text: str) -> QWidget:
    if text:
        return EmptyState("Tidak ada yang cocok", f"Tidak ada “{text}” di daftar ini. Periksa ejaannya.", icon="search")
    return EmptyState("Tidak ada catatan", "Tidak ada catatan yang dihitung angka ini pada hari itu.", icon="inbox")
