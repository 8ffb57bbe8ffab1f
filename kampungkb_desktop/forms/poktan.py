"""A kelompok kegiatan (BKB, BKR, BKL, UPPKA, PIK R) as SIGA registers it (domain.md 3.8). Deactivated, never deleted
(domain.md 3.7: K/0 cards cannot be deleted)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import (
    DECREED_BY,
    INTEGRATION,
    POKTAN_FUNDS,
    POKTAN_KINDS,
    POKTAN_MEANS,
)
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

_GROUP = "Kelompok"
_DECREE = "SK pengukuhan"
_PEOPLE = "Pembina, pengurus, dan anggota"
_MEANS = "Dukungan"
_STATE = "Keadaan"


@frozen(kw_only=True)
class Poktan(Record):
    """One group; a village may have several of a kind."""

    FORM: ClassVar[str] = "poktan"
    TITLE: ClassVar[str] = "Poktan"

    kind: str | None = ask(Choice("Jenis kelompok", options=POKTAN_KINDS, required=True, group=_GROUP))
    group_name: str | None = ask(Text("Nama kelompok", required=True, longest=100, group=_GROUP))
    code: str | None = ask(Text("Kode kelompok", longest=40, group=_GROUP))
    register_number: str | None = ask(Text("Nomor register", longest=40, group=_GROUP))
    place: str | None = ask(Text("Tempat kegiatan", longest=150, group=_GROUP))
    schedule: str | None = ask(Text("Jadwal pertemuan", longest=100, group=_GROUP, hint="misalnya tiap tanggal 10"))
    decree_number: str | None = ask(Text("Nomor SK", longest=100, group=_DECREE))
    decree_date: date | None = ask(Day("Tanggal SK", group=_DECREE))
    decree_by: str | None = ask(Choice("Dikeluarkan oleh", options=DECREED_BY, group=_DECREE))
    mentor: str | None = ask(Text("Pembina", longest=100, group=_PEOPLE, personal=True))
    chair: str | None = ask(Text("Ketua", required=True, longest=100, group=_PEOPLE, personal=True))
    officers: int | None = ask(Number("Jumlah pengurus/kader", high=999, unit="orang", group=_PEOPLE))
    officers_trained: int | None = ask(Number("Pengurus/kader terlatih", high=999, unit="orang", group=_PEOPLE))
    members: int | None = ask(Number("Jumlah anggota", required=True, high=9_999, group=_PEOPLE))
    funds: tuple[str, ...] | None = ask(Choices("Sumber dana", options=POKTAN_FUNDS, group=_MEANS))
    integrated: tuple[str, ...] | None = ask(Choices("Keterpaduan", options=INTEGRATION, group=_MEANS))
    integrated_other: str | None = ask(
        Text("Keterpaduan lainnya", group=_MEANS, when=lambda r: "lainnya" in (r.integrated or ()))
    )
    means: tuple[str, ...] | None = ask(Choices("Sarana", options=POKTAN_MEANS, group=_MEANS))
    means_other: str | None = ask(Text("Sarana lainnya", group=_MEANS, when=lambda r: "lainnya" in (r.means or ())))
    active: bool | None = ask(YesNo("Masih aktif", required=True, group=_STATE))
    inactive_since: date | None = ask(Day("Tidak aktif sejak", group=_STATE, when=lambda r: r.active is False))
    inactive_why: str | None = ask(Text("Sebabnya", group=_STATE, when=lambda r: r.active is False))

    def name(self) -> str:
        kind = POKTAN_KINDS.label(self.kind)
        return " ".join(part for part in (kind, self.group_name or "") if part) or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.officers is not None and self.officers_trained is not None and self.officers_trained > self.officers:
            sentence = f"Tidak boleh lebih dari jumlah pengurus/kader ({self.officers})."
            yield Finding("officers_trained", "problem", sentence, "lebih")
