"""Handing a village over to the portal: what is to be typed there, what has been, and what has changed since.

The portal has no way in for files, so a person types; here each line is copied, ticked, and kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from kampungkb_desktop.actions.classify_village import states
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.portal_entry import PortalEntry, as_text, portal_entry_id, typed_in
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.portal_screens import Line, Screen, screens
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.read.erased import standing

OPEN, SAME, CHANGED, NOTHING = "belum", "sama", "berubah", "kosong"


@frozen
class LineState:
    """A line with what was typed last and how that stands: not yet typed, the same, changed since, or nothing to
    type."""

    line: Line
    typed: str | None

    @property
    def state(self) -> str:
        """One of ``OPEN``, ``SAME``, ``CHANGED``, ``NOTHING``."""
        if self.typed is None:
            return OPEN if self.line.text else NOTHING
        return SAME if self.typed == self.line.text else CHANGED


@frozen
class ScreenState:
    """A screen with its lines and the day of the last tick."""

    village: str
    screen: Screen
    lines: tuple[LineState, ...]
    typed_on: date | None

    @property
    def key(self) -> str:
        """Names the screen among those of a village."""
        return f"{self.screen.code}:{self.screen.period}"

    def keys(self, *wanted: str) -> list[str]:
        """The lines that stand so."""
        return [one.line.key for one in self.lines if one.state in wanted]

    def count(self, *wanted: str) -> int:
        """How many lines stand so."""
        return sum(one.state in wanted for one in self.lines)


def handover(session: Session, village: str, month: str) -> tuple[ScreenState, ...]:
    """Every screen of the portal for a village and month."""
    with session.database.read() as conn:
        return _handover(conn, session, village, month)


def _handover(conn: Connection, session: Session, village: str, month: str) -> tuple[ScreenState, ...]:
    today = clocks.day_of(session.clock())
    asked = None if month >= month_of(today) else month
    state = states(conn, [village], asked)[village]
    kampung = next(iter(read.records(conn, Village, where={"village": village}, order=("id",), limit=1)), None)
    held = read.records(conn, Activity, where={"village": village}, order=("held_on", "id"))
    activities = [one for one in held if one.held_on and month_of(one.held_on) == month]
    found = screens(kampung, state.profile, state.population, state.monthly, activities)
    ids = [_id(conn, village, one) for one in found]
    entries = read.by_ids(conn, PortalEntry, ids)
    return tuple(_state(village, one, entries.get(known)) for one, known in zip(found, ids, strict=True))


def _id(conn: Connection, village: str, screen: Screen) -> str:
    return standing(conn, PortalEntry.FORM, portal_entry_id(village, screen.code, screen.period))


def _state(village: str, screen: Screen, entry: PortalEntry | None) -> ScreenState:
    typed = typed_in(entry)
    lines = tuple(LineState(line, typed.get(line.key)) for line in screen.lines)
    return ScreenState(village, screen, lines, entry.typed_on if entry else None)


def tick(session: Session, shown: ScreenState, keys: Collection[str]) -> Saved:
    """Note that these lines were typed into the portal as they stand now."""
    texts = {one.line.key: one.line.text for one in shown.lines if one.line.key in keys}
    return _note(session, shown, f"Tandai {len(texts)} isian portal", lambda typed: typed.update(texts))


def untick(session: Session, shown: ScreenState, keys: Collection[str]) -> Saved:
    """Take the ticks of these lines back."""

    def forget(typed: dict[str, str]) -> None:
        for key in keys:
            typed.pop(key, None)

    return _note(session, shown, f"Hapus tanda {len(keys)} isian portal", forget)


def _note(session: Session, shown: ScreenState, words: str, change: Callable[[dict[str, str]], object]) -> Saved:
    with session.database.read() as conn:
        known = _id(conn, shown.village, shown.screen)
        kept = read.record(conn, PortalEntry, known)
    typed = typed_in(kept)
    change(typed)
    entry = (kept or PortalEntry(id=known, village=shown.village)).changed(
        screen=shown.screen.code, period=shown.screen.period or None, typed=as_text(typed),
        typed_on=clocks.day_of(session.clock()),
    )  # fmt: skip
    return save(session, words, [entry], seen=[kept] if kept else [])
