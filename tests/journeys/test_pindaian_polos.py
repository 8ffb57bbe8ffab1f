"""A plain scan of the laptop finds no name: an officer works, leaves drafts, prints, exports, copies, meets a crash and
locks the screen, and then every file that the program wrote by itself is searched for what is secret.

What a person saves somewhere himself (a PDF, a list, a file for the office) is his own and is not searched.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import (
    copies,
    drafts,
    family_sheet,
    finding,
    letters,
    portal,
    recent,
    record_codes,
    saved_filters,
    settings,
    summary,
    system_unlock,
    trail,
    visit_list_paper,
)
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.fingerprint_sheet import sheet_pdf
from kampungkb_desktop.actions.photos import add_photo
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.tables_out.offers import OFFERS
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.actions.tables_out.writing import write_tables
from kampungkb_desktop.app import Start
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.reports import ReportsPage
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import enrolled, started_at
from tests.actions.test_system_unlock import InMemory
from tests.journeys.driving import CTRL, Laptop, enter, keys, laptop, login_of, press

OFFICER, HEAD, CHILD = "Zulaikha Mandraguna", "Bambangsutedja Wirjokromo", "Kartikasih Prabowati"
NIK, KK, STREET = "6403061203850017", "6403060101200023", "Gang Kedondong Sembilanbelas"
HALF, NOTE = "Setengahketik Pradipta", "menolak karena takut suaminya"
SECRETS = (OFFICER, HEAD, CHILD, NIK, KK, STREET, HALF, NOTE, PASSWORD)
SHAPES = sorted(
    {
        shape
        for secret in SECRETS
        for word in (secret, *(secret.split() if secret[0].isupper() else ()))
        for shape in (word, word.lower(), word.upper(), word.replace(" ", "-"))
        if len(shape) > 5
    }
)
"""Whole and in single words, as they are typed and as files are named."""


@pytest.fixture
def places(empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program may write by itself: a home and a folder for temporary files, both empty."""
    temporary = empty_home / "sementara"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return empty_home


@pytest.fixture
def folder(places: Path, tmp_path: Path) -> Path:
    """The data of an officer who is enrolled, closed."""
    folder = places / "KampungKB"
    district = started_at(tmp_path / "kabupaten", "Kabupaten", "kabupaten")
    officer = started_at(folder, OFFICER, "petugas")
    enrolled(district, officer, tmp_path / "kecil")
    for one in (district, officer):
        sessions.close(one)
    return folder


def work(session: Session, outside: Path) -> Family:
    """A family with a child, a note and a photo; drafts; papers; a file for the office; copies."""
    family = Family(
        id=new_record_id(session), village=VILLAGE, head_name=HEAD, kk=KK, hamlet=STREET, note=NOTE,
        status=DONE,
    )  # fmt: skip
    child = Member(id=new_record_id(session), family_id=family.id, full_name=CHILD, nik=NIK, status=DONE)
    save(session, "Simpan keluarga", [family, child])
    drafts.keep(session, Family(id=new_record_id(session), village=VILLAGE, head_name=HALF), {"note": NOTE})
    trail.seen(session, "family", family.id)
    settings.store(session, Settings(output_folder=str(outside)))
    picture = outside / f"{CHILD}.jpg"
    Image.new("RGB", (40, 30), (90, 120, 60)).save(picture, exif=b"Exif\0\0" + CHILD.encode())
    add_photo(session, family, picture)
    export(session, outside)
    summary.write_pdf(outside / "lembar.pdf", sheet_pdf(session))
    copies.copy_now(session)
    copies.copy_to_stick(session, outside / "stick")
    return family


