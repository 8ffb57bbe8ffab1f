"""Finding a kegiatan among the 59 by words: what somebody types into the search, and what a title suggests.

Plain word overlap with the official labels; it suggests and never decides.
"""

from __future__ import annotations

from functools import cache

from kampungkb_desktop.forms.programme import ACTIVITIES, ProgrammeActivity, goal_label, programme_of
from kampungkb_desktop.forms.region_search import fold

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


@cache
def _held(activity: ProgrammeActivity) -> str:
    """Everything a kegiatan can be found by, folded."""
    programme = programme_of(activity.code)
    around = f"{programme.label} {programme.short} {goal_label(programme.goal)}" if programme else ""
    return fold(f"{activity.label} {around} {activity.ministry}")


def find(text: str) -> tuple[ProgrammeActivity, ...]:
    """The kegiatan that hold every word (as the beginning of a word) or whose code begins so; all for no words.

    Those whose own label holds the words come before those of a programme that does.
    """
    typed = text.strip()
    if typed and typed[0].isdigit():
        return tuple(one for one in ACTIVITIES if one.code.startswith(typed.rstrip(".")))
    words = fold(typed).split()
    found = [one for one in ACTIVITIES if all(f" {word}" in f" {_held(one)}" for word in words)]
    own = [one for one in found if all(f" {word}" in f" {fold(one.label)}" for word in words)]
    return (*own, *(one for one in found if one not in own))


def suggest(title: str, most: int = 3) -> tuple[ProgrammeActivity, ...]:
    """The kegiatan whose label shares most with a title, best first; none when nothing telling is shared.

    A rare word weighs more than one that many labels hold.
    """
    telling = {word for word in _spelt_out(title) if word not in _COMMON and len(word) > 2}
    labels = {one: set(fold(one.label).split()) for one in ACTIVITIES}
    spread = {word: sum(word in held for held in labels.values()) for word in telling}
    scored = []
    for at, (one, held) in enumerate(labels.items()):
        weight = sum(1 / spread[word] for word in telling & held)
        if weight > 0:
            scored.append((-weight, at, one))
    return tuple(one for _, _, one in sorted(scored)[:most])


def _spelt_out(title: str) -> set[str]:
    found: set[str] = set()
    for word in fold(title).split():
        found.add(word)
        found.update(_ALIKE.get(word, "").split())
    return found
