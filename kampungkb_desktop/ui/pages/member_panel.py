"""The people of a family: a table beside the form of the one chosen, so a whole family is typed in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.family_file import FamilyFile, gone, in_order, same_nik
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import HEAD, MAN, WOMAN
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, DRAFT, Finding, Record
from kampungkb_desktop.rules.child_growth import SEX_LETTER
from kampungkb_desktop.rules.nik import check_nik
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.pages.family_form import known_district, other_than_length
from kampungkb_desktop.ui.pages.family_words import age_on, relation_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import SectionTitle, button, column, label, row

_SECTIONS = (
    Section("Identitas", ("full_name", "relation", "sex", "birth_date", "nik", "nik_missing", "birth_certificate")),
    Section("Dalam keluarga", ("marital", "first_marriage_age", "mother_id")),
    Section("Keterangan diri", ("religion", "education", "occupation", "jkn", "presence", "disability")),
    Section("Mutasi dan catatan", ("mutation", "mutation_on", "note")),
)
_COLUMNS = (
    Column("name", "Nama", 20, stretch=True, sortable=False),
    Column("relation", "Hubungan", 15, sortable=False, firm=True),
    Column("age", "Umur", 14, sortable=False, firm=True),
    Column("state", "", 7, sortable=False),
)
_SEX_OF_LETTER = {"L": MAN, "P": WOMAN}


class MemberPanel(QWidget):
    """``recorded(record, Saved)`` after every saving; Ctrl+Shift+N begins another person."""

    recorded = Signal(object, object)
    said = Signal(str, bool)
    state = Signal(str)

    def __init__(self, session: Session, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._today = session, today
        self._known = known_district(session)
        self.file: FamilyFile | None = None
        self._people: dict[str, Member] = {}
        self._shown: Member | None = None
        self._filling = False
        self.table = RecordTable(_COLUMNS, self._rows, name="Anggota keluarga")
        self.table.selected.connect(self._chosen)
        self.add = button(
            "Ta&mbah anggota", self.begin, icon="add", shortcut="Ctrl+Shift+N", tip="Catat anggota keluarga baru"
        )
        self.remove = button("&Hapus", self._remove, kind="quiet", icon="trash", tip="Hapus anggota yang dipilih")
        self.view = FormView(Member, today=today(), sections=_SECTIONS, context=self._context, lookup=self._mothers)
        self.table.opened.connect(lambda _id: self.view.focus_first())
        room = self._arrange()
        self.editor = RecordEditor(session, self.view, name="Simpan anggota keluarga", parent=room.parentWidget())
        room.addWidget(self.editor, 1)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.setFocusProxy(self.table)

    def _arrange(self) -> QVBoxLayout:
        """Table on the left; gives the room for the form on the right."""
        self.count = label("", "soft")
        head = SectionTitle("Anggota keluarga", "", self.remove, self.add)
        left, right = QWidget(), QWidget()
        list_box = column(head, self.count, spacing=8)
        list_box.addWidget(self.table, 1)
        left.setLayout(list_box)
        self.who = label("", "section")
        form_box = column(row(self.who, None), spacing=8, margins=(14, 0, 0, 0))
        right.setLayout(form_box)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(right)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        both.setSizes([440, 640])
        self.setLayout(column(both))
        return form_box

    # --- what the page asks

    def show_family(self, file: FamilyFile) -> None:
        """Show the people; the one being typed stays."""
        shown = self._shown
        taken_back = shown is not None and not self._is_new(shown) and shown.id not in [m.id for m in file.members]
        other = self.file is None or self.file.family.id != file.family.id or taken_back
        self.editor.leave()
        self.file = file
        half = [
            kept.record
            for kept in drafts.open_drafts(self.session)
            if isinstance(kept.record, Member) and kept.record.family_id == file.family.id
        ]
        unsaved = [one for one in half if one.id not in {m.id for m in file.members}]
        self._people = {one.id: one for one in (*file.members, *unsaved)}
        living = sum(1 for one in file.members if not gone(one))
        expected = file.family.members_expected
        of = f" dari {expected} menurut data keluarga" if expected and expected != living else ""
        self.count.setText(f"{living} orang tinggal dalam keluarga ini{of}.")
        self.count.setVisible(bool(file.members))
        if not self._people:
            self.table.set_empty(EmptyState(
                "Belum ada anggota", "Catat setiap orang yang tinggal dalam keluarga ini, mulai dari kepala keluarga.",
                icon="users",
            ))  # fmt: skip
        self._filling = True  # a new list must not open somebody else's form
        self.table.set_ids([*(m.id for m in in_order(file.members)), *(one.id for one in unsaved)])
        self._filling = False
        if other:
            self._open_first([one.id for one in half])
        else:
            self._renew_shown()

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    # --- what a person does

    def begin(self) -> None:
        """An empty form for another person; the first one is the head."""
        if self.file is None:
            return
        self.editor.leave()
        first = not self.file.members
        family = self.file.family
        self._edit(
            Member(
                id=new_record_id(self.session),
                village=family.village,
                family_id=family.id,
                relation=HEAD if first else None,
                full_name=family.head_name if first else None,
            ),
            new=True,
        )
        self.view.focus_first()

    def _remove(self) -> None:
        member = self._people.get(str(self.table.current_id()))
        if member is None:
            return
        self.editor.leave()
        drafts.drop(self.session, Member, member.id)
        written = attempt(self, lambda: save(self.session, "Hapus anggota keluarga", [], [member]))
        if written is not None:
            self._shown = None
            self.recorded.emit(member, Saved(forms=written.forms | {Member.FORM}))
            self.said.emit(f"{member.name()} dihapus dari keluarga ini.", bool(written.action))
            self._open_first()

    # --- inside

    def _open_first(self, wanted: Sequence[str] = ()) -> None:
        """What was left half-way, else the head of the family."""
        ids = [*wanted, *self.table.model.ids]
        self._shown = None
        if ids:
            self.table.select(ids[0])
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
        self.table.select(self._shown.id)

    def _chosen(self, member_id: Id | None) -> None:
        member = None if self._filling else self._people.get(str(member_id))
        if member is not None and (self._shown is None or self._shown.id != member.id):
            self.editor.leave()
            self._edit(member, new=self._is_new(member))

    def _is_new(self, member: Member) -> bool:
        return self.file is None or member.id not in {one.id for one in self.file.members}

    def _edit(self, member: Member, *, new: bool) -> None:
        self._shown = member
        self.who.setText("Anggota baru" if new else member.name())
        mother = self.view.cells["mother_id"].editor
        offer = getattr(mother, "offer", None)
        if offer is not None:
            offer(self._mothers(mother.kind))
        self.view.today = self._today()  # the window may stay open for days
        self.editor.edit(member, new=new)

    def _mothers(self, _kind: Kind) -> Sequence[tuple[str, str]]:
        """The women of the family that may be the mother."""
        shown = self._shown.id if self._shown is not None else ""
        women = (one for one in self._people.values() if one.sex == WOMAN and one.id != shown)
        return [(one.id, one.name()) for one in women]

    def _context(self, record: Record) -> Iterator[Finding]:
        if not isinstance(record, Member) or not record.nik:
            return
        sex = SEX_LETTER.get(record.sex)
        for found in other_than_length(check_nik(record.nik, record.birth_date, sex, self._known, today=self._today())):
            fix = _SEX_OF_LETTER.get(str(found.fix)) if found.field == "sex" else found.fix
            yield Finding(found.field, found.strength, found.sentence, found.code, fix)
        twin = same_nik(self.session, record)
        if twin is not None:
            sentence = f"NIK ini juga tercatat atas nama {twin.name()}. Cocokkan keduanya dengan kartunya."
            yield Finding("nik", "caution", sentence, "nik_ganda")

    def _saved(self, record: Record, written: Saved) -> None:
        if isinstance(record, Member):
            self._shown = record
            self.who.setText(record.name())
        self.recorded.emit(record, written)
        self.table.select(record.id)
        if record.status == DONE:
            self.table.setFocus()  # where Ctrl+Z takes back the saving, not the last letter typed

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        found = (self._people.get(str(one)) for one in ids)
        return [self._row(one) for one in found if one is not None]

    def _row(self, member: Member) -> Row:
        open_ = self._is_new(member) or member.status == DRAFT
        state = Tag("Draf", Tone.INFO, "edit") if open_ else None
        cells = (member.name(), relation_words(member), age_on(member, self._today()), state)
        return Row(member.id, cells, faint=gone(member))
