"""Random histories that once went wrong, cut down to the steps that it took and told again as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.convergence.macros import Told

Step = tuple[str, dict[str, Any]]
MALUANG = "64.03.06.2004"

LACKING: list[Step] = [
    ("deleted_here_edited_there", {"office": "kantor", "place": 1, "who": "andi"}),
    ("answer", {"place": 2, "value": "Budi", "which": 0, "who": "kantor"}),
    ("first_file_is_late", {"office": "kantor", "place": 1, "which": 1, "who": "siti"}),
    ("a_record_moves_while_its_officer_is_away", {"one": "kantor-2", "place": 2, "village": MALUANG, "who": "andi"}),
]
"""One computer of the office passed over what it wrote of a record, before another moved that into the villages of the
officer it passed over."""
ENDLESS: list[Step] = [
    ("deleted_here_edited_there", {"office": "kantor", "place": 3, "who": "andi"}),
    ("the_office_is_brought_back_and_hears_the_other_first", {"first": "andi", "office": "kantor-2", "place": 3}),
    ("move", {"place": 1, "village": MALUANG, "who": "kantor-2"}),
    ("a_laptop_is_brought_back", {"office": "kantor-2", "place": 3, "who": "siti"}),
    ("bring_a_copy_back", {"who": "kantor-2"}),
    ("delete", {"place": 1, "who": "siti"}),
]
"""What waits for a change that nobody has any more was sent again with every file."""


WAITING: list[Step] = [
    ("the_answer_is_late", {"office": "kantor", "place": 3, "who": "siti"}),
    ("a_laptop_is_brought_back", {"office": "kantor", "place": 1, "who": "siti"}),
    ("both_answer_and_one_clock_is_wrong",
     {"now": 2_540_000_000_000, "office": "kantor", "place": 4, "which": 1, "who": "siti"}),
    ("join_doubles", {"turned": True, "who": "andi"}),
    ("deleted_here_edited_there", {"office": "kantor", "place": 1, "who": "siti"}),
    ("separate_doubles", {"who": "kantor-2"}),
]  # fmt: skip
"""Doubles were separated of which a part still waited for what came before it."""
MISTAKEN: list[Step] = [
    ("hand_over", {"days": -3, "giver": "andi", "office": "kantor", "taker": "siti", "village": "64.03.05.2002"}),
    ("both_answer_and_one_clock_is_wrong",
     {"now": 1_300_000_000_000, "office": "kantor-2", "place": 3, "which": 1, "who": "andi"}),
    ("the_answer_is_late", {"office": "kantor", "place": 4, "who": "siti"}),
    ("undo", {"times": 2, "who": "kantor"}),
]  # fmt: skip
"""A hand-over was undone by the office when its files had long arrived: what a laptop got meanwhile stays there."""


@pytest.mark.parametrize(
    "steps", [LACKING, ENDLESS, WAITING, MISTAKEN], ids=["lacking", "endless", "waiting", "mistaken"]
)
def test_a_history_that_once_went_wrong(prepared: list[Path], steps: list[Step]) -> None:
    Told.prepared = prepared
    state = Told()
    state.begin()
    for name, given in steps:
        getattr(state, name)(**given)
    state.teardown()
