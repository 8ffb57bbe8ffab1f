"""A spool is a file like any other to whoever holds it, and noise to whoever holds the disk."""

from __future__ import annotations

import io
import tempfile
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.bundle.spool import Spool

DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.binary(max_size=90)),
        st.tuples(st.just("seek"), st.integers(0, 200)),
        st.tuples(st.just("read"), st.integers(0, 90)),
    ),
    max_size=30,
)


@given(DEEDS, st.integers(0, 120))
def test_it_does_what_a_file_does(deeds: list[tuple[str, Any]], in_memory: int) -> None:
    spool, model = Spool(in_memory), io.BytesIO()
    for deed, what in deeds:
        if deed == "seek":
            what = min(what, len(model.getvalue()))  # nobody makes holes: in a file they hold noughts, here noise
        assert getattr(spool, deed)(what) == getattr(model, deed)(what)
        assert spool.tell() == model.tell()
    spool.seek(0)
    assert spool.read() == model.getvalue()
    assert spool.seek(0, io.SEEK_END) == len(model.getvalue())
    spool.close()


def test_what_lies_on_the_disk_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[IO[bytes]]()
    made = tempfile.TemporaryFile

    def remembered(*given: Any, **named: Any) -> Any:
        opened.append(made(*given, **named))
        return opened[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", remembered)
    spool = Spool(1_000)
    spool.write(b"Siti Rekaan " * 500)
    spool.seek(0)
    assert spool.read(11) == b"Siti Rekaan"
    (file,) = opened
    file.flush()
    file.seek(0)
    found = file.read()
    assert len(found) == 6_000
    assert b"Rekaan" not in found
    spool.close()
    assert file.closed


def test_what_is_small_never_reaches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_: pytest.fail("a file was made"))
    spool = Spool(1_000)
    spool.write(bytes(1_000))
    assert spool.tell() == 1_000
    spool.close()
    assert spool.closed
