"""Value changes between versions of a form, as pure functions run alike on local rows, old log entries and
incoming files. A step never renames a field in place: it adds the new one from the old."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kampungkb_desktop.forms.kinds import Scalar

Values = dict[str, Scalar]
Step = Callable[[Values], Values]

STEPS: Mapping[tuple[str, int], Step] = {}
"""(form, version it upgrades from) to the step that leads to the next version. Empty at version 1 of every form."""


def upgrade(form: str, version: int, values: Values, steps: Mapping[tuple[str, int], Step] = STEPS) -> Values:
    """``values`` written under ``version``, as the newest version would have written them."""
    while step := steps.get((form, version)):
        values = step(dict(values))
        version += 1
    return values
