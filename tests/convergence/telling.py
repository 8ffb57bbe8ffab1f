"""The words in which stories of an office are told."""

from __future__ import annotations

from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.store.entries import IN, FileEntry
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import RECORDS


def everywhere(group: Group, *names: str, full: bool = False) -> None:
    """These make their files, and everybody whom they are for takes them in."""
    for name in names:
        for parcel in group.send(group.devices[name], full=full):
            for device in group.devices.values():
                if group.outcome(parcel, device) == TAKEN:
                    group.deliver(parcel, device)


def between(group: Group, sender: Device, receiver: Device) -> None:
    """One makes its files, and only this other one gets what is for it."""
    for parcel in group.send(sender):
        if group.outcome(parcel, receiver) == TAKEN:
            group.deliver(parcel, receiver)


def end(group: Group) -> None:
    group.exchange_everything(rounds=1)
    group.check_equal()


def move(group: Group, device: Device, place: int, village: str) -> None:
    record = device.record(RECORDS[place])
    assert record is not None
    group.write(device, record, village=village)


def head_of(device: Device, place: int) -> str | None:
    """Whose family that is, by this laptop."""
    record = device.record(RECORDS[place])
    assert isinstance(record, Family)
    return record.head_name


def last_file(device: Device) -> FileEntry:
    with device.session.database.read() as conn:
        return read.files(conn, direction=IN)[0]
