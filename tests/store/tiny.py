"""A form small enough to see through, with one field of every kind that a table stores in its own way."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.change import Change, ChangeId, encode_values
from kampungkb_desktop.forms.kinds import (
    Choices,
    Day,
    Digits,
    Link,
    Measure,
    Month,
    Number,
    Options,
    Scalar,
    Text,
    YesNo,
)
from kampungkb_desktop.forms.record import Record, ask


@frozen(kw_only=True)
class Garden(Record):
    FORM: ClassVar[str] = "garden"

    owner: str | None = ask(Text("Pemilik"))
    code: str | None = ask(Digits("Nomor"))
    beds: int | None = ask(Number("Bedeng"))
    area: float | None = ask(Measure("Luas"))
    dug_on: date | None = ask(Day("Digali"))
    month: str | None = ask(Month("Bulan"))
    fenced: bool | None = ask(YesNo("Berpagar"))
    plants: tuple[str, ...] | None = ask(Choices("Tanaman", options=Options("plants", ())))
    next_to: str | None = ask(Link("Sebelah", to="garden"))


@frozen(kw_only=True)
class LargerGarden(Record):
    """The same form as a later version declares it."""

    FORM: ClassVar[str] = "garden"
    VERSION: ClassVar[int] = 2

    owner: str | None = ask(Text("Pemilik"))
    code: str | None = ask(Digits("Nomor"))
    beds: int | None = ask(Number("Bedeng"))
    area: float | None = ask(Measure("Luas"))
    dug_on: date | None = ask(Day("Digali"))
    month: str | None = ask(Month("Bulan"))
    fenced: bool | None = ask(YesNo("Berpagar"))
    plants: tuple[str, ...] | None = ask(Choices("Tanaman", options=Options("plants", ())))
    next_to: str | None = ask(Link("Sebelah", to="garden"))
    shaded_by: str | None = ask(Link("Pohon", to="garden"))


TINY: dict[str, type[Record]] = {"garden": Garden}
LARGER: dict[str, type[Record]] = {"garden": LargerGarden}

MINE, YOURS = "a" * 32, "b" * 32


def change(
    seq: int,
    *,
    device: str = MINE,
    parents: tuple[ChangeId, ...] = (),
    record: str = "r1",
    village: str = "64.03.06.2004",
    action: str = "act1",
    **values: Scalar,
) -> Change:
    """A change as a tidy laptop would write it."""
    return Change(
        device=device, seq=seq, parents=parents, wall=1_000 + seq, clock=0, author="Rina", action=action,
        action_name="Simpan kebun", form="garden", record=record, village=village, kind=0, priority=1,
        values=encode_values(values), form_version=1,
    )  # fmt: skip


__all__ = ["LARGER", "MINE", "TINY", "YOURS", "Garden", "LargerGarden", "change"]
