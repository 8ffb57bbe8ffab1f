"""A signed update: whole or refused, and never outside of the program's folder."""

from __future__ import annotations

import hashlib
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import Keys
from kampungkb_desktop.bundle.update_file import (
    DOMAIN,
    MARK,
    Link,
    Piece,
    UpdateList,
    read_update,
    understood,
    unpack,
)
from kampungkb_desktop.bundle.update_making import write_update

MAKER, OTHER = (Keys(bytes([one]) * 32, "") for one in (1, 2))
TRUSTED = [MAKER.verify_key]
CONTENTS = {"kampungkb": b"program", "isi-0.2.0/base.zip": b"isi" * 50, "isi-0.2.0/PySide6/Qt6Core.so": b""}


@dataclass
class Made:
    path: Path
    told: UpdateList


def _told(files: dict[str, bytes] | None = None, **other: Any) -> UpdateList:
    files = CONTENTS if files is None else files
    listed = tuple(
        Piece(name, len(data), hashlib.sha256(data).hexdigest(), "/" not in name) for name, data in files.items()
    )
    words: dict[str, Any] = {
        "version": "0.2.0", "platform": "linux-x86_64", "made_on": "2026-12-01", "contents": "isi-0.2.0",
        "programs": ("kampungkb",), "files": listed, "news": ("Layar baru.",),
    }  # fmt: skip
    return UpdateList(**(words | other))


def _write(folder: Path, told: UpdateList, *makers: Keys, files: dict[str, bytes] | None = None) -> Path:
    sources = []
    for number, data in enumerate((CONTENTS if files is None else files).values()):
        sources.append(folder / f"sumber-{number}")
        sources[-1].write_bytes(data)
    write_update(folder / "a.kkbu", told, sources, makers or (MAKER,))
    return folder / "a.kkbu"


def _refusal(path: Path) -> str:
    with pytest.raises(KnownError) as refused:
        read_update(path, TRUSTED)
    return refused.value.code


def test_what_was_made_comes_out_again(tmp_path: Path) -> None:
    update = read_update(_write(tmp_path, _told()), TRUSTED)
    assert update.told.news == ("Layar baru.",)
    unpack(update, lambda piece: tmp_path / "keluar" / piece.path)
    assert {name: (tmp_path / "keluar" / name).read_bytes() for name in CONTENTS} == CONTENTS
    if os.name == "posix":  # Windows tells a program by its name
        assert (tmp_path / "keluar" / "kampungkb").stat().st_mode & 0o100


def test_every_byte_that_is_changed_and_every_cut_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, _told(), MAKER, OTHER)
    whole = path.read_bytes()
    assert len(whole) < 2_000
    for place in range(len(whole)):
        for spoilt in (whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole[:place]):
            path.write_bytes(spoilt)
            assert _refusal(path) == "E-UPDATE-FILE"
    path.write_bytes(whole + b"x")
    assert _refusal(path) == "E-UPDATE-FILE"


def _sentence(path: Path) -> tuple[str, str]:
    with pytest.raises(KnownError) as refused:
        read_update(path, TRUSTED)
    return refused.value.code, refused.value.sentence


def test_each_kind_of_wrong_file_has_its_own_sentence(tmp_path: Path) -> None:
    """A person does other things with a ZIP, a cut-off file, a stick that is gone, and a letter that was chosen."""
    whole = _write(tmp_path, _told()).read_bytes()
    told = {}
    for name, content in (("cut", whole[:-1]), ("begun", MARK[:3]), ("letter", b"%PDF-1.7"), ("zip", b"PK\x03\x04x")):
        (tmp_path / name).write_bytes(content)
        told[name] = _sentence(tmp_path / name)
    told["gone"] = _sentence(tmp_path / "tidak ada.kkbu")
    assert {name: code for name, (code, _said) in told.items()} == {
        "cut": "E-UPDATE-FILE", "begun": "E-UPDATE-FILE", "letter": "E-UPDATE-FILE", "zip": "E-ZIP", "gone": "E-READ",
    }  # fmt: skip
    assert told["cut"] == told["begun"]
    assert len({said for _code, said in told.values()}) == 4


