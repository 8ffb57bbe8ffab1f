"""An accepted list: one action that one undo takes back, all or nothing, and what others changed meanwhile stays."""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.lists_in.accepting import Taken, accept
from kampungkb_desktop.actions.lists_in.plan import Mode, Plan, Verdict
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, Step, silent
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, DRAFT, Record
from kampungkb_desktop.store import lists, read
from tests.actions.devices import PASSWORD
from tests.actions.lists_in.making import (
    HEADING,
    HOUSE,
    SIGA_HEADING,
    TODAY,
    csv_file,
    planned,
    siga_row,
    verdicts,
    xlsx,
)

MANY = 2_500
R = TypeVar("R", bound=Record)


def _stored(session: Session, form: type[R]) -> list[R]:
    with session.database.read() as conn:
        return read.records(conn, form, order=("id",))


def _taken(
    session: Session, path: Path, mode: Mode = Mode.FILL, progress: Progress | None = None
) -> tuple[Plan, Taken]:
    file, plan = planned(session, path)
    return plan, accept(session, file, plan, mode, TODAY, progress or silent())


def test_what_is_accepted_stands_on_record(officer: Session, tmp_path: Path) -> None:
    rows = [HEADING, *HOUSE, ["6403061101150001", None, "Bayi", None, None, "Anak"]]
    _, taken = _taken(officer, xlsx(tmp_path / "Daftar RT 1.xlsx", rows))
    assert (taken.rows, taken.families, taken.members, taken.changed) == (4, 1, 4, 0)
    (home,) = _stored(officer, Family)
    assert (home.head_name, home.kk, home.status) == ("Suparman", "6403061101150001", DONE)
    people = {one.full_name: one for one in _stored(officer, Member)}
    assert {one.family_id for one in people.values()} == {home.id}
    assert (people["Aminah"].sex, people["Aminah"].birth_date) == (WOMAN, date(1992, 8, 5))
    assert {name: one.status for name, one in people.items()} == {
        "Suparman": DONE, "Aminah": DONE, "Wahyu": DONE, "Bayi": DRAFT,
    }, "what lacks an answer is a draft, found under Belum lengkap"  # fmt: skip
    assert undo.can_undo(officer) == "Impor keluarga dari Daftar RT 1.xlsx"
    with officer.database.read() as conn:
        assert len(lists.family_ids(conn, text="aminah")) == 1, "found by searching at once"
    assert verify(officer) == ()


def test_taking_the_same_list_in_again_changes_nothing(officer: Session, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE])
    _taken(officer, path)
    plan, again = _taken(officer, path, Mode.REPLACE)
    assert set(verdicts(plan).values()) == {"sama"}
    assert (again.saved.action, again.rows) == ("", 0)


