"""Photos of activities and villages: made small, stripped of everything a camera writes into them (position, maker,
hour), kept encrypted beside the database, and recorded like any other answer."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
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
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, MemoryError)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A photo ready to be kept: JPEG without any metadata, and the day its camera said it was taken."""

    content: bytes
    width: int
    height: int
    taken_on: date | None


def add_photo(session: Session, owner: Record, source: Path, role: str = "kegiatan", caption: str = "") -> Attachment:
    """Add a photo to a record that is saved already.

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
    attachment = Attachment(
        id=new_record_id(session),
        village=owner.village,
        status=DONE,
        owner_form=owner.FORM,
        owner_id=owner.id,
        blob=blob,
        file_name=source.name[-255:],
        media_type="image/jpeg",
        size=len(pressed.content),
        width=pressed.width,
        height=pressed.height,
        caption=caption or None,
        taken_on=pressed.taken_on,
        role=role,
        position=max((one.position or 0 for one in there), default=0) + 1,
    )
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
    taken_on = _taken_on(opened)
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
    return Pressed(packed, plain.width, plain.height, taken_on)


def _taken_on(opened: Image.Image) -> date | None:
    """The day the camera says; its hour and place are nobody's business."""
    exif = opened.getexif()
    said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    try:
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007  a calendar day has no zone
    except ValueError:
        return None


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


def _no_photo(sentence: str) -> KnownError:
    return KnownError("E-PHOTO-FORMAT", sentence, "Pilih foto lain; foto HEIC dari iPhone simpan dahulu sebagai JPEG.")
