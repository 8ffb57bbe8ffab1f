"""The places of the sidebar in their order, and the page behind each. A page's module is read at its first visit."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.ui.page import Page, PageEntry


class Place(NamedTuple):
    """Key, words, icon, and the module and class of the page."""

    key: str
    label: str
    icon: str
    module: str
    name: str
    low: bool = False


PLACES = (
    Place("beranda", "Ber&anda", "beranda", "home", "HomePage"),
    Place("kampung", "&Kampung", "kampung", "villages", "VillagesPage"),
    Place("keluarga", "Keluar&ga", "keluarga", "families", "FamiliesPage"),
    Place("kunjungan", "Kun&jungan", "kunjungan", "visits", "VisitsPage"),
    Place("kegiatan", "K&egiatan", "kegiatan", "activities", "ActivitiesPage"),
    Place("laporan", "&Laporan", "laporan", "reports", "ReportsPage"),
    Place("tabel", "Tabel", "spreadsheet", "tables", "TablesPage"),  # Ctrl+7; its letters belong to the pages
    Place("kirim-terima", "K&irim && Terima", "kirim-terima", "exchange", "ExchangePage"),
    Place("riwayat", "Ri&wayat", "riwayat", "history", "HistoryPage", low=True),
    Place("pengaturan", "Pengat&uran", "pengaturan", "settings", "SettingsPage", low=True),
)


def entries(
    session: Session,
    today: Callable[[], date],
    *,
    written: Callable[[], object],
    dress: Callable[[Settings], object],
    folder: Callable[[str], object],
    restore: Callable[[object], object],
    server: Callable[[object], object],
) -> list[PageEntry]:
    """The sidebar of a session. ``written`` hears of every write, ``dress`` of new settings, ``folder`` when other
    data are wanted, ``restore`` when a copy is to be brought back, ``server`` when the records are to go to one."""

    def build(place: Place) -> Page:
        page = _page(place, session, today)
        page.wrote.connect(lambda _forms: written())
        for signal, hear in (
            ("settings_changed", dress), ("folder_wanted", folder), ("restore_wanted", restore),
            ("server_wanted", server),
        ):  # fmt: skip
            if hasattr(page, signal):
                getattr(page, signal).connect(hear)
        return page

    return [PageEntry(place.key, place.label, place.icon, partial(build, place), low=place.low) for place in PLACES]


def _page(place: Place, session: Session, today: Callable[[], date]) -> Page:
    module: Any = importlib.import_module(f"kampungkb_desktop.ui.pages.{place.module}")
    page: Page = getattr(module, place.name)(session, today=today)
    return page
