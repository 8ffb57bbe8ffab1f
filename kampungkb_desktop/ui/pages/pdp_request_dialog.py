"""A request about personal data as it is written down, and as it is answered: the form, nothing else. What is typed is
kept at every rest, so that a power cut costs nothing; Batal throws it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pdp_request import PdpRequest
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.record_search import family_search, person_search
from kampungkb_desktop.ui.widgets import VerticalScroll, button, column, label, row

ABOUT = Section("Tentang siapa", ("about_family", "about_member"), columns=2)
ASKED = Section(
    "Permintaan",
    ("kind", "received_on", "received_at", "asked_by", "relation", "contact", "identity", "identity_note", "details"),
    columns=2,
)
DECIDED = Section("Keputusan", ("decision", "reason", "decided_by", "decided_on"), columns=2)
TOLD = Section("Jawaban", ("answered_on", "answered_at", "told_by", "note"), columns=2)
WIDTH, HEIGHT = 760, 640


class RecordDialog(Dialog):
    """One record over some sections of its form; ``record()`` after Simpan. A problem is said and keeps it open, a
    caution never does."""

    help_topic = "data-pribadi"

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        record: Record,
        sections: Sequence[Section],
        title: str,
        words: str = "",
        *,
        overrides: Mapping[str, Callable[[Kind], Editor]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self._over = session, False
        self.setWindowTitle(title)
        self.setModal(True)
        self.view = FormView(type(record), today=day_of(session.clock()), sections=sections, overrides=overrides)
        kept = drafts.restore(session, type(record), record.id)
        self.view.set_record(kept.record if kept else record, kept.typed if kept else None)
        self.said = label("Isian yang belum tersimpan dibuka kembali." if kept else "", "caution", wrap=True)
        if kept is None:
            self.said.hide()
        self.save = button("&Simpan", self.try_save, kind="primary", shortcut="Ctrl+Return")
        box = column(spacing=10, margins=(18, 16, 18, 14))
        if words:
            box.addWidget(label(words, "soft", wrap=True))
        box.addWidget(VerticalScroll(self.view), 1)
        box.addWidget(self.said)
        box.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.save))
        self.setLayout(box)
        look = tokens()
        self.resize(look.px(WIDTH), look.px(HEIGHT))
        self.view.finished.connect(self.try_save)
        self.view.paused.connect(self._keep)
        self.view.ended.connect(self.save.setFocus)
        self.view.focus_first()

    def record(self) -> Record:
        """What was typed."""
        return self.view.record()

    def try_save(self) -> None:
        """Close, unless something that is asked here is still wrong."""
        order = list(self.view.cells)
        wrong = [one for one in self.view.findings() if one.strength == "problem" and one.field in order]
        problem = min(wrong, key=lambda one: order.index(one.field), default=None)
        if problem is None:
            self.accept()
            return
        self.view.reveal_all()
        self.said.setText(problem.sentence)
        self.said.show()
        self.view.focus_field(problem.field)

    def reject(self) -> None:
        """Batal: nothing of it stays."""
        record = self.view.record()
        attempt(self, lambda: drafts.drop(self.session, type(record), record.id))
        super().reject()

    def done(self, result: int) -> None:
        """What waits for the next rest must not bring a draft back."""
        self._over = True
        super().done(result)

    def _keep(self) -> None:
        if not self._over:
            attempt(self, lambda: drafts.keep(self.session, self.view.record(), self.view.typed()))


class RequestDialog(RecordDialog):
    """``request()`` after Simpan; a person who was chosen brings his family along."""

    help_topic = "data-pribadi#register-permintaan"

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        request: PdpRequest,
        sections: Sequence[Section],
        title: str,
        words: str = "",
    ) -> None:
        today = day_of(session.clock())
        search: Mapping[str, Callable[[Kind], Editor]] = {
            "about_family": lambda kind: family_search(session, kind),
            "about_member": lambda kind: person_search(session, kind, today),
        }
        super().__init__(parent, session, request, sections, title, words, overrides=search)
        if request.about_family:
            self.view.focus_field("kind")

    def request(self) -> PdpRequest:
        """What was typed, with the family of the person chosen."""
        found = self.record()
        assert isinstance(found, PdpRequest)
        return found.changed(about_family=self._family_of(found) or found.about_family)

    def try_save(self) -> None:
        """As every record; nobody need choose the family of a person he chose."""
        found = self.request()
        if "about_family" in self.view.cells and found.about_family:
            self.view.cells["about_family"].editor.set_answer(found.about_family)
        super().try_save()

    def _family_of(self, found: PdpRequest) -> str | None:
        if not found.about_member:
            return None
        with self.session.database.read() as conn:
            person = read.record(conn, Member, found.about_member)
        return person.family_id if person is not None else None
