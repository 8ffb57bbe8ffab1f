"""Several installations of one office, what people and the office do, and what must hold at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kampungkb_desktop.actions import enrolment, identity, partners, undo_file
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import FileEntry
from kampungkb_desktop.store.shelf import RESTORED
from tests.convergence import places
from tests.convergence.device import Device
from tests.convergence.places import FIELDS, MADE_BY, OFFICE_WORK, OFFICERS, RECORDS, record_of
from tests.convergence.post import Post
from tests.convergence.programme import TODAY


class Group(Post):
    """Everybody at work."""

    @classmethod
    def of(cls, templates: Iterable[Path], folder: Path) -> Group:
        """Fresh copies of the prepared installations."""
        devices = {
            one.name: Device.start(one, folder / one.name, set(OFFICERS.get(one.name, ())), TODAY) for one in templates
        }
        group = cls(folder, devices)
        for device in devices.values():
            device.notice(group.world)
        for record, name in zip(RECORDS, MADE_BY, strict=True):
            group.write(devices[name], record, seen=None, **{FIELDS[record.FORM][1]: "001"})
        return group

    def close(self) -> None:
        for device in self.devices.values():
            sessions.close(device.session)

    def officers(self) -> list[Device]:
        """Those who are enrolled."""
        return [one for one in self.devices.values() if not one.office and one.villages]

    # --- what people do -----------------------------------------------------------------------------------------------

    def answer(self, device: Device, place: int, which: int, value: str | None, seen: Record | None = None) -> None:
        """Answer one question of a record, making the record where it is not there and may be made here."""
        wanted = record_of(place, device.name)
        record = device.record(wanted) or (wanted if place == OFFICE_WORK else None)
        if record is not None:
            self.write(device, record, seen=seen, **{FIELDS[record.FORM][which]: value})

    def write(self, device: Device, record: Record, *, seen: Record | None = None, **answers: str | None) -> None:
        """Save a record with these answers."""
        changed = (seen or record).changed(**answers)
        self.do(device, lambda s: save(s, f"Simpan {record.TITLE}", [changed], seen=[seen] if seen else []))

    def take_back_file(self, device: Device, entry: FileEntry) -> None:
        """Undo a whole file. A record on which nobody has built since is then as if the file had never come."""
        (parcel,) = (one for one in device.arrived if one.manifest.bundle == entry.id)
        added = {
            ChangeId(uid, seq)
            for uid, ranges in json.loads(entry.counts)["added"].items()
            for low, high in ranges
            for seq in range(low, high + 1)
        }
        assert added == parcel.brought, "a file brought what nobody had brought before, and that only"
        self.do(device, lambda s: undo_file.undo_file(s, entry), "E-UNDO")

    def bring_back(self, device: Device, office: Device) -> None:
        """An old copy takes the place of the data. It gets a new name before it exchanges anything."""
        villages = set(device.villages)
        with device.programme.running():
            device.bring_back()
            with device.session.database.write() as conn:
                write.put_meta(conn, RESTORED, "1")
            assert not identity.settle(device.session)
            device.session = identity.renew(device.session, replaces=True)
            device.ever.add(device.uid)
            assert identity.settle(device.session)
            device.check(self.world)
        if villages:
            self.enrol(office, device)

    def enrol(self, office: Device, laptop: Device) -> None:
        """By introduction and grant, with the villages that are his."""
        with laptop.programme.running():
            places.enrol(office.session, laptop.session, laptop.villages, self.folder / "kecil")
        for one in (office, laptop):
            with one.programme.running():
                one.notice(self.world)

    def assign(self, office: Device, officer: Device, village: str) -> None:
        """One village more for an officer."""
        if officer.villages:
            with office.session.database.read() as conn:
                have = {one.village for one in partners.assigned(conn, officer.session.author)}
            wanted = [(code, places.TODAY, None) for code in sorted({*have, village})]
            officer.villages.add(village)
            self.do(office, lambda s: enrolment.assign(s, officer.session.author, wanted))

    # --- the end ------------------------------------------------------------------------------------------------------

    def exchange_everything(self, rounds: int = 2) -> None:
        """Everybody to everybody concerned, with what is new only, until nobody has anything more to say.
        Everybody writes something every time, so that there is a file to answer with."""
        for round_ in range(rounds):
            for office in self.offices():
                self._letterhead(office, f"Ronde {round_} {office.name}")
            for officer in self.officers():
                self.answer(officer, OFFICE_WORK, 0, f"Ronde {round_}")
            self._round()
        assert any(not self._round() for _ in range(4)), "it never comes to an end"

    def _round(self) -> int:
        """What is new goes from everybody to everybody who can open it; how many files that were."""
        made = 0
        for device in (*self.officers(), *self.offices()):
            for parcel in self.send(device):
                made += 1
                for other in self.devices.values():
                    if self.outcome(parcel, other) == TAKEN:
                        self.deliver(parcel, other)
        return made

    def _letterhead(self, office: Device, acronym: str) -> None:
        with office.session.database.read() as conn:
            (kept,) = read.records(conn, Office)
        self.write(office, kept, acronym=acronym)

    def check_equal(self) -> None:
        """Offices hold the same and all that officers hold; an officer holds just what is his. (What he got of
        a village that he gave up, or that was given to him by mistake, was looked at when the files were made.)"""
        first, second = self.offices()
        assert first.holds == second.holds
        all_ = (*self.officers(), *self.offices())
        lost = set[ChangeId]().union(*(one.holds for one in all_)) - first.holds
        for officer in self.officers():  # what the office would refuse stays back, everything else has arrived
            kept = {self.world.changes[one].village for one in lost if one.device == officer.uid}
            assert kept.isdisjoint({"", *self.certified(officer)}), "kept to oneself"
        assert not {one.device for one in lost} & {one.uid for one in self.offices()}
        for officer in self.officers():
            with first.session.database.read() as conn:
                villages = partners.villages_of(conn, officer.uid)
            now, over = self.villages_at(first, officer.uid)
            mine = self.due(first, officer.uid, now, over)
            assert officer.holds >= mine, (officer.name, "lacks", mine - officer.holds)
            if not lost:
                ever = self.world.scope(first.holds, {*villages, *officer.villages}, officer.ever)
                assert officer.holds <= ever, (officer.name, "has what is not his", officer.holds - ever)
        for device in self.devices.values():
            with device.programme.running():
                device.check(self.world)
                assert verify(device.session) == ()
