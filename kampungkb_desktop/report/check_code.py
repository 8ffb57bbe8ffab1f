"""The check code of a village summary: says of whom and of which day it is, and holds five bits of every main figure
and twenty of all figures together. Whoever has the same records can make it again and see which figures differ.

It proves nothing about who printed the paper; it compares figures. Names, dates of printing and layout do not count.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.register_content import Share
from kampungkb_desktop.report.summary_content import SummaryContent
from kampungkb_desktop.report.words import count, per_cent, total

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that looks like another or like a digit."""
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
OF_ALL = 4
"""Letters for all figures together."""
GROUP = 4
_SHAPE = re.compile(r"(\d{10})(\d{8})([0-9A-Z]+)")
_NOT_FIGURES = frozenset({"source", "percent_source", "rates_source", "toddlers_source", "jpeg", "official_on"})


@frozen
class Figure:
    """One main figure, as it is printed."""

    label: str
    value: str


@frozen
class CheckCode:
    """What a code says: the village (dotted), the day of the data, and the letters."""

    village: str
    data_on: date
    letters: str

    @property
    def words(self) -> str:
        """As printed: "6403062004-20261031-K7F3-…"."""
        parts = [self.letters[at : at + GROUP] for at in range(0, len(self.letters), GROUP)]
        return "-".join([self.village.replace(".", ""), self.data_on.strftime("%Y%m%d"), *parts])


def read_code(typed: str) -> CheckCode | None:
    """A code as typed or scanned, whatever stands between its letters; ``None`` for one that cannot be whole."""
    plain = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(_LOOKS_LIKE)
    found = _SHAPE.fullmatch(plain)
    if found is None or len(found[3]) != len(MAIN) + OF_ALL or set(found[3]) - set(ALPHABET):
        return None
    code, day = found[1], found[2]
    try:
        data_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    return CheckCode(f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}", data_on, found[3])


def code_of(content: SummaryContent) -> CheckCode:
    """The code of a summary."""
    main = "".join(_letters(f"{one.label}\n{one.value}", 1) for one in figures_of(content))
    parts = (
        content.classification, content.population, content.groups, content.family_planning, content.institution,
        content.lists, content.activities.programmes, content.activities.lines, content.activities.agencies_total,
        content.register, content.changes,
    )  # fmt: skip
    letters = main + _letters(_plain(parts), OF_ALL)
    return CheckCode(content.village.code, content.data_on, letters)


def differing(content: SummaryContent, code: CheckCode) -> tuple[tuple[Figure, ...], bool]:
    """The main figures of this content whose letter differs, and whether all figures together are the same."""
    here = code_of(content)
    pairs = zip(figures_of(content), here.letters, code.letters, strict=False)
    return tuple(one for one, mine, theirs in pairs if mine != theirs), here.letters == code.letters


def figures_of(content: SummaryContent) -> tuple[Figure, ...]:
    """The main figures in the order of ``MAIN``."""
    people, planning, result = content.population, content.family_planning, content.classification
    register = content.register
    risk = register.risk.whole if register and register.risk else Share("")
    measured, stunted = register.toddlers[:2] if register and len(register.toddlers) > 1 else (Share(""), Share(""))
    groups = tuple(group.members for group in content.groups.groups)
    programmes = content.activities.programmes
    plan = content.lists.plan if content.lists else None
    values = (
        result.name or "–", per_cent(result.input_index), per_cent(result.process_index), per_cent(result.output_index),
        count(total((*people.men, *people.women))), count(people.families), count(people.couples),
        count(people.adolescents), count(total(method.users for method in planning.methods)),
        per_cent(planning.long_acting), per_cent(planning.unmet_need), count(planning.insured),
        *(count(groups[at] if at < len(groups) else None) for at in range(5)),
        count(register.families[0].count if register and register.families else None),
        f"{count(risk.count)} dari {count(risk.of)}", f"{count(measured.count)} dari {count(measured.of)}",
        f"{count(stunted.count)} dari {count(stunted.of)}",
        count(total(one.this_month for one in programmes)), count(total(one.this_year for one in programmes)),
        "–" if plan is None else f"{plan.percent} %",
    )  # fmt: skip
    return tuple(Figure(label, value) for label, value in zip(MAIN, values, strict=True))


MAIN = (
    "Klasifikasi", "Indeks input", "Indeks proses", "Indeks output", "Jumlah jiwa", "Jumlah keluarga",
    "Pasangan usia subur", "Jumlah remaja", "Peserta KB", "MKJP", "Unmet need", "Pengguna BPJS", "Peserta BKB",
    "Peserta BKR", "Peserta BKL", "Peserta UPPKA", "Peserta PIK R", "Keluarga terdata", "Keluarga berisiko stunting",
    "Balita diukur", "Balita pendek", "Kegiatan bulan ini", "Kegiatan tahun ini", "Kemajuan RKM",
)  # fmt: skip
"""Each has one letter, in this order; one more would be another code."""


def _letters(text: str, many: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(many))


def _plain(value: Any) -> str:
    """A value as text, the same on every machine: only figures and the words beside them, never a source."""
    if is_dataclass(value) and not isinstance(value, type):
        named = (one.name for one in fields(value) if one.name not in _NOT_FIGURES)
        return "{" + ",".join(f"{name}:{_plain(getattr(value, name))}" for name in named) + "}"
    if isinstance(value, tuple):
        return "[" + ",".join(_plain(one) for one in value) + "]"
    if isinstance(value, (float, Decimal)):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return repr(value)
