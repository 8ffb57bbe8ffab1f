"""Which records a place of the window shows, as the list of what was opened lately keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.actions import recent
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.forms.regions import is_village_code

_FORM_OF = {"keluarga": recent.FAMILY, "kunjungan": recent.VISIT, "kegiatan": recent.ACTIVITY,
            "kampung": recent.VILLAGE}  # fmt: skip


def opened_in(page: str, record: str | None) -> Iterator[tuple[str, str]]:
    """The records (form, id) that a place shows; none for lists and for what is only begun."""
    form = _FORM_OF.get(page)
    if form is None or not record:
        return
    key, _, rest = record.partition("/")
    if form == recent.VILLAGE:
        if is_village_code(key):
            yield form, key
    elif is_id(key):
        part, _, person = rest.partition("/")
        if form == recent.FAMILY and part == "anggota" and is_id(person):
            yield recent.PERSON, person
        yield form, key
