"""How the due list is written: who, where, by when, and the tone of each."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions.due import DueBook, Line
from kampungkb_desktop.actions.due_rows import Place
from kampungkb_desktop.base.text import age_words, long_date, number, short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.rules.due import Due, Reason, Urgency, reason_names, week_end
from kampungkb_desktop.store.lists import DueName
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

WHOLE_FAMILY = "Keluarga"
SHOWN_REASONS = 2
"""Names of reasons in a line of the table; the panel tells all."""
Person = tuple[str | None, str | None]


def due_day_tag(day: date, today: date, urgency: Urgency = Urgency.USUAL) -> Tag:
    """By when, in two or three words; colour and shape say whether it is late."""
    days = (day - today).days
    if days < 0:
        return Tag(f"Lewat {number(-days)} hari", Tone.BAD, "clock")
    if urgency is Urgency.NOW:
        return Tag("Segera", Tone.BAD)
    if days == 0:
        return Tag("Hari ini", Tone.WARN, "clock")
    if day <= week_end(today):
        return Tag("Besok" if days == 1 else f"{days} hari lagi", Tone.WARN, "clock")
    return Tag(short_date(day), Tone.INFO, "calendar")


def due_sentence_day(reason: Reason, today: date) -> str:
    """When a reason was due, in a sentence."""
    late = reason.late(today)
    if late:
        return f"Tenggat {long_date(reason.due)}, lewat {number(late)} hari."
    return f"Tenggat {long_date(reason.due)}{', hari ini' if reason.due == today else ''}."


def who_words(due: Due, person: Person | None, today: date) -> str:
    """The person with age, or the family as a whole."""
    if not due.person:
        return WHOLE_FAMILY
    name, born = person or (None, None)
    said = as_typed(name) or "(belum bernama)"
    return f"{said}, {age_words(date.fromisoformat(born), today)}" if born else said


def head_words(home: DueName | None) -> str:
    """The head of the family."""
    return as_typed(home.head_name if home is not None else None) or "(belum bernama)"


def reason_words(due: Due, rule: str) -> str:
    """The reasons by name, the first ones, and how many more."""
    names = reason_names(rule)
    said = list(dict.fromkeys(names[one.code] for one in due.reasons))
    more = len(said) - SHOWN_REASONS
    return ", ".join(said[:SHOWN_REASONS]) + (f" +{more}" if more > 0 else "")


def target_words(due: Due) -> str:
    """The sasaran of the visit to be made."""
    return TARGET.label(due.first.target)


def place_words(place: Place) -> str:
    """The heading over the lines of an RT."""
    rt = f"RT {place.rt}" if place.rt else "RT belum dicatat"
    return f"{rt}, RW {place.rw}" if place.rw else rt


def group_words(lines: list[Line], book: DueBook) -> str:
    """How many there are in an RT, and how many of them are late."""
    late = sum(line.due.due < book.today for line in lines)
    return f"{number(len(lines))} orang" + (f", {number(late)} terlambat" if late else "")


def tone_of(reason: Reason, today: date) -> Tone:
    """Late and urgent things stand out; routine stays calm."""
    if reason.urgency is Urgency.NOW or reason.late(today):
        return Tone.BAD
    return Tone.WARN if reason.urgency is Urgency.SOON else Tone.INFO
