"""An officer's laptop and the district's, each made once per run and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions.session import Session
from tests.actions.devices import copied, make


@pytest.fixture(scope="session")
def officer_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("devices") / "petugas"
    make(folder, "Siti Rahma")
    return folder


@pytest.fixture(scope="session")
def district_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("devices") / "kabupaten"
    make(folder, "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def officer(officer_template: Path, tmp_path: Path) -> Iterator[Session]:
    """An officer's open session after the first run."""
    with copied(officer_template, tmp_path / "petugas") as session:
        yield session


@pytest.fixture
def district(district_template: Path, tmp_path: Path) -> Iterator[Session]:
    """The district's open session after the first run."""
    with copied(district_template, tmp_path / "kabupaten") as session:
        yield session
