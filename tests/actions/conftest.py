"""An officer's laptop and the district's, each made once per run and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.forms.catalog import FORMS
from tests.actions.devices import copied, make
from tests.actions.enrolling import enrolled, strangers
from tests.actions.storing import Made
from tests.actions.veiling import three_offices
from tests.transport.webdav_server import Served, serving


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


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A real WebDAV server of an empty folder: the office's storage."""
    with serving(tmp_path / "server") as made:
        yield made


@pytest.fixture
def made(officer_template: Path, district_template: Path) -> Iterator[Made]:
    """Where laptops come from that are set up with a storage."""
    with ExitStack() as stack:
        yield Made(stack, officer_template, district_template)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Session, Session, Session]]:
    """A district, an officer of it, and a province that knows nobody yet."""
    with three_offices(tmp_path) as found:
        yield found


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


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """The district's computer and the laptop of an officer who is enrolled with it."""
    with strangers(tmp_path) as (district, officer):
        enrolled(district, officer, tmp_path)
        yield district, officer
