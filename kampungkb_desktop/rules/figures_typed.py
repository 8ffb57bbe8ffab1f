"""The typed figures of a village under the keys of the register's figures, so that both can stand beside each other."""

from __future__ import annotations

from kampungkb_desktop.forms.monthly import MonthlySnapshot, users
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.rules.figures_register import keys


def typed_figures(population: PopulationSnapshot | None, monthly: MonthlySnapshot | None) -> dict[str, int]:
    """What is filled in of both snapshots. ``unmet`` is IAT and TIAL as typed, without users of MAL placed there."""
    found: dict[str, int | None] = {}
    wanted = {one.key for one in keys()}
    for record in (population, monthly):
        if record is not None:
            found |= {name: getattr(record, name) for name in fields_of(type(record)) if name in wanted}
    if population is not None:
        found["persons"] = total(population)
    if monthly is not None:
        parts = (monthly.nonuser_iat, monthly.nonuser_tial)
        found["users"] = users(monthly)
        found["unmet"] = None if None in parts else sum(part or 0 for part in parts)
    return {key: value for key, value in found.items() if value is not None}
