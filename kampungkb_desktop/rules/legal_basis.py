"""The decrees the programme rests on, with their dates, as versioned data: papers name those that were in force.

A table of references and no legal advice; the texts themselves are not here.
"""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.rules import ruleset


@frozen
class Decree:
    """One reference. ``issued_on`` is ``None`` where the source names only the year; ``printed`` at the foot of
    papers."""

    code: str
    name: str
    short: str
    year: int
    issued_on: date | None
    subject: str
    printed: bool

    @property
    def words(self) -> str:
        """How it is cited: ``Instruksi Presiden Nomor 3 Tahun 2022 (20 Mei 2022)``."""
        return f"{self.name} ({long_date(self.issued_on)})" if self.issued_on else self.name

    def known_on(self, day: date) -> bool:
        """Whether it had been issued by then; of a decree without a day, its year decides."""
        return self.issued_on <= day if self.issued_on else self.year <= day.year


@ruleset.kept
def decrees(version: str = "dasar-hukum-2022") -> tuple[Decree, ...]:
    """Every reference of a version, oldest first."""
    entries = ruleset.load(version).parameters["naskah"]
    made = [
        Decree(
            one["kode"], one["sebutan"], one["singkat"], one["tahun"], one.get("tanggal"), one["tentang"],
            bool(one["cetak"]),
        )
        for one in entries
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.year, one.issued_on or date(one.year, 12, 31), one.code)))


def printed_basis(on: date) -> tuple[str, ...]:
    """What a paper about a day names at its foot: the decrees marked so that had been issued by then; the first ones
    where the day is older than all."""
    version = ruleset.in_force("dasar-hukum", on).id
    marked = [one for one in decrees(version) if one.printed]
    return tuple(one.words for one in marked if one.known_on(on)) or tuple(one.words for one in marked[:1])
