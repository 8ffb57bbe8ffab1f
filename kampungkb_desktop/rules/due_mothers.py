"""When engaged people, expectant and new mothers are to be visited: by the wedding, the week of pregnancy, the birth.

A pregnancy is what the newest record of the woman says; phases that have passed are not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import CHILD
from kampungkb_desktop.forms.choices_visit import BRIDE_GROOM, POSTPARTUM, PREGNANT
from kampungkb_desktop.rules.days import months_after
from kampungkb_desktop.rules.due_rows import Home, Reason
from kampungkb_desktop.rules.figures_couples import LONGEST_PREGNANCY_WEEKS, is_wife

_DAY: Final = timedelta(days=1)


class Evidence(NamedTuple):
    """What a record says of a woman on a day; where a day says both, that she gave birth counts."""

    on: date
    pregnant: bool
    weeks: int | None
    form: str
    record: str


class Pregnancy(NamedTuple):
    """A pregnancy under way, until the day on which it must be ``over``. ``begun`` is the day from which weeks are
    counted, if they are known."""

    person: str
    known: Evidence
    begun: date | None
    over: date


def mothers_reasons(home: Home) -> Iterator[Reason]:
    """Every reason of engaged people, expectant mothers and new mothers."""
    yield from _weddings(home)
    yield from _wedding_plans(home)
    for woman, told in _told(home).items():
        found = _pregnancy(home, woman, told)
        if found is not None:
            yield from _expectant(home, found)
    for woman, (born, form, record) in _births(home).items():
        yield from _new_mother(home, woman, born, form, record)


def expectant(home: Home) -> list[str]:
    """The women who are expecting now."""
    return [woman for woman, told in _told(home).items() if _pregnancy(home, woman, told) is not None]


def new_mothers(home: Home) -> list[str]:
    """The women in the weeks after a birth."""
    last = home.parameter("nifas", "masa")[-1][1]
    return [woman for woman, (born, _form, _id) in _births(home).items() if (home.today - born).days <= last]


def mothers_days(home: Home) -> Iterator[date]:
    """Every day ahead, and some that are past, on which something else is told of a pregnancy or birth on record."""
    length = int(home.parameter("persalinan", "lama_hamil_hari"))
    for woman, told in _told(home).items():
        found = _pregnancy(home, woman, told)
        if found is not None:
            yield found.over + _DAY
            if found.begun is not None:
                week = (home.today - found.begun).days // 7 + 1
                yield from (found.begun + timedelta(days=days) for days in (7 * week, length, _leaves(home)))
    lasts = int(home.parameter("nifas", "ditagih_sampai_hari"))
    ends = [end for _start, end in home.parameter("nifas", "masa")]
    for born, _form, _id in _births(home).values():
        yield from (born + timedelta(days=days) + _DAY for days in (*ends, lasts))


# --- calon pengantin


def _weddings(home: Home) -> Iterator[Reason]:
    newest = {
        one.person: one
        for one in sorted(home.household.weddings, key=lambda one: (one.on or date.min, one.id))
        if one.person and one.on is not None and one.on <= home.today and one.wedding_on is not None
    }
    for person, row in newest.items():
        if row.wedding_on is None or row.wedding_on < home.today or home.person(person) is None:
            continue
        opens = months_after(row.wedding_on, -int(home.parameter("catin", "bulan_sebelum")))
        checked = [one.on for one in home.household.weddings if one.person == person]
        if any(day is not None and opens <= day <= home.today for day in (*checked, *home.visited(person))):
            continue
        sentence = (
            f"Rencana menikah {long_date(row.wedding_on)}; pendampingan dimulai 3 bulan sebelumnya, {long_date(opens)}."
        )
        yield home.reason("catin", person, BRIDE_GROOM, opens, sentence, "catin", row.id)


def _wedding_plans(home: Home) -> Iterator[Reason]:
    """Somebody plans to marry, says the last verification: nobody knows yet who or when."""
    told = [one for one in home.household.support if one.on is not None and one.on <= home.today]
    last = max(told, key=lambda one: (one.on or date.min, one.id), default=None)
    if last is None or last.on is None or last.wedding is not True:
        return
    over = months_after(last.on, int(home.parameter("catin", "bulan_sebelum")))
    seen = [one.on for one in home.household.weddings]
    seen += [one.on for one in home.visits if one.target == BRIDE_GROOM]
    if home.today <= over and not any(day is not None and last.on <= day <= home.today for day in seen):
        due = last.on + timedelta(days=int(home.parameter("catin", "hari_sesudah_verval")))
        sentence = f"Verval {long_date(last.on)}: ada anggota yang berencana menikah dalam 3 bulan."
        yield home.reason("catin", None, BRIDE_GROOM, due, sentence, "risk_verification", last.id)


# --- ibu hamil


def _told(home: Home) -> dict[str, list[Evidence]]:
    """What is on record of each woman's pregnancies, in order of time."""
    told: dict[str, list[Evidence]] = {}
    couple = home.household.couple
    if not home.household.checks and (couple is None or not couple.pregnant):
        return told  # nobody ever said that a woman is expecting

    def say(
        woman: str | None, on: date | None, form: str, record: str, *, pregnant: bool = False, weeks: int | None = None
    ) -> None:
        if woman is not None and on is not None and on <= home.today and home.person(woman) is not None:
            told.setdefault(woman, []).append(Evidence(on, pregnant, weeks, form, record))

    for check in home.household.checks:
        say(check.person, check.on, "pregnancy", check.id, pregnant=check.delivered is not True, weeks=check.weeks)
    if couple is not None and couple.pregnant is not None:
        wife = next((one.id for one in home.people if is_wife(one)), None)
        weeks = couple.pregnant_weeks
        say(wife, couple.as_of, "family_planning", couple.id, pregnant=couple.pregnant, weeks=weeks)
    for birth in home.births:
        say(birth.person, birth.delivered_on or birth.on, "postpartum", birth.id)
    for child, mother, born in _children_of(home, tuple(told)):
        say(mother, born, "member", child)
    return {woman: sorted(found, key=lambda one: (one.on, not one.pregnant)) for woman, found in told.items()}


