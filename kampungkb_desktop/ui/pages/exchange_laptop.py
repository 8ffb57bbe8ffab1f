"""One laptop beside the list: an introduction to compare and believe, or an enrolled laptop with its villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.enrolment import ASKING, Enrolled
from kampungkb_desktop.actions.grants import shown_part
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_village import ROLES
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.forms.kinds import Day
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.ui.day_editors import DayEditor
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.pages.exchange_laptop_dialogs import HandOverDialog, ReasonDialog
from kampungkb_desktop.ui.pages.exchange_share import ShareChoice
from kampungkb_desktop.ui.pages.exchange_trust import HEARD, HeardLine
from kampungkb_desktop.ui.village_chooser import VillageChooser
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label

Villages = list[tuple[str, date | None, date | None]]


class LaptopPanel(Card):
    """What is decided is asked of the page: ``enrol(uid, heard, villages, share, reason)``, ``dismiss(uid)``,
    ``grant(uid)``, ``assign(officer, villages)``, ``hand_over(village, giver, taker, day)`` by uids,
    ``send_away(uid, reason)``, ``allow(uid, share, reason)`` for an office that only receives, ``help_open(laptop)``
    for one whose password is forgotten."""

    enrol = Signal(str, str, object, str, str)
    dismiss = Signal(str)
    grant = Signal(str)
    assign = Signal(str, object)
    hand_over = Signal(str, str, str, object)
    send_away = Signal(str, str)
    allow = Signal(str, str, str)
    trail = Signal(str)
    """Who saw what on that laptop is asked for, by its uid."""
    help_open = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("Laptop", padding=16)
        self._today = today
        self.laptop: Enrolled | None = None
        self._others: Sequence[Enrolled] = ()
        self.words = label("", wrap=True)
        self.mark = label("", "section", selectable=True)
        self.mark.setAccessibleName("Sidik jari laptop itu")
        self.advice = label(
            "Minta orangnya membacakan sidik jari laptopnya. Bagian awalnya harus sama dengan ini:", wrap=True
        )
        self.line = HeardLine()
        self.line_name = label(HEARD, "label")
        self.line_name.setBuddy(self.line)
        self.line.textChanged.connect(self._typed)
        self.villages = VillageChooser("Desa &tugas", narrow=True)
        self.villages.changed.connect(self._changed)
        self.since = DayEditor(Day("Desa baru mulai", future=True), today())
        self.share = ShareChoice()
        self.share.keep.clicked.connect(self._allow)
        self.share.changed.connect(self._typed)
        self._make_buttons()
        self._arrange()
        self.show_laptop(None, ())

    def _make_buttons(self) -> None:
        self.believe = button("&Daftarkan dan buat penugasan…", self._enrol, kind="primary", icon="check")
        self.aside = button("Ke&sampingkan", lambda: self._say(self.dismiss.emit))
        self.keep = button("Simpan &desa tugas", self._assign, kind="primary")
        self.again = button("Buat &penugasan…", lambda: self._say(self.grant.emit))
        self.over = button("Serah &terima desa…", self._hand_over)
        self.seen_by = button("Jejak akse&s…", lambda: self._say(self.trail.emit), icon="shield")
        self.away = button("&Cabut…", self._send_away, kind="danger")
        self.help = button("&Bantu buka laptop ini…", lambda: self.help_open.emit(self.laptop), icon="key")

    def _arrange(self) -> None:
        since_name = label("Desa ba&ru mulai", "label")
        since_name.setBuddy(self.since.inputs()[0])
        self._asking: tuple[QWidget, ...] = (self.advice, self.line_name, self.line, self.believe, self.aside)
        self._active: tuple[QWidget, ...] = (self.keep, self.again, self.over, self.away)
        self._both: tuple[QWidget, ...] = (self.villages, since_name, self.since)
        villages_name = label("Desa tugas", "label")
        self._both = (villages_name, *self._both)
        inside = QWidget()
        inside.setLayout(
            column(
                self.words, self.advice, self.mark, self.line_name, self.line, 4, villages_name, self.villages,
                since_name, self.since, self.share, spacing=8,
            )
        )  # fmt: skip
        self.body.addWidget(VerticalScroll(inside, None, margins=(0, 0, 0, 0)), 1)
        self.body.addLayout(FlowLayout(self.believe, self.aside))
        self.body.addLayout(FlowLayout(self.keep, self.again))
        self.body.addLayout(FlowLayout(self.over, self.away))
        self.body.addLayout(FlowLayout(self.help, self.seen_by))

    def first_focus(self) -> QWidget:
        """Where the keys go when the person comes here."""
        return self.line if self.line.isVisible() else self.villages

    def show_laptop(self, laptop: Enrolled | None, others: Sequence[Enrolled]) -> None:
        """Show one of them; what was being typed about the same one stays."""
        same = laptop is not None and self.laptop is not None and laptop.uid == self.laptop.uid
        settled = same and laptop is not None and self.laptop is not None and laptop.state == self.laptop.state
        self.laptop, self._others = laptop, others
        self.setVisible(laptop is not None)
        if laptop is None:
            return
        asking = laptop.state == ASKING
        self.retitle(laptop.name or "Laptop")
        self.words.setText(_words(laptop))
        self.mark.setText(shown_part(laptop.mark) if asking else f"Sidik jari: {laptop.mark}")
        self._show(self._asking, asking)
        self._show(self._active, laptop.state == ACTIVE)
        self._show(self._both, laptop.role == "petugas" and laptop.state in (ASKING, ACTIVE))
        self.over.setEnabled(bool(laptop.villages) and bool(self._takers()))
        self.keep.setVisible(laptop.state == ACTIVE and laptop.role == "petugas")
        self.over.setVisible(self.keep.isVisibleTo(self))
        self.seen_by.setVisible(laptop.role == "petugas" and laptop.state != ASKING)
        self.help.setVisible(laptop.role == "petugas" and laptop.state != ASKING)
        receives = laptop.role == RECEIVER
        self.share.setVisible(receives and laptop.state in (ASKING, ACTIVE))
        self.share.keep.setVisible(receives and laptop.state == ACTIVE)
        if not settled:
            self._fill(laptop)
        self._typed()
        self._changed()

    def _fill(self, laptop: Enrolled) -> None:
        self.line.mark = laptop.mark
        self.line.clear()
        asked = laptop.asked.villages if laptop.asked else ()
        self.villages.set_codes(_current(laptop, self._today()) or asked)
        self.since.set_answer(self._today())
        self.share.show_share(laptop.share, laptop.share_reason)

    def _show(self, widgets: Sequence[QWidget], shown: bool) -> None:
        for one in widgets:
            one.setVisible(shown)

    def _typed(self) -> None:
        self.believe.setEnabled(self.line.right() and self.share.complete())

    def _changed(self) -> None:
        if self.laptop is not None:
            now = set(_current(self.laptop, self._today()))
            self.keep.setEnabled(set(self.villages.codes()) != now)

    def _takers(self) -> list[Enrolled]:
        mine = self.laptop
        return [one for one in self._others if one.state == ACTIVE and one.role == "petugas" and one is not mine]

    def _chosen(self) -> Villages:
        """The villages with their dates: those that were there keep theirs."""
        laptop = self.laptop
        assert laptop is not None
        kept = {one.village: one for one in laptop.villages}
        answer = self.since.answer()
        begin = answer if isinstance(answer, date) else self._today()
        running = set(_current(laptop, self._today()))
        return [
            (code, date.fromisoformat(kept[code].since) if code in running and kept[code].since else begin, None)
            for code in self.villages.codes()
        ]

    def _say(self, told: Callable[[str], object]) -> None:
        if self.laptop is not None:
            told(self.laptop.uid)

    def _enrol(self) -> None:
        if self.laptop is not None:
            villages = self._chosen() if self.laptop.role == "petugas" else []
            self.enrol.emit(self.laptop.uid, self.line.text(), villages, *self.share.chosen())

    def _allow(self) -> None:
        if self.laptop is not None:
            self.allow.emit(self.laptop.uid, *self.share.chosen())

    def _assign(self) -> None:
        if self.laptop is not None:
            self.assign.emit(self.laptop.uid, self._chosen())

    def _hand_over(self) -> None:
        laptop = self.laptop
        assert laptop is not None
        dialog = HandOverDialog(self, laptop, self._takers(), _current(laptop, self._today()), self._today())
        if dialog.exec():
            village, taker, day = dialog.chosen()
            self.hand_over.emit(village, laptop.uid, taker, day)

    def _send_away(self) -> None:
        laptop = self.laptop
        assert laptop is not None
        dialog = ReasonDialog(self, laptop.name)
        if dialog.exec():
            self.send_away.emit(laptop.uid, dialog.reason())


def _current(laptop: Enrolled, today: date) -> tuple[str, ...]:
    """The villages that are the officer's today or will be."""
    return tuple(one.village for one in laptop.villages if not one.until or one.until >= today.isoformat())


