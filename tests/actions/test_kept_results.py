"""What is kept follows every rule there is, without naming one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import due_shelf, home_kept, kept_results, register_kept, stunting_kept
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_parts import Look
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store.connection import Connection

ON = date(2026, 11, 21)
NOW = Semester.of(ON)
FILES = sorted(path.name for path in resource("rules").iterdir())
KEYS: tuple[Callable[[Session, Connection], str], ...] = (
    lambda session, _conn: home_kept._way_of_classes(session),
    lambda session, _conn: due_shelf._head(session),
    lambda _session, conn: register_kept._way(conn),
    lambda _session, conn: stunting_kept._stamp(conn, NOW, ON),
    lambda _session, conn: Look(conn, NOW, ON).way,
)
"""Whatever is kept of what rules say is kept under one of these."""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The rule files of another version of the program."""
    folder = Path(shutil.copytree(resource("rules"), tmp_path / "rules"))
    monkeypatch.setattr(kept_results, "resource", lambda _name: folder)
    kept_results._program_mark.cache_clear()
    yield folder
    kept_results._program_mark.cache_clear()


def _mark() -> str:
    kept_results._program_mark.cache_clear()
    with ruleset.using(ruleset.shelf_of([])):
        return kept_results.rules_mark()


@pytest.mark.parametrize("name", FILES)
def test_no_rule_file_is_left_out(rules: Path, name: str) -> None:
    before = _mark()
    assert _mark() == before
    file = rules / name
    text = file.read_bytes()
    file.write_bytes(text.replace(b"2", b"3", 1))
    assert _mark() != before
    file.write_bytes(text)
    assert _mark() == before
    file.rename(rules / f"z-{name}")
    assert _mark() != before


@pytest.mark.parametrize("family", sorted({ruleset.family_of(one) for one in ruleset.built_in_ids()}))
def test_no_rule_of_the_office_is_left_out(family: str) -> None:
    rule = replace(ruleset.versions(family)[0], id=f"{family}-2099", loaded=True)
    others = (rule, replace(rule, valid_from=ON), replace(rule, valid_to=ON), replace(rule, parameters={"lain": 1}))
    marks = {_mark()}
    for one in others:
        with ruleset.using(ruleset.shelf_of([one])):
            marks.add(kept_results.rules_mark())
    assert len(marks) == 5


def test_the_version_of_the_program_is_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _mark()
    monkeypatch.setattr(kept_results, "__version__", "0.0.0")
    assert _mark() != before


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_kept_is_kept_under_it(officer: Session, key: Callable[[Session, Connection], str]) -> None:
    rule = replace(ruleset.versions("retensi")[0], id="retensi-2099", loaded=True)
    told = []
    for shelf in (ruleset.BUILT_IN, ruleset.shelf_of([rule])):
        with ruleset.using(shelf), officer.database.read() as conn:
            told.append(key(officer, conn))
    assert told[0] != told[1]
