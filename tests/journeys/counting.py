"""Counts keys as an officer presses them, with what each is for, and how long a modest typist needs for them.

The keystroke-level model of Card, Moran and Newell (1980): 0.28 s a key for an average non-secretary typist, 1.35 s of
thought before each answer; the waiting of the program is not in it (it is measured elsewhere).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from tests.journeys.driving import keys, press

KEY_SECONDS, THOUGHT_SECONDS = 0.28, 1.35
_NAMES = {"\n": "Enter"}


@dataclass
class Step:
    """What was typed for one thing in mind."""

    what: str
    pressed: list[str] = field(default_factory=list)


@dataclass
class Typist:
    """``think`` begins the next thing; ``keys`` and ``press`` are counted. A key with Ctrl is two: both are pressed."""

    steps: list[Step] = field(default_factory=list)

    def think(self, what: str) -> Typist:
        """One act of thought."""
        self.steps.append(Step(what))
        return self

    def keys(self, text: str) -> Typist:
        """Letters, and Enter for a line break."""
        keys(text)
        self.steps[-1].pressed += [_NAMES.get(letter, letter) for letter in text]
        return self

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> Typist:
        """One key with modifiers."""
        press(key, *held)
        self.steps[-1].pressed += [str(one.name).removesuffix("Modifier") for one in held]
        self.steps[-1].pressed.append(str(key.name).removeprefix("Key_"))
        return self

    @property
    def count(self) -> int:
        """All keys."""
        return sum(len(step.pressed) for step in self.steps)

    @property
    def seconds(self) -> float:
        """How long a modest typist needs."""
        return self.count * KEY_SECONDS + len(self.steps) * THOUGHT_SECONDS

    def told(self, title: str, say: Callable[[str], object] = print) -> None:
        """Every counted key, by what it is for."""
        say(f"\n{title}: {self.count} keys, {len(self.steps)} thoughts, {self.seconds:.1f} s")
        for step in self.steps:
            say(f"  {step.what:34} {len(step.pressed):3}  {' '.join(step.pressed)}")
