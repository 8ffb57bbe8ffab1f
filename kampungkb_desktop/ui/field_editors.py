"""Which editor answers a kind of question; a form may bring a hand-written one for a field of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import (
    Blob,
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Link,
    Measure,
    Month,
    Number,
    Place,
    Text,
    YesNo,
)
from kampungkb_desktop.ui import choice_editors
from kampungkb_desktop.ui.day_editors import DayEditor, MonthEditor
from kampungkb_desktop.ui.editors import (
    DigitsEditor,
    Editor,
    Lookup,
    MeasureEditor,
    NumberEditor,
    ParagraphEditor,
    TextEditor,
)
from kampungkb_desktop.ui.place_editor import PlaceEditor


@frozen
class Surroundings:
    """What editors need from outside the record."""

    today: date
    lookup: Lookup


Build = Callable[[Any, Surroundings], Editor]

EDITORS: Mapping[type[Kind], Build] = {
    Text: lambda kind, _around: ParagraphEditor(kind) if kind.lines > 1 else TextEditor(kind),
    Digits: lambda kind, _around: DigitsEditor(kind),
    Number: lambda kind, _around: NumberEditor(kind),
    Measure: lambda kind, _around: MeasureEditor(kind),
    Day: lambda kind, around: DayEditor(kind, around.today),
    Month: lambda kind, around: MonthEditor(kind, around.today),
    YesNo: lambda kind, _around: choice_editors.yes_no(kind),
    Choice: lambda kind, _around: choice_editors.choice(kind),
    Choices: lambda kind, _around: choice_editors.ChecksEditor(kind),
    Link: lambda kind, around: choice_editors.link(kind, around.lookup),
    Place: lambda kind, _around: PlaceEditor(kind),
    Blob: lambda kind, _around: TextEditor(kind),
}
"""Every kind has its editor; a ``Blob`` is normally hidden or overridden by the page's photo strip."""
