"""Where a column of a list can go: every answer of family, member, couple and family development, and what lists hold
that is no answer of its own (place, age, wishes for a child in three columns)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Day, Digits, Kind, Link, Number, Text, YesNo
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record, fields_of

PLACE, FAMILY, MEMBER, COUPLE, DEVELOPMENT = (
    "Wilayah", "Keluarga", "Anggota", "Keluarga berencana", "Pembangunan keluarga",
)  # fmt: skip
OF_FORM: Final[Mapping[str, type[Record]]] = {
    one.FORM: one for one in (Family, Member, FamilyPlanning, FamilyDevelopment)
}
_GROUPS: Final = {"family": FAMILY, "member": MEMBER, "family_planning": COUPLE, "family_development": DEVELOPMENT}
_NOT_ASKED: Final = frozenset({"village", "status", "family_id", "mother_id", "as_of"})

FAMILY_ID, MEMBER_ID = "family.id", "member.id"
VILLAGE_CODE, VILLAGE_NAME, RT_RW = "place.code", "place.name", "place.rt_rw"
AGE, AS_OF = "seen.age", "seen.as_of"
PUS, CHILDREN, MONTHS = "couple.pus", "couple.children", "couple.months"
IAS, IAT, TIAL = "couple.ias", "couple.iat", "couple.tial"
TARGETED: Final = {"bkb": "group.bkb", "bkr": "group.bkr", "bkl": "group.bkl"}
"""Group of family development to the column that says whether the family is one of its target."""

NAME, NIK, SEX, BIRTH, RELATION = "member.full_name", "member.nik", "member.sex", "member.birth_date", "member.relation"
HEAD_NAME, KK, KKI, FAMILY_NO = "family.head_name", "family.kk", "family.kki", "family.family_no"
RT, RW = "family.rt", "family.rw"
METHOD_KEY = "family_planning.method"
PERSONAL: Final = frozenset({NIK, KK, KKI, "family.phone"})
"""Numbers that no sentence ever repeats."""

_TITLES: Final = {
    FAMILY_NO: "Nomor urut keluarga", KKI: "KKI", HEAD_NAME: "Nama kepala keluarga", NAME: "Nama",
    "family.note": "Catatan keluarga", "member.note": "Catatan anggota", "family.state_on": "Keadaan sejak tanggal",
    "family.state_note": "Keterangan keadaan", "family.child_consent_relation": "Hubungan penyetuju dengan anak",
    "family_planning.wants_child": "Keinginan punya anak",
}  # fmt: skip


@frozen
class Target:
    """``key`` is form and field ("family.kk"); ``title`` is the heading of our own template and the name on the
    screen; ``kind`` says how its cells are read."""

    key: str
    title: str
    group: str
    kind: Kind

    @property
    def form(self) -> str:
        """The form it belongs to; empty for what is no answer of its own."""
        form = self.key.partition(".")[0]
        return form if form in OF_FORM else ""

    @property
    def field(self) -> str:
        """The field's name."""
        return self.key.partition(".")[2]


def _of_forms() -> list[Target]:
    found = []
    for name, form in OF_FORM.items():
        for field, kind in fields_of(form).items():
            if field in _NOT_ASKED or isinstance(kind, Link):
                continue
            key = f"{name}.{field}"
            bare = re.sub(r"^\d+[a-d]?\.\s*", "", kind.label)
            found.append(Target(key, _TITLES.get(key, bare), _GROUPS[name], kind))
    return found


_OTHERS: Final = (
    Target(VILLAGE_CODE, "Kode desa/kelurahan", PLACE, Digits("Kode desa/kelurahan")),
    Target(VILLAGE_NAME, "Desa/kelurahan", PLACE, Text("Desa/kelurahan")),
    Target(RT_RW, "RT/RW dalam satu kolom", PLACE, Text("RT/RW")),
    Target(AGE, "Umur (hanya dicocokkan)", MEMBER, Number("Umur", high=130)),
    Target(AS_OF, "Keadaan pada tanggal", COUPLE, Day("Keadaan pada tanggal")),
    Target(PUS, "Status PUS (hanya dicocokkan)", COUPLE, YesNo("Status PUS")),
    Target(CHILDREN, "Jumlah anak (hanya dicocokkan)", COUPLE, Number("Jumlah anak", high=25)),
    Target(MONTHS, "Lama ber-KB (bulan)", COUPLE, Number("Lama ber-KB", high=600)),
    Target(IAS, "IAS (ingin anak segera)", COUPLE, YesNo("IAS")),
    Target(IAT, "IAT (ingin anak ditunda)", COUPLE, YesNo("IAT")),
    Target(TIAL, "TIAL (tidak ingin anak lagi)", COUPLE, YesNo("TIAL")),
    *(Target(key, f"{name.upper()} sasaran", DEVELOPMENT, YesNo(name.upper())) for name, key in TARGETED.items()),
    Target(FAMILY_ID, "ID keluarga (diisi aplikasi)", FAMILY, Text("ID keluarga")),
    Target(MEMBER_ID, "ID anggota (diisi aplikasi)", MEMBER, Text("ID anggota")),
)


def _unlike(targets: list[Target]) -> dict[str, Target]:
    """By key; a title that two forms share gets its group's name behind it."""
    seen: dict[str, str] = {}
    found: dict[str, Target] = {}
    for one in targets:
        title = one.title if one.title.casefold() not in seen else f"{one.title} ({one.group})"
        seen[title.casefold()] = one.key
        found[one.key] = replace(one, title=title)
    return found


TARGETS: Final[Mapping[str, Target]] = _unlike([*_of_forms(), *_OTHERS])

EVERY_ROW: Final = (VILLAGE_CODE, VILLAGE_NAME, RW, RT, FAMILY_NO, KKI, KK, HEAD_NAME)
"""Columns of our template that stand on every row of a family, so that sorting does no harm."""


def template_keys() -> tuple[str, ...]:
    """The columns of our own template in order: place and family, the person, the rest of the family, the ids."""
    person = [key for key, one in TARGETS.items() if one.form == "member" and key != MEMBER_ID]
    rest = [key for key, one in TARGETS.items() if one.form == "family" and key not in (*EVERY_ROW, FAMILY_ID)]
    return (*EVERY_ROW, *person, *rest, FAMILY_ID, MEMBER_ID)
