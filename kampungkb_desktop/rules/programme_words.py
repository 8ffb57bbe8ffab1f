"""Finding a kegiatan among the 59 by words: what somebody types into the search, and what title and text suggest.

Plain word overlap with the official labels, forgiving a slip of the finger; it suggests and never decides. Labels of
a province's own programmes ("delapan program unggulan") are never read here: they are not the eight sub-programmes.
"""

from __future__ import annotations

from functools import cache, lru_cache

from kampungkb_desktop.forms.programme import ACTIVITIES, ProgrammeActivity, goal_label, programme_of
from kampungkb_desktop.rules.near_words import nearest, words

_COMMON = frozenset((
    "dan", "di", "ke", "dari", "untuk", "yang", "pada", "dengan", "bagi", "oleh", "serta", "atau", "kepada", "dalam",
    "melalui", "program", "kegiatan", "keluarga", "masyarakat", "peningkatan", "pelayanan", "penyuluhan", "sosialisasi",
    "kampung", "desa", "kelurahan", "kb", "rt", "rw", "tim", "bersama",
))  # fmt: skip
"""Words that stand in half of the labels and titles and tell nothing."""

_ALIKE = {
    "bumil": "ibu hamil", "busui": "ibu menyusui", "catin": "calon pengantin", "dapur": "dashat",
    "mpasi": "makanan", "pmt": "makanan tambahan", "ttd": "tablet tambah darah", "jentik": "jumantik",
    "akte": "akta", "adminduk": "administrasi kependudukan", "penimbangan": "pertumbuhan balita",
    "timbang": "pertumbuhan balita", "lansia": "bkl lansia", "rokok": "ktr rokok", "umkm": "umkm usaha",
    "sembako": "bantuan pangan", "jkn": "jaminan kesehatan", "bpjs": "jaminan kesehatan", "jamban": "sanitasi stbm",
    "ngaji": "keagamaan", "pengajian": "keagamaan", "sekolah": "pendidikan", "dataku": "rumah data dataku",
}  # fmt: skip
"""What officers write for what the labels say."""


_TEXT_WEIGHT = 0.35
"""A word of the description tells less than one of the title."""
_READ_OF_TEXT = 2000
_TELLING = 2


@cache
def _held(activity: ProgrammeActivity) -> frozenset[str]:
    """Every word a kegiatan can be found by."""
    programme = programme_of(activity.code)
    around = f"{programme.label} {programme.short} {goal_label(programme.goal)}" if programme else ""
    return frozenset(words(f"{activity.label} {around} {activity.ministry}"))


@cache
def _own(activity: ProgrammeActivity) -> frozenset[str]:
    return frozenset(words(activity.label))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset().union(*(_held(one) for one in ACTIVITIES), _ALIKE)


def find(text: str) -> tuple[ProgrammeActivity, ...]:
    """The kegiatan that hold every word (as the beginning of a word) or whose code begins so; all for no words.

    Those whose own label holds the words come before those of a programme that does. Where nothing fits as typed, a
    misspelt word is read as the nearest known one.
    """
    typed = text.strip()
    if typed and typed[0].isdigit():
        return tuple(one for one in ACTIVITIES if one.code.startswith(typed.rstrip(".")))
    asked = words(typed)
    return _holding(asked) or _holding([nearest(word, _vocabulary()) or word for word in asked])


def _holding(asked: list[str]) -> tuple[ProgrammeActivity, ...]:
    found = [one for one in ACTIVITIES if _begins(asked, _held(one))]
    own = [one for one in found if _begins(asked, _own(one))]
    return (*own, *(one for one in found if one not in own))


def _begins(asked: list[str], held: frozenset[str]) -> bool:
    return all(any(have.startswith(word) for have in held) for word in asked)


def suggest(title: str, text: str = "", most: int = 3) -> tuple[ProgrammeActivity, ...]:
    """The kegiatan whose label shares most with a title, and less with a text, best first; none when nothing telling
    is shared.

    A rare word weighs more than one that many labels hold.
    """
    told = dict.fromkeys(_spelt_out(text[:_READ_OF_TEXT]), _TEXT_WEIGHT) | dict.fromkeys(_spelt_out(title), 1.0)
    telling = {word: weight for word, weight in told.items() if word not in _COMMON and len(word) > _TELLING}
    spread = {word: sum(word in _own(one) for one in ACTIVITIES) for word in telling}
    scored = []
    for at, one in enumerate(ACTIVITIES):
        weight = sum(telling[word] / spread[word] for word in telling.keys() & _own(one))
        if weight > 0:
            scored.append((-weight, at, one))
    return tuple(one for _, _, one in sorted(scored)[:most])


def _spelt_out(text: str) -> set[str]:
    """The words of a text with what officers mean by them; a misspelt one as the nearest known."""
    found = set[str]()
    for word in set(words(text)):
        read = _read(word)
        found.add(read)
        found.update(words(_ALIKE.get(read, "")))
    return found


@lru_cache(4096)
def _read(word: str) -> str:
    """Asked anew at every key, so remembered."""
    known = _vocabulary()
    return word if word in known or word in _COMMON else nearest(word, known) or word
