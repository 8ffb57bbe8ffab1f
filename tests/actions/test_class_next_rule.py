"""Next year's rule is a file beside this year's: it holds from its first day, and the months before keep theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kampungkb_desktop.actions.classify_village import classes, classify, history
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.summary import summary_content
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.ui.pages.village_facts import facts
from tests.actions.devices import NOON

VILLAGE = "64.03.06.2004"
DAY = 86_400_000
NEXT_YEAR = NOON + 60 * DAY


@pytest.fixture
def next_rule() -> Iterator[str]:
    """One more version beside the program's, in force from 2027: two funds are no longer enough for a score of 3."""
    text = resource("rules/klasifikasi-2023.toml").read_text(encoding="utf-8")
    text = text.replace('id = "klasifikasi-2023"', 'id = "klasifikasi-2027"').replace("2023-01-01", "2027-01-01")
    rule = ruleset.from_table(tomllib.loads(text.replace("batas = [1, 2, 5]", "batas = [1, 4, 5]")), loaded=True)
    with ruleset.using(ruleset.shelf_of([rule])):
        yield rule.id


def test_a_rule_file_of_next_year_holds_from_its_first_day(officer: Session, next_rule: str) -> None:
    record = InstitutionProfile(id=new_record_id(officer), village=VILLAGE, month="2026-10", funds=("apbn", "apbd"))
    save(officer, "Simpan", [record])
    later = replace(officer, clock=lambda: NEXT_YEAR)
    now, then = classify(officer, VILLAGE), classify(later, VILLAGE)
    assert (now.rule_version, now.score("I2").score) == ("klasifikasi-2023", 3)
    assert (then.rule_version, then.score("I2").score) == (next_rule, 2)
    assert facts(later, VILLAGE).found == then == classes(later, [VILLAGE])[VILLAGE]
    versions = [one.found.rule_version for one in history(later, VILLAGE, "2027-01")]
    assert versions[-2:] == ["klasifikasi-2023", next_rule]
    assert summary_content(later, VILLAGE, "2027-01", date(2027, 1, 20)).rule_versions[0] == next_rule
    assert summary_content(later, VILLAGE, "2026-12", date(2027, 1, 20)).rule_versions[0] == "klasifikasi-2023"
