"""The register of requests: written down in the family's village, its clock, and who gets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kampungkb_desktop.actions import pdp_requests, undo
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.family_file import everything_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.forms.pdp_request import CORRECT, GRANTED, SEE, PdpRequest
from kampungkb_desktop.forms.record import check
from kampungkb_desktop.rules import pdp_clock
from kampungkb_desktop.rules.pdp_clock import HOUR
from kampungkb_desktop.store import read
from tests.actions.devices import Ticking, at
from tests.actions.enrolling import TODAY, enrolled, strangers
from tests.actions.exchanging import family


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as made:
        enrolled(*made, tmp_path)
        yield made


def asked(session: Session, head: str = "Suparman", kind: str = SEE) -> PdpRequest:
    about = family(session, head)
    made = pdp_requests.begun(session, family=about, kind=kind).changed(asked_by=head, identity="ktp")
    pdp_requests.keep(session, made)
    return made


def later(session: Session, hours: int) -> Session:
    return at(session, Ticking(session.clock() + hours * HOUR))


def test_a_request_begins_now_and_its_clock_runs_in_the_village_of_the_family(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    made = asked(officer)
    (line,) = pdp_requests.listed(officer)
    now = moment_of(officer.clock())
    assert (line.request.village, line.request.received_on) == (made.village, now.date())
    assert line.clock.state == pdp_clock.RUNNING
    assert 71 * HOUR < line.clock.left <= 72 * HOUR
    assert (line.family, line.member) == ("Keluarga Suparman", "")
    (soon,) = pdp_requests.listed(later(officer, 50))
    assert (soon.clock.state, soon.fits(pdp_requests.DUE), soon.fits(pdp_requests.CLOSED)) == (
        pdp_clock.SOON, True, False,
    )  # fmt: skip
    (late,) = pdp_requests.listed(later(officer, 77))
    assert late.fits(pdp_requests.LATE)
    assert late.clock.words.startswith("lewat 5 jam")


def test_an_answer_stops_the_clock_and_takes_it_off_beranda(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    made = asked(officer)
    assert [one.record for one in pdp_requests.pending(officer)] == [made.id]
    after = later(officer, 5)
    reply = pdp_requests.answered(after, made).changed(decision=GRANTED, told_by="cetak")
    pdp_requests.keep(after, reply, made)
    assert pdp_requests.pending(after) == []
    (line,) = pdp_requests.listed(later(officer, 500))
    assert (line.clock.state, line.request.decided_by) == (pdp_clock.IN_TIME, "Siti Rahmah")
    undo.undo(after)
    assert len(pdp_requests.pending(after)) == 1


def test_the_register_is_searched_by_words_and_ordered_by_what_ends_first(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    first = asked(officer, "Suparman")
    second = asked(later(officer, 10), "Rohana", CORRECT)
    third = asked(officer, "Kasim")
    done = pdp_requests.answered(officer, third).changed(decision=GRANTED)
    pdp_requests.keep(officer, done, third)
    lines = pdp_requests.listed(officer)
    assert [one.request.id for one in lines] == [first.id, second.id, done.id]
    assert [one.request.id for one in lines if one.holds("rohana perbaiki")] == [second.id]
    assert [one.request.id for one in lines if one.fits(pdp_requests.CLOSED)] == [done.id]


def test_the_register_travels_to_the_district(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = pair
    made = asked(officer)
    (file,) = export(officer, tmp_path / "kirim").files
    take_in(district, [file.path])
    (line,) = pdp_requests.listed(district)
    assert (line.request, line.family) == (made.changed(status="selesai"), "Keluarga Suparman")
    assert [one.record for one in pdp_requests.pending(district)] == [made.id]


def test_a_request_stays_when_its_family_is_deleted(pair: tuple[Session, Session]) -> None:
    _district, officer = pair
    made = asked(officer)
    assert everything_of(officer, str(made.about_family)) == []
    with officer.database.read() as conn:
        assert read.count(conn, PdpRequest) == 1


def test_what_is_doubtful_is_said_and_never_stands_in_the_way() -> None:
    hasty = PdpRequest(
        id="0" * 32, kind=SEE, received_on=TODAY, received_at="pagi", answered_on=TODAY - timedelta(days=1),
        asked_by="Suparman", relation="sendiri", identity="belum", about_family="1" * 32, decision="ditolak",
    )  # fmt: skip
    found = check(hasty, today=TODAY)
    assert {one.strength for one in found} == {"caution"}
    assert {one.code for one in found} == {"jam", "urutan", "tanpa_alasan"}
    doubtful = hasty.changed(received_at="08.30", answered_on=None, decision=GRANTED)
    assert {one.code for one in check(doubtful, today=TODAY)} == {"belum_dipastikan", "belum_dijawab"}
