"""What a village keeps beside its monthly profile, and what follows from it: who serves in the Pokja, how far the plan
is, and where the lists and the profile say different things (domain.md 1.4, 1.7, 3.5, 3.6, 3.8).

Pure: the records are handed in. A list that is empty says nothing against the profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.choices_institution import EIGHT, FOUR, GENERATIONS, VILLAGE
from kampungkb_desktop.forms.choices_village import REGULATIONS
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.monthly import POKTAN
from kampungkb_desktop.forms.pokja import PokjaMember, serves
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, covers, is_village_plan, progress_of


@frozen
class VillageBooks:
    """Everything a village keeps in lists, with what its kabupaten/kota and province keep for all of theirs."""

    pokja: tuple[PokjaMember, ...] = ()
    poktan: tuple[Poktan, ...] = ()
    houses: tuple[DataHouse, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    awards: tuple[Award, ...] = ()
    plans: tuple[WorkPlan, ...] = ()
    lines: tuple[PlanLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[Attachment, ...] = ()
    """The files of the plans."""


@frozen
class PokjaCount:
    """People who serve, each counted once. ``unknown`` of them have no answer about training; ``generation`` is the
    model most seats follow, "" without members; ``mixed`` when both are in use."""

    people: int
    trained: int
    unknown: int
    generation: str
    mixed: bool
    trainings: tuple[str, ...]


def pokja_count(members: Iterable[PokjaMember], on: date) -> PokjaCount:
    """The village's own Pokja on a day; one who holds two seats is one person."""
    serving = [m for m in members if m.level in (None, VILLAGE) and serves(m, on)]
    trained: dict[str, bool | None] = {}
    for member in serving:
        key = fold(member.full_name or "") or member.id
        trained[key] = trained.get(key) or member.trained
    eight, four = (sum(m.generation == one for m in serving) for one in (EIGHT, FOUR))
    return PokjaCount(
        people=len(trained),
        trained=sum(bool(answer) for answer in trained.values()),
        unknown=sum(answer is None for answer in trained.values()),
        generation="" if not (eight or four) else FOUR if four >= eight else EIGHT,
        mixed=bool(eight and four),
        trainings=tuple(dict.fromkeys(m.training for m in serving if m.trained and m.training)),
    )


def newest_house(houses: Iterable[DataHouse], on: date) -> DataHouse | None:
    """The Rumah DataKu as it stood on a day."""
    dated = [house for house in houses if house.as_of is not None and house.as_of <= on]
    return max(dated, key=lambda house: (house.as_of or date.min, house.id), default=None)


@frozen
class PlanProgress:
    """Lines of a plan by state; ``percent`` is the mean of all that are not given up. Money in rupiah."""

    lines: int
    finished: int
    running: int
    dropped: int
    percent: int
    cost: int
    spent: int


def plan_progress(lines: Sequence[PlanLine]) -> PlanProgress:
    """How far a plan is; a plan without lines stands at 0 %."""
    live = [line for line in lines if line.state != "batal"]
    return PlanProgress(
        lines=len(lines),
        finished=sum(line.state == "selesai" for line in lines),
        running=sum(line.state == "berjalan" for line in lines),
        dropped=len(lines) - len(live),
        percent=round(sum(progress_of(line) for line in live) / len(live)) if live else 0,
        cost=sum(line.cost or 0 for line in live),
        spent=sum(line.spent or 0 for line in lines),
    )


@frozen
class Difference:
    """Where a list and the profile disagree: ``part`` is the list, ``answers`` what the profile would say after it
    (empty where the list is what lacks something)."""

    part: str
    sentence: str
    answers: tuple[tuple[str, Answer], ...] = ()


def differences(profile: InstitutionProfile, books: VillageBooks, on: date) -> tuple[Difference, ...]:
    """Every disagreement on a day (the end of the profile's month), in the order of the form."""
    return (
        *_poktan(profile, books),
        *_house(profile, books, on),
        *_pokja(profile, books, on),
        *_regulations(profile, books),
        *_plan(profile, books, on.year),
    )


