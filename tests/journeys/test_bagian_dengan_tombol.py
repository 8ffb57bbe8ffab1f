"""What every part of a village and of a family keeps when it is worked in by keys alone: a class read on the portal, a
verification, a plan, a ticked line, a photo, a mutation. Angka only counts; there is nothing to type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.choices_family import DIED
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.forms.portal_entry import PortalEntry
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.risk_verification import FOUND, RiskVerification
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import WorkPlan
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.mutation_dialog import MutationDialog
from kampungkb_desktop.ui.pages.village_page import TABS as VILLAGE_TABS
from kampungkb_desktop.ui.pages.village_page import VillagePage
from kampungkb_desktop.ui.tabs import TabStrip
from tests.actions.devices import VILLAGE
from tests.journeys.driving import CTRL, SHIFT, Laptop, focused, keys, press
from tests.ui.pages import people
from tests.ui.pages.test_activities import photo


def _kept(at: Laptop, form: type[Record]) -> list[Record]:
    with at.session.database.read() as conn:
        return list(read.records(conn, form, where={"village": VILLAGE}))


def _tab_to(wanted: Callable[[QWidget], object]) -> QWidget:
    """On with Tab until the keys are there."""
    for _ in range(80):
        if wanted(focused()):
            return focused()
        press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come there; the keys are at {focused()}")


def _named(*words: str) -> Callable[[QWidget], object]:
    return lambda one: all(word in (one.accessibleName() or getattr(one, "text", str)()) for word in words)


def _to_part(at: Laptop, owner: TabStrip, key: str) -> list[str]:
    """On with Ctrl+PgDn, one part after the other; those come by."""
    passed: list[str] = []
    while owner.current_key() != key:
        press(Qt.Key.Key_PageDown, CTRL)
        at.rest()
        at.window.activateWindow()  # as any system does when a progress dialog is gone
        at.wait(QApplication.focusWidget)
        passed.append(owner.current_key())
        assert len(passed) <= owner.bar.count(), f"Ctrl+PgDn does not come to {key}"
    return passed


def test_every_part_of_a_village_keeps_what_is_done_by_keys(
    opened: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened
    _home, _mother, child = people.household(at.session)
    at.window.touched(frozenset({"family", "member"}))
    press(Qt.Key.Key_2, CTRL)
    at.rest()
    press(Qt.Key.Key_Return)
    at.wait(lambda: at.window.findChild(VillagePage) is not None)
    at.rest()
    village = at.window.findChild(VillagePage)
    assert isinstance(village, VillagePage)

    _village_parts(at, village, tmp_path, monkeypatch)
    _family_parts(at, child.id)


def _family_parts(at: Laptop, child: str) -> None:
    press(Qt.Key.Key_3, CTRL)
    at.rest()
    press(Qt.Key.Key_Return)
    at.wait(lambda: at.window.findChild(FamilyPage) is not None)
    at.rest()
    family = at.window.findChild(FamilyPage)
    assert isinstance(family, FamilyPage)
    passed = _to_part(at, family.tabs, "anggota")
    _tab_to(_named("Anggota keluarga"))
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_M, CTRL)
    at.wait(lambda: isinstance(QApplication.activeWindow(), MutationDialog))
    at.wait(lambda: isinstance(focused(), QComboBox))
    keys("3\n")
    _tab_to(_named("Tanggal"))
    keys("20112026")
    press(Qt.Key.Key_Return, CTRL)
    at.wait(lambda: _kept(at, Mutation))
    (gone,) = _kept(at, Mutation)
    assert isinstance(gone, Mutation)
    assert (gone.kind, gone.member_id) == (DIED, child)
    at.rest()
    at.window.activateWindow()
    at.wait(lambda: QApplication.activeWindow() is at.window)
    passed += _to_part(at, family.tabs, family.tabs.keys[-1])
    assert passed == list(family.tabs.keys)[1:]


def _village_parts(at: Laptop, village: VillagePage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = _to_part(at, village.tabs, "profil")
    _tab_to(_named("Nama Kampung KB"))
    keys("Maluang Sejati")
    press(Qt.Key.Key_S, CTRL)
    at.wait(lambda: _kept(at, Village))

    passed += _to_part(at, village.tabs, "klasifikasi")
    _tab_to(_named("Catat nilai res&mi"))
    press(Qt.Key.Key_Space)
    _tab_to(_named("Klasifikasi: "))
    keys("2")
    press(Qt.Key.Key_Return, CTRL)
    at.wait(lambda: _kept(at, OfficialClass))
    (portal,) = _kept(at, OfficialClass)
    assert isinstance(portal, OfficialClass)
    assert (portal.level, portal.status) == ("berkembang", DONE)

    passed += _to_part(at, village.tabs, "krs")
    _tab_to(_named("Rekap"))
    press(Qt.Key.Key_Right)
    at.rest()
    _tab_to(_named("Daftar verval"))
    keys("a")
    at.wait(lambda: _kept(at, RiskVerification))
    (verified,) = _kept(at, RiskVerification)
    assert isinstance(verified, RiskVerification)
    assert verified.found == FOUND

    passed += _more_parts(at, village, folder, monkeypatch)
    assert passed == [key for key, _label in VILLAGE_TABS][1:]


def _more_parts(at: Laptop, village: VillagePage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    passed = _to_part(at, village.tabs, "rencana")
    _tab_to(_named("Ta&mbah rencana"))
    press(Qt.Key.Key_Space)
    _tab_to(_named("Judul rencana"))
    keys("RKM Maluang Sejati 2026")
    press(Qt.Key.Key_S, CTRL)
    at.wait(lambda: [one.name() for one in _kept(at, WorkPlan)] == ["RKM Maluang Sejati 2026"])

    passed += _to_part(at, village.tabs, "portal")
    _tab_to(_named("Isian portal"))
    press(Qt.Key.Key_Space)
    at.wait(lambda: _kept(at, PortalEntry))

    passed += _to_part(at, village.tabs, "foto")
    pictures = [str(photo(folder / "balai.jpg", 90))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: (pictures, ""))
    press(Qt.Key.Key_F, CTRL, SHIFT)
    at.wait(lambda: _kept(at, Attachment))
    at.rest()
    return passed + _to_part(at, village.tabs, "riwayat")
