"""What the portal asks of a Kampung KB, screen by screen in its order, with what is to be typed there (domain.md
1.1–1.4 and 3): figures without thousands marks, choices in the portal's words.

Pure: the records are handed in. What is not recorded is an empty text, never a nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, month_name
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.institution import MECHANISMS, OWNED, InstitutionProfile
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Kind, YesNo
from kampungkb_desktop.forms.monthly import POKTAN, MonthlySnapshot, portal_roll_up
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot
from kampungkb_desktop.forms.record import Record, applies, fields_of
from kampungkb_desktop.forms.village import Village

IDENTITY, PROFILE, POPULATION, MONTHLY, ACTIVITY = "identitas", "profil", "kependudukan", "kkbpk", "kegiatan"
_BY_AGE: Final = "Penduduk menurut umur"
_COUNTS: Final = (
    "pus", "families", "adolescents", "families_toddler", "families_adolescent", "families_elderly",
)  # fmt: skip
_IDENTITY: Final = ("kkb_name", "launched_on", "coverage", "rw", "latitude", "longitude", "description")
_SUPPORT: Final = (
    "funds", "has_pokja", "pokja_decree", "pokja_members", "pokja_trained", "pokja_training", "pokja_trained_members",
    "has_pkb", "pkb_nip", "guided_by", "guided_by_other", "pkb_name", "pkb_phone", "has_regulation", "regulations",
    "has_plan", "uses_data", "data_kinds",
)  # fmt: skip
_ACTIVITY: Final = (
    "title", "held_on", "place", "targets", "targets_other", "institutions", "institutions_other", "description",
)  # fmt: skip


@frozen
class Line:
    """One field of the portal: ``text`` is what is to be typed, "" for what is not recorded."""

    key: str
    label: str
    text: str
    group: str = ""


@frozen
class Screen:
    """One page of the portal for one time. ``record`` is the record that it comes from, "" where there is none."""

    code: str
    title: str
    period: str
    told: str
    record: str
    lines: tuple[Line, ...]


def screens(
    kampung: Village | None,
    profile: InstitutionProfile | None,
    population: PopulationSnapshot | None,
    monthly: MonthlySnapshot | None,
    activities: Iterable[Activity],
) -> tuple[Screen, ...]:
    """Every screen in the portal's order; one without a record has its lines empty."""
    return (
        _identity(kampung or Village(), known=kampung is not None),
        _profile(profile or InstitutionProfile()),
        _population(population or PopulationSnapshot()),
        _monthly(monthly or MonthlySnapshot()),
        *(_activity(one) for one in activities),
    )


def _identity(kampung: Village, *, known: bool) -> Screen:
    return Screen(IDENTITY, "Identitas kampung", "", "", kampung.id if known else "", _lines(kampung, _IDENTITY))


def _profile(profile: InstitutionProfile) -> Screen:
    owned = [Line(name, label, _text(fields_of(type(profile))[name], getattr(profile, name)), "Sarana dan prasarana")
             for name, label in OWNED]  # fmt: skip
    support = _lines(profile, _SUPPORT, "Dukungan terhadap Kampung KB")
    names = [n for done, _ in MECHANISMS for n in (f"{done}_done", f"{done}_frequency", f"{done}_other")]
    work = _lines(profile, names, "Mekanisme operasional")
    told = month_name(profile.month) if profile.month else ""
    return Screen(PROFILE, "Profil kelembagaan", profile.month or "", told, profile.id, (*owned, *support, *work))


def _population(snapshot: PopulationSnapshot) -> Screen:
    ages = [
        Line(name := f"{sex}_{group}", f"{_ages(group)}, {words}", _figure(getattr(snapshot, name)), _BY_AGE)
        for group in AGE_GROUPS
        for sex, words in (("male", "pria"), ("female", "wanita"))
    ]
    on = snapshot.as_of
    period, told = (on.isoformat(), long_date(on)) if on else ("", "")
    counts = _lines(snapshot, _COUNTS, "Keluarga")
    return Screen(POPULATION, "Kependudukan", period, told, snapshot.id, (*ages, *counts))


def _monthly(snapshot: MonthlySnapshot) -> Screen:
    typed = portal_roll_up(snapshot)
    poktan = [Line(name, label, _figure(getattr(snapshot, name)), "Partisipasi poktan") for name, label in POKTAN]
    methods = [Line(name, label, _figure(count), "Peserta KB") for name, label, count in typed.methods]
    reasons = [Line(name, label, _figure(count), "PUS bukan peserta KB") for name, label, count in typed.reasons]
    bpjs = Line("bpjs", "Pengguna BPJS", _figure(snapshot.bpjs), "Jaminan kesehatan")
    told = month_name(snapshot.month) if snapshot.month else ""
    lines = (*poktan, *methods, *reasons, bpjs)
    return Screen(MONTHLY, "Bangga Kencana (KKBPK)", snapshot.month or "", told, snapshot.id, lines)


def _activity(one: Activity) -> Screen:
    told = long_date(one.held_on) if one.held_on else ""
    came = Line("attended", "Jumlah hadir", _figure(participants(one)))
    return Screen(ACTIVITY, one.name(), one.id, told, one.id, (*_lines(one, _ACTIVITY), came))


def _lines(record: Record, names: Sequence[str], group: str = "") -> tuple[Line, ...]:
    return tuple(_asked(record, names, group))


def _asked(record: Record, names: Iterable[str], group: str) -> Iterator[Line]:
    """The questions that apply: the portal does not ask the others either."""
    kinds = fields_of(type(record))
    for name in names:
        if applies(record, name):
            yield Line(name, kinds[name].label, _text(kinds[name], getattr(record, name)), group)


def _text(kind: Kind, answer: object) -> str:
    match kind, answer:
        case _, None:
            return ""
        case YesNo(), bool():
            return kind.yes if answer else kind.no
        case Choice(), str():
            return kind.options.label(answer)
        case Choices(), tuple():
            return "; ".join(kind.options.label(code) for code in kind.options.codes() if code in answer)
        case Day(), date():
            return f"{answer.day:02d}/{answer.month:02d}/{answer.year}"
        case _:
            return str(answer)


def _ages(group: str) -> str:
    low, _, high = group.partition("_")
    return f"{low}–{high} tahun" if high else f"{low}+ tahun"


def _figure(count: int | None) -> str:
    return "" if count is None else str(count)
