"""The columns and lines of the list of kegiatan."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.receipts import Sending
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_activity import LEVELS
from kampungkb_desktop.forms.programme import ACTIVITY_OPTIONS
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store.lists.activities import ActivityRow
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.sending_words import sending_cell
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Row

COLUMNS = (
    Column("day", "Tanggal", 12, firm=True),
    Column("title", "Judul kegiatan", 30, stretch=True),
    Column("programme", "Kegiatan Inpres", 24, sortable=False),
    Column("village", "Desa/kelurahan", 15, sortable=False),
    Column("people", "Peserta", 8, Align.RIGHT, sortable=False),
    Column("photos", "Foto", 5, Align.RIGHT, sortable=False),
    Column("status", "Keadaan", 12, sortable=False, firm=True),
)


def line(one: ActivityRow, state: Sending | None, *, told: bool) -> Row:
    """An activity as a line; ``told``: the list says whether the office has it."""
    counted = [n for n in (one.male, one.female) if n is not None]
    people = sum(counted) if len(counted) == 2 or one.attended is None else one.attended
    done = one.status == DONE
    return Row(
        one.n,
        (
            short_date(date.fromisoformat(one.held_on)) if one.held_on else "tanpa tanggal",
            as_typed(one.title) or "(tanpa judul)",
            f"{one.kegiatan} {ACTIVITY_OPTIONS.label(one.kegiatan)}" if one.kegiatan else "–",
            _where(one),
            number(people) if counted or people else "–",
            number(one.photos) if one.photos else "–",
            Tag("Selesai", Tone.OK) if done else Tag("Draf", Tone.WARN),
            *((sending_cell(state),) if told else ()),
        ),
    )


def _where(one: ActivityRow) -> str:
    """The village, or how wide the activity was and how many villages took part."""
    place = regions.load().region(one.village) if one.village else None
    if one.village and one.level in (None, "desa"):
        return place.name if place else one.village
    wide = LEVELS.label(one.level) if one.level not in (None, "desa") else "Kabupaten/kota"
    return f"{wide} ({number(one.joined)} desa)" if one.joined else wide
