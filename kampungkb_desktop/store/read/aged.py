"""Records of a form that began before a day, counted by village or listed: for the times of keeping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store.connection import Connection


class Aged(NamedTuple):
    """How many records of a village began before the day, and when the oldest did (ISO)."""

    village: str
    many: int
    oldest: str


def aged(
    conn: Connection, form: type[Record], field: str, before: str, among: tuple[str, Sequence[str]] | None = None
) -> list[Aged]:
    """By village; ``among`` narrows to these values of another field."""
    where, values = _where(form, field, before, among)
    sql = f'SELECT village, COUNT(*), MIN("{field}") FROM "{form.FORM}" WHERE {where} GROUP BY village'
    return [Aged(str(village or ""), int(count), str(oldest)) for village, count, oldest in
            conn.exec_driver_sql(sql, values)]  # fmt: skip


def aged_ids(
    conn: Connection,
    form: type[Record],
    field: str,
    before: str,
    village: str,
    among: tuple[str, Sequence[str]] | None = None,
) -> list[str]:
    """The ids of one village, the oldest first."""
    where, values = _where(form, field, before, among)
    sql = f'SELECT id FROM "{form.FORM}" WHERE {where} AND village = ? ORDER BY "{field}", id'
    return [str(row[0]) for row in conn.exec_driver_sql(sql, (*values, village))]


def _where(
    form: type[Record], field: str, before: str, among: tuple[str, Sequence[str]] | None
) -> tuple[str, tuple[str, ...]]:
    for name in (field, *(among[:1] if among else ())):
        if name not in fields_of(form):
            raise KeyError(f"{form.FORM} has no field {name}")
    if among is None:
        return f'"{field}" < ?', (before,)
    marks = ", ".join("?" for _one in among[1])
    return f'"{field}" < ? AND "{among[0]}" IN ({marks})', (before, *among[1])
