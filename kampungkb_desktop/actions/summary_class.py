"""The class of a village as its summary prints it: scores with their figures, indices, and the way upwards."""

from __future__ import annotations

from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.report import summary_content as paper
from kampungkb_desktop.rules import classification as rule
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of

_GROWTH = "antropometri"


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
    )


def rule_versions(state: VillageState, month: str, *, growth: bool) -> tuple[str, ...]:
    """The rules behind the figures of the paper, and how P3 was read where that is not the portal's way."""
    read_so = "" if state.reading == "portal" else " (lintas sektor tanpa instansi 26 dan 34)"
    named = [rule.rules_on(month_end(month)).version + read_so]
    if growth:
        named.append(ruleset.in_force(_GROWTH, month_end(month)).id)
    return tuple(named)
