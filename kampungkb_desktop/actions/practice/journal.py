"""Practice records as changes of the log: one action per village and month, dated in the past, written through the
ledger in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kampungkb_desktop.base import ids
from kampungkb_desktop.forms.change import NORMAL, PUT, TRUSTED, Change, encode_values
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import Record, fields_of, to_scalar


@dataclass(slots=True)
class Journal:
    """Numbers the changes of one device. ``written`` counts them."""

    device: str
    next_seq: int
    written: int = 0

    def action(self, name: str, wall: int, author: str, records: Iterable[Record]) -> Iterator[Change]:
        """The records, all new, as one user action at ``wall`` (milliseconds)."""
        action = ids.derived_id("practice", self.device, name, str(wall))
        for record in records:
            yield Change(
                device=self.device, seq=self.next_seq, parents=(), wall=wall, clock=TRUSTED, author=author,
                action=action, action_name=name, form=record.FORM, record=record.id, village=record.village or "",
                kind=PUT, priority=NORMAL, values=encode_values(_answered(record)), form_version=record.VERSION,
            )  # fmt: skip
            self.next_seq += 1
            self.written += 1


def _answered(record: Record) -> dict[str, Scalar]:
    """What is answered, as scalars: the difference to nothing, without asking the many empty fields."""
    return {
        name: to_scalar(kind, answer)
        for name, kind in fields_of(type(record)).items()
        if (answer := getattr(record, name)) is not None
    }
