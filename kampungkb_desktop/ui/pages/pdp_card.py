"""Data pribadi of one family at a glance: whether it was told, whether a parent agreed for the children, whether the
data are restricted, what was asked, and the papers to hand over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import pdp_requests
from kampungkb_desktop.actions.family_file import FamilyFile, gone
from kampungkb_desktop.actions.pdp_requests import Line
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import CONSENT_HOW, GUARDIAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.line_button import LineButton, LineColumn
from kampungkb_desktop.ui.pages.pdp_words import clock_tag, request_title
from kampungkb_desktop.ui.pages.rights_menu import RightsMenu
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, button

ADULT = 18


class PdpCard(Card):
    """``question(tab, field, record)`` leads to an answer, ``go(page, place)`` to the register."""

    question = Signal(str, str, str)
    go = Signal(str, object)
    brought_back = Signal(object, str)
    gone = Signal(object, str)

    def __init__(self, session: Session | None, today: Callable[[], date]) -> None:
        super().__init__("Data pribadi")
        self.session, self._today, self._minors = session, today, False
        self.family: Family | None = None
        self.lines = LineColumn()
        self.body.addLayout(self.lines)
        offers = (
            ("Salinan data…", "salinan", "document", "Semua data keluarga ini untuk diserahkan"),
            ("Pemberitahuan…", "pemberitahuan", "print", "Lembar Pasal 21 untuk keluarga"),
            ("Persetujuan anak…", "persetujuan", "print", "Lembar Pasal 25 untuk ditandatangani"),
            ("Riwayat koreksi…", "koreksi", "riwayat", "Yang diubah, oleh siapa, sebelum dan sesudahnya"),
        )
        made = [
            button(words, lambda which=which: self.show_paper(which), icon=icon, tip=tip)  # type: ignore[misc]
            for words, which, icon, tip in offers
        ]
        self.ask = button("Catat permintaan…", self._ask, icon="add")
        papers = QWidget()
        self.rights = RightsMenu(session) if session is not None else None
        rights = [self.rights] if self.rights is not None else []
        for one in rights:
            one.ask.setVisible(False)  # its button stands beside
        papers.setLayout(FlowLayout(*made, self.ask, *rights, spacing=6))
        for one in rights:
            one.wrote.connect(self.brought_back)
            one.gone.connect(self.gone)
            one.go.connect(self.go)
        self.body.addWidget(papers)
        if session is None:  # never shown here: without a parent it would be a window and take the focus
            self.hide()

    def show_family(self, file: FamilyFile) -> None:
        """Show what is on record of it; the requests come from the worker."""
        self.family = file.family
        if self.rights is not None:
            self.rights.show_record(file.family)
        self._minors = any(not gone(one) and _minor(one, self._today()) for one in file.members)
        self._fill(())
        session, family = self.session, file.family.id
        if session is not None:
            run(self, lambda _p: (family, pdp_requests.of_family(session, family)), done=self._asked)

    def show_paper(self, which: str) -> None:
        """One of the papers in its window, by its key in ``pdp_papers``."""
        from kampungkb_desktop.ui.pages import pdp_papers  # noqa: PLC0415  paper is seldom printed

        if self.session is not None and self.family is not None:
            pdp_papers.paper_dialog(self, self.session, self.family, which).exec()

    def _ask(self) -> None:
        if self.family is not None:
            self.go.emit("pengaturan", f"data-pribadi/permintaan/baru:{self.family.id}")

    # --- lines

    def _asked(self, found: tuple[str, Sequence[Line]]) -> None:
        if self.family is not None and found[0] == self.family.id:
            self._fill(found[1])

    def _fill(self, requests: Sequence[Line]) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        assert self.family is not None
        for line in (*self._facts(self.family), *(self._request(one) for one in requests)):
            self.lines.addWidget(line)

    def _facts(self, family: Family) -> list[LineButton]:
        given, agreed = family.notice_given_on, bool(family.child_consent_by)
        told = f"Disampaikan {long_date(given)}" if given else "Belum tercatat kapan disampaikan"
        made = [self._fact("Pemberitahuan", told, "notice_given_on", _done(done=given is not None))]
        if agreed or self._minors:
            name, words = "Persetujuan orang tua atau wali", _consent_words(family)
            made.append(self._fact(name, words, "child_consent_by", _done(done=agreed)))
        if family.restricted:
            since = f"sejak {long_date(family.restricted_on)}" if family.restricted_on else ""
            made.append(self._fact("Pemrosesan dibatasi", since, "restricted", Tag("Dibatasi", Tone.BAD, "lock")))
        return made

    def _fact(self, name: str, words: str, field: str, tag: Tag) -> LineButton:
        return LineButton(name, words, tag, lambda: self.question.emit("data", field, ""))

    def _request(self, line: Line) -> LineButton:
        place = f"data-pribadi/permintaan/{line.request.id}"
        name = request_title(line.request)
        return LineButton(name, line.about, clock_tag(line.clock), lambda: self.go.emit("pengaturan", place))


def _minor(person: Member, today: date) -> bool:
    """Under eighteen, as the law on children has it (UU 35/2014)."""
    birth = person.birth_date
    return (
        birth is not None and (today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))) < ADULT
    )


def _done(*, done: bool) -> Tag:
    return Tag("Sudah", Tone.OK) if done else Tag("Belum", Tone.WARN)


def _consent_words(family: Family) -> str:
    if not family.child_consent_by:
        return "Untuk mengukur anak: lisan atau tertulis"
    how = CONSENT_HOW.label(family.child_consent_how).lower()
    who = GUARDIAN.label(family.child_consent_relation).lower()
    when = long_date(family.child_consent_on) if family.child_consent_on else ""
    return ", ".join(part for part in (family.child_consent_by, who, how, when) if part)
