"""What was begun on a visit and has not ended: referrals (rujukan) and applications for social aid (bansos).

Pure readings of the visits themselves; nothing is stored twice. When one is called old stands in
``resources/rules/pendampingan-*.toml`` and is this programme's own measure, not a decree's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_visit import RECEIVED, SOCIAL_AID
from kampungkb_desktop.forms.visit import Visit, referral_open, social_aid_open
from kampungkb_desktop.rules.signs import limits as limits_of

Kind = Literal["rujukan", "bansos"]
KIND_WORDS: Final[dict[Kind, str]] = {"rujukan": "Rujukan", "bansos": "Bantuan sosial"}


def old_after(kind: Kind, on: date) -> int:
    """The days after which one is called old."""
    return int(limits_of("rujukan_terbuka", on)[f"lama_{kind}"])


@frozen
class OpenCase:
    """One thing still open: the visit that began it, what it is, and since when (``None`` = visit without a day)."""

    visit: Visit
    kind: Kind
    what: str
    """Where to, or which aid; empty where it was not written down."""

    @property
    def since(self) -> date | None:
        """The day of the visit that began it."""
        return self.visit.visited_on

    @property
    def key(self) -> str:
        """One name for the case: a visit may have begun one of each kind."""
        return f"{self.kind}:{self.visit.id}"

    def days(self, on: date) -> int | None:
        """Whole days open on a day; never less than 0."""
        return None if self.since is None else max(0, (on - self.since).days)

    def old(self, on: date) -> bool:
        """Whether it has been open so long that somebody should ask after it."""
        days = self.days(on)
        return days is not None and days >= old_after(self.kind, on)

    def words(self, on: date) -> str:
        """``Rujukan ke Puskesmas Teluk Bayur, terbuka 12 hari``."""
        towards = (" ke " if self.kind == "rujukan" else ": ") + self.what if self.what else ""
        days = self.days(on)
        return f"{KIND_WORDS[self.kind]}{towards}" + ("" if days is None else f", terbuka {number(days)} hari")


def open_cases(visits: Iterable[Visit]) -> tuple[OpenCase, ...]:
    """Everything open among some visits, the longest open first; those of a visit without a day come last."""
    found = [case for visit in visits for case in _cases(visit)]
    return tuple(sorted(found, key=lambda case: (case.since or date.max, case.visit.id, case.kind)))


def closed(case: OpenCase, on: date, result: str, note: str | None = None) -> Visit:
    """The visit as it stands once the case has ended. ``result`` is a code of ``CLOSURE``; what arrived counts as
    "Ya, sudah mendapatkan" from then on, what was refused or given up keeps how it began."""
    visit = case.visit
    if case.kind == "rujukan":
        answer = RECEIVED if result == RECEIVED else visit.referral
        return visit.changed(
            referral=answer, referral_closed_on=on, referral_result=result, referral_note=note or None
        )  # fmt: skip
    answer = RECEIVED if result == RECEIVED else visit.social_aid
    return visit.changed(
        social_aid=answer, social_aid_closed_on=on, social_aid_result=result, social_aid_note=note or None
    )  # fmt: skip


def _cases(visit: Visit) -> Iterable[OpenCase]:
    if referral_open(visit):
        yield OpenCase(visit, "rujukan", visit.referral_to or "")
    if social_aid_open(visit):
        kinds = [SOCIAL_AID.label(code) for code in visit.social_aid_kinds or () if code != "lainnya"]
        if visit.social_aid_other:
            kinds.append(visit.social_aid_other)
        yield OpenCase(visit, "bansos", ", ".join(kinds))
