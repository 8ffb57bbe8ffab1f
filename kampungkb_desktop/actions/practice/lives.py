"""Occupation, schooling and insurance that fit an invented person's age and sex."""

from __future__ import annotations

from random import Random

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.actions.practice.people import Person
from kampungkb_desktop.forms.choices_family import MAN, MARRIED

_MEN = Lot({"petani": 30.0, "nelayan": 14.0, "pegawai_swasta": 18.0, "wiraswasta": 14.0, "pedagang": 6.0,
            "pekerja_lepas": 12.0, "pns_tni_polri": 5.0})  # fmt: skip
_WOMEN = Lot({"tidak_bekerja": 62.0, "petani": 10.0, "pedagang": 11.0, "wiraswasta": 8.0, "pegawai_swasta": 5.0,
              "pns_tni_polri": 4.0})  # fmt: skip
_GROWN = Lot({"tidak_tamat_sd": 8.0, "tamat_sd": 28.0, "tamat_sltp": 22.0, "tamat_slta": 32.0, "tamat_pt": 10.0})
_OLD = Lot({"belum_sekolah": 12.0, "tidak_tamat_sd": 30.0, "tamat_sd": 38.0, "tamat_sltp": 11.0, "tamat_slta": 9.0})
_POOR = Lot({"bpjs_pbi": 72.0, "bpjs_non_pbi": 10.0, "tidak_memiliki": 18.0})
_MIDDLE = Lot({"bpjs_pbi": 36.0, "bpjs_non_pbi": 40.0, "swasta": 3.0, "tidak_memiliki": 21.0})


def occupation(rng: Random, person: Person, age: int) -> str:
    """What the person lives on."""
    if age < 17 or (age < 23 and person.marital != MARRIED and rng.random() < 0.6):
        return "tidak_bekerja"
    if age >= 66 and rng.random() < 0.55:
        return "pensiunan" if rng.random() < 0.12 else "tidak_bekerja"
    return (_MEN if person.sex == MAN else _WOMEN).draw(rng)


def education(rng: Random, age: int) -> str:
    """School finished or attended."""
    if age < 7:
        return "belum_sekolah"
    if age <= 12:
        return "masih_sd"
    if age <= 15:
        return "masih_sltp" if rng.random() < 0.96 else "tamat_sd"
    if age <= 18:
        return "masih_slta" if rng.random() < 0.86 else "tamat_sltp"
    if age <= 23 and rng.random() < 0.24:
        return "masih_pt"
    return (_OLD if age >= 58 else _GROWN).draw(rng)


def insurance(rng: Random, welfare_rank: int) -> str:
    """The insurance a family has."""
    return (_POOR if welfare_rank <= 4 else _MIDDLE).draw(rng)
