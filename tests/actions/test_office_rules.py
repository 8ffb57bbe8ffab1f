"""Rule files and changed regions, from the district's desk to an officer's screen and back out of force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kampungkb_desktop.actions import office_rules, undo
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.own_records import assign
from kampungkb_desktop.actions.rules_in_use import in_use
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.office_rule import IN_FORCE, WITHDRAWN, OfficeRule
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.region_change import NEW, RegionChange
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, Ticking
from tests.actions.exchanging import MALUANG, family, laptop, names, sent, taken
from tests.rules.test_rule_file import next_version

NEW_VILLAGE = "64.03.06.2099"
IN_TWO_YEARS = NOON + 750 * 86_400_000
STRICTER = ("batas = [1, 2, 5]", "batas = [1, 4, 5]")


@pytest.fixture
def berau(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """Siti's laptop, known to the office."""
    siti, office = laptop(tmp_path / "siti", "Siti"), laptop(tmp_path / "kantor", "Kantor", role="kabupaten")
    family(siti, "Rahma")
    taken(office, sent(siti, tmp_path / "masuk").path)
    yield siti, office
    for session in (siti, office):
        close(session)


def answer(office: Session, siti: Session, folder: Path) -> None:
    (made,) = export(office, folder).files
    assert taken(siti, made.path).result == "diterima"


@contextmanager
def worked_with(session: Session) -> Iterator[None]:
    """What the database says is in use inside the block."""
    found = in_use(session)
    assert found is not None
    regions.use(found.places)
    try:
        with ruleset.using(found.shelf):
            yield
    finally:
        regions.use(None)


def file(folder: Path, text: str, name: str = "aturan.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def later(session: Session) -> None:
    assert isinstance(session.clock, Ticking)
    session.clock.now = IN_TWO_YEARS


def score(session: Session) -> tuple[str, int]:
    with worked_with(session):
        found = classify(session, MALUANG)
    return found.rule_version, found.score("I2").score


def test_a_rule_file_goes_to_the_officer_and_judges_there_until_it_is_withdrawn(
    berau: tuple[Session, Session], tmp_path: Path
) -> None:
    siti, office = berau
    path = file(tmp_path / "kiriman", next_version("klasifikasi", STRICTER))
    assert office_rules.look(office, path).id == "klasifikasi-2027"
    office_rules.load(office, path)
    answer(office, siti, tmp_path / "keluar")
    save(siti, "Simpan", [InstitutionProfile(
        id=new_record_id(siti), village=MALUANG, month="2026-10", funds=("apbn", "apbd"),
    )])  # fmt: skip
    assert score(siti) == ("klasifikasi-2023", 3)  # not yet in force
    later(siti)
    assert score(siti) == ("klasifikasi-2027", 2)
    (rule,) = [one for one in office_rules.listed(siti) if one.record is not None]
    assert (rule.id, rule.now, rule.problem) == ("klasifikasi-2027", True, "")
    with office.database.read() as conn:
        (kept,) = read.records(conn, OfficeRule)
    office_rules.withdraw(office, kept, "keliru")
    answer(office, siti, tmp_path / "keluar2")
    assert score(siti) == ("klasifikasi-2023", 3)
    with siti.database.read() as conn:
        assert [one.reason for one in read.records(conn, OfficeRule)] == ["keliru"]


def test_loading_is_one_action_that_undo_takes_back(berau: tuple[Session, Session], tmp_path: Path) -> None:
    _, office = berau
    path = file(tmp_path, next_version("krs"))
    office_rules.load(office, path)
    with pytest.raises(KnownError, match="E-RULE-KNOWN"):
        office_rules.load(office, path)
    with pytest.raises(KnownError, match="E-RULE-KNOWN"):
        office_rules.look(office, file(tmp_path, next_version("krs", ("= 20\n", "= 19\n")), "lain.toml"))
    undo.undo(office)
    assert [one for one in office_rules.listed(office) if one.record] == []
    office_rules.load(office, path)
    (line,) = [one for one in office_rules.listed(office) if one.record]
    assert line.record is not None
    office_rules.withdraw(office, line.record, "")
    found = in_use(office)
    assert found is not None
    assert found.shelf.loaded == {}
    (line,) = [one for one in office_rules.listed(office) if one.record]
    assert line.record is not None
    assert line.record.state == WITHDRAWN
    office_rules.put_back(office, line.record)
    found = in_use(office)
    assert found is not None
    assert list(found.shelf.loaded) == ["krs-2027"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-RULE-BROKEN"), (b"\xff\xfe\x00", "E-RULE-BROKEN"), (b"x = 1\n" * 60_000, "E-RULE-BROKEN"),
        (next_version("krs", ("[aturan]", "[aturan]\nsusunan = 2")).encode(), "E-RULE-NEWER"),
        (next_version("krs", year=2021).encode(), "E-RULE-OLD"),
    ],
)  # fmt: skip
def test_a_bad_file_changes_nothing(berau: tuple[Session, Session], tmp_path: Path, content: bytes, code: str) -> None:
    _, office = berau
    (tmp_path / "buruk.toml").write_bytes(content)
    for deed in (office_rules.look, office_rules.load):
        with pytest.raises(KnownError, match=code):
            deed(office, tmp_path / "buruk.toml")
    with pytest.raises(KnownError, match="E-READ"):
        office_rules.load(office, tmp_path / "tidak-ada.toml")
    assert in_use(office, but="") is None


