"""The class of a village as its summary prints it: scores with their figures, indices, and the way upwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.report import summary_content as paper
from kampungkb_desktop.rules import classification as rule
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.classification_official import level_of
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_GROWTH, _RISK = "antropometri", "krs"


def classification(state: VillageState, month: str) -> paper.Classification:
    """By the rule in force in the month. Without any record there is nothing to judge, and none is printed."""
    if state.nothing:
        return paper.Classification()
    by = rule.rules_on(month_end(month))
    inputs = inputs_of(state)
    found = rule.classify(inputs, by)
    path = min(rule.steps_to_next(inputs, by), key=lambda way: (way.points, way.level), default=None)
    first, second, third = (index.hundredths / 100 for index in found.indices)
    return paper.Classification(
        name=found.level.label,
        input_index=first,
        process_index=second,
        output_index=third,
        threshold=float(by.good_from),
        indicators=tuple(
            paper.IndicatorScore(code=s.code, label=s.label, figure=s.shown, score=s.score, highest=s.highest)
            for s in found.scores
        ),
        next_class=path.level.label if path else None,
        next_steps=tuple(f"{one.indicator.label}. {one.sentence}" for one in path.raises) if path else (),
        source=rates_source(month),
    )


def with_official(conn: Connection, village: str, found: paper.Classification, on: date) -> paper.Classification:
    """The same with the class that the portal showed last by a day, where somebody has typed it off."""
    read_off = read.records(conn, OfficialClass, where={"village": village}, order=("read_on", "id"))
    known = [one for one in read_off if one.read_on is not None and one.read_on <= on and level_of(one) is not None]
    if not known:
        return found
    level = level_of(known[-1])
    return replace(found, official_name=level.label if level else None, official_on=known[-1].read_on)


def rates_source(month: str) -> str:
    """What classes, indices and percentages are reckoned by."""
    return f"Dihitung menurut aturan {rule.rules_on(month_end(month)).version}"


def rule_versions(state: VillageState, month: str, *, register: bool) -> tuple[str, ...]:
    """The rules behind the figures of the paper, and how P3 was read where that is not the portal's way."""
    read_so = "" if state.reading == "portal" else " (lintas sektor tanpa instansi 26 dan 34)"
    named = [rule.rules_on(month_end(month)).version + read_so]
    if register:
        named += [ruleset.in_force(kind, month_end(month)).id for kind in (_RISK, _GROWTH)]
    return tuple(named)
