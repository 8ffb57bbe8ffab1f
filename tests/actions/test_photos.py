"""A photo is made small and nameless, kept with its record, and anything that is no photo is refused politely."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from kampungkb_desktop.actions import photos
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.store import blobs
from tests.actions.devices import VILLAGE


def camera_photo(size: tuple[int, int] = (2400, 1200), *, orientation: int = 6) -> bytes:
    """What a telephone writes: turned, noisy, with place, maker and hour."""
    noise = Image.frombytes(
        "RGB", (size[0] // 8, size[1] // 8), random.Random(1).randbytes(size[0] * size[1] // 64 * 3)
    )
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Telepon Rahasia"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:03 08:15:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (2.0, 9.0, 0.0)
    buffer = io.BytesIO()
    noise.resize(size, Image.Resampling.NEAREST).save(buffer, "JPEG", quality=97, exif=exif, comment=b"di rumah Ibu")
    return buffer.getvalue()


@pytest.fixture
def activity(officer: Session) -> Activity:
    made = Activity(id=new_record_id(officer), village=VILLAGE, status="draf")
    save(officer, "Simpan kegiatan", [made])
    return made


def file_with(folder: Path, content: bytes, name: str = "foto.jpg") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_photo_becomes_small_upright_and_nameless(officer: Session, activity: Activity, tmp_path: Path) -> None:
    source = file_with(tmp_path, camera_photo())
    made = photos.add_photo(officer, activity, source, "kegiatan", "Penyuluhan di balai")
    content = photos.content(officer, made)
    assert (made.width, made.height) == (800, 1600)
    assert made.size == len(content) < source.stat().st_size
    assert str(made.taken_on) == "2026-11-03"
    assert (made.village, made.owner_form, made.owner_id, made.position) == (VILLAGE, "activity", activity.id, 1)
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.format == "JPEG"
        assert not kept.getexif()
        assert "comment" not in kept.info
    assert b"Rahasia" not in content
    assert photos.photos_of(officer, activity) == [made]


def test_the_file_on_disk_is_not_the_photo(officer: Session, activity: Activity, tmp_path: Path) -> None:
    made = photos.add_photo(officer, activity, file_with(tmp_path, camera_photo()))
    (stored,) = (officer.data_dir / blobs.PHOTOS_FOLDER).iterdir()
    assert stored.name == made.blob
    assert b"JFIF" not in stored.read_bytes()


def test_see_through_pictures_get_paper_behind_them() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(buffer, "PNG")
    with Image.open(io.BytesIO(photos.press(buffer.getvalue()).content)) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_that_says_nothing_of_its_day_has_none() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 10)).save(buffer, "JPEG")
    assert photos.press(buffer.getvalue()).taken_on is None


def test_five_photos_are_enough_and_none_twice(officer: Session, activity: Activity, tmp_path: Path) -> None:
    for number in range(5):
        shade = io.BytesIO()
        Image.new("RGB", (40, 30), (number * 40, 0, 0)).save(shade, "PNG")
        path = file_with(tmp_path, shade.getvalue(), f"{number}.png")
        if number == 4:
            with pytest.raises(KnownError, match="E-PHOTO-TWICE"):
                photos.add_photo(officer, activity, tmp_path / "0.png")
        photos.add_photo(officer, activity, path)
    with pytest.raises(KnownError, match="E-PHOTO-MANY"):
        photos.add_photo(officer, activity, file_with(tmp_path, camera_photo((80, 40))))
    assert [one.position for one in photos.photos_of(officer, activity)] == [1, 2, 3, 4, 5]


def test_removing_a_photo_can_be_undone(officer: Session, activity: Activity, tmp_path: Path) -> None:
    made = photos.add_photo(officer, activity, file_with(tmp_path, camera_photo((80, 40))))
    photos.remove_photo(officer, made)
    assert photos.photos_of(officer, activity) == []
    undo(officer)
    assert photos.photos_of(officer, activity) == [made]
    assert photos.content(officer, made)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-PHOTO-FORMAT"),
        (b"%PDF-1.7 bukan foto", "E-PHOTO-FORMAT"),
        (camera_photo((160, 80))[:900], "E-PHOTO-FORMAT"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00", "E-PHOTO"),
    ],
    ids=["empty", "a document", "cut off", "a bomb"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_and_changes_nothing(
    officer: Session, activity: Activity, tmp_path: Path, content: bytes, code: str
) -> None:
    with pytest.raises(KnownError, match=code):
        photos.add_photo(officer, activity, file_with(tmp_path, content))
    assert photos.photos_of(officer, activity) == []


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    def zeros(width: int, height: int) -> bytes:
        buffer = io.BytesIO()
        Image.new("1", (width, height)).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()

    for bomb in (zeros(8000, 6000), zeros(12000, 8000)):
        with pytest.raises(KnownError, match="E-PHOTO-SIZE"):
            photos.press(bomb)


def test_a_file_that_is_too_large_or_gone_is_refused(officer: Session, activity: Activity, tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(photos.LARGEST_FILE + 1)
    with pytest.raises(KnownError, match="E-PHOTO-SIZE"):
        photos.add_photo(officer, activity, huge)
    with pytest.raises(KnownError, match="E-PHOTO-READ"):
        photos.add_photo(officer, activity, tmp_path / "gone.jpg")


def photo_with_place(latitude: tuple[float, float, float], south: bool, folder: Path) -> Path:
    """A JPEG as a telephone writes it with its position switched on: degrees, minutes, seconds."""
    exif = Image.Exif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "S" if south else "N", latitude
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (117.0, 28.0, 48.0)
    buffer = io.BytesIO()
    Image.new("RGB", (320, 240), (20, int(latitude[0]) * 9, 60)).save(buffer, "JPEG", exif=exif)
    return file_with(folder, buffer.getvalue(), f"hp-{int(latitude[0])}-{south}.jpg")


def test_the_place_is_forgotten_unless_it_is_wanted(officer: Session, activity: Activity, tmp_path: Path) -> None:
    source = photo_with_place((2.0, 9.0, 36.0), False, tmp_path)
    with Image.open(source) as before:
        assert before.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    forgotten = photos.add_photo(officer, activity, source)
    assert (forgotten.latitude, forgotten.longitude) == (None, None)
    kept = photos.add_photo(officer, activity, photo_with_place((3.0, 0.0, 0.0), True, tmp_path), keep_place=True)
    assert (kept.latitude, kept.longitude) == (-3.0, 117.48)
    for one in (forgotten, kept):
        content = photos.content(officer, one)
        with Image.open(io.BytesIO(content)) as opened:
            assert not opened.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert b"Exif" not in content


def test_half_a_place_or_nonsense_is_no_place(tmp_path: Path) -> None:
    assert photos.press(camera_photo((160, 80))).taken_at is None  # latitude only
    assert photos.press(photo_with_place((95.0, 0.0, 0.0), False, tmp_path).read_bytes()).taken_at is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "video"),
        (b"%PDF-1.7 surat", "PDF"),
        (b"", "kosong"),
        (b"Laporan kegiatan bulan ini", "bukan foto"),
        (camera_photo((160, 80))[:900], "rusak atau terpotong"),
    ],
    ids=["HEIC", "a video", "a document", "empty", "a text", "cut off"],
)
def test_each_wrong_file_has_its_own_sentence(content: bytes, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        photos.press(content)
    assert said in refused.value.sentence
    assert refused.value.next_step
