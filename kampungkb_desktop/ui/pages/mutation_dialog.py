"""Catat mutasi: a few questions about one person, and beside them, while one answers, what will change.

Nothing is written before the button is pressed, and then as one action that Ctrl+Z takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kampungkb_desktop.actions.family_file import FamilyFile, gone
from kampungkb_desktop.actions.mutations import Recorded, preview, record
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.choices_family import ARRIVED, DIVORCE, HEAD, MARRY, SPOUSE, WOMAN
from kampungkb_desktop.forms.kinds import Choices, Kind, Option, Options
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import MutationEntry
from kampungkb_desktop.forms.record import Finding, Record, fields_of
from kampungkb_desktop.rules.mutation_findings import mutation_findings
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.choice_editors import ChecksEditor, ListEditor
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.line_words import village_line
from kampungkb_desktop.ui.pages.record_search import family_search, person_search
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

_HIDDEN = ("village", "status", "is_head", "has_others")
_CAPTIONS: Mapping[str, Mapping[str, str]] = {
    "recorded": {MARRY: "Pasangannya sudah tercatat di sini", "": "Orangnya sudah tercatat di sini"},
    "other_id": {MARRY: "Pasangannya", DIVORCE: "Pasangan yang bercerai", "": "Orangnya"},
    "person_name": {MARRY: "Nama pasangannya", "lahir": "Nama anak", "": "Nama"},
    "person_birth": {MARRY: "Tanggal lahir pasangannya", "": "Tanggal lahir"},
    "person_nik": {MARRY: "NIK pasangannya", "": "NIK"},
    "person_sex": {"lahir": "Jenis kelamin anak", "": "Jenis kelamin"},
    "place_name": {"datang": "Datang dari", "": "Tempat tujuan"},
}
"""How some questions are called where the general word would puzzle."""
_REST_MS = 120
_TOLD_WIDE, _TOLD_HIGH, _BOTH = 300, 150, 760
"""What will change, beside the questions or under them, and the least width for both, in pixels at 100 %."""


class MutationDialog(Dialog):
    """``done`` holds what was written once it was accepted. Ctrl+Enter writes, Esc leaves."""

    help_topic = "mutasi"

    def __init__(
        self, parent: QWidget | None, session: Session, file: FamilyFile, person: Member, *, today: date,
        villages: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session, self.file, self.person, self._today = session, file, person, today
        self.recorded: Recorded | None = None
        self._others = [one for one in file.members if one.id != person.id and not gone(one)]
        self._partner = next(
            (one for one in self._others if {one.relation, person.relation} == {HEAD, SPOUSE}), None
        )  # fmt: skip
        self._kind = ""
        self.setWindowTitle(f"Catat mutasi: {person.name()}")
        self.setModal(True)
        names = tuple(name for name in fields_of(MutationEntry) if name not in _HIDDEN)
        self.view = FormView(
            MutationEntry,
            today=today,
            sections=(Section("", names, columns=2),),
            overrides=self._editors(villages),
            context=self._context,
        )
        self._lay_out()
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self.view.changed.connect(self._edited)
        self.view.finished.connect(self.write)
        self.view.ended.connect(self.deed.setFocus)
        self.view.set_record(self._blank(villages))
        self._edited()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.view.focus_first)  # once the window is the active one

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens().px(6))
        effects = Card("Yang akan berubah")
        effects.body.addLayout(self._lines)
        effects.body.addStretch(1)
        beside = VerticalScroll(effects, margins=(0, 0, 0, 0))
        self.refused = label("", "error", wrap=True)
        self.refused.hide()
        self.deed = button("&Catat mutasi", self.write, kind="primary", icon="check", tip="Catat (Ctrl+Enter)")
        self.deed.setAutoDefault(False)
        cancel = button("&Batal", self.reject, tip="Tutup tanpa mencatat (Esc)")
        cancel.setAutoDefault(False)
        who = label(self.person.name(), "title")
        what = label(
            "Orangnya tetap ada di riwayat keluarga. Yang berubah tertulis di kartu “Yang akan berubah”.",
            "soft",
            wrap=True,
        )
        foot = row(self.refused, None, cancel, self.deed)
        body = self._side_by_side(VerticalScroll(self.view), beside)
        box = column(who, what, body, foot, margins=(20, 16, 20, 14), spacing=10)
        box.setStretch(2, 1)
        self.setLayout(box)
        look = tokens()
        self.resize(look.px(960), look.px(600))
        write = QShortcut(QKeySequence("Ctrl+Return"), self)
        write.setContext(Qt.ShortcutContext.WindowShortcut)
        write.activated.connect(self.write)

    def _side_by_side(self, asked: QWidget, told: QWidget) -> QBoxLayout:
        """What will change beside the questions, or under them where the screen is too narrow for both."""
        both = tokens().px(_BOTH) <= self.screen().availableGeometry().width()
        found: QBoxLayout = row(spacing=14) if both else column(spacing=14)
        found.addWidget(asked, 1)
        found.addWidget(told)
        if both:
            told.setFixedWidth(tokens().px(_TOLD_WIDE))
        else:
            told.setFixedHeight(tokens().px(_TOLD_HIGH))
        return found

    # --- the questions

    def _editors(self, villages: Sequence[str]) -> Mapping[str, Callable[[Kind], Editor]]:
        def along(kind: Kind) -> Editor:
            assert isinstance(kind, Choices)
            people = tuple(Option(one.id, one.name(), n) for n, one in enumerate(self._others, 1))
            return ChecksEditor(replace(kind, options=Options("yang_ikut", people)))

        mothers = [(one.id, one.name()) for one in self.file.members if one.sex == WOMAN and not gone(one)]
        return {
            "other_id": lambda kind: person_search(self.session, kind, self._today),
            "to_family_id": lambda kind: family_search(self.session, kind),
            "to_village": lambda kind: ListEditor(kind, [(code, village_line(code)) for code in villages]),
            "new_head_id": lambda kind: ListEditor(kind, [(one.id, one.name()) for one in self._others]),
            "mother_id": lambda kind: ListEditor(kind, mothers),
            "along": along,
        }

    def _blank(self, villages: Sequence[str]) -> MutationEntry:
        person, here = self.person, self.file.family.village
        mother = person if person.sex == WOMAN else self._partner
        back = gone(person)
        return MutationEntry(
            id=person.id, is_head=person.relation == HEAD, has_others=bool(self._others),
            kind=ARRIVED if back else None, recorded=True if back else None, other_id=person.id if back else None,
            relation=person.relation if back and person.relation != HEAD else None,
            mother_id=mother.id if mother else None, to_village=here if here in villages else None,
        )  # fmt: skip

    def entry(self) -> MutationEntry:
        """The answers as they stand."""
        answers = self.view.record()
        assert isinstance(answers, MutationEntry)
        return answers

    def _context(self, record_: Record) -> Iterator[Finding]:
        if isinstance(record_, MutationEntry):
            other = None
            if record_.other_id:
                with self.session.database.read() as conn:
                    other = read.record(conn, Member, record_.other_id)
            head = next((one for one in self.file.members if one.relation == HEAD and not gone(one)), None)
            yield from mutation_findings(record_, self.person, other, head)

    # --- what is shown and written

    def _edited(self) -> None:
        entry = self.entry()
        kind = entry.kind or ""
        if kind != self._kind:
            self._kind = kind
            self._offer_partner(entry)
        for name, words in _CAPTIONS.items():
            cell = self.view.cells[name]
            star = " *" if cell.kind.required else ""
            cell.caption.setText(words.get(kind, words[""]) + star)
        self.refused.hide()
        self._rest.start()

    def _offer_partner(self, entry: MutationEntry) -> None:
        """Who divorces is nearly always known; who marries is never the one he has."""
        if self._partner is None:
            return
        editor = self.view.cells["other_id"].editor
        if entry.kind == DIVORCE and entry.other_id is None:
            editor.set_answer(self._partner.id)
        elif entry.kind != DIVORCE and entry.other_id == self._partner.id:
            editor.set_answer(None)

    def _problems(self) -> list[Finding]:
        return [one for one in self.view.findings() if one.strength == "problem"]

    def _rested(self) -> None:
        if self.isVisible():  # closed in the meantime: nobody reads it
            self._show_preview()

    def _show_preview(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if self._problems():
            self._lines.addWidget(
                label("Jawab dahulu pertanyaannya; di sini tertulis apa yang akan berubah.", "soft", wrap=True)
            )
            return
        for sentence in preview(self.session, self.entry(), self.person).said:
            self._lines.addWidget(label(f"• {sentence}", wrap=True))

    def write(self) -> None:
        """Write it, or lead to the first question that stands against it."""
        problems = self._problems()
        if problems:
            self.view.reveal_all()
            self.refused.setText(f"Belum bisa dicatat: {problems[0].sentence}")
            self.refused.show()
            self.view.focus_field(problems[0].field)
            return
        done = attempt(self, lambda: record(self.session, self.entry(), self.person))
        if done is not None:
            self.recorded = done
            self.accept()
