"""What is written is a ZIP that Python's own reader, and any other, finds sound."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.bundle import zipped
from kampungkb_desktop.bundle.zipped import Zipped, squeezing

PIECES = st.lists(st.binary(max_size=300) | st.just(b"keluarga " * 200), max_size=6)


@given(members=st.lists(st.tuples(PIECES, st.booleans()), max_size=5))
def test_what_went_in_comes_out(members: list[tuple[list[bytes], bool]]) -> None:
    """Members of any content in any number of pieces, squeezed and as they are."""
    target = io.BytesIO()
    archive = Zipped(target)
    for number, (pieces, deflated) in enumerate(members):
        with archive.member(f"blobs/{number}", deflated=deflated) as member:
            for piece in pieces:
                member.write(piece)
    archive.close()
    with zipfile.ZipFile(target) as found:
        assert found.testzip() is None
        assert found.namelist() == [f"blobs/{number}" for number in range(len(members))]
        for info, (pieces, deflated) in zip(found.infolist(), members, strict=True):
            assert found.read(info) == b"".join(pieces)
            assert info.compress_type == (zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED)
            assert info.date_time == (2020, 1, 1, 0, 0, 0)
            assert info.flag_bits == 0


def test_without_the_faster_one_the_format_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor without a wheel writes what every other one reads."""
    text = b'{"head_name":"Bu Sari"}\n' * 1_000
    monkeypatch.setattr(zipped, "_fast", None)
    made = squeezing()
    packed = made.compress(text) + made.flush()
    assert zlib.decompress(packed, -zlib.MAX_WBITS) == text
    assert len(packed) < len(text) / 50


def test_a_member_that_broke_off_is_not_listed() -> None:
    """What raised half-way is not in the directory."""
    target = io.BytesIO()
    archive = Zipped(target)
    with suppress(RuntimeError), archive.member("changes.jsonl", deflated=True) as member:
        member.write(b"half")
        raise RuntimeError
    archive.close()
    with zipfile.ZipFile(target) as found:
        assert found.namelist() == []


def test_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes that the fields cannot hold are never written as others."""
    monkeypatch.setattr(zipped, "_MOST", 1_000)
    with pytest.raises(OSError, match="too large"):
        Zipped(io.BytesIO()).write("changes.jsonl", b"x" * 1_001, deflated=True)
    archive = Zipped(io.BytesIO())
    archive.write("changes.jsonl", b"x" * 900, deflated=False)
    with pytest.raises(OSError, match="too large"):
        archive.close()
