"""Institution and activities of a village as its summary prints them."""

from __future__ import annotations

from collections import Counter

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary_people import draft_words
from kampungkb_desktop.actions.summary_photos import photos
from kampungkb_desktop.base.text import month_name, month_of
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.forms.choices_village import DATA_KINDS, FREQUENCY, FUNDS, GUIDES, REGULATIONS
from kampungkb_desktop.forms.institution import MECHANISMS, OWNED, InstitutionProfile
from kampungkb_desktop.forms.kinds import Options
from kampungkb_desktop.forms.programme import PROGRAMMES, programme_of
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.report import summary_content as paper
from kampungkb_desktop.rules.figures_village import VillageState
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists.activities import activity_ids, activity_rows


def institution(profile: InstitutionProfile | None) -> paper.Institution:
    """The institution profile in force; a list left empty in a finished profile means none."""
    found = profile or InstitutionProfile()
    return paper.Institution(
        working_group=found.has_pokja,
        decree=found.pokja_decree if found.has_pokja else None,
        members=found.pokja_members if found.has_pokja else None,
        trained=found.pokja_trained if found.has_pokja else None,
        training=found.pokja_training,
        trained_members=found.pokja_trained_members,
        facilities=tuple(paper.Facility(label, getattr(found, name)) for name, label in OWNED),
        funds=_labels(FUNDS, found.funds, none=found.status == DONE),
        regulations=_labels(REGULATIONS, found.regulations, none=found.has_regulation is False),
        plan=found.has_plan,
        data_use=_labels(DATA_KINDS, found.data_kinds, none=found.has_plan is False or found.uses_data is False),
        accompanied=found.has_pkb,
        companion=found.pkb_name,
        companion_number=found.pkb_nip if found.has_pkb else None,
        companion_phone=found.pkb_phone,
        directed_by=found.guided_by_other or GUIDES.label(found.guided_by) or None,
        mechanisms=tuple(_mechanism(found, name, label) for name, label in MECHANISMS),
        source=f"Diisi di Profil {month_name(found.month)}{draft_words(found)}" if found.month else None,
    )


MOST_LINES = 14
"""Activities named one by one; a busier month counts the rest."""


def held_in(conn: Connection, village: str) -> list[Activity]:
    """The activities a village held or took part in, the earliest first."""
    here = [row.id for row in activity_rows(conn, activity_ids(conn, villages=[village], descending=False))]
    found = read.by_ids(conn, Activity, here)
    return [found[one] for one in here]


def activities(
    conn: Connection, session: Session, held: list[Activity], state: VillageState, month: str
) -> paper.Activities:
    """Activities of the month one by one, and how many each sub-programme had in the month and in the year so far."""
    dated = [(month_of(a.held_on), a) for a in held if a.held_on is not None]
    year = [(when, a) for when, a in dated if when[:4] == month[:4] and when <= month]
    now = [a for when, a in dated if when == month]
    by_programme = Counter((_programme(a), when == month) for when, a in year)
    return paper.Activities(
        programmes=tuple(
            paper.Programme(
                code=one.code, label=one.label, this_month=by_programme[one.code, True],
                this_year=by_programme[one.code, True] + by_programme[one.code, False],
            )
            for one in PROGRAMMES
        ),
        lines=tuple(_line(a) for a in now[:MOST_LINES]),
        more=max(0, len(now) - MOST_LINES),
        photos=photos(conn, session, now),
        agencies_total=None if state.agencies is None else len(set(state.agencies)),
        source=f"Dihitung dari catatan kegiatan sampai {month_name(month)}" if held else None,
    )  # fmt: skip


def _line(activity: Activity) -> paper.ActivityLine:
    assert activity.held_on is not None
    return paper.ActivityLine(
        held_on=activity.held_on,
        title=f"{activity.title or 'Tanpa judul'}{draft_words(activity)}",
        place=activity.place,
        programme=_programme(activity),
        participants=participants(activity),
        agencies=tuple(_agencies(activity)),
    )


def _agencies(activity: Activity) -> list[str]:
    """In the order of the official list; an agency that is not on it by its own name."""
    chosen = set(activity.institutions or ())
    known = [INSTITUTIONS.label(code) for code in INSTITUTIONS.codes() if code in chosen and code != "lainnya"]
    if "lainnya" in chosen:
        known.append(activity.institutions_other or "lainnya")
    return known + sorted(chosen - set(INSTITUTIONS.codes())) + list(activity.own_institutions or ())


def _programme(activity: Activity) -> str | None:
    found = programme_of(activity.kegiatan) if activity.kegiatan else None
    return found.code if found else None


def _mechanism(profile: InstitutionProfile, name: str, label: str) -> paper.Mechanism:
    often = getattr(profile, f"{name}_frequency")
    words = getattr(profile, f"{name}_other") if often == "lainnya" else FREQUENCY.label(often)
    return paper.Mechanism(label, getattr(profile, f"{name}_done"), words or None)


def _labels(options: Options, codes: tuple[str, ...] | None, *, none: bool) -> tuple[str, ...] | None:
    """Chosen options in the order of the paper form; empty when ``none`` says that there is none."""
    if not codes:
        return () if none else None
    known = options.codes()
    listed = [code for code in known if code in codes] + [code for code in codes if code not in known]
    return tuple(options.label(code) for code in listed)
