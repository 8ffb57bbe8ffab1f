"""One kegiatan as a form: what, when, who, the result, the DASHAT block only where it applies, and its photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import MOST_PHOTOS, Activity
from kampungkb_desktop.forms.kinds import Choices, Kind, Text
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.choice_editors import ListEditor
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.editors import Editor, ParagraphEditor, TextEditor
from kampungkb_desktop.ui.form_view import FormView, Section, default_sections
from kampungkb_desktop.ui.pages.activity_institutions import FilteredChecks
from kampungkb_desktop.ui.pages.activity_programme import ProgrammeEditor
from kampungkb_desktop.ui.pages.photo_strip import PhotoStrip, StripWords
from kampungkb_desktop.ui.pages.record_heading import Heading
from kampungkb_desktop.ui.pages.typed_over import typed_over
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.widgets import button, column

PROMPTS = ("Tujuan:", "Dihadiri oleh:", "Setelah kegiatan:", "Terlaksana karena:", "Antusiasme:")
"""The portal's prompts for the description (domain.md 3.3)."""

PHOTOS = StripWords(
    "Foto kegiatan",
    ("kegiatan", "sebelum", "sesudah"),
    "Tambahkan sampai 5 foto, dari tombol di atas atau dengan menyeret berkasnya ke sini. Foto dikecilkan, dan tempat "
    "serta jam pengambilannya dihapus.",
    MOST_PHOTOS,
)  # fmt: skip
Villages = Sequence[tuple[str, str]]


class TitleEditor(TextEditor):
    """A line over the whole width: titles are long, and the kegiatan is suggested from their words."""

    def wide(self) -> bool:
        return True


class PromptedEditor(ParagraphEditor):
    """A description with a button that lays out the questions it should answer."""

    def __init__(self, kind: Text) -> None:
        super().__init__(kind)
        self.frame = button("Sisipkan kera&ngka", self.lay_out, kind="quiet", icon="document")
        self.frame.setToolTip("Sisipkan pertanyaan: " + " ".join(PROMPTS) + " (Alt+N)")
        old = self.layout()
        assert isinstance(old, QHBoxLayout)
        box = column(self.frame, None, spacing=0)
        old.addLayout(box)

    def lay_out(self) -> None:
        """Add the prompts that do not stand there yet."""
        text = self.area.toPlainText().rstrip()
        lacking = [prompt for prompt in PROMPTS if prompt.lower() not in text.lower()]
        self.area.setPlainText("\n".join([*([text] if text else []), *(f"{prompt} " for prompt in lacking)]))
        self.area.setFocus()
        cursor = self.area.textCursor()
        found = self.area.document().find(lacking[0]) if lacking else cursor
        cursor.setPosition(found.selectionEnd() + 1 if lacking and not found.isNull() else len(text))
        self.area.setTextCursor(cursor)


