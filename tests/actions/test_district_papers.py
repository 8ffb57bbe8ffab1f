"""The papers of a whole kabupaten: what they count is what the villages hold, and a booklet can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kampungkb_desktop.actions.check_code import compare_code
from kampungkb_desktop.actions.classify_village import classes
from kampungkb_desktop.actions.district_more import risk_lines, sending
from kampungkb_desktop.actions.district_paper import district_paper
from kampungkb_desktop.actions.district_paper_more import sending_parts
from kampungkb_desktop.actions.district_rows import DistrictRecap, district_recap
from kampungkb_desktop.actions.district_words import hundredths, share_words
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.papers import offer, offers_for
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.stunting_risk import village_recap
from kampungkb_desktop.actions.summary import summary_content
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.report.check_code import code_of
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.store import read
from tests.actions.enrolling import enrolled, strangers
from tests.actions.practice.conftest import AS_OF, make
from tests.report.reading import pages_of
from tests.report.strict import check_tags

BERAU, MONTH, VILLAGES = "64.03", "2026-10", 5


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = make(tmp_path_factory.mktemp("kantor") / "latihan", villages=VILLAGES, families=20, role="kabupaten")
    yield session
    close(session)


def recap_of(session: Session) -> DistrictRecap:
    region = regions.load().region(BERAU)
    assert region is not None
    with session.database.read() as conn:
        return district_recap(conn, region, MONTH, silent())


def test_kecamatan_add_up_to_the_kabupaten(office: Session) -> None:
    recap = recap_of(office)
    total = recap.total
    assert total.formed == VILLAGES == sum(total.levels)
    assert total.whole == 110 == sum(line.whole for line in recap.lines)
    for field in ("formed", "planned", "people", "families", "couples", "empty"):
        assert sum(getattr(line, field) for line in recap.lines) == getattr(total, field)
    for field in ("use", "long_acting", "unmet"):
        assert tuple(sum(getattr(line, field)[at] for line in recap.lines) for at in (0, 1)) == getattr(total, field)
    assert (recap.coverage.formed, recap.coverage.whole) == (total.formed, total.whole)


def test_classes_are_those_of_the_villages(office: Session) -> None:
    recap = recap_of(office)
    found = classes(office, own_villages(office), MONTH)
    for place, level in enumerate(Level):
        assert recap.total.levels[place] == sum(one.level is level for one in found.values())
    assert {one.region.code for one in recap.ranking} == {
        code for code, one in found.items() if one.level is Level.DASAR
    }
    points = [one.way.points for one in recap.ranking if one.way]
    assert points == sorted(points)


def test_users_are_those_typed(office: Session) -> None:
    recap = recap_of(office)
    with office.database.read() as conn:
        typed = {
            one.village: one
            for one in read.records(conn, MonthlySnapshot, where={"month": MONTH})
        }  # fmt: skip
    contents = [summary_content(office, code, MONTH, AS_OF) for code in typed if code]
    users = sum(method.users or 0 for one in contents for method in one.family_planning.methods)
    assert recap.total.use[0] == users


def test_the_recap_on_paper(office: Session) -> None:
    pdf = offer("rekap-kecamatan").make(office, Wish(BERAU, MONTH, "F4", "rekap-kecamatan"), silent())
    check_tags(pdf)
    words = " ".join(" ".join(pages_of(pdf)).split())
    recap = recap_of(office)
    assert f"5 dari 110 = {hundredths(5, 110)} %" in words
    for line in recap.lines:
        assert line.name in words
        assert share_words((line.formed, line.whole)) in words
    for one in recap.ranking:
        assert one.region.name in words
    assert number(recap.total.people) in words
    assert pdf == offer("rekap-kecamatan").make(office, Wish(BERAU, MONTH, "F4", "rekap-kecamatan"), silent())


def test_families_at_risk_are_those_of_the_villages(office: Session) -> None:
    region = regions.load().region(BERAU)
    assert region is not None
    on = date(2026, 10, 31)
    with office.database.read() as conn:
        *lines, total = risk_lines(conn, region, on, silent())
    recaps = [village_recap(office, code, on) for code in own_villages(office)]
    assert total.at_risk == sum(one.at_risk.count for one in recaps) == sum(line.at_risk for line in lines) > 0
    assert total.targets == sum(one.target.count for one in recaps)
    assert total.families == sum(one.families.count for one in recaps)
    assert total.verified == sum(one.count("verval:total") for one in recaps)
    words = " ".join(pages_of(offer("rekap-kecamatan").make(office, Wish(BERAU, MONTH, "A4", ""), silent())))
    assert share_words((total.at_risk, total.targets)) in " ".join(words.split())


def test_who_has_not_sent_is_listed(tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, one):
        region = regions.load().region(BERAU)
        assert region is not None
        assert sending(district, region) is None
        enrolled(district, one, tmp_path)
        found = sending(district, region)
        assert found is not None
        assert (found.officers, found.heard, [(who.name, who.days) for who in found.silent]) == (
            1, 0, [("Siti Rahmah", None)],
        )  # fmt: skip
        (part,) = sending_parts(found)
        assert part.above == ("0 dari 1 = 0,00 % petugas mengirim dalam 31 hari terakhir.",)
        assert "belum pernah" in part.rows[0].cells
        export(one, tmp_path / "stik")
        take_in(district, [tmp_path / "stik"])
        found = sending(district, region)
        assert found is not None
        assert (found.heard, found.silent) == (1, ())
        (part,) = sending_parts(found)
        assert "Semua petugas sudah mengirim" in part.above[1]


def test_coverage_is_written_as_the_office_writes_it() -> None:
    assert share_words((979, 1552)) == "979 dari 1.552 = 63,08 %"
    assert share_words((0, 0)) == "0 dari 0"
    assert hundredths(1, 3) == "33,33"
    assert hundredths(2, 3) == "66,67"


def test_the_booklet_holds_every_village_once(office: Session) -> None:
    pdf = offer("buku").make(office, Wish(BERAU, MONTH, "A4", "buku"), silent())
    roles = check_tags(pdf)
    assert roles["H1"] == VILLAGES + 1
    reader = PdfReader(BytesIO(pdf), strict=True)
    pages = pages_of(pdf)
    known = regions.load()
    chapters = [one for one in reader.outline if not isinstance(one, list)]
    assert len(chapters) == VILLAGES + 1
    for code in own_villages(office):
        content = summary_content(office, code, MONTH, AS_OF)
        village = known.region(code)
        assert village is not None
        first = next(
            at for at, words in enumerate(pages) if content.village.code in words and "Halaman 1 dari" in words
        )
        assert f"buku {first + 1}" in pages[first]
        assert f" {first + 1} " in f"{pages[0]} "
        assert any(reader.get_destination_page_number(one) == first for one in chapters)
        assert code_of(content).words in " ".join(pages)


def test_a_booklet_is_stopped_at_the_next_village(office: Session) -> None:
    told: list[str] = []
    work = Progress(sink=lambda step: told.append(step.text))
    work.cancel.set()
    with pytest.raises(Cancelled):
        offer("buku").make(office, Wish(BERAU, MONTH, "A4", "buku"), work)
    assert told == []


def test_a_kabupaten_without_data_says_so(office: Session, officer: Session) -> None:
    for kind in ("buku", "rekap-kecamatan"):
        with pytest.raises(KnownError) as caught:
            offer(kind).make(office, Wish("11.01", MONTH, "A4", kind), silent())
        assert caught.value.code == "E-NO-DATA"
    assert "rekap-kecamatan" not in {one.key for one in offers_for(officer)}
    assert "rekap-kecamatan" in {one.key for one in offers_for(office)}


def test_a_code_is_compared_with_what_is_here(office: Session) -> None:
    village = own_villages(office)[0]
    code = code_of(summary_content(office, village, MONTH, AS_OF))
    found = compare_code(office, code.words.lower())
    assert found.same
    assert (found.month, found.figures) == (MONTH, ())
    place = len("6403062004-20261031-") + 5  # the letter of jumlah jiwa, one dash before it
    other = "7" if code.words[place] != "7" else "8"
    found = compare_code(office, code.words[:place] + other + code.words[place + 1 :])
    assert not found.same
    assert [one.label for one in found.figures] == ["Jumlah jiwa"]
    with pytest.raises(KnownError) as caught:
        compare_code(office, "K7F3")
    assert caught.value.code == "E-CHECK-CODE"


def test_before_the_first_launch_there_is_no_recap(office: Session) -> None:
    with pytest.raises(KnownError) as caught:
        district_paper(office, BERAU, "2016-02", silent())
    assert caught.value.code == "E-NO-DATA"
