"""A photo or file that belongs to a record; its content is addressed by sha256 and kept beside the database."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_activity import PHOTO_ROLES
from kampungkb_desktop.forms.kinds import Blob, Choice, Day, Measure, Number, Text
from kampungkb_desktop.forms.record import Record, ask

_FILE = "Lampiran"


@frozen(kw_only=True)
class Attachment(Record):
    """``owner_form`` and ``owner_id`` name the record; replacing a photo is a new ``blob``. Where it was taken is known
    only when the person wanted that kept; the file itself never says."""

    FORM: ClassVar[str] = "attachment"
    TITLE: ClassVar[str] = "Foto/lampiran"
    VERSION: ClassVar[int] = 2

    owner_form: str | None = ask(Text("Milik formulir", longest=64, required=True, group=_FILE))
    owner_id: str | None = ask(Text("Milik catatan", longest=32, required=True, group=_FILE))
    blob: str | None = ask(Blob("Isi berkas", required=True, group=_FILE))
    file_name: str | None = ask(Text("Nama berkas", group=_FILE))
    media_type: str | None = ask(Text("Jenis berkas", longest=100, group=_FILE))
    size: int | None = ask(Number("Ukuran", high=1 << 40, unit="byte", group=_FILE))
    width: int | None = ask(Number("Lebar", unit="piksel", group=_FILE))
    height: int | None = ask(Number("Tinggi", unit="piksel", group=_FILE))
    caption: str | None = ask(Text("Keterangan", group=_FILE, personal=True))
    taken_on: date | None = ask(Day("Tanggal foto", group=_FILE))
    role: str | None = ask(Choice("Jenis lampiran", options=PHOTO_ROLES, group=_FILE))
    position: int | None = ask(Number("Urutan", group=_FILE))
    latitude: float | None = ask(
        Measure("Garis lintang", group=_FILE, personal=True, low=-90.0, high=90.0, places=6, unit="°")
    )
    longitude: float | None = ask(
        Measure("Garis bujur", group=_FILE, personal=True, low=-180.0, high=180.0, places=6, unit="°")
    )

    def name(self) -> str:
        return self.caption or self.file_name or self.TITLE
