"""The system's own store for passwords, with a backend of the tests; and a system that has none."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from kampungkb_desktop.transport import keys


class Memory(KeyringBackend):
    """Keeps passwords as long as a test."""

    priority = 5
    viable = False  # or keyring would find it by itself, as the system's own

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class Locked(Memory):
    """A store whose owner does not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service}: {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"{service}: {username}: {len(password)}")


@pytest.fixture(autouse=True)
def _own_store() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_kept_found_and_forgotten() -> None:
    store = Memory()
    keyring.set_keyring(store)
    assert keys.keep("siti@awan", "xK7")
    assert keys.find("siti@awan") == "xK7"
    assert keys.find("budi@awan") is None
    keys.forget("siti@awan")
    keys.forget("siti@awan")
    assert store.kept == {}


@pytest.mark.parametrize("store", [fail.Keyring, Locked])
def test_a_system_without_a_store_says_so_quietly(store: type[KeyringBackend]) -> None:
    keyring.set_keyring(store())
    assert not keys.keep("siti@awan", "xK7")
    assert keys.find("siti@awan") is None
    keys.forget("siti@awan")
