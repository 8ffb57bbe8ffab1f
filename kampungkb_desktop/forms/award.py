"""An award or a contest of a Kampung KB (domain.md 9, line 23): which, at which level and year, how far it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import AWARD_KINDS, CONTEST_LEVELS, STAGES
from kampungkb_desktop.forms.kinds import Choice, Day, Number, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

_WHAT = "Lomba atau penghargaan"
_RESULT = "Hasil"


@frozen(kw_only=True)
class Award(Record):
    """One contest, or one award given without a contest."""

    FORM: ClassVar[str] = "award"
    TITLE: ClassVar[str] = "Lomba/penghargaan"

    kind: str | None = ask(Choice("Jenis", options=AWARD_KINDS, required=True, group=_WHAT))
    title: str | None = ask(Text("Nama lomba atau penghargaan", required=True, longest=300, group=_WHAT))
    level: str | None = ask(Choice("Tingkat", options=CONTEST_LEVELS, required=True, group=_WHAT))
    year: int | None = ask(Number("Tahun", required=True, low=2016, high=2100, group=_WHAT))
    organiser: str | None = ask(Text("Penyelenggara/pemberi", longest=150, group=_WHAT))
    category: str | None = ask(Text("Kategori", longest=150, group=_WHAT))
    stage: str | None = ask(
        Choice("Tahap yang dicapai", options=STAGES, required=True, group=_RESULT, when=lambda r: r.kind == "lomba")
    )
    rank: int | None = ask(
        Number("Juara/peringkat ke-", low=1, high=1000, group=_RESULT, when=lambda r: r.kind == "lomba")
    )
    nomination: str | None = ask(
        Text("Keterangan nominasi", longest=150, group=_RESULT, hint="misalnya empat besar",
             when=lambda r: r.kind == "lomba")
    )  # fmt: skip
    decided_on: date | None = ask(Day("Tanggal ditetapkan/diterima", group=_RESULT))
    certificate: str | None = ask(Text("Nomor piagam/SK", longest=100, group=_RESULT))
    note: str | None = ask(Text("Keterangan", longest=500, lines=2, group=_RESULT))

    def name(self) -> str:
        return self.title or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.stage == "juara" and self.rank is None:
            yield Finding("rank", "caution", "Juara ke berapa belum diisi.", "belum_diisi")
        if self.decided_on and self.year and abs(self.decided_on.year - self.year) > 1:
            yield Finding("decided_on", "caution", f"Tanggal ini jauh dari tahun {self.year}.", "tahun")


def result_words(award: Award) -> str:
    """How far it came: "juara 2", "nominasi (empat besar)"; "" where nothing is said."""
    if award.kind != "lomba":
        return "penghargaan"
    stage = STAGES.label(award.stage).lower()
    if award.rank is not None:
        stage = f"juara {award.rank}" if award.stage == "juara" else f"{stage}, peringkat {award.rank}".lstrip(", ")
    return f"{stage} ({award.nomination})" if award.nomination else stage
