"""The columns of a grid of visits: one for every answer of the paper form of a sasaran, in its order."""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.actions.visit_questions import paper_questions
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Day, Kind, Measure, Number, YesNo
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.visit import Visit

DAY: Final = "visit.visited_on"
"""The column that most lists have one day for."""


@frozen
class GridColumn:
    """One answer. ``key`` names it in a row; ``title`` is its heading with the unit."""

    key: str
    form: type[Record]
    field: str
    kind: Kind

    @property
    def title(self) -> str:
        """The label, with the unit in brackets."""
        unit = getattr(self.kind, "unit", "")
        return f"{self.kind.label} ({unit})" if unit else self.kind.label

    @property
    def is_figure(self) -> bool:
        """A number that was read off a scale or counted: what two people write differently most often."""
        return isinstance(self.kind, Number | Measure)

    @property
    def letters(self) -> int:
        """How wide it is by what is typed into it."""
        if isinstance(self.kind, Number | Measure | YesNo):
            return 8
        return 11 if isinstance(self.kind, Day) else 15


def columns_of(target: str) -> tuple[GridColumn, ...]:
    """Every column of a sasaran."""
    return tuple(
        GridColumn(key_of(form, name), form, name, fields_of(form)[name]) for form, name in paper_questions(target)
    )


def key_of(form: type[Record], name: str) -> str:
    """``visit.visited_on``."""
    return f"{form.FORM}.{name}"


def of_visit(name: str) -> str:
    """The key of one of the visit's own answers."""
    return key_of(Visit, name)
