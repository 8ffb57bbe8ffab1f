"""Changes made by hand, and short questions about what the ledger made of them."""

from __future__ import annotations

from collections.abc import Iterable

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.ledger import Applied
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.change import (
    NORMAL,
    PUT,
    TRUSTED,
    Change,
    ChangeId,
    encode_values,
)  # fmt: skip
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, VILLAGE

A, B, C = "a" * 32, "b" * 32, "c" * 32
AMAT = derived_id("keluarga", "amat")


def change(
    device: str, seq: int, parents: Iterable[ChangeId] = (), *, record: str = AMAT, form: str = "family",
    kind: int = PUT, priority: int = NORMAL, wall: int = NOON, version: int = 1, **values: Scalar,
) -> Change:  # fmt: skip
    said = {"village": VILLAGE, **values} if not tuple(parents) and kind == PUT else values
    return Change(
        device, seq, tuple(parents), wall, TRUSTED, "d" * 32, f"{ord(device[0]):016x}{seq:016x}", "Simpan", form,
        record, VILLAGE, kind, priority, encode_values(said), version,
    )  # fmt: skip


def take(session: Session, *changes: Change, bulk: bool = False) -> Applied:
    with session.database.write() as conn:
        applied = ledger.append(conn, changes, bulk=bulk)
    assert verify(session) == ()
    return applied


def row(session: Session, record: str = AMAT) -> Family | None:
    with session.database.read() as conn:
        return read.record(conn, Family, record)


def waiting(session: Session) -> list[tuple[str, str]]:
    with session.database.read() as conn:
        return [(one.reason, one.detail) for one in read.waiting(conn)]


def linear(session: Session, record: str = AMAT) -> bool:
    with session.database.read() as conn:
        return read.heads(conn, Family, [record])[record].linear
