"""A DASHAT with the families it served, and a meeting of the district: from the first key to the last, no mouse."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from kampungkb_desktop.actions.classify_village import village_inputs
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import MinuteItem, ServedFamily
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from tests.actions.devices import VILLAGE
from tests.journeys.driving import CTRL, Laptop, focused, keys, press


def stored(opened: Laptop, form: type[Record]) -> list[Any]:
    with opened.session.database.read() as conn:
        return list(read.records(conn, form, order=("id",)))


def page_of(opened: Laptop) -> ActivitiesPage:
    return opened.go(ActivitiesPage, "kegiatan")


def begin(opened: Laptop) -> ActivitiesPage:
    """Ctrl+N on the list; the form grows to its end while one looks."""
    page = page_of(opened)
    press(Qt.Key.Key_N, CTRL)
    opened.wait(lambda: page.form.whole)
    return page


def at(page: ActivitiesPage, field: str, text: str) -> None:
    """Walk to an answer by Enter (by Tab out of a paragraph), however far it is, and type it."""
    cell = page.form.view.cell(field)
    for _ in range(80):
        if focused() in cell.editor.inputs():
            keys(text)
            return
        press(Qt.Key.Key_Tab if isinstance(focused(), QPlainTextEdit | QPushButton) else Qt.Key.Key_Return)
    raise AssertionError(f"Enter never came to {field}")


def families(opened: Laptop) -> tuple[Family, Family]:
    """One at risk of stunting (no clean water, a toddler) and one that is not."""
    session = opened.session
    made: list[Record] = []
    found = []
    for name, water in (("Rahmawati", "permukaan"), ("Aminah", "sumur_bor")):
        family = Family(
            id=new_record_id(session), village=VILLAGE, status=DONE, head_name=name, rt="003", water=water,
            latrine="septic", welfare_rank=1,
        )  # fmt: skip
        child = Member(
            id=new_record_id(session), village=VILLAGE, status=DONE, family_id=family.id, full_name=f"Anak {name}",
            sex="laki_laki", birth_date=date(2025, 12, 1), relation="anak",
        )  # fmt: skip
        made += [family, child]
        found.append(family)
    save(session, "Isi contoh", made)
    return found[0], found[1]


def test_a_dashat_with_the_families_it_served(opened: Laptop) -> None:
    risky, _ = families(opened)
    page = begin(opened)
    at(page, "title", "DASHAT di RT 03: bubur ikan")
    at(page, "kegiatan", "dashat\n")
    at(page, "section", "3")
    at(page, "held_on", "5/11")
    at(page, "place", "Balai kampung")
    at(page, "targets", "5")
    at(page, "institutions", "puskesmas\nopd\n")
    at(page, "own_institutions", "Yayasan Pelita\n")
    at(page, "speakers", "dr. Hana\nPuskesmas Gunung Tabur\n")
    at(page, "description", "Memasak bersama.")
    press(Qt.Key.Key_Tab)
    at(page, "dashat_portions", "36")
    at(page, "served_balita", "20")
    page.form.editor.save_draft()
    opened.rest()
    table = page.form.lines.cards[ServedFamily].table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    opened.window.activateWindow()
    keys("Rahma\n4\n3\n")
    press(Qt.Key.Key_Return)  # an empty line leaves the table
    press(Qt.Key.Key_Return, CTRL)
    opened.rest()
    (served,) = stored(opened, ServedFamily)
    (made,) = stored(opened, Activity)
    assert (served.family_id, served.served_as, served.portions) == (risky.id, "balita", 3)
    assert served.activity_id == made.id
    assert (made.status, made.kegiatan, made.held_on) == (DONE, "4.15", date(2026, 11, 5))
    assert made.own_institutions == ("Yayasan Pelita",)
    assert made.speakers == "dr. Hana; Puskesmas Gunung Tabur"
    assert (made.dashat_portions, made.served_balita) == (36, 20)
    assert village_inputs(opened.session, VILLAGE).total_lintas_sektor == 3


def fill_meeting(page: ActivitiesPage) -> None:
    """A meeting of the kabupaten, from its title to a description that names the wrong day."""
    at(page, "title", "Rapat Pokja Kampung KB kabupaten")
    at(page, "kegiatan", "7.8\n")
    at(page, "village", "")
    press(Qt.Key.Key_Delete)
    at(page, "section", "9")
    at(page, "held_on", "12/11")
    at(page, "place", "Aula dinas")
    at(page, "mode", "3")
    at(page, "level", "3")
    at(page, "joined", "maluang\n")
    at(page, "host", "DP3AKB")
    at(page, "groups", "1")
    at(page, "male", "12\n18\n31")
    at(page, "institutions", "bps\npekerjaan umum\n")
    page.form.view.focus_field("targets")
    keys("1")
    page.form.view.focus_field("description")
    keys("Dibuka Kamis (12/11/2026), seharusnya Rabu 12/11/2026.")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert "Kamis" in page.form.view.cell("description").message.text()


def test_a_meeting_of_the_district_with_its_minutes(opened: Laptop) -> None:
    page = begin(opened)
    fill_meeting(page)
    press(Qt.Key.Key_S, CTRL)
    opened.rest()
    page.form.lines.cards[MinuteItem].table.setFocus(Qt.FocusReason.TabFocusReason)
    opened.window.activateWindow()
    keys("2\nMenyusun jadwal DASHAT\nSekretaris Pokja\n31/12\n")
    press(Qt.Key.Key_Return, CTRL)
    opened.rest()
    (made,) = stored(opened, Activity)
    (item,) = stored(opened, MinuteItem)
    assert (made.village, made.level, made.mode, made.joined) == (None, "kabupaten", "hibrida", (VILLAGE,))
    assert made.institutions == ("bps", "pupr")
    assert (made.male, made.female, made.attended) == (12, 18, 31)
    assert (item.kind, item.text, item.who, item.due_on) == (
        "tindak_lanjut", "Menyusun jadwal DASHAT", "Sekretaris Pokja", date(2026, 12, 31),
    )  # fmt: skip
    assert village_inputs(opened.session, VILLAGE).total_lintas_sektor == 2
    page = page_of(opened)
    assert "Kabupaten/kota (1 desa)" in [str(cell) for cell in page.list.table.model.row(0).cells]  # type: ignore[union-attr]
