"""Photos of activities and villages: made small, stripped of everything a camera writes into them (position, maker,
hour), kept encrypted beside the database, and recorded like any other answer. The place is recorded only on wish."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from datetime import date, datetime
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.activity import MOST_PHOTOS, Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import blobs, read

LONGEST_SIDE = 1600
GOOD_SIZE = 300_000
"""Bytes; a photo is pressed until it is about this small, but never below the lowest quality."""
LARGEST_FILE = 40_000_000
_QUALITIES = (84, 76, 68, 60, 50)
_DECODABLE = 40_000_000
"""Pixels of a format that must be unpacked whole. A JPEG is unpacked at a fraction of its size, so the largest
cameras are welcome."""
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, MemoryError)


@frozen
class Pressed:
    """A photo ready to be kept: JPEG without any metadata; the day its camera said it was taken, and where (latitude
    and longitude in degrees)."""

    content: bytes
    width: int
    height: int
    taken_on: date | None
    taken_at: tuple[float, float] | None = None


def add_photo(
    session: Session,
    owner: Record,
    source: Path,
    role: str = "kegiatan",
    caption: str = "",
    *,
    keep_place: bool = False,
) -> Attachment:
    """Add a photo to a record that is saved already; where it was taken is forgotten unless ``keep_place``.

    KnownError: E-PHOTO-READ (file cannot be read), E-PHOTO-FORMAT (no photo), E-PHOTO-SIZE (too large),
    E-PHOTO-MANY (more than five of one activity), E-PHOTO-TWICE (it is there already).
    """
    pressed = press(_read(source))
    with session.database.read() as conn:
        there = read.records(conn, Attachment, where={"owner_id": owner.id}, order=("position",))
    if isinstance(owner, Activity) and len(there) >= MOST_PHOTOS:
        raise KnownError("E-PHOTO-MANY", f"Satu kegiatan paling banyak {MOST_PHOTOS} foto.", "Hapus satu foto dahulu.")
    blob = blobs.put(session.data_dir, session.photo_key, pressed.content)
    if any(one.blob == blob for one in there):
        raise KnownError("E-PHOTO-TWICE", "Foto ini sudah ada pada catatan ini.", "Pilih foto yang lain.")
    place = pressed.taken_at if keep_place else None
    attachment = Attachment(
        id=new_record_id(session), village=owner.village, status=DONE, owner_form=owner.FORM, owner_id=owner.id,
        blob=blob, file_name=source.name[-255:], media_type="image/jpeg", size=len(pressed.content),
        width=pressed.width, height=pressed.height, caption=caption or None, taken_on=pressed.taken_on, role=role,
        position=max((one.position or 0 for one in there), default=0) + 1,
        latitude=place[0] if place else None, longitude=place[1] if place else None,
    )  # fmt: skip
    save(session, "Tambah foto", [attachment])
    return attachment


def photos_of(session: Session, owner: Record) -> list[Attachment]:
    """The photos of a record in their order."""
    with session.database.read() as conn:
        return read.records(conn, Attachment, where={"owner_id": owner.id}, order=("position", "id"))


def content(session: Session, attachment: Attachment) -> bytes:
    """The JPEG itself. KnownError E-PHOTO-MISSING where it has not arrived, E-PHOTO-DAMAGED."""
    return blobs.get(session.data_dir, session.photo_key, attachment.blob or "")


def remove_photo(session: Session, attachment: Attachment) -> Saved:
    """Take a photo off its record. The file stays, so that this can be undone."""
    return save(session, "Hapus foto", [], [attachment])


def press(raw: bytes) -> Pressed:
    """A photo as it is kept: upright, at most 1600 pixels, a few hundred kilobytes, no metadata."""
    _refuse_by_name(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
                return _pressed(opened)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large() from None
    except UnidentifiedImageError:
        raise _no_photo("Berkas ini bukan foto yang dikenal (JPEG, PNG atau WebP).") from None
    except _BROKEN:
        raise _no_photo("Berkas foto ini rusak atau terpotong.") from None


def _pressed(opened: Image.Image) -> Pressed:
    taken_on, taken_at = _taken_on(opened), _taken_at(opened)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    if opened.width * opened.height > _DECODABLE:
        raise _too_large()
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # A new picture carries nothing of the old one but its colours; see-through parts become paper.
    plain = Image.new("RGB", upright.size, "white")
    layers = upright.convert("RGBA")
    plain.paste(layers, mask=layers.getchannel("A"))
    packed = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        plain.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        packed = buffer.getvalue()
        if len(packed) <= GOOD_SIZE:
            break
    return Pressed(packed, plain.width, plain.height, taken_on, taken_at)


def _taken_on(opened: Image.Image) -> date | None:
    """The day the camera says; its hour and place are nobody's business."""
    exif = opened.getexif()
    said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    try:
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007  a calendar day has no zone
    except ValueError:
        return None


def _taken_at(opened: Image.Image) -> tuple[float, float] | None:
    """Latitude and longitude as the camera says, south and west below zero; ``None`` for half of it or nonsense."""
    gps = opened.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    found = []
    for key, half, limit in ((ExifTags.GPS.GPSLatitude, "S", 90), (ExifTags.GPS.GPSLongitude, "W", 180)):
        try:
            degrees, minutes, seconds = (float(part) for part in gps[key])
            side = str(gps[ExifTags.GPS(key - 1)])
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return None
        value = round(degrees + minutes / 60 + seconds / 3600, 6)
        if not 0 <= value <= limit:
            return None
        found.append(-value if side.upper().startswith(half) else value)
    return found[0], found[1]


def _refuse_by_name(raw: bytes) -> None:
    """Kinds of files people often choose instead of a photo, each with its own way out."""
    if not raw:
        raise _no_photo("Berkas ini kosong.", "Salin ulang fotonya dari HP, lalu pilih lagi.")
    if raw[4:8] == b"ftyp":
        if raw[8:12] in _HEIC:
            raise _no_photo(
                "Foto ini berformat HEIC (iPhone), yang belum dapat dibuka.",
                "Simpan dahulu sebagai JPEG, atau kirim lewat WhatsApp lalu pakai hasilnya.",
            )
        raise _no_photo("Berkas ini video, bukan foto.", "Pilih fotonya, atau ambil gambar layar dari videonya.")
    if raw[:5] == b"%PDF-":
        raise _no_photo("Berkas ini dokumen PDF, bukan foto.", "Pilih fotonya dalam JPEG atau PNG.")


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise _too_large()
        return source.read_bytes()
    except OSError:
        raise KnownError(
            "E-PHOTO-READ", "Berkas foto tidak dapat dibaca.", "Periksa apakah berkasnya masih ada, lalu pilih lagi."
        ) from None


def _too_large() -> KnownError:
    return KnownError("E-PHOTO-SIZE", "Foto ini terlalu besar.", "Kirim ulang dari HP dengan ukuran biasa.")


def _no_photo(sentence: str, remedy: str = "Pilih foto lain, dalam JPEG atau PNG.") -> KnownError:
    return KnownError("E-PHOTO-FORMAT", sentence, remedy)
