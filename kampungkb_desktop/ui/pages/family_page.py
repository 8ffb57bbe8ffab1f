"""The page of one family: its parts as tabs, each built when first looked at, over one reading of everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.family_file import FamilyFile, family_file
from kampungkb_desktop.actions.record_states import state_of
from kampungkb_desktop.actions.restricting import called, family_called
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.pages.dated_panel import DatedPanel
from kampungkb_desktop.ui.pages.family_form import FamilyForm
from kampungkb_desktop.ui.pages.family_history import FamilyHistory
from kampungkb_desktop.ui.pages.family_mutations import FamilyMutations
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.family_visits import FamilyVisits
from kampungkb_desktop.ui.pages.family_words import address_line
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from kampungkb_desktop.ui.pages.sending_words import head_words
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import column

_PREPARE_MS = 700
SUMMARY, DATA, PEOPLE, PLANNING = "ringkasan", "data", "anggota", "kb"
DEVELOPMENT, MUTATIONS, VISITS, HISTORY = "pembangunan", "mutasi", "kunjungan", "riwayat"
PARTS = (SUMMARY, DATA, PEOPLE, PLANNING, DEVELOPMENT, MUTATIONS, VISITS, HISTORY)


Wired = Callable[[QWidget], QWidget]


class FamilyPart(Protocol):
    """What the page asks of a tab."""

    def show_family(self, file: FamilyFile) -> None:
        """Show this family; what is being typed for the same family stays."""

    def leave(self) -> bool:
        """Keep what was typed."""


class FamilyPage(QWidget):
    """``open`` an id: of a family, or a new one that becomes a family when it is first saved."""

    said = Signal(str, bool)
    wrote = Signal(object)
    saved = Signal(str)
    go = Signal(str, object)
    named = Signal(str, str)

    def __init__(
        self,
        session: Session,
        *,
        today: Callable[[], date],
        villages: Sequence[str],
        near: Callable[[], str | None],
    ) -> None:
        super().__init__()
        self.session, self._today, self._villages, self._near = session, today, tuple(villages), near
        self.family_id = ""
        self.file: FamilyFile | None = None
        self.tabs = TabStrip()
        self._opening = False
        self.setLayout(column(self.tabs))
        self.tabs.changed.connect(lambda _key: self._turned())
        self.setFocusProxy(self.tabs.bar)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda step=step: self._turn(step))

    def open(self, family_id: str, part: str = "") -> None:
        """Show a family from its first tab or from ``part``; a new one from its data. No other tab is built."""
        self._read(family_id)
        first = DATA if self.file is None else part if part in PARTS else SUMMARY
        self._opening = True
        if self.tabs.keys:
            self._allow()
            self.tabs.go(first)
        else:
            own = (self._build_form, self._build_people)
            self.tabs.set_tabs(_tabs(self.session, self._today, self.tabs.stack, self._wired, own), first)
            self.tabs.bar.setToolTip("Bagian berikutnya: Ctrl+PgDn, sebelumnya: Ctrl+PgUp")
            self._allow()
        self._opening = False
        self._fill()
        if self.file is None:
            self._form().begin(self._new_family())
        QTimer.singleShot(_PREPARE_MS, self, lambda: self._prepare([DATA, PEOPLE]))

    def reload(self, part: str = "") -> None:
        """Read anew; what is being typed stays. ``part`` is where one goes next: then that is shown instead."""
        self._read(self.family_id)
        self._allow()
        if self.file is not None and part in self.tabs.keys and part != self.tabs.current_key():
            self.tabs.go(part)
        else:
            self._fill()

    def show_part(self, tab: str, person: str = "") -> None:
        """Show a tab; of the people, one of them."""
        self.tabs.go(tab)
        part = self.tabs.tab(tab)
        if isinstance(part, MemberPanel) and person:
            part.list.select(person)

    def saved_id(self) -> str | None:
        """The id, once the family has been saved."""
        return self.file.family.id if self.file is not None else None

    def leave(self) -> bool:
        """Keep what was typed in every tab."""
        for key in self.tabs.keys:
            part = self.tabs.tab(key)
            if part is not None and not part.leave():  # type: ignore[attr-defined]  # every tab is a FamilyPart
                return False
        return True

    # --- inside

    def _read(self, family_id: str) -> None:
        """The family of this id, or the one that it was joined with."""
        self.file = family_file(self.session, family_id, self._today())
        self.family_id = self.file.family.id if self.file is not None else family_id
        trail.seen(self.session, Family.FORM, self.family_id)

    def _build_form(self) -> QWidget:
        return self._wired(FamilyForm(self.session, today=self._today, villages=self._villages, parent=self.tabs.stack))

    def _build_people(self) -> QWidget:
        return self._wired(
            MemberPanel(self.session, today=self._today, villages=self._villages, parent=self.tabs.stack)
        )

    def _wired(self, part: QWidget) -> QWidget:
        for name, deed in (
            ("said", self.said.emit), ("state", self.saved.emit), ("go", self.go.emit), ("tab", self.tabs.go),
            ("question", self._ask), ("recorded", self._recorded), ("brought_back", self._brought_back),
            ("gone", self._gone),
        ):  # fmt: skip
            signal = getattr(part, name, None)
            if signal is not None:
                signal.connect(deed)
        if self.session.role == DISTRICT:
            _only_read(part)
        return part

    def _ask(self, tab: str, field: str, record: str) -> None:
        """Lead to one question, of one person where the tab holds several."""
        self.tabs.go(tab)
        part = self.tabs.tab(tab)
        if isinstance(part, MemberPanel) and record:
            part.list.select(record)
        if isinstance(part, FamilyForm | DatedPanel | MemberPanel):
            part.view.focus_field(_asked(part.view, field))

    def _form(self) -> FamilyForm:
        form = self.tabs.tab(DATA)
        assert isinstance(form, FamilyForm)
        return form

    def _fill(self) -> None:
        part = self.tabs.tab(self.tabs.current_key())
        if self.file is None:
            self.named.emit("Keluarga baru", "")
            self._form().taken_back()
            return
        family = self.file.family
        sent = state_of(self.session, family.FORM, family.id)
        self.named.emit(_title(self.file), head_words(address_line(family), sent))
        if part is not None:
            part.show_family(self.file)  # type: ignore[attr-defined]  # every tab is a FamilyPart

    def _prepare(self, keys: Sequence[str]) -> None:
        """Build the forms one at a time while nothing else is to do, so that their tabs open at once."""
        if keys and self.isVisible():
            self.tabs.prepare(keys[0])
            QTimer.singleShot(_PREPARE_MS, self, lambda: self._prepare(keys[1:]))

    def _turned(self) -> None:
        """Another tab: the keys must not stay with what went out of sight."""
        if not self._opening:
            self._fill()
        part = self.tabs.stack.currentWidget()
        here = cast("QWidget | None", self.focusWidget())  # the stub forgets that there may be none
        inside = here is not None and part is not None and (here is self.tabs.bar or part.isAncestorOf(here))
        if self.isVisible() and not inside:
            self.tabs.bar.setFocus()

    def _allow(self) -> None:
        """A family that was never saved has only its data."""
        for at, key in enumerate(self.tabs.keys):
            may = self.file is not None or key == DATA
            self.tabs.bar.setTabEnabled(at, may)
            self.tabs.bar.setTabToolTip(at, "" if may else "Simpan data keluarga dahulu (Ctrl+S)")

    def _turn(self, step: int) -> None:
        bar = self.tabs.bar
        at = (bar.currentIndex() + step) % bar.count()
        while not bar.isTabEnabled(at):
            at = (at + step) % bar.count()
        bar.setCurrentIndex(at)

    def _new_family(self) -> Family:
        near = self._near() or (self._villages[0] if self._villages else None)
        return Family(id=self.family_id, village=near)

    def _recorded(self, record: Record, written: Saved) -> None:
        """A tab saved something: tell the window, and lead a new family on to its people."""
        was_new = self.file is None
        self.wrote.emit(written.forms)
        self.reload()
        if written.action:
            state = "selesai" if record.status == DONE else "draf"
            self.said.emit(f"{_called(self.session, record)} tersimpan sebagai {state}.", True)  # noqa: FBT003  a signal
        if was_new and isinstance(record, Family) and record.status == DONE:
            self.tabs.go(PEOPLE)

    def _brought_back(self, written: Saved, words: str) -> None:
        """Answers of before came back from the history."""
        self.wrote.emit(written.forms)
        self.reload()
        self.said.emit(words, True)  # noqa: FBT003  a signal takes no names

    def _gone(self, written: Saved, words: str) -> None:
        """Somebody was erased: one of the family, or all of it. There is no way back."""
        self.wrote.emit(written.forms)
        self.reload()
        if self.file is None:
            self.go.emit("", None)
        self.said.emit(words, False)  # noqa: FBT003  a signal takes no names


def _tabs(
    session: Session, today: Callable[[], date], stack: QWidget, wired: Wired, own: Sequence[Callable[[], QWidget]]
) -> list[tuple[str, str, Callable[[], QWidget]]]:
    """All of them; ``own`` build the family's form and its people. ``stack`` is a parent from the first: see
    form_view."""

    def panel(form: type[FamilyPlanning] | type[FamilyDevelopment]) -> QWidget:
        return wired(DatedPanel(session, form, today=today, parent=stack))

    return [
        (SUMMARY, "Ri&ngkasan", lambda: wired(FamilySummary(today=today, session=session))),
        (DATA, "Da&ta keluarga", own[0]),
        (PEOPLE, "Angg&ota", own[1]),
        (PLANNING, "K&B", lambda: panel(FamilyPlanning)),
        (DEVELOPMENT, "&Pembangunan keluarga", lambda: panel(FamilyDevelopment)),
        (MUTATIONS, "Mutasi", lambda: wired(FamilyMutations(session))),
        (VISITS, "Kunjungan", lambda: wired(FamilyVisits(session, today=today))),
        (HISTORY, "Riwa&yat", lambda: wired(FamilyHistory(session))),
    ]


def _asked(view: FormView, field: str) -> str:
    """The question, or while it does not apply the last one before it that does: its answer decides."""
    names = list(view.cells)
    before = names[: names.index(field) + 1]
    return next((name for name in reversed(before) if not view.cells[name].isHidden()), field)


def _only_read(part: QWidget) -> None:
    """The kabupaten reads what its officers recorded; it corrects at its own desks, never in a family's form."""
    for name in ("add", "remove", "mutate", "back"):
        widget = getattr(part, name, None)
        if isinstance(widget, QWidget):
            widget.setVisible(False)
            widget.setEnabled(False)
    editor = getattr(part, "editor", None)
    if isinstance(editor, RecordEditor):
        editor.only_read()


def _title(file: FamilyFile) -> str:
    return family_called(file.family, (*file.members, *file.former))


def _called(session: Session, record: Record) -> str:
    return called(session, record) if isinstance(record, Family | Member) else record.name()
