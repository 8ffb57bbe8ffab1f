"""Invented but believable records for the screens: Kampung Maluang as the tests see it, and a small district."""

from __future__ import annotations

from datetime import date
from typing import Any

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import MECHANISMS, OWNED, InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.village import Village

VILLAGE = "64.03.06.2004"
TODAY = date(2026, 11, 21)
_MEN = (131, 128, 122, 118, 110, 104, 101, 96, 88, 74, 61, 49, 37, 26, 16, 11)
_WOMEN = (126, 121, 119, 112, 108, 106, 99, 93, 84, 71, 60, 47, 38, 28, 19, 15)


def village(code: str = VILLAGE, name: str = "Maluang Sejati", **answers: Any) -> Village:
    return Village(
        village=code, status=DONE, kkb_name=name, launched_on=date(2016, 1, 27), coverage="desa", active=True,
        responsible="Hj. Rahmawati", criteria=("kb_rendah", "terpencil"),
        description="Kampung di tepi Sungai Segah dengan 9 RT. Sebagian besar warga berkebun dan menangkap ikan.",
    ).changed(**answers)  # fmt: skip


def population(code: str = VILLAGE, on: date = date(2026, 10, 1), **answers: Any) -> PopulationSnapshot:
    ages: dict[str, Any] = {f"male_{g}": n for g, n in zip(AGE_GROUPS, _MEN, strict=True)}
    ages |= {f"female_{g}": n for g, n in zip(AGE_GROUPS, _WOMEN, strict=True)}
    return PopulationSnapshot(
        village=code, status=DONE, as_of=on, pus=480, families=700, adolescents=520, families_toddler=180,
        families_adolescent=200, families_elderly=160, **ages,
    ).changed(**answers)  # fmt: skip


def profile(code: str = VILLAGE, month: str = "2026-10", **answers: Any) -> InstitutionProfile:
    owned: dict[str, Any] = {name: True for name, _ in OWNED}
    work: dict[str, Any] = {}
    for name, _ in MECHANISMS[:4]:
        work |= {f"{name}_done": True, f"{name}_frequency": "bulanan"}
    return InstitutionProfile(
        village=code, status=DONE, month=month, funds=("apbd", "dana_desa", "swadaya"), has_pokja=True,
        pokja_decree=True, pokja_members=15, pokja_trained=True, pokja_training="Orientasi Pokja",
        pokja_trained_members=9, has_pkb=True, pkb_nip="198503122010012019", pkb_name="Siti Rahma",
        pkb_phone="081234567890", has_regulation=True, regulations=("bupati", "kades"), has_plan=True, uses_data=True,
        data_kinds=("pk", "rutin", "potensi_desa"), reporting_done=False, **owned, **work,
    ).changed(**answers)  # fmt: skip


def monthly(code: str = VILLAGE, month: str = "2026-10", **answers: Any) -> MonthlySnapshot:
    return MonthlySnapshot(
        village=code, status=DONE, month=month, bkb=60, bkr=50, bkl=40, uppka=12, pikr=80, users_iud=21, users_mow=9,
        users_mop=1, users_condom=17, users_implant=41, users_injection=132, users_pill=61, users_lam=5,
        users_traditional=3, nonuser_pregnant=24, nonuser_ias=128, nonuser_iat=22, nonuser_tial=16, bpjs=1900,
    ).changed(**answers)  # fmt: skip


def activity(code: str = VILLAGE, on: date = date(2026, 11, 5), **answers: Any) -> Activity:
    return Activity(
        village=code, status=DONE, title="DASHAT di RT 03: bubur ikan haruan", kegiatan="4.15",
        section="reproduksi", held_on=on, place="Balai Kampung Maluang", mode="luring", targets=("keluarga_balita",),
        institutions=("opd_kb", "puskesmas", "pemdes"), male=4, female=27,
        description="Memasak makanan bergizi dari ikan lokal untuk keluarga berisiko stunting.", dashat_portions=36,
    ).changed(**answers)  # fmt: skip


def keep(session: Session, *records: Record) -> list[Any]:
    """Save records under new ids."""
    made = [record.changed(id=record.id or new_record_id(session)) for record in records]
    save(session, "Isi contoh", made)
    return made


def fill(session: Session) -> None:
    """Everything of Kampung Maluang: identity, two population counts, three months, three activities."""
    keep(
        session,
        village(),
        population(),
        population(on=date(2026, 4, 1), pus=471, families=688),
        profile(),
        *(monthly(month=month, bkb=n) for month, n in (("2026-10", 60), ("2026-09", 57), ("2026-08", 55))),
        activity(),
        activity(
            on=date(2026, 10, 14), title="Penyuluhan KB pasca persalinan di posyandu Melati", kegiatan="4.12",
            institutions=("kesehatan", "puskesmas"), targets=("pus",), place="Posyandu Melati",
        ),
        activity(
            on=date(2026, 9, 3), title="Bina Keluarga Remaja: cita-cita dan gawai", kegiatan="2.4",
            institutions=("pendidikan",), targets=("remaja",), place="SMPN 3", section="pendidikan",
        ),
    )  # fmt: skip