def newer_work(session: Session, family: Family, outside: Path) -> None:
    """Tables for spreadsheets, the portal's tick list, letters and lists with codes, the search for anything, and a
    sieve that was kept under a name: what works over people and was added later."""
    today = day_of(session.clock())
    with session.database.read() as conn:
        (child,) = read.records(conn, Member, where={"family_id": family.id})
    referred = Visit(
        id=new_record_id(session), village=VILLAGE, family_id=family.id, member_id=child.id, visited_on=today,
        referral=IN_PROGRESS, note=NOTE, status=DONE,
    )  # fmt: skip
    promised = Visit(
        id=new_record_id(session), village=VILLAGE, family_id=family.id, target=GENERAL, status=DONE,
        visited_on=today - timedelta(days=30), next_visit_on=today,
    )  # fmt: skip
    save(session, "Simpan kunjungan", [referred, promised])
    scope = Scope((VILLAGE,), f"{today:%Y-%m}", today, masked=False)
    for one in (one for one in OFFERS if one.personal):
        write_tables(session, one, scope, outside / f"{one.key} {HEAD}.xlsx", silent())
    for name, pdf in (
        ("rujukan", letters.referral_letter_pdf(session, child.id)),
        ("daftar", visit_list_paper.visit_list_pdf(session, VILLAGE, today, progress=silent())),
        ("lembar", family_sheet.family_sheet_pdf(session, family.id)),
    ):
        summary.write_pdf(outside / f"{name} {HEAD}.pdf", pdf)
    screen = portal.handover(session, VILLAGE, f"{today:%Y-%m}")[0]
    portal.tick(session, screen, [one.line.key for one in screen.lines][:1])
    assert record_codes.family_of_code(session, record_code(family.id)) == family.id
    finding.find(session, HEAD)
    recent.note(session, [recent.Opened("family", family.id, session.clock())])
    saved_filters.put(session, "keluarga", HEAD, {"kata": HEAD})
    with suppress(KnownError):
        letters.referral_letter_pdf(session, HEAD)


def found_in(place: Path) -> list[str]:
    """Every file or name of one that tells a secret, in the encodings that programs write."""
    return [
        f"{path.relative_to(place)}: {shape} ({encoding})"
        for path in sorted(place.rglob("*"))
        for content in (path.read_bytes() if path.is_file() else b"",)
        for shape in SHAPES
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if shape.encode(encoding) in content or shape in path.name
    ]


def test_a_scan_that_looks_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"x{HEAD.upper()}x", encoding="utf-16-le")
    (tmp_path / "KKB_Zulaikha-Mandraguna_0001.kkb").touch()
    assert len(found_in(tmp_path)) >= 3


def test_a_plain_scan_finds_no_name(
    qtbot: QtBot, places: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "pilihan-orang"
    outside.mkdir()
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    told: list[str] = []
    monkeypatch.setattr(Start, "_tell_crash", lambda _self, report, _summary: told.insert(0, report))
    try:
        with laptop(qtbot, folder, Ticking()) as found:
            enter(found)
            family = work(found.session, outside)
            newer_work(found.session, family, outside)
            system_unlock.turn_on(found.session, PASSWORD)
            assert found.start.program is not None
            assert found.start.program.desk is not None
            found.start.program.desk.dress(Settings(text_size=110))
            half_typed(found)
            found.go(ReportsPage, "laporan")
            crash(found, family)
            assert found_in(places) == [], "while the program runs"
            found.start.program.lock()
            found.rest()
            login_of(found).password.setText("bukan sandinya")
            login_of(found).submit()
            found.wait(lambda: login_of(found).problem.text())
        assert told
        names = {path.name for path in folder.rglob("*") if path.is_file()}
        assert {"kampungkb.kkdb", "kampungkb.keys", "kampungkb.trail", "tampilan.json", "salinan.json"} <= names
        assert any("laporan" in path.read_text("utf-8", "replace") for path in folder.rglob("*.log"))
        assert found_in(places) == []
    finally:
        keyring.set_keyring(before)


def half_typed(found: Laptop) -> None:
    """A form left open with something in it, which autosave keeps."""
    found.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys(HALF)
    found.window.leave()
    found.rest()


def crash(found: Laptop, family: Family) -> None:
    """A bug that has somebody's name in its words and in its values."""
    try:
        raise ValueError(f"{family.head_name} {NIK}")
    except ValueError as error:
        found.start.crashed(type(error), error, error.__traceback__)
    logger.info("sesudah laporan")
