"""Words of lines and lists that Beranda has in common with the other pages: villages by name, and what is due."""

from __future__ import annotations

from datetime import date, timedelta

from kampungkb_desktop.actions.own_area import DUE_DAYS
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms import regions
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone


def village_name(code: str | None) -> str:
    """The bare name, for a column beside others of the same office."""
    place = regions.load().region(code) if code else None
    return as_typed(place.name) if place else code or ""


def village_line(code: str | None) -> str:
    """The name with kecamatan and kabupaten."""
    place = regions.load().region(code) if code else None
    return place.short_name if place else code or ""


def due_tag(planned: date | None, today: date) -> Tag | None:
    """A planned visit that is overdue or due within the week."""
    if planned is None or planned > today + timedelta(days=DUE_DAYS):
        return None
    if planned < today:
        return Tag("Terlambat", Tone.BAD, "clock")
    return Tag("Jatuh tempo", Tone.WARN, "clock")
