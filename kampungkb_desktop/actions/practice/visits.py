"""Home visits of a village's team, month by month: families at risk, expectant and new mothers, young children,
engaged people; and the posyandu that measures the other children."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.chance import around, chance
from kampungkb_desktop.actions.practice.children import UNDER_FIVE, GrowthLine, growth_line, measurement
from kampungkb_desktop.actions.practice.making import Maker, maker
from kampungkb_desktop.actions.practice.people import Person
from kampungkb_desktop.actions.practice.register import Kept, members_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_family import HEAD, SPOUSE, UNMARRIED, WOMAN
from kampungkb_desktop.forms.choices_visit import (
    BRIDE,
    BRIDE_GROOM,
    GENERAL,
    GROOM,
    IN_PROGRESS,
    NOT_NEEDED,
    POSTPARTUM,
    PREGNANT,
    RECEIVED,
    YOUNG_CHILD,
)
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE, DRAFT, Record
from kampungkb_desktop.forms.visit import Visit

_FOUND: dict[str, tuple[str, ...]] = {
    YOUNG_CHILD: (
        "Anak aktif, nafsu makan baik. Ibu memasak bubur dengan lauk ikan tiap hari.",
        "Anak baru sembuh batuk pilek, makannya berkurang. Disarankan porsi kecil lebih sering.",
        "Berat tidak naik sejak bulan lalu. Diajak membawa anak ke posyandu minggu depan.",
        "Anak minum susu kental manis. Dijelaskan bahwa itu bukan pengganti ASI.",
        "Ayah ikut menyuapi. Kartu Kembang Anak diisi bersama.",
    ),
    PREGNANT: (
        "Ibu rutin minum tablet tambah darah, mual berkurang. Suami mengantar periksa.",
        "Tablet tambah darah sering lupa. Disepakati diminum malam bersama suami.",
        "Buku KIA sudah lengkap, rencana bersalin di puskesmas.",
        "Ibu mudah lelah, lengan atas kecil. Disarankan tambahan satu kali makan.",
    ),
    POSTPARTUM: (
        "Ibu dan bayi sehat, ASI lancar. Konseling KB pasca salin sudah diberikan.",
        "Luka jahitan mengering. Ibu memilih implan pada kunjungan nifas berikut.",
    ),
    BRIDE_GROOM: ("Calon pengantin mengisi Elsimil dan paham jadwal pemeriksaan.",),
    GENERAL: (
        "Jamban belum bertangki septik. Keluarga setuju ikut arisan jamban RT.",
        "Air minum dari sungai, dimasak dahulu. Disarankan menampung dan menyaring.",
        "Suami istri belum ber-KB karena takut efek samping. Dijelaskan pilihan lain.",
        "Keluarga sudah terdaftar JKN, kartu aktif.",
        "Anak remaja aktif di PIK R, orang tua mendukung.",
    ),
}
_TOLD: dict[str, tuple[str, ...]] = {
    YOUNG_CHILD: ("gizi_anak", "posyandu_bkb"), PREGNANT: ("gizi_ibu", "periksa_hamil"),
    POSTPARTUM: ("asi", "kb_pasca_salin"), BRIDE_GROOM: ("siap_nikah",), GENERAL: ("sanitasi",),
}  # fmt: skip
_PHASES = ("minggu_12", "minggu_16", "minggu_20", "minggu_24", "minggu_28", "minggu_32", "minggu_36")


@dataclass(slots=True)
class Followed:
    """A family the team or the posyandu sees, with the growth lines of its young children."""

    family: str
    at_risk: bool
    mother: str | None
    lines: list[GrowthLine]
    pregnant_from: date | None = None
    single: list[tuple[str, str]] = field(default_factory=list)
    """(member, sex) of grown unmarried sons and daughters."""


@frozen
class Team:
    """Who visits where, until when; ``key`` begins all its chance."""

    key: str
    village: str
    place: int
    officer: str
    puskesmas: str
    as_of: date


def follow(rng: Random, kept: Kept, on: date) -> Followed | None:
    """What the visits need to know of a family; ``None`` when nobody in it is followed."""
    people = list(members_of(kept))
    young = [(member, person) for member, person in people if person.months(on) < UNDER_FIVE]
    lines = [growth_line(rng, member, person.sex, person.birth) for member, person in young]
    mother = next((member for member, person in people if _is_mother(person)), None)
    single = [(m, p.sex) for m, p in people if p.marital == UNMARRIED and 20 <= p.age(on) <= 29]
    if not lines and not kept.at_risk and not kept.pregnant_from and not single:
        return None
    return Followed(kept.family, kept.at_risk, mother, lines, kept.pregnant_from, single)


def _is_mother(person: Person) -> bool:
    return person.sex == WOMAN and person.relation in (HEAD, SPOUSE)


def month_of_visits(team: Team, followed: list[Followed], month: str) -> Iterator[Record]:
    """Visits and measurements of one month, none after the team's last day."""
    year, number = (int(part) for part in month.split("-"))
    first, length = date(year, number, 1), monthrange(year, number)[1]
    posyandu = first + timedelta(days=chance(team.key, team.village, month, "posyandu").randint(7, 17))
    for number, family in enumerate(followed):
        rng = chance(team.key, family.family, month)
        made = maker(rng, first, team.place, number)
        target = _target(rng, family, first)
        day = first + timedelta(days=rng.randint(1, length - 2))
        visit = _visit(made, team, family, target, day) if target and day <= team.as_of else None
        if visit is not None:
            yield visit
            yield from _checks(made, team, family, visit)
        yield from _measured(made, team, family, visit, posyandu)
        yield from _engaged(made, team, family, first)


