"""Stories of an office and its statements: two computers, laptops sent away, losses forgiven, villages handed over, and
programmes of two years beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kampungkb_desktop.actions import conflict_desk, enrolment, forgiving, receipts
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.forms.change import ERASE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read, write
from tests.actions.enrolling import TODAY
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import GUNUNG_TABUR, MALUANG, RECORDS, TANJUNG
from tests.convergence.programme import NEXT, Garden, NextFamily
from tests.convergence.telling import end, everywhere, head_of, move
from tests.convergence.trouble import say


def test_another_computer_of_the_office_takes_no_village_back(group: Group) -> None:
    """It knows the officer by his file, and has not heard of his last assignment."""
    office, second, siti = group.devices["kantor"], group.devices["kantor-2"], group.devices["siti"]
    everywhere(group, "siti")
    group.assign(office, siti, TANJUNG)
    for parcel in group.send(office):
        if parcel.to == siti.uid:
            group.deliver(parcel, siti)
    group.answer(second, 3, 0, "Kantor dua")
    everywhere(group, "kantor-2")
    (sent,) = group.send(siti, full=True)
    assert TANJUNG in sent.manifest.certificate
    group.deliver(sent, second)
    group.answer(second, 3, 0, "Kantor dua lagi")
    answers = {one.to: one for one in group.send(second)}
    assert TANJUNG in answers[siti.uid].manifest.grant, "the office's word, told by the officer himself"
    end(group)


def test_a_laptop_sent_away_is_believed_by_no_computer_of_the_office(group: Group) -> None:
    office, second, andi = group.devices["kantor"], group.devices["kantor-2"], group.devices["andi"]
    everywhere(group, "andi")
    group.do(office, lambda s: enrolment.send_away(s, andi.uid, "Hilang"))
    everywhere(group, "kantor")
    group.answer(andi, 2, 0, "Sesudah hilang")
    (sent,) = group.send(andi)
    for one in (office, second):
        assert group.outcome(sent, one) == "E-SENDER"
        group.deliver(sent, one)


def test_what_a_newer_programme_wrote_passes_through_an_older_one(group: Group) -> None:
    """Kept byte for byte where it is not understood, forwarded, edited beside; and there after the update."""
    siti, office, andi = (group.devices[one] for one in ("siti", "kantor", "andi"))
    everywhere(group, "siti", "kantor", "andi", "kantor")
    for newer in (siti, andi):
        newer.programme = NEXT
        newer.said.clear()
        with NEXT.running():
            newer.restart()
            newer.check(group.world)
    record = siti.record(RECORDS[3])
    assert record is not None
    group.write(siti, record, garden="Kangkung")
    group.write(siti, Garden(id="cd" * 16, village=GUNUNG_TABUR, status="draf"), crop="Cabai")
    group.answer(office, 3, 1, "006")
    everywhere(group, "siti")
    group.answer(office, 3, 0, "Ditulis oleh program lama")
    group.answer(office, 3, 1, "007")
    everywhere(group, "kantor")
    for newer in (andi, siti):
        there = newer.record(RECORDS[3])
        assert isinstance(there, NextFamily)
        assert (there.garden, there.head_name, there.rt) == ("Kangkung", "Ditulis oleh program lama", "007")
        assert there.neighbourhood == "007", "an old answer, read as the new programme asks it"
        assert _garden(newer) == "Cabai"
    office.programme = NEXT
    office.said.clear()
    with NEXT.running():
        office.restart()
        office.check(group.world)
        assert _garden(office) == "Cabai"
    end(group)


def _garden(device: Device) -> str | None:
    with device.programme.running(), device.session.database.read() as conn:
        (found,) = read.records(conn, Garden)
        return found.crop


def test_what_was_lost_is_forgiven_everywhere_and_may_turn_up_still(group: Group) -> None:
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    everywhere(group, "siti", "andi", "kantor")
    group.answer(andi, 3, 0, "Di berkas yang hilang")
    (lost,) = group.send(andi)
    group.answer(andi, 3, 1, "009")
    everywhere(group, "andi", "kantor")
    assert [_waits(one) for one in (office, siti)] == [1, 1]
    second = group.devices["kantor-2"]
    everywhere(group, "kantor")
    group.do(office, lambda s: enrolment.send_away(s, andi.uid, "Hilang"))
    group.do(office, lambda s: forgiving.forgive(s, andi.uid))
    everywhere(group, "kantor")
    for one in (office, siti):
        assert _waits(one) == 0
        assert _rt(one) == "009"
    assert group.outcome(lost, office) == "E-SENDER"
    with second.session.database.write() as conn:  # it stood in another room, and somebody found the file there
        write.put_device(conn, replace(next(d for d in read.devices(conn) if d.uid == andi.uid), state="aktif"))
    found = take_in(second.session, [lost.path]).files[0]
    assert found.result == "diterima"
    second.holds |= lost.inside
    group.reached_office |= lost.inside
    second.notice(group.world)
    assert head_of(second, 3) == "Di berkas yang hilang"
    group.answer(second, 3, 1, "010")
    everywhere(group, "kantor-2")
    assert head_of(office, 3) == head_of(siti, 3) == "Di berkas yang hilang"
    assert _rt(siti) == "010"


def _waits(device: Device) -> int:
    with device.session.database.read() as conn:
        return len(read.waiting(conn))


def _rt(device: Device) -> str | None:
    record = device.record(RECORDS[3])
    assert isinstance(record, Family)
    return record.rt


def test_a_village_handed_over_comes_whole(group: Group) -> None:
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    group.answer(siti, 0, 0, "Ditulis Siti")
    everywhere(group, "siti", "andi", "kantor")
    andi.villages.add(MALUANG)
    hand = (MALUANG, siti.session.author, andi.session.author, TODAY)
    group.do(office, lambda s: enrolment.hand_over(s, *hand))
    group.answer(siti, 0, 1, "004")
    everywhere(group, "kantor", "siti", "kantor")
    assert head_of(andi, 0) == "Ditulis Siti"
    group.answer(andi, 0, 0, "Ditulis Andi")
    end(group)
    assert GUNUNG_TABUR in siti.villages


def test_a_former_officer_gets_nothing_new_of_his_village(group: Group) -> None:
    """Neither a family that its new officer registers, nor what he writes of one that both have had."""
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    everywhere(group, "siti", "andi", "kantor")
    _handed_over(group)
    new = Family(id="ab" * 16, village=MALUANG, status="draf")
    group.write(andi, new, head_name="Sesudah serah terima")
    group.answer(andi, 0, 0, "Ditulis Andi")
    everywhere(group, "andi", "kantor", "siti", "kantor")
    assert siti.record(new) is None
    assert head_of(siti, 0) is None
    assert head_of(office, 0) == "Ditulis Andi"
    end(group)
    assert siti.record(new) is None


def test_a_former_officer_hears_what_became_of_his_own_work(group: Group) -> None:
    """He wrote it before the end and sent it late; the new officer had answered meanwhile, and the office decides."""
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    everywhere(group, "siti", "andi", "kantor")
    group.answer(siti, 0, 0, "Ditulis Siti")
    _handed_over(group)
    group.answer(andi, 0, 0, "Ditulis Andi")
    everywhere(group, "andi", "siti", "kantor")
    assert head_of(siti, 0) == "Ditulis Siti"
    group.do(office, lambda s: conflict_desk.decide(s, RECORDS[0].id, "head_name", "Ditulis Andi"))
    group.answer(andi, 0, 1, "Ditulis sendiri")
    everywhere(group, "kantor", "andi", "kantor")
    assert head_of(siti, 0) == "Ditulis Andi", "the answer to his own work, and with it what it answers"
    assert _state(siti) == "received"
    group.answer(andi, 0, 0, "Lama sesudahnya")
    everywhere(group, "andi", "kantor")
    assert head_of(siti, 0) == "Ditulis Andi"
    end(group)


def test_a_village_given_back_comes_whole(group: Group) -> None:
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    everywhere(group, "siti", "andi", "kantor")
    _handed_over(group)
    group.answer(andi, 0, 0, "Ditulis Andi")
    everywhere(group, "andi", "kantor")
    assert head_of(siti, 0) is None
    again = [(code, TODAY, None) for code in sorted(siti.villages)]
    group.do(office, lambda s: enrolment.assign(s, siti.session.author, again))
    everywhere(group, "kantor")
    assert head_of(siti, 0) == "Ditulis Andi"
    end(group)


def _handed_over(group: Group) -> None:
    """Maluang goes from Siti to Andi, and the day comes."""
    office, siti, andi = (group.devices[one] for one in ("kantor", "siti", "andi"))
    andi.villages.add(MALUANG)
    hand = (MALUANG, siti.session.author, andi.session.author, TODAY + timedelta(days=1))
    group.do(office, lambda s: enrolment.hand_over(s, *hand))
    everywhere(group, "kantor")
    for one in group.devices.values():
        one.clock.now += 86_400_000


def _state(device: Device) -> str:
    found = receipts.sending_of(device.session, RECORDS[0].id)
    assert found is not None
    return found.state


def test_an_old_answer_that_comes_late_takes_no_word_back(group: Group) -> None:
    office, siti = group.devices["kantor"], group.devices["siti"]
    everywhere(group, "siti")
    (old,) = (one for one in group.send(office) if one.to == siti.uid)
    group.answer(siti, 0, 0, "Diterima sesudah itu")
    assert _state(siti) == "waiting"
    (sent,) = group.send(siti)
    assert _state(siti) == "sent"
    group.deliver(sent, office)
    group.answer(office, 3, 0, "Kantor")
    everywhere(group, "kantor")
    group.deliver(old, siti)
    assert _state(siti) == "received"
    assert [one for parcel in group.send(siti) for one in parcel.inside if one in office.holds] == []


def test_a_computer_refuses_what_it_cannot_know_yet(group: Group) -> None:
    """The other one has moved the record; here it is still in its old village, and the new one is not the officer's."""
    office, second, siti = (group.devices[one] for one in ("kantor", "kantor-2", "siti"))
    everywhere(group, "siti", "kantor")
    move(group, office, 0, TANJUNG)
    for parcel in group.send(office):
        if parcel.to == siti.uid:
            group.deliver(parcel, siti)
    group.answer(siti, 0, 0, "Di desa baru")
    (sent,) = group.send(siti)
    assert group.outcome(sent, second) == "E-SCOPE"
    group.deliver(sent, second, look=True)
    group.deliver(sent, office)
    end(group)
    assert head_of(second, 0) == "Di desa baru"


def test_what_is_erased_is_empty_in_every_log(group: Group) -> None:
    """Also where somebody went on writing, and where it comes from again."""
    office, siti = group.devices["kantor"], group.devices["siti"]
    group.answer(siti, 0, 0, "Orang yang minta dihapus")
    everywhere(group, "siti", "kantor")
    group.answer(siti, 0, 1, "003")
    record = office.record(RECORDS[0])
    assert record is not None
    group.do(office, lambda s: say(s, ERASE, record.FORM, record.id, record.village or "", {}))
    late = group.send(siti)
    everywhere(group, "kantor")
    for parcel in late:
        group.deliver(parcel, office)
    everywhere(group, "siti", "kantor", full=True)
    end(group)
    for device in (office, siti, group.devices["kantor-2"]):
        assert device.record(RECORDS[0]) is None
        assert {c.values for c in device.log().values() if c.record == record.id} == {"{}"}
