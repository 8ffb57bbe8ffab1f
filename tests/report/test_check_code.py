"""The check code: made of figures only, read as people type it, and it names the figures that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.report.check_code import MAIN, OF_ALL, code_of, differing, figures_of, read_code
from kampungkb_desktop.report.summary_content import Letterhead, Signature
from tests.report.contents import FULL
from tests.report.ends import EMPTY, extreme


def test_it_says_of_whom_and_when() -> None:
    code = code_of(FULL)
    assert code.words.startswith("6403062004-20261031-")
    assert len(code.letters) == len(MAIN) + OF_ALL
    assert read_code(code.words) == code


@pytest.mark.parametrize("content", [FULL, EMPTY, extreme()], ids=["full", "empty", "extreme"])
def test_every_content_agrees_with_itself(content: object) -> None:
    assert differing(content, code_of(content)) == ((), True)  # type: ignore[arg-type]


def test_how_it_is_typed_does_not_matter() -> None:
    words = code_of(FULL).words
    for typed in (words.lower(), words.replace("-", " "), f"  {words.replace('-', '')}\n", f"Kode: {words}"[6:]):
        assert read_code(typed) == code_of(FULL)
    swapped = words[:20] + words[20:].replace("0", "O").replace("1", "l")
    assert read_code(swapped) == code_of(FULL)


@pytest.mark.parametrize("typed", ["", "K7F3", "6403062004-20261331-" + "A" * 28, "6403062004-20261031-" + "A" * 27])
def test_what_is_no_whole_code(typed: str) -> None:
    assert read_code(typed) is None


def test_names_and_printing_do_not_count() -> None:
    other = replace(
        FULL, letterhead=Letterhead(office="Dinas Lain"), printed_on=date(2027, 1, 1), app_version="9.9",
        signatures=(Signature("Camat", "Orang Lain"),), practice=True, rule_versions=(), legal_basis=(),
    )  # fmt: skip
    assert code_of(other) == code_of(FULL)


def test_a_main_figure_that_differs_is_named() -> None:
    fewer = replace(FULL, population=replace(FULL.population, families=2844))
    figures, same = differing(fewer, code_of(FULL))
    assert not same
    assert [(one.label, one.value) for one in figures] == [("Jumlah keluarga", "2.844")]


def test_any_other_figure_is_noticed() -> None:
    lines = (replace(FULL.activities.lines[0], participants=48), *FULL.activities.lines[1:])
    figures, same = differing(replace(FULL, activities=replace(FULL.activities, lines=lines)), code_of(FULL))
    assert figures == ()
    assert not same


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_other_figures_have_another_code(one: int, other: int) -> None:
    def of(insured: int) -> str:
        return code_of(replace(FULL, family_planning=replace(FULL.family_planning, insured=insured))).words

    assert (of(one) == of(other)) == (one == other)


def test_the_main_figures_are_those_printed() -> None:
    shown = {one.label: one.value for one in figures_of(FULL)}
    assert shown["Jumlah jiwa"] == "9.063"
    assert shown["Peserta KB"] == "1.195"
    assert shown["Keluarga berisiko stunting"] == "317 dari 1.640"
    assert shown["Klasifikasi"] == "Berkembang"
