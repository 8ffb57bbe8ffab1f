"""The two further ways into a key file, and what wrong passwords cost: each slot comes and goes without touching the
others, and none opens where it should not."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kampungkb_desktop.base import machine
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import key_file, more_slots, recovery, tries, vault
from kampungkb_desktop.store.vault import calibrate
from tests.cheap import CHEAP
from tests.store.conftest import PASSWORD

NOW = 1_795_233_600_000
RUNNING = 7_200_000
"""Milliseconds for which the computer has been running."""


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / vault.KEYS_NAME


def kinds(keys: Path) -> list[str]:
    return [one["kind"] for one in key_file.read_slots(keys)]


def test_every_way_opens_the_same_key_and_goes_without_the_others(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    account, secret = more_slots.new_system_secret()
    assert len(secret) == 44
    more_slots.put_system(keys, made.master, account, secret)
    mark, code = more_slots.new_district_code()
    more_slots.put_district(keys, made.master, code, more_slots.Held(mark, "age1kantor", "tersegel"))
    vault.change_password(keys, made.master, "kebun baru", CHEAP)
    vault.set_recovery(keys, made.master, new := recovery.new_code())
    assert vault.unlock(keys, "kebun baru") == made.master
    assert vault.unlock_recovery(keys, new) == made.master
    assert more_slots.unlock_system(keys, secret) == made.master
    assert more_slots.unlock_district(keys, code) == made.master
    assert more_slots.held_by_district(keys) == more_slots.Held(mark, "age1kantor", "tersegel")
    assert secret not in keys.read_text()
    assert code not in keys.read_text()
    more_slots.drop_system(keys)
    more_slots.drop_district(keys)
    assert sorted(kinds(keys)) == ["password", "recovery"]
    assert more_slots.system_account(keys) == ""
    assert vault.unlock(keys, "kebun baru") == made.master


def test_the_account_opens_on_its_own_computer_only(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    account, secret = more_slots.new_system_secret()
    more_slots.put_system(keys, made.master, account, secret)
    monkeypatch.setattr(machine, "mark", lambda _salt: "0123456789abcdef")
    with pytest.raises(KnownError) as elsewhere:
        more_slots.unlock_system(keys, secret)
    assert elsewhere.value.code == "E-KEYRING-GONE"
    monkeypatch.undo()
    for other in ("", "bukan base64 !", more_slots.new_system_secret()[1]):
        with pytest.raises(KnownError) as refused:
            more_slots.unlock_system(keys, other)
        assert refused.value.code == "E-KEYRING-GONE"


def test_a_slot_of_a_later_version_is_kept(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    slots = key_file.read_slots(keys)
    key_file.write_slots(keys, [*slots, {"kind": "kartu", "anything": 1}])
    vault.change_password(keys, made.master, "kebun baru", CHEAP)
    assert "kartu" in kinds(keys)


WORK = """
import sys
from pathlib import Path
from kampungkb_desktop.store import vault
keys = Path(sys.argv[1])
master = vault.unlock(keys, "sandi 0")
for turn in range(1, 100000):
    vault.change_password(keys, master, f"sandi {turn}", vault.Cost(64, 1, 1))
    sys.stdout.write(f"{turn}\\n")
    sys.stdout.flush()
