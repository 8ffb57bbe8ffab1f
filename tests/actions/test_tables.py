"""CSV lists with growth or classes added, as posyandu and districts really write them."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions.tables import GROWTH_RESULTS, growth_table
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.rules.growth import Measurement, assess

HEADING = "id,sex,age_days,weight,lenhei,measure,oedema"


def grow(folder: Path, text: str | bytes) -> tuple[list[dict[str, str]], list[int], list[str]]:
    """Rows of the output, lines refused and reasons."""
    source, target = folder / "anak.csv", folder / "hasil.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = growth_table(source, target, silent())
    rows = read(target)
    assert report.rows == len(rows)
    assert report.done == report.rows - len(report.errors)
    return rows, [error.line for error in report.errors], [error.reason for error in report.errors]


def read(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_a_posyandu_list(tmp_path: Path) -> None:
    rows, refused, _ = grow(tmp_path, f"{HEADING},dusun\n1,1,987,,72.86,L,n,Mawar\n2,P,730,9.5,77.5,H,,\n")
    assert refused == []
    assert list(rows[0]) == [*HEADING.split(","), "dusun", *GROWTH_RESULTS]
    first, second = rows
    assert (first["clenhei"], first["zlen"], first["zwei"], first["flen"]) == ("72.16", "-6.09", "", "1")
    assert first["dusun"] == "Mawar"
    assert (second["clenhei"], second["zlen"], second["flen"]) == ("78.20", "-2.54", "0")
    assert second["tb_u"] == "Pendek"
    assert second["bb_u"] == "Berat badan normal"


def test_dates_instead_of_age(tmp_path: Path) -> None:
    heading = "id,sex,birth_date,measured_on,weight,lenhei,measure,oedema\n"
    rows, refused, reasons = grow(
        tmp_path,
        heading + "a,L,2024-01-10,2025-01-09,9,75,L,n\nb,L,10/01/2024,09-01-2025,9,75,L,n\n"
        "c,L,2025-01-09,2024-01-10,9,75,L,n\nd,L,2025-02-30,2025-03-30,9,75,L,n\ne,L,,2025-03-30,9,75,L,n\n",
    )
    by_age = assess(Measurement("L", 365, 9, 75, "L", False))
    assert rows[0]["zlen"] == rows[1]["zlen"] == f"{by_age.zlen:.2f}"
    assert refused == [4, 5]
    assert "mendahului" in reasons[0]
    assert "tanggal" in reasons[1]
    assert rows[4]["zlen"] == ""
    assert rows[4]["zwfl"] != ""


def test_age_and_dates_must_agree(tmp_path: Path) -> None:
    heading = "sex,age_days,birth_date,measured_on,weight,lenhei\n"
    rows, refused, _ = grow(
        tmp_path, heading + "1,365,2024-01-10,2025-01-09,9,75\n1,30,2024-01-10,2025-01-09,9,75\n1,365,Januari,,9,75\n"
    )
    assert refused == [3]
    assert rows[0]["zlen"] == rows[2]["zlen"] != ""


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("1,X,100,5,60,L,n", "sex"), ("1,,100,5,60,L,n", "sex"), ("1,1,-1,5,60,L,n", "age_days"),
        ("1,1,abc,5,60,L,n", "age_days"), ("1,1,100,0,60,L,n", "weight"), ("1,1,100,5200,60,L,n", "kilogram"),
        ("1,1,100,5,0.6,L,n", "sentimeter"), ("1,1,100,5,600,L,n", "sentimeter"), ("1,1,100,5,60,Z,n", "measure"),
        ("1,1,100,5,60,L,mungkin", "oedema"), ("1,1,100,nan,60,L,n", "weight"), ("1,1,100,1e1,60,L,n", "weight"),
        ("1,1,100,5,5,60,L,n", "kolom"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_done(tmp_path: Path, row: str, word: str) -> None:
    good = "7,1,100,6,60,L,n"
    rows, refused, reasons = grow(tmp_path, f"{HEADING}\n{good}\n{row}\n{good}\n")
    assert refused == [3]
    assert word in reasons[0]
    assert [bool(found["zlen"]) for found in rows] == [True, False, True]
    assert {rows[1][name] for name in GROWTH_RESULTS} == {""}
    assert rows[1]["id"] == "1"


def test_a_stray_quote_costs_one_row(tmp_path: Path) -> None:
    lines = [HEADING, '"1,1,100,6,60,L,n', *(f"{n},1,100,6,60,L,n" for n in range(60))]
    rows, refused, reasons = grow(tmp_path, "\n".join(lines) + "\n")
    assert refused == [2]
    assert "kutip" in reasons[0]
    assert len(rows) == 61
    assert all(found["zlen"] == "-1.06" for found in rows[1:])


def test_quoted_cells_keep_their_commas_and_lines(tmp_path: Path) -> None:
    note = 'satu, "dua"\ntiga'
    buffer = io.StringIO()
    csv.writer(buffer).writerows([[*HEADING.split(","), "catatan"], ["1", "1", "100", "6,5", "60", "L", "n", note]])
    rows, refused, _ = grow(tmp_path, buffer.getvalue() + "2,1,xx,6,60,L,n,\n")
    assert rows[0]["catatan"] == note.replace("\n", "\n")
    assert rows[0]["zwei"] == f"{assess(Measurement('L', 100, 6.5, 60, 'L')).zwei:.2f}"
    assert refused == [4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_way_to_save_a_csv(tmp_path: Path, encoding: str, delimiter: str, newline: str) -> None:
    lines = [f"{HEADING},nama", "1,2,100,6.2,60.5,L,n,Café Señor"]
    text = newline.join(line.replace(",", delimiter) for line in lines) + newline
    rows, refused, _ = grow(tmp_path, text.encode(encoding))
    assert refused == []
    assert rows[0]["nama"] == "Café Señor"
    assert rows[0]["zlen"] == f"{assess(Measurement('P', 100, 6.2, 60.5, 'L')).zlen:.2f}"
    assert (newline == "\r\n") == (b"\r\n" in (tmp_path / "hasil.csv").read_bytes())
    assert (tmp_path / "hasil.csv").read_bytes().startswith(b"\xef\xbb\xbf") == (encoding != "utf-8")


def test_indonesian_spreadsheets_get_commas_back(tmp_path: Path) -> None:
    rows, _, _ = grow(tmp_path, "sep=;\nsex;age_days;weight;lenhei\nP;100;6,2;60,5\n")
    assert rows[0]["zlen"] == f"{assess(Measurement('P', 100, 6.2, 60.5)).zlen:.2f}".replace(".", ",")
    assert rows[0]["clenhei"] == "60,50"


def test_missing_measure_and_oedema_are_said(tmp_path: Path) -> None:
    source = tmp_path / "anak.csv"
    source.write_text("sex,age_days,weight,lenhei\n1,100,6,60\n")
    report = growth_table(source, tmp_path / "hasil.csv", silent())
    assert len(report.notes) == 2


def test_rows_to_look_at_again(tmp_path: Path) -> None:
    source = tmp_path / "anak.csv"
    source.write_text(f"{HEADING}\n1,1,240,6,60,H,n\n2,1,100,6,60,L,n\n3,1,987,10,72.8,L,n\n")
    report = growth_table(source, tmp_path / "hasil.csv", silent())
    assert [caution.line for caution in report.cautions] == [2, 4]
    assert "berbaring" in report.cautions[0].reason


def test_running_again_replaces_the_results(tmp_path: Path) -> None:
    source, once, twice = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    source.write_text(f"{HEADING}\n1,1,240,6,60,L,n\n")
    growth_table(source, once, silent())
    growth_table(once, twice, silent())
    assert once.read_bytes() == twice.read_bytes()


def test_headings_in_any_case_and_with_spaces(tmp_path: Path) -> None:
    rows, _, _ = grow(tmp_path, "\n,,\nSex, Age_Days ,WEIGHT,LenHei\n1,100,6,60\n\n  \n1,100,6,60\n")
    assert len(rows) == 2
    assert rows[1]["zlen"] == "-1.06"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-TABLE-FORMAT"), (b"\n\n", "E-TABLE-FORMAT"), (b",,,\n", "E-TABLE-FORMAT"),
        (b"PK\x03\x04rest", "E-TABLE-FORMAT"), (b"sex\0weight\n", "E-TABLE-FORMAT"),
        (b"id,sex,weight\n1,1,2\n", "E-TABLE-COLUMNS"), (b"sex,weight,lenhei\n1,6,60\n", "E-TABLE-COLUMNS"),
        (b"sex,sex,age_days,weight,lenhei\n1,1,100,6,60\n", "E-TABLE-COLUMNS"),
        (b"sex,age_days,weight,lenhei\nP,100,6,60\nW,100,6,60\n", "E-TABLE-SEX"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused_whole(tmp_path: Path, content: bytes, code: str) -> None:
    source, target = tmp_path / "masuk.csv", tmp_path / "hasil.csv"
    source.write_bytes(content)
    target.write_text("lama")
    with pytest.raises(KnownError) as met:
        growth_table(source, target, silent())
    assert met.value.code == code
    assert met.value.next_step
    assert target.read_text() == "lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil.csv", "masuk.csv"]


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(f"{HEADING}\n1,1,240,6,60,L,n\n")
    link = tmp_path / "b.csv"
    link.hardlink_to(source)
    part = tmp_path / "x.csv.part"
    part.write_text(source.read_text())
    for wrong, target in ((source, source), (source, link), (part, tmp_path / "x.csv")):
        with pytest.raises(KnownError) as met:
            growth_table(wrong, target, silent())
        assert met.value.code == "E-TABLE-SAME"
    assert source.read_text() == part.read_text()


def test_missing_source_and_impossible_targets(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    with pytest.raises(KnownError) as met:
        growth_table(source, tmp_path / "b.csv", silent())
    assert met.value.code == "E-TABLE-MISSING"
    source.write_text(f"{HEADING}\n1,1,240,6,60,L,n\n")
    with pytest.raises(KnownError) as met:
        growth_table(source, tmp_path, silent())
    assert met.value.code == "E-TABLE-TARGET"
    with pytest.raises(KnownError) as met:
        growth_table(source, tmp_path / "tidak" / "ada" / "b.csv", silent())
    assert met.value.code == "E-TABLE-WRITE"


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(HEADING + "\n" + "1,1,240,6,60,L,n\n" * 1000)
    progress = Progress()
    progress.cancel.set()
    with pytest.raises(Cancelled):
        growth_table(source, target, progress)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(HEADING + "\n" + "1,1,240,6,60,L,n\n" * 1000)
    seen: list[tuple[int, int | None]] = []
    growth_table(source, target, Progress(sink=lambda step: seen.append((step.done, step.total))))
    assert seen[-1][0] == seen[-1][1]
    assert all(total is not None and done <= total for done, total in seen)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_plain_refusal(tmp_path: Path, junk: bytes) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(b"sex,age_days,weight,lenhei\n1,100,6,60\n" + junk + b"\n1,100,6,60\n")
    with suppress(KnownError):
        report = growth_table(source, target, silent())
        assert report.rows >= 1
        assert report.done >= 1
