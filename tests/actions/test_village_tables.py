"""CSV lists of villages with scores, indices and class added."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions.tables import CLASSIFY_INPUTS, classify_table
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.rules.classification import VillageInputs, classify


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def line_of(cells: Iterable[object]) -> str:
    return ",".join("" if cell is None else str(cell) for cell in cells)


def village_rows(folder: Path, *lines: str, heading: str = ",".join(CLASSIFY_INPUTS)) -> list[dict[str, str]]:
    source, target = folder / "desa.csv", folder / "kelas.csv"
    source.write_text("\n".join([heading, *lines]) + "\n")
    classify_table(source, target, silent())
    return read(target)


def test_villages_of_every_class(tmp_path: Path) -> None:
    rows = village_rows(
        tmp_path,
        "1,15,1,3,5,2,1,1,3,5,6,20,60,25,8",
        "ya,15,ya,3,5,2,ada,true,3,5,6,20,60,17,12.5",
        "1,15,1,3,5,2,1,1,1,2,3,20,60,25,8",
        "1,,0,1,2,0,1,0,1,2,2,20 %,60,25,8",
        ",,,,,,,,,,,,,,",
        "1,15,1,3,5,2,1,1,3,5,6,20,40.5,25,5",
    )
    assert [row["klasifikasi"] for row in rows[:4]] == ["Berkelanjutan", "Berkembang", "Mandiri", "Dasar"]
    assert rows[4]["klasifikasi"] == "Dasar"
    first = rows[0]
    assert (first["index_input"], first["index_proses"], first["index_output"]) == ("3.40", "3.33", "3.25")
    assert (first["input_pokja"], first["input_pkb"], first["output_unmet"]) == ("4", "3", "3")
    assert rows[1]["output_unmet"] == "2"
    assert rows[-1]["output_cpr"] == "2"
    assert rows[-1]["klasifikasi"] == "Berkelanjutan"


def test_a_village_without_any_data_is_dasar(tmp_path: Path) -> None:
    heading = "desa," + ",".join(CLASSIFY_INPUTS)
    (row,) = village_rows(tmp_path, "Contoh" + "," * 15, heading=heading)
    assert row["klasifikasi"] == "Dasar"
    assert row["desa"] == "Contoh"
    assert row["output_unmet"] == "1"


@pytest.mark.parametrize(
    ("at", "cell", "word"),
    [
        (0, "t", "pokja_pengurusan_flag"), (1, "-1", "pokja_jumlah"), (1, "1.5", "pokja_jumlah"),
        (3, "7", "Sumber dana"), (5, "3", "Rumah DataKu"), (11, "banyak", "output_persentase_poktan"),
        (14, "-5", "output_persentase_unmet"),
    ],
)  # fmt: skip
def test_a_bad_village_is_named(tmp_path: Path, at: int, cell: str, word: str) -> None:
    cells = ["1", "15", "1", "3", "5", "2", "1", "1", "3", "5", "6", "20", "60", "25", "8"]
    source, target = tmp_path / "desa.csv", tmp_path / "kelas.csv"
    bad = [*cells[:at], cell, *cells[at + 1 :]]
    source.write_text("\n".join([",".join(CLASSIFY_INPUTS), ",".join(cells), ",".join(bad)]))
    report = classify_table(source, target, silent())
    assert [error.line for error in report.errors] == [3]
    assert word in report.errors[0].reason
    assert (report.rows, report.done) == (2, 1)
    assert [row["klasifikasi"] for row in read(target)] == ["Berkelanjutan", ""]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as met:
        village_rows(tmp_path, "1,2", heading="pokja_pengurusan_flag,pokja_jumlah")
    assert "regulasi_flag" in met.value.sentence


flag = st.sampled_from((None, 0, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            flag, st.none() | st.integers(0, 30), flag, st.none() | st.integers(0, 6), st.none() | st.integers(0, 5),
            st.none() | st.integers(0, 2), flag, flag, st.none() | st.integers(0, 5), st.none() | st.integers(0, 5),
            *(st.none() | st.integers(0, 100) for _ in range(5)),
        ),
        min_size=1, max_size=20,
    )
)  # fmt: skip
def test_the_table_says_what_the_rule_says(tmp_path: Path, rows: list[tuple[int | None, ...]]) -> None:
    heading = "nomor," + ",".join(CLASSIFY_INPUTS)
    found = village_rows(tmp_path, *(f"{n},{line_of(row)}" for n, row in enumerate(rows)), heading=heading)
    for cells, row in zip(rows, found, strict=True):
        values = dict(zip(CLASSIFY_INPUTS, cells, strict=True))
        inputs = VillageInputs(
            **{n: bool(v) if n.endswith("_flag") and v is not None else v for n, v in values.items()}  # type: ignore[arg-type]
        )
        wanted = classify(inputs)
        assert row["klasifikasi"] == wanted.level.label
        assert [row[score.indicator.column] for score in wanted.scores] == [str(s.score) for s in wanted.scores]
