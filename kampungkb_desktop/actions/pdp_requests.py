"""The register of requests about personal data: what was asked, how its clock stands, and one more written down.

An officer sees those of his villages, the office those of all; they travel like every record of a village.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.device_loss import DeviceLoss
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.pdp_request import CHECKS, DECISIONS, REQUESTS, SELF, PdpRequest
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.rules import pdp_clock
from kampungkb_desktop.rules.pdp_clock import Deadline, Right
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

OPEN, DUE, LATE, CLOSED, ALL = "terbuka", "segera", "lewat", "dijawab", "semua"
"""Filters of the register."""


@frozen
class Line:
    """One request with its clock, and how the family and the person are called here ("" where they are not here)."""

    request: PdpRequest
    clock: Deadline
    right: Right
    family: str
    member: str

    @property
    def about(self) -> str:
        """Whom it is about, as short as can be."""
        return self.member or self.family or "(keluarganya tidak ada di sini)"

    def fits(self, wanted: str) -> bool:
        """Whether a filter of the register shows it."""
        state = self.clock.state
        match wanted:
            case "terbuka":
                return self.clock.open
            case "segera":
                return state == pdp_clock.SOON
            case "lewat":
                return state == pdp_clock.LATE
            case "dijawab":
                return not self.clock.open
            case _:
                return True

    def holds(self, words: str) -> bool:
        """Whether every word searched for stands in it."""
        one = self.request
        text = " ".join((
            REQUESTS.label(one.kind), one.asked_by or "", self.family, self.member, one.details or "",
            DECISIONS.label(one.decision), CHECKS.label(one.identity), one.decided_by or "",
        )).casefold()  # fmt: skip
        return all(word in text for word in words.casefold().split())


@frozen
class Pending:
    """What Beranda says of one clock that runs: of a request, or of a lost laptop."""

    record: str
    title: str
    words: str
    clock: Deadline
    loss: bool = False
    kind: str = ""


def listed(session: Session) -> list[Line]:
    """The whole register: what is open by its deadline, then what was answered, the latest first."""
    now = session.clock()
    with session.database.read() as conn:
        found = read.records(conn, PdpRequest, order=("id",))
        lines = _lines(conn, found, now)
    waiting = sorted((one for one in lines if one.clock.open), key=lambda one: (one.clock.due, one.request.id))
    over = sorted((one for one in lines if not one.clock.open), key=lambda one: -one.clock.begun)
    return [*waiting, *over]


def of_family(session: Session, family: str) -> list[Line]:
    """The requests about one family and its people."""
    now = session.clock()
    with session.database.read() as conn:
        return _lines(conn, read.records(conn, PdpRequest, where={"about_family": family}), now)


def line_of(session: Session, request: str) -> Line | None:
    """One request of the register; ``None`` when it is not here."""
    now = session.clock()
    with session.database.read() as conn:
        found = read.record(conn, PdpRequest, request)
        return _lines(conn, [found], now)[0] if found is not None else None


def pending(session: Session) -> list[Pending]:
    """The clocks that run, the first to end first. Cheap: nothing is read but what nobody has answered."""
    now = session.clock()
    with session.database.read() as conn:
        asked = read.records(conn, PdpRequest, where={"answered_on": None})
        made = [
            Pending(
                line.request.id,
                REQUESTS.label(line.request.kind) or PdpRequest.TITLE,
                line.about,
                line.clock,
                kind=line.request.kind or "",
            )
            for line in _lines(conn, asked, now)
        ]
        lost = read.records(conn, DeviceLoss)
    made += [
        Pending(one.id, DeviceLoss.TITLE, one.device_name or "", clock, loss=True)
        for one in lost
        if (clock := loss_clock(one, now)).open
    ]
    return sorted(made, key=lambda one: (one.clock.due, one.record))


def loss_clock(loss: DeviceLoss, now: int) -> Deadline:
    """The clock of a loss: it stops when both the agency and the people were told."""
    day = loss.known_on or loss.lost_on or day_of(now)
    told = None
    if loss.agency_on and loss.people_on:
        told = max(pdp_clock.ends(loss.agency_on, loss.agency_at), pdp_clock.ends(loss.people_on, loss.people_at))
    begun = pdp_clock.begins(day, loss.known_at if loss.known_on else loss.lost_at)
    return pdp_clock.deadline(begun, pdp_clock.loss_hours(day), now, told)


def begun(session: Session, *, family: Family | None = None, member: str | None = None, kind: str = "") -> PdpRequest:
    """A request to be written down, received now. Not saved."""
    moment = moment_of(session.clock())
    return PdpRequest(
        id=new_record_id(session), village=family.village if family else None, status=DONE, kind=kind or None,
        received_on=moment.date(), received_at=f"{moment.hour:02d}.{moment.minute:02d}", relation=SELF,
        about_family=family.id if family else None, about_member=member,
    )  # fmt: skip


def keep(session: Session, request: PdpRequest, seen: PdpRequest | None = None) -> Saved:
    """Write a request down, in the village of the family it is about, or change it."""
    with session.database.read() as conn:
        family = read.record(conn, Family, request.about_family or "")
    placed = request.changed(village=(family.village if family else None) or request.village, status=DONE)
    name = "Catat permintaan data pribadi" if seen is None else "Ubah permintaan data pribadi"
    return save(session, name, [placed], seen=[seen] if seen is not None else [])


def answered(session: Session, request: PdpRequest) -> PdpRequest:
    """The same request as answered now by the person who works here, for him to complete. Not saved."""
    moment = moment_of(session.clock())
    with session.database.read() as conn:
        officer = read.record(conn, Officer, session.author)
    return request.changed(
        decided_on=request.decided_on or moment.date(), answered_on=moment.date(),
        answered_at=f"{moment.hour:02d}.{moment.minute:02d}",
        decided_by=request.decided_by or (officer.full_name if officer else None),
    )  # fmt: skip


def drop(session: Session, request: PdpRequest) -> Saved:
    """Take a request off the register that was written down by mistake; it can be undone."""
    return save(session, "Hapus catatan permintaan", [], [request])


def clock_of(request: PdpRequest, now: int) -> Deadline:
    """How the clock of one request stands."""
    day = request.received_on or day_of(now)
    right = pdp_clock.right_of(request.kind, day)
    told = pdp_clock.ends(request.answered_on, request.answered_at) if request.answered_on else None
    return pdp_clock.deadline(pdp_clock.begins(day, request.received_at), right.hours, now, told)


def _lines(conn: Connection, found: Sequence[PdpRequest], now: int) -> list[Line]:
    families = read.by_ids(conn, Family, _ids(one.about_family for one in found))
    members = read.by_ids(conn, Member, _ids(one.about_member for one in found))
    made = []
    for one in found:
        family, member = families.get(one.about_family or ""), members.get(one.about_member or "")
        right = pdp_clock.right_of(one.kind, one.received_on or day_of(now))
        made.append(
            Line(one, clock_of(one, now), right, family.name() if family else "", member.name() if member else "")
        )
    return made


def _ids(ids: Iterable[str | None]) -> list[str]:
    return sorted({one for one in ids if one})
