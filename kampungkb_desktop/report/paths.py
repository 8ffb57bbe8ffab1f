"""Shapes as PDF operators, with the origin at the bottom left as PDF has it. reportlab checks each number of a shape in
Python, which takes longer than everything else on a page of charts; here a shape is one formatted text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_ROUND = 0.5523
"""How far a Bézier curve's handles reach to look like a quarter of a circle."""
Box = tuple[float, float, float, float]


def rectangle(x: float, y: float, wide: float, high: float) -> str:
    """A closed rectangle from its lower left corner."""
    return f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re"


def rounded(x: float, y: float, wide: float, high: float, radius: float) -> str:
    """A closed rectangle with round corners."""
    k = radius * (1 - _ROUND)
    right, top = x + wide, y + high
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l {x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def circle(x: float, y: float, radius: float) -> str:
    """A closed circle."""
    return rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def line(points: Sequence[tuple[float, float]]) -> str:
    """An open line through points."""
    (x, y), *others = points
    return f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in others)


def many(boxes: Iterable[Box]) -> str:
    """Rectangles as one path, fine enough for the squares of a QR code."""
    return " ".join(f"{x:.3f} {y:.3f} {wide:.3f} {high:.3f} re" for x, y, wide, high in boxes)
