"""Enrolment in the real window: introduction, list of laptops, comparison, grant, trust; a copy asks first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import enrolment, grants, holding, settings
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.forms.enrolment import ACTIVE, REVOKED
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import write
from kampungkb_desktop.store.entries import Peer
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.exchange import LAPTOPS, ExchangePage
from kampungkb_desktop.ui.pages.exchange_laptop import LaptopPanel
from kampungkb_desktop.ui.pages.exchange_laptop_dialogs import HandOverDialog, ReasonDialog
from kampungkb_desktop.ui.pages.exchange_trust import MovedDialog, TrustDialog
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking
from tests.cheap import CHEAP
from tests.ui.mnemonics import duplicates
from tests.ui.pages.board import what_waits, who_is_late

TODAY = date(2026, 11, 21)
OTHER = "64.03.06.2005"
Show = Callable[[Session], ExchangePage]


@pytest.fixture
def laptops(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Session, Session]]:
    """A district and an officer at work, strangers to each other."""
    with ExitStack() as stack:
        made = []
        for name, role in (("Operator", "kabupaten"), ("Siti Rahmah", "petugas")):
            session = first_run(
                tmp_path / role, PASSWORD, role=role, person=Officer(full_name=name), villages=[VILLAGE],
                clock=Ticking(NOON), cost=CHEAP,
            ).session  # fmt: skip
            stack.callback(sessions.close, session)
            made.append(session)
        yield made[0], made[1]
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))

    def opened(session: Session) -> ExchangePage:
        window = MainWindow(
            [PageEntry("kirim-terima", "K&irim", "kirim-terima", lambda: ExchangePage(session, today=lambda: TODAY))]
        )
        qtbot.addWidget(window)
        window.resize(1024, 768)
        window.show()
        page = window.page("kirim-terima")
        assert isinstance(page, ExchangePage)
        idle(qtbot)
        page.setProperty("test_window", window)
        KEPT.append(window)
        return page

    return opened


KEPT: list[MainWindow] = []


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    yield
    KEPT.clear()


def idle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy())


def _ctrl_enter(qtbot: QtBot, page: ExchangePage) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def only(folder: Path, name: str) -> Path:
    (found,) = folder.glob(f"{name}*")
    return found


def answer(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], what: Callable[[QDialog], int]) -> None:
    monkeypatch.setattr(kind, "exec", what)


def believed(qtbot: QtBot, here: ExchangePage, stick: Path) -> None:
    """The district's part: compare, type, enrol, and write the grant."""
    here.look_at([only(stick, "Perkenalan")])
    idle(qtbot)
    desk = here.enrolment.desk
    assert desk.isVisible()
    assert here.sending.laptops.text() == "Papan pengiriman (1 menunggu)…"
    assert here.help_place() == "pendaftaran"
    panel = desk.panel
    assert panel.laptop is not None
    assert panel.villages.codes() == (VILLAGE,)
    mark = panel.laptop.mark
    assert mark not in panel.mark.text()
    assert not panel.believe.isEnabled()
    qtbot.keyClicks(panel.line, "0000-0000")
    assert not panel.believe.isEnabled()
    panel.line.clear()
    qtbot.keyClicks(panel.line, mark[-9:].lower())
    assert panel.believe.isEnabled()
    panel.believe.click()
    idle(qtbot)
    qtbot.waitUntil(lambda: any(stick.glob("Penugasan*")))
    idle(qtbot)


