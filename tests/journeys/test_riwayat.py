"""Nothing is lost, in the window: an answer brought back from the history, a deleted family from a copy with all that
was hers, and a flash disk that gets its copy when it is plugged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import STICKS, worker_of
from kampungkb_desktop.ui.pages.copy_dialog import CopyDialog
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.pages.history import HistoryPage
from kampungkb_desktop.ui.pages.settings import SettingsPage
from kampungkb_desktop.ui.pages.settings_copies import CopiesTab
from kampungkb_desktop.ui.restore_dialog import RestoreDialog
from kampungkb_desktop.ui.stick_copies import StickCopies
from kampungkb_desktop.ui.stick_watch import StickWatch
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import keep_family
from tests.journeys.driving import Laptop


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """The dialogs that come up: shown and not waited for."""
    found: list[QDialog] = []

    def show(dialog: QDialog) -> int:
        found.append(dialog)
        dialog.show()
        return 0

    monkeypatch.setattr(QDialog, "exec", show)
    return found


def family_now(found: Laptop, record: str) -> Family | None:
    with found.session.database.read() as conn:
        return read.record(conn, Family, record)


def test_one_answer_comes_back_from_riwayat_by_keys(opened: Laptop, shown: list[QDialog]) -> None:
    amat = keep_family(opened.session, "Amat")
    first = amat.changed(rt="001", address="Jalan Lama")
    save(opened.session, "Simpan keluarga", [first])
    save(opened.session, "Ubah keluarga", [first.changed(rt="009", address="Jalan Baru")])
    page = opened.go(HistoryPage, "riwayat")
    opened.rest()
    opened.wait(page.past_button.isEnabled)
    page.past_button.click()
    opened.rest()
    (dialog,) = shown
    assert isinstance(dialog, RestoreDialog)
    fields = dialog.pane.fields
    opened.wait(lambda: fields.rowCount() == 2)
    model = fields.model()
    said = [tuple(str(model.index(at, place).data()) for place in range(3)) for at in range(2)]
    assert sorted(said) == [("Alamat", "Jalan Lama", "Jalan Baru"), ("RT", "001", "009")]
    fields.setFocus()
    fields.setCurrentCell(next(at for at in range(2) if said[at][0] == "Alamat"), 2)
    QTest.keyClick(fields, Qt.Key.Key_Space)
    assert dialog.pane.deed.isEnabled()
    dialog.pane.deed.click()
    opened.rest()
    opened.wait(lambda: not dialog.isVisible())
    now = family_now(opened, amat.id)
    assert now is not None
    assert (now.rt, now.address) == ("001", "Jalan Baru")
    opened.rest()
    assert page.entries[0].name == "Kembalikan isian keluarga dari riwayat"


def test_a_deleted_family_comes_back_from_a_copy(opened: Laptop, shown: list[QDialog]) -> None:
    session = opened.session
    amat = keep_family(session, "Amat")
    person = Member(id=new_record_id(session), village=VILLAGE, family_id=amat.id, full_name="Amat", status="draf")
    visit = Visit(id=new_record_id(session), village=VILLAGE, family_id=amat.id, status="draf")
    save(session, "Simpan", [person, visit])
    copies.copy_now(session)
    save(session, "Hapus", [], [visit, person, amat])
    after = keep_family(session, "Sesudah")
    page = opened.go(SettingsPage, "pengaturan", "salinan")
    tab = page.tabs.tab("salinan")
    assert isinstance(tab, CopiesTab)
    opened.rest()
    tab.table.select(0)
    tab.look.click()
    opened.rest()
    (dialog,) = shown
    assert isinstance(dialog, CopyDialog)
    opened.wait(lambda: dialog.pane.deed.isEnabled())
    assert [one.record for one in dialog._shown] == [amat.id]
    assert "1 anggota" in dialog.pane.along.text()
    dialog.pane.deed.click()
    opened.rest()
    opened.wait(lambda: not dialog._shown)
    with session.database.read() as conn:
        assert read.record(conn, Family, amat.id) == amat
        assert read.record(conn, Member, person.id) == person
        assert read.record(conn, Visit, visit.id) == visit
        assert read.record(conn, Family, after.id) is not None
    dialog.accept()
    opened.rest()
    assert "Keluarga Amat dikembalikan" in opened.window.frame.toast.text()


def test_a_flash_disk_is_plugged_in_and_gets_its_copy(opened: Laptop, tmp_path: Path) -> None:
    keep_family(opened.session, "Amat")
    drives: list[Spot] = []
    watch = StickWatch(opened.window, find=lambda: list(drives), mark=lambda: tuple(one.path for one in drives))
    opened.rest()
    sticks = StickCopies(opened.window, opened.window, opened.session, watch)
    stick = tmp_path / "FLASH"
    stick.mkdir()
    drives.append(Spot(stick, "Flashdisk FLASH", stick=True))
    watch.look()
    opened.wait(sticks.bar.isVisible)
    sticks.bar.yes.click()
    opened.wait(lambda: len(copies.found_on(stick)) == 1)
    opened.wait(lambda: not worker_of(STICKS).busy())
    assert "selesai dan cocok" in opened.window.frame.toast.text()
    told = [one.text() for one in opened.window.frame.status.findChildren(QLabel)]
    assert any("Salinan di flashdisk" in one for one in told)
