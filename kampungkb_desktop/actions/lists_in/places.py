"""To which village a row belongs: by its code, by its name among the villages one works in, or as chosen for the file.
Nobody takes a list in for a village that is not his."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final

from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.sheet_cells import plain_words
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms import regions

_KINDS: Final = ("desa ", "kelurahan ", "kampung ", "kel ", "ds ", "nagari ", "gampong ", "pekon ")


@frozen
class Places:
    """``allowed`` are codes; ``anywhere`` is a district, which may name any village there is. ``chosen`` stands for
    rows that name none."""

    allowed: tuple[str, ...]
    anywhere: bool = False
    chosen: str | None = None
    _named: dict[str, list[str]] = field(default_factory=dict)

    def find(self, code: str | None, name: str | None) -> tuple[str | None, str]:
        """The village of a row, or ``None`` and a sentence."""
        if code:
            return self._by_code(code)
        return self._by_name(name or "")

    def told_by(self, texts: Iterable[str]) -> str | None:
        """The one village whose name stands in these texts as words of its own; else the only one there is."""
        if len(self.allowed) == 1 and not self.anywhere:
            return self.allowed[0]
        spaced = [f" {plain_words(text)} " for text in texts]
        found = {
            code
            for name, codes in self._names().items()
            for code in codes
            if any(f" {name} " in text for text in spaced)
        }
        return found.pop() if len(found) == 1 else None

    def _by_code(self, typed: str) -> tuple[str | None, str]:
        code = regions.normalise_code(typed)
        if code is None or not regions.is_village_code(code) or regions.load().region(code) is None:
            return None, "Kode desa/kelurahan ini tidak dikenal. Cocokkan dengan kode Kemendagri sepuluh angka."
        if not self.anywhere and code not in self.allowed:
            return None, "Desa ini bukan desa binaan Anda, jadi keluarganya tidak dimasukkan."
        return code, ""

    def _by_name(self, typed: str) -> tuple[str | None, str]:
        found = self._names().get(_bare(typed), [])
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, f"Ada {len(found)} desa bernama “{typed}”. Tambahkan kolom kode desa/kelurahan."
        if (code := regions.normalise_code(typed)) is not None:
            return self._by_code(code)
        return None, f"“{typed}” bukan nama desa binaan Anda. Cocokkan ejaannya, atau pakai kode desa."

    def _names(self) -> Mapping[str, list[str]]:
        if not self._named:
            for code in self.allowed:
                region = regions.load().region(code)
                if region is not None:
                    self._named.setdefault(_bare(region.name), []).append(code)
        return self._named


def places_of(session: Session, chosen: str | None = None) -> Places:
    """Where this person may take lists in. ``KnownError`` E-LIST-VILLAGE when that is nowhere."""
    own = own_villages(session)
    district = session.role == DISTRICT
    if not own and not district:
        raise KnownError(
            "E-LIST-VILLAGE",
            "Belum ada desa binaan, jadi belum ada tempat untuk daftar ini.",
            "Catat dahulu kampungnya di menu Kampung, atau terima penugasan dari kabupaten.",
        )
    if chosen is not None and chosen not in own and not district:
        raise KnownError(
            "E-LIST-VILLAGE", "Desa itu bukan desa binaan Anda.", "Pilih salah satu desa binaan Anda, lalu ulangi."
        )
    return Places(_of_regency(own) if district else own, district, chosen)


def _of_regency(own: Sequence[str]) -> tuple[str, ...]:
    """For names in a district's list: every village of the kabupaten around those on record."""
    around = {code[:5] for code in own}
    return tuple(village.code for regency in sorted(around) for village in regions.load().villages(regency))


def _bare(name: str) -> str:
    plain = plain_words(name)
    return next((plain.removeprefix(kind) for kind in _KINDS if plain.startswith(kind)), plain)
