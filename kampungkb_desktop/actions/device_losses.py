"""A lost laptop as the office knows it: what it held by village, how it was locked, when it was last heard of, and the
3×24 hours in which the agency and the people are to be told (UU 27/2022 Pasal 46).

What was on it is what the office gave it and what it was assigned; what its officer typed since the last file that came
is not known here, and that is said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions import enrolment, partners
from kampungkb_desktop.actions.enrolment import Enrolled
from kampungkb_desktop.actions.pdp_requests import loss_clock
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.device_loss import UNKNOWN, YES, DeviceLoss
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import DISTRICT, Officer
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.rules.pdp_clock import Deadline
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

_VILLAGE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
ADULT = 18
"""Years: the law on children (UU 35/2014) counts everybody below as a child."""


@frozen
class Held:
    """What a laptop holds of one village, as far as the office knows."""

    village: str
    families: int
    people: int
    children: int


@frozen
class Household:
    """A family on the lost laptop, for the list that goes with the notice. Never a NIK."""

    village: str
    rt: str
    head: str
    people: int


@frozen
class Loss:
    """One loss with its clock, what the laptop held, and the laptop itself (``None`` where it is not on the board)."""

    record: DeviceLoss
    clock: Deadline
    held: tuple[Held, ...]
    laptop: Enrolled | None

    @property
    def families(self) -> int:
        """Families on it by what is known today."""
        return sum(one.families for one in self.held)

    @property
    def people(self) -> int:
        """People on it."""
        return sum(one.people for one in self.held)

    @property
    def readable(self) -> bool:
        """Whether somebody may have been able to read the data: open at the time, or with its secret."""
        one = self.record
        return YES in (one.unlocked, one.password_known, one.sheet_lost)

    @property
    def unsure(self) -> bool:
        """Whether that is not known."""
        one = self.record
        return not self.readable and any(
            said in (None, UNKNOWN) for said in (one.unlocked, one.password_known, one.sheet_lost)
        )


def losses(session: Session) -> list[Loss]:
    """Every loss, those of which nobody was told first by their deadline."""
    now, laptops = session.clock(), {one.uid: one for one in enrolment.listed(session)}
    with session.database.read() as conn:
        found = [
            Loss(one, loss_clock(one, now), _held(conn, one.device_id or "", day_of(now)),
                 laptops.get(one.device_id or ""))
            for one in read.records(conn, DeviceLoss, order=("id",))
        ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.clock.open, one.clock.due if one.clock.open else -one.clock.begun))


def laptops(session: Session) -> list[Enrolled]:
    """The laptops one may report: those on the board, in use first, and of officers who have none there (in practice
    nobody is enrolled) the one they must have, under the officer's id."""
    found = [one for one in enrolment.listed(session) if one.state != enrolment.ASKING]
    known = {one.officer for one in found}
    with session.database.read() as conn:
        people = [
            Enrolled(one.id, one.name(), one.role or "", "", "", villages, officer=one.id)
            for one in read.records(conn, Officer)
            if one.id not in known and one.id != session.author and (villages := partners.assigned(conn, one.id))
        ]
    return sorted([*found, *people], key=lambda one: (one.state != ACTIVE, one.name.casefold()))


def begun(session: Session, laptop: Enrolled) -> DeviceLoss:
    """The report of a laptop, known now. Not saved."""
    moment = moment_of(session.clock())
    return DeviceLoss(
        id=new_record_id(session), status=DONE, device_id=laptop.uid, device_name=laptop.name or None,
        lost_on=moment.date(), known_on=moment.date(), known_at=f"{moment.hour:02d}.{moment.minute:02d}",
    )  # fmt: skip


