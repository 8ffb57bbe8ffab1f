"""What is asked about an activity beyond its own answers: names of days, instansi written although they are listed."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.rules.day_names import wrong_days
from kampungkb_desktop.rules.institution_words import listed

_TEXTS = ("title", "place", "description", "minutes")


def activity_findings(record: Record) -> Iterator[Finding]:
    """Cautions on an activity; nothing on any other record."""
    if not isinstance(record, Activity):
        return
    year = record.held_on.year if record.held_on else None
    for field in _TEXTS:
        for wrong in wrong_days(getattr(record, field), year)[:1]:
            yield Finding(field, "caution", wrong.sentence, "nama_hari")
    for name in record.own_institutions or ():
        code = listed(name)
        if code is not None:
            number = next((item.number for item in INSTITUTIONS.items if item.code == code), "")
            yield Finding(
                "own_institutions", "caution",
                f"“{name}” sudah ada dalam daftar: {number} {INSTITUTIONS.label(code)}. Centang di sana, lalu hapus "
                "di sini; keduanya dihitung satu instansi.", "instansi_terdaftar",
            )  # fmt: skip
            return
