"""Laptops at work (not in practice) that know nothing of each other, and the way from there to trust."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, grants
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.store import read
from tests.actions.devices import NOON, PASSWORD, VILLAGE, Ticking, copied
from tests.cheap import CHEAP

TODAY = date(2026, 11, 21)
_NAMES = {"kabupaten": "Kabupaten", "petugas": "Siti Rahmah"}


@contextmanager
def strangers(folder: Path) -> Iterator[tuple[Session, Session]]:
    """A district and an officer after their first runs, which are made once: the same two in every folder."""
    with ExitStack() as stack:
        made = [stack.enter_context(copied(_first(role), folder / role, Ticking(NOON))) for role in _NAMES]
        yield made[0], made[1]


@cache
def _first(role: str) -> Path:
    """A data folder after its first run, closed; it ends with the process."""
    around = tempfile.mkdtemp(prefix="kampungkb-strangers-")
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    sessions.close(started_at(Path(around) / role, _NAMES[role], role))
    return Path(around) / role


def started_at(folder: Path, name: str, role: str) -> Session:
    office = Office(regency="64.03", full_name="Dinas Rekaan", acronym="DPPKBP3A") if role == "kabupaten" else None
    return first_run(
        folder, PASSWORD, role=role, person=Officer(full_name=name, nip=None), villages=[VILLAGE], office=office,
        clock=Ticking(NOON), cost=CHEAP,
    ).session  # fmt: skip


def said(error: pytest.ExceptionInfo[KnownError]) -> str:
    return error.value.code


def end_of(mark: str) -> str:
    return mark[-9:]


def enrolled(district: Session, officer: Session, folder: Path) -> None:
    """The whole way: introduction, comparison, grant, comparison."""
    asked = enrolment.receive(district, grants.introduce(officer, folder))
    enrolment.enrol(district, asked.uid, end_of(asked.mark), [(VILLAGE, TODAY, None)])
    looked = grants.look_at(officer, grants.write_grant(district, asked.uid, folder))
    grants.accept(officer, looked, end_of(looked.office.mark))


def keep_family(session: Session, name: str, village: str = VILLAGE) -> Family:
    family = Family(id=new_record_id(session), village=village, head_name=name)
    save(session, "Simpan keluarga", [family])
    return family


def families(session: Session) -> set[str | None]:
    with session.database.read() as conn:
        return {one.head_name for one in read.records(conn, Family)}
