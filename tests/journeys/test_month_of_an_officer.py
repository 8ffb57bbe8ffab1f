"""A month of a field officer through the real window, from the first run to the paper of the district (issue 2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import DONE, to_scalars
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import audit, read
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.reports import ReportsPage
from kampungkb_desktop.ui.pages.village_lists_tab import InstitutionTab
from kampungkb_desktop.ui.pages.village_monthly import MonthlyTab
from kampungkb_desktop.ui.pages.village_population import AGES, PopulationTab
from kampungkb_desktop.ui.pages.village_profile import ProfileTab
from kampungkb_desktop.ui.pages.villages import VillagesPage
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import VILLAGE, Ticking
from tests.journeys.driving import ALT, CTRL, SHIFT, Laptop, choose, fill, keys, laptop, press
from tests.report.reading import pages_of
from tests.ui.pages import filled

MONTH = "2026-10"
FIGURES = ("Maluang Sejati", "480", "700", "1.900", "132")
"""Of what is typed below: the name, PUS, families, BPJS and users of injections."""


def begin(officer: Laptop) -> None:
    """First run: practice from nothing, Kampung Maluang."""
    officer.wait(lambda: officer.welcome().choice.first().hasFocus())
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    keys("Siti Rahma\n198503122010012019\nBalai Penyuluhan KB Gunung Tabur\n")
    keys("maluang\n\n")
    officer.wait(officer.is_open)


def keep_village(officer: Laptop) -> None:
    """Identity and institution profile, then the figures."""
    page = officer.go(VillagesPage, "kampung", f"{VILLAGE}/profil")
    profile = page.village.tab("profil")
    assert isinstance(profile, ProfileTab)
    fill(profile.identity.view, {
        "kkb_name": "Maluang Sejati", "launched_on": "27/1/2016", "responsible": "Hj. Rahmawati", "coverage": "desa",
        "criteria": ("kb_rendah", "terpencil"), "description": "Kampung di tepi Sungai Segah dengan 9 RT.",
    })  # fmt: skip
    press(Qt.Key.Key_Return, CTRL)
    officer.go(VillagesPage, "kampung", f"{VILLAGE}/kelembagaan")
    institution = page.village.tab("kelembagaan")
    assert isinstance(institution, InstitutionTab)
    choose(institution.profile.desk, "Bulan yang akan diisi", MONTH)
    press(Qt.Key.Key_N, CTRL, SHIFT)
    wanted = filled.profile()
    institution.profile.view.grow_whole()
    given = {name: getattr(wanted, name) for name in institution.profile.view.cells}
    fill(institution.profile.view, {name: answer for name, answer in given.items() if answer is not None})
    press(Qt.Key.Key_Return, CTRL)
    keep_figures(officer, page)


def keep_figures(officer: Laptop, page: VillagesPage) -> None:
    """Population and the month's figures."""
    officer.go(VillagesPage, "kampung", f"{VILLAGE}/kependudukan")
    population = page.village.tab("kependudukan")
    assert isinstance(population, PopulationTab)
    press(Qt.Key.Key_S, ALT)
    officer.wait(population.desk.shown)
    count = filled.population()
    fill(population.view, {"as_of": "1/10/26"} | {name: str(getattr(count, name)) for name in AGES})
    fill(population.view, {
        "pus": "480", "families": "700", "adolescents": "520", "families_toddler": "180",
        "families_adolescent": "200", "families_elderly": "160",
    })  # fmt: skip
    press(Qt.Key.Key_Return, CTRL)
    officer.go(VillagesPage, "kampung", f"{VILLAGE}/bulanan")
    monthly = page.village.tab("bulanan")
    assert isinstance(monthly, MonthlyTab)
    choose(monthly.desk, "Bulan yang akan diisi", MONTH)
    press(Qt.Key.Key_N, CTRL, SHIFT)
    month = filled.monthly()
    typed = {name: getattr(month, name) for name in monthly.view.cells}
    fill(monthly.view, {name: str(count) for name, count in typed.items() if count is not None})
    press(Qt.Key.Key_Return, CTRL)


def keep_family(officer: Laptop) -> None:
    """Jumadi, Ratna and their toddler Bayu, by keys alone."""
    officer.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Jumadi\n6403990305219004")
    press(Qt.Key.Key_Return, CTRL)
    keys("\n\n1\n12/4/88\n")
    press(Qt.Key.Key_Return, CTRL)
    for person in ("Ratna\n2\n2\n9/3/95\n", "Bayu\n3\n1\n14/9/25\n"):
        press(Qt.Key.Key_N, CTRL, SHIFT)
        keys(person)
        press(Qt.Key.Key_Return, CTRL)


def keep_visit(officer: Laptop) -> None:
    """A visit to the toddler with a measurement."""
    officer.go(VisitsPage, "kunjungan")
    press(Qt.Key.Key_N, CTRL)
    keys("bayu\n\n")
    keys("4\n\n\n9,4\n75,5\n")
    press(Qt.Key.Key_Return, CTRL)


