"""What a file holds, chosen in the window: without names for a province that was enrolled, in parts, with and without
photos; and parts that wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import enrolment, grants, settings
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import Order, export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.sharing import NAMELESS, WHOLE
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages import exchange_history
from kampungkb_desktop.ui.pages.exchange import LAPTOPS, ExchangePage
from kampungkb_desktop.ui.pages.exchange_order import OrderDialog
from kampungkb_desktop.ui.pages.exchange_trust import TrustDialog
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import keep_family, started_at
from tests.actions.exchanging import names
from tests.actions.veiling import befriend, province_at
from tests.ui.mnemonics import duplicates
from tests.ui.pages.exchanged import Show, idle, to


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """A district with a family, and a province, strangers to each other."""
    with ExitStack() as stack:
        district = started_at(tmp_path / "kabupaten", "Operator", "kabupaten")
        province = province_at(tmp_path / "provinsi")
        for one in (district, province):
            stack.callback(sessions.close, one)
        stack.callback(worker_of().cancel_all)
        keep_family(district, "Suparman")
        yield district, province


def choosing(monkeypatch: pytest.MonkeyPatch, choose: Callable[[OrderDialog], object]) -> None:
    def answered(dialog: OrderDialog) -> int:
        dialog.show()
        choose(dialog)
        return 1

    monkeypatch.setattr(OrderDialog, "exec", answered)


def enrolled_in_the_window(
    qtbot: QtBot, page: ExchangePage, province: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The district's side: the introduction is taken in like any file, compared and believed without names."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    page.look_at([grants.introduce(province, folder)])
    idle(qtbot)
    desk = page.enrolment.desk
    qtbot.waitUntil(lambda: desk.table.current_id() is not None)
    panel = desk.panel
    assert panel.share.isVisible()
    assert not panel.villages.isVisible()
    assert panel.share.kinds[NAMELESS].isChecked()
    qtbot.keyClicks(panel.line, grants.introduction(province).mark[-9:])
    panel.share.kinds[WHOLE].click()
    assert not panel.believe.isEnabled()  # whole data want a reason
    panel.share.kinds[NAMELESS].click()
    panel.believe.click()
    idle(qtbot)
    qtbot.waitUntil(lambda: any(folder.glob("Penugasan*")))
    idle(qtbot)


def trusted(qtbot: QtBot, there: ExchangePage, stick: Path, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    """The province's side: the grant is taken in and the district's fingerprint heard."""

    def trust(dialog: TrustDialog) -> int:
        dialog.line.setText(mark[-9:])
        return 1

    monkeypatch.setattr(TrustDialog, "exec", trust)
    there.look_at(list(stick.glob("Penugasan*")))
    idle(qtbot)
    qtbot.waitUntil(lambda: there.sending.figure.text() == "Dari 1 kabupaten/kota")


def test_a_province_gets_figures_without_people(
    qtbot: QtBot, show: Show, offices: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, province = offices
    stick = tmp_path / "stik"
    stick.mkdir()
    here = show(district)
    enrolled_in_the_window(qtbot, here, province, stick, monkeypatch)
    there = show(province)
    assert there.sending.introduce.isVisible()
    assert not there.sending.new.isVisible()
    assert there.sending.figure.text() == "Belum ada kabupaten"

    trusted(qtbot, there, stick, monkeypatch, enrolment.office_mark(district))
    here.back_to_cards()
    idle(qtbot)
    choosing(monkeypatch, lambda dialog: dialog.kinds[NAMELESS].click())
    here.sending.contents.click()
    idle(qtbot)
    assert here.sending.new.text() == "&Buat berkas tanpa nama"
    assert "Perwakilan BKKBN" in here.sending.what.text()
    assert "kurang dari lima keluarga" in here.sending.what.text()
    assert settings.load(district).send_kind == NAMELESS
    to(here, district, stick)
    here.sending.new.click()
    idle(qtbot)
    (path,) = stick.glob("*tanpa-nama*")
    assert path.name in here.sending.result.banner.text.text()
    there.look_at([path])
    idle(qtbot)
    there.incoming.accept.click()
    idle(qtbot)
    (name,) = names(province)
    assert name.startswith("Tanpa nama ")
    there.back_to_cards()
    idle(qtbot)
    there.sending.laptops.click()
    idle(qtbot)
    assert there.enrolment.desk.table.current_id() is not None
    assert not there.enrolment.desk.panel.isVisible()


def test_what_was_chosen_is_there_the_next_time(
    qtbot: QtBot, show: Show, offices: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    district, _province = offices

    def choose(dialog: OrderDialog) -> None:
        dialog.photos.click()
        dialog.limit.setCurrentIndex(dialog.limit.count() - 1)
        assert dialog.megabytes.isVisible()
        dialog.megabytes.setValue(7)

    choosing(monkeypatch, choose)
    page = show(district)
    page.sending.contents.click()
    idle(qtbot)
    assert page.sending.contents.text() == "Untuk petugas · tanpa foto · paling besar 7 MB"
    again = show(district)
    assert again.outgoing.order == Order("baru", photos=False, limit=7_000_000)


@pytest.mark.parametrize("order", [Order(), Order(NAMELESS), Order("rekap", limit=15_000_000)])
def test_every_letter_of_the_choice_has_one_owner(qtbot: QtBot, order: Order) -> None:
    dialog = OrderDialog(None, order, district=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert duplicates(dialog) == {}
    assert dialog.order() == order
    assert dialog.photos.isEnabled() == (order.kind == "baru")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("width", [1366, 1024])
def test_every_letter_of_a_receiving_office_has_one_owner(
    qtbot: QtBot, show: Show, offices: tuple[Session, Session], tmp_path: Path, width: int
) -> None:
    district, province = offices
    page = show(province, width)
    assert duplicates(page.window()) == {}
    befriend(district, province, tmp_path / "b")
    page = show(district, width)
    page._turn_to(LAPTOPS)
    idle(qtbot)
    page.enrolment.desk.table.select(province.device)
    assert page.enrolment.desk.panel.share.isVisible()
    assert duplicates(page.window()) == {}
    assert page.window().width() == width


def test_the_operator_changes_what_an_office_may_get(
    qtbot: QtBot, show: Show, offices: tuple[Session, Session], tmp_path: Path
) -> None:
    district, province = offices
    befriend(district, province, tmp_path / "b")
    page = show(district)
    page._turn_to(LAPTOPS)
    idle(qtbot)
    page.enrolment.desk.table.select(province.device)
    share = page.enrolment.desk.panel.share
    assert not share.keep.isEnabled()
    share.kinds[WHOLE].click()
    assert not share.keep.isEnabled()
    qtbot.keyClicks(share.reason, "Surat 12/2026")
    share.keep.click()
    idle(qtbot)
    (found,) = enrolment.listed(district)
    assert (found.share, found.share_reason) == (WHOLE, "Surat 12/2026")


def test_parts_wait_in_the_list_until_they_are_whole_or_forgotten(
    qtbot: QtBot, show: Show, offices: tuple[Session, Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, province = offices
    befriend(district, province, tmp_path / "b")
    for at in range(180):
        keep_family(district, f"Keluarga {at}")
    (made,) = export(district, tmp_path / "c", order=Order(NAMELESS, limit=9_000)).files
    first, *rest = made.parts
    page = show(province)
    page.look_at([first])
    idle(qtbot)
    shown = " ".join(one.text() for one in page.incoming.detail.findChildren(QLabel))
    assert "belum ada" in shown
    assert page.incoming.accept.text() == "&Terima bagian yang sudah ada"
    page.incoming.accept.click()
    idle(qtbot)
    page.back_to_cards()
    idle(qtbot)
    page.history.table.select(0)
    assert page.history.forget.isVisible()
    monkeypatch.setattr(exchange_history, "confirm", lambda *_a, **_k: True)
    page.history.forget.click()
    idle(qtbot)
    with province.database.read() as conn:
        assert read.files(conn) == []
    page.look_at([first, *rest])
    idle(qtbot)
    page.incoming.accept.click()
    idle(qtbot)
    with province.database.read() as conn:
        assert len(read.records(conn, Family, where={"village": VILLAGE})) == 181
