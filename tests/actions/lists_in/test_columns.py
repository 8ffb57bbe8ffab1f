"""Where a table begins, which columns are proposed, and what is remembered."""

from __future__ import annotations

import pytest

from kampungkb_desktop.actions.lists_in.guessing import guess, layout_of
from kampungkb_desktop.actions.lists_in.heading import Table, find_table
from kampungkb_desktop.actions.lists_in.preview import sex_question
from kampungkb_desktop.actions.lists_in.remembered import columns_for, remember
from kampungkb_desktop.actions.lists_in.sheets import Sheet
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS, headings, key_of_heading
from kampungkb_desktop.actions.lists_in.targets import TARGETS, template_keys
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from tests.actions.lists_in.making import HEADING, HOUSE, Cells

TWO_LINES = [
    ["No Keluarga", "KKI", "NIK", "Nama", "Hubungan dengan KK", "Tgl Lahir", "Usia", "Jumlah anak", "Kesertaan JKN",
     "Status PUS", "Status Hamil", "Metode kontrasepsi", "Jalur pelayanan", "Lama ber-KB (bulan)",
     "PUS bukan peserta KB", None, None, "BKB", None, "BKR", None, "BKL", None, "UPPKA", "Mutasi"],
    [*[None] * 14, "IAS", "IAT", "TIAL", *["Sasaran", "Kesertaan"] * 3, "Kesertaan"],
]  # fmt: skip


def _table(*rows: Cells) -> Table:
    return find_table(Sheet("", tuple((at, list(row)) for at, row in enumerate(rows, 1) if row)))


def test_titles_two_lines_and_column_numbers_stand_above_the_rows() -> None:
    table = _table(["REKAPITULASI DATA KELUARGA"], ["Desa: Maluang", None, "Bulan: Oktober 2026"], [], *TWO_LINES,
                   [f"({at})" for at in range(1, 26)], ["001", "6403", "6403060503900001", "Suparman"],
                   TWO_LINES[0], ["1", "2", "3", "4", "5"], ["002", "6404", "6403060503900002", "Budi"])  # fmt: skip
    assert table.above == ("REKAPITULASI DATA KELUARGA", "Desa: Maluang", "Bulan: Oktober 2026")
    assert [cells[3] for _, cells in table.rows] == ["Suparman", "Budi"], "a heading printed again is no row"
    columns = guess(table)
    assert [columns[at] for at in range(25)] == [key for _, key in SIGA_COLUMNS]
    assert layout_of(columns) == "siga"


def test_every_title_of_our_template_is_its_own_column() -> None:
    table = _table([TARGETS[key].title for key in template_keys()], ["x"] * 5)
    assert [guess(table)[at] for at in range(len(template_keys()))] == list(template_keys())
    assert layout_of(guess(table)) == "templat"


def test_every_wording_leads_to_a_column_there_is() -> None:
    assert set(headings().values()) <= set(TARGETS)
    assert set(headings().values()) >= {key for _, key in SIGA_COLUMNS}


@pytest.mark.parametrize(("heading", "key"), [
    ("NO. KK", "family.kk"), ("Nama Kepala Keluarga", "family.head_name"), ("NIK (16 angka)", "member.nik"),
    ("Tempat/Tgl. Lahir", "member.birth_date"), ("L/P", "member.sex"), ("Hub. dgn KK", "member.relation"),
    ("BKB / Sasaran", "group.bkb"), ("Sasaran BKB", "group.bkb"), ("RT/RW", "place.rt_rw"), ("No", None),
    ("Nama Ibu Kandung", None), ("Jenis Kelamin *", "member.sex"), ("UPPKS", "family_development.uppka"),
])  # fmt: skip
def test_headings_in_the_wild(heading: str, key: str | None) -> None:
    assert key_of_heading(heading) == key


def test_columns_without_a_known_heading_are_guessed_by_what_stands_in_them() -> None:
    table = _table(["A", "B", "C", "D", "E"], ["x", "6403060503900001", "Siti Aminah", "5 Maret 1990", "Kawin"],
                   ["y", "6403064503900001", "Budi Santoso", "5/4/90", "Belum kawin"])  # fmt: skip
    assert guess(table) == {1: "member.nik", 2: "member.full_name", 3: "member.birth_date", 4: "member.marital"}


def test_rows_without_a_heading_are_refused() -> None:
    with pytest.raises(KnownError) as refused:
        _table(["6403060503900001", 12345678, 3.5], ["6403060503900002", 12345679, 3.5])
    assert refused.value.code == "E-LIST-HEADING"


def test_p_is_asked_for_only_where_it_may_mean_either() -> None:
    table = _table(HEADING, *HOUSE)
    assert sex_question(table, guess(table)) == (False, WOMAN)
    portal = _table(HEADING, [*HOUSE[0][:3], "P", *HOUSE[0][4:]], [*HOUSE[1][:3], "W", *HOUSE[1][4:]])
    assert sex_question(portal, guess(portal)) == (True, MAN)
    only = _table(HEADING, [*HOUSE[1][:3], "P", *HOUSE[1][4:]])
    assert sex_question(only, guess(only)) == (True, WOMAN), "her NIK says so"
    men = _table(HEADING, [*HOUSE[0][:3], "P", *HOUSE[0][4:]])
    assert sex_question(men, guess(men)) == (True, MAN), "his NIK says so"


def test_what_was_matched_once_is_proposed_for_the_same_headings(officer: Session) -> None:
    table = _table(HEADING, *HOUSE)
    columns, known = columns_for(officer, table)
    assert not known
    chosen = {at: key for at, key in columns.items() if key != "member.sex"}
    remember(officer, table, chosen)
    assert columns_for(officer, _table(["Judul lain"], HEADING, HOUSE[0])) == (chosen, True)
    assert columns_for(officer, _table([*HEADING, "RT"], [*HOUSE[0], "1"]))[1] is False


def test_only_so_many_matchings_are_kept(officer: Session) -> None:
    for at in range(45):
        remember(officer, _table([*HEADING, f"Lain {at}"], [*HOUSE[0], "x"]), {0: "family.kk"})
    assert not columns_for(officer, _table([*HEADING, "Lain 0"], [*HOUSE[0], "x"]))[1]
    assert columns_for(officer, _table([*HEADING, "Lain 44"], [*HOUSE[0], "x"]))[1]
