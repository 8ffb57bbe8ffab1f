"""The PDF village summary of a Kampung KB for one month, in the order of its public portal page (domain.md 1.5).

Content in, bytes out: the same content gives the same bytes on every machine and day. All text is embedded Noto Sans,
all charts are vectors; the document carries an outline, its language and its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kampungkb_desktop.base.text import long_date, month_name, number
from kampungkb_desktop.report.blocks import Callout, Heading, Paragraph
from kampungkb_desktop.report.cover import Cover, Reasons, Tile, Tiles
from kampungkb_desktop.report.document import Document, write
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import SMALL
from kampungkb_desktop.report.institution import (
    activities_section,
    facilities_section,
    mechanisms_section,
    notes_section,
    officers_section,
    signature_section,
    support_section,
)
from kampungkb_desktop.report.lists_section import lists_section
from kampungkb_desktop.report.people import (
    groups_section,
    people_of,
    planning_section,
    population_section,
    register_section,
)
from kampungkb_desktop.report.summary_content import Previous, SummaryContent, Village
from kampungkb_desktop.report.words import per_cent, total


def render_summary(content: SummaryContent, target: BinaryIO | Path, *, paper: str = "A4") -> None:
    """Write the summary as PDF to an open binary file or a path; raises as ``document.write``."""
    month = month_name(content.month)
    name = f"Ringkasan {title_of(content)}"
    rules = [f"Aturan: {', '.join(content.rule_versions)}"] if content.rule_versions else []
    code = [f"Kode periksa {content.check_code}"] if content.check_code else []
    document = Document(
        letterhead=content.letterhead, title=f"{name}, {month}", running=name, when=month,
        subject=f"Ringkasan bulanan Kampung Keluarga Berkualitas, {month}", data_on=content.data_on,
        printed_on=content.printed_on, app_version=content.app_version, practice=content.practice, lower=rules + code,
    )  # fmt: skip
    write(document, _blocks(content), target, paper)


def title_of(content: SummaryContent) -> str:
    """The name at the top: that of the Kampung KB, or of its village while it has none."""
    return f"Kampung KB {content.village.name or content.village.village}"


def _blocks(content: SummaryContent) -> Iterator[Block]:
    """Every section in the portal's order, each with the mark of its source."""
    notes = _notes(content)
    marks = {words: f"Sumber {mark}" for mark, words in notes}

    def note(source: str | None) -> str:
        return marks.get(source or "", "")

    institution, profile = content.institution, note(content.institution.source)
    yield _cover(content)
    if content.village.description:
        yield Heading("Gambaran umum")
        yield Paragraph(content.village.description)
    yield _tiles(content)
    yield from _class_section(content)
    yield from population_section(content.population, note(content.population.source))
    yield from groups_section(content.groups, note(content.groups.source))
    yield from planning_section(content.family_planning, note(content.family_planning.source))
    if content.register is not None:
        yield from register_section(content.register, note(content.register.source))
    yield from officers_section(institution, profile)
    yield from facilities_section(institution, profile)
    yield from support_section(institution, profile)
    yield from mechanisms_section(institution, profile)
    if content.lists is not None:
        yield from lists_section(content.lists)
    yield from activities_section(content.activities, content.month, note(content.activities.source))
    yield from notes_section(notes, content.legal_basis)
    yield from signature_section(content)


def _notes(content: SummaryContent) -> tuple[tuple[str, str], ...]:
    """The distinct sources in the order they are met, lettered a, b, c."""
    sources = (
        content.population.source,
        content.groups.source,
        content.family_planning.source,
        content.register.source if content.register else None,
        content.institution.source,
        content.activities.source,
    )
    distinct = dict.fromkeys(source for source in sources if source)
    return tuple(zip("abcdef", distinct, strict=False))


def _cover(content: SummaryContent) -> Cover:
    village = content.village
    facts = [
        ("Dicanangkan", None if village.launched_on is None else long_date(village.launched_on)),
        ("Cakupan wilayah", village.coverage),
        ("Penanggung jawab", village.in_charge),
    ]
    if village.model_village:
        facts.append(("Percontohan", village.model_village))
    eyebrow = f"RINGKASAN KAMPUNG KELUARGA BERKUALITAS · {month_name(content.month).upper()}"
    return Cover(eyebrow, title_of(content), _place(village), tuple(facts), content.classification)


def _place(village: Village) -> str:
    return (
        f"{village.kind} {village.village}, Kecamatan {village.subdistrict}\n"
        f"{village.district}, {village.province} · {village.code}"
    )


def _tiles(content: SummaryContent) -> Tiles:
    """The four headline figures, each with what has changed since the month before."""
    population, planning = content.population, content.family_planning
    before = content.previous or Previous(month=content.month)
    users = total(method.users for method in planning.methods)
    figures = (
        ("Jumlah jiwa", people_of(population), before.people),
        ("Kepala keluarga", population.families, before.families),
        ("Pasangan usia subur", planning.couples, before.couples),
        ("Peserta KB", users, before.users),
    )
    tiles = [Tile(label, _value(now), _since(now, then, before.month)) for label, now, then in figures]
    unmet = planning.unmet_need
    tiles.append(Tile("Unmet need", None if unmet is None else per_cent(unmet)))
    return Tiles(tuple(tiles))


def _value(value: int | None) -> str | None:
    return None if value is None else number(value)


def _since(now: int | None, then: int | None, month: str) -> str:
    """ "+12 sejak September"; nothing where there is nothing to compare."""
    if now is None or then is None:
        return ""
    change, name = now - then, month_name(month).split()[0]
    if change == 0:
        return f"Tetap sejak {name}"
    return f"{'+' if change > 0 else '–'}{number(abs(change))} sejak {name}"


def _class_section(content: SummaryContent) -> Iterator[Block]:
    """The class with its reasons and what lifts the village to the next one."""
    result = content.classification
    yield Heading("Klasifikasi dan alasannya")
    if result.indicators:
        yield Reasons(result)
        threshold = number(float(result.threshold), 2)
        words = (
            "Tiap indikator bernilai 1–4; sebuah indeks baik bila rata-ratanya "
            f"sekurang-kurangnya {threshold} (garis tegak)."
        )
    else:
        words = "Klasifikasi belum dapat dihitung karena isian profil dan data bulanan belum ada."
    yield Paragraph(words, SMALL, 8)
    if result.next_steps:
        goal = f"Menuju kelas {result.next_class}" if result.next_class else "Yang masih dapat ditingkatkan"
        yield Callout(goal, result.next_steps)
