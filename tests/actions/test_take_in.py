"""Taking in: the same in any order, as often as one likes, whole or not at all; the preview is the truth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import as_text, preview, take_in
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import PASSWORD, Ticking, copied
from tests.actions.exchanging import MALUANG, copy_of, family, log, names, picture, sent, sound, taken
from tests.bundle.forging import forge, line

ON_BOTH_STORES = True

ROOT = Path(__file__).parents[2]


def rows(session: Session) -> object:
    """What two laptops must agree on: families, conflicts, what waits, what is held."""
    with session.database.read() as conn:
        found = read.records(conn, Family, order=("id",))
        return found, read.conflicts(conn), read.waiting(conn), read.seen(conn)


def files_of_a_week(officer: Session, folder: Path) -> list[Path]:
    """Four files: new families, a change to one, a deletion, and one more."""
    first = family(officer, "Ahmad")
    gone = family(officer, "Budi")
    paths = [sent(officer, folder).path]
    save(officer, "Simpan keluarga", [first.changed(rt="002")])
    paths.append(sent(officer, folder).path)
    save(officer, "Hapus keluarga", [], [gone])
    save(officer, "Simpan keluarga", [first.changed(rt="003")])
    paths.append(sent(officer, folder).path)
    family(officer, "Cici")
    paths.append(sent(officer, folder).path)
    return paths


def test_the_preview_says_what_taking_in_does_and_changes_nothing(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    paths = files_of_a_week(officer, tmp_path / "stik")
    (tmp_path / "stik" / "foto.kkb").write_bytes(b"\xff\xd8\xff\xe0")
    before = picture(district)
    seen = preview(district, [tmp_path / "stik"])
    assert picture(district) == before
    done = take_in(district, [tmp_path / "stik"])
    # A server takes several in at once: what each of them brings depends on who is first.
    assert district.database.on_server or replace(seen, preview=False) == done
    assert sorted(one.result for one in done.files) == ["diterima"] * 4 + ["ditolak"]  # Windows puts f before K
    assert (seen.preview, seen.accepted) == (True, False)
    assert len(paths) == 4
    assert "foto.kkb: ditolak" in as_text(done)


def test_any_order_gives_the_same(officer: Session, district_template: Path, tmp_path: Path) -> None:
    paths = files_of_a_week(officer, tmp_path / "stik")
    said = []
    for number, order in enumerate(permutations(paths)):
        if number % 3:
            continue
        with copied(district_template, tmp_path / f"kab-{number}") as one:
            assert take_in(one, order).accepted
            said.append(rows(one))
            assert sound(one)
    assert all(one == said[0] for one in said)


def test_a_lost_file_in_the_middle_is_waited_for(officer: Session, district: Session, tmp_path: Path) -> None:
    first, lost, last, _ = files_of_a_week(officer, tmp_path / "stik")
    taken(district, first)
    report = taken(district, last)
    assert report.waiting == 1
    with district.database.read() as conn:
        (held,) = [one for one in read.records(conn, Family) if one.head_name == "Ahmad"]
        holes = read.seen(conn)["*", officer.device]
    assert held.rt is None, "what is based on the unknown does not count yet"
    assert len(holes) == 2
    report = taken(district, lost)
    assert (report.waiting, report.changed) == (0, 1)
    with district.database.read() as conn:
        (whole,) = [one for one in read.records(conn, Family) if one.head_name == "Ahmad"]
        assert read.waiting(conn) == []
        assert len(read.seen(conn)["*", officer.device]) == 1
    assert whole.rt == "003"
    assert sound(district)


def test_the_same_file_again_changes_nothing(officer: Session, district: Session, tmp_path: Path) -> None:
    path = files_of_a_week(officer, tmp_path / "stik")[0]
    first = taken(district, path)
    before = picture(district)
    renamed = path.rename(tmp_path / "DOC-20261121-WA0003.bin")
    report = taken(district, renamed)
    assert (report.result, report.sender, report.new, report.duplicates) == ("sudah ada", "Siti Rahma", 0, 4)
    assert report.made_at == first.made_at, "when it was made, not when it came"
    assert picture(district) == before


def test_everything_again_changes_no_record(officer: Session, district: Session, tmp_path: Path) -> None:
    take_in(district, files_of_a_week(officer, tmp_path / "stik"))
    before, entries = picture(district), log(district)
    report = taken(district, sent(officer, tmp_path, full=True).path)
    assert (report.result, report.changes, report.new, report.changed) == ("diterima", 0, 0, 0)
    assert report.duplicates == len([one for one in entries if one.device == officer.device])
    after = picture(district)
    assert log(district) == entries
    assert {table for table in before if before[table] != after[table]} == {"file", "meta", "peer", "trail_part"}


@pytest.mark.parametrize("name", ["KKB.KKB", "KKB_Siti (1).kkb", "KKB_Siti.kkb.bin", "berkas.kkb"])
def test_a_folder_is_searched_for_whatever_a_messenger_made_of_the_name(
    officer: Session, district: Session, tmp_path: Path, name: str
) -> None:
    sent(officer, folder := tmp_path / "stik").path.rename(folder / name)
    (folder / "catatan.txt").write_text("bukan untuk diterima")
    (folder / "x.kkb.part").write_bytes(b"setengah")
    (folder / "KampungKB-0.2.0-linux.kkbu").write_bytes(b"KKBU 1\n")  # laid beside by the office
    (report,) = take_in(district, [folder]).files
    assert (report.name, report.result) == (name, "diterima")


def test_an_empty_folder_says_so(district: Session, tmp_path: Path) -> None:
    for look in (preview, take_in):
        with pytest.raises(KnownError) as caught:
            look(district, [tmp_path])
        assert caught.value.code == "E-NO-FILE"


def test_two_people_wrote_in_one_answer(officer: Session, district: Session, tmp_path: Path) -> None:
    made = family(officer, "Ahmad")
    taken(district, sent(officer, tmp_path).path)
    save(officer, "Simpan keluarga", [made.changed(head_name="Achmad")])
    save(district, "Perbaiki", [made.changed(head_name="Ahmad Yani")])
    report = taken(district, sent(officer, tmp_path).path)
    assert (report.conflicting, report.result) == (1, "diterima")
    assert names(district) == ["Ahmad Yani"], "a district's correction stands meanwhile"
    taken(officer, sent(district, tmp_path / "balasan").path)
    assert rows(officer)[:2] == rows(district)[:2]  # type: ignore[index]


def test_what_is_finished_but_wrong_is_taken_in_and_counted(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    home = family(officer, "Ahmad")
    save(officer, "Simpan kunjungan", [Visit(id=new_record_id(officer), village=MALUANG, family_id=home.id,
                                             status="selesai")])  # fmt: skip
    report = taken(district, sent(officer, tmp_path).path)
    assert (report.suspicious, report.result) == (1, "diterima")
    with district.database.read() as conn:
        assert read.count(conn, Visit) == 1


def test_villages_are_told_apart(officer: Session, district: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    family(officer, "Budi")
    report = taken(district, sent(officer, tmp_path).path)
    counts = {one.village: (one.new, one.changed) for one in report.villages}
    assert counts[MALUANG][0] >= 2
    assert sum(new for new, _ in counts.values()) == report.new


# --- Two laptops that were one ----------------------------------------------------------------------------------------


@pytest.mark.file_only  # two copies of a file are two logs; a server has one
def test_a_copied_laptop_is_recognised(officer: Session, district: Session, tmp_path: Path) -> None:
    family(officer, "Bersama")
    sessions.close(officer)
    officer = sessions.open_session(officer.data_dir, PASSWORD, clock=Ticking())
    twin = copy_of(officer, tmp_path / "kembar")
    try:
        family(officer, "Asli")
        family(twin, "Salinan")
        taken(district, sent(officer, tmp_path / "asli").path)
        before = picture(district)
        report = taken(district, sent(twin, tmp_path / "salinan").path)
        assert (report.code, report.result) == ("E-FORK", "ditolak")
        assert "Jangan lanjutkan" in report.next_step
        assert picture(district) == before
        family(twin, "Salinan lagi")
        family(twin, "Salinan ketiga")
        later = sent(twin, tmp_path / "salinan").path
        assert taken(district, later).result == "diterima", "its new numbers are unknown here, and no lie is told"
        assert taken(district, sent(twin, tmp_path / "semua", full=True).path).code == "E-FORK"
        assert sound(district)
    finally:
        sessions.close(twin)
        sessions.close(officer)


# --- Interrupted ------------------------------------------------------------------------------------------------------


def big_file(folder: Path, count: int = 4_400) -> Path:
    """Somebody's file of two batches, with a photo."""
    folder.mkdir(exist_ok=True)
    return forge(folder / "besar.kkb", [line(seq) for seq in range(1, count + 1)], photos=[b"foto"])


