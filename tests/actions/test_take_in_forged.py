"""Whatever an enrolled sender puts into a file that is sealed and signed as it should be: either it is refused by name
and nothing has changed, or it is in the log, the tables say what the log says, and every screen can still be asked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import preview, take_in
from tests.actions.devices import copied
from tests.actions.exchanging import family, sound
from tests.actions.hostile_content import look_around, records, spoilt_lines, spoilt_manifests
from tests.actions.spoiling import DOCUMENTED, everything
from tests.bundle.forging import ELSEWHERE, VILLAGE, Sender, forge, line

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def lived_in(district_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district's folder with something in it."""
    folder = tmp_path_factory.mktemp("dihuni") / "kabupaten"
    with copied(district_template, folder) as session:
        family(session, "Milik desa lain", ELSEWHERE)
        family(session, "Di desa ini", VILLAGE)
    return folder


@contextmanager
def fresh(template: Path) -> Iterator[tuple[Session, Path]]:
    folder = Path(tempfile.mkdtemp())
    try:
        with copied(template, folder / "kabupaten") as session:
            yield session, folder
    finally:
        shutil.rmtree(folder)


def told_or_untouched(template: Path, lines: list[Any], **how: Any) -> None:
    with fresh(template) as (session, folder):
        path = forge(folder / "a.kkb", lines, **how)
        before = everything(session)
        (seen,) = preview(session, [path]).files
        assert everything(session) == before
        (report,) = take_in(session, [path]).files
        assert (seen.result, seen.code) == (report.result, report.code)
        if report.code:
            assert report.code in DOCUMENTED
            assert everything(session) == before
            return
        assert sound(session)
        for _step in look_around(session, folder / "balasan", TODAY):
            pass


@given(spoilt_lines(), st.booleans())
def test_lines(lived_in: Path, lines: list[Any], by_district: bool) -> None:
    sender = Sender(role="kabupaten") if by_district else Sender()
    told_or_untouched(
        lived_in, lines, sender=sender, manifest=lambda m: m.update(counts={"family": 3}, changes=3, cover={})
    )


@given(spoilt_manifests(), st.booleans())
def test_lists_of_contents(lived_in: Path, spoil: Any, by_district: bool) -> None:
    sender = Sender(role="kabupaten") if by_district else Sender()
    told_or_untouched(lived_in, [line(1), line(2)], sender=sender, manifest=spoil)


@given(said=st.lists(records, min_size=1, max_size=3), by_district=st.booleans())
@example(said=[("risk_verification", {"year": 0, "half": "1", "verified_on": "0001-01-01"})], by_district=False)
def test_answers(lived_in: Path, said: list[tuple[str, dict[str, Any]]], by_district: bool) -> None:
    sender = Sender(role="kabupaten") if by_district else Sender()
    lines = [
        line(seq, values, form=form, village=values.get("village", "")) for seq, (form, values) in enumerate(said, 1)
    ]
    told_or_untouched(lived_in, lines, sender=sender)
