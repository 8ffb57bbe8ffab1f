"""Ctrl+K from anywhere: people, villages, screens, deeds and the guide by a few letters, and back to where one was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kampungkb_desktop.actions import restricting
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.trail import LOOKED
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.help_desk_dialog import HelpDeskDialog
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from kampungkb_desktop.ui.pages.reports import ReportsPage
from kampungkb_desktop.ui.palette_box import PaletteBox
from kampungkb_desktop.ui.palette_entries import entries
from kampungkb_desktop.ui.palette_lines import RECENT, Line, place_name
from kampungkb_desktop.ui.saved_filters import LANE
from tests.actions.devices import VILLAGE
from tests.journeys.driving import CTRL, Laptop, focused, keys, press
from tests.ui.pages import people


def _box(found: Laptop) -> PaletteBox:
    box = found.window.findChild(PaletteBox)
    assert isinstance(box, PaletteBox)
    return box


def _rest(found: Laptop) -> None:
    found.wait(lambda: not worker_of(LANE).busy())
    found.rest()


def ask(found: Laptop, typed: str) -> list[str]:
    """Ctrl+K and these letters; the names of the lines."""
    press(Qt.Key.Key_K, CTRL)
    _rest(found)
    keys(typed)
    _rest(found)
    return names(found)


def names(found: Laptop) -> list[str]:
    return [row.name for row in _box(found).list.lines.rows if isinstance(row, Line)]


@pytest.fixture
def home(opened: Laptop) -> Iterator[tuple[Laptop, str, str]]:
    """The window at Beranda; Suparman's family is on record."""
    family, mother, _child = people.household(opened.session)
    opened.window.touched(frozenset({"family", "member"}))
    opened.rest()
    yield opened, family.id, mother.id
    _rest(opened)


def test_a_family_is_found_opened_and_remembered(home: tuple[Laptop, str, str]) -> None:
    found, family, _mother = home
    assert "Suparman" in ask(found, "soeparm"), names(found)
    press(Qt.Key.Key_Return)
    found.rest()
    page = found.window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    assert page._family is not None
    assert page._family.family_id == family
    assert not _box(found).isVisible()
    found.window.go("beranda")
    was = focused()
    assert ask(found, "")[0] == "Suparman"
    assert _box(found).list.current().group == RECENT  # type: ignore[union-attr]
    press(Qt.Key.Key_Escape)
    assert focused() is was
    ask(found, "")
    keys("soeparm")
    press(Qt.Key.Key_Return)  # before anybody is found
    _rest(found)
    assert (found.window.current_key, _box(found).isVisible()) == ("keluarga", False)
    found.session.trail.flush()
    looked = [one for one in found.session.trail.entries() if one.what == LOOKED]
    assert any(one.more == "keluarga:kata" for one in looked)
    assert not any("suparm" in str(one) for one in looked)


def test_a_person_by_the_whole_number_and_hidden_when_restricted(home: tuple[Laptop, str, str]) -> None:
    found, family, mother = home
    ask(found, "rina")
    assert _box(found).list.current().name == "Rina Lestari"  # type: ignore[union-attr]
    press(Qt.Key.Key_Return)
    found.rest()
    page = found.window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    assert page._family is not None
    assert (page._family.family_id, page._family.tabs.current_key()) == (family, "anggota")
    people_tab = page._family.tabs.tab("anggota")
    assert isinstance(people_tab, MemberPanel)
    assert people_tab.list.table.current_id() == mother
    with found.session.database.read() as conn:
        record = read.record(conn, Family, family)
    assert record is not None
    restricting.restrict(found.session, record, "diminta")
    assert "Suparman" not in ask(found, "suparm")
    press(Qt.Key.Key_Escape)
    assert "Suparman" not in ask(found, "")
    press(Qt.Key.Key_Escape)
    assert any("(data dibatasi)" in name or name == "Suparman" for name in ask(found, "6403990101209001"))


