"""Immutable values, declared like a frozen dataclass with slots and just as fast to use, but quicker to declare.

The library's ``dataclass`` writes and compiles six functions for every class when its module is loaded; with some
hundred classes that was as long as opening a window. Here the functions that need no knowledge of the fields' names are
shared, and ``__init__`` is written when the first value is made. Everything else of ``dataclasses`` (``fields``,
``replace``, ``asdict``, ``field``) works with these classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T", bound=type[Any])


@overload
def frozen(cls: T, /) -> T:
    """Without brackets."""


@overload
def frozen(*, kw_only: bool = False, eq: bool = True) -> Callable[[T], T]:
    """With what differs."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: T | None = None, /, *, kw_only: bool = False, eq: bool = True) -> T | Callable[[T], T]:
    """Declare a class of immutable values. ``eq=False`` compares by identity. Only for classes whose bases, if they
    have fields, are declared in the same way."""

    def declare(declared: T) -> T:
        return _declared(declared, kw_only=kw_only, eq=eq)

    return declare if cls is None else declare(cls)


def _declared(cls: T, *, kw_only: bool, eq: bool) -> T:
    named = {name for name in ("__eq__", "__hash__", "__repr__", "__init__") if name in cls.__dict__}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    fields = dataclasses.fields(made)
    made.__setattr__, made.__delattr__ = _set, _delete
    made.__getstate__, made.__setstate__ = _get_state, _put_state
    if "__repr__" not in named:
        made.__repr__ = _repr_of(tuple(one.name for one in fields if one.repr))
    if eq and "__eq__" not in named:
        answers = _getter(tuple(one.name for one in fields if one.compare))
        made.__eq__ = _eq_of(answers)
        if "__hash__" not in named:
            made.__hash__ = _hash_of(answers)
    if "__init__" not in named:
        made.__init__ = _first_init(made)
    declared: T = made
    return declared


def _first_init(cls: type[Any]) -> Callable[..., None]:
    """Stands in for ``__init__`` until the first value is made."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807  it becomes the class's own
        made = _init_of(cls)
        cls.__init__ = made
        made(self, *given, **named)

    return __init__


def _init_of(cls: type[Any]) -> Callable[..., None]:
    fields = [one for one in dataclasses.fields(cls) if one.init]
    given = [_parameter(one) for one in fields if not one.kw_only]
    named = [_parameter(one) for one in fields if one.kw_only]
    parameters = ", ".join(["self", *given, *(["*", *named] if named else [])])
    body = [f"    _put(self, {one.name!r}, {_answer(one)})" for one in dataclasses.fields(cls) if _is_put(one)]
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    known: dict[str, Any] = {"_put": object.__setattr__, "_MISSING": MISSING}
    for one in dataclasses.fields(cls):
        known[f"_default_{one.name}"] = one.default
        known[f"_made_{one.name}"] = one.default_factory
    exec(f"def __init__({parameters}):\n" + "\n".join(body or ["    pass"]), known)  # noqa: S102  as dataclasses does
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _is_put(one: Field[Any]) -> bool:
    return one.init or one.default is not MISSING or one.default_factory is not MISSING


def _parameter(one: Field[Any]) -> str:
    if one.default is not MISSING:
        return f"{one.name}=_default_{one.name}"
    return f"{one.name}=_MISSING" if one.default_factory is not MISSING else one.name


def _answer(one: Field[Any]) -> str:
    if one.default_factory is not MISSING:
        fresh = f"_made_{one.name}()"
        return f"{fresh} if {one.name} is _MISSING else {one.name}" if one.init else fresh
    return one.name if one.init else f"_default_{one.name}"


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq_of(answers: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        if self is other:
            return True
        return answers(self) == answers(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash_of(answers: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(answers(self))

    return __hash__


def _repr_of(names: tuple[str, ...]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _set(_self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _put_state(self: Any, state: list[Any]) -> None:
    for one, kept in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, kept)
