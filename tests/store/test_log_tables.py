"""The change log keeps what it was given, byte for byte, and knows which counters it holds."""

from __future__ import annotations

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from kampungkb_desktop.forms.change import Change, ChangeId
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.entries import (
    Conflict,
    ConflictHead,
    Device,
    Draft,
    FileEntry,
    Peer,
    Waiting,
)
from kampungkb_desktop.store.server_faults import StatementFailed
from tests.store.tiny import MINE, YOURS, change

ON_BOTH_STORES = True


def history() -> list[Change]:
    first = change(1, owner="Bu Sari")
    mine = change(2, parents=(first.id,), beds=3, action="act2")
    yours = change(1, device=YOURS, parents=(first.id,), beds=4, action="act3", village="64.03.06.2005")
    joined = change(3, parents=(mine.id, yours.id), beds=4, action="act4")
    return [first, mine, yours, joined]


def test_changes_come_back_as_they_were(garden: Database) -> None:
    written = history()
    with garden.write() as conn:
        write.insert_changes(conn, written)
    with garden.read() as conn:
        found = read.changes_of(conn, ["r1", "r2"])
    assert sorted(found["r1"], key=lambda c: c.id) == sorted(written, key=lambda c: c.id)
    assert "r2" not in found


def test_values_are_kept_byte_for_byte(garden: Database) -> None:
    text = '{"owner" :  "Bu \\u0053ari", "future":[1.50] }'
    odd = Change(MINE, 1, (), 0, 1, "x", "a", "A", "unknown_form", "r9", "", 0, 1, text, 7)
    with garden.write() as conn:
        write.insert_changes(conn, [odd])
    with garden.read() as conn:
        assert read.changes_of(conn, ["r9"])["r9"] == [odd]


def test_parents_of_a_device_never_heard_of(garden: Database) -> None:
    orphan = change(5, parents=(ChangeId("c" * 32, 9),))
    with garden.write() as conn:
        write.insert_changes(conn, [orphan])
    with garden.read() as conn:
        assert read.changes_of(conn, ["r1"])["r1"] == [orphan]
        assert {d.uid for d in read.devices(conn)} == {MINE, "c" * 32}


def test_the_same_change_twice_is_a_bug(garden: Database) -> None:
    with garden.write() as conn:
        write.insert_changes(conn, history())
    with pytest.raises((IntegrityError, StatementFailed)), garden.write() as conn:
        write.insert_changes(conn, [change(9), change(1)])
    with garden.read() as conn:
        assert len(read.changes_of(conn, ["r1"])["r1"]) == 4
        assert read.existing(conn, [ChangeId(MINE, 1), ChangeId(MINE, 9), ChangeId("d" * 32, 1)]) == {
            ChangeId(MINE, 1): history()[0]
        }


def test_reading_by_action_device_and_village(garden: Database) -> None:
    first, mine, yours, joined = history()
    with garden.write() as conn:
        write.insert_changes(conn, [first, mine, yours, joined])
    with garden.read() as conn:
        assert read.changes_of_action(conn, "act3") == [yours]
        assert list(read.changes_since(conn, MINE)) == [first, mine, joined]
        assert list(read.changes_since(conn, MINE, ((2, 2),))) == [first, joined]
        assert list(read.changes_since(conn, YOURS, villages=["64.03.06.2004"])) == []
        assert list(read.changes_since(conn, YOURS, villages=["64.03.06.2005"])) == [yours]
        assert read.next_seq(conn, MINE) == 4
        assert read.next_seq(conn, "d" * 32) == 1
        assert read.last_wall(conn, MINE) == joined.wall
        assert read.last_wall(conn, "d" * 32) is None
        assert read.has_changes(conn, ["r1", "r2"]) == {"r1"}


def test_actions_newest_first_and_undo_order(garden: Database) -> None:
    with garden.write() as conn:
        write.add_action(conn, "late", "Simpan", "Rina", MINE, 900)
        write.add_action(conn, "early", "Simpan", "Rina", MINE, 100, undoes="late")
        write.add_action(conn, "other", "Simpan", "Budi", YOURS, 500)
        write.add_action(conn, "other", "Berbeda", "Budi", YOURS, 501)
    with garden.read() as conn:
        newest = read.actions(conn, limit=2)
        assert [a.id for a in newest] == ["late", "other"]
        assert [a.id for a in read.actions(conn, limit=2, before=(newest[-1].at, newest[-1].n))] == ["early"]
        own = read.own_actions(conn, MINE, limit=5)
        assert [(a.id, a.undoes) for a in own] == [("early", "late"), ("late", None)]
        assert read.author_of(conn, "other") == "Budi"
        assert read.author_of(conn, "none") is None


def test_erasure_empties_answers_and_keeps_identity(garden: Database) -> None:
    with garden.write() as conn:
        write.insert_changes(conn, [*history(), change(7, record="r2", owner="Pak Toni")])
        write.redact(conn, "garden", ["r1"])
    with garden.read() as conn:
        found = read.changes_of(conn, ["r1", "r2"])
    assert {c.values for c in found["r1"]} == {"{}"}
    assert [c.id for c in found["r1"]] == [ChangeId(MINE, 1), ChangeId(MINE, 2), ChangeId(MINE, 3), ChangeId(YOURS, 1)]
    assert "Toni" in found["r2"][0].values


