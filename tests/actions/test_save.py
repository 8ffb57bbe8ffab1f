"""Saving writes what differs, as one action, based on what the person saw."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kampungkb_desktop.actions import drafts, ledger
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.change import (
    DECISION,
    DELETE,
    NORMAL,
    PUT,
    TRUSTED,
    UNTRUSTED,
    Change,
    ChangeId,
    decode_values,
    encode_values,
)  # fmt: skip
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, VILLAGE, Ticking, at

ELSEWHERE = "e" * 32


def family(session: Session, **answers: object) -> Family:
    return Family(id=new_record_id(session), village=VILLAGE, status="draf").changed(**answers)


def log_of(session: Session, record: Record) -> list[Change]:
    with session.database.read() as conn:
        return sorted(read.changes_of(conn, [record.id]).get(record.id, []), key=lambda c: (c.wall, c.seq))


def stored(session: Session, record: Record) -> Record | None:
    with session.database.read() as conn:
        return read.record(conn, type(record), record.id)


def arrives(
    session: Session, record: Record, parents: list[ChangeId], *, kind: int = PUT, **values: str | None
) -> Change:
    """Another laptop's edit is taken in."""
    with session.database.write() as conn:
        seq = read.next_seq(conn, ELSEWHERE)
        change = Change(
            ELSEWHERE, seq, tuple(parents), NOON + seq, TRUSTED, "d" * 32, f"{seq:032x}", "Dari jauh", record.FORM,
            record.id, record.village or "", kind, NORMAL, encode_values(values), 1,
        )  # fmt: skip
        ledger.append(conn, [change])
    return change


def test_only_what_differs_is_written(officer: Session) -> None:
    first = family(officer, head_name="Pak Amat", rt="001")
    made = save(officer, "Simpan keluarga", [first])
    assert made.forms == {"family"}
    save(officer, "Simpan keluarga", [first.changed(rt="002")])
    creation, edit = log_of(officer, first)
    assert decode_values(creation.values) == {
        "village": VILLAGE, "status": "draf", "head_name": "Pak Amat", "rt": "001",
    }  # fmt: skip
    assert (decode_values(edit.values), edit.parents) == ({"rt": "002"}, (creation.id,))
    assert (edit.author, edit.device, edit.action_name) == (officer.author, officer.device, "Simpan keluarga")
    assert stored(officer, first) == first.changed(rt="002")


def test_nothing_changed_is_no_action(officer: Session) -> None:
    first = family(officer)
    save(officer, "Simpan keluarga", [first])
    before = log_of(officer, first)
    assert save(officer, "Simpan keluarga", [first]) == Saved("", frozenset())
    assert log_of(officer, first) == before
    with officer.database.read() as conn:
        assert len(read.own_actions(conn, officer.device, limit=9)) == 2


def test_an_answer_taken_away_is_written_as_empty(officer: Session) -> None:
    first = family(officer, rt="001")
    save(officer, "Simpan keluarga", [first])
    save(officer, "Simpan keluarga", [first.changed(rt=None)])
    assert log_of(officer, first)[-1].values == '{"rt":null}'
    assert stored(officer, first) == first.changed(rt=None)


def test_several_records_are_one_action_with_counters_in_a_row(officer: Session) -> None:
    one, two = family(officer), Activity(id=new_record_id(officer), village=VILLAGE, status="draf")
    made = save(officer, "Simpan", [one, two])
    assert made.forms == {"family", "activity"}
    with officer.database.read() as conn:
        changes = read.changes_of_action(conn, made.action)
    first = changes[0].seq
    assert [(c.seq, c.record) for c in changes] == [(first, one.id), (first + 1, two.id)]


def test_a_record_given_twice_counts_as_it_comes_last_and_deleting_counts_over_saving(officer: Session) -> None:
    one, two = family(officer), family(officer)
    save(officer, "Simpan", [one, one.changed(rt="009"), two])
    assert [decode_values(c.values).get("rt") for c in log_of(officer, one)] == ["009"]
    save(officer, "Simpan", [two.changed(rt="005")], delete=[two])
    assert [c.kind for c in log_of(officer, two)] == [PUT, DELETE]
    assert stored(officer, two) is None


def test_deleting_what_is_not_there_is_no_action(officer: Session) -> None:
    assert save(officer, "Hapus", [], [family(officer)]) == Saved()


