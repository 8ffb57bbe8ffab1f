"""The section of a village summary about its plan, regulations, contests and problems: a few lines, never a table of
everything, so that the paper stays as short as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.blocks import Heading
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.lists_content import Plan, VillageLists
from kampungkb_desktop.report.table import Cell, Column, Row, Table

MOST = 4
"""So many regulations, contests or problems are named; the rest are counted."""
_COLUMNS = (Column("", 1, muted=True), Column("", 3.2))


def lists_section(lists: VillageLists) -> Iterator[Block]:
    """Only what is recorded; nothing at all where the village keeps no lists."""
    rows: list[tuple[str, Cell]] = []
    if lists.plan is not None:
        rows.append(("Rencana kerja", _plan(lists.plan)))
    if lists.regulations:
        rows.append(("Regulasi", _some(lists.regulations)))
    if lists.awards:
        rows.append(("Lomba dan penghargaan", _some(lists.awards)))
    if lists.problems or lists.solved:
        solved = f"{number(lists.solved)} masalah selesai tahun ini." if lists.solved else ""
        rows.append(("Masalah yang ditangani", "\n".join(part for part in (_some(lists.problems), solved) if part)))
    if rows:
        yield Heading("Rencana, regulasi, dan penghargaan")
        yield Table(_COLUMNS, tuple(Row(row) for row in rows))


def _plan(plan: Plan) -> str:
    done = f"{number(plan.lines)} kegiatan, {number(plan.finished)} selesai, {number(plan.running)} berjalan"
    said = [f"{plan.title}: {done}; kemajuan {plan.percent} %." if plan.lines else f"{plan.title}."]
    if plan.cost or plan.spent:
        said.append(f"Biaya Rp {number(plan.cost or 0)}, terpakai Rp {number(plan.spent or 0)}.")
    return " ".join(said)


def _some(sentences: Sequence[str]) -> str:
    more = len(sentences) - MOST
    return "\n".join([*sentences[:MOST], *([f"dan {number(more)} lainnya"] if more > 0 else [])])