def _words(laptop: Enrolled) -> str:
    asked = laptop.asked
    if asked is not None and asked.role == RECEIVER:
        return f"{ROLES.label(asked.role)}. Perkenalannya dibuat oleh {asked.full_name}."
    if asked is not None:
        said = [ROLES.label(asked.role), asked.position, f"NIP {asked.nip}" if asked.nip else "", asked.office]
        again = " Laptop ini menggantikan laptop lamanya." if asked.replaces and asked.replaces_proof else ""
        return f"{', '.join(part for part in said if part)}.{again}"
    if laptop.state == ACTIVE:
        since = f" sejak {long_date(laptop.since)}" if laptop.since else ""
        return f"{ROLES.label(laptop.role)}, terdaftar{since}.{_held_words(laptop)}{_trail_words(laptop)}"
    ended = f" {long_date(laptop.until)}" if laptop.until else ""
    return f"Tidak dipercaya lagi sejak{ended}. {laptop.reason}".strip()


def _held_words(laptop: Enrolled) -> str:
    """Whether the office could help with a forgotten password."""
    if laptop.role != "petugas":
        return ""
    if laptop.held_at:
        return f" Kantor ini memegang kunci cadangannya sejak {long_date(day_of(laptop.held_at))}."
    return " Kantor ini tidak memegang kunci cadangannya."


def _trail_words(laptop: Enrolled) -> str:
    """What the office must know of a trail that is not whole any more."""
    if not laptop.trail_cut_at:
        return ""
    return (
        f" Jejak aksesnya terpotong atau dimulai ulang (diketahui {long_date(day_of(laptop.trail_cut_at))}): tanyakan "
        "sebabnya kepada petugasnya."
    )
