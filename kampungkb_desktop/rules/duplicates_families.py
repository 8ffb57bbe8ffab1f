"""Whether two families on record may be one. A shared family card alone never says so: one KK may hold several families
(domain.md 6.2). The people say most: the same head, the same members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kampungkb_desktop.base.person_name import PersonName
from kampungkb_desktop.base.text import number
from kampungkb_desktop.rules import name_likeness
from kampungkb_desktop.rules.duplicates import (
    Person,
    Sign,
    Verdict,
    Weights,
    parent_and_child,
    same_person,
    verdict,
    weights,
)
from kampungkb_desktop.rules.number_likeness import DIFFERENT, SAME, SLIP, number_likeness, real_nik, real_number

_LEAST_PEOPLE = 2
"""From so many members on both sides, having none in common speaks against."""


class Household(NamedTuple):
    """A family as far as it may be on record twice. ``person`` is its head as a member, if he is on record."""

    id: str
    village: str
    head: PersonName
    kk: str
    kki: str
    place: str
    address: str
    phone: str
    members: int
    person: Person | None
    gone: bool


def same_family(one: Household, other: Household, shared: int, by: Weights | None = None) -> Verdict | None:
    """Why two records may be one family; ``shared`` is how many people of the one are probably also in the other.
    ``None`` where too little says so."""
    by = by or weights()
    one, other = sorted((one, other), key=lambda home: home.id)
    signs = list(_signs(one, other, shared, by))
    codes = {sign.code for sign in signs}
    if not shared and "kepala_beda" in codes and "kki_sama" not in codes:
        return None
    if not shared and codes <= {"kk_sama", "kk_salah_ketik", "rt_sama", "alamat_sama", "telepon_sama"}:
        return None  # a card and a house may be shared
    return verdict(signs, by)


def _signs(one: Household, other: Household, shared: int, by: Weights) -> Iterator[Sign]:
    worth = by.family
    yield from _numbers(one, other, worth)
    yield from _heads(one, other, by)
    if shared:
        weight = min(shared * worth["anggota_sama"], worth["anggota_paling_banyak"])
        yield Sign("anggota_sama", f"{number(shared)} anggota tampaknya tercatat di keduanya.", weight)
    elif min(one.members, other.members) >= _LEAST_PEOPLE:
        yield Sign("tanpa_anggota_sama", "Tidak ada anggota yang tercatat di keduanya.", worth["tanpa_anggota_sama"])
    yield from _place(one, other, worth)
    if one.gone != other.gone:
        yield Sign("sudah_keluar", "Yang satu sudah tercatat pindah atau bubar.", worth["sudah_keluar"])


def _numbers(one: Household, other: Household, worth: dict[str, int]) -> Iterator[Sign]:
    if one.kki and one.kki == other.kki:
        yield Sign("kki_sama", "Kode Keluarga Indonesia sama.", worth["kki_sama"])
    if real_number(one.kk) and real_number(other.kk):
        found = number_likeness(one.kk, other.kk)
        sentence = {
            SAME: "Nomor KK sama.",
            SLIP: "Nomor KK hanya berbeda satu angka atau dua angka yang tertukar.",
            DIFFERENT: "Nomor KK berbeda.",
        }[found]
        yield Sign(f"kk_{found}", sentence, worth[f"kk_{found}"])


def _heads(one: Household, other: Household, by: Weights) -> Iterator[Sign]:
    step = name_likeness.likeness(one.head, other.head)
    if step is not None:
        code, sentence = {
            name_likeness.SAME: ("kepala_sama", "Nama kepala keluarga sama."),
            name_likeness.SPELLING: (
                "kepala_sama", "Nama kepala keluarga sama; hanya ejaan, gelar, atau urutannya yang berbeda."
            ),
            name_likeness.SLIP: ("kepala_mirip", "Nama kepala keluarga hampir sama."),
            name_likeness.PART: ("kepala_sebagian", "Sebagian nama kepala keluarga sama."),
            name_likeness.OTHER: ("kepala_beda", "Kepala keluarganya berbeda."),
        }[step]  # fmt: skip
        yield Sign(code, sentence, by.family[code])
    if not step or one.person is None or other.person is None:
        return
    if same_person(one.person, other.person, by) is not None:
        yield Sign("kepala_orang_sama", "Kepala keluarganya tampaknya orang yang sama.",
                   by.family["kepala_orang_sama"])  # fmt: skip
    elif _surely_another(one.person, other.person, by):
        yield Sign("kepala_orang_lain", "Kepala keluarganya dua orang dengan nama yang sama: NIK atau tanggal lahirnya "
                   "berbeda.", by.family["kepala_orang_lain"])  # fmt: skip


def _surely_another(one: Person, other: Person, by: Weights) -> bool:
    if real_nik(one.nik) and real_nik(other.nik) and number_likeness(one.nik, other.nik) == DIFFERENT:
        return True
    if one.born is None or other.born is None:
        return False
    return abs((one.born - other.born).days) > by.far_days or parent_and_child(one, other, by)


def _place(one: Household, other: Household, worth: dict[str, int]) -> Iterator[Sign]:
    if one.phone and one.phone == other.phone:
        yield Sign("telepon_sama", "Nomor HP sama.", worth["telepon_sama"])
    if one.village and other.village and one.village != other.village:
        yield Sign("desa_lain", "Tercatat di desa yang berbeda.", worth["desa_lain"])
        return
    if one.place and one.place == other.place:
        yield Sign("rt_sama", "RT dan RW sama.", worth["rt_sama"])
    if one.address and one.address == other.address:
        yield Sign("alamat_sama", "Alamat sama.", worth["alamat_sama"])
