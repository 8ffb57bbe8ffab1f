"""Families and their members as lists for other programs: our own template, which comes back without a change, and
SIGA's Rekapitulasi Data Keluarga. XLSX, or CSV as Excel in Indonesia opens it (``;``, UTF-8 with its mark).

The files are not locked: whoever writes one holds the personal data of everybody in it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.family_file import in_order
from kampungkb_desktop.actions.lists_in.findings import unwritable
from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.lists_in.targets import TARGETS, template_keys
from kampungkb_desktop.actions.lists_rows import Whole, siga_rows, template_rows
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.csv_out import csv_cell
from kampungkb_desktop.base.durable import discard, put_in_place
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Kind, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.workbook import Column, Page, Value, write_workbook
from kampungkb_desktop.store import lists, read

OutLayout = Literal["templat", "siga"]
SHEET: Final = "Keluarga"
_BATCH: Final = 400
_TEXT: Final = "Menulis daftar"
_HOW_TO: Final = (
    "Satu baris untuk satu orang. Baris-baris satu keluarga ditulis berurutan.",
    "Keluarga disatukan oleh ID keluarga, KKI, Nomor KK, atau Nomor urut keluarga. Isi paling sedikit salah satunya.",
    "Kolom keluarga (alamat, rumah, dan seterusnya) cukup diisi pada baris pertama keluarga itu.",
    "Kolom ID diisi aplikasi. Jangan diubah; kosongkan untuk keluarga atau orang baru.",
    "Tanggal ditulis seperti 5/3/1990. NIK, Nomor KK, dan KKI harus berupa teks; kolomnya sudah diatur begitu.",
    "Jawaban pilihan dapat dipilih dari daftar di selnya; semua pilihannya ada di lembar Pilihan.",
    "Sel yang kosong tidak pernah menghapus jawaban yang sudah ada di aplikasi.",
    "Di aplikasi: menu Keluarga, Daftar, Impor dari berkas. Sebelum dimasukkan, semuanya diperlihatkan dahulu.",
)


@frozen
class Written:
    """What a list file holds."""

    path: Path
    families: int
    members: int


def write_list(
    session: Session, families: Sequence[str], target: Path, layout: OutLayout, today: date, progress: Progress
) -> Written:
    """Write these families (ids, in this order) with their members. The suffix of ``target`` chooses CSV or XLSX.
    ``KnownError`` E-LIST-NONE without any family, E-LIST-WRITE where the place does not take it; ``Cancelled``."""
    if not families:
        raise KnownError(
            "E-LIST-NONE", "Tidak ada keluarga di daftar ini.", "Ubah pencarian atau saringannya, lalu ulangi."
        )
    counted = [0, 0]
    found = _counting(wholes(session, families, progress), counted)
    rows = template_rows(found) if layout == "templat" else siga_rows(found, today)
    titles = [TARGETS[key].title for key in template_keys()] if layout == "templat" else [t for t, _ in SIGA_COLUMNS]
    keys = template_keys() if layout == "templat" else [key for _, key in SIGA_COLUMNS]
    own = layout == "templat"
    columns = [_column(title, TARGETS[key].kind, offer=own) for title, key in zip(titles, keys, strict=True)]
    if target.suffix.casefold() == ".csv":
        whole_file(target, lambda part: write_csv(part, titles, rows))
    else:
        above = ("REKAPITULASI DATA KELUARGA", f"Keadaan {long_date(today)}") if layout == "siga" else ()
        whole = list(rows)  # what is cancelled is cancelled before the book is begun
        pages = [Page(SHEET, columns, whole, above), *([_how_to()] if layout == "templat" else [])]
        whole_file(target, lambda part: write_workbook(part, pages))
    trail.note(session, trail.LISTED, form=Family.FORM, count=counted[0], more=f"{layout} {target.suffix}")
    return Written(target, *counted)


def in_list(session: Session, numbers: Sequence[int]) -> list[str]:
    """The ids of families by their numbers in a list on the screen, in that order."""
    with session.database.read() as conn:
        return [row.id for row in lists.family_rows(conn, numbers)]


def write_template(target: Path) -> None:
    """Our own template without any family, as XLSX with how to fill it and all options."""
    columns = [_column(TARGETS[key].title, TARGETS[key].kind, offer=True) for key in template_keys()]
    whole_file(target, lambda part: write_workbook(part, [Page(SHEET, columns, ()), _how_to()]))


def wholes(session: Session, families: Sequence[str], progress: Progress) -> Iterator[Whole]:
    """These families (ids, in this order) with their people, read by the hundred. One that is gone is left
    out, and so is whoever asked that his data be used no further (UU 27/2022, Pasal 11)."""
    for start in range(0, len(families), _BATCH):
        progress.report(start, len(families), _TEXT)
        ids = families[start : start + _BATCH]
        where = {"family_id": list(ids)}
        with session.database.read() as conn:
            found, unnamed = read.by_ids(conn, Family, ids), lists.hidden_heads(conn)
            members: dict[str, list[Member]] = {}
            for one in read.records(conn, Member, where=where):
                if not one.restricted:
                    members.setdefault(str(one.family_id), []).append(one)
            planning = {str(p.family_id): p for p in read.records(conn, FamilyPlanning, where=where, order=("as_of",))}
            groups = {str(d.family_id): d for d in read.records(conn, FamilyDevelopment, where=where, order=("as_of",))}
        for family in (found[one] for one in ids if one in found and not found[one].restricted):
            people = in_order(members.get(family.id, ()))
            home = family.changed(head_name=None) if family.id in unnamed else family  # an empty cell changes nothing
            yield Whole(home, people, planning.get(family.id), groups.get(family.id))
    progress.report(len(families), len(families), _TEXT)


def _counting(wholes: Iterator[Whole], counted: list[int]) -> Iterator[Whole]:
    for one in wholes:
        counted[0] += 1
        counted[1] += len(one.members)
        yield one


def _column(title: str, kind: Kind, *, offer: bool) -> Column:
    if isinstance(kind, Day):
        return Column(title, 13, "day")
    if isinstance(kind, Number | Measure):
        return Column(title, 10, "measure" if isinstance(kind, Measure) else "plain")
    if isinstance(kind, Choice) and offer:
        return Column(title, 22, "text", tuple(item.label for item in kind.options.items))
    if isinstance(kind, YesNo) and offer:
        return Column(title, 12, "text", (kind.yes, kind.no))
    if isinstance(kind, Digits):
        return Column(title, 20)
    return Column(title, 26 if isinstance(kind, Text) and kind.longest > 60 else 14)


def _how_to() -> Page:
    return Page("Petunjuk", [Column("Cara mengisi", 110)], [(line,) for line in _HOW_TO])


def whole_file(target: Path, write: Callable[[Path], None]) -> None:
    """The file appears whole under its name or not at all."""
    part = target.with_name(f"{target.name}.part")
    try:
        write(part)
        put_in_place(part, target)
    except OSError as error:
        raise unwritable(error) from error
    finally:
        discard(part)


def write_csv(part: Path, titles: Sequence[str], rows: Iterator[Sequence[Value]]) -> None:
    """A heading and its rows as a spreadsheet here opens them by itself, row by row to the disk."""
    with part.open("w", encoding="utf-8-sig", newline="") as writing:
        writer = csv.writer(writing, delimiter=";", lineterminator="\r\n")
        writer.writerow(titles)
        writer.writerows([csv_cell(value) for value in row] for row in rows)
        writing.flush()
        os.fsync(writing.fileno())
