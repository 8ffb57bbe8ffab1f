"""The trail of access on its way to the office: an officer's file carries its lines, the office walks the chain line by
line, keeps what fits for good, and says how far it has it whole.

Nothing of a trail that does not fit keeps the records of its file out: it is noted against the laptop, and from there
on a new chain is kept beside the old one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kampungkb_desktop import BUILD_DATE
from kampungkb_desktop.actions import trail, trail_heads
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle import trail_lines
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.store import read, trail_parts, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import OUT
from kampungkb_desktop.store.trail import NO_LINES, Head, Told, next_mark
from kampungkb_desktop.store.trail_parts import Part

KEPT_FOR = 5 * 366 * 86_400_000
"""Milliseconds that an office keeps lines: as long as the complaint about a look may come. Older pieces go."""
SENT = "trail"
"""The line of a made file's counts with the number of the last line inside."""
_HELD, _BROKEN, _GONE = "trail_held:", "trail_broken:", "trail_gone:"
_FIELDS = 8


@frozen
class Standing:
    """What an office has of a laptop's trail: whole up to line ``held`` of ``told``; ``missing`` are ranges that no
    file has brought. ``chain`` counts its beginnings; ``broken_at`` is when lines came that do not fit, else 0."""

    device: str
    held: int
    told: int
    missing: tuple[tuple[int, int], ...]
    chain: int
    broken_at: int

    @property
    def whole(self) -> bool:
        """Whether every line that the laptop spoke of is here, in one unbroken chain."""
        return self.held == self.told and not self.missing and not self.broken_at


# --- The laptop tells -------------------------------------------------------------------------------------------------


def said(conn: Connection, session: Session, peer: str, *, officer: str = "") -> dict[str, Any]:
    """What a file for ``peer`` says of trails: of an officer's laptop its lines; of an office how far it has those of
    the laptop ``officer``."""
    if session.role == DISTRICT:
        held = standing(conn, officer).held if officer else -1
        return {"trail": _pair(_own(session, 1 << 60).head), "trail_held": held}
    told = _own(session, _begin(conn, peer))
    return {"trail": _pair(told.head), "trail_lines": (told.base.n, told.base.mark, list(told.lines))}


def _own(session: Session, after: int) -> Told:
    trail.rest(session)
    told = session.trail.told(after, trail_lines.MOST, trail_lines.MOST_BYTES)
    if told.head.n < after < 1 << 60:  # it was begun anew here since
        return session.trail.told(0, trail_lines.MOST, trail_lines.MOST_BYTES)
    return told


def _begin(conn: Connection, peer: str) -> int:
    """After which line the next file begins: what the last file brought is assumed to be there, unless the office has
    answered since."""
    sent, at = 0, 0
    for entry in read.files(conn, direction=OUT):
        counts = json.loads(entry.counts or "{}")
        if entry.peer == peer and SENT in counts:
            sent, at = int(counts[SENT]), entry.at
            break
    held, heard = json.loads(read.meta(conn, _HELD + peer) or "[-1, 0]")
    return int(held) if held >= 0 and heard > at else sent


def take(
    conn: Connection, session: Session, sender: Certificate, manifest: fmt.Manifest, peer: str, *, newest: bool
) -> None:
    """What a file that was taken in says of trails. Lines are kept from whichever file brings them; where a trail ends,
    and how much of it an office has, is said by the ``newest`` of a sender."""
    if session.role == DISTRICT and sender.role != DISTRICT:
        now = session.clock()
        hear(conn, sender.uid, manifest, now, newest=newest)
        if clocks.trusted(now, read.last_wall(conn, session.device), BUILD_DATE):  # not by a clock years ahead
            forget_old(conn, now)
    elif newest:
        hear_held(conn, peer, manifest.trail_held, session.clock())


def hear_held(conn: Connection, peer: str, held: int, now: int) -> None:
    """What the office says it has of this laptop's trail."""
    if held >= 0:
        write.put_meta(conn, _HELD + peer, json.dumps([held, now]))


# --- The office hears -------------------------------------------------------------------------------------------------


def hear(conn: Connection, device: str, manifest: fmt.Manifest, now: int, *, newest: bool) -> None:
    """Keep the lines of a file and compare them with all that was told before. ``device`` is the laptop's uid; a file
    that is not its newest says nothing of where the trail ends."""
    low, mark, lines = manifest.trail_lines
    if lines:
        told = _checked(Head(low, mark), lines)
        if told is None or (told.head.n >= manifest.trail[0] and _pair(told.head) != tuple(manifest.trail)):
            _note_broken(conn, device, now)
        else:
            _keep(conn, device, told, now)
    if newest:
        trail_heads.hear(conn, device, manifest.trail, now)


