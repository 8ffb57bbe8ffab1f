"""The second step: which column goes where, for which village and day, and what P means where it may mean either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.actions.lists_in.list_file import ListFile
from kampungkb_desktop.actions.lists_in.preview import Choices, Seen, sex_question
from kampungkb_desktop.actions.lists_in.targets import (
    AS_OF,
    FAMILY_NO,
    HEAD_NAME,
    KK,
    KKI,
    NAME,
    RELATION,
    RT,
    RT_RW,
    RW,
    VILLAGE_CODE,
    VILLAGE_NAME,
)
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.kinds import Choice, Day, Option, Options
from kampungkb_desktop.ui.choice_editors import ButtonsEditor
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.day_editors import DayEditor
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.import_match import MatchTable
from kampungkb_desktop.ui.pages.reports_boxes import VillageBox
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_P_OPTIONS = (Option(WOMAN, "P = perempuan", 1), Option(MAN, "P = pria", 2))
_LAYOUTS = {
    "siga": "Dikenal sebagai Rekapitulasi Data Keluarga SIGA.",
    "templat": "Dikenal sebagai templat aplikasi ini.",
    "lain": "Kolomnya dipasangkan menurut judul dan isinya. Periksa satu per satu.",
}
_TOGETHER = (FAMILY_NO, KKI, KK, HEAD_NAME, RELATION, "family.id")


class ColumnsStep(QWidget):
    """``sheet_chosen(int)`` asks for another sheet, ``settled()`` goes on, ``back()`` to the choice of the file."""

    sheet_chosen = Signal(int)
    settled = Signal()
    back = Signal()

    def __init__(self, *, today: Callable[[], date], villages: Sequence[str]) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._villages = tuple(villages)
        self.banner = Banner("", Tone.INFO)
        self.sheet = ComboBox()
        self.sheet.setAccessibleName("Lembar")
        self.sheet.activated.connect(lambda at: self.sheet_chosen.emit(int(self.sheet.itemData(at))))
        self.village = VillageBox()
        self.village.offer(self._villages)
        self.village.setMinimumWidth(tokens().px(280))
        self.village.chosen.connect(lambda _code: self._weigh())
        self.rt, self.rw = _short_line("RT"), _short_line("RW")
        self.day = DayEditor(Day("Keadaan pada tanggal"), today())
        self.p_means = ButtonsEditor(
            Choice("Arti P pada jenis kelamin", options=Options("arti_p", _P_OPTIONS)), _P_OPTIONS
        )
        self._sheet_box = _labelled("Lembar", self.sheet)
        self._village_box = _labelled("Desa/kelurahan", self.village)
        self._rt_box, self._rw_box = _labelled("RT", self.rt), _labelled("RW", self.rw)
        self._day_box = _labelled("Keadaan KB dan kelompok per tanggal", self.day)
        self._p_box = _labelled("Di kolom jenis kelamin, P berarti apa?", self.p_means)
        questions = QWidget()
        asked = (self._sheet_box, self._village_box, self._rt_box, self._rw_box, self._day_box, self._p_box)
        questions.setLayout(FlowLayout(*asked, spacing=18))
        self.table = MatchTable()
        self.table.changed.connect(self._weigh)
        card = Card("", padding=14)
        card.body.addWidget(self.table, 1)
        self.missing = label("", "caution", wrap=True)
        self.next = button("&Periksa isinya", self.settled.emit, kind="primary", icon="forward", shortcut="Ctrl+Return")
        self.cancel = button("Ke&mbali", self.back.emit, shortcut="Esc")
        box = column(self.banner, questions, spacing=10)
        box.addWidget(card, 1)
        foot = row(spacing=8)
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.next)
        box.addLayout(foot)
        self.setLayout(box)

    def show_sheet(self, file: ListFile, seen: Seen) -> None:
        """Show the columns of a sheet with the proposal."""
        self._seen = seen
        self.sheet.clear()
        for at, one in enumerate(file.sheets):
            hidden = " (tersembunyi)" if one.hidden else ""
            self.sheet.addItem(f"{one.name or file.path.name}{hidden} – {number(len(one.rows))} baris", at)
        self.sheet.setCurrentIndex(seen.sheet)
        self._sheet_box.setVisible(len(file.sheets) > 1)
        self.day.set_answer(seen.as_of)
        self.rt.setText(seen.rt or "")
        self.rw.setText(seen.rw or "")
        self.village.setCurrentIndex(self.village.findData(seen.village) if seen.village else -1)
        self.table.show_table(seen.table, seen.columns)
        _, proposal = sex_question(seen.table, seen.columns)
        self.p_means.set_answer(proposal)
        self._weigh()

    def choices(self) -> Choices:
        """What is settled."""
        columns = self.table.columns()
        named = {VILLAGE_CODE, VILLAGE_NAME} & set(columns.values())
        village = None if named and self._village_box.isHidden() else self.village.code() or None
        day, meaning = self.day.answer(), self.p_means.answer()
        return Choices(
            columns,
            village,
            str(meaning) if meaning and not self._p_box.isHidden() else None,
            day if isinstance(day, date) else None,
            rt=None if self._rt_box.isHidden() else self.rt.text().strip() or None,
            rw=None if self._rw_box.isHidden() else self.rw.text().strip() or None,
        )

    def first(self) -> QWidget:
        """Where the keys go: what still has to be matched, else Periksa."""
        return self.next if self.next.isEnabled() else self.table.first() or self.next

    def _weigh(self) -> None:
        """What is asked follows from the columns; what is lacking is said, with the way to mend it."""
        if self._seen is None:
            return
        columns = self.table.columns()
        keys = set(columns.values())
        self._village_box.setVisible(not keys & {VILLAGE_CODE, VILLAGE_NAME})
        self._rt_box.setVisible(not keys & {RT, RT_RW})
        self._rw_box.setVisible(not keys & {RW, RT_RW})
        dated = any(key.startswith(("family_planning.", "family_development.", "couple.", "group.")) for key in keys)
        self._day_box.setVisible(dated and AS_OF not in keys)
        asked, _ = sex_question(self._seen.table, columns)
        self._p_box.setVisible(asked)
        unplaced = not self._village_box.isHidden() and not self.village.code()
        lacking = _lacking(keys) or ("Pilih desa untuk daftar ini." if unplaced else "")
        self.missing.setText(lacking)
        self.next.setEnabled(not lacking)
        how = "Kolomnya dipasangkan seperti terakhir kali Anda mengimpor berkas berjudul sama."
        words = how if self._seen.remembered else _LAYOUTS[self._seen.layout]
        total, rows = len([title for title in self._seen.table.titles if title]), len(self._seen.table.rows)
        said = f"{words} {number(len(columns))} dari {number(total)} kolom dipakai, {number(rows)} baris."
        self.banner.say(said, Tone.WARN if self._seen.layout == "lain" and not self._seen.remembered else Tone.INFO)


def _lacking(keys: set[str]) -> str:
    if not keys & {NAME, HEAD_NAME}:
        return "Belum ada kolom nama. Pasangkan Nama, atau Nama kepala keluarga bila satu baris per keluarga."
    if NAME in keys and not keys & set(_TOGETHER):
        return "Pasangkan satu kolom yang menyatukan keluarga: Nomor KK, KKI, Nomor urut keluarga, atau Hubungan."
    return ""


def _short_line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(f"{name} untuk seluruh berkas")
    line.setPlaceholderText("kosong")
    line.setMaximumWidth(tokens().px(84))
    return line


def _labelled(words: str, widget: QWidget) -> QWidget:
    box = QWidget()
    name = label(words, "label")
    name.setBuddy(widget)
    box.setLayout(column(name, widget, spacing=4))
    return box
