"""The two ends of what a summary may be given: a village that has filled in nothing, and one that overflows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kampungkb_desktop.report.summary_content import (
    Activities,
    ActivityLine,
    Classification,
    FamilyPlanning,
    Groups,
    Institution,
    Letterhead,
    Officer,
    Signature,
    SummaryContent,
)
from tests.report.contents import CLASSIFICATION, FULL, GROUPS, VILLAGE

EMPTY = SummaryContent(
    letterhead=Letterhead(),
    village=replace(
        VILLAGE,
        name=None,
        launched_on=None,
        coverage=None,
        in_charge=None,
        model_village=None,
        description=None,
    ),
    month="2026-10",
    data_on=date(2026, 10, 31),
    printed_on=date(2026, 11, 5),
    classification=Classification(
        name="Dasar",
        input_index=1,
        process_index=1,
        output_index=1,
        indicators=tuple(replace(row, figure=None, score=1) for row in CLASSIFICATION.indicators),
        next_class="Berkembang",
        next_steps=("Isi profil kelembagaan dan data bulanan; sekarang belum ada isian.",),
    ),
    groups=Groups(
        groups=tuple(
            replace(group, owned=None, members=None, target=None, percent=None) for group in FULL.groups.groups
        )
    ),
    family_planning=FamilyPlanning(
        methods=tuple(replace(method, users=None) for method in FULL.family_planning.methods)
    ),
    institution=Institution(
        facilities=tuple(replace(item, present=None) for item in FULL.institution.facilities),
        mechanisms=tuple(replace(item, done=None, frequency=None) for item in FULL.institution.mechanisms),
    ),
    activities=Activities(
        programmes=tuple(replace(part, this_month=0, this_year=0) for part in FULL.activities.programmes)
    ),
    app_version="1.0.0",
)

LONG_NAME = "Sumber Sejahtera Makmur Bersama Keluarga Berkualitas Jaya Raya"
HUGE = 1_234_567_890


def _many_activities() -> tuple[ActivityLine, ...]:
    return tuple(
        ActivityLine(
            held_on=date(2026, 10, 1) + timedelta(days=at % 31),
            title=f"Kegiatan nomor {at + 1} {LONG_NAME} dengan judul yang panjang sekali sampai beberapa baris",
            place=f"Balai Pertemuan {LONG_NAME}",
            programme=f"P{at % 8 + 1}",
            participants=HUGE if at == 0 else at * 7,
            agencies=("Kelautan dan Perikanan", "Peternakan dan Kesehatan Hewan", "Perwakilan BKKBN"),
        )
        for at in range(60)
    )


def extreme() -> SummaryContent:
    """Long names, huge numbers, many activities, long texts: whatever could be clipped or overflow."""
    description = "\n".join(f"Paragraf {at}. {VILLAGE.description}" for at in range(1, 12))
    named = replace(VILLAGE, name=LONG_NAME, village=LONG_NAME, subdistrict=LONG_NAME, in_charge=LONG_NAME)
    methods = tuple(replace(method, users=HUGE) for method in FULL.family_planning.methods)
    groups = tuple(replace(group, members=HUGE, target=HUGE // 2, percent=200) for group in GROUPS)
    return replace(
        FULL,
        village=replace(named, description=description),
        population=replace(FULL.population, men=(HUGE,) * 16, women=(HUGE,) * 16, families=HUGE, couples=HUGE),
        family_planning=replace(FULL.family_planning, couples=HUGE, methods=methods),
        groups=Groups(groups=groups),
        institution=replace(
            FULL.institution,
            training="Pelatihan " + "sangat panjang " * 300,
            companion=LONG_NAME,
            officers=tuple(Officer(f"Seksi {LONG_NAME}", LONG_NAME) for _ in range(30)),
        ),
        activities=replace(FULL.activities, lines=_many_activities()),
        signatures=tuple(Signature(f"Kepala {LONG_NAME}", LONG_NAME) for _ in range(3)),
        practice=True,
    )
