"""A file cut into parts comes together again from any order and any names, and from nothing else."""

from __future__ import annotations

import hashlib
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.format import MOST_FILE

LIMIT = parts.LEAST_LIMIT


def whole(folder: Path, size: int, seed: int = 1, name: str = "KKB_Siti_0003_2026-11-21.kkb") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(random.Random(seed).randbytes(size))
    return path


def read(paths: list[Path] | tuple[Path, ...]) -> list[parts.Parted]:
    return parts.gather(parts.read_part(path) for path in paths)


def outcome(paths: tuple[Path, ...], target: Path) -> str:
    """The code of a refusal, "" when everything came together."""
    try:
        for one in read(paths):
            parts.join(one, target)
    except KnownError as error:
        return error.code
    return ""


def code_of(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        parts.read_part(path)
    return caught.value.code


@given(size=st.integers(LIMIT + 1, 6 * LIMIT), limit=st.integers(LIMIT, 3 * LIMIT), order=st.randoms())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_any_names_make_the_same_file(
    tmp_path: Path, size: int, limit: int, order: random.Random
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    source = whole(folder, size)
    made = list(parts.split(source, limit))
    if size <= limit:
        assert made == [source]
        return
    assert all(one.stat().st_size <= limit for one in made)
    assert made[0].name == f"{source.name}.01of{len(made):02d}"
    order.shuffle(made)
    renamed = [one.rename(folder / f"DOC-2026{n}-WA{n:04d} (1)") for n, one in enumerate(made)]
    (found,) = read(renamed)
    assert (found.missing, found.name) == ((), source.name)
    assert parts.join(found, folder / "again").read_bytes() == source.read_bytes()


def test_a_small_file_stays_whole(tmp_path: Path) -> None:
    source = whole(tmp_path, 100)
    assert parts.split(source, LIMIT) == (source,)


def test_missing_parts_are_named_by_number(tmp_path: Path) -> None:
    made = parts.split(whole(tmp_path, 5 * LIMIT), LIMIT)
    (found,) = read([made[0], made[4]])
    assert parts.missing_words(found) == f"bagian 2–4, 6 dari {len(made)} belum ada"
    with pytest.raises(KnownError) as caught:
        parts.join(found, tmp_path / "again")
    assert caught.value.code == "E-PARTS"
    assert not (tmp_path / "again").exists()


def test_the_same_part_twice_counts_once(tmp_path: Path) -> None:
    made = parts.split(whole(tmp_path, 2 * LIMIT), LIMIT)
    again = tmp_path / "lagi (2).kkb"
    again.write_bytes(made[1].read_bytes())
    (found,) = read([*made, again])
    assert [one.number for one in found.parts] == [1, 2, 3]


def test_two_files_of_one_name_do_not_mix(tmp_path: Path) -> None:
    here, there = whole(tmp_path / "a", 2 * LIMIT, 1), whole(tmp_path / "b", 2 * LIMIT, 2)
    mine, yours = parts.split(here, LIMIT), parts.split(there, LIMIT)
    assert [one.name for one in mine] == [one.name for one in yours]
    found = read([mine[0], yours[1], mine[2], yours[0], mine[1], yours[2]])
    made = {parts.join(one, tmp_path / one.digest[:8]).read_bytes() for one in found}
    assert made == {here.read_bytes(), there.read_bytes()}


def test_a_part_cut_short_or_grown_is_damaged(tmp_path: Path) -> None:
    made = parts.split(whole(tmp_path, 2 * LIMIT), LIMIT)
    content = made[1].read_bytes()
    for other in (content[:-1], content + b"x", content[:40]):
        made[1].write_bytes(other)
        assert code_of(made[1]) == "E-DAMAGED"


def test_every_flipped_byte_of_the_head_is_refused_or_harmless(tmp_path: Path) -> None:
    source = whole(tmp_path, 2 * LIMIT)
    made = parts.split(source, LIMIT)
    content = made[1].read_bytes()
    for at in range(parts.read_part(made[1]).starts + 3):
        bent = bytearray(content)
        bent[at] ^= 1
        made[1].write_bytes(bent)
        code = outcome(made, tmp_path / "again")
        assert code in {"", "E-DAMAGED", "E-PART", "E-PARTS", "E-BOMB"}
        if not code:  # only the name was hit
            assert (tmp_path / "again").read_bytes() == source.read_bytes()
        else:
            assert not (tmp_path / "again").exists()
        (tmp_path / "again").unlink(missing_ok=True)


def test_a_flipped_byte_inside_is_found_when_joining(tmp_path: Path) -> None:
    made = parts.split(whole(tmp_path, 2 * LIMIT), LIMIT)
    bent = bytearray(made[2].read_bytes())
    bent[-1] ^= 1
    made[2].write_bytes(bent)
    with pytest.raises(KnownError) as caught:
        parts.join(read(made)[0], tmp_path / "again")
    assert (caught.value.code, (tmp_path / "again").exists()) == ("E-DAMAGED", False)


def forged(folder: Path, **other: object) -> Path:
    """A part whose head says other things; the payload is ten bytes."""
    payload = b"0123456789"
    says: dict[str, object] = {
        "file": "a" * 64, "size": 30, "name": "x.kkb", "part": 2, "of": 3, "at": 10, "length": 10,
        "sha256": hashlib.sha256(payload).hexdigest(),
    }  # fmt: skip
    head = ",".join(f'"{key}":' + (f'"{value}"' if isinstance(value, str) else str(value))
                    for key, value in {**says, **other}.items())  # fmt: skip
    path = folder / f"{len(list(folder.iterdir()))}.kkb"
    path.write_bytes(parts.MARK + f"{{{head}}}\n".encode() + payload)
    return path


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"of": 10_000}, "E-BOMB"), ({"size": MOST_FILE + 1}, "E-BOMB"), ({"part": 4}, "E-PART"),
        ({"part": 0}, "E-PART"), ({"at": -1}, "E-PART"), ({"at": 25}, "E-PART"), ({"at": 20}, "E-PART"),
        ({"length": 9}, "E-DAMAGED"), ({"length": 0}, "E-PART"), ({"file": "A" * 64}, "E-PART"),
        ({"size": 1 << 70}, "E-BOMB"), ({"part": 1}, "E-PART"), ({"sha256": "../x"}, "E-PART"),
    ],
)  # fmt: skip
def test_a_head_that_cannot_be_is_refused(tmp_path: Path, other: dict[str, object], code: str) -> None:
    assert code_of(forged(tmp_path, **other)) == code