def keep(session: Session, loss: DeviceLoss, seen: DeviceLoss | None = None) -> Saved:
    """Write a loss down with what the laptop held on that day, or change it. KnownError E-ROLE at an officer's."""
    _must_decide(session)
    if seen is None:
        with session.database.read() as conn:
            held = _held(conn, loss.device_id or "", day_of(session.clock()))
        loss = loss.changed(families=sum(one.families for one in held), people=sum(one.people for one in held))
    name = "Laporkan perangkat hilang" if seen is None else "Ubah laporan perangkat hilang"
    return save(session, name, [loss.changed(status=DONE)], seen=[seen] if seen is not None else [])


def revoke(session: Session, loss: Loss) -> None:
    """Believe the lost laptop no more; its reason names the loss. KnownError E-ROLE."""
    _must_decide(session)
    if loss.laptop is not None and loss.laptop.state == ACTIVE:
        enrolment.send_away(session, loss.laptop.uid, "Perangkat hilang")


def households(session: Session, loss: Loss) -> list[Household]:
    """The families on the laptop by village, RT and name. Those that asked for restriction are told like the others:
    the law wants everybody told."""
    codes = [one.village for one in loss.held]
    with session.database.read() as conn:
        rows = read.rows(conn, Family, ("id", "village", "rt", "head_name"), {"village": codes})
        people = Counter(str(row[0]) for row in read.rows(conn, Member, ("family_id",), {"village": codes}))
    found = [
        Household(str(village), str(rt or ""), str(head or "(belum bernama)"), people[str(key)])
        for key, village, rt, head in rows
    ]
    return sorted(found, key=lambda one: (one.village, one.rt, one.head.casefold()))


def villages_of(conn: Connection, device: str) -> tuple[str, ...]:
    """The villages on a laptop: those it was ever assigned, and those the office has sent it. ``device`` may be the id
    of an officer whose laptop is on no board."""
    assigned = {one.village for one in (*partners.certain(conn, device), *partners.assigned(conn, device))}
    sent = {one for one in json.loads(read.peer(conn, device).seen or "{}") if _VILLAGE.fullmatch(one)}
    return tuple(sorted(assigned | sent))


def _held(conn: Connection, device: str, today: date) -> tuple[Held, ...]:
    codes = villages_of(conn, device)
    families = Counter(str(row[0]) for row in read.rows(conn, Family, ("village",), {"village": list(codes)}))
    rows = read.rows(conn, Member, ("village", "birth_date"), {"village": list(codes)})
    people = Counter(str(row[0]) for row in rows)
    since = _years_before(today, ADULT).isoformat()
    children = Counter(str(village) for village, born in rows if born and str(born) > since)
    return tuple(Held(code, families[code], people[code], children[code]) for code in codes)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _must_decide(session: Session) -> None:
    if session.role != DISTRICT or session.receiving:
        raise KnownError(
            "E-ROLE",
            "Laporan perangkat hilang dibuat di laptop kabupaten.",
            "Hubungi operator kabupaten sekarang juga.",
        )


def lock_words(loss: Loss) -> Sequence[str]:
    """How the data on the laptop were locked, in sentences for the notice."""
    said = [
        (
            "Seluruh data di laptop itu tersandi (AES-256) dan hanya terbuka dengan kata sandi pemegangnya atau lembar "
            "pemulihan; foto dan salinan di dalamnya juga tersandi."
        )
    ]
    if loss.readable:
        one = loss.record
        why = [
            words
            for words, answer in (
                ("aplikasi sedang terbuka saat hilang", one.unlocked),
                ("kata sandinya diketahui atau tertulis bersama laptop", one.password_known),
                ("lembar pemulihannya ikut hilang", one.sheet_lost),
            )
            if answer == YES
        ]
        said.append(f"Namun data dapat terbaca orang lain, karena {' dan '.join(why)}.")
    elif loss.unsure:
        said.append("Belum dapat dipastikan apakah kata sandi atau lembar pemulihannya ikut diketahui orang lain.")
    else:
        said.append("Tidak ada tanda bahwa kata sandi atau lembar pemulihannya diketahui orang lain.")
    if loss.record.stick_lost == YES:
        said.append("Flashdisk salinannya ikut hilang; isinya tersandi dengan kata sandi yang sama.")
    return said
