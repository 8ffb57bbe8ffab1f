"""One small practice district for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import practice
from kampungkb_desktop.actions.session import Session, close
from tests.cheap import CHEAP

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Two villages with thirty families. Read only."""
    session = make(tmp_path_factory.mktemp("practice") / "latihan")
    yield session
    close(session)


def make(folder: Path, **wishes: object) -> Session:
    """Practice data as of the tests' day, the cheapest password there may be."""
    wanted = {"villages": 2, "families": 30, "seed": 7, "as_of": AS_OF} | wishes
    return practice.create(folder, cost=CHEAP, **wanted)  # type: ignore[arg-type]
