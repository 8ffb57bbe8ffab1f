"""A forgotten password, helped by the district: by file and by what two people read to each other, for the right laptop
alone, noted on both sides and told to the person."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions import asking_help, enrolment, helped, helping, holding, trail
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.helping import Request
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import more_slots, vault
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import enrolled, keep_family, said, started_at, strangers
from tests.cheap import CHEAP

NEW = "tiga kata baru"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """A district and an officer it has enrolled, who has let it hold a key and sent a file."""
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path / "kecil")
        assert holding.agree(officer)
        keep_family(officer, "Keluarga Rekaan")
        deliver(officer, district, tmp_path / "kirim")
        yield district, officer


def deliver(sender: Session, receiver: Session, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    take_in(receiver, [export(sender, folder).path])


def asked_at(officer: Session) -> asking_help.Asked:
    """The officer's laptop, closed, with the request on its screen."""
    sessions.close(officer)
    folder = officer.data_dir
    return asking_help.ask(folder / vault.KEYS_NAME, folder)


def whats(session: Session) -> list[str]:
    return [one.what for one in session.trail.entries()]


def test_a_code_that_is_read_out_opens_the_laptop(both: tuple[Session, Session]) -> None:
    district, officer = both
    asked = asked_at(officer)
    assert len(asked.code.replace("-", "")) == 65
    answer = helping.help_open(district, officer.device, helping.typed_request(asked.code.lower()), PASSWORD)
    assert len(answer.code.replace("-", "")) == 40
    opened = asking_help.by_code(asked, answer.code.replace("-", " "))
    again = asking_help.open_by_help(officer.data_dir, opened, NEW, clock=Ticking(), cost=CHEAP)
    try:
        assert again.device == officer.device
        assert whats(again)[-1] == trail.BY_HELP
        assert whats(district)[-1] == trail.HELPED
        (told,) = helped.untold(again)
        assert (told.by, told.office) == ("", "DPPKBP3A")
        helped.mark_told(again)
        assert helped.untold(again) == []
    finally:
        sessions.close(again)
    sessions.close(sessions.open_session(officer.data_dir, NEW))
    with pytest.raises(KnownError) as old:
        sessions.open_session(officer.data_dir, PASSWORD)
    assert said(old) == "E-PASSWORD"


