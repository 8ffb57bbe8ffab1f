"""Stories of two people and one answer: who stands meanwhile, what is listed, what nobody takes back from another."""

from __future__ import annotations

from kampungkb_desktop.actions import conflict_desk, merging, undo
from kampungkb_desktop.forms.alias import alias_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from tests.actions.devices import NOON
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import RECORDS
from tests.convergence.telling import end, everywhere, head_of, last_file


def listed(device: Device) -> dict[str, list[object]]:
    """The conflicts of the shared family, each with its answers, the standing one first."""
    with device.session.database.read() as conn:
        found = read.conflicts(conn, record=RECORDS[3].id)
    return {one.field: [head.value for head in one.heads] for one in found}


def start(group: Group) -> tuple[Device, Device, Device]:
    everywhere(group, "siti", "andi", "kantor")
    return group.devices["siti"], group.devices["andi"], group.devices["kantor"]


def test_undo_leaves_what_another_has_written_since(group: Group) -> None:
    siti, _andi, office = start(group)
    group.answer(siti, 3, 0, "Siti")
    everywhere(group, "siti")
    group.answer(office, 3, 0, "Kantor")
    everywhere(group, "kantor")
    assert not group.do(siti, undo.undo, "E-UNDO")
    assert head_of(siti, 3) == "Kantor"
    end(group)


def test_taking_back_a_file_leaves_what_was_built_on_it(group: Group) -> None:
    siti, _andi, office = start(group)
    group.answer(siti, 3, 0, "Dibangun di atasnya")
    group.answer(siti, 0, 0, "Tidak disentuh lagi")
    everywhere(group, "siti")
    group.answer(office, 3, 1, "008")
    group.take_back_file(office, last_file(office))
    assert head_of(office, 3) == "Dibangun di atasnya"
    assert head_of(office, 0) is None
    end(group)


def test_what_came_while_one_typed_stands_beside_it(group: Group) -> None:
    siti, _andi, office = start(group)
    seen = siti.record(RECORDS[3])
    group.answer(office, 3, 0, "Datang sementara itu")
    everywhere(group, "kantor")
    group.answer(siti, 3, 0, "Diketik", seen=seen)
    assert listed(siti) == {"head_name": ["Datang sementara itu", "Diketik"]}, "a correction of the office stands"
    group.do(siti, lambda s: conflict_desk.decide(s, RECORDS[3].id, "head_name", "Diketik"))
    end(group)
    assert {head_of(one, 3) for one in (siti, office, group.devices["andi"])} == {"Diketik"}
    assert listed(office) == {}


def test_a_correction_stands_before_any_clock(group: Group) -> None:
    siti, _andi, office = start(group)
    office.clock.now = NOON + 4_000_000
    siti.clock.now = NOON + 90_000_000
    group.answer(siti, 3, 0, "Petugas, jam lebih maju")
    group.answer(office, 3, 0, "Koreksi kantor")
    end(group)
    assert {head_of(one, 3) for one in group.devices.values() if one.villages or one.office} - {None} == {
        "Koreksi kantor"
    }
    assert listed(siti) == {"head_name": ["Koreksi kantor", "Petugas, jam lebih maju"]}


def test_a_clock_years_ahead_stands_behind_a_sound_one(group: Group) -> None:
    siti, andi, office = start(group)
    everywhere(group, "siti", "andi", "kantor")
    siti.clock.now = 2_540_000_000_000
    group.answer(siti, 3, 0, "Tahun 2050")
    group.answer(andi, 3, 0, "Jam yang benar")
    end(group)
    assert head_of(office, 3) == head_of(siti, 3) == "Jam yang benar"
    assert listed(andi) == {"head_name": ["Jam yang benar", "Tahun 2050"]}


def test_who_saw_the_other_wins_whatever_the_clock_says(group: Group) -> None:
    siti, andi, office = start(group)
    siti.clock.now = 2_540_000_000_000
    group.answer(siti, 3, 0, "Tahun 2050")
    everywhere(group, "siti", "kantor")
    andi.clock.now = 0
    group.answer(andi, 3, 0, "Sesudah melihatnya, tahun 1970")
    end(group)
    assert head_of(office, 3) == head_of(siti, 3) == "Sesudah melihatnya, tahun 1970"
    assert listed(andi) == {}


def test_doubles_joined_from_both_ends_are_one_everywhere(group: Group) -> None:
    """Each office names the other one first; what belongs to the hidden one follows, also what comes later."""
    siti, andi, office = start(group)
    second = group.devices["kantor-2"]
    everywhere(group, "kantor")
    first, other = RECORDS[1].id, RECORDS[3].id
    group.do(office, lambda s: merging.merge(s, Family, first, other))
    group.do(second, lambda s: merging.merge(s, Family, other, first))
    group.answer(andi, 4, 0, "Anak dari keluarga yang tersembunyi")
    end(group)
    shown, hidden = min(first, other), max(first, other)
    for device in (siti, andi, office, second):
        member = device.record(RECORDS[4])
        assert isinstance(member, Member)
        assert member.family_id == shown
        with device.session.database.read() as conn:
            assert read.by_ids(conn, Family, [hidden]) == {}
    group.do(siti, lambda s: merging.unmerge(s, alias_id(first, other)))
    end(group)
    back = andi.record(RECORDS[4])
    assert isinstance(back, Member)
    assert back.family_id == other
