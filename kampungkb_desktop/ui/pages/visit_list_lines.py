"""The columns of the list of visits."""

from __future__ import annotations

from kampungkb_desktop.ui.pages.sending_words import STATE_COLUMN
from kampungkb_desktop.ui.record_table import Column


def columns(*, several_villages: bool, sent: bool) -> list[Column]:
    """What the list says of a visit; ``sent`` also whether the office has it."""
    desa = [Column("village", "Desa", 14, sortable=False)] if several_villages else []
    return [
        Column("day", "Tanggal", 12, firm=True),
        Column("name", "Keluarga", 20, stretch=True),
        Column("target", "Sasaran", 16, sortable=False, firm=True),
        Column("member", "Orang", 18, sortable=False, stretch=True),
        *desa,
        Column("rt", "RT", 5, sortable=False, extra=True),
        Column("due", "Berikutnya", 13, firm=True),
        Column("state", "Keadaan", 15, sortable=False, firm=True),
        *((STATE_COLUMN,) if sent else ()),
    ]
