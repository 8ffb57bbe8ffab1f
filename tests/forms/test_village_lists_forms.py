"""The declarations of a village's lists hold together, and whatever is answered, they speak whole sentences."""

from __future__ import annotations

import dataclasses
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms import choices_institution, kinds
from kampungkb_desktop.forms.award import Award, result_words
from kampungkb_desktop.forms.catalog import FORMS as ALL
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.pokja import PokjaMember, position_label, short_position
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.problem import PROGRAMME_OPTIONS, Problem
from kampungkb_desktop.forms.record import Record, check, fields_of, from_scalars, missing, to_scalars
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, months_words
from tests.forms.test_family_forms import HELD, TODAY, records

FORMS: tuple[type[Record], ...] = (
    PokjaMember, Poktan, DataHouse, Regulation, Award, WorkPlan, PlanLine, Problem, Village,
)  # fmt: skip
LISTS = [
    pytest.param(options, id=options.name)
    for options in (*vars(choices_institution).values(), PROGRAMME_OPTIONS)
    if isinstance(options, kinds.Options)
]
each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.FORM)


@each_form
def test_declared_once_under_a_heading_with_its_own_label(form: type[Record]) -> None:
    assert ALL[form.FORM] is form
    hints = typing.get_type_hints(form)
    own = [f.name for f in dataclasses.fields(form) if f.name not in {"id", "village", "status"}]
    for name in own:
        kind = fields_of(form)[name]
        assert hints[name] == HELD.get(type(kind), str) | None, name
        assert kind.group, name
        if isinstance(kind, kinds.Link):
            assert kind.to in ALL
    labels = [(fields_of(form)[name].group, fields_of(form)[name].label) for name in own]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("options", LISTS)
def test_codes_and_numbers_are_unique_and_plain(options: kinds.Options) -> None:
    assert len(set(options.codes())) == len(options.items)
    assert len({item.label for item in options.items}) == len(options.items)
    assert [item.number for item in options.items] in (
        [None] * len(options.items), list(range(1, len(options.items) + 1)),
    )  # fmt: skip
    for code in options.codes():
        assert code.replace("_", "").isalnum()
        assert code.isascii()


@each_form
def test_an_empty_record_is_a_draft(form: type[Record]) -> None:
    empty = form(id="r1")
    problems = {finding.field for finding in check(empty, today=TODAY) if finding.strength == "problem"}
    assert problems == set(missing(empty))
    assert empty.name()


@each_form
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_comes_back_and_is_spoken_of(form: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(form))
    for finding in check(record, today=TODAY):
        assert finding.sentence.endswith(".")
        assert finding.field in fields_of(form)
    assert record.name()
    assert from_scalars(form, "r1", to_scalars(record)) == record
    if isinstance(record, PokjaMember):
        assert isinstance(position_label(record), str)
        assert isinstance(short_position(record), str)
    if isinstance(record, Award):
        assert "()" not in result_words(record)
    if isinstance(record, PlanLine):
        assert isinstance(months_words(record.months), str)
