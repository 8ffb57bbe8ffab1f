"""The questions of "Catat mutasi": asked in one dialog, answered into changes of the register, and not kept themselves.

What is kept is the ``Mutation`` and the people and families it changes.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import (
    ARRIVED,
    BORN,
    DIED,
    DIVORCE,
    JOINED,
    MARRY,
    MOVED,
    RELATION,
    SEX,
    numbered,
)
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Link, Options, Place, Text, YesNo
from kampungkb_desktop.forms.record import Record, ask

WHOLE = "sekeluarga"
ENTRY_KIND = numbered(
    "jenis_mutasi", "S17b",
    (MARRY, "Menikah"), (DIVORCE, "Bercerai"), (DIED, "Meninggal"), (MOVED, "Pindah"),
    (JOINED, "Anggota keluarga baru"), (BORN, "Lahir"), (ARRIVED, "Datang"), (WHOLE, "Seluruh keluarga pindah"),
)  # fmt: skip
"""The first five bear the numbers of the SIGA recap; born and arrived are 5 there, a whole family 4."""

OWN_FAMILY, STAY, TO_SPOUSE, AWAY = "keluarga_baru", "tetap", "ikut_pasangan", "luar"
OTHER_FAMILY, OWN_AREA = "keluarga_lain", "wilayah_kerja"
SETTLE = numbered(
    "tinggal_sesudah_menikah", "",
    (OWN_FAMILY, "Membentuk keluarga sendiri"), (STAY, "Tetap dalam keluarga ini"),
    (TO_SPOUSE, "Ikut keluarga pasangannya"), (AWAY, "Pindah ke luar wilayah kerja"),
)  # fmt: skip
DESTINATION = numbered(
    "tujuan", "",
    (AWAY, "Luar wilayah kerja"), (OTHER_FAMILY, "Keluarga lain yang tercatat di sini"),
    (OWN_FAMILY, "Keluarga sendiri di wilayah kerja"),
)  # fmt: skip
WHOLE_DESTINATION = numbered(
    "tujuan_keluarga", "", (OWN_AREA, "RT atau desa lain di wilayah kerja"), (AWAY, "Luar wilayah kerja")
)
NOBODY, SELF, SPOUSE_LEAVES = "tidak_ada", "orang_ini", "pasangannya"
LEAVER = numbered(
    "yang_keluar", "",
    (NOBODY, "Tidak ada yang keluar"), (SELF, "Orang ini"), (SPOUSE_LEAVES, "Pasangannya"),
)  # fmt: skip


def _joins(entry: MutationEntry) -> bool:
    return entry.kind in (MARRY, JOINED, ARRIVED)


def _other(entry: MutationEntry) -> bool:
    return entry.kind == DIVORCE or (_joins(entry) and entry.recorded is True)


def _stranger(entry: MutationEntry) -> bool:
    return _joins(entry) and entry.recorded is False


def _named(entry: MutationEntry) -> bool:
    return _stranger(entry) or entry.kind == BORN


def _sexed(entry: MutationEntry) -> bool:
    return entry.kind == BORN or (_stranger(entry) and entry.kind != MARRY)


def _related(entry: MutationEntry) -> bool:
    return entry.kind in (JOINED, ARRIVED)


def _marries(entry: MutationEntry) -> bool:
    return entry.kind == MARRY


def _divorces(entry: MutationEntry) -> bool:
    return entry.kind == DIVORCE


def _born(entry: MutationEntry) -> bool:
    return entry.kind == BORN


def _goes(entry: MutationEntry) -> bool:
    return entry.kind == MOVED or (entry.kind == DIVORCE and entry.leaver in (SELF, SPOUSE_LEAVES))


def _to_other(entry: MutationEntry) -> bool:
    return _goes(entry) and entry.to == OTHER_FAMILY


def _whole(entry: MutationEntry) -> bool:
    return entry.kind == WHOLE


def _named_place(entry: MutationEntry) -> bool:
    away = (_goes(entry) and entry.to == AWAY) or (_whole(entry) and entry.whole_to == AWAY)
    return away or (entry.kind == MARRY and entry.settle == AWAY) or entry.kind == ARRIVED


def founds(entry: MutationEntry) -> bool:
    """Whether a family of its own comes out of it."""
    return (entry.kind == MARRY and entry.settle == OWN_FAMILY) or (_goes(entry) and entry.to == OWN_FAMILY)


def _addressed(entry: MutationEntry) -> bool:
    return founds(entry) or (_whole(entry) and entry.whole_to == OWN_AREA)


def _along(entry: MutationEntry) -> bool:
    return entry.has_others is True and (_goes(entry) or (entry.kind == MARRY and entry.settle not in (None, STAY)))


def _succession(entry: MutationEntry) -> bool:
    """The head goes and others stay."""
    if entry.is_head is not True or entry.has_others is not True:
        return False
    leaves = entry.kind in (DIED, MOVED) or (entry.kind == DIVORCE and entry.leaver == SELF)
    return leaves or (entry.kind == MARRY and entry.settle not in (None, STAY))


_NOBODY_YET = Options("", ())


@frozen(kw_only=True)
class MutationEntry(Record):
    """What a person answers. ``is_head`` and ``has_others`` are told by the dialog and never shown."""

    FORM: ClassVar[str] = "mutation_entry"
    TITLE: ClassVar[str] = "Catat mutasi"

    is_head: bool | None = ask(YesNo("Kepala keluarga"))
    has_others: bool | None = ask(YesNo("Ada orang lain dalam keluarga"))

    kind: str | None = ask(Choice("Yang terjadi", required=True, options=ENTRY_KIND))
    happened_on: date | None = ask(Day("Tanggal", required=True))

    recorded: bool | None = ask(
        YesNo("Orangnya sudah tercatat di sini", required=True, when=_joins, yes="Sudah tercatat", no="Belum tercatat")
    )
    other_id: str | None = ask(Link("Orangnya", required=True, when=_other, personal=True, to="member"))
    person_name: str | None = ask(Text("Nama", required=True, when=_named, personal=True, longest=120))
    person_sex: str | None = ask(Choice("Jenis kelamin", required=True, when=_sexed, personal=True, options=SEX))
    person_birth: date | None = ask(Day("Tanggal lahir", when=_stranger, personal=True, earliest=date(1900, 1, 1)))
    person_nik: str | None = ask(Digits("NIK", when=_stranger, personal=True, hint="Boleh kosong; isi nanti"))
    relation: str | None = ask(
        Choice("Hubungan dengan kepala keluarga", required=True, when=_related, personal=True, options=RELATION)
    )
    mother_id: str | None = ask(Link("Ibu kandung", when=_born, personal=True, to="member"))

    settle: str | None = ask(Choice("Sesudah menikah tinggal", required=True, when=_marries, options=SETTLE))
    leaver: str | None = ask(Choice("Yang keluar dari keluarga ini", required=True, when=_divorces, options=LEAVER))
    to: str | None = ask(Choice("Pindah ke", required=True, when=_goes, options=DESTINATION))
    whole_to: str | None = ask(Choice("Pindah ke", required=True, when=_whole, options=WHOLE_DESTINATION))
    to_family_id: str | None = ask(Link("Keluarga yang dituju", required=True, when=_to_other, to="family"))
    to_relation: str | None = ask(
        Choice("Hubungan dengan kepala keluarga di sana", when=_to_other, personal=True, options=RELATION)
    )
    to_village: str | None = ask(Place("Desa/kelurahan tujuan", when=_addressed))
    to_rw: str | None = ask(Text("RW tujuan", when=_addressed, longest=20))
    to_rt: str | None = ask(Text("RT tujuan", when=_addressed, longest=20))
    to_address: str | None = ask(Text("Alamat tujuan", when=_addressed, personal=True, longest=200))
    place_name: str | None = ask(Text("Nama tempat", when=_named_place, personal=True, longest=120,
                                      hint="Desa, kota, atau negara"))  # fmt: skip

    along: tuple[str, ...] | None = ask(Choices("Yang ikut", when=_along, personal=True, options=_NOBODY_YET))
    new_head_id: str | None = ask(
        Link("Kepala keluarga yang baru", when=_succession, personal=True, to="member",
             hint="Bila kosong: suami atau istri, lalu yang tertua")
    )  # fmt: skip
    note: str | None = ask(Text("Keterangan", personal=True, longest=500, lines=2))
