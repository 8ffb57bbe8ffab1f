"""The visit list of the day as it comes off the shelf: the same as was put there, and no word of it twice in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions.due import DueBook, Kept
from kampungkb_desktop.actions.due_rows import Place
from kampungkb_desktop.actions.due_shelf import _packed, _unpacked
from kampungkb_desktop.rules.due import Due, Reason, Urgency

FIRST, NEXT = date(2026, 11, 21), date(2026, 12, 1)


@st.composite
def books(draw: st.DrawFn) -> dict[str, Kept]:
    word = st.sampled_from(["keluarga", "balita", "Belum ditimbang bulan ini.", ""])

    def reason(person: str) -> Reason:
        day = FIRST + timedelta(days=draw(st.integers(0, 2)))
        return Reason(
            draw(st.sampled_from(Urgency)), day, draw(st.integers(0, 3)), draw(word), person, draw(word), draw(word),
            draw(word), f"{person}-{draw(st.integers(0, 9))}",
        )  # fmt: skip

    def kept(family: str) -> Kept:
        people = [f"{family}-{at}" for at in range(draw(st.integers(1, 2)))]
        dues = (Due(family, one, tuple(reason(one) for _ in range(draw(st.integers(1, 2))))) for one in people)
        return Kept(Place(draw(word), "", draw(st.sampled_from(["001", "002"]))), tuple(dues))

    return {family: kept(family) for family in (f"f{at}" for at in range(draw(st.integers(0, 6))))}


@given(books(), st.dictionaries(st.sampled_from(["f0", "f1", "f2", "g"]), st.sampled_from([FIRST, NEXT]), max_size=4))
def test_what_was_put_away_comes_back_and_stands_in_memory_once(
    families: dict[str, Kept], soon: dict[str, date]
) -> None:
    empty = DueBook(FIRST, ("tanda", "jadwal-2022"), 1, 0, NEXT)
    book = replace(empty, families=families, soon=soon)
    back = _unpacked(empty, *json.loads(json.dumps(_packed(book))))
    assert back == book
    reasons = [reason for kept in back.families.values() for due in kept.dues for reason in due.reasons]
    names = {family: family for family in back.families}
    assert all(names.get(family, family) is family for family in back.soon)
    shared: tuple[list[Any], ...] = (
        list(back.soon.values()),
        [kept.place for kept in back.families.values()],
        *([getattr(one, name) for one in reasons] for name in ("due", "code", "target", "sentence", "form")),
    )
    for told in shared:
        assert len({id(one) for one in told}) == len(set(told))