def test_every_byte_changed_by_somebody_who_mends_the_hash_is_refused(tmp_path: Path) -> None:
    """The hash at the end is no secret; the signature and the hashes of the files are what counts."""
    path = _write(tmp_path, _told())
    whole = path.read_bytes()[:-32]
    for place in range(len(whole)):
        spoilt = whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]
        path.write_bytes(spoilt + hashlib.sha256(spoilt).digest())
        with pytest.raises(KnownError):
            unpack(read_update(path, TRUSTED), lambda piece: tmp_path / "keluar" / piece.path)


def test_only_the_makers_signature_counts(tmp_path: Path) -> None:
    assert _refusal(_write(tmp_path, _told(), OTHER)) == "E-UPDATE-SIGNATURE"
    read_update(_write(tmp_path, _told(), OTHER, MAKER), TRUSTED)  # while keys change, both sign
    with pytest.raises(KnownError) as refused:
        read_update(tmp_path / "a.kkbu", ())
    assert refused.value.code == "E-UPDATE-SIGNATURE"


@pytest.mark.parametrize("name", [
    "../x", "isi-0.2.0/../x", "/etc/x", "isi-0.2.0/a/../../x", "C:/x", "isi-0.2.0/C:x", "isi-0.2.0\\x", "isi-0.1.0/x",
    "isi-0.2.0/nul", "isi-0.2.0/COM1.txt", "isi-0.2.0/x.", "isi-0.2.0/ x", "isi-0.2.0//x", "isi-0.2.0/x\n", "lain.exe",
    "isi-0.2.0", "ISI-0.2.0/BASE.ZIP", "isi-0.2.0/" + "x" * 151, "",
])  # fmt: skip
def test_no_file_may_lie_elsewhere(name: str) -> None:
    good = _told()
    told = msgspec.structs.replace(good, files=(*good.files, Piece(name, 0, "00")))
    with pytest.raises(KnownError) as refused:
        understood(msgspec.json.encode(told))
    assert refused.value.code == "E-UPDATE-FORM"


@pytest.mark.parametrize(("path", "to"), [
    ("isi-0.2.0/a.so", "../../x"), ("isi-0.2.0/a.so", "/etc/passwd"), ("isi-0.2.0/a.so", "tidak-ada"),
    ("isi-0.2.0/a.so", "../kampungkb"), ("kampungkb2", "isi-0.2.0/base.zip"), ("isi-0.2.0/a/b.so", "../../../x"),
])  # fmt: skip
def test_no_link_may_point_elsewhere(path: str, to: str) -> None:
    with pytest.raises(KnownError):
        understood(msgspec.json.encode(_told(links=(Link(path, to),))))


def test_a_link_inside_is_fine() -> None:
    links = (Link("isi-0.2.0/a.so", "base.zip"), Link("isi-0.2.0/PySide6/b.so", "../base.zip"))
    assert understood(msgspec.json.encode(_told(links=links))).links == links


@pytest.mark.parametrize("other", [
    {"version": "0.2"}, {"version": "9.9.9"}, {"contents": "isi-0.1.0"}, {"programs": ()}, {"programs": ("lain",)},
    {"made_on": "kemarin"},
])  # fmt: skip
def test_a_list_that_does_not_fit_itself_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as refused:
        understood(msgspec.json.encode(_told(**other)))
    assert refused.value.code == "E-UPDATE-FORM"


def test_files_that_are_longer_or_shorter_than_signed_are_refused(tmp_path: Path) -> None:
    for files in ({**CONTENTS, "isi-0.2.0/base.zip": b"x" * 500}, {**CONTENTS, "isi-0.2.0/base.zip": b"x"}):
        path = _write(tmp_path, _told(), files=files)
        with pytest.raises(KnownError) as refused:
            unpack(read_update(path, TRUSTED), lambda piece: tmp_path / "keluar" / piece.path)
        assert refused.value.code == "E-UPDATE-FILE"


def test_a_list_that_claims_to_be_endless_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.kkbu"
    for length in (0xFFFFFFFF, 8 << 20, 0):
        text = MARK + struct.pack(">I", length) + b"{}"
        path.write_bytes(text + hashlib.sha256(text).digest())
        assert _refusal(path) in ("E-UPDATE-FILE", "E-UPDATE-SIGNATURE")
    assert DOMAIN.endswith(b"\0")
