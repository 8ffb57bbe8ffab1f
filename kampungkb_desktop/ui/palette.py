"""The colours and measures of the whole window as one value per mode; nothing else in ``ui`` names a colour.

Every pair of ink and ground that carries text is listed in ``TEXT_PAIRS`` and held above 4.5:1 by a test.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a mark says. Each tone has its own shape beside its colour, so colour is never the only sign."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NEUTRAL = "neutral"


TONE_ICONS = {
    Tone.OK: "check-circle",
    Tone.WARN: "warning",
    Tone.BAD: "error",
    Tone.INFO: "info",
    Tone.NEUTRAL: "circle",
}


class Tokens(NamedTuple):
    """One look. Colours are ``#rrggbb``; measures are logical pixels at 100 % and go through ``px``."""

    dark: bool

    window: str
    surface: str
    surface_alt: str
    sunken: str
    hover: str
    line: str
    line_strong: str
    ink: str
    ink_soft: str
    ink_off: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    side: str
    side_hover: str
    side_active: str
    side_ridge: str
    side_ink: str
    side_ink_soft: str
    ok_ink: str
    ok_bg: str
    warn_ink: str
    warn_bg: str
    bad_ink: str
    bad_bg: str
    info_ink: str
    info_bg: str
    neutral_ink: str
    neutral_bg: str
    error_ground: str
    caution_ground: str
    practice_ink: str
    practice_bg: str
    male: str
    female: str
    series: tuple[str, ...]
    scale: float = 1.0
    sharp: bool = False

    def px(self, measure: float) -> int:
        """A measure at 100 % in whole pixels at the person's text size."""
        return max(1, round(measure * self.scale))

    def tone(self, tone: Tone) -> tuple[str, str]:
        """``(ink, ground)`` of a chip, banner or tile."""
        return str(getattr(self, f"{tone.value}_ink")), str(getattr(self, f"{tone.value}_bg"))


LIGHT = Tokens(
    dark=False,
    window="#f2f6f5", surface="#ffffff", surface_alt="#f7faf9", sunken="#e6eeec", hover="#edf4f2",
    line="#d6e0de", line_strong="#7c8f8b", ink="#15201e", ink_soft="#4a5b58", ink_off="#5f6d6a",
    accent="#0f6b63", accent_hover="#0c5c55", accent_press="#094b45", on_accent="#ffffff",
    accent_soft="#d3eae6", accent_ink="#0b5a53",
    side="#0e4741", side_hover="#16574f", side_active="#1d6f66", side_ridge="#175c54",
    side_ink="#eaf5f3", side_ink_soft="#b5d5d0",
    ok_ink="#14603a", ok_bg="#dcf2e4", warn_ink="#7a4a00", warn_bg="#fdeccb", bad_ink="#a11d16", bad_bg="#fde1de",
    info_ink="#0c4f80", info_bg="#dcecf9", neutral_ink="#40504d", neutral_bg="#e6edeb",
    error_ground="#fff3f2", caution_ground="#fff8e8",
    practice_ink="#5f3a00", practice_bg="#ffd98a",
    male="#2b6ca3", female="#b4476f",
    series=("#0f6b63", "#c27d22", "#2b6ca3", "#b4476f", "#5f8f3e", "#7a5ea8", "#8a6d4b", "#4f7f8f"),
)  # fmt: skip

DARK = Tokens(
    dark=True,
    window="#101817", surface="#182221", surface_alt="#1c2726", sunken="#212e2c", hover="#243331",
    line="#2e3d3a", line_strong="#788d89", ink="#e7efed", ink_soft="#a9bbb7", ink_off="#8b9c96",
    accent="#32a294", accent_hover="#57c4b8", accent_press="#7ad3c9", on_accent="#04211e",
    accent_soft="#1d4a45", accent_ink="#74d4c8",
    side="#0b1f1d", side_hover="#12302c", side_active="#1a4f49", side_ridge="#133a36",
    side_ink="#e4f1ee", side_ink_soft="#9dbeb8",
    ok_ink="#7fd6a3", ok_bg="#173626", warn_ink="#f0c26a", warn_bg="#3b2d10", bad_ink="#f59a92", bad_bg="#43201e",
    info_ink="#8ec5f0", info_bg="#16304a", neutral_ink="#b7c7c3", neutral_bg="#2a3836",
    error_ground="#301c1b", caution_ground="#2c2413",
    practice_ink="#ffe0a1", practice_bg="#5a3d06",
    male="#6aa9dd", female="#e08bac",
    series=("#3fb3a6", "#e0a855", "#6aa9dd", "#e08bac", "#93c46c", "#b39adf", "#c3a27d", "#86b6c4"),
)  # fmt: skip

SHARP = LIGHT._replace(
    sharp=True,
    window="#ffffff", surface_alt="#ffffff", sunken="#ededed", hover="#e4e4e4",
    line="#5c5c5c", line_strong="#000000", ink="#000000", ink_soft="#1f1f1f", ink_off="#474747",
    accent="#00433d", accent_hover="#00332e", accent_press="#002420", accent_soft="#cfe9e5", accent_ink="#003a35",
    side="#000000", side_hover="#1c3a37", side_active="#004f48", side_ridge="#1a1a1a",
    side_ink="#ffffff", side_ink_soft="#e6e6e6",
    ok_ink="#00401f", warn_ink="#4d2c00", bad_ink="#7a0000", info_ink="#00305c", neutral_ink="#1f1f1f",
    practice_ink="#2e1b00", male="#00447a", female="#8a0040",
    series=("#00433d", "#7a4300", "#00447a", "#8a0040", "#2c5200", "#4b2a80", "#5c3f14", "#1a4a5c"),
)  # fmt: skip
"""High contrast: black on white, lines that are seen, every word at 7:1 or more."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("ink", "ink_soft")
        for ground in ("window", "surface", "surface_alt", "sunken", "hover")
    ),
    ("ink", "accent_soft"),
    ("ink_soft", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    *(("accent_ink", ground) for ground in ("window", "surface", "surface_alt", "accent_soft")),
    *(("side_ink", ground) for ground in ("side", "side_hover", "side_active", "side_ridge")),
    *(("side_ink_soft", ground) for ground in ("side", "side_hover")),
    *((f"{tone.value}_ink", f"{tone.value}_bg") for tone in Tone),
    *((f"{tone.value}_ink", "surface") for tone in Tone),
    *((f"{tone.value}_ink", "window") for tone in Tone),
    ("ink", "error_ground"),
    ("ink", "caution_ground"),
    ("practice_ink", "practice_bg"),
    *(("ink_off", ground) for ground in ("window", "surface", "surface_alt", "sunken", "hover", "error_ground",
                                         "caution_ground")),
    *((sex, ground) for sex in ("male", "female") for ground in ("window", "surface")),
    ("accent_ink", "hover"),
    ("accent_ink", "sunken"),
    ("bad_ink", "error_ground"),
    ("warn_ink", "caution_ground"),
    ("bad_ink", "hover"),
    ("window", "ink"),
)  # fmt: skip
"""Every pair of names that carries text somewhere in the window."""


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise ValueError(f"not a colour: {colour}")
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
