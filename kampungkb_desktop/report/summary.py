"""The PDF village summary of a Kampung KB for one month, in the order of its public portal page (domain.md 1.5).

Content in, bytes out: the same content gives the same bytes on every machine and day. All text is embedded Noto Sans,
all charts are vectors; the document carries an outline, its language and its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kampungkb_desktop.base.text import long_date, month_name, number
from kampungkb_desktop.report.activities_section import activities_section
from kampungkb_desktop.report.blocks import Callout, Gap, Heading, Paragraph
from kampungkb_desktop.report.changes_section import changes_section
from kampungkb_desktop.report.check_code import code_of
from kampungkb_desktop.report.cover import Cover, Reasons, Tile, Tiles
from kampungkb_desktop.report.document import Document, write
from kampungkb_desktop.report.family_section import register_section
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import SMALL
from kampungkb_desktop.report.institution import (
    facilities_section,
    mechanisms_section,
    notes_section,
    officers_section,
    signature_section,
    support_section,
)
from kampungkb_desktop.report.lists_section import lists_section
from kampungkb_desktop.report.marks import Marks
from kampungkb_desktop.report.people import (
    groups_section,
    people_of,
    planning_section,
    population_section,
)
from kampungkb_desktop.report.summary_content import CLASS_NAMES, Classification, SummaryContent, Village
from kampungkb_desktop.report.words import per_cent, total

_KINDS = ("kampung kb ", "kampung keluarga ")


def render_summary(content: SummaryContent, target: BinaryIO | Path, *, paper: str = "A4") -> None:
    """Write the summary as PDF to an open binary file or a path; raises as ``document.write``."""
    write(frame_of(content), blocks_of(content), target, paper)


def frame_of(content: SummaryContent) -> Document:
    """What stands around the summary on every page."""
    month = month_name(content.month)
    name = f"Ringkasan {title_of(content)}"
    rules = [f"Aturan: {', '.join(content.rule_versions)}"] if content.rule_versions else []
    code = code_of(content).words if content.checked else ""
    return Document(
        letterhead=content.letterhead, title=f"{name}, {month}", running=name, when=month,
        subject=f"Ringkasan bulanan Kampung Keluarga Berkualitas, {month}", data_on=content.data_on,
        printed_on=content.printed_on, app_version=content.app_version, practice=content.practice,
        lower=[*rules, *([f"Kode periksa {code}"] if code else [])], code=code,
    )  # fmt: skip


def title_of(content: SummaryContent) -> str:
    """The name at the top: that of the Kampung KB, or of its village while it has none."""
    return kampung_called(content.village.name or content.village.village)


def kampung_called(name: str) -> str:
    """A Kampung KB by its name; whoever wrote "Kampung KB" into the name does not read it twice."""
    return name if name.casefold().startswith(_KINDS) else f"Kampung KB {name}"


def blocks_of(content: SummaryContent) -> Iterator[Block]:
    """Every section, each figure with the mark of its source; the page of a kampung on the portal gives the order."""
    marks = Marks()
    institution = content.institution
    yield _cover(content, marks)
    if content.village.description:
        yield Paragraph(content.village.description, below=2)
    yield _tiles(content, marks)
    if content.changes is not None:
        yield from changes_section(content.changes, content.month, marks.of(content.changes.source))
    yield from _next_class(content.classification)
    yield from _class_section(content, marks)
    yield from population_section(content.population, marks)
    yield from groups_section(content.groups, marks)
    yield from planning_section(content.family_planning, marks)
    if content.register is not None:
        yield from register_section(content.register, marks)
    profile = marks.of(institution.source)
    yield from officers_section(institution, profile)
    yield from facilities_section(institution, profile)
    yield from support_section(institution, profile)
    yield from mechanisms_section(institution, profile)
    if content.lists is not None:
        yield from lists_section(content.lists, marks)
    yield from activities_section(content.activities, content.month, marks)
    yield from notes_section(marks.all(), content.legal_basis)
    yield from signature_section(content)


def _cover(content: SummaryContent, marks: Marks) -> Cover:
    village = content.village
    facts = [
        ("Dicanangkan", None if village.launched_on is None else long_date(village.launched_on)),
        ("Cakupan wilayah", village.coverage),
        ("Penanggung jawab", village.in_charge),
    ]
    if village.model_village:
        facts.append(("Percontohan", village.model_village))
    eyebrow = f"RINGKASAN KAMPUNG KELUARGA BERKUALITAS · {month_name(content.month).upper()}"
    mark = marks.of(content.classification.source)
    return Cover(eyebrow, title_of(content), _place(village), tuple(facts), content.classification, mark)


def _place(village: Village) -> str:
    return (
        f"{village.kind} {village.village}, Kecamatan {village.subdistrict}\n"
        f"{village.district}, {village.province} · {village.code}"
    )


def _tiles(content: SummaryContent, marks: Marks) -> Tiles:
    """The five headline figures."""
    population, planning = content.population, content.family_planning
    users = total(method.users for method in planning.methods)
    counted, month = marks.of(population.source), marks.of(planning.source)
    figures = (
        (f"Jumlah jiwa{counted}", people_of(population)),
        (f"Kepala keluarga{counted}", population.families),
        (f"Pasangan usia subur{counted}", planning.couples),
        (f"Peserta KB{month}", users),
    )
    tiles = [Tile(label, None if now is None else number(now)) for label, now in figures]
    unmet = planning.unmet_need
    reckoned = marks.of(planning.rates_source)
    tiles.append(Tile(f"Unmet need{reckoned}", None if unmet is None else per_cent(unmet)))
    return Tiles(tuple(tiles))


def _class_section(content: SummaryContent, marks: Marks) -> Iterator[Block]:
    """The class with its reasons and what lifts the village to the next one."""
    result = content.classification
    threshold = number(float(result.threshold), 2)
    scale = f"Indikator bernilai 1–4; indeks baik bila rata-ratanya sekurang-kurangnya {threshold} (garis tegak)"
    if result.name == CLASS_NAMES[-1]:
        scale = f"Sudah di kelas tertinggi; indikator bernilai di bawah 3 perlu dijaga (garis tegak: {threshold})"
    # beside the heading: under the reasons it stood alone on the next page
    yield Heading(f"Klasifikasi dan alasannya{marks.of(result.source)}", scale if result.indicators else "")
    if result.indicators:
        yield Reasons(result)
    else:
        missing = "Klasifikasi belum dapat dihitung karena isian profil dan data bulanan belum ada."
        yield Paragraph(missing, SMALL, 6)


def _next_class(result: Classification) -> Iterator[Block]:
    """What lifts the village to the next class, on the first page: it is what a reader can do something about."""
    if result.next_steps:
        goal = f"Menuju kelas {result.next_class}" if result.next_class else "Yang masih dapat ditingkatkan"
        yield Gap(8)
        yield Callout(goal, result.next_steps)
