"""After every step of a random history each laptop is what the oracle says; after full exchange all are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.convergence.macros import Told
from tests.convergence.places import templates

_EXAMPLES = settings.default.max_examples if settings.default else 40
# Shrinking real databases takes minutes; the steps that are printed say enough.
_GENERATE = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return templates(tmp_path_factory.mktemp("kantor"))


def test_offices_converge(prepared: list[Path]) -> None:
    Told.prepared = prepared
    run_state_machine_as_test(Told, settings=settings(_GENERATE, max_examples=_EXAMPLES, stateful_step_count=40))
