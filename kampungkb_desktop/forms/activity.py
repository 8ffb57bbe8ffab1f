"""Activity of a Kampung KB ("intervensi", domain.md 3.3), with the officer's own log (8.4) and DASHAT (1.7).

The number of participants is not on the portal's form; officers record it, so it is asked and never required. What
comes in rows (attendance, decisions, families served, methods) has forms of its own in ``activity_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.clock_words import clock_minutes
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_activity import (
    AREAS,
    DASHAT_FUNDS,
    GROUPS,
    INSTITUTIONS,
    LEVELS,
    LIFE_STAGES,
    MODES,
    POST_KINDS,
    RISK_TAGS,
    SECTIONS,
    TARGETS,
    TOPIC_DETAILS,
    TOPICS,
)
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Number, Options, Text
from kampungkb_desktop.forms.programme import ACTIVITY_OPTIONS
from kampungkb_desktop.forms.record import Finding, Record, ask

DASHAT = "4.15"
MOST_PHOTOS = 5
WHAT, WHEN, WHO, RESULT = "Kegiatan", "Waktu dan tempat", "Peserta dan pelaksana", "Hasil"
LOG, DASHAT_GROUP = "Catatan kerja petugas", "Dapur Sehat Atasi Stunting (DASHAT)"
SERVED = ("pregnant", "nursing", "baduta", "balita", "catin")
"""DASHAT's sasaran, as the fields ``served_*`` (people) and ``portions_*`` name them."""


def _dashat(record: Activity) -> bool:
    return record.kegiatan == DASHAT


def _wider(record: Activity) -> bool:
    return record.level not in (None, "desa")


def _programme(record: Activity) -> bool:
    """Office work (administration, a staff meeting) has neither a village nor a level and is of no sub-programme."""
    return bool(record.village) or record.level is not None


def _in_detail(record: Activity) -> bool:
    return any(code.startswith(f"{record.topic}_") for code in TOPIC_DETAILS.codes())


def _people(label: str) -> Number:
    return Number(label, high=100_000, unit="orang", group=DASHAT_GROUP, when=_dashat)


def _portions(label: str) -> Number:
    return Number(label, high=100_000, unit="porsi", group=DASHAT_GROUP, when=_dashat)


