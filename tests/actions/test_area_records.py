"""What belongs to a whole kabupaten is written once, reaches every officer, and the office or its writer mends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import documents
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_changes import is_others
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.areas import OF_AN_AREA
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_institution import REGENCY, VILLAGE
from kampungkb_desktop.forms.record import DONE, Record, fields_of
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan
from tests.actions.exchanging import MALUANG, TANJUNG, laptop, sent, taken


@pytest.fixture
def berau(tmp_path: Path) -> Iterator[tuple[Session, Session, Session]]:
    """Siti in Maluang, Andi in Tanjung Redeb, and their office."""
    made = (
        laptop(tmp_path / "siti", "Siti", villages=[MALUANG]),
        laptop(tmp_path / "andi", "Andi", villages=[TANJUNG]),
        laptop(tmp_path / "kantor", "Kantor", role="kabupaten", villages=[]),
    )
    yield made
    for session in made:
        close(session)


def keep(session: Session, record: Record) -> Record:
    save(session, "Simpan", [record])
    return record


def out(office: Session, folder: Path, **to: Session) -> None:
    """The office answers; each takes its own file in."""
    for one in export(office, folder).files:
        assert taken(to[one.receiver], one.path).result == "diterima"


def numbers(session: Session, village: str) -> set[str | None]:
    with session.database.read() as conn:
        return {one.number for one in village_books(conn, village).regulations}


def test_what_the_office_writes_reaches_everybody_and_the_office_mends_it(
    berau: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    siti, andi, office = berau
    own = Regulation(id=new_record_id(siti), village=MALUANG, level=VILLAGE, kind="kades", number="3/2025", status=DONE)
    keep(siti, own)
    for officer in (siti, andi):
        if officer is andi:
            keep(
                andi, Regulation(id=new_record_id(andi), village=TANJUNG, level=VILLAGE, kind="kades", number="8/2025")
            )
        taken(office, sent(officer, tmp_path / "masuk").path)
    above = Regulation(id=new_record_id(office), level=REGENCY, area="64.03", kind="bupati", number="44/2024",
                       status=DONE)  # fmt: skip
    plan = WorkPlan(id=new_record_id(office), level=REGENCY, area="64.03", title="Rencana aksi", year_from=2026)
    for record in (above, plan, PlanLine(id=new_record_id(office), plan_id=plan.id, title="Rakor")):
        keep(office, record)
    out(office, tmp_path / "keluar", Siti=siti, Andi=andi)
    assert numbers(siti, MALUANG) == {"3/2025", "44/2024"}
    assert numbers(andi, TANJUNG) == {"8/2025", "44/2024"}
    with andi.database.read() as conn:
        books = village_books(conn, TANJUNG)
    assert [line.title for line in books.lines] == ["Rakor"]
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        keep(andi, above.changed(subject="Penyelenggaraan Kampung KB"))
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        save(andi, "Hapus", [], [above])
    assert is_others(andi, above.id)
    keep(office, above.changed(subject="Penyelenggaraan Kampung KB"))
    out(office, tmp_path / "keluar2", Siti=siti, Andi=andi)
    with siti.database.read() as conn:
        (here,) = [one for one in village_books(conn, MALUANG).regulations if one.id == above.id]
    assert here.subject == "Penyelenggaraan Kampung KB"


def test_an_officer_adds_to_the_kabupaten_and_mends_his_own(
    berau: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    siti, andi, office = berau
    own = Regulation(id=new_record_id(siti), level=REGENCY, area="64.03", kind="bupati", number="9/2026", status=DONE)
    keep(siti, own)
    keep(andi, Regulation(id=new_record_id(andi), village=TANJUNG, level=VILLAGE, kind="kades", number="8/2025"))
    for officer in (siti, andi):
        taken(office, sent(officer, tmp_path / "masuk").path)
    out(office, tmp_path / "keluar", Siti=siti, Andi=andi)
    assert not is_others(siti, own.id)
    assert is_others(andi, own.id)
    keep(siti, own.changed(subject="Gugus tugas"))
    assert taken(office, sent(siti, tmp_path / "masuk2").path).result == "diterima"
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        keep(andi, own.changed(number="10/2026"))


def test_the_file_of_a_plan_travels_with_it(berau: tuple[Session, Session, Session], tmp_path: Path) -> None:
    siti, _, office = berau
    plan = keep(siti, WorkPlan(id=new_record_id(siti), village=MALUANG, title="RKM", year_from=2026, status=DONE))
    (tmp_path / "rkm.pdf").write_bytes(b"%PDF-1.4 rekaan" * 100)
    documents.add_document(siti, plan, tmp_path / "rkm.pdf")
    taken(office, sent(siti, tmp_path / "masuk").path)
    (there,) = documents.documents_of(office, plan)
    assert documents.document(office, there) == (tmp_path / "rkm.pdf").read_bytes()


def test_only_forms_that_say_whose_they_are_go_to_everybody() -> None:
    for name in OF_AN_AREA - {"plan_line"}:
        assert {"level", "area"} <= set(fields_of(FORMS[name])), name
    assert "plan_id" in fields_of(FORMS["plan_line"])
