"""The headings of the KRS recap: what each number counts, in the words of the screen and of the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kampungkb_desktop.forms.risk_verification import ASSISTANCE, NO_ASSISTANCE
from kampungkb_desktop.rules.stunting_recap import NO_RANK, NOT_ASKED
from kampungkb_desktop.rules.stunting_risk import Answer, Reading
from kampungkb_desktop.rules.stunting_words import SHORT

READING_WORDS: Final = {
    Reading.FOUR_WITHOUT_MODERN: "4 Terlalu menentukan bila pasangan bukan peserta KB modern",
    Reading.FOUR_ALONE: "4 Terlalu menentukan, ber-KB atau tidak",
    Reading.WITHOUT_MODERN_ALONE: "bukan peserta KB modern sudah menentukan",
}
VERDICT_WORDS: Final = {
    Answer.YES: "Berisiko", Answer.NO: "Tidak berisiko", Answer.NOT_APPLICABLE: "Bukan sasaran",
    Answer.UNKNOWN: "Belum diketahui",
}  # fmt: skip
_WHOLE: Final = {
    "keluarga": "semua keluarga", "sasaran": "keluarga sasaran", "bukan_sasaran": "bukan sasaran",
    "sasaran_belum": "belum diketahui sasaran atau bukan", "berisiko": "berisiko stunting",
    "tidak_berisiko": "tidak berisiko", "belum": "belum diketahui berisiko atau tidak",
}  # fmt: skip
_HOW: Final = {
    Answer.YES.value: "", Answer.NO.value: ": tidak", Answer.NOT_APPLICABLE.value: ": tidak berlaku",
    Answer.UNKNOWN.value: ": belum diketahui", "krs": ", berisiko",
}  # fmt: skip
_VERVAL: Final = {
    "verval:total": "verval, ditemukan", "verval:total:ada": "verval, sudah ada dalam daftar",
    "verval:total:baru": "verval, keluarga baru", "verval:tidak_ditemukan": "verval, tidak ditemukan",
    "verval:belum": "belum diverifikasi", "verval:catin": "verval, catin",
}  # fmt: skip


def figure_words(key: str) -> str:
    """What a number of the recap counts, to stand behind "KRS:"; an unknown key as it is."""
    if key in _WHOLE:
        return _WHOLE[key]
    if key in _VERVAL:
        return _VERVAL[key]
    kind, _, rest = key.partition(":")
    said = _PARTS[kind](rest) if kind in _PARTS else None
    return said or key


def assistance_words(code: str) -> str:
    """The kinds of pendampingan without their "Ya,"; those not asked and none have words of their own."""
    if code == NOT_ASKED:
        return "Belum dicatat"
    if code == NO_ASSISTANCE:
        return "Tidak ada pendampingan"
    words = ASSISTANCE.label(code).removeprefix("Ya, ")
    return words[:1].upper() + words[1:]


def rank_words(rank: str) -> str:
    """A welfare rank as a heading."""
    return "Belum diketahui" if rank == NO_RANK else rank.replace(">", "> ")


def place_words(rt: str, rw: str) -> str:
    """``RT 001/RW 002``; a plain sentence where neither is written down."""
    if not rt and not rw:
        return "RT belum diisi"
    return f"RT {rt or '–'}/RW {rw or '–'}"


def _lower(words: str) -> str:
    return words if words.startswith(("PUS", "4 ")) else words[:1].lower() + words[1:]


def _factor(rest: str) -> str:
    code, _, how = rest.partition(":")
    return f"{_lower(SHORT.get(code, code))}{_HOW.get(how, '')}"


def _place(rest: str) -> str:
    place, _, how = rest.partition(":")
    rt, _, rw = place.partition("~")
    return f"{place_words(rt, rw)}, {_WHOLE.get(how or 'sasaran', how)}"


def _reading(rest: str) -> str:
    return f"berisiko bila {READING_WORDS[Reading(rest)]}" if rest in set(Reading) else ""


def _verval(rest: str) -> str:
    code, _, origin = rest.partition(":")
    return f"verval, {_lower(SHORT.get(code, code))}, {'baru' if origin == 'baru' else 'sudah ada'}"


_PARTS: Final[Mapping[str, Callable[[str], str]]] = {
    "sasaran": lambda rest: _lower(SHORT.get(rest, rest)),
    "faktor": _factor,
    "peringkat": lambda rest: f"berisiko, peringkat kesejahteraan {rank_words(rest).lower()}",
    "bantuan": lambda rest: f"berisiko, {_lower(assistance_words(rest))}",
    "bacaan": _reading,
    "rt": _place,
    "verval": _verval,
}
