"""What a take-in or its preview says of each file: plain values for the screen, the terminal and JSON."""

from __future__ import annotations

from dataclasses import field

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import listing

TAKEN, KNOWN, REFUSED = "diterima", "sudah ada", "ditolak"
PARTIAL = "belum lengkap"
"""Parts of a file that is not complete yet; what came is kept."""
ADDED = "added"
"""The line of a file's counts that says which changes it brought: device uid to intervals of counters."""


class FileError(KnownError):
    """The refusal of a file whose sender is certain: uid, number and kind of the file."""

    def __init__(self, error: KnownError, sender: str, number: int, kind: str) -> None:
        super().__init__(error.code, error.sentence, error.next_step)
        self.sender, self.number, self.kind = sender, number, kind


@frozen
class VillageCount:
    """What a file means for one village ("" = no village), in records."""

    village: str
    new: int
    changed: int


@frozen
class Gap:
    """Files of a sender that have not come: the installation, its name, the numbers as far as they can be told, and how
    many records wait for them."""

    device: str
    sender: str
    numbers: tuple[int, ...] = ()
    records: int = 0

    @property
    def words(self) -> str:
        """``berkas nomor 3 dari Siti Rahma``."""
        which = f"nomor {listing([str(one) for one in self.numbers])}" if self.numbers else "sebelumnya"
        return f"berkas {which} dari {self.sender or 'laptop yang belum dikenal'}"


@frozen
class FileReport:
    """What became of one file; counts are records unless they say otherwise. A refused file has only its reason."""

    name: str
    result: str
    sender: str = ""
    number: int = 0
    kind: str = ""
    made_at: int = 0
    changes: int = 0
    duplicates: int = 0
    new: int = 0
    changed: int = 0
    deleted: int = 0
    conflicting: int = 0
    waiting: int = 0
    suspicious: int = 0
    photos: int = 0
    villages: tuple[VillageCount, ...] = ()
    forms: frozenset[str] = frozenset()
    code: str = ""
    sentence: str = ""
    next_step: str = ""
    digest: str = ""
    lacking: tuple[Gap, ...] = ()


@frozen
class TakeInReport:
    """All files of one take-in or preview."""

    files: tuple[FileReport, ...]
    preview: bool
    accepted: bool
    forms: frozenset[str] = field(default=frozenset())


def as_text(report: TakeInReport) -> str:
    """The report as lines for a terminal."""
    lines = ["Pratinjau: belum ada yang disimpan." if report.preview else "Penerimaan berkas:"]
    for one in report.files:
        if one.result == REFUSED:
            lines.append(f"  {one.name}: ditolak. {one.sentence} {one.next_step} [{one.code}]")
        elif one.result == PARTIAL:
            lines.append(f"  {one.name}: belum lengkap. {one.sentence}")
        elif one.result == KNOWN:
            lines.append(f"  {one.name}: sudah pernah diterima; tidak ada yang berubah.")
        else:
            lines.append(
                f"  {one.name}: dari {one.sender}, {one.new} baru, {one.changed} berubah, {one.deleted} dihapus, "
                f"{one.conflicting} bertentangan, {one.waiting} menunggu, {one.suspicious} perlu diperiksa."
            )
            lines += [f"    {gap.records} catatan menunggu {gap.words}." for gap in one.lacking]
    return "\n".join(lines)
