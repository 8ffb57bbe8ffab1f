"""Kunjungan by keys: a toddler weighed, the meaning of the figures, one action, and drafts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts, undo
from kampungkb_desktop.actions.history import action_changes, recent_actions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.visit_page import VisitSheet
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, TODAY, family, focused, household, keys, member, press, window


def _page(opened: MainWindow) -> VisitsPage:
    page = opened.page("kunjungan")
    assert isinstance(page, VisitsPage)
    return page


def _sheet(opened: MainWindow) -> VisitSheet:
    sheet = _page(opened)._sheet
    assert sheet is not None
    return sheet


def _chips(sheet: VisitSheet) -> list[str]:
    sheet.tell()
    return list(sheet.side.marks)


def test_a_toddler_visit_by_keys_alone(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        press(Qt.Key.Key_N, CTRL)
        press(Qt.Key.Key_Escape)
        assert _page(opened).title == "Kunjungan"
        press(Qt.Key.Key_N, CTRL)
        keys("wulan\n\n")  # the search finds the family by its child; Enter goes to the list, Enter chooses
        assert _page(opened).title == "Kunjungan baru: Keluarga Suparman"
        keys("4\n\n\n8,9\n74,6\n")
        sheet = _sheet(opened)
        assert sheet.editor.sheet.visit().member_id == child.id  # the only one who fits stands chosen
        chips = _chips(sheet)
        assert [text.split(" ")[0] for text in chips] == ["BB/U", "PB/U", "BB/PB", "IMT/U", "N:"]
        assert all("normal" in text.lower() or "baik" in text for text in chips[:4])
        assert sheet.side.chart.readout().startswith("21 Nov 2026 · 1 tahun 2 bulan · 8,90 kg")
        assert sheet.editor.sheet.visit().next_visit_on == date(2026, 12, 21)
        press(Qt.Key.Key_Return, CTRL)
        with session.database.read() as conn:
            saved = read.records(conn, Visit, where={"visited_on": TODAY.isoformat()})
            weighed = read.records(conn, ChildMeasurement, where={"visit_id": saved[0].id})
        assert [(one.target, one.member_id, one.family_id, one.status) for one in saved] == [
            ("anak", child.id, home.id, DONE)
        ]
        assert saved[0].officer_id == session.author
        assert [(one.weight_kg, one.lenhei_cm, one.position, one.measured_on, one.member_id, one.status)
                for one in weighed] == [(8.9, 74.6, "berbaring", TODAY, child.id, DONE)]  # fmt: skip
        newest = recent_actions(session)[0]
        assert newest.name == "Simpan kunjungan"
        assert {entry.form for entry in action_changes(session, newest.id)} == {"visit", "measurement"}
        assert drafts.open_drafts(session) == []
        # Back on the list, on the visit just written; Ctrl+Z takes both records back.
        _page(opened).tabs.go("daftar")
        assert _page(opened).list.table.current_id() is not None
        press(Qt.Key.Key_Z, CTRL)
        with session.database.read() as conn:
            assert read.record(conn, Visit, saved[0].id) is None
            assert read.records(conn, ChildMeasurement, where={"visit_id": saved[0].id}) == []


def test_a_general_visit_needs_few_keys(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("5\n\nSemua sehat.")
        press(Qt.Key.Key_Return, CTRL)
        with session.database.read() as conn:
            saved = read.records(conn, Visit, where={"target": "umum"})
        assert [(one.findings, one.member_id, one.visited_on, one.status) for one in saved] == [
            ("Semua sehat.", None, TODAY, DONE)
        ]


def test_doubtful_figures_and_a_falling_weight_are_said(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("4\n\n\n8,2\n50\n")
        sheet = _sheet(opened)
        chips = _chips(sheet)
        assert any(text.startswith("PB/U") and "Periksa ulang" in text for text in chips)
        assert "T: Tidak naik" in chips
        assert any("Turun 400 g" in sentence for sentence in sheet.side.words)
        assert any("periksa ulang pengukuran" in sentence for sentence in sheet.side.words)


def test_a_pregnant_mother_is_warned_about(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("2")
        sheet = _sheet(opened)
        assert sheet.editor.sheet.visit().member_id == mother.id
        form = sheet.editor.sheet
        assert form.detail is not None
        form.detail.answer("lila_cm", 22.5)
        form.detail.answer("hb_checked", True)
        form.detail.answer("hb_g_dl", 9.4)
        assert _chips(sheet) == ["Hb 9,4 g/dL: anemia sedang", "LILA 22,5 cm: risiko KEK"]
        assert any("Rujuk ke fasilitas kesehatan" in sentence for sentence in sheet.side.words)
        press(Qt.Key.Key_S, CTRL)
        with session.database.read() as conn:
            checks = read.records(conn, PregnancyCheck)
        assert [(one.hb_g_dl, one.member_id, one.measured_on, one.status) for one in checks] == [
            (9.4, mother.id, TODAY, DRAFT)
        ]


def test_half_a_visit_is_found_again_with_its_measurement(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("4\n\n\n8,x\n74\n")
        press(Qt.Key.Key_Escape)
        kept = {type(one.record): one for one in drafts.open_drafts(session)}
        assert set(kept) == {Visit, ChildMeasurement}
        assert kept[ChildMeasurement].typed == {"weight_kg": "8,x"}
        opened.go("kunjungan", kept[ChildMeasurement].record.id)  # as Beranda's list of drafts leads here
        sheet = _sheet(opened)
        assert sheet.editor.sheet.visit().id == kept[Visit].record.id
        assert sheet.editor.sheet.visit().member_id == child.id
        assert sheet.editor.sheet.detail is not None
        assert sheet.editor.sheet.typed() == {"detail.weight_kg": "8,x"}
        press(Qt.Key.Key_Return, CTRL)
        assert sheet.editor.open_list.isVisible()
        assert focused() is sheet.editor.sheet.detail.cells["weight_kg"].editor.inputs()[0]


def test_another_sasaran_takes_the_measurement_along(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    with session.database.read() as conn:
        visit = read.records(conn, Visit)[0]
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", visit.id)
        form = _sheet(opened).editor.sheet
        form.answer("target", "ibu_hamil")
        assert form.visit().member_id == mother.id
        _sheet(opened).editor.save_draft()
        with session.database.read() as conn:
            assert read.count(conn, ChildMeasurement) == 0
            assert read.count(conn, PregnancyCheck) == 1
        undo.undo(session)
        with session.database.read() as conn:
            assert read.count(conn, ChildMeasurement) == 1
            assert read.count(conn, PregnancyCheck) == 0
    assert home.id == visit.family_id


def test_a_visit_goes_with_its_measurement(qtbot: QtBot, session: Session) -> None:
    household(session)
    with session.database.read() as conn:
        visit = read.records(conn, Visit)[0]
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", visit.id)
        form = _sheet(opened).editor.sheet
        form.answer("findings", "Keliru")
        _page(opened).delete_button.click()
        with session.database.read() as conn:
            assert [read.count(conn, one) for one in (Visit, ChildMeasurement)] == [0, 0]
        assert drafts.open_drafts(session) == []
        press(Qt.Key.Key_Z, CTRL)
        with session.database.read() as conn:
            assert [read.count(conn, one) for one in (Visit, ChildMeasurement)] == [1, 1]


def test_another_sasaran_after_a_draft_leaves_nothing_behind(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("4\n\n\n8,9\n")
        press(Qt.Key.Key_S, CTRL)
        with session.database.read() as conn:
            assert read.count(conn, ChildMeasurement) == 2
        _sheet(opened).editor.sheet.answer("target", "ibu_hamil")
        _sheet(opened).editor.save_draft()
        with session.database.read() as conn:
            assert [read.count(conn, one) for one in (Visit, ChildMeasurement, PregnancyCheck)] == [2, 1, 1]


def test_a_photo_makes_a_new_visit_a_draft_and_goes_with_it(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    home, _mother, _child = household(session)
    picture = tmp_path / "rumah.png"
    Image.new("RGB", (40, 30), "green").save(picture)
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("5")
        strip = _sheet(opened).editor.photos
        strip.add_files([picture])
        qtbot.waitUntil(lambda: len(strip.cells) == 1, timeout=20_000)
        with session.database.read() as conn:
            (visit,) = read.records(conn, Visit, where={"target": "umum"})
            assert [one.owner_id for one in read.records(conn, Attachment)] == [visit.id]
        assert visit.status == DRAFT
        _page(opened).delete_button.click()
        with session.database.read() as conn:
            assert read.count(conn, Attachment) == 0


def test_nobody_fits(qtbot: QtBot, session: Session) -> None:
    home = family(session, "Sendiri")
    save(session, "Isi", [home])
    with window(qtbot, session, first="kunjungan") as opened:
        opened.go("kunjungan", f"baru:{home.id}")
        keys("4")
        press(Qt.Key.Key_Return, CTRL)
        sheet = _sheet(opened)
        assert any("Belum ada anak 0–59 bulan" in f.sentence for f in sheet.editor.sheet.findings())
        with session.database.read() as conn:
            assert read.count(conn, Visit) == 0
        # Somebody is recorded meanwhile, and stands chosen when one comes back to the sheet.
        sheet.side.people_wanted.emit()
        assert opened.current_key == "keluarga"
        born = TODAY - timedelta(days=400)
        child = member(session, home, "Bayu", "laki_laki", born, "anak")
        opened.touched(save(session, "Isi", [child]).forms)
        opened.back()
        assert sheet.editor.sheet.visit().member_id == child.id


@pytest.mark.parametrize("target", ["1", "2", "3", "4", "5", "6"])
def test_letters_do_not_clash_on_any_sheet(qtbot: QtBot, session: Session, target: str) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        assert duplicates(opened) == {}
        opened.go("kunjungan", f"baru:{home.id}")
        keys(target)
        assert duplicates(opened) == {}
