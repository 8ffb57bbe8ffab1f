"""A child's growth on paper: what stands in it, for whom, and that it is the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.growth_paper import growth_paper, growth_pdf
from kampungkb_desktop.actions.referrals import case_files, case_lines, close_case, family_cases
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.growth_curve import GrowthCurve
from kampungkb_desktop.report.tabled import TabledPaper
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.report.reading import pages_of

BIRTH = date(2024, 11, 2)
HOME = Family(id="f", village=VILLAGE, status="selesai", head_name="Suparman", rt="003", rw="001")
CHILD = Member(id="c", village=VILLAGE, status="selesai", family_id="f", full_name="Wulan", sex="perempuan",
               birth_date=BIRTH, nik="6403064211240001", mother_id="m")  # fmt: skip
MOTHER = Member(id="m", village=VILLAGE, status="selesai", family_id="f", full_name="Rina Lestari", sex="perempuan")


def weighed(n: int, days: int, weight: float, **answers: object) -> ChildMeasurement:
    return ChildMeasurement(
        id=f"w{n}", village=VILLAGE, status="selesai", member_id="c", measured_on=BIRTH + timedelta(days=days),
        weight_kg=weight, lenhei_cm=50 + days * 0.07, position="berbaring" if days < 731 else "berdiri",
    ).changed(**answers)  # fmt: skip


@pytest.fixture
def book(officer: Session) -> Session:
    save(officer, "Isi", [HOME, CHILD, MOTHER])
    return officer


def figures(paper: TabledPaper) -> Iterator[GrowthCurve]:
    """Every chart of a paper, those side by side included."""
    for part in paper.parts:
        for block in part.figures:
            stacks = getattr(block, "stacks", ((block,),))
            yield from (one for stack in stacks for one in stack if isinstance(one, GrowthCurve))


def words(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def test_each_measuring_stands_in_charts_letters_and_table(book: Session) -> None:
    first = [weighed(0, 30, 4.0), weighed(1, 61, 4.9), weighed(2, 92, 5.0)]
    save(book, "Isi", [*first, weighed(3, 122, 31.0, head_cm=41.0), weighed(4, 153, 5.2), weighed(5, 183, 5.1)])
    paper = growth_paper(book, "c")
    charts = {chart.index: chart for chart in figures(paper)}
    assert set(charts) == {"wei", "len", "wfl", "bmi", "head"}
    assert [point.doubtful for point in charts["wei"].points] == [False, False, False, True, False, False]
    assert [(one.month, one.words, one.bad) for one in charts["wei"].letters or ()] == [
        (1, "B", False), (2, "N", False), (3, "T", True), (5, "O", False), (6, "T", True)
    ]  # fmt: skip
    assert (charts["wei"].left, charts["wei"].right) == (0, 24)
    assert len(charts["head"].points) == 1
    table = paper.parts[-1]
    assert len(table.rows) == 6
    assert table.rows[3].cells[-1] == "Diragukan, ukur ulang"
    assert paper.rules == ("antropometri-2020", "kms-2023")


def test_the_paper_says_who_and_hides_the_number(book: Session) -> None:
    save(book, "Isi", [weighed(0, 30, 4.0)])
    said = words(growth_pdf(book, "c"))
    assert all(
        one in said for one in ("Wulan", "Rina Lestari", "Keluarga Suparman", "RT 003/RW 001", "2 November 2024")
    )
    assert "6403064211240001" not in said
    assert "0001" in said
    assert all(one in said for one in ("antropometri-2020", "kms-2023", "Halaman 1 dari 2", "Dicetak"))
    settings.store(book, settings.load(book).changed(masked_nik=False))
    assert "6403064211240001" in words(growth_pdf(book, "c"))


def test_oedema_and_a_child_of_three_and_both_ages(book: Session) -> None:
    save(book, "Isi", [weighed(0, 800, 11.0, oedema=True), weighed(1, 1000, 12.0)])
    paper = growth_paper(book, "c")
    charts = {chart.index: chart for chart in figures(paper)}
    assert "wfh" in charts
    assert (charts["len"].left, charts["len"].right) == (24, 60)
    assert paper.parts[-1].rows[0].cells[-1] == "Edema: gizi buruk, rujuk"
    save(book, "Isi", [weighed(2, 20, 3.9)])
    assert {(c.left, c.right) for c in figures(growth_paper(book, "c")) if c.index == "wei"} == {(0, 60)}


def test_an_older_child_has_the_chart_of_its_age(book: Session) -> None:
    older = CHILD.changed(birth_date=date(2014, 1, 1))
    check = AdolescentCheck(id="a", village=VILLAGE, status="selesai", member_id="c", measured_on=date(2026, 11, 1),
                            weight_kg=60.0, height_cm=150.0)  # fmt: skip
    save(book, "Isi", [older, check])
    paper = growth_paper(book, "c")
    assert [chart.index for chart in figures(paper)] == ["bmi_5_19"]
    assert "Obesitas" in words(growth_pdf(book, "c"))


def test_nothing_measured_many_measured_and_the_same_bytes(book: Session) -> None:
    empty = growth_pdf(book, "c")
    assert "Belum pernah diukur" in words(empty)
    assert "Belum ada hasil ukur" in words(empty)
    save(book, "Isi", [weighed(n, n * 30 + 1, 4 + n * 0.2) for n in range(60)])
    many = growth_pdf(book, "c", paper="F4")
    assert many == growth_pdf(book, "c", paper="F4")
    text = words(many)
    assert all(f"{one} th" in text for one in range(1, 5))


def test_who_cannot_be_judged_is_said(book: Session) -> None:
    with pytest.raises(KnownError) as nobody:
        growth_pdf(book, "x")
    assert nobody.value.code == "E-NO-CHILD"
    with pytest.raises(KnownError) as half:
        growth_pdf(book, "m")
    assert "Tanggal lahir" in half.value.sentence


def test_cases_know_their_people_and_close(book: Session) -> None:
    visit = Visit(id="v", village=VILLAGE, status="selesai", family_id="f", member_id="c", target="anak",
                  visited_on=date(2026, 10, 1), referral="proses", referral_to="Puskesmas", officer_id=book.author,
                  social_aid="proses", social_aid_kinds=("pmt",))  # fmt: skip
    gone = replace(visit, id="w", family_id="nobody", member_id=None, social_aid=None, visited_on=date(2026, 9, 1))
    save(book, "Isi", [visit, gone])
    first, aid, referral = case_files(book, case_lines(book).keys).values()
    assert (first.family, first.person) == ("(keluarga belum diterima)", "")
    assert {aid.case.kind, referral.case.kind} == {"rujukan", "bansos"}
    assert (aid.family, aid.person, aid.rt) == ("Keluarga Suparman", "Wulan", "003")
    assert aid.officer
    close_case(book, aid.case, date(2026, 11, 1), "sudah", None)
    with book.database.read() as conn:
        kept = read.record(conn, Visit, "v")
    assert kept is not None
    assert kept.social_aid_result == "sudah"
    assert (kept.target, kept.status, kept.referral_to) == ("anak", "selesai", "Puskesmas")  # a line knows less of it
    assert len(case_lines(book).keys) == 2
    save(book, "Hapus", [], [gone])
    assert close_case(book, first.case, date(2026, 11, 1), "sudah", None).action == ""
    save(book, "Isi", [gone])
    assert [one.kind for one in family_cases(book, "f")] == [referral.case.kind]
    assert family_cases(book, None) == ()
