"""What a district has erased on a person's request, told by counts and ids only, and which installations have said that
it is done there too. These records are what the certificate is printed from; nothing of the person is in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Number, Option, Options, Text
from kampungkb_desktop.forms.record import Record, ask

FAMILY: Final = "keluarga"
PERSON: Final = "anggota"
ABOUT = Options("cakupan_penghapusan", (Option(FAMILY, "Satu keluarga", 1), Option(PERSON, "Satu orang", 2)))
BY_FILE: Final = "berkas"
BY_WORD: Final = "pernyataan"
WAYS = Options(
    "cara_konfirmasi_hapus",
    (Option(BY_FILE, "Dengan berkas kirim", 1), Option(BY_WORD, "Dengan pernyataan tertulis atau lisan", 2)),
)
_WHAT, _COUNTS, _WHO = "Penghapusan", "Yang dihapus", "Keputusan"


@frozen(kw_only=True)
class Erasure(Record):
    """One decision, or what followed it: ``follows`` names the first one where later records of the same person were
    erased as well. ``erased`` are the ids of the records as JSON, ``about`` is the one the request was about."""

    FORM: ClassVar[str] = "erasure"
    TITLE: ClassVar[str] = "Penghapusan data pribadi"

    number: str | None = ask(Text("Nomor", required=True, longest=40, group=_WHAT))
    whom: str | None = ask(Choice("Cakupan", options=ABOUT, group=_WHAT))
    about: str | None = ask(Text("Catatan yang diminta dihapus", longest=32, group=_WHAT))
    follows: str | None = ask(Text("Susulan dari", longest=32, group=_WHAT))
    request_id: str | None = ask(Link("Permintaan", to="pdp_request", group=_WHO))
    requested_on: date | None = ask(Day("Tanggal permintaan", group=_WHO))
    decided_on: date | None = ask(Day("Tanggal keputusan", required=True, group=_WHO))
    decided_by: str | None = ask(Text("Diputuskan oleh", longest=200, group=_WHO, personal=True))
    reason: str | None = ask(Text("Dasar keputusan", longest=500, lines=2, group=_WHO))
    families: int | None = ask(Number("Keluarga", group=_COUNTS))
    members: int | None = ask(Number("Anggota keluarga", group=_COUNTS))
    visits: int | None = ask(Number("Kunjungan dan pengukuran", group=_COUNTS))
    others: int | None = ask(Number("Catatan lain", group=_COUNTS))
    photos: int | None = ask(Number("Foto", group=_COUNTS))
    erased: str | None = ask(Text("Tanda pengenal catatan", longest=150_000, group=_COUNTS))

    def name(self) -> str:
        """By its number; nothing else may be told."""
        return f"{self.TITLE} {self.number}" if self.number else self.TITLE

    def records(self) -> tuple[str, ...]:
        """The ids of the records that were erased."""
        try:
            listed = json.loads(self.erased or "[]")
        except (ValueError, RecursionError):
            return ()
        return tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()


@frozen(kw_only=True)
class ErasureWord(Record):
    """That one installation has carried an erasure out: by its own file, or by the word of whoever answers for it.
    ``sticks`` are its copies on flash disks that had not been cleaned then."""

    FORM: ClassVar[str] = "erasure_word"
    TITLE: ClassVar[str] = "Konfirmasi penghapusan"

    erasure_id: str | None = ask(Link("Penghapusan", to="erasure", required=True))
    device: str | None = ask(Text("Tanda pengenal laptop", required=True, longest=32))
    confirmed_on: date | None = ask(Day("Tanggal", required=True))
    way: str | None = ask(Choice("Cara", options=WAYS, required=True))
    file_number: int | None = ask(Number("Nomor berkas"))
    sticks: int | None = ask(Number("Salinan di flashdisk yang belum dibersihkan"))
    by: str | None = ask(Text("Menurut", longest=200, personal=True))


def erased_text(records: Iterable[str]) -> str:
    """Ids as the answer ``erased``."""
    return json.dumps(sorted(set(records)), separators=(",", ":"))
