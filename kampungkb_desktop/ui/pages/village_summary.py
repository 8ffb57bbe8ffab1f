"""Ringkasan: the village in the order of its public portal page (domain.md 1.5). Every number leads to the tab where
it is typed; what is missing says so and leads there too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kampungkb_desktop.base.text import listing, long_date, number
from kampungkb_desktop.forms.choices_village import COVERAGE
from kampungkb_desktop.forms.monthly import NON_USERS, OTHER_METHODS, PORTAL_METHODS, non_users, users
from kampungkb_desktop.forms.population import total
from kampungkb_desktop.forms.village import Village, is_planned, programme_name
from kampungkb_desktop.rules.classification import Level
from kampungkb_desktop.rules.consistency import poktan_limits
from kampungkb_desktop.ui.charts import Bar, BarList, PopulationPyramid
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.class_progress import ClassProgress
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.activity_marks import marks_card
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_institution import institution_cards
from kampungkb_desktop.ui.pages.village_population import groups_of
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.pages.village_words import class_tag, nearest_words, way_done
from kampungkb_desktop.ui.tiles import EmptyState, StatTile
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, flush, label, row


class SummaryTab(VillageTab):
    """Only looks. ``begin`` asks for the identity form of a village that has no Kampung KB yet."""

    begin = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = VerticalScroll()
        self.tiles: dict[str, StatTile] = {}
        self._shown: Facts | None = None
        self.setLayout(column(self.area, spacing=0))

    def show_facts(self, facts: Facts) -> None:
        if facts == self._shown:
            return
        self._shown = facts
        self.tiles = {}
        at = self.area.verticalScrollBar().value()
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._blocks(facts):
            body.addWidget(widget)
        body.addStretch(1)
        self.area.verticalScrollBar().setValue(at)

    def _blocks(self, facts: Facts) -> list[QWidget]:
        if facts.kampung is None and not (facts.populations or facts.profiles or facts.monthlies):
            return [
                EmptyState(
                    "Kampung KB desa ini belum dicatat",
                    "Mulai dari identitasnya: nama Kampung KB, tanggal pencanangan, cakupan wilayah, dan gambaran "
                    "umum. Setelah itu isi kependudukan dan laporan bulanan.",
                    "&Mulai catat Kampung KB",
                    self.begin.emit,
                    icon="kampung",
                )
            ]
        blocks = [self._head(facts), self._people(facts)]
        blocks += [SideBySide(self._groups(facts), self._families(facts))]
        blocks += [SideBySide(self._using(facts), self._not_using(facts))]
        blocks.append(marks_card(facts.marks, facts.today, lambda: self._to_activities(facts.code)))
        return [*blocks, *institution_cards(facts, self.go_tab.emit)]

    def _to_activities(self, code: str) -> None:
        self.go_place.emit("kegiatan", f"?desa={code}")

    def _head(self, facts: Facts) -> QWidget:
        kampung = facts.kampung
        card = Card()
        top = row(spacing=12)
        top.addWidget(label(facts.region.full_name if facts.region else facts.code, "section", wrap=True), 1)
        top.addWidget(label(facts.code, "soft"))
        top.addWidget(Chip(*class_tag(facts.found.level)), 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(top)
        if kampung is None:
            card.body.addWidget(label("Identitas Kampung KB belum diisi.", "caution"))
            start = button("&Mulai catat Kampung KB", self.begin.emit, kind="primary", icon="add")
            card.body.addLayout(row(start, None))
        else:
            card.body.addWidget(label(_identity_words(kampung), wrap=True))
        road = ClassProgress([level.label for level in Level], int(facts.found.level) - 1, way_done(facts.found))
        card.body.addWidget(road)
        words = nearest_words(facts.found)
        line = row(spacing=10)
        line.addWidget(label(words[:1].upper() + words[1:], wrap=True), 1)
        line.addWidget(_go("Lihat klasifikasi", lambda: self.go_tab.emit("klasifikasi")))
        card.body.addLayout(line)
        if kampung is not None:
            self._describe(card, kampung.description)
        return card

    def _describe(self, card: Card, text: str | None) -> None:
        head = row(label("Gambaran umum", "label"), None, _go("Ubah identitas", lambda: self.go_tab.emit("profil")))
        card.body.addLayout(head)
        card.body.addWidget(label(text or "Belum diisi.", "" if text else "caution", wrap=True))

    def _people(self, facts: Facts) -> QWidget:
        population = facts.state.population
        when = long_date(population.as_of) if population and population.as_of else "belum diisi"
        card = self._card("Statistik kampung", f"Keadaan {when}", "kependudukan")
        if population is None:
            card.body.addWidget(label("Kependudukan belum diisi.", "caution"))
            return card
        tiles = column(spacing=10)
        for key, value, words in (
            ("people", total(population), "Jumlah jiwa"),
            ("families", population.families, "Jumlah kepala keluarga"),
            ("pus", population.pus, "Pasangan usia subur (PUS)"),
        ):
            tiles.addWidget(self._tile(key, value, words, "kependudukan"))
        tiles.addStretch(1)
        line = row(spacing=16)
        line.addLayout(tiles, 2)
        line.addWidget(PopulationPyramid(groups_of(population)), 5, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        return card

    def _families(self, facts: Facts) -> QWidget:
        population = facts.state.population
        card = self._card("Keluarga sasaran", "", "kependudukan")
        grid = QGridLayout()
        grid.setSpacing(tokens().px(10))
        for at, (key, name, words) in enumerate((
            ("toddler", "families_toddler", "Keluarga yang memiliki balita"),
            ("adolescent", "families_adolescent", "Keluarga yang memiliki remaja"),
            ("elderly", "families_elderly", "Keluarga yang memiliki lansia"),
            ("adolescents", "adolescents", "Jumlah remaja"),
        )):  # fmt: skip
            value = getattr(population, name) if population else None
            grid.addWidget(self._tile(key, value, words, "kependudukan"), at // 2, at % 2)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

    def _groups(self, facts: Facts) -> QWidget:
        monthly = facts.state.monthly
        card = self._card("Partisipasi poktan", monthly.name() if monthly else "belum diisi", "bulanan")
        bars, unknown = [], []
        for limit in poktan_limits(facts.state.population, facts.state.profile):
            joined = getattr(monthly, limit.field) if monthly else None
            if joined is not None and limit.target:
                note = f"{number(joined)} dari {number(limit.target)}"
                bars.append(Bar(limit.label, joined * 100 / limit.target, note=note, key=limit.field))
            else:
                bars.append(Bar(limit.label, 0, key=limit.field))
                unknown.append(f"{limit.label} {'tidak ada' if limit.owned is False else 'belum diisi'}")
        chart = BarList(bars, "Partisipasi poktan", unit="%")
        chart.picked.connect(lambda _key: self.go_tab.emit("bulanan"))
        card.body.addWidget(chart)
        if unknown:
            card.body.addWidget(label(f"{listing(unknown)}.", "small", wrap=True))
        card.body.addStretch(1)
        return card

    def _using(self, facts: Facts) -> QWidget:
        monthly = facts.state.monthly
        card = self._card("PUS dan kepesertaan ber-KB", monthly.name() if monthly else "belum diisi", "bulanan")
        if monthly is None:
            card.body.addWidget(label("Bangga Kencana bulanan belum diisi.", "caution"))
            return card
        card.body.addWidget(self._tile("users", users(monthly), "Peserta KB", "bulanan"))
        methods = [Bar(words, getattr(monthly, name) or 0, key=name) for name, words in PORTAL_METHODS]
        methods += [Bar(w, count, key=n) for n, w in OTHER_METHODS if (count := getattr(monthly, n))]
        chart = BarList(methods, "Peserta KB per metode", shares=True)
        chart.picked.connect(lambda _key: self.go_tab.emit("bulanan"))
        card.body.addWidget(chart)
        card.body.addStretch(1)
        return card

    def _not_using(self, facts: Facts) -> QWidget:
        monthly = facts.state.monthly
        card = self._card("PUS dan ketidaksertaan ber-KB", "", "bulanan")
        if monthly is None:
            card.body.addWidget(label("Bangga Kencana bulanan belum diisi.", "caution"))
            return card
        card.body.addWidget(self._tile("nonusers", non_users(monthly), "PUS bukan peserta KB", "bulanan"))
        bars = [Bar(words, getattr(monthly, name) or 0, key=name) for name, words in NON_USERS]
        chart = BarList(bars, "PUS bukan peserta KB", shares=True)
        chart.picked.connect(lambda _key: self.go_tab.emit("bulanan"))
        card.body.addWidget(chart)
        card.body.addWidget(self._tile("bpjs", monthly.bpjs, "Pengguna BPJS (jiwa)", "bulanan"))
        card.body.addStretch(1)
        return card

    def _card(self, title: str, note: str, tab: str) -> Card:
        card = Card(title)
        if note:
            card.title_row.addWidget(label(note, "small"))
        card.title_row.addWidget(_go("Ubah", lambda: self.go_tab.emit(tab), f"Ubah {title}"))
        return card

    def _tile(self, key: str, value: int | None, words: str, tab: str) -> StatTile:
        tile = StatTile(number(value) if value is not None else "–", words)
        tile.setToolTip("Klik untuk membuka tempat angka ini diisi")
        tile.clicked.connect(lambda _checked=False: self.go_tab.emit(tab))
        self.tiles[key] = tile
        return tile


def _identity_words(kampung: Village) -> str:
    launched = long_date(kampung.launched_on) if kampung.launched_on else "belum diisi"
    then = programme_name(kampung.launched_on)
    if is_planned(kampung):
        begun = f"Direncanakan {kampung.target_year or ''}".strip()
    else:
        begun = f"Dicanangkan {launched}" + (f" sebagai {then}" if then != programme_name(None) else "")
    said = [begun, f"cakupan {COVERAGE.label(kampung.coverage) or 'belum diisi'}"]
    said += [f"penanggung jawab {kampung.responsible}"] if kampung.responsible else []
    said += ["percontohan provinsi"] if kampung.model_province else []
    said += ["percontohan kabupaten/kota"] if kampung.model_regency else []
    return " · ".join(said)


def _go(words: str, deed: object, name: str = "") -> QWidget:
    assert callable(deed)
    made = button(words, deed, kind="quiet", icon="edit" if words.startswith("Ubah") else "forward")
    made.setAccessibleName(name or words)
    return flush(made, "right")
