"""Erasures among everything else that happens: in whatever order they come, after full exchange no log holds a word of
whoever was erased, and all are equal."""

from __future__ import annotations

from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from kampungkb_desktop.actions import erasing, merging
from kampungkb_desktop.actions.erasing import Order
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.change import ERASE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.machine import OFFICE
from tests.convergence.macros import Told
from tests.convergence.places import GUNUNG_TABUR, RECORDS
from tests.convergence.telling import end, everywhere

_EXAMPLES = settings.default.max_examples if settings.default else 40
_BY_HAND = _EXAMPLES > 100
_GENERATE = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))


class Forgetting(Told):
    """The same office, in which people ask to be forgotten all the time."""

    @rule(office=OFFICE, place=st.integers(0, 4))
    def forget(self, office: str, place: int) -> None:
        device = self.at(office)
        record = device.record(RECORDS[place])
        if record is not None:
            order = Order(form=record.FORM, record=record.id, reason="Diminta")
            self.group.do(device, lambda s: erasing.erase(s, order))

    def teardown(self) -> None:
        group = getattr(self, "group", None)
        try:
            if group is not None:
                group.exchange_everything()
                nothing_is_left(group)
        finally:
            super().teardown()


HOUSE = 3
"""The place of a family of the village that both officers have."""


def a_person_of_the_house(group: Group, officer: Device) -> Member | None:
    """Somebody of that family whom its note names, and somebody who stays when he goes."""
    family = officer.record(RECORDS[HOUSE])
    if not isinstance(family, Family):
        return None
    count = str(len(group.parcels))
    gone, stays = (
        Member(id=derived_id(word, count), village=family.village, family_id=family.id, full_name=f"{word} {count}")
        for word in ("Orang pergi", "Orang tinggal")
    )
    named = family.changed(note=f"Rumah {gone.full_name}")
    return gone if group.do(officer, lambda s: save(s, "Tulis", [gone, stays, named], seen=[family])) else None


def nothing_is_left(group: Group) -> None:
    """No log has an answer of a record of which any log says that it is erased, where that has arrived."""
    for device in group.devices.values():
        log = device.log()
        gone = {(one.form, one.record) for one in log.values() if one.kind == ERASE}
        assert {one.values for one in log.values() if (one.form, one.record) in gone} <= {"{}"}, device.name


def test_people_are_forgotten_in_any_order(prepared: list[Path]) -> None:
    Forgetting.prepared = prepared
    few = settings(_GENERATE, max_examples=2, stateful_step_count=10)
    many = settings(_GENERATE, max_examples=_EXAMPLES, stateful_step_count=40)
    run_state_machine_as_test(Forgetting, settings=many if _BY_HAND else few)


def test_two_offices_erase_a_family_that_was_joined_meanwhile(group: Group) -> None:
    """One computer erases the one, an officer joins it with the other, the second computer erases that: all of it is
    gone everywhere, and nobody waits for anything."""
    first, second, siti = (group.devices[one] for one in ("kantor", "kantor-2", "siti"))
    group.answer(siti, 3, 0, "Orang yang minta dihapus")
    everywhere(group, "siti", "kantor", "kantor-2")
    one, other = RECORDS[1].id, RECORDS[3].id
    group.do(first, lambda s: erasing.erase(s, Order(form=Family.FORM, record=one)))
    group.do(siti, lambda s: merging.merge(s, Family, one, other))
    group.answer(siti, 3, 1, "007")
    group.do(second, lambda s: erasing.erase(s, Order(form=Family.FORM, record=other)))
    everywhere(group, "siti", "kantor", "kantor-2", "andi")
    end(group)
    nothing_is_left(group)
    for device in (first, second, siti):
        assert device.record(RECORDS[1]) is None
        assert device.record(RECORDS[3]) is None


def test_what_both_officers_had_not_sent_goes_on_with_the_family(group: Group) -> None:
    """One has his answer on the laptop, the other one's file is on its way: the family that was written anew has both,
    everywhere, and the name nowhere."""
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    gone = a_person_of_the_house(group, siti)
    assert gone is not None
    everywhere(group, "siti", "kantor", "kantor-2")
    group.answer(siti, HOUSE, 1, "007")
    group.answer(andi, HOUSE, 0, "Kepala yang baru")
    late = group.send(andi)
    group.do(office, lambda s: erasing.erase(s, Order(form=Member.FORM, record=gone.id)))
    for parcel in late:
        if group.outcome(parcel, office) == TAKEN:
            group.deliver(parcel, office)
    everywhere(group, "kantor", "siti", "andi", "kantor", "kantor-2")
    end(group)
    nothing_is_left(group)
    for device in group.devices.values():
        with device.session.database.read() as conn:
            found = [one for one in read.records(conn, Family, where={"village": GUNUNG_TABUR}) if one.rt == "007"]
        if device.villages or device.office:
            assert [(one.head_name, one.note) for one in found] == [("Kepala yang baru", None)], device.name
