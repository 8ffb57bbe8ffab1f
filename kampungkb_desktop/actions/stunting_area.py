"""The KRS recap of every village that has families: one line a village, the sums, and a CSV file for a spreadsheet.

The figures of a line are those of the village's own recap; the sums are added up and never counted anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from kampungkb_desktop.actions.stunting_book import RiskBook
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.csv_out import csv_bytes
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms import regions
from kampungkb_desktop.rules.stunting_headings import rank_words
from kampungkb_desktop.rules.stunting_recap import FACTORS, RANKS, TARGETS
from kampungkb_desktop.rules.stunting_words import SHORT

COLUMNS: Final = (
    ("keluarga", "Keluarga"), ("sasaran", "Keluarga sasaran"),
    *((f"sasaran:{code}", SHORT[code]) for code in TARGETS),
    ("berisiko", "KRS"), ("tidak_berisiko", "Tidak berisiko"), ("belum", "Belum diketahui"),
    *((f"faktor:{code}:ya", SHORT[code]) for code in FACTORS),
    *((f"peringkat:{rank}", f"KRS peringkat {rank_words(rank).lower()}") for rank in RANKS),
    ("verval:total", "Verval: Kel Total"), ("verval:catin", "Verval: Kel Catin"),
    ("verval:hamil:ada", "Verval: Kel Hamil Ada"), ("verval:hamil:baru", "Verval: Kel Hamil Baru"),
    ("verval:baduta:ada", "Verval: Kel Baduta Ada"), ("verval:baduta:baru", "Verval: Kel Baduta Baru"),
    ("verval:balita:ada", "Verval: Kel Balita Ada"), ("verval:balita:baru", "Verval: Kel Balita Baru"),
    ("verval:tidak_ditemukan", "Verval: tidak ditemukan"), ("verval:belum", "Belum diverifikasi"),
)  # fmt: skip
"""Key of the recap and heading, in the order of the official tables. The four terlalu overlap: 4 Terlalu is their own
column, and no column is the sum of them."""


@frozen
class AreaLine:
    """One village; ``code`` is "" for the families without a village, and for the sums."""

    code: str
    name: str
    district: str
    counts: dict[str, int]

    def count(self, key: str) -> int:
        """The number of a column."""
        return self.counts.get(key, 0)


@frozen
class Area:
    """Every line by kecamatan and name, and their sums."""

    semester: Semester
    lines: tuple[AreaLine, ...]
    total: AreaLine


def area_recap(book: RiskBook[Mapping[str, int]], semester: Semester, today: date, progress: Progress) -> Area:
    """The recap of every village with families. 13,000 families take about a second, the same again a moment."""
    return area_of(book.every(semester, today, progress), semester)


def area_of(counted: Mapping[str, Mapping[str, int]], semester: Semester) -> Area:
    """The table of what was counted by village; "" holds the families without one."""
    lines = [_line(code, counts) for code, counts in counted.items()]
    lines.sort(key=lambda line: (line.district, line.name, line.code))
    sums = {key: sum(line.count(key) for line in lines) for key, _ in COLUMNS}
    return Area(semester, tuple(lines), AreaLine("", "Jumlah", "", sums))


def area_table(area: Area) -> list[list[str]]:
    """Heading, a row a village, and the sums."""
    heads = ["No", "Kode", "Kecamatan", "Desa/Kelurahan", *(title for _, title in COLUMNS)]
    rows = [
        [str(at), line.code, line.district, line.name, *(str(line.count(key)) for key, _ in COLUMNS)]
        for at, line in enumerate(area.lines, start=1)
    ]
    return [heads, *rows, ["", "", "", "Jumlah", *(str(area.total.count(key)) for key, _ in COLUMNS)]]


def write_area(area: Area, target: Path) -> Path:
    """The table as CSV as Excel in Indonesia opens it (``;``, UTF-8 with its mark), whole or not at all; KnownErrors
    as ``summary.write_pdf``."""
    return write_file(target, csv_bytes(area_table(area)))


def _line(code: str, counted: Mapping[str, int]) -> AreaLine:
    region = regions.load().region(code) if code else None
    name = region.name if region is not None else code or "Tanpa desa"
    counts = {key: counted.get(key, 0) for key, _ in COLUMNS}
    return AreaLine(code, name, region.at("district").name if region is not None else "", counts)
