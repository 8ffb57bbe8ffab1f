"""One family in the files of two officers: taken in at the district, found, joined in the window, the answer carried
back, and both laptops show one family with all its visits, until it is separated again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.actions.exchanging import sent, sound
from tests.cheap import CHEAP

TODAY = date(2026, 11, 21)
KK = "6403062505180011"


@pytest.fixture
def laptops(tmp_path: Path, qtbot: QtBot) -> Iterator[dict[str, Session]]:
    """The district and two officers of one village, in the practice world, where all trust each other."""
    with ExitStack() as stack:
        made = {}
        for name, role in (("kabupaten", "kabupaten"), ("siti", "petugas"), ("budi", "petugas")):
            made[name] = first_run(
                tmp_path / name, PASSWORD, role=role, person=Officer(full_name=name.title()), villages=(VILLAGE,),
                practice=True, clock=Ticking(), cost=CHEAP,
            ).session  # fmt: skip
            stack.callback(sessions.close, made[name])
        yield made
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def kept(session: Session, head: str, wife: str, on: date) -> Family:
    """One officer's record of the family, with a visit to the wife."""
    home = Family(id=new_record_id(session), village=VILLAGE, status=DONE, head_name=head, kk=KK, rt="003", rw="01")
    woman = Member(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home.id, full_name=wife,
                   sex="perempuan", birth_date=date(1994, 5, 6), relation="istri_suami")  # fmt: skip
    met = Visit(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home.id, member_id=woman.id,
                target="umum", visited_on=on)  # fmt: skip
    save(session, "Simpan keluarga", [home, woman, met])
    return home


def rest(qtbot: QtBot) -> None:
    for _turn in range(4):
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
        QApplication.processEvents()


def figures(session: Session) -> tuple[int, int, int]:
    """How many families, people, and visits of the first family."""
    with session.database.read() as conn:
        first = min((one.id for one in read.records(conn, Family)), default="")
        return read.count(conn, Family), read.count(conn, Member), read.count(conn, Visit, {"family_id": first})


def window(qtbot: QtBot, session: Session) -> MainWindow:
    opened = MainWindow([
        PageEntry("keluarga", "Keluar&ga", "keluarga", lambda: FamiliesPage(session, today=lambda: TODAY)),
        PageEntry("kirim-terima", "K&irim", "kirim-terima", lambda: ExchangePage(session, today=lambda: TODAY)),
    ])  # fmt: skip
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    return opened


def page_of(opened: MainWindow) -> FamiliesPage:
    page = opened.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def carry(laptops: dict[str, Session], folder: Path) -> None:
    """The district's answers; each officer is handed all of them and takes his own."""
    folder.mkdir()
    answers = [made.path for made in export(laptops["kabupaten"], folder).files]
    for name in ("siti", "budi"):
        assert take_in(laptops[name], answers).forms


def take_both(qtbot: QtBot, opened: MainWindow, paths: list[Path]) -> None:
    """The district looks at both files, takes them in, and follows the line that names the double."""
    opened.frame.go("kirim-terima")
    exchange = opened.page("kirim-terima")
    assert isinstance(exchange, ExchangePage)
    rest(qtbot)
    exchange.look_at(paths)
    rest(qtbot)
    assert exchange.incoming.doubles.isHidden()
    exchange.take_in()
    rest(qtbot)
    banner = exchange.incoming.doubles.banner
    said = banner.text.text()
    assert said.startswith("1 kemungkinan ganda baru")
    assert "H. Soeparman" in said
    assert "Suparman" in said
    assert banner.button is not None
    banner.button.click()
    rest(qtbot)


def separate(qtbot: QtBot, opened: MainWindow, session: Session) -> None:
    """Take the two families apart again, on the summary of the one that is shown."""
    with session.database.read() as conn:
        (shown,) = read.records(conn, Family)
    page_of(opened).go.emit("", shown.id)
    rest(qtbot)
    summary = opened.findChild(FamilySummary)
    assert isinstance(summary, FamilySummary)
    summary.merged.buttons[0].click()  # type: ignore[attr-defined]  # they are buttons
    rest(qtbot)


def test_one_family_in_two_files(qtbot: QtBot, laptops: dict[str, Session], tmp_path: Path) -> None:
    district = laptops["kabupaten"]
    kept(laptops["siti"], "Suparman", "Siti Aminah", date(2026, 10, 1))
    kept(laptops["budi"], "H. Soeparman", "St. Aminah", date(2026, 11, 2))
    opened = window(qtbot, district)
    take_both(qtbot, opened, [sent(laptops[name], tmp_path).path for name in ("siti", "budi")])
    desk = page_of(opened).lists_button.desk
    assert desk is not None
    assert desk.view.isVisible()
    desk.view.panel.join.click()
    rest(qtbot)
    assert figures(district) == (1, 1, 2)
    carry(laptops, tmp_path / "jawaban")
    for name in ("siti", "budi"):
        assert figures(laptops[name]) == (1, 1, 2), name
        assert sound(laptops[name])
    separate(qtbot, opened, district)
    carry(laptops, tmp_path / "terpisah")
    for one in laptops.values():
        assert figures(one) == (2, 2, 1)
        assert sound(one)