"""


def test_a_change_of_password_cut_off_anywhere_leaves_the_old_or_the_new_one(keys: Path) -> None:
    """Killed hard while changing again and again: the last one promised or the one being made opens, and the printed
    code still does."""
    made = vault.create(keys, "sandi 0", CHEAP)
    for seed in range(3):
        master = made.master
        vault.change_password(keys, master, "sandi 0", CHEAP)
        process = subprocess.Popen([sys.executable, "-c", WORK, str(keys)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3 + 7 * seed)]
        process.kill()
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        last = int(rest[-1]) if rest else int(lines[-1])
        assert any(opens(keys, f"sandi {turn}", master) for turn in (last, last + 1))
        assert vault.unlock_recovery(keys, made.recovery_code) == master


def opens(keys: Path, password: str, master: bytes) -> bool:
    try:
        return vault.unlock(keys, password) == master
    except KnownError as error:
        if error.code != "E-PASSWORD":
            raise
        return False


def test_waits_grow_to_a_minute() -> None:
    assert [tries.wait_after(wrong) for wrong in range(9)] == [0, 0, 0, 5, 10, 20, 40, 60, 60]
    assert tries.wait_after(10**6) == 60


def test_wrong_tries_are_counted_over_a_restart_and_forgotten_after_the_right_one(tmp_path: Path) -> None:
    for _ in range(4):
        tries.add(tmp_path, NOW, RUNNING)
    assert tries.noted(tmp_path).wrong == 4
    assert tries.left(tmp_path, NOW, RUNNING) == (4, 10, False)
    with pytest.raises(KnownError) as refused:
        tries.must_not_wait(tmp_path, NOW + 3_000, RUNNING + 3_000)
    assert refused.value.code == "E-WAIT"
    assert "4 kali" in refused.value.sentence
    assert "7 detik" in refused.value.sentence
    assert "digeser" not in refused.value.next_step
    tries.must_not_wait(tmp_path, NOW + 10_000, RUNNING + 10_000)
    assert tries.clear(tmp_path) == 4
    assert tries.left(tmp_path, NOW, RUNNING) == (0, 0, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("turned", [-400_000_000_000, -3_600_000, 3_600_000, 90 * 86_400_000])
def test_a_clock_that_was_set_neither_ends_the_wait_nor_lengthens_it(tmp_path: Path, turned: int) -> None:
    """Within a run of the computer, over as many starts of the program as one likes; and it is said."""
    for _ in range(3):
        tries.add(tmp_path, NOW, RUNNING)
    assert tries.left(tmp_path, NOW + turned, RUNNING + 1_000) == (3, 4, True)
    with pytest.raises(KnownError) as refused:
        tries.must_not_wait(tmp_path, NOW + turned, RUNNING + 1_000)
    assert "Jam laptop digeser" in refused.value.next_step
    assert tries.left(tmp_path, NOW + turned, RUNNING + 5_000).seconds == 0


def test_after_a_new_start_of_the_computer_only_the_time_since_then_counts(tmp_path: Path) -> None:
    """Whoever starts it anew with a clock set a year ahead waits all the same, and nobody longer than a minute."""
    for _ in range(6):
        tries.add(tmp_path, NOW, RUNNING)
    for wall in (NOW + 30_000, NOW + 366 * 86_400_000):
        assert tries.left(tmp_path, wall, 20_000) == (6, 20, False)
        assert tries.left(tmp_path, wall, 40_000).seconds == 0


def test_what_an_older_program_noted_waits_once(tmp_path: Path) -> None:
    (tmp_path / tries.NAME).write_text('{"wrong": 5, "at": 1, "locked": false}')
    assert tries.left(tmp_path, NOW, RUNNING) == (5, 20, False)
    assert tries.left(tmp_path, NOW + 20_000, RUNNING + 20_000).seconds == 0


@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"wrong": "x"}', b"\xff\x00", b'{"wrong": -5, "at": 1, "locked": 0}'])
def test_a_spoilt_note_keeps_nobody_out(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / tries.NAME).write_bytes(spoilt)
    assert tries.left(tmp_path, NOW, RUNNING) == (0, 0, False)


def test_the_lock_is_remembered_beside_the_tries(tmp_path: Path) -> None:
    tries.note_lock(tmp_path, locked=True)
    tries.add(tmp_path, NOW, RUNNING)
    assert tries.noted(tmp_path) == tries.Tries(1, NOW, locked=True, steady=RUNNING)
    tries.clear(tmp_path)
    assert not tries.noted(tmp_path).locked


def test_the_cost_of_a_try_stays_at_the_floor_on_a_slow_laptop_and_rises_on_a_fast_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr(time, "perf_counter", lambda: float(next(ticks)))  # every measurement takes a second
    monkeypatch.setattr(vault, "_stretch", lambda *_asked: b"")
    slow = calibrate()
    assert (slow.memory_kib, slow.passes) == (65_536, 3)
    ticks = iter(range(0, 100, 1))
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks) / 20)
    fast = calibrate()
    assert (fast.memory_kib, fast.passes) == (131_072, 12)
