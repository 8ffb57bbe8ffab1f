"""Pokja, plans and the lists against the profile: who counts, how far a plan is, and what one click would answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.award import Award, result_words
from kampungkb_desktop.forms.choices_institution import EIGHT, FOUR, POSITIONS_4, POSITIONS_8, REGENCY, VILLAGE
from kampungkb_desktop.forms.data_house import DataHouse, cadres_of
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, serves
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.problem import Problem, overdue
from kampungkb_desktop.forms.record import DONE, check, missing
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, covers, months_words, progress_of
from kampungkb_desktop.rules.village_books import (
    Difference,
    VillageBooks,
    differences,
    newest_house,
    plan_file_known,
    plan_progress,
    pokja_count,
)
from kampungkb_desktop.rules.village_books_checks import book_findings

TODAY = date(2026, 11, 21)


def member(number: int, **answers: Any) -> PokjaMember:
    return PokjaMember(
        id=f"m{number}", village="64.03.06.2004", status=DONE, level=VILLAGE, generation=FOUR, position4="data",
        part="anggota", full_name=f"Orang Rekaan {number}", sex="perempuan", since=date(2025, 1, 15), trained=False,
    ).changed(**answers)  # fmt: skip


def about(profile: InstitutionProfile, books: VillageBooks, part: str) -> list[Difference]:
    return [one for one in differences(profile, books, TODAY) if one.part == part]


def taken(profile: InstitutionProfile, books: VillageBooks) -> InstitutionProfile:
    for one in differences(profile, books, TODAY):
        profile = profile.changed(**dict(one.answers))
    return profile


def found(record: Any, books: VillageBooks) -> dict[str, str]:
    return {finding.field: finding.strength for finding in book_findings(record, books, TODAY)}


# --- Pokja, both generations (domain.md 3.5)


def test_both_generations_have_their_official_seats() -> None:
    assert [option.label for option in POSITIONS_8.items[4:]] == [
        "Seksi Keagamaan", "Seksi Pendidikan", "Seksi Reproduksi", "Seksi Ekonomi", "Seksi Perlindungan",
        "Seksi Kasih Sayang", "Seksi Sosial Budaya", "Seksi Pembinaan Lingkungan",
    ]  # fmt: skip
    assert [option.label for option in POSITIONS_4.items] == [
        "Pengarah", "Pelaksana", "Seksi Penyediaan Data dan Dokumen Kependudukan",
        "Seksi Perubahan Perilaku Keluarga", "Seksi Peningkatan Cakupan Layanan dan Rujukan pada Keluarga",
        "Seksi Penataan Lingkungan Keluarga dan Masyarakat",
    ]  # fmt: skip
    old = member(1, generation=EIGHT, position4=None, position8="ekonomi", part="koordinator")
    assert position_label(old) == "Seksi Ekonomi, koordinator"
    assert position_label(member(1, position4="pelaksana")) == "Pelaksana"
    assert "position8" in missing(PokjaMember(generation=EIGHT))
    assert "position8" not in missing(PokjaMember(generation=FOUR))


def test_one_person_in_two_seats_is_one_person() -> None:
    twice = [member(1, trained=False), member(2, full_name="ORANG  rekaan 1", position4="pelaksana", trained=True)]
    count = pokja_count(twice, TODAY)
    assert (count.people, count.trained, count.unknown) == (1, 1, 0)


def test_who_left_no_longer_counts_and_who_is_of_the_kabupaten_never_did() -> None:
    left = member(2, until=date(2026, 3, 1))
    above = member(3, level=REGENCY, village=None, area="64.03")
    assert pokja_count([member(1), left, above], TODAY).people == 1
    assert pokja_count([member(1), left, above], date(2026, 2, 1)).people == 2
    assert serves(left, date(2026, 3, 1))
    assert not serves(left, date(2026, 3, 2))


def test_a_board_of_both_generations_is_named() -> None:
    mixed = pokja_count([member(1), member(2, generation=EIGHT, position4=None, position8="ketua")], TODAY)
    assert (mixed.generation, mixed.mixed) == (FOUR, True)
    assert pokja_count([], TODAY).generation == ""


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans() | st.none()), max_size=20))
def test_trained_and_unknown_never_exceed_the_people(rows: list[tuple[int, bool | None]]) -> None:
    members = [member(at, full_name=f"Orang {name}", trained=trained) for at, (name, trained) in enumerate(rows)]
    count = pokja_count(members, TODAY)
    assert count.people == len({name for name, _ in rows})
    assert 0 <= count.trained + count.unknown <= count.people
    assert count.trained == len({name for name, trained in rows if trained})


def test_two_heads_and_the_same_seat_twice_are_cautions() -> None:
    head = member(1, generation=EIGHT, position4=None, position8="ketua")
    books = VillageBooks(pokja=(head,))
    second = head.changed(id="m9", full_name="Orang Lain")
    assert found(second, books) == {"position8": "caution"}
    assert found(second.changed(until=date(2026, 1, 1)), books) == {}
    assert found(member(2, full_name=" orang REKAAN 1 "), VillageBooks(pokja=(member(1),))) == {"full_name": "caution"}
    assert found(member(3), books) == {"generation": "caution"}


# --- lists against the profile (domain.md 1.4)


def test_the_profile_takes_the_numbers_of_the_list() -> None:
    people = tuple(member(n, trained=n < 3, training="Orientasi Pokja" if n < 3 else None) for n in range(5))
    books = VillageBooks(pokja=people)
    profile = InstitutionProfile(has_pokja=True, pokja_members=4, pokja_trained=True, pokja_trained_members=2)
    (one,) = about(profile, books, "pokja")
    assert one.sentence == (
        "Daftar pengurus (susunan empat sasaran): 5 orang, 3 terlatih. Profil ini: 4 orang, 2 terlatih."
    )
    after = taken(profile, books)
    assert (after.pokja_members, after.pokja_trained_members, after.pokja_training) == (5, 3, "Orientasi Pokja")
    assert about(after, books, "pokja") == []


def test_an_empty_list_says_nothing_against_the_profile() -> None:
    full = InstitutionProfile(has_pokja=True, pokja_members=15, has_data_house=True, has_regulation=True)
    assert [one for one in differences(full, VillageBooks(), TODAY) if one.answers] == []


def test_training_that_is_not_answered_is_not_taken_for_no() -> None:
    (one,) = about(InstitutionProfile(), VillageBooks(pokja=(member(1, trained=None),)), "pokja")
    assert "pokja_trained" not in dict(one.answers)
    (one,) = about(InstitutionProfile(), VillageBooks(pokja=(member(1, trained=False),)), "pokja")
    assert dict(one.answers)["pokja_trained"] is False


def test_poktan_are_owned_while_one_is_active() -> None:
    bkb = Poktan(id="p1", kind="bkb", group_name="Melati", active=True)
    closed = bkb.changed(id="p2", kind="bkl", active=False)
    profile = InstitutionProfile(has_bkb=False, has_bkl=True, has_bkr=True)
    after = taken(profile, VillageBooks(poktan=(bkb, closed)))
    assert (after.has_bkb, after.has_bkl, after.has_bkr) == (True, False, True)
    notes = [one.sentence for one in about(profile, VillageBooks(poktan=(bkb, closed)), "poktan") if not one.answers]
    assert notes == ["Menurut profil ada BKR, tetapi kelompoknya belum ada di daftar poktan."]


def test_regulations_of_every_level_answer_the_portals_question() -> None:
    books = VillageBooks(regulations=(
        Regulation(id="r1", kind="bupati", level=REGENCY, area="64.03", in_force=True),
        Regulation(id="r2", kind="kades", level=VILLAGE, in_force=False),
        Regulation(id="r3", kind="sk_pokja", level=VILLAGE),
        Regulation(id="r4", kind="perdes", level=VILLAGE),
    ))  # fmt: skip
    after = taken(InstitutionProfile(regulations=("gubernur",)), books)
    assert (after.has_regulation, after.regulations, after.pokja_decree) == (True, ("bupati", "gubernur"), True)


def test_house_and_plan_are_proposed_for_the_month_they_stood_in() -> None:
    house = DataHouse(id="h", as_of=date(2026, 2, 10), active=True)
    plan = WorkPlan(id="w", title="RKM 2026", level=VILLAGE, year_from=2026)
    books = VillageBooks(houses=(house,), plans=(plan,))
    after = taken(InstitutionProfile(), books)
    assert (after.has_data_house, after.has_plan) == (True, True)
    assert differences(InstitutionProfile(), books, date(2025, 12, 31)) == ()
    assert newest_house((house, house.changed(id="i", as_of=date(2026, 6, 1))), TODAY).id == "i"  # type: ignore[union-attr]
    above = plan.changed(id="x", level=REGENCY, area="64.03")
    assert about(InstitutionProfile(), VillageBooks(plans=(above,)), "rkm") == []


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 4))
def test_taking_every_proposal_leaves_none(pokja: bool, bkb: bool, house: bool, trained: int) -> None:
    books = VillageBooks(
        pokja=tuple(member(n, trained=n < trained, training="Orientasi") for n in range(4)) if pokja else (),
        poktan=(Poktan(id="p", kind="bkb", active=bkb),),
        houses=(DataHouse(id="h", as_of=TODAY, active=house),),
        regulations=(Regulation(id="r", kind="camat"),),
    )
    profile = InstitutionProfile(has_bkb=not bkb, has_bkr=True, pokja_members=99, pokja_trained=True)
    after = taken(profile, books)
    assert [one for one in differences(after, books, TODAY) if one.answers] == []


def test_the_file_may_hang_on_the_profile_or_on_the_villages_plan() -> None:
    plan = WorkPlan(id="w", level=VILLAGE, year_from=2026)
    file = Attachment(id="a", owner_id="w")
    assert plan_file_known(InstitutionProfile(), VillageBooks(plans=(plan,), files=(file,)))
    assert plan_file_known(InstitutionProfile(plan_file="0" * 64), VillageBooks())
    above = plan.changed(level=REGENCY)
    assert not plan_file_known(InstitutionProfile(), VillageBooks(plans=(above,), files=(file,)))


# --- plans (domain.md 3.6)


@given(st.lists(st.tuples(st.sampled_from(("belum", "berjalan", "selesai", "batal")), st.none() | st.integers(0, 100))))
def test_progress_stays_between_nothing_and_all(rows: list[tuple[str, int | None]]) -> None:
    lines = [PlanLine(id=str(n), state=state, progress=done) for n, (state, done) in enumerate(rows)]
    found = plan_progress(lines)
    assert 0 <= found.percent <= 100
    assert found.lines == len(rows)
    live = [line for line in lines if line.state != "batal"]
    assert (found.percent == 100) >= (bool(live) and all(line.state == "selesai" for line in live))
    finished = [line.changed(state="selesai") if line.state == "berjalan" else line for line in lines]
    assert plan_progress(finished).percent >= found.percent
    assert all(progress_of(line) == 0 for line in lines if line.state in ("belum", "batal"))


def test_months_are_said_as_quarters_where_they_are_whole() -> None:
    assert months_words(("01", "02", "03", "07")) == "triwulan I dan Juli"
    assert months_words(tuple(f"{n:02d}" for n in range(1, 13))) == "sepanjang tahun"
    assert months_words(("05",)) == "Mei"
    assert months_words(None) == ""


def test_a_plan_covers_its_years_and_a_line_outside_is_a_caution() -> None:
    plan = WorkPlan(id="w", year_from=2025, year_to=2026)
    assert [covers(plan, year) for year in (2024, 2025, 2026, 2027)] == [False, True, True, False]
    books = VillageBooks(plans=(plan,))
    assert found(PlanLine(id="l", plan_id="w", year=2027), books) == {"year": "caution"}
    assert found(PlanLine(id="l", plan_id="w", year=2025), books) == {}
    assert {f.field for f in check(plan.changed(year_to=2020), today=TODAY) if f.code == "urutan"} == {"year_to"}


# --- awards, houses, problems


def test_an_award_says_how_far_it_came() -> None:
    contest = Award(kind="lomba", title="Lomba Penguatan Kampung KB", level="provinsi", year=2022, stage="nominasi",
                    nomination="empat besar")  # fmt: skip
    assert result_words(contest) == "nominasi (empat besar)"  # seed line 23
    assert result_words(contest.changed(stage="juara", rank=2, nomination=None)) == "juara 2"
    assert {f.field for f in contest.changed(stage="juara").rules()} == {"rank"}
    assert found(contest.changed(id="b"), VillageBooks(awards=(contest.changed(id="a"),))) == {"title": "caution"}


def test_a_house_needs_a_head_and_two_cadres() -> None:
    one = DataHouse(cadres="Sri Rekaan\n\n - ")
    assert cadres_of(one) == ("Sri Rekaan",)
    assert [(f.field, f.strength) for f in one.rules()] == [("cadres", "caution")]
    assert list(DataHouse(cadres="Sri Rekaan\nAni Rekaan").rules()) == []


def test_a_problem_is_late_only_while_it_is_open() -> None:
    problem = Problem(noted_on=date(2026, 9, 1), due_on=date(2026, 10, 1), state="terbuka")
    assert overdue(problem, TODAY)
    assert not overdue(problem.changed(state="selesai"), TODAY)
    early = problem.changed(state="selesai", closed_on=date(2026, 8, 1))
    assert [f.field for f in early.rules()] == ["closed_on"]
    assert "solution" in missing(problem.changed(state="ditangani"))
    assert "solution" not in missing(problem)
