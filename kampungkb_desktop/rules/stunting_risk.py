"""Families at risk of stunting (KRS, domain.md 4.3): each factor answered ya, tidak, tidak berlaku or not yet known,
with the records that make it so. The verdict is an indicator that a person reads; the welfare rank never decides.

What is not answered stays unknown: a family is called not at risk only when every factor that applies was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kampungkb_desktop.forms.choices_family import CHILD
from kampungkb_desktop.forms.choices_housing import latrine_safe, water_safe
from kampungkb_desktop.forms.family_planning import MODERN_METHODS
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.figures_couples import is_husband, is_wife, is_wife_of_pus, still_pregnant
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow, age, lives, months
from kampungkb_desktop.rules.measuring import completed_months

RULE: Final = "krs-2022"
_WIFE_AGE_UNKNOWN: Final = "Tanggal lahir istri belum diisi."


class Answer(StrEnum):
    """How a factor or the verdict stands."""

    YES = "ya"
    NO = "tidak"
    NOT_APPLICABLE = "tidak_berlaku"
    UNKNOWN = "belum_diketahui"


class Reading(StrEnum):
    """How 4T and KB decide together; the first is the default, the others are switches."""

    FOUR_WITHOUT_MODERN = "4t_tanpa_kb_modern"
    FOUR_ALONE = "4t_saja"
    WITHOUT_MODERN_ALONE = "tanpa_kb_modern_saja"


_ROUTES: Final = {
    Reading.FOUR_WITHOUT_MODERN: (("air",), ("jamban",), ("empat_terlalu", "bukan_kb_modern")),
    Reading.FOUR_ALONE: (("air",), ("jamban",), ("empat_terlalu",)),
    Reading.WITHOUT_MODERN_ALONE: (("air",), ("jamban",), ("bukan_kb_modern",)),
}
"""A family is at risk by any of these sets of factors, each of which holds only whole."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One column of the official list with what makes it so: a sentence, and the ids of the records it rests on."""

    code: str
    label: str
    answer: Answer
    reason: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """The verdict on one family. ``at_risk`` is NOT_APPLICABLE where ``target`` says that it is no sasaran."""

    family: str
    targets: tuple[Factor, ...]
    factors: tuple[Factor, ...]
    target: Answer
    at_risk: Answer
    rule_version: str
    reading: Reading

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the family is at risk, one sentence for each factor that says ya."""
        return tuple(factor.reason for factor in self.factors if factor.answer is Answer.YES)

    @property
    def deciding(self) -> tuple[Factor, ...]:
        """The factors that make the family at risk under the reading in force."""
        routes = (self._route(codes) for codes in _ROUTES[self.reading])
        return tuple(one for route in routes if _all(f.answer for f in route) is Answer.YES for one in route)

    @property
    def missing(self) -> tuple[Factor, ...]:
        """What is unanswered and could still decide; a factor beside one that says tidak could not."""
        routes = (self._route(codes) for codes in _ROUTES[self.reading])
        open_ones = (one for route in routes if _all(f.answer for f in route) is Answer.UNKNOWN for one in route)
        whether = self.targets if self.target is Answer.UNKNOWN else ()
        return tuple(one for one in (*whether, *open_ones) if one.answer is Answer.UNKNOWN)

    def _route(self, codes: Iterable[str]) -> tuple[Factor, ...]:
        return tuple(self.factor(code) for code in codes)

    def factor(self, code: str) -> Factor:
        """One factor by its code."""
        return next(one for one in (*self.targets, *self.factors) if one.code == code)


def stunting_risk(
    family: FamilyRow,
    members: Iterable[PersonRow],
    couple: CoupleRow | None,
    on: date,
    *,
    living_children: int | None = None,
    reading: Reading | None = None,
    rule: str = RULE,
) -> Risk:
    """Judge one family on a day. ``couple`` are its newest KB answers, ``living_children`` the number alive that the
    couple told (children who live elsewhere count too); without it the children recorded here are counted."""
    rules = ruleset.load(rule).parameters
    people = [person for person in members if lives(person, on)]
    home = _Home(family, people, _wife_of(people, on), couple, on, living_children, rules)
    chosen = reading or Reading(rules["penetapan"]["bacaan"])
    targets = (home.infant(), home.toddler(), home.pus(), home.pregnant())
    target = _any(factor.answer for factor in targets)
    four = (home.too_young(), home.too_old(), home.too_close(), home.too_many())
    any_of_four = _four_together(four)
    modern = home.no_modern_method()
    factors = (home.water(), home.latrine(), *four, any_of_four, modern)
    at_risk = Answer.NOT_APPLICABLE if target is Answer.NO else _verdict(factors, chosen)
    if target is Answer.UNKNOWN and at_risk is not Answer.NO:
        at_risk = Answer.UNKNOWN
    return Risk(family.id, targets, factors, target, at_risk, rule, chosen)


def _verdict(factors: Iterable[Factor], reading: Reading) -> Answer:
    answer = {factor.code: factor.answer for factor in factors}
    return _any(_all(answer[code] for code in codes) for codes in _ROUTES[reading])


@dataclass(frozen=True, slots=True)
class _Home:
    """One family with the questions that the official list asks of it."""

    family: FamilyRow
    people: Sequence[PersonRow]
    wife: PersonRow | None
    """The wife of a couple of childbearing age, or one whose age is not known."""
    couple: CoupleRow | None
    on: date
    living_children: int | None
    rules: Any

    def infant(self) -> Factor:
        return self._children("baduta", "Punya Anak 0–23 Bulan", self.rules["sasaran"]["baduta_bulan"])

    def toddler(self) -> Factor:
        return self._children("balita", "Punya Anak 24–59 Bulan", self.rules["sasaran"]["balita_bulan"])

    def pus(self) -> Factor:
        wife = self.wife
        if wife is None:
            return Factor("pus", "PUS", Answer.NO, "Tidak ada pasangan usia subur.")
        if wife.birth is None:
            return Factor("pus", "PUS", Answer.UNKNOWN, _WIFE_AGE_UNKNOWN, (wife.id,))
        return Factor("pus", "PUS", Answer.YES, f"Istri berumur {age(wife.birth, self.on)} tahun.", (wife.id,))

    def pregnant(self) -> Factor:
        label, couple = "PUS Hamil", self.couple
        if self.wife is None:
            return Factor("hamil", label, Answer.NO, "Tidak ada pasangan usia subur.")
        if couple is None or couple.pregnant is None:
            return Factor("hamil", label, Answer.UNKNOWN, "Kehamilan belum ditanyakan.")
        now = bool(couple.pregnant) and still_pregnant(couple, self.on)
        reason = "Sedang hamil." if now else "Tidak sedang hamil."
        return Factor("hamil", label, Answer.YES if now else Answer.NO, reason, (couple.id,))

    def water(self) -> Factor:
        label = "Keluarga Tidak Mempunyai Sumber Air Minum Utama yang Layak"
        return self._house("air", label, water_safe(self.family.water), "Air minum utama")

    def latrine(self) -> Factor:
        label = "Keluarga Tidak Mempunyai Jamban yang Layak"
        return self._house("jamban", label, latrine_safe(self.family.latrine), "Jamban")

    def too_young(self) -> Factor:
        limit = self.rules["empat_terlalu"]["muda_di_bawah"]
        return self._wife_age("terlalu_muda", f"Terlalu Muda (Umur Istri < {limit} Tahun)", (0, limit - 1))

    def too_old(self) -> Factor:
        low, high = self.rules["empat_terlalu"]["tua"]
        return self._wife_age("terlalu_tua", f"Terlalu Tua (Umur Istri {low} sd {high} Tahun)", (low, high))

    def too_close(self) -> Factor:
        limit = self.rules["empat_terlalu"]["dekat_kurang_dari_bulan"]
        label = f"Terlalu Dekat (< {limit // 12} Tahun)"
        if self.wife is None:
            return _no_pus("terlalu_dekat", label)
        births = sorted((p.birth, p.id) for p in self._own_children() if p.birth is not None)
        if len(births) < 2:
            return Factor("terlalu_dekat", label, Answer.NO, "Belum ada dua anak yang tanggal lahirnya tercatat.")
        (older, first), (younger, second) = births[-2:]
        gap = completed_months(older, younger)
        # Twins are one birth, not a short interval.
        close = 0 < gap < limit or (gap == 0 and older != younger)
        return Factor(
            "terlalu_dekat", label, Answer.YES if close else Answer.NO,
            f"Jarak dua anak termuda {gap} bulan.", (first, second),
        )  # fmt: skip

    def too_many(self) -> Factor:
        limit = self.rules["empat_terlalu"]["banyak_mulai"]
        label = f"Terlalu Banyak (≥ {limit} Anak)"
        if self.wife is None:
            return _no_pus("terlalu_banyak", label)
        children = self._own_children()
        count = max(len(children), self.living_children or 0)
        answer = Answer.YES if count >= limit else Answer.NO
        return Factor("terlalu_banyak", label, answer, f"{count} anak masih hidup.", tuple(c.id for c in children))

    def no_modern_method(self) -> Factor:
        label, couple = "Bukan Peserta KB Modern", self.couple
        if self.wife is None:
            return _no_pus("bukan_kb_modern", label)
        if couple is None or (couple.using is None and not couple.pregnant):
            return Factor("bukan_kb_modern", label, Answer.UNKNOWN, "Kesertaan KB belum ditanyakan.")
        uses = bool(couple.using) and not couple.pregnant and couple.method in MODERN_METHODS
        reason = "Memakai KB modern." if uses else "Tidak memakai KB modern."
        return Factor("bukan_kb_modern", label, Answer.NO if uses else Answer.YES, reason, (couple.id,))

    def _children(self, code: str, label: str, ages: Sequence[int]) -> Factor:
        found = tuple(p.id for p in self.people if ages[0] <= months(p, self.on) <= ages[1])
        if found:
            return Factor(code, label, Answer.YES, f"{len(found)} anak berumur {ages[0]}–{ages[1]} bulan.", found)
        return Factor(code, label, Answer.NO, f"Tidak ada anak berumur {ages[0]}–{ages[1]} bulan.")

    def _house(self, code: str, label: str, safe: bool | None, what: str) -> Factor:
        if safe is None:
            return Factor(code, label, Answer.UNKNOWN, f"{what} belum ditanyakan.", (self.family.id,))
        reason = f"{what} layak." if safe else f"{what} tidak layak."
        return Factor(code, label, Answer.NO if safe else Answer.YES, reason, (self.family.id,))

    def _wife_age(self, code: str, label: str, ages: tuple[int, int]) -> Factor:
        wife = self.wife
        if wife is None:
            return _no_pus(code, label)
        if wife.birth is None:
            return Factor(code, label, Answer.UNKNOWN, _WIFE_AGE_UNKNOWN, (wife.id,))
        years = age(wife.birth, self.on)
        answer = Answer.YES if ages[0] <= years <= ages[1] else Answer.NO
        return Factor(code, label, answer, f"Istri berumur {years} tahun.", (wife.id,))

    def _own_children(self) -> list[PersonRow]:
        return [person for person in self.people if person.relation == CHILD]


def _wife_of(people: Sequence[PersonRow], on: date) -> PersonRow | None:
    """The wife of PUS; without one, a married wife whose birth date is not known may be it."""
    if not any(is_husband(person) for person in people):
        return None
    known = next((person for person in people if is_wife_of_pus(person, on)), None)
    return known or next((person for person in people if person.birth is None and is_wife(person)), None)


def _no_pus(code: str, label: str) -> Factor:
    return Factor(code, label, Answer.NOT_APPLICABLE, "Bukan pasangan usia subur.")


def _four_together(four: Sequence[Factor]) -> Factor:
    answer = _any(factor.answer for factor in four)
    hits = [factor for factor in four if factor.answer is Answer.YES]
    reason = ", ".join(factor.label.split(" (")[0] for factor in hits) if hits else "Tidak ada yang terlalu."
    records = tuple(dict.fromkeys(record for factor in hits for record in factor.records))
    return Factor("empat_terlalu", "PUS 4 Terlalu", answer, f"{reason}{'.' if hits else ''}", records)


def _any(answers: Iterable[Answer]) -> Answer:
    """Ya when one says so; else unknown when one is not known; else tidak, or tidak berlaku when none applies."""
    found = list(answers)
    for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO):
        if answer in found:
            return answer
    return Answer.NOT_APPLICABLE


def _all(answers: Iterable[Answer]) -> Answer:
    """Ya when all say so; tidak when one does; tidak berlaku when one does not apply; else unknown."""
    found = list(answers)
    for answer in (Answer.NO, Answer.NOT_APPLICABLE, Answer.UNKNOWN):
        if answer in found:
            return answer
    return Answer.YES
