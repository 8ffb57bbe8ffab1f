"""KRS recaps that are kept: the same object while nothing changed, a new one after any change, never a stale one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.family_filters import kind_of
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_area import COLUMNS, area_recap, area_table, write_area
from kampungkb_desktop.actions.stunting_book import (
    RiskBook,
    at_risk,
    counts,
    families_at_risk,
    families_counted,
    filter_key,
    filter_words,
    whole,
)
from kampungkb_desktop.actions.stunting_verval import answered, verval_lines
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.risk_verification import FOUND
from kampungkb_desktop.rules import ruleset
from tests.actions.homes import MALUANG, ON, SURFACE, TASUK, couple, home, village

NOW = Semester.of(ON)


def test_nothing_changed_nothing_counted_anew(officer: Session) -> None:
    village(officer)
    book = RiskBook(officer, whole)
    first = book.recap(MALUANG, NOW, ON)
    assert book.recap(MALUANG, NOW, ON) is first
    before = book.recap(MALUANG, NOW.shifted(-1), ON)
    assert book.recap(MALUANG, NOW, ON) is first
    assert book.recap(MALUANG, NOW.shifted(-1), ON) is before


def test_every_kind_of_change_is_noticed(officer: Session) -> None:
    families = village(officer)
    book = RiskBook(officer, whole)

    def at_risk() -> set[str]:
        return set(book.recap(MALUANG, NOW, ON).at_risk.ids)

    assert at_risk() == {families["river"].id, families["many"].id}
    save(officer, "Isi", [families["river"].changed(water="ledeng")])
    assert at_risk() == {families["many"].id}
    undo(officer)
    assert at_risk() == {families["river"].id, families["many"].id}
    save(officer, "Pindah", [families["river"].changed(village=TASUK)])
    assert at_risk() == {families["many"].id}
    settings.store(officer, settings.load(officer).changed(krs_reading="4t_saja"))
    assert at_risk() == {families["many"].id}
    save(officer, "Isi", [families["fine"].changed(water=SURFACE)])
    assert at_risk() == {families["many"].id, families["fine"].id}
    line = next(one for one in verval_lines(officer, MALUANG, NOW, ON) if one.family.id == families["fine"].id)
    answered(officer, [(line, {"found": FOUND, "assistance": ("kie",)})], NOW, ON)
    assert book.recap(MALUANG, NOW, ON).figure("bantuan:kie").ids == (families["fine"].id,)


def test_a_rule_of_the_office_is_followed_at_once(officer: Session) -> None:
    families = village(officer)
    book = RiskBook(officer, whole)
    before = book.recap(MALUANG, NOW, ON).figure("faktor:terlalu_banyak:ya").ids
    rule = ruleset.versions("krs")[0]
    four = {**rule.parameters["empat_terlalu"], "banyak_mulai": 1}
    own = replace(rule, id="krs-2026", valid_from=ON, parameters={**rule.parameters, "empat_terlalu": four})
    with ruleset.using(ruleset.shelf_of([own])):
        after = book.recap(MALUANG, NOW, ON).figure("faktor:terlalu_banyak:ya").ids
    assert families["fine"].id in set(after) - set(before)


def test_the_reading_of_the_laptop_is_used_everywhere(officer: Session) -> None:
    families = village(officer)
    couple_only = home(officer)
    save(officer, "Isi", [couple_only, *couple(officer, couple_only, date(1989, 3, 1))])
    book = RiskBook(officer, whole)
    assert couple_only.id not in families_at_risk(RiskBook(officer, at_risk), ON)
    default = book.recap(MALUANG, NOW, ON)
    settings.store(officer, settings.load(officer).changed(krs_reading="4t_saja"))
    chosen = book.recap(MALUANG, NOW, ON)
    assert couple_only.id in chosen.at_risk.ids  # 37 years, her method was never asked
    assert chosen.at_risk.ids == default.figure("bacaan:4t_saja").ids
    assert families["many"].id in chosen.at_risk.ids


def test_every_number_opens_as_many_families(officer: Session) -> None:
    village(officer)
    elsewhere = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [elsewhere, *couple(officer, elsewhere, date(1998, 3, 1))])
    for code in (MALUANG, TASUK):
        recap = RiskBook(officer, whole).recap(code, NOW, ON)
        for key, ids in recap.figures.items():
            assert families_counted(officer, filter_key(NOW, key), code, ON) == list(ids), key
            assert filter_words(filter_key(NOW, key)) != f"KRS: {key} · {NOW.label}", key
    every = families_counted(officer, filter_key(NOW, "berisiko"), None, ON)
    assert sorted(every) == sorted(families_at_risk(RiskBook(officer, at_risk), ON))
    assert elsewhere.id in every


@given(st.text(max_size=20))
def test_a_key_nobody_made_counts_nobody(text: str) -> None:
    kind = kind_of(f"krs:{text}")
    assert kind is not None
    assert kind.words(f"krs:{text}")


def test_the_recap_of_all_villages_adds_up(officer: Session, tmp_path: Path) -> None:
    village(officer)
    elsewhere = home(officer, village=TASUK, water=SURFACE)
    save(officer, "Isi", [elsewhere, *couple(officer, elsewhere, date(1998, 3, 1))])
    area = area_recap(RiskBook(officer, counts), NOW, ON, silent())
    assert [line.name for line in area.lines] == ["Maluang", "Tasuk"]
    assert all(area.total.count(key) == sum(line.count(key) for line in area.lines) for key, _ in COLUMNS)
    total = area.total
    assert total.count("berisiko") + total.count("tidak_berisiko") + total.count("belum") == total.count("sasaran")
    assert sum(total.count(key) for key, _ in COLUMNS if key.startswith("peringkat:")) == total.count("berisiko")
    written = write_area(area, tmp_path / "krs.csv").read_text("utf-8-sig").splitlines()
    assert written[0].startswith("No;Kode;Kecamatan;Desa/Kelurahan;Keluarga;Keluarga sasaran")
    assert written[1].startswith(f"1;{MALUANG};Gunung Tabur;Maluang;5;4;")
    assert len(written) == 4
    assert [line.split(";") for line in written] == area_table(area)
