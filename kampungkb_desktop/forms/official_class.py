"""What the portal shows for a village on the day it was looked at: class, indices and scores, typed off by a person.

It never replaces the computed class; both stand beside each other, and older readings are kept as history
(domain.md 0.10). Only day and class are asked for; the rest makes the comparison sharper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.kinds import Choice, Day, Measure, Month, Number, Option, Options, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

LEVELS = Options(
    "klasifikasi",
    (
        Option("dasar", "Dasar", 1), Option("berkembang", "Berkembang", 2), Option("mandiri", "Mandiri", 3),
        Option("berkelanjutan", "Berkelanjutan", 4),
    ),
    "S1",
)  # fmt: skip

_WHEN, _RESULT, _SCORES = "Pembacaan", "Hasil di portal", "Nilai indikator di portal"
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("index_input", "Indeks Input", ("i1", "i2", "i3", "i4", "i5")),
    ("index_process", "Indeks Proses", ("p1", "p2", "p3")),
    ("index_output", "Indeks Output", ("o1", "o2", "o3", "o4")),
)
"""Each index with the scores it is the mean of."""
GOOD = 3.0


def _index(label: str) -> Any:
    return ask(Measure(label, low=1, high=4, places=2, group=_RESULT))


def _score(label: str, high: int = 4) -> Any:
    return ask(Number(label, low=1, high=high, group=_SCORES))


@frozen(kw_only=True)
class OfficialClass(Record):
    """One reading of the portal for one village. ``period`` is the month the portal's figures stand for, when told."""

    FORM: ClassVar[str] = "official_class"
    TITLE: ClassVar[str] = "Nilai resmi portal"

    read_on: date | None = ask(Day("Tanggal dibaca di portal", required=True, group=_WHEN))
    period: str | None = ask(Month("Keadaan data bulan", group=_WHEN, hint="Boleh kosong"))
    level: str | None = ask(Choice("Klasifikasi", options=LEVELS, required=True, group=_RESULT))
    index_input: float | None = _index("Indeks Input")
    index_process: float | None = _index("Indeks Proses")
    index_output: float | None = _index("Indeks Output")
    i1: int | None = _score("I1 Pokja")
    i2: int | None = _score("I2 Sumber dana")
    i3: int | None = _score("I3 Poktan")
    i4: int | None = _score("I4 Sarana", high=3)
    i5: int | None = _score("I5 PKB/PLKB dan regulasi", high=3)
    p1: int | None = _score("P1 Penggunaan data")
    p2: int | None = _score("P2 Mekanisme operasional")
    p3: int | None = _score("P3 Lintas sektor")
    o1: int | None = _score("O1 Partisipasi poktan")
    o2: int | None = _score("O2 CPR")
    o3: int | None = _score("O3 MKJP")
    o4: int | None = _score("O4 Unmet need")
    note: str | None = ask(Text("Catatan", group="Catatan", longest=1000, lines=3))

    def rules(self) -> Iterator[Finding]:
        """Cautions where the typed figures do not agree among themselves: most likely a slip while typing them off."""
        for field, label, scores in GROUPS:
            yield from self._mean(field, label, scores)
        yield from self._class()

    def _mean(self, field: str, label: str, scores: tuple[str, ...]) -> Iterator[Finding]:
        index = getattr(self, field)
        known = [value for name in scores if (value := getattr(self, name)) is not None]
        if index is None or len(known) < len(scores):
            return
        mean = sum(known) / len(known)
        if abs(mean - index) > 0.0051:
            sentence = f"{label} tidak sama dengan rata-rata nilainya ({number(mean, 2)}). Cocokkan lagi dengan portal."
            yield Finding(field, "caution", sentence, "rata_rata")

    def _class(self) -> Iterator[Finding]:
        indices = (self.index_input, self.index_process, self.index_output)
        if self.level is None or any(index is None for index in indices):
            return
        wanted = level_of(*(index is not None and index >= GOOD for index in indices))
        if wanted != self.level:
            sentence = f"Menurut ketiga indeks ini kelasnya {LEVELS.label(wanted)}. Cocokkan lagi dengan portal."
            yield Finding("level", "caution", sentence, "kelas")

    def name(self) -> str:
        """The form's title and the day it was read."""
        return f"{self.TITLE} {long_date(self.read_on)}" if self.read_on else self.TITLE


def level_of(input_good: bool, process_good: bool, output_good: bool) -> str:
    """The class code from which of the three indices are good (domain.md 2.3)."""
    if input_good and process_good:
        return "berkelanjutan" if output_good else "berkembang"
    return "mandiri" if output_good and (input_good or process_good) else "dasar"
