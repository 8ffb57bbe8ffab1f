"""Ids of invented records: decided by chance, and rising in the order in which the records are made, as on a real
laptop: a database of many families is filled several times faster so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from kampungkb_desktop.base import ids
from kampungkb_desktop.base.clock import DAY_MS

PLACE_MS, FAMILY_MS = 100_000, 40
"""Room for the records of one village and of one family, in the milliseconds that begin an id."""


@dataclass(slots=True)
class Maker:
    """Chance and ids for one family or village at a time."""

    rng: Random
    wall: int

    def new_id(self) -> str:
        """The next id."""
        self.wall += 1
        return ids.new_id(self.wall, self.rng.randbytes(10))


def maker(rng: Random, on: date, place: int, number: int = 0) -> Maker:
    """A maker for what a village (its ``place`` in the regency) or one of its families records on a day."""
    days = (on - date(1970, 1, 1)).days
    return Maker(rng, days * DAY_MS + place * PLACE_MS + number * FAMILY_MS)
