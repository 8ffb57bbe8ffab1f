"""The village summary read back: every figure that went in stands in it, whole, embedded, and the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.text import long_date, number, short_date
from kampungkb_desktop.report.check_code import code_of
from kampungkb_desktop.report.page import PAPERS, SIDE
from kampungkb_desktop.report.register_content import Changes, Risk, Share
from kampungkb_desktop.report.summary import render_summary, title_of
from kampungkb_desktop.report.summary_content import (
    AGE_GROUPS,
    CLASS_NAMES,
    ActivityLine,
    Classification,
    FamilyPlanning,
    MethodCount,
    Population,
    SummaryContent,
)
from tests.report.contents import FULL, LETTERHEAD
from tests.report.ends import EMPTY, LONG_NAME, extreme
from tests.report.reading import pages_of, pdf_of, pieces_of, sizes_of

NOT_PRINTED = {"code", "highest", "long_acting", "practice", "logo", "month", "threshold", "direction"}


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value of a content with the name of its field."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_PRINTED:
                yield from leaves(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item, name)
    elif value is not None and not isinstance(value, bool):
        yield name, value


def ways_to_write(name: str, value: Any) -> list[str]:
    if isinstance(value, date):
        return [long_date(value), short_date(value)]
    if name.endswith("_index"):
        return [number(value, 2)]
    if name in {"percent", "prevalence", "unmet_need"} or (name == "long_acting" and not isinstance(value, bool)):
        return [f"{number(value, 0 if value == int(value) else 1)} %"]
    if isinstance(value, int):
        return [number(value)]
    # an office writes its government in capitals; a label at the beginning of a line gets one
    return [value, value.upper(), value[:1].upper() + value[1:]]


def squeeze(words: str) -> str:
    return re.sub(r"\s", "", words)


def tokens(words: str) -> Counter[str]:
    return Counter(re.findall(r"\d[\d.,]*\d|\d", words))


def test_every_value_of_a_full_content_is_printed() -> None:
    printed = squeeze(" ".join(pages_of(pdf_of(FULL))))
    missing = [
        (name, value)
        for name, value in leaves(FULL)
        if not any(squeeze(words) in printed for words in ways_to_write(name, value))
    ]
    assert not missing


def test_changes_since_the_month_before() -> None:
    printed = " ".join(pages_of(pdf_of(FULL)))
    assert "Yang berubah sejak September 2026" in printed
    for words in (
        "9.051 9.063 naik 12",
        "2.843 2.843 tetap",
        "1.934 1.929 turun 5",
        "naik dari Dasar menjadi Berkembang.",
    ):
        assert words in printed
    alone = replace(FULL, changes=Changes(month="2026-09"))
    assert "belum ada pembandingnya" in " ".join(pages_of(pdf_of(alone)))


COUNTS = st.none() | st.integers(0, 9_999_999)


@settings(max_examples=12, deadline=None)
@given(
    people=st.lists(COUNTS, min_size=32, max_size=32),
    methods=st.lists(COUNTS, min_size=7, max_size=7),
    reasons=st.lists(COUNTS, min_size=4, max_size=4),
    couples=COUNTS,
)
def test_every_number_is_printed_as_often_as_it_was_given(
    people: list[int | None], methods: list[int | None], reasons: list[int | None], couples: int | None
) -> None:
    count = len(AGE_GROUPS)
    planning = FULL.family_planning
    content = replace(
        EMPTY,
        population=Population(men=tuple(people[:count]), women=tuple(people[count:])),
        family_planning=FamilyPlanning(
            couples=couples,
            methods=tuple(
                MethodCount(method.label, users) for method, users in zip(planning.methods, methods, strict=True)
            ),
            pregnant=reasons[0],
            wants_soon=reasons[1],
            wants_later=reasons[2],
            wants_no_more=reasons[3],
        ),
    )
    given_numbers = [*people, *methods, *reasons, couples]
    expected = Counter(number(value) for value in given_numbers if value is not None)
    printed = tokens(" ".join(pages_of(pdf_of(content))))
    assert not expected - printed


def test_sums_are_printed_only_when_every_part_is_known() -> None:
    assert "9.063" in " ".join(pages_of(pdf_of(FULL)))
    men = (None, *FULL.population.men[1:])
    partly = replace(FULL, population=replace(FULL.population, men=men), changes=None)
    printed = tokens(" ".join(pages_of(pdf_of(partly))))
    assert "8.732" not in printed  # the sum of the known parts would pass for the population
    assert "4.503" in printed


def test_same_content_same_bytes() -> None:
    assert pdf_of(FULL) == pdf_of(FULL)


def test_writes_to_a_path_as_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "ringkasan.pdf"
    render_summary(FULL, target)
    assert target.read_bytes() == pdf_of(FULL)


@pytest.mark.parametrize("content", [FULL, EMPTY], ids=["full", "empty"])
def test_only_embedded_noto_sans(content: SummaryContent) -> None:
    pdf = pdf_of(content)
    drawn = [piece for page in pieces_of(pdf) for piece in page]
    assert all(piece.embedded and "NotoSans" in piece.font for piece in drawn)
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("content", [FULL, EMPTY, extreme()], ids=["full", "empty", "extreme"])
def test_nothing_leaves_the_margins_or_runs_into_its_neighbour(content: SummaryContent, paper: str) -> None:
    width, height = PAPERS[paper]
    pdf = pdf_of(replace(content, practice=False), paper)
    assert {(round(w, 1), round(h, 1)) for w, h in sizes_of(pdf)} == {(round(width, 1), round(height, 1))}
    for page in pieces_of(pdf):
        for piece in page:
            assert piece.left > SIDE - 1, piece
            assert piece.right < width - SIDE + 1, piece
            assert piece.bottom > 20, piece
            assert piece.top < height - 20, piece
        for place, one in enumerate(page):
            for other in page[place + 1 :]:
                apart = (
                    one.right <= other.left + 0.5
                    or other.right <= one.left + 0.5
                    or one.top <= other.bottom + 1.0
                    or other.top <= one.bottom + 1.0
                )
                assert apart, (one, other)


def test_page_x_of_y_date_of_data_and_rules_on_every_page() -> None:
    pages = pages_of(pdf_of(FULL))
    assert 4 <= len(pages) <= 6
    for place, words in enumerate(pages, start=1):
        assert f"Halaman {place} dari {len(pages)}" in words
        assert "Data per 31 Oktober 2026" in words
        assert "Klasifikasi portal-2023" in words
        assert f"Kode periksa {code_of(FULL).words}" in words


def test_order_of_the_portal_page() -> None:
    words = " ".join(pages_of(pdf_of(FULL)))
    places = [
        words.rindex(heading)  # some names are indicators too, on the first page
        for heading in (
            "RINGKASAN KAMPUNG KELUARGA BERKUALITAS",
            "Kepala keluarga",
            "Yang berubah sejak",
            "Klasifikasi dan alasannya",
            "Penduduk dan keluarga",
            "Peran serta dalam kelompok kegiatan",
            "PUS dan kesertaan ber-KB",
            "Badan pengurus",
            "Sarana dan prasarana",
            "Dukungan terhadap Kampung KB",
            "Mekanisme operasional",
            "Kegiatan Oktober 2026",
        )
    ]
    assert places == sorted(places)


def test_empty_village_says_so() -> None:
    words = " ".join(pages_of(pdf_of(EMPTY)))
    assert words.count("Belum diisi") > 40
    assert "None" not in words
    assert "Nama instansi belum diisi" in words
    assert "Belum ada kegiatan yang dicatat" in words
    assert "Belum ada jiwa yang tercatat menurut umur." in words
    assert "Peserta KB menurut metode belum diisi." in words
    assert "70–74" not in words


def test_a_name_that_says_what_it_is_does_not_say_it_twice() -> None:
    for name in ("Kampung KB Sejahtera", "KAMPUNG KB Sejahtera", "Kampung Keluarga Berkualitas Sejahtera"):
        assert title_of(replace(FULL, village=replace(FULL.village, name=name))) == name
    assert title_of(replace(FULL, village=replace(FULL.village, name="Sejahtera"))) == "Kampung KB Sejahtera"


def test_content_without_any_list_is_still_a_document() -> None:
    bare = SummaryContent(
        letterhead=LETTERHEAD,
        village=FULL.village,
        month="2026-01",
        data_on=date(2026, 1, 31),
        printed_on=date(2026, 2, 1),
    )
    words = " ".join(pages_of(pdf_of(bare)))
    assert "Klasifikasi belum dapat dihitung" in words
    assert "Januari 2026" in words


def test_long_names_and_texts_are_whole() -> None:
    content = extreme()
    printed = squeeze(" ".join(pages_of(pdf_of(replace(content, practice=False)))))
    officers = len(content.institution.officers)
    assert printed.count(squeeze(LONG_NAME)) >= officers * 2 + len(content.activities.lines) * 2
    assert printed.count("panjang") >= 300
    assert printed.count("Kegiatannomor") == len(content.activities.lines)


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_class_is_written_and_never_only_coloured(name: str) -> None:
    content = replace(FULL, classification=replace(Classification(), name=name))
    assert f"Klasifikasi {name}" in pages_of(pdf_of(content))[0]


def test_practice_is_marked_on_every_page() -> None:
    for words in pages_of(pdf_of(replace(FULL, practice=True))):
        assert "LATIHAN" in words
        assert "bukan data sebenarnya" in words
    assert "LATIHAN" not in " ".join(pages_of(pdf_of(FULL)))


def test_unknown_paper_is_a_bug() -> None:
    with pytest.raises(KeyError):
        render_summary(FULL, BytesIO(), paper="A5")


def test_a_group_the_village_does_not_own_has_no_percentage() -> None:
    first, *rest = FULL.groups.groups
    groups = replace(FULL.groups, groups=(replace(first, owned=False, members=None, percent=None), *rest))
    assert "Kampung belum memiliki BKB" in " ".join(pages_of(pdf_of(replace(FULL, groups=groups))))


def test_register_is_left_out_or_says_that_it_is_empty() -> None:
    assert FULL.register is not None
    assert "Keluarga, risiko stunting, dan balita" not in " ".join(pages_of(pdf_of(replace(FULL, register=None))))
    bare = replace(FULL.register, families=(), risk=None, toddlers=())
    assert "Belum ada keluarga yang dicatat." in " ".join(pages_of(pdf_of(replace(FULL, register=bare))))
    none = replace(bare, risk=Risk(whole=Share("Keluarga berisiko stunting", 0, 0), unknown=1))
    said = " ".join(" ".join(pages_of(pdf_of(replace(FULL, register=none)))).split())
    assert "Belum ada keluarga sasaran yang dapat dinilai risiko stuntingnya. 1 keluarga lain belum dapat" in said
    assert "0 dari 0 keluarga sasaran" not in said
    alone = replace(bare, risk=Risk(whole=Share("Keluarga berisiko stunting", 317, 1640, 19.33)))
    assert "317 dari 1.640 keluarga sasaran berisiko stunting (19,33 %)" in " ".join(
        pages_of(pdf_of(replace(FULL, register=alone)))
    )


def test_signs_outside_the_font_are_replaced() -> None:
    line = ActivityLine(held_on=date(2026, 10, 2), title="Sasaran ≥ 20 orang → selesai")
    content = replace(FULL, activities=replace(FULL.activities, lines=(line,)))
    assert "Sasaran >= 20 orang -> selesai" in " ".join(pages_of(pdf_of(content)))
