"""What is exported can be imported and is equal: into the same store nothing changes, into an empty one every cell
comes back; and a changed cell, a new row, a missing column, a bad cell do what they should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.plan import Mode, Verdict
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.accepting import accept_registers
from kampungkb_desktop.actions.tables_in.recognising import open_registers, reading_order
from kampungkb_desktop.actions.tables_out.offers import OFFERS, REGISTERS
from kampungkb_desktop.actions.undo import undo_action
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE, copied
from tests.actions.tables_in.registers import (
    BOOK,
    FORMS,
    cells,
    column_of,
    edited,
    linked,
    planned,
    registers,
    rows_below,
    taken,
    verdicts,
    written,
)

_TURN = count()
_FEW = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
HOME, MAN, WOMAN = (f"{at:032x}" for at in (1, 2, 3))
CARD, NIK = "6403061101150001", "6403060503900001"


def _family() -> list[Record]:
    home = Family(id=HOME, village=VILLAGE, status="selesai", head_name="Suparman", kk=CARD, rt="002", rw="001")
    person = Member(village=VILLAGE, status="selesai", family_id=HOME)
    man = replace(person, id=MAN, full_name="Suparman", nik=NIK, sex="laki_laki", birth_date=date(1990, 3, 5),
                  relation="kepala_keluarga")  # fmt: skip
    wife = replace(person, id=WOMAN, full_name="Aminah", sex="perempuan", birth_date=date(1992, 8, 5),
                   relation="istri_suami", nik_missing="belum_dibawa")  # fmt: skip
    visit = Visit(id=f"{4:032x}", village=VILLAGE, status="draf", family_id=HOME, target="umum",
                  visited_on=date(2026, 10, 9), findings="=baik")  # fmt: skip
    month = MonthlySnapshot(id=f"{5:032x}", village=VILLAGE, status="draf", month="2026-10", bkb=7)
    return [home, man, wife, visit, month]


@_FEW
@given(registers)
def test_into_the_same_store_nothing_changes_and_into_an_empty_one_every_cell_comes_back(
    officer_template: Path, tmp_path: Path, answers: list[dict[str, Any]]
) -> None:
    turn = str(next(_TURN))
    with copied(officer_template, tmp_path / f"satu-{turn}") as first:
        save(first, "Isi", linked(answers, turn, first.author))
        path = written(first, tmp_path / f"{turn}.xlsx")
        csvs = [written(first, tmp_path / f"{turn}-{key}.csv", key) for key in REGISTERS]
        before = cells(first)
        _, plan = planned(first, path)
        assert (len(plan.lines), verdicts(plan)) == (len(FORMS), {Verdict.SAME})
        for one in csvs:
            assert verdicts(planned(first, one)[1]) == {Verdict.SAME}, one.name
    with copied(officer_template, tmp_path / f"dua-{turn}") as second:
        assert taken(second, path).new == len(FORMS)
        assert cells(second) == before
    with copied(officer_template, tmp_path / f"tiga-{turn}") as third:
        for _, one in sorted((order_of(third, one), one) for one in csvs):
            taken(third, one)
        assert cells(third) == before


def order_of(session: Session, path: Path) -> int:
    """A person takes in first what others lead to."""
    (sheet,) = open_registers(path, silent()).sheets
    return reading_order()[sheet.plan.form.FORM]


@pytest.fixture
def filled(officer: Session) -> Session:
    save(officer, "Isi", _family())
    return officer


def test_a_changed_cell_is_shown_taken_in_and_taken_back_with_one_step(filled: Session, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with edited(path) as book:
        people = book["Daftar anggota keluarga"]
        people.cell(rows_below(people, "NIK"), column_of(people, "Pekerjaan")).value = "Petani"
        month = book["Bangga Kencana bulanan"]
        month.cell(rows_below(month, "ID"), column_of(month, "BKB (Bina Keluarga Balita)")).value = 9
    before = cells(filled)
    file, plan = planned(filled, path)
    different = [one for one in plan.lines if one.verdict(Mode.REPLACE) is not Verdict.SAME]
    offers = [one.person for one in different if one.person]
    assert [(one.form, dict(one.answers)) for one in offers] == [
        (Member, {"occupation": "petani"}), (MonthlySnapshot, {"bkb": 9}),
    ]  # fmt: skip
    assert [one.verdict(Mode.FILL) for one in different] == [Verdict.CHANGES, Verdict.SAME], "only what is empty"
    done = accept_registers(filled, file, plan, Mode.REPLACE, silent())
    assert (done.new, done.changed, set(done.saved.forms)) == (0, 2, {"member", "monthly"})
    assert verdicts(planned(filled, path)[1]) == {Verdict.SAME}
    undo_action(filled, done.saved.action)
    assert cells(filled) == before


def test_new_rows_become_new_records_that_lead_to_those_of_the_same_file(filled: Session, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with edited(path) as book:
        for name, told in (
            ("Daftar keluarga", {"Nama kepala keluarga": "Darwis", "Nomor KK": "6403061101150009", "RT": "003"}),
            ("Daftar anggota keluarga", {"Kepala keluarga": "Darwis", "Nomor KK": "6403061101150009", "Nama": "Darwis",
                                         "Tanggal lahir": date(1980, 2, 1), "Jenis kelamin": "Laki-laki"}),
            ("Kunjungan", {"Kepala keluarga": "Darwis", "Nomor KK": "6403061101150009", "Sasaran": "Umum",
                           "Tanggal kunjungan": "5 Oktober 2026"}),
        ):  # fmt: skip
            sheet = book[name]
            at = sheet.max_row + 1
            for title, value in told.items():
                sheet.cell(at, column_of(sheet, title)).value = value
    done = taken(filled, path)
    assert (done.new, done.changed, done.left) == (3, 0, 0)
    with filled.database.read() as conn:
        (home,) = read.records(conn, Family, where={"head_name": "Darwis"})
        (person,) = read.records(conn, Member, where={"full_name": "Darwis"})
        visits = read.records(conn, Visit, where={"family_id": home.id})
    assert (person.family_id, home.village, [one.visited_on for one in visits]) == (
        home.id,
        VILLAGE,
        [date(2026, 10, 5)],
    )
    assert verdicts(planned(filled, path)[1]) == {Verdict.SAME}, "taken in twice, it is found by its keys"


@pytest.mark.parametrize("masked", [False, True])
def test_without_ids_rows_are_found_by_numbers_names_and_days(filled: Session, tmp_path: Path, masked: bool) -> None:
    path = written(filled, tmp_path / "buku.xlsx", masked=masked)
    with edited(path) as book:
        for sheet in book.worksheets:
            for title in ("ID Keluarga", "ID Anggota keluarga", "ID"):
                if any(cell.value == title for cell in sheet[3]):
                    sheet.delete_cols(column_of(sheet, title))
    _, plan = planned(filled, path)
    assert verdicts(plan) == {Verdict.SAME}, [(one.name, one.doubt, one.said) for one in plan.lines]
    assert "Kolom ID tidak ada" in plan.notes[0]


def test_a_bad_cell_names_its_row_and_column_and_what_to_do(filled: Session, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with edited(path) as book:
        people = book["Daftar anggota keluarga"]
        first = rows_below(people, "NIK")
        people.cell(first, column_of(people, "Tanggal lahir")).value = "31/02/1990"
        people.cell(first, column_of(people, "Agama")).value = "Isalm"
        people.cell(first + 1, column_of(people, "Kode desa/kelurahan")).value = "64.03.06.9999"
    _, plan = planned(filled, path)
    said = {(one.row, one.column): one for one in plan.findings()}
    assert {key: one.level for key, one in said.items()} == {
        (first, "Tanggal lahir"): Level.EMPTIED, (first, "Agama"): Level.EMPTIED,
        (first + 1, "Kode desa/kelurahan"): Level.REFUSED,
    }  # fmt: skip
    assert "Tulis lengkap" in said[first, "Tanggal lahir"].sentence
    assert "Pilihannya: Islam" in said[first, "Agama"].sentence
    assert Verdict.REFUSED in verdicts(plan)


def test_what_may_not_be_written_by_a_table_is_refused(filled: Session, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with filled.database.read() as conn:
        home = read.by_ids(conn, Family, [HOME])[HOME]
    save(filled, "Batasi", [home.changed(restricted=True)])
    with edited(path) as book:
        sheet = book["Daftar keluarga"]
        sheet.cell(rows_below(sheet, "ID"), column_of(sheet, "Alamat")).value = "Lain"
        moves = book["Mutasi"]
        for title, value in {"Kepala keluarga": "Suparman", "Nomor KK": CARD, "Mutasi": "Meninggal"}.items():
            moves.cell(4, column_of(moves, title)).value = value
    _, plan = planned(filled, path)
    refused = {one.person.form for one in plan.lines if one.refused and one.person}
    assert {Family, Mutation} <= refused
    assert taken(filled, path).changed == 0


def test_a_row_about_what_stays_out_stays_out_with_it(filled: Session, officer_template: Path, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with copied(officer_template, tmp_path / "dua") as second:
        file, plan = planned(second, path)
        plan.ticks.update({one.row: False for one in plan.lines if one.person and one.person.form is Family})
        done = accept_registers(second, file, plan, Mode.REPLACE, silent())
        assert (done.new, done.left) == (1, 3), "the village's month; not the people and the visit of the family"
        alone = written(filled, tmp_path / "kunjungan.csv", "kunjungan")
        (line,) = planned(second, alone)[1].lines
        assert line.refused
        assert "belum tercatat di sini" in line.said[0].sentence


def test_what_was_deleted_here_comes_back_only_when_somebody_says_so(filled: Session, tmp_path: Path) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with filled.database.read() as conn:
        visit = read.records(conn, Visit)[0]
    save(filled, "Hapus", [], [visit])
    file, plan = planned(filled, path)
    (line,) = [one for one in plan.lines if one.person and one.person.form is Visit]
    assert line.verdict(Mode.REPLACE) is Verdict.DOUBT
    plan.ticks[line.row] = True
    accept_registers(filled, file, plan, Mode.REPLACE, silent())
    with filled.database.read() as conn:
        assert read.records(conn, Visit) == [visit]


def test_cancelled_or_changed_meanwhile_nothing_is_written(
    filled: Session, officer_template: Path, tmp_path: Path
) -> None:
    path = written(filled, tmp_path / "buku.xlsx")
    with copied(officer_template, tmp_path / "dua") as second:
        file, plan = planned(second, path)
        stopped = Progress(lambda _step: stopped.cancel.set())
        with pytest.raises(Cancelled):
            accept_registers(second, file, plan, Mode.REPLACE, stopped)
        assert not any(cells(second).values())
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(KnownError) as refused:
            accept_registers(second, file, plan, Mode.REPLACE, silent())
        assert refused.value.code == "E-LIST-CHANGED"


def test_tables_that_are_worked_out_are_not_taken_in(filled: Session, tmp_path: Path) -> None:
    for one in OFFERS:
        if one.key not in REGISTERS and one.key != BOOK:
            path = written(filled, tmp_path / f"{one.key}.xlsx", one.key)
            with pytest.raises(KnownError) as refused:
                open_registers(path, silent())
            assert refused.value.code == "E-LIST-REGISTER", one.key


@pytest.mark.parametrize("key", list(REGISTERS))
def test_each_register_is_told_by_its_headings(filled: Session, tmp_path: Path, key: str) -> None:
    path = written(filled, tmp_path / f"{key}.csv", key)
    if len(path.read_text(encoding="utf-8-sig").splitlines()) == 1:
        with path.open("a", encoding="utf-8") as file:
            file.write("1" + ";" * path.read_text(encoding="utf-8-sig").count(";") + "\r\n")
    (sheet,) = open_registers(path, silent()).sheets
    assert (sheet.register, sheet.unknown) == (REGISTERS[key], ())
    assert len({slot.column.title for slot in sheet.plan.slots()}) == len(sheet.plan.slots())
