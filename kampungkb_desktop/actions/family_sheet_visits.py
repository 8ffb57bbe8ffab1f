"""The parts of a family sheet that tell of time: how the children grow, the visits with what was measured, and what was
begun on a visit and is still open or has ended. Nobody whose data are restricted is named or described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.actions.family_file import Child, FamilyFile
from kampungkb_desktop.actions.measured_words import measured_words
from kampungkb_desktop.actions.restricting import is_restricted
from kampungkb_desktop.base.text import age_words, number, short_date
from kampungkb_desktop.forms.choices_visit import CLOSURE, SOCIAL_AID, TARGET
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit, referral_open, social_aid_open
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row
from kampungkb_desktop.rules.child_growth import Assessed
from kampungkb_desktop.rules.growth import Category, Growth
from kampungkb_desktop.store.lists import HIDDEN

MOST_VISITS: Final = 10
"""Visits told one by one; earlier ones are counted."""
LONGEST: Final = 220
"""Letters of a visit's findings: the whole stands in the program."""
_CHILDREN: Final = (
    Column("Anak", 2.2), Column("Diukur", 1.3), Column("Ukuran", 1.9), Column("Berat menurut umur", 1.5),
    Column("Panjang/tinggi menurut umur", 1.6), Column("Berat menurut panjang/tinggi", 1.6),
)  # fmt: skip
_VISITS: Final = (
    Column("Tanggal", 1.15), Column("Sasaran", 1.6), Column("Yang diukur", 1.5), Column("Hasil kunjungan", 4.3),
    Column("Berikutnya", 1.15),
)  # fmt: skip
_CASES: Final = (Column("Sejak", 1.2), Column("Apa", 2.6), Column("Untuk", 2), Column("Keadaan", 2.4))


def children_part(file: FamilyFile) -> Iterator[Part]:
    """The newest measuring of each child under five; nothing where there is no such child."""
    rows = tuple(_child(file, one) for one in file.children)
    if rows:
        yield Part("Pertumbuhan balita", _CHILDREN, rows)


def visits_part(file: FamilyFile, belonging: Iterable[Record]) -> Part:
    """The latest visits, each with what was measured on it; ``belonging`` are the records of the family."""
    details: dict[str, list[Record]] = {}
    for one in belonging:
        if isinstance(visit := getattr(one, "visit_id", None), str):
            details.setdefault(visit, []).append(one)
    people = {one.id: one for one in (*file.members, *file.former)}
    shown = file.visits[:MOST_VISITS]
    rows = tuple(_visit(file, one, people, details.get(one.id, ())) for one in shown)
    above = () if rows else ("Belum pernah dikunjungi.",)
    rest = len(file.visits) - len(shown)
    below = (f"Dan {number(rest)} kunjungan yang lebih lama.",) if rest else ()
    return Part("Kunjungan", _VISITS, rows, above=above, below=below)


def cases_part(file: FamilyFile, today: date) -> Iterator[Part]:
    """Referrals and applications for aid, the newest first; nothing where there was none."""
    people = {one.id: one for one in (*file.members, *file.former)}
    rows = tuple(row for one in file.visits for row in _cases(file, one, people, today))
    if rows:
        yield Part("Rujukan dan bantuan sosial", _CASES, rows)


# --- inside


def _child(file: FamilyFile, child: Child) -> Row:
    if is_restricted(file.family, child.member):
        return Row((HIDDEN, "", "", "", "", ""))
    latest = child.latest
    if latest is None:
        return Row((child.member.name(), "belum diukur", "", "", "", ""))
    born, grown = child.member.birth_date, latest.growth
    age = age_words(born, latest.on) if born is not None else ""
    kinds = grown.labels
    return Row((
        Noted(child.member.name(), age), short_date(latest.on), _size(latest),
        _judged(kinds.wei, doubtful=grown.fwei), _judged(kinds.len, doubtful=grown.flen),
        _judged(kinds.wfl, doubtful=grown.fwfl) if not _oedema(grown) else "Gizi buruk (edema)",
    ))  # fmt: skip


def _size(one: Assessed) -> str:
    return measured_words([one.measurement]) or "–"


def _oedema(grown: Growth) -> bool:
    return grown.oedema_counts


def _judged(kind: Category | None, *, doubtful: bool) -> str:
    return "ukur ulang" if doubtful else kind.label if kind is not None else "–"


def _visit(file: FamilyFile, visit: Visit, people: Mapping[str, Member], details: Sequence[Record]) -> Row:
    person = people.get(visit.member_id or "")
    hidden = is_restricted(file.family, person)
    who = HIDDEN if hidden else person.name() if person is not None else ""
    target = TARGET.label(visit.target) or "–"
    planned = short_date(visit.next_visit_on) if visit.next_visit_on else "–"
    return Row((
        short_date(visit.visited_on) if visit.visited_on else "tanpa tanggal", Noted(target, who) if who else target,
        "" if hidden else measured_words(details) or "–", "" if hidden else _short(visit.findings) or "–", planned,
    ))  # fmt: skip


def _short(findings: str | None) -> str:
    words = " ".join((findings or "").split())
    return f"{words[: LONGEST - 1].rstrip()}…" if len(words) > LONGEST else words


def _cases(file: FamilyFile, visit: Visit, people: Mapping[str, Member], today: date) -> Iterator[Row]:
    person = people.get(visit.member_id or "")
    if is_restricted(file.family, person):
        return
    whom = person.name() if person is not None else "keluarga"
    since = short_date(visit.visited_on) if visit.visited_on else "tanpa tanggal"
    if referral_open(visit) or visit.referral_closed_on is not None:
        what = f"Rujukan ke {visit.referral_to}" if visit.referral_to else "Rujukan"
        state = _state(visit.visited_on, visit.referral_closed_on, visit.referral_result, today)
        yield Row((since, what, whom, state))
    if social_aid_open(visit) or visit.social_aid_closed_on is not None:
        kinds = ", ".join(SOCIAL_AID.label(code) for code in visit.social_aid_kinds or ())
        state = _state(visit.visited_on, visit.social_aid_closed_on, visit.social_aid_result, today)
        yield Row((since, f"Bantuan sosial: {kinds}" if kinds else "Bantuan sosial", whom, state))


def _state(since: date | None, closed: date | None, result: str | None, today: date) -> str:
    if closed is not None:
        return f"{CLOSURE.label(result) or 'Selesai'}, {short_date(closed)}"
    days = f", {number(max(0, (today - since).days))} hari" if since is not None else ""
    return f"Masih berjalan{days}"
