"""What the cards of families say in a village summary: families and visits, risk of stunting by factor, toddlers."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.report.bars import TargetBar, TargetBars
from kampungkb_desktop.report.blocks import Columns, Heading, Paragraph, Subhead
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import SMALL
from kampungkb_desktop.report.marks import Marks
from kampungkb_desktop.report.register_content import Register, Risk, Share
from kampungkb_desktop.report.table import Column, Row, Table
from kampungkb_desktop.report.words import count, initial, per_cent

_NO_TARGETS = "Belum ada keluarga sasaran yang dapat dinilai risiko stuntingnya."


def register_section(register: Register, marks: Marks) -> Iterator[Block]:
    """Risk first, for it is what the month is about; then the families and the toddlers side by side."""
    yield Heading("Keluarga, risiko stunting, dan balita")
    mark = marks.of(register.source)
    if register.risk is not None:
        yield from _risk(register.risk, marks.of(register.risk.source))
    left = _shares("Pendataan dan kunjungan", register.families, mark)
    right = _shares("Pertumbuhan balita", register.toddlers, marks.of(register.toddlers_source))
    if left and right:
        yield Columns((left, right), (1.15, 1))
    elif left or right:
        yield from left or right
    elif register.risk is None:
        yield Paragraph("Belum ada keluarga yang dicatat.")


def _risk(risk: Risk, mark: str) -> Iterator[Block]:
    whole = risk.whole
    if not whole.of:
        yield Paragraph(f"{_NO_TARGETS}{_unrated(risk)}{mark}")
        return
    said = f"{count(whole.count)} dari {count(whole.of)} keluarga sasaran berisiko stunting"
    yield Subhead(f"{said} ({per_cent(whole.percent)}){mark}")
    yield TargetBars(tuple(_factor(one, mark) for one in risk.factors), tight=True)
    several = "Satu keluarga dapat mempunyai beberapa sebab, sehingga jumlahnya tidak dijumlahkan."
    yield Paragraph(f"{several}{_unrated(risk)}", SMALL)


def _unrated(risk: Risk) -> str:
    return f" {count(risk.unknown)} keluarga lain belum dapat dinilai karena isiannya kurang." if risk.unknown else ""


def _factor(one: Share, mark: str) -> TargetBar:
    percent = None if one.percent is None else float(one.percent)
    words = f"{count(one.count)} dari {count(one.of)} keluarga{mark}"
    return TargetBar(initial(one.label), "", percent, per_cent(one.percent), words)


def _shares(title: str, shares: tuple[Share, ...], mark: str) -> tuple[Block, ...]:
    if not shares:
        return ()
    figures = (Column(head, 1, "right") for head in ("Jumlah", "Dari", "Bagian"))
    columns = (Column(f"{title}{mark}", 3.5), *figures)
    rows = tuple(
        Row((initial(line.label), count(line.count), "" if line.of is None else count(line.of), _share_words(line)))
        for line in shares
    )
    return (Table(columns, rows),)


def _share_words(line: Share) -> str:
    return "" if line.of is None and line.percent is None else per_cent(line.percent)
