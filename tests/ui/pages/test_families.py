"""Keluarga: the list that narrows, and a family typed from nothing by keys alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts, undo
from kampungkb_desktop.actions.family_file import moved
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui import long_list
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_list import DUE, OPEN, PREGNANT, TODDLER
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from kampungkb_desktop.ui.saved_filters import LANE
from tests.actions.devices import VILLAGE
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, SHIFT, TODAY, family, household, keys, member, press, today, window


def _names(page: FamiliesPage) -> list[str]:
    model = page.list.table.model
    rows = [model.row(n) for n in range(len(model.ids))]
    return [str(row.cells[0]) for row in rows if row is not None]


def _page(qtbot: QtBot, session: Session) -> FamiliesPage:
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    page.load()
    return page


def test_a_long_list_shows_its_first_lines_and_the_rest_when_it_is_read(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a store of hundreds of thousands: nothing waits for all of them, and in the end all of them are there."""
    monkeypatch.setattr(long_list, "MANY", 0)
    monkeypatch.setattr(long_list, "FIRST", 2)
    monkeypatch.setattr(long_list, "PATIENCE", 60.0)
    names = [f"{name} {place}" for name in ("Ali", "Budi", "Citra") for place in ("Barat", "Timur")]
    save(session, "Isi", [family(session, name) for name in names])
    page = _page(qtbot, session)
    assert _names(page) == names[:2]
    page.list.table.select(page.list.table.model.ids[1])
    qtbot.waitUntil(lambda: _names(page) == names and page.subtitle == "6 keluarga")
    assert page.list.table.current_id() == page.list.table.model.ids[1], "one stays where one is"
    monkeypatch.setattr(page.list.numbers, "_in_sight", lambda: 1)
    qtbot.waitUntil(lambda: not worker_of(LANE).busy())  # the words of the first lines are kept by then
    page.list.search("timur")
    assert _names(page) == ["Ali Timur"]
    assert page.list.numbers.now() == [page.list.table.model.ids[0], *page.list.numbers.now()[1:]]
    assert len(page.list.numbers.now()) == 3, "a file is made of all of them"
    qtbot.waitUntil(lambda: len(_names(page)) == 3 and page.subtitle == "3 dari 6 keluarga")
    page.list.search("t")
    page.list.search("citra b")
    qtbot.waitUntil(lambda: page.list.table.whole)
    assert _names(page) == ["Citra Barat"], "the newest letter counts"
    page.list.search("zzz")
    assert _names(page) == []
    page.list.clear()
    qtbot.waitUntil(lambda: _names(page) == names)
    page.list.table.sort_requested.emit("name", True)
    assert _names(page) == names[:3:-1]
    qtbot.waitUntil(lambda: _names(page) == names[::-1])


def test_an_empty_list_teaches(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session)
    empty = page.list.table.currentWidget()
    assert empty is not page.list.table.view
    with qtbot.waitSignal(page.go) as went:
        page.list.begin.emit()
    assert went.args is not None
    assert went.args[0] == ""


