"""Several installations of one office, the files between them, and everything that must hold after each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kampungkb_desktop.actions import partners, receipts
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import KNOWN, TAKEN, TakeInReport, preview, take_in
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.format import FULL, Manifest
from kampungkb_desktop.bundle.opening import open_sealed
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.enrolment import REVOKED, Enrolment
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import IN
from tests.actions.exchanging import picture
from tests.convergence.device import Device
from tests.convergence.places import DISTRICTS, FIELDS, OFFICERS, RECORDS
from tests.convergence.programme import TODAY
from tests.convergence.world import World


@dataclass(frozen=True)
class Parcel:
    """A file on its way: as it was sealed, for whom, and what is inside. It may arrive often, late or never."""

    sender: str
    uid: str
    to: str
    path: Path
    manifest: Manifest
    inside: frozenset[ChangeId]


@dataclass
class Group:
    """Everybody, and what lies on sticks."""

    folder: Path
    devices: dict[str, Device]
    world: World = field(default_factory=World)
    parcels: list[Parcel] = field(default_factory=list)
    reached_office: set[ChangeId] = field(default_factory=set)

    @classmethod
    def of(cls, templates: Iterable[Path], folder: Path) -> Group:
        """Fresh copies of the prepared installations."""
        devices = {
            one.name: Device.start(one, folder / one.name, set(OFFICERS.get(one.name, ())), TODAY) for one in templates
        }
        group = cls(folder, devices)
        for device in devices.values():
            device.notice(group.world)
        for device in devices.values():
            device.check(group.world)
        return group

    def close(self) -> None:
        for device in self.devices.values():
            sessions.close(device.session)

    def offices(self) -> list[Device]:
        return [self.devices[name] for name in DISTRICTS]

    def officers(self) -> list[Device]:
        """Those who are enrolled."""
        return [one for one in self.devices.values() if not one.office and one.villages]

    # --- what people do -----------------------------------------------------------------------------------------------

    def do(self, device: Device, action: Callable[[Session], object], *refused: str) -> bool:
        """Something that writes here. Where it may be refused, a refusal must change nothing."""
        with device.programme.running():
            before = device.log().keys()
            try:
                action(device.session)
            except KnownError as error:
                assert error.code in refused, error
                assert device.log().keys() == before
                return False
            finally:
                device.notice(self.world)
        return True

    def answer(self, device: Device, place: int, which: int, value: str | None, seen: Record | None = None) -> None:
        """Answer one question of a record, making the record where it is not there and may be made here."""
        with device.programme.running():
            record = device.record(RECORDS[place])
        if record is None and (
            device.office or not RECORDS[place].village or RECORDS[place].village in device.villages
        ):
            record = RECORDS[place]
        if record is not None:
            self.write(device, record, seen=seen, **{FIELDS[record.FORM][which]: value})

    def write(self, device: Device, record: Record, *, seen: Record | None = None, **answers: str | None) -> None:
        """Save a record with these answers."""
        changed = (seen or record).changed(**answers)
        self.do(device, lambda s: save(s, f"Simpan {record.TITLE}", [changed], seen=[seen] if seen else []))

    # --- files --------------------------------------------------------------------------------------------------------

    def send(self, device: Device, *, full: bool = False) -> list[Parcel]:
        """Make the files a device makes now; nobody has got them yet."""
        target = self.folder / "stik" / f"{len(self.parcels)}"
        with device.programme.running():
            try:
                made = export(device.session, target, full=full)
            except KnownError as error:
                assert error.code in {"E-NOTHING-NEW", "E-NO-OFFICER", "E-ENROL"}, error
                device.check(self.world)
                return []
            sent = [self._look_into(device, one.path) for one in made.files]
            self._check_contents(device, sent)
            device.check(self.world)
        self.parcels += sent
        return sent

    def _look_into(self, sender: Device, path: Path) -> Parcel:
        """Open a file with the key of whom it was made for."""
        for device in self.devices.values():
            with device.session.database.read() as conn:
                stand = partners.standing(conn, device.session)
            try:
                opened = open_sealed(path, stand.keys, office=stand.answers_to, trusted=stand.trusts, practice=False)
            except KnownError:
                continue
            try:
                inside = frozenset(change.id for change in opened.changes())
                to = "kantor" if device.office else device.uid
                return Parcel(sender.name, sender.uid, to, path, opened.manifest, inside)
            finally:
                opened.close()
        raise AssertionError("a file that nobody can open")

    def _check_contents(self, sender: Device, sent: Sequence[Parcel]) -> None:
        """Nobody gets what is not his; and a whole file holds everything that is."""
        for parcel in sent:
            if not sender.office:
                allowed = {one for one in sender.holds if one.device in self.own(sender)}
            elif parcel.to == "kantor":
                allowed = set(sender.holds)
            else:
                allowed = self.world.scope(sender.holds, parcel.manifest.villages, parcel.to)
            assert parcel.inside <= allowed, "a change that is none of the receiver's business"
            if parcel.manifest.kind == FULL:
                assert parcel.inside == allowed, "a whole file lacks something"

    def own(self, device: Device) -> set[str]:
        """Whose changes an officer delivers."""
        with device.session.database.read() as conn:
            return {device.uid, *partners.may_deliver(conn, device.session)}

    def deliver(self, parcel: Parcel, to: Device, *, look: bool = False) -> None:
        """A file reaches a laptop. What must come of it is known beforehand."""
        with to.programme.running():
            expected = self.outcome(parcel, to)
            before = picture(to.session) if look else None
            if look:
                assert self._results(preview(to.session, [parcel.path])) == [expected]
                assert picture(to.session) == before, "a preview changes nothing"
            report = take_in(to.session, [parcel.path])
            assert self._results(report) == [expected], (parcel.sender, to.name, report)
            if expected == TAKEN:
                to.holds |= parcel.inside
                to.arrived.append(parcel)
            to.notice(self.world)
            self._check_papers(to)

    def outcome(self, parcel: Parcel, to: Device) -> str:
        """What a laptop must say of a file."""
        if parcel in to.arrived:
            return KNOWN
        if parcel.to != ("kantor" if to.office else to.uid):
            return "E-RECIPIENT"
        if parcel.uid == to.uid:
            return "E-OWN"
        return "E-SENDER" if parcel.uid in self.sent_away_at(to) else TAKEN

    def sent_away_at(self, device: Device) -> set[str]:
        """The laptops that an office has been told to believe no more."""
        with device.session.database.read() as conn:
            return {one.id for one in read.records(conn, Enrolment) if one.state == REVOKED}

    @staticmethod
    def _results(report: TakeInReport) -> list[str]:
        return [one.code or one.result for one in report.files]

    def _check_papers(self, device: Device) -> None:
        """What is said of files and records: numbers that lack, and how far a record has come."""
        if device.office:
            self.reached_office |= device.holds
            with device.session.database.read() as conn:
                files = read.files(conn, direction=IN)
            for uid in {one.uid for one in device.arrived}:
                came = [one.manifest for one in device.arrived if one.uid == uid]
                whole = max((one.number for one in came if one.kind == FULL), default=0)
                numbers = {one.number for one in came}
                lacking = [one for one in range(whole + 1, max(numbers)) if one not in numbers]
                assert receipts.missing_numbers(files, uid) == lacking
            return
        gone = {one for parcel in self.parcels for one in parcel.inside}
        for record in RECORDS:
            said = receipts.sending_of(device.session, record.id)
            mine = {c.id for one in device.holds if (c := self.world.changes[one]).record == record.id} & {
                one for one in device.holds if one.device in self.own(device)
            }
            if said is not None and said.state == "received":
                assert mine <= self.reached_office, "said to be received, and was not"
            if said is not None and said.state == "sent":
                assert mine <= gone, "said to be sent, and was not"

    # --- the end ------------------------------------------------------------------------------------------------------

    def exchange_everything(self) -> None:
        """Everybody to everybody concerned, with what is new only, until nobody has anything more to say. The letterhead
        is changed every time, so that every office has something to answer with."""
        for round_ in range(3):
            for office in self.offices():
                self._letterhead(office, f"Ronde {round_} {office.name}")
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
        """Offices hold the same and all that officers hold; an officer holds just what is his; nothing is left to send."""
        first, second = self.offices()
        assert first.holds == second.holds
        for officer in self.officers():
            mine = self.world.scope(first.holds, officer.villages, officer.uid)
            assert officer.holds >= mine, (officer.name, "lacks", mine - officer.holds)
            assert officer.holds <= first.holds, (officer.name, "kept to itself", officer.holds - first.holds)
            assert officer.holds == mine, (officer.name, "has what is not his", officer.holds - mine)
        for device in self.devices.values():
            with device.programme.running():
                device.check(self.world)
                assert verify(device.session) == ()
