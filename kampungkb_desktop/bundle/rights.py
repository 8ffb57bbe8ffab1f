"""What a sender may say: an officer only his own device's changes in the villages assigned to him, a district any.

A record that already exists here counts too: without that an officer could relabel another village's record as his own
(``sync-study.md`` 8, hazard 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.forms.change import DECISION, DELETE, PUT, Change, decode_values

OFFICER = "petugas"
DISTRICT = "kabupaten"

WITHOUT_VILLAGE = frozenset({"officer", "assignment", "office", "activity", "attachment"})
"""Forms an officer may write outside any village: himself, his letterhead, activities of the district."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The certificate's rights, made ready for many changes."""

    uid: str
    district: bool
    villages: frozenset[str]

    def check(self, change: Change, known: Mapping[str, frozenset[str]]) -> None:
        """Refuse what this sender may not say. ``known`` maps records that are here already to their villages."""
        if self.district:
            return
        if change.device != self.uid:
            raise refuse("E-FOREIGN")
        if change.kind not in (PUT, DELETE) or change.priority >= DECISION:
            raise refuse("E-SCOPE", "hak kabupaten")
        if not self._mine(change):
            raise refuse("E-SCOPE", change.village or "tanpa desa")
        here = known.get(change.record)
        if here and "" not in here and here.isdisjoint(self.villages):
            raise refuse("E-SCOPE", "catatan desa lain")

    def _mine(self, change: Change) -> bool:
        if not change.village:
            return change.form in WITHOUT_VILLAGE
        if change.village not in self.villages:
            return False
        if change.kind != PUT:
            return True
        said = decode_values(change.values).get("village", change.village)
        return said is None or said in self.villages


def rights_of(certificate: Certificate, extra: Iterable[str] = ()) -> Rights:
    """The rights a certificate gives. Dates of assignment are not looked at here: a file may arrive late, and what was
    written while the village was assigned stays the officer's (the district sees the dates at its desk)."""
    villages = frozenset(one.village for one in certificate.villages) | frozenset(extra)
    return Rights(certificate.uid, certificate.role == DISTRICT, villages)
