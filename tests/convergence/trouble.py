"""The rest of what happens in an office: deciding, joining doubles, taking back whole files, typing for long, lost
laptops and old copies, villages that change hands, newer programmes, erasure and forgiving."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kampungkb_desktop.actions import conflict_desk, enrolment, erasing, ledger, merging, undo_file
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import ids
from kampungkb_desktop.forms.areas import LOSS
from kampungkb_desktop.forms.change import DECISION, FORGIVE, TRUSTED, Change, ChangeId, encode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read, write
from tests.convergence.machine import OFFICE, OFFICER, WHO, Machine
from tests.convergence.places import NEWCOMER, RECORDS, TODAY, VILLAGES
from tests.convergence.programme import NEXT, Garden

DOUBLES = (1, 3)
"""The places of two families of one village."""


def say(session: Session, kind: int, form: str, record: str, village: str, values: Mapping[str, Scalar]) -> None:
    """A statement that only a district makes, as a change of the log."""
    wall, action = session.clock(), ids.new_id(session.clock())
    with session.database.write() as conn:
        heads = ledger.folded(conn, form, record).heads
        write.add_action(conn, action, "Pernyataan kantor", session.author, session.device, wall)
        ledger.append(conn, [Change(
            session.device, read.next_seq(conn, session.device), heads, wall, TRUSTED, session.author, action,
            "Pernyataan kantor", form, record, village, kind, DECISION, encode_values(values), 1,
        )])  # fmt: skip


def _list(detail: str) -> list[tuple[str, int]]:
    return [(str(device), int(seq)) for device, seq in json.loads(detail)]


class Troubled(Machine):
    """An office to which everything happens."""

    def __init__(self) -> None:
        super().__init__()
        self.typing: dict[str, Record] = {}

    # --- people -------------------------------------------------------------------------------------------------------

    @rule(who=WHO, which=st.integers(0, 5), side=st.integers(0, 3))
    def decide(self, who: str, which: int, side: int) -> None:
        device = self.at(who)
        with device.programme.running():
            open_ = conflict_desk.standoffs(device.session)
        if open_:
            one = open_[which % len(open_)]
            value = one.sides[side % len(one.sides)].value
            self.group.do(device, lambda s: conflict_desk.decide(s, one.record, one.field, value))

    @rule(who=WHO, place=st.integers(0, 4))
    def begin_to_type(self, who: str, place: int) -> None:
        record = self.at(who).record(RECORDS[place])
        if record is not None:
            self.typing[who] = record

    @rule(who=WHO, which=st.integers(0, 1), value=st.sampled_from(("Dini", "Eko")))
    def finish_typing(self, who: str, which: int, value: str) -> None:
        """What arrived in between was not in front of the person."""
        seen = self.typing.pop(who, None)
        if seen is not None:
            place = next(i for i, one in enumerate(RECORDS) if one.id == seen.id)
            self.group.answer(self.at(who), place, which, value, seen=seen)

    @rule(who=WHO, turned=st.booleans())
    def join_doubles(self, who: str, turned: bool) -> None:
        first, other = (RECORDS[one].id for one in (DOUBLES[::-1] if turned else DOUBLES))
        self.group.do(
            self.at(who), lambda s: merging.merge(s, Family, first, other),
            "E-MERGE-GONE", "E-MERGE-DONE", "E-MERGE-VILLAGE",
        )  # fmt: skip

    @rule(who=WHO)
    def separate_doubles(self, who: str) -> None:
        alias = ids.derived_id("alias", *sorted(RECORDS[one].id for one in DOUBLES))
        self.group.do(self.at(who), lambda s: merging.unmerge(s, alias), "E-MERGE-DONE", "E-MERGE-VILLAGE")

    @rule(who=WHO, which=st.integers(0, 10))
    def take_back_a_file(self, who: str, which: int) -> None:
        device = self.at(who)
        with device.session.database.read() as conn:
            files = [one for one in read.files(conn) if undo_file.can_undo_file(one)]
        if files:
            self.group.take_back_file(device, files[which % len(files)])

    # --- laptops ------------------------------------------------------------------------------------------------------

    @rule(who=WHO)
    def keep_a_copy(self, who: str) -> None:
        device = self.at(who)
        with device.programme.running():
            device.keep_copy(self.folder / "salinan" / who)

    @rule(who=WHO)
    def bring_a_copy_back(self, who: str) -> None:
        device = self.at(who)
        if device.copy is not None:
            self.group.bring_back(device, self.at("kantor"))
            self.typing.pop(who, None)

    @rule(who=WHO)
    def update_the_programme(self, who: str) -> None:
        device = self.at(who)
        device.programme = NEXT
        device.said.clear()
        with NEXT.running():
            device.restart()
            device.check(self.group.world)
        self.typing.pop(who, None)

    @rule(who=WHO, place=st.sampled_from((0, 1, 2, 3)), value=st.sampled_from(("Kangkung", "Cabai")))
    def answer_what_is_new(self, who: str, place: int, value: str) -> None:
        device = self.at(who)
        if device.programme is NEXT:
            record = device.record(RECORDS[place])
            if record is not None:
                self.group.write(device, record, garden=value)
                plot = Garden(id=ids.derived_id("kebun", record.id), village=record.village, crop=value, status="draf")
                self.group.write(device, plot, crop=value)

    # --- the office ---------------------------------------------------------------------------------------------------

    @rule(office=OFFICE, who=OFFICER, village=st.sampled_from(VILLAGES))
    def assign(self, office: str, who: str, village: str) -> None:
        self.group.assign(self.at(office), self.at(who), village)

    @rule(office=OFFICE, giver=OFFICER, taker=OFFICER, village=st.sampled_from(VILLAGES), days=st.integers(-3, 3))
    def hand_over(self, office: str, giver: str, taker: str, village: str, days: int) -> None:
        day = TODAY + timedelta(days=days)
        one, other = self.at(giver), self.at(taker)
        if one is not other and one.villages and other.villages:
            other.villages.add(village)
            self.group.do(
                self.at(office),
                lambda s: enrolment.hand_over(s, village, one.session.author, other.session.author, day),
            )

    @rule(office=OFFICE)
    def enrol_the_newcomer(self, office: str) -> None:
        rini = self.at(NEWCOMER)
        if not rini.villages:
            rini.villages = {VILLAGES[0], VILLAGES[2]}
            self.group.enrol(self.at(office), rini)

    @rule(office=OFFICE, place=st.sampled_from((0, 2, 4)))
    def erase(self, office: str, place: int) -> None:
        """Nobody asks for this often; and what is erased is of no more use to a history."""
        device = self.at(office)
        record = device.record(RECORDS[place])
        if record is not None and len(self.group.parcels) % 7 == 3:
            order = Order(form=record.FORM, record=record.id, reason="Diminta")
            self.group.do(device, lambda s: erasing.erase(s, order))

    @rule(office=OFFICE)
    def forgive(self, office: str) -> None:
        """Declare lost whatever somebody waits for; it may turn up all the same."""
        device = self.at(office)
        with device.session.database.read() as conn:
            waits = [ChangeId(*one) for w in read.waiting(conn) if w.reason == "berkas" for one in _list(w.detail)]
        if waits:
            said: dict[str, Scalar] = {"device": waits[0].device, "from": waits[0].seq, "to": waits[0].seq}
            about = ids.derived_id(LOSS, waits[0].device, str(waits[0].seq))
            self.group.do(device, lambda s: say(s, FORGIVE, LOSS, about, "", said))
