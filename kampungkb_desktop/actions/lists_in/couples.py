"""What a list says of a family's contraception and groups, as answers of the two dated forms. SIGA's recap asks in
other columns than the survey (IAS, IAT, TIAL; sasaran and kesertaan): here they become the survey's answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.households import Household
from kampungkb_desktop.actions.lists_in.readers import NO_METHOD
from kampungkb_desktop.actions.lists_in.targets import IAS, IAT, METHOD_KEY, MONTHS, PUS, TARGETED, TIAL
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.choices_family import LATER, NO_MORE, NOT_APPLICABLE, SOON
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.record import applies

_WISHES: Final = ((IAS, SOON), (IAT, LATER), (TIAL, NO_MORE))
_PLANNING, _DEVELOPMENT = "family_planning.", "family_development."


def planning_answers(home: Household, as_of: date) -> dict[str, Any]:
    """The answers of ``FamilyPlanning`` (without family and day); empty where the list says nothing of a couple."""
    said = home.answers
    found = {key.removeprefix(_PLANNING): value for key, value in said.items() if key.startswith(_PLANNING)}
    method = found.get("method")
    if method == NO_METHOD:
        del found["method"]
        found["using"] = False
    elif method is not None:
        found["using"] = True
    wishes = [wish for key, wish in _WISHES if said.get(key) is True]
    if wishes:
        found["wants_child"] = wishes[0]
        found.setdefault("using", False)
        if len(wishes) > 1 or found["using"]:
            _tell(
                home, "IAS, IAT, dan TIAL hanya untuk PUS bukan peserta KB, dan hanya satu di antaranya. Cocokkan lagi."
            )
    if found.get("using") is not None:
        found.setdefault("pregnant", False)
    if found.get("using") and said.get(MONTHS) is not None:
        found["using_since"] = month_shift(month_of(as_of), -int(said[MONTHS]))
    if not _worth(found, said.get(PUS)):
        return {}
    return _applying(home, found)


def development_answers(home: Household) -> dict[str, Any]:
    """The answers of ``FamilyDevelopment``; a family that is no target of a group has "tidak berlaku" there."""
    found = {
        key.removeprefix(_DEVELOPMENT): value for key, value in home.answers.items() if key.startswith(_DEVELOPMENT)
    }
    for group, target in TARGETED.items():
        if home.answers.get(target) is False and found.get(group) != "ya":
            found[group] = NOT_APPLICABLE
    return found if any(value != NOT_APPLICABLE for value in found.values()) else {}


def _worth(found: dict[str, Any], pus: bool | None) -> bool:
    """Whether this is a couple at all: a "tidak hamil" beside a child is none."""
    if pus is False:
        return any(found.get(name) for name in ("pregnant", "using"))
    return pus is True or any(value is not False for value in found.values())


def _applying(home: Household, found: dict[str, Any]) -> dict[str, Any]:
    """Only the answers whose question applies: no method beside a pregnancy."""
    record = FamilyPlanning(**found)
    kept = {name: value for name, value in found.items() if applies(record, name)}
    if "method" in found and "method" not in kept:
        _tell(home, "Sedang hamil, tetapi metode KB juga diisi. Metodenya tidak dimasukkan; cocokkan lagi.", METHOD_KEY)
    return kept


def _tell(home: Household, sentence: str, *keys: str) -> None:
    rows: Iterable[Any] = [row for row in home.rows if any(key in row.answers for key in keys)] or home.rows[:1]
    for row in list(rows)[:1]:
        row.say("", Level.CHECK, sentence)
