"""The first few that a typed text finds: as if everything it finds had been read and put in order, and without doing so
where enough names begin as typed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import to_scalars
from kampungkb_desktop.store import lists, search, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.lists import restricted

VILLAGE = "64.03.06.2004"
HEADS = (
    "Siti Rahma", "siti aminah", "Sitti Rahmi", "Siti", "Nur Siti", "Nurhayati", "Ahmad Siti", "Rahma", "Siti  Dua",
    "Sri Rahayu", "Su'aib", "Soeparman", "Suparman", "Suparmi", "Supardi", "Siti Rohani", "Siti Zulaikha", "Nur Rahma",
)  # fmt: skip
AWAY = 3
"""The head of this place in ``HEADS`` asked that his data be used no further."""


@pytest.fixture
def families(district: Database) -> Database:
    """A family for each head."""
    records = [
        Family(id=f"{at:032x}", village=VILLAGE, head_name=name, restricted=at == AWAY or None)
        for at, name in enumerate(HEADS)
    ]
    with district.write() as conn:
        write.upsert_rows(conn, Family, [Row(one.id, (), True, to_scalars(one)) for one in records], bulk=True)
        write.rebuild_search(conn, ("family",))
    return district


def everything(conn: Connection, text: str, lately: Sequence[str], most: int) -> list[str]:
    """The heads that are wanted, by reading all that is found."""
    found = restricted.findable(conn, "family", search.matching(conn, "family", text), text) or set()
    named = {row[0]: str(row[1]) for row in conn.exec_driver_sql("SELECT n, head_name FROM family") if row[0] in found}
    ids = {row[1]: row[0] for row in conn.exec_driver_sql("SELECT n, id FROM family")}
    place = {ids[one]: at for at, one in enumerate(lately)}
    typed = " ".join(text.casefold().split())

    def order(n: int) -> tuple[int, int, str, int]:
        name = named[n].casefold()
        how = 0 if name.startswith(typed) else 1 if f" {typed.partition(' ')[0]}" in f" {name}" else 2
        return place.get(n, len(HEADS)), how, name, n

    return [named[n] for n in sorted(named, key=order)[:most]]


def first(conn: Connection, text: str, lately: Sequence[str], most: int) -> list[str]:
    numbers, count = lists.first_numbers(conn, "family", text, lately, most)
    assert count >= len(numbers)
    named = {row[0]: str(row[1]) for row in conn.exec_driver_sql("SELECT n, head_name FROM family")}
    return [named[n] for n in numbers]


@pytest.mark.parametrize("most", [1, 3, 8])
def test_they_are_those_that_reading_everything_would_give(families: Database, most: int) -> None:
    texts = {name[:length] for name in ("siti rahma", "Soeparman", "nur r", "rahma s", "su'a", ". ") for length in
             range(1, len(name) + 1)}  # fmt: skip
    recent: tuple[list[str], ...] = ([], [f"{at:032x}" for at in (16, AWAY, 2, 11, 7)])
    with families.read() as conn:
        for text in sorted(texts):
            for lately in recent:
                assert first(conn, text, lately, most) == everything(conn, text, lately, most), (text, lately)


def test_nothing_is_searched_for_where_enough_names_begin_as_typed(
    families: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, search_all = list[str](), search.matching

    def noted(conn: Connection, form: str, text: str, *, but: str = "", most: int = 0) -> set[int] | None:
        asked.append(text)
        return search_all(conn, form, text, but=but, most=most)

    monkeypatch.setattr(search, "matching", noted)
    with families.read() as conn:
        found = first(conn, "siti", [f"{2:032x}"], 4)
        assert found == ["Sitti Rahmi", "Siti  Dua", "siti aminah", "Siti Rahma"], "seen lately first, though spelt so"
        assert not asked
        first(conn, "siti z", (), 4)
        assert asked == ["siti z"], "one name that begins so is not all that may be found"
