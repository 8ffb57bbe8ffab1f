"""What the first page of a family says beyond visits and risk: the law's answers, shared cards, iBangga, who left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.restricting import restrict
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import MOVED, NO, YES
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding, fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.lists import HEAD_HIDDEN, HIDDEN
from kampungkb_desktop.ui.form_cell import remedy_words
from kampungkb_desktop.ui.line_button import EDGE, LineButton
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.record_table import RecordTable
from tests.ui.pages.people import TODAY, family, household, window


def _open(opened: MainWindow, home: Family) -> tuple[FamilyPage, FamilySummary]:
    opened.go("keluarga", home.id)
    page = opened.page("keluarga")
    assert isinstance(page, FamiliesPage)
    assert page._family is not None
    summary = page._family.tabs.tab("ringkasan")
    assert isinstance(summary, FamilySummary)
    return page._family, summary


def _words(summary: FamilySummary) -> str:
    return "\n".join(one.text() for one in summary.facts.findChildren(QLabel))


def test_what_the_law_asks_is_named_while_it_is_missing_and_leads_to_its_answer(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        page, summary = _open(opened, home)
        assert "belum disampaikan" in _words(summary)
        fill = next(
            one for one in summary.facts.findChildren(QPushButton) if one.accessibleName() == "Lengkapi Pemberitahuan"
        )
        fill.click()
        assert page.tabs.current_key() == "data"
        told = home.changed(notice_given_on=date(2026, 11, 3), notice_given_by="Bu Rahma",
                            child_consent_by="Rina Lestari", child_consent_how="lisan", welfare_rank=2,
                            restricted=True)  # fmt: skip
        opened.touched(save(session, "Isi", [told]).forms)
        page.tabs.go("ringkasan")
        said = _words(summary)
        for words in ("disampaikan 3 November 2026 oleh Bu Rahma", "Rina Lestari (lisan)", "sumber belum diisi",
                      "dibatasi"):  # fmt: skip
            assert words in said, words


def test_lines_stand_on_the_edge_of_their_card(qtbot: QtBot, session: Session) -> None:
    """Name under title, chip under chip: only a line's ground reaches beyond."""
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        _page, summary = _open(opened, home)
        cards = (summary.risk, summary.ibangga, summary.personal)
        lines = [(card, line) for card in cards for line in card.findChildren(LineButton) if line.isVisible()]
        assert {card for card, _line in lines} == set(cards)
        edge = tokens().px(EDGE)
        for card, line in lines:
            inside = card.contentsRect().marginsRemoved(card.body.contentsMargins())
            left = line.mapTo(card, QPoint(edge, 0)).x()
            assert (left, left + line.width() - 2 * edge) == (inside.left(), inside.right() + 1), line.name


