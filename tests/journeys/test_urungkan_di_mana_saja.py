"""Every screen that writes a form: something is typed and saved there, Ctrl+Z takes it back from where one is and says
what, and the records are as they were."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.history import recent_actions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.status_strip import ALL_SAVED
from tests.actions.devices import VILLAGE
from tests.journeys.driving import CTRL, Laptop, keys, press
from tests.ui.pages import people

_TYPED = "Diubah"


def _places(family: str) -> list[tuple[str, str]]:
    """Where forms are written."""
    tabs = [f"{family}/{tab}" for tab in ("data", "anggota", "kb", "pembangunan")]
    village = [f"{VILLAGE}/{tab}" for tab in ("profil", "kelembagaan", "kependudukan", "bulanan", "rencana")]
    return [
        *(("keluarga", one) for one in tabs), *(("kampung", one) for one in village),
        ("kunjungan", f"baru:{family}"), ("kegiatan", f"baru/{VILLAGE}"), ("pengaturan", "petugas"),
        ("pengaturan", "kantor"),
    ]  # fmt: skip


def _records(session: Session) -> dict[str, object]:
    """Every record there is, by its form and id."""
    with session.database.read() as conn:
        return {f"{name}:{one.id}": one for name, form in FORMS.items() for one in read.records(conn, form)}


def _editors(window: MainWindow) -> Iterator[RecordEditor]:
    page = window.page(window.current_key)
    assert page is not None
    yield from (one for one in page.findChildren(RecordEditor) if one.isVisible() and not one.is_shut)


def _free_text(editor: RecordEditor) -> FormCell | None:
    """A question that takes any words and says nothing yet."""
    grow = getattr(editor.view, "grow_whole", None)
    if grow is not None:
        grow()
    for cell in editor.view.cells.values():
        fits = type(cell.kind).__name__ == "Text" and not cell.isHidden() and cell.editor.isEnabled()
        if fits and any(isinstance(one, QLineEdit | QPlainTextEdit) for one in cell.editor.inputs()):
            return cell
    return None


def test_ctrl_z_takes_back_the_last_save_of_every_form(opened: Laptop) -> None:
    family, _mother, _child = people.household(opened.session)
    opened.window.touched(frozenset(FORMS))
    opened.rest()
    walked = []
    for place in _places(family.id):
        assert opened.window.go(*place)
        opened.rest()
        for editor in list(_editors(opened.window))[:1]:
            cell = _free_text(editor)
            if cell is None:
                continue
            before, done = _records(opened.session), len(recent_actions(opened.session))
            editor.view.answer(cell.name, _TYPED)
            editor.save_draft()
            opened.rest()
            name = recent_actions(opened.session)[0].name
            assert len(recent_actions(opened.session)) == done + 1, place
            assert _records(opened.session) != before, place
            opened.window.activateWindow()
            opened.wait(lambda: QApplication.activeWindow() is opened.window)
            opened.window.sidebar.buttons[opened.window.current_key].setFocus()
            press(Qt.Key.Key_Z, CTRL)
            opened.rest()
            assert opened.window.frame.toast.text() == f"Diurungkan: {name}", place
            assert _records(opened.session) == before, place
            walked.append(place)
    assert {page for page, _record in walked} == {"keluarga", "kampung", "kunjungan", "kegiatan", "pengaturan"}, walked
    assert len(walked) >= 7, walked


def test_a_new_family_that_is_taken_back_is_a_draft_again(opened: Laptop) -> None:
    """It stood there as "Selesai dan tersimpan" and was gone as soon as somebody left."""
    page = opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    opened.rest()
    keys("Jumadi")
    (editor,) = _editors(opened.window)
    made = editor.view.record().id
    press(Qt.Key.Key_Return, CTRL)
    opened.rest()
    strip = opened.window.frame.status
    assert strip._saved.text() == "Selesai dan tersimpan"
    opened.window.sidebar.buttons["keluarga"].setFocus()
    press(Qt.Key.Key_Z, CTRL)
    opened.rest()
    assert editor.note.text().startswith("Draf tersimpan")
    assert strip._saved.text().startswith("Draf tersimpan")
    assert page.leave()
    assert [one.record.id for one in drafts.open_drafts(opened.session)] == [made]
    press(Qt.Key.Key_Y, CTRL)
    opened.rest()
    assert drafts.open_drafts(opened.session) == []
    assert (editor.note.text(), strip._saved.text()) == ("", ALL_SAVED)
    opened.window.sidebar.buttons["keluarga"].setFocus()
    press(Qt.Key.Key_Z, CTRL)
    opened.rest()
    assert (editor.note.text(), strip._saved.text()) == ("", ALL_SAVED)
