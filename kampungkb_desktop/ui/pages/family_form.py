"""The answers about a family itself: who, where, house, state and the law's notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.family_file import FamilyFile, moved
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.shared_cards import families_with_card
from kampungkb_desktop.base.text import listing
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.rules.nik import KnownRegion, check_kk
from kampungkb_desktop.ui.choice_editors import ListEditor
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.grow_idly import GrowIdly
from kampungkb_desktop.ui.growing_form import LaterForm
from kampungkb_desktop.ui.pages.alike_families import AlikeFamilies
from kampungkb_desktop.ui.pages.line_words import village_line
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.widgets import button, column, label, row

_IDENTITY = (
    "head_name", "kk", "kki", "members_expected", "phone", "special_family", "welfare_rank", "welfare_source",
    "welfare_on",
)  # fmt: skip
_ADDRESS = ("hamlet", "rw", "rt", "house_no", "family_no", "lived_6_months", "address")
_STATE = ("state", "state_on", "state_note", "formed_on")
_HOUSE = (
    "roof", "wall", "floor", "lighting", "water", "latrine", "house_area_m2", "residents", "fuel", "ownership",
)  # fmt: skip
_LAW = (
    "legal_basis", "notice_given_on", "notice_given_by", "child_consent_by", "child_consent_relation",
    "child_consent_how", "child_consent_on", "restricted", "restricted_on", "restricted_why",
)  # fmt: skip
_MOST_NAMED = 3
LENGTH_CODES = frozenset({"panjang", "bukan_angka", "tanda_baca"})
"""What the form itself already says about a number."""


def known_district(session: Session) -> KnownRegion | None:
    """Whether a kecamatan code exists; practice people live in a kecamatan that does not, so nothing is asked there."""
    if session.practice:
        return None
    places = regions.load()
    return lambda digits: places.region(f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}") is not None


class FamilyForm(QWidget):
    """``recorded(record, Saved)`` after every saving."""

    recorded = Signal(object, object)
    state = Signal(str)
    said = Signal(str, bool)
    go = Signal(str, object)

    def __init__(
        self, session: Session, *, today: Callable[[], date], villages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self._today = session, today
        self._known = known_district(session)
        self._loaded: Family | None = None
        self._asked: tuple[str, str | None] = ("", None)
        self._sharing: tuple[Family, ...] = ()
        sections = _sections(several_villages=len(villages) > 1)
        options = [(code, village_line(code)) for code in villages]
        self.view = LaterForm(
            Family,
            today=today(),
            sections=sections,
            overrides={"village": partial(_village_editor, options)},
            context=self._context,
        )
        box = column(spacing=8)
        self.setLayout(box)
        box.addLayout(row(label("Langsung ke", "soft"), *(self._jump(one) for one in sections), None, spacing=2))
        self.editor = RecordEditor(session, self.view, name="Simpan keluarga", companions=self._companions, parent=self)
        GrowIdly(self.editor, self.view)
        box.addWidget(self.editor, 1)
        self.editor.saved_as.connect(self._saved)
        self.editor.state.connect(self.state)
        self.doubles = AlikeFamilies(session, self.editor)
        for name in ("recorded", "said", "go"):
            getattr(self.doubles, name).connect(getattr(self, name))
        box.insertWidget(1, self.doubles.strip)
        self.setFocusProxy(self.view)

    def begin(self, family: Family) -> None:
        """An empty form for a family that is not saved yet; a draft of it is taken up again."""
        self.editor.keep()
        self._loaded = None
        self.view.today = self._today()
        self.editor.edit(family, new=True)
        self.doubles.look()
        self.view.focus_first()

    def show_family(self, file: FamilyFile) -> None:
        """Show the family as saved, or the draft left half-way."""
        if file.family == self._loaded:
            return
        self.editor.keep()
        self._loaded = file.family
        self.view.today = self._today()
        self.editor.edit(file.family)
        self.doubles.look()

    def taken_back(self) -> None:
        """The family is on record no more."""
        if self._loaded is not None:
            self._loaded = None
            self.editor.taken_back()

    def leave(self) -> bool:
        """Keep what was typed."""
        return self.editor.leave()

    def _jump(self, section: Section) -> QWidget:
        first = next(name for name in section.fields if name != "village")
        made = button(section.title, lambda: self.view.focus_field(first), kind="quiet")
        made.setToolTip(f"Ke bagian {section.title}")
        return made

    def _context(self, record: Record) -> Iterator[Finding]:
        if not isinstance(record, Family) or not record.kk:
            return
        yield from other_than_length(check_kk(record.kk, self._known, today=self._today()))
        others = self._with_card(record)
        if others:
            names = listing([one.name() for one in others[:_MOST_NAMED]])
            sentence = f"Nomor KK ini juga dipakai {names}. Wajar bila satu KK memuat beberapa keluarga."
            yield Finding("kk", "caution", sentence, "kk_bersama")

    def _with_card(self, family: Family) -> tuple[Family, ...]:
        """Other families with this card number; asked again only when the number has changed."""
        if (family.id, family.kk) != self._asked:
            self._asked, self._sharing = (family.id, family.kk), families_with_card(self.session, family, ())
        return self._sharing

    def _companions(self, record: Record) -> Sequence[Record]:
        before = self._loaded
        if isinstance(record, Family) and before is not None and before.village != record.village:
            return moved(self.session, record)
        return ()

    def _saved(self, record: Record, written: Saved) -> None:
        if isinstance(record, Family):
            self._loaded = record
        self.recorded.emit(record, written)


def other_than_length(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a number says beyond its length, which the form checks itself."""
    return (found for found in findings if found.code not in LENGTH_CODES)


def _sections(*, several_villages: bool) -> tuple[Section, ...]:
    place = ("village", *_ADDRESS) if several_villages else _ADDRESS
    return (
        Section("Identitas", _IDENTITY),
        Section("Alamat", place),
        Section("Rumah", _HOUSE),
        Section("Keadaan", _STATE),
        Section("Pelindungan data", _LAW),
        Section("Catatan", ("note",)),
    )


def _village_editor(options: Sequence[tuple[str, str]], kind: Kind) -> Editor:
    return ListEditor(kind, options)