def _children_of(home: Home, expecting: tuple[str, ...]) -> Iterator[tuple[str, str, date]]:
    """(child, mother, birth): by the recorded mother, else by the only woman it can be."""
    mothers = home.household.mothers or {}
    for one in home.people:
        mother = mothers.get(one.id) or (expecting[0] if len(expecting) == 1 and one.relation == CHILD else None)
        if mother is not None and one.birth is not None:
            yield one.id, mother, one.birth


def _pregnancy(home: Home, woman: str, told: list[Evidence]) -> Pregnancy | None:
    """The pregnancy under way; an old answer ends some time after the longest pregnancy it can have meant."""
    ended = max((at for at, one in enumerate(told) if not one.pregnant), default=-1)
    now = told[ended + 1 :]
    if not now:
        return None
    weeks = next((one for one in reversed(now) if one.weeks is not None), None)
    begun = None if weeks is None else weeks.on - timedelta(weeks=weeks.weeks or 0)
    if begun is None:
        over = now[-1].on + timedelta(weeks=LONGEST_PREGNANCY_WEEKS)
    else:
        length = int(home.parameter("persalinan", "lama_hamil_hari"))
        over = begun + timedelta(days=length + int(home.parameter("persalinan", "ditagih_sampai_hari")))
    return Pregnancy(woman, now[0], begun, over) if home.today <= over else None


def _expectant(home: Home, found: Pregnancy) -> Iterator[Reason]:
    since = found.known.on if found.begun is None else min(found.known.on, found.begun)
    contacts = [one.on for one in home.household.checks if one.person == found.person]
    seen = sorted(
        day
        for day in (*contacts, *home.visited(found.person, PREGNANT))
        if day is not None and since <= day <= home.today
    )
    if not seen:
        due = found.known.on + timedelta(days=int(home.parameter("kontak_awal", "hari")))
        sentence = f"Tercatat hamil sejak {long_date(found.known.on)} dan belum pernah didampingi.{_weeks(home, found)}"
        yield home.reason("kontak_awal", found.person, PREGNANT, due, sentence, *found.known[-2:])
    elif found.begun is None:
        weeks = int(home.parameter("hamil", "tanpa_usia_minggu"))
        sentence = f"Terakhir didampingi {long_date(seen[-1])}; usia kehamilan belum tercatat."
        due = seen[-1] + timedelta(weeks=weeks)
        yield home.reason("hamil", found.person, PREGNANT, due, sentence, *found.known[-2:])
    else:
        yield from _phases(home, found, found.begun, seen[-1])
        yield from _nearing(home, found, found.begun, seen[-1])


