"""A file of any kind that is cut, changed or grown anywhere is refused by name and changes nothing. Samples are tried
here, all of it by ``python -m tests.benchmarks.fuzz_files``."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pytest

from tests.actions.spoiling import DOCUMENTED, Real, cut, everything, flipped, grown, offer, real_files, swapped

KINDS = ("perkenalan", "penugasan", "petugas", "jawaban", "foto", "bagian")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Real]]:
    with real_files(tmp_path_factory.mktemp("asli")) as found:
        yield {one.kind: one for one in found}


@pytest.fixture
def named_temporaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where anything temporary with a name would be seen."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_anywhere(files: dict[str, Real], kind: str, tmp_path: Path, named_temporaries: Path) -> None:
    real, path = files[kind], tmp_path / "a.kkb"
    chance = random.Random(kind)
    before = everything(real.to)
    tries = chain(
        islice(flipped(real.content, len(real.content) // 9, (1, 0xFF)), 20),
        islice(flipped(real.content[:600], 41, (0x20,)), 16),
        cut(real.content, len(real.content) // 8),
        (real.content[: chance.randrange(len(real.content))] for _ in range(4)),
        grown(real.content),
    )
    for spoilt in tries:
        path.write_bytes(spoilt)
        assert offer(real.to, path) in DOCUMENTED
        assert not any(named_temporaries.iterdir())
    assert everything(real.to) == before


def test_halves_of_different_files(files: dict[str, Real], tmp_path: Path) -> None:
    before = [everything(one.to) for one in files.values()]
    for spoilt in swapped([one.content for one in files.values()]):
        (tmp_path / "a.kkb").write_bytes(spoilt)
        for to in {id(one.to): one.to for one in files.values()}.values():
            assert offer(to, tmp_path / "a.kkb") in DOCUMENTED
    assert [everything(one.to) for one in files.values()] == before


def test_brought_to_the_wrong_laptop(files: dict[str, Real], tmp_path: Path) -> None:
    district, officer = files["petugas"].to, files["jawaban"].to
    for kind in ("penugasan", "petugas", "jawaban", "foto"):
        wrong = officer if files[kind].to is district else district
        before = everything(wrong)
        (tmp_path / "a.kkb").write_bytes(files[kind].content)
        assert offer(wrong, tmp_path / "a.kkb") in {"E-RECIPIENT", "E-OWN"}
        assert everything(wrong) == before


@pytest.mark.skipif(os.name == "nt", reason="every name is text on Windows")
def test_a_name_that_is_no_text(files: dict[str, Real], tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\xff\xfe.kkb"))
    path.write_bytes(files["petugas"].content[:-1])
    before = everything(files["petugas"].to)
    assert offer(files["petugas"].to, path) == "E-DAMAGED"
    assert everything(files["petugas"].to) == before
