"""Families as lists: the own template comes back without a change, and a spreadsheet finds codes as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions.lists_in.plan import Mode
from kampungkb_desktop.actions.lists_in.targets import TARGETS, template_keys
from kampungkb_desktop.actions.lists_out import OutLayout, write_list, write_template
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Kind, Measure, Month, Number, Text, YesNo
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record, fields_of
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE
from tests.actions.lists_in.making import TODAY, opened, planned, verdicts

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzé'., ", min_size=1, max_size=18).map(
    lambda text: f"Ab{' '.join(text.split())}z"
)


def _household(session: Session) -> Family:
    home = Family(id=new_record_id(session), village=VILLAGE, status=DONE, head_name="Suparman", kk="6403061101150001",
                  rt="002", rw="001", family_no="007", water="sumur_bor", latrine="septik", house_area_m2=36.5,
                  address="Gang  Kenanga\nRT 2 ", state="aktif", note="=1+1", lived_6_months=True)  # fmt: skip
    person = Member(village=VILLAGE, status=DONE, family_id=home.id)
    man = replace(person, id=new_record_id(session), full_name="Suparman", nik="6403060503900001", sex=MAN,
                  birth_date=date(1990, 3, 5), relation="kepala_keluarga", birth_certificate=True,
                  note="- dua")  # fmt: skip
    wife = replace(person, id=new_record_id(session), full_name="Aminah", sex=WOMAN, birth_date=date(1992, 8, 5),
                   relation="istri_suami", nik_missing="belum_dibawa")  # fmt: skip
    planning = FamilyPlanning(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home.id,
                              as_of=TODAY - timedelta(days=40), pregnant=False, using=True, method="suntik",
                              using_since="2025-08")  # fmt: skip
    groups = FamilyDevelopment(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home.id,
                               as_of=TODAY - timedelta(days=40), bkb="tidak_berlaku", bkl="ya",
                               uppka="tidak")  # fmt: skip
    alone = Family(id=new_record_id(session), village=VILLAGE, status="draf", head_name="Darwis")
    save(session, "Isi", [home, man, wife, planning, groups, alone])
    return home


def _families(session: Session) -> list[str]:
    with session.database.read() as conn:
        return [str(row[0]) for row in read.rows(conn, Family, ("id",))]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("layout", ["templat", "siga"])
def test_a_list_written_and_read_again_changes_nothing(
    officer: Session, tmp_path: Path, suffix: str, layout: OutLayout
) -> None:
    _household(officer)
    path = tmp_path / f"daftar.{suffix}"
    written = write_list(officer, _families(officer), path, layout, TODAY, silent())
    assert (written.families, written.members) == (2, 2)
    assert list(tmp_path.glob("*.part")) == []
    _, plan = planned(officer, path)
    assert set(verdicts(plan, Mode.REPLACE).values()) == {"sama"}
    assert len(plan.lines) == (3 if layout == "templat" else 2)
    assert [one for one in plan.findings() if one.level > 1] == []


def _answers(kind: Kind) -> st.SearchStrategy[object]:
    match kind:
        case Text():
            return WORDS.filter(lambda text: len(text) <= kind.longest)
        case Digits():
            return st.from_regex(r"[1-9][0-9]{7,15}", fullmatch=True)
        case Number():
            return st.integers(kind.low, kind.high)
        case Measure():
            return st.integers(int(kind.low) * 10, int(kind.high) * 10).map(lambda tenths: tenths / 10)
        case Day():
            return st.dates(max(kind.earliest or date(1930, 1, 1), date(1930, 1, 1)), TODAY)
        case Month():
            return st.sampled_from(["2025-01", "2026-10"])
        case YesNo():
            return st.booleans()
        case Choice():
            return st.sampled_from(kind.options.codes())
        case Choices():
            return st.lists(st.sampled_from(kind.options.codes()), min_size=1, unique=True).map(
                lambda c: tuple(sorted(c))
            )
        case _:
            return st.none()


def _records(form: type[Record]) -> st.SearchStrategy[dict[str, object]]:
    mapped = {key.partition(".")[2] for key in template_keys() if key.startswith(f"{form.FORM}.")} - {"id"}
    kinds = {name: kind for name, kind in fields_of(form).items() if name in mapped}
    asked = {name: _answers(kind) for name, kind in kinds.items()}
    asked["restricted"] = st.just(False)  # what is restricted by its owner stands in no list
    return st.fixed_dictionaries({}, optional=asked)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(_records(Family), _records(Member), st.sampled_from(["xlsx", "csv"]))
def test_every_answer_of_the_template_comes_back(
    officer: Session, tmp_path: Path, home: dict[str, object], person: dict[str, object], suffix: str
) -> None:
    family = Family(id=new_record_id(officer), village=VILLAGE, status=DONE, **home)  # type: ignore[arg-type]
    # A NIK alone would offer sex and birth date: they are answered, so nothing is left to offer.
    named = {"full_name": "Orang", "sex": "perempuan", "birth_date": date(1990, 5, 17), **person}
    member = Member(id=new_record_id(officer), village=VILLAGE, status=DONE, family_id=family.id, **named)  # type: ignore[arg-type]
    save(officer, "Isi", [family, member])
    path = tmp_path / f"semua.{suffix}"
    write_list(officer, [family.id], path, "templat", TODAY, silent())
    _, plan = planned(officer, path)
    different = {name: value for one in plan.lines for offer in one.offers() for name, value in offer.answers.items()}
    assert {name: value for name, value in different.items() if name != "head_name"} == {}


def test_codes_are_text_days_are_days_and_options_are_offered(officer: Session, tmp_path: Path) -> None:
    _household(officer)
    path = tmp_path / "daftar.xlsx"
    write_list(officer, _families(officer), path, "templat", TODAY, silent())
    book = openpyxl.load_workbook(path)
    sheet = book["Keluarga"]
    titles = [cell.value for cell in sheet[1]]
    assert titles == [TARGETS[key].title for key in template_keys()]
    cells = dict(zip(template_keys(), sheet[2], strict=True))
    assert (cells["member.nik"].value, cells["member.nik"].number_format) == ("6403060503900001", "@")
    assert cells["member.birth_date"].is_date
    assert (cells["family.note"].value, cells["family.note"].data_type) == ("=1+1", "s"), "a text, never a formula"
    assert sheet.column_dimensions[cells["member.nik"].column_letter].number_format == "@"
    assert len(sheet.data_validations.dataValidation) > 20
    assert {"Petunjuk", "Pilihan"} < set(book.sheetnames)
    book.close()


def test_the_empty_template_has_its_columns_and_no_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "templat.xlsx")
    first = opened(tmp_path / "templat.xlsx").sheets[0]
    assert first.name == "Keluarga"
    assert [cells for _, cells in first.rows] == [[TARGETS[key].title for key in template_keys()]]


def test_csv_as_excel_in_indonesia_opens_it(officer: Session, tmp_path: Path) -> None:
    _household(officer)
    path = tmp_path / "daftar.csv"
    write_list(officer, _families(officer), path, "templat", TODAY, silent())
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfKode desa/kelurahan;")
    text = raw.decode("utf-8-sig")
    assert ";05/03/1990;" in text
    assert ";36,5;" in text
    assert ";'=1+1;" in text


def test_refusals_leave_no_file(officer: Session, tmp_path: Path) -> None:
    _household(officer)
    with pytest.raises(KnownError) as nothing:
        write_list(officer, [], tmp_path / "a.xlsx", "templat", TODAY, silent())
    assert nothing.value.code == "E-LIST-NONE"
    for target in (tmp_path / "tidak" / "ada.xlsx", tmp_path / "tidak" / "ada.csv"):
        with pytest.raises(KnownError) as nowhere:
            write_list(officer, _families(officer), target, "templat", TODAY, silent())
        assert nowhere.value.code == "E-LIST-WRITE"
    stopped = Progress()
    stopped.cancel.set()
    for target in (tmp_path / "a.xlsx", tmp_path / "a.csv"):
        with pytest.raises(Cancelled):
            write_list(officer, _families(officer), target, "templat", TODAY, stopped)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["petugas"]
