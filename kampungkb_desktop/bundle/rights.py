"""What a sender may say: an officer only his own device's changes in the villages assigned to him, a district any.

A record without a village is its writer's own. A record that already exists here counts too: without that an officer
could relabel another village's record as his own (``sync-study.md`` 8, hazard 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.bundle.certificate import Certificate
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.areas import OF_A_MEETING, OF_AN_AREA, OF_THE_OFFICE
from kampungkb_desktop.forms.change import DECISION, DELETE, PUT, Change, decode_values
from kampungkb_desktop.forms.derived_ids import follows_from

OFFICER = "petugas"
DISTRICT = "kabupaten"

OFFICER_FORM = "officer"
SHARED = OF_AN_AREA | OF_A_MEETING | {"office"}
"""Forms whose records without a village reach everybody: the letterhead of the office, what is of the whole kabupaten,
and its meetings. Only the district mends what another wrote; an officer adds to them and mends his own."""
DISTRICTS = OF_THE_OFFICE | {"enrolment", "erasure", "erasure_word"}
"""Forms that only a district writes: who may speak for whom, by which rules, and where."""


@frozen
class Known:
    """Under which villages and from which devices the log here knows a record."""

    villages: frozenset[str]
    devices: frozenset[str]


@frozen
class Rights:
    """The certificate's rights, made ready for many changes."""

    uid: str
    district: bool
    villages: frozenset[str]
    officer: str = ""
    former: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    """Other installations of the same person: he may mend what he wrote there, not speak for them."""

    @property
    def own(self) -> frozenset[str]:
        """The installations whose changes are the sender's own."""
        return self.former | {self.uid}

    @property
    def person(self) -> frozenset[str]:
        """The installations on which the sender writes, or has written."""
        return self.own | self.also

    def check(self, change: Change, known: Mapping[str, Known]) -> None:
        """Refuse what this sender may not say. ``known`` maps records that are here already to what is known."""
        if self.district:
            return
        if change.device != self.uid and change.device not in self.former:
            raise refuse("E-FOREIGN")
        if change.kind not in (PUT, DELETE) or change.priority >= DECISION:
            raise refuse("E-SCOPE", "hak kabupaten")
        if change.form in DISTRICTS:
            raise refuse("E-SCOPE", "hak kabupaten")
        here = known.get(change.record)
        if change.village and change.village not in self._villages_of(here):
            raise refuse("E-SCOPE", change.village)
        if change.kind == PUT and not self._may_say(change, here):
            raise refuse("E-SCOPE", "desa di dalam isian")
        if here is not None and not self._may_touch(change, here):
            raise refuse("E-SCOPE", "catatan desa lain")
        for joined in map(known.get, joined_by(change)):
            if joined is not None and self.villages.isdisjoint(joined.villages):
                raise refuse("E-SCOPE", "gabungan dengan catatan desa lain")

    def begins_beside(self, change: Change, known: Mapping[str, Known]) -> bool:
        """Whether he begins, without knowing of it, what somebody of another village has begun too: its id follows from
        records that were his as well, such as the verification of a family that has moved. Knowing that id takes no
        more than knowing them, so nobody gets hold of another's record in this way."""
        if change.kind != PUT or change.parents or change.village not in self.villages:
            return False
        owners = follows_from(change.form, change.record, decode_values(change.values))
        here = [known.get(owner) for owner in owners]
        return bool(here) and all(one is not None and not self.villages.isdisjoint(one.villages) for one in here)

    def _villages_of(self, here: Known | None) -> frozenset[str]:
        """The sender's villages, and for a record that was ever in one of them those where it is known to have been:
        it may have moved on while he worked on it, and he may agree to that."""
        return (
            self.villages if here is None or self.villages.isdisjoint(here.villages) else self.villages | here.villages
        )

    def _may_say(self, change: Change, here: Known | None) -> bool:
        """The village an answer names must be the change's own: no relabelling, no village through the back door."""
        if '"village"' not in change.values and "\\" not in change.values:  # an escape can hide a name
            return True
        said = decode_values(change.values).get("village")
        return said is None or (said in self._villages_of(here) and said == change.village)

    def _may_touch(self, change: Change, here: Known) -> bool:
        """A record of his villages; without a village only what he has written himself, and himself. Of what all share
        also what was begun without knowing of the office's: the letterhead has one id."""
        if not self.villages.isdisjoint(here.villages) or (
            change.form == OFFICER_FORM and change.record == self.officer
        ):
            return True
        if "" not in here.villages:
            return False
        alone = change.form in SHARED and all(parent.device in self.person for parent in change.parents)
        return alone or not self.person.isdisjoint(here.devices)


def joined_by(change: Change) -> tuple[str, ...]:
    """The two records that a change says are one. An officer joins what is of his villages; one that is not here yet
    is judged when it comes, for an alias counts only where both were ever written in its village."""
    if change.form != Alias.FORM or change.kind != PUT:
        return ()
    said = decode_values(change.values)
    return tuple(str(said[end]) for end in ("a_id", "b_id") if said.get(end))


def rights_of(certificate: Certificate, extra: Iterable[str] = (), also: Iterable[str] = ()) -> Rights:
    """The rights a certificate gives; ``also`` are the other installations of its officer.

    Dates of assignment are not looked at here: a file may arrive late, and what was written while the village was
    assigned stays the officer's (the district sees the dates at its desk)."""
    villages = frozenset(one.village for one in certificate.villages) | frozenset(extra)
    former = frozenset(certificate.former)
    return Rights(certificate.uid, certificate.role == DISTRICT, villages, certificate.officer, former, frozenset(also))
