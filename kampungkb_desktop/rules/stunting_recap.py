"""The recap of families at risk of stunting under the official columns, out of families already judged (domain.md 4.3).

Every number is the set of families it counts, found by a key ("faktor:air:ya"). Factors are counted among the sasaran,
welfare rank and pendampingan among those at risk; the four "terlalu" overlap, so the families with any of them stand in
a column of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.risk_verification import ASSISTANCE, FOUND, NEW, NOT_FOUND, RANK
from kampungkb_desktop.rules.figures_rows import Figure
from kampungkb_desktop.rules.stunting_home import FACTORS, TARGETS
from kampungkb_desktop.rules.stunting_risk import Answer, Reading, Risk, verdict

__all__ = ["FACTORS", "RANKS", "TARGETS", "Recap", "Traits", "Verified", "place_key", "recap"]

NO_RANK: Final = "tidak diketahui"
RANKS: Final = (*RANK.codes(), NO_RANK)
NOT_ASKED: Final = "belum"
VERVAL_TARGETS: Final = ("hamil", "baduta", "balita")
_FOR_RISK: Final = {Answer.YES: "berisiko", Answer.NO: "tidak_berisiko", Answer.UNKNOWN: "belum"}


class Verified(NamedTuple):
    """What a verification of the semester says of a family."""

    found: str | None
    origin: str | None = None
    wedding: bool | None = None
    rank: str | None = None
    assistance: tuple[str, ...] = ()


class Traits(NamedTuple):
    """What is counted of a family beside the rule: its desil, its RT/RW, its verification of the semester."""

    rank: int | None = None
    rt: str | None = None
    rw: str | None = None
    verified: Verified | None = None


_NO_TRAITS: Final = Traits()


@frozen
class Recap:
    """``target`` is at_risk + not_at_risk + unknown; the ranks together are at_risk. ``figures`` holds the ids of the
    families of every key that counts any."""

    figures: Mapping[str, tuple[str, ...]]
    places: tuple[tuple[str, str], ...] = ()
    """(RT, RW) of the families in order; ("", "") where neither is written down."""

    def figure(self, key: str) -> Figure:
        """The families of a key; none where the key counts none."""
        return Figure("family", self.figures.get(key, ()))

    def count(self, key: str) -> int:
        """How many."""
        return len(self.figures.get(key, ()))

    @property
    def families(self) -> Figure:
        """Every family that lives there."""
        return self.figure("keluarga")

    @property
    def target(self) -> Figure:
        """Keluarga sasaran."""
        return self.figure("sasaran")

    @property
    def not_target(self) -> Figure:
        """Families that are no sasaran."""
        return self.figure("bukan_sasaran")

    @property
    def target_unknown(self) -> Figure:
        """Families of which the answers do not tell whether they are sasaran."""
        return self.figure("sasaran_belum")

    @property
    def at_risk(self) -> Figure:
        """Keluarga berisiko stunting."""
        return self.figure("berisiko")

    @property
    def not_at_risk(self) -> Figure:
        """Sasaran that are not at risk."""
        return self.figure("tidak_berisiko")

    @property
    def unknown(self) -> Figure:
        """Sasaran that lack an answer which could still decide."""
        return self.figure("belum")

    @property
    def targets(self) -> Mapping[str, Figure]:
        """Sasaran by kind: ``TARGETS``; a family may be of several."""
        return {code: self.figure(f"sasaran:{code}") for code in TARGETS}

    @property
    def factors(self) -> Mapping[str, Figure]:
        """Sasaran with each factor: ``FACTORS``. ``empat_terlalu`` counts a family once, however many it has."""
        return {code: self.figure(f"faktor:{code}:ya") for code in FACTORS}

    @property
    def ranks(self) -> Mapping[str, Figure]:
        """Families at risk by peringkat kesejahteraan: ``RANKS``. The rank never decides."""
        return {name: self.figure(f"peringkat:{name}") for name in RANKS}


def recap(risks: Iterable[Risk], traits: Mapping[str, Traits]) -> Recap:
    """Count families; a family without traits has none. The verdicts are looked at once and not kept."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    alike: defaultdict[tuple[Reading, tuple[Answer, ...]], list[str]] = defaultdict(list)
    places: set[tuple[str, str]] = set()
    for risk in risks:
        own = traits.get(risk.family, _NO_TRAITS)
        alike[risk.reading, risk.home.answers].append(risk.family)
        if risk.target is Answer.YES:
            place = (own.rt or "", own.rw or "")
            places.add(place)
            found[place_key(*place)].append(risk.family)
            found[f"{place_key(*place)}:{_FOR_RISK[risk.at_risk]}"].append(risk.family)
        for key in _own_keys(risk, own):
            found[key].append(risk.family)
    for (reading, answers), ids in alike.items():
        for key in _keys(answers, reading):
            found[key] += ids
    figures = {key: tuple(sorted(ids)) for key, ids in found.items()}
    return Recap(figures, tuple(sorted(places, key=lambda p: (not any(p), p[1], p[0]))))


