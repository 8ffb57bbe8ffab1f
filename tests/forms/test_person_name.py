"""A date or a number in the field of a name is said; what names are made of is not."""

from __future__ import annotations

import pytest

from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import Record


def said(record: Record) -> list[str]:
    return [one.code for one in record.rules() if one.field in ("full_name", "head_name")]


@pytest.mark.parametrize("name", ["30/11", "12", "...", "Ani 2"])
def test_what_is_hardly_a_name_is_said_wherever_a_person_is_named(name: str) -> None:
    for record in (Member(full_name=name), Family(head_name=name), Officer(full_name=name)):
        assert said(record) == ["nama_berangka"]


@pytest.mark.parametrize("name", [None, "", "H. M. Nur'aini, S.Pd", "Siti-Rahma", "Ó"])
def test_names_are_left_in_peace(name: str | None) -> None:
    for record in (Member(full_name=name), Family(head_name=name), Officer(full_name=name)):
        assert said(record) == []
