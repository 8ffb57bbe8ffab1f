"""A lost laptop at the office: what it held, how long there is, the notices, and what it means for its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import device_losses, pdp_requests
from kampungkb_desktop.actions.device_loss_paper import AGENCY, LIST, PEOPLE, loss_pdf
from kampungkb_desktop.actions.device_losses import Loss
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.preview import page_count
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.enrolment import REVOKED
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.rules import pdp_clock
from kampungkb_desktop.rules.pdp_clock import HOUR
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE, Ticking, at
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family
from tests.report.reading import pages_of


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as made:
        enrolled(*made, tmp_path)
        yield made


def work(officer: Session) -> None:
    """Two families with a mother and a child each."""
    for head in ("Suparman", "Kasim"):
        made = family(officer, head, rt="003")
        save(officer, "Simpan anggota", [
            Member(id=new_record_id(officer), village=VILLAGE, family_id=made.id, full_name=name, birth_date=born)
            for name, born in ((f"Ibu {head}", date(1990, 1, 2)), (f"Anak {head}", date(2020, 3, 4)))
        ])  # fmt: skip


def reported(district: Session, **answers: object) -> Loss:
    (laptop,) = device_losses.laptops(district)
    device_losses.keep(district, device_losses.begun(district, laptop).changed(how="dicuri", **answers))
    (loss,) = device_losses.losses(district)
    return loss


def delivered(pair: tuple[Session, Session], folder: Path) -> Session:
    district, officer = pair
    work(officer)
    (file,) = export(officer, folder / "kirim").files
    take_in(district, [file.path])
    return district


def test_what_was_on_it_is_counted_by_village(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district = delivered(pair, tmp_path)
    loss = reported(district)
    assert [(one.village, one.families, one.people, one.children) for one in loss.held] == [(VILLAGE, 2, 4, 2)]
    assert (loss.record.families, loss.record.people) == (2, 4)
    assert [(one.head, one.rt, one.people) for one in device_losses.households(district, loss)] == [
        ("Kasim", "003", 2), ("Suparman", "003", 2),
    ]  # fmt: skip
    assert loss.laptop is not None
    assert loss.laptop.last_number == 1


def test_the_clock_runs_until_both_were_told(pair: tuple[Session, Session]) -> None:
    district, _officer = pair
    loss = reported(district)
    assert (loss.clock.state, [one.loss for one in pdp_requests.pending(district)]) == (pdp_clock.RUNNING, [True])
    day, hour = loss.record.known_on, loss.record.known_at
    half = loss.record.changed(agency_on=day, agency_at=hour)
    device_losses.keep(district, half, loss.record)
    late = at(district, Ticking(district.clock() + 80 * HOUR))
    assert device_losses.losses(late)[0].clock.state == pdp_clock.LATE
    device_losses.keep(district, half.changed(people_on=day, people_at=hour), half)
    assert device_losses.losses(late)[0].clock.state == pdp_clock.IN_TIME
    assert pdp_requests.pending(late) == []


def test_revoking_the_lost_laptop_refuses_its_files(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = pair
    device_losses.revoke(district, reported(district))
    (loss,) = device_losses.losses(district)
    assert loss.laptop is not None
    assert (loss.laptop.state, loss.laptop.reason) == (REVOKED, "Perangkat hilang")
    device_losses.revoke(district, loss)  # again is as once
    work(officer)
    (file,) = export(officer, tmp_path / "kirim").files
    (report,) = take_in(district, [file.path]).files
    assert report.code == "E-SENDER"


def test_the_notices_say_what_when_how_and_what_is_done(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district = delivered(pair, tmp_path)
    loss = reported(
        district, place="Terminal Tanjung Redeb", police_number="LP/12/XI/2026", unlocked="tidak",
        password_known="tidak", sheet_lost="ya", handling="Petugas memakai laptop cadangan.",
    )  # fmt: skip
    agency = " ".join(" ".join(pages_of(loss_pdf(district, loss, AGENCY))).split())
    for part in ("Lembaga Pelindungan Data Pribadi", "Dicuri", "Terminal Tanjung Redeb", "LP/12/XI/2026", "Maluang",
                 "lembar pemulihannya ikut hilang", "Petugas memakai laptop cadangan.", "3×24 jam"):  # fmt: skip
        assert part in agency
    people = loss_pdf(district, loss, PEOPLE, paper="F4")
    assert page_count(people) == 1
    assert "mohon maaf" in " ".join(pages_of(people)[0].split())
    listed = " ".join(pages_of(loss_pdf(district, loss, LIST)))
    assert "Suparman" in listed
    assert "2 keluarga" in listed


@pytest.mark.parametrize("villages", [1, 2, 3])
def test_the_notice_of_a_few_villages_is_one_page(pair: tuple[Session, Session], tmp_path: Path, villages: int) -> None:
    district = delivered(pair, tmp_path)
    loss = reported(district, place="Terminal Tanjung Redeb", unlocked="tidak", handling="Memakai laptop cadangan.")
    several = replace(
        loss, held=tuple(replace(loss.held[0], village=f"64.03.06.200{n}") for n in range(1, villages + 1))
    )
    assert page_count(loss_pdf(district, several, AGENCY)) == 1


def test_how_it_was_locked_is_never_claimed_without_knowing(pair: tuple[Session, Session]) -> None:
    district, _officer = pair
    loss = reported(district)
    assert (loss.readable, loss.unsure) == (False, True)
    assert "Belum dapat dipastikan" in device_losses.lock_words(loss)[1]
    safe = loss.record.changed(unlocked="tidak", password_known="tidak", sheet_lost="tidak")
    device_losses.keep(district, safe, loss.record)
    (sure,) = device_losses.losses(district)
    assert (sure.readable, sure.unsure) == (False, False)


def test_only_the_office_reports_and_no_officer_gets_it(pair: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = delivered(pair, tmp_path), pair[1]
    loss = reported(district)
    with pytest.raises(KnownError) as caught:
        device_losses.keep(officer, loss.record)
    assert caught.value.code == "E-ROLE"
    take_in(officer, [one.path for one in export(district, tmp_path / "balasan").files])
    with officer.database.read() as conn:
        assert read.count(conn, type(loss.record)) == 0
