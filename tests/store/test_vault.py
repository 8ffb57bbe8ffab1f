"""The key file: who may open it, what is said when it cannot be opened, and that it is never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import vault
from kampungkb_desktop.store.vault import calibrate
from tests.cheap import CHEAP
from tests.store.conftest import PASSWORD


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / vault.KEYS_NAME


def code_of(action: object, *arguments: object) -> str:
    assert callable(action)
    with pytest.raises(KnownError) as caught:
        action(*arguments)
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def test_password_and_printed_code_open_the_same_key(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    assert len(made.master) == 32
    assert vault.unlock(keys, PASSWORD) == made.master
    assert vault.unlock_recovery(keys, made.recovery_code.lower().replace("-", " ")) == made.master


def test_the_file_holds_no_secret(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    content = keys.read_text()
    assert PASSWORD not in content
    assert made.master.hex() not in content
    assert not any(group in content for group in made.recovery_code.split("-"))


def test_a_wrong_password_is_told_from_a_damaged_file(keys: Path) -> None:
    vault.create(keys, PASSWORD, CHEAP)
    assert code_of(vault.unlock, keys, "sawah kering") == "E-PASSWORD"
    whole = keys.read_bytes()
    for cut in (0, 1, len(whole) // 2, len(whole) - 3):
        keys.write_bytes(whole[:cut])
        assert code_of(vault.unlock, keys, PASSWORD) == "E-KEYS-DAMAGED"
    spot = whole.index(b'"box"') + 10
    keys.write_bytes(whole[:spot] + (b"A" if whole[spot : spot + 1] != b"A" else b"B") + whole[spot + 1 :])
    assert code_of(vault.unlock, keys, PASSWORD) == "E-KEYS-DAMAGED"
    keys.write_bytes(b"\xff\xfe\x00")
    assert code_of(vault.unlock, keys, PASSWORD) == "E-KEYS-DAMAGED"
    keys.write_text("[[[[")
    assert code_of(vault.unlock_recovery, keys, "0" * 40) in {"E-RECOVERY", "E-KEYS-DAMAGED"}
    keys.unlink()
    assert code_of(vault.unlock, keys, PASSWORD) == "E-KEYS-MISSING"
    gone = keys.parent / "flashdisk" / keys.name
    assert code_of(vault.unlock, gone, PASSWORD) == "E-DISK-IO", "nothing is known of keys on a disk that is not there"


def test_a_key_file_of_a_newer_version_is_refused_politely(keys: Path) -> None:
    vault.create(keys, PASSWORD, CHEAP)
    content = json.loads(keys.read_text())
    content["version"] = 2
    keys.write_text(json.dumps(content))
    assert code_of(vault.unlock, keys, PASSWORD) == "E-NEWER-DB"


def test_an_existing_key_file_is_never_overwritten(keys: Path) -> None:
    vault.create(keys, PASSWORD, CHEAP)
    before = keys.read_bytes()
    assert code_of(vault.create, keys, "lain", CHEAP) == "E-KEYS-EXIST"
    assert keys.read_bytes() == before


def test_changing_the_password_rewrites_only_its_own_slot(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    vault.change_password(keys, made.master, "kebun baru", CHEAP)
    assert vault.unlock(keys, "kebun baru") == made.master
    assert code_of(vault.unlock, keys, PASSWORD) == "E-PASSWORD"
    assert vault.unlock_recovery(keys, made.recovery_code) == made.master
    assert not list(keys.parent.glob("*.part"))


def test_a_new_sheet_replaces_the_lost_one(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    code = vault.renew_recovery(keys, made.master)
    assert vault.unlock_recovery(keys, code) == made.master
    assert code_of(vault.unlock_recovery, keys, made.recovery_code) == "E-RECOVERY"
    assert vault.unlock(keys, PASSWORD) == made.master


def test_the_same_password_from_another_keyboard(keys: Path) -> None:
    made = vault.create(keys, "café", CHEAP)
    assert vault.unlock(keys, "cafe\u0301") == made.master


def test_an_empty_password_is_refused(keys: Path) -> None:
    assert code_of(vault.create, keys, "", CHEAP) == "E-PASSWORD-EMPTY"
    assert not keys.exists()


def test_purposes_do_not_share_keys() -> None:
    made = {vault.derive(bytes(32), purpose) for purpose in (vault.DATABASE, vault.PHOTOS, vault.COPIES)}
    assert len(made) == 3
    assert all(len(key) == 32 for key in made)


def test_the_cost_is_never_below_the_floor() -> None:
    cost = calibrate()
    assert cost.memory_kib >= 64 * 1024
    assert cost.passes >= 3


def test_a_key_file_that_would_hang_the_laptop_is_refused(keys: Path) -> None:
    made = vault.create(keys, PASSWORD, CHEAP)
    vault.change_password(keys, made.master, PASSWORD, vault.Cost(memory_kib=64, passes=65, lanes=1))
    assert code_of(vault.unlock, keys, PASSWORD) == "E-KEYS-DAMAGED"
