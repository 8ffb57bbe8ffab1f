"""Lines 24 to 28 of domain.md 9: what the seed from Tabalong, and the letters of them all, ask of the software."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.classify_village import village_inputs
from kampungkb_desktop.actions.lists_in.list_file import open_list
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import cell_text
from kampungkb_desktop.base.text import percent
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.kinds import Text
from kampungkb_desktop.forms.village import Village, is_planned, programme_name
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.classification import VillageInputs, classify, rules
from kampungkb_desktop.rules.coverage import coverage
from kampungkb_desktop.rules.dimensions import dimensions, marks_of
from kampungkb_desktop.rules.figures_register import keys
from kampungkb_desktop.rules.institution_words import counted_names, listed
from kampungkb_desktop.rules.near_words import holds
from kampungkb_desktop.ui.pages.activity_editors import PastedEditor
from kampungkb_desktop.ui.pages.activity_found import Wanted, found_numbers
from kampungkb_desktop.ui.pages.village_facts import VillageLine
from kampungkb_desktop.ui.pages.village_list import VillageList
from tests.actions.devices import VILLAGE
from tests.seeds.telling import TODAY, activity, keep, problems


def test_line_24_desa_and_kelurahan_are_told_apart_and_plans_from_what_is_formed() -> None:
    tabalong = [one.code for one in regions.load().villages("63.09")]
    assert Counter(regions.village_kind(code) for code in tabalong) == {"desa": 121, "kelurahan": 10}
    formed = [Village(id=code, village=code, launched_on=date(2022, 6, 1), active=True) for code in tabalong[:24]]
    planned = [
        Village(id=code, village=code, standing="rencana", target_year=2024, kkb_name="X", coverage="desa",
                description="X") for code in tabalong[24:]
    ]  # fmt: skip
    assert all(is_planned(one) and problems(one) == [] for one in planned)
    found = coverage([*formed, *planned], len(tabalong), date(2023, 9, 14))
    assert (found.formed, found.whole, percent(found.formed, found.whole)) == (24, 131, "18,3 %")
    assert found.planned == ((2024, 107),)


@pytest.mark.parametrize("typed", ["keluarga berencana", "keluarga berkualitas", "maluang", "harapan lama"])
def test_line_25_the_programme_changed_its_name_and_both_are_found(qtbot: QtBot, typed: str) -> None:
    assert programme_name(date(2020, 4, 14)) == "Kampung Keluarga Berencana"
    assert programme_name(date(2020, 4, 15)) == "Kampung Keluarga Berkualitas"
    old = Village(id="a", village=VILLAGE, kkb_name="Maluang Sejati", launched_on=date(2018, 3, 12), active=True,
                  former_name="Harapan Lama")  # fmt: skip
    line = VillageLine(VILLAGE, regions.load().region(VILLAGE), old, 0, None, classify(VillageInputs()), "2026-10", ())
    shown = VillageList()
    qtbot.addWidget(shown)
    shown.set_lines([line])
    shown.search.setText(typed)
    assert shown._fits(line)
    shown.search.setText("keluarga sejahtera")
    assert not shown._fits(line)


def test_line_26_all_sectors_are_there_and_pupr_under_both_its_names(officer: Session) -> None:
    assert len(INSTITUTIONS.items) == 37
    assert listed("Dinas Pertanian") == "pertanian"
    names = ("Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas Pekerjaan Umum dan Perumahan Rakyat", "PUPR")
    assert {listed(name) for name in names} == {"pupr"}
    assert counted_names(["pupr"], names) == {"pupr"}
    keep(officer, activity(institutions=("pertanian", "pupr"), own_institutions=("BAZNAS", names[0])))
    assert village_inputs(officer, VILLAGE).total_lintas_sektor == 3


def test_line_27_indicators_are_grouped_by_dimension_in_a_versioned_set() -> None:
    groups = dimensions(TODAY)
    assert {"kb", "kesejahteraan", "kesehatan", "pendidikan", "kualitas"} <= {one.code for one in groups}
    known = {one.key for one in keys()}
    scored = {one.code for one in rules().indicators}
    for one in groups:
        assert set(one.figures) <= known
        assert set(one.indicators) <= scored
    programmes = [code for one in groups for code in one.programmes]
    assert sorted(programmes) == [f"P{n}" for n in range(1, 9)], "each of the eight stands in one dimension"
    counted = marks_of([("5.1", ()), ("6.2", ()), ("7.6", ()), (None, ())]).by_dimension(TODAY)
    assert {one.code: n for one, n in counted if n} == {"pendidikan": 1, "kesejahteraan": 2}
    version = ruleset.in_force("dimensi", TODAY)
    assert (version.id, version.valid_from) == ("dimensi-2020", date(2020, 4, 15))
    assert {score.indicator.group for score in classify(VillageInputs()).scores} == {"I", "P", "O"}


def test_line_28_pasted_and_imported_text_is_mended(qtbot: QtBot, tmp_path: Path) -> None:
    editor = PastedEditor(Text("Deskripsi", lines=3))
    qtbot.addWidget(editor)
    editor.area.setPlainText("di Kampung KB. โMelalui keterpaduan,โ katanya. â€œSiap!â€\x9d")
    assert editor.answer() == "di Kampung KB. “Melalui keterpaduan,” katanya. “Siap!”"
    path = tmp_path / "daftar.csv"
    with path.open("w", encoding="cp1252", newline="", errors="ignore") as file:
        csv.writer(file, delimiter=";").writerows([["Nama", "RT"], ["Sitti Maâ€™ani", "003"]])
    (sheet,) = open_list(path, Progress()).sheets
    assert cell_text(sheet.rows[1][1][0]) == "Sitti Ma’ani"


@pytest.mark.parametrize("typed", ["suumber air", "sumber air", "smuber", "penyuluahn sumber"])
def test_line_28_a_search_forgives_the_typing_errors_of_a_report(officer: Session, typed: str) -> None:
    keep(officer, activity(title="Penyuluhan sumber air bersih"), activity(title="Rapat Pokja"))
    assert len(found_numbers(officer, Wanted(text=typed), "day", descending=True)) == 1
    assert holds("Penyuluhan sumber air bersih", typed)
    assert len(found_numbers(officer, Wanted(text="jamban keluarga"), "day", descending=True)) == 0
