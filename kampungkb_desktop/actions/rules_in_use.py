"""What the office says of rules and regions, read when data are opened and put in use beside what came
with the program. What this program cannot read is left out; the list of rules names it (``office_rules``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.areas import OF_THE_OFFICE
from kampungkb_desktop.forms.office_rule import WITHDRAWN, OfficeRule
from kampungkb_desktop.forms.region_change import RegionChange
from kampungkb_desktop.forms.regions import Regions
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.ruleset import RuleSet, Shelf
from kampungkb_desktop.store import read

FORMS = OF_THE_OFFICE
"""Of these forms everything depends that judges or names places."""


@frozen
class InUse:
    """What judges and names places from now on. ``mark`` changes with what it was made of."""

    mark: str = ""
    shelf: Shelf = ruleset.BUILT_IN
    places: Regions | None = None


def in_use(session: Session, *, but: str | None = None) -> InUse | None:
    """What the database says is to be used today; ``None`` where that is what ``but`` marks."""
    today = day_of(session.clock())
    with session.database.read() as conn:
        said, places = read.records(conn, OfficeRule), read.records(conn, RegionChange)
    mark = _mark(said, places, today)
    if mark == but:
        return None
    loaded = [rule for one in said if one.state != WITHDRAWN and (rule := read_rule(one)[0]) is not None]
    return InUse(mark, ruleset.shelf_of(loaded) if loaded else ruleset.BUILT_IN, _places(places, today))


def put_in_use(found: InUse) -> None:
    """Judge and name places so from now on, in this thread and in the work it hands out."""
    ruleset.use(found.shelf)
    regions.use(found.places)


def read_rule(one: OfficeRule) -> tuple[RuleSet | None, str]:
    """The version a record holds, else why it cannot be used."""
    from kampungkb_desktop.rules import rule_file  # noqa: PLC0415  start-up time: few offices have any

    try:
        return rule_file.read(one.text or ""), ""
    except KnownError as error:
        return None, error.sentence


def _places(said: Sequence[RegionChange], today: date) -> Regions | None:
    if not said:
        return None
    from kampungkb_desktop.forms.region_changes import changed  # noqa: PLC0415  start-up time: few offices have any

    return changed(regions.shipped(), said, today).regions


def _mark(said: Sequence[OfficeRule], places: Sequence[RegionChange], today: date) -> str:
    """Changes with every answer, and with the day where places change by date; "" for nothing of the office's."""
    if not said and not places:
        return ""
    words = f"{today if places else ''}{sorted(map(repr, (*said, *places)))}"
    return hashlib.sha256(words.encode()).hexdigest()
