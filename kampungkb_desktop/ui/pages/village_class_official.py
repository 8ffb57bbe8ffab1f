"""Nilai resmi portal: what was read on the portal beside what is computed here, each difference with its likely cause,
and the desk where readings are typed. Older readings stay as history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.text import long_date, month_name, number
from kampungkb_desktop.forms.official_class import LEVELS, OfficialClass
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.rules.classification_history import MonthClass
from kampungkb_desktop.rules.classification_official import Comparison, Difference, compare
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords, SnapshotDesk
from kampungkb_desktop.ui.pages.village_words import class_tag
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, divider, flush, label, row

SECTIONS = (
    Section("Dibaca di portal", ("read_on", "period", "level"), columns=2),
    Section("Ketiga indeks (boleh kosong)", ("index_input", "index_process", "index_output"), columns=3),
    Section(
        "Nilai kedua belas indikator (boleh kosong)",
        ("i1", "i2", "i3", "i4", "i5", "p1", "p2", "p3", "o1", "o2", "o3", "o4"),
        columns=3,
    ),
    Section("Catatan", ("note",)),
)


class OfficialCard(Card):
    """The newest reading compared. ``wanted(id)`` opens a reading, with "" a new one."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Nilai resmi portal")
        self.new = button("Catat nilai res&mi", lambda: self.wanted.emit(""), icon="add")
        self.title_row.addWidget(self.new)
        self.comparison: Comparison | None = None
        self._content: QWidget | None = None

    def show_readings(self, officials: Sequence[OfficialClass], history: Sequence[MonthClass]) -> None:
        """Readings newest first, with the computed history."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        newest = next((one for one in officials if one.read_on is not None), None)
        self.comparison = compare(newest, history) if newest is not None else None
        box = column(spacing=10)
        for item in self._items(newest, officials):
            box.addWidget(item)
        self._content.setLayout(box)
        self.body.addWidget(self._content)

    def _items(self, newest: OfficialClass | None, officials: Sequence[OfficialClass]) -> list[QWidget]:
        if newest is None:
            words = (
                "Belum ada. Setelah melihat kelas kampung ini di portal, catat di sini: kelasnya, tanggalnya, dan bila "
                "ada, nilai tiap indikatornya. Perbedaannya dengan hitungan di sini lalu disebut satu per satu."
            )
            return [label(words, "soft", wrap=True)]
        found = self.comparison
        if found is None:
            return [_sides(newest, None), label("Belum ada data di sini untuk dibandingkan.", "soft"),
                    *self._older(officials, newest)]  # fmt: skip
        items: list[QWidget] = [_sides(newest, found), _verdict(found)]
        for place, one in enumerate(found.differences):
            if place:
                items.append(divider())
            items.append(_difference(one))
        edit = button("Ubah bacaan ini", lambda: self.wanted.emit(newest.id), kind="quiet", icon="edit")
        line = QWidget()
        line.setLayout(row(edit, None))
        return [*items, line, *self._older(officials, newest)]

    def _older(self, officials: Sequence[OfficialClass], newest: OfficialClass) -> list[QWidget]:
        rest = [one for one in officials if one.id != newest.id]
        if not rest:
            return []
        told = [f"{LEVELS.label(one.level) or 'kelas belum diisi'} ({_day(one)})" for one in rest[:5]]
        more = f", dan {len(rest) - 5} lagi" if len(rest) > 5 else ""
        words = label(f"Bacaan terdahulu: {'; '.join(told)}{more}.", "soft", wrap=True)
        line = QWidget()
        box = row(spacing=8)
        box.addWidget(words, 1)
        every = button("Buka semua", lambda: self.wanted.emit(rest[0].id), kind="quiet", icon="forward")
        box.addWidget(flush(every, "right"))
        line.setLayout(box)
        return [line]


class OfficialDesk(QWidget):
    """All readings of a village as a list beside the form. ``closed`` goes back to the class."""

    closed = Signal()
    wrote = Signal(object, str)
    state = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._code = ""
        self.view = FormView(OfficialClass, today=today(), sections=SECTIONS)
        words = DeskWords(
            "nilai resmi portal", "Bacaan portal",
            "Kelas kampung ini menurut portal pada hari dibaca. Yang lama tetap tersimpan.", _line,
        )  # fmt: skip
        back = button("Kembali", self.close_desk, tip="Kembali ke klasifikasi")
        hint = label("Salin apa yang tertulis di portal. Hitungan di sini tidak berubah karenanya.", "soft", wrap=True)
        top = row(back, spacing=12)
        top.addWidget(hint, 1)
        box = column(top, spacing=8)
        self.setLayout(box)
        self.desk = SnapshotDesk(session, words, self.view, self._begin, parent=self)
        box.addWidget(self.desk, 1)
        self.desk.wrote.connect(self.wrote)
        self.desk.state.connect(self.state)

    def show_readings(self, code: str, officials: Sequence[OfficialClass]) -> None:
        """The readings of a village, newest first."""
        self._code = code
        self.desk.set_records(code, officials, None)

    def open(self, record_id: str) -> None:
        """One reading, or with "" a new one."""
        if record_id:
            self.desk.open(record_id)
            self.view.focus_first()
        else:
            self.desk.begin_blank()

    def close_desk(self) -> None:
        """What is typed stays as a draft."""
        self.desk.leave()
        self.closed.emit()

    def _begin(self, last: Record | None, _month: str) -> Record:
        begun = OfficialClass(id=new_record_id(self.session), village=self._code, read_on=self.today())
        if isinstance(last, OfficialClass):
            return last.changed(id=begun.id, status=None, read_on=self.today(), period=None)
        return begun


def _sides(official: OfficialClass, found: Comparison | None) -> QWidget:
    """Both classes beside each other, each with its day and its indices."""
    made = QWidget()
    box = row(spacing=24)
    there = found.level if found is not None else None
    theirs = [official.index_input, official.index_process, official.index_output]
    box.addLayout(_side("Di portal", f"dibaca {_day(official)}" + _for_month(official),
                        Chip(*class_tag(there)) if there else Chip(LEVELS.label(official.level) or "Belum diisi"),
                        [None if one is None else number(one, 2) for one in theirs]), 1)  # fmt: skip
    if found is not None:
        ours: list[str | None] = [index.text for index in found.found.indices]
        words = f"keadaan akhir {month_name(found.month)}, aturan {found.found.rule_version}"
        box.addLayout(_side("Dihitung di sini", words, Chip(*class_tag(found.found.level)), ours), 1)
    made.setLayout(box)
    return made


def _side(title: str, when: str, chip: Chip, indices: Sequence[str | None]) -> QVBoxLayout:
    names = ("Input", "Proses", "Output")
    told = " · ".join(f"{name} {value or '–'}" for name, value in zip(names, indices, strict=True))
    head = row(label(title, "label"), chip, None, spacing=10)
    return column(head, label(when, "small", wrap=True), label(told, "soft"), spacing=3)


def _verdict(found: Comparison) -> QWidget:
    if found.agrees:
        more = f" {found.unread} nilai indikator tidak dicatat, jadi tidak dibandingkan." if found.unread else ""
        return Banner(f"Sama dengan portal.{more}", Tone.OK)
    same = found.level is found.found.level
    head = "Kelasnya sama, tetapi ada nilai yang berbeda." if same else "Kelasnya berbeda."
    if not found.differences:
        head += (
            " Catat nilai tiap indikator di portal agar sebabnya dapat dicari."
            if found.unread
            else " Semua nilai indikatornya sama; cocokkan lagi kelas yang diketik."
        )
    else:
        head += f" {len(found.differences)} indikator berbeda, dengan sebab yang paling mungkin:"
    return Banner(head, Tone.INFO if same else Tone.WARN)


def _difference(one: Difference) -> QWidget:
    made = QWidget()
    box = row(spacing=14)
    name = label(f"{one.code}  {one.score.label}", "label", wrap=True)
    name.setFixedWidth(tokens().px(230))
    scores = label(f"portal {one.official} · di sini {one.score.score}", "soft")
    box.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(scores, 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(column(*(label(cause, wrap=True) for cause in one.causes), spacing=2), 1)
    made.setLayout(box)
    made.setAccessibleName(f"{one.score.label}: portal {one.official}, di sini {one.score.score}. {one.causes[0]}")
    return made


def _day(official: OfficialClass) -> str:
    return long_date(official.read_on) if official.read_on else "tanpa tanggal"


def _for_month(official: OfficialClass) -> str:
    return f", data {month_name(official.period)}" if official.period else ""


def _line(record: Record) -> tuple[str, str]:
    if not isinstance(record, OfficialClass):
        return record.name(), ""
    draft = "" if record.status == DONE else " · draf"
    return _day(record), (LEVELS.label(record.level) or "kelas belum diisi") + draft
