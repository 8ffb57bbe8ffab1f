"""The lists on paper say what was recorded up to the month, and are refused politely where nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.papers import OFFERS
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.village_books_paper import lists_pdf, plan_pdf
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from tests.actions.devices import VILLAGE as CODE
from tests.actions.test_summary_lists import fill, keep
from tests.report.reading import pages_of


def words(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def test_the_institutions_with_their_people(officer: Session) -> None:
    fill(officer)
    keep(
        officer,
        Poktan(village=CODE, kind="bkb", group_name="Melati", chair="Fani Ketua", members=31, active=True,
               decree_number="22/2016", decree_date=date(2016, 7, 30)),
        Poktan(village=CODE, kind="bkl", group_name="Kenanga", members=12, active=False),
        DataHouse(village=CODE, as_of=date(2026, 2, 10), house_class="lengkap", head="Gani", cadres="Hana\nIda"),
        DataHouse(village=CODE, as_of=date(2026, 12, 1), house_class="paripurna", head="Gani"),
    )  # fmt: skip
    said = words(lists_pdf(officer, CODE, "2026-10"))
    for text in (
        "Kelembagaan Kampung KB", "Kampung KB Maluang Sejati, Nagari Maluang", "Ani Pengarah", "Cici Anggota",
        "Seksi Penyediaan Data dan Dokumen Kependudukan, koordinator", "BKB Melati", "Fani Ketua", "22/2016",
        "BKL Kenanga", "tidak aktif", "Lengkap", "Hana, Ida", "Nomor 44/2024", "empat besar", "Wali Nagari Maluang",
        "Memuat data pribadi",
    ):  # fmt: skip
        assert text in said, text
    assert "Dedi Lama" not in said
    assert "Paripurna" not in said
    assert said.index("Budi Koordinator") < said.index("Cici Anggota")


def test_the_plan_with_its_lines_and_problems(officer: Session) -> None:
    fill(officer)
    said = words(plan_pdf(officer, CODE, "2026-10"))
    for text in ("RKM Maluang Sejati 2026", "50 %", "3.000.000", "terpakai 2.500.000", "Jembatan ke RT 05 putus.",
                 "Alat ukur rusak.", "Belum diisi"):  # fmt: skip
        assert text in said, text
    assert "RKM Maluang Sejati 2026" not in words(plan_pdf(officer, CODE, "2025-10"))


def test_a_plan_of_several_years_says_the_year_of_each_line(officer: Session) -> None:
    plan = WorkPlan(village=CODE, title="RKM lima tahun", year_from=2024, year_to=2028, decided_on=date(2024, 1, 9),
                    decided_by="Musyawarah desa")  # fmt: skip
    (kept,) = keep(officer, plan)
    keep(officer, PlanLine(village=CODE, plan_id=kept.id, title="Satu", year=2027, months=("01", "02", "03")))
    said = words(plan_pdf(officer, CODE, "2026-10"))
    assert "Disahkan 9 Jan 2024 oleh Musyawarah desa." in said
    assert "triwulan I 2027" in said


def test_long_words_and_many_lines_stay_on_the_paper(officer: Session) -> None:
    (kept,) = keep(officer, WorkPlan(village=CODE, title="R" * 300, year_from=2026))
    line = PlanLine(village=CODE, plan_id=kept.id, title="Kegiatan " * 30, problem="Masalah " * 60, year=2026,
                    responsible_name="x", result="y" * 900, state="selesai")  # fmt: skip
    save(officer, "Isi", [replace(line, id=new_record_id(officer)) for _ in range(40)])
    assert len(pages_of(plan_pdf(officer, CODE, "2026-10"))) > 5


def test_nothing_to_print_says_where_to_begin(officer: Session) -> None:
    for make in (lists_pdf, plan_pdf):
        with pytest.raises(KnownError) as caught:
            make(officer, CODE, "2026-10")
        assert caught.value.code == "E-NO-DATA"
        with pytest.raises(KnownError) as unknown:
            make(officer, "64.03.06.9999", "2026-10")
        assert unknown.value.code == "E-VILLAGE"


def test_both_are_offered_and_the_same_every_time(officer: Session) -> None:
    fill(officer)
    offered = {one.key: one for one in OFFERS}
    for key in ("kelembagaan", "rkm"):
        first = offered[key].make(officer, Wish(CODE, "2026-10", "F4", key), silent())
        assert first == offered[key].make(officer, Wish(CODE, "2026-10", "F4", key), silent())
