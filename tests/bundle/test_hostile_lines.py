"""What a forger with valid keys may write into the signed list and into the lines: refused by name, whatever it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest

from kampungkb_desktop.base.errors import KnownError
from tests.bundle.forging import DEVICE, OFFICE, SITI, Member, forge, line, read_all, refused, text_of

# --- The signed list --------------------------------------------------------------------------------------------------


def test_a_newer_major_version(tmp_path: Path) -> None:
    """Also where it has parts nobody here could read."""
    newer = lambda m: (m.clear(), m.update(format="kkb", major=2, isi={"lain": [1, {"a": None}]}))  # noqa: E731
    refused(forge(tmp_path / "a.kkb", [line(1)], manifest=newer), "E-NEWER")


def test_a_newer_minor_version_is_read(tmp_path: Path) -> None:
    path = forge(tmp_path / "a.kkb", [[*line(1), "bagian baru"]], manifest=lambda m: m.update(minor=9, baru={"x": 1}))
    assert read_all(path) == 1


def test_another_format(tmp_path: Path) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], manifest=lambda m: m.update(format="kks")), "E-FORMAT")


HUGE = 1 << 70
BAD_LISTS: list[dict[str, Any]] = [
    {"number": 0}, {"number": -1}, {"number": HUGE}, {"number": "1"}, {"made_at": -1}, {"made_at": HUGE},
    {"devices": [DEVICE, DEVICE]}, {"devices": ["x"]}, {"devices": None}, {"bundle": "x"}, {"kind": "A;B"},
    {"cover": {"*": {DEVICE: [[1, HUGE]]}}}, {"cover": {"*": {DEVICE: [[2, 1]]}}}, {"cover": {"*": {DEVICE: [[0, 1]]}}},
    {"cover": {"*": {"x": [[1, 1]]}}}, {"cover": {"'; DROP": {DEVICE: [[1, 1]]}}}, {"cover": [1]},
    {"seen": {"*": {DEVICE: [[1]]}}}, {"seen": {"*": {DEVICE: [[-5, 5]]}}}, {"counts": {"family": -1}},
    {"counts": {"F;": 1}}, {"changes": -1}, {"members": {"changes.jsonl": [1]}}, {"recipients": "x"}, {"major": "1"},
]  # fmt: skip


@pytest.mark.parametrize("changed", BAD_LISTS, ids=lambda one: str(one)[:40])
def test_a_signed_list_of_the_wrong_shape(tmp_path: Path, changed: dict[str, Any]) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], manifest=lambda m: m.update(changed)), "E-FORMAT")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe", b'{"format": "kkb", "major": NaN}'])
def test_a_list_that_is_no_list(tmp_path: Path, text: bytes) -> None:
    def change(members: list[Member]) -> None:
        signed = SITI.keys.sign(b"kkb/1 manifest\0", text)
        members[:] = [
            (n, text if n == "manifest.json" else signed.encode() if n == "manifest.sig" else c, how)
            for n, c, how in members
        ]

    refused(forge(tmp_path / "a.kkb", [line(1)], members=change), "E-FORMAT")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_number_of_changes_that_is_not_inside(tmp_path: Path, count: int) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1), line(2)], manifest=lambda m: m.update(changes=count)), "E-COUNT")


# --- Lines ------------------------------------------------------------------------------------------------------------

BAD_LINES: list[dict[str, Any]] = [
    {"seq": 0}, {"seq": -1}, {"seq": HUGE}, {"seq": 1.5}, {"device": 2}, {"device": -1}, {"parents": [[0, 0]]},
    {"parents": [[5, 1]]}, {"parents": [[0, HUGE]]}, {"wall": HUGE}, {"wall": "x"}, {"clock": 2}, {"kind": 4},
    {"kind": -1}, {"priority": 3}, {"priority": -1}, {"author": "x"}, {"action": "x"}, {"action": ""},
    {"record": "x"}, {"record": "A" * 32}, {"record": "'; DROP TABLE family; --"}, {"form": "family; DROP"},
    {"form": ""}, {"form": "Family"}, {"form": "x" * 65}, {"village": "64.03; --"}, {"village": "64"  "x"},
    {"form_version": 0}, {"form_version": 10**9}, {"action_name": "x" * 201}, {"action_name": "a\0b"},
]  # fmt: skip


@pytest.mark.parametrize("changed", BAD_LINES, ids=lambda one: str(one)[:40])
def test_a_line_of_the_wrong_shape(tmp_path: Path, changed: dict[str, Any]) -> None:
    refused(forge(tmp_path / "a.kkb", [line(**changed)]), "E-FORMAT")


BAD_VALUES: list[dict[str, Any]] = [
    {"head_name": "a\0b"}, {"rt": HUGE}, {"rt": -HUGE}, {"A": 1}, {"a b": 1}, {"": 1}, {"x" * 65: 1},
    {"name=1; DROP TABLE x": 1}, {"rowid'": 1},
]  # fmt: skip


@pytest.mark.parametrize("values", BAD_VALUES, ids=lambda one: repr(one)[:40])
def test_values_that_no_column_can_hold(tmp_path: Path, values: dict[str, Any]) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1, values)]), "E-VALUE")


RAW = text_of([line(1, {"head_name": "@@"})])


@pytest.mark.parametrize(
    "raw",
    [b"NaN", b"Infinity", b"1e999", b"true", b"{}", b"[1]", b'"\\ud800"', b'"\xff"', b"[" * 50_000, b"1" * 5_000,
     b"01"],
    ids=["nan", "inf", "1e999", "bool", "object", "list", "surrogate", "latin", "deep", "long number", "octal"],
)  # fmt: skip
def test_what_json_allows_and_we_do_not(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(KnownError) as caught:
        read_all(forge(tmp_path / "a.kkb", [RAW.replace(b'"@@"', raw)], manifest=lambda m: m.update(changes=1)))
    assert caught.value.code in {"E-FORMAT", "E-VALUE"}


@pytest.mark.parametrize("raw", [b"", b"\n", b"{}\n", b"[1]\n", b"null\n", b"[[[[[[\n", b"\xff\xfe\n"])
def test_lines_that_are_no_lines(tmp_path: Path, raw: bytes) -> None:
    code = "E-COUNT" if not raw else "E-FORMAT"
    refused(forge(tmp_path / "a.kkb", [line(1), raw], manifest=lambda m: m.update(changes=2)), code)


def test_nothing_readable_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when a file is refused in the middle: there is no temporary file with a name."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    path = forge(tmp_path / "a.kkb", [line(1)])
    damaged = bytearray(path.read_bytes())
    damaged[-5] ^= 1
    path.write_bytes(damaged)
    refused(path, "E-DAMAGED")
    assert not any(folder.iterdir())


def test_the_age_file_is_what_the_age_tool_makes(tmp_path: Path) -> None:
    """Anybody with the key can read it with common tools in twenty years."""
    path = forge(tmp_path / "a.kkb", [line(1)])
    plain = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(OFFICE.identity)])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert archive.read("changes.jsonl").decode().count("\n") == 1
