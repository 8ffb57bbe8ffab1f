"""What a child's measuring says, as cells beside it: age, z-scores, the categories of Permenkes 2/2020, and a word
where WHO calls a value implausible."""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.rules.child_growth import assess_child
from kampungkb_desktop.rules.growth_categories import Category
from kampungkb_desktop.rules.measuring import completed_months

GROWTH_COLUMNS: Final = (
    Column("Umur (bulan)", 9, "number"), Column("Z-skor BB/U", 10, "measure"), Column("BB/U", 24),
    Column("Z-skor PB/U atau TB/U", 10, "measure"), Column("PB/U atau TB/U", 20),
    Column("Z-skor BB/PB atau BB/TB", 10, "measure"), Column("BB/PB atau BB/TB", 26),
    Column("Z-skor IMT/U", 10, "measure"), Column("IMT/U", 26), Column("Periksa ulang", 30),
)  # fmt: skip
_AGAIN: Final = "Hasil di luar batas wajar"


def growth_cells(measured: ChildMeasurement, child: Member | None) -> list[Value]:
    """The cells under ``GROWTH_COLUMNS``; empty where the child's sex, birth date or the day is not recorded."""
    found = assess_child(child, [measured]) if child is not None else ()
    if not found or child is None or child.birth_date is None or found[0].on < child.birth_date:
        return [None] * len(GROWTH_COLUMNS)
    growth = found[0].growth
    labels = growth.labels
    doubtful = growth.fwei or growth.flen or growth.fwfl or growth.fbmi
    return [
        completed_months(child.birth_date, found[0].on),
        growth.zwei, _label(labels.wei), growth.zlen, _label(labels.len),
        growth.zwfl, _label(labels.wfl), growth.zbmi, _label(labels.bmi), _AGAIN if doubtful else None,
    ]  # fmt: skip


def _label(category: Category | None) -> Value:
    return category.label if category is not None else None
