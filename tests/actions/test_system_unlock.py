"""Opening by the computer's account: only where it was wished, on this computer, and never past the lock. The store is
a real backend of the keyring library that keeps its lines in memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import system_unlock, trail, unlocking
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import vault
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import said, started_at


class InMemory(KeyringBackend):
    """A store that forgets at the end of the test."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.lines: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self.lines[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("nobody has logged in")
        return self.lines.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.lines:
            raise PasswordDeleteError(username)
        del self.lines[service, username]


@pytest.fixture
def store() -> Iterator[InMemory]:
    before, own = keyring.get_keyring(), InMemory()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """An officer's laptop after the first run; who needs it closed closes it."""
    return started_at(tmp_path / "petugas", "Siti Rahmah", "petugas")


def test_the_account_opens_what_it_was_allowed_to(store: InMemory, session: Session) -> None:
    folder = session.data_dir
    assert system_unlock.is_possible()
    assert not system_unlock.is_on(session)
    assert not system_unlock.is_offered(folder)
    system_unlock.turn_on(session, PASSWORD)
    ((_service, account),) = store.lines
    assert len(store.lines["Kampung KB Desktop", account]) == 44
    assert system_unlock.is_on(session)
    sessions.close(session)
    assert system_unlock.is_offered(folder)
    again = system_unlock.open_by_system(folder, clock=Ticking())
    assert again.master == session.master
    system_unlock.turn_off(again)
    assert store.lines == {}
    assert [one.what for one in again.trail.entries()].count(trail.ACCOUNT) == 2
    sessions.close(again)
    assert not system_unlock.is_offered(folder)
    with pytest.raises(KnownError):
        system_unlock.open_by_system(folder, clock=Ticking())
    sessions.close(sessions.open_session(folder, PASSWORD))


def test_it_is_wished_only_by_who_knows_the_password(store: InMemory, session: Session) -> None:
    with pytest.raises(KnownError) as refused:
        system_unlock.turn_on(session, "bukan itu")
    assert said(refused) == "E-PASSWORD"
    assert store.lines == {}
    assert not system_unlock.is_on(session)
    sessions.close(session)


def test_without_a_store_it_says_so(session: Session) -> None:
    assert not system_unlock.is_possible()
    with pytest.raises(KnownError) as refused:
        system_unlock.turn_on(session, PASSWORD)
    assert said(refused) == "E-KEYRING"
    assert not system_unlock.is_on(session)
    sessions.close(session)


def test_a_store_that_forgot_or_is_shut_leads_to_the_password(store: InMemory, session: Session) -> None:
    folder = session.data_dir
    system_unlock.turn_on(session, PASSWORD)
    sessions.close(session)
    store.locked = True
    assert not system_unlock.is_offered(folder)
    store.locked = False
    store.lines.clear()
    assert not system_unlock.is_offered(folder)
    with pytest.raises(KnownError) as refused:
        system_unlock.open_by_system(folder, clock=Ticking())
    assert said(refused) == "E-KEYRING-GONE"


def test_after_the_lock_only_the_password_opens(store: InMemory, session: Session) -> None:
    folder = session.data_dir
    system_unlock.turn_on(session, PASSWORD)
    unlocking.note_lock(folder, locked=True)
    sessions.close(session)
    assert not system_unlock.is_offered(folder)
    with pytest.raises(KnownError) as refused:
        system_unlock.open_by_system(folder, clock=Ticking())
    assert said(refused) == "E-KEYRING-GONE"
    sessions.close(unlocking.open_by_password(folder, PASSWORD, clock=Ticking()))
    assert system_unlock.is_offered(folder)


def test_a_folder_copied_to_another_computer_asks_for_the_password(
    store: InMemory, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_unlock.turn_on(session, PASSWORD)
    sessions.close(session)
    elsewhere = tmp_path / "laptop-lain"
    shutil.copytree(session.data_dir, elsewhere)
    monkeypatch.setattr("kampungkb_desktop.base.machine.mark", lambda _salt: "f" * 16)
    with pytest.raises(KnownError) as refused:
        system_unlock.open_by_system(elsewhere, clock=Ticking())
    assert said(refused) == "E-KEYRING-GONE"
    assert vault.unlock(elsewhere / vault.KEYS_NAME, PASSWORD) == session.master
    assert store.lines


def test_wrong_passwords_wait_and_the_right_one_counts_them(session: Session) -> None:
    folder, clock, running = session.data_dir, Ticking(), Ticking(60_000)
    sessions.close(session)
    for _ in range(3):
        with pytest.raises(KnownError) as refused:
            unlocking.open_by_password(folder, "bukan itu", clock=clock, steady=running)
        assert said(refused) == "E-PASSWORD"
    clock.now += 3_600_000
    with pytest.raises(KnownError) as waits:
        unlocking.open_by_password(folder, PASSWORD, clock=clock, steady=running)
    assert said(waits) == "E-WAIT"
    assert unlocking.waiting(folder, clock, running)[:1] == (3,)
    running.now += 5_000
    again = unlocking.open_by_password(folder, PASSWORD, clock=clock, steady=running)
    assert [(one.what, one.count) for one in again.trail.entries()][-1] == (trail.WRONG, 3)
    sessions.close(again)


def test_the_printed_code_never_waits(tmp_path: Path, session: Session) -> None:
    folder, clock = session.data_dir, Ticking()
    code = vault.renew_recovery(folder / vault.KEYS_NAME, session.master)
    sessions.close(session)
    for _ in range(3):
        with pytest.raises(KnownError):
            unlocking.open_by_password(folder, "bukan itu", clock=clock)
    sessions.close(sessions.open_by_recovery(folder, code, "kata sandi baru", clock=clock))
    sessions.close(unlocking.open_by_password(folder, "kata sandi baru", clock=clock))