def _target(rng: Random, family: Followed, first: date) -> str | None:
    """For whom the family is visited this month, if it is."""
    begun = family.pregnant_from
    if begun is not None and family.mother and timedelta() <= first - begun < timedelta(weeks=40):
        return PREGNANT if rng.random() < 0.85 else None
    newborn = any(0 <= (first - line.birth).days < 45 for line in family.lines)
    if newborn and family.mother and rng.random() < 0.7:
        return POSTPARTUM
    if not family.at_risk or rng.random() > 0.66:
        return None
    return YOUNG_CHILD if any(line.birth < first for line in family.lines) else GENERAL


def _visit(made: Maker, team: Team, family: Followed, target: str, day: date) -> Visit:
    rng = made.rng
    person = {PREGNANT: family.mother, POSTPARTUM: family.mother, GENERAL: None}.get(target)
    if target == YOUNG_CHILD:
        person = next(line.member for line in family.lines if line.birth < day)
    recent = (day.year, day.month) == (team.as_of.year, team.as_of.month)
    return Visit(
        id=made.new_id(), village=team.village, status=DRAFT if recent and rng.random() < 0.1 else DONE,
        family_id=family.family, target=target, member_id=person, visited_on=day, officer_id=team.officer,
        visited_by=("bidan", "kader_kb") if rng.random() < 0.4 else ("kader_kb", "pkb"),
        toddlers_met=sum(line.birth < day for line in family.lines), findings=rng.choice(_FOUND[target]),
        counselling=_TOLD[target], support_received=("kie",) if rng.random() < 0.8 else ("kie", "pmt"),
        smoke_exposure=rng.random() < 0.5, mbg=rng.random() < 0.3, next_visit_on=day + timedelta(
        days=rng.randint(24, 34)), **_arranged(rng, team, day),
    )  # fmt: skip


def _arranged(rng: Random, team: Team, day: date) -> dict[str, Any]:
    """Referral and aid: mostly none, a few still open; nothing is closed in the month under way."""
    now = team.as_of.replace(day=1)
    answers: dict[str, Any] = {"referral": NOT_NEEDED, "social_aid": NOT_NEEDED}
    if rng.random() < 0.09:
        closed = day + timedelta(days=rng.randint(5, 20))
        still_open = closed >= now or rng.random() < 0.35
        answers |= {"referral": IN_PROGRESS if still_open else RECEIVED, "referral_to": team.puskesmas,
                    "referral_closed_on": None if still_open else closed}  # fmt: skip
    if rng.random() < 0.06:
        still_open = rng.random() < 0.4
        answers |= {"social_aid": IN_PROGRESS if still_open else RECEIVED, "social_aid_kinds": ("pmt",)}
    return answers