def keep_activity(officer: Laptop, photo: Path) -> None:
    """An activity with a photo."""
    page = officer.go(ActivitiesPage, "kegiatan")
    press(Qt.Key.Key_N, CTRL)
    fill(page.form.view, {
        "title": "DASHAT di RT 03", "section": "reproduksi", "held_on": "14/10",
        "place": "Balai Kampung Maluang", "targets": ("keluarga_balita",),
        "institutions": ("opd_kb", "puskesmas", "pemdes"), "male": "4", "female": "27",
        "description": "Memasak ikan haruan untuk keluarga dengan balita.",
    })  # fmt: skip
    page.form.view.answer("kegiatan", "4.15")
    page.form.photos.add_files([photo])
    officer.wait(lambda: len(page.form.photos.cells) == 1)
    page.form.view.focus_field("title")
    press(Qt.Key.Key_Return, CTRL)


def undo_one(officer: Laptop) -> None:
    """A family typed by mistake, and taken back by Ctrl+Z."""
    page = officer.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Salah Ketik")
    press(Qt.Key.Key_Return, CTRL)
    assert _count(officer, Family) == 2
    page.go.emit("", None)
    press(Qt.Key.Key_Z, CTRL)
    officer.wait(lambda: _count(officer, Family) == 1)


def print_summary(who: Laptop, target: Path) -> list[str]:
    """The words of the summary's pages, saved from Laporan."""
    page = who.go(ReportsPage, "laporan", f"{VILLAGE}/{MONTH}")
    who.wait(lambda: page.out.save.isEnabled() and page.out.pdf)
    page.out.keep(target)
    return pages_of(target.read_bytes())


def send(officer: Laptop, stick: Path) -> list[Path]:
    """A sync file on the stick."""
    page = officer.go(ExchangePage, "kirim-terima")
    page.outgoing._chosen = stick
    page.outgoing._remember(stick)
    page.load()
    officer.rest()
    press(Qt.Key.Key_Return, CTRL)
    officer.wait(lambda: list(stick.glob("*.kkb")))
    officer.rest()
    return list(stick.glob("*.kkb"))


def begin_district(district: Laptop) -> None:
    """First run of the office in Berau, for practice."""
    district.wait(lambda: district.welcome().choice.first().hasFocus())
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, SHIFT)
    keys("2\nBudi Santoso\n\n\n")
    keys("berau\n\n")
    district.wait(district.is_open)


def take_in(district: Laptop, files: list[Path]) -> tuple[str, ...]:
    """Look at the files, keep them, and say what became of each."""
    page = district.go(ExchangePage, "kirim-terima")
    page.look_at(files)
    district.wait(lambda: page.incoming.report is not None and page.incoming.report.preview)
    district.rest()
    page.take_in()
    district.wait(lambda: page.incoming.report is not None and not page.incoming.report.preview)
    district.rest()
    assert page.incoming.report is not None
    assert page.incoming.report.accepted
    return tuple(one.result for one in page.incoming.report.files)


def test_a_month_of_an_officer(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Ticking()
    photo, stick = tmp_path / "dashat.jpg", tmp_path / "flashdisk"
    Image.effect_noise((900, 600), 60).convert("RGB").save(photo)
    stick.mkdir()
    with laptop(qtbot, tmp_path / "petugas", clock) as officer:
        begin(officer)
        keep_village(officer)
        keep_family(officer)
        keep_visit(officer)
        keep_activity(officer, photo)
        _everything_is_kept(officer)
        undo_one(officer)
        printed = print_summary(officer, tmp_path / "petugas.pdf")
        for figure in (*FIGURES, "DASHAT di RT 03"):
            assert any(figure in page for page in printed), figure
        files = send(officer, stick)
        assert len(files) == 1
        state = _state(officer)
    with laptop(qtbot, tmp_path / "kabupaten", clock) as district:
        begin_district(district)
        assert take_in(district, files) == ("diterima",)
        assert _state(district) == state
        length = _log(district)
        assert take_in(district, files) == ("sudah ada",)
        assert (_state(district), _log(district)) == (state, length)
        assert _below_letterhead(print_summary(district, tmp_path / "kabupaten.pdf")) == _below_letterhead(printed)


def _everything_is_kept(officer: Laptop) -> None:
    """One record of each form that was typed, all of them done."""
    wanted = {Village: 1, InstitutionProfile: 1, PopulationSnapshot: 1, MonthlySnapshot: 1, Family: 1, Member: 3,
              Visit: 1, ChildMeasurement: 1, Activity: 1, Attachment: 1}  # fmt: skip
    with officer.session.database.read() as conn:
        assert {form: read.count(conn, form, {"status": DONE}) for form in wanted} == wanted
        measured = read.records(conn, ChildMeasurement)[0]
        toddler = read.record(conn, Member, measured.member_id or "")
    assert (measured.weight_kg, measured.lenhei_cm) == (9.4, 75.5)
    assert toddler is not None
    assert (toddler.full_name, toddler.birth_date) == ("Bayu", date(2025, 9, 14))


def _below_letterhead(pages: list[str]) -> list[str]:
    """The two offices have letterheads of their own; everything under them must be the same."""
    return [pages[0][pages[0].index("RINGKASAN") :], *pages[1:]]


def _count(who: Laptop, form: type[Family]) -> int:
    with who.session.database.read() as conn:
        return read.count(conn, form)


def _log(who: Laptop) -> int:
    with who.session.database.read() as conn:
        return audit.log_length(conn)


def _state(who: Laptop) -> dict[str, dict[str, object]]:
    """Every record of Kampung Maluang, field by field."""
    with who.session.database.read() as conn:
        return {
            name: {one.id: to_scalars(one) for one in read.records(conn, form, where={"village": VILLAGE})}
            for name, form in FORMS.items()
        }
