"""When a family as a whole is to be visited: planned visits, drafts, referrals and aid under way, KRS, and KB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kampungkb_desktop.base.text import long_date, month_name, month_of
from kampungkb_desktop.forms.choices_family import LATER, NO_MORE
from kampungkb_desktop.forms.choices_visit import BRIDE_GROOM, GENERAL, POSTPARTUM, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.rules.days import last_of, month_end, month_index, months_after
from kampungkb_desktop.rules.due_children import youngest
from kampungkb_desktop.rules.due_mothers import expectant, new_mothers
from kampungkb_desktop.rules.due_rows import Home, Reason, VisitMade
from kampungkb_desktop.rules.figures_couples import is_husband, is_wife_of_pus
from kampungkb_desktop.rules.figures_rows import PersonRow, months

MARRIED_NEWLY = "menikah"
"""The mutation of somebody who married."""


def family_reasons(home: Home) -> Iterator[Reason]:
    """Every reason that does not follow from a pregnancy, a birth, a wedding or a child's growth."""
    yield from _planned(home)
    for visit in home.visits:
        yield from _unfinished(home, visit)
    if home.household.at_risk is not None:
        yield from _at_risk(home, home.household.at_risk)
    wife = next((one for one in home.people if is_wife_of_pus(one, home.today)), None)
    if wife is not None and any(is_husband(one) for one in home.people):
        yield from _planning(home, wife)


def _planned(home: Home) -> Iterator[Reason]:
    """The next visit that the last one to the same person named."""
    last: dict[str | None, VisitMade] = {one.person: one for one in home.visits}
    for person, visit in last.items():
        if visit.next_on is None or visit.on is None or (person is not None and home.person(person) is None):
            continue
        sentence = f"Direncanakan {long_date(visit.next_on)} pada kunjungan {long_date(visit.on)}."
        target = fitting_target(home, person, visit.target)
        yield home.reason("janji", person, target, visit.next_on, sentence, "visit", visit.id)


def fitting_target(home: Home, person: str | None, target: str | None) -> str:
    """The sasaran of a next visit: an expectant mother may have become a new mother, a child five years old."""
    found = home.person(person)
    if found is None:
        return GENERAL
    if target in (PREGNANT, POSTPARTUM):
        if found.id in expectant(home):
            return PREGNANT
        return POSTPARTUM if found.id in new_mothers(home) else GENERAL
    if target == YOUNG_CHILD:
        return YOUNG_CHILD if months(found, home.today) <= int(home.parameter("timbang", "sampai_bulan")) else GENERAL
    return BRIDE_GROOM if target == BRIDE_GROOM else GENERAL


def _unfinished(home: Home, visit: VisitMade) -> Iterator[Reason]:
    """A draft, a referral or aid that is still open."""
    assert visit.on is not None
    person = visit.person if home.person(visit.person) is not None else None
    target = fitting_target(home, person, visit.target)
    day = long_date(visit.on)
    where = f" ke {visit.referral_to}" if visit.referral_to else ""
    said = (
        ("draf", visit.draft, f"Kunjungan {day} masih draf. Lengkapi, lalu tandai selesai."),
        ("rujukan", visit.referral, f"Rujukan{where} sejak {day} belum selesai."),
        ("bansos", visit.aid, f"Bantuan sosial yang diurus sejak {day} belum diterima."),
    )
    for code, still, sentence in said:
        if still:
            due = visit.on + timedelta(days=int(home.parameter(code, "hari")))
            yield home.reason(code, person, target, due, sentence, "visit", visit.id)


# --- KRS


def _at_risk(home: Home, because: tuple[str, ...]) -> Iterator[Reason]:
    whom, target = _whom(home)
    why = "; ".join(one.rstrip(".").lower() for one in because)
    said = f"Keluarga berisiko stunting ({why})" if why else "Keluarga berisiko stunting"
    last = home.visits[-1] if home.visits else None
    if last is None or last.on is None:
        due, form, record = last_of(home.monthly_floor()), "family", home.id
        yield home.reason("krs", whom, target, due, f"{said}; belum pernah dikunjungi.", form, record)
    else:
        due = last_of(max(month_index(last.on) + 1, home.monthly_floor()))
        sentence = f"{said}; terakhir dikunjungi {long_date(last.on)}, {month_name(month_of(due))} belum."
        yield home.reason("krs", whom, target, due, sentence, "visit", last.id)
    form, record, support = _support(home)
    if not support:
        sentence = f"{said}; pendampingan yang diterima {'belum tercatat' if support is None else 'tidak ada'}."
        yield home.reason("krs_pendampingan", whom, target, month_end(home.today), sentence, form, record)


def _support(home: Home) -> tuple[str, str, bool | None]:
    """What was told last about pendampingan, at a visit or a verification, and the record that tells it."""
    told = [(one.on, one.id, "visit", one.support) for one in home.visits if one.support is not None]
    told += [
        (one.on, one.id, "risk_verification", one.support)
        for one in home.household.support
        if one.support is not None and one.on is not None and one.on <= home.today
    ]
    if not told:
        return "family", home.id, None
    _on, record, form, support = max(told, key=lambda one: (one[0] or date.min, one[1]))
    return form, record, support


def _whom(home: Home) -> tuple[str | None, str]:
    """For whom a family at risk is visited: the expectant mother, the young child, else the family."""
    for found, target in ((expectant(home), PREGNANT), (new_mothers(home), POSTPARTUM)):
        if found:
            return found[0], target
    child = youngest(home)
    return (child.id, YOUNG_CHILD) if child is not None else (None, GENERAL)


# --- KB


def _planning(home: Home, wife: PersonRow) -> Iterator[Reason]:
    couple = home.household.couple
    yield from _newly_wed(home, wife)
    if couple is None or couple.as_of is None:
        return
    if couple.pregnant is False and couple.using is False and couple.wants_child in (LATER, NO_MORE):
        since = [one.on for one in home.visits if one.on is not None and one.on > couple.as_of]
        wait = home.parameter("unmet_need", "ulang_hari" if since else "hari")
        due = (max(since) if since else couple.as_of) + timedelta(days=int(wait))
        wish = "ingin anak kemudian" if couple.wants_child == LATER else "tidak ingin anak lagi"
        sentence = f"{long_date(couple.as_of)}: {wish}, tetapi tidak memakai KB."
        yield home.reason("unmet_need", None, GENERAL, due, sentence, "family_planning", couple.id)
    due = months_after(couple.as_of, int(home.parameter("kb_lama", "bulan")))
    floor = last_of(home.monthly_floor())
    sentence = f"Data KB pasangan ini terakhir dicatat {long_date(couple.as_of)}."
    yield home.reason("kb_lama", None, GENERAL, max(due, floor), sentence, "family_planning", couple.id)


def _newly_wed(home: Home, wife: PersonRow) -> Iterator[Reason]:
    """A couple that married within some months and was not asked about KB since."""
    wed = wife.mutation_on if wife.mutation == MARRIED_NEWLY else None
    if wed is None or not _recent(home, wed):
        return
    couple = home.household.couple
    if couple is not None and couple.as_of is not None and couple.as_of >= wed:
        return
    due = wed + timedelta(days=int(home.parameter("pus_baru", "hari")))
    sentence = f"Menikah {long_date(wed)}; keinginan anak dan KB belum ditanyakan."
    yield home.reason("pus_baru", None, GENERAL, due, sentence, "member", wife.id)


def _recent(home: Home, day: date) -> bool:
    return day <= home.today < months_after(day, int(home.parameter("pus_baru", "baru_bulan")))
