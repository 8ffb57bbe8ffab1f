"""Whether two people on record may be one, with every sign for and against in a sentence. It proposes; people decide.

A sign is worth what ``resources/rules/ganda-*.toml`` says; the sum gives the strength. Some things end the question
whatever the sum: a parent and a child of the same name, twins with a NIK each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.person_name import PersonName
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import CHILD
from kampungkb_desktop.rules import name_likeness, ruleset
from kampungkb_desktop.rules.number_likeness import (
    DIFFERENT,
    SAME,
    SLIP,
    birth_slip,
    number_likeness,
    real_nik,
    real_number,
)

Strength = Literal["pasti", "mungkin", "mirip"]
STRENGTHS: tuple[Strength, ...] = ("pasti", "mungkin", "mirip")
FAMILY_NAME = "ganda"
NEWEST = "ganda-2026"


@frozen
class Weights:
    """The parameters of one version. ``guessed`` are (day, month) that stand for an unknown birth date."""

    rule: str
    least: dict[str, int]
    far_days: int
    generation: int
    guessed: frozenset[tuple[int, int]]
    person: dict[str, int]
    family: dict[str, int]


@frozen
class Sign:
    """One thing that agrees or speaks against."""

    code: str
    sentence: str
    weight: int

    @property
    def against(self) -> bool:
        return self.weight < 0


@frozen
class Verdict:
    """How strongly two records look like one; ``signs`` the weightiest first, those against last."""

    strength: Strength
    points: int
    signs: tuple[Sign, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences of what agrees."""
        return tuple(one.sentence for one in self.signs if not one.against)

    @property
    def doubts(self) -> tuple[str, ...]:
        """The sentences of what speaks against."""
        return tuple(one.sentence for one in self.signs if one.against)


class Person(NamedTuple):
    """A member as far as it may be somebody else's record too. ``card`` is the number of the card he is on, ``gone``
    whether he is on record as dead or moved away."""

    id: str
    family: str
    village: str
    name: PersonName
    nik: str
    born: date | None
    sex: str
    relation: str
    card: str
    place: str
    address: str
    gone: bool


@cache
def weights(rule: str = NEWEST) -> Weights:
    """The parameters of a version of the rule."""
    found = ruleset.load(rule).parameters
    general = found["umum"]
    return Weights(
        rule, dict(found["kekuatan"]), general["lahir_jauh_hari"], general["beda_generasi_tahun"],
        frozenset((day, month) for day, month in general["lahir_perkiraan"]), dict(found["orang"]),
        dict(found["keluarga"]),
    )  # fmt: skip


def same_person(one: Person, other: Person, by: Weights | None = None) -> Verdict | None:
    """Why two records may be one person; ``None`` where too little says so. The order of the two does not matter."""
    by = by or weights()
    one, other = sorted((one, other), key=lambda person: person.id)
    same_nik = real_nik(one.nik) and one.nik == other.nik
    name = name_likeness.likeness(one.name, other.name)
    if name == name_likeness.OTHER and not same_nik:
        return None  # most pairs end here
    signs = list(_signs(one, other, name, by))
    if not same_nik and _two_people(one, other, signs, by):
        return None
    found = verdict(signs, by)
    if found is None and same_nik:
        return _settled("mirip", signs)
    return found


def verdict(signs: Iterable[Sign], by: Weights) -> Verdict | None:
    """The strength that the sum of the signs has, if it has one."""
    known = list(signs)
    points = sum(sign.weight for sign in known)
    strength = next((one for one in STRENGTHS if points >= by.least[one]), None)
    return None if strength is None else _settled(strength, known)


def _settled(strength: Strength, signs: list[Sign]) -> Verdict:
    ordered = sorted(signs, key=lambda sign: (-sign.weight, sign.code))
    return Verdict(strength, sum(sign.weight for sign in signs), tuple(ordered))


def _signs(one: Person, other: Person, name: int | None, by: Weights) -> Iterator[Sign]:
    yield from _nik_sign(one, other, by)
    if name is not None:
        yield from name_signs(name, by.person, "Nama")
        if name > name_likeness.OTHER and min(len(one.name.words), len(other.name.words)) == 1:
            yield Sign("nama_satu_kata", "Namanya hanya satu kata; banyak orang bernama begitu.",
                       by.person["nama_satu_kata"])  # fmt: skip
    yield from _birth_sign(one, other, by)
    if one.sex and other.sex and one.sex != other.sex:
        yield Sign("kelamin_beda", "Jenis kelaminnya berbeda.", by.person["kelamin_beda"])
    yield from _household_signs(one, other, name or 0, by)
    yield from place_signs(one, other, by.person)
    if one.gone != other.gone:
        yield Sign("sudah_keluar", "Yang satu sudah tercatat pindah atau meninggal. Mungkin orangnya pindah ke catatan "
                   "yang lain.", by.person["sudah_keluar"])  # fmt: skip


