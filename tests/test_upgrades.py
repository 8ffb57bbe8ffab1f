"""Every laptop and every file that an earlier version left behind (``tests/data``) goes on under this one: nothing is
lost, and what was brought up to date cannot be told from what was made today, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import kampungkb_desktop
from kampungkb_desktop.actions import health_full, verify
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.enrolment import read_introduction
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import lists, read, schema, shelf, vault
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.actions.devices import NOON, Ticking, copied, make
from tests.data.make import FILES, INTRODUCTION, LAPTOP, RECEIPT
from tests.upgrades import DATA, SETS, contents, folded_anew, left_behind, opened, shape

LATER = NOON + 90 * 86_400_000


@pytest.fixture(params=SETS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def laptop(name: str, tmp_path: Path) -> Iterator[Session]:
    session = opened(left_behind(name, tmp_path), Ticking(LATER))
    yield session
    sessions.close(session)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "kabupaten"
    make(folder, "Operator Rekaan", role="kabupaten")
    return folder


def test_this_version_has_its_set() -> None:
    """Raised the version? ``python -m tests.data.make`` makes the set of it; commit that too."""
    folder = DATA / kampungkb_desktop.__version__
    assert (folder / LAPTOP / DATABASE_NAME).exists(), test_this_version_has_its_set.__doc__
    assert {one.name for one in folder.glob("*.kkb")} == set(FILES)


def test_the_laptop_goes_on(laptop: Session, name: str) -> None:
    assert verify.verify(laptop) == ()
    wrong = {one.key for one in health_full.check(laptop).lines if one.mood != "ok"}
    assert wrong <= {"photos", "conflicts", "stick", "copy"}, "the sets from before the first version have no photos"
    with laptop.database.read() as conn:
        families = read.records(conn, Family)
        assert len(families) >= 5
        assert schema.note(conn, "shape") == schema.schema_of(FORMS).shape
        one = families[0]
        assert one.head_name
        numbers = lists.family_ids(conn, text=one.head_name)
        assert one.id in {row.id for row in lists.family_rows(conn, numbers)}
    save(laptop, "Simpan keluarga", [one.changed(address="Jalan Baru 1")])
    with laptop.database.read() as conn:
        kept = read.record(conn, Family, one.id)
    assert kept is not None
    assert kept.address == "Jalan Baru 1"
    assert kept.head_name == one.head_name
    assert export(laptop, laptop.data_dir / "kirim", full=True).changes > 0


def test_what_was_brought_up_to_date_is_as_made_today(laptop: Session, tmp_path: Path) -> None:
    with (
        closing(folded_anew(laptop.database, tmp_path / "hari-ini")) as fresh,
        laptop.database.read() as old,
        fresh.read() as new,
    ):
        assert shape(old) == shape(new)
        here, there = contents(old), contents(new)
    assert here.keys() == there.keys()
    for table in here:
        assert here[table] == there[table], table


def test_a_copy_stands_before_the_update(name: str, tmp_path: Path) -> None:
    folder = left_behind(name, tmp_path)
    session = opened(folder, Ticking(LATER))
    key = vault.derive(session.master, vault.DATABASE)
    kept = [one for one in shelf.found(folder / shelf.SHELF) if one.slip and one.slip.reason == shelf.MIGRATION]
    with session.database.read() as conn:
        now = schema.note(conn, "shape")
    sessions.close(session)
    assert len(kept) == 1 or not name.startswith("awal")
    for one in kept:
        shelf.check(one, key)
        assert str(now) not in (one.slip.app if one.slip else "")
    sessions.close(opened(folder, Ticking(LATER)))
    assert len(shelf.found(folder / shelf.SHELF)) == len(kept), "the second time there is nothing to bring up to date"


@pytest.mark.parametrize("line", ["layout", "form"])
def test_a_newer_database_is_left_alone(line: str, tmp_path: Path) -> None:
    folder = left_behind(SETS[0], tmp_path)
    session = opened(folder, Ticking(LATER))
    with session.database.write() as conn:
        if line == "layout":
            conn.set_layout(99)
        else:
            conn.exec_driver_sql("UPDATE meta SET value = '{\"family\": 99}' WHERE key = 'forms'")
    sessions.close(session)
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(KnownError, match="versi aplikasi yang lebih baru") as caught:
        opened(folder, Ticking(LATER))
    assert caught.value.code == "E-NEWER-DB"
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_its_files_are_taken_in(name: str, office: Path, tmp_path: Path) -> None:
    files = [DATA / name / one for one in ("semua.kkb", "baru.kkb") if (DATA / name / one).exists()]
    with copied(office, tmp_path / "kabupaten", Ticking(LATER)) as district:
        for file in files:
            (report,) = take_in(district, [file]).files
            assert (report.result, report.code) == ("diterima", "")
            assert report.new > 0
        (again,) = take_in(district, [files[0]]).files
        assert again.new == 0
        assert verify.verify(district) == ()
        with district.database.read() as conn:
            assert len(read.records(conn, Family)) >= 5


def test_answers_and_introductions_are_read(tmp_path: Path) -> None:
    complete = [one for one in SETS if (DATA / one / RECEIPT).exists()]
    assert complete
    for name in complete:
        laptop = opened(left_behind(name, tmp_path), Ticking(LATER))
        (report,) = take_in(laptop, [DATA / name / RECEIPT]).files
        assert (report.result, report.code) == ("diterima", "")
        said = read_introduction((DATA / name / INTRODUCTION).read_bytes(), practice=True)
        assert said.uid == laptop.device
        sessions.close(laptop)
