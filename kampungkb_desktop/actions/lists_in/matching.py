"""Which families and people of a list are on record already. Sure by id, KKI, NIK, or name with birth date; in doubt by
less: what is in doubt is never written unless a person ticks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.households import Household
from kampungkb_desktop.actions.lists_in.reading import ReadRow
from kampungkb_desktop.actions.lists_in.register import Home, Person, Register, name_key, number_key
from kampungkb_desktop.actions.lists_in.targets import BIRTH, FAMILY_ID, HEAD_NAME, KK, KKI, MEMBER_ID, NAME, NIK, RT
from kampungkb_desktop.base.text import long_date

_LEAST_DIGITS: Final = 12


@dataclass(slots=True)
class Match:
    """A household with the family it is on record as (``None``: new) and, per row of a person, the member. ``doubts``
    are sentences by row number; the empty number 0 stands for the family as a whole."""

    home: Household
    family: str | None = None
    members: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    repeated: dict[int, str] = field(default_factory=dict)
    """Rows that tell of a person another row of the file tells of."""


def match_all(homes: Sequence[Household], register: Register, strangers: frozenset[int] = frozenset()) -> list[Match]:
    """Every household with what it is on record as. No family and no member is found twice. ``strangers`` are rows of
    which a person has said that they are not whom they look like: what was only a doubt there is dropped."""
    taken: dict[str, int] = {}
    seen_nik: dict[str, int] = {}
    found = []
    for home in homes:
        match = Match(home)
        _find_family(match, register)
        if 0 in match.doubts and any(row.row in strangers for row in home.rows):
            match.family = None
            match.doubts.clear()
        if match.family and register.homes[match.family].village != (home.village or ""):
            match.doubts[0] = "Keluarga ini sudah tercatat di desa lain. Bila pindah, catat kepindahannya dahulu."
        _note_taken(match, taken)
        for row in home.people:
            _find_member(match, row, register)
            if row.row in strangers and match.doubts.pop(row.row, ""):
                match.members.pop(row.row, None)
            nik = row.answers.get(NIK)
            if nik and len(nik) >= _LEAST_DIGITS and seen_nik.setdefault(nik, row.row) != row.row:
                match.repeated[row.row] = f"NIK ini sudah ada di baris {seen_nik[nik]} berkas ini. Cocokkan keduanya."
        found.append(match)
    return found


def _note_taken(match: Match, taken: dict[str, int]) -> None:
    if match.family is not None:
        first = taken.setdefault(match.family, match.home.rows[0].row)
        if first != match.home.rows[0].row:
            match.doubts[0] = f"Keluarga yang sama sudah disebut mulai baris {first} berkas ini. Cocokkan keduanya."


def _find_family(match: Match, register: Register) -> None:
    answers = match.home.answers
    known = str(answers.get(FAMILY_ID) or "")
    if known in register.homes:
        match.family = register.homes[known].id
        return
    if (kki := number_key(str(answers.get(KKI) or ""))) and len(register.by_kki.get(kki, ())) == 1:
        match.family = register.by_kki[kki][0].id
        return
    by_people = _by_people(match.home, register)
    card = register.by_kk.get(str(answers.get(KK) or ""), [])
    if by_people:
        _by_majority(match, by_people, card)
    elif card:
        _by_card(match, card, register)
    else:
        _by_name(match, register)


def _by_people(home: Household, register: Register) -> Counter[str]:
    """Families on record in which people of this household are, by NIK or by name and birth date."""
    votes: Counter[str] = Counter()
    for row in home.people:
        found = _people_like(row, home.village or "", register)
        if len(found) == 1 and found[0].family in register.homes:
            votes[found[0].family] += 1
    return votes


def _people_like(row: ReadRow, village: str, register: Register) -> Sequence[Person]:
    nik = str(row.answers.get(NIK) or "")
    if len(nik) >= _LEAST_DIGITS and nik in register.by_nik:
        return register.by_nik[nik]
    birth = row.answers.get(BIRTH)
    if birth is None:
        return ()
    found = register.by_birth.get((village, name_key(str(row.answers[NAME])), birth.isoformat()), [])
    return [one for one in found if not (nik and one.nik and nik != one.nik)]


def _by_majority(match: Match, votes: Counter[str], card: Sequence[Home]) -> None:
    (first, most), *others = votes.most_common(2)
    match.family = first
    if others and others[0][1] == most and first not in {one.id for one in card}:
        on_card = [one.id for one in card if votes[one.id] == most]
        if on_card:
            match.family = on_card[0]
        else:
            match.doubts[0] = "Anggotanya tercatat di dua keluarga. Cocokkan dahulu keluarga yang mana."


def _by_card(match: Match, card: Sequence[Home], register: Register) -> None:
    """One card may hold several families: only the head's name tells which."""
    head = name_key(str(match.home.answers.get(HEAD_NAME) or ""))
    same = [one for one in card if name_key(one.head) == head]
    if len(same) == 1:
        match.family = same[0].id
    elif len(card) == 1 and not register.members.get(card[0].id):
        match.family = card[0].id
    elif same or len(card) == 1:
        match.family = (same or card)[0].id
        match.doubts[0] = "Nomor KK-nya sama dengan keluarga yang sudah tercatat, tetapi kepala keluarganya berbeda."


