"""The people of a family: a table beside the form of the one chosen, so a whole family is typed in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import DIED, HEAD
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.growing_form import LaterForm
from kampungkb_desktop.ui.pages.alike_people import AlikePeople
from kampungkb_desktop.ui.pages.member_checks import MemberChecks, MemberHead, alike_lines
from kampungkb_desktop.ui.pages.member_half import half_typed, mothers, thrown_away, unsaved
from kampungkb_desktop.ui.pages.member_list import MemberList
from kampungkb_desktop.ui.pages.mutation_dialog import MutationDialog
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.turning_row import TurningSplitter
from kampungkb_desktop.ui.widgets import button, column

_SECTIONS = (
    Section("Identitas", ("full_name", "relation", "sex", "birth_date", "nik", "nik_missing", "birth_certificate")),
    Section("Dalam keluarga", ("marital", "first_marriage_age", "mother_id", "kk")),
    Section("Keterangan diri", ("religion", "education", "occupation", "jkn", "presence", "disability")),
    Section("Catatan", ("note",)),
)


class MemberPanel(QWidget):
    """``recorded(record, Saved)`` after every saving; Ctrl+Shift+N begins another person."""

    recorded = Signal(object, object)
    said = Signal(str, bool)
    state, go = Signal(str), Signal(str, object)
    brought_back, gone = Signal(object, str), Signal(object, str)

    def __init__(
        self, session: Session, *, today: Callable[[], date], villages: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session, self._today, self._villages = session, today, villages
        self.checks = MemberChecks(session, today)
        self.file: FamilyFile | None = None
        self.dialog: MutationDialog | None = None
        self._people: dict[str, Member] = {}
        self._shown: Member | None = None
        self.add = button("Ta&mbah anggota", self.begin, icon="add", shortcut="Ctrl+Shift+N",
                          tip="Catat anggota keluarga baru")  # fmt: skip
        self.remove = button("&Hapus", self._remove, kind="quiet", icon="trash", tip="Hapus anggota yang dipilih")
        self.mutate = button("Catat mutasi", self.begin_mutation, icon="forward", shortcut="Ctrl+M",
                             tip="Menikah, bercerai, meninggal, pindah, lahir, atau datang")  # fmt: skip
        self.list = MemberList(self.remove, self.add, below=self.mutate, today=today)
        self.table = self.list.table
        self.list.chosen.connect(self._chosen)
        self.list.turned.connect(self._open_first)
        self.view = LaterForm(Member, today=today(), sections=_SECTIONS, context=self.checks, lookup=self._mothers)
        self.view.changed.connect(self._look_for_doubles)
        self.table.opened.connect(lambda _id: self.view.focus_first())
        room = self._arrange()
        self.editor = RecordEditor(session, self.view, name="Simpan anggota keluarga", parent=room.parentWidget())
        room.addWidget(self.editor, 1)
        GrowIdly(self.editor, self.view)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.head.rights.wrote.connect(self.brought_back)
        _pass_on(self.head.rights, self, "gone", "go")
        self._alike = AlikePeople(self.editor, self.head, self.checks)
        _pass_on(self._alike, self, "recorded", "said", "go")
        self.setFocusProxy(self.table)

    def _arrange(self) -> QVBoxLayout:
        """Table on the left; gives the room for the form on the right."""
        right = QWidget()
        self.head = MemberHead(self.session)
        self.who, self.left_words, self.doubles = self.head.who, self.head.left_words, self.head.doubles
        form_box = column(self.head, spacing=8, margins=(14, 0, 0, 0))
        right.setLayout(form_box)
        self.setLayout(column(_beside(self.list, right)))
        return form_box

    # --- what the page asks

    def show_family(self, file: FamilyFile) -> None:
        """Show the people; the one being typed stays."""
        shown = self._shown
        taken_back = shown is not None and not self._is_new(shown) and shown.id not in [m.id for m in file.members]
        other = self.file is None or self.file.family.id != file.family.id or taken_back
        self.editor.keep()
        self.checks.forget()
        self.file = file
        half = self._fill(file)
        if other:
            self._open_first([one.id for one in half])
        else:
            self._renew_shown()
            self.head.renew(self._shown)
            self._look_for_doubles()

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    # --- what a person does

    def begin(self) -> None:
        """An empty form for another person; the first one is the head."""
        if self.file is not None:
            self.editor.keep()
            self._fill(self.file)  # who was typed half-way stands in the list from now on
            self.list.choose_nobody()
            self._edit(_newcomer(self.session, self.file), new=True)
            self.view.focus_first()

    def _remove(self) -> None:
        """The one whose form is open: while a new person is typed, that is nobody of the list."""
        self.editor.keep()
        member = self._shown
        if member is None or self.file is None:
            return
        if self._is_new(member):
            if thrown_away(self, self.session, self.view.record()):
                self._fill(self.file)
                self._open_first()
            return
        drafts.drop(self.session, Member, member.id)
        written = attempt(self, lambda: save(self.session, "Hapus anggota keluarga", [], [member]))
        if written is not None:
            self._shown = None
            self.recorded.emit(member, Saved(forms=written.forms | {Member.FORM}))
            self.said.emit(f"{member.name()} dihapus dari keluarga ini.", bool(written.action))
            self._open_first()

    def begin_mutation(self) -> None:
        """The dialog about the one chosen; what came out of it is shown, a new family opened."""
        person = self._people.get(str(self.table.current_id()))
        if self.file is None or person is None or self._is_new(person) or person.mutation == DIED:
            return
        self.editor.keep()
        self.dialog = MutationDialog(
            self, self.session, self.file, person, today=self._today(), villages=self._villages
        )  # fmt: skip
        self.dialog.accepted.connect(self._mutated)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _mutated(self) -> None:
        done, person = (self.dialog.recorded, self.dialog.person) if self.dialog is not None else (None, None)
        if done is None or person is None or self.file is None:
            return
        self._shown = None
        self.table.setFocus()
        self.recorded.emit(person, Saved(forms=done.saved.forms))
        self.said.emit(" ".join(done.outcome.said[:1]), bool(done.saved.action))
        if done.outcome.family not in (None, self.file.family.id):
            self.go.emit("", f"{done.outcome.family}/anggota")
        elif done.outcome.member is not None:
            self.list.select(done.outcome.member)
            self._chosen(done.outcome.member)

    # --- inside

    def _fill(self, file: FamilyFile) -> list[Member]:
        """List its people, and those typed half-way, who are given back."""
        half = half_typed(self.session, file)
        new = unsaved(file, half)
        self._people = {one.id: one for one in (*file.members, *new)}
        self.list.fill(file, new)
        return half

    def _look_for_doubles(self) -> None:
        record = self.view.record()
        if isinstance(record, Member):
            self.doubles.show_alike(alike_lines(self.checks.alike(record)))

    def _open_first(self, wanted: Sequence[str] = ()) -> None:
        """What was left half-way, else the head of the family: but nobody who is restricted, where somebody else is."""
        ids = [*wanted, *sorted(self.list.ids(), key=lambda one: bool(self._people[one].restricted))]
        self._shown = None
        if ids:
            self.list.select(ids[0])
            self._chosen(ids[0])
        else:
            self.begin()

    def _renew_shown(self) -> None:
        """The record one is on as it is now; a new person that is not saved yet stays on the screen."""
        if self._shown is None:
            return
        now = self._people.get(self._shown.id)
        if now is not None and now != self._shown:
            self._edit(now, new=self._is_new(now))
        self.list.select(self._shown.id)

    def _chosen(self, member_id: str) -> None:
        member = self._people.get(member_id)
        if member is not None and (self._shown is None or self._shown.id != member.id):
            self.editor.keep()
            if self.file is not None and self._shown is not None and self._is_new(self._shown):
                self._fill(self.file)
            self._edit(member, new=self._is_new(member))

    def _is_new(self, member: Member) -> bool:
        return self.file is None or member.id not in {one.id for one in self.file.members}

    def _edit(self, member: Member, *, new: bool) -> None:
        self._shown = member
        self.head.show_member(member, new=new)
        self.mutate.setEnabled(not new and member.mutation != DIED)
        mother = self.view.built["mother_id"].editor
        offer = getattr(mother, "offer", None)
        if offer is not None:
            offer(self._mothers(mother.kind))
        self.view.today = self._today()  # the window may stay open for days
        self.editor.edit(member, new=new)
        self._look_for_doubles()

    def _mothers(self, _kind: Kind) -> Sequence[tuple[str, str]]:
        return mothers(self._people.values(), self._shown)

    def _saved(self, record: Record, written: Saved) -> None:
        if isinstance(record, Member):
            self._shown = record
            self.who.setText(record.name())
        self.recorded.emit(record, written)
        self.list.select(record.id)
        if record.status == DONE:
            self.table.setFocus()  # where Ctrl+Z takes back the saving, not the last letter typed


def _pass_on(inside: QObject, panel: MemberPanel, *names: str) -> None:
    """What a part of the panel says, the panel says."""
    for name in names:
        getattr(inside, name).connect(getattr(panel, name))


def _newcomer(session: Session, file: FamilyFile) -> Member:
    """The first person of a family is its head, whose name is known already."""
    family, first = file.family, not file.members
    return Member(
        id=new_record_id(session), village=family.village, family_id=family.id, relation=HEAD if first else None,
        full_name=family.head_name if first else None,
    )  # fmt: skip


def _beside(left: QWidget, right: QWidget) -> QSplitter:
    both = TurningSplitter()
    both.addWidget(left)
    both.addWidget(right)
    both.setStretchFactor(0, 2)
    both.setStretchFactor(1, 3)
    both.setSizes([440, 640])
    return both
