"""The way from a figure to its records, as Keluarga's routes have it: ``saring:angka:<key>:<day>/<village>``."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kampungkb_desktop.forms.regions import is_village_code
from kampungkb_desktop.rules.figures_register import key_of

PREFIX = "saring:"
KIND = "angka"


class FigureRoute(NamedTuple):
    """Which figure of which village on which day."""

    key: str
    village: str
    on: date

    @property
    def of_families(self) -> bool:
        """Whether the list of families shows what is counted."""
        found = key_of(self.key)
        return found is not None and found.form == "family"


def figure_route(key: str, village: str, on: date) -> str:
    """Where the records of a figure are shown."""
    return f"{PREFIX}{KIND}:{key}:{on.isoformat()}/{village}"


def read_route(record_id: str) -> FigureRoute | None:
    """The figure a route means; ``None`` where it is no such route, or one of another version."""
    if not record_id.startswith(PREFIX):
        return None
    asked, _, village = record_id.removeprefix(PREFIX).rpartition("/")
    kind, _, rest = asked.partition(":")
    key, _, day = rest.partition(":")
    if kind != KIND or key_of(key) is None or not is_village_code(village):
        return None
    try:
        return FigureRoute(key, village, date.fromisoformat(day))
    except ValueError:
        return None