def test_what_this_program_cannot_read_is_named_and_not_used(berau: tuple[Session, Session]) -> None:
    _, office = berau
    text = next_version("krs", ("[aturan]", "[aturan]\nsusunan = 2"))
    save(office, "Dari program yang lebih baru", [OfficeRule(
        id=derived_id(OfficeRule.FORM, "krs-2027"), version="krs-2027", title="KRS", since=date(2027, 1, 1),
        state=IN_FORCE, text=text, status="selesai",
    )])  # fmt: skip
    found = in_use(office)
    assert found is not None
    assert found.shelf.loaded == {}
    assert "lebih baru" in next(one.problem for one in office_rules.listed(office) if one.problem)


def test_only_the_district_loads_rules_and_changes_regions(berau: tuple[Session, Session], tmp_path: Path) -> None:
    siti, _ = berau
    with pytest.raises(KnownError, match="E-ROLE"):
        office_rules.load(siti, file(tmp_path, next_version("krs")))
    with pytest.raises(KnownError, match="E-ROLE"):
        office_rules.keep_region(siti, RegionChange(id=new_record_id(siti), kind=NEW, code=NEW_VILLAGE))


def test_a_forged_rule_of_an_officer_is_refused_with_its_file(berau: tuple[Session, Session], tmp_path: Path) -> None:
    siti, office = berau
    rule = OfficeRule(id=derived_id(OfficeRule.FORM, "krs-2027"), version="krs-2027", title="x")
    with pytest.raises(KnownError, match="E-OFFICE-RECORD"):
        save(siti, "Menyusup", [rule])
    forged = replace(siti, role=DISTRICT)  # a program that does not ask itself what it may write
    save(forged, "Menyusup", [rule])
    report = taken(office, sent(siti, tmp_path / "masuk2").path)
    assert (report.result, report.code) == ("ditolak", "E-SCOPE")


def test_a_village_made_after_the_release_is_assigned_and_recorded(
    berau: tuple[Session, Session], tmp_path: Path
) -> None:
    siti, office = berau
    said = RegionChange(
        id=new_record_id(office), kind=NEW, code=NEW_VILLAGE, place_name="Maluang Baru", since=date(2026, 11, 1),
        source="Perda Kabupaten Berau 3/2026",
    )  # fmt: skip
    office_rules.keep_region(office, said)
    answer(office, siti, tmp_path / "keluar")
    with worked_with(siti):
        found = regions.load().region(NEW_VILLAGE)
        assert found is not None
        assert regions.load().search("maluang baru") == [found]
        assign(siti, NEW_VILLAGE, date(2026, 11, 21))
        family(siti, "Warga Baru", NEW_VILLAGE)
    assert taken(office, sent(siti, tmp_path / "masuk2").path).result == "diterima"
    assert names(office, NEW_VILLAGE) == ["Warga Baru"]
    assert [why for _one, why in office_rules.region_changes(office)] == [""]
    office_rules.drop_region(office, said)
    found_now = in_use(office)
    assert found_now is not None
    assert found_now.places is None


def test_nothing_of_the_office_costs_nothing_and_is_told_by_its_mark(berau: tuple[Session, Session]) -> None:
    siti, office = berau
    first = in_use(siti)
    assert first is not None
    assert (first.mark, first.shelf, first.places) == ("", ruleset.BUILT_IN, None)
    assert in_use(siti, but="") is None
    said = RegionChange(id=new_record_id(office), kind=NEW, code=NEW_VILLAGE, place_name="X", since=date(2026, 11, 1))
    office_rules.keep_region(office, said)
    now = in_use(office, but="")
    assert now is not None
    assert in_use(office, but=now.mark) is None
