"""Enrolment of a laptop by its district (``sync.md`` 6): which installation may speak for whom, from when to when.

Only a district writes these; the other computers of the same office learn of them like of any other record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_village import ROLES
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Option, Options, Text
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.record import Finding, Record, ask
from kampungkb_desktop.forms.sharing import NAMELESS, RECAP, WHOLE

ACTIVE: Final = "aktif"
REVOKED: Final = "dicabut"
REPLACED: Final = "diganti"
STATES = Options(
    "keadaan_perangkat",
    (Option(ACTIVE, "Aktif", 1), Option(REVOKED, "Dicabut", 2), Option(REPLACED, "Diganti laptop lain", 3)),
)
SHARES = Options(
    "isi_untuk_penerima",
    (
        Option(NAMELESS, "Tanpa nama", 1),
        Option(RECAP, "Rekap saja", 2),
        Option(WHOLE, "Lengkap dengan nama", 3),
    ),
)
"""What an office that only receives may get (decision 0015)."""
_WHO = "Perangkat"
_SHARE = "Isi yang boleh diterima"
_KEYS = "Kunci"


def _receives(one: Enrolment) -> bool:
    return one.role == RECEIVER


@frozen(kw_only=True)
class Enrolment(Record):
    """One installation; its ``id`` is the installation's uid. Keys are public."""

    FORM: ClassVar[str] = "enrolment"
    TITLE: ClassVar[str] = "Pendaftaran laptop"
    VERSION: ClassVar[int] = 2

    officer_id: str | None = ask(Link("Petugas", to="officer", required=True, group=_WHO))
    role: str | None = ask(Choice("Peran", options=ROLES, required=True, group=_WHO))
    device_name: str | None = ask(Text("Nama", longest=200, group=_WHO, personal=True))
    state: str | None = ask(Choice("Keadaan", options=STATES, required=True, group=_WHO))
    since: date | None = ask(Day("Terdaftar sejak", required=True, group=_WHO))
    until: date | None = ask(Day("Berakhir", group=_WHO))
    reason: str | None = ask(Text("Alasan", longest=300, group=_WHO))
    replaces: str | None = ask(Text("Menggantikan laptop", longest=32, group=_WHO))
    verify_key: str | None = ask(Text("Kunci tanda tangan", required=True, longest=64, group=_KEYS))
    recipient: str | None = ask(Text("Kunci penerima", required=True, longest=100, group=_KEYS))

    share: str | None = ask(Choice("Boleh menerima", options=SHARES, group=_SHARE, when=_receives))
    share_reason: str | None = ask(
        Text("Dasar memberi data lengkap", longest=300, group=_SHARE, when=lambda one: one.share == WHOLE)
    )

    def rules(self) -> Iterator[Finding]:
        if self.since and self.until and self.until < self.since:
            yield Finding("until", "problem", "Tanggal berakhir mendahului tanggal pendaftaran.", "urutan")

    def name(self) -> str:
        return self.device_name or self.TITLE
