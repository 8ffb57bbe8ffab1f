"""The columns and lines of the list of families, and when a child is a toddler no more."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.receipts import Sending
from kampungkb_desktop.base.text import number
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.choices_family import ACTIVE
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.pages.family_words import card_number, family_tag, iso_short, rt_rw
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.sending_words import STATE_COLUMN, sending_cell
from kampungkb_desktop.ui.record_table import Align, Column, Row

_TODDLER_YEARS = 5


def columns(several_villages: bool, *, sent: bool) -> list[Column]:
    """What the list says of a family; ``sent`` also whether the office has it."""
    desa = [Column("village", "Desa", 14, sortable=False)] if several_villages else []
    return [
        Column("name", "Kepala keluarga", 18, stretch=True),
        Column("kk", "No. KK", 19, firm=True),
        *desa,
        Column("place", "RT/RW", 8, firm=True),
        Column("address", "Alamat", 16, sortable=False, stretch=True, extra=True),
        Column("members", "Jiwa", 5, Align.RIGHT, sortable=False, tip="Anggota yang tinggal di keluarga ini"),
        Column("last_visit", "Kunjungan", 12, firm=True),
        Column("state", "Keadaan", 19, sortable=False, firm=True),
        *((STATE_COLUMN,) if sent else ()),
    ]


def five_years_before(day: date) -> date:
    """The birth date of a child that is sixty months old tomorrow."""
    back = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return date.fromordinal(back.replace(year=day.year - _TODDLER_YEARS).toordinal() + 1)


def line(one: lists.FamilyRow, state: Sending | None, today: date, *, several: bool, told: bool) -> Row:
    """A family as a line; ``told``: the list says whether the office has it."""
    village = (village_name(one.village),) if several else ()
    sent = (sending_cell(state),) if told else ()
    return Row(
        one.n,
        (
            as_typed(one.head_name) or "(belum bernama)",
            card_number(one.kk),
            *village,
            rt_rw(one.rt, one.rw),
            as_typed(one.address),
            number(one.members),
            iso_short(one.last_visit),
            family_tag(one, today),
            *sent,
        ),
        faint=one.head_name is None or bool(one.restricted) or one.state not in (None, ACTIVE),
    )
