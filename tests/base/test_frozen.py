"""Frozen values behave as the library's frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.frozen import frozen

T = TypeVar("T")


@frozen
class Point:
    """Positional, with a default, a factory, a secret and something that does not count."""

    x: int
    y: int = 0
    names: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="s", repr=False)


@frozen(kw_only=True)
class Base:
    KIND: ClassVar[str] = "base"

    id: str = ""
    size: int | None = None


@frozen(kw_only=True)
class Derived(Base):
    KIND: ClassVar[str] = "derived"

    colour: str

    def doubled(self) -> Derived:
        return dataclasses.replace(self, size=(self.size or 0) * 2)


@frozen(eq=False)
class Own:
    x: int


@frozen
class Boxed(Generic[T]):
    content: T

    def __post_init__(self) -> None:
        if self.content is None:
            raise ValueError("empty")


@frozen
class Empty:
    pass


def test_made_by_place_and_by_name() -> None:
    assert (Point(1).x, Point(1).y, Point(1).names, Point(y=2, x=1).y) == (1, 0, [], 2)
    assert Point(1).names is not Point(1).names
    assert Derived(colour="red", id="a").id == "a"
    point: Any = Point
    derived: Any = Derived
    wrongs: tuple[Callable[[], object], ...] = (
        lambda: point(), lambda: point(1, z=1), lambda: derived("red"), lambda: derived(id="a"),
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(TypeError):
            wrong()


def test_nothing_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 1  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


def test_compared_by_content_within_one_class() -> None:
    assert Point(1, names=["a"]) == Point(1, names=["b"])
    assert hash(Point(1, names=["a"])) == hash(Point(1))
    assert Point(1) != Point(2)
    plain: Any = (1, 0, [], "s")
    assert Point(1) != plain
    assert Base(id="a") != Derived(id="a", colour="red")
    assert Own(1) != Own(1)
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    with pytest.raises(TypeError):
        hash(Boxed([]))


def test_shown_without_what_shall_not_be_shown() -> None:
    assert repr(Point(1, names=["a"])) == "Point(x=1, y=0, names=['a'])"
    assert repr(Derived(colour="red")) == "Derived(id='', size=None, colour='red')"


def test_what_dataclasses_offers() -> None:
    assert [one.name for one in dataclasses.fields(Derived)] == ["id", "size", "colour"]
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0, "names": [], "secret": "s"}
    assert dataclasses.is_dataclass(Point)
    assert Derived(colour="red", size=2).doubled() == Derived(colour="red", size=4)
    assert Point.__match_args__ == ("x", "y", "names", "secret")  # type: ignore[attr-defined]


def test_copied_and_kept() -> None:
    point = Point(1, names=["a"])
    for other in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert other == point
        assert other.names == ["a"]


def test_looked_at_when_made() -> None:
    assert Boxed(1).content == 1
    with pytest.raises(ValueError, match="empty"):
        Boxed(None)


def test_first_made_by_many_at_once() -> None:
    @frozen
    class Fresh:
        x: int

    with ThreadPoolExecutor(8) as threads:
        assert [one.x for one in threads.map(Fresh, range(100))] == list(range(100))


ANSWERS = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.tuples(st.integers()))


@given(defaults=st.dictionaries(st.sampled_from("abcd"), ANSWERS), left=st.data())
def test_as_the_library_does(defaults: dict[str, Any], left: st.DataObject) -> None:
    def made() -> type[Any]:
        body = {
            "__annotations__": dict.fromkeys(defaults, "object"),
            "__doc__": "x",
            "__module__": __name__,
            **defaults,
        }
        return type("Made", (), body)

    theirs: Any = dataclass(frozen=True, slots=True)(made())
    ours: Any = frozen(made())
    one = left.draw(st.fixed_dictionaries(dict.fromkeys(defaults, ANSWERS)))
    other = left.draw(st.fixed_dictionaries(dict.fromkeys(defaults, ANSWERS)))
    assert repr(ours(**one)) == repr(theirs(**one)).replace(theirs.__qualname__, ours.__qualname__)
    assert (ours(**one) == ours(**other)) == (theirs(**one) == theirs(**other))
    assert hash(ours(**one)) == hash(theirs(**one))
    assert dataclasses.asdict(dataclasses.replace(ours(**one), **other)) == other
    assert dataclasses.astuple(ours(*one.values())) == dataclasses.astuple(theirs(*one.values()))
    assert repr(ours()) == repr(theirs())
