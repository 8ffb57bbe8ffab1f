"""Self-repair: whatever happened to the tables, the log brings them back; what it does not know is left alone."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions import copies, repair
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read, search
from tests.actions.enrolling import keep_family


@pytest.fixture
def laptop(officer: Session) -> Session:
    for name in ("Amat", "Budi", "Citra"):
        keep_family(officer, name)
    return officer


SPOILT = {
    "an answer": "UPDATE family SET head_name = 'Dadang' WHERE head_name = 'Amat'",
    "a row that is gone": "DELETE FROM family WHERE head_name = 'Budi'",
    "heads": "UPDATE family SET heads = '[]', linear = 0",
    "a conflict of nobody": "INSERT INTO conflict (record, field, form, village, heads) "
    "SELECT id, 'rt', 'family', village, '[]' FROM family",
    "a wait for nothing": "INSERT INTO waiting (record, form, village, reason, detail) "
    "SELECT id, 'family', village, 'berkas', '[]' FROM family",
}


def names(session: Session) -> set[str | None]:
    with session.database.read() as conn:
        return {one.head_name for one in read.records(conn, Family)}


@pytest.mark.parametrize("spoil", SPOILT)
def test_the_tables_come_back_from_the_log(laptop: Session, spoil: str) -> None:
    with laptop.database.write() as conn:
        conn.exec_driver_sql(SPOILT[spoil])
    found = repair.examine(laptop)
    assert found.differences
    assert not found.sound
    done = repair.repair(laptop)
    assert done.mended >= 1
    assert done.left == ()
    assert repair.examine(laptop).sound
    assert names(laptop) == {"Amat", "Budi", "Citra"}
    (kept,) = copies.copies_of(laptop)
    assert kept.slip is not None
    assert kept.slip.reason == copies.REPAIR


def test_search_is_made_anew(laptop: Session) -> None:
    with laptop.database.write() as conn:
        conn.exec_driver_sql(f"INSERT INTO {search.SEARCHES['family'].table}({search.SEARCHES['family'].table}) "
                             "VALUES ('delete-all')")  # fmt: skip
    with laptop.database.read() as conn:
        assert list(search.matching(conn, "family", "amat") or ()) == []
    repair.repair(laptop)
    with laptop.database.read() as conn:
        assert len(list(search.matching(conn, "family", "amat") or ())) == 1


def test_a_row_that_the_log_does_not_know_is_left_and_said(laptop: Session) -> None:
    with laptop.database.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO family (id, heads, linear, head_name) VALUES (?, '[]', 0, 'Tanpa log')", ("f" * 32,)
        )
    done = repair.repair(laptop)
    assert [one.what for one in done.left] == [repair.UNKNOWN]
    assert "Tanpa log" in names(laptop)


def test_without_a_copy_nothing_is_repaired(laptop: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with laptop.database.write() as conn:
        conn.exec_driver_sql(SPOILT["an answer"])

    def full(*_: object) -> None:
        raise KnownError("E-COPY-SPACE", "Penuh.", "")

    monkeypatch.setattr(copies, "copy_now", full)
    with pytest.raises(KnownError):
        repair.repair(laptop)
    assert "Dadang" in names(laptop)
