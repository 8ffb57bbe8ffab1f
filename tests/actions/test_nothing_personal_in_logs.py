"""The log and the reports of bugs name nobody: errors of every kind are driven through the program with invented people
whose names are found nowhere else, and the files are searched for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, from_copy, history, restoring, stick_copies, trail, trail_audit, undo
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.trail_audit import Wanted
from kampungkb_desktop.base import crash_report, log
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.store.shelf import Kept
from tests.actions.devices import NOON, VILLAGE
from tests.actions.exchanging import sent

NAME, CHILD, NIK, KK, STREET = (
    "Zulkarnaen Wibisanaputra", "Qonitah Wibisanaputra", "6403061702880917", "6403061702880918", "Lorong Xenologi 77",
)  # fmt: skip
SECRETS = ("zulkarnaen", "wibisana", "qonitah", NIK, KK, "xenologi")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """A folder with the log and the reports."""
    folder = tmp_path / "catatan"
    log.log_to(folder)
    yield folder
    log.log_off()


@pytest.fixture
def people(officer: Session) -> tuple[Family, Member, Visit]:
    family = Family(
        id=new_record_id(officer), village=VILLAGE, status="draf", head_name=NAME, kk=KK, address=STREET, rt="001"
    )
    child = Member(
        id=new_record_id(officer), village=VILLAGE, status="draf", family_id=family.id, full_name=CHILD, nik=NIK
    )
    visit = Visit(id=new_record_id(officer), village=VILLAGE, status="draf", family_id=family.id)
    save(officer, "Simpan keluarga", [family, child, visit])
    return family, child, visit


def refusals(officer: Session, people: tuple[Family, Member, Visit], folder: Path) -> Iterator[Callable[[], object]]:
    """Deeds that people are refused."""
    family, child, _visit = people
    damaged = folder / "rusak.kkb"
    damaged.write_bytes(b"age-encryption.org/v1\n" + NAME.encode())
    yield lambda: save(officer, NAME * 90, [family.changed(address=STREET * 20_000)])
    yield lambda: save(officer, "Simpan", [family.changed(members_expected=1 << 70)])
    yield lambda: undo.undo_action(officer, "0" * 32)
    yield lambda: take_in(officer, [damaged])
    yield lambda: export(officer, folder / "tidak" / "\0ada")
    yield lambda: restoring.compare(officer, "alias", family.id, history.record_history(officer, child.id)[0].change)
    yield lambda: stick_copies.copy(officer, folder / NAME)
    yield lambda: from_copy.look_into(officer, Kept(folder / NAME, None))


def bugs(officer: Session, people: tuple[Family, Member, Visit]) -> Iterator[Callable[[], object]]:
    """Deeds that fail in a way nobody foresaw, with answers in every error's words."""
    family, child, _visit = people

    def broken_statement() -> None:
        with officer.database.write() as conn:
            conn.exec_driver_sql(f"INSERT INTO family (n, id) SELECT n, '{NAME}' FROM family WHERE kk = '{KK}'")

    def wrong_key() -> None:
        raise KeyError(NAME) from ValueError(f"{NIK} of {CHILD}")

    def from_below() -> None:
        try:
            broken_statement()
        except Exception as error:
            raise RuntimeError(f"cannot save {family}") from error

    yield broken_statement
    yield wrong_key
    yield from_below
    yield lambda: save(officer, NAME, [family.changed(id="")])
    yield lambda: int(child.full_name or "")
    yield lambda: Path(f"/{STREET}/{NAME}").read_bytes()


def told(folder: Path) -> str:
    return "\n".join(one.read_text(encoding="utf-8") for one in sorted(folder.rglob("*")) if one.is_file()).casefold()


def test_errors_of_every_kind_name_nobody(
    officer: Session, people: tuple[Family, Member, Visit], written: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    known = set[str]()
    for deed in refusals(officer, people, tmp_path):
        try:
            deed()
        except KnownError as error:
            known.add(error.code)
            logger.info("ditolak: %s", error.code)
        except (OSError, ValueError, IndexError) as error:
            crash_report.write(written, error, moment_of(NOON + 1_000 * len(known)))
    assert len(known) >= 4
    for number, deed in enumerate(bugs(officer, people)):
        with pytest.raises(Exception) as raised:  # noqa: PT011  any bug at all
            deed()
        crash_report.write(written, raised.value, moment_of(NOON + 60_000 * (number + 1)))
        logger.error("kesalahan: %s", crash_report.summary_of(raised.value))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, f"no space for {NAME}")

    monkeypatch.setattr(Path, "touch", full)
    trail.note(officer, trail.SEEN, form="family", record=people[0].id)
    monkeypatch.undo()
    said = told(written)
    assert "E-DISK-FULL".casefold() in said, "something was written at all"
    assert said.count("python") >= 6, "and reports"
    assert not [one for one in SECRETS if one in said]


def test_work_that_goes_well_names_nobody_either(
    officer: Session, district: Session, people: tuple[Family, Member, Visit], written: Path, tmp_path: Path
) -> None:
    trail.seen(officer, "family", people[0].id)
    trail.looked(officer, "keluarga", 1, kata=NAME)
    copies.copy_now(officer)
    take_in(district, [sent(officer, tmp_path).path])
    trail_audit.lines(district, Wanted(trail_audit.ALL, about=NAME))
    with suppress(KnownError):
        export(district, tmp_path / "balas")
    with district.database.read() as conn:
        lines = [str(row) for row in conn.exec_driver_sql("SELECT name, counts FROM file")]
        assert read.record(conn, Family, people[0].id) is not None
    trails = [f"{one}" for session in (officer, district) for one in session.trail.entries()]
    slips = [one.read_text() for one in (officer.data_dir / "copies").rglob("salinan.json")]
    said = "\n".join([told(written) if written.exists() else "", *lines, *trails, *slips]).casefold()
    assert not [one for one in SECRETS if one in said]
