"""Versioned parameters of rules: one TOML file a version in ``resources/rules``, with validity and source.

A rule's code holds the arithmetic; each threshold, list and label that a decree may change is in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource


@frozen
class RuleSet:
    """One version of a rule. ``valid_to`` is ``None`` while no successor is known."""

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    source: str
    note: str
    parameters: Mapping[str, Any]

    def covers(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def load(rule_id: str) -> RuleSet:
    """The version with this id (``klasifikasi-2023``). A missing or broken file is a bug of the build."""
    import tomllib  # noqa: PLC0415  start-up time: the first screen needs no rule

    with resource(f"rules/{rule_id}.toml").open("rb") as file:
        table = tomllib.load(file)
    head = table["aturan"]
    if head["id"] != rule_id:
        raise ValueError(f"{rule_id}.toml calls itself {head['id']}")
    return RuleSet(
        id=rule_id,
        title=head["judul"],
        valid_from=head["berlaku_sejak"],
        valid_to=head.get("berlaku_sampai"),
        source=head["sumber"],
        note=head.get("catatan", ""),
        parameters={name: value for name, value in table.items() if name != "aturan"},
    )


@cache
def versions(family: str) -> tuple[RuleSet, ...]:
    """Every version of a rule family (``klasifikasi``), oldest first."""
    names = sorted(path.stem for path in resource("rules").glob(f"{family}-*.toml"))
    return tuple(sorted((load(name) for name in names), key=lambda rule: rule.valid_from))


def in_force(family: str, day: date) -> RuleSet:
    """The newest version in force on a day; before the first began, the first: it judges older years."""
    known = versions(family)
    covering = [rule for rule in known if rule.covers(day)]
    return covering[-1] if covering else known[0]
