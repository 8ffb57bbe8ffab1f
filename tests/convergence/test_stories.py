"""Stories of an office, each of which once went wrong: told to the end, after which everybody must agree."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions import conflict_desk, receipts
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.store import read
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import MALUANG, RECORDS, TANJUNG
from tests.convergence.telling import between, end, everywhere, head_of, last_file, move


def test_the_only_office_brought_back_goes_on(group: Group) -> None:
    """It has nobody to be enrolled by but itself."""
    office = group.devices["kantor"]
    office.keep_copy(group.folder / "salinan")
    everywhere(group, "siti")
    group.bring_back(office, office)
    assert group.send(office), "the office can still send"
    end(group)


def test_an_office_brought_back_is_heard_again(group: Group) -> None:
    """Its files count from lower numbers than the officers have seen, and they say truly what it has lost."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    for number in range(5):
        between(group, siti, office)
        group.answer(office, 3, 0, f"Kantor {number}")
        between(group, office, siti)
        if number == 0:
            office.keep_copy(group.folder / "salinan")
        group.answer(siti, 0, 0, f"Nama {number}")
    between(group, siti, office)
    group.bring_back(office, office)
    group.answer(office, 3, 0, "Kantor, sesudah pulih")
    between(group, office, siti)
    between(group, siti, office)
    assert {one for one in siti.holds if one.device == siti.uid} <= office.holds


@pytest.mark.parametrize("place", [0, 2])
def test_an_officer_may_follow_a_record_that_left(group: Group, place: int) -> None:
    """He has it still, and what he writes there must not make his office refuse all his work."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    everywhere(group, "siti", "andi", "kantor")
    if place == 2:
        move(group, office, place, MALUANG)
        everywhere(group, "kantor")
    move(group, office, place, TANJUNG)
    everywhere(group, "kantor")
    group.answer(siti, place, 0, "Siti masih menulis")
    (sent,) = group.send(siti)
    assert group.outcome(sent, office) == "diterima"
    group.deliver(sent, group.devices["andi"], look=True)
    group.deliver(sent, office, look=True)
    group.deliver(sent, office, look=True)
    end(group)
    assert head_of(office, place) == "Siti masih menulis"


def test_taking_back_a_file_that_brought_a_record_over_the_border(group: Group) -> None:
    office, siti = group.devices["kantor"], group.devices["siti"]
    everywhere(group, "siti", "andi", "kantor")
    move(group, office, 2, MALUANG)
    everywhere(group, "kantor")
    group.take_back_file(siti, last_file(siti))
    end(group)


def test_a_decision_on_the_village_is_of_the_village_chosen(group: Group) -> None:
    office, siti = group.devices["kantor"], group.devices["siti"]
    everywhere(group, "siti", "kantor")
    move(group, office, 3, TANJUNG)
    move(group, siti, 3, MALUANG)
    everywhere(group, "siti", "kantor")
    (one,) = conflict_desk.standoffs(siti.session)
    _standing, other = one.sides
    assert other.value == MALUANG
    group.do(siti, lambda s: conflict_desk.decide(s, one.record, "village", other.value))
    end(group)
    group.answer(siti, 3, 0, "Sesudah diputuskan")
    end(group)


def test_work_in_a_village_not_assigned_holds_nothing_else_up(group: Group) -> None:
    """An officer chooses his villages at the first run; the office may see it otherwise. What it will not take stays
    with him, said to be not sent, until the village is his."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    foreign = RECORDS[0].changed(id="ab" * 16, village=TANJUNG)
    group.do(siti, lambda s: save(s, "Simpan Keluarga", [foreign]))
    group.answer(siti, 0, 0, "Desa sendiri")
    (sent,) = group.send(siti)
    group.deliver(sent, office)
    assert office.record(foreign) is None
    assert receipts.sending_of(siti.session, foreign.id).state == "waiting"  # type: ignore[union-attr]
    group.assign(office, siti, TANJUNG)
    end(group)
    assert office.record(foreign) == foreign


