"""Every screen of the window, for tests that look at all of them: what the palette leads to, the parts of one family's
page, forms as they begin, and what is shown without being anybody's goal."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.palette_entries import entries
from kampungkb_desktop.ui.palette_lines import DEEDS
from tests.actions.devices import VILLAGE
from tests.journeys.driving import Laptop

Place = tuple[str, str | None]
_FAMILY = ("", "/data", "/anggota", "/kb", "/pembangunan", "/mutasi", "/kunjungan", "/riwayat")
_ALIKE = frozenset({"laporan", "tabel"})
"""What they offer differs from paper to paper in words only."""


def places(found: Laptop, family: str = "", village: str = VILLAGE) -> list[Place]:
    """Each place once, as ``window.go`` takes it; ``family`` is the id of one family, if there is any."""
    return list(dict.fromkeys(_places(found, family, village)))


def _places(found: Laptop, family: str, village: str) -> Iterator[Place]:
    for one in entries(found.session):
        if one.goal is None or one.goal[0] == "bantuan" or one.press or one.call or one.group == DEEDS:
            continue
        if not one.asks:
            if one.goal[0] not in _ALIKE:
                yield one.goal
        elif one.asks == "village" and one.goal[0] not in _ALIKE:
            yield one.goal[0], str(one.goal[1]).replace("{}", village)
    yield from (("keluarga", family + part) for part in _FAMILY if family)
    if family and found.session.role != DISTRICT:
        yield from (("kunjungan", f"baru:{family}"), ("kunjungan", "banyak"))
    yield from (("keluarga", "impor"), ("tabel", "impor"), ("tabel", None), ("laporan", None), ("beranda", None))
