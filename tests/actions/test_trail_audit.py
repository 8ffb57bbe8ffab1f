"""An audit at the office: who saw this family, on which laptop, and when; narrowed, as a table and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import trail, trail_audit
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.trail_audit import ALL, OWN, Wanted
from kampungkb_desktop.actions.trail_file import paper, write_csv
from kampungkb_desktop.actions.trail_handing import Standing
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store.trail import Entry
from tests.actions.enrolling import enrolled, keep_family, strangers
from tests.report.strict import strict


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[Session, Session, Family]]:
    """A district, an officer, and a family that he saw."""
    with strangers(tmp_path) as (district, officer):
        enrolled(district, officer, tmp_path)
        rekaan, other = keep_family(officer, "Rekaan"), keep_family(officer, "Lainnya")
        for one in (rekaan, other):
            trail.seen(officer, Family.FORM, one.id)
        trail.looked(officer, "keluarga", 310, desa="64.03.06.2004", kata="rekaan")
        take_in(district, [export(officer, tmp_path / "a").path])
        yield district, officer, rekaan


def test_who_saw_this_family(told: tuple[Session, Session, Family]) -> None:
    district, officer, rekaan = told
    (line,) = trail_audit.lines(district, Wanted(ALL, about="Rekaan"))
    assert (line.entry.what, line.entry.record) == (trail.SEEN, rekaan.id)
    assert (line.person, line.laptop) == ("Siti Rahmah", "Siti Rahmah")
    names = trail_audit.record_names(district, [line])
    assert trail_audit.about(line.entry, names[Family.FORM, rekaan.id]) == "Keluarga Rekaan"
    assert trail_audit.lines(district, Wanted(ALL, about="Tidak ada")) == []
    asked = [one for one in district.trail.entries() if one.what == trail.AUDITED]
    assert len(asked) == 2, "who reads the trails of others leaves a line himself"
    assert all("Rekaan" not in f"{one.more}{one.record}" for one in asked)
    assert [source.uid for source in trail_audit.sources(district)] == [officer.device]


def test_lines_are_narrowed_by_kind_laptop_and_time(told: tuple[Session, Session, Family]) -> None:
    district, officer, _rekaan = told
    every = trail_audit.lines(district, Wanted(officer.device))
    assert [one.entry.at for one in every] == sorted((one.entry.at for one in every), reverse=True)
    seen = trail_audit.lines(district, Wanted(officer.device, what=trail.SEEN))
    assert {one.entry.what for one in seen} == {trail.SEEN}
    assert trail_audit.lines(district, Wanted(ALL, since=every[0].entry.at + 1)) == []
    assert trail_audit.lines(district, Wanted("f" * 32)) == []
    assert all(one.laptop != "" for one in trail_audit.lines(district, Wanted(OWN)))


def test_an_officer_reads_his_own(told: tuple[Session, Session, Family]) -> None:
    _district, officer, rekaan = told
    (line,) = trail_audit.lines(officer, Wanted(about="Rekaan"))
    assert line.entry.record == rekaan.id
    assert trail_audit.sources(officer) == ()


def test_a_list_is_said_in_words(told: tuple[Session, Session, Family]) -> None:
    district, officer, _rekaan = told
    (line,) = trail_audit.lines(district, Wanted(officer.device, what=trail.LOOKED))
    assert trail_audit.about(line.entry) == "daftar keluarga, satu desa, dicari dengan kata: 310 baris"
    again = Entry(9, 1, "", trail.LOOKED, count=4, more="krs:desa lagi")
    assert trail_audit.about(again) == "daftar KRS, satu desa: 4 kali lagi"
    newer = Entry(9, 1, "", "baru", more="x")
    assert (trail_audit.kind_words(newer), trail_audit.about(newer)) == ("baru", "x")


def test_as_a_table_and_on_paper(told: tuple[Session, Session, Family], tmp_path: Path) -> None:
    district, officer, _rekaan = told
    shown = trail_audit.lines(district, Wanted(officer.device))
    text = write_csv(shown, tmp_path / "jejak.csv").read_text(encoding="utf-8-sig")
    assert "Rekaan" not in text, "such a table may leave the office"
    assert len(text.splitlines()) == len(shown) + 1
    strict(paper(district, shown, "Siti Rahma", "Utuh"))
    assert district.trail.entries()[-1].what == trail.PRINTED


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("d", 1_200, 1_200, (), 1, 0), "Utuh: 1.200 baris"),
        (Standing("d", 3, 9, ((4, 6), (8, 9)), 1, 0), "5 baris belum sampai"),
        (Standing("d", 3, 9, (), 2, 7), "tidak utuh"),
    ],
)
def test_a_standing_in_words(standing: Standing, words: str) -> None:
    assert words in trail_audit.standing_words(standing)
