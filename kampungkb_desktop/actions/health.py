"""The health light: what one glance can tell about the data, each as a sentence with its remedy. Nothing here writes.

What is asked at every look costs some milliseconds (``quick``); what a look into the tables tells is in
``health_sample``, and the check of everything in ``health_full``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from kampungkb_desktop import BUILD_DATE
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.store import audit, read, shelf

Mood = Literal["ok", "warn", "bad"]
MOODS: tuple[Mood, ...] = ("ok", "warn", "bad")
STATES = {"ok": "Baik", "warn": "Perlu dilihat", "bad": "Perlu tindakan"}
"""A state in words: colour and shape are never the only sign."""

STICK_AT = "stick_copy_at"
"""The line of ``meta`` with the time of the last copy onto a stick."""
_SPARE, _SCARCE = 2_000_000_000, 300_000_000
"""Bytes of free disk below which the light warns, and below which saving may soon fail."""
_BEGUN, _OLD_COPY, _OLD_STICK = 200, 7, 30
"""Changes without any copy, and days since the newest beside the data and on a stick, after which it warns."""
_LONG_REST = 400
"""Days since the last change after which a clock is more likely wrong than the person on leave."""


@frozen
class Remedy:
    """What the button of a line says, and where it leads: a page with what to open in it; "sistem" names a setting of
    the laptop itself ("disk", "jam")."""

    words: str
    page: str
    record: str | None = None


@frozen
class Line:
    """One line of the health light. ``key`` names the check and is the same in every version."""

    key: str
    mood: Mood
    sentence: str
    remedy: Remedy | None = None


TO_DATA = Remedy("Periksa seluruh data", "pengaturan", "data")
TO_COPIES = Remedy("Salinan cadangan", "pengaturan", "salinan")
TO_EXCHANGE = Remedy("Kirim & Terima", "kirim-terima")
CLOCK_SETTING = Remedy("Atur tanggal dan jam", "sistem", "jam")


def worst(lines: Iterable[Line]) -> Mood:
    """The mood of the whole light."""
    return max((one.mood for one in lines), key=MOODS.index, default="ok")


def sorted_lines(lines: Iterable[Line]) -> list[Line]:
    """The worst first; among equals in the order of asking."""
    return sorted(lines, key=lambda one: -MOODS.index(one.mood))


def quick(session: Session) -> list[Line]:
    """Database, disk, clock, answers that disagree, and the copies; the worst first. Of data that cannot be read it
    says just that."""
    disk = disk_line(session.data_dir)
    try:
        lines = [
            _database(session), disk, _clock(session), *_disagreements(session), *_copy(session), *_stick(session),
        ]  # fmt: skip
    except KnownError as error:
        lines = [unreadable(error), disk]
    return sorted_lines(lines)


def unreadable(error: KnownError) -> Line:
    """The data could not be read while they were looked at: damage of the file, a disk or a server that is gone."""
    remedy = TO_COPIES if error.code in _LOST else Remedy("Caranya", "bantuan", f"kode#{error.code}")
    return Line("database", "bad", f"Data tidak terbaca. {error.sentence}", remedy)


_LOST = ("E-DAMAGED-DB", "E-MISSING-DB")


def _database(session: Session) -> Line:
    size = f"{number(session.database.size() / 1_000_000, 1)} MB"
    if session.database.on_server:
        return Line("database", "ok", f"Data di server kantor terbuka dengan baik ({size}).")
    return Line("database", "ok", f"Data terbuka dengan baik dan disandikan ({size}).")


def disk_line(folder: Path) -> Line:
    """How much room there is beside the data."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Line("disk", "warn", "Sisa tempat di disk tidak dapat dibaca.", Remedy("Caranya", "bantuan", _HELP_DISK))
    words, remedy = f"{number(free / 1_000_000_000, 1)} GB", Remedy("Kosongkan disk", "sistem", "disk")
    if free < _SCARCE:
        sentence = f"Disk hampir penuh: tersisa {words}. Kosongkan tempat agar isian dapat disimpan."
        return Line("disk", "bad", sentence, remedy)
    if free < _SPARE:
        return Line("disk", "warn", f"Disk tersisa {words}. Kosongkan tempat sebelum menerima berkas besar.", remedy)
    return Line("disk", "ok", f"Tempat di disk cukup ({words}).")


_HELP_DISK = "kesehatan#disk"