@frozen(kw_only=True)
class Activity(Record):
    """One activity; ``village`` is empty for an activity of the district. ``joined`` are the codes of the villages that
    took part in one beyond a village, ``own_institutions`` names of instansi outside the portal's list."""

    FORM: ClassVar[str] = "activity"
    TITLE: ClassVar[str] = "Kegiatan"
    VERSION: ClassVar[int] = 2

    title: str | None = ask(Text("Judul kegiatan", required=True, longest=255, group=WHAT))
    kegiatan: str | None = ask(
        Choice("Kegiatan Inpres 3/2022", options=ACTIVITY_OPTIONS, required=True, group=WHAT, when=_programme)
    )
    section: str | None = ask(Choice("Seksi kegiatan", options=SECTIONS, required=True, group=WHAT, when=_programme))
    post_kind: str | None = ask(Choice("Jenis post", options=POST_KINDS, group=WHAT, when=_programme))
    tags: str | None = ask(Text("Label program daerah", group=WHAT, hint="pisahkan dengan koma"))
    risk_tags: tuple[str, ...] | None = ask(
        Choices("Indikator KRS yang disasar", options=RISK_TAGS, group=WHAT, when=_programme)
    )
    plan_line_id: str | None = ask(
        Link("Menjalankan kegiatan rencana (RKM)", to="plan_line", group=WHAT, when=_programme)
    )
    held_on: date | None = ask(Day("Tanggal", required=True, group=WHEN))
    starts_at: str | None = ask(Text("Jam mulai", longest=5, group=WHEN, hint="misalnya 08.30"))
    ends_at: str | None = ask(Text("Jam selesai", longest=5, group=WHEN, hint="misalnya 10.00"))
    place: str | None = ask(
        Text("Tempat", required=True, longest=200, group=WHEN, hint="bila daring: nama aplikasinya")
    )
    mode: str | None = ask(Choice("Cara", options=MODES, group=WHEN))
    level: str | None = ask(Choice("Tingkat", options=LEVELS, group=WHEN))
    joined: tuple[str, ...] | None = ask(
        Choices("Desa/kelurahan yang ikut", options=Options("desa_ikut", ()), group=WHEN, when=_wider)
    )
    host: str | None = ask(Text("Instansi tuan rumah", group=WHO, hint="yang mengundang atau menyelenggarakan"))
    targets: tuple[str, ...] | None = ask(
        Choices("Sasaran/peserta", options=TARGETS, required=True, group=WHO, when=_programme)
    )
    targets_other: str | None = ask(
        Text("Sasaran lainnya", required=True, group=WHO, when=lambda r: "lainnya" in (r.targets or ()))
    )
    life_stages: tuple[str, ...] | None = ask(
        Choices("Sasaran menurut siklus kehidupan", options=LIFE_STAGES, group=WHO, when=_programme)
    )
    groups: tuple[str, ...] | None = ask(Choices("Kelompok yang hadir", options=GROUPS, group=WHO))
    groups_other: str | None = ask(Text("Kelompok lainnya", group=WHO, when=lambda r: "lainnya" in (r.groups or ())))
    male: int | None = ask(Number("Peserta laki-laki", high=100_000, unit="orang", group=WHO))
    female: int | None = ask(Number("Peserta perempuan", high=100_000, unit="orang", group=WHO))
    attended: int | None = ask(Number("Jumlah hadir", high=200_000, unit="orang", group=WHO))
    institutions: tuple[str, ...] | None = ask(
        Choices("Instansi pembina", options=INSTITUTIONS, required=True, group=WHO, when=_programme)
    )
    institutions_other: str | None = ask(
        Text("Instansi lainnya", group=WHO, when=lambda r: "lainnya" in (r.institutions or ()))
    )
    own_institutions: tuple[str, ...] | None = ask(
        Choices("Instansi di luar daftar", options=Options("instansi_sendiri", ()), group=WHO, when=_programme)
    )
    speakers: str | None = ask(Text("Pemateri dan asalnya", longest=2000, lines=3, group=WHO))
    description: str | None = ask(
        Text(
            "Deskripsi", required=True, longest=8000, lines=5, group=RESULT,
            hint="Tujuan, dihadiri oleh, setelah kegiatan, terlaksana karena, antusiasme",
        )
    )  # fmt: skip
    minutes: str | None = ask(Text("Notulen", longest=8000, lines=4, group=RESULT, hint="jalannya pembahasan"))
    dashat_cook: str | None = ask(Text("Pelaksana DASHAT", group=DASHAT_GROUP, when=_dashat, hint="kelompok/kader"))
    dashat_menu: str | None = ask(Text("Menu", group=DASHAT_GROUP, when=_dashat))
    dashat_ingredients: str | None = ask(Text("Bahan lokal", group=DASHAT_GROUP, when=_dashat))
    dashat_portions: int | None = ask(_portions("Porsi seluruhnya"))
    served_pregnant: int | None = ask(_people("Ibu hamil dilayani"))
    portions_pregnant: int | None = ask(_portions("Porsi ibu hamil"))
    served_nursing: int | None = ask(_people("Ibu menyusui dilayani"))
    portions_nursing: int | None = ask(_portions("Porsi ibu menyusui"))
    served_baduta: int | None = ask(_people("Baduta dilayani"))
    portions_baduta: int | None = ask(_portions("Porsi baduta"))
    served_balita: int | None = ask(_people("Balita dilayani"))
    portions_balita: int | None = ask(_portions("Porsi balita"))
    served_catin: int | None = ask(_people("Calon pengantin dilayani"))
    portions_catin: int | None = ask(_portions("Porsi calon pengantin"))
    dashat_funds: tuple[str, ...] | None = ask(
        Choices("Sumber dana DASHAT", options=DASHAT_FUNDS, group=DASHAT_GROUP, when=_dashat)
    )
    dashat_cost: int | None = ask(Number("Biaya", high=1_000_000_000, unit="rupiah", group=DASHAT_GROUP, when=_dashat))
    officer_id: str | None = ask(Link("Petugas yang melaksanakan", to="officer", group=LOG))
    area: str | None = ask(Choice("Lokasi kerja", options=AREAS, group=LOG))
    topic: str | None = ask(Choice("Kelompok topik", options=TOPICS, group=LOG))
    topic_detail: str | None = ask(Choice("Rincian topik", options=TOPIC_DETAILS, group=LOG, when=_in_detail))

    def name(self) -> str:
        return self.title or self.TITLE

    def rules(self) -> Iterator[Finding]:
        """A village where one is needed; sums, hours and words of the log that do not fit each other are asked."""
        if self.level == "desa" and not self.village:
            yield Finding("village", "problem", "Kegiatan tingkat desa perlu desa/kelurahannya.", "belum_diisi")
        yield from self._sums()
        yield from self._hours()
        if self.topic_detail and not self.topic_detail.startswith(f"{self.topic}_"):
            words = "Rincian topik ini bukan bagian dari kelompok topiknya. Pilih lagi."
            yield Finding("topic_detail", "caution", words, "rincian_topik")

    def _sums(self) -> Iterator[Finding]:
        both = None if self.male is None or self.female is None else self.male + self.female
        if self.attended is not None and both is not None and both != self.attended:
            yield Finding(
                "attended", "caution",
                f"Laki-laki dan perempuan berjumlah {number(both)}, sedangkan jumlah hadir {number(self.attended)}. "
                "Periksa salah satunya.", "jumlah_peserta", both,
            )  # fmt: skip
        parts = [getattr(self, f"portions_{one}") for one in SERVED] if _dashat(self) else []
        known = [n for n in parts if n is not None]
        if known and self.dashat_portions is not None and sum(known) > self.dashat_portions:
            yield Finding(
                "dashat_portions", "caution",
                f"Porsi per sasaran berjumlah {number(sum(known))}, lebih dari porsi seluruhnya. Periksa angkanya.",
                "jumlah_porsi", sum(known),
            )  # fmt: skip

    def _hours(self) -> Iterator[Finding]:
        start, end = clock_minutes(self.starts_at), clock_minutes(self.ends_at)
        for field, typed, read in (("starts_at", self.starts_at, start), ("ends_at", self.ends_at, end)):
            if typed and read is None:
                yield Finding(field, "caution", "Jam ini tidak terbaca. Tulis seperti 08.30.", "jam")
        if start is not None and end is not None and end <= start:
            yield Finding("ends_at", "caution", "Jam selesai mendahului jam mulai. Periksa keduanya.", "urutan_jam")


def participants(activity: Activity) -> int | None:
    """Who was there: men and women together, else the total where only that was counted; ``None`` when neither is."""
    known = [n for n in (activity.male, activity.female) if n is not None]
    both = sum(known) if known else None
    return activity.attended if both is None or (len(known) == 1 and activity.attended is not None) else both


def tags_of(activity: Activity) -> tuple[str, ...]:
    """The free labels of local programmes, in the order typed, each once. They belong to no sub-programme."""
    found = (part.strip() for part in (activity.tags or "").split(","))
    return tuple(dict.fromkeys(one for one in found if one))