def test_only_what_is_ticked_goes_in_and_a_person_brings_his_family(officer: Session, tmp_path: Path) -> None:
    file, plan = planned(officer, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
    for one in plan.lines:
        plan.ticks[one.row] = one.name == "Wahyu"
    taken = accept(officer, file, plan, Mode.FILL, TODAY, silent())
    assert (taken.rows, taken.families, taken.members) == (1, 1, 1)
    assert [one.full_name for one in _stored(officer, Member)] == ["Wahyu"]
    assert [one.head_name for one in _stored(officer, Family)] == ["Suparman"]


def test_filling_leaves_and_replacing_replaces(officer: Session, tmp_path: Path) -> None:
    _taken(officer, xlsx(tmp_path / "a.xlsx", [[*HEADING, "Pendidikan"], [*HOUSE[0], "SD"]]))
    second = xlsx(tmp_path / "b.xlsx", [[*HEADING, "Pendidikan", "Agama"], [*HOUSE[0], "SLTP", "Islam"]])
    _taken(officer, second)
    (man,) = _stored(officer, Member)
    assert (man.education, man.religion) == ("tamat_sd", "islam")
    _, taken = _taken(officer, second, Mode.REPLACE)
    (man,) = _stored(officer, Member)
    assert (man.education, taken.changed) == ("tamat_sltp", 1)
    undo.undo(officer)
    assert _stored(officer, Member)[0].education == "tamat_sd"


def test_an_empty_cell_never_empties_an_answer(officer: Session, tmp_path: Path) -> None:
    _taken(officer, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
    bare = [[HOUSE[0][0], HOUSE[0][1], "Suparman", None, None, None]]
    _, taken = _taken(officer, xlsx(tmp_path / "b.xlsx", [HEADING, *bare]), Mode.REPLACE)
    assert taken.changed == 0
    assert next(one for one in _stored(officer, Member) if one.full_name == "Suparman").birth_date == date(1990, 3, 5)


def test_what_was_changed_after_the_preview_is_not_taken_back(officer: Session, tmp_path: Path) -> None:
    _taken(officer, xlsx(tmp_path / "a.xlsx", [HEADING, HOUSE[0]]))
    file, plan = planned(officer, xlsx(tmp_path / "b.xlsx", [[*HEADING, "Agama"], [*HOUSE[0], "Islam"]]))
    (man,) = _stored(officer, Member)
    save(officer, "Simpan anggota", [man.changed(occupation="petani")], seen=[man])
    accept(officer, file, plan, Mode.FILL, TODAY, silent())
    (man,) = _stored(officer, Member)
    assert (man.occupation, man.religion) == ("petani", "islam")
    assert verify(officer) == ()


def test_a_later_month_of_a_couple_is_a_new_record_that_keeps_the_counts(officer: Session, tmp_path: Path) -> None:
    def recap(month: str, method: str) -> Path:
        rows = [[f"Rekapitulasi {month} 2026"], SIGA_HEADING, siga_row(
            No_keluarga="001", NIK="6403064508920002", Nama="Aminah", Hubungan_dengan_KK=1, Status_PUS="Ya",
            Metode_kontrasepsi=method)]  # fmt: skip
        return xlsx(tmp_path / f"{month}.xlsx", rows)

    _taken(officer, recap("September", "Pil"))
    (first,) = _stored(officer, FamilyPlanning)
    save(officer, "Simpan KB", [first.changed(living_male=2)])
    _taken(officer, recap("Oktober", "IUD"))
    assert len(_stored(officer, FamilyPlanning)) == 1, "filling only what is empty writes no second record"
    _taken(officer, recap("Oktober", "IUD"), Mode.REPLACE)
    later = max(_stored(officer, FamilyPlanning), key=lambda one: one.as_of or date.min)
    assert (later.method, later.as_of, later.living_male) == ("iud", date(2026, 10, 31), 2)


def test_several_namesakes_leave_a_doubt_and_ticked_it_is_a_new_family(officer: Session, tmp_path: Path) -> None:
    heads = [["Nama kepala keluarga", "No KK"], *(["Suparman", f"640306110115000{at}"] for at in range(2))]
    _taken(officer, xlsx(tmp_path / "a.xlsx", heads))
    file, plan = planned(officer, xlsx(tmp_path / "b.xlsx", [["Nama kepala keluarga", "RT"], ["Suparman", 4]]))
    assert verdicts(plan) == {"Suparman": "meragukan"}
    plan.ticks[plan.lines[0].row] = True
    assert accept(officer, file, plan, Mode.FILL, TODAY, silent()).families == 1


def test_a_file_that_changed_is_not_taken_in(officer: Session, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE])
    file, plan = planned(officer, path)
    xlsx(path, [HEADING, *HOUSE, HOUSE[0]])
    with pytest.raises(KnownError) as refused:
        accept(officer, file, plan, Mode.FILL, TODAY, silent())
    assert refused.value.code == "E-LIST-CHANGED"
    assert _stored(officer, Family) == []


class _Later(Event):
    """Asked to stop only after it was looked at so often."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def is_set(self) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize("looks", [0, 1, 2, 3])
def test_cancelling_at_any_step_leaves_nothing(
    officer: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    monkeypatch.setattr("kampungkb_desktop.actions.ledger.BATCH", 20)
    rows = [[*HOUSE[0][:1], f"64030605039{at:05d}", f"Orang {at}", *HOUSE[0][3:]] for at in range(70)]
    file, plan = planned(officer, csv_file(tmp_path / "a.csv", [HEADING, *rows]))
    with pytest.raises(Cancelled):
        accept(officer, file, plan, Mode.FILL, TODAY, Progress(cancel=_Later(looks)))
    assert _stored(officer, Family) == []
    assert undo.can_undo(officer) is None


def _die_while_writing(folder: Path, path: Path) -> None:
    """In a process of its own: kill -9 in the midst of the transaction."""
    session = sessions.open_session(folder, PASSWORD)
    file, plan = planned(session, path)

    def die(step: Step) -> None:
        if step.text == "Memasukkan perubahan":
            os.kill(os.getpid(), signal.SIGKILL)

    accept(session, file, plan, Mode.FILL, TODAY, Progress(sink=die))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a Unix word")
def test_a_killed_import_leaves_nothing(officer: Session, tmp_path: Path) -> None:
    folder = officer.data_dir
    path = csv_file(tmp_path / "a.csv", [HEADING, *HOUSE])
    sessions.close(officer)
    child = multiprocessing.get_context("spawn").Process(target=_die_while_writing, args=(folder, path))
    child.start()
    child.join()
    assert child.exitcode == -9
    session = sessions.open_session(folder, PASSWORD)
    try:
        assert _stored(session, Family) == []
        assert verify(session) == ()
        assert len(_stored(session, Family)) == 0
    finally:
        sessions.close(session)


def test_thousands_of_rows_go_in_and_back_out_in_one_step(officer: Session, tmp_path: Path) -> None:
    rows = [
        [f"64030611{at // 4:08d}", f"640306{at % 28 + 1 + 40 * (at % 2):02d}0390{at % 10_000:04d}", f"Orang {at}",
         "LP"[at % 2], f"{at % 28 + 1:02d}-03-1990", "1" if at % 4 == 0 else "3"]
        for at in range(MANY)
    ]  # fmt: skip
    plan, taken = _taken(officer, csv_file(tmp_path / "a.csv", [HEADING, *rows]))
    assert plan.counts(Mode.FILL).of(Verdict.NEW) == MANY
    assert (taken.families, taken.members) == (MANY // 4, MANY)
    with officer.database.read() as conn:
        assert (read.count(conn, Family), read.count(conn, Member)) == (MANY // 4, MANY)
    assert undo.undo(officer) is not None
    with officer.database.read() as conn:
        assert (read.count(conn, Family), read.count(conn, Member)) == (0, 0)
        assert len(lists.family_ids(conn, text="orang")) == 0
    assert undo.can_undo(officer) is None
