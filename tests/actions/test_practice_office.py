"""The practice office: a real installation beside the officer's, with a real receipt for what it took."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import practice_office, record_states
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.practice_office import hand_over, office_folder, standing
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.command_line import PRACTICE_PASSWORD, is_practice
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT
from tests.actions.devices import Ticking
from tests.actions.exchanging import family, laptop, names, sent, taken


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[Session]:
    made = laptop(tmp_path / "latihan", "Siti Rahma")
    yield made
    sessions.close(made)


def _state(officer: Session, record: str) -> str:
    found = record_states.state_of(officer, Family.FORM, record)
    assert found is not None
    return found.state


def test_the_office_takes_the_file_and_its_receipt_makes_the_record_received(officer: Session, tmp_path: Path) -> None:
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    first = family(officer, "Jumadi")
    assert standing(officer) == practice_office.AtTheOffice()
    made = sent(officer, stick)
    assert [one.number for one in standing(officer).made] == [1]
    assert _state(officer, first.id) == "sent"
    answer = hand_over(officer, [tmp_path, stick])
    assert [one.result for one in answer.files] == ["diterima"]
    assert answer.reply.parent == stick
    assert standing(officer).reply == answer.reply
    assert _state(officer, first.id) == "sent"  # nobody has read the answer yet
    assert taken(officer, answer.reply).result == "diterima"
    assert _state(officer, first.id) == "received"
    here = standing(officer)
    assert (here.made, here.reply) == ((), None)
    assert here.answered is not None
    assert here.answered.name == made.path.name
    office = sessions.open_session(office_folder(officer), PRACTICE_PASSWORD, clock=Ticking())
    try:
        assert (office.role, office.practice, names(office)) == (DISTRICT, True, ["Jumadi"])
        assert is_practice(office.data_dir)
    finally:
        sessions.close(office)


def test_several_files_are_handed_over_at_once_and_an_answer_that_was_lost_is_given_again(
    officer: Session, tmp_path: Path
) -> None:
    family(officer, "Jumadi")
    sent(officer, tmp_path)
    second = family(officer, "Ratna")
    sent(officer, tmp_path)
    answer = hand_over(officer, [tmp_path])
    assert [one.number for one in answer.files] == [1, 2]
    answer.reply.unlink()
    assert standing(officer).reply is None
    again = hand_over(officer, [tmp_path])
    assert [one.result for one in again.files] == ["sudah ada", "sudah ada"]
    assert taken(officer, again.reply).result in ("diterima", "sudah ada")
    assert _state(officer, second.id) == "received"
    assert standing(officer).made == ()


def test_a_file_that_is_gone_is_named_with_the_way_out(officer: Session, tmp_path: Path) -> None:
    family(officer, "Jumadi")
    sent(officer, tmp_path).path.unlink()
    with pytest.raises(KnownError) as refused:
        hand_over(officer, [tmp_path])
    assert refused.value.code == "E-PRACTICE-FILE"
    assert not office_folder(officer).exists()
    sent(officer, tmp_path, full=True)
    assert [one.result for one in hand_over(officer, [tmp_path]).files] == ["diterima"]


def test_an_office_that_was_cut_off_while_being_made_is_made_again(officer: Session, tmp_path: Path) -> None:
    family(officer, "Jumadi")
    sent(officer, tmp_path)
    part = office_folder(officer).with_name("kantor-latihan.part")
    part.mkdir()
    (part / "kampungkb.kkdb").write_bytes(b"half")
    assert [one.result for one in hand_over(officer, [tmp_path]).files] == ["diterima"]
    assert not part.exists()
