"""The paper names who holds an office, how far the plan is, and what else the lists hold; without lists, nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kampungkb_desktop.actions.pdp_frame import place_of
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.stunting_frame import frame_of
from kampungkb_desktop.actions.summary import summary_content, summary_pdf
from kampungkb_desktop.actions.summary_lists import village_lists
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.choices_institution import EIGHT, FOUR, REGENCY, VILLAGE
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from kampungkb_desktop.report.lists_content import VillageLists
from kampungkb_desktop.rules.village_books import VillageBooks
from tests.actions.devices import VILLAGE as CODE
from tests.report.reading import pages_of

ON = date(2026, 10, 31)


def keep(session: Session, *records: Record) -> list[Record]:
    made = [replace(record, id=new_record_id(session), status=DONE) for record in records]
    save(session, "Isi contoh", made)
    return made


def member(name: str, seat: str, *, part: str | None = None, until: date | None = None) -> PokjaMember:
    return PokjaMember(village=CODE, level=VILLAGE, generation=FOUR, position4=seat, part=part, full_name=name,
                       sex="perempuan", trained=True, training="Orientasi", until=until)  # fmt: skip


def fill(session: Session) -> None:
    keep(session, Village(village=CODE, kkb_name="Maluang Sejati", local_term="nagari", coverage="desa"))
    keep(
        session,
        member("Ani Pengarah", "pengarah"),
        member("Budi Koordinator", "data", part="koordinator"),
        member("Cici Anggota", "data", part="anggota"),
        member("Dedi Lama", "pelaksana", until=date(2026, 1, 1)),
        PokjaMember(village=CODE, level=VILLAGE, generation=EIGHT, position8="ketua", full_name="Ela Susunan Lama"),
        Regulation(village=CODE, level=VILLAGE, kind="kades", number="3/2025", issued_on=date(2025, 1, 12)),
        Regulation(level=REGENCY, area="64.03", kind="bupati", number="44/2024", issued_on=date(2024, 3, 1)),
        Regulation(level=REGENCY, area="64.02", kind="bupati", number="99/2024", issued_on=date(2024, 3, 1)),
        Regulation(village=CODE, level=VILLAGE, kind="perdes", number="7/2027", issued_on=date(2026, 11, 20)),
        Award(village=CODE, kind="lomba", title="Lomba Penguatan Kampung KB", level="provinsi", year=2022,
              stage="nominasi", nomination="empat besar"),
        Award(village=CODE, kind="lomba", title="Lomba lama", level="provinsi", year=2017, stage="ikut"),
        Problem(village=CODE, problem="Jembatan ke RT 05 putus.", state="terbuka", noted_on=date(2026, 9, 1)),
        Problem(village=CODE, problem="Alat ukur rusak.", state="selesai", closed_on=date(2026, 5, 1)),
    )  # fmt: skip
    (plan,) = keep(session, WorkPlan(village=CODE, level=VILLAGE, title="RKM Maluang Sejati 2026", year_from=2026))
    keep(
        session,
        PlanLine(village=CODE, plan_id=plan.id, title="Satu", state="selesai", cost=3_000_000, spent=2_500_000),
        PlanLine(village=CODE, plan_id=plan.id, title="Dua", state="belum"),
    )


def test_the_paper_says_what_the_lists_hold(officer: Session) -> None:
    fill(officer)
    words = " ".join(pages_of(summary_pdf(officer, CODE, "2026-10")))
    for text in (
        "Ani Pengarah", "Budi Koordinator", "Rencana, regulasi, dan penghargaan",
        "RKM Maluang Sejati 2026: 2 kegiatan, 1 selesai, 0 berjalan; kemajuan 50 %.",
        "Biaya Rp 3.000.000, terpakai Rp 2.500.000.", "Nomor 3/2025, 12 Januari 2025", "Nomor 44/2024",
        "Lomba Penguatan Kampung KB, tingkat provinsi 2022: nominasi (empat besar)", "Jembatan ke RT 05 putus.",
        "1 masalah selesai tahun ini.", "Nagari Maluang", "Wali Nagari Maluang",
    ):  # fmt: skip
        assert text in words
    for text in ("Cici Anggota", "Dedi Lama", "Ela Susunan Lama", "99/2024", "7/2027", "Lomba lama"):
        assert text not in words


def test_every_paper_calls_the_village_as_it_says_itself(officer: Session) -> None:
    keep(officer, Village(village=CODE, kkb_name="Maluang Sejati", local_term="nagari", coverage="desa"))
    frame = frame_of(officer, CODE, "2026-2")
    assert frame.place.startswith("Nagari Maluang, Kecamatan Gunung Tabur")
    assert frame.signatures[0].role == "Wali Nagari Maluang"
    assert place_of(officer, CODE).words.startswith("Nagari Maluang, Kecamatan Gunung Tabur")


def test_without_lists_the_paper_stays_as_it_was(officer: Session) -> None:
    keep(officer, Village(village=CODE, kkb_name="Maluang Sejati", coverage="desa"))
    content = summary_content(officer, CODE, "2026-10", date(2026, 11, 21))
    assert content.lists is not None
    assert content.lists.nothing
    assert content.institution.officers == ()
    assert "Rencana, regulasi" not in " ".join(pages_of(summary_pdf(officer, CODE, "2026-10")))
    assert village_lists(VillageBooks(), ON) == VillageLists()


def test_books_are_in_the_order_people_read_them(officer: Session) -> None:
    fill(officer)
    with officer.database.read() as conn:
        books = village_books(conn, CODE)
    names = [m.full_name for m in books.pokja]
    assert names[0] == "Ani Pengarah"
    assert names[-1] == "Dedi Lama"
    assert [r.number for r in books.regulations] == ["7/2027", "3/2025", "44/2024"]
    assert [a.year for a in books.awards] == [2022, 2017]
    assert [p.state for p in books.problems] == ["terbuka", "selesai"]
    assert [line.title for line in books.lines] == ["Satu", "Dua"]
