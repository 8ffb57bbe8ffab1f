"""What single steps seldom make: the stories that found what uniform chance missed, with whoever and whenever chance
chooses. They are rules like the others, so they happen in the middle of anything."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kampungkb_desktop.actions import merging, undo
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.forms.family import Family
from tests.actions.devices import NOON
from tests.convergence.device import Device
from tests.convergence.machine import CLOCKS, OFFICE, OFFICER, WHICH
from tests.convergence.places import RECORDS, VILLAGES
from tests.convergence.post import Parcel
from tests.convergence.trouble import DOUBLES, Troubled

BOTH = st.sampled_from((1, 3, 4))
"""The places of records of the village that both officers have."""


class Told(Troubled):
    """An office with stories."""

    def bring(self, parcels: list[Parcel], *to: Device) -> None:
        """Hand files to these, where they will be taken."""
        for parcel in parcels:
            for device in to:
                if self.group.outcome(parcel, device) == TAKEN:
                    self.group.deliver(parcel, device)

    def answer_all(self, office: Device) -> None:
        """The office hears everybody and answers everybody."""
        for officer in self.group.officers():
            self.bring(self.group.send(officer), office)
        self.bring(self.group.send(office), *self.group.devices.values())

    @rule(who=OFFICER, office=OFFICE, place=BOTH, which=WHICH)
    def first_file_is_late(self, who: str, office: str, place: int, which: int) -> None:
        """A file is lost, the next one arrives, the receiver edits, the lost one turns up."""
        officer, at = self.at(who), self.at(office)
        self.group.answer(officer, place, which, "Awal")
        late = self.group.send(officer)
        self.group.answer(officer, place, 1 - which, "Lanjut")
        self.bring(self.group.send(officer), at)
        self.group.answer(at, place, which, "Kantor")
        self.bring(self.group.send(at), *self.group.officers())
        self.bring(late, at)
        self.bring(self.group.send(at), *self.group.officers())

    @rule(who=OFFICER, office=OFFICE, place=BOTH)
    def the_answer_is_late(self, who: str, office: str, place: int) -> None:
        officer, at = self.at(who), self.at(office)
        self.answer_all(at)
        self.group.answer(at, place, 0, "Kantor satu")
        late = self.group.send(at)
        self.group.answer(at, place, 1, "Kantor dua")
        self.bring(self.group.send(at), officer)
        self.group.answer(officer, place, 0, "Petugas")
        self.bring(self.group.send(officer), at)
        self.bring(late, *self.group.officers())

    @rule(one=OFFICE, who=OFFICER, place=st.sampled_from((0, 1, 2, 3)), village=st.sampled_from(VILLAGES))
    def a_record_moves_while_its_officer_is_away(self, one: str, who: str, place: int, village: str) -> None:
        office, officer = self.at(one), self.at(who)
        self.answer_all(office)
        self.move(one, place, village)
        self.group.answer(officer, place, 0, "Masih di desa lama")
        self.answer_all(office)
        self.group.answer(officer, place, 1, "Sesudah pindah")
        self.group.answer(office, place, 0, "Di desa baru")
        self.answer_all(office)

    @rule(one=OFFICE, other=OFFICE)
    def doubles_are_joined_from_both_ends(self, one: str, other: str) -> None:
        first, second = (RECORDS[place].id for place in DOUBLES)
        left, right = self.at(one), self.at(other)
        self.bring(self.group.send(left), right)
        refused = ("E-MERGE-GONE", "E-MERGE-DONE", "E-MERGE-VILLAGE")
        self.group.do(left, lambda s: merging.merge(s, Family, first, second), *refused)
        self.group.do(right, lambda s: merging.merge(s, Family, second, first), *refused)
        self.group.answer(left, DOUBLES[1], 0, "Ditulis ke yang tersembunyi")
        self.bring(self.group.send(left), *self.group.devices.values())
        self.bring(self.group.send(right), *self.group.devices.values())

    @rule(office=OFFICE, first=OFFICER, place=BOTH)
    def the_office_is_brought_back_and_hears_the_other_first(self, office: str, first: str, place: int) -> None:
        at, one = self.at(office), self.at(first)
        (other,) = (o for o in self.group.officers()[:2] if o is not one)
        self.keep_a_copy(office)
        self.group.answer(one, place, 0, "Sebelum rusak")
        self.answer_all(at)
        self.group.answer(one, place, 1, "Sesudah rusak")
        self.bring_a_copy_back(office)
        self.bring(self.group.send(other), at)
        self.bring(self.group.send(at), other)
        self.group.answer(other, place, 0, "Yang lain")
        self.bring(self.group.send(other), at)
        self.bring(self.group.send(one), at)
        self.bring(self.group.send(at), one, other)

    @rule(office=OFFICE, who=OFFICER, village=st.sampled_from(VILLAGES))
    def brought_back_assigned_brought_back(self, office: str, who: str, village: str) -> None:
        at = self.at(office)
        self.answer_all(at)
        self.keep_a_copy(office)
        self.bring_a_copy_back(office)
        self.assign(office, who, village)
        self.answer_all(at)
        self.bring_a_copy_back(office)
        self.answer_all(at)
        self.assign(office, who, village)
        self.answer_all(at)

    @rule(who=OFFICER, office=OFFICE, place=BOTH)
    def a_laptop_is_brought_back(self, who: str, office: str, place: int) -> None:
        officer, at = self.at(who), self.at(office)
        self.keep_a_copy(who)
        self.group.answer(officer, place, 0, "Sesudah salinan")
        sent = self.group.send(officer)
        self.group.answer(officer, 5, 0, "Juga pekerjaan kantor")
        late = self.group.send(officer)
        self.bring(sent, at)
        self.bring_a_copy_back(who)
        self.group.answer(officer, place, 0, "Ditulis lagi")
        self.bring(self.group.send(officer), at)
        self.bring(late, at)
        self.bring(self.group.send(at), officer)

    @rule(who=OFFICER, office=OFFICE, place=BOTH, which=WHICH, now=CLOCKS)
    def both_answer_and_one_clock_is_wrong(self, who: str, office: str, place: int, which: int, now: int) -> None:
        officer, at = self.at(who), self.at(office)
        self.answer_all(at)
        officer.clock.now, at.clock.now = now, NOON
        self.group.answer(officer, place, which, "Petugas")
        self.group.answer(at, place, which, "Kantor")
        self.answer_all(at)
        self.decide(who, 0, 1)
        self.answer_all(at)

    @rule(who=OFFICER, office=OFFICE, place=BOTH)
    def deleted_here_edited_there(self, who: str, office: str, place: int) -> None:
        officer, at = self.at(who), self.at(office)
        self.answer_all(at)
        record = officer.record(RECORDS[place])
        if record is not None:
            self.group.do(officer, lambda s: save(s, "Hapus", [], [record]))
        self.group.answer(at, place, 0, "Masih ada")
        self.answer_all(at)
        self.group.do(officer, undo.undo, "E-UNDO")
        self.answer_all(at)