def _poktan(profile: InstitutionProfile, books: VillageBooks) -> Iterator[Difference]:
    bare = []
    for field, label in POKTAN:
        groups = [group for group in books.poktan if group.kind == field]
        said = getattr(profile, f"has_{field}")
        active = sum(group.active is not False for group in groups)
        if not groups and said:
            bare.append(label)
        elif groups and said != bool(active):
            there = f"{number(active)} kelompok {label} yang aktif" if active else f"tidak ada {label} yang aktif"
            now = "belum diisi" if said is None else "Ada" if said else "Tidak Ada"
            sentence = f"Daftar poktan: {there}. Profil ini: {now}."
            yield Difference("poktan", sentence, ((f"has_{field}", bool(active)),))
    if bare:
        yield Difference(
            "poktan", f"Menurut profil ada {listing(bare)}, tetapi kelompoknya belum ada di daftar poktan."
        )


def _house(profile: InstitutionProfile, books: VillageBooks, on: date) -> Iterator[Difference]:
    house = newest_house(books.houses, on)
    if house is not None and profile.has_data_house != (house.active is not False):
        there = "masih berjalan" if house.active is not False else "tidak berjalan lagi"
        sentence = f"{house.name()} tercatat {there}."
        yield Difference("rumah", sentence, (("has_data_house", house.active is not False),))


def _pokja(profile: InstitutionProfile, books: VillageBooks, on: date) -> Iterator[Difference]:
    count = pokja_count(books.pokja, on)
    if not count.people:
        return
    answers: list[tuple[str, Answer]] = [("has_pokja", True), ("pokja_members", count.people)]
    if count.trained or not count.unknown:
        answers.append(("pokja_trained", count.trained > 0))
    if count.trained:
        answers.append(("pokja_trained_members", count.trained))
        if count.trainings and not profile.pokja_training:
            answers.append(("pokja_training", listing(count.trainings)[:255]))
    if any(getattr(profile, name) != answer for name, answer in answers):
        said = _said(profile.pokja_members, profile.pokja_trained_members if profile.pokja_trained else 0)
        model = f" (susunan {GENERATIONS.label(count.generation).lower()})" if count.generation else ""
        sentence = f"Daftar pengurus{model}: {_said(count.people, count.trained)}. Profil ini: {said}."
        yield Difference("pokja", sentence, tuple(answers))


def _said(people: int | None, trained: int | None) -> str:
    words = "belum diisi" if people is None else f"{number(people)} orang"
    return words if trained is None else f"{words}, {number(trained)} terlatih"


def _regulations(profile: InstitutionProfile, books: VillageBooks) -> Iterator[Difference]:
    valid = [one for one in books.regulations if one.in_force is not False]
    if profile.pokja_decree is not True and any(one.kind == "sk_pokja" for one in valid):
        yield Difference("regulasi", "Ada SK Pokja di daftar regulasi.", (("pokja_decree", True),))
    kinds = [code for code in REGULATIONS.codes() if any(one.kind == code for one in valid)]
    lacking = [code for code in kinds if code not in (profile.regulations or ())]
    if lacking or (kinds and not profile.has_regulation):
        chosen = tuple(sorted({*kinds, *(profile.regulations or ())}))
        sentence = f"Daftar regulasi: {listing([REGULATIONS.label(code) for code in lacking or kinds])}."
        yield Difference("regulasi", sentence, (("has_regulation", True), ("regulations", chosen)))


def _plan(profile: InstitutionProfile, books: VillageBooks, year: int) -> Iterator[Difference]:
    plans = [plan for plan in books.plans if is_village_plan(plan) and covers(plan, year)]
    if plans and profile.has_plan is not True:
        yield Difference("rkm", f"{plans[0].name()} ada di daftar rencana.", (("has_plan", True),))
    elif profile.has_plan and not plans:
        yield Difference("rkm", f"Menurut profil ada RKM, tetapi belum ada rencana untuk tahun {year} di daftar.")


def plan_file_known(profile: InstitutionProfile, books: VillageBooks) -> bool:
    """Whether the RKM's file is kept, with the profile or with one of the plans."""
    own = {plan.id for plan in books.plans if is_village_plan(plan)}
    return profile.plan_file is not None or any(one.owner_id in own for one in books.files)
