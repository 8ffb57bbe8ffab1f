"""What one store costs to write, print, send and receive: saving a visit, the summary as PDF, the file of a day, and
files taken in, on a copy of the store; what ``bench_scale`` starts once for each size.

The last line printed is a JSON object of figure to [cpu, wall, floor cpu], milliseconds; a figure that failed is an
object with its reason. Floors, all in the same run: one row committed, a blank page of the same library, the same bytes
squeezed and flushed to the disk, a bare upsert of as many rows into the same encrypted file.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.figure import p95
from tests.benchmarks.scale_measures import Both, Figures, collect

SAVES, ROUNDS, LARGE = 15, 4, 20_000
PASSWORD = "latihan"


def timed(deed: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    """What it gives, and processor and wall milliseconds."""
    began = Both()
    made = deed()
    return made, began.since()


def saving(session: Any) -> Figures:
    """A visit through the door, log and disk included; where visits are not written here, an activity of the office."""
    from kampungkb_desktop.actions.save import save
    from kampungkb_desktop.actions.session import new_record_id
    from kampungkb_desktop.forms.activity import Activity
    from kampungkb_desktop.forms.officer import DISTRICT
    from kampungkb_desktop.forms.visit import Visit
    from kampungkb_desktop.store import lists, read

    office = session.role == DISTRICT
    with session.database.read() as conn:
        if office:
            ids = [one.id for one in lists.activity_rows(conn, lists.activity_ids(conn)[:SAVES])]
            old: list[Any] = [read.record(conn, Activity, record) for record in ids]
        else:
            ids = [one.id for one in lists.visit_rows(conn, lists.visit_ids(conn)[:SAVES])]
            old = [read.record(conn, Visit, record) for record in ids]
    spent, floor = [], []
    for one in old:
        new = one.changed(id=new_record_id(session), **({} if office else {"visited_on": date(2026, 11, 20)}))
        spent.append(timed(partial(save, session, "Simpan", [new]))[1])
        floor.append(timed(lambda: _bare_commit(session))[1])
    what = "simpan: satu kegiatan" if office else "simpan: satu kunjungan"
    return {what: (p95(one[0] for one in spent), p95(one[1] for one in spent), p95(one[0] for one in floor))}


def _bare_commit(session: Any, rows: int = 1) -> None:
    with session.database.write() as conn:
        for at in range(rows):
            conn.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES (?, ?)", (f"bench{at}", str(at)))


def printing(session: Any, folder: Path) -> Figures:
    """The summary of a village through the action: the first, and once its fonts and rules are read."""
    from reportlab.pdfgen.canvas import Canvas

    from kampungkb_desktop.actions.own_area import own_villages
    from kampungkb_desktop.actions.summary import village_summary

    village = own_villages(session)[0]

    def blank() -> None:
        page = Canvas(str(folder / "kosong.pdf"))
        page.showPage()
        page.save()

    blank()
    floor = timed(blank)[1][0]
    spent = [timed(lambda: village_summary(session, village, "2026-10", folder / "a.pdf"))[1] for _ in range(ROUNDS)]
    return {
        "cetak: ringkasan PDF, pertama": (*spent[0], floor),
        "cetak: ringkasan PDF": (*min(spent[1:]), floor),
    }


def moving(session: Any, folder: Path, *, brief: bool) -> Figures:
    """Files of a practice partner taken in, and the file of a day made for it. ``brief`` leaves out what reads the
    whole log once: an officer's office takes in everything he has, half a minute for 13,000 families; a large district
    makes the first file of a new laptop, a minute and more. There the introduction of the laptop is taken in."""
    from kampungkb_desktop.actions import practice_field, practice_office
    from kampungkb_desktop.actions.export import export
    from kampungkb_desktop.forms.family import Family
    from kampungkb_desktop.forms.officer import DISTRICT
    from kampungkb_desktop.store import read

    found: Figures = {}
    with session.database.read() as conn:
        large = read.count(conn, Family) > LARGE
    if session.role == DISTRICT:
        found |= _received(session, [_introduction(session, folder)], "perkenalan laptop baru")
        if brief and large:
            return found
        handed = practice_field.ask(session)
        paths = sorted(path for path in handed.iterdir() if path.name != practice_field.DAMAGED)
    else:
        made, spent = timed(lambda: export(session, folder, full=True))
        found["kirim: semua data"] = (*spent, _bare_file(folder, made.size))
        if brief:
            return found
        paths = [practice_office.hand_over(session, [folder]).reply]
    found |= _received(session, paths, "berkas mitra latihan")
    saving(session)
    made, spent = timed(lambda: export(session, folder))
    found["kirim: berkas sehari"] = (*spent, _bare_file(folder, made.size))
    return found


def _received(session: Any, paths: list[Path], what: str) -> Figures:
    from kampungkb_desktop.actions.take_in import take_in

    report, spent = timed(lambda: take_in(session, paths))
    rows = max(1, sum(one.changes for one in report.files))
    return {f"terima: {what}": (*spent, timed(lambda: _bare_commit(session, rows))[1][0])}


def _introduction(session: Any, folder: Path) -> Path:
    """The first file of an officer's laptop that nobody knows yet."""
    from kampungkb_desktop.actions import session as sessions
    from kampungkb_desktop.actions.export import export
    from kampungkb_desktop.actions.own_area import own_villages
    from kampungkb_desktop.actions.practice_office import CHEAP
    from kampungkb_desktop.actions.start import first_run
    from kampungkb_desktop.base import command_line
    from kampungkb_desktop.forms.officer import Officer

    part = folder / "laptop"
    part.mkdir()
    (part / command_line.PRACTICE_MARK).write_text(command_line.PRACTICE_WORDS, "utf-8")
    started = first_run(
        part, PASSWORD, role="petugas", person=Officer(full_name="Melati Ukur", office="Balai Penyuluhan KB latihan"),
        villages=own_villages(session)[:1], practice=True, clock=session.clock, cost=CHEAP,
    ).session  # fmt: skip
    made = export(started, folder)
    sessions.close(started)
    return made.path


def _bare_file(folder: Path, size: int) -> float:
    """So many bytes squeezed, written and flushed."""

    def deed() -> None:
        with (folder / "lantai").open("wb") as file:
            file.write(zlib.compress(os.urandom(size)))
            file.flush()
            os.fsync(file.fileno())

    return timed(deed)[1][0]


def parts(session: Any, folder: Path, *, brief: bool) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """Each by itself, so that one that fails takes no other along."""
    yield "simpan: ", lambda: saving(session)
    yield "cetak: ", lambda: printing(session, folder)
    yield "terima: ", lambda: moving(session, folder, brief=brief)


def main() -> None:
    """Everything, on a copy of the folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--brief", action="store_true", help="an officer takes nothing in")
    chosen = options.parse_args()
    from kampungkb_desktop.actions import session as sessions

    with tempfile.TemporaryDirectory(dir=chosen.folder.parent) as made:
        copy, out = Path(made) / "data", Path(made) / "berkas"
        out.mkdir()
        ignored = shutil.ignore_patterns("copies", "*.lock")
        shutil.copytree(chosen.folder, copy, ignore=ignored)
        session = sessions.open_session(copy, PASSWORD)
        found = collect(parts(session, out, brief=chosen.brief))
        sessions.close(session)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
