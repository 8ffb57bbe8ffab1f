"""kill -9 in the middle of exchanging: what is there afterwards is what the oracle says of before or of after, and the
same file taken in, or made, again brings it to its end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.take_in import TAKEN
from tests.actions.devices import PASSWORD
from tests.convergence.device import Device
from tests.convergence.group import Group
from tests.convergence.places import RECORDS

_DO = """
import os, signal, sys
from pathlib import Path
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import open_session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.store import write

what, folder, target, when = sys.argv[1:]
session = open_session(Path(folder), "padi menguning")

def dying(function):
    def instead(*args, **kwargs):
        if when == "after":
            function(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
    return instead

name = {"rows": "upsert_rows", "log": "insert_changes", "seen": "merge_seen", "peer": "put_peer", "file": "put_file"}
setattr(write, name[what.split(":")[1]], dying(getattr(write, name[what.split(":")[1]])))
if what.startswith("take"):
    take_in(session, [Path(target)])
else:
    export(session, Path(target))
"""


def killed_in(device: Device, what: str, target: Path, when: str) -> None:
    """Let another process do this with the data of a laptop, and die in the middle."""
    sessions.close(device.session)
    command = [sys.executable, "-c", _DO, what, str(device.session.data_dir), str(target), when]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    device.session = sessions.open_session(device.session.data_dir, PASSWORD, clock=device.clock)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("what", ["take:rows", "take:file"])
def test_killed_while_taking_in(group: Group, what: str) -> None:
    siti, office = group.devices["siti"], group.devices["kantor"]
    group.answer(siti, 0, 0, "Siti")
    (parcel,) = group.send(siti)
    killed_in(office, what, parcel.path, "after")
    office.check(group.world)  # nothing of it: one transaction, and it was not at its end
    assert group.outcome(parcel, office) == TAKEN
    group.deliver(parcel, office)
    assert office.record(RECORDS[0]) == siti.record(RECORDS[0])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("what", ["make:file"])
def test_killed_while_sending(group: Group, what: str) -> None:
    """The file stands on the stick and nobody remembers it: it is made again, and both may be taken in."""
    siti, office = group.devices["siti"], group.devices["kantor"]
    group.answer(siti, 0, 0, "Siti")
    stick = group.folder / "stik-mati"
    killed_in(siti, what, stick, "before")
    siti.check(group.world)
    (orphan,) = (group.look_into(siti, path) for path in stick.glob("*.kkb"))
    (again,) = group.send(siti)
    assert orphan is not None
    assert again.inside == orphan.inside
    assert again.manifest.number == orphan.manifest.number
    group.deliver(orphan, office)
    group.deliver(again, office)
    assert office.record(RECORDS[0]) == siti.record(RECORDS[0])
