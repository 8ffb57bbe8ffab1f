"""Erasing somebody at the office: what goes and what stays is said first, the name is typed, and then it cannot be
taken back. The certificate is offered at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kampungkb_desktop.actions import erasing, erasing_here, pdp_requests, trail
from kampungkb_desktop.actions.erasing import Erased, Order
from kampungkb_desktop.actions.erasing_mentions import Mention, mentions
from kampungkb_desktop.actions.erasing_paper import TITLE, certificate_pdf
from kampungkb_desktop.actions.erasing_scope import Reach
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.erasure import Erasure
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pdp_request import ERASE, PdpRequest
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.pages import erasing_words as words
from kampungkb_desktop.ui.pages.erasing_places import Places
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tall_dialog import size_within_screen
from kampungkb_desktop.ui.widgets import VerticalScroll, button, column, label, row

WIDTH, HEIGHT = 680, 660
NO_REQUEST = "Tanpa catatan permintaan"


class ErasingDialog(Dialog):
    """``erased(Erased)`` when it is done; ``restrict()`` where the milder way is chosen."""

    erased = Signal(object)
    restrict = Signal()
    help_topic = "hapus-data"

    def __init__(self, parent: QWidget | None, session: Session, record: Family | Member) -> None:
        super().__init__(parent)
        self.session, self.record = session, record
        self.name = (record.full_name if isinstance(record, Member) else record.head_name) or ""
        self.reach: Reach | None = None
        self.setWindowTitle("Hapus data pribadi")
        self.setModal(True)
        self.what = label(record.name(), "section", wrap=True)
        self.counts = label("Memeriksa catatannya…", wrap=True)
        self.elsewhere = Places()
        self.request, self.reason, self.typed = ComboBox(), QLineEdit(), QLineEdit()
        self._requests: list[PdpRequest] = []
        self.erase = button("&Hapus untuk selamanya", self.try_erase, kind="danger", icon="trash")
        self.erase.setEnabled(False)
        self.milder = button("&Batasi saja…", self._restrict, icon="lock")
        self._arrange()
        self.typed.textChanged.connect(lambda _text: self._allow())
        run(self, lambda _p: self._look(), done=self._found)

    def _arrange(self) -> None:
        box = column(
            self.what, label(words.FOR_EVER, "caution", wrap=True), label("Yang dihapus", "section"), spacing=8
        )
        box.addWidget(self.counts)
        box.addWidget(self.elsewhere)
        box.addWidget(label("Yang tetap", "section"))
        stays = column(spacing=3)
        for line in words.STAYS:
            stays.addLayout(_point(line))
        box.addLayout(stays)
        box.addWidget(label(words.MAY_KEEP, "soft", wrap=True))
        box.addStretch(1)
        inside = QWidget()
        inside.setLayout(box)
        outer = column(spacing=10, margins=(18, 16, 18, 14))
        outer.addWidget(VerticalScroll(inside), 1)
        keep = button("Ba&tal", self.reject, shortcut="Esc")
        outer.addLayout(self._decision())
        outer.addLayout(row(self.milder, None, keep, self.erase))
        self.setLayout(outer)
        keep.setDefault(True)
        size_within_screen(self, WIDTH, HEIGHT)

    def _decision(self) -> QVBoxLayout:
        """What has to be filled in: always in sight, however long the list above."""
        self.reason.setPlaceholderText("misalnya: keluarga sudah pindah")
        self.reason.setMaxLength(500)
        beside = row(spacing=14)
        for part in (_asked("Permintaan", self.request), _asked("Dasar keputusan", self.reason)):
            beside.addLayout(part, 1)
        made = column(spacing=8)
        made.addLayout(beside)
        words_ = f"Ketik nama “{self.name}” untuk memastikan" if self.name else "Ketik HAPUS untuk memastikan"
        made.addLayout(_asked(words_, self.typed))
        return made

    # --- what is found

    def _look(self) -> tuple[Reach | None, list[Mention], list[PdpRequest]]:
        reach = erasing.look(self.session, self.record.FORM, self.record.id)
        family = self.record.id if isinstance(self.record, Family) else self.record.family_id or ""
        asked = [line.request for line in pdp_requests.of_family(self.session, family)]
        with self.session.database.read() as conn:
            elsewhere = mentions(conn, reach) if reach is not None else []
        return reach, elsewhere, [one for one in asked if one.kind == ERASE]

    def _found(self, found: tuple[Reach | None, list[Mention], list[PdpRequest]]) -> None:
        self.reach, elsewhere, self._requests = found
        if self.reach is None:
            self.counts.setText("Catatan ini sudah tidak ada.")
            return
        self.what.setText(words.scope_words(self.reach, self.record.name()))
        self.counts.setText("\n".join(f"•  {line}" for line in words.count_lines(self.reach)))
        self.elsewhere.show_places(elsewhere)
        self.request.clear()
        for one in self._requests:
            day = long_date(one.received_on) if one.received_on else "tanpa tanggal"
            self.request.addItem(f"{one.asked_by or 'Tanpa nama'}, {day}", one.id)
        self.request.addItem(NO_REQUEST, "")
        self._allow()

    def _allow(self) -> None:
        self.erase.setEnabled(self.reach is not None and words.same_name(self.typed.text(), self.name or "HAPUS"))

    # --- what is done

    def order(self) -> Order:
        """What was decided here."""
        asked = next((one for one in self._requests if one.id == self.request.currentData()), None)
        return Order(
            form=self.record.FORM, record=self.record.id, request=asked.id if asked else "",
            requested_on=asked.received_on if asked else None, reason=self.reason.text().strip(),
            texts=self.elsewhere.chosen(),
        )  # fmt: skip

    def try_erase(self) -> None:
        """Erase, and clean what lies beside the data; the second part goes on by itself should it be cut off."""
        order, session = self.order(), self.session
        self.erase.setEnabled(False)

        def work(progress: Progress) -> Erased:
            progress.report(0, None, "Menghapus catatan")
            done = erasing.erase(session, order)
            erasing_here.settle(session)
            return done

        run_shown(self, work, done=self._done, failed=self._failed, text="Menghapus data pribadi")

    def _done(self, done: Erased) -> None:
        self.erased.emit(done)
        self.accept()

    def _failed(self, error: KnownError) -> None:
        show_error(self, error)
        self._allow()

    def _restrict(self) -> None:
        self.restrict.emit()
        self.reject()


def _asked(title: str, editor: QWidget) -> QVBoxLayout:
    editor.setAccessibleName(title)
    return column(label(title, "label"), editor, spacing=4)


def _point(line: str) -> QHBoxLayout:
    """A line of a list, whose further lines stand under its first word."""
    made = row(spacing=8)
    made.addWidget(label("•"), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label(line, wrap=True), 1)
    return made


def certificate_dialog(parent: QWidget | None, session: Session, erasure: Erasure) -> PaperDialog:
    """The window of a certificate, not yet shown."""

    def note() -> None:
        trail.note(session, trail.PRINTED, form=Erasure.FORM, record=erasure.id)

    name = f"Penghapusan_{(erasure.number or '').replace('/', '-')}"
    return PaperDialog(parent, session, TITLE, name, lambda paper: certificate_pdf(session, erasure, paper=paper), note)
