"""An officer's trail reaches the office line by line: whole, in pieces, out of order, cut, begun anew or forged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.actions import trail, trail_handing
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.actions.trail_handing import KEPT_FOR, Standing
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.bundle.trail_lines import MOST, MOST_BYTES
from kampungkb_desktop.store import trail_parts
from kampungkb_desktop.store.trail import NO_LINES, Told, Trail
from tests.actions.enrolling import enrolled, keep_family, strangers

KEY = bytes(32)
NUMBERS = count(1)
"""Laptops that nobody else speaks of."""


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as both:
        enrolled(*both, tmp_path)
        yield both


def made(officer: Session, folder: Path, name: str) -> Path:
    keep_family(officer, name)
    return export(officer, folder / name).path


def standing(district: Session, officer: Session) -> Standing:
    with district.database.read() as conn:
        return trail_handing.standing(conn, officer.device)


def lines_of(district: Session, officer: Session) -> list[list[Any]]:
    with district.database.read() as conn:
        chain = trail_parts.last_chain(conn, officer.device)
        parts = trail_parts.of_device(conn, officer.device, chain)
    return [json.loads(line) for part in parts for line in part.lines()]


def test_every_line_reaches_the_office_once(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    for name in ("satu", "dua", "tiga"):
        trail.seen(officer, "family", name)
        trail.looked(officer, "keluarga", 3, kata="x")
        assert take_in(district, [made(officer, tmp_path, name)]).accepted
    now = standing(district, officer)
    assert now.whole
    assert now.held == now.told > 5
    told = [line[3] for line in lines_of(district, officer)]
    assert told.count(trail.SEEN) == 3
    assert [line[0] for line in lines_of(district, officer)] == list(range(1, now.held + 1))
    assert [one.what for one in officer.trail.entries()][: now.held] == told


def test_a_lost_file_leaves_a_gap_that_is_named_and_filled(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    first, lost, third = (made(officer, tmp_path, name) for name in ("satu", "dua", "tiga"))
    take_in(district, [first])
    before = standing(district, officer).held
    take_in(district, [third])
    now = standing(district, officer)
    assert not now.whole
    assert now.missing[0][0] == before + 1
    assert now.held == before
    answer = export(district, tmp_path / "balas").files[0].path
    assert take_in(officer, [answer]).accepted
    take_in(district, [made(officer, tmp_path, "empat")])
    assert standing(district, officer).whole, "the office said what it has, and the rest came again"
    take_in(district, [lost])
    assert standing(district, officer).whole


def test_files_in_any_order_make_the_same_chain(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    files = [made(officer, tmp_path, name) for name in ("satu", "dua", "tiga", "empat")]
    for path in (files[2], files[0], files[3], files[1]):
        take_in(district, [path])
    now = standing(district, officer)
    assert now.whole
    assert now.chain == 1
    assert [line[0] for line in lines_of(district, officer)] == list(range(1, now.held + 1))


def test_a_trail_that_was_cut_is_known_and_a_new_chain_begins(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    for number in range(6):
        trail.seen(officer, "family", f"f{number}")
    take_in(district, [made(officer, tmp_path, "satu")])
    whole = standing(district, officer)
    officer.trail.path.unlink()
    fresh = replace(officer, trail=Trail(officer.data_dir, lambda: KEY))
    trail.seen(fresh, "family", "lain")
    take_in(district, [made(fresh, tmp_path, "dua")])
    now = standing(district, officer)
    assert now.broken_at > 0
    assert now.chain == 2
    assert not now.whole
    with district.database.read() as conn:
        kept = [one for part in trail_parts.of_device(conn, officer.device, 1) for one in part.lines()]
    assert len(kept) == whole.held, "what was told before stays"
    trail.seen(fresh, "family", "lagi")
    take_in(district, [made(fresh, tmp_path, "tiga")])
    assert standing(district, officer).chain == 2
    assert any(line[5] == "lagi" for line in lines_of(district, officer))


def test_lines_of_a_file_without_names_stay_at_home(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    take_in(district, [made(officer, tmp_path, "satu")])
    with district.database.read() as conn:
        said = trail_handing.said(conn, district, "x")
    assert said["trail_held"] == -1
    assert "trail_lines" not in said


def test_what_is_old_is_let_go_and_the_rest_is_whole(laptops: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = laptops
    trail.note(officer, trail.OPENED)
    for name in ("satu", "dua"):
        take_in(district, [made(officer, tmp_path, name)])
    with district.database.write() as conn:
        first, second = trail_parts.of_device(conn, officer.device, 1)
        assert trail_handing.forget_old(conn, second.to_at + KEPT_FOR - 1) == 1
        assert trail_handing.forget_old(conn, second.to_at + 2 * KEPT_FOR) == 0, "the newest stays"
    now = standing(district, officer)
    assert now.whole
    assert (first.high, now.held) == (second.low - 1, second.high)


# --- Hostile and mixed lines ------------------------------------------------------------------------------------------


def manifest(told: Told) -> fmt.Manifest:
    return fmt.Manifest(
        format="kkb", major=1, minor=2, bundle="0" * 32, number=1, kind="baru", sender="0" * 32, certificate="",
        certificate_sig="", recipients=[], made_at=1, app="", forms={}, villages=[], devices=[], cover={}, seen={},
        counts={}, changes=0, members={}, trail=(told.head.n, told.head.mark),
        trail_lines=(told.base.n, told.base.mark, list(told.lines)),
    )  # fmt: skip


@pytest.fixture
def whole(tmp_path: Path) -> Trail:
    (tmp_path / "jejak").mkdir()
    found = Trail(tmp_path / "jejak", lambda: KEY)
    for number in range(30):
        found.add(1_000 + number, "s" * 32, "lihat", "family", f"{number:032x}")
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12)), min_size=1, max_size=8))
def test_pieces_in_any_order_and_overlap_fit(district: Session, whole: Trail, pieces: list[tuple[int, int]]) -> None:
    device = f"{next(NUMBERS):032x}"
    wanted: set[int] = set()
    with district.database.write() as conn:
        for after, some in pieces:
            told = whole.told(after, some, MOST_BYTES)
            wanted |= set(range(told.base.n + 1, told.head.n + 1))
            trail_handing.hear(conn, device, manifest(told), 5_000, newest=told.head.n == max(wanted))
        parts = trail_parts.of_device(conn, device, 1)
        now = trail_handing.standing(conn, device)
    numbers = [json.loads(line)[0] for part in parts for line in part.lines()]
    assert numbers == sorted(wanted)
    assert (now.chain, now.broken_at) == (1, 0)
    assert now.held == next(n - 1 for n in range(1, 32) if n not in wanted)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.data())
def test_nothing_that_was_changed_is_believed(district: Session, whole: Trail, data: st.DataObject) -> None:
    """One letter of one line, one mark, one number: seen, and the file itself is not refused for it. A last line kept
    back is a gap like that of a cut file, and named."""
    told = whole.told(0, MOST, MOST_BYTES)
    device = f"{next(NUMBERS):032x}"
    at = data.draw(st.integers(0, 29))
    kind = data.draw(st.sampled_from(["letter", "drop", "swap", "base", "head", "junk"]))
    lines, base, head = list(told.lines), told.base, told.head
    if kind == "letter":
        lines[at] = lines[at].replace("lihat", "cetak")
    elif kind == "drop":
        del lines[at]
    elif kind == "swap":
        lines[at], lines[(at + 1) % 30] = lines[(at + 1) % 30], lines[at]
    elif kind == "base":
        base = replace(base, mark="ab" * 32)
    elif kind == "head":
        head = replace(head, mark="ab" * 32)
    else:
        lines[at] = data.draw(st.sampled_from(["", "[]", "[" * 5_000, "null", "[1,2,3,4,5,6,7,8]", "\x00"]))
    with district.database.write() as conn:
        trail_handing.hear(conn, device, manifest(Told(base, tuple(lines), head)), 5_000, newest=True)
        now = trail_handing.standing(conn, device)
    kept_back = kind == "drop" and at == 29
    assert now.broken_at == (0 if kept_back else 5_000)
    assert now.missing == (((30, 30),) if kept_back else now.missing)
    assert not now.whole


def test_another_history_under_the_same_numbers_is_a_fork(district: Session, whole: Trail, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    other = Trail(tmp_path / "lain", lambda: KEY)
    for number in range(40):
        other.add(1_000 + number, "s" * 32, "cetak", "family", f"{number:032x}")
    device = "d" * 32
    with district.database.write() as conn:
        for told in (whole.told(0, 20, MOST_BYTES), other.told(0, MOST, MOST_BYTES)):
            trail_handing.hear(conn, device, manifest(told), 5_000, newest=True)
        now = trail_handing.standing(conn, device)
        assert len(trail_parts.of_device(conn, device, 1)[0].lines()) == 20
    assert (now.chain, now.held, now.broken_at) == (2, 40, 5_000)


def test_the_first_line_begins_at_the_beginning(district: Session, whole: Trail) -> None:
    told = whole.told(0, 5, MOST_BYTES)
    with district.database.write() as conn:
        odd = replace(told, base=replace(NO_LINES, mark="cd" * 32))
        trail_handing.hear(conn, "e" * 32, manifest(odd), 5_000, newest=True)
        assert trail_handing.standing(conn, "e" * 32).held == 0
