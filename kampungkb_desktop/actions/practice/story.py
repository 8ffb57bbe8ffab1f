"""The order in which the practice year happens: villages first, then month after month to the day asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from kampungkb_desktop.actions.practice.book import Book, village_book, year_before
from kampungkb_desktop.actions.practice.chance import chance
from kampungkb_desktop.actions.practice.institutions import Board, lists_of, regency_lists
from kampungkb_desktop.actions.practice.journal import Journal
from kampungkb_desktop.actions.practice.making import maker
from kampungkb_desktop.actions.practice.numbers import Numbers
from kampungkb_desktop.actions.practice.officers import Staff
from kampungkb_desktop.actions.practice.pictures import COUNT, HEIGHT, WIDTH
from kampungkb_desktop.actions.practice.plan import DISTRICT, VillagePlan, Wish
from kampungkb_desktop.actions.practice.readings import readings
from kampungkb_desktop.actions.practice.register import Kept, families
from kampungkb_desktop.actions.practice.verval import verification
from kampungkb_desktop.actions.practice.visits import Followed, Team, follow, month_of_visits
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import month_name, month_of, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.change import Change
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.village import Village

R = TypeVar("R", bound=Record)

VISITED = 4
"""Full months with visits, beside the one under way."""
SURVEYED = 5
"""The day of the first of these months on which the family register is taken."""
LISTED = 9
"""The day of the last full month on which the lists of the institutions are typed."""
_MINUTE = 60_000
_PER_FAMILY, _PER_VILLAGE = 7.4, 80
"""Changes that a family and a village make, roughly: for the progress."""


@dataclass(slots=True)
class _Home:
    """A village while its year is told."""

    book: Book
    followed: list[Followed] = field(default_factory=list)
    later: list[Record] = field(default_factory=list)
    """Records of the register that come after the survey: children born since, the couples' answers."""


