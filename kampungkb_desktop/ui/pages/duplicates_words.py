"""How doubts, reasons and sides are written on the desk of doubles."""

from __future__ import annotations

from kampungkb_desktop.actions.duplicates import FAMILIES, Doubt
from kampungkb_desktop.actions.duplicates_apart import Apart
from kampungkb_desktop.actions.duplicates_compare import Beside, Comparison
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import listing, moment, number
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.rules.duplicates import Strength
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.palette import Tone

STRENGTH_WORDS: dict[Strength, str] = {"pasti": "Hampir pasti", "mungkin": "Mungkin", "mirip": "Mirip"}
STRENGTH_TIPS: dict[Strength, str] = {
    "pasti": "Banyak tanda sama dan hampir tidak ada yang menentang",
    "mungkin": "Beberapa tanda sama; bandingkan dahulu",
    "mirip": "Hanya sedikit tanda sama; sering kali memang dua orang",
}
_TONES: dict[Strength, Tone] = {"pasti": Tone.BAD, "mungkin": Tone.WARN, "mirip": Tone.INFO}
_ICONS: dict[Strength, str] = {"pasti": "users", "mungkin": "merge", "mirip": "search"}


APART_TAG = Tag("Bukan ganda", Tone.NEUTRAL, "check")
AGAIN, AGAIN_TIP = "Tan&yakan lagi", "Batalkan pernyataan bukan yang sama; pasangan ini ditanyakan lagi (Ctrl+B)"


def said_words(said: Apart) -> str:
    """Who settled that they are two, and when."""
    what = "dua keluarga" if said.doubt.pair.form == FAMILIES else "dua orang"
    return f"Dinyatakan {what} oleh {said.author}, {moment(moment_of(said.wall))}. Tidak ditanyakan lagi."


def strength_tag(strength: Strength) -> Tag:
    """The strength as a chip with a shape of its own."""
    return Tag(STRENGTH_WORDS[strength], _TONES[strength], _ICONS[strength])


def list_name(doubt: Doubt) -> str:
    """Whom a line of the list is about: families by their heads, people with a word that they are."""
    if doubt.pair.form == FAMILIES:
        return as_typed(doubt.about.replace("Keluarga ", ""))
    return f"{doubt.about} (orang)"


def places(doubt: Doubt) -> str:
    """The village of the two, or both."""
    return " dan ".join(village_name(one) if one else "tanpa desa" for one in doubt.villages)


def found_words(count: int) -> str:
    """How many wait, behind the title."""
    return f"{number(count)} menunggu diputuskan" if count else ""


def apart_words(doubt: Doubt) -> str:
    """The deed of saying that the two are not the same."""
    return "&Bukan keluarga yang sama" if doubt.pair.form == FAMILIES else "&Bukan orang yang sama"


def where_words(doubt: Doubt) -> str:
    """Of people, in which families they are on record."""
    if doubt.pair.form == FAMILIES:
        return places(doubt)
    homes = dict.fromkeys(one.family_name or "keluarga yang tidak ada di sini" for one in (doubt.first, doubt.second))
    return f"{' dan '.join(homes)} · {places(doubt)}"


def side_title(found: Comparison, side: int) -> str:
    """What stands over the answers of one side: its name, with its number where both are called alike."""
    names = (found.doubt.first.name, found.doubt.second.name)
    alike = names[0].casefold() == names[1].casefold()
    return f"{side + 1}. {names[side]}" if alike else names[side]


def changed_words(side: Beside) -> str:
    """``5 Maret 2026 14.05, Siti Rahma``."""
    return f"{moment(side.changed)}, {side.changed_by}" if side.changed is not None else "–"


def hanging(side: Beside) -> str:
    """What belongs to one side."""
    return listing([f"{number(count)} {words}" for count, words in side.hanging]) or "belum ada"


def preview_words(found: Comparison, twins: int) -> str:
    """What the joined record will hold, in a sentence."""
    what = "keluarga" if found.doubt.pair.form == FAMILIES else "orang"
    total: dict[str, int] = {}
    for side in found.sides:
        for count, words in side.hanging:
            total[words] = total.get(words, 0) + count
    if "anggota" in total:
        total["anggota"] -= twins
    held = listing([f"{number(count)} {words}" for words, count in total.items()])
    moves = f"Keduanya menjadi satu {what} dengan {held}." if held else f"Keduanya menjadi satu {what}."
    return f"{moves} Tidak ada yang terhapus; dapat dipisahkan lagi kapan saja."