def test_seen_grows_and_shows_its_holes(garden: Database) -> None:
    with garden.write() as conn:
        write.merge_seen(conn, "*", YOURS, [(1, 3), (7, 9)])
        write.merge_seen(conn, "*", YOURS, [(4, 4)])
        write.merge_seen(conn, "64.03.06.2004", YOURS, [(1, 1)])
        write.merge_seen(conn, "*", MINE, [])
    with garden.read() as conn:
        assert read.seen(conn) == {("*", YOURS): ((1, 4), (7, 9)), ("64.03.06.2004", YOURS): ((1, 1),)}


def test_conflicts_are_what_was_said_last(garden: Database) -> None:
    def conflict(field: str) -> Conflict:
        heads = (
            ConflictHead(ChangeId(MINE, 1), "Siti", 5, "Rina"),
            ConflictHead(ChangeId(YOURS, 1), None, 6, "Budi"),
        )
        return Conflict("r1", field, "garden", "64.03.06.2004", heads)

    with garden.write() as conn:
        write.set_conflicts(conn, "r1", [conflict("owner"), conflict("beds")])
        write.set_conflicts(conn, "r1", [conflict("owner")])
    with garden.read() as conn:
        assert read.conflicts(conn) == read.conflicts(conn, record="r1") == [conflict("owner")]
        assert read.conflicts(conn, villages=["64.03.06.2005"]) == []
        assert read.conflicts(conn, villages=["64.03.06.2004"]) == [conflict("owner")]
    with garden.write() as conn:
        write.clear_conflicts(conn, ["r1"])
        assert read.conflicts(conn) == []


def test_what_waits(garden: Database) -> None:
    held = Waiting("r1", "garden", "", "parents", '["x"]')
    with garden.write() as conn:
        write.set_waiting(conn, [Waiting("r1", "garden", "", "form"), Waiting("r2", "garden", "", "form")])
        write.set_waiting(conn, [held])
        write.clear_waiting(conn, ["r2"])
        assert read.waiting(conn) == read.waiting(conn, ["r1"]) == [held]
        assert read.waiting(conn, ["r2"]) == []


def test_small_tables_give_back_what_was_put(garden: Database) -> None:
    entry = FileEntry("f1", "out", YOURS, 3, "baru", "ab", "KKB_x.kkb", 50, "{}", "ok", "")
    peer = Peer(YOURS, "{}", 3, 2, 50)
    device = Device(MINE, "Laptop Rina", "petugas", "vk", "age1x", "active", own=True)
    draft = Draft("garden", "r1", "64.03.06.2004", "{}", '{"beds":"3x"}', 10)
    with garden.write() as conn:
        write.put_file(conn, entry)
        write.put_peer(conn, peer)
        write.put_device(conn, Device(MINE))
        write.put_device(conn, device)
        write.put_draft(conn, Draft("garden", "r1", "", "", "", 1))
        write.put_draft(conn, draft)
        write.put_setting(conn, "theme", "dark")
        write.put_setting(conn, "size", "2")
        write.drop_setting(conn, "size")
        write.put_secret(conn, "signing", "s")
        write.put_meta(conn, "x", "y")
    with garden.read() as conn:
        assert read.files(conn) == read.files(conn, direction="out") == [entry]
        assert read.files(conn, direction="in") == []
        assert read.peer(conn, YOURS) == peer
        assert read.peer(conn, MINE) == Peer(MINE)
        assert read.devices(conn) == [device]
        assert read.own_device(conn) == device
        assert read.drafts(conn) == [draft] == [read.draft(conn, "garden", "r1")]
        assert read.settings(conn) == {"theme": "dark"}
        assert (read.secret(conn, "signing"), read.meta(conn, "x"), read.setting(conn, "none")) == ("s", "y", None)
    with garden.write() as conn:
        write.drop_draft(conn, "garden", "r1")
        assert read.draft(conn, "garden", "r1") is None


def test_the_latest_files_and_the_names_of_some_installations(garden: Database) -> None:
    entries = [
        FileEntry(
            f"f{at % 7}{at}", "in" if at % 3 else "out", YOURS, at % 4, "baru", "", "x.kkb", at // 5, "{}", "", ""
        )
        for at in range(40)
    ]
    with garden.write() as conn:
        for entry in entries:
            write.put_file(conn, entry)
        write.put_device(conn, Device(MINE, "Laptop Rina", state="aktif"))
        write.put_device(conn, Device(YOURS, "Laptop Adi", state="lama"))
    with garden.read() as conn:
        for direction in (None, "in", "out"):
            whole = read.files(conn, direction=direction)
            for most in (1, 6, 100):
                assert read.files(conn, direction=direction, most=most) == whole[:most]
        assert read.names_of(conn, [YOURS, YOURS, "tidak ada"]) == {YOURS: "Laptop Adi"}
        assert read.names_of(conn, []) == {}
        assert read.any_device(conn, "aktif", but=YOURS)
        assert not read.any_device(conn, "aktif", but=MINE)
        assert not read.any_device(conn, "baru", but=MINE)