def test_a_deleted_record_made_again_has_only_its_new_answers(officer: Session) -> None:
    link = Activity(id=derived_id("a", "b"), village=VILLAGE, status="draf", title="Lama", place="Balai")
    save(officer, "Simpan", [link])
    save(officer, "Hapus", [], [link])
    again = replace(link, title="Baru", place=None)
    save(officer, "Simpan", [again])
    assert stored(officer, link) == again
    assert len(log_of(officer, link)[-1].parents) == 1


@pytest.mark.parametrize(
    ("now", "expected"),
    [(NOON, TRUSTED), (1_300_000_000_000, UNTRUSTED), (3_000_000_000_000, UNTRUSTED), (0, UNTRUSTED)],
)
def test_a_clock_that_cannot_be_right_is_marked(officer: Session, now: int, expected: int) -> None:
    first = family(officer)
    save(at(officer, Ticking(now)), "Simpan", [first])
    assert log_of(officer, first)[0].clock == expected


def test_a_clock_days_behind_its_own_last_change_is_marked(officer: Session) -> None:
    first = family(officer)
    save(at(officer, Ticking(NOON + 30 * 86_400_000)), "Simpan", [first])
    save(officer, "Simpan", [first.changed(rt="1")])
    assert [c.clock for c in sorted(log_of(officer, first), key=lambda c: c.seq)] == [TRUSTED, UNTRUSTED]


def test_a_district_corrects_what_is_there_and_makes_like_anybody(district: Session) -> None:
    first = family(district)
    save(district, "Simpan", [first])
    save(district, "Simpan", [first.changed(rt="1")])
    assert [c.priority for c in log_of(district, first)] == [NORMAL, DECISION]


def test_saving_drops_the_draft(officer: Session) -> None:
    first = family(officer)
    drafts.keep(officer, first, {"rt": "0o1"})
    save(officer, "Simpan", [first])
    assert drafts.open_drafts(officer) == []


def test_what_arrived_while_the_form_was_open_is_not_taken_back(officer: Session) -> None:
    opened = family(officer, head_name="Amat", rt="001")
    save(officer, "Simpan", [opened])
    arrives(officer, opened, [log_of(officer, opened)[-1].id], rt="002")
    save(officer, "Simpan", [opened.changed(head_name="Ahmad")], seen=[opened])
    assert stored(officer, opened) == opened.changed(head_name="Ahmad", rt="002")
    with officer.database.read() as conn:
        assert read.conflicts(conn) == []


def test_an_answer_both_changed_while_the_form_was_open_stands_twice(officer: Session) -> None:
    opened = family(officer, rt="001", head_name="Amat")
    save(officer, "Simpan", [opened])
    first = log_of(officer, opened)[-1]
    far = arrives(officer, opened, [first.id], rt="002")
    follows = arrives(officer, opened, [far.id], head_name="Ahmad")
    save(officer, "Simpan", [opened.changed(rt="003")], seen=[opened])
    with officer.database.read() as conn:
        (conflict,) = read.conflicts(conn)
    assert {head.value for head in conflict.heads} == {"002", "003"}
    mine = next(c for c in log_of(officer, opened) if c.device == officer.device and c.id != first.id)
    assert mine.parents == (first.id,)
    assert follows.id not in mine.parents


def test_two_who_save_at_once_never_write_one_number_twice(officer: Session) -> None:
    records = [family(officer, rt=str(n)) for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: save(officer, "Simpan", [one]), records))
    with officer.database.read() as conn:
        seqs = sorted(c.seq for c in read.changes_since(conn, officer.device))
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) == 2 + len(records)


def test_a_save_that_fails_leaves_nothing(officer: Session) -> None:
    first, second = family(officer), family(officer)
    for broken in (second.changed(address="a" * 300_000), second.changed(members_expected=1 << 63)):
        with pytest.raises(KnownError, match="E-TOO-LONG"):
            save(officer, "Simpan", [first, broken])
    assert stored(officer, first) is None
    assert log_of(officer, first) == []


def test_characters_that_are_no_text_are_left_out(officer: Session) -> None:
    first = family(officer, head_name="A\x00mat\ud800 \U0001f33e", rt="\x00")
    save(officer, "Simpan", [first])
    assert stored(officer, first) == first.changed(head_name="Amat \U0001f33e", rt="")
    with officer.database.read() as conn:
        assert read.conflicts(conn) == []


def test_nothing_is_saved_without_an_id(officer: Session) -> None:
    with pytest.raises(ValueError, match="new_record_id"):
        save(officer, "Simpan", [Family(village=VILLAGE, head_name="Tanpa nomor")])
    with officer.database.read() as conn:
        assert read.count(conn, Family) == 0
