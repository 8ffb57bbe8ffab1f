"""How a mutation is written in a list: what happened with its SIGA number, to whom, and from or to where."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.choices_family import (
    ARRIVALS,
    ARRIVED,
    DIED,
    FOLLOWED,
    MOVED,
    MUTATION_KIND,
    SIGA_CODE,
)
from kampungkb_desktop.store.lists import MutationRow
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

_TONES = {DIED: Tone.BAD, MOVED: Tone.WARN}


def day_words(row: MutationRow) -> str:
    """``5 Nov 2026``."""
    return short_date(date.fromisoformat(row.happened_on)) if row.happened_on else "tanpa tanggal"


def kind_tag(row: MutationRow) -> Tag:
    """What happened, as a chip."""
    if row.kind in ARRIVALS:
        tone = Tone.OK
    else:
        tone = _TONES.get(row.kind or "", Tone.NEUTRAL if row.kind == FOLLOWED else Tone.INFO)
    return Tag(MUTATION_KIND.label(row.kind), tone)


def siga_words(row: MutationRow) -> str:
    """The number in the SIGA recap's column Mutasi; none for an adjustment."""
    code = SIGA_CODE.get(row.kind or "")
    return str(code) if code is not None else ""


def who_words(row: MutationRow) -> str:
    """The person, or the whole family."""
    if row.member_id is None:
        return "Seluruh keluarga"
    return row.full_name or "(tidak ada lagi di sini)"


def where_words(row: MutationRow) -> str:
    """From or to where, and with whom."""
    parts = []
    if row.kind == ARRIVED and row.place_name:
        parts.append(f"dari {row.place_name}")
    elif row.place_name:
        parts.append(f"ke {row.place_name}")
    elif row.place == "luar" and row.kind == MOVED:
        parts.append("ke luar wilayah kerja")
    if row.to_family_id is not None and row.to_family_id != row.family_id:
        parts.append(f"ke keluarga {row.to_head or '(tidak ada lagi di sini)'}")
    if row.partner_name:
        parts.append(f"{'ibu' if row.kind == 'lahir' else 'dengan'} {row.partner_name}")
    if row.note:
        parts.append(row.note)
    return "; ".join(parts)
