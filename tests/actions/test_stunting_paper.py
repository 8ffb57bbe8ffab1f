"""KRS on paper: the figures of the screen, names only where they belong, no whole NIK, and the rule in force."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.papers import OFFERS
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_list_paper import list_paper, list_pdf
from kampungkb_desktop.actions.stunting_paper import recap_paper, recap_pdf
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.report.tabled import TabledPaper
from tests.actions.homes import MALUANG, ON, couple, home, village
from tests.report.strict import strict

NIK = "6403061203880001"


def words(pdf: bytes) -> str:
    """Everything that is printed, with single spaces."""
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def row(paper: TabledPaper, part: str, name: str) -> tuple[object, ...]:
    rows = next(one.rows for one in paper.parts if one.title.startswith(part))
    return next(one.cells[1:] for one in rows if one.cells[0] == name)


def test_the_recap_on_paper_is_that_of_the_screen(officer: Session) -> None:
    village(officer)
    recap, paper = village_recap(officer, MALUANG, ON), recap_paper(officer, MALUANG, "2026-2")
    assert [tile.value for tile in paper.tiles] == ["4", "2", "1", "1"]
    assert row(paper, "Peringkat", "Jumlah, sama dengan KRS") == (str(recap.at_risk.count),)
    assert row(paper, "Penapisan", "PUS 4 Terlalu")[0] == str(recap.factors["empat_terlalu"].count)
    assert paper.rules == ("krs-2022, bacaan 4t_tanpa_kb_modern",)
    text = words(recap_pdf(officer, MALUANG, "2026-2"))
    assert "KRS 2 + tidak berisiko 1 + belum diketahui 1 = keluarga sasaran 4" in text
    assert "Budi" not in text


def test_the_list_names_the_families_their_reasons_and_no_whole_nik(officer: Session) -> None:
    families = village(officer)
    at_risk = home(officer, head_name="Rahmat", water="air_permukaan", rt="004", rw="001", address="Gang Mawar")
    people = couple(officer, at_risk, date(1998, 3, 1))
    save(officer, "Isi", [at_risk, people[0].changed(nik=NIK), *people[1:]])
    text = words(list_pdf(officer, MALUANG, "2026-2", paper="F4"))
    assert "Rahmat" in text
    assert NIK[-4:] in text
    assert NIK not in text
    assert "Air minum utama" in text
    assert "Gang Mawar" in text
    assert "Memuat data pribadi" in text
    assert len(list_paper(officer, MALUANG, "2026-2").parts[0].rows) == 3
    assert families["asked"].id  # at risk or not is not known of it, so it is not listed
    settings.store(officer, settings.load(officer).changed(masked_nik=False))
    assert NIK in words(list_pdf(officer, MALUANG, "2026-2"))


def test_another_reading_is_named_on_the_paper(officer: Session) -> None:
    village(officer)
    settings.store(officer, settings.load(officer).changed(krs_reading="4t_saja"))
    assert "4 Terlalu menentukan, ber-KB atau tidak" in words(recap_pdf(officer, MALUANG, "2026-2")).replace(
        "\r\n", " "
    )
    assert recap_paper(officer, MALUANG, "2026-2").rules == ("krs-2022, bacaan 4t_saja",)


def test_without_families_there_is_nothing_to_print(officer: Session) -> None:
    with pytest.raises(KnownError) as refused:
        recap_pdf(officer, MALUANG, "2026-2")
    assert refused.value.code == "E-NO-DATA"
    with pytest.raises(KnownError) as unknown:
        list_pdf(officer, "99.99.99.9999", "2026-2")
    assert unknown.value.code == "E-VILLAGE"
    assert "Tidak ada keluarga yang berisiko" in words(list_pdf(officer, MALUANG, "2026-2"))


def test_the_same_data_give_the_same_bytes_and_a_long_list_breaks_into_pages(officer: Session) -> None:
    village(officer)
    assert recap_pdf(officer, MALUANG, "2026-2") == recap_pdf(officer, MALUANG, "2026-2")
    many = [home(officer, head_name=f"Kepala {n:02d}", water="air_permukaan") for n in range(60)]
    save(officer, "Isi", [*many, *(one for family in many for one in couple(officer, family, date(1998, 3, 1)))])
    pdf = list_pdf(officer, MALUANG, "2026-2")
    with PdfDocument(pdf) as document:
        assert len(document) > 2
    assert all(f"Kepala {n:02d}" in words(pdf) for n in range(60))


def test_every_offered_paper_of_a_semester_is_made(officer: Session) -> None:
    village(officer)
    for offer in OFFERS:
        if offer.period == "semester":
            strict(offer.make(officer, Wish(MALUANG, "2026-1", "A4", offer.key), silent()))


def test_a_family_whose_data_are_restricted_is_counted_and_not_named(officer: Session) -> None:
    village(officer)
    hidden = home(officer, head_name="Darmawan", water="air_permukaan", address="Gang Rahasia", restricted=True)
    save(officer, "Isi", [hidden, *couple(officer, hidden, date(1998, 3, 1))])
    text = words(list_pdf(officer, MALUANG, "2026-2"))
    assert "3 keluarga berisiko stunting" in text
    assert "(data dibatasi)" in text
    assert "Darmawan" not in text
    assert "Rahasia" not in text
