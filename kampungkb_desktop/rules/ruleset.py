"""Versioned parameters of rules: one TOML file a version, with validity and source. Those in ``resources/rules`` come
with the program; an office may put newer ones beside them (``rule_file`` reads and tests these).

A rule's code holds the arithmetic; each threshold, list and label that a decree may change is in the file. Which
versions there are is a ``Shelf``, the one in use belongs to the thread's context (as the decimal context does): work
handed to another thread takes it along, and nothing here knows where the further versions are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from datetime import date
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource

P = ParamSpec("P")
T = TypeVar("T")


@frozen
class RuleSet:
    """One version of a rule. ``valid_to`` is ``None`` while no successor is known; ``loaded`` where the office put it
    beside those of the program."""

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    source: str
    note: str
    parameters: Mapping[str, Any]
    loaded: bool = False

    def covers(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def family(self) -> str:
        """What kind of rule it is: ``klasifikasi``."""
        return family_of(self.id)


@frozen
class Shelf:
    """The versions an office put beside those of the program, by id, and what was worked out from any of them."""

    loaded: Mapping[str, RuleSet] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def find(self, rule_id: str) -> RuleSet:
        """A version by its id; one of the program goes before a loaded one of the same name."""
        found = None if rule_id in built_in_ids() else self.loaded.get(rule_id)
        return found or _built_in(rule_id)

    def versions(self, family: str) -> tuple[RuleSet, ...]:
        """Every version of a family, oldest first."""
        own = [_built_in(name) for name in built_in_ids() if family_of(name) == family]
        more = [rule for name, rule in self.loaded.items() if rule.family == family and name not in built_in_ids()]
        return tuple(sorted((*own, *more), key=lambda rule: (rule.valid_from, rule.id)))


BUILT_IN = Shelf()
"""Only what came with the program."""
_shelf: ContextVar[Shelf] = ContextVar("rule_shelf", default=BUILT_IN)


def shelf_of(loaded: Iterable[RuleSet]) -> Shelf:
    """A shelf with these beside those of the program."""
    return Shelf({rule.id: rule for rule in loaded})


def in_use() -> Shelf:
    """The shelf that rules are judged by here."""
    return _shelf.get()


def use(shelf: Shelf) -> None:
    """Judge by these from now on, in this thread and in the work it hands out."""
    _shelf.set(shelf)


@contextmanager
def using(shelf: Shelf) -> Iterator[None]:
    """Judge by these inside a block."""
    token = _shelf.set(shelf)
    try:
        yield
    finally:
        _shelf.reset(token)


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function works out from a version, for as long as the shelf is in use."""

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
        memo = _shelf.get().memo
        key = (function, args, *kwargs.items()) if kwargs else (function, args)
        if key not in memo:
            memo[key] = function(*args, **kwargs)
        found: T = memo[key]
        return found

    return remembered


def load(rule_id: str) -> RuleSet:
    """The version with this id (``klasifikasi-2023``). A missing file of the program is a bug of the build."""
    return _shelf.get().find(rule_id)


@kept
def versions(family: str) -> tuple[RuleSet, ...]:
    """Every version of a rule family (``klasifikasi``), oldest first."""
    return _shelf.get().versions(family)


def in_force(family: str, day: date) -> RuleSet:
    """The newest version in force on a day; before the first began, the first: it judges older years."""
    known = versions(family)
    covering = [rule for rule in known if rule.covers(day)]
    return covering[-1] if covering else known[0]


def family_of(rule_id: str) -> str:
    """``klasifikasi`` of ``klasifikasi-2023``."""
    return rule_id.rpartition("-")[0]


def from_table(table: Mapping[str, Any], *, loaded: bool = False) -> RuleSet:
    """The version that a TOML table says; KeyError and TypeError where it lacks what every version has."""
    head = table["aturan"]
    return RuleSet(
        id=head["id"],
        title=head["judul"],
        valid_from=head["berlaku_sejak"],
        valid_to=head.get("berlaku_sampai"),
        source=head["sumber"],
        note=head.get("catatan", ""),
        parameters={name: value for name, value in table.items() if name != "aturan"},
        loaded=loaded,
    )


@cache
def built_in_ids() -> frozenset[str]:
    """The versions that came with the program."""
    return frozenset(path.stem for path in resource("rules").glob("*-*.toml"))


@cache
def _built_in(rule_id: str) -> RuleSet:
    import tomllib  # noqa: PLC0415  start-up time: the first screen needs no rule

    with resource(f"rules/{rule_id}.toml").open("rb") as file:
        rule = from_table(tomllib.load(file))
    if rule.id != rule_id:
        raise ValueError(f"{rule_id}.toml calls itself {rule.id}")
    return rule
