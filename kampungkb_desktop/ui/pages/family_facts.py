"""What is told of a family in a few lines: numbers, house, KB, welfare, what the law asks, and who shares its card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import CONSENT_HOW, LEGAL_BASIS, WELFARE_SOURCE
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER, latrine_safe, water_safe
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import planning_words
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.family_words import address_line, card_number
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_NOT_YET = "belum diisi"


class FamilyFacts(Card):
    """``question(tab, field, record)`` leads to one answer, ``opened(str)`` to another family with the same card."""

    question = Signal(str, str, str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("Tentang keluarga ini")
        self._lines = column(spacing=8)
        self.body.addLayout(self._lines)

    def show_family(self, file: FamilyFile) -> None:
        """Say it anew."""
        empty(self._lines)
        if file.family.restricted:
            self._lines.addLayout(self._restricted(file.family))
        for name, words, tag, field in self._facts(file):
            self._lines.addLayout(self._fact(name, words, tag, field))
        if file.same_card:
            self._lines.addLayout(self._others(file.same_card))

    def _restricted(self, family: Family) -> QHBoxLayout:
        since = f" sejak {long_date(family.restricted_on)}" if family.restricted_on else ""
        why = f": {family.restricted_why}" if family.restricted_why else ""
        words = f"Pemrosesan data keluarga ini dibatasi{since}{why}. Jangan dipakai atau dibagikan sebelum dibuka lagi."
        made = row(Chip("Dibatasi", Tone.WARN, "lock"), spacing=8)
        made.addWidget(label(words, "caution", wrap=True), 1)
        return made

    def _facts(self, file: FamilyFile) -> list[tuple[str, str, Tag | None, str]]:
        family, planning = file.family, file.planning
        day = f" ({long_date(planning.as_of)})" if planning is not None and planning.as_of else ""
        lines: list[tuple[str, str, Tag | None, str]] = [
            ("Nomor KK", card_number(family.kk) or _NOT_YET, None, "kk"),
            ("Nomor HP", family.phone or _NOT_YET, None, "phone"),
            ("Peringkat kesejahteraan", _welfare(family), None, "welfare_rank"),
            ("Air minum", WATER.label(family.water) or _NOT_YET, _safe(water_safe(family.water)), "water"),
            ("Jamban", LATRINE.label(family.latrine) or _NOT_YET, _safe(latrine_safe(family.latrine)), "latrine"),
            ("KB", planning_words(planning) + day if planning is not None else "belum dicatat", None, ""),
            ("Dasar pemrosesan", LEGAL_BASIS.label(family.legal_basis) or _NOT_YET, None, "legal_basis"),
            ("Pemberitahuan", _notice(family), None, "notice_given_on"),
        ]  # fmt: skip
        if file.children:
            lines.append(("Persetujuan data anak", _consent(family), None, "child_consent_by"))
        return lines

    def _fact(self, name: str, words: str, tag: Tag | None, field: str) -> QHBoxLayout:
        caption = label(name, "soft")
        caption.setFixedWidth(caption.fontMetrics().averageCharWidth() * 26)
        made = row(caption, spacing=8)
        made.addWidget(label(words, wrap=tag is None, selectable=True), 1 if tag is None else 0)
        if tag is not None:
            made.addWidget(Chip(*tag))
            made.addStretch(1)
        if field and words.startswith("belum"):
            fill = button("Lengkapi", lambda: self.question.emit("data", field, ""), kind="quiet")
            fill.setAccessibleName(f"Lengkapi {name}")
            made.addWidget(fill)
        return made

    def _others(self, families: Sequence[Family]) -> QVBoxLayout:
        """Families that share a card number; each opens."""
        made = column(label("Keluarga lain dengan KK ini", "label"), spacing=0)
        for one in families:
            made.addWidget(LineButton(one.name(), address_line(one), None, partial(self.opened.emit, one.id)))
        return made


def _welfare(family: Family) -> str:
    if family.welfare_rank is None:
        return _NOT_YET
    source = WELFARE_SOURCE.label(family.welfare_source)
    parts = (source, long_date(family.welfare_on) if family.welfare_on else "")
    told = ", ".join(part for part in parts if part)
    return f"desil {family.welfare_rank}" + (f" ({told})" if told else " (sumber belum diisi)")


def _notice(family: Family) -> str:
    if family.notice_given_on is None:
        return "belum disampaikan"
    by = f" oleh {family.notice_given_by}" if family.notice_given_by else ""
    return f"disampaikan {long_date(family.notice_given_on)}{by}"


def _consent(family: Family) -> str:
    if not family.child_consent_by:
        return "belum dicatat"
    how = CONSENT_HOW.label(family.child_consent_how).lower()
    day = long_date(family.child_consent_on) if family.child_consent_on else ""
    told = ", ".join(part for part in (how, day) if part)
    return family.child_consent_by + (f" ({told})" if told else "")


def _safe(safe: bool | None) -> Tag | None:
    if safe is None:
        return None
    return Tag("Layak", Tone.OK) if safe else Tag("Tidak layak", Tone.BAD)


def empty(box: QLayout) -> None:
    """Take everything out of a layout, and layouts out of it too."""
    while (item := box.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
