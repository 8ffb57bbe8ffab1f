"""The lower part of the summary: pengurus, sarana, dukungan and mekanisme of the institution profile in force, and what
the village keeps in lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.award import result_words
from kampungkb_desktop.forms.choices_institution import VILLAGE
from kampungkb_desktop.forms.choices_village import DATA_KINDS, FREQUENCY, FUNDS, GUIDES, REGULATIONS
from kampungkb_desktop.forms.institution import MECHANISMS, OWNED, InstitutionProfile
from kampungkb_desktop.forms.kinds import Options
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, position_of
from kampungkb_desktop.forms.work_plan import is_village_plan
from kampungkb_desktop.rules.village_books import VillageBooks, plan_progress
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.side_by_side import SideBySide
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, button, flush, label

NOT_FILLED = "Belum diisi"
Go = Callable[[str], object]


def institution_cards(facts: Facts, go_tab: Go) -> list[QWidget]:
    """Four cards in the portal's order, one that teaches when there is no profile, and one of the lists."""
    profile, lists = facts.state.profile, _lists(facts.books, go_tab)
    if profile is None:
        card = _card("Status badan pengurus, sarana, dukungan, dan mekanisme", "", go_tab)
        card.body.addWidget(label("Profil kelembagaan belum diisi.", "caution"))
        return [card, lists]
    upper = SideBySide(_board(profile, facts.books, go_tab), _facilities(profile, go_tab))
    return [upper, _support(profile, go_tab), _work(profile, go_tab), lists]


def _card(title: str, note: str, go_tab: Go, tab: str = "kelembagaan/bulanan") -> Card:
    card = Card(title)
    if note:
        card.title_row.addWidget(label(note, "small"))
    change = button("Ubah", lambda: go_tab(tab), kind="quiet", icon="edit")
    change.setAccessibleName(f"Ubah {title}")
    card.title_row.addWidget(flush(change, "right"))
    return card


def _yes(answer: bool | None, yes: str = "Ada", no: str = "Tidak ada") -> str:
    return NOT_FILLED if answer is None else yes if answer else no


def _chosen(options: Options, codes: tuple[str, ...] | None) -> str:
    return listing([options.label(code) for code in codes]) if codes else NOT_FILLED


def _pairs(card: Card, pairs: Sequence[tuple[str, str]]) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens().px(14))
    grid.setVerticalSpacing(tokens().px(6))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, tokens().px(150))
    for at, (name, answer) in enumerate(pairs):
        grid.addWidget(label(name, "soft"), at, 0)
        grid.addWidget(label(answer, "small" if answer == NOT_FILLED else "", wrap=True), at, 1)
    card.body.addLayout(grid)


def _board(profile: InstitutionProfile, books: VillageBooks, go_tab: Go) -> Card:
    card = _card("Status badan pengurus", profile.name(), go_tab)
    trained = _yes(profile.pokja_trained, "Sudah", "Belum")
    if profile.pokja_trained and profile.pokja_trained_members is not None:
        trained = f"{number(profile.pokja_trained_members)} orang ({profile.pokja_training or 'pelatihan belum diisi'})"
    members = f"{number(profile.pokja_members)} orang" if profile.pokja_members is not None else NOT_FILLED
    pairs = [("Pokja", _yes(profile.has_pokja))]
    if profile.has_pokja:
        pairs += [("SK Pokja", _yes(profile.pokja_decree)), ("Anggota", members), ("Sudah dilatih", trained)]
    heads = [f"{m.name()} ({position_label(m).lower()})" for m in books.pokja if _leads(m)]
    if heads:
        pairs.append(("Dipimpin", listing(heads)))
    _pairs(card, pairs)
    card.body.addStretch(1)
    return card


