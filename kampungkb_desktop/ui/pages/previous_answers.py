"""What was answered last time, in grey beside the questions of today. It reminds and never fills in: that is asked for
by a key (``visit_same_again``)."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.base import text as words
from kampungkb_desktop.forms.kinds import Answer, Choice, Choices, Kind, Measure, Number, YesNo
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.editors import LineEditor
from kampungkb_desktop.ui.form_view import FormView, still

_LONGEST = 60
_ASKED_EVERY_TIME = frozenset({"target", "visited_by"})


def remind(view: FormView, before: Record | None, when: str) -> None:
    """Show the answers of an earlier record of the same form; ``None`` takes the reminders away."""
    with still(view):
        _remind_all(view, before, when)


def _remind_all(view: FormView, before: Record | None, when: str) -> None:
    for name, cell in view.cells.items():
        kind = cell.kind
        said = _said(kind, getattr(before, name, None)) if before is not None else ""
        editor = cell.editor
        if isinstance(editor, LineEditor) and isinstance(kind, Number | Measure):
            editor.line.setPlaceholderText(said)
            editor.line.setToolTip(f"Terakhir ({when}): {said} {kind.unit}".rstrip() if said else "")
        elif isinstance(kind, YesNo | Choice | Choices) and name not in _ASKED_EVERY_TIME:
            cell.remind(f"{when}: {said}" if said else "")


def _said(kind: Kind, answer: Answer) -> str:
    how: dict[type[Kind], Callable[[Answer], str]] = {
        Number: lambda a: words.number(a) if isinstance(a, int) else "",
        Measure: lambda a: words.number(a, kind.places) if isinstance(a, float) and isinstance(kind, Measure) else "",
        YesNo: lambda a: (kind.yes if a else kind.no).lower() if isinstance(kind, YesNo) else "",
        Choice: lambda a: kind.options.label(str(a)).lower() if isinstance(kind, Choice) else "",
        Choices: lambda a: _several(kind, a),
    }
    return how[type(kind)](answer) if answer is not None and type(kind) in how else ""


def _several(kind: Kind, answer: Answer) -> str:
    if not isinstance(kind, Choices) or not isinstance(answer, tuple):
        return ""
    said = ", ".join(kind.options.label(code) for code in answer)
    return said if len(said) <= _LONGEST else f"{len(answer)} jawaban"
