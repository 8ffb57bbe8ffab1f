"""An office goes to its server in the real window: from a fresh start, from data that are there, with a second
computer, and with a server that has moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.ui.pages import settings_server
from kampungkb_desktop.ui.pages.login_server import ServerDialog
from kampungkb_desktop.ui.pages.settings import SERVER, SettingsPage
from kampungkb_desktop.ui.pages.settings_server import ServerTab
from kampungkb_desktop.ui.pages.welcome_secret import RecoveryStep
from kampungkb_desktop.ui.server_fields import ServerFields
from tests.actions.devices import PASSWORD, VILLAGE, Ticking, make
from tests.journeys.driving import Laptop, enter, keys, laptop, login_of, press, refusal_of
from tests.postgres import Cluster
from tests.ui.mnemonics import duplicates


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A district's data folder, closed."""
    make(tmp_path / "kantor", "Budi Santoso", role="kabupaten")
    return tmp_path / "kantor"


def type_in(fields: ServerFields, address: Address) -> None:
    """Fill the form as a person does."""
    for line, text in (
        (fields.host, address.host), (fields.port, str(address.port)), (fields.database, address.database),
        (fields.user, address.user), (fields.password, address.password),
    ):  # fmt: skip
        line.selectAll()
        QTest.keyClicks(line, text)
    fields.tls.setCurrentIndex(fields.tls.findData(address.tls))


def server_tab(found: Laptop) -> ServerTab:
    """Pengaturan, Server kantor."""
    page = found.go(SettingsPage, "pengaturan", SERVER)
    found.rest()
    tab = page.tabs.tab(SERVER)
    assert isinstance(tab, ServerTab)
    return tab


def tried(found: Laptop, tab: ServerTab, address: Address) -> str:
    """What is said after Periksa sambungan."""
    type_in(tab.fields, address)
    tab.try_.click()
    found.wait(lambda: tab.try_.isEnabled() and tab.result.isVisibleTo(tab))
    return tab.result.text.text()


def families(found: Laptop) -> list[str]:
    with found.session.database.read() as conn:
        return sorted(one.head_name or "" for one in read.records(conn, Family))


def keep(found: Laptop, name: str) -> None:
    family = Family(id=new_record_id(found.session), village=VILLAGE, head_name=name, status="draf")
    save(found.session, "Simpan keluarga", [family])


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question is answered with yes; what was asked."""
    asked: list[str] = []

    def yes(_owner: object, question: str, *_more: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(settings_server, "confirm", yes)
    return asked


def test_data_that_are_there_go_to_the_server_and_stay_at_hand(
    qtbot: QtBot, office: Path, postgres: Cluster, sure: list[str]
) -> None:
    at = postgres.database()
    with laptop(qtbot, office, Ticking()) as found:
        enter(found)
        keep(found, "Ani")
        tab = server_tab(found)
        assert duplicates(tab) == {}
        assert not tab.go.isEnabled()
        tab.try_.click()
        assert tab.result.text.text() == "Alamat server belum diisi."
        assert "E-SERVER-AWAY" in tried(found, tab, Address("127.0.0.1", 1, "x", "y", "z", "prefer"))
        assert "masih kosong" in tried(found, tab, at)
        desk = found.start.program and found.start.program.desk
        tab.go.click()
        found.wait(lambda: found.is_open() and found.start.program and found.start.program.desk is not desk)
        found.rest()
        assert sure
        assert found.session.database.on_server
        assert families(found) == ["Ani"]
        tab = server_tab(found)
        assert tab.old.isVisibleTo(tab)
        tab.forget.click()
        found.wait(lambda: not tab.old.isVisibleTo(tab))
        keep(found, "Budi")
    postgres.ask(f'ALTER DATABASE "{at.database}" RENAME TO pindah')
    with laptop(qtbot, office, Ticking()) as found:
        found.wait(lambda: login_of(found).password.hasFocus())
        keys(f"{PASSWORD}\n")
        assert "tidak ada, atau bukan data Kampung KB" in refusal_of(found)
        login_of(found).password.selectAll()
        keys(PASSWORD)
        mend(found, "pindah")
        found.wait(found.is_open)
        assert families(found) == ["Ani", "Budi"]


def mend(found: Laptop, database: str) -> None:
    """Perbaiki sambungan server, at Masuk."""
    button = login_of(found).server
    assert button.isVisibleTo(found.window)

    def answer(self: ServerDialog) -> int:
        assert duplicates(self) == {}
        found.wait(self.keep.isEnabled)
        self.fields.database.setText(database)
        self.keep.click()
        found.wait(lambda: self.result() == 1)
        return 1

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ServerDialog, "exec", answer)
        button.click()


def test_a_second_computer_joins_from_a_fresh_start(qtbot: QtBot, tmp_path: Path, postgres: Cluster) -> None:
    at = postgres.database()
    for name in ("Budi Santoso", "Rina Wati"):
        with laptop(qtbot, tmp_path / name, Ticking()) as found:
            page = found.welcome()
            found.wait(page.choice.first().hasFocus)
            press(Qt.Key.Key_Return)
            page.person.view.answer("role", "kabupaten")
            page.person.view.answer("full_name", name)
            page.go_on()
            page.regency.chooser.add("64.03")
            page.go_on()
            assert page.title.text() == "Di mana catatan kantor disimpan?"
            page.store.there.setChecked(True)
            page.go_on()
            assert page.problem.text() == "Alamat server belum diisi."
            type_in(page.store.fields, at)
            page.go_on()
            keys(f"{PASSWORD}\n{PASSWORD}\n")
            found.wait(page.showing_code)
            step = page.stack.currentWidget()
            assert isinstance(step, RecoveryStep)
            for place, field in zip(step.asked, step.fields, strict=True):
                field.setText(step.groups[place])
            page.go_on()
            found.wait(found.is_open)
            found.rest()
            assert found.session.database.on_server
            keep(found, f"Keluarga {name}")
    assert families_there(tmp_path / "Rina Wati", qtbot) == ["Keluarga Budi Santoso", "Keluarga Rina Wati"]


def families_there(folder: Path, qtbot: QtBot) -> list[str]:
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        with found.session.database.read() as conn:
            assert len([one for one in read.devices(conn) if one.own]) == 1
            assert len(read.devices(conn)) == 2
        return families(found)


def test_a_server_that_does_not_answer_stops_nobody_at_the_first_step(
    qtbot: QtBot, tmp_path: Path, postgres: Cluster
) -> None:
    with laptop(qtbot, tmp_path / "baru", Ticking()) as found:
        page = found.welcome()
        found.wait(page.choice.first().hasFocus)
        press(Qt.Key.Key_Return)
        page.person.view.answer("role", "kabupaten")
        page.person.view.answer("full_name", "Budi")
        page.go_on()
        page.regency.chooser.add("64.03")
        page.go_on()
        page.store.there.setChecked(True)
        type_in(page.store.fields, postgres.office("practice only", FORMS))
        page.go_on()
        keys(f"{PASSWORD}\n{PASSWORD}\n")
        found.wait(lambda: page.problem.text())
        assert "bukan data Kampung KB" in page.problem.text()
        assert not (tmp_path / "baru" / "kampungkb.kkdb").exists()