def test_the_list_narrows_by_every_word_and_counts(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    other = family(session, "Darwis", rt="007", address="Jalan Manggis")
    save(session, "Isi", [other, child.changed(nik="6403995409259001"), home])
    page = _page(qtbot, session)
    assert _names(page) == ["Darwis", "Suparman"]
    assert page.subtitle == "2 keluarga"
    for typed, found in (
        ("wulan", ["Suparman"]), ("6403990101209001", ["Suparman"]), ("6403995409259001", ["Suparman"]),
        ("rt 007", ["Darwis"]), ("mangg", ["Darwis"]), ("tidak ada", []),
    ):  # fmt: skip
        page.search.setText(typed)
        page.search.flush()
        assert _names(page) == found, typed
    page.list.clear()
    assert page.search.text() == ""
    assert len(_names(page)) == 2


def test_the_family_that_is_called_so_is_offered_before_one_where_somebody_is(qtbot: QtBot, session: Session) -> None:
    """Enter after a name opens that family; the order of the list stays, and a line one chose oneself too."""
    other, meant = family(session, "Purwanto Raharjo"), family(session, "Sutrisno Raharjo")
    child = member(session, other, "Sutrisno Saputra", "L", TODAY - timedelta(days=700), "anak")
    save(session, "Isi", [other, meant, child])
    page = _page(qtbot, session)
    for typed, here in (("raharjo", other), ("raharjo sutri", meant), ("sutrisno raharjo", meant)):
        page.search.setText(typed)
        page.search.flush()
        assert (_names(page), page.list.current()) == (["Purwanto Raharjo", "Sutrisno Raharjo"], here.id), typed
    page.list.table.select(page.list.table.model.ids[0])
    page.search.setText("sutrisno")
    page.search.flush()
    assert page.list.current() == other.id


def test_saved_filters(qtbot: QtBot, session: Session) -> None:
    household(session)
    late = family(session, "Terlambat")
    pregnant, half = family(session, "Menanti"), family(session, "Setengah", status=DRAFT)
    save(session, "Isi", [
        late, pregnant, half,
        Visit(id="v1", village=late.village, status=DONE, family_id=late.id, target="umum",
              visited_on=TODAY - timedelta(days=60), next_visit_on=TODAY - timedelta(days=3)),
        FamilyPlanning(id="k1", village=late.village, family_id=pregnant.id, as_of=TODAY, pregnant=True),
        FamilyPlanning(id="k2", village=VILLAGE, family_id=late.id, as_of=TODAY - timedelta(days=90), pregnant=True),
        FamilyPlanning(id="k3", village=VILLAGE, family_id=late.id, as_of=TODAY, pregnant=False),
    ])  # fmt: skip
    page = _page(qtbot, session)
    page.list.choose(TODDLER)
    assert _names(page) == ["Suparman"]
    page.list.choose(OPEN)
    assert _names(page) == ["Setengah"]
    page.list.choose(PREGNANT)
    qtbot.waitUntil(lambda: _names(page) == ["Menanti"])
    page.list.choose(DUE)
    qtbot.waitUntil(lambda: _names(page) == ["Suparman", "Terlambat"])


def test_list_keeps_search_and_place_when_a_family_was_open(qtbot: QtBot, session: Session) -> None:
    household(session)
    save(session, "Isi", [family(session, f"Keluarga {n:02d}") for n in range(40)])
    with window(qtbot, session) as opened:
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        page.search.setText("keluarga")
        page.search.flush()
        page.list.table.setFocus()
        for _ in range(5):
            press(Qt.Key.Key_Down)
        here = page.list.current()
        press(Qt.Key.Key_Return)
        assert opened.page("keluarga") is page
        assert page.title == "Keluarga Keluarga 05"
        opened.back()
        assert page.list.current() == here
        assert page.subtitle == "40 dari 41 keluarga"
        assert page.search.text() == "keluarga"


def test_a_family_from_nothing_by_keys(qtbot: QtBot, session: Session) -> None:
    with window(qtbot, session) as opened:
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        press(Qt.Key.Key_N, CTRL)
        keys("Jumadi\n6403990305219004")
        press(Qt.Key.Key_Return, CTRL)
        with session.database.read() as conn:
            saved = read.records(conn, Family)
        assert [(one.head_name, one.kk, one.status) for one in saved] == [("Jumadi", "6403990305219004", DONE)]
        # A finished family leads on to its people: the head's name stands there already.
        keys("\n\n1\n12/4/88\n")
        press(Qt.Key.Key_Return, CTRL)
        press(Qt.Key.Key_N, CTRL, SHIFT)
        keys("Ratna\n2\n2\n9/3/95\n")
        press(Qt.Key.Key_Return, CTRL)
        press(Qt.Key.Key_N, CTRL, SHIFT)
        keys("Bayu\n3\n1\n14/9/25\n6403991409259001")
        press(Qt.Key.Key_Return, CTRL)
        with session.database.read() as conn:
            people = read.records(conn, Member, order=("birth_date",))
        assert [(one.full_name, one.relation, one.sex, one.birth_date, one.status) for one in people] == [
            ("Jumadi", "kepala_keluarga", "laki_laki", date(1988, 4, 12), DONE),
            ("Ratna", "istri_suami", "perempuan", date(1995, 3, 9), DONE),
            ("Bayu", "anak", "laki_laki", date(2025, 9, 14), DONE),
        ]
        assert undo.can_undo(session) == "Simpan anggota keluarga"
        press(Qt.Key.Key_Z, CTRL)
        with session.database.read() as conn:
            assert read.count(conn, Member) == 2
        opened.back()
        page.search.setText("6403990305219004")
        page.search.flush()
        assert _names(page) == ["Jumadi"]


def test_half_a_person_is_found_again(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        opened.go("keluarga", home.id)
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        assert page._family is not None
        page._family.tabs.go("anggota")
        press(Qt.Key.Key_N, CTRL, SHIFT)
        keys("Seti")
        opened.back()
        assert [kept.record.name() for kept in drafts.open_drafts(session)] == ["Seti"]
        opened.go("kunjungan")
        opened.go("keluarga", f"{home.id}/anggota")
        panel = page._family.tabs.tab("anggota")
        assert isinstance(panel, MemberPanel)
        assert panel.who.text() == "Anggota baru"
        assert panel.view.record().name() == "Seti"
        names = [row.cells[0] for n in range(4) if (row := panel.table.model.row(n)) is not None]
        assert names == ["Suparman", "Rina Lestari", "Wulan", "Seti"]


def test_the_nik_speaks_under_the_answers(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    save(session, "Isi", [mother.changed(nik="6403994903959001")])
    panel = MemberPanel(session, today=today)
    qtbot.addWidget(panel)
    other = member(session, home, "Tono", "laki_laki", date(1995, 3, 9), "anak", nik="6403994903959001")
    said = {(found.field, found.code) for found in panel.checks(other)}
    assert said == {("nik", "nik_ganda"), ("sex", "kelamin_beda")}
    fix = next(found.fix for found in panel.checks(other) if found.field == "sex")
    assert fix == "perempuan"


def test_removing_somebody_can_be_undone(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    with window(qtbot, session) as opened:
        opened.go("keluarga", home.id)
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        assert page._family is not None
        page._family.tabs.go("anggota")
        panel = page._family.tabs.tab("anggota")
        assert isinstance(panel, MemberPanel)
        panel.table.select(child.id)
        panel.remove.click()
        assert len(panel.table.model.ids) == 2
        press(Qt.Key.Key_Z, CTRL)
        assert len(panel.table.model.ids) == 3


def test_a_family_goes_with_all_that_is_its_own_and_comes_back(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    forms = (Family, Member, Visit, ChildMeasurement)

    def counts() -> list[int]:
        with session.database.read() as conn:
            return [read.count(conn, form) for form in forms]

    with window(qtbot, session) as opened:
        opened.go("keluarga", home.id)
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        page.delete_button.click()
        assert counts() == [0, 0, 0, 0]
        assert page.title == "Keluarga"
        press(Qt.Key.Key_Z, CTRL)
        assert counts() == [1, 3, 1, 1]
        assert _names(page) == ["Suparman"]


def test_a_family_that_moves_takes_its_people_along(session: Session) -> None:
    home, _mother, _child = household(session)
    found = moved(session, home.changed(village="64.03.06.2001"))
    assert {type(one) for one in found} == {Member, Visit, ChildMeasurement}
    assert {one.village for one in found} == {"64.03.06.2001"}
    assert moved(session, home) == []


def test_every_part_of_a_family_shows_and_letters_do_not_clash(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        opened.go("keluarga", home.id)
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        assert page._family is not None
        for key in page._family.tabs.keys:
            page._family.tabs.go(key)
            assert duplicates(opened) == {}, key
        press(Qt.Key.Key_PageDown, CTRL)
        assert page._family.tabs.current_key() == "ringkasan"
