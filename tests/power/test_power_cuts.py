"""The power goes while one works. A few cuts of each kind of work here; thousands by hand (``tests.power.cuts``)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.power.cuts import Record, build_recorder, cut, killed, record
from tests.power.folders import prepared
from tests.power.runner import Runner
from tests.power.work import WORK

CUTS = 4


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    made = build_recorder(tmp_path_factory.mktemp("recorder"))
    if made is None:
        pytest.skip(
            "THE POWER CUTS WERE NOT TRIED: this machine has no C compiler (Debian: apt-get install gcc libc6-dev)"
        )
    with Runner(made) as runner:
        yield runner


@pytest.mark.parametrize("what", WORK)
def test_nothing_promised_is_lost(what: str, recorder: Runner, tmp_path: Path) -> None:
    done = record(recorder, prepared(tmp_path, what), tmp_path / "work", what, 2, 1)
    chance = random.Random(what)
    places = [*sorted(chance.sample(range(len(done.steps)), CUTS - 1)), len(done.steps)]
    found = {at: cut(done, at, chance, tmp_path / "disk") for at in places}
    assert {at: wrong for at, wrong in found.items() if wrong} == {}


def test_a_killed_process_leaves_what_it_promised(tmp_path: Path) -> None:
    with Runner() as runner:
        assert killed(runner, prepared(tmp_path, "entry"), tmp_path, "entry", 400, 1, 0.05) == ""


def test_the_experiment_sees_a_missing_flush(recorder: Runner, tmp_path: Path) -> None:
    """A harness that cannot fail proves nothing: without the flushes of the program things are lost."""
    done = record(recorder, prepared(tmp_path, "export"), tmp_path / "work", "export", 2, 1)
    careless = Record(done.before, [one for one in done.steps if one.word not in ("flush", "names")], done.files)
    chance = random.Random(1)
    found = {cut(careless, len(careless.steps), chance, tmp_path / "disk", drop=0.5) for _ in range(4)}
    assert found != {""}
