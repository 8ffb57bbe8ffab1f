"""Every figure that the family register gives, by key: what it is called, where it stands, and the records it counts.

The keys are the field names of the snapshots where a field is the same figure, so that a typed figure and the
register's stand beside each other without a table between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.typed_texts import Several
from kampungkb_desktop.forms.choices_family import LATER, NO_MORE, SOON, YES
from kampungkb_desktop.forms.monthly import NON_USERS, OTHER_METHODS, PLACED, POKTAN, PORTAL_METHODS
from kampungkb_desktop.forms.population import AGE_GROUPS
from kampungkb_desktop.rules.figures import RegisterFigures
from kampungkb_desktop.rules.figures_growth import ToddlerFigures
from kampungkb_desktop.rules.figures_rows import Figure

PEOPLE, AGES, PLANNING, GROUPS, CHILDREN, RISK = "penduduk", "umur", "kb", "poktan", "balita", "krs"
GROUP_LABELS: Final = {
    PEOPLE: "Keluarga dan penduduk", AGES: "Umur dan jenis kelamin", PLANNING: "Keluarga berencana",
    GROUPS: "Poktan", CHILDREN: "Pertumbuhan balita", RISK: "Risiko stunting",
}  # fmt: skip

METHOD_OF: Final = {
    "users_iud": "iud", "users_mow": "mow", "users_mop": "mop", "users_condom": "kondom", "users_implant": "implan",
    "users_injection": "suntik", "users_pill": "pil", "users_lam": "mal", "users_traditional": "tradisional",
}  # fmt: skip
"""Field of the monthly record to method code of the register: the portal's order is not that of the register
(domain.md 10, trap 2)."""
_WISH_OF: Final = {"placed_ias": SOON, "placed_iat": LATER, "placed_tial": NO_MORE}
_POKTAN_FIELDS: Final = {"bkb": "bkb", "bkr": "bkr", "bkl": "bkl", "uppka": "uppka", "pikr": "pik_r"}
"""Poktan of the monthly record to the question of the family survey."""
GROUPS_UNKNOWN: Final = "groups_unknown"
_PERSONS: Final = frozenset({"persons", "age_unknown", "adolescents", "elderly", "bpjs", "bpjs_unknown"})


@frozen
class RegisterKey:
    """One figure: ``of`` is the key of the whole it is a part of, "" where there is none; ``form`` what it counts."""

    key: str
    label: str
    group: str
    of: str = ""
    note: str = ""
    form: str = "family"


class GroupRow(NamedTuple):
    """Which poktan a family takes part in, on a day, by its answers of Pembangunan Keluarga."""

    id: str
    family: str | None
    as_of: date | None
    bkb: str | None = None
    bkr: str | None = None
    bkl: str | None = None
    uppka: str | None = None
    pik_r: str | None = None


@frozen
class VillageRegister:
    """The register of one village on a day. ``open`` are families whose own record is not finished; ``risk`` says of
    each family whether it is at risk of stunting, ``None`` where an answer is missing."""

    village: str
    figures: RegisterFigures
    toddlers: ToddlerFigures
    groups: Mapping[str, Figure]
    """The five poktan and, as ``groups_unknown``, the families without an answer."""
    open: Figure
    risk: Mapping[str, bool | None]
    health: bool = True
    """Whether growth and risk were asked for; without, those figures are not given."""

    @property
    def on(self) -> date:
        return self.figures.on

    def figure(self, key: str) -> Figure:
        """The records that a figure counts; an unknown key is an error of the caller."""
        return _table(self)[key]

    def counts(self) -> dict[str, int]:
        """Every figure as a number. What nobody has been asked yet is left out: it is not 0."""
        silent = self._silent()
        return {key: figure.count for key, figure in _table(self).items() if key not in silent}

    def _silent(self) -> frozenset[str]:
        figures, couples = self.figures, self.figures.couples
        found: set[str] = set()
        if figures.persons.count and figures.insurance_unknown.count == figures.persons.count:
            found.add("bpjs")
        if couples.all.count and couples.unknown.count == couples.all.count:
            found |= {*METHOD_OF, *_WISH_OF, *(key for key, _ in NON_USERS), "users", "unmet"}
        if figures.families.count and self.groups[GROUPS_UNKNOWN].count == figures.families.count:
            found |= _POKTAN_FIELDS.keys()
        if not self.health:
            found |= {one.key for one in keys() if needs_health(one)}
        return frozenset(found)


def group_figures(rows: Iterable[GroupRow], figures: RegisterFigures) -> dict[str, Figure]:
    """Families that take part in each poktan, each by its newest answers on the day and among those the portal calls
    its sasaran, because it takes no more (domain.md 1.3). PIK R counts families too: how many of its adolescents take
    part is not asked."""
    known, on = set(figures.families.ids), figures.on
    targets = {
        "bkb": figures.families_toddler, "bkr": figures.families_adolescent, "bkl": figures.families_elderly,
        "uppka": figures.families, "pikr": figures.families_adolescent,
    }  # fmt: skip
    newest: dict[str, GroupRow] = {}
    for row in rows:
        if row.family not in known or row.as_of is None or row.as_of > on:
            continue
        before = newest.get(row.family)
        if before is None or (before.as_of or on, before.id) < (row.as_of, row.id):
            newest[row.family] = row
    joined = {}
    for key, field in _POKTAN_FIELDS.items():
        within = set(targets[key].ids)
        ids = sorted(row.id for row in newest.values() if getattr(row, field) == YES and row.family in within)
        joined[key] = Figure("family_development", tuple(ids))
    return {**joined, GROUPS_UNKNOWN: Figure("family", tuple(sorted(known - {r.family for r in newest.values()})))}


@cache
def keys() -> tuple[RegisterKey, ...]:
    """Every figure in the order it is shown."""
    return tuple(_keys())


def needs_health(one: RegisterKey) -> bool:
    """Whether a figure takes the measurings or the verdicts on risk, which cost as much as all the others."""
    return one.form == "measurement" or one.key in ("measured", "krs", "krs_unknown")


@cache
def key_of(key: str) -> RegisterKey | None:
    """The figure with this key; ``None`` when there is none."""
    return next((one for one in keys() if one.key == key), None)


def _keys() -> Iterator[RegisterKey]:
    for key, label, whole in (
        ("families", Several("Keluarga"), ""), ("families_open", "Keluarga yang datanya belum lengkap", "families"),
        ("persons", "Jiwa", ""), ("age_unknown", "Jiwa tanpa tanggal lahir atau jenis kelamin", "persons"),
        ("families_toddler", "Keluarga yang memiliki balita", "families"),
        ("families_adolescent", "Keluarga yang memiliki remaja", "families"),
        ("families_elderly", "Keluarga yang memiliki lansia", "families"), ("adolescents", "Remaja", "persons"),
        ("elderly", "Lansia (60 tahun ke atas)", "persons"), ("bpjs", "Pengguna BPJS", "persons"),
        ("bpjs_unknown", "Jiwa yang jaminan kesehatannya belum diisi", "persons"),
    ):  # fmt: skip
        yield RegisterKey(key, label, PEOPLE, whole, form="member" if key in _PERSONS else "family")
    yield from _planning_keys()
    for key, label in POKTAN:
        note = "Keluarga yang menjawab ikut dan masih menjadi sasarannya."
        if key == "pikr":
            note = "Dihitung per keluarga yang memiliki remaja: jumlah remajanya tidak ditanyakan."
        yield RegisterKey(key, f"Peserta {label}", GROUPS, "families", note, "family_development")
    yield RegisterKey(GROUPS_UNKNOWN, "Keluarga yang keikutsertaannya belum ditanyakan", GROUPS, "families")
    for key, label, whole in (
        ("balita", "Balita (0–59 bulan)", "persons"), ("baduta", "Baduta (0–23 bulan)", "balita"),
        ("measured", "Balita diukur 3 bulan terakhir", "balita"), ("judged", "Pengukuran PB/U atau TB/U dinilai", ""),
        ("stunted", "Pendek (stunting)", "judged"), ("wasted", "Gizi kurang atau buruk", "wasting_judged"),
        ("wasting_judged", "Pengukuran BB/PB atau BB/TB dinilai", ""),
        ("underweight", "Berat badan kurang", "weight_judged"), ("weight_judged", "Pengukuran BB/U dinilai", ""),
        ("flagged", "Ukuran tidak wajar, tidak ikut dihitung", ""),
    ):  # fmt: skip
        form = "member" if key in ("balita", "baduta", "measured") else "measurement"
        yield RegisterKey(key, label, CHILDREN, whole, form=form)
    for key, label, whole in (
        ("krs", "Keluarga berisiko stunting (KRS)", "families"),
        ("krs_unknown", "Risiko belum dapat ditentukan", "families"),
        ("unsafe_water", "Air minum utama tidak layak", "families"),
        ("unsafe_latrine", "Jamban tidak layak", "families"), ("wives_under_20", "Istri PUS di bawah 20 tahun", "pus"),
        ("wives_35_to_40", "Istri PUS 35–40 tahun", "pus"),
    ):  # fmt: skip
        yield RegisterKey(key, label, RISK, whole)
    for sex, words in (("male", "laki-laki"), ("female", "perempuan")):
        for group in AGE_GROUPS:
            ages = group.replace("_", "–") if "_" in group else f"{group}+"
            yield RegisterKey(f"{sex}_{group}", f"{ages} tahun, {words}", AGES, "persons", form="member")


def _planning_keys() -> Iterator[RegisterKey]:
    wishes = ("ingin anak segera", "ingin anak kemudian", "tidak ingin anak lagi")
    answered = (
        ("users", "Peserta KB, sembilan metode"),
        *((key, f"Peserta {label}") for key, label in (*PORTAL_METHODS, *OTHER_METHODS)),
        *((key, f"Bukan peserta: {label.lower()}") for key, label in NON_USERS),
        ("unmet", "Unmet need (IAT dan TIAL)"),
        *((key, f"Pemakai MAL/tradisional, {wish}") for key, wish in zip(PLACED.values(), wishes, strict=True)),
    )
    yield RegisterKey("pus", "Pasangan usia subur (PUS)", PLANNING)
    for key, label in answered:
        yield RegisterKey(key, label, PLANNING, "pus", form="family_planning")
    yield RegisterKey("pus_unknown", "PUS yang jawaban KB-nya belum ada", PLANNING, "pus")


def _table(found: VillageRegister) -> dict[str, Figure]:
    figures, toddlers = found.figures, found.toddlers
    table = {
        "families": figures.families, "families_open": found.open, "persons": figures.persons,
        "age_unknown": figures.age_unknown, "families_toddler": figures.families_toddler,
        "families_adolescent": figures.families_adolescent, "families_elderly": figures.families_elderly,
        "adolescents": figures.adolescents, "elderly": figures.elderly, "bpjs": figures.insured,
        "bpjs_unknown": figures.insurance_unknown,
        "balita": figures.balita, "baduta": figures.baduta, "measured": toddlers.measured,
        "judged": toddlers.stunted.judged, "stunted": toddlers.stunted.affected,
        "wasting_judged": toddlers.wasted.judged, "wasted": toddlers.wasted.affected,
        "weight_judged": toddlers.underweight.judged, "underweight": toddlers.underweight.affected,
        "flagged": _flagged(toddlers), "unsafe_water": figures.unsafe_water, "unsafe_latrine": figures.unsafe_latrine,
        "wives_under_20": figures.wives_under_20, "wives_35_to_40": figures.wives_35_to_40,
        "krs": _risk(found, at_risk=True), "krs_unknown": _risk(found, at_risk=None),
    }  # fmt: skip
    for group, (men, women) in zip(AGE_GROUPS, figures.ages, strict=True):
        table |= {f"male_{group}": men, f"female_{group}": women}
    return {**table, **found.groups, **_planning(found)}


def _planning(found: VillageRegister) -> dict[str, Figure]:
    couples = found.figures.couples
    methods = {key: couples.methods[code] for key, code in METHOD_OF.items()}
    return {
        "pus": couples.all,
        "users": _together(methods.values()),
        **methods,
        "nonuser_pregnant": couples.pregnant,
        "nonuser_ias": couples.wants_soon,
        "nonuser_iat": couples.wants_later,
        "nonuser_tial": couples.wants_no_more,
        "unmet": _together((couples.wants_later, couples.wants_no_more)),
        "pus_unknown": couples.unknown,
        **{key: couples.placed[wish] for key, wish in _WISH_OF.items()},
    }


def _together(figures: Iterable[Figure]) -> Figure:
    return Figure("family_planning", tuple(one for figure in figures for one in figure.ids))


def _flagged(toddlers: ToddlerFigures) -> Figure:
    parts: Sequence[Figure] = [p.flagged for p in (toddlers.stunted, toddlers.wasted, toddlers.underweight)]
    return Figure("measurement", tuple(dict.fromkeys(one for part in parts for one in part.ids)))


def _risk(found: VillageRegister, *, at_risk: bool | None) -> Figure:
    return Figure("family", tuple(sorted(family for family, risky in found.risk.items() if risky is at_risk)))
