"""Over the office's storage: an officer's work to the district and the answer back, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import arrivals, carry, dispatch, storage
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.transport.carrier import unfinished
from tests.actions.devices import copied
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family, names
from tests.actions.storing import OFFICE, set_up, states, whole, work
from tests.transport.webdav_server import USER, Served, line_to


@pytest.fixture
def both(officer_template: Path, district_template: Path, tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """An officer and a district in practice."""
    one, two = copied(officer_template, tmp_path / "petugas"), copied(district_template, tmp_path / "kabupaten")
    with one as officer, two as district:
        yield officer, district


def test_work_goes_to_the_district_and_its_answer_comes_back(both: tuple[Session, Session], served: Served) -> None:
    officer, district = both
    set_up(officer, served.url)
    set_up(district, served.url)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    assert states(officer) == ["menunggu"]
    assert carry.trip(officer, silent()) == carry.Trip(sent=1, fetched=0, waiting=0)
    assert states(officer) == ["terkirim"]
    (name,) = served.names(OFFICE)
    assert "Siti" not in name

    assert carry.trip(district, silent()) == carry.Trip(sent=0, fetched=1, waiting=0)
    assert carry.trip(district, silent()) == carry.Trip(sent=0, fetched=0, waiting=0), "never twice"
    report = take_in(district, arrivals.arrived(district))
    assert report.accepted
    assert names(district) == ["Bapak Hasan"]
    assert arrivals.arrived(district) == []

    carry.trip(officer, silent())
    assert states(officer) == ["diambil"]
    family(district, "Ibu Aminah")
    dispatch.queue(district)
    assert carry.trip(district, silent()).sent == 1
    assert carry.trip(officer, silent()).fetched == 1
    take_in(officer, arrivals.arrived(officer))
    assert names(officer) == ["Bapak Hasan", "Ibu Aminah"]
    assert states(officer) == ["diterima"]


def test_a_wrong_password_is_told_and_not_tried_again_by_itself(both: tuple[Session, Session], served: Served) -> None:
    officer, _ = both
    set_up(officer, served.url)
    with pytest.raises(KnownError) as refused:
        storage.try_out(officer, storage.CLOUD, served.url, USER, "salah", "Kampung KB", silent())
    assert refused.value.code == "E-NET-LOGIN"
    found = storage.load(officer)
    assert found is not None
    storage.keep(officer, found, "salah")
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    with pytest.raises(KnownError, match="E-NET-LOGIN"):
        carry.trip(officer, silent())
    assert states(officer) == ["menunggu"]
    assert carry.standing(officer).failures == 1
    assert not carry.is_due(officer)


def test_a_torn_line_costs_one_part(
    both: tuple[Session, Session], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, district = both
    monkeypatch.setattr(carry, "PIECE", 8_200)
    set_up(district, served.url)
    work(officer, 160)
    with line_to(served) as (line, near):
        set_up(officer, near)
        dispatch.queue(officer)
        line.tear_after = line.went + 18_000
        with pytest.raises(KnownError) as torn:
            carry.trip(officer, silent())
        assert torn.value.code == "E-NET-BROKEN"
        before = whole(served)
        assert before, "those that arrived stand"
        line.mend()
        sofar = len(served.door.asked)
        assert carry.trip(officer, silent()).sent == 1
    after = whole(served)
    assert len(after) > len(before)
    # Named, not counted: the server may hear of the torn piece only after the line is mended.
    put = [path for method, path in served.door.asked[sofar:] if method == "PUT"]
    assert all(any(unfinished(name) in path for path in put) for name in after if name not in before)
    assert not any(unfinished(name) in path for path in put for name in before), (
        "those that arrived were not sent again"
    )
    assert carry.trip(district, silent()).fetched == 1
    assert take_in(district, arrivals.arrived(district)).accepted
    assert len(names(district)) == 160


def test_real_laptops_after_enrolment_meet_in_the_offices_own_folder(served: Served, tmp_path: Path) -> None:
    with strangers(tmp_path) as (district, officer):
        enrolled(district, officer, tmp_path)
        for session in (district, officer):
            set_up(session, served.url)
        family(officer, "Bapak Hasan")
        dispatch.queue(officer)
        assert carry.trip(officer, silent()).sent == 1
        assert len(served.names("Kampung KB/ke-kabupaten")) == 1, "practice has a folder of its own"
        assert carry.trip(district, silent()).fetched == 1
        take_in(district, arrivals.arrived(district))
        dispatch.queue(district)
        assert carry.trip(district, silent()).sent == 1
        assert carry.trip(officer, silent()).fetched == 1
        take_in(officer, arrivals.arrived(officer))
        assert states(officer) == ["diterima"]
        carry.trip(district, silent())
        assert states(district) == ["diambil"]
