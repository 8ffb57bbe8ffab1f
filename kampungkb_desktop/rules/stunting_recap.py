"""The recap of families at risk of stunting under the official columns, out of families already judged (domain.md 4.3).

Every number is the set of families it counts. Factors are counted among the sasaran, the welfare rank among those at
risk; the four "terlalu" overlap, so the families with any of them stand in a column of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kampungkb_desktop.rules.figures_rows import Figure
from kampungkb_desktop.rules.stunting_risk import Answer, Risk

RANKS: Final = ("1", "2", "3", "4", ">4", "tidak diketahui")
TARGETS: Final = ("baduta", "balita", "pus", "hamil")
FACTORS: Final = (
    "air", "jamban", "terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak", "empat_terlalu",
    "bukan_kb_modern",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recap:
    """``target`` is at_risk + not_at_risk + unknown; the ranks together are at_risk."""

    families: Figure
    target: Figure
    not_target: Figure
    target_unknown: Figure
    """Families of which the answers do not tell whether they are sasaran."""
    at_risk: Figure
    not_at_risk: Figure
    unknown: Figure
    """Sasaran that lack an answer which could still decide."""
    targets: Mapping[str, Figure]
    """Sasaran by kind: ``TARGETS``; a family may be of several."""
    factors: Mapping[str, Figure]
    """Sasaran with each factor: ``FACTORS``. ``empat_terlalu`` counts a family once, however many terlalu it has."""
    ranks: Mapping[str, Figure]
    """Families at risk by peringkat kesejahteraan: ``RANKS``. The rank never decides."""


def recap(risks: Iterable[Risk], ranks: Mapping[str, int | None]) -> Recap:
    """Count families; ``ranks`` gives the welfare rank (desil) of a family where it is known."""
    every = sorted(risks, key=lambda risk: risk.family)
    target = [risk for risk in every if risk.target is Answer.YES]
    at_risk = [risk for risk in target if risk.at_risk is Answer.YES]
    unknown = [risk for risk in target if risk.at_risk is Answer.UNKNOWN]
    return Recap(
        families=_figure(every),
        target=_figure(target),
        not_target=_figure(risk for risk in every if risk.target is Answer.NO),
        target_unknown=_figure(risk for risk in every if risk.target is Answer.UNKNOWN),
        at_risk=_figure(at_risk),
        not_at_risk=_figure(risk for risk in target if risk.at_risk not in (Answer.YES, Answer.UNKNOWN)),
        unknown=_figure(unknown),
        targets={code: _with(target, code) for code in TARGETS},
        factors={code: _with(target, code) for code in FACTORS},
        ranks={name: _figure(r for r in at_risk if _rank(ranks.get(r.family)) == name) for name in RANKS},
    )


def _with(risks: Iterable[Risk], code: str) -> Figure:
    return _figure(risk for risk in risks if risk.answer(code) is Answer.YES)


def _figure(risks: Iterable[Risk]) -> Figure:
    return Figure("family", tuple(risk.family for risk in risks))


def _rank(rank: int | None) -> str:
    if rank is None or rank < 1:
        return RANKS[-1]
    return str(rank) if rank <= 4 else ">4"