@pytest.mark.file_only  # a server takes several files in at once: which are whole by then is for nobody to say
@pytest.mark.parametrize("look", [preview, take_in])
def test_cancelling_keeps_whole_files_only(officer: Session, district: Session, tmp_path: Path, look: object) -> None:
    family(officer, "Ahmad")
    small = sent(officer, tmp_path).path
    big = big_file(tmp_path)
    before, stop = picture(district), threading.Event()

    def heard(step: object) -> None:
        if getattr(step, "done", 0) >= 4_000:
            stop.set()

    with pytest.raises(Cancelled):
        look(district, [small, big], progress=Progress(sink=heard, cancel=stop))  # type: ignore[operator]
    after = picture(district)
    assert (after == before) is (look is preview)
    assert after["photos"] == []
    assert names(district) == ([] if look is preview else ["Ahmad"])


DIE = """
import json, os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from kampungkb_desktop.actions.session import open_session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.progress import Progress

class Death:
    def __init__(self, after):
        self.left = after

    def is_set(self):
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return False

session = open_session(Path({folder!r}), {password!r})
take_in(session, [Path({file!r})], progress=Progress(cancel=Death({after})))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that nothing survives")
def test_killed_in_the_middle(district_template: Path, tmp_path: Path) -> None:
    path = big_file(tmp_path / "stik")
    with copied(district_template, tmp_path / "kab") as district:
        before, folder = picture(district), district.data_dir
    for after in (1, 2, 3):
        script = DIE.format(root=str(ROOT), folder=str(folder), password=PASSWORD, file=str(path), after=after)
        died = subprocess.run([sys.executable, "-c", script], env=os.environ, check=False, timeout=120)
        assert died.returncode == -9
        session = sessions.open_session(folder, PASSWORD, clock=Ticking())
        now = picture(session)
        sessions.close(session)
        assert now | {"photos": []} == before, "a photo may be there before its record, never a record of half a file"
    session = sessions.open_session(folder, PASSWORD, clock=Ticking())
    try:
        assert taken(session, path).new == 4_400
        assert sound(session)
    finally:
        sessions.close(session)


@pytest.mark.file_only  # SQLite is told that its disk is small
def test_a_full_disk_changes_nothing(district: Session, tmp_path: Path) -> None:
    path = big_file(tmp_path, 1_000)
    before = picture(district)
    with district.database.write() as conn:
        pages = int(conn.exec_driver_sql("PRAGMA page_count").scalar_one())
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    report = taken(district, path)
    with district.database.write() as conn:
        conn.exec_driver_sql("PRAGMA max_page_count = 1000000000")
    assert report.code == "E-DISK-FULL"
    assert picture(district) == before
    assert taken(district, path).result == "diterima"


def test_a_report_goes_into_json(officer: Session, district: Session, tmp_path: Path) -> None:
    """Everything a script is told is plain."""
    report = taken(district, sent(officer, tmp_path).path)
    assert json.dumps([report.name, report.result, report.new, sorted(report.forms)])
