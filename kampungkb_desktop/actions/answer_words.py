"""An answer as people read it in a history or a list of conflicts. What this version cannot read is shown as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.base.text import listing, long_date, month_name, number
from kampungkb_desktop.base.typed_texts import as_typed, record_called
from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.kinds import Answer, Kind, Scalar
from kampungkb_desktop.forms.record import from_scalar

EMPTY = "(kosong)"
_YEARS = 1900
"""A number that cannot be lower is a year, and a year has no thousands dot."""

Names = Callable[[str, str], str]
"""(form, id of a record) or ("", region code) to a name; empty when there is none."""


def answer_words(kind: Kind | None, value: Scalar, names: Names = lambda _form, _id: "") -> str:
    """A scalar of the log in words; ``kind`` is ``None`` for a field of a newer version."""
    if value is None or value == "":
        return EMPTY
    answer = from_scalar(kind, value) if kind is not None else None
    return str(value) if kind is None or answer is None else _words(kind, answer, names)


def _words(kind: Kind, answer: Answer, names: Names) -> str:  # noqa: C901  one line per kind
    match kind, answer:
        case kinds.YesNo(), bool():
            return kind.yes if answer else kind.no
        case kinds.Number(), int():
            return str(answer) if kind.low >= _YEARS else _with_unit(number(answer), kind.unit)
        case kinds.Measure(), float():
            return _with_unit(number(answer, kind.places), kind.unit)
        case kinds.Day(), date():
            return long_date(answer)
        case kinds.Month(), str() if len(answer) == 7 and answer[5:].isdecimal() and 1 <= int(answer[5:]) <= 12:
            return month_name(answer)
        case kinds.Choice(), str():
            return kind.options.label(answer)
        case kinds.Choices(), tuple():
            # A list without options holds names or codes of regions (own instansi, villages that took part).
            free = not kind.options.items
            return listing([(names("", code) if free else "") or kind.options.label(code) for code in answer])
        case kinds.Link(), str():
            return record_called(kind.to, names(kind.to, answer)) or "(catatan yang belum ada di laptop ini)"
        case kinds.Place(), str():
            return as_typed(names("", answer)) or answer
        case kinds.Text(), str():
            return as_typed(answer)
        case kinds.Blob(), str():
            return "(berkas)"
        case _:
            return str(answer)


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}".rstrip()
