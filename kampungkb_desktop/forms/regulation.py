"""A regulation that supports Kampung KB, with number, date and level (domain.md 1.4, 9 line 16). One of a kabupaten or
a province has no village and counts for each of its villages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import AREAS, PROVINCE, REGENCY, REGULATION_KINDS, VILLAGE
from kampungkb_desktop.forms.kinds import Choice, Day, Place, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

_SCOPE = "Tingkat"
_TEXT = "Regulasi"
_USUAL = {"gubernur": PROVINCE, "bupati": REGENCY, "camat": VILLAGE, "kades": VILLAGE, "perdes": VILLAGE}
"""The level at which a kind is issued; a camat's is kept with the villages it names."""


@frozen(kw_only=True)
class Regulation(Record):
    """One decree, instruction, circular or regulation."""

    FORM: ClassVar[str] = "regulation"
    TITLE: ClassVar[str] = "Regulasi"

    level: str | None = ask(Choice("Tingkat", options=AREAS, group=_SCOPE))
    area: str | None = ask(Place("Kabupaten/kota atau provinsi", level="regency", group=_SCOPE))
    kind: str | None = ask(Choice("Jenis regulasi", options=REGULATION_KINDS, required=True, group=_TEXT))
    kind_other: str | None = ask(Text("Jenis lainnya", required=True, group=_TEXT, when=lambda r: r.kind == "lainnya"))
    number: str | None = ask(Text("Nomor", required=True, longest=100, group=_TEXT))
    issued_on: date | None = ask(Day("Tanggal", required=True, group=_TEXT))
    subject: str | None = ask(Text("Tentang", required=True, longest=500, lines=2, group=_TEXT))
    issued_by: str | None = ask(Text("Ditetapkan oleh", longest=150, group=_TEXT))
    in_force: bool | None = ask(YesNo("Masih berlaku", group=_TEXT))
    revoked_by: str | None = ask(
        Text("Diganti atau dicabut dengan", longest=200, group=_TEXT, when=lambda r: r.in_force is False)
    )

    def name(self) -> str:
        kind = self.kind_other if self.kind == "lainnya" else REGULATION_KINDS.label(self.kind)
        number = f"Nomor {self.number}" if self.number else ""
        return " ".join(part for part in (kind or "", number) if part) or self.TITLE

    def rules(self) -> Iterator[Finding]:
        usual = _USUAL.get(self.kind or "")
        if usual and self.level and self.level != usual:
            sentence = (
                f"{REGULATION_KINDS.label(self.kind)} biasanya milik {AREAS.label(usual).lower()}: "
                "pilih miliknya di atas formulir, lalu catat di sana."
            )
            yield Finding("kind", "caution", sentence, "tingkat")
