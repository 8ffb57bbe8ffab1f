"""Beranda: what waits, with its way; what it says while nothing is there; and the health of the data."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import copies, drafts, health, recent
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.pages.home import HomePage
from kampungkb_desktop.ui.pages.home_lines import goal_of_draft
from kampungkb_desktop.ui.tab_chain import step
from tests.actions.devices import NOON, VILLAGE, Ticking, at, copied, make
from tests.actions.veiling import province_at
from tests.ui.mnemonics import duplicates
from tests.ui.pages import filled
from tests.ui.pages.people import TODAY, family, household, today


def _page(qtbot: QtBot, session: Session) -> HomePage:
    page = HomePage(session, today=today)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.load()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
    return page


def _lines(card: LineCard) -> list[LineButton]:
    found = (card.lines.itemAt(at) for at in range(card.lines.count()))
    return [line for item in found if item is not None and isinstance(line := item.widget(), LineButton)]


def _plan(session: Session, name: str, days: int) -> None:
    home_ = family(session, name)
    visit = Visit(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home_.id, target="umum",
                  visited_on=TODAY - timedelta(days=60), next_visit_on=TODAY + timedelta(days=days))  # fmt: skip
    save(session, "Isi", [home_, visit])


def test_an_empty_laptop_shows_the_first_steps(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session)
    assert not page.first.isHidden()
    steps = _lines(page.first)
    assert [one.name for one in steps] == [
        "Identitas Kampung KB", "Keluarga pertama", "Kunjungan pertama", "Kegiatan pertama", "Berkas kirim pertama",
    ]  # fmt: skip
    list(page.tiles.values())[-1].setFocus()
    assert step(page, forward=True)
    assert page.focusWidget() is steps[0], "Tab goes down the page, though the lines came last"
    with qtbot.waitSignal(page.go) as went:
        QTest.keyClick(steps[0], Qt.Key.Key_Return)
    assert went.args == ["kampung", f"{VILLAGE}/profil"]
    page.load()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
    assert page.focusWidget() is _lines(page.first)[0], "a line that was read afresh keeps the keys"
    steps = _lines(page.first)
    assert _lines(page.due) == []
    assert page.tiles["late"].figure == "0"
    assert [one.name.split(" — ")[0] for one in _lines(page.standings)] == ["Maluang"]
    assert duplicates(page) == {}


def test_first_steps_leave_when_the_way_is_known(qtbot: QtBot, session: Session) -> None:
    filled.fill(session)
    household(session)
    page = _page(qtbot, session)
    assert page.first.isHidden()
    (maluang,) = _lines(page.standings)
    assert maluang.name == "Maluang – Maluang Sejati"
    assert maluang.tag is not None
    assert maluang.tag.text in {level.label for level in Level}
    assert " ke " in maluang.words or "tertinggi" in maluang.words


def test_visits_stand_longest_overdue_first_with_their_way(qtbot: QtBot, session: Session) -> None:
    for name, days in (("Minggu Ini", 4), ("Terlambat Lama", -20), ("Kemarin", -1), ("Bulan Depan", 30)):
        _plan(session, name, days)
    page = _page(qtbot, session)
    lines = _lines(page.due)
    assert [one.name for one in lines] == ["Terlambat Lama", "Kemarin", "Minggu Ini"]
    assert [one.tag.text if one.tag else "" for one in lines] == ["Terlambat", "Terlambat", "Jatuh tempo"]
    assert "lewat 20 hari" in lines[0].words
    assert (page.tiles["late"].figure, page.tiles["due"].figure) == ("2", "1")
    with qtbot.waitSignal(page.go) as went:
        lines[0].click()
    assert went.args is not None
    assert went.args[0] == "keluarga"


def test_a_form_left_half_way_is_found_again(qtbot: QtBot, session: Session) -> None:
    half, other = family(session, "Setengah", status=None), family(session, "Lain")
    drafts.keep(session, half, {"kk": "640"})
    page = _page(qtbot, session)
    save(session, "Isi", [other])
    assert page.resume.isHidden(), "nothing was opened yet"
    recent.note(session, [recent.Opened(recent.FAMILY, other.id), recent.Opened(recent.VILLAGE, VILLAGE)])
    for place, says in ((("keluarga", other.id), "Lain"), (("kunjungan", None), "Kunjungan"),
                        (("keluarga", new_record_id(session)), "Daftar keluarga")):  # fmt: skip
        recent.stay(session, *place)
        page.open_record(None)
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
        lines = [line.name for line in _lines(page.resume)]
        assert lines == list(dict.fromkeys((says, "Lain", "Maluang")))
    (line,) = _lines(page.open_forms)
    assert line.name == "Keluarga Setengah"
    assert page.tiles["drafts"].figure == "1"
    with qtbot.waitSignal(page.go) as went:
        line.click()
    assert went.args == ["keluarga", half.id]
    visit = Visit(id=new_record_id(session), village=VILLAGE, family_id=other.id, visited_on=TODAY)
    drafts.keep(session, visit)
    drafts.keep(session, ChildMeasurement(id=new_record_id(session), village=VILLAGE, visit_id=visit.id))
    page.load()
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
    assert page.tiles["drafts"].figure == "2", "what was measured on a visit stands on its screen"
    told = {line.name: line.words for line in _lines(page.open_forms)}
    assert set(told) == {"Lain", "Keluarga Setengah"}
    assert told["Lain"].startswith("Kunjungan ")
    page.tiles["drafts"].click()
    assert page.focusWidget() in _lines(page.open_forms)


@pytest.mark.parametrize(
    ("record", "goal"),
    [
        (MonthlySnapshot(id="m", village=VILLAGE), ("kampung", f"{VILLAGE}/bulanan/m")),
        (filled.population().changed(id="p"), ("kampung", f"{VILLAGE}/kependudukan/p")),
        (Member(id="o", family_id="f"), ("keluarga", "f")),
        (ChildMeasurement(id="u", visit_id="v"), ("kunjungan", "v")),
        (Activity(id="k"), ("kegiatan", "k")),
    ],
)
def test_every_draft_leads_to_its_form(record: Record, goal: tuple[str, str]) -> None:
    assert goal_of_draft(record) == goal


def test_tiles_on_two_lines_stand_in_the_same_columns(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session)
    page.resize(620, 700)
    page.show()
    qtbot.waitUntil(lambda: len({one.y() for one in page.tiles.values()}) == 2)
    lefts = [one.x() for one in page.tiles.values()]
    assert len(set(lefts)) == 3
    assert max(one.width() for one in page.tiles.values()) - min(one.width() for one in page.tiles.values()) <= 1


def test_a_district_counts_its_classes(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "asal"
    make(folder, "Budi Santoso", role="kabupaten")
    with copied(folder, tmp_path / "kabupaten") as session:
        first = [(line.name, line.tag) for line in _lines(_page(qtbot, session).first)]
        assert first == [("Kop surat kantor", None), ("Laptop petugas pertama", None), ("Berkas petugas pertama", None)]
        filled.fill(session)
        filled.keep(session, filled.village("64.03.06.2001", "Gunung Tabur Asri"))
        page = _page(qtbot, session)
        assert page.tiles["all"].figure == "2"
        assert sum(int(page.tiles[level.name].figure) for level in Level) == 2
        assert page.due.isHidden()
        assert page.first.isHidden(), "villages came: the way is known"
        assert _lines(page.standings)
        assert duplicates(page) == {}


def test_health_speaks_of_a_doubtful_clock_and_of_disagreement(session: Session) -> None:
    assert {line.mood for line in health.quick(session) if "Jam" in line.sentence} == {"ok"}
    early = at(session, Ticking(NOON - 400 * DAY_MS))
    assert health.quick(early)[0].sentence.startswith("Jam laptop tampak salah.")
    with session.database.write() as conn:
        conn.exec_driver_sql("INSERT INTO conflict VALUES ('r', 'f', 'family', '', '[]')")
    assert any("diisi berbeda di dua laptop" in line.sentence for line in health.quick(session))


def test_health_tells_the_age_of_a_copy(session: Session) -> None:
    assert not any("Salinan" in line.sentence for line in health.quick(session))
    copies.copy_now(session)
    assert any(line.sentence == "Salinan terakhir di laptop ini: hari ini." for line in health.quick(session))
    clock = session.clock
    assert isinstance(clock, Ticking)
    clock.now += 9 * DAY_MS
    old = [line for line in health.quick(session) if line.sentence.startswith("Salinan cadangan terakhir 9 hari lalu")]
    assert [line.mood for line in old] == ["warn"]


def test_an_office_that_only_receives_is_told_where_its_data_come_from(qtbot: QtBot, tmp_path: Path) -> None:
    province = province_at(tmp_path / "provinsi", practice=True)
    try:
        page = _page(qtbot, province)
        page.show()
        said = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
        assert "Serahkan perkenalan kepada operator kabupaten" in said
        assert "petugas" not in said.lower()
        assert not page.open_forms.isVisible()
    finally:
        close(province)