def test_a_file_says_who_helped_and_when(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    asked = asked_at(officer)
    request = helping.read_request(asking_help.save_request(asked, tmp_path))
    assert request.short == asked.short
    answer = helping.help_open(district, officer.device, request, PASSWORD)
    opened = asking_help.by_file(asked, helping.save_answer(answer, tmp_path))
    again = asking_help.open_by_help(officer.data_dir, opened, NEW, clock=Ticking(), cost=CHEAP)
    try:
        (told,) = helped.untold(again)
        assert (told.by, told.office, told.at) == ("Kabupaten", "DPPKBP3A", opened.at)
        helped.mark_told(again)
        keep_family(again, "Keluarga sesudahnya")
        deliver(again, district, tmp_path / "lagi")
        (tmp_path / "balas").mkdir()
        take_in(again, [export(district, tmp_path / "balas").path])
        assert helped.untold(again) == []  # the same help, told by the office's own file
    finally:
        sessions.close(again)


def test_help_that_the_officer_knew_nothing_of_is_told_by_the_next_file(
    both: tuple[Session, Session], tmp_path: Path
) -> None:
    district, officer = both
    stranger = asking_help.ask(officer.data_dir / vault.KEYS_NAME, tmp_path)
    helping.help_open(district, officer.device, helping.typed_request(stranger.code), PASSWORD)
    keep_family(district, "Dari kabupaten")
    (tmp_path / "balas").mkdir()
    take_in(officer, [export(district, tmp_path / "balas").path])
    (told,) = helped.untold(officer)
    assert told.by == "Kabupaten"


def test_a_request_as_a_file_needs_no_file_sent_before(tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path / "kecil")
        holding.agree(officer)
        asked = asked_at(officer)
        with pytest.raises(KnownError) as refused:
            helping.help_open(district, officer.device, helping.typed_request(asked.code), PASSWORD)
        assert said(refused) == "E-HELP-NONE"
        request = helping.read_request(asking_help.save_request(asked, tmp_path))
        answer = helping.help_open(district, officer.device, request, PASSWORD)
        assert asking_help.by_code(asked, answer.code).master == officer.master


def test_the_answer_is_for_that_request_alone(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    asked = asked_at(officer)
    answer = helping.help_open(district, officer.device, helping.typed_request(asked.code), PASSWORD)
    file = helping.save_answer(answer, tmp_path)
    asking_help.give_up(officer.data_dir)
    other = asking_help.ask(asked.keys, officer.data_dir)
    assert other.code != asked.code
    with pytest.raises(KnownError) as refused:
        asking_help.by_code(other, answer.code)
    assert said(refused) == "E-HELP-ANSWER"
    with pytest.raises(KnownError) as refused:
        asking_help.by_file(other, file)
    assert said(refused) == "E-HELP-ANSWER"


def test_a_request_survives_a_restart_until_it_was_answered(both: tuple[Session, Session]) -> None:
    district, officer = both
    asked = asked_at(officer)
    assert asking_help.ask(asked.keys, officer.data_dir).code == asked.code
    answer = helping.help_open(district, officer.device, helping.typed_request(asked.code), PASSWORD)
    opened = asking_help.by_code(asked, answer.code)
    sessions.close(asking_help.open_by_help(officer.data_dir, opened, NEW, clock=Ticking(), cost=CHEAP))
    assert not (officer.data_dir / asking_help.ASKED_NAME).exists()


def test_who_helps_must_know_his_own_password(both: tuple[Session, Session]) -> None:
    district, officer = both
    request = helping.typed_request(asked_at(officer).code)
    with pytest.raises(KnownError) as refused:
        helping.help_open(district, officer.device, request, "bukan sandi saya")
    assert said(refused) == "E-PASSWORD"
    assert trail.HELPED not in whats(district)


def test_a_laptop_that_was_sent_away_is_helped_only_with_a_reason(both: tuple[Session, Session]) -> None:
    district, officer = both
    enrolment.send_away(district, officer.device, "hilang")
    asked = asked_at(officer)
    request = helping.typed_request(asked.code)
    with pytest.raises(KnownError) as refused:
        helping.help_open(district, officer.device, request, PASSWORD)
    assert said(refused) == "E-HELP-REVOKED"
    answer = helping.help_open(district, officer.device, request, PASSWORD, reason="Laptop ditemukan di kantor")
    assert asking_help.by_code(asked, answer.code).master == officer.master
    with district.database.read() as conn:
        assert helping.given(conn, officer.device)[0][2] == "Laptop ditemukan di kantor"


def test_a_request_of_another_laptop_is_refused(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    other = started_at(tmp_path / "lain", "Rina Contoh", "petugas")
    try:
        enrolled(district, other, tmp_path / "kecil2")
        holding.agree(other)
        asked = asking_help.ask(other.data_dir / vault.KEYS_NAME, tmp_path)
        request = helping.read_request(asking_help.save_request(asked, tmp_path))
        with pytest.raises(KnownError) as refused:
            helping.help_open(district, officer.device, request, PASSWORD)
        assert said(refused) == "E-HELP-OTHER"
        answer = helping.help_open(district, officer.device, Request(key=request.key), PASSWORD)
        with pytest.raises(KnownError) as wrong:
            asking_help.by_code(asked, answer.code)
        assert said(wrong) == "E-HELP-ANSWER"
    finally:
        sessions.close(other)


def test_another_office_can_do_nothing_with_it(both: tuple[Session, Session], tmp_path: Path) -> None:
    _district, officer = both
    stranger = started_at(tmp_path / "lain", "Operator Lain", "kabupaten")
    try:
        enrolment.office_mark(stranger)
        asked = asking_help.ask(officer.data_dir / vault.KEYS_NAME, tmp_path)
        request = helping.read_request(asking_help.save_request(asked, tmp_path))
        with pytest.raises(KnownError) as refused:
            helping.help_open(stranger, officer.device, request, PASSWORD, reason="ingin tahu")
        assert said(refused) == "E-RECIPIENT"
    finally:
        sessions.close(stranger)


def test_consent_taken_back_shuts_the_way_and_the_office_forgets(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    asked = asking_help.ask(officer.data_dir / vault.KEYS_NAME, tmp_path)
    answer = helping.help_open(district, officer.device, helping.typed_request(asked.code), PASSWORD)
    holding.withdraw(officer)
    assert not holding.standing(officer).held
    with pytest.raises(KnownError):
        asking_help.by_code(asked, answer.code)
    with pytest.raises(KnownError) as none:
        asking_help.ask(officer.data_dir / vault.KEYS_NAME, tmp_path)
    assert said(none) == "E-HELP-NONE"
    keep_family(officer, "Sesudahnya")
    deliver(officer, district, tmp_path / "kirim")
    with district.database.read() as conn:
        assert holding.kept_of(conn, officer.device) is None


def test_nothing_is_held_without_a_district_or_in_practice(tmp_path: Path) -> None:
    officer = started_at(tmp_path / "petugas", "Siti Rahmah", "petugas")
    try:
        assert not holding.standing(officer).possible
        assert not holding.agree(officer)
        assert not holding.agree(replace(officer, practice=True))
        assert more_slots.held_by_district(officer.data_dir / vault.KEYS_NAME) is None
    finally:
        sessions.close(officer)


def test_a_copy_on_another_laptop_is_opened_by_the_same_help(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    elsewhere = tmp_path / "laptop-baru"
    elsewhere.mkdir()
    keys = shutil.copy(officer.data_dir / vault.KEYS_NAME, tmp_path / "salinan.keys")
    asked = asking_help.ask(Path(keys), elsewhere)
    answer = helping.help_open(district, officer.device, helping.typed_request(asked.code), PASSWORD)
    assert asking_help.by_code(asked, answer.code).master == officer.master


def test_consent_given_later_travels_with_a_file_of_its_own(tmp_path: Path) -> None:
    with strangers(tmp_path / "laptop") as (district, officer):
        enrolled(district, officer, tmp_path / "kecil")
        keep_family(officer, "Keluarga Rekaan")
        deliver(officer, district, tmp_path / "kirim")
        assert holding.agree(officer)
        deliver(officer, district, tmp_path / "kirim")
        with district.database.read() as conn:
            assert holding.kept_of(conn, officer.device) is not None
        with pytest.raises(KnownError) as twice:
            export(officer, tmp_path / "kirim")
        assert said(twice) == "E-NOTHING-NEW"
