"""One kegiatan as a form: what, when, who, the result, the officer's log, the DASHAT block only where it applies; below
it the lines (keputusan, daftar hadir, keluarga dilayani, akseptor) and the photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import activity_file, drafts
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import DASHAT_GROUP, LOG, MOST_PHOTOS, SERVED, Activity
from kampungkb_desktop.forms.kinds import Choices, Kind, Text
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.rules.activity_checks import activity_findings
from kampungkb_desktop.rules.institution_words import also
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.after_paint import AfterPaint
from kampungkb_desktop.ui.choice_editors import ListEditor
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import Section, default_sections
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.names_editor import NamesEditor
from kampungkb_desktop.ui.pages.activity_editors import (
    JoinedEditor,
    PastedEditor,
    PromptedEditor,
    SpeakersEditor,
    TitleEditor,
)
from kampungkb_desktop.ui.pages.activity_institutions import FilteredChecks
from kampungkb_desktop.ui.pages.activity_lines import ActivityLines
from kampungkb_desktop.ui.pages.activity_programme import ProgrammeEditor
from kampungkb_desktop.ui.pages.photo_strip import PhotoStrip, StripWords
from kampungkb_desktop.ui.pages.record_heading import Heading
from kampungkb_desktop.ui.pages.typed_over import typed_over
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.tab_chain import chain_tabs
from kampungkb_desktop.ui.widgets import column

PHOTOS = StripWords(
    "Foto kegiatan",
    ("kegiatan", "sebelum", "sesudah"),
    "Tambahkan sampai 5 foto, dari tombol di atas atau dengan menyeret berkasnya ke sini. Foto dikecilkan, dan jam "
    "serta tempat pengambilannya dihapus.",
    MOST_PHOTOS,
)  # fmt: skip
_SERVINGS = tuple(f"{what}_{one}" for one in SERVED for what in ("served", "portions"))
"""People and portions of each sasaran side by side, as on paper."""
Villages = Sequence[tuple[str, str]]


class ActivityForm(QWidget):
    """``edit`` a record; ``wrote(Saved, sentence)``; ``finished`` after Ctrl+Enter, ``closed`` with Escape."""

    wrote = Signal(object, str)
    state = Signal(str)
    finished = Signal()
    closed = Signal()
    told = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown: Record | None = None
        self.programme: ProgrammeEditor | None = None
        self._village: ListEditor | None = None
        self._officer: ListEditor | None = None
        self._officers: Villages = ()
        self._lines_for: tuple[str | None, ...] = ()
        self.view = GrowingForm(
            Activity,
            today=today(),
            sections=_sections(),
            at_once=2,
            overrides=self._overrides(),
            context=activity_findings,
        )
        self.heading = Heading("Isian bertanda * wajib untuk selesai; draf boleh belum lengkap.")
        self.photos = PhotoStrip(session, PHOTOS, self._saved_owner)
        self.photos.role_for_new = self._role_for_new
        self.lines = ActivityLines(session, today(), self._saved_owner)
        box = column(spacing=0)
        self.setLayout(box)
        self.editor = RecordEditor(
            session, self.view, name="Simpan kegiatan", above=(self.heading,), below=(self.lines, self.photos),
            companions=self._moved_along, parent=self,
        )  # fmt: skip
        box.addWidget(self.editor)
        self.growing = AfterPaint(self, lambda: self.view.grow_part() or self.lines.grow(), self._chain)
        self._connect()

    def _connect(self) -> None:
        self.view.changed.connect(self._follow)
        self.heading.removed.connect(self.remove)
        self.photos.wrote.connect(self.wrote)
        self.lines.wrote.connect(self.wrote)
        self.lines.told.connect(self.told)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.editor.closed.connect(self.closed)

    @property
    def whole(self) -> bool:
        """Whether all of it stands there."""
        return self.growing.whole

    def _chain(self) -> None:
        chain_tabs((*self.view.cells.values(), self.lines, self.photos, self.editor.keep_button,
                    self.editor.done_button))  # fmt: skip

    def _overrides(self) -> dict[str, Callable[[Kind], Editor]]:
        session = self.session
        return {
            "title": _title,
            "kegiatan": self._make_programme,
            "village": self._make_village,
            "officer_id": self._make_officer,
            "tags": lambda kind: NamesEditor(
                kind, lambda: activity_file.local_tags(session), "program unggulan daerah; Enter menambah"
            ),
            "joined": lambda kind: JoinedEditor(kind, lambda: own_villages(session)),
            "institutions": _institutions,
            "own_institutions": lambda kind: NamesEditor(
                kind, lambda: activity_file.own_names(session), "Nama lengkap instansinya; Enter menambah"
            ),
            "speakers": SpeakersEditor,
            "description": _described,
            "minutes": _pasted,
        }

    def edit(self, record: Activity, villages: Villages, *, new: bool) -> None:
        """Show an activity, unless it stands there already as it is."""
        if self._village is not None:
            self._village.offer(villages)
        self._officers = activity_file.officers(self.session)
        if self._officer is not None:
            self._officer.offer(self._officers)
        same = self._shown is not None and self._shown.id == record.id
        if same and (self._shown == record or typed_over(self.view, self._shown)):
            self.photos.renew()
            self.lines.renew()
            return
        if self._shown is not None:
            self.editor.keep()
        self._shown = record
        self.editor.edit(record, new=new)
        self.heading.show_record(record, saved=not new)
        self.heading.allow(removing=not self.editor.is_shut)
        self.photos.show_owner(None if new else record)
        self.lines.show_owner(None if new else record)
        self._follow()

    def shown(self) -> Record | None:
        """The record in the form as it was when opened."""
        return self._shown

    def forget(self) -> None:
        """The record is gone; nothing is kept of it."""
        self._shown = None

    def remove(self) -> None:
        """Delete the activity, or throw away what was only typed."""
        record = self._shown
        if not isinstance(record, Activity):
            return
        done: Saved | None = None
        if self._is_saved(record):
            done = attempt(self, lambda: activity_file.remove_activity(self.session, record))
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

    def _make_officer(self, kind: Kind) -> Editor:
        self._officer = ListEditor(kind, self._officers)
        return self._officer

    def _offer_lines(self, record: Activity) -> None:
        """The lines of the plans there, anew where the village or the kegiatan is another."""
        wanted, editor = (record.id, record.village, record.kegiatan), self.view.cells["plan_line_id"].editor
        if isinstance(editor, ListEditor) and wanted != self._lines_for:
            self._lines_for = wanted
            editor.offer(activity_file.plan_lines(self.session, record))

    def _follow(self) -> None:
        """What is typed is heard by the suggestions and by the lines below."""
        record = self.view.record()
        if isinstance(record, Activity):
            if self.programme is not None:
                self.programme.suggest_from(record.title or "", record.description or "")
            self.lines.follow(record)
            self._offer_lines(record)

    def _moved_along(self, record: Record) -> Sequence[Record]:
        return activity_file.moved_along(self.session, record) if isinstance(record, Activity) else ()

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
        self.lines.show_owner(record if isinstance(record, Activity) else None)
        finished = record.status == DONE
        how = "selesai" if finished else "tersimpan sebagai draf"
        self.wrote.emit(done, f"Kegiatan “{record.name()}” {how}.")
        if finished:
            self.finished.emit()


def _sections() -> tuple[Section, ...]:
    """The declared groups, with the village after the kegiatan and the officer first in the log."""
    made = []
    for section in default_sections(Activity):
        fields = section.fields
        if "kegiatan" in fields:
            at = fields.index("kegiatan") + 1
            fields = (*fields[:at], "village", *fields[at:], "plan_line_id")
        if section.title == LOG:
            fields = ("officer_id", *fields)
        if section.title == DASHAT_GROUP:
            made.append(Section(section.title, tuple(name for name in fields if name not in _SERVINGS)))
            made.append(Section("Sasaran dan porsi DASHAT", _SERVINGS, columns=2))
        else:
            made.append(Section(section.title, fields))
    return tuple(made)


def _title(kind: Kind) -> Editor:
    assert isinstance(kind, Text)
    return TitleEditor(kind)


def _institutions(kind: Kind) -> Editor:
    assert isinstance(kind, Choices)
    return FilteredChecks(kind, also=also)


def _described(kind: Kind) -> Editor:
    assert isinstance(kind, Text)
    return PromptedEditor(kind)


def _pasted(kind: Kind) -> Editor:
    assert isinstance(kind, Text)
    return PastedEditor(kind)