def standing(conn: Connection, device: str) -> Standing:
    """How much of a laptop's trail is here, and whether it can be believed."""
    chain = trail_parts.last_chain(conn, device)
    parts = trail_parts.of_device(conn, device, chain)
    told, _mark, cut_at = trail_heads.heard(conn, device)
    of_chain, gone = json.loads(read.meta(conn, _GONE + device) or "[0, 0]")
    missing, reached = list[tuple[int, int]](), int(gone) if of_chain == chain else 0
    for part in parts:
        if part.low > reached + 1:
            missing.append((reached + 1, part.low - 1))
        reached = part.high
    held = missing[0][0] - 1 if missing else reached
    if reached < told and parts:
        missing.append((reached + 1, told))
    broken = int(read.meta(conn, _BROKEN + device) or 0)
    return Standing(device, held, told, tuple(missing), chain, broken or cut_at)


def forget_old(conn: Connection, now: int) -> int:
    """Let go of what is older than ``KEPT_FOR``, whole pieces at a time; returns how many."""
    gone = trail_parts.drop_before(conn, now - KEPT_FOR)
    for device in trail_parts.devices(conn) if gone else ():
        chain = trail_parts.last_chain(conn, device)
        first = trail_parts.of_device(conn, device, chain)[0]
        write.put_meta(conn, _GONE + device, json.dumps([chain, first.low - 1]))
    return gone


def _checked(base: Head, lines: Sequence[str]) -> Told | None:
    """The lines with the marks they make; ``None`` where one of them is no line, or not the next."""
    mark = base.mark
    if base.n == 0 and base != NO_LINES:
        return None
    for number, line in enumerate(lines, base.n + 1):
        if not _sound(line, number):
            return None
        mark = next_mark(mark, line)
    return Told(base, tuple(lines), Head(base.n + len(lines), mark))


def _sound(line: str, number: int) -> bool:
    try:
        said_ = json.loads(line)
    except (ValueError, RecursionError):
        return False
    kinds = (int, int, str, str, str, str, int, str)
    return (
        isinstance(said_, list)
        and len(said_) == _FIELDS
        and all(type(one) is kind for one, kind in zip(said_, kinds, strict=True))
        and said_[0] == number
        and all(-fmt.MOST_INT <= one < fmt.MOST_INT for one in (said_[1], said_[6]))
        and "\n" not in line
        and "\0" not in "".join(one for one in said_ if isinstance(one, str))
    )


def _keep(conn: Connection, device: str, told: Told, now: int) -> None:
    """Add what is new of these lines; where they contradict what is here, begin a chain of their own."""
    chain = max(1, trail_parts.last_chain(conn, device))
    parts = trail_parts.of_device(conn, device, chain)
    marks = {told.base.n: told.base.mark}
    for line, number in zip(told.lines, range(told.base.n + 1, told.head.n + 1), strict=True):
        marks[number] = next_mark(marks[number - 1], line)
    if any(_contradicts(part, told, marks) for part in parts):
        _note_broken(conn, device, now)
        chain, parts = chain + 1, []
    free = told.base.n + 1
    for part in [*parts, None]:
        end = min(told.head.n, part.low - 1 if part else told.head.n)
        if free <= end:
            some = told.lines[free - told.base.n - 1 : end - told.base.n]
            moments = [int(json.loads(line)[1]) for line in some]
            trail_parts.add(conn, Part(
                device, chain, free, end, marks[free - 1], marks[end], min(moments), max(moments), now,
                trail_parts.pack(some),
            ))  # fmt: skip
        free = max(free, part.high + 1) if part else free


def _contradicts(part: Part, told: Told, marks: Mapping[int, str]) -> bool:
    """Whether a piece that is here says something else where both speak."""
    ends = ((part.low - 1, part.base), (part.high, part.mark))
    if any(marks.get(number, mark) != mark for number, mark in ends):
        return True
    low, high = max(part.low, told.base.n + 1), min(part.high, told.head.n)
    if low > high:
        return False
    here = part.lines()[low - part.low : high - part.low + 1]
    return here != list(told.lines[low - told.base.n - 1 : high - told.base.n])


def _note_broken(conn: Connection, device: str, now: int) -> None:
    if not read.meta(conn, _BROKEN + device):
        write.put_meta(conn, _BROKEN + device, str(now))


def _pair(head: Head) -> tuple[int, str]:
    return head.n, head.mark
