"""What happened to one person, or to a whole family, on a day: the register of mutations.

A mutation also keeps how the person stood before it, so that a figure of an earlier day stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import (
    ARRIVALS,
    ARRIVED,
    JOINED,
    MARITAL,
    MOVE_PLACE,
    MOVED,
    MUTATION_KIND,
    RELATION,
)
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

WHAT, WHERE, WHO, BEFORE = "Kejadian", "Dari dan ke mana", "Yang terkait", "Keadaan sebelumnya"


def _moves(event: Mutation) -> bool:
    return event.kind in (MOVED, ARRIVED, JOINED)


def _was_here(event: Mutation) -> bool:
    return event.kind not in ARRIVALS


@frozen(kw_only=True)
class Mutation(Record):
    """One event of one person; of a whole family where ``member_id`` is empty.

    ``village`` and ``family_id`` are those before it, or those joined by somebody who was not in the register.
    """

    FORM: ClassVar[str] = "mutation"
    TITLE: ClassVar[str] = "Mutasi"

    family_id: str | None = ask(Link("Keluarga", required=True, group=WHAT, to="family"))
    member_id: str | None = ask(Link("Anggota keluarga", group=WHAT, personal=True, to="member"))
    kind: str | None = ask(Choice("Mutasi", required=True, group=WHAT, personal=True, options=MUTATION_KIND))
    happened_on: date | None = ask(Day("Tanggal", required=True, group=WHAT, personal=True))

    place: str | None = ask(Choice("Arah", group=WHERE, when=_moves, options=MOVE_PLACE))
    place_name: str | None = ask(
        Text("Nama tempat asal atau tujuan", group=WHERE, when=_moves, personal=True, longest=120)
    )
    to_family_id: str | None = ask(Link("Keluarga sesudahnya", group=WHERE, to="family"))

    partner_id: str | None = ask(Link("Suami, istri, atau ibu", group=WHO, personal=True, to="member"))
    birth_record_id: str | None = ask(Link("Catatan pasca salin", group=WHO, personal=True, to="postpartum"))
    pregnancy_record_id: str | None = ask(Link("Catatan kehamilan", group=WHO, personal=True, to="pregnancy"))

    before_relation: str | None = ask(
        Choice("Hubungan dengan kepala keluarga", group=BEFORE, when=_was_here, personal=True, options=RELATION)
    )
    before_marital: str | None = ask(
        Choice("Status perkawinan", group=BEFORE, when=_was_here, personal=True, options=MARITAL)
    )
    note: str | None = ask(Text("Keterangan", group=WHAT, personal=True, longest=500, lines=2))

    def rules(self) -> Iterator[Finding]:
        """A caution where somebody went or came and nobody wrote from or to where."""
        if self.kind == MOVED and self.place == "luar" and not self.place_name:
            yield Finding("place_name", "caution", "Tempat tujuan belum diisi. Isi bila diketahui.", "tujuan_kosong")

    def name(self) -> str:
        """What happened and when; the person's name is that of the linked record."""
        what = MUTATION_KIND.label(self.kind) if self.kind else self.TITLE
        return f"{what}, {long_date(self.happened_on)}" if self.happened_on else what