def test_a_head_may_not_choose_a_path(tmp_path: Path) -> None:
    for name in ("../../etc/x.kkb", "C:x.kkb", "x", ".kkb", "a/b.kkb"):
        assert parts.read_part(forged(tmp_path, name=name)).name == "aaaaaaaaaaaaaaaa.kkb"


def test_parts_that_make_another_file_are_refused(tmp_path: Path) -> None:
    swapped = [forged(tmp_path, part=n + 1, at=10 * n, file="a" * 64) for n in range(3)]
    with pytest.raises(KnownError) as caught:
        parts.join(read(swapped)[0], tmp_path / "again")
    assert (caught.value.code, (tmp_path / "again").exists()) == ("E-PARTS", False)


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    overlapping = [forged(tmp_path, part=n + 1, at=at) for n, at in enumerate((0, 5, 20))]
    with pytest.raises(KnownError) as caught:
        parts.join(read(overlapping)[0], tmp_path / "again")
    assert caught.value.code == "E-PARTS"


def test_a_limit_that_would_make_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    source = whole(tmp_path, 20_000)
    with pytest.raises(KnownError) as caught:
        parts.split(source, 4_000)
    assert caught.value.code == "E-PART-SIZE"
    assert list(tmp_path.iterdir()) == [source]


def test_what_is_no_part_is_not_taken_for_one(tmp_path: Path) -> None:
    source = whole(tmp_path, 100)
    assert not parts.is_part(source)
    assert not parts.is_part(tmp_path)
    assert not parts.is_part(tmp_path / "tidak ada")
