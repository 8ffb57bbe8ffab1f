"""What a practice village keeps in lists: Pokja, poktan, Rumah DataKu, regulations, a plan with its lines, contests and
problems. The lists agree with the village's newest institution profile; everybody in them is invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.making import Maker
from kampungkb_desktop.actions.practice.names import name_lists
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.choices_institution import (
    EIGHT,
    ELEMENTS,
    FOUR,
    POSITIONS_4,
    POSITIONS_8,
    REGENCY,
    VILLAGE,
)
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import POKTAN
from kampungkb_desktop.forms.pokja import HEADS, PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan

_FLOWERS = ("Melati", "Mawar", "Anggrek", "Cempaka", "Kenanga", "Teratai")
_OLD_MODEL = 0.25
"""How many villages still have the structure of the eight fungsi."""


@cache
def templates() -> dict[str, list[dict[str, Any]]]:
    """Plan lines, problems and contests to draw from."""
    with resource("practice/institutions.toml").open("rb") as file:
        return tomllib.load(file)


@frozen
class Board:
    """What the lists of a village are made for: its newest profile, on a day."""

    profile: InstitutionProfile
    kkb_name: str
    launched_on: date
    on: date
    make: Maker

    @property
    def rng(self) -> Random:
        return self.make.rng

    def own(self, record: Record) -> Record:
        """A record of this village, finished."""
        return replace(record, id=self.make.new_id(), village=self.profile.village, status=DONE)

    def name(self, sex: str) -> str:
        """An invented person."""
        return name_lists().draw(self.rng).draw(self.rng, sex)


def lists_of(board: Board) -> Iterator[Record]:
    """Everything of one village."""
    yield from _pokja(board)
    yield from _poktan(board)
    yield from _house(board)
    yield from _regulations(board)
    yield from _plan(board)
    yield from _awards(board)
    yield from _problems(board)


def regency_lists(code: str, on: date, make: Maker) -> Iterator[Record]:
    """What the kabupaten keeps for all its villages: its regulation and its rencana aksi."""
    area: dict[str, Any] = {"status": DONE, "level": REGENCY, "area": code}
    yield Regulation(
        id=make.new_id(), kind="bupati", number=f"100.3.3.2/{make.rng.randint(20, 90)}/{on.year - 3}",
        issued_on=date(on.year - 3, 3, 14), subject="Penyelenggaraan Kampung Keluarga Berkualitas di kabupaten",
        issued_by="Bupati", in_force=True, **area,
    )  # fmt: skip
    yield WorkPlan(
        id=make.new_id(), title=f"Rencana aksi Kampung KB kabupaten {on.year - 1}–{on.year + 1}",
        year_from=on.year - 1, year_to=on.year + 1, state="berjalan", decided_on=date(on.year - 1, 2, 3),
        decided_by="Bupati", **area,
    )  # fmt: skip


def _pokja(board: Board) -> Iterator[Record]:
    if not board.profile.has_pokja or not board.profile.pokja_members:
        return
    rng, eight = board.rng, board.rng.random() < _OLD_MODEL
    codes = (POSITIONS_8 if eight else POSITIONS_4).codes()
    single = [code for code in codes if code in HEADS]
    seats = [*single, *(code for code in codes if code not in HEADS)]
    trained, since = board.profile.pokja_trained_members or 0, date(board.on.year - 1, 1, 15)
    for place in range(board.profile.pokja_members):
        seat = (
            seats[place]
            if place < len(seats)
            else seats[len(single) + (place - len(seats)) % (len(codes) - len(single))]
        )
        sex = rng.choice((MAN, WOMAN))
        learnt = place < trained
        yield board.own(PokjaMember(
            level=VILLAGE, generation=EIGHT if eight else FOUR,
            position8=seat if eight else None, position4=None if eight else seat,
            part=None if seat in HEADS else "koordinator" if place < len(seats) else "anggota",
            full_name=board.name(sex), sex=sex, phone=f"0800{rng.randint(10_000_000, 99_999_999)}",
            element=rng.choice(ELEMENTS.codes()[:9]), since=since, decree=f"{rng.randint(3, 30)}/SK/{since.year}",
            trained=learnt, training=board.profile.pokja_training if learnt else None,
            trained_on=since + timedelta(days=40) if learnt else None,
        ))  # fmt: skip


def _poktan(board: Board) -> Iterator[Record]:
    rng = board.rng
    for field, label in POKTAN:
        if not getattr(board.profile, f"has_{field}"):
            continue
        for flower in rng.sample(_FLOWERS, 2 if field == "bkb" and rng.random() < 0.3 else 1):
            officers = rng.randint(3, 7)
            decree = board.launched_on + timedelta(days=rng.randint(60, 700))
            yield board.own(Poktan(
                kind=field, group_name=flower, register_number=f"{label.replace(' ', '')}-{rng.randint(100, 999)}",
                place="Posyandu " + flower if field == "bkb" else "Balai kampung",
                decree_number=f"{rng.randint(5, 60)}/{decree.year}",
                decree_date=min(decree, board.on), decree_by="kades", mentor=board.name(MAN), chair=board.name(WOMAN),
                officers=officers, officers_trained=rng.randint(1, officers), members=rng.randint(14, 46),
                funds=("add", "swadaya"), integrated=("posyandu",) if field == "bkb" else None,
                means=("bkb_kit", "kka", "materi") if field == "bkb" else ("materi",), active=True,
            ))  # fmt: skip


def _house(board: Board) -> Iterator[Record]:
    if board.profile.has_data_house:
        cadres = "\n".join(board.name(WOMAN) for _ in range(board.rng.randint(2, 4)))
        yield board.own(DataHouse(
            as_of=date(board.on.year, 2, 10), house_name=f"Rumah DataKu {board.kkb_name}",
            house_class=board.rng.choice(("sederhana", "sederhana", "lengkap", "paripurna")), place="Kantor desa",
            active=True, head=board.name(MAN), cadres=cadres,
        ))  # fmt: skip


def _regulations(board: Board) -> Iterator[Record]:
    year, number = board.on.year - 1, board.rng.randint(4, 40)
    if "kades" in (board.profile.regulations or ()):
        yield board.own(Regulation(
            level=VILLAGE, kind="kades", number=f"{number} Tahun {year}", issued_on=date(year, 1, 12), in_force=True,
            subject="Pembentukan Kampung Keluarga Berkualitas", issued_by="Kepala desa",
        ))  # fmt: skip
    if board.profile.pokja_decree:
        yield board.own(Regulation(
            level=VILLAGE, kind="sk_pokja", number=f"{number + 1} Tahun {year}", issued_on=date(year, 1, 15),
            subject="Penetapan kelompok kerja Kampung Keluarga Berkualitas", issued_by="Kepala desa", in_force=True,
        ))  # fmt: skip


def _plan(board: Board) -> Iterator[Record]:
    if not board.profile.has_plan:
        return
    year = board.on.year
    plan = board.own(WorkPlan(
        level=VILLAGE, title=f"RKM {board.kkb_name} {year}", year_from=year, state="berjalan",
        decided_on=date(year, 1, 20), decided_by="Kepala desa",
    ))  # fmt: skip
    yield plan
    for one in board.rng.sample(templates()["rencana"], 5):
        yield board.own(_line(board, plan.id, one))


def _line(board: Board, plan_id: str, one: dict[str, Any]) -> PlanLine:
    """Past months are done, the present ones under way."""
    now, last, first = f"{board.on.month:02d}", max(one["bulan"]), min(one["bulan"])
    state = "selesai" if last < now else "belum" if first > now else "berjalan"
    share = {"selesai": 1.0, "belum": 0.0, "berjalan": 0.5}[state]
    return PlanLine(
        plan_id=plan_id, problem=one["masalah"], title=one["kegiatan"], kegiatan=one["kode"], aim=one["target"],
        targets=tuple(one["sasaran"]), year=board.on.year, months=tuple(one["bulan"]), place=one["lokasi"],
        responsible=one["seksi"], responsible_name=board.name(WOMAN), institutions=tuple(sorted(one["instansi"])),
        funds=tuple(sorted(one["dana"])), cost=one["biaya"] or None, spent=round(one["biaya"] * share) or None,
        indicator=one["indikator"], state=state, progress=50 if state == "berjalan" else None,
        result="Terlaksana sesuai rencana." if state == "selesai" else None,
    )  # fmt: skip


def _awards(board: Board) -> Iterator[Record]:
    everything = templates()["lomba"]
    wanted = everything[:2] if board.profile.has_plan and board.rng.random() < 0.3 else everything[2:]
    if board.kkb_name == "Maluang Sejati":
        wanted = everything
    for one in wanted:
        yield board.own(Award(
            kind="lomba", title=one["nama"], level=one["tingkat"], year=board.on.year - board.rng.randint(0, 2),
            stage=one["tahap"], rank=one.get("peringkat"), nomination=one.get("keterangan"),
        ))  # fmt: skip


def _problems(board: Board) -> Iterator[Record]:
    for place, one in enumerate(board.rng.sample(templates()["masalah"], 3)):
        noted, closed = board.on - timedelta(days=40 + 60 * place), place > 0
        yield board.own(Problem(
            noted_on=noted, programme=one["program"], problem=one["masalah"], cause=one["penyebab"],
            state="selesai" if closed else "ditangani", solution=one["solusi"], responsible=board.name(MAN),
            closed_on=noted + timedelta(days=30) if closed else None, result=one["hasil"] if closed else None,
            due_on=None if closed else board.on + timedelta(days=20),
        ))  # fmt: skip
