"""The way from a figure to its records, as words of a route."""

from __future__ import annotations

from kampungkb_desktop.ui.pages.figure_route import figure_route, read_route
from tests.ui.pages.filled import TODAY, VILLAGE


def test_routes_that_mean_no_figure_are_refused() -> None:
    route = figure_route("pus", VILLAGE, TODAY)
    assert read_route(route) == ("pus", VILLAGE, TODAY)
    for other in ("", "saring:krs:2026-2:berisiko/64.03.06.2004", route.replace("pus", "sup"), route + "9",
                  route.replace("2026-11-21", "2026-11-31"), route.replace(VILLAGE, "nowhere")):  # fmt: skip
        assert read_route(other) is None, other
