"""The open window on an officer's database: how soon each screen stands, how long the event loop waits, how a list
narrows under the keys, what a saved visit and a printed summary take, and the memory of it all.

Run by hand: ``python tests/benchmarks/bench_screens.py --data-dir PRACTICE [--processor-time]``. It works on a copy.
Every figure has a floor measured in the same process: a page already open, the bare query, a bare commit, a blank page.
On a machine that does other work too, ``--processor-time`` counts what was worked instead of what was waited.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.figure import Figure, p95, show
from tests.benchmarks.open_window import TICK_MS, WORKED, Clocks, Window, peak_mb

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 50
"""Milliseconds the event loop may wait (the interface's promise)."""
WORDS = ("siti wij", "rahmat", "nur h", "6499", "ahmad", "melati", "dewi s", "yoga", "a", "su")


def _retype(search: Any, words: str) -> None:
    """One key more and back: two searches of the list."""
    search.setText(words + "q")
    search.setText(words)


def screens(window: Window) -> list[Figure]:
    """Every page at its first visit, then once more: the second is the floor."""
    from kampungkb_desktop.actions.own_area import own_villages
    from kampungkb_desktop.store import lists

    session = window.session
    village = own_villages(session)[0]
    with session.database.read() as conn:
        family = lists.family_rows(conn, lists.family_ids(conn, villages=[village])[:1])[0].id
        visit = lists.visit_rows(conn, lists.visit_ids(conn)[:1])[0].id
        activity = lists.activity_rows(conn, lists.activity_ids(conn)[:1])[0].id
    goals: list[tuple[str, str, str | None]] = [
        (entry, entry, None) for entry in window.window.frame.entries if entry != "beranda"
    ]
    goals += [(f"kampung/{tab}", "kampung", f"{village}/{tab}") for tab in (
        "ringkasan", "profil", "kelembagaan", "kelembagaan/pokja", "kependudukan", "bulanan", "klasifikasi", "rencana",
        "rencana/isi", "foto", "riwayat")]  # fmt: skip
    goals += [("keluarga, satu", "keluarga", family)]
    goals += [(f"keluarga/{tab}", "keluarga", f"{family}/{tab}") for tab in ("anggota", "kunjungan", "riwayat")]
    goals += [("kunjungan, satu", "kunjungan", visit), ("kunjungan, baru", "kunjungan", f"baru:{family}")]
    goals += [("kegiatan, satu", "kegiatan", activity), ("beranda", "beranda", None)]
    first = [(name, *window.timed(partial(window.window.go, key, record))) for name, key, record in goals]
    again = [window.timed(partial(window.window.go, key, record)) for _, key, record in goals]
    ahead = max(window.first_waits)
    made = [Figure("longest wait while pages are read ahead", ahead, TICK_MS, "the tick", most=LONGEST_WAIT)]
    for (name, painted, filled, wait), second in zip(first, again, strict=True):
        made.append(Figure(f"{name}: opens", painted, second[0], "the same once more", most=200))
        made.append(Figure(f"{name}: worker done", filled, second[1], "the same once more"))
        made.append(Figure(f"{name}: longest wait", max(wait, second[2]), TICK_MS, "the tick", most=LONGEST_WAIT))
    return made


def typing(window: Window) -> list[Figure]:
    """Each key in the list of families: query and rows, then the paint; against the bare full-text query."""
    from kampungkb_desktop.store import search

    window.window.go("keluarga")
    window.settle()
    page = window.window.page("keluarga")
    now = window.clocks.span
    query, painted, floor, waits = [], [], [], []
    table = search.SEARCHES["family"].table
    for word in WORDS:
        for length in range(1, len(word) + 1):
            typed = word[:length]
            if not typed.strip() or typed != typed.strip():
                continue
            began = now()
            page.list.search(typed)
            middle = now()
            page.list.table.view.viewport().repaint()
            query.append((middle - began) * 1000)
            painted.append((now() - began) * 1000)
            began = now()
            with window.session.database.read() as conn:
                sql = f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH ?"
                json.loads(conn.exec_driver_sql(sql, (search.match(typed),)).scalar_one())
            floor.append((now() - began) * 1000)
            waits.append(window.timed(partial(_retype, page.search, typed))[2])
    page.search.clear()
    page.search.flush()
    bare = p95(floor)
    return [
        Figure("a key in Keluarga: query and model, p95", p95(query), bare, "bare full-text query", most=16),
        Figure("a key in Keluarga: until painted, p95", p95(painted), bare, "bare full-text query"),
        Figure("a key in Keluarga: longest wait", max(waits), TICK_MS, "the tick", most=LONGEST_WAIT),
    ]


def saving(window: Window, count: int = 60) -> list[Figure]:
    """A visit with its measurement through the door, log and disk included; against a bare commit of one row."""
    from datetime import date

    from kampungkb_desktop.actions.save import save
    from kampungkb_desktop.actions.session import new_record_id
    from kampungkb_desktop.forms.measurement import ChildMeasurement
    from kampungkb_desktop.forms.visit import Visit
    from kampungkb_desktop.store import lists, read

    session = window.session
    with session.database.read() as conn:
        ids = [one.id for one in lists.visit_rows(conn, lists.visit_ids(conn)[:count])]
        old = [one for one in (read.record(conn, Visit, record) for record in ids) if one is not None]
    now = window.clocks.span
    took, floor = [], []
    for visit in old:
        new = visit.changed(id=new_record_id(session), visited_on=date(2026, 11, 20))
        measured = ChildMeasurement(
            id=new_record_id(session), village=new.village, visit_id=new.id, member_id=new.member_id, status=new.status,
            measured_on=new.visited_on, weight_kg=9.5, lenhei_cm=75.0,
        )  # fmt: skip
        began = now()
        save(session, "Simpan kunjungan", [new, measured])
        took.append((now() - began) * 1000)
        began = now()
        with session.database.write() as conn:
            conn.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES ('bench', ?)", (str(began),))
        floor.append((now() - began) * 1000)
    return [Figure("saving a visit, p95", p95(took), p95(floor), "bare commit of one row", most=50)]


BLANK = """
from reportlab.pdfgen.canvas import Canvas
import io
page = Canvas(io.BytesIO()); page.showPage(); page.save()
"""


def printing(window: Window, folder: Path) -> list[Figure]:
    """The summary through the action (a second one: fonts and rules are read), and cold through the verb."""
    from kampungkb_desktop.actions.own_area import own_villages
    from kampungkb_desktop.actions.summary import village_summary

    village, target = own_villages(window.session)[0], folder.parent / "summary.pdf"
    now = window.clocks.span
    took = []
    for _ in range(5):
        began = now()
        village_summary(window.session, village, "2026-10", target)
        took.append((now() - began) * 1000)
    began = now()
    exec(BLANK, {})
    blank = (now() - began) * 1000
    return [
        Figure("summary PDF, first in the window", took[0], blank, "blank page, same library", most=1500),
        Figure("summary PDF, warm", min(took[1:]), blank, "blank page, same library", most=1500),
    ]


def printing_cold(folder: Path, village: str, *, worked: bool) -> list[Figure]:
    """The summary verb as a process of its own."""

    def process(*arguments: str) -> float:
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return (used if worked else time.perf_counter() - began) * 1000

    target = folder.parent / "cold.pdf"
    verb = ("-m", "kampungkb_desktop", "--data-dir", str(folder), "summary", "--village", village, "--month", "2026-10")
    ours = min(process(*verb, "--output", str(target)) for _ in range(3))
    floor = min(process("-c", BLANK) for _ in range(3))
    return [Figure("summary PDF, cold process by the verb", ours, floor, "blank page, cold process", most=1500)]


def measure(folder: Path, clocks: Clocks) -> list[Figure]:
    """Everything, on a copy of a practice database, which is taken away again."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "copy"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-wal", "*-shm", "*.lock"))
        return in_window(copy, clocks)


def in_window(folder: Path, clocks: Clocks) -> list[Figure]:
    """Everything in one open window, and the verb after it."""
    from kampungkb_desktop.actions.own_area import own_villages

    bare = peak_mb()
    window = Window(folder, clocks)
    figures = screens(window) + typing(window)
    peak = peak_mb()
    figures.append(Figure("peak memory of the window", peak, bare, "this script before it", "MB", most=250))
    figures += saving(window) + printing(window, folder)
    village = own_villages(window.session)[0]
    window.start.end()
    return figures + printing_cold(folder, village, worked=clocks is WORKED)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data-dir", type=Path, required=True, help="a practice database")
    options.add_argument("--processor-time", action="store_true", help="count what was worked, not what was waited")
    options.add_argument("--json", action="store_true", help="the figures for another script")
    chosen = options.parse_args()
    measured = measure(chosen.data_dir, WORKED if chosen.processor_time else Clocks())
    if chosen.json:
        print(json.dumps(measured))
    else:
        show(measured)
    sys.stdout.flush()
    os._exit(0)
