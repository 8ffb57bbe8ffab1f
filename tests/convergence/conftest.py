"""An office prepared once per module, and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.convergence.group import Group
from tests.convergence.places import templates


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return templates(tmp_path_factory.mktemp("kantor"))


@pytest.fixture
def group(prepared: list[Path], tmp_path: Path) -> Iterator[Group]:
    """Two officers, two computers of their office, and a newcomer; nobody has exchanged anything yet."""
    made = Group.of(prepared, tmp_path)
    yield made
    made.close()