def test_the_whole_way(
    qtbot: QtBot, show: Show, laptops: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, officer = laptops
    stick = tmp_path / "stick"
    settings.store(officer, settings.load(officer).changed(export_folder=str(stick)))
    there = show(officer)
    assert not there.sending.new.isVisible()
    there.sending.folders.setCurrentIndex([spot.path for spot in there.sending.folders._spots].index(stick))
    _ctrl_enter(qtbot, there)
    idle(qtbot)

    here = show(district)
    believed(qtbot, here, stick)
    assert [one.state for one in enrolment.listed(district)] == [ACTIVE]

    def trust(dialog: QDialog) -> int:
        assert isinstance(dialog, TrustDialog)
        assert not dialog.trust.isEnabled()
        dialog.line.setText(enrolment.office_mark(district)[-9:])
        assert dialog.trust.isEnabled()
        assert not dialog.hold.isChecked(), "to let an office hold a key is an act of its own"
        return 1

    answer(monkeypatch, TrustDialog, trust)
    there.look_at([only(stick, "Penugasan")])
    idle(qtbot)
    qtbot.waitUntil(lambda: there.sending.new.isVisible())
    assert not holding.standing(officer).held
    assert not there.sending.introduce.isVisible()
    there.sending.new.click()
    idle(qtbot)
    here.open_record(None)
    here.look_at([stick])
    idle(qtbot)
    here.incoming.accept.click()
    idle(qtbot)
    report = here.incoming.report
    assert report is not None
    assert [one.sender for one in report.files] == ["Siti Rahmah"], "the small files beside it are not taken for it"


def test_an_office_that_was_not_heard_is_not_believed(
    qtbot: QtBot, show: Show, laptops: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, officer = laptops
    stick = tmp_path / "stick"
    there = show(officer)
    asked = enrolment.receive(district, grants.introduce(officer, stick))
    enrolment.enrol(district, asked.uid, asked.mark, [])
    grants.write_grant(district, asked.uid, stick)
    answer(monkeypatch, TrustDialog, lambda _dialog: 0)
    there.look_at([only(stick, "Penugasan")])
    idle(qtbot)
    assert there.sending.introduce.isVisible()
    assert not there.sending.new.isVisible()


def handed_over(qtbot: QtBot, panel: LaptopPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The village goes to Andi."""

    def give(dialog: QDialog) -> int:
        assert isinstance(dialog, HandOverDialog)
        dialog.village.setCurrentIndex(dialog.village.findData(VILLAGE))
        assert dialog.taker.currentText() == "Andi"
        return 1

    answer(monkeypatch, HandOverDialog, give)
    panel.over.click()
    idle(qtbot)


def beside_andi(district: Session, officer: Session, tmp_path: Path) -> str:
    """Two officers are enrolled, each with a village; Andi, whose laptop is told, has sent a file."""
    other = first_run(
        tmp_path / "lain", PASSWORD, role="petugas", person=Officer(full_name="Andi"), clock=Ticking(NOON), cost=CHEAP
    ).session
    for one, village in ((officer, VILLAGE), (other, OTHER)):
        asked = enrolment.receive(district, grants.introduce(one, tmp_path))
        enrolment.enrol(district, asked.uid, asked.mark, [(village, TODAY, None)])
    sessions.close(other)
    with district.database.write() as conn:
        write.put_peer(conn, Peer(other.device, number_in=1, last_at=NOON))
    return other.device


def test_villages_are_changed_handed_over_and_a_laptop_sent_away(
    qtbot: QtBot, show: Show, laptops: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, officer = laptops
    other = beside_andi(district, officer, tmp_path)
    page = show(district)
    page.sending.laptops.click()
    idle(qtbot)
    desk, panel = page.enrolment.desk, page.enrolment.desk.panel
    assert page.search_widget() is desk.search
    who_is_late(desk, officer.device, other)
    what_waits(qtbot, district)
    desk.table.select(officer.device)
    assert not panel.keep.isEnabled()
    panel.villages.add("64.03.06.2001")
    assert panel.keep.isEnabled()
    panel.keep.click()
    idle(qtbot)
    assert panel.villages.codes() == (VILLAGE, "64.03.06.2001")
    handed_over(qtbot, panel, monkeypatch)
    (paper,) = page.findChildren(PaperDialog)
    assert paper.windowTitle().startswith("Berita acara serah terima")
    assert paper.pdf, "it is made at once, to be signed"
    paper.close()
    listed = {one.name: {v.village: v.until for v in one.villages} for one in enrolment.listed(district)}
    assert listed["Siti Rahmah"][VILLAGE] == "2026-11-21"
    assert listed["Andi"] == {VILLAGE: "", OTHER: ""}

    def reason(dialog: QDialog) -> int:
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.away.isEnabled()
        dialog.line.setText("Hilang")
        assert dialog.away.isEnabled()
        return 1

    answer(monkeypatch, ReasonDialog, reason)
    panel.away.click()
    idle(qtbot)
    assert {one.name: one.state for one in enrolment.listed(district)}["Siti Rahmah"] == REVOKED
    assert not panel.keep.isVisible()


def test_a_copied_laptop_asks_before_it_sends(
    qtbot: QtBot, show: Show, laptops: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    _district, officer = laptops
    with officer.database.write() as conn:
        write.put_meta(conn, "machine", "elsewhere")
    page = show(officer)
    assert page.sending.answer.isVisible()
    assert not page.sending.introduce.isVisible()

    def gone(dialog: QDialog) -> int:
        assert isinstance(dialog, MovedDialog)
        dialog.replaces = True
        return 1

    answer(monkeypatch, MovedDialog, gone)
    with qtbot.waitSignal(page.folder_wanted) as wanted:
        page.sending.answer.click()
    assert wanted.args == [str(officer.data_dir)]


def test_keys_and_letters(qtbot: QtBot, show: Show, laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    enrolment.receive(district, grants.introduce(officer, tmp_path))
    page = show(district)
    page.sending.laptops.click()
    idle(qtbot)
    assert duplicates(page.enrolment.desk) == {}
    assert page.enrolment.desk.table.view.hasFocus()
    page.enrolment.desk.table.opened.emit(officer.device)
    assert page.enrolment.desk.panel.line.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    page.back_to_cards()
    assert not page.enrolment.desk.isVisible()
    page.open_record(LAPTOPS)
    assert page.enrolment.desk.isVisible()
