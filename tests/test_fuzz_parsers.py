"""Every parser of something that comes from outside, or that a disk may have damaged, given anything: it answers, or
refuses with a sentence. Nothing else comes out, and nothing is changed. Sync files and lists have fuzzers of their own
(``test_take_in_spoilt``, ``lists_in``); ``HYPOTHESIS_PROFILE=deep`` searches long."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from kampungkb_desktop.actions import photos, settings
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import clock, log_codes, sheet_cells, sheet_days, typed, typed_code
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import certificate, enrolment
from kampungkb_desktop.forms import kinds, region_typed
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import fields_of, from_scalars
from kampungkb_desktop.rules import rule_file
from kampungkb_desktop.store import key_file, more_slots, shelf, thinning, trail, vault
from kampungkb_desktop.transport import dav_address, dav_answers
from kampungkb_desktop.ui.kept_look import NAME as LOOK
from kampungkb_desktop.ui.kept_look import read_look
from tests.actions.devices import NOON, copied, make
from tests.data.make import INTRODUCTION
from tests.spoilt import DEEP, JSON, replaced, spoilt, spoilt_text
from tests.upgrades import DATA, SETS

TODAY = date(2026, 11, 21)
CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.dates() | st.datetimes()
DAYS = (
    spoilt_text("5/3/2026")
    | spoilt_text("05 Maret 2026")
    | spoilt_text("050326")
    | st.text("0123456789/-. ", max_size=12)
)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def refuses(work: Callable[[], object]) -> None:
    """It may answer, or refuse with a code."""
    with suppress(KnownError):
        work()


# --- Keys and codes ---------------------------------------------------------------------------------------------------

KEYS = json.loads((DATA / SETS[0] / "petugas" / vault.KEYS_NAME).read_bytes())


def opened_every_way(path: Path) -> None:
    before = path.read_bytes()
    for way in (
        lambda: vault.unlock(path, "latihan"),
        lambda: vault.unlock_recovery(path, typed_code.code_of(typed_code.RECOVERY, bytes(20))),
        lambda: more_slots.system_account(path),
        lambda: more_slots.unlock_system(path, "geheim"),
    ):
        refuses(way)
    assert path.read_bytes() == before


@given(spoilt(json.dumps(KEYS).encode()))
@example(DEEP.encode())
@example(b'{"format": "kkb-keys", "version": 1, "check": "", "slots": []}')
def test_a_key_file_that_is_damaged(place: Path, content: bytes) -> None:
    (place / vault.KEYS_NAME).write_bytes(content)
    opened_every_way(place / vault.KEYS_NAME)


@given(replaced(KEYS["slots"]))
@example([{"kind": "password", "salt": "", "memory_kib": float("inf"), "passes": 1, "lanes": 1}])
@example([{"kind": "password", "salt": "AA==", "memory_kib": 64, "passes": 1, "lanes": 1, "nonce": "", "box": ""}])
def test_a_key_file_that_somebody_made(place: Path, slots: Any) -> None:
    """Its check fits: whoever can write the file can make that."""
    check = hashlib.sha256(key_file.canonical(slots)).hexdigest()
    content = {"format": "kkb-keys", "version": 1, "slots": slots, "check": check}
    (place / vault.KEYS_NAME).write_text(json.dumps(content))
    opened_every_way(place / vault.KEYS_NAME)


@given(st.sampled_from(typed_code.KINDS), st.data())
def test_codes_as_they_are_typed(kind: typed_code.CodeKind, data: st.DataObject) -> None:
    real = typed_code.code_of(kind, bytes(range(kind.size)))
    refuses(lambda: typed_code.bytes_of(kind, data.draw(spoilt_text(real))))


# --- What people type, and cells --------------------------------------------------------------------------------------


@given(DAYS)
def test_days_months_and_figures_as_they_are_typed(text: str) -> None:
    day = typed.read_day(text, TODAY)
    assert day is None or isinstance(day, date)
    month = typed.read_month(text, TODAY)
    assert month is None or len(month) == 7
    typed.read_number(text)
    typed.read_measure(text, 2, 500.0)
    region_typed.is_code(text)


@given(CELLS, st.booleans())
def test_cells_of_a_spreadsheet(cell: Any, past: bool) -> None:
    sheet_cells.cell_text(cell)
    sheet_cells.cell_lines(cell)
    with suppress(sheet_cells.LostDigits):  # told to the person by its caller
        sheet_cells.cell_digits(cell, trusts_zeros=past)
    sheet_cells.cell_number(cell)
    sheet_cells.cell_measure(cell, 1, 300.0)
    sheet_cells.cell_yes(cell)
    sheet_cells.block_number(cell)
    sheet_days.cell_day(cell, TODAY, sheet_days.survey_days([cell]), past=past)


SCALARS = st.none() | st.text(max_size=30) | st.integers() | st.floats() | st.just(DEEP)
FIELDS = sorted((form, name) for form, made in FORMS.items() for name in fields_of(made))


@given(st.sampled_from(FIELDS), SCALARS)
def test_answers_that_no_editor_of_ours_wrote(place: tuple[str, str], value: Any) -> None:
    form, name = place
    found = getattr(from_scalars(FORMS[form], "1" * 32, {name: value}), name)
    kind = fields_of(FORMS[form])[name]
    assert found is None or not isinstance(kind, kinds.YesNo) or isinstance(found, bool)


# --- Rules, regions, addresses, answers of a server -------------------------------------------------------------------

RULES = sorted(Path(rule_file.__file__).parents[2].glob("resources/rules/*.toml"))


@given(st.sampled_from(RULES), st.data())
def test_rule_files(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8").replace("berlaku_sejak = 2", "berlaku_sejak = 20", 1)
    refuses(lambda: rule_file.read(data.draw(spoilt_text(text))))


@given(spoilt_text("https://awan.beraukab.go.id/index.php/apps/files/?dir=/KKB") | st.text(max_size=40))
@example("http://[::1")
@example("https://a:99999999999/")
@example("//")
def test_addresses_as_they_are_typed(text: str) -> None:
    refuses(lambda: dav_address.cloud_roots(dav_address.origin_and_path(text)[1]))
    refuses(lambda: dav_address.folder_of(text))
    dav_address.quoted(dav_address.without_secrets(text))


ANSWER = (
    b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/remote.php/dav/files/siti/KKB/a%20b.kkb'
    b"</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>12</d:getcontentlength></d:prop><d:status>"
    b"HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
)


@given(spoilt(ANSWER))
@example(ANSWER.replace(b"UTF-8", b"x") + b"\0")
@example(ANSWER.replace(b"?>", b' encoding="utf-7"?>', 1))
@example(ANSWER.replace(b"/remote.php", b"http://["))
@example(b"<a>" * 50_000)
def test_answers_of_a_server(body: bytes) -> None:
    refuses(lambda: [one.name for one in dav_answers.entries(body)])


# --- Files of ours ----------------------------------------------------------------------------------------------------

SLIP = {
    "format": "kkb-copy", "version": 1, "made_at": NOON, "reason": "otomatis", "device": "a" * 32, "app": "1.0.0",
    "practice": False, "changes": 5, "size": 4096, "sha256": "b" * 64, "counts": {"family": 3}, "photos": 0,
}  # fmt: skip


@given(replaced(SLIP).map(json.dumps).map(str.encode) | spoilt(json.dumps(SLIP).encode()))
@example(DEEP.encode())
def test_slips_of_copies(place: Path, content: bytes) -> None:
    folder = place / "rak" / "salinan"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / shelf.SLIP).write_bytes(content)
    (folder / shelf.COPY_NAME).touch()
    (kept,) = shelf.found(folder.parent)
    clock.moment_of(kept.made_at)
    if kept.slip is not None:
        stay = thinning.keepers({kept.slip.made_at: kept.slip.size}, NOON)
        thinning.within([(at, kept.slip.size) for at in stay], 1 << 30)
    refuses(lambda: shelf.check(kept, bytes(32)))
    assert (folder / shelf.SLIP).read_bytes() == content


@pytest.fixture(scope="module")
def trail_of_three(place: Path) -> bytes:
    kept = trail.Trail(place, lambda: bytes(32))
    for at in range(3):
        kept.add(NOON + at, "siti", trail.SEEN, "family", "f" * 32, 1)
    return kept.path.read_bytes()


@given(data=st.data())
def test_the_trail(trail_of_three: bytes, data: st.DataObject) -> None:
    content = data.draw(spoilt(trail_of_three))
    with tempfile.TemporaryDirectory() as folder:
        kept = trail.Trail(Path(folder), lambda: bytes(32))
        kept.path.write_bytes(content)
        believed = kept.entries()
        assert len(believed) <= 3
        whole = kept.verify() is None
        assert kept.path.read_bytes() == content, "looking changes nothing"
        kept.add(NOON, "siti", trail.SEEN)
        assert not whole or kept.entries()[-1].n == len(believed) + 1


@given(JSON.map(lambda found: json.dumps(found, allow_nan=True).encode()) | spoilt(b'{"dark": true, "scale": 1.25}'))
@example(DEEP.encode())
@example(b'{"dark": false, "scale": 1e999}')
@example(b'{"dark": false, "scale": NaN}')
@example(b'{"dark": false, "scale": ' + b"9" * 500 + b"}")
def test_the_look_beside_the_database(place: Path, content: bytes) -> None:
    (place / LOOK).write_bytes(content)
    assert 0.8 <= read_look(place).scale <= 2.0


@given(st.binary(max_size=300))
def test_the_log(place: Path, content: bytes) -> None:
    (place / "log").mkdir(exist_ok=True)
    (place / "log" / log_codes.NAMES[0]).write_bytes(b"2026-11-20 08:00:00,000 INFO E-BUSY\n" + content)
    assert log_codes.troubles(place, date(2026, 1, 1))


@pytest.fixture(scope="module")
def laptop(place: Path) -> Iterator[Session]:
    make(place / "acuan", "Siti Rahma")
    with copied(place / "acuan", place / "petugas") as session:
        yield session


@given(
    name=st.sampled_from(["text_size", "theme", "auto_lock_minutes", "storage_kind"]),
    text=JSON.map(json.dumps) | st.text(),
)
@example(name="theme", text=DEEP)
@example(name="text_size", text="{")
def test_settings_that_another_version_left(laptop: Session, name: str, text: str) -> None:
    with laptop.database.write() as conn:
        conn.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, text.replace("\0", "")))
    found = settings.load(laptop)
    assert isinstance(found.text_size, int | None)
    settings.store(laptop, found)


# --- Who somebody is, photos, the database itself ---------------------------------------------------------------------

SAID = (DATA / SETS[0] / INTRODUCTION).read_bytes()


@given(spoilt(SAID))
def test_introductions_and_grants(data: bytes) -> None:
    refuses(lambda: enrolment.read_introduction(data, practice=True))
    refuses(lambda: enrolment.read_grant(data, certificate.practice_keys()))


@given(spoilt_text('{"uid": "a", "name": "b"}'), st.text(max_size=20))
def test_certificates(text: str, signature: str) -> None:
    office = certificate.practice_keys()
    refuses(lambda: certificate.read_certificate(text, signature, frozenset({office.verify_key}), practice=True))


def _jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (24, 16), "green").save(made, "JPEG")
    return made.getvalue()


@given(spoilt(_jpeg()))
def test_photos(raw: bytes) -> None:
    refuses(lambda: photos.press(raw))
