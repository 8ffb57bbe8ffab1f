"""The looks: every ink is readable on its ground, in light and dark, and measures grow with the text size."""

from __future__ import annotations

import re

import pytest

from kampungkb_desktop.ui.palette import DARK, LIGHT, SHARP, TEXT_PAIRS, TONE_ICONS, Tokens, Tone, contrast
from kampungkb_desktop.ui.stylesheet import stylesheet

ENOUGH = 4.5
ENOUGH_FOR_SHAPES = 3.0


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="/".join)
def test_words_are_readable(look: Tokens, pair: tuple[str, str]) -> None:
    ink, ground = (str(getattr(look, name)) for name in pair)
    assert contrast(ink, ground) >= ENOUGH


@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="/".join)
def test_high_contrast_is_high(pair: tuple[str, str]) -> None:
    """WCAG's stronger grade for words; lines, charts and the focus as other looks have only for words."""
    ink, ground = (str(getattr(SHARP, name)) for name in pair)
    assert contrast(ink, ground) >= 7
    for colour in (SHARP.line, SHARP.line_strong, SHARP.accent, SHARP.male, SHARP.female, *SHARP.series):
        assert contrast(colour, SHARP.surface) >= ENOUGH


@pytest.mark.parametrize("look", [LIGHT, DARK, SHARP], ids=["light", "dark", "sharp"])
def test_edges_and_bars_are_seen(look: Tokens) -> None:
    """Borders of fields, the focus ring and chart colours need 3:1 against what they lie on."""
    assert contrast(look.line_strong, look.surface) >= ENOUGH_FOR_SHAPES
    assert contrast(look.accent, look.surface) >= ENOUGH_FOR_SHAPES
    for colour in (look.male, look.female, *look.series):
        assert contrast(colour, look.surface) >= ENOUGH_FOR_SHAPES
    assert contrast(look.ink_off, look.surface) >= ENOUGH  # words in an empty field


@pytest.mark.parametrize("look", [LIGHT, DARK, SHARP], ids=["light", "dark", "sharp"])
def test_what_the_sheet_sets_together_can_be_read(look: Tokens) -> None:
    """Also words that cannot be chosen just now, under the keys: they say why."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(look, "gambar"))
    found = {}
    for name, body in rules:
        said = dict(re.findall(r"(?<![\w-])(color|background)(?:-color)?: (#[0-9a-f]{6})", body))
        if {"color", "background"} <= said.keys():
            found[" ".join(name.split())] = contrast(said["color"], said["background"])
    assert found.keys() >= {"QMenu::item:selected", "QMenu::item:disabled:selected"}
    assert {name: held for name, held in found.items() if held < ENOUGH} == {}


def test_contrast_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    with pytest.raises(ValueError, match="not a colour"):
        contrast("red", "#ffffff")


def test_every_tone_has_its_own_shape() -> None:
    assert set(TONE_ICONS) == set(Tone)
    assert len(set(TONE_ICONS.values())) == len(Tone)


def test_measures_grow_and_never_vanish() -> None:
    assert LIGHT._replace(scale=1.5).px(20) == 30
    assert LIGHT.px(0.2) == 1
