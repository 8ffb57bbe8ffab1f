"""Databases for tests: made once per run and copied, because a new one costs more than most tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import database, vault
from kampungkb_desktop.store.database import DATABASE_NAME, Database
from kampungkb_desktop.store.schema import Forms
from tests.cheap import CHEAP
from tests.store.tiny import TINY

PASSWORD = "sawah hijau"
REAL_KEY = bytes(32)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A data folder with keys and an empty database of the tiny form, and its database key."""
    folder = tmp_path_factory.mktemp("template")
    master = vault.create(folder / vault.KEYS_NAME, PASSWORD, CHEAP).master
    key = vault.derive(master, vault.DATABASE)
    database.create(folder / DATABASE_NAME, key, practice=True, forms=TINY).close()
    return folder, key


@pytest.fixture
def folder(template: tuple[Path, bytes], tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return Path(shutil.copytree(template[0], tmp_path / "data"))


@pytest.fixture
def key(template: tuple[Path, bytes]) -> bytes:
    return template[1]


def _moved(request: pytest.FixtureRequest, path: Path, key: bytes, name: str, forms: Forms) -> None:
    """Put the records of the database at ``path`` on the test server."""
    cluster = request.getfixturevalue("postgres")
    from tests.postgres import settle_on

    settle_on(path, key, cluster.office(name, forms))


@pytest.fixture
def garden(folder: Path, key: bytes, on_server: bool, request: pytest.FixtureRequest) -> Iterator[Database]:
    """The test's own database, open."""
    if on_server:
        _moved(request, folder / DATABASE_NAME, key, "garden", TINY)
    opened = database.open_database(folder / DATABASE_NAME, key, forms=TINY)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database of every form, under ``REAL_KEY``."""
    made = tmp_path_factory.mktemp("real")
    database.create(made / DATABASE_NAME, REAL_KEY, practice=True).close()
    return made


@pytest.fixture
def district(
    real_template: Path, tmp_path: Path, on_server: bool, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """An open database of every form, the test's own."""
    folder = Path(shutil.copytree(real_template, tmp_path / "district"))
    if on_server:
        _moved(request, folder / DATABASE_NAME, REAL_KEY, "every form", FORMS)
    opened = database.open_database(folder / DATABASE_NAME, REAL_KEY)
    yield opened
    opened.close()
