"""Times of keeping: what is past, by form and village; kept with a reason, or erased for good. Never by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import pdp_requests, retaining
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.retaining import Past
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Day
from kampungkb_desktop.forms.pdp_request import ERASE, PdpRequest
from kampungkb_desktop.forms.record import DONE, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules import retention
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as made:
        enrolled(*made, tmp_path)
        yield made


def old_and_new(session: Session) -> Family:
    """A family with visits of ten, six and one years ago, and one that left twelve years ago."""
    here = family(session, "Suparman")
    save(session, "Simpan kunjungan", [
        Visit(id=new_record_id(session), village=VILLAGE, family_id=here.id, target="umum", visited_on=date(year, 5, 1),
              findings="Ditemui di rumah.")
        for year in (2016, 2020, 2025)
    ])  # fmt: skip
    family(session, "Kasim", state="pindah", state_on=date(2014, 1, 2))
    family(session, "Rohana", state="pindah", state_on=date(2025, 1, 2))
    family(session, "Bahar", state="aktif", state_on=date(2010, 1, 2))
    return here


def delivered(pair: tuple[Session, Session], folder: Path) -> Session:
    district, officer = pair
    old_and_new(officer)
    (file,) = export(officer, folder / "kirim").files
    take_in(district, [file.path])
    return district


def found(session: Session) -> dict[str, Past]:
    return {one.form: one for one in retaining.past(session)}


def test_what_is_past_is_counted_and_who_lives_here_is_not(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    old_and_new(officer)
    past = found(officer)
    assert {form: (one.count, one.oldest) for form, one in past.items()} == {
        "visit": (2, date(2016, 5, 1)), "family": (1, date(2014, 1, 2)),
    }  # fmt: skip
    assert past["visit"].village == VILLAGE


def test_the_name_of_who_asked_ends_with_its_time(pair: tuple[Session, Session]) -> None:
    """The register is the proof that the law was kept, and for no longer than that."""
    district, _officer = pair
    home = family(district, "Suparman")
    asked = [
        pdp_requests.begun(district, family=home, kind=ERASE).changed(asked_by=name, answered_on=on, status=DONE)
        for name, on in (
            ("Sudarmi Lama", date(2020, 3, 1)),
            ("Wagimin Baru", date(2025, 3, 1)),
            ("Belum Dijawab", None),
        )
    ]
    save(district, "Catat", asked)
    (line,) = retaining.past(district)
    assert (line.form, line.count, line.oldest) == ("pdp_request", 1, date(2020, 3, 1))
    assert retaining.erase(district, line) == 1
    with district.database.read() as conn:
        assert {one.asked_by for one in read.records(conn, PdpRequest)} == {"Wagimin Baru", "Belum Dijawab"}
        assert "Sudarmi" not in repr(list(conn.exec_driver_sql("SELECT vals FROM change")))


def test_kept_with_a_reason_it_goes_to_the_end_until_the_day(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    old_and_new(officer)
    retaining.keep(officer, found(officer)["visit"], date(2027, 11, 1), "Dipakai penelitian stunting kabupaten.")
    lines = retaining.past(officer)
    assert [one.form for one in lines] == ["family", "visit"]
    assert lines[1].kept is not None
    assert lines[1].kept.reason == "Dipakai penelitian stunting kabupaten."
    retaining.keep(officer, lines[1], date(2026, 11, 20), "Ditinjau lagi.")  # a day that is over
    assert found(officer)["visit"].kept is None


def test_erasing_empties_every_log_and_the_rest_stays(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district = delivered(pair, tmp_path)
    assert retaining.erase(district, found(district)["visit"]) == 2
    assert retaining.erase(district, found(district)["family"]) == 1
    assert found(district) == {}
    with district.database.read() as conn:
        assert [one.visited_on for one in read.records(conn, Visit)] == [date(2025, 5, 1)]
        assert sorted(one.head_name or "" for one in read.records(conn, Family)) == ["Bahar", "Rohana", "Suparman"]
        texts = " ".join(str(row) for row in conn.exec_driver_sql("SELECT * FROM change"))
    assert "Kasim" not in texts
    assert texts.count("Ditemui di rumah.") == 1


def test_only_the_office_erases(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    old_and_new(officer)
    with pytest.raises(KnownError) as caught:
        retaining.erase(officer, found(officer)["visit"])
    assert caught.value.code == "E-ROLE"
    assert found(officer)["visit"].count == 2


def test_every_time_of_keeping_names_a_day_of_a_form_and_says_whose_figure_it_is() -> None:
    for one in retention.keepings():
        assert isinstance(fields_of(FORMS[one.form])[one.since], Day)
        assert one.years > 0
        assert one.certainty == "parameter"
    leap = retention.keepings()[0].over_before(date(2028, 2, 29))
    assert leap == date(2023, 2, 28)