class ActivityForm(QWidget):
    """``edit`` a record; ``wrote(Saved, sentence)``; ``finished`` after Ctrl+Enter, ``closed`` with Escape."""

    wrote = Signal(object, str)
    state = Signal(str)
    finished = Signal()
    closed = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown: Record | None = None
        self.programme: ProgrammeEditor | None = None
        self._village: ListEditor | None = None
        self.view = FormView(
            Activity,
            today=today(),
            sections=_sections(),
            overrides={
                "title": _title,
                "kegiatan": self._make_programme,
                "village": self._make_village,
                "institutions": _institutions,
                "description": _description,
            },
        )
        self.heading = Heading("Isian bertanda * wajib untuk selesai; draf boleh belum lengkap.")
        self.photos = PhotoStrip(session, PHOTOS, self._saved_owner)
        self.photos.role_for_new = self._role_for_new
        box = column(spacing=0)
        self.setLayout(box)
        self.editor = RecordEditor(
            session, self.view, name="Simpan kegiatan", above=(self.heading,), below=(self.photos,), parent=self
        )
        box.addWidget(self.editor)
        self.view.changed.connect(self._suggest)
        self.heading.removed.connect(self.remove)
        self.photos.wrote.connect(self.wrote)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.editor.closed.connect(self.closed)

    def edit(self, record: Activity, villages: Villages, *, new: bool) -> None:
        """Show an activity, unless it stands there already as it is."""
        if self._village is not None:
            self._village.offer(villages)
        same = self._shown is not None and self._shown.id == record.id
        if same and (self._shown == record or typed_over(self.view, self._shown)):
            self.photos.renew()
            return
        if self._shown is not None:
            self.editor.keep()
        self._shown = record
        self.editor.edit(record, new=new)
        self.heading.show_record(record, saved=not new)
        self.photos.show_owner(None if new else record)
        self._suggest()

    def shown(self) -> Record | None:
        """The record in the form as it was when opened."""
        return self._shown

    def forget(self) -> None:
        """The record is gone; nothing is kept of it."""
        self._shown = None

    def remove(self) -> None:
        """Delete the activity, or throw away what was only typed."""
        record = self._shown
        if record is None:
            return
        done: Saved | None = None
        if self._is_saved(record):
            done = attempt(self, lambda: save(self.session, f"Hapus {record.name()}", [], [record]))
            if done is None:
                return
        drafts.drop(self.session, Activity, record.id)
        self._shown = None
        self.editor.edit(Activity(id=record.id), new=True)  # so that nothing of it is kept again on leaving
        if done is not None:
            self.wrote.emit(done, f"{record.name()} dihapus.")
        self.closed.emit()

    def leave(self) -> bool:
        """Nothing typed is lost."""
        return self.editor.leave()

    # --- inside

    def _make_programme(self, kind: Kind) -> Editor:
        self.programme = ProgrammeEditor(kind)
        return self.programme

    def _make_village(self, kind: Kind) -> Editor:
        self._village = ListEditor(kind, ())
        return self._village

    def _suggest(self) -> None:
        record = self.view.record()
        if self.programme is not None and isinstance(record, Activity):
            self.programme.suggest_from(record.title or "")

    def _role_for_new(self) -> str:
        """Before, then after, where the post is of that kind."""
        record = self.view.record()
        if not isinstance(record, Activity) or record.post_kind != "sebelum_sesudah":
            return "kegiatan"
        return "sesudah" if any(cell.photo.role == "sebelum" for cell in self.photos.cells) else "sebelum"

    def _is_saved(self, record: Record) -> bool:
        with self.session.database.read() as conn:
            return bool(read.exists(conn, Activity, [record.id]))

    def _saved_owner(self) -> Record | None:
        """A photo belongs to a saved record, so an unsaved one is saved as a draft first."""
        record = self._shown
        if record is not None and not self._is_saved(record):
            self.editor.save_draft()
            record = self._shown
        return record if record is not None and self._is_saved(record) else None

    def _saved(self, record: Record, done: Saved) -> None:
        self._shown = record
        self.heading.show_record(record, saved=True)
        self.photos.show_owner(record)
        finished = record.status == DONE
        how = "selesai" if finished else "tersimpan sebagai draf"
        self.wrote.emit(done, f"Kegiatan “{record.name()}” {how}.")
        if finished:
            self.finished.emit()


def _sections() -> tuple[Section, ...]:
    """The declared groups, with the village after the kegiatan."""
    made = []
    for section in default_sections(Activity):
        fields = section.fields
        if "kegiatan" in fields:
            at = fields.index("kegiatan") + 1
            fields = (*fields[:at], "village", *fields[at:])
        made.append(Section(section.title, fields))
    return tuple(made)


def _title(kind: Kind) -> Editor:
    assert isinstance(kind, Text)
    return TitleEditor(kind)


def _institutions(kind: Kind) -> Editor:
    assert isinstance(kind, Choices)
    return FilteredChecks(kind)


def _description(kind: Kind) -> Editor:
    assert isinstance(kind, Text)
    return PromptedEditor(kind)


