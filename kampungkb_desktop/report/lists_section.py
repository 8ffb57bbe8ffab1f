"""The section of a village summary about its plan, regulations, contests and problems: a few lines, never a table of
everything, so that the paper stays as short as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.bars import TargetBar, TargetBars
from kampungkb_desktop.report.blocks import Heading, Paragraph
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.lists_content import Plan, VillageLists
from kampungkb_desktop.report.marks import Marks
from kampungkb_desktop.report.table import Cell, Column, Row, Table

MOST = 4
"""So many regulations, contests or problems are named; the rest are counted."""
_COLUMNS = (Column("", 1, muted=True), Column("", 3.2))


def lists_section(lists: VillageLists, marks: Marks) -> Iterator[Block]:
    """Only what is recorded; nothing at all where the village keeps no lists."""
    rows: list[tuple[str, Cell]] = []
    if lists.regulations:
        rows.append(("Regulasi", _some(lists.regulations)))
    if lists.awards:
        rows.append(("Lomba dan penghargaan", _some(lists.awards)))
    if lists.problems or lists.solved:
        solved = f"{number(lists.solved)} masalah selesai tahun ini." if lists.solved else ""
        rows.append(("Masalah yang ditangani", "\n".join(part for part in (_some(lists.problems), solved) if part)))
    if rows or lists.plan is not None:
        yield Heading("Rencana, regulasi, dan penghargaan")
    if lists.plan is not None:
        mark = marks.of(lists.plan_source)
        yield Paragraph(f"{_plan(lists.plan)}{mark}", with_next=True)
        yield TargetBars(_progress(lists.plan, mark), tight=True)
    if rows:
        mark = marks.of(lists.source)
        rows = [(f"{name}{mark}", cell) for name, cell in rows]
        yield Table(_COLUMNS, tuple(Row(row) for row in rows))


def _plan(plan: Plan) -> str:
    done = f"{number(plan.lines)} kegiatan, {number(plan.finished)} selesai, {number(plan.running)} berjalan"
    said = [f"{plan.title}: {done}; kemajuan {plan.percent} %." if plan.lines else f"{plan.title}."]
    if plan.cost or plan.spent:
        said.append(f"Biaya Rp {number(plan.cost or 0)}, terpakai Rp {number(plan.spent or 0)}.")
    return " ".join(said)


def _progress(plan: Plan, mark: str) -> tuple[TargetBar, ...]:
    """How far the plan is, and how much of its money is spent where money is named."""
    lines = f"{number(plan.finished)} dari {number(plan.lines)} kegiatan selesai{mark}"
    bars = [TargetBar("Kemajuan RKM", "", float(plan.percent), f"{plan.percent} %", lines)] if plan.lines else []
    if plan.cost and plan.spent is not None:
        spent = (200 * plan.spent + plan.cost) // (2 * plan.cost)
        bars.append(TargetBar("Biaya terpakai", "", float(spent), f"{number(spent)} %", f"dari rencana biaya{mark}"))
    return tuple(bars)


def _some(sentences: Sequence[str]) -> str:
    more = len(sentences) - MOST
    return "\n".join([*sentences[:MOST], *([f"dan {number(more)} lainnya"] if more > 0 else [])])
