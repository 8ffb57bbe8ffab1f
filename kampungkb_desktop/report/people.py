"""The numbers of a village summary: population, families, poktan, couples and contraception, register."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.base.text import number
from kampungkb_desktop.report.bars import CountBar, CountBars, TargetBar, TargetBars
from kampungkb_desktop.report.blocks import Columns, Gap, Heading, Paragraph, Subhead
from kampungkb_desktop.report.charts import Pyramid, Segment, StackedBar
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import ACCENT, ACCENT_SOFT, INK, SMALL, STONE, WARM, WARM_SOFT, WHITE
from kampungkb_desktop.report.summary_content import (
    AGE_GROUPS,
    FamilyPlanning,
    GroupParticipation,
    Groups,
    MethodCount,
    Number,
    Population,
    Register,
    Share,
)
from kampungkb_desktop.report.table import BLANK, Column, Row, Table
from kampungkb_desktop.report.words import count, initial, per_cent, share, total

TWO = (Column("", 3), Column("", 1.15, "right"))


def people_of(population: Population) -> int | None:
    """Jumlah jiwa: the sum over all groups, unknown while any group is."""
    return total((*population.men, *population.women))


def population_section(population: Population, note: str) -> Iterator[Block]:
    """Pyramid with its figures, and the family counts beside it."""
    yield Heading("Penduduk dan keluarga", note)
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
    table = Table(TWO, tuple(Row((label, _number(value))) for label, value in rows))
    extra = () if size is None else (Paragraph(size, SMALL),)
    pyramid = Pyramid(AGE_GROUPS, population.men, population.women)
    yield Columns(((pyramid,), (Subhead("Sasaran program"), table, *extra)), (1.6, 1))


def per_family(people: int, families: int) -> str:
    """The mean size of a family in words."""
    return f"Rata-rata {number(people / families, 2)} jiwa per keluarga."


def groups_section(groups: Groups, note: str) -> Iterator[Block]:
    """Participation in each poktan against its target."""
    yield Heading("Peran serta dalam kelompok kegiatan (poktan)", note)
    yield TargetBars(tuple(_group_bar(group) for group in groups.groups)) if groups.groups else Paragraph(BLANK)


def _group_bar(group: GroupParticipation) -> TargetBar:
    if group.owned is False:
        words = f"Kampung belum memiliki {group.short}"
        return TargetBar(group.short, group.name, None, "–", words)
    percent = None if group.percent is None else float(group.percent)
    if group.members is None and group.target is None:
        words = BLANK
    elif group.members is None:
        words = f"{BLANK}, sasaran {count(group.target)} {group.target_label}"
    else:
        words = f"{count(group.members)} dari {count(group.target)} {group.target_label}"
    return TargetBar(group.short, group.name, percent, per_cent(group.percent), words)


def planning_section(planning: FamilyPlanning, note: str) -> Iterator[Block]:
    """All couples in one bar, then the method mix beside the three ratios."""
    users = total(method.users for method in planning.methods)
    yield Heading("PUS dan kesertaan ber-KB", note)
    couples = BLANK.lower() if planning.couples is None else count(planning.couples)
    yield Subhead(f"Jumlah PUS {couples}: peserta KB, dan bukan peserta menurut alasannya")
    yield StackedBar(_couple_segments(planning, users))
    bars = tuple(_method_bar(method, users) for method in planning.methods)
    foot = ("Peserta KB", count(users), share(users, users))
    mix: list[Block] = [Subhead("Peserta KB menurut metode"), CountBars(bars, ("Peserta", "Bagian"), foot)]
    further = [method for method in planning.further_methods if method.users is not None]
    if further:
        listed = "; ".join(f"{method.label} {count(method.users)}" for method in further)
        mix.append(Paragraph(f"Di luar tujuh metode portal: {listed}.", SMALL))
    yield Columns((tuple(mix), _ratios(planning)), (1.5, 1))


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


def _ratios(planning: FamilyPlanning) -> tuple[Block, ...]:
    """Couples, the three ratios with their definitions, insured persons."""
    none = (planning.pregnant, planning.wants_soon, planning.wants_later, planning.wants_no_more)
    rows = (
        Row(("Jumlah PUS", _number(planning.couples))),
        Row(("PUS bukan peserta KB", _number(total(none)))),
        Row(("CPR (peserta KB : PUS)", _ratio(planning.prevalence))),
        Row(("MKJP (bagian dari peserta KB)", _ratio(planning.long_acting))),
        Row(("Unmet need (IAT + TIAL : PUS)", _ratio(planning.unmet_need))),
        Row(("Pengguna BPJS (jiwa)", _number(planning.insured))),
    )
    return Subhead("Angka pokok"), Table(TWO, rows)


def _number(value: int | None) -> str | None:
    return None if value is None else count(value)


def _ratio(value: Number | None) -> str | None:
    return None if value is None else per_cent(value)


def register_section(register: Register, note: str) -> Iterator[Block]:
    """What the family register and the visits say, block by block."""
    yield Heading("Keluarga, risiko stunting, dan balita", note)
    left = _shares("Pendataan dan kunjungan", register.families)
    right = (*_shares("Risiko stunting", register.risk), *_shares("Pertumbuhan balita", register.toddlers))
    if left or right:
        yield Columns((left, right), (1, 1))
    else:
        yield Paragraph("Belum ada keluarga yang dicatat.")


def _shares(title: str, shares: tuple[Share, ...]) -> tuple[Block, ...]:
    if not shares:
        return ()
    figures = (Column(head, 1, "right") for head in ("Jumlah", "Dari", "Bagian"))
    columns = (Column(title, 3.5), *figures)
    rows = tuple(
        Row((initial(line.label), count(line.count), "" if line.of is None else count(line.of), _share_words(line)))
        for line in shares
    )
    return Table(columns, rows), Gap(6)


def _share_words(line: Share) -> str:
    return "" if line.of is None and line.percent is None else per_cent(line.percent)
