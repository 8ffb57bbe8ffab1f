"""Lists in CSV with results added: children's growth for a posyandu, classes of villages for a district.

The rules are those of the screens; a row that cannot be read is kept without results and named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from kampungkb_desktop.actions.csv_dialect import Dialect
from kampungkb_desktop.actions.table_file import CannotComputeError, RowError, TableReport, Work, convert
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.rules.classification import Classification, VillageInputs, classify, rules
from kampungkb_desktop.rules.growth import Category, Growth, Measurement, Sex, age_in_days, assess
from kampungkb_desktop.rules.measuring import stands_too_early

__all__ = ["CLASSIFY_INPUTS", "GROWTH_RESULTS", "RowError", "TableReport", "classify_table", "growth_table"]

GROWTH_RESULTS: Final = (
    "clenhei", "zlen", "zwei", "zwfl", "zbmi", "flen", "fwei", "fwfl", "fbmi", "bb_u", "tb_u", "bb_tb", "imt_u",
)  # fmt: skip
CLASSIFY_INPUTS: Final = tuple(field.name for field in fields(VillageInputs))

Cells = Sequence[str]
T = TypeVar("T")

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_LOCAL_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")

_SEXES: Final[dict[str, Sex]] = {
    "1": "L", "l": "L", "m": "L", "laki-laki": "L", "laki laki": "L", "pria": "L", "male": "L",
    "2": "P", "p": "P", "f": "P", "perempuan": "P", "wanita": "P", "female": "P",
}  # fmt: skip
_POSITIONS: Final[dict[str, Literal["L", "H"] | None]] = {
    "": None, "l": "L", "h": "H", "terlentang": "L", "telentang": "L", "berbaring": "L", "berdiri": "H",
}  # fmt: skip
_YES_NO: Final[dict[str, bool | None]] = {
    "": None, "1": True, "y": True, "ya": True, "yes": True, "true": True, "ada": True,
    "0": False, "n": False, "tidak": False, "no": False, "false": False, "tidak ada": False,
}  # fmt: skip
_OEDEMA: Final[dict[str, bool | None]] = {**_YES_NO, "2": False}

_READ: Final = frozenset(
    {*CLASSIFY_INPUTS, "sex", "age_days", "birth_date", "measured_on", "weight", "lenhei", "measure", "oedema"}
)
_HEAVIEST_KG, _SHORTEST_CM, _LONGEST_CM = 200.0, 10.0, 250.0


def growth_table(source: Path, target: Path, progress: Progress) -> TableReport:
    """Add WHO z-scores, flags and Permenkes categories to a list of children (``GROWTH_RESULTS``).

    Columns: ``sex`` (1/2 or L/P, P = perempuan); ``age_days``, or ``birth_date`` and ``measured_on``; ``weight`` kg;
    ``lenhei`` cm; ``measure`` (L lying, H standing) and ``oedema`` (y/n) where there are such; others are kept.
    """
    return convert(source, target, progress, "Menghitung pertumbuhan anak", _plan_growth)


def classify_table(source: Path, target: Path, progress: Progress) -> TableReport:
    """Add the twelve scores, the three indices and the class to a list of villages (``CLASSIFY_INPUTS``).

    Empty cells are no data; percentages with decimals are rounded half to even, as the rule does.
    """
    return convert(source, target, progress, "Menghitung klasifikasi", _plan_classify)


def _plan_growth(columns: Cells, dialect: Dialect) -> Work:
    at = _places(columns, ("sex", "weight", "lenhei"))
    if "age_days" not in at and not {"birth_date", "measured_on"} <= at.keys():
        raise _missing(["age_days (atau birth_date dan measured_on)"])
    notes = [
        sentence for name, sentence in (
            ("measure", "Kolom measure tidak ada: posisi ukur semua anak dianggap menurut umurnya."),
            ("oedema", "Kolom oedema tidak ada: semua anak dianggap tanpa edema."),
        ) if name not in at
    ]  # fmt: skip
    comma = dialect.decimal == ","

    def compute(cells: Cells) -> tuple[Cells, str]:
        growth = assess(_measurement(cells, at))
        results = _growth_cells(growth)
        return [cell.replace(".", ",") for cell in results] if comma else results, _growth_caution(growth)

    return Work(GROWTH_RESULTS, compute, tuple(notes))


def _measurement(cells: Cells, at: Mapping[str, int]) -> Measurement:
    weight = _number(cells[at["weight"]], "weight")
    length = _number(cells[at["lenhei"]], "lenhei")
    if weight is not None and not 0 < weight <= _HEAVIEST_KG:
        raise CannotComputeError("weight harus lebih dari 0 dan ditulis dalam kilogram.")
    if length is not None and not _SHORTEST_CM <= length <= _LONGEST_CM:
        raise CannotComputeError("lenhei harus ditulis dalam sentimeter.")
    return Measurement(
        sex=_sex(cells[at["sex"]]),
        age_days=_age(cells, at),
        weight_kg=weight,
        lenhei_cm=length,
        position=_word(_POSITIONS, cells, at, "measure", "L, H, atau kosong"),
        oedema=_word(_OEDEMA, cells, at, "oedema", "y, n, atau kosong"),
    )


def _age(cells: Cells, at: Mapping[str, int]) -> float | None:
    """Age in days: as typed, or from the dates; where both stand they must agree."""
    typed = _number(cells[at["age_days"]], "age_days") if "age_days" in at else None
    if typed is not None and typed < 0:
        raise CannotComputeError("age_days tidak boleh kurang dari 0.")
    try:
        counted = _age_by_dates(cells, at)
    except CannotComputeError:
        if typed is None:
            raise
        return typed
    if typed is not None and counted is not None and int(typed + 0.5) != counted:
        raise CannotComputeError(f"age_days berbeda dari umur menurut tanggalnya ({counted} hari).")
    return counted if typed is None else typed


def _age_by_dates(cells: Cells, at: Mapping[str, int]) -> int | None:
    birth = _day(cells, at, "birth_date")
    measured = _day(cells, at, "measured_on")
    days = age_in_days(birth, measured) if birth and measured else None
    if days is not None and days < 0:
        raise CannotComputeError("measured_on mendahului birth_date.")
    return days


def _growth_cells(g: Growth) -> list[str]:
    labels = g.labels
    return [
        _fixed(g.clenhei), _fixed(g.zlen), _fixed(g.zwei), _fixed(g.zwfl), _fixed(g.zbmi),
        _flag(g.flen), _flag(g.fwei), _flag(g.fwfl), _flag(g.fbmi),
        _label(labels.wei), _label(labels.len), _label(labels.wfl), _label(labels.bmi),
    ]  # fmt: skip


def _growth_caution(g: Growth) -> str:
    if g.flen or g.fwei or g.fwfl or g.fbmi:
        return "Hasilnya di luar batas wajar: periksa ulang pengukuran, umur, dan jenis kelamin."
    if stands_too_early(g.measurement.position, g.measurement.age_days):
        return "Umur di bawah 9 bulan tetapi diukur berdiri: ukur ulang berbaring."
    return ""


def _plan_classify(columns: Cells, dialect: Dialect) -> Work:
    at = _places(columns, CLASSIFY_INPUTS)
    current = rules()
    readers = [(name, at[name], _reader(name)) for name in CLASSIFY_INPUTS]
    comma = dialect.decimal == ","

    def compute(cells: Cells) -> tuple[Cells, str]:
        found = classify(VillageInputs(**{name: read(cells[place], name) for name, place, read in readers}), current)
        _check_possible(found)
        indices = [f"{index.hundredths // 100}.{index.hundredths % 100:02d}" for index in found.indices]
        results = [
            *(str(score.score) for score in found.scores),
            *(index.replace(".", ",") if comma else index for index in indices),
            found.level.label,
        ]
        return results, ""

    added = (
        *(rule.column for rule in current.indicators),
        "index_input",
        "index_proses",
        "index_output",
        "klasifikasi",
    )
    return Work(added, compute)


def _check_possible(found: Classification) -> None:
    for score in found.scores:
        most = score.indicator.most
        if most is not None and score.figure is not None and score.figure > most:
            raise CannotComputeError(f"{score.label}: {score.figure} lebih dari {most}, jumlah terbanyak yang ada.")


def _reader(name: str) -> Callable[[str, str], Any]:
    if name.endswith("_flag"):
        return _yes_no
    return _percentage if name.startswith("output_persentase") else _count


def _count(cell: str, name: str) -> int | None:
    figure = _number(cell, name)
    if figure is None:
        return None
    if figure < 0 or figure != int(figure):
        raise CannotComputeError(f"{name} harus bilangan bulat, 0 atau lebih.")
    return int(figure)


def _percentage(cell: str, name: str) -> int | None:
    bare = cell.strip().removesuffix("%").strip()
    if _number(bare, name) is None:
        return None
    figure = Decimal(bare.replace(",", "."))
    if figure < 0:
        raise CannotComputeError(f"{name} tidak boleh kurang dari 0.")
    return int(figure.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def _yes_no(cell: str, name: str) -> bool | None:
    word = cell.strip().casefold()
    if word not in _YES_NO:
        raise CannotComputeError(f"{name} harus 1, 0, atau kosong.")
    return _YES_NO[word]


def _places(columns: Cells, needed: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by its name in small letters. Raises ``KnownError`` where a needed one is not."""
    at: dict[str, int] = {}
    for place, name in enumerate(columns):
        if name.casefold() in at and name.casefold() in _READ:
            raise KnownError(
                "E-TABLE-COLUMNS", f"Kolom {name} ada dua kali.", "Hapus atau ganti nama salah satunya, lalu ulangi."
            )
        at[name.casefold()] = place
    missing = [name for name in needed if name not in at]
    if missing:
        raise _missing(missing)
    return at


