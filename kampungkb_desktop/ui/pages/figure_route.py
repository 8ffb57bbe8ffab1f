"""The way from a figure to its records as the window's routes have it: ``saring:<key>/<village>/<day>`` on Keluarga."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kampungkb_desktop.forms.regions import is_village_code
from kampungkb_desktop.rules.figures_register import key_of

PREFIX = "saring:"


class FigureRoute(NamedTuple):
    """Which figure of which village on which day."""

    key: str
    village: str
    on: date


def figure_route(key: str, village: str, on: date) -> str:
    """Where the records of a figure are shown."""
    return f"{PREFIX}{key}/{village}/{on.isoformat()}"


def read_route(record_id: str) -> FigureRoute | None:
    """The figure a route means; ``None`` where it is no such route, or one of another version."""
    if not record_id.startswith(PREFIX):
        return None
    key, _, rest = record_id.removeprefix(PREFIX).partition("/")
    village, _, day = rest.partition("/")
    if key_of(key) is None or not is_village_code(village):
        return None
    try:
        return FigureRoute(key, village, date.fromisoformat(day))
    except ValueError:
        return None
