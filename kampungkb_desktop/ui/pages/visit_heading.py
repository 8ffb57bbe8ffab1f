"""What a record id of Kunjungan means, how a visit is named in the header, and what goes with one that is deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kampungkb_desktop.actions.photos import photos_of
from kampungkb_desktop.actions.record_states import state_of
from kampungkb_desktop.actions.restricting import family_called
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import VisitFile, begin_visit, open_visit
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store.read import joined
from kampungkb_desktop.ui.pages.family_words import address_line
from kampungkb_desktop.ui.pages.sending_words import head_words

OF_FAMILY = "baru:"


def heading_of(session: Session, file: VisitFile) -> tuple[str, str]:
    """Title and line under it: whose visit it is, where they live, and whether the office has it."""
    family = file.family
    name = family_called(family, file.members) if family is not None else "keluarga yang belum diterima"
    day = "" if file.new or file.visit.visited_on is None else f", {long_date(file.visit.visited_on)}"
    title = f"Kunjungan baru: {name}" if file.new else f"{name}{day}"
    sent = None if file.new else state_of(session, file.visit.FORM, file.visit.id)
    return title, head_words(address_line(family) if family is not None else "", sent)


def read_visit(session: Session, record_id: str, today: date) -> VisitFile | None:
    """What ``open_record`` means: a new visit of a family, or one that is there."""
    if not record_id.startswith(OF_FAMILY):
        return open_visit(session, record_id)
    family, _, rest = record_id.removeprefix(OF_FAMILY).partition("/")
    file = begin_visit(session, family, today)
    target, _, person = rest.partition("/")
    if file is None or not target:
        return file
    with session.database.read() as conn:
        met = joined.canonical_of(conn, Member.FORM, [person]).get(person, person) if person else None
    return replace(file, visit=file.visit.changed(target=target, member_id=met))


def delete_visit(session: Session, file: VisitFile) -> Saved:
    """Delete a visit with its measurement and photos, as one action."""
    return save(session, "Hapus kunjungan", [], [file.visit, *file.details, *photos_of(session, file.visit)])
