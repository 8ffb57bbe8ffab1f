"""The recap of KRS adds up whatever the families are (domain.md 4.3, point 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.forms.choices_family import CHILD, HEAD, MAN, MARRIED, SPOUSE, WOMAN
from kampungkb_desktop.rules.figures_rows import CoupleRow, FamilyRow, PersonRow
from kampungkb_desktop.rules.stunting_recap import (
    ASSISTANCE_KEYS,
    FACTORS,
    RANKS,
    TARGETS,
    Traits,
    Verified,
    place_key,
    recap,
)
from kampungkb_desktop.rules.stunting_risk import Reading, Risk, stunting_risk

ON = date(2026, 11, 21)
births = st.none() | st.dates(date(1960, 1, 1), ON)


@st.composite
def judged(draw: st.DrawFn, reading: Reading) -> Risk:
    """One family of any kind, its id still to be given."""
    home = FamilyRow(
        "", None, draw(st.sampled_from([None, "ledeng", "air_hujan"])), draw(st.sampled_from([None, "septik", "umum"]))
    )
    people = [
        PersonRow("h", "", MAN, date(1985, 1, 1), HEAD, draw(st.sampled_from([MARRIED, "cerai_hidup"]))),
        PersonRow("w", "", WOMAN, draw(births), SPOUSE, MARRIED),
        *(PersonRow(f"c{n}", "", MAN, draw(births), CHILD, None) for n in range(draw(st.integers(0, 3)))),
    ]
    using, pregnant = draw(st.none() | st.booleans()), draw(st.none() | st.booleans())
    couple = CoupleRow("k", "", ON, pregnant, None, using, draw(st.sampled_from(["suntik", "tradisional"])), None)
    return stunting_risk(home, people, draw(st.sampled_from([None, couple])), ON, reading=reading)


@given(st.data(), st.sampled_from(Reading))
def test_the_official_sums_hold(data: st.DataObject, reading: Reading) -> None:
    drawn = data.draw(st.lists(judged(reading), max_size=8))
    risks = [replace(risk, family=f"f{n}") for n, risk in enumerate(drawn)]
    ranks = {risk.family: Traits(data.draw(st.none() | st.integers(1, 10))) for risk in risks}
    found = recap(risks, ranks)
    target = set(found.target.ids)
    assert found.at_risk.count + found.not_at_risk.count + found.unknown.count == found.target.count
    assert found.target.count + found.not_target.count + found.target_unknown.count == found.families.count
    assert sum(found.ranks[name].count for name in RANKS) == found.at_risk.count
    assert set().union(*(found.targets[code].ids for code in TARGETS)) == target
    assert all(set(found.factors[code].ids) <= target for code in FACTORS)
    four = [set(found.factors[code].ids) for code in FACTORS if code.startswith("terlalu_")]
    assert set().union(*four) == set(found.factors["empat_terlalu"].ids)


@st.composite
def traits(draw: st.DrawFn) -> Traits:
    """What is known of a family beside the rule."""
    verified = draw(st.none() | st.builds(
        Verified, st.sampled_from([None, "ada", "tidak_ditemukan"]), st.sampled_from([None, "ada", "baru"]),
        st.none() | st.booleans(), st.sampled_from([None, *RANKS[:-1]]),
        st.sampled_from([(), ("kie",), ("kie", "pmt"), ("tidak_ada",)]),
    ))  # fmt: skip
    place = draw(st.sampled_from([(None, None), ("001", None), ("001", "002"), ("1/A", "002")]))
    return Traits(draw(st.none() | st.integers(1, 10)), *place, verified)


@given(st.data(), st.sampled_from(Reading))
def test_rt_pendampingan_and_verval_divide_the_families(data: st.DataObject, reading: Reading) -> None:
    drawn = data.draw(st.lists(judged(reading), max_size=8))
    risks = [replace(risk, family=f"f{n}") for n, risk in enumerate(drawn)]
    known = {risk.family: data.draw(traits()) for risk in risks}
    found = recap(risks, known)
    places = [place_key(*place) for place in found.places]
    assert len(set(places)) == len(places)
    for end, whole in (("", found.target), (":berisiko", found.at_risk), (":tidak_berisiko", found.not_at_risk),
                       (":belum", found.unknown)):  # fmt: skip
        assert sum(found.count(f"{place}{end}") for place in places) == whole.count
    assert sum(found.ranks[name].count for name in RANKS) == found.at_risk.count
    helped = [set(found.figure(f"bantuan:{code}").ids) for code in ASSISTANCE_KEYS]
    assert set().union(*helped) == set(found.at_risk.ids)
    met = found.count("verval:total")
    assert found.count("verval:total:ada") + found.count("verval:total:baru") == met
    verified = {one for one, own in known.items() if own.verified is not None and own.verified.found is not None}
    assert met + found.count("verval:tidak_ditemukan") == len(verified)
    assert set(found.figure("verval:belum").ids) == set(found.target.ids) - verified
    for code in FACTORS:
        answers = ("ya", "tidak", "tidak_berlaku", "belum_diketahui")
        assert sum(found.count(f"faktor:{code}:{how}") for how in answers) == found.target.count
        assert set(found.figure(f"faktor:{code}:krs").ids) == set(found.factors[code].ids) & set(found.at_risk.ids)
    assert found.figure(f"bacaan:{reading}") == found.at_risk


def test_the_four_terlalu_overlap_and_are_not_added() -> None:
    """domain.md 10, item 17: their sum exceeds the families that have any."""
    people = [
        PersonRow("h", "", MAN, date(1985, 1, 1), HEAD, MARRIED),
        PersonRow("w", "", WOMAN, date(1989, 1, 1), SPOUSE, MARRIED),
        *(PersonRow(f"c{n}", "", MAN, date(2020 + n, 1, 1), CHILD, None) for n in range(3)),
    ]
    found = recap([stunting_risk(FamilyRow("f", None, "ledeng", "septik"), people, None, ON)], {})
    counted = [found.factors[code].count for code in FACTORS if code.startswith("terlalu_")]
    assert (sum(counted), found.factors["empat_terlalu"].count) == (3, 1)
