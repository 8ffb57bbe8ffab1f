"""What a line of the palette is, and how records become lines: their words, and where Enter leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import RELATION
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.store.lists import Found

RECENT, FAMILIES, PEOPLE, VILLAGES = "Terakhir dibuka", "Keluarga", "Orang", "Kampung"
DEEDS, SCREENS, SETTINGS, GUIDE = "Tindakan", "Layar", "Pengaturan", "Panduan"
GROUPS = (RECENT, FAMILIES, PEOPLE, VILLAGES, DEEDS, SCREENS, SETTINGS, GUIDE)
NEW_VISIT = "baru:"
_UNNAMED = {"family": "(belum bernama)", "member": "(belum bernama)", "visit": "Kunjungan", "activity": "(tanpa judul)"}
_ICONS = {
    "family": "keluarga", "member": "user", "visit": "kunjungan", "activity": "kegiatan", "village": "kampung",
}  # fmt: skip
_CUT = 4


@frozen
class Line:
    """``goal`` is a page and a record in it; there ``call`` is a method of the page that is called, or ``press`` one of
    its buttons that is pressed. ``deed`` is done instead of going anywhere. ``asks`` names what must be known first
    ("family", "village"). ``keys`` are its own keys, ``also`` other words it is found by."""

    name: str
    group: str
    more: str = ""
    icon: str = ""
    keys: str = ""
    goal: tuple[str, str | None] | None = None
    deed: Callable[[], object] | None = None
    call: str = ""
    press: str = ""
    asks: str = ""
    also: str = ""
    key: str = ""
    """By what it is known again when it is used often."""

    def said(self) -> str:
        """As a screen reader says it."""
        return ", ".join(part for part in (self.name, self.more, self.group, self.keys) if part)


def goal_of(one: Found) -> tuple[str, str | None]:
    """Where a record is shown."""
    if one.form == "member":
        return "keluarga", f"{one.family}/anggota/{one.id}"
    page = {"family": "keluarga", "visit": "kunjungan", "activity": "kegiatan", "village": "kampung"}[one.form]
    return page, one.id


def line_of(one: Found, group: str) -> Line:
    """A record as a line; in the list of those opened lately it says what it is."""
    name, more = _WORDS[one.form](one)
    name = (name if one.form == "visit" else as_typed(name)) or _UNNAMED.get(one.form, one.id)
    return Line(name, group, more, _ICONS[one.form], goal=goal_of(one), key=f"{one.form}:{one.id}")


def place_name(code: str) -> str:
    """A village by its short name."""
    found = regions.load().region(code) if code else None
    return as_typed(found.name) if found else code


def _family(one: Found) -> tuple[str, str]:
    rt, rw, kk = one.more
    where = f"RT {rt}{f'/RW {rw}' if rw else ''}" if rt else ""
    card = f"KK …{kk[-_CUT:]}" if kk else ""
    return one.name, ", ".join(part for part in (where, place_name(one.village), card) if part)


def _person(one: Found) -> tuple[str, str]:
    head, born, relation = one.more
    of = f"{RELATION.label(relation).lower()}, " if relation else ""
    birth = f", lahir {short_date(date.fromisoformat(born))}" if born else ""
    return one.name, f"{of}keluarga {head}{birth}" if head else f"{of}{place_name(one.village)}{birth}"


def _visit(one: Found) -> tuple[str, str]:
    target, day, member = one.more
    on = f", {short_date(date.fromisoformat(day))}" if day else ""
    who = f" ({member})" if member else ""
    return f"Kunjungan {one.name}", f"{TARGET.label(target)}{who}{on}"


def _activity(one: Found) -> tuple[str, str]:
    (day,) = one.more
    on = f", {short_date(date.fromisoformat(day))}" if day else ""
    return one.name, f"kegiatan{on}"


def _village(one: Found) -> tuple[str, str]:
    region = regions.load().region(one.id)
    return (region.name, region.chain[1].label if len(region.chain) > 1 else "") if region else (one.id, "")


_WORDS: dict[str, Callable[[Found], tuple[str, str]]] = {
    "family": _family, "member": _person, "visit": _visit, "activity": _activity, "village": _village,
}  # fmt: skip
