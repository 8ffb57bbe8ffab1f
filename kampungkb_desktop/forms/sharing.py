"""What may leave the office without names, answer by answer: the one place to look it up (UU 27/2022, decision 0015).

Nothing leaves that is not listed: a new form or a new text is private until somebody writes it here. A verdict never
changes once a version has been given out, for a change that was sent with an answer may not come again without it.
"""

from __future__ import annotations

from typing import Final, Literal

from kampungkb_desktop.forms.kinds import (
    Choice,
    Choices,
    Day,
    Digits,
    Kind,
    Link,
    Measure,
    Month,
    Number,
    Place,
    Text,
    YesNo,
)

NAMELESS: Final = "tanpa_nama"
RECAP: Final = "rekap"
WHOLE: Final = "lengkap"
Share = Literal["lengkap", "tanpa_nama", "rekap"]

OF_VILLAGES = frozenset({
    "village", "population", "monthly", "institution", "official_class", "activity", "method_service", "poktan",
    "data_house", "regulation", "award", "work_plan", "plan_line", "problem",
})  # fmt: skip
"""Forms about a village or an area: they go into both kinds of files, their texts emptied."""
OF_PEOPLE = frozenset({
    "family", "member", "family_planning", "family_development", "mutation", "risk_verification", "visit",
    "measurement", "catin", "pregnancy", "postpartum", "adolescent", "served_family", "alias",
})  # fmt: skip
"""Forms about families and persons: only without names, never in a recap."""
NEVER = frozenset({
    "officer", "assignment", "enrolment", "office", "attachment", "attendee", "minute_item", "pokja_member",
    "deadline_done", "portal_entry", "not_same", "office_rule", "region_change", "pdp_request", "device_loss",
    "retention_keep", "erasure", "erasure_word", "officer_report",
})  # fmt: skip
"""Forms that are about a named person, are a photo, or are the office's own business."""

FORMS_OF: dict[str, frozenset[str]] = {NAMELESS: OF_VILLAGES | OF_PEOPLE, RECAP: OF_VILLAGES}

GIVEN_OUT: dict[str, int] = {"activity": 2, "family": 2, "member": 3, "monthly": 2, "village": 3, "visit": 2}
"""The versions under which the first program gave out whatever an older one had written. A later version is told as
it was written under: raising the version of a form must not change the changes that are with a receiver already."""

_NAME = r"(?!.*\d(?:[ .,/\-]?\d){5})[^\x00-\x1f]{1,100}"
_CLOCK = r"\d{1,2}(?:[.:]?\d{2})?"
OPEN_TEXTS: dict[tuple[str, str], str] = {
    ("village", "kkb_name"): _NAME,  # public, and what people call the village by; never with a number of a person
    ("village", "rw"): r"\d{1,3}",
    ("activity", "starts_at"): _CLOCK, ("activity", "ends_at"): _CLOCK,
    ("risk_verification", "computed_by"): r"[a-z0-9][a-z0-9._-]{0,39} · [a-z0-9_]{1,40}",  # written by the program
}  # fmt: skip
"""The only texts that leave, each only in the shape of what is asked: whatever else was typed there stays. Numbers of
decrees, registers and groups stay too: figures need that there is one, and its date and kind say so. A shape
is asked and no list of names, for a change must come out the same for ever, and who is on record changes."""
LABELS: dict[tuple[str, str], str] = {
    ("family", "head_name"): "Tanpa nama", ("member", "full_name"): "Tanpa nama", ("activity", "title"): "Kegiatan",
    ("poktan", "group_name"): "Kelompok", ("work_plan", "title"): "Rencana", ("plan_line", "title"): "Kegiatan",
    ("award", "title"): "Penghargaan", ("problem", "problem"): "Masalah",
}  # fmt: skip
"""Texts that become a word and the record's pseudonym, so that lists have something to call it by."""
DROPPED = frozenset({
    ("member", "religion"), ("member", "nik_missing"), ("family", "legal_basis"), ("member", "restricted"),
    ("member", "restricted_on"),
})  # fmt: skip
"""Choices that no figure needs."""
EXACT_DAYS = frozenset({
    ("visit", "visited_on"), ("visit", "next_visit_on"), ("measurement", "measured_on"), ("catin", "measured_on"),
    ("pregnancy", "measured_on"), ("postpartum", "measured_on"), ("adolescent", "measured_on"),
    ("family_planning", "as_of"), ("family_development", "as_of"), ("risk_verification", "verified_on"),
    ("family", "welfare_on"),
})  # fmt: skip
"""Days of work, not of life: growth and monthly counts need them. Every other day about people is made coarse."""

Verdict = Literal["drop", "text", "number", "date", "label", "link", "coarse", "codes", "place"]


def telling_name(name: str | None) -> str:
    """A name, "" where it is only the label of somebody who came without one: it says nothing of who that is."""
    return "" if name is None or name.startswith(LABELS["family", "head_name"] + " ") else name


def verdict(form: str, name: str, kind: Kind) -> Verdict:
    """What becomes of one answer of a shared form."""
    key = form, name
    if key in LABELS:
        return "label"
    if key in DROPPED or name in ("latitude", "longitude"):
        return "drop"
    match kind:
        case Text() | Digits():
            return "text" if key in OPEN_TEXTS else "drop"
        case Day():
            return "date" if form in OF_VILLAGES or key in EXACT_DAYS else "coarse"
        case Link(to=to):
            return "link" if to in FORMS_OF[NAMELESS] else "drop"
        case _:
            return next((rule for kinds, rule in _BY_KIND if isinstance(kind, kinds)), "drop")


_BY_KIND: tuple[tuple[tuple[type[Kind], ...], Verdict], ...] = (
    ((Number, Measure, YesNo), "number"),
    ((Month,), "date"),
    ((Choice, Choices), "codes"),
    ((Place,), "place"),
)
