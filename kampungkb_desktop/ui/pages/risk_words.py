"""How a KRS verdict looks in a chip, everywhere the same."""

from __future__ import annotations

from kampungkb_desktop.rules.stunting_headings import VERDICT_WORDS
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

_TONES = {
    Answer.YES: Tone.BAD, Answer.NO: Tone.OK, Answer.NOT_APPLICABLE: Tone.NEUTRAL, Answer.UNKNOWN: Tone.WARN,
}  # fmt: skip
VERDICTS = {answer: Tag(words, _TONES[answer]) for answer, words in VERDICT_WORDS.items()}
