"""How copies are called: the same words in Pengaturan and on the first screen."""

from __future__ import annotations

from kampungkb_desktop.actions import copies
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone


def when_of(kept: Kept) -> str:
    """``22 November 2026, 08.30``."""
    return moment(moment_of(kept.made_at)) if kept.slip else kept.folder.name


def reason_of(kept: Kept) -> str:
    """Why it was made."""
    return copies.REASONS.get(kept.slip.reason, kept.slip.reason) if kept.slip else "Tidak terbaca"


def content_of(kept: Kept) -> str:
    """``1.204 keluarga, 4.310 orang``."""
    if kept.slip is None:
        return "–"
    count = kept.slip.counts.get
    return f"{number(count('family', 0))} keluarga, {number(count('member', 0))} orang"


def size_of(kept: Kept) -> str:
    """``12,5 MB``."""
    return f"{number(kept.slip.size / 1_000_000, 1)} MB" if kept.slip else "–"


def state_of(kept: Kept) -> Tag:
    """What was found when it was made."""
    return Tag("Cocok", Tone.OK) if kept.slip else Tag("Rusak", Tone.BAD)
