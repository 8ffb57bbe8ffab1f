"""What a visit's sheet knows of before: the visit before, the last record of the person, a child's measurings, and what
is still open. Read when first asked for and kept until the sheet is told to forget."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from kampungkb_desktop.actions.family_file import child_file
from kampungkb_desktop.actions.referrals import family_cases
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail, earlier_detail, earlier_visit, school_checks
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import OpenCase

T = TypeVar("T")


class Past:
    """Earlier records, by person and sasaran."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[Hashable, Any] = {}

    def forget(self) -> None:
        """Another visit, or records were written elsewhere."""
        self._known.clear()

    def visit(self, visit: Visit) -> Visit | None:
        """The visit before this one."""
        return self._once(("visit", _of(visit)), lambda: earlier_visit(self.session, visit))

    def detail(self, visit: Visit) -> Detail | None:
        """The person's last record of what is measured on such a visit."""
        form = DETAIL_FORMS.get(visit.target or "")
        if form is None or visit.member_id is None:
            return None
        member = visit.member_id
        return self._once(("detail", _of(visit)), lambda: earlier_detail(self.session, form, member, visit))

    def measured(self, visit: Visit, child: Member | None) -> tuple[ChildMeasurement, ...]:
        """A young child's measurings of other visits, oldest first."""
        if child is None or DETAIL_FORMS.get(visit.target or "") is not ChildMeasurement:
            return ()
        found = self._once(("measured", child.id), lambda: child_file(self.session, child).measured)
        every = (one.measurement for one in found)
        return tuple(one for one in every if one.visit_id != visit.id)

    def school(self, visit: Visit, person: Member | None) -> tuple[AdolescentCheck, ...]:
        """An older child's checks of other visits, oldest first."""
        if person is None or DETAIL_FORMS.get(visit.target or "") is not AdolescentCheck:
            return ()
        found = self._once(("school", person.id), lambda: school_checks(self.session, person))
        return tuple(one for one in found if one.visit_id != visit.id)

    def cases(self, visit: Visit) -> tuple[OpenCase, ...]:
        """What earlier visits to the family began and nobody closed."""
        found = self._once(("cases", visit.family_id), lambda: family_cases(self.session, visit.family_id))
        return tuple(case for case in found if case.visit.id != visit.id)

    def _once(self, key: Hashable, read: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = read()
        known: T = self._known[key]
        return known


def _of(visit: Visit) -> tuple[str, str | None, str | None, date | None]:
    return visit.id, visit.target, visit.member_id, visit.visited_on
