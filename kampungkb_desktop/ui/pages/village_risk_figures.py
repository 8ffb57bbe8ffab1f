"""The KRS recap of a village on the screen: the official columns, each number a way to its families, and the rule.

Values in, keys of the recap out; nothing is read or computed here.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date, number, percent
from kampungkb_desktop.base.typed_texts import Several
from kampungkb_desktop.forms.settings import KRS_READINGS
from kampungkb_desktop.rules.ruleset import RuleSet
from kampungkb_desktop.rules.stunting_headings import READING_WORDS, assistance_words, place_words, rank_words
from kampungkb_desktop.rules.stunting_home import FOUR
from kampungkb_desktop.rules.stunting_recap import ASSISTANCE_KEYS, FACTORS, RANKS, TARGETS, Recap, place_key
from kampungkb_desktop.rules.stunting_risk import Reading
from kampungkb_desktop.rules.stunting_words import SHORT
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.even_row import TILE, EvenRow
from kampungkb_desktop.ui.growing_form import settle
from kampungkb_desktop.ui.number_grid import Count, Line, NumberGrid
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import StatTile
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, column, label, row

PAST_NOTE = (
    "Umur, KB, dan mutasi dihitung pada hari itu; air minum, jamban, dan peringkat memakai jawaban yang tercatat "
    "sekarang."
)


@frozen
class Shown:
    """What the page shows: a semester, the one before it, and the rule and reading in force."""

    semester: Semester
    day: str
    """The day of the figures, in words."""
    past: bool
    recap: Recap
    before: Recap
    rule: RuleSet
    reading: Reading


class RiskFigures(VerticalScroll):
    """``opened(key)`` names a figure of the recap, ``reading_chosen(str)`` the code of another reading."""

    opened = Signal(str)
    reading_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.tiles: dict[str, StatTile] = {}
        self.grids: dict[str, NumberGrid] = {}
        self.reading = _reading_box()
        self.reading.activated.connect(lambda _at: self.reading_chosen.emit(str(self.reading.currentData())))

    def show_recap(self, shown: Shown) -> None:
        """Show a recap; the same again leaves the keys alone."""
        if shown == self.shown:
            return
        self.shown, at = shown, self.verticalScrollBar().value()
        self.reading.setParent(self)
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.tiles, self.grids = {}, {}
        self.reading.setCurrentIndex(self.reading.findData(str(shown.reading)))
        for block in self._blocks(shown):
            self.body.addWidget(block)
        self.body.addStretch(1)
        settle(self)
        self.verticalScrollBar().setValue(at)

    # --- inside

    def _blocks(self, shown: Shown) -> Iterator[QWidget]:
        yield self._standing(shown)
        yield self._factors(shown)
        left, right, both = QWidget(), QWidget(), QWidget()
        left.setLayout(column(self._targets(shown), self._verval(shown.recap), None, spacing=14))
        right.setLayout(column(self._ranks(shown), self._assistance(shown), None, spacing=14))
        both.setLayout(EvenRow(left, right, spacing=14))
        yield both
        yield self._places(shown.recap)
        yield self._rule(shown)

    def _standing(self, shown: Shown) -> QWidget:
        recap, before = shown.recap, shown.before
        target = recap.target.count
        told = (
            ("sasaran", "Keluarga sasaran", f"dari {number(recap.families.count)} keluarga", Tone.NEUTRAL),
            ("berisiko", "Berisiko stunting (KRS)", percent(recap.at_risk.count, target), Tone.BAD),
            ("tidak_berisiko", "Tidak berisiko", percent(recap.not_at_risk.count, target), Tone.OK),
            ("belum", "Belum diketahui", "belum lengkap", Tone.WARN),
        )
        line = EvenRow(least=TILE)
        for key, words, note, tone in told:
            count = recap.count(key)
            since = _since(count, before.count(key))
            tile = StatTile(
                number(count), words, f"{note} · {since}" if since else note, tone=tone if count else Tone.NEUTRAL,
                explains=count > 0,
            )  # fmt: skip
            tile.clicked.connect(lambda _on=False, key=key: self.opened.emit(key))
            self.tiles[key] = tile
            line.addWidget(tile)
        card = Card(f"Keadaan {shown.day}", line, label(_sum_words(recap), "soft", wrap=True))
        rest = [
            Line("Bukan sasaran", (_count(recap, "bukan_sasaran"),)),
            Line("Belum diketahui sasaran atau bukan", (_count(recap, "sasaran_belum"),)),
        ]
        card.body.addWidget(self._grid("sisa", ("Keluarga lainnya", Several("Keluarga")), rest))
        if shown.past:
            card.body.addWidget(label(PAST_NOTE, "soft", wrap=True))
        return card

    def _factors(self, shown: Shown) -> QWidget:
        recap, before = shown.recap, shown.before
        titles = ("Faktor di antara keluarga sasaran", "Ya", "Ya dan KRS", "Tidak", "Tidak berlaku", "Belum diketahui",
                  f"Ya, {_short(shown.semester.shifted(-1))}")  # fmt: skip
        lines = []
        for code in FACTORS:
            keys = [f"faktor:{code}:{how}" for how in ("ya", "krs", "tidak", "tidak_berlaku", "belum_diketahui")]
            cells: list[Count | str] = [_count(recap, key, strong=at == 0) for at, key in enumerate(keys)]
            cells.append(number(before.count(keys[0])))
            name = SHORT[code]
            lines.append(Line(f"    {name}" if code in FOUR else name, tuple(cells), strong=code not in FOUR))
        every = sum(recap.factors[code].count for code in FOUR)
        union = recap.factors["empat_terlalu"].count
        note = (
            f"Keempat terlalu saling tumpang tindih: jumlah keempat barisnya {number(every)}, padahal keluarganya "
            f"{number(union)}. Yang dilaporkan sebagai 4 Terlalu adalah {number(union)} itu."
        )
        return Card("Penapisan", self._grid("faktor", titles, lines), label(note, "soft", wrap=True))

    def _targets(self, shown: Shown) -> QWidget:
        lines = [
            Line(SHORT[code], (_count(shown.recap, f"sasaran:{code}"), number(shown.before.targets[code].count)))
            for code in TARGETS
        ]
        titles = ("Satu keluarga dapat termasuk beberapa", Several("Keluarga"), _short(shown.semester.shifted(-1)))
        return Card("Sasaran", self._grid("sasaran", titles, lines))

    def _ranks(self, shown: Shown) -> QWidget:
        lines = [
            Line(
                rank_words(rank),
                (_count(shown.recap, f"peringkat:{rank}"), number(shown.before.ranks[rank].count)),
            )
            for rank in RANKS
        ]
        lines.append(Line("Jumlah", (Count(shown.recap.at_risk.count, "", strong=True), ""), strong=True))
        titles = ("Di antara KRS; tidak ikut menentukan", Several("Keluarga"), _short(shown.semester.shifted(-1)))
        return Card("Peringkat kesejahteraan", self._grid("peringkat", titles, lines))

    def _assistance(self, shown: Shown) -> QWidget:
        lines = [Line(assistance_words(code), (_count(shown.recap, f"bantuan:{code}"),)) for code in ASSISTANCE_KEYS]
        titles = ("Di antara KRS, menurut verval semester ini", Several("Keluarga"))
        return Card("Pendampingan yang diterima", self._grid("bantuan", titles, lines))

    def _verval(self, recap: Recap) -> QWidget:
        lines = [
            Line("Keluarga ditemukan", tuple(_count(recap, f"verval:total{end}") for end in ("", ":ada", ":baru"))),
            Line("Catin", (_count(recap, "verval:catin"), None, None)),
            *(
                Line(words, (None, _count(recap, f"verval:{code}:ada"), _count(recap, f"verval:{code}:baru")))
                for code, words in (("hamil", "Hamil"), ("baduta", "Baduta"), ("balita", "Balita"))
            ),
            Line("Tidak ditemukan", (_count(recap, "verval:tidak_ditemukan"), None, None)),
            Line("Sasaran belum diverifikasi", (_count(recap, "verval:belum"), None, None)),
        ]
        return Card("Hasil verval", self._grid("verval", (Several("Keluarga"), "Semua", "Ada", "Baru"), lines))

    def _places(self, recap: Recap) -> QWidget:
        lines = [
            Line(place_words(*place), tuple(
                _count(recap, f"{place_key(*place)}{end}") for end in ("", ":berisiko", ":tidak_berisiko", ":belum")
            )) for place in recap.places
        ]  # fmt: skip
        titles = ("RT/RW", "Sasaran", "KRS", "Tidak berisiko", "Belum diketahui")
        return Card("Menurut RT", self._grid("rt", titles, lines))

    def _rule(self, shown: Shown) -> QWidget:
        rule, recap = shown.rule, shown.recap
        words = (
            f"Aturan {rule.id} ({rule.title}), berlaku sejak {long_date(rule.valid_from)}. Bacaan yang dipakai: "
            f"{READING_WORDS[shown.reading]}. Sumber: {rule.source}."
        )
        card = Card("Aturan dan bacaan", label(words, wrap=True))
        if rule.note:
            card.body.addWidget(label(rule.note, "soft", wrap=True))
        lines = [
            Line(
                KRS_READINGS.label(str(reading)),
                (_count(recap, f"bacaan:{reading}", strong=reading is shown.reading),),
                strong=reading is shown.reading,
            )
            for reading in Reading
        ]  # fmt: skip
        card.body.addWidget(self._grid("bacaan", ("Berisiko menurut tiap bacaan", Several("Keluarga")), lines))
        chosen = label("Pakai bacaan", "label")
        chosen.setBuddy(self.reading)
        line = row(chosen, spacing=10)
        line.addWidget(self.reading, 1)
        card.body.addLayout(line)
        return card

    def _grid(self, name: str, titles: tuple[str, ...], lines: list[Line]) -> NumberGrid:
        made = NumberGrid(titles, lines)
        made.opened.connect(self.opened)
        self.grids[name] = made
        return made


def _reading_box() -> QComboBox:
    box = ComboBox()
    box.setAccessibleName("Bacaan aturan yang dipakai di laptop ini")
    box.setToolTip("Berlaku untuk semua layar dan laporan di laptop ini; juga ada di Pengaturan")
    for option in KRS_READINGS.items:
        box.addItem(option.label, option.code)
    return box


def _count(recap: Recap, key: str, *, strong: bool = False) -> Count:
    return Count(recap.count(key), key, strong)


def _short(semester: Semester) -> str:
    return semester.label.replace("Semester", "Sem.")


def _since(now: int, then: int) -> str:
    """ "+12 sejak semester lalu"; nothing where both are nought."""
    if now == then:
        return "tetap" if now else ""
    return f"{'+' if now > then else '–'}{number(abs(now - then))} sejak semester lalu"


def _sum_words(recap: Recap) -> str:
    """The identity that the official form checks (domain.md 4.3, point 7)."""
    parts = f"KRS {number(recap.at_risk.count)} + tidak berisiko {number(recap.not_at_risk.count)}"
    return f"{parts} + belum diketahui {number(recap.unknown.count)} = keluarga sasaran {number(recap.target.count)}."
