"""The two recaps that an office knows, column by column as the portal's export has them (domain.md 1.6).

A village without a record of something has an empty cell there, never a nought; the class counts what is missing as
the rule does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kampungkb_desktop.actions.classify_village import rules_now, states
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.table import REGION_COLUMNS, Row, Scope, Table, region_cells, state_line
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot, portal_roll_up
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.rules.classification import Classification, Rules, classify, rules_on
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

DETAIL: Final = (
    "Jumlah Sumber Dana", "Pokja Pengurusan", "Pokja SK", "Pokja Pelatihan", "Pokja Jumlah", "Pokja Jumlah Terlatih",
    "PLKB Pendamping", "Regulasi", "Regulasi Jumlah", "RKM", "Penggunaan Data", "Jumlah Mekanisme Operasional",
    "PUS", "Penduduk", "Keluarga", "Remaja", "Memiliki Balita", "Memiliki Remaja", "Memiliki Lansia",
    "BKB", "BKR", "BKL", "UPPKA", "PIKR", "IUD", "MOW", "MOP", "Kondom", "Implan", "Suntik", "Pil",
    "Hamil", "Anak Segera", "Anak Kemudian", "Tidak Ingin Anak",
)  # fmt: skip
"""After number, name and place."""
SCORES: Final = (
    ("I1", "Input Pokja"), ("I2", "Input Sumber Dana"), ("I3", "Input Poktan"), ("I4", "Input Sarana"),
    ("I5", "Input PKB/PLKB"), ("P1", "Proses Penggunaan Data"), ("P2", "Proses Operasional"),
    ("P3", "Proses Lintas Sektor"), ("O1", "Output Poktan"), ("O2", "Output CPR"), ("O3", "Output MKJP"),
    ("O4", "Output Unmet Need"),
)  # fmt: skip
INDICES: Final = ("Index Input", "Index Proses", "Index Output")
CLASS: Final = "Klasifikasi"
_WORDS: Final = {"Pokja Pengurusan", "Pokja SK", "Pokja Pelatihan", "PLKB Pendamping", "Regulasi", "RKM"}
_FIRST: Final = (Column("No", 6, "number"), Column("Kampung KB", 26), *REGION_COLUMNS)
_KEPT: Final = 2
_AT_ONCE: Final = 200
_ABOVE: Final = "Sel kosong: belum dicatat. Pemakai MAL dan tradisional dihitung menurut niatnya, seperti di portal."


def detail_recap(session: Session, scope: Scope, progress: Progress) -> Table:
    """One row a village, in the columns of the portal's detail recap."""
    columns = (*_FIRST, *(_detail_column(title) for title in DETAIL))
    above = ("Rekap rinci Kampung KB", state_line(scope), _ABOVE)
    return Table("Rekap rinci", columns, _rows(session, scope, progress, _detail), above, _KEPT)


def class_recap(session: Session, scope: Scope, progress: Progress) -> Table:
    """One row a village: its twelve scores, three indices and class."""
    by = _rules(session, scope)
    columns = (
        *_FIRST, *(Column(title, 11, "number") for _, title in SCORES),
        *(Column(title, 10, "measure") for title in INDICES), Column(CLASS, 16),
    )  # fmt: skip
    above = ("Rekap klasifikasi Kampung KB", state_line(scope), f"Aturan {by.version}. Yang belum dicatat bernilai 1.")
    rows = _rows(session, scope, progress, lambda state: _class_cells(classify(inputs_of(state), by)))
    return Table("Rekap klasifikasi", columns, rows, above, _KEPT)


def _rules(session: Session, scope: Scope) -> Rules:
    return rules_now(session) if scope.day == scope.today else rules_on(scope.day)


def month_asked(scope: Scope) -> str | None:
    """The month as the records are asked for: ``None`` for what is in force now."""
    return None if scope.month >= month_of(scope.today) else scope.month


def _rows(
    session: Session, scope: Scope, progress: Progress, cells: Callable[[VillageState], Sequence[Value]]
) -> Iterator[Row]:
    """A row a village, read by the hundred."""
    for start in range(0, len(scope.villages), _AT_ONCE):
        progress.report(start, len(scope.villages), "Membaca kampung")
        some = scope.villages[start : start + _AT_ONCE]
        with session.database.read() as conn:
            names, found = _names(conn, some), states(conn, some, month_asked(scope))
        for at, code in enumerate(some, start + 1):
            yield (at, names.get(code), *region_cells(code), *cells(found[code]))


def _names(conn: Connection, villages: Sequence[str]) -> dict[str, str]:
    rows = read.rows(conn, Village, ("village", "kkb_name"), {"village": list(villages)}, order=("id",))
    return {str(code): str(name) for code, name in rows if name}


def _detail_column(title: str) -> Column:
    return Column(title, 12, "text" if title in _WORDS else "number")


def _detail(state: VillageState) -> list[Value]:
    profile = state.profile or InstitutionProfile()
    population = state.population or PopulationSnapshot()
    monthly = state.monthly or MonthlySnapshot()
    inputs, typed = inputs_of(state), portal_roll_up(monthly)
    return [
        inputs.total_sumber_dana, _there(profile.has_pokja), _there(profile.pokja_decree),
        _done(profile.pokja_trained), profile.pokja_members, profile.pokja_trained_members,
        _there(profile.has_pkb), _there(profile.has_regulation), _regulations(profile),
        _there(profile.has_plan), inputs.total_penggunaan_data, inputs.total_operasional,
        population.pus, total(population), population.families, population.adolescents,
        population.families_toddler, population.families_adolescent, population.families_elderly,
        monthly.bkb, monthly.bkr, monthly.bkl, monthly.uppka, monthly.pikr,
        *(count for _, _, count in typed.methods), *(count for _, _, count in typed.reasons),
    ]  # fmt: skip


def _there(answer: bool | None) -> Value:
    return None if answer is None else "Ada" if answer else "Tidak Ada"


def _done(answer: bool | None) -> Value:
    return None if answer is None else "Ya" if answer else "Tidak"


def _regulations(profile: InstitutionProfile) -> int | None:
    """An empty list cannot be told from an unanswered one; in a complete profile it means none."""
    if profile.has_regulation is False or (profile.regulations is None and profile.status == DONE):
        return 0
    return None if profile.regulations is None else len(profile.regulations)


def _class_cells(found: Classification) -> list[Value]:
    return [
        *(found.score(code).score for code, _ in SCORES),
        *(index.hundredths / 100 for index in found.indices),
        found.level.label,
    ]