def clock_line(now: int, last_own: int | None, newest_file: int | None = None) -> Line:
    """Whether the laptop's clock can be right: against the day the application was made, this laptop's last change, and
    the newest of its files (times in milliseconds)."""
    remedy = CLOCK_SETTING
    wrong = "Jam laptop tampak salah. "
    if last_own is not None and now < last_own - DAY_MS:
        day = long_date(clocks.day_of(last_own))
        words = f"{wrong}Perubahan terakhir bertanggal {day}, sesudah hari ini. Betulkan tanggal dan jamnya."
        return Line("clock", "warn", words, remedy)
    if not clocks.trusted(now, last_own, BUILD_DATE):
        return Line("clock", "warn", f"{wrong}Betulkan tanggal dan jam di pengaturan laptop.", remedy)
    if newest_file is not None and now < newest_file - DAY_MS:
        day = long_date(clocks.day_of(newest_file))
        words = f"{wrong}Berkas data terakhir ditulis {day}, sesudah hari ini. Betulkan tanggal dan jamnya."
        return Line("clock", "warn", words, remedy)
    if last_own is not None and now > last_own + _LONG_REST * DAY_MS:
        days = number((now - last_own) // DAY_MS)
        words = f"Perubahan terakhir {days} hari lalu. Bila itu tidak benar, jam laptop melompat ke depan."
        return Line("clock", "warn", words, remedy)
    return Line("clock", "ok", "Jam laptop dapat dipercaya.")


def _clock(session: Session) -> Line:
    with session.database.read() as conn:
        last = read.last_wall(conn, session.device)
    files = _newest_file(session) if session.clock is clocks.now else None  # the disk knows no other clock
    return clock_line(session.clock(), last, files)


def _newest_file(session: Session) -> int | None:
    times = []
    for name in (session.database.path.name, f"{session.database.path.name}-wal"):
        try:
            times.append((session.data_dir / name).stat().st_mtime_ns // 1_000_000)
        except OSError:
            continue
    return max(times, default=None)


def _disagreements(session: Session) -> list[Line]:
    with session.database.read() as conn:
        against, waiting = audit.count_of(conn, "conflict"), audit.count_of(conn, "waiting")
    lines = []
    if against:
        words = f"{number(against)} isian diisi berbeda di dua laptop. Keduanya tersimpan; pilih yang benar."
        lines.append(Line("conflicts", "warn", words, Remedy("Putuskan", "kirim-terima", "bentrok")))
    if waiting:
        words = f"{number(waiting)} catatan menunggu berkas kirim sebelumnya atau versi baru."
        lines.append(Line("waiting", "warn", words, TO_EXCHANGE))
    return lines


def _copy(session: Session) -> list[Line]:
    """How old the newest copy is. Where work has just begun there need not be one yet."""
    newest = next(iter(shelf.found(session.data_dir / shelf.SHELF)), None)
    if newest is None:
        if _just_begun(session):
            return []
        words = "Belum ada salinan cadangan. Buat di Pengaturan, bagian Salinan cadangan."
        return [Line("copy", "warn", words, TO_COPIES)]
    if _ahead(session, newest.made_at):
        return [Line("copy", "warn", _from_the_future("di laptop ini", newest.made_at), TO_COPIES)]
    days = _days_since(session, newest.made_at)
    when = "hari ini" if days <= 0 else f"{number(days)} hari lalu"
    if days > _OLD_COPY:
        words = f"Salinan cadangan terakhir {when}. Buat yang baru di Pengaturan."
        return [Line("copy", "warn", words, TO_COPIES)]
    return [Line("copy", "ok", f"Salinan terakhir di laptop ini: {when}.")]


def _stick(session: Session) -> list[Line]:
    """How old the newest copy outside this laptop is: nothing in it survives its theft."""
    with session.database.read() as conn:
        noted = read.meta(conn, STICK_AT)
    if not noted:
        if _just_begun(session):
            return []
        words = "Belum ada salinan di flashdisk. Bila laptop hilang atau rusak, hanya salinan di luarnya yang menolong."
        return [Line("stick", "warn", words, TO_COPIES)]
    if _ahead(session, int(noted)):
        return [Line("stick", "warn", _from_the_future("di flashdisk", int(noted)), TO_COPIES)]
    days = _days_since(session, int(noted))
    when = "hari ini" if days <= 0 else f"{number(days)} hari lalu"
    if days > _OLD_STICK:
        return [Line("stick", "warn", f"Salinan terakhir di flashdisk dibuat {when}.", TO_COPIES)]
    return [Line("stick", "ok", f"Salinan terakhir di flashdisk: {when}.")]


def _ahead(session: Session, at: int) -> bool:
    """Whether a copy was made while the clock was wrong: nobody can say how old it is."""
    return at > session.clock() + DAY_MS


def _from_the_future(where: str, at: int) -> str:
    day = long_date(clocks.day_of(at))
    return f"Salinan terakhir {where} bertanggal {day}, sesudah hari ini: jam laptop pernah salah. Buat yang baru."


def _just_begun(session: Session) -> bool:
    with session.database.read() as conn:
        return session.practice or audit.log_length(conn) < _BEGUN


def _days_since(session: Session, at: int) -> int:
    return (clocks.day_of(session.clock()) - clocks.day_of(at)).days
