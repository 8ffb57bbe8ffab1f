"""Opening without the password, by the account at this computer, where the person wished it (decision 0039): the
system's own store for passwords keeps one half of a slot in the key file. Whoever may use the account opens the data;
that is said where the wish is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import trail, unlocking
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import more_slots, vault
from kampungkb_desktop.transport import keys

ACCOUNT_WORDS = {"win32": "akun Windows ini", "darwin": "akun Mac ini"}
"""What a person calls the account, by system."""


def account_words() -> str:
    """ "akun Windows ini", or what it is called here."""
    return ACCOUNT_WORDS.get(sys.platform, "akun komputer ini")


def is_possible() -> bool:
    """Whether this computer has a store for passwords that encrypts."""
    return keys.is_there()


def is_on(session: Session) -> bool:
    """Whether the account opens these data."""
    return bool(more_slots.system_account(_keys(session.data_dir)))


def is_offered(data_dir: Path) -> bool:
    """Whether Masuk may offer it: it is on, the store still has its part, and the screen was not locked at the end."""
    account = more_slots.system_account(_keys(data_dir))
    return bool(account) and not unlocking.was_locked(data_dir) and keys.find(_named(account)) is not None


def turn_on(session: Session, password: str) -> None:
    """Let the account open these data, for whoever knows the password. KnownError E-PASSWORD, E-WAIT, E-KEYRING where
    the computer has no store, or it does not keep."""
    unlocking.check_password(session, password)
    old = more_slots.system_account(_keys(session.data_dir))
    account, secret = more_slots.new_system_secret()
    if not keys.keep(_named(account), secret):
        raise KnownError(
            "E-KEYRING",
            "Komputer ini tidak mempunyai tempat menyimpan kunci yang aman, jadi pilihan ini tidak dapat dinyalakan.",
            "Tetap masuk dengan kata sandi.",
        )
    more_slots.put_system(_keys(session.data_dir), session.master, account, secret)
    if old:
        keys.forget(_named(old))
    trail.note(session, trail.ACCOUNT, more="nyala")


def turn_off(session: Session) -> None:
    """Only the password opens these data again. The slot goes first: what is left in the store opens nothing."""
    account = more_slots.system_account(_keys(session.data_dir))
    if account:
        more_slots.drop_system(_keys(session.data_dir))
        keys.forget(_named(account))
        trail.note(session, trail.ACCOUNT, more="mati")


def forget(data_dir: Path) -> None:
    """Let the computer's store forget its part of data that are about to be destroyed."""
    account = more_slots.system_account(_keys(data_dir))
    if account:
        keys.forget(_named(account))


def open_by_system(data_dir: Path, *, clock: Clock = clocks.now) -> Session:
    """Open without a password. KnownError E-KEYRING-GONE where the store has nothing that fits here."""
    path = _keys(data_dir)
    account = more_slots.system_account(path)
    secret = keys.find(_named(account)) if account and not unlocking.was_locked(data_dir) else None
    session = sessions.open_unlocked(data_dir, more_slots.unlock_system(path, secret or ""), clock=clock)
    unlocking.right(session)
    return session


def _keys(data_dir: Path) -> Path:
    return data_dir / vault.KEYS_NAME


def _named(account: str) -> str:
    return f"kunci data {account}"
