"""What taking a list in would do, row by row, before anything is written. A plan is read in two ways: filling only
what is empty (nothing on record changes), or putting the file's answers in the place of those on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kampungkb_desktop.actions.lists_in.findings import Level, Said
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.record import Record

ROWS_APART: Final = 2_000_000
"""Rows of several sheets in one plan: the number in a sheet, and this for every sheet before it."""


class Verdict(StrEnum):
    """What becomes of a row. ``DOUBT`` is written only when ticked, ``REFUSED`` never."""

    NEW = "baru"
    CHANGES = "mengubah"
    SAME = "sama"
    DOUBT = "meragukan"
    REFUSED = "ditolak"


class Mode(StrEnum):
    """What happens to an answer that stands on record and is another one in the file."""

    FILL = "isi"
    REPLACE = "ganti"


@frozen
class Offer:
    """One record of the plan: what is on record (``None``: new) and the answers of the file that are not the same."""

    form: type[Record]
    id: str
    seen: Record | None
    answers: Mapping[str, Answer]
    day: date | None = None
    """Of a dated form: the day the file speaks of."""

    def changes(self, mode: Mode) -> dict[str, Answer]:
        """The answers that would be written: with ``FILL`` only those that are empty on record."""
        if self.seen is None or mode is Mode.REPLACE:
            return dict(self.answers)
        return {name: value for name, value in self.answers.items() if getattr(self.seen, name) is None}

    def kept(self, mode: Mode) -> tuple[str, ...]:
        """The fields where the file says something else and the record keeps its own."""
        if self.seen is None or mode is Mode.REPLACE:
            return ()
        return tuple(name for name in self.answers if getattr(self.seen, name) is not None)


@dataclass(slots=True)
class Line:
    """A row of the file in the plan. ``doubt`` is a sentence; ``person`` is ``None`` on a family's own row."""

    row: int
    name: str
    household: Household
    person: Offer | None
    said: tuple[Said, ...]
    refused: bool = False
    doubt: str = ""
    first: bool = False
    """The row under which the family itself, its couple and its groups are counted and ticked."""

    @property
    def number(self) -> int:
        """The row's number in its sheet."""
        return self.row % ROWS_APART

    def refuse(self, sentence: str) -> None:
        """Keep it out, for a reason that another row gives."""
        self.said, self.refused = (*self.said, Said(self.number, "", Level.REFUSED, sentence)), True

    def verdict(self, mode: Mode) -> Verdict:
        """What becomes of it."""
        if self.refused:
            return Verdict.REFUSED
        if self.doubt:
            return Verdict.DOUBT
        offers = list(self.offers())
        if self.person is not None and self.person.seen is None:
            return Verdict.NEW
        if any(offer.seen is None and offer.form.FORM == "family" for offer in offers):
            return Verdict.NEW
        return Verdict.CHANGES if any(offer.changes(mode) for offer in offers) else Verdict.SAME

    def offers(self) -> Iterator[Offer]:
        """The records that are written with this row."""
        if self.first:
            yield from self.household.offers
        if self.person is not None:
            yield self.person


@dataclass(slots=True)
class Household:
    """A family of the plan: its own record, its couple, its groups; and its lines."""

    name: str
    offers: tuple[Offer, ...] = ()
    lines: list[Line] = field(default_factory=list)

    @property
    def new(self) -> bool:
        """Whether the family is not on record yet."""
        return any(offer.form.FORM == "family" and offer.seen is None for offer in self.offers)


@frozen
class Counts:
    """How many rows each verdict has, families and people that are new, rows with something said."""

    rows: int
    families: int
    new_families: int
    by_verdict: Mapping[Verdict, int]
    said: int
    kept: int
    """Rows where the file says something else than the record, and the record stays."""

    def of(self, verdict: Verdict) -> int:
        """Rows with this verdict."""
        return self.by_verdict.get(verdict, 0)


@frozen
class Weighed:
    """A plan as it is with one way of writing: the verdict of every row by its number, and the counts."""

    verdicts: Mapping[int, Verdict]
    counts: Counts


@dataclass(slots=True)
class Plan:
    """The whole file. ``notes`` say what was taken for granted; ``ticks`` are the rows a person turned over."""

    lines: Sequence[Line]
    households: Sequence[Household]
    notes: tuple[str, ...] = ()
    skipped: int = 0
    ticks: dict[int, bool] = field(default_factory=dict)
    _weighed: dict[Mode, Weighed] = field(default_factory=dict)

    def weighed(self, mode: Mode) -> Weighed:
        """Verdicts and counts, worked out once for each way of writing."""
        found = self._weighed.get(mode)
        if found is None:
            found = self._weighed[mode] = self._weigh(mode)
        return found

    def taken(self, line: Line, mode: Mode) -> bool:
        """Whether a row goes in: as ticked, else when it is new or changes something and is not in doubt."""
        verdict = self.weighed(mode).verdicts[line.row]
        if verdict in (Verdict.REFUSED, Verdict.SAME):
            return False
        return self.ticks.get(line.row, verdict is not Verdict.DOUBT)

    def counts(self, mode: Mode) -> Counts:
        """For the words over the table."""
        return self.weighed(mode).counts

    def findings(self) -> Iterator[Said]:
        """Everything said of every row."""
        for line in self.lines:
            yield from line.said

    def _weigh(self, mode: Mode) -> Weighed:
        verdicts = {line.row: line.verdict(mode) for line in self.lines}
        new = sum(home.new for home in self.households)
        said = sum(bool(line.said) for line in self.lines)
        kept = sum(any(offer.kept(mode) for offer in line.offers()) for line in self.lines)
        by_verdict = dict(Counter(verdicts.values()))
        return Weighed(verdicts, Counts(len(self.lines), len(self.households), new, by_verdict, said, kept))
