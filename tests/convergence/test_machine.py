"""After every step of a random history each laptop is what the oracle says; after full exchange all are equal.

A few short histories at every run; HYPOTHESIS_PROFILE=deep runs thousands of forty steps, by hand.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.convergence.macros import Told

_EXAMPLES = settings.default.max_examples if settings.default else 40
_BY_HAND = _EXAMPLES > 100
# Shrinking real databases takes minutes; the steps that are printed say enough.
_GENERATE = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))


def test_an_office_converges(prepared: list[Path]) -> None:
    Told.prepared = prepared
    few = settings(_GENERATE, max_examples=3, stateful_step_count=12)
    many = settings(_GENERATE, max_examples=_EXAMPLES, stateful_step_count=40)
    run_state_machine_as_test(Told, settings=many if _BY_HAND else few)