def _nik_sign(one: Person, other: Person, by: Weights) -> Iterator[Sign]:
    if not (real_nik(one.nik) and real_nik(other.nik)):
        return
    found = number_likeness(one.nik, other.nik)
    sentence = {
        SAME: "NIK sama.",
        SLIP: "NIK hanya berbeda satu angka atau dua angka yang tertukar.",
        DIFFERENT: "NIK berbeda, dan keduanya lengkap.",
    }[found]
    yield Sign(f"nik_{found}", sentence, by.person[f"nik_{found}"])


def name_signs(step: int, worth: dict[str, int], what: str) -> Iterator[Sign]:
    """The sign of a step of likeness; ``what`` is whose name ("Nama")."""
    code, sentence = {
        name_likeness.SAME: ("nama_sama", f"{what} sama."),
        name_likeness.SPELLING: ("nama_ejaan", f"{what} sama; hanya ejaan, gelar, atau urutannya yang berbeda."),
        name_likeness.SLIP: ("nama_mirip", f"{what} hampir sama."),
        name_likeness.PART: ("nama_sebagian", f"Sebagian {what.lower()} sama."),
        name_likeness.OTHER: ("nama_beda", f"{what} berbeda."),
    }[step]
    yield Sign(code, sentence, worth[code])


def _birth_sign(one: Person, other: Person, by: Weights) -> Iterator[Sign]:
    if one.born is None or other.born is None:
        return
    worth, day = by.person, long_date(one.born)
    if one.born == other.born:
        if (one.born.day, one.born.month) in by.guessed:
            yield Sign("lahir_perkiraan", f"Tanggal lahir sama, {day}; tanggal ini sering hanya perkiraan.",
                       worth["lahir_perkiraan"])  # fmt: skip
        else:
            yield Sign("lahir_sama", f"Tanggal lahir sama, {day}.", worth["lahir_sama"])
        return
    both = f"{day} dan {long_date(other.born)}"
    apart = abs((one.born - other.born).days)
    if birth_slip(one.born, other.born):
        yield Sign("lahir_salah_ketik", f"Tanggal lahir hampir sama: {both}.", worth["lahir_salah_ketik"])
    elif apart > by.far_days:
        yield Sign("lahir_jauh", f"Tanggal lahir jauh berbeda: {both}.", worth["lahir_jauh"])
    else:
        yield Sign("lahir_lain", f"Tanggal lahir berbeda: {both}.", worth["lahir_lain"])


def _household_signs(one: Person, other: Person, name: int, by: Weights) -> Iterator[Sign]:
    born_together = bool(one.born) and one.born == other.born
    if one.family and one.family == other.family:
        yield Sign("keluarga_sama", "Tercatat dalam keluarga yang sama.", by.person["keluarga_sama"])
        if born_together and name >= name_likeness.SPELLING:
            yield Sign("orang_sekeluarga", "Tidak lazim dua orang serumah bernama dan berulang tahun sama.",
                       by.person["orang_sekeluarga"])  # fmt: skip
        elif born_together:
            yield Sign("kembar", "Lahir pada hari yang sama dalam satu keluarga, namanya tidak persis sama: mungkin "
                       "kembar.", by.person["kembar"])  # fmt: skip
    elif real_number(one.card) and one.card == other.card:
        yield Sign("kartu_sama", "Nomor KK sama.", by.person["kartu_sama"])


def place_signs(one: Person, other: Person, worth: dict[str, int]) -> Iterator[Sign]:
    """Whether two people of different families live near each other."""
    if one.family and one.family == other.family:
        return
    if one.village and other.village and one.village != other.village:
        yield Sign("desa_lain", "Tercatat di desa yang berbeda.", worth["desa_lain"])
        return
    if one.place and one.place == other.place:
        yield Sign("rt_sama", "RT dan RW sama.", worth["rt_sama"])
    if one.address and one.address == other.address:
        yield Sign("alamat_sama", "Alamat sama.", worth["alamat_sama"])


def _two_people(one: Person, other: Person, signs: list[Sign], by: Weights) -> bool:
    """What no sum of other signs outweighs."""
    codes = {sign.code for sign in signs}
    together = one.family == other.family != "" or "kartu_sama" in codes
    if together and parent_and_child(one, other, by):
        return True
    return "kembar" in codes and "nik_beda" in codes


def parent_and_child(one: Person, other: Person, by: Weights) -> bool:
    """Whether one is the child of the house and the other a generation older: they share a name, not a life."""
    if one.born is None or other.born is None:
        return False
    children = (one.relation == CHILD) != (other.relation == CHILD)
    return children and abs(one.born.year - other.born.year) >= by.generation