def test_a_deed_asks_for_whom_and_is_done(home: tuple[Laptop, str, str]) -> None:
    found, family, _mother = home
    ask(found, "kunjungan baru untuk")
    press(Qt.Key.Key_Return)
    _rest(found)
    keys("supar")
    _rest(found)
    assert names(found) == ["Suparman"]
    press(Qt.Key.Key_Return)
    found.rest()
    assert found.window.current_key == "kunjungan"
    found.window.go("beranda")
    assert "Kunjungan baru untuk Suparman" in ask(found, "kunjungan baru sup")
    press(Qt.Key.Key_Escape)
    ask(found, "cetak ringkasan malu")
    press(Qt.Key.Key_Return)
    found.rest()
    page = found.window.page("laporan")
    assert isinstance(page, ReportsPage)
    assert page.choice.wish().place == VILLAGE
    assert family


def test_a_screen_with_a_slip_of_the_finger_and_the_guide(opened: Laptop) -> None:
    assert ask(opened, "pengatuarn")[0].startswith("Pengaturan")
    press(Qt.Key.Key_Escape)
    assert "Rujukan dan bantuan terbuka" in ask(opened, "rujukan dan ban")
    press(Qt.Key.Key_Escape)
    assert ask(opened, "xqzv") == []
    assert _box(opened).none.isVisible()
    press(Qt.Key.Key_K, CTRL)
    assert not _box(opened).isVisible()
    _rest(opened)


@pytest.mark.parametrize("typed", ["buat kunjungan", "bikin kunjungan", "catat kunjungan", "isi kunjungan"])
def test_a_visit_is_begun_by_whatever_it_is_called(home: tuple[Laptop, str, str], typed: str) -> None:
    found, _family, _mother = home
    assert ask(found, typed)[0].startswith("Kunjungan baru"), names(found)
    press(Qt.Key.Key_Escape)
    assert ask(found, f"{typed} sup")[0] == "Kunjungan baru untuk Suparman"
    press(Qt.Key.Key_Escape)
    _rest(found)


def test_what_nothing_is_called_is_found_in_the_guide(opened: Laptop) -> None:
    assert "Risiko stunting" in ask(opened, "anak kurus")
    press(Qt.Key.Key_Escape)
    assert ask(opened, "hapus keluarga")[0].startswith("Menghapus")
    press(Qt.Key.Key_Escape)
    assert ask(opened, "warsini sumarno") == [], "a name that is not on record is nothing of the guide"
    press(Qt.Key.Key_Escape)
    _rest(opened)


def test_the_page_for_the_help_desk_is_a_deed(opened: Laptop) -> None:
    assert ask(opened, "lembar meja")[0] == "Lembar meja bantuan"
    press(Qt.Key.Key_Return)
    opened.wait(lambda: any(isinstance(one, HelpDeskDialog) for one in QApplication.topLevelWidgets()))
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpDeskDialog)]
    opened.wait(lambda: dialog.page is not None)
    dialog.accept()
    _rest(opened)


def test_every_place_that_is_offered_can_be_gone_to(opened: Laptop) -> None:
    everyday = opened.start.program.desk.beside.everyday  # type: ignore[union-attr]
    lines = [one for one in entries(opened.session) if one.goal and one.goal[0] != "bantuan" and not one.press]
    assert len(lines) > 60
    seen = set()
    for one in lines:
        if one.asks == "village":
            assert one.goal is not None
            goal = (one.goal[0], str(one.goal[1]).replace("{}", VILLAGE))
            if one.goal[0] == "laporan" and goal[0] in seen:
                continue
            opened.window.go(*goal)
        elif not one.asks and one.group != "Tindakan":
            everyday.do(opened.window, one)
        else:
            continue
        seen.add(opened.window.current_key)
        assert one.goal is not None
        assert opened.window.current_key == one.goal[0], one.name
    opened.rest()
    assert {"beranda", "kampung", "keluarga", "kunjungan", "kegiatan", "kirim-terima", "pengaturan"} <= seen


def test_a_village_of_exactly_that_name_comes_first(home: tuple[Laptop, str, str]) -> None:
    """Before the families that bear it."""
    found, _family, _mother = home
    name = place_name(VILLAGE)
    save(found.session, "Isi", [people.family(found.session, f"{name} Hadi")])
    listed = ask(found, name)
    assert listed[0] == name
    assert f"{name} Hadi" in listed