def test_a_file_that_brought_nothing_new_takes_nothing_back(group: Group) -> None:
    """Its lines were here already, only far apart: counted as known, they must not be undone with it."""
    andi, siti = group.devices["andi"], group.devices["siti"]
    for number in range(3):
        group.answer(andi, 4, 0, f"Untuk keduanya {number}")
        for letter in "abcdefghijkl":
            group.answer(andi, 2, 0, f"Bukan untuk Siti {number} {letter}")
    everywhere(group, "andi")
    everywhere(group, "kantor", full=True)
    everywhere(group, "kantor", full=True)
    group.take_back_file(siti, last_file(siti))


def test_a_long_name_of_an_action_travels(group: Group) -> None:
    siti = group.devices["siti"]
    changed = siti.record(RECORDS[0]).changed(rt="009")  # type: ignore[union-attr]
    group.do(siti, lambda s: save(s, "Urungkan berkas \0" + "x" * 230, [changed]))
    end(group)
    assert group.devices["kantor"].record(RECORDS[0]) == changed


def test_a_late_file_of_a_laptop_whose_place_was_taken(group: Group) -> None:
    """What is only in there is not lost; what is made there later is of nobody."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    everywhere(group, "siti", "kantor")
    siti.keep_copy(group.folder / "salinan")
    group.answer(siti, 0, 0, "Hanya di berkas yang tertinggal")
    late = group.send(siti)
    group.bring_back(siti, office)
    for parcel in late:
        group.deliver(parcel, office)
    assert head_of(office, 0) == "Hanya di berkas yang tertinggal"
    end(group)


def test_holes_in_what_an_old_laptop_left(group: Group) -> None:
    """The new laptop has of its predecessor what was in the copy, and what the office sends of it later, with holes. It
    vouches for the first only."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    siti.keep_copy(group.folder / "salinan")
    group.answer(siti, 0, 0, "Satu")
    lost = group.send(siti)
    group.answer(siti, 0, 1, "002")
    (arrives,) = group.send(siti)
    group.deliver(arrives, office)
    group.bring_back(siti, office)
    everywhere(group, "kantor")
    (sent,) = group.send(siti, full=True)
    group.deliver(sent, office)
    group.deliver(lost[0], office)
    end(group)


def test_office_work_comes_back_to_its_writer(group: Group) -> None:
    """A record without a village goes to nobody but the person who wrote it, also on the next laptop."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    siti.keep_copy(group.folder / "salinan")
    group.answer(siti, 5, 0, "Laporan bulanan")
    everywhere(group, "siti")
    group.bring_back(siti, office)
    everywhere(group, "kantor")
    assert {one.name() for one in _activities(siti)} == {"Laporan bulanan"}
    assert _activities(group.devices["andi"]) == []
    end(group)


def _activities(device: Device) -> list[Activity]:
    with device.session.database.read() as conn:
        return read.records(conn, Activity)


def test_what_was_written_elsewhere_before_a_move_comes_after_it(group: Group) -> None:
    """One computer of the office knows what Andi wrote and has told Siti that she lacks nothing; the other one, which
    does not know it, moves the family to her village and is the first to tell her."""
    office, second, siti, andi = (group.devices[one] for one in ("kantor", "kantor-2", "siti", "andi"))
    everywhere(group, "siti", "andi", "kantor")
    group.answer(andi, 2, 0, "Ditulis Andi")
    between(group, andi, office)
    group.answer(office, 3, 1, "009")
    between(group, office, siti)
    move(group, second, 2, MALUANG)
    for parcel in group.send(second):
        for one in (siti, office):
            if group.outcome(parcel, one) == TAKEN:
                group.deliver(parcel, one)
    assert head_of(siti, 2) is None
    between(group, siti, office)
    group.answer(office, 3, 1, "010")
    between(group, office, siti)
    assert head_of(siti, 2) == "Ditulis Andi"
    assert all(not parcel.inside for parcel in group.send(office)), "and nothing goes twice"
    end(group)
