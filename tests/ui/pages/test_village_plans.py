"""Rencana & masalah: plans of every level, their lines, files and progress, and the log of problems."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.activity_file import GONE, plan_lines
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.choices_institution import REGENCY, VILLAGE
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.ui.choice_editors import ListEditor
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.home_lines import goal_of_draft
from kampungkb_desktop.ui.pages.village_plan_work import work_of
from tests.ui.pages import filled
from tests.ui.pages.filled import TODAY
from tests.ui.pages.filled import VILLAGE as CODE
from tests.ui.pages.listed import institution, plan, plans
from tests.ui.pages.windows import kampung, kegiatan, press, stored, type_in, window_of

# --- Rencana & masalah


def test_a_plan_its_lines_and_their_progress(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    tab = plans(window, "isi")
    assert tab.lines.empty.isVisible()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert tab.key == "rkm", "an empty list is begun by the keys of the full one"
    tab.plans.view.answer("title", "RKM Maluang Sejati 2026")
    tab.plans.desk.editor.finish()
    (made,) = stored(session, WorkPlan)
    assert (made.level, made.village, made.year_from, made.status) == (VILLAGE, CODE, 2026, DONE)
    tab.plans.lines.click()
    assert tab.key == "isi"
    desk = tab.lines.list
    assert desk.desk.empty.isVisible()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    for name, answer in (("problem", "Balita kurang gizi"), ("title", "Dapur sehat DASHAT"), ("kegiatan", "4.15"),
                         ("months", ("04", "05", "06")), ("state", "berjalan"), ("progress", 40),
                         ("cost", 2_000_000)):  # fmt: skip
        desk.view.answer(name, answer)
    desk.desk.editor.finish()
    (line,) = stored(session, PlanLine)
    assert (line.plan_id, line.village, line.year, line.kegiatan) == (made.id, CODE, 2026, "4.15")
    assert "triwulan II · berjalan, 40 %" in desk.desk.list.item(0).text()
    assert tab.lines.bar.value() == 40
    assert desk.told.text() == ("1 kegiatan: 0 selesai, 1 berjalan · kemajuan 40 % · biaya Rp 2.000.000, terpakai Rp 0")


def test_the_words_of_a_line_suggest_its_kegiatan(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, plan())
    desk = plans(window_of(qtbot, session), "isi").lines.list
    desk.desk.begin_blank()
    desk.view.focus_field("title")
    type_in(qtbot, "Dapur DASHAT di RT 03")
    assert "4.15" in desk.view.cells["kegiatan"].editor.offers()  # type: ignore[attr-defined]


def test_activities_of_the_year_stand_beside_their_line(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    filled.keep(session, filled.activity(on=date(2025, 3, 1), title="DASHAT tahun lalu"), plan())
    (one,) = stored(session, WorkPlan)
    line = PlanLine(village=CODE, status=DONE, plan_id=one.id, title="Dapur sehat", kegiatan="4.15", year=2026)
    filled.keep(session, line, line.changed(title="Sanitasi", kegiatan="8.1"))
    window = window_of(qtbot, session)
    tab = plans(window, "isi")
    work = tab.lines.work
    tab.lines.list.desk.open(next(line.id for line in stored(session, PlanLine) if line.kegiatan == "8.1"))
    assert work.shown == []
    assert "Belum ada kegiatan 8.1 yang tercatat pada 2026." in [one.text() for one in work.findChildren(QLabel)]
    tab.lines.list.desk.open(next(line.id for line in stored(session, PlanLine) if line.kegiatan == "4.15"))
    assert [done.title for done in work.shown] == ["DASHAT di RT 03: bubur ikan haruan"]
    work.findChildren(LineButton)[0].click()
    assert window.frame.stack.currentWidget() is kegiatan(window)


def test_an_activity_names_the_line_it_carries_out(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.village(), plan())
    (one,) = stored(session, WorkPlan)
    line = PlanLine(village=CODE, status=DONE, plan_id=one.id, title="Dapur sehat", kegiatan="4.15", year=2026)
    filled.keep(session, line, line.changed(title="Dapur kedua"))
    first, second = stored(session, PlanLine)
    filled.keep(session, filled.activity(title="Rapat", kegiatan="1.1"), filled.activity(plan_line_id=second.id))
    window = window_of(qtbot, session)
    meeting = next(done for done in stored(session, Activity) if done.title == "Rapat")
    window.go("kegiatan", meeting.id)
    editor = kegiatan(window).form.view.cells["plan_line_id"].editor
    assert isinstance(editor, ListEditor)
    offered = [editor.combo.itemText(at) for at in range(editor.combo.count())]
    assert offered == ["", "2026  Dapur sehat", "2026  Dapur kedua"]
    kegiatan(window).form.view.answer("plan_line_id", first.id)
    kegiatan(window).form.editor.save_draft()
    assert [done.title for done in work_of(session, CODE, first)] == ["Rapat"]
    assert [done.title for done in work_of(session, CODE, second)] == ["DASHAT di RT 03: bubur ikan haruan"]
    save(session, "Hapus", [], [first])
    lost = next(done for done in stored(session, Activity) if done.title == "Rapat")
    assert plan_lines(session, lost)[-1] == (first.id, GONE)


def test_seed_6_a_plan_has_a_level(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, plan(), plan(title="Rencana aksi Berau", village=None, level=REGENCY, area="64.03"))
    tab = plans(window_of(qtbot, session), "isi")
    names = {tab.lines.plan.itemText(at) for at in range(tab.lines.plan.count())}
    assert names == {"Rencana aksi Berau", "RKM Maluang Sejati 2026"}
    assert tab.lines.plan.currentText() == "RKM Maluang Sejati 2026"
    above = next(one for one in stored(session, WorkPlan) if one.level == REGENCY)
    tab.lines.show_plan(above.id)
    tab.lines.list.desk.begin_blank()
    tab.lines.list.view.answer("title", "Rakor kabupaten")
    tab.lines.list.desk.editor.save_draft()
    (line,) = stored(session, PlanLine)
    assert (line.plan_id, line.village) == (above.id, None)


def test_a_file_hangs_on_its_plan(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    filled.fill(session)
    filled.keep(session, plan())
    window = window_of(qtbot, session)
    tab = plans(window)
    strip = tab.plans.files
    assert strip.add.isEnabled()
    (tmp_path / "rkm.pdf").write_bytes(b"%PDF-1.4\nrekaan")
    strip.add_files([tmp_path / "rkm.pdf"])
    qtbot.waitUntil(lambda: len(strip.files) == 1)
    strip.write_copy(strip.files[0], tmp_path / "salinan.pdf")
    qtbot.waitUntil((tmp_path / "salinan.pdf").exists)
    profile = institution(window).profile
    assert "has_plan" not in {f.field for f in profile.view.findings()}
    plans(window)
    strip.remove(strip.files[0])
    assert strip.files == []
    assert stored(session, Attachment) == []
    profile = institution(window).profile
    assert "Berkas RKM belum dilampirkan" in {f.field: f.sentence for f in profile.view.findings()}["has_plan"]


def test_a_plan_takes_its_lines_along_and_undo_brings_all_back(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, plan())
    (one,) = stored(session, WorkPlan)
    filled.keep(
        session, PlanLine(village=CODE, plan_id=one.id, title="Satu"), Attachment(village=CODE, owner_id=one.id)
    )
    tab = plans(window_of(qtbot, session))
    tab.plans.desk.heading.trash.click()
    assert (stored(session, WorkPlan), stored(session, PlanLine), stored(session, Attachment)) == ([], [], [])
    press(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert [len(stored(session, form)) for form in (WorkPlan, PlanLine, Attachment)] == [1, 1, 1]


def test_a_plan_that_is_not_saved_takes_no_file(qtbot: QtBot, session: Session) -> None:
    tab = plans(window_of(qtbot, session))
    tab.plans.desk.begin_blank()
    assert not tab.plans.files.add.isEnabled()
    assert tab.plans.files.unsaved.isVisible()
    assert not tab.plans.lines.isEnabled()


def test_a_problem_is_opened_linked_and_closed(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, plan())
    (one,) = stored(session, WorkPlan)
    filled.keep(session, PlanLine(village=CODE, status=DONE, plan_id=one.id, title="Perbaikan jembatan", year=2026))
    window = window_of(qtbot, session)
    desk = plans(window, "masalah").problems
    desk.desk.begin_blank()
    begun = desk.view.record()
    assert isinstance(begun, Problem)
    assert (begun.noted_on, begun.state) == (TODAY, "terbuka")
    desk.view.answer("problem", "Jembatan putus")
    (line,) = stored(session, PlanLine)
    desk.view.answer("line_id", line.id)
    desk.desk.editor.finish()
    (kept,) = stored(session, Problem)
    assert (kept.line_id, kept.status) == (line.id, DONE)
    desk.view.answer("state", "selesai")
    desk.desk.editor.finish()
    assert "Solusi belum diisi." in desk.view.cells["solution"].message.text()
    for name, answer in (("solution", "Jembatan darurat"), ("closed_on", TODAY)):
        desk.view.answer(name, answer)
    desk.desk.editor.finish()
    assert desk.told.text() == "0 belum selesai · 1 selesai"


def test_a_link_to_a_line_that_is_gone_keeps_a_name(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, Problem(village=CODE, status=DONE, problem="Banjir", noted_on=TODAY, state="terbuka",
                                 line_id="f" * 32))  # fmt: skip
    desk = plans(window_of(qtbot, session), "masalah").problems
    combo = desk.view.cells["line_id"].editor.combo  # type: ignore[attr-defined]
    assert combo.currentText() == "(kegiatan rencana yang tidak ada lagi)"


def test_a_half_typed_plan_of_the_kabupaten_is_found_again(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    tab = plans(window)
    tab.plans.show_scope(REGENCY)
    tab.plans.desk.begin_blank()
    tab.plans.view.answer("title", "Rencana aksi Berau")
    window.go("kegiatan")
    (half,) = drafts.open_drafts(session)
    tab.plans.show_scope(VILLAGE)
    window.go(*goal_of_draft(half.record))
    assert kampung(window).village.code == CODE
    assert tab.plans.around.scope == REGENCY
    assert tab.plans.view.record().title == "Rencana aksi Berau"  # type: ignore[attr-defined]
