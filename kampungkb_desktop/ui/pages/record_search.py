"""Choosing a recorded person or family by typing a few letters: found in the whole register, not in one family."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import age_words, short_date
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.ui.pages.family_words import rt_rw
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.place_editor import SHOWN, PlaceEditor

Candidates = Sequence[tuple[str, str]]


class RecordSearch(PlaceEditor):
    """The list of ``PlaceEditor`` over records: ``find`` gives (id, words) for a text, ``name`` the words of an id."""

    def __init__(self, kind: Kind, find: Callable[[str], Candidates], name: Callable[[str], str], hint: str) -> None:
        super().__init__(kind)
        self._read = True  # the map of Indonesia is not asked for here
        self._find, self._name = find, name
        self.line.setPlaceholderText(hint)

    def set_answer(self, answer: Answer) -> None:
        self._code = str(answer) if answer else None
        self.line.setText(self._name(self._code) if self._code else "")
        self.line.setCursorPosition(0)

    def unreadable(self) -> str:
        return "Pilih salah satu dari daftar yang muncul saat mengetik." if self.typed() else ""

    def _search(self, text: str) -> None:
        self._code = None
        hits = self._find(text) if text.strip() else ()
        self.found.clear()
        for record_id, words in hits:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, record_id)
            self.found.addItem(item)
        if hits:
            self.found.setCurrentRow(0)
            self._place_list(len(hits))
        else:
            self.found.hide()
        self.edited.emit()


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
