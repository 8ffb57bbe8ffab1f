"""Kegiatan: the list with its filters, and an activity typed from title to photos without the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.activity_editors import PROMPTS, PromptedEditor
from kampungkb_desktop.ui.pages.activity_form import ActivityForm
from kampungkb_desktop.ui.pages.activity_institutions import FilteredChecks
from kampungkb_desktop.ui.tiles import Banner
from tests.ui.mnemonics import duplicates
from tests.ui.pages import filled
from tests.ui.pages.filled import VILLAGE
from tests.ui.pages.windows import focus, kegiatan, press, stored, type_in, window_of


def titles(window: MainWindow) -> list[str]:
    model = kegiatan(window).list.table.model
    return [str(row.cells[1]) for at in range(len(model.ids)) if (row := model.row(at)) is not None]


def new_form(window: MainWindow) -> ActivityForm:
    window.go("kegiatan")
    kegiatan(window).begin()
    return kegiatan(window).form


def photo(path: Path, shade: int) -> Path:
    Image.new("RGB", (640, 480), (shade, 90, 120)).save(path, "JPEG")
    return path


def choose(form: ActivityForm, field: str, qtbot: QtBot, *words: str) -> None:
    """Tick boxes through the filter of a long list."""
    form.view.focus_field(field)
    for word in words:
        qtbot.keyClicks(focus(), word)
        press(qtbot, Qt.Key.Key_Return)


def test_the_list_is_newest_first_and_sifts(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kegiatan")
    page = kegiatan(window)
    assert [title[:6] for title in titles(window)] == ["DASHAT", "Penyul", "Bina K"]
    page.list.programme.setCurrentIndex(page.list.programme.findData("P4"))
    assert [title[:6] for title in titles(window)] == ["DASHAT", "Penyul"]
    page.list.month.setCurrentIndex(page.list.month.findData("2026-10"))
    assert [title[:6] for title in titles(window)] == ["Penyul"]
    assert "1 kegiatan yang cocok" in page.subtitle
    page.list.clear.click()
    assert len(titles(window)) == 3
    qtbot.keyClicks(page.list.search, "melati posyandu")
    press(qtbot, Qt.Key.Key_Return)
    assert [title[:6] for title in titles(window)] == ["Penyul"]
    page.list.table.select(page.list.table.model.ids[0])
    press(qtbot, Qt.Key.Key_Return)
    assert page.title.startswith("Penyuluhan KB")


def test_an_empty_list_teaches_and_begins(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    window.go("kegiatan")
    page = kegiatan(window)
    page.list.begin.emit()
    assert page.title == "Kegiatan baru"
    assert focus() in page.form.view.cell("title").editor.inputs()


def test_an_activity_from_title_to_done_without_the_mouse(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    form = new_form(window)
    type_in(qtbot, "Masak bersama DASHAT di RT 05")
    assert form.programme is not None
    assert form.programme.offers()[0] == "4.15"
    assert form.view.cell("dashat_menu").isHidden()
    qtbot.keyClicks(focus(), "dashat")
    press(qtbot, Qt.Key.Key_Return)
    assert form.programme.answer() == "4.15"
    assert not form.view.cell("dashat_menu").isHidden()
    form.view.focus_field("section")
    qtbot.keyClicks(focus(), "3")
    form.view.focus_field("held_on")
    type_in(qtbot, "5/11", "08.30", "10.00", "Balai kampung")
    form.view.focus_field("targets")
    qtbot.keyClicks(focus(), "5")
    form.view.focus_field("male")
    type_in(qtbot, "4", "27")
    choose(form, "institutions", qtbot, "opd", "pusk", "pemerintahan desa")
    form.view.focus_field("description")
    qtbot.keyClicks(focus(), "Memasak ikan lokal.")
    form.view.focus_field("dashat_portions")
    type_in(qtbot, "36")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, Activity)
    assert (made.status, made.village, made.kegiatan, made.section) == ("selesai", VILLAGE, "4.15", "reproduksi")
    assert (made.held_on, made.starts_at, made.place) == (date(2026, 11, 5), "08.30", "Balai kampung")
    assert (made.male, made.female, made.dashat_portions) == (4, 27, 36)
    assert made.targets == ("balita",)
    assert made.institutions == ("opd_kb", "pemdes", "puskesmas")
    assert titles(window) == ["Masak bersama DASHAT di RT 05"]


def test_what_is_missing_is_listed_and_the_draft_kept(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    form = new_form(window)
    type_in(qtbot, "Rapat Pokja")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    assert stored(session, Activity) == []
    assert not form.editor.open_list.isHidden()
    window.go("kegiatan")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Banner)))
    (banner,) = [one for one in window.findChildren(Banner) if one.isVisible()]
    assert "Rapat Pokja" in banner.text.text()
    assert banner.button is not None
    banner.button.click()
    assert kegiatan(window).form.view.cell("title").editor.answer() == "Rapat Pokja"
    kegiatan(window).form.heading.trash.click()
    assert drafts.open_drafts(session) == []


def test_the_tree_opens_with_down_and_walks_over_headings(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    form = new_form(window)
    form.view.focus_field("kegiatan")
    assert form.programme is not None
    press(qtbot, Qt.Key.Key_Down)
    assert form.programme.tree.isVisible()
    assert len(form.programme._leaves()) == 59
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert form.programme.answer() == "2.1"
    assert "P2" in form.programme.path.text()
    qtbot.keyClicks(focus(), "entah apa")
    assert form.programme.answer() is None
    assert form.programme.unreadable()
    press(qtbot, Qt.Key.Key_Escape)


def test_boxes_are_ticked_by_filter_and_by_space(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    form = new_form(window)
    choose(form, "institutions", qtbot, "bps")
    editor = form.view.cell("institutions").editor
    assert isinstance(editor, FilteredChecks)
    assert editor.answer() == ("bps",)
    press(qtbot, Qt.Key.Key_Down)
    assert focus() is editor.list
    press(qtbot, Qt.Key.Key_Space)
    assert editor.answer() == ("bps", "perhubungan")
    assert editor.chosen.text().startswith("2 dipilih")
    press(qtbot, Qt.Key.Key_Return)
    assert focus() not in editor.inputs()


def test_prompts_are_laid_out_once(qtbot: QtBot, session: Session) -> None:
    form = new_form(window_of(qtbot, session))
    editor = form.view.cell("description").editor
    assert isinstance(editor, PromptedEditor)
    editor.area.setPlainText("Tujuan: gizi balita")
    editor.frame.click()
    editor.frame.click()
    text = editor.area.toPlainText()
    assert text.startswith("Tujuan: gizi balita")
    assert all(text.count(prompt) == 1 for prompt in PROMPTS)


def test_photos_of_a_new_activity_save_it_as_a_draft_first(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    window = window_of(qtbot, session)
    form = new_form(window)
    type_in(qtbot, "Gotong royong")
    form.photos.add_files([photo(tmp_path / "a.jpg", 10), photo(tmp_path / "b.jpg", 200)])
    qtbot.waitUntil(lambda: len(form.photos.cells) == 2, timeout=10_000)
    (made,) = stored(session, Activity)
    assert (made.title, made.status) == ("Gotong royong", "draf")
    assert [(p.owner_id, p.role) for p in stored(session, Attachment)] == [(made.id, "kegiatan")] * 2
    cell = form.photos.cells[0]
    cell.caption.setFocus()
    qtbot.keyClicks(cell.caption, "Sebelum dibersihkan")
    press(qtbot, Qt.Key.Key_Return)
    form.photos.cells[1].role.setCurrentIndex(2)
    form.photos.cells[1].role.activated.emit(2)
    assert [(p.caption, p.role) for p in stored(session, Attachment)] == [
        ("Sebelum dibersihkan", "kegiatan"), (None, "sesudah"),
    ]  # fmt: skip
    form.photos.cells[0].trash.click()
    assert len(form.photos.cells) == 1
    window.frame.hooks.undo()  # type: ignore[misc]
    assert len(form.photos.cells) == 2


def test_a_sixth_photo_is_refused_and_files_may_be_dropped(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.keep(session, filled.activity())
    window = window_of(qtbot, session)
    (made,) = stored(session, Activity)
    window.go("kegiatan", made.id)
    form = kegiatan(window).form
    refused: list[str] = []
    monkeypatch.setattr(
        "kampungkb_desktop.ui.pages.photo_strip.show_error", lambda _owner, error: refused.append(error.code)
    )
    drop(form, [photo(tmp_path / f"{n}.jpg", n * 40) for n in range(6)])
    qtbot.waitUntil(lambda: len(form.photos.cells) == 5 and bool(refused), timeout=15_000)
    assert refused == ["E-PHOTO-MANY"]
    assert not form.photos.add.isEnabled()
    assert form.photos.count.text() == "5 dari 5 foto"


def drop(form: ActivityForm, paths: Sequence[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    form.photos.dropEvent(event)


def test_deleting_leads_back_to_the_list_and_can_be_undone(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kegiatan")
    page = kegiatan(window)
    page.list.table.opened.emit(page.list.table.model.ids[0])
    page.form.heading.trash.click()
    assert [title[:6] for title in titles(window)] == ["Penyul", "Bina K"]
    assert page.stack.currentIndex() == 0
    window.frame.hooks.undo()  # type: ignore[misc]
    assert len(titles(window)) == 3


def test_letters_are_claimed_once(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kegiatan")
    assert duplicates(window) == {}
    new_form(window)
    assert duplicates(window) == {}
