"""One server for a module's tests would be shared state; a server starts in milliseconds, so each test has its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transport.webdav_server import Served, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A WebDAV server of an empty folder."""
    with serving(tmp_path / "server") as made:
        yield made
