"""Masa simpan: what is past its time of keeping, by form and village; keep it with a reason, or erase it for good. The
list only tells: nothing goes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import erasing, retaining
from kampungkb_desktop.actions.retaining import Past
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.text import long_date, number, short_date
from kampungkb_desktop.forms.catalog import FORMS, form_title
from kampungkb_desktop.forms.retention_keep import RetentionKeep
from kampungkb_desktop.rules import retention, ruleset
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.pdp_request_dialog import RecordDialog
from kampungkb_desktop.ui.pages.told_tab import ToldTab
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("form", "Data", 20, sortable=False, stretch=True),
    Column("village", "Desa", 16, sortable=False, stretch=True),
    Column("count", "Banyaknya", 10, Align.RIGHT, sortable=False),
    Column("oldest", "Tertua", 12, sortable=False, firm=True),
    Column("state", "Keadaan", 18, sortable=False, firm=True),
)
_ASKED = (Section("Tetap simpan", ("until", "reason"), columns=1),)
_A_YEAR = timedelta(days=365)


class RetentionDesk(ToldTab):
    """``wrote(Saved, sentence)`` after every decision."""

    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.lines: Sequence[Past] = ()
        self._decides = erasing.may_erase(session)
        self.table = RecordTable(COLUMNS, self._rows, name="Lewat masa simpan", empty=self._nothing())
        self.table.selected.connect(lambda _at: self._choose())
        self.panel = Card("Masa simpan", padding=16)
        self.words = label("", wrap=True, selectable=True)
        self.hold = button("Tetap si&mpan…", self.keep, icon="lock")
        self.erase_button = button("&Hapus semuanya…", self.erase, kind="danger", icon="trash")
        self.table.opened.connect(lambda _at: self.hold.setFocus())
        self.times = label(self._times(), "soft", wrap=True)
        inside = QWidget()
        inside.setLayout(column(self.words, self.times, None, spacing=12))
        self.panel.body.addWidget(VerticalScroll(inside, margins=(0, 0, 0, 0)), 1)
        self.panel.body.addLayout(row(self.hold, self.erase_button, None))
        both = row(spacing=14)
        both.addWidget(self.table, 5)
        both.addWidget(self.panel, 3)
        words = (
            "Yang sudah lewat masa simpannya menurut aturan kantor. Tidak ada yang dihapus dengan sendirinya: putuskan "
            "dihapus, atau tetap disimpan dengan alasan."
        )
        box = column(label(words, "soft", wrap=True), spacing=10)
        box.addLayout(both, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)
        self._choose()
        self.load()

    def load(self) -> None:
        """Count anew on the worker."""
        run(self, lambda _p: retaining.past(self.session), done=self._show, text="Menghitung masa simpan")

    # --- deeds

    def keep(self) -> None:
        """Keep what is chosen, with a reason and until a day."""
        what = self._chosen()
        if what is None:
            return
        today = day_of(self.session.clock())
        asked = what.kept or RetentionKeep(
            id=new_record_id(self.session), village=what.village, of_form=what.form, until=today + _A_YEAR
        )
        dialog = RecordDialog(self, self.session, asked, _ASKED, f"Tetap simpan: {what.title}")
        if dialog.exec():
            made = dialog.record()
            assert isinstance(made, RetentionKeep)
            until, reason = made.until or today + _A_YEAR, made.reason or ""
            self.do(lambda: retaining.keep(self.session, what, until, reason), "Keputusan untuk menyimpan tercatat.")

    def erase(self) -> None:
        """Erase all that is chosen, after the question; it cannot be taken back."""
        what = self._chosen()
        if what is None:
            return
        question = f"Hapus {number(what.count)} {what.title.lower()} di {village_name(what.village) or 'desa ini'}?"
        consequence = (
            f"Semuanya sudah lewat masa simpan ({what.keeping.sentence}). Isinya hilang dari kantor, "
            "dari laptop petugas sesudah berkas berikutnya, dan dari salinan. Tidak dapat diurungkan."
        )
        if confirm(self, question, consequence, "&Hapus semuanya"):
            run_shown(
                self,
                lambda progress: retaining.erase(self.session, what, progress),
                done=lambda count: self._erased(what, count),
                cancelled=self.load,
                text="Menghapus data",
            )

    def _erased(self, what: Past, count: int) -> None:
        forms = frozenset({what.form, "erasure", "attachment", "member", "family"})
        self.wrote.emit(Saved(forms=forms), f"{number(count)} {what.title.lower()} dihapus untuk selamanya.")
        self.load()

    # --- showing

    def _show(self, found: Sequence[Past]) -> None:
        here = self.table.current_id()
        self.lines = found
        self.table.set_ids(list(range(len(found))))
        self.table.refresh()
        if found:
            self.table.select(here if isinstance(here, int) and here < len(found) else 0)
        self._choose()

    def _chosen(self) -> Past | None:
        at = self.table.current_id()
        return self.lines[at] if isinstance(at, int) and 0 <= at < len(self.lines) else None

    def _choose(self) -> None:
        what = self._chosen()
        self.hold.setVisible(what is not None)
        self.erase_button.setVisible(what is not None and self._decides)
        self.words.setVisible(what is not None)
        self.panel.retitle(what.title if what is not None else "Masa simpan menurut aturan")
        if what is not None:
            self.words.setText("\n\n".join(_facts(what, decides=self._decides)))

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(at), self.lines[int(at)]) for at in ids]

    def _row(self, at: int, one: Past) -> Row:
        if one.kept is not None and one.kept.until is not None:
            state = Tag(f"Disimpan s.d. {short_date(one.kept.until)}", Tone.INFO, "lock")
        else:
            state = Tag("Perlu diputuskan", Tone.WARN)
        cells = (one.title, village_name(one.village) or "–", number(one.count), short_date(one.oldest), state)
        return Row(at, cells, faint=one.kept is not None)

    def _times(self) -> str:
        """Every time of keeping, and whose figures they are."""
        today = day_of(self.session.clock())
        rule = ruleset.load(retention.in_force_id(today))
        lines = [
            f"{form_title(one.form)}: {one.sentence}" for one in retention.in_force(today) if one.form in FORMS
        ]  # fmt: skip
        return "\n".join([f"Aturan {rule.id}, angka kantor:", *lines, "", rule.note])

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "Tidak ada yang lewat masa simpan",
            "Bila ada catatan yang sudah lebih lama daripada masa simpannya, jumlahnya muncul di sini menurut desa.",
            icon="check-circle",
        )


def _facts(what: Past, *, decides: bool) -> list[str]:
    where = village_name(what.village) or "desa ini"
    said = [
        f"{number(what.count)} {what.title.lower()} di {where}, yang tertua sejak {long_date(what.oldest)}.",
        f"Masa simpannya {what.keeping.sentence}. Angka ini ketentuan kantor, bukan dari undang-undang.",
    ]
    if what.kept is not None:
        until: date | None = what.kept.until
        said.append(f"Tetap disimpan sampai {long_date(until) if until else '–'}: {what.kept.reason or ''}")
    if not decides:
        said.append("Yang menghapus adalah kantor kabupaten; di sini Anda dapat mencatat alasan tetap menyimpan.")
    return said
