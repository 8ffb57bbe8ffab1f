"""Photos may stay behind, for size or on wish: they are owed then, asked for, and come with a later file, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kampungkb_desktop.actions import photo_debts, photos
from kampungkb_desktop.actions.export import NEW, Order, export
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.store import blobs, read
from tests.actions.exchanging import MALUANG, family, sent, sound, taken
from tests.actions.test_photos import camera_photo, file_with


def with_photos(officer: Session, folder: Path, count: int = 1) -> list[str]:
    """An activity with some photos; their names in order."""
    activity = Activity(id=new_record_id(officer), village=MALUANG, title="Penyuluhan")
    save(officer, "Simpan kegiatan", [activity])
    made = [
        photos.add_photo(officer, activity, file_with(folder, camera_photo((400 + 40 * at, 300))))
        for at in range(count)
    ]
    return [one.blob or "" for one in made]


def wanted(session: Session) -> list[str]:
    with session.database.read() as conn:
        return photo_debts.wanted(conn, session)


def nothing_new(officer: Session, folder: Path, order: Order) -> bool:
    with pytest.raises(KnownError) as caught:
        export(officer, folder, order=order)
    return caught.value.code == "E-NOTHING-NEW"


def test_photos_left_behind_are_owed_and_come_alone(officer: Session, district: Session, tmp_path: Path) -> None:
    names = with_photos(officer, tmp_path)
    (made,) = export(officer, tmp_path, order=Order(photos=False)).files
    assert made.photos == 0
    assert taken(district, made.path).photos == 0
    assert wanted(district) == names
    assert outbox(officer).photos == 1
    assert outbox(officer).photo_bytes > 1_000
    assert nothing_new(officer, tmp_path, Order(photos=False))
    (more,) = export(officer, tmp_path).files
    assert (more.kind, more.changes, more.photos) == (fmt.PHOTOS, 0, 1)
    assert "_foto_0002_" in more.path.name
    assert taken(district, more.path).photos == 1
    assert wanted(district) == []
    assert nothing_new(officer, tmp_path, Order())
    assert sound(district)


def test_photos_that_find_no_room_come_in_files_of_their_own(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    names = with_photos(officer, tmp_path, 5)
    size = max(blobs.size(officer.data_dir, name) for name in names)
    limit = 2 * size + (100 << 10)
    made = export(officer, tmp_path / "stik", order=Order(limit=limit)).files
    assert len(made) > 1
    assert all(path.stat().st_size <= limit for one in made for path in one.parts)
    assert sum(one.photos for one in made) == 5
    assert [one.kind for one in made] == [NEW, *[fmt.PHOTOS] * (len(made) - 1)]
    report = take_in(district, [one.path for one in reversed(made)])  # in any order
    assert report.accepted
    assert wanted(district) == []
    assert sound(district)


def test_a_photo_larger_than_the_limit_goes_in_parts(officer: Session, district: Session, tmp_path: Path) -> None:
    names = with_photos(officer, tmp_path)
    limit = blobs.size(officer.data_dir, names[0]) * 2 // 3
    made = export(officer, tmp_path / "stik", order=Order(limit=limit)).files
    assert [len(one.parts) > 1 for one in made] == [False, True]
    assert take_in(district, [tmp_path / "stik"]).accepted
    assert wanted(district) == []


def test_what_a_receiver_asks_for_comes_and_nothing_else(officer: Session, district: Session, tmp_path: Path) -> None:
    names = with_photos(officer, tmp_path, 3)
    taken(district, sent(officer, tmp_path).path)
    blobs.drop(district.data_dir, names[1])
    assert wanted(district) == [names[1]]
    family(district, "Dari kabupaten")
    taken(officer, sent(district, tmp_path / "b").path)
    (made,) = export(officer, tmp_path).files
    assert (made.kind, made.photos) == (fmt.PHOTOS, 1)
    taken(district, made.path)
    assert blobs.exists(district.data_dir, names[1])
    assert nothing_new(officer, tmp_path, Order())


def test_a_photo_that_is_nowhere_is_asked_for_in_vain(officer: Session, district: Session, tmp_path: Path) -> None:
    (name,) = with_photos(officer, tmp_path)
    taken(district, sent(officer, tmp_path).path)
    for one in (officer, district):
        blobs.drop(one.data_dir, name)
    family(district, "Dari kabupaten")
    taken(officer, sent(district, tmp_path / "b").path)
    thanks = sent(officer, tmp_path / "c")
    assert (thanks.kind, thanks.photos) == (fmt.RECEIPT, 0), "a word of thanks, and no photo"
    assert nothing_new(officer, tmp_path, Order())
    with officer.database.read() as conn:
        assert read.waiting(conn) == []


@pytest.mark.parametrize("asked", [["../x"], ["A" * 64], ["a" * 63], ["a" * 64] * (fmt.MOST_WANTED + 1)])
def test_a_strange_wish_is_refused(asked: list[str]) -> None:
    manifest = fmt.Manifest(
        format="kkb", major=1, minor=1, bundle="0" * 32, number=1, kind="baru", sender="0" * 32, certificate="",
        certificate_sig="", recipients=[], made_at=1, app="1", forms={}, villages=[], devices=[], cover={}, seen={},
        counts={}, changes=0, members={}, want_blobs=asked,
    )  # fmt: skip
    with pytest.raises(KnownError) as caught:
        fmt.decode_manifest(fmt.encode_manifest(manifest))
    assert caught.value.code == "E-FORMAT"
