"""Tables for spreadsheets say what the records say, name nobody who asked not to be named, and appear whole or not."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import OFFERS, offer
from kampungkb_desktop.actions.tables_out.recaps import DETAIL, INDICES, SCORES
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.actions.tables_out.writing import GLIMPSE, glimpse, write_tables
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.village import Village

MALUANG, GUNUNG_TABUR = "64.03.06.2004", "64.03.06.1003"
TODAY = date(2026, 11, 22)
NIK, KK = "6403065203200001", "6403060101990007"
SCOPE = Scope((MALUANG, GUNUNG_TABUR), "2026-10", TODAY)


def family(at: int, head: str = "", *, restricted: bool | None = None) -> Family:
    return Family(
        id=f"keluarga-{at}", village=MALUANG, head_name=head or f"Rekaan {at}", rt="001", rw="002", kk=KK,
        restricted=restricted,
    )  # fmt: skip


def measuring(name: str, on: date) -> ChildMeasurement:
    return ChildMeasurement(
        id=name, village=MALUANG, member_id="anak", measured_on=on, weight_kg=8.4, lenhei_cm=72.5
    )  # fmt: skip


def fill(session: Session) -> None:
    """One village with everything, one with nothing."""
    child = Member(
        id="anak", village=MALUANG, family_id="keluarga-1", full_name="Bayi Rekaan", sex=WOMAN, nik=NIK,
        birth_date=date(2025, 10, 9),
    )  # fmt: skip
    save(session, "Isi", [
        Village(id="kampung", village=MALUANG, kkb_name="=Maluang Sejati"),
        InstitutionProfile(
            id="profil", village=MALUANG, month="2026-09", has_pokja=True, pokja_members=15, has_regulation=True,
            regulations=("gubernur", "kades"), funds=("apbn",), has_plan=False, status="selesai",
        ),
        PopulationSnapshot(
            id="jiwa", village=MALUANG, as_of=date(2026, 9, 30), male_0_4=4, female_0_4=6, pus=20, families=9
        ),
        MonthlySnapshot(
            id="bulan", village=MALUANG, month="2026-10", bkb=7, users_iud=3, users_lam=2, nonuser_iat=1, placed_iat=2
        ),
        family(1), family(2, "Tidak Disebut", restricted=True), child,
        measuring("ukur", date(2026, 10, 9)), measuring("lama", date(2026, 9, 9)),
    ])  # fmt: skip


def rows_of(session: Session, key: str, scope: Scope = SCOPE) -> list[dict[str, object]]:
    """The rows of a table by the titles of its columns."""
    (table, *_) = offer(key).make(session, scope, silent())
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, row, strict=True)) for row in table.rows]


def test_the_detail_recap_says_what_is_recorded_and_nothing_of_what_is_not(officer: Session) -> None:
    fill(officer)
    here, nothing = rows_of(officer, "rekap-rinci")
    wanted = {
        "No": 1, "Kampung KB": "=Maluang Sejati", "Kecamatan": "Gunung Tabur", "Desa": "Maluang",
        "Jumlah Sumber Dana": 1, "Pokja Pengurusan": "Ada", "Pokja SK": None, "Pokja Jumlah": 15, "Regulasi": "Ada",
        "Regulasi Jumlah": 2, "RKM": "Tidak Ada", "Penggunaan Data": 0, "PUS": 20, "Penduduk": 10, "Keluarga": 9,
        "BKB": 7, "BKR": None, "IUD": 3, "Hamil": None, "Anak Kemudian": 3,
    }  # fmt: skip
    assert {key: here[key] for key in wanted} == wanted
    assert tuple(here)[6:] == DETAIL
    assert {nothing[title] for title in DETAIL} == {None}


def test_the_class_recap_is_the_class_on_the_screen(officer: Session) -> None:
    fill(officer)
    here, _ = rows_of(officer, "rekap-klasifikasi")
    found = classify(officer, MALUANG, "2026-10")
    assert [here[title] for _, title in SCORES] == [score.score for score in found.scores]
    assert [here[title] for title in INDICES] == [index.hundredths / 100 for index in found.indices]
    assert here["Klasifikasi"] == found.level.label


def test_a_recap_of_a_month_does_not_know_what_came_later(officer: Session) -> None:
    fill(officer)
    (before, _) = rows_of(officer, "rekap-rinci", Scope(SCOPE.villages, "2026-08", TODAY))
    assert (before["Pokja Jumlah"], before["BKB"]) == (None, None)


def test_the_book_adds_up_what_villages_say(officer: Session) -> None:
    fill(officer)
    (only,) = rows_of(officer, "buku")
    assert (only["Kecamatan"], only["Kampung"], only["Dasar"]) == ("Gunung Tabur", 2, 2)
    assert (only["PUS"], only["MOW"], only["Kampung dengan data penduduk"]) == (20, None, 1)


@pytest.mark.parametrize("key", [one.key for one in OFFERS if one.personal])
def test_who_asked_for_restriction_is_named_nowhere(officer: Session, key: str) -> None:
    fill(officer)
    said = str(rows_of(officer, key))
    assert "Tidak Disebut" not in said
    assert "keluarga-2" not in said


def test_a_measuring_comes_with_its_child_and_what_it_says(officer: Session) -> None:
    fill(officer)
    (one,) = rows_of(officer, "balita")
    assert (one["Nama"], one["Kepala keluarga"], one["Umur (bulan)"]) == ("Bayi Rekaan", "Rekaan 1", 12)
    assert one["PB/U atau TB/U"] == "Normal"
    assert one["Tanggal ukur"] == date(2026, 10, 9), "that of September is not of this month"


def test_numbers_of_people_are_hidden_unless_they_are_wanted(officer: Session) -> None:
    fill(officer)
    (hidden, *_), open_scope = rows_of(officer, "anggota"), Scope(SCOPE.villages, "2026-10", TODAY, masked=False)
    assert NIK not in str(hidden)
    assert KK not in str(hidden)
    assert rows_of(officer, "anggota", open_scope)[0]["NIK"] == NIK


@pytest.mark.parametrize("key", [one.key for one in OFFERS])
def test_what_is_written_is_what_was_read(officer: Session, tmp_path: Path, key: str) -> None:
    fill(officer)
    target, chosen = tmp_path / "tabel.xlsx", offer(key)
    written = write_tables(officer, chosen, SCOPE, target, silent())
    book = load_workbook(target)
    assert written.sheets == len(book.worksheets)
    first, tables = book.worksheets[0], chosen.make(officer, SCOPE, silent())
    skipped = len(tables[0].above)
    cells = [
        [getattr(cell.value, "date", lambda value=cell.value: value)() for cell in row] for row in first.iter_rows()
    ]
    width = len(tables[0].columns)
    assert cells[skipped] == [c.title for c in tables[0].columns]
    read_back = [row[:width] for row in cells[skipped + 1 :] if any(value is not None for value in row)]
    assert read_back == [list(row) for row in tables[0].rows]
    assert first.auto_filter.ref.startswith(f"A{skipped + 1}:")
    assert not list(tmp_path.glob("*.part"))


def test_codes_and_formulas_are_texts_and_counts_are_numbers(officer: Session, tmp_path: Path) -> None:
    fill(officer)
    target = tmp_path / "rinci.xlsx"
    write_tables(officer, offer("rekap-rinci"), SCOPE, target, silent())
    sheet = load_workbook(target).worksheets[0]
    name, count = sheet.cell(5, 2), sheet.cell(5, 6 + DETAIL.index("PUS") + 1)
    assert (name.value, name.data_type, name.number_format) == ("=Maluang Sejati", "s", "@")
    assert (count.value, count.data_type, count.number_format) == (20, "n", "#,##0")


def test_csv_is_what_excel_here_opens_by_itself(officer: Session, tmp_path: Path) -> None:
    fill(officer)
    target = tmp_path / "balita.csv"
    write_tables(officer, offer("balita"), SCOPE, target, silent())
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, one = csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";")
    found = dict(zip(heading, one, strict=True))
    assert (found["Tanggal ukur"], found["Berat badan (kg)"]) == ("09/10/2026", "8,4")


def test_several_sheets_are_no_csv(officer: Session, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="E-LIST-CSV"):
        write_tables(officer, offer("buku"), SCOPE, tmp_path / "buku.csv", silent())
    assert [one.name for one in tmp_path.iterdir()] == ["petugas"]


def test_batal_leaves_nothing_behind(officer: Session, tmp_path: Path) -> None:
    fill(officer)
    progress = Progress()
    progress.cancel.set()
    with pytest.raises(Cancelled):
        write_tables(officer, offer("anggota"), SCOPE, tmp_path / "anggota.xlsx", progress)
    assert [one.name for one in tmp_path.iterdir()] == ["petugas"]


def test_a_place_that_takes_nothing_is_a_plain_sentence(officer: Session, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="E-LIST-WRITE"):
        write_tables(officer, offer("rekap-rinci"), SCOPE, tmp_path / "tidak-ada" / "rinci.xlsx", silent())


def test_writing_names_is_in_the_trail_and_figures_are_not(officer: Session, tmp_path: Path) -> None:
    fill(officer)
    write_tables(officer, offer("rekap-rinci"), SCOPE, tmp_path / "a.xlsx", silent())
    assert not [one for one in officer.trail.entries() if one.what == trail.LISTED]
    write_tables(officer, offer("anggota"), SCOPE, tmp_path / "b.xlsx", silent())
    (noted,) = [one for one in officer.trail.entries() if one.what == trail.LISTED]
    assert noted.count == 1


def test_a_look_takes_the_first_rows_only(officer: Session) -> None:
    save(officer, "Isi", [family(at) for at in range(GLIMPSE + 5)])
    shown = glimpse(officer, offer("keluarga"), SCOPE, silent())
    assert (len(shown.rows), shown.more, shown.sheets) == (GLIMPSE, True, 1)
    assert len(shown.titles) == len(shown.rows[0])
