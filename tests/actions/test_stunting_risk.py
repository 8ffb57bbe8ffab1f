"""KRS read from the database: one family, all of them, and the recap of a village under the official columns."""

from __future__ import annotations

from datetime import date

import pytest

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_book import RiskBook, at_risk, families_at_risk
from kampungkb_desktop.actions.stunting_risk import family_risk, risks, village_recap
from kampungkb_desktop.rules.stunting_risk import Answer, Reading
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.connection import Connection
from tests.actions.homes import MALUANG, ON, SURFACE, TASUK, couple, home, village


def test_each_family_is_judged_by_its_newest_answers(officer: Session) -> None:
    families = village(officer)
    found = {name: family_risk(officer, family.id, ON) for name, family in families.items()}
    assert {name: risk and risk.at_risk for name, risk in found.items()} == {
        "fine": Answer.NO, "river": Answer.YES, "many": Answer.YES, "asked": Answer.UNKNOWN, "moved": None,
        "old": Answer.NOT_APPLICABLE,
    }  # fmt: skip
    many, asked = found["many"], found["asked"]
    assert many is not None
    assert asked is not None
    assert [factor.code for factor in many.deciding] == ["empat_terlalu", "bukan_kb_modern"]
    assert many.factor("terlalu_banyak").reason == "3 anak masih hidup."
    assert [factor.code for factor in asked.missing] == ["air"]
    assert (many.rule_version, many.reading) == ("krs-2022", Reading.FOUR_WITHOUT_MODERN)


def test_an_earlier_day_is_judged_by_what_was_said_then(officer: Session) -> None:
    many = village(officer)["many"]
    risk = family_risk(officer, many.id, date(2026, 3, 1))
    assert risk is not None
    assert risk.at_risk is Answer.NO


def test_all_at_once_says_what_each_says(officer: Session) -> None:
    families = village(officer)
    elsewhere = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [elsewhere, *couple(officer, elsewhere, date(1998, 3, 1))])
    every = risks(officer, None, ON)
    assert every == {one: family_risk(officer, one, ON) for one in every}
    assert families["moved"].id not in every
    assert set(risks(officer, [TASUK], ON)) == {elsewhere.id}
    found = families_at_risk(RiskBook(officer, at_risk), ON)
    assert set(found) == {families["river"].id, families["many"].id, elsewhere.id}


def test_the_recap_adds_up_as_the_official_one(officer: Session) -> None:
    families = village(officer)
    found = village_recap(officer, MALUANG, ON)
    counts = (found.families, found.target, found.not_target, found.at_risk, found.not_at_risk, found.unknown)
    assert tuple(figure.count for figure in counts) == (5, 4, 1, 2, 1, 1)
    assert found.at_risk.count + found.not_at_risk.count + found.unknown.count == found.target.count
    assert {name: figure.count for name, figure in found.ranks.items()} == {
        "1": 0, "2": 0, "3": 0, "4": 0, ">4": 1, "tidak diketahui": 1,
    }  # fmt: skip
    # The family that is no sasaran has river water too; only sasaran are counted.
    assert found.factors["air"].ids == (families["river"].id,)
    assert found.factors["empat_terlalu"].ids == (families["many"].id,)
    assert {code: figure.count for code, figure in found.targets.items()} == {
        "baduta": 4, "balita": 1, "pus": 4, "hamil": 0,
    }  # fmt: skip


def test_the_recap_under_another_reading(officer: Session) -> None:
    village(officer)
    by_method = village_recap(officer, MALUANG, ON, reading=Reading.WITHOUT_MODERN_ALONE)
    assert by_method.at_risk.count == 2
    assert village_recap(officer, TASUK, ON).families.count == 0


def test_one_village_reads_what_happened_to_its_people_and_not_to_those_of_a_whole_office(
    officer: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    plain = lists.mutations_after

    def heard(conn: Connection, on: date, village: str | None = None) -> list[str]:
        asked.append(village)
        return plain(conn, on, village)

    monkeypatch.setattr(lists, "mutations_after", heard)
    village_recap(officer, MALUANG, ON)
    assert asked == [MALUANG]
