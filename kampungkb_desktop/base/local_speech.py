"""*Desa* said as people say it there: "semua nagari", "Nagari tugas", by one small rule over the texts of the window.

Names of funds, offices, codes and columns that hold the word keep it, and so does what people typed. Where villages
are called in two ways, both are said ("nagari/desa"). The limit: a text does not tell which village it is about, so
both are said of a single one too.
"""

from __future__ import annotations

import re

_KEPT_SO = (
    r"dana desa|desa adat|potensi desa|masyarakat desa|bidan desa|pemerintahan desa|sebutan desa|untuk desa dan|"
    r"setempat untuk desa|kepala desa adat|sk kepala desa|kode desa|kolom desa|kata desa|desa, kota|desa atau yang|"
    r"648 desa|(?-i:Desa(?= [A-Z]))|(?<=^\d  )desa$|(?<=^\d\d  )desa$"
)
"""Names and literals with the word in them: "Desa Baru" is somebody's name, "2  Desa" the word itself among others."""
_WORDS = re.compile(
    rf"(?P<kept>(?<!\w)(?:{_KEPT_SO})(?!\w))|(?<![\w&])(?P<head>kepala desa)(?!\w)"
    r"|(?<![\w&])(?P<before>se)?(?P<mark>&?)(?P<word>d&?e&?s&?a)(?P<behind>nya)?(?!\w)",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?i)(?<!\w)(&?)(\w[\w ]*)(?:/| atau |, )\2(nya)?(?!\w)")
KEPT = 4_000


class LocalSpeech:
    """``of(text)`` with the local word, of one place; ``note`` what somebody typed."""

    def __init__(self, kind: str, head: str) -> None:
        self._kind, self._head = kind, head
        both = "|".join(re.escape(one) for one in (head, self._hung("se"), kind) if "/" in one)
        self._said_so = re.compile(f"({both})", re.IGNORECASE) if both else None
        self._typed: set[str] = set()
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The text as it is said there; most texts hold no such word and are given back at once."""
        if "esa" not in text and "ESA" not in text and "e&sa" not in text:
            return text
        if text in self._typed:
            return text
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[text] = self._said(text)
        return found

    def note(self, text: str) -> None:
        """Somebody wrote this: it is shown as it is, by itself and in a sentence."""
        if "esa" in text.lower() and text not in self._typed:
            if len(self._typed) >= KEPT:
                self._typed.clear()
            self._typed.add(text)
            self._known.clear()

    def _said(self, text: str) -> str:
        own = [one for one in self._typed if " " in one and one in text]
        names = "|".join(re.escape(one) for one in sorted(own, key=len, reverse=True))
        pieces = re.split(f"({names})", text) if own else [text]
        return "".join(one if one in self._typed else self._replaced(one) for one in pieces)

    def _hung(self, before: str) -> str:
        """The word with *se-* before it, before each of two."""
        return "/".join(before + one for one in self._kind.split("/"))

    def _replaced(self, text: str) -> str:
        if self._said_so is not None and (parts := self._said_so.split(text))[1:]:  # said before: it has "desa" in it
            return "".join(part if at % 2 else self._replaced(part) for at, part in enumerate(parts))
        made = _WORDS.sub(self._word, text)
        return _TWICE.sub(lambda twice: twice[1] + twice[2] + (twice[3] or ""), made) if made != text else text

    def _word(self, found: re.Match[str]) -> str:
        if found["kept"]:
            return found[0]
        if found["head"]:
            return _as(found["head"], self._head)
        said = _as((found["before"] or "") + found["word"].replace("&", ""), self._hung(found["before"] or ""))
        marked = "&" if "&" in found[0] else ""
        return marked + said + (found["behind"] or "")


def _as(before: str, word: str) -> str:
    """With capitals as they were: all, the first of each word, the first only, or none."""
    if before.isupper():
        return word.upper()
    if before[:1].isupper():
        return word[:1].upper() + word[1:]
    return word.lower()
