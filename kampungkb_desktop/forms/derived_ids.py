"""Records whose id follows from others: two people who make the same one without knowing of each other make one record.

Asked where such a record turns up from a second village, because what it is about has moved (``bundle.rights``).

Also the id under which a record goes on that an erasure has emptied and written anew: every laptop knows it from the
old one, so nothing has to be told (decision 0045)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.alias import Alias, alias_id
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.not_same import NotSame, not_same_id
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.risk_verification import RiskVerification, verification_id

Owned = tuple[str, tuple[str, ...]]
"""An id, and the records that it follows from."""


def _of_family(values: Mapping[str, Scalar]) -> Owned | None:
    family, year, half = (values.get(name) for name in ("family_id", "year", "half"))
    if not isinstance(family, str) or not isinstance(year, int) or half not in ("1", "2"):
        return None
    return verification_id(family, Semester(year, int(str(half)))), (family,)


def _of_pair(values: Mapping[str, Scalar]) -> Owned | None:
    of, one, other = (values.get(name) for name in ("of", "first", "second"))
    if not isinstance(of, str) or not isinstance(one, str) or not isinstance(other, str):
        return None
    return not_same_id(of, one, other), (one, other)


def _of_joined(values: Mapping[str, Scalar]) -> Owned | None:
    one, other = values.get("a_id"), values.get("b_id")
    if not isinstance(one, str) or not isinstance(other, str):
        return None
    return alias_id(one, other), (one, other)


def _of_visit(form: str) -> Callable[[Mapping[str, Scalar]], Owned | None]:
    def found(values: Mapping[str, Scalar]) -> Owned | None:
        visit = values.get("visit_id")
        return (derived_id(visit, form), (visit,)) if isinstance(visit, str) else None

    return found


_DETAILS = (AdolescentCheck, CatinCheck, ChildMeasurement, PostpartumCheck, PregnancyCheck)
_RULES: Final = {
    RiskVerification.FORM: _of_family,
    NotSame.FORM: _of_pair,
    Alias.FORM: _of_joined,
    **{form.FORM: _of_visit(form.FORM) for form in _DETAILS},
}


_GENERATIONS = 8
"""So often, and no more, one record is looked for that was written anew."""


def renewed_id(record: str) -> str:
    """The id under which a record goes on that an erasure has written anew."""
    return derived_id("ditulis ulang", record)


def follows_from(form: str, record: str, values: Mapping[str, Scalar]) -> tuple[str, ...]:
    """The records whose ids alone make this record's id, by these answers; none where it is an id of its own."""
    rule = _RULES.get(form)
    owned = rule(values) if rule else None
    if owned is None:
        return ()
    known, wanted = owned[0], owned[1]
    for _ in range(_GENERATIONS):
        if known == record:
            return wanted
        known = renewed_id(known)
    return ()
