"""The database puts a line together with the very bytes that the format says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.bundle.format import encode_changes
from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.read import exchange, lines
from tests.store.tiny import MINE, YOURS

ON_BOTH_STORES = True

THEIRS = "c" * 32
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
VALUES = st.sampled_from(["", "{}", '{"owner" :  "Bu \\u0053ari", "future":[1.50] }', '{"owner":"[[1,2]]\\n"}'])
PARENTS = st.lists(
    st.builds(ChangeId, st.sampled_from([MINE, YOURS, THEIRS]), st.integers(1, 1 << 62)), max_size=3, unique=True
)


CHANGES = st.lists(
    st.builds(
        Change, device=st.just(MINE), seq=st.just(0), parents=PARENTS.map(tuple), wall=st.integers(-(1 << 62), 1 << 62),
        clock=st.integers(0, 1), author=st.sampled_from(["", "d" * 32]), action=st.just(""), action_name=NAMES,
        form=st.just("garden"), record=st.just("e" * 32), village=st.sampled_from(["", "64.03.06.2004"]),
        kind=st.integers(0, 3), priority=st.integers(0, 2), values=VALUES, form_version=st.integers(1, 9),
    ),
    min_size=5, max_size=40,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=CHANGES, order=st.permutations([MINE, YOURS, THEIRS]))
def test_the_same_bytes_as_the_format(garden: Database, made: list[Change], order: list[str]) -> None:
    """Whatever changes say, and in whatever order the file lists the devices."""
    places = {uid: place for place, uid in enumerate(order)}
    with garden.write() as conn:
        first = read.next_seq(conn, MINE)
        new = [replace(one, seq=seq, action=f"{seq:032x}") for seq, one in enumerate(made, first)]
        write.insert_changes(conn, new)
        kept = list(read.changes_since(conn, MINE, ((1, first - 1),)))
        told = [row[:3] for rows in lines.lines_since(conn, MINE, ((1, first - 1),), places) for row in rows]
    texts = [line.decode() for line in encode_changes(kept, places)]
    assert told == [("garden", "e" * 32, text) for text in texts]


def test_only_what_is_not_known(garden: Database) -> None:
    """By counter, without what the receiver holds, and under a further condition."""
    made = [
        Change(MINE, seq, (), 0, 0, "", "a" * 32, "Simpan", "garden", f"{seq:032x}", village, 0, 1, "{}", 1)
        for seq, village in enumerate(("", "64.03.06.2004", "64.03.06.2005", "64.03.06.2004"), 1)
    ]
    with garden.write() as conn:
        write.insert_changes(conn, made)
    with garden.read() as conn:
        whole = [row[1] for rows in lines.lines_since(conn, MINE, ((2, 3),), {MINE: 0}) for row in rows]
        some = lines.lines_since(conn, MINE, (), {MINE: 0}, also=" AND c.village = ?", given=("64.03.06.2004",))
        assert whole == [made[0].record, made[3].record]
        assert [row[1] for rows in some for row in rows] == [made[1].record, made[3].record]
        assert exchange.villages_said(conn, "garden") == ["64.03.06.2004", "64.03.06.2005"]
        assert exchange.villages_said(conn, "garden", but={"64.03.06.2004"}) == ["64.03.06.2005"]
        assert exchange.villages_said(conn, "other") == []
        assert exchange.beyond(conn, MINE, ["64.03.06.2004"]) == {3: []}
        assert exchange.beyond(conn, MINE, ["64.03.06.2004", "64.03.06.2005"]) == {}
