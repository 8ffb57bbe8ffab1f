"""What a person does while the power goes: run as a program of its own over a data folder, under the recorder or not.
After each thing that was promised a line goes to the file of acks, so that whoever looks at the disk afterwards knows
what must be there.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kampungkb_desktop.actions import copies, drafts, repair, stick_copies, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import blobs
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking
from tests.cheap import CHEAP
from tests.power.disk import ACKS
from tests.power.folders import PROMISES, STICK

REFUSED = 3
"""The exit status where the program refused in plain words."""
LATER = 7_200_000
"""The clock of the work begins so many milliseconds after that of the folder."""
_YEAR = 31_557_600_000
JUMPS = (-50 * _YEAR, -15 * _YEAR, -_YEAR, LATER, _YEAR, 10 * _YEAR, 60 * _YEAR)
"""Where the clock of a laptop with a flat battery, or set by hand, may stand: milliseconds from noon of the folder."""


class Desk:
    """A folder being worked in."""

    def __init__(self, folder: Path, seed: int, acks: Path | None = None) -> None:
        self.folder, self.password, self.seed = folder, PASSWORD, seed
        self._acks = os.open(acks or folder / ACKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.clock = Ticking()
        self.clock.now += LATER + seed * 1_000_000
        promised = folder / PROMISES
        if promised.exists():  # opening alone may be what the power interrupts
            os.write(self._acks, promised.read_bytes())
            say_begun()
        self.session = sessions.open_session(folder, self.password, clock=self.clock)

    def ack(self, line: str) -> None:
        """What was just promised."""
        os.write(self._acks, f"{line}\n".encode())

    def family(self, note: str) -> Family:
        """A family, kept."""
        made = Family(
            id=new_record_id(self.session), village=VILLAGE, head_name="Rekaan", note=note, status=DONE
        )  # fmt: skip
        save(self.session, "Simpan keluarga", [made])
        self.ack(f"family {made.id} {note}")
        return made


def entry(desk: Desk, at: int) -> None:
    """A family, a change of it, a draft, a photo, and now and then an undo."""
    made = desk.family(f"awal {at}")
    save(desk.session, "Ubah keluarga", [replace(made, note=f"ubah {at}")])
    desk.ack(f"family {made.id} ubah {at}")
    drafts.keep(desk.session, replace(made, note=f"draf {at}"), {"note": "setengah"})
    desk.ack(f"draft {made.id} draf {at}")
    photo = blobs.put(desk.session.data_dir, desk.session.photo_key, f"foto {at}".encode() * 400)
    desk.ack(f"photo {photo}")
    if at % 3 == 2:
        undo.undo(desk.session)
        desk.ack(f"family {made.id} awal {at}")


def drafting(desk: Desk, at: int) -> None:
    """Autosave: every pause writes the form that is open, again and again, and in the end it is saved."""
    made = desk.family(f"awal {at}")
    for pause in range(6):
        drafts.keep(desk.session, replace(made, note=f"jeda {at}.{pause}"), {"note": "setengah"})
        desk.ack(f"draft {made.id} jeda {at}")
    desk.ack(f"may-drop {made.id}")
    save(desk.session, "Ubah keluarga", [replace(made, note=f"ubah {at}")])
    desk.ack(f"family {made.id} ubah {at}")


def repairing(desk: Desk, at: int) -> None:
    """Rows that differ from the log, mended behind a copy."""
    made = desk.family(f"baik {at}")
    desk.ack(f"may-differ {made.id}")
    with desk.session.database.write() as conn:
        conn.exec_driver_sql("UPDATE family SET rt = '999' WHERE id = ?", (made.id,))
    repair.repair(desk.session)
    desk.ack(f"mended {made.id}")


def sending(desk: Desk, at: int) -> None:
    """A file for the office."""
    desk.family(f"kirim {at}")
    made = export(desk.session, desk.folder / "kirim")
    desk.ack(f"file {made.path.name} {hashlib.sha256(made.path.read_bytes()).hexdigest()}")


def copying(desk: Desk, at: int) -> None:
    """A copy, and more work."""
    desk.family(f"salin {at}")
    kept = copies.copy_now(desk.session)
    desk.ack(f"copy {kept.folder.name}")


def bringing_back(desk: Desk, at: int) -> None:
    """A copy, a family that it does not hold, and back."""
    desk.family(f"pulih {at}")
    kept = copies.copy_now(desk.session)
    lost = desk.family(f"hilang {at}")
    master = desk.session.master
    desk.ack(f"may-lose {lost.id}")
    sessions.close(desk.session)
    desk.session = copies.bring_back(desk.folder, kept, master, clock=desk.clock)
    desk.ack(f"lost {lost.id}")


def changing_password(desk: Desk, at: int) -> None:
    """A new password."""
    new = f"sandi yang ke {at}"
    desk.ack(f"may-open {new}")
    sessions.change_password(desk.session, desk.password, new, cost=CHEAP)
    desk.password = new
    desk.ack(f"opens {new}")
    desk.family(f"sandi {at}")


def taking_in(desk: Desk, at: int) -> None:
    """The next file of those that lie in ``datang``."""
    files = sorted((desk.folder / "datang").glob("*.kkb"))
    if at < len(files):
        done = take_in(desk.session, [files[at]]).files[0]
        if done.code:
            raise KnownError(done.code, done.sentence, done.next_step)
        desk.ack(f"taken {files[at].name} {done.new}")


def upgrading(desk: Desk, at: int) -> None:
    """A laptop that an old program left: opening it has brought it up to date; work goes on."""
    desk.ack("updated")
    desk.family(f"naik {at}")


def to_stick(desk: Desk, at: int) -> None:
    """A copy on a stick, with a photo, and every other time back from it."""
    made = desk.family(f"flashdisk {at}")
    photo = blobs.put(desk.session.data_dir, desk.session.photo_key, f"foto {at}".encode() * 400)
    desk.ack(f"photo {photo}")
    kept = stick_copies.copy(desk.session, desk.folder / STICK)
    desk.ack(f"stick {kept.folder.relative_to(desk.folder / STICK)}")
    if at % 2:
        master = desk.session.master
        sessions.close(desk.session)
        desk.session = copies.bring_back(desk.folder, kept, master, clock=desk.clock)
        desk.ack(f"family {made.id} flashdisk {at}")


def jumping(desk: Desk, at: int) -> None:
    """The clock jumps by years, back or ahead, and work, copies and files go on."""
    desk.clock.now = NOON + random.Random(f"{desk.seed} {at}").choice(JUMPS)
    desk.family(f"jam {at}")
    kept = copies.copy_now(desk.session)
    desk.ack(f"newest {kept.folder.name}")
    made = export(desk.session, desk.folder / "kirim")
    desk.ack(f"file {made.path.name} {hashlib.sha256(made.path.read_bytes()).hexdigest()}")


def starting_twice(desk: Desk, at: int) -> None:
    """The program is started once more over the same data: the second one is refused, the first one works on."""
    desk.family(f"pertama {at}")
    try:
        sessions.open_session(desk.folder, desk.password, clock=desk.clock)
    except KnownError as error:
        if error.code != "E-SECOND-START":
            raise
        desk.family(f"terus {at}")
        return
    raise AssertionError("two programs have the same data open")


def say_begun() -> None:
    """Whoever watches may cut from now on."""
    os.write(1, b"begun\n")


def updating(desk: Desk, at: int) -> None:
    """A version that knows more: the file is brought up to date behind a copy when it is opened."""
    desk.family(f"versi {at}")
    with desk.session.database.write() as conn:
        conn.exec_driver_sql("UPDATE meta SET value = ? WHERE key = 'shape'", (f"older {at}",))
    sessions.close(desk.session)
    desk.session = sessions.open_session(desk.folder, desk.password, clock=desk.clock)
    desk.ack("updated")


WORK: dict[str, Callable[[Desk, int], None]] = {
    "entry": entry, "export": sending, "copy": copying, "restore": bringing_back, "password": changing_password,
    "take-in": taking_in, "update": updating, "upgrade": upgrading, "draft": drafting, "repair": repairing,
    "stick": to_stick, "clock": jumping, "second start": starting_twice,
}  # fmt: skip


def run(asked: Sequence[str]) -> int:
    """Work in a folder (its path, the kind, how many rounds, a seed). A refusal in plain words is an end like any
    other; its code goes to whoever watches."""
    folder, what, rounds, seed = asked
    try:
        desk = Desk(Path(folder), int(seed))
        desk.ack("begun")
        say_begun()
        for at in range(int(rounds)):
            WORK[what](desk, at)
        sessions.close(desk.session)
    except KnownError as refusal:
        os.write(1, f"refused {refusal.code}\n".encode())
        return REFUSED
    return 0
