"""Choosing a recorded person or family by typing a few letters: found in the whole register, not in one family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import age_words, short_date
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.ui.line_choice import SHOWN, Candidates, LineChoice
from kampungkb_desktop.ui.pages.family_words import rt_rw
from kampungkb_desktop.ui.pages.line_words import village_name


class RecordSearch(LineChoice):
    """Records: ``find`` gives (id, words) for a text, ``name`` the words of an id."""

    ASKS = "Pilih salah satu dari daftar yang muncul saat mengetik."

    def __init__(self, kind: Kind, find: Callable[[str], Candidates], name: Callable[[str], str], hint: str) -> None:
        super().__init__(kind, hint)
        self._find, self._name = find, name

    def meant(self, text: str) -> Candidates:
        return self._find(text)

    def words_of(self, code: str) -> str:
        return self._name(code)


def person_search(session: Session, kind: Kind, today: date) -> RecordSearch:
    """Anybody on record, with age, family and village."""

    def find(text: str) -> Candidates:
        with session.database.read() as conn:
            rows = lists.member_rows(conn, lists.first_numbers(conn, Member.FORM, text, most=SHOWN)[0])
        return [(row.id, _person_words(row, today)) for row in rows]

    def name(record_id: str) -> str:
        with session.database.read() as conn:
            found = read.record(conn, Member, record_id)
        return found.name() if found is not None else "(tidak ada di sini)"

    return RecordSearch(kind, find, name, "Ketik nama atau NIK")


def _person_words(row: lists.MemberRow, today: date) -> str:
    born = date.fromisoformat(row.birth_date) if row.birth_date else None
    age = age_words(born, today) if born else ""
    family = f"keluarga {row.head_name}" if row.head_name else ""
    parts = (row.full_name or "(belum bernama)", age, family, village_name(row.village))
    return ", ".join(part for part in parts if part)


def family_search(session: Session, kind: Kind) -> RecordSearch:
    """Any family on record, with RT/RW, address and village."""

    def find(text: str) -> Candidates:
        with session.database.read() as conn:
            rows = lists.family_rows(conn, lists.first_numbers(conn, Family.FORM, text, most=SHOWN)[0])
        return [(row.id, _family_words(row)) for row in rows]

    def name(record_id: str) -> str:
        with session.database.read() as conn:
            found = read.record(conn, Family, record_id)
        return found.name() if found is not None else "(tidak ada di sini)"

    return RecordSearch(kind, find, name, "Ketik nama kepala keluarga, KK, atau RT")


def _family_words(row: lists.FamilyRow) -> str:
    parts = (row.head_name or "(belum bernama)", rt_rw(row.rt, row.rw), row.address or "", village_name(row.village))
    return ", ".join(part for part in parts if part)


def activity_search(session: Session, kind: Kind) -> RecordSearch:
    """Any activity on record, the latest first, with its day and village."""

    def find(text: str) -> Candidates:
        with session.database.read() as conn:
            rows = lists.activity_rows(conn, list(lists.activity_ids(conn, text=text)[:SHOWN]))
        return [(row.id, _activity_words(row)) for row in rows]

    def name(record_id: str) -> str:
        with session.database.read() as conn:
            found = read.record(conn, Activity, record_id)
        return found.name() if found is not None else "(tidak ada di sini)"

    return RecordSearch(kind, find, name, "Ketik judul kegiatan atau tempatnya")


def _activity_words(row: lists.ActivityRow) -> str:
    day = short_date(date.fromisoformat(row.held_on)) if row.held_on else "tanpa tanggal"
    parts = (day, row.title or "Tanpa judul", row.place or "", village_name(row.village) if row.village else "")
    return ", ".join(part for part in parts if part)
