"""From a letter to the list shown, in every place where names are typed; what ``scale_store`` measures with. Each is
beside the bare query for the same words: p95 of every letter of some words, milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.benchmarks.figure import p95
from tests.benchmarks.open_window import Window
from tests.benchmarks.scale_measures import Both, Figures, idle

Figure = tuple[float, float, float]
ROWS = 60
WORDS = ("siti rah", "ahmad", "nur h", "sri w", "6403", "rt 003", "jalan mas", "dewi s", "yoga")
PLACES_TYPED = ("maluang", "gunung ta", "sei bebanir")
MEETINGS = ("posyandu", "penyuluhan kb", "rapat")


def typing(window: Window) -> list[tuple[str, Callable[[], Figures]]]:
    """Each place by itself."""
    places = {
        "daftar keluarga": _families, "Ctrl+K": _palette, "pemilih desa": _places, "kegiatan": _meetings,
        "kunjungan": _visits, "perlu dikunjungi": _due,
    }  # fmt: skip
    if window.session.role != "kabupaten":
        places["keluarga untuk kunjungan baru"] = _choice
    return [(f"ketik: {name}", lambda name=name: {f"ketik: {name}": places[name](window)}) for name in places]  # type: ignore[misc]


def _families(window: Window) -> Figure:
    window.window.go("keluarga")
    idle(window)
    page = window.window.page("keluarga")

    def narrow(text: str) -> None:
        page.search.setText(text)
        page.search.flush()
        page.list.table.view.viewport().repaint()

    made = _typed(window, narrow, WORDS, _bare_search)
    narrow("")
    return made


def _choice(window: Window) -> Figure:
    """Whom a new visit is to."""
    window.window.go("kunjungan", "baru")
    idle(window)
    choice = window.window.page("kunjungan")._choice

    def narrow(text: str) -> None:
        choice.whose.setText(text)
        choice.whose.flush()
        choice.pick.table.view.viewport().repaint()

    return _typed(window, narrow, WORDS, _bare_search)


def _meetings(window: Window) -> Figure:
    window.window.go("kegiatan")
    idle(window)
    page = window.window.page("kegiatan")

    def narrow(text: str) -> None:
        page.list.search.setText(text)
        page.list.search.flush()
        page.list.table.view.viewport().repaint()

    made = _typed(window, narrow, MEETINGS, _bare_meetings)
    narrow("")
    return made


def _visits(window: Window) -> Figure:
    window.window.go("kunjungan", "saring:semua")
    idle(window)
    page = window.window.page("kunjungan")

    def narrow(text: str) -> None:
        page.search.setText(text)
        page.search.flush()
        page.list.table.view.viewport().repaint()

    made = _typed(window, narrow, WORDS, _bare_search)
    narrow("")
    return made


def _due(window: Window) -> Figure:
    """Whom to visit, of a month and the whole store; a district reads one village."""
    window.window.go("kunjungan", "saring:bulan_ini")
    idle(window)
    page = window.window.page("kunjungan")
    due = page.due
    if due.asks_village():
        due.bar.village.setCurrentIndex(1)
        due.bar.village.activated.emit(1)
    while due.book is None or not due.book.whole:
        idle(window)
    idle(window)

    def narrow(text: str) -> None:
        page.search.setText(text)
        page.search.flush()
        due.table.view.viewport().repaint()

    made = _typed(window, narrow, WORDS, _bare_search)
    narrow("")
    return made


def _palette(window: Window) -> Figure:
    desk = window.start.program.desk if window.start.program else None
    box: Any = desk.beside.everyday.find(window.window) if desk else None
    idle(window)
    made = _typed(window, box.field.setText, WORDS, _bare_search)
    box.shut()
    return made


def _typed(
    window: Window, deed: Callable[[str], None], words: Sequence[str], bare: Callable[[Window, str], None]
) -> Figure:
    spent, floor = list[tuple[float, float]](), list[float]()
    for text in _letters(words):
        idle(window)
        began = Both()
        deed(text)
        idle(window)
        spent.append(began.since())
        began = Both()
        bare(window, text)
        floor.append(began.since()[0])
    return p95(one[0] for one in spent), p95(one[1] for one in spent), p95(floor)


def _letters(words: Sequence[str]) -> list[str]:
    """Each word as it grows."""
    grown = [word[:length] for word in words for length in range(1, len(word) + 1)]
    return [text for text in grown if text == text.strip()]


def _bare_search(window: Window, text: str) -> None:
    """The first rows by the two full-text queries alone."""
    from kampungkb_desktop.store import search

    with window.session.database.read() as conn:
        for form in ("family", "member"):
            table = search.SEARCHES[form].table
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {ROWS}"
            conn.exec_driver_sql(sql, (search.match(text),)).all()


def _bare_meetings(window: Window, text: str) -> None:
    """The titles that hold the words, by one raw query."""
    with window.session.database.read() as conn:
        sql = f"SELECT n FROM activity WHERE title LIKE ? ORDER BY held_on DESC LIMIT {ROWS}"
        conn.exec_driver_sql(sql, (f"%{text}%",)).all()


def _places(window: Window) -> Figure:
    from kampungkb_desktop.forms import regions
    from kampungkb_desktop.ui.village_chooser import VillageChooser

    chooser = VillageChooser()
    chooser.show()
    regions.load().prepare()

    def type_(text: str) -> None:
        chooser.line.line.setText(text)
        chooser.line.line.textEdited.emit(text)

    def bare(_window: Window, text: str) -> None:
        regions.load().search(text, limit=9)

    made = _typed(window, type_, PLACES_TYPED, bare)
    chooser.close()
    chooser.deleteLater()
    return made
