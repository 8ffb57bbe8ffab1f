"""Over the office's storage: an officer's work to the district and the answer back, whatever happens on the way."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kampungkb_desktop.actions import arrivals, carry, dispatch, storage
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from tests.actions.devices import VILLAGE
from tests.actions.exchanging import family, laptop, names
from tests.transport.webdav_server import PASSWORD, USER, Served, line_to, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "server") as made:
        yield made


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """An officer and a district in practice."""
    with ExitStack() as stack:
        officer = laptop(tmp_path / "petugas", "Siti Rahma")
        stack.callback(sessions.close, officer)
        district = laptop(tmp_path / "kabupaten", "Dinas", role="kabupaten")
        stack.callback(sessions.close, district)
        yield officer, district


def set_up(session: Session, served: Served) -> None:
    found = storage.try_out(session, storage.CLOUD, served.url, USER, PASSWORD, "Kampung KB", silent())
    storage.keep(session, found, PASSWORD)


def states(session: Session) -> list[str]:
    return [one.state for one in dispatch.on_their_way(session)]


def test_work_goes_to_the_district_and_its_answer_comes_back(both: tuple[Session, Session], served: Served) -> None:
    officer, district = both
    set_up(officer, served)
    set_up(district, served)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    assert states(officer) == ["menunggu"]
    assert carry.trip(officer, silent()) == carry.Trip(sent=1, fetched=0, waiting=0)
    assert states(officer) == ["terkirim"]
    (name,) = served.names("Kampung KB/latihan/ke-kabupaten")
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
    set_up(officer, served)
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
    monkeypatch.setattr(carry, "PIECE", 16_000)
    set_up(district, served)
    _work(officer, 400)
    with line_to(served) as (line, near):
        found = storage.try_out(officer, storage.CLOUD, near, USER, PASSWORD, "Kampung KB", silent())
        storage.keep(officer, found, PASSWORD)
        dispatch.queue(officer)
        line.tear_after = line.went + 40_000
        with pytest.raises(KnownError) as torn:
            carry.trip(officer, silent())
        assert torn.value.code == "E-NET-BROKEN"
        before = _whole(served)
        assert before, "those that arrived stand"
        line.mend()
        sofar = served.door.count("PUT")
        assert carry.trip(officer, silent()).sent == 1
    after = _whole(served)
    assert len(after) > len(before)
    assert served.door.count("PUT") - sofar == len(after) - len(before), "those that arrived were not sent again"
    assert carry.trip(district, silent()).fetched == 1
    assert take_in(district, arrivals.arrived(district)).accepted
    assert len(names(district)) == 400


def _work(session: Session, families: int) -> None:
    made = [
        Family(id=new_record_id(session), village=VILLAGE, head_name=f"Keluarga {at}", address=secrets.token_hex(60))
        for at in range(families)
    ]
    save(session, "Simpan keluarga", made)


def _whole(served: Served) -> list[str]:
    return [one for one in served.names("Kampung KB/latihan/ke-kabupaten") if ".kkb" in one]