def _phases(home: Home, found: Pregnancy, begun: date, last: date) -> Iterator[Reason]:
    """The week that holds now where nobody came for it, else the next."""
    early = timedelta(weeks=int(home.parameter("hamil", "lebih_awal_minggu")))
    phases = [(week, begun + timedelta(weeks=week)) for week in home.parameter("hamil", "minggu")]
    reached = [one for one in phases if one[1] <= home.today][-1:]
    ahead = [one for one in phases if one[1] > home.today][:1]
    for week, due in (*reached, *ahead):
        if home.today < begun + timedelta(days=_leaves(home)) and last < due - early:
            sentence = f"Kunjungan usia kehamilan {week} minggu; terakhir didampingi {long_date(last)}."
            yield home.reason("hamil", found.person, PREGNANT, due, sentence, *found.known[-2:])
            return


def _leaves(home: Home) -> int:
    """Days of pregnancy from which the birth is waited for and no week is asked for any more."""
    return int(home.parameter("persalinan", "lama_hamil_hari")) - int(home.parameter("persalinan", "sebelum_hari"))


def _nearing(home: Home, found: Pregnancy, begun: date, last: date) -> Iterator[Reason]:
    """Two weeks before the birth is expected, and every week after it is not recorded."""
    expected = begun + timedelta(days=int(home.parameter("persalinan", "lama_hamil_hari")))
    opens = begun + timedelta(days=_leaves(home))
    if home.today < expected:
        if last < opens:
            sentence = f"Perkiraan lahir {long_date(expected)}. Pastikan tempat dan penolong persalinan."
            yield home.reason("persalinan", found.person, PREGNANT, opens, sentence, *found.known[-2:])
        return
    due = max(expected, last) + timedelta(days=int(home.parameter("persalinan", "sesudah_hari")))
    sentence = f"Perkiraan lahir {long_date(expected)} sudah lewat; kelahirannya belum dicatat."
    yield home.reason("persalinan", found.person, PREGNANT, due, sentence, *found.known[-2:])


def _weeks(home: Home, found: Pregnancy) -> str:
    return "" if found.begun is None else f" Usia kehamilan {(home.today - found.begun).days // 7} minggu."


# --- ibu pasca salin


def _births(home: Home) -> dict[str, tuple[date, str, str]]:
    """The last birth of each woman who lives here, with the record that tells it."""
    found: dict[str, tuple[date, str, str]] = {}
    gone = {one.person for one in home.births if one.mother_alive is False}

    def say(woman: str | None, on: date | None, form: str, record: str) -> None:
        if woman is None or on is None or on > home.today or woman in gone or home.person(woman) is None:
            return
        found[woman] = max(found.get(woman, (date.min, "", "")), (on, form, record))

    for birth in home.births:
        say(birth.person, birth.delivered_on or birth.on, "postpartum", birth.id)
    for check in home.household.checks:
        if check.delivered:
            say(check.person, check.on, "pregnancy", check.id)
    since = home.today - timedelta(days=int(home.parameter("nifas", "ditagih_sampai_hari")))
    for child in home.people:
        if child.birth is not None and child.birth >= since and home.household.mothers:
            say(home.household.mothers.get(child.id), child.birth, "member", child.id)
    return found


def _new_mother(home: Home, woman: str, born: date, form: str, record: str) -> Iterator[Reason]:
    """The first of the weeks after birth that is not over and in which nobody came; once all are over, that nobody
    ever came."""
    checks = [one.on for one in home.births if one.person == woman]
    seen = [day for day in (*checks, *home.visited(woman)) if day is not None and born <= day <= home.today]
    lasts = int(home.parameter("nifas", "ditagih_sampai_hari"))
    said = f"Melahirkan {long_date(born)}"
    periods = [
        (born + timedelta(days=start), born + timedelta(days=end)) for start, end in home.parameter("nifas", "masa")
    ]
    for start, end in periods:
        if end >= home.today and not any(start <= day <= end for day in seen):
            sentence = f"{said}; dikunjungi antara {long_date(start)} dan {long_date(end)}."
            yield home.reason("nifas", woman, POSTPARTUM, end, sentence, form, record)
            return
    if home.today > periods[-1][1] and home.today <= born + timedelta(days=lasts) and not seen:
        sentence = f"{said} dan belum pernah dikunjungi sesudahnya. Tanyakan KB pasca salin."
        yield home.reason("nifas", woman, POSTPARTUM, periods[-1][1], sentence, form, record)
