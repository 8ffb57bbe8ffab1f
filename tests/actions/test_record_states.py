"""How far each record of a list has come: not sent, sent, received, refused, and back to not sent when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.record_states import RecordStates, state_of, unsent, unsent_of_village
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from tests.actions.exchanging import MALUANG, family, laptop, sent, taken


@pytest.fixture
def berau(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """Siti's laptop and her office."""
    made = laptop(tmp_path / "siti", "Siti"), laptop(tmp_path / "kantor", "Kantor", role="kabupaten")
    yield made
    for session in made:
        close(session)


def states(session: Session, *families: Family) -> list[str]:
    """The states of families, read as a list reads them: all in one go."""
    with session.database.read() as conn:
        found = RecordStates(session).of(conn, Family.FORM, [one.id for one in families])
    return [found[one.id].state if one.id in found else "" for one in families]


def answered(office: Session, siti: Session, folder: Path) -> None:
    (made,) = export(office, folder).files
    taken(siti, made.path)


def test_a_record_goes_from_waiting_to_received_and_waits_again_when_it_changes(
    berau: tuple[Session, Session], tmp_path: Path
) -> None:
    siti, office = berau
    one, other = family(siti, "Rahma"), family(siti, "Yusuf")
    assert states(siti, one, other) == ["waiting", "waiting"]
    assert unsent(siti, Family.FORM) == sorted([one.id, other.id])
    made = sent(siti, tmp_path / "keluar")
    assert states(siti, one, other) == ["sent", "sent"]
    assert unsent(siti, Family.FORM) == []
    taken(office, made.path)
    family(office, "Dari kantor")  # so that there is something to answer with
    answered(office, siti, tmp_path / "balasan")
    assert states(siti, one, other) == ["received", "received"]
    save(siti, "Ubah", [one.changed(phone="081200000000")])
    assert states(siti, one, other) == ["waiting", "received"]
    assert unsent(siti, Family.FORM) == [one.id]
    assert unsent_of_village(siti, MALUANG) == 1


def test_a_family_waits_with_its_members_and_a_visit_by_itself(berau: tuple[Session, Session], tmp_path: Path) -> None:
    siti, _ = berau
    home = family(siti, "Rahma")
    sent(siti, tmp_path)
    save(siti, "Tambah anggota", [Member(id=new_record_id(siti), village=MALUANG, family_id=home.id)])
    assert states(siti, home) == ["waiting"]
    assert unsent(siti, Family.FORM) == [home.id]
    sent(siti, tmp_path)
    visit = Visit(id=new_record_id(siti), village=MALUANG, family_id=home.id)
    save(siti, "Kunjungan", [visit])
    assert states(siti, home) == ["sent"]
    found = state_of(siti, Visit.FORM, visit.id)
    assert found is not None
    assert found.state == "waiting"
    assert unsent(siti, Visit.FORM) == [visit.id]


def test_what_others_wrote_has_no_state_here_and_an_office_shows_none(
    berau: tuple[Session, Session], tmp_path: Path
) -> None:
    siti, office = berau
    family(siti, "Rahma")
    taken(office, sent(siti, tmp_path / "keluar").path)
    theirs = family(office, "Dari kantor")
    answered(office, siti, tmp_path / "balasan")
    assert states(siti, theirs) == [""]
    assert not RecordStates(office).shown
    assert states(office, theirs) == [""]
    assert unsent(office, Family.FORM) == []