def _missing(names: Sequence[str]) -> KnownError:
    return KnownError(
        "E-TABLE-COLUMNS",
        f"Kolom yang diperlukan tidak ada: {', '.join(names)}. Tidak ada yang ditulis.",
        "Periksa baris judul: namanya harus persis begitu. Kolom lain boleh ada dan akan ikut disalin.",
    )


def _sex(cell: str) -> Sex:
    word = cell.strip().casefold()
    found = _SEXES.get(word)
    if found:
        return found
    if word == "w":
        # Where W stands for wanita, P stands for pria: every P of this file would be read as a girl.
        raise KnownError(
            "E-TABLE-SEX",
            "Kolom sex memakai P dan W (pria, wanita), sedangkan di sini P berarti perempuan. Tidak ada yang ditulis.",
            "Ganti isinya menjadi 1 untuk laki-laki dan 2 untuk perempuan, lalu ulangi.",
        )
    raise CannotComputeError("sex belum diisi." if not word else "sex harus 1 atau 2, atau L atau P (P = perempuan).")


def _number(cell: str, name: str) -> float | None:
    bare = cell.strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise CannotComputeError(f"{name} bukan angka.")
    return float(bare.replace(",", "."))


def _day(cells: Cells, at: Mapping[str, int], name: str) -> date | None:
    bare = cells[at[name]].strip() if name in at else ""
    if not bare:
        return None
    iso, local = _ISO_DAY.fullmatch(bare), _LOCAL_DAY.fullmatch(bare)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
    except ValueError:
        pass
    raise CannotComputeError(f"{name} bukan tanggal yang ada; tulis 2026-03-05 atau 05/03/2026 (hari/bulan/tahun).")


def _word(known: Mapping[str, T], cells: Cells, at: Mapping[str, int], name: str, wanted: str) -> T:
    if name not in at:
        return known[""]
    word = cells[at[name]].strip().casefold()
    if word not in known:
        raise CannotComputeError(f"{name} harus {wanted}.")
    return known[word]


def _fixed(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.2f}"


def _flag(flagged: bool) -> str:
    return "1" if flagged else "0"


def _label(category: Category | None) -> str:
    return "" if category is None else category.label
