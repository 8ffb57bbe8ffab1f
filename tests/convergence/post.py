"""The files between installations: made and opened for real, looked into, delivered anywhere; and what a laptop says of
them afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from kampungkb_desktop.actions import partners, receipts
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import KNOWN, TAKEN, TakeInReport, preview, take_in
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.format import FULL, Manifest
from kampungkb_desktop.bundle.opening import open_sealed
from kampungkb_desktop.forms.change import ChangeId
from kampungkb_desktop.forms.enrolment import REPLACED, REVOKED, Enrolment
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import IN
from tests.actions.exchanging import picture
from tests.convergence.device import Device
from tests.convergence.places import DISTRICTS, RECORDS
from tests.convergence.world import World

OFFICE = "kantor"
"""What a file for any computer of the office is addressed to."""


@dataclass(frozen=True)
class Parcel:
    """A file on its way: as it was sealed, for whom, and what is inside. It may arrive often, late or never."""

    sender: str
    uid: str
    to: str
    path: Path
    manifest: Manifest
    inside: frozenset[ChangeId]


@dataclass(frozen=True)
class Arrived(Parcel):
    """The same where it has been taken in, with what it brought that was new there."""

    brought: frozenset[ChangeId]


@dataclass
class Post:
    """Everybody, and what lies on sticks."""

    folder: Path
    devices: dict[str, Device]
    world: World = field(default_factory=World)
    parcels: list[Parcel] = field(default_factory=list)
    reached_office: set[ChangeId] = field(default_factory=set)

    def offices(self) -> list[Device]:
        return [self.devices[name] for name in DISTRICTS]

    def do(self, device: Device, action: Callable[[Session], object], *refused: str) -> bool:
        """Something that writes here. Where it may be refused, a refusal must change nothing."""
        with device.programme.running():
            before = device.log().keys()
            try:
                action(device.session)
            except KnownError as error:
                assert error.code in (*refused, "E-ERASED"), error  # noqa: PT017  the machine goes on
                assert device.log().keys() == before
                return False
            finally:
                device.notice(self.world)
        return True

    def send(self, device: Device, *, full: bool = False) -> list[Parcel]:
        """Make the files a device makes now; nobody has got them yet."""
        target = self.folder / "stik" / f"{len(self.parcels)}"
        with device.programme.running():
            try:
                made = export(device.session, target, full=full)
            except KnownError as error:
                assert error.code in {"E-NOTHING-NEW", "E-NO-OFFICER", "E-ENROL"}, error  # noqa: PT017  the same
                device.check(self.world)
                return []
            sent = [parcel for one in made.files if (parcel := self.look_into(device, one.path))]
            device.made += [one.path for one in made.files]
            self._check_contents(device, sent)
            device.check(self.world)
        self.parcels += sent
        return sent

    def look_into(self, sender: Device, path: Path) -> Parcel | None:
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
                to = OFFICE if device.office else device.uid
                return Parcel(sender.name, sender.uid, to, path, opened.manifest, inside)
            finally:
                opened.close()
        assert sender.office, "an officer's office can open what he sends"
        return None  # for a laptop that is no more, and that nobody has told the office of

    def _check_contents(self, sender: Device, sent: Sequence[Parcel]) -> None:
        """Nobody gets what is not his; and a whole file holds everything that is."""
        for parcel in sent:
            if not sender.office:
                own = self.own(sender)
                allowed = {one for one in sender.holds if one.device in own}
                certain = {"", *self.certified(sender)}
                whole = {c for c in allowed if c.device == sender.uid and self.world.changes[c].village in certain}
            elif parcel.to == OFFICE:
                allowed = whole = set(sender.holds)
            else:
                now, over = self.villages_at(sender, parcel.to)
                assert set(parcel.manifest.villages) == now
                allowed = whole = self.due(sender, parcel.to, now, over)
            assert parcel.inside <= allowed, "a change that is none of the receiver's business"
            if parcel.manifest.kind == FULL:
                assert parcel.inside >= whole, "a whole file lacks something"

    def villages_at(self, office: Device, uid: str) -> tuple[set[str], dict[str, date]]:
        """By this office's records and clock: the villages of an officer's laptop, and those that were his until a day
        and that the office has heard to be there."""
        with office.session.database.read() as conn:
            said = partners.assigned(conn, partners.person_of(conn, uid))
            told = json.loads(read.peer(conn, uid).seen or "{}")
        ended = {one.village: date.fromisoformat(one.until) for one in said if one.until}
        over = {code: day for code, day in ended.items() if day < day_of(office.clock.now)}
        return {one.village for one in said} - over.keys(), {code: over[code] for code in over if told.get(code)}

    def due(self, office: Device, uid: str, now: Collection[str], over: Mapping[str, date]) -> set[ChangeId]:
        """All that an office is to give an officer's laptop of what it holds."""
        devices = self.person(uid)
        of_former = [self.world.handed(office.holds, village, until, devices) for village, until in over.items()]
        return self.world.scope(office.holds, now, devices).union(*of_former)

    def person(self, uid: str) -> set[str]:
        """Every installation on which the person of this one works or has worked."""
        return next((one.ever for one in self.devices.values() if uid in one.ever and not one.office), {uid})

    def certified(self, officer: Device) -> tuple[str, ...]:
        """The villages that an officer's office has given him in writing."""
        with officer.session.database.read() as conn:
            return partners.certified(conn, officer.session) or ()

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
                new = parcel.inside - to.holds
                to.holds |= parcel.inside
                to.arrived.append(Arrived(**vars(parcel), brought=new))
            to.notice(self.world)
            self._check_papers(to)

    def outcome(self, parcel: Parcel, to: Device) -> str:
        """What a laptop must say of a file."""
        if any(one.path == parcel.path for one in to.arrived):
            return KNOWN
        if parcel.to != (OFFICE if to.office else to.uid):
            return "E-RECIPIENT"
        if parcel.uid == to.uid or parcel.path in to.made:
            return "E-OWN"
        if not self._believed(parcel, to):
            return "E-SENDER"
        return TAKEN if self._within_rights(parcel, to) else "E-SCOPE"

    @staticmethod
    def _believed(parcel: Parcel, to: Device) -> bool:
        """Not of a laptop that was sent away; of one whose place another has taken, what it made before."""
        with to.session.database.read() as conn:
            said = read.record(conn, Enrolment, parcel.uid)
        if said is None or said.state not in (REVOKED, REPLACED):
            return True
        made = day_of(parcel.manifest.made_at)
        return said.state == REPLACED and said.until is not None and made <= said.until

    def _within_rights(self, parcel: Parcel, to: Device) -> bool:
        """An officer's villages are those of his certificate and those that this computer knows to be his; and a record
        that was ever there he may follow."""
        if self.devices[parcel.sender].office:
            return True
        said = msgspec.json.decode(parcel.manifest.certificate, type=Certificate).villages
        with to.session.database.read() as conn:
            villages = {"", *(one.village for one in said), *partners.villages_of(conn, parcel.uid)}
        ever: dict[str, set[str]] = {}
        for one in to.holds:
            ever.setdefault(self.world.changes[one].record, set()).add(self.world.changes[one].village)
        for one in parcel.inside - to.holds:
            change = self.world.changes[one]
            known = ever.get(change.record, set())
            if change.village not in (villages | known if villages & known - {""} else villages):
                return False
            if known and change.village and not villages & known:
                return False  # known here in another village only: the file that says how it came there is missing
        return True

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
        own, gone = self.own(device), {one for parcel in self.parcels for one in parcel.inside}
        for record in RECORDS:
            said = receipts.sending_of(device.session, record.id)
            mine = {one for one in device.holds if one.device in own and self.world.changes[one].record == record.id}
            if said is not None and said.state == "received":
                assert mine <= self.reached_office, "said to be received, and was not"
            if said is not None and said.state == "sent":
                assert mine <= gone, "said to be sent, and was not"
