"""Which answers of the last visit may be said again with one key: habits and surroundings that mostly stay as they are.

What is measured, examined, counted, dated or given at a visit is a new fact every time and is never said again; nor is
a referral or an aid, for saying it again would begin a second one (``rules.open_referrals``).
"""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.kinds import Answer, Choice, Choices, Digits, Kind, Text, YesNo
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.visit import Visit

HOLDS: Final[dict[type[Record], tuple[str, ...]]] = {
    Visit: (
        "counselling", "support_received", "smoke_exposure", "mbg", "water", "water_other", "latrine", "latrine_other",
        "visited_by", "phone",
    ),
    ChildMeasurement: ("exclusive_breastfeeding", "breastfed", "complementary_food", "mother_kb", "immunisations"),
    PregnancyCheck: ("illnesses", "illness_other"),
    PostpartumCheck: ("exclusive_breastfeeding", "postpartum_kb", "kb_method"),
    CatinCheck: ("role", "smoker", "smoke_exposure"),
    AdolescentCheck: ("in_school", "pik_r", "smoker"),
}  # fmt: skip
"""Said again all at once, where the question is not answered yet."""
_ONE_BY_ONE: Final = (YesNo, Choice, Choices, Text, Digits)
_NEVER: Final = frozenset({
    "target", "member_id", "position", "oedema", "delivered", "mother_alive", "hb_checked", "protein_urine", "moves",
    "phase", "kka_filled", "kka_result", "posyandu_this_month", "bkb_this_month", "findings", "babies", "baby_state",
})  # fmt: skip
_CASES: Final = ("referral", "social_aid")


def may_be_said_again(name: str, kind: Kind) -> bool:
    """Whether this one answer may be taken over when it is asked for by itself."""
    return isinstance(kind, _ONE_BY_ONE) and name not in _NEVER and not name.startswith(_CASES)


def said_again(now: Record, before: Record | None) -> dict[str, Answer]:
    """The answers of ``before`` that may stand again in ``now``, where ``now`` says nothing yet."""
    if before is None or type(before) is not type(now):
        return {}
    names = [name for name in HOLDS.get(type(now), ()) if name in fields_of(type(now))]
    answers = {name: getattr(before, name) for name in names if getattr(now, name) in (None, ())}
    return {name: answer for name, answer in answers.items() if answer not in (None, ())}
