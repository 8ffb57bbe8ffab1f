"""Indicators of a village grouped by dimension (kesejahteraan, kesehatan, pendidikan, kualitas keluarga …), as
versioned data, and how many activities each dimension and each stunting-risk indicator had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.programme import programme_of
from kampungkb_desktop.rules import ruleset


@frozen
class Dimension:
    """One dimension: its sub-programmes, its figures of the register, its indicators of the classification."""

    code: str
    name: str
    programmes: tuple[str, ...]
    figures: tuple[str, ...]
    indicators: tuple[str, ...]


@frozen
class ActivityMarks:
    """How many activities of a time were for each sub-programme ("P4") and each KRS indicator; one activity may be for
    several indicators. ``total`` counts each once."""

    total: int = 0
    programmes: Counter[str] = field(default_factory=Counter)
    risk_tags: Counter[str] = field(default_factory=Counter)

    def by_dimension(self, on: date) -> tuple[tuple[Dimension, int], ...]:
        """Activities of each dimension that has sub-programmes, in the order of the rule."""
        return tuple(
            (one, sum(self.programmes[code] for code in one.programmes)) for one in dimensions(on) if one.programmes
        )


def dimensions(on: date) -> tuple[Dimension, ...]:
    """The dimensions in force on a day."""
    return _read(ruleset.in_force("dimensi", on).id)


def marks_of(activities: Iterable[tuple[str | None, Sequence[str]]]) -> ActivityMarks:
    """Count activities given as (kegiatan, KRS indicators)."""
    total, programmes, tags = 0, Counter[str](), Counter[str]()
    for kegiatan, indicators in activities:
        total += 1
        programme = programme_of(kegiatan) if kegiatan else None
        if programme is not None:
            programmes[programme.code] += 1
        tags.update(set(indicators))
    return ActivityMarks(total, programmes, tags)


@ruleset.kept
def _read(version: str) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(one["kode"], one["nama"], tuple(one["program"]), tuple(one["angka"]), tuple(one["indikator"]))
        for one in ruleset.load(version).parameters["dimensi"]
    )
