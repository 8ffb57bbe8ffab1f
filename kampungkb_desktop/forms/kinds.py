"""The dozen kinds of answer a form can ask for. Each layer keeps one small dictionary keyed by these classes;
a one-off need is a hand-written editor passed as an override, never a thirteenth kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from kampungkb_desktop.base.frozen import frozen

Scalar = str | int | float | None
"""What a column, a log entry and a bundle line can hold."""

Answer = str | int | float | bool | date | tuple[str, ...] | None
"""What a record holds in memory. ``None`` is "not answered yet"."""


@frozen
class Option:
    """One choice: a stable ``code`` that is stored, the official ``label`` and its ``number`` on the paper form."""

    code: str
    label: str
    number: int | None = None


@frozen
class Options:
    """A named option list with the mark of its source in ``domain.md``."""

    name: str
    items: tuple[Option, ...]
    source: str = ""

    def label(self, code: str | None) -> str:
        """The label of a code; an unknown code (newer version) is shown as it is."""
        return next((item.label for item in self.items if item.code == code), code or "")

    def codes(self) -> tuple[str, ...]:
        """All codes in the order of the paper form."""
        return tuple(item.code for item in self.items)


@frozen
class Kind:
    """What every kind has: ``label`` and ``hint`` are read by people, ``group`` is the heading it stands under,
    ``required`` matters only to *selesai*, ``when`` says whether the question applies to this record."""

    label: str
    required: bool = False
    hint: str = ""
    group: str = ""
    when: Callable[[Any], bool] | None = None
    personal: bool = False


@frozen
class Text(Kind):
    """Free text of one or more ``lines``; longer than ``longest`` characters is a problem, never cut off."""

    longest: int = 255
    lines: int = 1


@frozen
class Digits(Kind):
    """Digits kept as text (NIP, telephone), leading zeros kept. With ``lengths`` any other length is a problem;
    without, the form's own rules say as a caution what looks wrong (a NIK is never a reason to block)."""

    lengths: tuple[int, ...] = ()


@frozen
class Number(Kind):
    """A whole number between ``low`` and ``high``."""

    low: int = 0
    high: int = 9_999_999
    unit: str = ""


@frozen
class Measure(Kind):
    """A decimal number with ``places`` digits after the comma, in ``unit``."""

    low: float = 0.0
    high: float = 999_999.0
    places: int = 1
    unit: str = ""


@frozen
class Day(Kind):
    """A calendar day; ``earliest`` and ``future`` bound it."""

    earliest: date | None = None
    future: bool = False


@frozen
class Month(Kind):
    """A month as ``2026-10``."""


@frozen
class YesNo(Kind):
    """Ya, tidak or not yet answered; some questions also know "tidak berlaku" and are a ``Choice`` instead."""

    yes: str = "Ya"
    no: str = "Tidak"


@frozen
class Choice(Kind):
    """One of ``options``."""

    options: Options = Options("", ())


@frozen
class Choices(Kind):
    """Several of ``options``; ``alone`` names codes that exclude every other ("Tidak ada")."""

    options: Options = Options("", ())
    alone: tuple[str, ...] = ()


@frozen
class Link(Kind):
    """The id of a record of form ``to``. The record may be missing (not arrived yet): that is shown, never refused."""

    to: str = ""


@frozen
class Place(Kind):
    """A Kemendagri region code with dots; ``level`` is province, regency, district or village."""

    level: Literal["province", "regency", "district", "village"] = "village"


@frozen
class Blob(Kind):
    """The sha256 (hex) of a stored file."""


KINDS: tuple[type[Kind], ...] = (
    Text, Digits, Number, Measure, Day, Month, YesNo, Choice, Choices, Link, Place, Blob,
)  # fmt: skip
