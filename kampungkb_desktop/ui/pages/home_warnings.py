"""The warnings above everything else of Beranda, each with its remedy, for as long as they hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QBoxLayout, QWidget

from kampungkb_desktop.actions import old_copy
from kampungkb_desktop.actions.home_warnings import Warnings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.dialogs import attempt, confirm
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.home_sheet import SheetReminder
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button

SHEET, COPY = "lembar", "salinan"
OLD = "Data ini datang dari salinan {when}. Orang yang datanya dihapus sesudah itu dapat tampil lagi di sini. {remedy}"
FROM_OFFICE = "Terima berkas kantor dahulu: datanya lalu dihapus lagi dengan sendirinya."
AT_OFFICE = "Cocokkan dengan surat keterangan penghapusan dan hapus lagi, atau terima berkas komputer kantor lain."
MEANS = (
    "Peringatan ini tidak muncul lagi. Data yang pernah dihapus sesudah salinan itu dibuat hanya hilang lagi bila Anda "
    "menghapusnya, atau bila berkas kantor diterima."
)
LOOKED = ("Sudah diperiksa?", MEANS, "&Sudah saya periksa")


class Place(NamedTuple):
    """Where warnings are shown: the page, its lines from the top, and what stands there already by key."""

    page: Page
    session: Session
    lines: QBoxLayout
    shown: dict[str, QWidget]


def show_warnings(at: Place, found: Warnings) -> None:
    """Show what holds and take away what does not any more."""
    _show(at, SHEET, found.sheet, partial(_sheet, at))
    _show(at, COPY, bool(found.copy_of), partial(_copy, at, found.copy_of))


def _show(at: Place, key: str, holds: bool, make: Callable[[], QWidget]) -> None:
    if holds and key not in at.shown:
        at.shown[key] = make()
        at.lines.insertWidget(0, at.shown[key])
    elif not holds and key in at.shown:
        at.shown.pop(key).deleteLater()


def _settled(at: Place, key: str, words: str) -> None:
    at.shown.pop(key).deleteLater()
    at.page.saved.emit(words)
    if (first := at.page.first_focus()) is not None:
        first.setFocus()


def _sheet(at: Place) -> QWidget:
    made = SheetReminder(at.session)
    made.settled.connect(partial(_settled, at, SHEET))
    return made


def _copy(at: Place, made_at: int) -> QWidget:
    remedy = AT_OFFICE if at.session.role == DISTRICT else FROM_OFFICE
    made = Banner(OLD.format(when=moment(moment_of(made_at)), remedy=remedy), Tone.WARN)
    line = made.layout()
    assert line is not None
    line.addWidget(button("Suda&h diperiksa…", partial(_looked, at), kind="quiet"))
    line.addWidget(button("Terima &berkas…", lambda: at.page.go.emit("kirim-terima", None), kind="primary"))
    return made


def _looked(at: Place) -> None:
    if confirm(at.page, *LOOKED) and attempt(at.page, lambda: _forget(at)):
        _settled(at, COPY, "Peringatan salinan lama dihapus")


def _forget(at: Place) -> bool:
    old_copy.settled(at.session)
    return True
