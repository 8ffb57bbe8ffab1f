"""Where the office's server is and how to reach it. No network here: the value alone."""

from __future__ import annotations

import json
from dataclasses import asdict, field

from kampungkb_desktop.base.frozen import frozen

PORT = 5432
TLS = ("verify-full", "require", "prefer", "disable")
"""libpq's ``sslmode``: with the server's name proven, encrypted, encrypted if it can, in the clear."""


@frozen
class Address:
    """How to reach the office's database. The password is nowhere shown, and kept only in an encrypted file."""

    host: str
    port: int
    database: str
    user: str
    password: str = field(repr=False)
    tls: str = "require"
    certificate: str = ""
    """The file of the authority that signed the server's certificate, for ``verify-full``; empty: the system's own."""

    def text(self) -> str:
        """As one line of the ``secret`` table."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> Address:
        """From that line."""
        return cls(**json.loads(text))

    @property
    def place(self) -> str:
        """Where it is, for people: without the password."""
        return f"{self.host}:{self.port}/{self.database}"
