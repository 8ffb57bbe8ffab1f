"""The health light: every check sees what it is there for, says it in a sentence, and names the way to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kampungkb_desktop import BUILD_DATE
from kampungkb_desktop.actions import copies, health, health_full, health_sample, repair
from kampungkb_desktop.actions.health import Line, clock_line
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id, open_session
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import blobs, search
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking, at, copied
from tests.actions.enrolling import keep_family


@pytest.fixture
def laptop(officer: Session) -> Session:
    for name in ("Amat", "Budi", "Citra"):
        keep_family(officer, name)
    return officer


def moods(lines: list[Line] | tuple[Line, ...]) -> dict[str, str]:
    return {one.key: one.mood for one in lines}


def spoil(session: Session, *statements: str) -> None:
    with session.database.write() as conn:
        for sql in statements:
            conn.exec_driver_sql(sql)


FORGET = f"INSERT INTO {search.SEARCHES['family'].table}({search.SEARCHES['family'].table}) VALUES ('delete-all')"
OTHER_WORDS = f"DELETE FROM {search.SEARCHES['family'].table} WHERE rowid = 1"

SPOILT: dict[str, tuple[str, str, str]] = {
    "an answer": ("UPDATE family SET head_name = 'Dadang' WHERE head_name = 'Amat'", "records", "bad"),
    "a row that is gone": ("DELETE FROM family WHERE head_name = 'Budi'", "records", "bad"),
    "the words of the search": (FORGET, "search", "bad"),
    "the words of one row": (OTHER_WORDS, "search", "bad"),
    "a table": ("DROP TABLE draft", "database", "bad"),
}


def test_all_is_well(laptop: Session) -> None:
    lines = [*health.quick(laptop), *health_sample.sample(laptop)]
    assert set(moods(lines).values()) == {"ok"}
    assert health.worst(lines) == "ok"
    found = health_full.check(laptop)
    assert set(moods(found.lines).values()) == {"ok"}
    assert found.examined.sound
    assert not found.mendable


@pytest.mark.parametrize("case", SPOILT)
def test_a_look_at_a_start_sees(laptop: Session, case: str) -> None:
    sql, key, mood = SPOILT[case]
    spoil(laptop, sql)
    wrong = [one for one in health_sample.sample(laptop) if one.mood != "ok"]
    assert moods(wrong)[key] == mood
    for line in wrong:
        assert line.sentence.endswith(".")
        assert line.remedy is not None


def test_the_check_of_everything_sees_what_is_repaired_afterwards(laptop: Session) -> None:
    spoil(laptop, SPOILT["an answer"][0], OTHER_WORDS)
    found = health_full.check(laptop)
    assert moods(found.lines)["records"] == moods(found.lines)["search"] == "bad"
    assert found.mendable
    repair.repair(laptop)
    assert set(moods(health_full.check(laptop).lines).values()) == {"ok"}


def test_words_that_changed_in_number_only(laptop: Session) -> None:
    """The same count of words in each row, but one of them another: sizes agree, words do not."""
    table = search.SEARCHES["family"].table
    spoil(laptop, f"DELETE FROM {table} WHERE rowid = 1", f"INSERT INTO {table}(rowid, head_name) VALUES (1, 'zainal')")
    found = health_full.check(laptop)
    assert found.search > 0
    assert found.examined.sound
    assert found.mendable


def test_links_that_lead_nowhere(laptop: Session) -> None:
    gone = new_record_id(laptop)
    visit = Visit(id=new_record_id(laptop), village=VILLAGE, status=DONE, family_id=gone, target="umum")
    save(laptop, "Isi", [visit])
    (line,) = (one for one in health_sample.sample(laptop) if one.mood != "ok")
    assert (line.key, line.mood) == ("links", "warn")
    assert line.sentence.startswith("1 tautan")
    assert moods(health_full.check(laptop).lines)["links"] == "warn"


def test_photos_that_are_missing_or_damaged(laptop: Session) -> None:
    family = keep_family(laptop, "Dedi")
    sha = blobs.put(laptop.data_dir, laptop.photo_key, b"gambar")
    photo = Attachment(id=new_record_id(laptop), village=VILLAGE, status=DONE, owner_form="family", owner_id=family.id,
                       blob=sha, file_name="a.jpg", media_type="image/jpeg")  # fmt: skip
    save(laptop, "Tambah foto", [photo])
    assert moods(health_full.check(laptop).lines)["photos"] == "ok"
    path = laptop.data_dir / blobs.PHOTOS_FOLDER / sha
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert moods(health_full.check(laptop).lines)["photos"] == "bad"
    path.unlink()
    assert moods(health_sample.sample(laptop))["photos"] == "warn"


def test_a_trail_that_was_changed(laptop: Session) -> None:
    laptop.trail.add(NOON, laptop.author, "dibuka")
    laptop.trail.add(NOON, laptop.author, "dibuka")
    content = bytearray(laptop.trail.path.read_bytes())
    content[40] ^= 1
    laptop.trail.path.write_bytes(content)
    assert moods(health_sample.sample(laptop))["trail"] == "bad"


@pytest.mark.parametrize(
    ("table", "by_a_glance", "by_a_look"), [("conflict", True, True), ("action", False, True), ("poktan", False, False)]
)
def test_a_damaged_page(officer_template: Path, tmp_path: Path, table: str, by_a_glance: bool, by_a_look: bool) -> None:
    """The page of a table is gone: whoever reads it says so, and the check of everything reads all."""
    with copied(officer_template, tmp_path / "petugas") as session:
        with session.database.own_file() as conn:
            sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            at_page = int(conn.exec_driver_sql(sql, (table,)).scalar_one()) - 1
        path = session.database.path
    with path.open("r+b") as file:
        file.seek(at_page * 4_096)
        file.write(bytes(4_096))
    session = open_session(path.parent, PASSWORD, clock=Ticking())
    glance = moods(health.quick(session)), moods(health_sample.sample(session))
    found = health_full.check(session)
    close(session)
    assert moods(found.lines)["database"] == "bad"
    assert not found.mendable
    assert [one.get("database") == "bad" for one in glance] == [by_a_glance, by_a_look]


@pytest.mark.parametrize(
    ("now", "last", "file", "words"),
    [
        (NOON, NOON - DAY_MS, None, "dapat dipercaya"),
        (NOON, NOON + 3 * DAY_MS, None, "sesudah hari ini"),
        (NOON - 3_000 * DAY_MS, None, None, "Betulkan tanggal dan jam"),
        (NOON + 3_000 * DAY_MS * 2, NOON, None, "Jam laptop tampak salah"),
        (NOON + 500 * DAY_MS, NOON, None, "500 hari lalu"),
        (NOON, NOON, NOON + 40 * DAY_MS, "Berkas data terakhir ditulis"),
        (NOON, None, None, "dapat dipercaya"),
    ],
)
def test_a_clock_that_jumped(now: int, last: int | None, file: int | None, words: str) -> None:
    assert BUILD_DATE < "2027"
    line = clock_line(now, last, file)
    assert words in line.sentence
    assert (line.mood == "ok") == ("dipercaya" in line.sentence)
    assert (line.remedy is None) == (line.mood == "ok")


def test_how_old_the_copy_on_a_stick_is(laptop: Session, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "stick" not in moods(health.quick(laptop))
    copies.copy_to_stick(laptop, tmp_path_factory.mktemp("flashdisk"))
    assert moods(health.quick(laptop))["stick"] == "ok"
    later = at(laptop, Ticking(NOON + 45 * DAY_MS))
    (line,) = (one for one in health.quick(later) if one.key == "stick")
    assert (line.mood, line.remedy) == ("warn", health.TO_COPIES)


def test_the_check_can_be_cancelled_and_tells_how_far_it_is(laptop: Session) -> None:
    said: list[str] = []
    work = Progress(sink=lambda step: said.append(step.text))
    health_full.check(laptop, work)
    assert "Memeriksa berkas data" in said
    work.cancel.set()
    with pytest.raises(Cancelled):
        health_full.check(laptop, work)


def test_the_worst_comes_first() -> None:
    lines = [Line("a", "ok", "a"), Line("b", "bad", "b"), Line("c", "warn", "c"), Line("d", "bad", "d")]
    assert [one.key for one in health.sorted_lines(lines)] == ["b", "d", "c", "a"]
    assert health.worst(lines) == "bad"
    assert health.worst([]) == "ok"
