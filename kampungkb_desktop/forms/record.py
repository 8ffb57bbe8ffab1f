"""A record is an immutable value whose fields declare themselves with ``ask``; an edit is a new value with the same id.

Everything a layer needs to know of a field follows from ``fields_of``; everything that is written or sent goes through
``to_scalars`` and comes back through ``from_scalars``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any, ClassVar, Literal, Self, TypeVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import (
    Answer,
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Measure,
    Number,
    Option,
    Options,
    Place,
    Scalar,
    Text,
    YesNo,
)

DRAFT = "draf"
DONE = "selesai"
STATUS = Options("status", (Option(DRAFT, "Draf", 1), Option(DONE, "Selesai", 2)))

Strength = Literal["problem", "caution"]


@frozen
class Finding:
    """Something to say about an answer. A *problem* blocks *selesai*, a *caution* asks; neither throws anything away.

    ``field`` is a field name, or empty for the whole record; ``fix`` is a proposed answer for one click.
    """

    field: str
    strength: Strength
    sentence: str
    code: str = ""
    fix: Answer = None


def ask(kind: Kind) -> Any:
    """Declare a field of a form. The type on the left must be what the kind holds, or ``None``."""
    return field(default=None, metadata={"kind": kind})


@frozen(kw_only=True)
class Record:
    """What every form has: its id, the village it belongs to (scope of sync and privacy), and draf or selesai."""

    FORM: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1

    id: str = ""
    village: str | None = ask(Place("Desa/kelurahan", level="village"))
    status: str | None = ask(Choice("Keadaan", options=STATUS))

    def rules(self) -> Iterator[Finding]:
        """Findings that need only this record. Forms override it."""
        return iter(())

    def name(self) -> str:
        """How a list or a sentence calls this record. Forms override it."""
        return self.TITLE

    def changed(self, **answers: Any) -> Self:
        """The same record with other answers."""
        return dataclasses.replace(self, **answers)


def fields_of(form: type[Record]) -> Mapping[str, Kind]:
    """Field name to kind, in the order of the declaration, without ``id``."""
    known = _FIELDS.get(form)
    if known is None:
        known = {f.name: f.metadata["kind"] for f in dataclasses.fields(form) if "kind" in f.metadata}
        _FIELDS[form] = known
    return known


_FIELDS: dict[type[Any], Mapping[str, Kind]] = {}
"""Remembered declarations: ``fields_of`` is asked for every row that is read."""


def canonical(codes: tuple[str, ...] | list[str]) -> str:
    """A set of codes as the one JSON text that every device writes for it."""
    return json.dumps(sorted(set(codes)), ensure_ascii=False, separators=(",", ":"))


def to_scalar(kind: Kind, answer: Answer) -> Scalar:
    """An answer as a column or log value."""
    if answer is None:
        return None
    if isinstance(answer, bool):
        return int(answer)
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, tuple):
        return canonical(answer) if answer else None
    if isinstance(kind, Measure):
        return float(answer)
    return answer


BEYOND = 10**15
"""Nothing that is counted or measured comes near; what does could not be added up or written on paper."""


def from_scalar(kind: Kind, value: Scalar) -> Answer:
    """A column or log value as an answer; a value this kind cannot hold (foreign or newer data) becomes ``None``
    here and stays in the log."""
    if value is None:
        return None
    try:
        return _decode(kind, value)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _decode(kind: Kind, value: str | int | float) -> Answer:
    match kind:
        case YesNo():
            return bool(int(value))
        case Number():
            whole = int(value)
            return whole if abs(whole) < BEYOND else None
        case Measure():
            number = float(value)
            return number if abs(number) < BEYOND else None  # nor what is no number
        case Day():
            return date.fromisoformat(str(value))
        case Choices():
            codes = json.loads(str(value))
            return tuple(str(code) for code in codes) if isinstance(codes, list) else None
        case _:
            return str(value)


R = TypeVar("R", bound=Record)


def to_scalars(record: Record) -> dict[str, Scalar]:
    """All answers of a record as scalars, unanswered ones included."""
    return {name: to_scalar(kind, getattr(record, name)) for name, kind in fields_of(type(record)).items()}


def from_scalars(form: type[R], record_id: str, values: Mapping[str, Scalar]) -> R:
    """A record from scalars; names this version does not know are left out (they stay in the log)."""
    kinds = fields_of(form)
    answers: dict[str, Any] = {
        n: from_scalar(kinds[n], v) for n, v in values.items() if v is not None and n in kinds
    }  # fmt: skip
    return form(id=record_id, **answers)


def difference(before: Record | None, after: Record) -> dict[str, Scalar]:
    """The scalars that changed; for a new record, those that are answered."""
    new = to_scalars(after)
    if before is None:
        return {name: value for name, value in new.items() if value is not None}
    old = to_scalars(before)
    return {name: value for name, value in new.items() if value != old[name]}


def applies(record: Record, name: str) -> bool:
    """Whether a question applies to this record (its ``when`` holds)."""
    when = fields_of(type(record))[name].when
    return when is None or bool(when(record))


def check(record: Record, *, today: date) -> tuple[Finding, ...]:
    """Every finding of one record: what its kinds say, then what its own rules say. ``today`` bounds dates."""
    found = [
        f for name, kind in fields_of(type(record)).items() if kind.required or getattr(record, name) is not None
        for f in _field_findings(record, name, kind, today)
    ]  # fmt: skip
    return (*found, *record.rules())


def missing(record: Record) -> tuple[str, ...]:
    """Required fields that apply and are not answered."""
    return tuple(
        name for name, kind in fields_of(type(record)).items()
        if kind.required and getattr(record, name) is None and applies(record, name)
    )  # fmt: skip


def _field_findings(record: Record, name: str, kind: Kind, today: date) -> Iterator[Finding]:
    answer = getattr(record, name)
    if answer is None:
        if kind.required and applies(record, name):
            yield Finding(name, "problem", f"{kind.label} belum diisi.", "belum_diisi")
        return
    sentence = _bound_sentence(kind, answer, today)
    if sentence:
        yield Finding(name, "problem", sentence, "di_luar_batas")


def _bound_sentence(kind: Kind, answer: Any, today: date) -> str:
    match kind:
        case Number(low=low, high=high) | Measure(low=low, high=high) if not low <= answer <= high:
            return f"{kind.label} harus antara {_plain(low)} dan {_plain(high)}."
        case Text(longest=longest) if len(answer) > longest:
            return f"{kind.label} paling panjang {longest} huruf; sekarang {len(answer)}."
        case Digits(lengths=lengths) if lengths and (not answer.isdigit() or len(answer) not in lengths):
            wanted = " atau ".join(str(n) for n in lengths)
            return f"{kind.label} harus {wanted} angka. Baru terisi {len(answer)}."
        case Day(earliest=earliest) if earliest is not None and answer < earliest:
            return f"{kind.label} terlalu lama berlalu; periksa tahunnya."
        case Day(future=False) if answer > today:
            return f"{kind.label} ada di masa depan; periksa tanggalnya."
        case Choice(options=options) if answer not in options.codes():
            return f"{kind.label}: pilihan ini belum dikenal versi ini."
        case _:
            return ""


def _plain(value: float) -> str:
    """A bound as people write it: thousands dots, decimal comma."""
    whole = f"{value:,.10g}"
    return whole.replace(",", "\x00").replace(".", ",").replace("\x00", ".")
