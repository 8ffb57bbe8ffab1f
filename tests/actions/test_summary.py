"""The village summary: its words are the figures that the records hold, and its file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import figures
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.summary import summary_content, summary_pdf, village_summary
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot, users
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.population import PopulationSnapshot, total
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.store import read
from tests.actions.practice.conftest import AS_OF, make
from tests.report.reading import pages_of
from tests.report.strict import strict

MALUANG = "64.03.06.2004"
MONTH = "2026-10"
END = date(2026, 10, 31)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = make(tmp_path_factory.mktemp("summary") / "latihan", villages=4, families=80)
    yield session
    close(session)


def test_words_are_the_figures(district: Session) -> None:
    words = " ".join(pages_of(summary_pdf(district, MALUANG, MONTH)))
    with district.database.read() as conn:
        population = read.records(conn, PopulationSnapshot, where={"village": MALUANG}, order=("-as_of",))[0]
        monthly = read.records(conn, MonthlySnapshot, where={"village": MALUANG, "month": MONTH})[0]
        profile = read.records(conn, InstitutionProfile, where={"village": MALUANG}, order=("-month",))[0]
        kampung = read.records(conn, Village, where={"village": MALUANG})[0]
        held = read.records(conn, Activity, where={"village": MALUANG})
        office = read.records(conn, Office)[0]
    assert total(population) is not None
    for figure in (total(population), population.pus, population.families, users(monthly, portal_only=True)):
        assert number(figure or 0) in words
    for text in (
        "Kampung KB Maluang Sejati", "Kampung Maluang, Kecamatan Gunung Tabur", office.full_name, kampung.responsible,
        long_date(kampung.launched_on or END), classify(district, MALUANG, MONTH).level.label, profile.pkb_name,
        number(monthly.bpjs or 0), f"Data per {long_date(END)}", "LATIHAN",
    ):  # fmt: skip
        assert text
        assert text in words
    for activity in held:
        if activity.held_on and activity.held_on.isoformat()[:7] == MONTH:
            assert (activity.title or "?") in words


def test_content_is_what_rules_and_records_say(district: Session) -> None:
    content = summary_content(district, MALUANG, MONTH, AS_OF)
    found = classify(district, MALUANG, MONTH)
    assert [score.score for score in content.classification.indicators] == [score.score for score in found.scores]
    assert content.classification.name == found.level.label
    register = figures.register(district, MALUANG, END)
    toddlers = figures.toddlers(district, MALUANG, END)
    assert content.register is not None
    shares = {share.label: share for part in (content.register.families, content.register.toddlers) for share in part}
    krs = village_recap(district, MALUANG, END)
    assert content.register.risk is not None
    whole = content.register.risk.whole
    assert (whole.count, whole.of) == (krs.at_risk.count, krs.target.count)
    assert [one.count for one in content.register.risk.factors] == [one.count for one in krs.factors.values()]
    assert shares["Keluarga terdata"].count == register.families.count
    assert shares["Keluarga terdata"].of == content.population.families
    assert shares["Jiwa terdata"].count == register.persons.count
    assert shares["PUS terdata"].count == register.couples.all.count
    assert shares["Pendek (stunting)"].count == toddlers.stunted.affected.count
    assert shares["Pendek (stunting)"].of == toddlers.stunted.judged.count
    assert content.changes is not None
    assert content.changes.month == "2026-09"
    steps = {one.label: one for one in content.changes.rows}
    assert steps["Jumlah jiwa"].now == number(sum(v or 0 for v in (*content.population.men, *content.population.women)))
    assert found.level.label in content.changes.level
    named = {one.role: one.name for one in content.signatures}
    assert all(named.values()), "head of the village, chair of the Pokja and PKB are on record"
    assert len(named) == 3
    assert content.practice
    assert sum(part.this_month or 0 for part in content.activities.programmes) == len(content.activities.lines)


def test_every_village_can_be_printed(district: Session) -> None:
    with district.database.read() as conn:
        villages = [village.village or "" for village in read.records(conn, Village)]
    for village in villages:
        pages = pages_of(summary_pdf(district, village, MONTH))
        assert f"Halaman 1 dari {len(pages)}" in pages[0]


def test_an_almost_empty_village_says_so(officer: Session) -> None:
    village = Village(id=new_record_id(officer), village=MALUANG, kkb_name="Maluang Sejati")
    save(officer, "Simpan", [village])
    content = summary_content(officer, MALUANG, MONTH, END)
    assert content.classification.name is None
    assert content.register is None
    assert content.changes is not None
    assert content.changes.rows == ()
    assert all(part is None for part in (content.population.couples, content.institution.working_group))
    assert "Belum diisi" in " ".join(pages_of(summary_pdf(officer, MALUANG, MONTH)))


def test_unanswered_is_never_nought(officer: Session) -> None:
    """A begun record leaves every other figure unknown."""
    profile = InstitutionProfile(id=new_record_id(officer), village=MALUANG, month=MONTH, status="draf", has_bkb=True)
    save(officer, "Simpan", [profile])
    content = summary_content(officer, MALUANG, MONTH, END)
    for part in (content.population, content.family_planning):
        assert is_dataclass(part)
        for field in fields(part):
            value = getattr(part, field.name)
            assert value != 0
    assert content.institution.funds is None
    assert "(masih draf)" in (content.institution.source or "")


def test_months_do_not_see_the_future(district: Session) -> None:
    past = summary_content(district, MALUANG, "2026-03", AS_OF)
    assert past.data_on == date(2026, 3, 31)
    assert all(line.held_on.isoformat()[:7] == "2026-03" for line in past.activities.lines)
    assert "Maret 2026" in (past.family_planning.source or "")
    assert summary_content(district, MALUANG, "2026-11", AS_OF).data_on == AS_OF


@pytest.mark.parametrize(("code", "error"), [("64.03.06.9999", "E-VILLAGE"), ("64.03", "E-VILLAGE"),
                                              ("11.01.01.2001", "E-NO-DATA"), ("maluang", "E-VILLAGE")])  # fmt: skip
def test_unknown_villages_are_refused(district: Session, code: str, error: str) -> None:
    with pytest.raises(KnownError, match=error):
        summary_content(district, code, MONTH, AS_OF)


def test_file_is_written_whole(district: Session, tmp_path: Path) -> None:
    target = tmp_path / "ringkasan.pdf"
    target.write_bytes(b"the old one")
    assert village_summary(district, MALUANG, MONTH, target) == target
    strict(target.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["ringkasan.pdf"]


def test_places_that_cannot_be_written(district: Session, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="E-TARGET-FOLDER"):
        village_summary(district, MALUANG, MONTH, tmp_path / "tidak" / "ada.pdf")
    with pytest.raises(KnownError, match="E-TARGET-WRITE"):
        village_summary(district, MALUANG, MONTH, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or not os.path.exists("/dev/full"), reason="no full disk at hand")  # noqa: PTH110
def test_a_full_disk_keeps_the_old_file(district: Session, tmp_path: Path) -> None:
    target = tmp_path / "ringkasan.pdf"
    target.write_bytes(b"the old one")
    (tmp_path / "ringkasan.pdf.part").symlink_to("/dev/full")
    with pytest.raises(KnownError, match=r"E-TARGET-FULL: Berkas PDF tidak jadi ditulis"):
        village_summary(district, MALUANG, MONTH, target)
    assert target.read_bytes() == b"the old one"


def test_paper_sizes(district: Session) -> None:
    assert summary_pdf(district, MALUANG, MONTH, paper="F4") != summary_pdf(district, MALUANG, MONTH)
