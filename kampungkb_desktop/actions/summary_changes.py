"""What has changed in a village since the month before: figures of both months, with the step in words.

Both months are read the same way, from the records in force at their ends; a figure that one of them lacks is left
out. Without a monthly record of the month before there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable

from kampungkb_desktop.actions.summary_class import classification
from kampungkb_desktop.base.text import month_shift, number
from kampungkb_desktop.forms.monthly import POKTAN, MonthlySnapshot, users
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.report.register_content import Change, Changes
from kampungkb_desktop.report.summary_content import CLASS_NAMES
from kampungkb_desktop.rules.figures_village import VillageState, output_percentages

_SOURCE = "Diisi seperti di bawah; perubahannya dihitung dari isian yang berlaku pada akhir kedua bulan"
Counts = tuple[int | None, int | None]


def changes(before: VillageState, now: VillageState, month: str, held: tuple[int, int]) -> Changes:
    """``month`` is the month of the paper; ``held`` are the activities of the month before and of this one."""
    earlier = month_shift(month, -1)
    if before.monthly is None or before.monthly.month != earlier:
        return Changes(month=earlier)
    old, new = _figures(before), _figures(now)
    rows = [_step(label, (old[label], new[label])) for label in old]
    old_rates, new_rates = output_percentages(before), output_percentages(now)
    for label, pair in (
        ("CPR", (old_rates.cpr, new_rates.cpr)),
        ("MKJP", (old_rates.mkjp, new_rates.mkjp)),
        ("Unmet need", (old_rates.unmet, new_rates.unmet)),
    ):
        rows.append(_step(label, pair, " %"))
    rows.append(_step("Kegiatan sebulan", held))
    level = _class(before, now, month)
    return Changes(month=earlier, rows=tuple(row for row in rows if row is not None), level=level, source=_SOURCE)


def _figures(state: VillageState) -> dict[str, int | None]:
    counted = state.population or PopulationSnapshot()
    monthly = state.monthly or MonthlySnapshot()
    return {
        "Jumlah jiwa": total(counted),
        "Jumlah keluarga": counted.families,
        "PUS": counted.pus,
        "Peserta KB": users(monthly, portal_only=True),
        "Peserta poktan": _sum(getattr(monthly, name) for name, _ in POKTAN),
    }


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _step(label: str, pair: Counts, unit: str = "") -> Change | None:
    """ "naik 14", "turun 3", "tetap"."""
    then, now = pair
    if then is None or now is None:
        return None
    step = now - then
    shown = f"{number(then)}{unit}", f"{number(now)}{unit}"
    if step == 0:
        return Change(label, *shown, "tetap")
    words = f"{'naik' if step > 0 else 'turun'} {number(abs(step))}{' poin' if unit else ''}"
    return Change(label, *shown, words, 1 if step > 0 else -1)


def _class(before: VillageState, now: VillageState, month: str) -> str:
    then, today = classification(before, month_shift(month, -1)).name, classification(now, month).name
    if then is None or today is None:
        return ""
    if then == today:
        return f"Klasifikasinya tetap {today}."
    step = "naik" if CLASS_NAMES.index(today) > CLASS_NAMES.index(then) else "turun"
    return f"Klasifikasinya {step} dari {then} menjadi {today}."
