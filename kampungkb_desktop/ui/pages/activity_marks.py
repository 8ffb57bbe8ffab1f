"""What a village's activities of this year were for: by dimension, and the stunting-risk indicators they worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.choices_activity import RISK_TAGS
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.dimensions import ActivityMarks
from kampungkb_desktop.ui.charts import Bar, BarList
from kampungkb_desktop.ui.widgets import Card, button, flush, label, row


def marks_card(marks: ActivityMarks, on: date, go: Callable[[], object]) -> Card:
    """The card of the village page; ``go`` leads to the village's activities."""
    card = Card(f"Kegiatan tahun {on.year}")
    more = button("Buka kegiatan", go, kind="quiet", icon="forward")
    card.title_row.addWidget(flush(more, "right"))
    if not marks.total:
        words = "Belum ada kegiatan tahun ini. Catat di Kegiatan: tiap kegiatan masuk ke salah satu dari 8 program."
        card.body.addWidget(label(words, "soft", wrap=True))
        return card
    bars = [Bar(one.name, count, note=", ".join(one.programmes)) for one, count in marks.by_dimension(on)]
    card.body.addWidget(BarList(bars, "Kegiatan menurut dimensi"))
    tagged = [
        f"{RISK_TAGS.label(code)} ({number(marks.risk_tags[code])})"
        for code in RISK_TAGS.codes() if marks.risk_tags[code]
    ]  # fmt: skip
    said = f"Indikator KRS yang disasar: {listing(tagged)}." if tagged else "Belum ada indikator KRS yang ditandai."
    card.body.addWidget(label(said, wrap=True))
    rule = ruleset.in_force("dimensi", on)
    card.body.addLayout(row(label(f"Dimensi menurut {rule.id}", "small"), None))
    return card
