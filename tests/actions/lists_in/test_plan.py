"""What a list would do: rows grouped to families, found on record, compared answer by answer, doubted and refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kampungkb_desktop.actions.lists_in.accepting import accept
from kampungkb_desktop.actions.lists_in.findings import write_findings
from kampungkb_desktop.actions.lists_in.plan import Mode
from kampungkb_desktop.actions.lists_in.readers import LOST
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from tests.actions.devices import VILLAGE
from tests.actions.lists_in.making import (
    HEADING,
    HOUSE,
    SIGA_HEADING,
    TODAY,
    csv_file,
    line,
    looked,
    planned,
    sentences,
    siga_row,
    verdicts,
    xlsx,
)

KK = "6403061101150001"


def _answers(plan: Any, name: str) -> dict[str, Any]:
    person = line(plan, name).person
    assert person is not None
    return dict(person.answers)


def _on_record(session: Session, **given: Any) -> tuple[Family, Member]:
    home = Family(id=new_record_id(session), village=VILLAGE, status="selesai", head_name="Suparman", kk=KK, rt="1")
    man = Member(id=new_record_id(session), village=VILLAGE, status="selesai", family_id=home.id, full_name="Suparman",
                 nik="6403060503900001", sex=MAN, birth_date=date(1990, 3, 5), relation="kepala_keluarga")  # fmt: skip
    man = man.changed(**given)
    save(session, "Isi", [home, man])
    return home, man


def test_a_new_family_with_its_people(officer: Session, tmp_path: Path) -> None:
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
    assert verdicts(plan) == {"Suparman": "baru", "Aminah": "baru", "Wahyu": "baru"}
    assert plan.counts(Mode.FILL).new_families == 1
    assert _answers(plan, "Aminah")["birth_date"] == date(1992, 8, 5)
    assert (_answers(plan, "Aminah")["sex"], _answers(plan, "Wahyu")["relation"]) == (WOMAN, "anak")
    assert sentences(plan) == []


def test_the_same_list_as_csv_gives_the_same_plan(officer: Session, tmp_path: Path) -> None:
    rows = [HEADING, *HOUSE]
    paths = xlsx(tmp_path / "a.xlsx", rows), csv_file(tmp_path / "a.csv", rows, encoding="utf-16")
    plans = [planned(officer, path)[1] for path in paths]
    seen = [
        [{k: v for k, v in _answers(plan, one.name).items() if k != "family_id"} for one in plan.lines]
        for plan in plans
    ]
    assert seen[0] == seen[1]


def test_rows_of_one_family_by_card_number_kki_or_place(officer: Session, tmp_path: Path) -> None:
    rows = [
        ["001", None, None, "Suparman", 1], [None, None, None, "Aminah", 2], ["002", None, None, "Budi", 1],
        [None, None, KK, "Darwis", 1], [None, None, KK, "Ratna", 2], [None, None, KK, "Yusuf", 1],
        [None, None, KK, "Nurul", 2], [None, "KKI-1", None, "Idris", 1], [None, "KKI-2", None, "Rahmat", 1],
        [None, "KKI-1", None, "Hasna", 2],
    ]  # fmt: skip
    heading = ["No keluarga", "KKI", "No KK", "Nama", "Hubungan"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [heading, *rows]))
    homes = [sorted(one.name for one in home.lines) for home in plan.households]
    assert sorted(homes) == [
        ["Aminah", "Suparman"], ["Budi"], ["Darwis", "Ratna"], ["Hasna", "Idris"], ["Nurul", "Yusuf"], ["Rahmat"],
    ], "one card may hold two families (domain.md 6.2)"  # fmt: skip


def test_what_is_on_record_is_the_same_and_nothing_is_written(officer: Session, tmp_path: Path) -> None:
    _on_record(officer)
    row = [KK, "6403060503900001", "SUPARMAN", "L", "05-03-1990", "1"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, row]))
    assert verdicts(plan) == verdicts(plan, Mode.REPLACE) == {"SUPARMAN": "sama"}
    assert not any(plan.taken(one, Mode.REPLACE) for one in plan.lines)


def test_an_answer_on_record_is_replaced_only_when_wished(officer: Session, tmp_path: Path) -> None:
    _on_record(officer, education="tamat_sd")
    row = [*HOUSE[0], "SLTP", "Petani", "2"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [[*HEADING, "Pendidikan", "Pekerjaan", "RT"], row]))
    (one,) = plan.lines
    offered = {name: value for offer in one.offers() for name, value in offer.changes(Mode.FILL).items()}
    assert offered == {"occupation": "petani"}
    kept = [name for offer in one.offers() for name in offer.kept(Mode.FILL)]
    assert sorted(kept) == ["education", "rt"]
    replaced = {name: value for offer in one.offers() for name, value in offer.changes(Mode.REPLACE).items()}
    assert replaced == {"occupation": "petani", "education": "tamat_sltp", "rt": "002"}


def test_rt_1_and_001_are_the_same(officer: Session, tmp_path: Path) -> None:
    _on_record(officer)
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [[*HEADING, "RT"], [*HOUSE[0], 1]]))
    assert verdicts(plan, Mode.REPLACE) == {"Suparman": "sama"}


@pytest.mark.parametrize(("change", "verdict"), [
    ({}, "sama"),
    ({"nik": None}, "mengubah"),  # found by name and birth date; the NIK is filled in
    ({"nik": None, "birth_date": None}, "mengubah"),  # by name in the family of the card
    ({"nik": None, "full_name": "Muh. Suparman"}, "baru"),  # nobody of that name in the family
    ({"nik": None, "birth_date": date(1991, 3, 5)}, "meragukan"),  # same name, another birth date
    ({"nik": "6403060503900777"}, "baru"),  # another NIK is another person
])  # fmt: skip
def test_people_are_found_by_nik_then_by_name_and_birth(
    officer: Session, tmp_path: Path, change: dict[str, Any], verdict: str
) -> None:
    _on_record(officer, **change)
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, HOUSE[0]]))
    assert verdicts(plan) == {"Suparman": verdict}


def test_a_head_of_the_same_name_is_a_doubt_and_not_ticked(officer: Session, tmp_path: Path) -> None:
    _on_record(officer, nik=None, birth_date=None)
    row = [None, None, "Soeparman", "L", "5/3/1990", "Kepala keluarga"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, row]))
    (one,) = plan.lines
    assert one.verdict(Mode.FILL).value == "meragukan"
    assert not plan.taken(one, Mode.FILL)
    plan.ticks[one.row] = True
    assert plan.taken(one, Mode.FILL)


def test_a_nik_of_another_family_and_a_nik_twice_are_doubts(officer: Session, tmp_path: Path) -> None:
    _on_record(officer)
    other = [["6403061101150099", "6403064508920002", "Ratna", "P", "5/8/1992", "Kepala keluarga"],
             ["6403061101150099", "6403060503900001", "Suparman Jr", "L", "5/3/1990", "Anak"],
             ["6403061101150099", "6403064508920002", "Ratna Dua", "P", "5/8/1992", "Anak"]]  # fmt: skip
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, *other]))
    assert line(plan, "Ratna Dua").verdict(Mode.FILL).value == "meragukan"
    assert "baris 2" in line(plan, "Ratna Dua").doubt
    assert not any("6403064508920002" in sentence for _, _, sentence in sentences(plan))


def test_cells_that_cannot_be_read_are_left_empty_with_row_and_column(officer: Session, tmp_path: Path) -> None:
    row = [KK, 6.40306e15, "Dewi", "X", "31/02/2015", "Tetangga"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, HOUSE[0], row]))
    found = {column: (number, sentence) for number, column, sentence in sentences(plan)}
    assert found["NIK"] == (3, LOST)
    assert found["Tgl lahir"][1].startswith("“31/02/2015” bukan tanggal yang ada.")
    assert "Laki" not in found["L/P"][1]
    assert found["Hubungan"][1].endswith("Pilihannya: Kepala keluarga, Istri/suami, Anak, dan Lainnya.")
    assert {"nik", "birth_date", "sex", "relation"}.isdisjoint(_answers(plan, "Dewi"))
    assert line(plan, "Dewi").verdict(Mode.FILL).value == "baru"


def test_what_the_nik_and_the_age_say_is_compared(officer: Session, tmp_path: Path) -> None:
    row = [KK, "6403060503900001", "Suparman", "P", "05-04-1990", "1", 50]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [[*HEADING, "Umur"], row]), p_means=WOMAN)
    columns = [column for _, column, _ in sentences(plan)]
    assert sorted(columns) == ["NIK", "NIK", "Tgl lahir"]


def test_sums_signatures_and_rows_without_a_name(officer: Session, tmp_path: Path) -> None:
    rows = [HEADING, HOUSE[0], [KK, "6403060101700099", None, "L", "1/1/1970", "Anak"], ["Jumlah", None, 7],
            [None, None, "Mengetahui, Kepala Desa"], ["Total keluarga", None, None, None, 1],
            [1, 2, 3, 4, 5, 6]]  # fmt: skip
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", rows))
    assert [one.verdict(Mode.FILL).value for one in plan.lines] == ["baru", "ditolak"]
    assert sentences(plan)[0][2].startswith("Nama belum diisi")
    assert plan.skipped == 3


def test_rows_of_other_villages_are_refused(officer: Session, tmp_path: Path) -> None:
    rows = [[*HEADING, "Desa", "Kode desa"], [*HOUSE[0], "Maluang", None], [*HOUSE[1], "Merasa", None],
            [*HOUSE[2], None, "64.03.06.2004"], ["9", None, "Tono", "L", None, "1", None, 6403062004.0],
            ["8", None, "Joko", "L", None, "1", None, "6403062005"],
            ["7", None, "Rudi", "L", None, "1", None, "99"]]  # fmt: skip
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", rows), village=None)
    found = verdicts(plan)
    assert (found["Suparman"], found["Aminah"], found["Wahyu"]) == ("baru", "ditolak", "baru")
    assert (found["Tono"], found["Joko"], found["Rudi"]) == ("baru", "ditolak", "ditolak")


def test_a_district_may_name_any_village_by_code(district: Session, tmp_path: Path) -> None:
    rows = [[*HEADING, "Kode desa"], [*HOUSE[0], "64.03.06.2005"], [*HOUSE[1], "64.03.06.2005"]]
    _, plan = planned(district, xlsx(tmp_path / "a.xlsx", rows), village=None)
    assert verdicts(plan) == {"Suparman": "baru", "Aminah": "baru"}


def test_siga_says_what_it_knows_of_a_couple(officer: Session, tmp_path: Path) -> None:
    rows = [
        ["REKAPITULASI DATA KELUARGA, Oktober 2026"], SIGA_HEADING,
        siga_row(No_keluarga="001", NIK="6403060503900001", Nama="Suparman", Hubungan_dengan_KK=1, BKB_sasaran="Tidak",
                 UPPKA_kesertaan="Ya", Status_PUS="Tidak"),
        siga_row(NIK="6403064508920002", Nama="Aminah", Hubungan_dengan_KK=2, Status_PUS="Ya", Status_hamil="Tidak",
                 Metode_kontrasepsi="Suntik", **{"Lama ber-KB (bulan)": 14}),
        siga_row(No_keluarga="002", NIK="6403064101950004", Nama="Ratna", Hubungan_dengan_KK=1, Status_PUS="Ya",
                 IAT="v"),
    ]  # fmt: skip
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", rows))
    first, second = plan.households
    by_form = {offer.form.FORM: dict(offer.answers) for offer in first.offers}
    couple = by_form["family_planning"]
    assert (couple["using"], couple["method"], couple["pregnant"]) == (True, "suntik", False)
    assert (couple["using_since"], couple["as_of"]) == ("2025-08", date(2026, 10, 31))
    assert (by_form["family_development"]["bkb"], by_form["family_development"]["uppka"]) == ("tidak_berlaku", "ya")
    (wish,) = [dict(o.answers) for o in second.offers if o.form.FORM == "family_planning"]
    assert (wish["wants_child"], wish["using"]) == ("kemudian", False)
    assert _answers(plan, "Ratna")["sex"] == WOMAN, "the recap has no column of sexes: the NIK tells"


def test_a_list_without_names_or_families_is_refused(officer: Session, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE])
    for columns in ({1: "member.nik", 2: "family.address"}, {2: "member.full_name", 1: "member.nik"}):
        with pytest.raises(KnownError) as refused:
            planned(officer, path, columns=columns)
        assert refused.value.code == "E-LIST-COLUMNS"
    with pytest.raises(KnownError) as nowhere:
        planned(officer, path, village="64.03.06.2005")
    assert nowhere.value.code == "E-LIST-VILLAGE"


def test_findings_are_written_for_excel_without_numbers_of_cards(officer: Session, tmp_path: Path) -> None:
    row = [KK, "64030605039000", "Dewi", "X", "31/02/2015", "Anak"]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, row]))
    count = write_findings(tmp_path / "catatan.csv", plan.findings())
    text = (tmp_path / "catatan.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Baris;Kolom;Akibat;Keterangan"
    assert len(text.splitlines()) == count + 1
    assert "64030605039000" not in text
    with pytest.raises(KnownError) as refused:
        write_findings(tmp_path, plan.findings())
    assert refused.value.code == "E-LIST-WRITE"


def test_a_doubt_can_be_denied_and_then_it_is_somebody_new(officer: Session, tmp_path: Path) -> None:
    _on_record(officer, nik=None, birth_date=None)
    row = [None, None, "Soeparman", "L", "5/3/1990", "Kepala keluarga"]
    path = xlsx(tmp_path / "a.xlsx", [HEADING, row])
    _, plan = planned(officer, path)
    assert verdicts(plan) == {"Soeparman": "meragukan"}
    _, plan = planned(officer, path, strangers=frozenset({2}))
    assert verdicts(plan) == {"Soeparman": "baru"}
    assert plan.counts(Mode.FILL).new_families == 1


def test_a_person_of_the_same_name_can_be_denied_within_his_family(officer: Session, tmp_path: Path) -> None:
    _on_record(officer, nik=None, birth_date=date(1991, 3, 5))
    path = xlsx(tmp_path / "a.xlsx", [HEADING, HOUSE[0]])
    _, plan = planned(officer, path, strangers=frozenset({2}))
    assert verdicts(plan) == {"Suparman": "baru"}
    assert plan.counts(Mode.FILL).new_families == 0


@pytest.mark.parametrize(("title", "blocks"), [
    ("Desa Maluang RT 003 / RW 001", ("003", "001")), ("RT/RW: 3/1", ("003", "001")), ("RT. 07", ("007", None)),
    ("Rekapitulasi 2026", (None, None)),
])  # fmt: skip
def test_the_titles_of_a_list_tell_its_rt(
    officer: Session, tmp_path: Path, title: str, blocks: tuple[str | None, str | None]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[title], HEADING, *HOUSE])
    _, seen = looked(officer, path)
    assert (seen.rt, seen.rw) == blocks


def test_an_rt_chosen_once_stands_for_families_that_name_none(officer: Session, tmp_path: Path) -> None:
    rows = [[*HEADING, "RW"], [*HOUSE[0], "2"], ["6403061101150002", None, "Darwis", "L", None, 1, None]]
    _, plan = planned(officer, xlsx(tmp_path / "a.xlsx", rows), rt="3", rw="9")
    found = [{**home.offers[0].answers} for home in plan.households]
    assert [(one["rt"], one["rw"]) for one in found] == [("003", "002"), ("003", "009")]


def test_one_absurd_cell_never_keeps_a_list_out(officer: Session, tmp_path: Path) -> None:
    heading = [*HEADING, "Jumlah anggota", "No HP", "Catatan"]
    row = [*HOUSE[0], 9_223_372_036_854_775_808, "1" * 200, "x" * 30_000]
    file, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [heading, row]))
    assert sorted(column for _, column, _ in sentences(plan)) == ["Catatan", "Jumlah anggota", "No HP"]
    assert accept(officer, file, plan, Mode.FILL, TODAY, silent()).members == 1
