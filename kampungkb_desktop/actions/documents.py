"""Files that hang on a record (the RKM of a village): kept encrypted as they came, and given back as they were.

Only what the portal takes (PDF, Word, Excel, picture; at most 10 MB), told by the content and not by the name alone.
A picture is kept as a photo is: small, and without what a camera writes into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kampungkb_desktop.actions.photos import press
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.whole_file import put_there
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.full_disk import CODE
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.store import blobs, read

LARGEST = 10_000_000
"""Bytes; the portal's limit (domain.md 1.4)."""
MOST = 10
"""Files of one record."""
PDF = "application/pdf"
PICTURE = "image/jpeg"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@frozen
class FileKind:
    """A kind of file: its ending, media type, and how its content begins."""

    suffix: str
    media_type: str
    begins: bytes


KINDS: tuple[FileKind, ...] = (
    FileKind(".pdf", PDF, b"%PDF-"),
    FileKind(".doc", "application/msword", _OLE),
    FileKind(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    FileKind(".xls", "application/vnd.ms-excel", _OLE),
    FileKind(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
)
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
SUFFIXES = (*(kind.suffix for kind in KINDS), *PICTURES)


def add_document(session: Session, owner: Record, source: Path, role: str = "rkm") -> Attachment:
    """Add a file to a record that is saved already.

    KnownError: E-DOC-READ (cannot be read), E-DOC-FORMAT (another kind, or not what its name says), E-DOC-SIZE (larger
    than 10 MB, or empty), E-DOC-MANY, E-DOC-TWICE; E-PHOTO-… for a picture.
    """
    content, media_type, name = _accepted(source)
    there = documents_of(session, owner)
    if len(there) >= MOST:
        raise KnownError("E-DOC-MANY", f"Satu rencana paling banyak {MOST} berkas.", "Hapus satu berkas dahulu.")
    blob = blobs.put(session.data_dir, session.photo_key, content)
    if any(one.blob == blob for one in there):
        raise KnownError("E-DOC-TWICE", "Berkas ini sudah ada pada catatan ini.", "Pilih berkas yang lain.")
    attachment = Attachment(
        id=new_record_id(session), village=owner.village, status=DONE, owner_form=owner.FORM, owner_id=owner.id,
        blob=blob, file_name=name[-255:], media_type=media_type, size=len(content), role=role,
        position=max((one.position or 0 for one in there), default=0) + 1,
    )  # fmt: skip
    save(session, "Lampirkan berkas", [attachment])
    return attachment


def documents_of(session: Session, owner: Record) -> Sequence[Attachment]:
    """The files of a record in their order."""
    with session.database.read() as conn:
        return read.records(conn, Attachment, where={"owner_id": owner.id}, order=("position", "id"))


def document(session: Session, attachment: Attachment) -> bytes:
    """The content. KnownError E-DOC-MISSING where it has not arrived, E-DOC-DAMAGED."""
    try:
        return blobs.get(session.data_dir, session.photo_key, attachment.blob or "")
    except KnownError as error:
        if error.code == "E-PHOTO-MISSING":
            raise KnownError(
                "E-DOC-MISSING", "Berkas ini belum ada di laptop ini.",
                "Minta pengirimnya menyertakan foto dan lampiran pada kiriman berikut.",
            ) from error  # fmt: skip
        if error.code == "E-PHOTO-DAMAGED":
            raise KnownError(
                "E-DOC-DAMAGED", "Simpanan berkas ini rusak.",
                "Lampirkan lagi berkasnya, atau pulihkan dari salinan cadangan.",
            ) from error  # fmt: skip
        raise


def save_copy(session: Session, attachment: Attachment, target: Path) -> Path:
    """Write a file to a place outside the program, whole or not at all. KnownError as ``document``; E-DOC-WRITE."""
    content = document(session, attachment)
    try:
        put_there(target, content, "Salinan berkas")
    except KnownError as error:
        if error.code == CODE:
            raise
        raise KnownError(
            "E-DOC-WRITE", "Salinan berkas tidak dapat ditulis di sana.",
            "Tutup berkasnya bila sedang dibuka, atau pilih folder lain.",
        ) from error  # fmt: skip
    return target


def remove_document(session: Session, attachment: Attachment) -> Saved:
    """Take a file off its record. Its content stays, so that this can be undone."""
    return save(session, "Hapus berkas", [], [attachment])


def _accepted(source: Path) -> tuple[bytes, str, str]:
    """Content, media type and name of a file that may be kept."""
    suffix = source.suffix.lower()
    kind = next((one for one in KINDS if one.suffix == suffix), None)
    if kind is None and suffix not in PICTURES:
        raise _wrong_kind("Berkas jenis ini tidak dapat dilampirkan.")
    content = _read(source)
    if kind is None:
        return press(content).content, PICTURE, f"{source.stem}.jpg"
    # A PDF may have a few bytes before its mark; an Office file never has.
    if kind.begins not in (content[:1024] if kind.media_type == PDF else content[: len(kind.begins)]):
        raise _wrong_kind(f"Isi berkas ini bukan {suffix[1:].upper()} seperti namanya, atau berkasnya rusak.")
    return content, kind.media_type, source.name


def _read(source: Path) -> bytes:
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise KnownError(
                "E-DOC-SIZE", "Berkas ini lebih besar dari 10 MB.", "Perkecil atau pecah berkasnya, lalu ulangi."
            )
        content = source.read_bytes()
    except OSError:
        raise KnownError(
            "E-DOC-READ", "Berkas ini tidak dapat dibaca.", "Periksa apakah berkasnya masih ada dan tidak terkunci."
        ) from None
    if not content:
        raise KnownError("E-DOC-SIZE", "Berkas ini kosong.", "Pilih berkas yang ada isinya.")
    return content


def _wrong_kind(sentence: str) -> KnownError:
    return KnownError("E-DOC-FORMAT", sentence, "Pilih PDF, Word (doc, docx), Excel (xls, xlsx), atau gambar.")
