"""Where one has been: the places behind and ahead, as a browser keeps them."""

from __future__ import annotations

Place = tuple[str, str | None]
"""Key of a page and the record open in it."""
LONGEST = 100


class Trail:
    """``back`` and ``forward`` may be called only while ``past`` or ``future`` holds something."""

    def __init__(self) -> None:
        self.past: list[Place] = []
        self.future: list[Place] = []
        self.here: Place | None = None

    def visit(self, place: Place) -> Place:
        """Go somewhere new; what was ahead is forgotten. Going where one is leaves no mark."""
        if self.here is not None and self.here != place:
            self.past = [*self.past[-LONGEST:], self.here]
            self.future.clear()
        self.here = place
        return place

    def back(self) -> Place:
        """Where one was before."""
        return self._step(self.past, self.future)

    def forward(self) -> Place:
        """Where one came back from."""
        return self._step(self.future, self.past)

    def _step(self, source: list[Place], target: list[Place]) -> Place:
        if self.here is not None:
            target.append(self.here)
        self.here = source.pop()
        return self.here
