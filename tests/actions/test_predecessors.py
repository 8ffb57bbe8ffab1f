"""Missing files are named by number, what waits is listed, and the district declares what a dead laptop lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, forgiving, predecessors, verify
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.history import recent_actions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.take_in import preview
from kampungkb_desktop.actions.take_in_report import Gap, as_text
from kampungkb_desktop.actions.undo import can_undo
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from tests.actions.exchanging import family, laptop, names, sent, taken


@pytest.fixture
def berau(tmp_path: Path) -> Iterator[tuple[Session, Session, Session]]:
    """Siti and Andi in the same village, and their office."""
    made = (
        laptop(tmp_path / "siti", "Siti Rahma"), laptop(tmp_path / "andi", "Andi"),
        laptop(tmp_path / "kantor", "Kantor", role="kabupaten"),
    )  # fmt: skip
    yield made
    for session in made:
        close(session)


def three_files(siti: Session, folder: Path) -> tuple[Family, list[Path]]:
    """A family written down, changed and changed again, each time sent; in the second file it gets its RT."""
    home = family(siti, "Bu Lama")
    paths = [sent(siti, folder / "1").path]
    save(siti, "Ubah", [home.changed(rt="003")])
    family(siti, "Bu Hilang")
    paths.append(sent(siti, folder / "2").path)
    save(siti, "Ubah", [home.changed(rt="003", phone="081200000000")])
    return home, [*paths, sent(siti, folder / "3").path]


def phone(session: Session, record: str) -> str | None:
    with session.database.read() as conn:
        found = read.record(conn, Family, record)
    return found.phone if found else None


def test_the_missing_number_is_named_in_preview_and_report_and_the_list_empties_by_itself(
    berau: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    siti, _, office = berau
    home, (first, second, third) = three_files(siti, tmp_path)
    taken(office, first)
    (told,) = preview(office, [third]).files
    assert told.lacking == (Gap(siti.device, "Siti Rahma", (2,), 1),)
    assert told.lacking[0].words == "berkas nomor 2 dari Siti Rahma"
    assert "1 catatan menunggu berkas nomor 2 dari Siti Rahma." in as_text(preview(office, [third]))
    assert predecessors.held(office) == []
    assert taken(office, third).lacking == told.lacking
    (waits,) = predecessors.held(office)
    assert (waits.record, waits.form, waits.village) == (home.id, "Keluarga", home.village)
    assert waits.name == "Keluarga Bu Lama"
    assert waits.lacking == (Gap(siti.device, "Siti Rahma", (2,)),)
    assert waits.since > 0
    assert phone(office, home.id) is None
    assert taken(office, second).lacking == ()
    assert predecessors.held(office) == []
    assert phone(office, home.id) == "081200000000"


def test_several_missing_files_and_the_very_first(berau: tuple[Session, Session, Session], tmp_path: Path) -> None:
    siti, _, office = berau
    home, (_, _, third) = three_files(siti, tmp_path)
    report = taken(office, third)
    assert [gap.numbers for gap in report.lacking] == [(1, 2)]
    (waits,) = predecessors.held(office)
    assert (waits.record, waits.name) == (home.id, "Keluarga")


def test_a_laptop_that_was_sent_away_is_forgiven_everywhere(
    berau: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    siti, andi, office = berau
    family(andi, "Pak Andi")
    taken(office, sent(andi, tmp_path / "a").path)
    home, (first, second, third) = three_files(siti, tmp_path)
    for path in (first, third):
        taken(office, path)
    for one in export(office, tmp_path / "b").files:
        if one.receiver == "Andi":
            taken(andi, one.path)
    assert [one.record for one in predecessors.held(andi)] == [home.id]
    with pytest.raises(KnownError, match="E-STILL-THERE"):
        forgiving.forgive(office, siti.device)
    enrolment.send_away(office, siti.device, "hilang di perjalanan")
    assert forgiving.may_forgive(office, siti.device)
    forgiving.forgive(office, siti.device, "laptop hilang")
    assert predecessors.held(office) == []
    assert phone(office, home.id) == "081200000000"
    assert can_undo(office) is None
    assert recent_actions(office, limit=1)[0].name == "Anggap hilang berkas dari Siti Rahma"
    with pytest.raises(KnownError, match="E-NOTHING-LOST"):
        forgiving.forgive(office, siti.device)
    (answer,) = export(office, tmp_path / "c").files
    taken(andi, answer.path)
    assert predecessors.held(andi) == []
    assert phone(andi, home.id) == "081200000000"
    assert verify.verify(office) == verify.verify(andi) == ()
    assert "Bu Hilang" not in names(office)
    assert second.exists()


def test_only_a_district_forgives(berau: tuple[Session, Session, Session]) -> None:
    siti, andi, _ = berau
    assert not forgiving.may_forgive(andi, siti.device)
    with pytest.raises(KnownError, match="E-ROLE"):
        forgiving.forgive(andi, siti.device)
