"""Reading trails for an audit: this laptop's own, and at an office those that the officers' laptops have handed in.
"Who saw this family" is asked by a name, and answered by the ids that the lines have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kampungkb_desktop.actions import trail, trail_handing
from kampungkb_desktop.actions.history_veil import Veil
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.trail import KINDS, LISTS, LOOKED, SIFTED
from kampungkb_desktop.actions.trail_handing import Standing
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import lists, read, trail_parts
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.trail import Entry

OWN, ALL = "", "*"
"""Instead of a laptop's uid: this laptop, or every laptop that has handed in its trail."""
MOST = 20_000
"""So many lines are shown; a longer trail is narrowed by its time."""
_FAMILIES = 200


@frozen
class AuditLine:
    """A line with the person who did it and the laptop, by name; "" where nobody of that id is known here."""

    entry: Entry
    person: str
    laptop: str


@frozen
class Wanted:
    """Which lines: of which laptop, of which kind ("" any), about whom (words of a name), in which time (ms)."""

    laptop: str = OWN
    what: str = ""
    about: str = ""
    since: int = 0
    until: int = 1 << 62


@frozen
class Source:
    """A laptop whose trail is here."""

    uid: str
    name: str
    standing: Standing


def sources(session: Session) -> tuple[Source, ...]:
    """The laptops that have handed in their trails, by name; none on an officer's laptop."""
    with session.database.read() as conn:
        names = {device.uid: device.name for device in read.devices(conn)}
        found = [
            Source(uid, names.get(uid) or f"Laptop {uid[:4].upper()}", trail_handing.standing(conn, uid))
            for uid in trail_parts.devices(conn)
        ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.uid)))


def lines(session: Session, wanted: Wanted, progress: Progress | None = None) -> list[AuditLine]:
    """The lines that are wanted, the latest first. Whoever reads those of others leaves a line in his own."""
    work = progress or silent()
    if wanted.laptop != OWN:
        trail.note(session, trail.AUDITED, more="" if wanted.laptop == ALL else wanted.laptop[:8])
    with session.database.read() as conn:
        about = _records_of(conn, wanted.about) if wanted.about.strip() else None
        if wanted.laptop == OWN:
            trail.rest(session)
            told: Iterable[tuple[str, Entry]] = ((session.device, one) for one in reversed(session.trail.entries()))
        else:
            told = _handed_in(conn, wanted, about, work)
        found = list[tuple[str, Entry]]()
        for device, entry in told:
            if _fits(entry, wanted, about):
                found.append((device, entry))
            if len(found) >= MOST:
                break
        found.sort(key=lambda one: (one[1].at, one[1].n), reverse=True)
        people = read.by_ids(conn, Officer, sorted({entry.who for _device, entry in found}))
        names = {device.uid: device.name for device in read.devices(conn)}
    return [
        AuditLine(entry, people[entry.who].name() if entry.who in people else "", names.get(device, ""))
        for device, entry in found
    ]


def record_names(session: Session, shown: Sequence[AuditLine]) -> dict[tuple[str, str], str]:
    """What the records of some lines are called, where they are still here; who is restricted is not named."""
    ids: dict[str, set[str]] = {}
    for line in shown:
        if line.entry.record and line.entry.form in FORMS:
            ids.setdefault(line.entry.form, set()).add(line.entry.record)
    with session.database.read() as conn:
        veil = Veil.of(conn)
        return {
            (form, key): veil.instead(form, key) or one.name()
            for form, some in ids.items()
            for key, one in read.by_ids(conn, FORMS[form], sorted(some)).items()
        }


def about(entry: Entry, name: str = "") -> str:
    """``Keluarga Amat``, ``12 keluarga``, ``daftar keluarga, satu desa: 310 baris``."""
    if entry.what == LOOKED:
        return _list_words(entry)
    parts = []
    if entry.form and entry.record:
        parts.append(name or f"{form_title(entry.form)} {entry.record[-6:].upper()}")
    elif entry.form and entry.count:
        parts.append(f"{number(entry.count)} {form_title(entry.form).lower()}")
    elif entry.count:
        parts.append(f"{number(entry.count)} kali")
    return ", ".join([*parts, *([entry.more] if entry.more else [])])


def kind_words(entry: Entry) -> str:
    """What was done."""
    return KINDS.get(entry.what, entry.what)


def standing_words(one: Standing) -> str:
    """Whether a laptop's trail is whole, in a sentence."""
    if one.broken_at:
        return "Jejak laptop ini tidak utuh: pernah dipotong, diganti, atau dimulai lagi. Tanyakan kepada petugasnya."
    if one.missing:
        count = sum(high - low + 1 for low, high in one.missing)
        return f"{number(count)} baris belum sampai; baris itu diminta lagi dengan berkas balasan berikutnya."
    return f"Utuh: {number(one.held)} baris, dari yang pertama sampai yang terakhir dilaporkan."


def _list_words(entry: Entry) -> str:
    said, _, again = entry.more.partition(" ")
    where, *by = said.split(":")
    words = ", ".join([LISTS.get(where, where), *(SIFTED.get(kind, kind) for kind in by)])
    return f"{words}: {number(entry.count)} kali lagi" if again else f"{words}: {number(entry.count)} baris"


def _fits(entry: Entry, wanted: Wanted, about_: frozenset[str] | None) -> bool:
    return (
        (not wanted.what or entry.what == wanted.what)
        and (about_ is None or entry.record in about_)
        and wanted.since <= entry.at <= wanted.until
    )


def _handed_in(
    conn: Connection, wanted: Wanted, about_: frozenset[str] | None, work: Progress
) -> Iterator[tuple[str, Entry]]:
    """The lines of the pieces that reach into the wanted time. A text is only taken apart where it can fit."""
    parts = trail_parts.between(conn, "" if wanted.laptop == ALL else wanted.laptop, wanted.since, wanted.until)
    for at, part in enumerate(parts):
        work.report(at, len(parts), "Membaca jejak")
        for line in reversed(part.lines()):
            if wanted.what and f'"{wanted.what}"' not in line:
                continue
            entry = Entry(*json.loads(line))
            if about_ is None or entry.record in about_:
                yield part.device, entry


def _records_of(conn: Connection, words: str) -> frozenset[str]:
    """The ids of the families that these words find, of their people and of their visits."""
    families = sorted(lists.families_found(conn, words) or ())[:_FAMILIES]
    found = set(families)
    for form in (Member, Visit):
        found |= {str(row[0]) for row in read.rows(conn, form, ("id",), {"family_id": families})} if families else set()
    return frozenset(found)