def _facilities(profile: InstitutionProfile, go_tab: Go) -> Card:
    card = _card("Sarana dan prasarana", "", go_tab)
    box, flow = QWidget(), FlowLayout(spacing=8)
    for name, words in OWNED:
        answer = getattr(profile, name)
        tone = Tone.NEUTRAL if answer is None else Tone.OK if answer else Tone.BAD
        chip = Chip(words.split(" (")[0], tone)
        chip.setToolTip(f"{words}: {_yes(answer)}")
        chip.setAccessibleName(f"{words}: {_yes(answer)}")
        flow.addWidget(chip)
    box.setLayout(flow)
    card.body.addWidget(box)
    there = sum(bool(getattr(profile, name)) for name, _ in OWNED)
    card.body.addWidget(label(f"{there} dari {len(OWNED)} ada.", "small"))
    card.body.addStretch(1)
    return card


def _support(profile: InstitutionProfile, go_tab: Go) -> Card:
    card = _card("Dukungan terhadap Kampung KB", "", go_tab)
    if profile.has_pkb is False:
        guide = GUIDES.label(profile.guided_by) if profile.guided_by else NOT_FILLED
        beside = f"Tidak didampingi PKB/PLKB; diarahkan oleh {guide}"
    else:
        beside = profile.pkb_name or NOT_FILLED if profile.has_pkb else NOT_FILLED
    rules = _chosen(REGULATIONS, profile.regulations) if profile.has_regulation else _yes(profile.has_regulation)
    use = _chosen(DATA_KINDS, profile.data_kinds) if profile.uses_data else _yes(profile.uses_data, "Ya", "Tidak")
    pairs = [
        ("Sumber dana", _chosen(FUNDS, profile.funds)),
        ("Pendamping", beside),
        ("Regulasi", rules),
        ("RKM", _yes(profile.has_plan)),
    ]
    if profile.has_plan:
        pairs.append(("Penggunaan data", use))
    _pairs(card, pairs)
    return card


def _work(profile: InstitutionProfile, go_tab: Go) -> Card:
    card = _card("Mekanisme operasional", "", go_tab)
    pairs = []
    for name, words in MECHANISMS:
        done, often = getattr(profile, f"{name}_done"), getattr(profile, f"{name}_frequency")
        other = getattr(profile, f"{name}_other")
        how = (other if often == "lainnya" and other else FREQUENCY.label(often)) or "frekuensi belum diisi"
        pairs.append((words, how if done else _yes(done, "", "Tidak dilakukan")))
    _pairs(card, pairs)
    return card


def _leads(member: PokjaMember) -> bool:
    """The one or two who are named for the whole Pokja."""
    return (
        member.until is None
        and member.level in (None, VILLAGE)
        and position_of(member) in ("ketua", "pelaksana", "pengarah")
    )


def _lists(books: VillageBooks, go_tab: Go) -> Card:
    """Plans, contests, problems, regulations; a village without any is told where they begin."""
    card = _card("Rencana, lomba, dan masalah", "", go_tab, "rencana")
    plan = next((one for one in books.plans if is_village_plan(one)), None)
    pairs = []
    if plan is not None:
        done = plan_progress([line for line in books.lines if line.plan_id == plan.id])
        said = f"{number(done.lines)} kegiatan, kemajuan {done.percent} %" if done.lines else "belum ada isinya"
        pairs.append(("RKM", f"{plan.name()}: {said}"))
    if awards := [f"{one.name()} {one.year or ''}: {result_words(one)}" for one in books.awards[:3]]:
        pairs.append(("Lomba dan penghargaan", "; ".join(awards)))
    if books.problems:
        still = sum(one.state != "selesai" for one in books.problems)
        pairs.append(("Masalah", f"{number(still)} belum selesai, {number(len(books.problems) - still)} selesai"))
    if books.regulations:
        valid = sum(one.in_force is not False for one in books.regulations)
        pairs.append(("Regulasi", f"{number(valid)} berlaku"))
    if pairs:
        _pairs(card, pairs)
    else:
        words = "Belum dicatat. RKM dan masalah ada di Rencana & masalah; Pokja, regulasi, dan lomba di Kelembagaan."
        card.body.addWidget(label(words, "soft", wrap=True))
    return card
