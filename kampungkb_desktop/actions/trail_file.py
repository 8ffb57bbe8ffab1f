"""The trail as a table for the office. Apart from the trail itself, which every start loads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kampungkb_desktop.actions.trail import KINDS, Line
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.csv_out import csv_bytes
from kampungkb_desktop.forms.catalog import form_title


def write_csv(shown: Sequence[Line], target: Path) -> Path:
    """These lines as CSV, whole or not at all; KnownErrors as ``table_file.write_file``."""
    rows = [
        (f"{moment_of(one.entry.at):%Y-%m-%d %H:%M:%S}", one.person, KINDS.get(one.entry.what, one.entry.what),
         form_title(one.entry.form) if one.entry.form else "", one.entry.record, one.entry.count, one.entry.more,
         one.entry.n)
        for one in shown
    ]  # fmt: skip
    heading = ("Waktu", "Oleh", "Yang dilakukan", "Formulir", "Kode catatan", "Banyaknya", "Keterangan", "Nomor")
    return write_file(target, csv_bytes([heading, *rows]))
