"""Activity of a Kampung KB ("intervensi", domain.md 3.3), with the officer's own log (8.4) and DASHAT (1.7).

The number of participants is not on the portal's form; officers record it, so it is asked and never required.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kampungkb_desktop.forms.choices_activity import (
    DASHAT_FUNDS,
    INSTITUTIONS,
    LEVELS,
    MODES,
    POST_KINDS,
    SECTIONS,
    TARGETS,
    TOPICS,
)
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Number, Text
from kampungkb_desktop.forms.programme import ACTIVITY_OPTIONS
from kampungkb_desktop.forms.record import Finding, Record, ask

DASHAT = "4.15"
MOST_PHOTOS = 5
_WHAT = "Kegiatan"
_WHEN = "Waktu dan tempat"
_WHO = "Peserta dan pelaksana"
_RESULT = "Hasil"
_DASHAT = "Dapur Sehat Atasi Stunting (DASHAT)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity(Record):
    """One activity; ``village`` is empty for an activity of the district."""

    FORM: ClassVar[str] = "activity"
    TITLE: ClassVar[str] = "Kegiatan"

    title: str | None = ask(Text("Judul kegiatan", required=True, longest=255, group=_WHAT))
    kegiatan: str | None = ask(Choice("Kegiatan Inpres 3/2022", options=ACTIVITY_OPTIONS, required=True, group=_WHAT))
    section: str | None = ask(Choice("Seksi kegiatan", options=SECTIONS, required=True, group=_WHAT))
    topic: str | None = ask(Choice("Kelompok topik (catatan kerja petugas)", options=TOPICS, group=_WHAT))
    post_kind: str | None = ask(Choice("Jenis post", options=POST_KINDS, group=_WHAT))
    tags: str | None = ask(Text("Label program daerah", group=_WHAT, hint="pisahkan dengan koma"))
    held_on: date | None = ask(Day("Tanggal", required=True, group=_WHEN))
    starts_at: str | None = ask(Text("Jam mulai", longest=5, group=_WHEN, hint="misalnya 08.30"))
    ends_at: str | None = ask(Text("Jam selesai", longest=5, group=_WHEN))
    place: str | None = ask(Text("Tempat", required=True, longest=200, group=_WHEN))
    level: str | None = ask(Choice("Tingkat", options=LEVELS, group=_WHEN))
    mode: str | None = ask(Choice("Cara", options=MODES, group=_WHEN))
    targets: tuple[str, ...] | None = ask(Choices("Sasaran/peserta", options=TARGETS, required=True, group=_WHO))
    targets_other: str | None = ask(
        Text("Sasaran lainnya", required=True, group=_WHO, when=lambda r: "lainnya" in (r.targets or ()))
    )
    male: int | None = ask(Number("Peserta laki-laki", high=100_000, unit="orang", group=_WHO))
    female: int | None = ask(Number("Peserta perempuan", high=100_000, unit="orang", group=_WHO))
    institutions: tuple[str, ...] | None = ask(
        Choices("Instansi pembina", options=INSTITUTIONS, required=True, group=_WHO)
    )
    institutions_other: str | None = ask(
        Text("Instansi lainnya", group=_WHO, when=lambda r: "lainnya" in (r.institutions or ()))
    )
    speakers: str | None = ask(Text("Pemateri dan asalnya", longest=500, lines=2, group=_WHO))
    description: str | None = ask(
        Text(
            "Deskripsi", required=True, longest=8000, lines=5, group=_RESULT,
            hint="Tujuan, dihadiri oleh, setelah kegiatan, terlaksana karena, antusiasme",
        )
    )  # fmt: skip
    minutes: str | None = ask(Text("Notulen", longest=8000, lines=4, group=_RESULT))
    dashat_menu: str | None = ask(Text("Menu", group=_DASHAT, when=lambda r: r.kegiatan == DASHAT))
    dashat_ingredients: str | None = ask(Text("Bahan lokal", group=_DASHAT, when=lambda r: r.kegiatan == DASHAT))
    dashat_portions: int | None = ask(
        Number("Porsi", high=100_000, unit="porsi", group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    served_pregnant: int | None = ask(
        Number("Ibu hamil dilayani", high=100_000, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    served_nursing: int | None = ask(
        Number("Ibu menyusui dilayani", high=100_000, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    served_baduta: int | None = ask(
        Number("Baduta dilayani", high=100_000, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    served_balita: int | None = ask(
        Number("Balita dilayani", high=100_000, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    served_catin: int | None = ask(
        Number("Calon pengantin dilayani", high=100_000, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    dashat_funds: tuple[str, ...] | None = ask(
        Choices("Sumber dana DASHAT", options=DASHAT_FUNDS, group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )
    dashat_cost: int | None = ask(
        Number("Biaya", high=1_000_000_000, unit="rupiah", group=_DASHAT, when=lambda r: r.kegiatan == DASHAT)
    )

    def name(self) -> str:
        return self.title or self.TITLE

    def rules(self) -> Iterator[Finding]:
        if self.level == "desa" and not self.village:
            yield Finding("village", "problem", "Kegiatan tingkat desa perlu desa/kelurahannya.", "belum_diisi")


def participants(activity: Activity) -> int | None:
    """Men and women together; ``None`` when neither is recorded."""
    known = [n for n in (activity.male, activity.female) if n is not None]
    return sum(known) if known else None