def _checks(made: Maker, team: Team, family: Followed, visit: Visit) -> Iterator[Record]:
    rng = made.rng
    common: dict[str, Any] = {
        "id": made.new_id(), "village": visit.village, "status": visit.status,
        "visit_id": visit.id, "member_id": visit.member_id, "measured_on": visit.visited_on,
    }  # fmt: skip
    if visit.target == PREGNANT and family.pregnant_from and visit.visited_on:
        steady = chance(team.key, visit.member_id, "pregnancy")
        yield _pregnancy(rng, steady, max(5, (visit.visited_on - family.pregnant_from).days // 7), common)
    if visit.target == POSTPARTUM:
        born, uses = max(line.birth for line in family.lines), rng.random() < 0.4
        yield PostpartumCheck(
            **common, delivered_on=born, birth_place="puskesmas" if rng.random() < 0.6 else "rumah_sakit",
            attendant="bidan", birth_mode="normal" if rng.random() < 0.8 else "tindakan", gestation_weeks=39,
            babies=1, baby_state="hidup", exclusive_breastfeeding=True, mother_alive=True, troubles=("tidak_ada",),
            iron_tablets=True, postpartum_kb=uses, kb_method="implan" if uses else None,
        )  # fmt: skip


def _pregnancy(rng: Random, steady: Random, weeks: int, common: dict[str, Any]) -> PregnancyCheck:
    """``steady`` decides what stays the same from visit to visit of one mother."""
    thin, height = steady.random() < 0.12, around(steady, 152, 5, 138, 170)
    weight, arm = around(steady, 44 if thin else 56, 7, 38, 88), around(steady, 22.2 if thin else 26.2, 1.1, 19, 34)
    blood, child = around(steady, 11.2, 1.0, 8, 14), steady.randint(1, 4)
    received = min(90, weeks * 3)
    upper = around(rng, 112, 9, 90, 150)
    return PregnancyCheck(
        **common, phase=_PHASES[min(len(_PHASES) - 1, max(0, (weeks - 10) // 4))], gestation_weeks=min(weeks, 41),
        child_number=child, illnesses=("tidak_ada",), weight_first_trimester_kg=round(weight, 1),
        weight_kg=round(weight + weeks * 0.25 + rng.uniform(-0.4, 0.4), 1), height_cm=round(height, 1),
        lila_cm=round(arm + rng.uniform(-0.2, 0.3), 1), hb_checked=True,
        hb_g_dl=round(blood + rng.uniform(-0.4, 0.5), 1), systolic=int(upper), diastolic=int(upper * 0.66),
        protein_urine="negatif", babies=1, fundal_height_cm=float(weeks) if weeks >= 18 else None,
        heart_rate=rng.randint(128, 152) if weeks >= 16 else None, moves=weeks >= 20,
        tablets_received=received, tablets_taken=int(received * rng.uniform(0.6, 1.0)), delivered=False,
    )  # fmt: skip


def _measured(made: Maker, team: Team, family: Followed, visit: Visit | None, posyandu: date) -> Iterator[Record]:
    """Each young child once a month: at home on the visit's day, else at the posyandu, now and then not at all."""
    rng = made.rng
    for line in family.lines:
        at_home = visit is not None and visit.member_id == line.member
        day = visit.visited_on if at_home and visit and visit.visited_on else posyandu
        days = (day - line.birth).days
        if days < 1 or days >= 1825 or day > team.as_of or (not at_home and rng.random() > 0.84):
            continue
        linked = visit.id if at_home and visit else None
        yield measurement(rng, line, day, id=made.new_id(), village=team.village, visit_id=linked)


def _engaged(made: Maker, team: Team, family: Followed, first: date) -> Iterator[Record]:
    """Now and then an engaged person is accompanied."""
    rng = made.rng
    day = first + timedelta(days=rng.randint(3, 24))
    if not family.single or day > team.as_of or rng.random() > 0.015:
        return
    member, sex = rng.choice(family.single)
    visit = _visit(made, team, family, BRIDE_GROOM, day).changed(member_id=member, toddlers_met=None)
    bride = sex == WOMAN
    yield visit
    yield CatinCheck(
        id=made.new_id(), village=team.village, status=visit.status, visit_id=visit.id, member_id=member,
        measured_on=day, role=BRIDE if bride else GROOM, wedding_on=day + timedelta(days=rng.randint(60, 110)),
        weight_kg=round(around(rng, 52, 8, 40, 85), 1), height_cm=round(around(rng, 156, 7, 142, 180), 1),
        hb_g_dl=round(around(rng, 12, 1, 9, 15), 1) if bride else None,
        lila_cm=round(around(rng, 24.4, 1.5, 20, 32), 1) if bride else None, iron_tablets=True if bride else None,
        smoker=not bride and rng.random() < 0.6, smoke_exposure=rng.random() < 0.6, elsimil_certificate=False,
    )  # fmt: skip