def test_families_with_one_card_lead_to_each_other(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    other = family(session, "Menantu", kk=home.kk)
    save(session, "Isi", [other])
    with window(qtbot, session) as opened:
        page, summary = _open(opened, home)
        line = next(one for one in summary.facts.findChildren(LineButton) if one.name == "Keluarga Menantu")
        line.click()
        assert page.family_id == other.id


def test_an_indicator_leads_to_the_answer_that_decides(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        page, summary = _open(opened, home)
        assert list(summary.ibangga.lines) == [""]
        asked = FamilyDevelopment(id=new_record_id(session), village=home.village, family_id=home.id, as_of=TODAY,
                                  worship=YES, savings=NO)  # fmt: skip
        opened.touched(save(session, "Isi", [asked]).forms)
        assert len(summary.ibangga.lines) == 11
        assert summary.ibangga.sum.text() == "1 dari 10 indikator yang berlaku terpenuhi."
        summary.ibangga.lines["jaminan_kesehatan"].click()
        assert page.tabs.current_key() == "anggota"
        panel = page.tabs.tab("anggota")
        assert isinstance(panel, MemberPanel)
        assert panel.view.cells["jkn"].isAncestorOf(panel.view.focusWidget())


def test_who_left_is_counted_apart(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    save(session, "Isi", [mother.changed(mutation=MOVED, mutation_on=TODAY)])
    with window(qtbot, session) as opened:
        page, summary = _open(opened, home)
        assert len(summary.table.model.ids) == 2
        assert summary.away.text() == "1 orang sudah pindah atau meninggal"
        summary.away.click()
        assert page.tabs.current_key() == "mutasi"


@pytest.mark.parametrize(
    ("field", "code", "fix", "words"),
    [
        ("birth_date", "tanggal_beda", date(1990, 3, 5), "Pakai tanggal lahir dari NIK: 5 Maret 1990"),
        ("sex", "kelamin_dari_nik", "perempuan", "Pakai jenis kelamin dari NIK: Perempuan"),
        ("nik", "tanda_baca", "6403990503909001", "Hapus spasi, titik, dan tanda hubung"),
        ("nik", "lain", "x", "Pakai x"),
    ],
)
def test_a_remedy_says_what_it_does(field: str, code: str, fix: str | date, words: str) -> None:
    assert remedy_words(fields_of(Member)[field], Finding(field, "caution", "", code, fix)) == words


def test_one_click_takes_the_birth_date_from_the_nik(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    save(session, "Isi", [mother.changed(nik="6403994903959001", birth_date=date(1995, 3, 10))])
    with window(qtbot, session) as opened:
        page, _summary = _open(opened, home)
        page.tabs.go("anggota")
        panel = page.tabs.tab("anggota")
        assert isinstance(panel, MemberPanel)
        panel.list.select(mother.id)
        cell = panel.view.cells["birth_date"]
        panel.view._left("birth_date")
        assert cell.remedy.text() == "Pakai tanggal lahir dari NIK: 9 Maret 1995"
        cell.remedy.click()
        assert cell.editor.answer() == date(1995, 3, 9)
        assert not cell.remedy.isVisible()


def test_the_sheet_of_the_family_opens_beside_its_people(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        _page, summary = _open(opened, home)
        summary.sheet.click()
        (paper,) = summary.findChildren(PaperDialog)
        qtbot.waitUntil(lambda: bool(paper.pdf), timeout=30_000)
        assert home.name() in paper.windowTitle()
        paper.keep(tmp_path / "lembar")
        assert (tmp_path / "lembar.pdf").read_bytes() == paper.pdf
        assert paper.after.isVisible()
        noted = [(one.form, one.record, one.more) for one in session.trail.entries() if one.what == "cetak"]
        assert noted == [(Family.FORM, home.id, "lembar keluarga")]
        paper.close()


def test_a_head_who_is_restricted_is_named_nowhere_on_the_page_of_his_family(qtbot: QtBot, session: Session) -> None:
    """Not in the title, not in a list, and his form is not the first to stand open; whoever chooses him sees him."""
    home, mother, child = household(session)
    with session.database.read() as conn:
        (head,) = (one for one in read.records(conn, Member) if one.id not in (mother.id, child.id))
    restrict(session, head, "Diminta")
    with window(qtbot, session) as opened:
        page, summary = _open(opened, home)
        assert HEAD_HIDDEN in _all_words(opened)
        rows = [summary.table.model.index(at, 0).data() for at in range(summary.table.model.rowCount())]
        assert rows == [HIDDEN, "Rina Lestari", "Wulan"]
        page.tabs.go("anggota")
        people = page.tabs.tab("anggota")
        assert isinstance(people, MemberPanel)
        assert people.who.text() == "Rina Lestari"
        assert "Suparman" not in _all_words(opened)
        people.list.select(head.id)
        assert people.who.text() == "Suparman"


def _all_words(opened: MainWindow) -> str:
    found = [one.text() for one in opened.findChildren(QLabel) if one.isVisible()]
    tables = [one.model for one in opened.findChildren(RecordTable) if one.isVisible()]
    found += [str(one.index(at, 0).data()) for one in tables for at in range(one.rowCount())]
    return "\n".join(found)
