"""What an append did, record by record, kept small: a file may bring a million of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from kampungkb_desktop.actions.effects import Outcome
from kampungkb_desktop.base.frozen import frozen


class _State(NamedTuple):
    """An outcome without its record; thousands of records share one."""

    village: str
    was: bool
    alive: bool
    conflicting: bool
    waiting: bool


@frozen
class Applied:
    """``duplicates`` are changes that were in the log already; ``moved`` the forms with rows that look different
    because records became one, or two again."""

    by_form: Mapping[str, Mapping[str, _State]] = field(default_factory=dict)
    changes: int = 0
    duplicates: int = 0
    moved: frozenset[str] = frozenset()

    @property
    def records(self) -> Iterator[Outcome]:
        """What became of each record."""
        return (Outcome(form, one, *state) for form, found in self.by_form.items() for one, state in found.items())

    @property
    def forms(self) -> frozenset[str]:
        """The forms whose rows may look different now."""
        return self.moved | self.by_form.keys()

    @property
    def new(self) -> int:
        return sum(one.alive and not one.was for one in self._states())

    @property
    def changed(self) -> int:
        return sum(one.alive and one.was for one in self._states())

    @property
    def deleted(self) -> int:
        return sum(one.was and not one.alive for one in self._states())

    @property
    def conflicting(self) -> int:
        return sum(one.conflicting for one in self._states())

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self._states())

    def _states(self) -> Iterator[_State]:
        return (state for found in self.by_form.values() for state in found.values())


class Gathering:
    """Outcomes as they come; of a record that comes again the last one counts, and whether it had a row at first."""

    def __init__(self) -> None:
        self.by_form: dict[str, dict[str, _State]] = {}
        self._shared: dict[_State, _State] = {}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        for form, record, village, was, *other in outcomes:
            found = self.by_form.setdefault(form, {})
            earlier = found.get(record)
            state = _State(village, was if earlier is None else earlier.was, *other)
            found[record] = self._shared.setdefault(state, state)
