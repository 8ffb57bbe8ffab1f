"""How the Kampung screens call a class and the way to the next one; one place, so that list, page and card agree."""

from __future__ import annotations

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.village import Village, is_planned
from kampungkb_desktop.rules.classification import Classification, Level, Path, rules, steps_to_next
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

TONES = {
    Level.DASAR: Tone.BAD,
    Level.BERKEMBANG: Tone.WARN,
    Level.MANDIRI: Tone.OK,
    Level.BERKELANJUTAN: Tone.INFO,
}
"""The portal's badge colours: red, yellow, green, blue (domain.md 1.5)."""


def class_tag(level: Level) -> Tag:
    """The badge of a class."""
    return Tag(level.label, TONES[level], "flag")


def state_tag(kampung: Village | None, level: Level) -> Tag:
    """The badge of a village in a list: its class, or why it has none."""
    if kampung is None:
        return Tag("Belum dicatat", Tone.NEUTRAL)
    if is_planned(kampung):
        return Tag(f"Direncanakan {kampung.target_year or ''}".strip(), Tone.NEUTRAL, "calendar")
    return class_tag(level) if kampung.active is not False else Tag("Tidak aktif", Tone.NEUTRAL)


def nearest(found: Classification) -> Path | None:
    """The better class that costs the fewest points; the lower one of equals."""
    paths = steps_to_next(found.inputs, rules(found.rule_version))
    return min(paths, key=lambda path: (path.points, path.level)) if paths else None


def nearest_words(found: Classification) -> str:
    """One line: how far the next class is and what would begin the way."""
    path = nearest(found)
    if path is None:
        return "Sudah di kelas tertinggi. Jaga agar datanya tetap mutakhir."
    first = path.raises[0].sentence.replace(" %", "\u00a0%")
    count = f"{number(path.points)} poin lagi" if path.points > 1 else "Satu poin lagi"
    return f"{count} ke {path.level.label}: {first}"


def way_done(found: Classification) -> float:
    """How much of the way to the next class lies behind, 0 to 1, for the road picture."""
    path = nearest(found)
    if path is None:
        return 1.0
    lacking = {index.group for index in found.indices if not index.good}
    lifted = {one.indicator.group for one in path.raises} & lacking
    whole = sum(index.needed - index.count for index in found.indices if index.group in lifted)
    return max(0.0, min(0.95, 1 - path.points / whole)) if whole else 0.0
