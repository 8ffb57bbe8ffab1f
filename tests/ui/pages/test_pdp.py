"""Pengaturan, Data pribadi: the register walked by keys, an answer that stops the clock, drafts that stay, a lost
laptop, and the card on the family's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import device_losses, drafts, pdp_requests
from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.pdp_request import CORRECT, SEE, PdpRequest
from kampungkb_desktop.rules.pdp_clock import HOUR
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.home import HomePage
from kampungkb_desktop.ui.pages.own_data_dialog import OwnDataDialog
from kampungkb_desktop.ui.pages.pdp import PdpTab
from kampungkb_desktop.ui.pages.pdp_card import PdpCard
from kampungkb_desktop.ui.pages.pdp_loss import LossDesk
from kampungkb_desktop.ui.pages.pdp_register import RequestRegister
from kampungkb_desktop.ui.pages.pdp_request_dialog import ABOUT, ASKED, RecordDialog, RequestDialog
from kampungkb_desktop.ui.pages.pdp_retention import RetentionDesk
from kampungkb_desktop.ui.pages.settings import SettingsPage
from tests.actions.devices import Ticking, at
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family
from tests.ui.pages.people import TODAY


def asked(session: Session, head: str, kind: str, hours_ago: int) -> PdpRequest:
    about = family(session, head)
    earlier = at(session, Ticking(session.clock() - hours_ago * HOUR))
    made = pdp_requests.begun(earlier, family=about, kind=kind).changed(asked_by=head, identity="ktp")
    pdp_requests.keep(session, made)
    return made


def register(qtbot: QtBot, session: Session) -> RequestRegister:
    page = RequestRegister(session)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not worker_of().busy())
    return page


def shown(page: RequestRegister) -> list[str]:
    model = page.table.model
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def answering(monkeypatch: pytest.MonkeyPatch, dialog: type[QDialog], answers: dict[str, object]) -> list[str]:
    """Fill the next dialogs of a kind with these answers and press Simpan; the titles of those that came."""
    met: list[str] = []

    def fill(self: RecordDialog) -> int:
        met.append(self.windowTitle())
        for name, answer in answers.items():
            if name in self.view.cells:
                self.view.answer(name, answer)  # type: ignore[arg-type]
        self.try_save()
        return self.result()

    monkeypatch.setattr(dialog, "exec", fill)
    return met


def test_the_register_shows_what_ends_first_in_words_and_filters(qtbot: QtBot, session: Session) -> None:
    asked(session, "Suparman", SEE, 20)
    asked(session, "Rohana", CORRECT, 77)
    page = register(qtbot, session)
    assert shown(page) == ["Keluarga Rohana, Maluang", "Keluarga Suparman, Maluang"]
    assert page.panel.chip.tag.text.startswith("Lewat 5 jam")
    page.chips.chosen.emit(pdp_requests.LATE)
    assert len(shown(page)) == 1
    page.chips.chosen.emit(pdp_requests.CLOSED)
    assert shown(page) == []
    page.chips.chosen.emit(pdp_requests.ALL)
    page.search.setText("suparman")
    page.search.flush()
    assert len(shown(page)) == 1


def test_an_answer_stops_the_clock(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(session, "Suparman", SEE, 20)
    page = register(qtbot, session)
    met = answering(monkeypatch, RequestDialog, {"decision": "dipenuhi", "told_by": "cetak"})
    with qtbot.waitSignal(page.wrote) as told:
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert met == ["Jawab: Melihat data atau mendapat salinannya"]
    assert told.args[1] == "Jawaban tercatat; waktunya berhenti."
    qtbot.waitUntil(lambda: shown(page) == [])
    (line,) = pdp_requests.listed(session)
    assert (line.clock.words, line.request.decision) == ("dijawab tepat waktu", "dipenuhi")


def test_a_new_request_brings_the_family_of_its_person(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = family(session, "Suparman")
    page = register(qtbot, session)
    answering(
        monkeypatch, RequestDialog,
        {"about_family": about.id, "kind": SEE, "asked_by": "Suparman", "identity": "dikenal"},
    )  # fmt: skip
    (begin,) = (one for one in page.findChildren(QPushButton) if one.isVisible() and "Catat" in one.text())
    assert begin is not page.add, "it stands once: where the register is empty"
    with qtbot.waitSignal(page.wrote):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    assert page.add.isVisible()
    (line,) = pdp_requests.listed(session)
    assert (line.request.village, line.request.received_on) == (about.village, TODAY)


def test_what_is_missing_is_said_and_the_dialog_stays(qtbot: QtBot, session: Session) -> None:
    dialog = RequestDialog(None, session, pdp_requests.begun(session), (ABOUT, ASKED), "Catat")
    qtbot.addWidget(dialog)
    dialog.try_save()
    assert dialog.result() == 0
    assert dialog.said.text() == "Keluarga belum diisi."
    dialog.reject()


def test_what_was_typed_is_a_draft_until_it_is_thrown_away(qtbot: QtBot, session: Session) -> None:
    begun = pdp_requests.begun(session)
    dialog = RequestDialog(None, session, begun, (ABOUT, ASKED), "Catat")
    qtbot.addWidget(dialog)
    dialog.view.answer("asked_by", "Suparman")
    dialog.view.paused.emit()
    assert [one.record.id for one in drafts.open_drafts(session)] == [begun.id]
    again = RequestDialog(None, session, begun, (ABOUT, ASKED), "Catat")
    qtbot.addWidget(again)
    assert again.record().asked_by == "Suparman"  # type: ignore[attr-defined]
    for one in (dialog, again):
        one.reject()
        one.view.paused.emit()  # a rest that was waited for while it closed
    assert drafts.open_drafts(session) == []


def test_beranda_says_a_clock_that_runs_and_leads_to_it(qtbot: QtBot, session: Session) -> None:
    made = asked(session, "Suparman", SEE, 70)
    page = HomePage(session, today=lambda: TODAY)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page._look()
    qtbot.waitUntil(page.clocks.isVisible)
    line = page.clocks.findChild(LineButton)
    assert line is not None
    assert line.tag is not None
    assert line.tag.text.startswith("Tersisa 1 jam")
    with qtbot.waitSignal(page.go) as went:
        line.click()
    assert went.args == ["pengaturan", f"data-pribadi/permintaan/{made.id}"]


def test_the_settings_open_at_a_request(qtbot: QtBot, session: Session) -> None:
    asked(session, "Rohana", CORRECT, 50)
    made = asked(session, "Suparman", SEE, 1)
    page = SettingsPage(session, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.open_record(f"data-pribadi/permintaan/{made.id}")
    tab = page.tabs.tab("data-pribadi")
    assert isinstance(tab, PdpTab)
    qtbot.waitUntil(lambda: tab.register().table.current_id() == made.id)
    assert page.help_place() == "data-pribadi"
    assert page.search_widget() is tab.register().search
    tab.show_part("masa-simpan")
    assert page.search_widget() is None


def test_the_card_of_a_family_says_what_is_lacking_and_leads_there(qtbot: QtBot, session: Session) -> None:
    made = asked(session, "Suparman", SEE, 1)
    file = family_file(session, str(made.about_family), TODAY)
    assert file is not None
    card = PdpCard(session, lambda: TODAY)
    qtbot.addWidget(card)
    card.show_family(file)
    wanted = ["Pemberitahuan", "Melihat data atau mendapat salinannya"]
    qtbot.waitUntil(lambda: [one.name for one in card.findChildren(LineButton) if not one.isHidden()] == wanted)
    with qtbot.waitSignal(card.go) as went:
        card.ask.click()
    assert went.args == ["pengaturan", f"data-pribadi/permintaan/baru:{file.family.id}"]


def test_the_copy_is_made_for_one_person_and_noted(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    about = family(session, "Suparman")
    dialog = OwnDataDialog(None, session, about.id)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.pdf))
    assert not dialog.others.isEnabled()
    dialog.keep(tmp_path / "salinan")
    assert (tmp_path / "salinan.pdf").read_bytes() == dialog.pdf
    dialog.write_file(tmp_path / "salinan.json")
    qtbot.waitUntil((tmp_path / "salinan.json").exists)
    qtbot.waitUntil(lambda: not worker_of().busy())
    noted = [(one.form, one.record, one.more) for one in session.trail.entries() if one.what == "cetak"]
    assert noted == [(Family.FORM, about.id, "salinan data pribadi"), (Family.FORM, about.id, "berkas data pribadi")]


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path)
        yield district
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def test_a_lost_laptop_is_reported_and_sent_away(
    qtbot: QtBot, office: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = LossDesk(office)
    qtbot.addWidget(desk)
    desk.resize(1100, 600)
    with qtbot.waitExposed(desk):
        desk.show()
    monkeypatch.setattr(AskDialog, "exec", lambda asked: asked.answer.count())
    answering(monkeypatch, RecordDialog, {"how": "dicuri", "place": "Terminal"})
    desk.add.click()
    qtbot.waitUntil(lambda: len(desk.losses) == 1)
    (loss,) = desk.losses.values()
    assert (loss.record.how, loss.clock.open) == ("dicuri", True)
    assert desk.panel.away.isVisible()
    monkeypatch.setattr("kampungkb_desktop.ui.pages.pdp_loss.confirm", lambda *_all: True)
    desk.panel.away.click()
    qtbot.waitUntil(lambda: desk.panel.away.isHidden())
    assert device_losses.laptops(office)[0].state == "dicabut"
    paper = desk.panel.paper("lembaga")
    assert paper is not None
    qtbot.addWidget(paper)
    qtbot.waitUntil(lambda: bool(paper.pdf))


def test_an_officer_reads_how_to_report(qtbot: QtBot, session: Session) -> None:
    desk = LossDesk(session)
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    assert not desk.add.isVisible()
    assert not [one for one in desk.findChildren(QPushButton) if one.isVisible()]
    with session.database.read() as conn:
        assert read.count(conn, PdpRequest) == 0


def test_what_is_past_its_time_is_kept_with_a_reason_or_erased(
    qtbot: QtBot, office: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for head in ("Kasim", "Bahar"):
        family(office, head, state="pindah", state_on=date(2014, 1, 2))
    desk = RetentionDesk(office)
    qtbot.addWidget(desk)
    desk.resize(1100, 600)
    with qtbot.waitExposed(desk):
        desk.show()
    qtbot.waitUntil(lambda: len(desk.lines) == 1)
    assert "2 keluarga" in desk.words.text()
    answering(monkeypatch, RecordDialog, {"reason": "Masih dipakai verval."})
    with qtbot.waitSignal(desk.wrote):
        desk.hold.click()
    qtbot.waitUntil(lambda: bool(desk.lines) and desk.lines[0].kept is not None)
    monkeypatch.setattr("kampungkb_desktop.ui.pages.pdp_retention.confirm", lambda *_all: True)
    with qtbot.waitSignal(desk.wrote, timeout=30_000) as told:
        desk.erase_button.click()
    assert told.args[1] == "2 keluarga dihapus untuk selamanya."
    qtbot.waitUntil(lambda: not desk.lines)


def test_an_officer_may_keep_and_not_erase(qtbot: QtBot, session: Session) -> None:
    family(session, "Kasim", state="pindah", state_on=date(2014, 1, 2))
    desk = RetentionDesk(session)
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    qtbot.waitUntil(lambda: len(desk.lines) == 1)
    assert (desk.hold.isVisible(), desk.erase_button.isVisible()) == (True, False)
