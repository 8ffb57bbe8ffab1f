"""The marks that say where a figure comes from: small raised numbers, in the order in which the sources are met."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Marks:
    """A list of sources that grows while a paper is laid out; the same source has the same mark everywhere."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def of(self, source: str | None) -> str:
        """The mark of a source; nothing for a figure that has none."""
        if not source:
            return ""
        place = self._places.setdefault(source, len(self._places) + 1)
        return str(place).translate(_RAISED)

    def all(self) -> tuple[tuple[str, str], ...]:
        """Mark and source, as listed at the end of the paper."""
        return tuple((str(place).translate(_RAISED), source) for source, place in self._places.items())
