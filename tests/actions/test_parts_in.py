"""A file that comes in parts: in any order, under any name, on different days; half of one changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kampungkb_desktop.actions import parts_in
from kampungkb_desktop.actions.export import Order, export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import files_of, preview, take_in
from kampungkb_desktop.actions.take_in_report import KNOWN, PARTIAL, REFUSED, TAKEN
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.store import read
from tests.actions.exchanging import family, names, picture, sound

LIMIT = 10_000


def in_parts(officer: Session, folder: Path, name: str = "Ahmad") -> list[Path]:
    """A file of some 40 kB in parts of 10: notes that cannot be pressed make it large."""
    noise = random.Random(name)
    family(officer, name)
    for at in range(15):
        family(officer, name, note=noise.randbytes(1_500).hex(), rt=f"{at:03d}")
    (made,) = export(officer, folder, order=Order(limit=LIMIT)).files
    assert len(made.parts) > 2
    assert not made.path.exists() or made.path in made.parts
    return list(made.parts)


def results(session: Session, *paths: Path) -> list[str]:
    return [one.result for one in take_in(session, paths).files]


def test_parts_in_any_order_and_with_other_names_are_one_file(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    made = in_parts(officer, tmp_path / "stik")
    random.Random(4).shuffle(made)
    for at, one in enumerate(made):
        one.rename(one.with_name(f"DOC-20261121-WA{at:04d} (1)"))
    before = picture(district)
    seen = preview(district, [tmp_path / "stik"])
    assert [one.result for one in seen.files] == [TAKEN]
    assert picture(district) == before
    assert results(district, tmp_path / "stik") == [TAKEN]
    assert set(names(district)) == {"Ahmad"}
    assert list((district.data_dir / parts_in.FOLDER).iterdir()) == []
    assert results(district, tmp_path / "stik") == [KNOWN]
    assert sound(district)


def test_parts_of_different_days_wait_for_each_other(officer: Session, district: Session, tmp_path: Path) -> None:
    made = in_parts(officer, tmp_path / "stik")
    last = made.pop()
    before = picture(district)
    report = preview(district, made).files[0]
    assert (report.result, report.sentence.split(".")[0]) == (
        PARTIAL, f"Bagian {len(made) + 1} dari {len(made) + 1} belum ada"
    )  # fmt: skip
    assert list((district.data_dir / parts_in.FOLDER).iterdir()) == []
    assert results(district, *made) == [PARTIAL]
    with district.database.read() as conn:
        (entry,) = read.files(conn)
    assert parts_in.can_forget(entry)
    assert {**picture(district), "file": []} == before
    for one in made:
        one.unlink()  # the stick goes home
    assert results(district, last) == [TAKEN]
    with district.database.read() as conn:
        assert [one.result for one in read.files(conn)] == [TAKEN]
    assert set(names(district)) == {"Ahmad"}


def test_parts_may_be_forgotten(officer: Session, district: Session, tmp_path: Path) -> None:
    made = in_parts(officer, tmp_path / "stik")
    take_in(district, made[:1])
    with district.database.read() as conn:
        (entry,) = read.files(conn)
    parts_in.forget(district, entry.sha256)
    assert list((district.data_dir / parts_in.FOLDER).iterdir()) == []
    with district.database.read() as conn:
        assert read.files(conn) == []
    assert results(district, *made) == [TAKEN]


def test_swapped_and_damaged_parts_are_refused_by_name(officer: Session, district: Session, tmp_path: Path) -> None:
    one, other = in_parts(officer, tmp_path / "a"), in_parts(officer, tmp_path / "b", "Budi")
    before = picture(district)
    content = bytearray(one[1].read_bytes())
    content[-5] ^= 4
    one[1].write_bytes(content)
    report = take_in(district, one).files[0]
    assert (report.result, report.code) == (REFUSED, "E-DAMAGED")
    assert "bagian 2" in report.sentence
    one[1].write_bytes(other[1].read_bytes())  # of another file under this one's name
    found = {one.name: one for one in take_in(district, one).files}
    assert {report.result for report in found.values()} == {PARTIAL}
    assert len(found) == 2
    assert {**picture(district), "file": []} == before


def test_a_poisoned_part_does_not_stay_in_the_way(officer: Session, district: Session, tmp_path: Path) -> None:
    """Somebody puts a part that only claims to be of this file; the true ones are not lost by it."""
    made = in_parts(officer, tmp_path / "stik")
    true = parts.read_part(made[0])
    source = tmp_path / "palsu.kkb"
    source.write_bytes(b"x" * true.size)
    false = parts.split(source, LIMIT)[0]
    head = false.read_bytes().replace(parts.read_part(false).file.encode(), true.file.encode())
    false.write_bytes(head)
    assert results(district, false) == [PARTIAL]
    report = take_in(district, made[1:]).files[0]
    assert (report.result, report.code) == (REFUSED, "E-PARTS")
    assert results(district, *made) == [TAKEN]


def test_too_many_waiting_parts_are_refused(
    officer: Session, district: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = in_parts(officer, tmp_path / "stik")
    monkeypatch.setattr(parts_in, "MOST_KEPT_PARTS", 1)
    report = take_in(district, made[:2]).files[0]
    assert (report.result, report.code) == (REFUSED, "E-PARTS-FULL")


def test_a_file_of_parts_for_somebody_else_is_kept_whole(officer: Session, district: Session, tmp_path: Path) -> None:
    """A refusal of the whole is a refusal like any other: its parts do not wait on."""
    made = in_parts(officer, tmp_path / "stik")
    report = take_in(officer, made).files[0]
    assert (report.result, report.code) == (REFUSED, "E-RECIPIENT")
    assert list((officer.data_dir / parts_in.FOLDER).iterdir()) == []


def test_a_file_below_the_limit_stays_one_file(officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    (made,) = export(officer, tmp_path, order=Order(limit=15_000_000)).files
    assert made.parts == (made.path,)
    assert files_of([tmp_path]) == [made.path]


def test_a_limit_too_small_leaves_nothing_behind(officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    with pytest.raises(KnownError) as caught:
        export(officer, tmp_path / "stik", order=Order(limit=100))
    assert caught.value.code == "E-PART-SIZE"
    assert list((tmp_path / "stik").iterdir()) == []
    assert export(officer, tmp_path / "stik").files
