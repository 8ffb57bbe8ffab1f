"""The trail as a table or on paper for an audit. Apart from the trail itself, which every start loads."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import trail, trail_audit
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of
from kampungkb_desktop.actions.trail_audit import AuditLine
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.csv_out import csv_bytes
from kampungkb_desktop.base.text import long_date, moment, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.report.tabled import Column, Letterhead, Part, Row, TabledPaper, render_tabled
from kampungkb_desktop.store import read

PRINTED = 2_000
"""So many lines go on paper; a longer list is narrowed by its time, or written as a table."""
_HEADING = (
    "Waktu", "Oleh", "Laptop", "Yang dilakukan", "Tentang", "Formulir", "Kode catatan", "Banyaknya", "Keterangan",
    "Nomor",
)  # fmt: skip


def write_csv(shown: Sequence[AuditLine], target: Path) -> Path:
    """These lines as CSV, whole or not at all; KnownErrors as ``table_file.write_file``. Records are called by their
    codes: such a table may leave the office."""
    rows = [
        (f"{moment_of(one.entry.at):%Y-%m-%d %H:%M:%S}", one.person, one.laptop, trail_audit.kind_words(one.entry),
         trail_audit.about(one.entry), form_title(one.entry.form) if one.entry.form else "", one.entry.record,
         one.entry.count, one.entry.more, one.entry.n)
        for one in shown
    ]  # fmt: skip
    return write_file(target, csv_bytes([_HEADING, *rows]))


def paper(session: Session, shown: Sequence[AuditLine], title: str, said: str, *, size: str = "A4") -> bytes:
    """The lines on paper under the letterhead; ``title`` names the laptop, ``said`` whether its trail is whole."""
    today, some = day_of(session.clock()), shown[:PRINTED]
    names = trail_audit.record_names(session, some)
    rows = tuple(
        Row((
            moment(moment_of(one.entry.at)), one.person or "tidak dikenal di sini", trail_audit.kind_words(one.entry),
            trail_audit.about(one.entry, names.get((one.entry.form, one.entry.record), "")),
        ))
        for one in some
    )  # fmt: skip
    columns = (Column("Waktu", 1.5), Column("Oleh", 1.4), Column("Yang dilakukan", 1.6), Column("Tentang", 2.6))
    left = len(shown) - len(some)
    more = f"{number(left)} baris yang lebih lama tidak tercetak; simpan sebagai CSV untuk semuanya."
    content = TabledPaper(
        letterhead=_letterhead(session), eyebrow="JEJAK AKSES DATA PRIBADI", title=title,
        place=f"{number(len(shown))} baris", when=long_date(today),
        parts=(Part("Catatan", columns, rows, above=(said,) if said else (), below=(more,) if left else ()),),
        data_on=today, printed_on=today, app_version=__version__, practice=session.practice, personal=True,
    )  # fmt: skip
    target = BytesIO()
    render_tabled(content, target, paper=size)
    trail.note(session, trail.PRINTED, count=len(some), more="jejak akses")
    return target.getvalue()


def _letterhead(session: Session) -> Letterhead:
    with session.database.read() as conn:
        offices = read.records(conn, Office, order=("id",))
        codes = [one.regency for one in offices if one.regency] or [code[:5] for code in own_villages(session)]
        region = regions.load().region(codes[-1]) if codes else None
        return letterhead_of(conn, session, region) if region is not None else Letterhead()
