"""The numbers of a village summary: population, families, poktan, couples and contraception, register."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.bars import CountBar, CountBars, TargetBar, TargetBars
from kampungkb_desktop.report.blocks import Columns, Heading, Paragraph, Subhead
from kampungkb_desktop.report.charts import Pyramid, Segment, StackedBar
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import ACCENT, ACCENT_SOFT, INK, SMALL, STONE, WARM, WARM_SOFT, WHITE
from kampungkb_desktop.report.marks import Marks
from kampungkb_desktop.report.register_content import Number
from kampungkb_desktop.report.summary_content import (
    AGE_GROUPS,
    FamilyPlanning,
    GroupParticipation,
    Groups,
    MethodCount,
    Population,
)
from kampungkb_desktop.report.table import BLANK, Column, Noted, Row, Table
from kampungkb_desktop.report.words import count, per_cent, share, total

_NO_AGES = "Belum ada jiwa yang tercatat menurut umur."
_NO_METHODS = "Peserta KB menurut metode belum diisi."
TWO = (Column("", 3), Column("", 1.15, "right"))


def people_of(population: Population) -> int | None:
    """Jumlah jiwa: the sum over all groups, unknown while any group is."""
    return total((*population.men, *population.women))


def population_section(population: Population, marks: Marks) -> Iterator[Block]:
    """Pyramid with its figures, and the family counts beside it."""
    mark = marks.of(population.source)
    yield Heading("Penduduk dan keluarga")
    rows = (
        ("Jumlah keluarga", population.families),
        ("Pasangan usia subur (PUS)", population.couples),
        ("Keluarga yang memiliki balita", population.families_with_toddlers),
        ("Keluarga yang memiliki remaja", population.families_with_adolescents),
        ("Keluarga yang memiliki lansia", population.families_with_elderly),
        ("Jumlah remaja", population.adolescents),
    )
    people, families = people_of(population), population.families
    size = per_family(people, families) if people and families else None
    table = Table(TWO, tuple(Row((f"{label}{mark}", _number(value))) for label, value in rows))
    extra = () if size is None else (Paragraph(size, SMALL),)
    nobody = not any((*population.men, *population.women))
    pyramid: Block = Paragraph(_NO_AGES) if nobody else Pyramid(AGE_GROUPS, population.men, population.women)
    above = Subhead(f"Jiwa menurut umur dan jenis kelamin{mark}")
    yield Columns(((above, pyramid), (Subhead("Sasaran program"), table, *extra)), (1.6, 1))


def per_family(people: int, families: int) -> str:
    """The mean size of a family in words."""
    return f"Rata-rata {number(people / families, 2)} jiwa per keluarga."


def groups_section(groups: Groups, marks: Marks) -> Iterator[Block]:
    """Participation in each poktan against its target."""
    yield Heading("Peran serta dalam kelompok kegiatan (poktan)")
    given, reckoned = marks.of(groups.source), marks.of(groups.percent_source)
    bars = tuple(_group_bar(group, given, reckoned) for group in groups.groups)
    yield TargetBars(bars) if bars else Paragraph(BLANK)


def _group_bar(group: GroupParticipation, given: str, reckoned: str) -> TargetBar:
    if group.owned is False:
        words = f"Kampung belum memiliki {group.short}"
        return TargetBar(group.short, group.name, None, "–", words)
    percent = None if group.percent is None else float(group.percent)
    if group.members is None and group.target is None:
        words = BLANK
    elif group.members is None:
        words = f"{BLANK}, sasaran {count(group.target)} {group.target_label}"
    else:
        words = f"{count(group.members)} dari {count(group.target)} {group.target_label}{given}"
    shown = per_cent(group.percent)
    return TargetBar(group.short, group.name, percent, shown if percent is None else f"{shown}{reckoned}", words)


def planning_section(planning: FamilyPlanning, marks: Marks) -> Iterator[Block]:
    """All couples in one bar, then the method mix beside the three ratios."""
    users = total(method.users for method in planning.methods)
    mark, reckoned = marks.of(planning.source), marks.of(planning.rates_source)
    yield Heading("PUS dan kesertaan ber-KB")
    couples = BLANK.lower() if planning.couples is None else count(planning.couples)
    yield Subhead(f"Jumlah PUS {couples}: peserta KB, dan bukan peserta menurut alasannya{mark}")
    yield StackedBar(_couple_segments(planning, users))
    bars = tuple(_method_bar(method, users) for method in planning.methods)
    foot = ("Peserta KB", count(users), share(users, users))
    told = any(method.users is not None for method in planning.methods)
    listed = CountBars(bars, ("Peserta", "Bagian"), foot) if told else Paragraph(_NO_METHODS)
    mix: list[Block] = [Subhead(f"Peserta KB menurut metode{mark}"), listed]
    further = [method for method in planning.further_methods if method.users is not None]
    if further:
        others = "; ".join(f"{method.label} {count(method.users)}" for method in further)
        mix.append(Paragraph(f"Di luar tujuh metode portal: {others}.{mark}", SMALL))
    yield Columns((tuple(mix), _ratios(planning, mark, reckoned)), (1.5, 1))


def _couple_segments(planning: FamilyPlanning, users: int | None) -> tuple[Segment, ...]:
    parts = (
        ("Peserta KB", users, ACCENT, WHITE),
        ("Hamil", planning.pregnant, ACCENT_SOFT, INK),
        ("Ingin anak segera (IAS)", planning.wants_soon, STONE, INK),
        ("Ingin anak ditunda (IAT)", planning.wants_later, WARM_SOFT, INK),
        ("Tidak ingin anak lagi (TIAL)", planning.wants_no_more, WARM, INK),
    )
    return tuple(
        Segment(label, value, share(value, planning.couples), colour, ink) for label, value, colour, ink in parts
    )


def _method_bar(method: MethodCount, users: int | None) -> CountBar:
    colour = ACCENT if method.long_acting else ACCENT_SOFT
    tag = "MKJP" if method.long_acting else ""
    return CountBar(method.label, method.users, share(method.users, users), colour, tag)


def _ratios(planning: FamilyPlanning, mark: str, reckoned: str) -> tuple[Block, ...]:
    """Couples, the three ratios with their definitions and their couples, insured persons."""
    none = (planning.pregnant, planning.wants_soon, planning.wants_later, planning.wants_no_more)
    unmet = _of("IAT + TIAL", planning.unmet_couples, planning.couples, "PUS")
    rows = (
        Row((f"PUS bukan peserta KB{mark}", _number(total(none)))),
        Row((f"CPR (peserta KB : PUS){reckoned}", _ratio(planning.prevalence))),
        Row((f"MKJP (bagian dari peserta KB){reckoned}", _ratio(planning.long_acting))),
        Row((Noted(f"Unmet need{reckoned}", unmet), _ratio(planning.unmet_need)), strong=True),
        Row((f"Pengguna BPJS (jiwa){mark}", _number(planning.insured))),
    )
    return Subhead("Angka pokok"), Table(TWO, rows)


def _number(value: int | None) -> str | None:
    return None if value is None else count(value)


def _ratio(value: Number | None) -> str | None:
    return None if value is None else per_cent(value)


def _of(what: str, part: int | None, whole: int | None, unit: str) -> str:
    """ "IAT + TIAL: 16 dari 265 PUS"; only what it is where a count is unknown."""
    known = part is not None and whole is not None
    return f"{what}: {count(part)} dari {count(whole)} {unit}" if known else f"{what}, dari semua {unit}"
