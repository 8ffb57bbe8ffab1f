"""An officer's laptop and the district's, each made once per run and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.forms.catalog import FORMS
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
def officer(
    officer_template: Path, tmp_path: Path, on_server: bool, request: pytest.FixtureRequest
) -> Iterator[Session]:
    """An officer's open session after the first run. What an officer's rows do must hold on a server too, though no
    officer has one."""
    with copied(officer_template, tmp_path / "petugas") as session, _at_home(session, on_server, request) as here:
        yield here


@pytest.fixture
def district(
    district_template: Path, tmp_path: Path, on_server: bool, request: pytest.FixtureRequest
) -> Iterator[Session]:
    """The district's open session after the first run."""
    with copied(district_template, tmp_path / "kabupaten") as session, _at_home(session, on_server, request) as here:
        yield here


@contextmanager
def _at_home(session: Session, on_server: bool, request: pytest.FixtureRequest) -> Iterator[Session]:
    """The same session, with its records on the test server where that is wanted."""
    if not on_server:
        yield session
        return
    cluster = request.getfixturevalue("postgres")
    from kampungkb_desktop.actions.office_server import join

    joined = join(replace(session, role="kabupaten"), cluster.office(f"office of {session.role}", FORMS))
    try:
        yield joined
    finally:
        close(joined)
