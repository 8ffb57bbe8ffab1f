"""Invented names that fit the sex, from the lists of ``resources/practice/names.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from random import Random

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.choices_family import MAN, WOMAN


@frozen(eq=False)
class NameList:
    """The given names and last parts of one group of people, by sex, and how its religions are mixed."""

    given: dict[str, tuple[str, ...]]
    last: dict[str, tuple[str, ...]]
    religions: Lot[str]

    def draw(self, rng: Random, sex: str) -> str:
        """A full name: one given name, mostly with a last part."""
        given = rng.choice(self.given[sex])
        return f"{given} {rng.choice(self.last[sex])}" if rng.random() < 0.85 else given


@cache
def name_lists() -> Lot[NameList]:
    """Every list with its weight in a village."""
    with resource("practice/names.toml").open("rb") as file:
        table = tomllib.load(file)
    return Lot({_list(table[name], head["agama"]): head["bobot"] for name, head in table["bagian"].items()})


def _list(parts: dict[str, list[str]], religions: dict[str, float]) -> NameList:
    return NameList(
        {sex: tuple(parts[sex]) for sex in (MAN, WOMAN)},
        {sex: tuple(parts[f"akhir_{sex}"]) for sex in (MAN, WOMAN)},
        Lot(religions),
    )
