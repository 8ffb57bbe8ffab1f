"""Kelembagaan by keyboard: members, groups, Rumah DataKu, regulations and contests; what all lists have in common."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.choices_institution import FOUR, REGENCY, VILLAGE
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.ui.pages.home_lines import goal_of_draft
from kampungkb_desktop.ui.pages.village_lists_tab import InstitutionTab
from kampungkb_desktop.ui.pages.village_plan_tab import PlanTab
from kampungkb_desktop.ui.pages.village_words import state_tag
from tests.ui.mnemonics import duplicates
from tests.ui.pages import filled
from tests.ui.pages.filled import TODAY
from tests.ui.pages.filled import VILLAGE as CODE
from tests.ui.pages.listed import PARTS, institution, member, plan, plans, titles
from tests.ui.pages.windows import focus, kampung, press, stored, type_in, window_of

# --- Kelembagaan


def test_a_member_is_typed_from_an_empty_list(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    desk = institution(window, "pokja").lists("pokja")
    assert desk.desk.empty.isVisible()
    assert desk.desk.empty.button is not None
    desk.desk.empty.button.click()
    type_in(qtbot, "2", "2", "Ani Rekaan", "2", "0811", "3", "TP PKK", "15/1/2025", "", "9/SK/2025", "1",
            "Orientasi Pokja")  # fmt: skip
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, PokjaMember)
    assert (made.village, made.level, made.generation, made.position4) == (CODE, VILLAGE, FOUR, "pelaksana")
    assert (made.full_name, made.sex, made.element, made.trained, made.status) == (
        "Ani Rekaan", "perempuan", "pkk", True, DONE,
    )  # fmt: skip
    assert titles(desk) == ["Ani Rekaan"]
    assert desk.told.text() == "1 orang menjabat, 1 sudah dilatih. Susunan: empat sasaran."


def test_the_chips_count_what_there_is(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, member("Ani"), member("Budi"), filled.village())
    tab = institution(window_of(qtbot, session), "pokja")
    names = [one.text() for one in tab.chips.findChildren(QPushButton)]
    assert names == ["Profil bulanan", "Pokja  2", "Poktan", "Rumah DataKu", "Regulasi", "Lomba && penghargaan"]


def test_the_next_member_goes_on_from_the_same_decree(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, member("Ani Rekaan", decree="9/SK/2025"))
    desk = institution(window_of(qtbot, session), "pokja").lists("pokja")
    desk.desk.begin_blank()
    begun = desk.view.record()
    assert isinstance(begun, PokjaMember)
    assert (begun.generation, begun.decree, begun.since, begun.full_name) == (
        FOUR, "9/SK/2025", date(2025, 1, 15), None,
    )  # fmt: skip


def test_the_profile_takes_the_lists_numbers_in_one_click(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    filled.keep(session, *(member(f"Orang {n}", trained=n < 2, training="Orientasi Pokja") for n in range(6)))
    profile = institution(window_of(qtbot, session)).profile
    about_pokja = [one for one in profile.lists.shown if one.part == "pokja"]
    assert about_pokja[0].sentence == (
        "Daftar pengurus (susunan empat sasaran): 6 orang, 2 terlatih. Profil ini: 15 orang, 9 terlatih."
    )
    profile.take(about_pokja[0])
    assert [one.part for one in profile.lists.shown if one.part == "pokja"] == []
    profile.desk.editor.finish()
    (kept,) = stored(session, InstitutionProfile)
    assert (kept.pokja_members, kept.pokja_trained_members, kept.pokja_training) == (6, 2, "Orientasi Pokja")


def test_a_long_form_grows_while_it_is_looked_at(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    profile = institution(window_of(qtbot, session)).profile
    growing = profile.desk.growing
    assert growing is not None
    qtbot.waitUntil(lambda: growing.whole)
    assert profile.view.grown()
    shown = profile.view.record()
    assert isinstance(shown, InstitutionProfile)
    assert (shown.pkb_name, shown.monitoring_done) == ("Siti Rahma", True)
    qtbot.waitUntil(lambda: profile.view.cells["reporting_done"].editor.isVisible())
    profile.view.focus_field("reporting_done")
    press(qtbot, Qt.Key.Key_Tab)
    assert focus() is profile.desk.editor.keep_button


def test_what_is_only_in_the_profile_leads_to_its_list(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    tab = institution(window_of(qtbot, session))
    bare = next(one for one in tab.profile.lists.shown if one.part == "poktan")
    assert not bare.answers
    tab.profile.lists.go.emit("poktan")
    assert tab.key == "poktan"
    tab.profile.lists.go.emit("rkm")
    assert tab.window().findChild(PlanTab) is not None


def test_a_group_is_closed_and_never_deleted(qtbot: QtBot, session: Session) -> None:
    done = Poktan(village=CODE, status=DONE, kind="bkb", group_name="Melati", chair="Ani", members=20, active=True)
    filled.keep(session, done, done.changed(status="draf", group_name="Mawar"))
    desk = institution(window_of(qtbot, session), "poktan").lists("poktan")
    assert titles(desk) == ["BKB Mawar", "BKB Melati"]
    assert desk.desk.heading.trash.isEnabled()
    desk.desk.open(next(one.id for one in stored(session, Poktan) if one.group_name == "Melati"))
    assert not desk.desk.heading.trash.isEnabled()
    assert not desk.desk.heading.trash.isVisible()
    desk.view.answer("active", answer=False)
    desk.desk.editor.finish()
    assert titles(desk) == ["BKB Mawar", "BKB Melati"]
    assert "tidak aktif" in desk.desk.list.item(1).text()


def test_what_is_the_kabupatens_stands_with_every_village(qtbot: QtBot, session: Session) -> None:
    desk = institution(window_of(qtbot, session), "regulasi").lists("regulasi")
    desk.scopes.setCurrentIndex(1)
    desk.scopes.activated.emit(1)
    assert desk.scopes.currentText() == "Milik Kabupaten Berau"
    desk.desk.begin_blank()
    for name, answer in (("kind", "bupati"), ("number", "12/2024"), ("issued_on", date(2024, 3, 1)),
                         ("subject", "Kampung KB")):  # fmt: skip
        desk.view.answer(name, answer)
    desk.desk.editor.finish()
    (made,) = stored(session, Regulation)
    assert (made.village, made.level, made.area) == (None, REGENCY, "64.03")
    assert titles(desk) == ["SK/Instruksi/SE Bupati/Walikota Nomor 12/2024"]
    desk.show_scope(VILLAGE)
    assert titles(desk) == []
    assert desk.told.text() == (
        "1 regulasi berlaku bagi kampung ini, 1 di antaranya dari kabupaten/kota atau provinsi."
    )
    assert desk.open(made.id)
    assert desk.around.scope == REGENCY


def test_a_house_keeps_its_way_up(qtbot: QtBot, session: Session) -> None:
    first = DataHouse(village=CODE, status=DONE, as_of=date(2025, 2, 1), house_class="sederhana", head="Budi",
                      cadres="Ani\nSri", active=True)  # fmt: skip
    filled.keep(session, first)
    desk = institution(window_of(qtbot, session), "rumah").lists("rumah")
    desk.desk.begin_blank()
    desk.view.answer("house_class", "lengkap")
    desk.desk.editor.finish()
    assert sorted((one.as_of, one.house_class) for one in stored(session, DataHouse)) == [
        (date(2025, 2, 1), "sederhana"), (TODAY, "lengkap"),
    ]  # fmt: skip
    assert desk.told.text() == "Kelas Lengkap, kepala Budi, 2 kader."


def test_seed_23_a_contest_with_its_stage(qtbot: QtBot, session: Session) -> None:
    desk = institution(window_of(qtbot, session), "penghargaan").lists("penghargaan")
    desk.desk.begin_blank()
    type_in(qtbot, "1", "Lomba Penguatan Kampung KB", "3", "2022", "", "", "3", "", "empat besar")
    press(qtbot, Qt.Key.Key_Return, ctrl=True)
    (made,) = stored(session, Award)
    assert (made.title, made.level, made.year, made.stage, made.nomination) == (
        "Lomba Penguatan Kampung KB", "provinsi", 2022, "nominasi", "empat besar",
    )  # fmt: skip
    assert "nominasi (empat besar)" in desk.desk.list.item(0).text()


# --- every list


@pytest.mark.parametrize("part", PARTS)
def test_what_is_typed_and_not_saved_waits(qtbot: QtBot, session: Session, part: str) -> None:
    window = window_of(qtbot, session)
    desk = institution(window, part).lists(part)
    desk.desk.begin_blank()
    first = next(name for name, cell in desk.view.cells.items() if cell.kind.__class__.__name__ == "Text")
    desk.view.answer(first, "Setengah diketik")
    window.go("kegiatan")
    (half,) = drafts.open_drafts(session)
    key, goal = goal_of_draft(half.record)
    assert (key, goal) == ("kampung", f"{CODE}/kelembagaan/{half.record.id}")
    window.go(key, goal)
    tab = kampung(window).village.tab("kelembagaan")
    assert isinstance(tab, InstitutionTab)
    assert tab.key == part
    assert getattr(desk.view.record(), first) == "Setengah diketik"
    desk.desk.heading.trash.click()
    window.go("kegiatan")
    assert drafts.open_drafts(session) == []


def test_letters_are_claimed_once_in_every_part(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    filled.keep(session, member("Ani"), plan())
    window = window_of(qtbot, session, width=1024)
    for part in ("bulanan", *PARTS):
        institution(window, part)
        assert duplicates(window) == {}
    for part in ("rkm", "isi", "masalah"):
        plans(window, part)
        assert duplicates(window) == {}


def test_another_village_begins_with_its_own(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.village("64.03.06.2001", "Lain"), member("Ani"))
    window = window_of(qtbot, session)
    desk = institution(window, "pokja").lists("pokja")
    assert titles(desk) == ["Ani"]
    window.go("kampung", "64.03.06.2001/kelembagaan/pokja")
    assert titles(desk) == []
    assert desk.around.code == "64.03.06.2001"


def test_the_lists_are_undone_like_everything(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, member("Ani"))
    window = window_of(qtbot, session)
    desk = institution(window, "pokja").lists("pokja")
    desk.desk.remove()
    assert stored(session, PokjaMember) == []
    press(qtbot, Qt.Key.Key_Z, ctrl=True)
    assert [one.full_name for one in stored(session, PokjaMember)] == ["Ani"]


def test_a_planned_village_needs_its_year_and_not_its_launch(qtbot: QtBot, session: Session) -> None:
    save(session, "Isi contoh", [filled.village(launched_on=None).changed(id="v" * 32)])
    window = window_of(qtbot, session)
    window.go("kampung", f"{CODE}/profil")
    tab = kampung(window).village.tab("profil")
    assert tab is not None
    view = tab.identity.view  # type: ignore[attr-defined]
    view.answer("standing", "rencana")
    assert view.cells["launched_on"].isHidden()
    view.answer("target_year", 2027)
    tab.identity.editor.finish()  # type: ignore[attr-defined]
    (made,) = stored(session, Village)
    assert (made.standing, made.target_year, made.status) == ("rencana", 2027, DONE)
    window.go("kampung")
    (line,) = kampung(window).list.lines
    assert (line.planned, line.active) == (True, False)
    assert state_tag(line.kampung, line.found.level).text == "Direncanakan 2027"
