"""Answers that may be ya, tidak, tidak berlaku or not known yet, and how several are taken together."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """How a factor or the verdict stands."""

    YES = "ya"
    NO = "tidak"
    NOT_APPLICABLE = "tidak_berlaku"
    UNKNOWN = "belum_diketahui"


YES, NO, NOT_APPLICABLE, UNKNOWN = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE, Answer.UNKNOWN


def any_of(answers: Iterable[Answer]) -> Answer:
    """Ya when one says so; else unknown when one is not known; else tidak, or tidak berlaku when none applies."""
    best = NOT_APPLICABLE
    for answer in answers:
        if answer is YES:
            return YES
        if answer is UNKNOWN or best is NOT_APPLICABLE:
            best = answer
    return best


def all_of(answers: Iterable[Answer]) -> Answer:
    """Ya when all say so; tidak when one does; tidak berlaku when one does not apply; else unknown."""
    worst = YES
    for answer in answers:
        if answer is NO:
            return NO
        if answer is NOT_APPLICABLE or worst is YES:
            worst = answer
    return worst
