"""Lanjutkan on Beranda: where one worked last, and the records opened before that.

Read anew each time Beranda is shown; what was erased or restricted since is not named."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.actions import recent
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store.lists import Found
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.opened import opened_in
from kampungkb_desktop.ui.palette_lines import goal_of, line_of

SHOWN = 3
_LISTS = {
    "kampung": ("Daftar kampung", "kampung"), "keluarga": ("Daftar keluarga", "keluarga"),
    "kunjungan": ("Kunjungan", "kunjungan"), "kegiatan": ("Daftar kegiatan", "kegiatan"),
    "laporan": ("Laporan", "laporan"), "tabel": ("Tabel", "spreadsheet"),
    "kirim-terima": ("Kirim & Terima", "kirim-terima"),
}  # fmt: skip
_LAST = "terakhir Anda di sini"
Goal = tuple[str, str | None]
Go = Callable[[str, object], object]
Part = tuple[Goal, Found | None]


def resume(session: Session) -> list[Part]:
    """Where one worked last, then the records opened before it, each once. For the worker."""
    lately = recent.shown(session, most=2 * SHOWN)
    place = recent.stayed(session)
    parts: list[Part] = []
    if place is not None and place[0] in _LISTS:
        wanted = next(opened_in(*place), None)
        known = recent.shown(session, [recent.Opened(*wanted)], most=1) if wanted else []
        first = known[0] if known and (known[0].form, known[0].id) == wanted else None
        parts.append((place if first or wanted is None else (place[0], None), first))
        lately = [one for one in lately if first is None or _home(one) != _home(first)]
    return [*parts, *((goal_of(one), one) for one in _each_once(lately))][:SHOWN]


def _home(one: Found) -> str:
    """People stand on the page of their family."""
    return one.family if one.form == recent.PERSON else one.id


def _each_once(found: list[Found]) -> list[Found]:
    return list({_home(one): one for one in reversed(found)}.values())[::-1]


def show_resume(card: LineCard, session: Session, go: Go) -> None:
    """Fill the card and show it, or leave it hidden where nothing was opened yet."""
    run(card, lambda _progress: resume(session), done=lambda found: _show(card, found, go))


def _show(card: LineCard, found: list[Part], go: Go) -> None:
    card.show_lines([_line(goal, one, go, last=not at) for at, (goal, one) in enumerate(found)])
    card.setVisible(bool(found))


def _line(goal: Goal, one: Found | None, go: Go, *, last: bool) -> LineButton:
    if one is None:
        name, icon = _LISTS[goal[0]]
        return LineButton(name, _LAST if last else "", None, lambda: go(*goal), icon=icon)
    line = line_of(one, "")
    return LineButton(line.name, line.more, None, lambda: go(*goal), icon=line.icon)
