"""Every Alt letter of the full window has one owner, on every screen and every part of one: otherwise pressing it only
moves the focus between the two."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.ui.palette_entries import entries
from kampungkb_desktop.ui.palette_lines import DEEDS
from tests.actions.devices import VILLAGE
from tests.journeys.driving import Laptop
from tests.ui.mnemonics import duplicates
from tests.ui.pages import people

_FAMILY = ("", "/data", "/anggota", "/kb", "/pembangunan", "/mutasi", "/kunjungan", "/riwayat")
_ONCE = frozenset({"laporan", "tabel"})
"""What they offer differs from paper to paper in words only."""


def _places(found: Laptop, family: str) -> Iterator[tuple[str, str | None]]:
    """Every place the palette leads to, the parts of one family's page, and the imports."""
    for one in entries(found.session):
        if one.goal is None or one.goal[0] == "bantuan" or one.press or one.call or one.group == DEEDS:
            continue
        if not one.asks:
            if one.goal[0] not in _ONCE:
                yield one.goal
        elif one.asks == "village" and one.goal[0] not in _ONCE:
            yield one.goal[0], str(one.goal[1]).replace("{}", VILLAGE)
    yield from (("keluarga", family + part) for part in _FAMILY)
    yield from (("keluarga", "impor"), ("tabel", "impor"), ("tabel", None), ("laporan", None), ("beranda", None))


def test_no_letter_has_two_owners_on_any_screen(opened: Laptop) -> None:
    family, _mother, _child = people.household(opened.session)
    opened.window.touched(frozenset({"family", "member"}))
    places = list(dict.fromkeys(_places(opened, family.id)))
    assert len(places) > 40
    clashes = {}
    for place in places:
        opened.window.go(*place)
        opened.rest()
        if found := duplicates(opened.window):
            clashes[place] = found
    assert clashes == {}
