"""The life of a visit's sheet: the visit and its measurement are kept as drafts together and saved as one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail, VisitFile, detail_id, open_visit
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.pages.photo_strip import PhotoStrip, StripWords
from kampungkb_desktop.ui.pages.visit_detail import Opened
from kampungkb_desktop.ui.pages.visit_form import OF_DETAIL, VisitForm
from kampungkb_desktop.ui.pages.visit_past import Past
from kampungkb_desktop.ui.record_editor import RecordEditor

PHOTOS = StripWords(
    "Foto kunjungan",
    ("kunjungan",),
    "Tambahkan sampai 2 foto, dari tombol di atas atau dengan menyeret berkasnya ke sini. Foto dikecilkan, dan jam "
    "serta tempat pengambilannya dihapus. Mintalah izin keluarga dahulu.",
    2,
)


class VisitEditor(RecordEditor):
    """``edit_visit`` opens one. The measurement of another sasaran that was saved before goes when it is changed."""

    def __init__(self, session: Session, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self.file: VisitFile | None = None
        self._today = today
        self.past = Past(session)
        self.sheet = VisitForm(
            today=today(), load_detail=self._open_detail, members=self._people, before=self.past.detail,
            family=lambda: self.file.family if self.file is not None else None,
        )  # fmt: skip
        self._half = False
        self.photos = PhotoStrip(session, PHOTOS, self._saved_owner)
        super().__init__(
            session, self.sheet, name="Simpan kunjungan", companions=lambda _visit: self._measured(),
            below=(self.photos,), parent=parent,
        )  # fmt: skip
        self.session = session

    def edit_visit(self, file: VisitFile) -> None:
        """Show a visit; the drafts of both records are taken up again."""
        self.file, self._half = file, False
        self.past.forget()
        self.sheet.today = self._today()  # the window may stay open for days
        self.edit(file.visit, new=file.new)
        self._dirty = self._dirty or self._half
        self.photos.show_owner(None if file.new else file.visit)

    def saved_now(self, file: VisitFile) -> None:
        """The visit stands in the records now, with its measurement."""
        self.file = file
        self.photos.show_owner(file.visit)

    def _saved_owner(self) -> Record | None:
        """A photo belongs to a saved visit, so a new one is saved as a draft first."""
        if self.file is not None and self.file.new:
            self.save_draft()
        return self.file.visit if self.file is not None and not self.file.new else None

    def renew_people(self, file: VisitFile) -> None:
        """Offer the people of the family as they are now; what is typed stays."""
        self.file = file
        self.past.forget()
        self.sheet.follow()

    def read_again(self) -> Record | None:
        now = open_visit(self.session, self.file.visit.id) or self.file if self.file is not None else None
        if now is None:
            return None
        self.edit_visit(now)
        return now.visit

    def forget(self) -> None:
        """What stands on the sheet is gone: nothing of it becomes a draft."""
        self._dirty = False
        self.file = None

    def _keep_now(self) -> None:
        typed = self.view.typed()
        outer = {name: text for name, text in typed.items() if not name.startswith(OF_DETAIL)}
        inner = {name.removeprefix(OF_DETAIL): text for name, text in typed.items() if name not in outer}
        drafts.keep(self.session, self.sheet.visit(), outer)
        measured = self.sheet.detail_record()
        if measured is not None:
            drafts.keep(self.session, measured, inner)

    def _bases(self) -> Sequence[Record]:
        return (*super()._bases(), *(self.file.details if self.file is not None else ()))

    def _removed(self, record: Record) -> Sequence[Record]:
        """Measurements of a sasaran that this visit no longer has."""
        assert isinstance(record, Visit)
        form = DETAIL_FORMS.get(record.target or "")
        for opened in self.sheet.loaded():
            if opened.new and type(opened.record) is not form:
                drafts.drop(self.session, type(opened.record), opened.record.id)
        return [one for one in (self.file.details if self.file is not None else ()) if type(one) is not form]

    def _measured(self) -> Sequence[Record]:
        """The measurement as it is saved with the visit, in the same state."""
        measured = self.sheet.detail_record()
        return () if measured is None else (measured.changed(status=self._status),)

    def _write(self, status: str) -> None:
        self._status = status
        super()._write(status)

    def _people(self) -> Sequence[Member]:
        return self.file.members if self.file is not None else ()

    def _open_detail(self, form: type[Detail]) -> Opened:
        assert self.file is not None
        visit = self.file.visit
        saved = next((one for one in self.file.details if type(one) is form), None)
        record = saved or form(id=detail_id(visit.id, form), village=visit.village, visit_id=visit.id)
        half = drafts.restore(self.session, form, record.id)
        if half is not None and isinstance(half.record, Detail):
            self._half = True
            return Opened(half.record, half.typed, new=saved is None)
        return Opened(record, new=saved is None)
