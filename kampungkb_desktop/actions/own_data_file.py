"""A person's own data as a file that another program can read (UU 27/2022 Pasal 13): JSON with every stored value and
its label, or the same as sheets. Such a file is not sealed: whoever has it can read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.lists_in.findings import unwritable
from kampungkb_desktop.actions.own_access import accesses, sent
from kampungkb_desktop.actions.own_data import Item, OwnData
from kampungkb_desktop.actions.own_records import own_office
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base.durable import put_in_place
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.workbook import Column, Page, Value, write_workbook
from kampungkb_desktop.rules.stunting_headings import VERDICT_WORDS
from kampungkb_desktop.store import files

FORMAT: Final = "kkb-data-pribadi/1"
_LONGEST_NAME = 31
"""Letters in the name of a sheet."""


def write_own_data(session: Session, data: OwnData, target: Path) -> Path:
    """Write it as XLSX where the name ends so, else as JSON; noted in the trail. KnownErrors of ``write_file``."""
    if target.suffix.lower() == ".xlsx":
        path = _write_sheets(target, _pages(session, data))
    else:
        whole = target if target.suffix.lower() == ".json" else target.with_name(f"{target.name}.json")
        text = json.dumps(portable(session, data), ensure_ascii=False, indent=2)
        path = write_file(whole, text.encode(), "JSON")
    member = data.member.id if data.member else None
    note(session, data.family.id, member, len(data.items), "berkas data pribadi")
    return path


def _write_sheets(target: Path, pages: Sequence[Page]) -> Path:
    part = target.with_name(f"{target.name}.part")
    try:
        write_workbook(part, pages)
        files.flush_file(part)
        put_in_place(part, target)
    except OSError as error:
        raise unwritable(error) from error
    finally:
        files.discard(part)
    return target


def note(session: Session, family: str, member: str | None, count: int, what: str) -> None:
    """Note in the trail that somebody's own data were handed out: ``count`` records of them, as ``what``."""
    form, record = (Member.FORM, member) if member else (Family.FORM, family)
    trail.note(session, trail.PRINTED, form=form, record=record, count=count, more=what)


def portable(session: Session, data: OwnData) -> dict[str, Any]:
    """The copy as plain values, ready for JSON."""
    return {
        "format": FORMAT,
        "aplikasi": f"Kampung KB Desktop {__version__}",
        "dibuat": data.made_on.isoformat(),
        "kantor": own_office(session).name(),
        "tentang": data.name,
        "data_anggota_lain": data.others,
        "ada_yang_tidak_dicantumkan": data.hidden,
        "catatan": [_record(one) for one in data.items],
        "anggota_lain": [{"nama": name, "hubungan": relation} for name, relation in data.household],
        "risiko_stunting": None if data.risk is None else {
            "hasil": VERDICT_WORDS[data.risk.at_risk], "aturan": data.risk.rule_version,
            "keterangan": "Hasil hitungan; petugas yang memutuskan (Pasal 10).",
        },
        "foto": [{"keterangan": one.name(), "tanggal": one.taken_on and one.taken_on.isoformat()}
                 for one in data.photos],
        "riwayat_koreksi": [
            {"waktu": one.when.isoformat(), "oleh": one.author, "catatan": one.record_name or one.form_title,
             "yang_dilakukan": one.did,
             "isian": [{"isian": f.label, "sebelum": f.before, "sesudah": f.after} for f in one.fields]}
            for one in data.corrections
        ],
        "akses": [{"tanggal": one.day.isoformat(), "apa": one.what, "oleh": one.by, "kali": one.times,
                   "tentang": one.about} for one in accesses(session, data)],
        "dikirim": [{"tanggal": one.day.isoformat(), "kepada": one.to, "isi": one.what}
                    for one in sent(session, data)],
        "sumber": [{"oleh": who, "sejak": on.isoformat()} for who, on in data.sources],
        "masa_simpan": [{"formulir": one.form, "tahun": one.years, "sejak": one.words} for one in data.keeping],
    }  # fmt: skip


def _record(one: Item) -> dict[str, Any]:
    return {
        "formulir": one.form, "judul": form_title(one.form), "nama": one.title, "kode": one.id,
        "isian": [{"kode": f.name, "isian": f.label, "nilai": f.value, "dibaca": f.words} for f in one.fields],
        "hasil_hitungan": list(one.computed),
    }  # fmt: skip


def _pages(session: Session, data: OwnData) -> list[Page]:
    forms = list(dict.fromkeys(one.form for one in data.items))
    pages = [_page(form, [one for one in data.items if one.form == form]) for form in forms]
    columns = (Column("Waktu", 20), Column("Oleh", 24), Column("Catatan", 26), Column("Isian", 28),
               Column("Sebelum", 28), Column("Sesudah", 28))  # fmt: skip
    pages.append(Page("Riwayat koreksi", columns, list(_changes(data))))
    seen = [(one.day, one.what, one.by, one.times, one.about) for one in accesses(session, data)]
    pages.append(
        Page("Akses", (Column("Tanggal", 14, "day"), Column("Yang dilakukan", 28), Column("Oleh", 28),
                       Column("Kali", 8, "number"), Column("Tentang", 26)), seen)
    )  # fmt: skip
    gone = [(one.day, one.to, one.what) for one in sent(session, data)]
    pages.append(Page("Dikirim", (Column("Tanggal", 14, "day"), Column("Kepada", 28), Column("Isinya", 40)), gone))
    return pages


def _page(form: str, items: Sequence[Item]) -> Page:
    """A sheet of one form: a column for every question that was answered, a row for every record."""
    names = dict.fromkeys((f.name, f.label) for one in items for f in one.fields)
    columns = [Column("Catatan", 28), *(Column(label, 22) for _name, label in names)]
    rows: list[list[Value]] = []
    for one in items:
        told = {f.name: f.words for f in one.fields}
        rows.append([one.title, *(told.get(name) for name, _label in names)])
    return Page(form_title(form).replace("/", " ")[:_LONGEST_NAME], columns, rows)


def _changes(data: OwnData) -> Iterator[tuple[Value, ...]]:
    for one in data.corrections:
        said = f"{one.when:%Y-%m-%d %H.%M}", one.author, one.record_name or one.form_title
        if not one.fields:
            yield *said, one.did, None, None
        for field in one.fields:
            yield *said, field.label, field.before, field.after
