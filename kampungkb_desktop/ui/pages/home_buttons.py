"""The lines of Beranda's cards as buttons: each opens what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.home import Sent, Standing
from kampungkb_desktop.actions.take_in_report import REFUSED
from kampungkb_desktop.store.entries import IN
from kampungkb_desktop.store.lists.visits import VisitRow
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.pages import home_lines as lines
from kampungkb_desktop.ui.palette import Tone

HERE = "."
"""What a figure leads to where that is on Beranda itself."""
FIGURES = (
    ("people", "Perlu dikunjungi", "kunjungan?saring:minggu_ini"),
    ("late", "Rencana lewat", "kunjungan?saring:terlambat/janji"),
    ("due", "Rencana minggu ini", "kunjungan?saring:minggu_ini/janji"),
    ("drafts", "Isian belum selesai", HERE),
    ("waiting", "Belum dikirim", "kirim-terima"),
)
"""What stands large on an officer's Beranda: its key, its words and where it leads."""
Go = Callable[[str, object], object]


def visit_button(one: VisitRow, today: date, go: Go) -> LineButton:
    """Whom to visit; opens the family."""
    name, words, tag = lines.visit_words(one, today)
    return LineButton(name, words, tag, lambda: go("keluarga", one.family_id))


def draft_button(kept: Kept, go: Go) -> LineButton:
    """What was left half-way; opens the form it was left in."""
    name, words = lines.draft_words(kept)
    page, record = lines.goal_of_draft(kept.record)
    return LineButton(name, words, None, lambda: go(page, record), icon="edit")


def standing_button(one: Standing, go: Go) -> LineButton:
    """A village and its class; opens how it was judged, or the profile that is still to be filled in."""
    name, words, tag = lines.standing_words(one)
    tab = "klasifikasi" if one.record else "profil"
    return LineButton(name, words, tag, lambda: go("kampung", f"{one.code}/{tab}"))


def file_line(one: Sent) -> LineButton:
    """A file that went or came; there is nothing to open."""
    came, refused = one.entry.direction == IN, one.entry.result == REFUSED
    tag = Tag("Ditolak", Tone.BAD) if came and refused else None
    return LineButton(*lines.file_words(one), tag, icon="inbox" if came else "send")


def step_button(name: str, words: str, done: bool, goal: lines.Goal, *, go: Go) -> LineButton:
    """One of the first steps, and whether it is done; opens where it is done."""
    tag = Tag("Sudah", Tone.OK) if done else None
    icon, role = ("check-circle", "ok_ink") if done else ("circle", "ink_soft")
    return LineButton(name, words, tag, lambda: go(*goal), icon=icon, role=role)


def to_first(forms: LineCard, area: QScrollArea) -> None:
    """To the first of the forms left half-way, on Beranda itself."""
    if first := next((one for one in forms.findChildren(LineButton) if not one.isHidden()), None):
        first.setFocus(Qt.FocusReason.TabFocusReason)
        area.ensureWidgetVisible(first)
