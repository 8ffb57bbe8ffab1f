"""People of a family that were typed half-way: they stand in its list until they are saved or thrown away, and
throwing away what was typed is asked for. And who may be the mother of one of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.family_file import FamilyFile
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.choices_family import WOMAN
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.dialogs import confirm


def half_typed(session: Session, file: FamilyFile) -> list[Member]:
    """What stands in drafts of people of this family, saved ones among them; the latest first."""
    kept = (one.record for one in drafts.open_drafts(session))
    return [one for one in kept if isinstance(one, Member) and one.family_id == file.family.id]


def unsaved(file: FamilyFile, half: list[Member]) -> list[Member]:
    """Those of them that were never saved."""
    saved = {one.id for one in file.members}
    return [one for one in half if one.id not in saved]


def mothers(people: Iterable[Member], shown: Member | None) -> list[tuple[str, str]]:
    """The women of the family that may be the mother of the one shown."""
    return [(one.id, one.name()) for one in people if one.sex == WOMAN and (shown is None or one.id != shown.id)]


def thrown_away(owner: QWidget, session: Session, person: Record) -> bool:
    """Forget somebody who was never saved, after a question where anything was typed; True when nothing is left."""
    if drafts.restore(session, Member, person.id) is None:
        return True
    name = person.full_name if isinstance(person, Member) else None
    who = f"Buang isian {name}?" if name else "Buang isian orang ini?"
    if not confirm(owner, who, "Orang ini belum tersimpan. Yang sudah diketik tidak dapat dikembalikan.", "&Buang"):
        return False
    drafts.drop(session, Member, person.id)
    return True
