"""A full disk while one types: said once, the form stays with everything typed, nobody leaves it unasked, and as soon
as there is room again it is kept. The lock comes in any case, and without a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import faults, read
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.ui import dialogs
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_list import OPEN
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.saved_filters import LANE
from tests.actions.devices import PASSWORD
from tests.journeys.driving import CTRL, Laptop, keys, press
from tests.ui.pages import people


def pages(session: Session, most: int) -> None:
    """How many pages the database may have: SQLite then says that the disk is full, as it does of a real one."""
    pool = session.database._pool
    for driver in list(pool._idle):
        driver.execute(f"PRAGMA max_page_count = {most}").fetchall()


PAGES = ("beranda", "kampung", "keluarga", "kunjungan", "kegiatan", "laporan", "tabel", "kirim-terima", "riwayat",
         "pengaturan", "beranda")  # fmt: skip


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the dialogs say; each is answered by the first button, which keeps."""
    said: list[str] = []

    def read(dialog: dialogs.Message) -> int:
        said.append(dialog.accessibleDescription())
        return 0

    monkeypatch.setattr(dialogs.Message, "exec", read)
    return said


def editor_of(page: FamiliesPage) -> RecordEditor:
    return next(one for one in page.findChildren(RecordEditor) if one.isVisible())


def test_nothing_typed_is_lost_on_a_full_disk(opened: Laptop, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Jumadi")
    opened.rest()
    editor = editor_of(page)
    pages(opened.session, 1)
    editor.view.answer("note", "panjang " * 4_000)
    for _ in range(3):
        editor.keep()
    assert len(told) == 1, "in a dialog once"
    assert told[0].startswith("Disk laptop ini penuh")
    assert editor.note.text().startswith("Draf belum tersimpan. Disk laptop ini penuh")
    assert not opened.window.leave()
    assert len(told) == 2
    assert told[1].startswith("Isian di layar ini belum tersimpan. Bila ditinggalkan")
    press(Qt.Key.Key_L, CTRL)
    assert opened.window.covered()
    assert len(told) == 2, "the lock asks nothing"
    keys(f"{PASSWORD}\n")
    opened.wait(opened.is_open)
    assert str(editor.view.record()).count("panjang") == 4_000, "everything stands there as before"
    pages(opened.session, 1 << 30)
    assert opened.window.leave()
    assert editor.note.text().startswith("Draf tersimpan")
    (kept,) = drafts.open_drafts(opened.session)
    assert str(kept.record).count("panjang") == 4_000
    assert len(told) == 2


def test_who_only_looks_around_is_told_nothing(
    opened: Laptop, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place in a list could not be kept, and a dialog said that the last thing was not saved."""
    people.household(opened.session)
    opened.window.touched(frozenset({"family", "member", "visit"}))
    page = opened.go(FamiliesPage, "keluarga")
    opened.rest()

    def full(_database: Database) -> None:
        raise faults.disk_full()

    monkeypatch.setattr(Database, "write", full)
    page.list.choose(OPEN)
    page.list.left.look()
    opened.wait(lambda: not page.list.left.waits())
    visits = opened.go(VisitsPage, "kunjungan")
    visits.tabs.strip.go("daftar")
    opened.wait(lambda: not worker_of(LANE).busy())
    opened.rest()
    with opened.session.database.read() as conn:
        (home,) = read.records(conn, Family)
    opened.window.go("keluarga", home.id)
    opened.rest()
    program = opened.start.program
    assert program is not None
    assert program.desk is not None
    everyday = program.desk.beside.everyday
    everyday.write_down()
    opened.wait(lambda: not worker_of(LANE).busy())
    assert everyday.ahead(), "kept for when there is room"
    everyday.write_down_now()
    for key in PAGES:
        opened.window.go(key)
        opened.rest()
        assert told == [], key
    monkeypatch.undo()


def test_who_leaves_all_the_same_may(opened: Laptop, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Jumadi")
    opened.rest()
    editor = editor_of(page)
    pages(opened.session, 1)
    editor.view.answer("note", "panjang " * 4_000)
    editor.keep()

    def go(_dialog: dialogs.Message) -> int:
        told.append("pergi")
        return 1

    monkeypatch.setattr(dialogs.Message, "exec", go)
    assert opened.window.leave()
    assert opened.window.leave(), "asked once"
    assert told[1:] == ["pergi"]
    pages(opened.session, 1 << 30)
