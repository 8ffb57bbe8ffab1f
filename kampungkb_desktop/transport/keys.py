"""The system's own store for passwords (Windows Credential Manager, macOS Keychain, Secret Service), where it has one.

Loaded only when asked. A machine without such a store is no error: the caller keeps the password elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kampungkb_desktop.base.program_folder import is_portable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Kampung KB Desktop"


def keep(account: str, password: str) -> bool:
    """Keep a password; False where the system has no store, or will not."""
    from keyring.errors import KeyringError  # noqa: PLC0415  only who uses a storage pays for loading it

    try:
        found = _store()
        if found is None:
            return False
        found.set_password(SERVICE, account, password)
        return found.get_password(SERVICE, account) == password
    except (KeyringError, OSError, RuntimeError):
        return False


def find(account: str) -> str | None:
    """The password kept under this account, or ``None``."""
    from keyring.errors import KeyringError  # noqa: PLC0415  the same

    try:
        found = _store()
        return None if found is None else found.get_password(SERVICE, account)
    except (KeyringError, OSError, RuntimeError):
        return None


def forget(account: str) -> None:
    """Remove it, where it is."""
    from keyring.errors import KeyringError  # noqa: PLC0415  the same

    try:
        found = _store()
        if found is not None and found.get_password(SERVICE, account) is not None:
            found.delete_password(SERVICE, account)
    except (KeyringError, OSError, RuntimeError):
        return


def _store() -> KeyringBackend | None:
    """The store of this system; only those that encrypt count (``fail`` and ``null`` have no priority)."""
    if is_portable():
        return None  # a stick leaves nothing on the computers it visits
    import keyring  # noqa: PLC0415  the same

    found = keyring.get_keyring()
    return found if found.priority >= 1 else None


def is_there() -> bool:
    """Whether this system has such a store."""
    from keyring.errors import KeyringError  # noqa: PLC0415  the same

    try:
        return _store() is not None
    except (KeyringError, OSError, RuntimeError):
        return False
