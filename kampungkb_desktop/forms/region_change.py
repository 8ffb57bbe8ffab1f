"""What a decree changed of the regions since the list that ships with the program: a desa or kecamatan that is new, has
another name, or is no more.

Only a district writes these; they travel to every officer. What was recorded under an old code stays under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Choice, Day, Option, Options, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

NEW: Final = "baru"
RENAMED: Final = "nama"
GONE: Final = "dihapus"
REGION_CHANGES = Options(
    "perubahan_wilayah",
    (
        Option(NEW, "Wilayah baru", 1),
        Option(RENAMED, "Berganti nama", 2),
        Option(GONE, "Dihapus/digabung", 3),
    ),
)
CODE = re.compile(r"\d\d\.\d\d\.\d\d(\.[123]\d{3})?", re.ASCII)
"""A kecamatan or a desa/kelurahan as printed."""


@frozen(kw_only=True)
class RegionChange(Record):
    """One change of one place, from a day on. ``successor`` is the code of the place that takes up one that is gone."""

    FORM: ClassVar[str] = "region_change"
    TITLE: ClassVar[str] = "Perubahan wilayah"

    kind: str | None = ask(Choice("Perubahan", options=REGION_CHANGES, required=True))
    code: str | None = ask(Text("Kode Kemendagri", required=True, longest=13, hint="64.03.06 atau 64.03.06.2004"))
    place_name: str | None = ask(
        Text("Nama", required=True, longest=80, when=lambda r: r.kind != GONE, hint="tanpa kata desa atau kecamatan")
    )
    successor: str | None = ask(Text("Kode penerusnya", longest=13, when=lambda r: r.kind == GONE, hint="boleh kosong"))
    since: date | None = ask(Day("Berlaku sejak", required=True, future=True))
    source: str | None = ask(Text("Dasarnya", required=True, longest=200, hint="nomor dan tahun peraturannya"))

    def rules(self) -> Iterator[Finding]:
        for name in ("code", "successor"):
            said = getattr(self, name)
            if said and not CODE.fullmatch(said):
                yield Finding(name, "problem", "Kode ditulis seperti 64.03.06.2004.", "kode")
        if self.successor and self.successor == self.code:
            yield Finding("successor", "problem", "Penerusnya tidak boleh wilayah itu sendiri.", "penerus")

    def name(self) -> str:
        return " ".join(part for part in (self.code or "", self.place_name or "") if part) or self.TITLE
