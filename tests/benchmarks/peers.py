"""Programs that keep the same families and run on this machine: QGIS (the desktop of QField) over a GeoPackage and
LibreOffice Calc over a workbook, as an office keeps its register today. They are for comparison only and never needed.

Nothing of ODK or DHIS2 runs here. A peer that is not installed is skipped, and said so. By hand:
``python -m tests.benchmarks.peers FOLDER``. Both are told apart from the product by what they lack: neither encrypts,
keeps a history, checks an answer or has more than the one list open.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
HERE = Path(__file__).resolve().parent
PATIENCE_SECONDS = 240
COLUMNS = ("n", "head_name", "kk", "rt", "village")
NAMES = {
    "buka": ("layar: Keluarga", "berkas dibuka"), "ketik": ("ketik: daftar keluarga", "saring menurut nama"),
    "cari": ("ketik: daftar keluarga", "cari nama pertama"), "gulir": ("gulir: ke mana saja", "gulir tabel atribut"),
    "simpan": ("simpan: satu", "ubah satu sel, simpan"), "memori": ("memori: sesudah semua layar", "memori"),
}  # fmt: skip
"""By what a peer tells: the line of ours that it stands under, and its words."""


def families(folder: Path) -> Iterator[Sequence[Any]]:
    """Number, head, card, RT and village of every family of a store, a thousand at a time."""
    from kampungkb_desktop.actions import session as sessions

    session = sessions.open_session(folder, "latihan")
    last, sql = 0, f"SELECT {', '.join(COLUMNS)} FROM family WHERE n > ? ORDER BY n LIMIT 1000"
    try:
        while True:
            with session.database.read() as conn:
                rows = conn.exec_driver_sql(sql, (last,)).all()
            if not rows:
                return
            yield from rows
            last = rows[-1][0]
    finally:
        sessions.close(session)


def geopackage(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """The rows as GDAL, which QGIS reads with, writes them itself; with an index on the name. OSError, RuntimeError."""
    plain = path.with_suffix(".csv")
    with plain.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    script = (
        "import sys; from osgeo import gdal; gdal.UseExceptions(); "
        "made = gdal.VectorTranslate(sys.argv[2], sys.argv[1], format='GPKG', layerName='keluarga'); "
        "made.ExecuteSQL('CREATE INDEX nama ON keluarga (head_name)')"
    )
    subprocess.run([SYSTEM_PYTHON, "-c", script, str(plain), str(path)], capture_output=True, check=True)
    plain.unlink()


def workbook(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """One sheet with a heading."""
    from kampungkb_desktop.report.workbook import Column, Page, write_workbook

    columns = [Column(name) for name in COLUMNS]
    shown = ([str(one[0]), *(str(cell or "") for cell in one[1:])] for one in rows)
    write_workbook(path, [Page("Keluarga", columns, shown, kept=1, filtered=True)])


def installed() -> dict[str, str]:
    """Each peer, and why it is skipped; empty where it runs."""
    found = {}
    for name, module in (("QGIS", "qgis.core"), ("Calc", "uno")):
        known = Path(SYSTEM_PYTHON).exists() and (
            subprocess.run([SYSTEM_PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
        )
        if name == "Calc":
            known = known and shutil.which("soffice") is not None
        found[name] = (
            "" if known else f"{name} dilewati: tidak terpasang di mesin ini (apt-get install python3-{module[:4]})"
        )
    return found


def _ran(script: str, path: Path) -> dict[str, list[float]]:
    command = [SYSTEM_PYTHON, str(HERE / script), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"status {done.returncode}")
    made: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return made


def measure(folder: Path) -> dict[str, Any]:
    """What each peer needs for the families of a store: "under our line|peer: words" to [cpu, wall, 0], or why not."""
    found: dict[str, Any] = {}
    known = installed()
    if not any(not why for why in known.values()):
        return {f"{NAMES['buka'][0]}|{name}": {"gagal": why} for name, why in known.items()}
    rows = list(families(folder))
    with tempfile.TemporaryDirectory() as made:
        for name, script, ending, write in (
            ("QGIS", "peer_qgis.py", "gpkg", geopackage), ("Calc", "peer_calc.py", "xlsx", workbook)
        ):  # fmt: skip
            if known[name]:
                found[f"{NAMES['buka'][0]}|{name}"] = {"gagal": known[name]}
                continue
            path = Path(made) / f"keluarga.{ending}"
            try:
                write(path, rows)
                told = _ran(script, path)
            except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
                found[f"{NAMES['buka'][0]}|{name}"] = {"gagal": f"{error}"[:200]}
                continue
            for key, (cpu, wall) in told.items():
                under, words = NAMES[key]
                found[f"{under}|{name}: {words}"] = [cpu, wall, 0.0]
    return found


def main() -> None:
    """Print them for one store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.folder)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
