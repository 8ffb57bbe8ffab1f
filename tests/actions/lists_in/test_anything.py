"""Any table at all, matched anyhow: it is refused with a sentence, or it goes in whole and comes out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.lists_in.accepting import accept
from kampungkb_desktop.actions.lists_in.list_file import ListFile
from kampungkb_desktop.actions.lists_in.plan import Mode, Verdict
from kampungkb_desktop.actions.lists_in.preview import Choices, look, preview
from kampungkb_desktop.actions.lists_in.sheets import Row, Sheet
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.lists_in.targets import TARGETS
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.lists_in.making import HEADING, TODAY

SEEN = [
    "6403060503900001", "6403061101150001", 6403060503900001, 6.40306e15, "6,40306E+15", "Suparman", "Siti Aminah",
    "L", "P", "W", 1, 2, 3, 4, "Kepala keluarga", "Istri", "Anak", "5/3/1990", "31/02/1990", 32937, "050390", "Ya",
    "Tidak", "v", "-", "", " ", None, True, date(1990, 3, 5), "Jumlah", "001", 1.0, 36.5, "Suntik", "Menikah",
    "64.03.06.2004", "Maluang", "é" * 300, "=1+1", "\x00", "\ud800",
]  # fmt: skip
CELLS = st.sampled_from(SEEN) | st.text(max_size=8) | st.integers() | st.floats()
TITLES = st.sampled_from(
    [*HEADING, *(title for title, _ in SIGA_COLUMNS), "No", "Desa", "Kode desa", "RT/RW", "Apa saja"]
)
TABLES = st.integers(2, 8).flatmap(
    lambda width: st.tuples(
        st.lists(TITLES, min_size=width, max_size=width, unique=True),
        st.lists(st.lists(CELLS, min_size=0, max_size=width), min_size=1, max_size=8),
    )
)
MATCHED = st.none() | st.lists(st.sampled_from(sorted(TARGETS)), min_size=1, max_size=8, unique=True)


def _counts(session: Session) -> tuple[int, int]:
    with session.database.read() as conn:
        return read.count(conn, Family), read.count(conn, Member)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TABLES, MATCHED, st.sampled_from([None, VILLAGE]), st.sampled_from(list(Mode)))
def test_any_table_goes_in_whole_or_not_at_all(
    officer: Session, tmp_path: Path,
    table: tuple[list[str], list[list[Any]]], matched: list[str] | None, village: str | None, mode: Mode,
) -> None:  # fmt: skip
    titles, body = table
    rows: list[Row] = [(at, list(cells)) for at, cells in enumerate([titles, *body], 1)]
    path = tmp_path / "apa saja.xlsx"
    path.touch()
    info = path.stat()
    file = ListFile(path, (info.st_size, info.st_mtime_ns), (Sheet("Lembar", tuple(rows)),))
    before = _counts(officer)
    try:
        seen = look(officer, file, TODAY)
        columns = seen.columns if matched is None else dict(enumerate(matched))
        plan = preview(officer, seen.table, Choices(columns, village), TODAY, silent())
        for line in plan.lines:
            if line.verdict(mode) is Verdict.DOUBT:
                plan.ticks[line.row] = True
        taken = accept(officer, file, plan, mode, TODAY, silent())
    except KnownError as refused:
        assert refused.code.startswith("E-LIST-")  # noqa: PT017  only known refusals
        assert _counts(officer) == before
        return
    assert _counts(officer) == (before[0] + taken.families, before[1] + taken.members)
    assert verify(officer) == ()
    if taken.saved.action:
        assert undo.undo(officer) is not None
    assert _counts(officer) == before