def place_key(rt: str, rw: str) -> str:
    """An RT as part of a key; without a slash, which parts routes."""
    return f"rt:{rt.replace('/', '-')}~{rw.replace('/', '-')}"


def _keys(answers: tuple[Answer, ...], reading: Reading) -> list[str]:
    """Every key that counts the families that answer so. They are far fewer than families."""
    target, at_risk = verdict(answers, reading)
    if target is not Answer.YES:
        return ["keluarga", "bukan_sasaran" if target is Answer.NO else "sasaran_belum"]
    keys = ["keluarga", "sasaran", _FOR_RISK[at_risk]]
    keys += [f"sasaran:{code}" for code, answer in zip(TARGETS, answers, strict=False) if answer is Answer.YES]
    for code, answer in zip(FACTORS, answers[len(TARGETS) :], strict=True):
        keys.append(f"faktor:{code}:{answer}")
        if answer is Answer.YES and at_risk is Answer.YES:
            keys.append(f"faktor:{code}:krs")
    return keys + [f"bacaan:{other}" for other in Reading if verdict(answers, other)[1] is Answer.YES]


def _own_keys(risk: Risk, own: Traits) -> list[str]:
    """The keys that depend on more than the answers."""
    keys = _verval(risk, own.verified)
    if risk.at_risk is Answer.YES:
        keys.append(f"peringkat:{_rank(own)}")
        help_ = own.verified.assistance if own.verified is not None else ()
        keys += [f"bantuan:{code}" for code in help_ or (NOT_ASKED,)]
    return keys


def _rank(own: Traits) -> str:
    """As verified in the semester, else the family's desil."""
    if own.verified is not None and own.verified.rank in RANK.codes():
        return str(own.verified.rank)
    if own.rank is None or own.rank < 1:
        return NO_RANK
    return str(own.rank) if own.rank <= 4 else ">4"


def _verval(risk: Risk, one: Verified | None) -> list[str]:
    """The columns of the verification results of a village (S17); what is not a sasaran need not be verified."""
    if one is None or one.found not in (FOUND, NOT_FOUND):
        return ["verval:belum"] if risk.target is Answer.YES else []
    if one.found == NOT_FOUND:
        return ["verval:tidak_ditemukan"]
    keys = ["verval:total", f"verval:total:{_origin(one)}"]
    if one.wedding:
        keys.append("verval:catin")
    keys += [f"verval:{code}:{_origin(one)}" for code in VERVAL_TARGETS if risk.answer(code) is Answer.YES]
    return keys


def _origin(one: Verified) -> str:
    """New families are those said to be; every other was on the list."""
    return NEW if one.origin == NEW else "ada"


ASSISTANCE_KEYS: Final = (*ASSISTANCE.codes(), NOT_ASKED)
