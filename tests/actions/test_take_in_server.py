"""Taking in on the office's server: several files at once, each whole or not at all, whatever happens to the server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kampungkb_desktop.actions import office_server, take_in_workers
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import KNOWN, TAKEN, take_in
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import lists, read
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG, TANJUNG, fixed, laptop, sent, sound
from tests.postgres import Cluster

SHARED = Family(id=fixed("keluarga"), village=MALUANG, head_name="Sari", status="draf")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files each of three officers, two of whom wrote in one answer and added people to one family."""
    made, folder = list[Path](), tmp_path_factory.mktemp("petugas")
    for at, (name, village) in enumerate((("Siti", MALUANG), ("Rina", MALUANG), ("Tono", TANJUNG))):
        officer = laptop(folder / name, name, villages=(village, GUNUNG_TABUR))
        first = [Family(id=fixed(f"{name}{n}"), village=village, head_name=f"{name} {n}", status="draf")
                 for n in range(12)]  # fmt: skip
        save(officer, "Simpan keluarga", first)
        made.append(sent(officer, folder / f"{name}-1.kkb").path)
        people = [Member(id=fixed(f"{name}-{n}"), village=village, full_name=f"Anak {name} {n}", status="draf",
                         family_id=SHARED.id if village == MALUANG else first[0].id) for n in range(6)]  # fmt: skip
        shared = [SHARED.changed(rt=f"00{at}", village=village)] if village == MALUANG else []
        save(officer, "Simpan anggota", [*shared, *people])
        made.append(sent(officer, folder / f"{name}-2.kkb").path)
        sessions.close(officer)
    return made


@pytest.fixture
def office(district_template: Path, tmp_path: Path, postgres: Cluster) -> Iterator[Session]:
    """The district's session with its records on the server."""
    shutil.copytree(district_template, tmp_path / "kantor")
    alone = sessions.open_session(tmp_path / "kantor", PASSWORD, clock=Ticking())
    session = office_server.join(alone, postgres.office("office", FORMS))
    yield session
    sessions.close(session)


def rows(session: Session) -> dict[str, list[object]]:
    """What the records are, without local numbers."""
    with session.database.read() as conn:
        return {name: sorted(read.rows(conn, form, ("id", *fields_of(form))), key=str) for name, form in FORMS.items()}


def conflicting(session: Session) -> list[tuple[str, str]]:
    """The answers that stand against each other."""
    with session.database.read() as conn:
        return [(one.record, one.field) for one in read.conflicts(conn)]


def test_files_beside_each_other_say_what_they_say_one_by_one(
    office: Session, district: Session, files: Sequence[Path]
) -> None:
    report = take_in(office, files)
    assert [one.result for one in report.files] == [TAKEN] * len(files)
    take_in(district, files)
    assert rows(office)["family"] == rows(district)["family"]
    assert rows(office)["member"] == rows(district)["member"]
    assert conflicting(office) == conflicting(district) == [(SHARED.id, "rt")]
    assert sound(office)
    for session in (office, district):
        with session.database.read() as conn:
            (found,) = lists.family_rows(conn, lists.family_ids(conn, text="anak siti 3"))
            assert (found.id, found.members) == (SHARED.id, 12)
            assert len(lists.family_ids(conn, text="anak rina 5")) == 1
    assert {one.result for one in take_in(office, files).files} == {KNOWN}
    with office.database.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM turn").scalar_one() == 0


def test_one_file_twice_at_once_is_taken_in_once(office: Session, files: Sequence[Path], tmp_path: Path) -> None:
    again = [Path(shutil.copy(files[0], tmp_path / f"{n}.kkb")) for n in range(2)]
    assert sorted(one.result for one in take_in(office, [files[0], *again]).files) == sorted([KNOWN, KNOWN, TAKEN])


def test_cancelling_leaves_whole_files(office: Session, files: Sequence[Path]) -> None:
    work = Progress()
    work.cancel.set()
    with pytest.raises(Cancelled):
        list(take_in_workers.outcomes(office, files, work))
    assert rows(office)["family"] == []


def test_a_server_that_dies_in_the_middle_keeps_nothing_of_it(
    office: Session, files: Sequence[Path], postgres: Cluster
) -> None:
    def die(step: object) -> None:
        if not died:
            died.append(step)
            postgres.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Kampung KB'")

    died: list[object] = []
    before = rows(office)
    (report,) = take_in(office, [files[0]], progress=Progress(sink=die)).files
    assert died
    assert report.code in ("E-SERVER-LOST", "E-SERVER-UNSURE")
    assert rows(office) == before
    assert [one.result for one in take_in(office, [files[0]]).files] == [TAKEN]
    assert sound(office)


def test_a_server_that_is_cut_off_and_comes_back(office: Session, files: Sequence[Path], postgres: Cluster) -> None:
    family = Family(id=fixed("baru"), village=MALUANG, head_name="Ani", status="draf")

    def cut_off() -> None:
        with office.database.write() as conn:
            conn.exec_driver_sql("DELETE FROM family")
            postgres.stop()
            try:
                conn.exec_driver_sql("DELETE FROM member")
            finally:
                postgres.start()

    with pytest.raises(KnownError) as lost:
        cut_off()
    assert lost.value.code == "E-SERVER-LOST"
    save(office, "Simpan keluarga", [family])
    take_in(office, files)
    assert sound(office)