@dataclass(slots=True)
class Story:
    """Tells the changes in order of time. ``photos`` are the blobs of the pictures, ``officers`` their records' ids."""

    wish: Wish
    plans: list[VillagePlan]
    staff: Staff
    journal: Journal
    photos: Sequence[tuple[str, int]]
    progress: Progress

    def changes(self) -> Iterator[Change]:
        """Every change of the practice year."""
        months = [*year_before(self.wish.month), self.wish.month]
        homes = [_Home(village_book(self.wish, p, self.staff.contact(p.officer))) for p in self.plans]
        yield from self._tell("Data contoh: petugas dan penugasan", _noon(months[0], 1), None, self._people())
        for place, home in enumerate(homes):
            name = f"Data contoh {home.book.plan.region.name}: identitas"
            yield from self._tell(name, _noon(months[0], 2) + place * _MINUTE, home, [self._village(home)])
        for month in months[: -VISITED - 1]:
            yield from self._month_of_all(homes, month, visiting=False)
        for place, home in enumerate(homes):
            month = months[-VISITED - 1]
            name = f"Data contoh {home.book.plan.region.name}: pendataan keluarga"
            yield from self._tell(name, _noon(month, SURVEYED) + place * _MINUTE, home, self._survey(home, month))
        for month in months[-VISITED - 1 :]:
            if month == months[-2]:
                yield from self._lists_of_all(homes, month)
            yield from self._month_of_all(homes, month, visiting=True)

    def _lists_of_all(self, homes: list[_Home], month: str) -> Iterator[Change]:
        """Pokja, poktan, plans and the rest, typed in one go."""
        on = date.fromisoformat(f"{month}-{LISTED:02d}")
        name = f"Data contoh: kelembagaan {self.wish.regency}"
        if self.wish.role == DISTRICT:
            make = maker(chance(self.wish.key, self.wish.regency, "lists"), on, len(homes))
            yield from self._tell(name, _noon(month, LISTED), None, regency_lists(self.wish.regency, on, make))
        for place, home in enumerate(homes):
            book = home.book
            if book.plan.nearly_empty:
                continue
            make = maker(chance(self.wish.key, book.plan.code, "lists"), on, book.plan.place)
            profile = next(p for p in reversed(book.profiles) if p.month)
            board = Board(profile, book.plan.kkb_name, book.plan.launched_on, on, make)
            told = [*lists_of(board), *readings(book, on)]
            name = f"Data contoh {book.plan.region.name}: kelembagaan"
            yield from self._tell(name, _noon(month, LISTED) + (place + 1) * _MINUTE, home, told)

    def _month_of_all(self, homes: list[_Home], month: str, *, visiting: bool) -> Iterator[Change]:
        for place, home in enumerate(homes):
            name = f"Data contoh {home.book.plan.region.name}: {month_name(month)}"
            yield from self._tell(name, self._wall(month, place), home, self._month(home, month, visiting=visiting))

    def _tell(self, name: str, wall: int, home: _Home | None, records: Iterable[Record]) -> Iterator[Change]:
        author = self.staff.person if home is None else self.staff.field[home.book.plan.officer]
        total = round(sum(p.families for p in self.plans) * _PER_FAMILY + len(self.plans) * _PER_VILLAGE)
        for change in self.journal.action(name, wall, author.id, records):
            if self.journal.written % 64 == 0:
                self.progress.report(min(self.journal.written, total - 1), total, name)
            yield change

    def _wall(self, month: str, place: int) -> int:
        """Written on the second day of the next month, or in the morning of the last day."""
        wall = min(_noon(month_shift(month, 1), 2), _wall(self.wish.as_of) + DAY_MS // 12)
        return wall + place * _MINUTE

    def _people(self) -> Iterator[Record]:
        others = (officer for officer in self.staff.field.values() if officer.id != self.staff.person.id)
        yield from others
        yield from self.staff.assignments

    def _village(self, home: _Home) -> Village:
        code = home.book.plan.code
        return replace(home.book.village, id=ids.derived_id(Village.FORM, code))

    def _survey(self, home: _Home, month: str) -> Iterator[Record]:
        """The register; who was born later and what couples say now come with the months."""
        surveyed = date.fromisoformat(f"{month}-{SURVEYED:02d}")
        plan, on = home.book.plan, self.wish.start
        numbers = Numbers(self.wish.regency, plan.place, regions.load().count("village", self.wish.regency))
        for kept in families(self.wish.key, home.book, numbers, on):
            for record in kept.records:
                after = isinstance(record, Member) and record.birth_date and record.birth_date >= surveyed
                if after or isinstance(record, FamilyPlanning):
                    home.later.append(record)
                else:
                    yield record
            drawn = chance(self.wish.key, kept.family, "verval")
            home.later += verification(drawn, kept, self.staff.field[plan.officer].name(), self.wish.as_of)
            self._follow(home, kept, on)

    def _follow(self, home: _Home, kept: Kept, on: date) -> None:
        followed = follow(chance(self.wish.key, kept.family, "lines"), kept, on)
        if followed is not None:
            home.followed.append(followed)

    def _month(self, home: _Home, month: str, *, visiting: bool) -> Iterator[Record]:
        book = home.book
        yield from _dated(book.plan.code, book.profiles, InstitutionProfile, month)
        yield from _dated(book.plan.code, book.populations, PopulationSnapshot, month)
        yield from _dated(book.plan.code, book.monthlies, MonthlySnapshot, month)
        for number, activity in enumerate(book.activities):
            if activity.held_on is not None and month_of(activity.held_on) == month:
                told = replace(activity, officer_id=self.staff.field[book.plan.officer].id)
                yield from self._activity(told, book.plan.place, number)
        if not visiting:
            return
        yield from (record for record in home.later if _month_of(record) == month)
        officer = self.staff.field[book.plan.officer].id
        district = book.plan.region.at("district").name
        team = Team(self.wish.key, book.plan.code, book.plan.place, officer, f"Puskesmas {district}", self.wish.as_of)
        yield from month_of_visits(team, home.followed, month)

    def _activity(self, activity: Activity, place: int, number: int) -> Iterator[Record]:
        """An activity, and photos of the later ones."""
        rng = chance(self.wish.key, activity.village, "activity", number)
        ids_ = maker(rng, activity.held_on or self.wish.start, place, number)
        made = replace(activity, id=ids_.new_id())
        yield made
        if made.held_on is None or (self.wish.start - made.held_on).days > 100 or rng.random() > 0.6 or not self.photos:
            return
        for position in range(1, rng.choice((1, 1, 2, 3)) + 1):
            which = (rng.randrange(COUNT) + position) % COUNT
            blob, size = self.photos[which]
            yield Attachment(
                id=ids_.new_id(), village=made.village, status=DONE, owner_form=Activity.FORM,
                owner_id=made.id, blob=blob, file_name=f"kegiatan-{which + 1}.jpg", media_type="image/jpeg", size=size,
                width=WIDTH, height=HEIGHT, caption=made.title, taken_on=made.held_on, role="kegiatan",
                position=position,
            )  # fmt: skip


def _dated(code: str, records: Sequence[R], form: type[R], month: str) -> Iterator[R]:
    """The records of a month, with the ids that the screens give them too."""
    for record in records:
        when = str(getattr(record, "as_of" if form is PopulationSnapshot else "month"))
        if when[:7] == month:
            yield replace(record, id=ids.derived_id(form.FORM, code, when))


def _month_of(record: Record) -> str:
    if isinstance(record, RiskVerification):
        return month_of(record.verified_on or date.min)
    day = getattr(record, "birth_date" if isinstance(record, Member) else "as_of")
    return month_of(day)


def _noon(month: str, day: int) -> int:
    return _wall(date.fromisoformat(f"{month}-01") + timedelta(days=day - 1)) + DAY_MS // 6


def _wall(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY_MS