def _by_name(match: Match, register: Register) -> None:
    answers = match.home.answers
    same = register.by_head.get((match.home.village or "", name_key(str(answers.get(HEAD_NAME) or ""))), [])
    rt, card = answers.get(RT), answers.get(KK)
    same = [one for one in same if not _differ(one.rt.lstrip("0"), str(rt or "").lstrip("0"))]
    same = [one for one in same if not _differ(one.kk, str(card or ""))]
    if len(same) == 1:
        match.family = same[0].id
        match.doubts[0] = "Namanya sama dengan kepala keluarga yang sudah tercatat di desa ini. Pastikan orangnya sama."
    elif same:
        match.doubts[0] = (
            f"Ada {len(same)} kepala keluarga bernama sama di desa ini. Masukkan hanya bila keluarganya belum tercatat."
        )


def _differ(one: str, other: str) -> bool:
    """Whether both are told and not the same."""
    return bool(one and other) and one != other


def _find_member(match: Match, row: ReadRow, register: Register) -> None:
    known = str(row.answers.get(MEMBER_ID) or "")
    person = register.people.get(known)
    if person is None:
        person = _elsewhere(match, row, register) or _at_home(match, row, register)
    if person is not None and person.id not in match.members.values():
        match.members[row.row] = person.id


def _elsewhere(match: Match, row: ReadRow, register: Register) -> Person | None:
    """By NIK, wherever the person is on record."""
    nik = str(row.answers.get(NIK) or "")
    found = register.by_nik.get(nik, []) if len(nik) >= _LEAST_DIGITS else []
    here = [one for one in found if one.family == match.family]
    if here:
        return here[0]
    if not found:
        return None
    match.doubts[row.row] = (
        "NIK ini sudah tercatat di keluarga lain; cari nomornya di menu Keluarga. Bila orangnya pindah, catat "
        "mutasinya di sana dahulu."
    )
    return None


def _at_home(match: Match, row: ReadRow, register: Register) -> Person | None:
    """By name and birth date in the family on record; the name alone leaves a doubt where the birth dates differ."""
    if match.family is None or row.row in match.doubts:
        return None
    name, answers = name_key(str(row.answers[NAME])), row.answers
    free = set(match.members.values())
    same = [one for one in register.members.get(match.family, []) if name_key(one.name) == name and one.id not in free]
    same = [one for one in same if not _other_nik(one, answers)]
    birth = answers.get(BIRTH)
    sure = [one for one in same if birth is None or one.birth in ("", birth.isoformat())]
    if len(sure) == 1:
        return sure[0]
    if len(same) == 1 and birth is not None:
        match.doubts[row.row] = (
            f"Nama ini sudah ada di keluarganya dengan tanggal lahir lain daripada {long_date(birth)}. "
            "Pastikan orangnya sama."
        )
        return same[0]
    return None


def _other_nik(one: Person, answers: dict[str, Any]) -> bool:
    nik = answers.get(NIK)
    return bool(nik and one.nik and nik != one.nik)
