"""The lists of the screens: order, narrowing, and the lines of a page."""

from __future__ import annotations

import random
from datetime import date

import pytest

from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.choices_family import FAMILY_STATE, MUTATION
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import Record, fields_of, to_scalars
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.presence import family_lives, lives
from kampungkb_desktop.store import lists, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.database import Database
from kampungkb_desktop.store.entries import Row
from kampungkb_desktop.store.lists import activities, families, members, visits
from kampungkb_desktop.store.schema import EXTRA_INDEXES

ON_BOTH_STORES = True

MALUANG, TUMBIT = "64.03.06.2004", "64.03.06.2009"


def keep(conn: Connection, *records: Record) -> None:
    for record in records:
        write.upsert_rows(conn, type(record), [Row(record.id, (), True, to_scalars(record))])


@pytest.fixture
def filled(district: Database) -> Database:
    with district.write() as conn:
        keep(
            conn,
            Family(id="fa", village=MALUANG, head_name="wati", kk="3", rt="002", rw="01", status="selesai",
                   state="aktif"),
            Family(id="fb", village=MALUANG, head_name="Ahmad", kk="1", rt="001", rw="01", status="draf"),
            Family(id="fc", village=TUMBIT, head_name="Budi", kk="2", rt="001", rw="02", status="selesai",
                   state="pindah"),
            Family(id="fd", village=TUMBIT),
            Member(id="ma", village=MALUANG, family_id="fa", full_name="Wati", sex="perempuan",
                   birth_date=date(1990, 1, 5)),
            Member(id="mb", village=MALUANG, family_id="fa", full_name="anak", sex="laki", birth_date=date(2024, 5, 1)),
            Member(id="mc", village=TUMBIT, family_id="lost", full_name="Cici"),
            Visit(id="va", village=MALUANG, family_id="fa", visited_on=date(2026, 1, 5),
                  next_visit_on=date(2026, 2, 5)),
            Visit(id="vb", village=MALUANG, family_id="fa", visited_on=date(2026, 3, 5), next_visit_on=date(2026, 4, 5),
                  member_id="mb", target="anak"),
            Visit(id="vc", village=TUMBIT, family_id="fc", visited_on=date(2026, 2, 1), next_visit_on=date(2026, 6, 1)),
            ChildMeasurement(id="ca", village=MALUANG, visit_id="vb", member_id="mb"),
            Activity(id="aa", village=MALUANG, title="Posyandu 100% hadir", held_on=date(2026, 3, 1), male=3, female=9),
            Activity(id="ab", village=TUMBIT, title="Rapat pokja", place="Balai", held_on=date(2026, 4, 1)),
            Attachment(id="pa", village=MALUANG, owner_form="activity", owner_id="aa"),
            Village(id="xa", village=TUMBIT, kkb_name="Tumbit Jaya"),
            Village(id="xb", village=MALUANG, kkb_name="Maluang Sejahtera", active=True),
            MonthlySnapshot(id="sa", village=MALUANG, month="2026-03"),
        )  # fmt: skip
    return district


def families_of(conn: Connection, **asked: object) -> list[str]:
    return [row.id for row in lists.family_rows(conn, lists.family_ids(conn, **asked))]  # type: ignore[arg-type]


def visits_of(conn: Connection, **asked: object) -> list[str]:
    return [row.id for row in lists.visit_rows(conn, lists.visit_ids(conn, **asked))]  # type: ignore[arg-type]


def test_indexes_name_fields_of_their_forms() -> None:
    for form, indexes in EXTRA_INDEXES.items():
        named = {column.removesuffix(" NOCASE") for columns in indexes for column in columns}
        assert named <= {"id", *fields_of(FORMS[form])}


@pytest.mark.parametrize(
    ("module", "ask"),
    [
        (families, lists.family_ids),
        (members, lists.member_ids),
        (visits, lists.visit_ids),
        (activities, lists.activity_ids),
    ],
)
def test_every_order_works_both_ways(filled: Database, module: object, ask: object) -> None:
    assert callable(ask)
    with filled.read() as conn:
        for sort in module.ORDERS:  # type: ignore[attr-defined]
            up = list(ask(conn, sort=sort, descending=False))
            assert list(ask(conn, sort=sort, descending=True)) == up[::-1]


def test_families_in_order(filled: Database) -> None:
    with filled.read() as conn:
        assert families_of(conn) == ["fd", "fb", "fc", "fa"]
        assert families_of(conn, sort="kk", descending=True) == ["fa", "fc", "fb", "fd"]
        assert families_of(conn, sort="place") == ["fb", "fa", "fd", "fc"]
        assert families_of(conn, sort="last_visit", descending=True)[:2] == ["fa", "fc"]
        assert families_of(conn, villages=[MALUANG]) == ["fb", "fa"]
        assert families_of(conn, villages=[MALUANG, TUMBIT], rt="001") == ["fb", "fc"]
        assert families_of(conn, villages=[]) == []


def test_families_narrowed(filled: Database) -> None:
    with filled.read() as conn:
        narrowed = {
            "status": lists.FamilyFilter(status="draf"),
            "state": lists.FamilyFilter(state="pindah"),
            "child": lists.FamilyFilter(child_born_since=date(2022, 1, 1)),
            "unvisited": lists.FamilyFilter(unvisited_since=date(2026, 3, 1)),
            "among": lists.FamilyFilter(among=["fc", "fa", "gone"]),
            "nobody": lists.FamilyFilter(among=[]),
        }
        assert {name: families_of(conn, filter=one) for name, one in narrowed.items()} == {
            "status": ["fb"], "state": ["fc"], "child": ["fa"], "unvisited": ["fd", "fb", "fc"], "among": ["fc", "fa"],
            "nobody": [],
        }  # fmt: skip


def test_typing_narrows_the_list_that_stands(filled: Database) -> None:
    with filled.read() as conn:
        standing = lists.family_ids(conn, sort="kk", descending=True, villages=[MALUANG])
        assert families_of(conn, text="a", within=standing) == ["fa", "fb"]
        assert families_of(conn, text="", within=standing) == ["fa", "fb"]
        assert families_of(conn, text="a", villages=[TUMBIT]) == []


def test_a_family_line(filled: Database) -> None:
    with filled.read() as conn:
        (line,) = lists.family_rows(conn, lists.family_ids(conn, text="wati"))
    assert (line.head_name, line.village, line.rt, line.members) == ("wati", MALUANG, "002", 2)
    assert (line.last_visit, line.next_visit) == ("2026-03-05", "2026-04-05")
    assert (line.status, line.state) == ("selesai", "aktif")


def test_a_page_keeps_the_order_and_leaves_out_the_deleted(filled: Database) -> None:
    with filled.write() as conn:
        numbers = list(lists.family_ids(conn))
        write.delete_rows(conn, Family, ["fc"])
        assert [row.id for row in lists.family_rows(conn, numbers[::-1])] == ["fa", "fb", "fd"]


def test_people(filled: Database) -> None:
    with filled.read() as conn:

        def people(**asked: object) -> list[str]:
            return [row.id for row in lists.member_rows(conn, lists.member_ids(conn, **asked))]  # type: ignore[arg-type]

        assert people() == ["mb", "mc", "ma"]
        assert people(family="fa", sort="birth") == ["ma", "mb"]
        assert people(villages=[TUMBIT]) == ["mc"]
        assert people(filter=lists.MemberFilter(born_from=date(2024, 5, 1), born_until=date(2024, 5, 1))) == ["mb"]
        assert people(filter=lists.MemberFilter(sex="perempuan")) == ["ma"]
        lines = {row.id: row for row in lists.member_rows(conn, lists.member_ids(conn))}
        assert (lines["mb"].head_name, lines["mb"].rt) == ("wati", "002")
        assert lines["mc"].head_name is None


def test_visits(filled: Database) -> None:
    with filled.read() as conn:
        assert visits_of(conn) == ["vb", "vc", "va"]
        assert visits_of(conn, family="fa", descending=False) == ["va", "vb"]
        assert visits_of(conn, text="wati") == ["vb", "va"]
        assert visits_of(conn, sort="name", descending=False) == ["vc", "va", "vb"]
        assert visits_of(conn, filter=lists.VisitFilter(since=date(2026, 2, 1), until=date(2026, 2, 28))) == ["vc"]
        assert visits_of(conn, filter=lists.VisitFilter(due_until=date(2026, 5, 1)), sort="due") == ["vb", "va"]
        (line,) = lists.visit_rows(conn, lists.visit_ids(conn, member="mb"))
        assert (line.head_name, line.member_name, line.target, line.measurements) == ("wati", "anak", "anak", 1)


def test_a_visit_made_since_is_not_due(filled: Database) -> None:
    with filled.write() as conn:
        keep(conn, Visit(id="vd", village=MALUANG, family_id="fa", visited_on=date(2026, 2, 6)))
        assert visits_of(conn, filter=lists.VisitFilter(due_until=date(2026, 5, 1))) == ["vb"]
        assert lists.due_counts(conn, date(2026, 6, 1), date(2026, 5, 1)) == (2, 1)


def test_visits_due_are_counted_as_they_are_listed(district: Database) -> None:
    chance = random.Random(11)
    days = [None, *(date(2026, 3, day) for day in range(1, 6))]
    with district.write() as conn:
        assert lists.due_counts(conn, date(2026, 3, 9), date(2026, 3, 1)) == (0, 0)
        keep(conn, *(
            Visit(id=f"v{at}", village=MALUANG, family_id=chance.choice((None, "fa", "fb", "fc", "fd")),
                  member_id=chance.choice((None, "ma", "mb")), visited_on=chance.choice(days),
                  next_visit_on=chance.choice(days))
            for at in range(60)
        ))  # fmt: skip
        for until in days[1:]:
            for late in days[1:]:
                listed = [len(visits_of(conn, filter=lists.VisitFilter(due_until=day))) for day in (until, late)]
                if until is not None and late is not None and late <= until:
                    assert list(lists.due_counts(conn, until, late)) == listed
        every = visits_of(conn, filter=lists.VisitFilter(due_until=days[-1]), sort="due", descending=False)
        assert len(every) > 12
        assert visits_of(conn, filter=lists.VisitFilter(due_until=days[-1]), sort="due", descending=False,
                         most=6) == every[:6]  # fmt: skip


def test_activities(filled: Database) -> None:
    with filled.read() as conn:

        def found(**asked: object) -> list[str]:
            return [row.id for row in lists.activity_rows(conn, lists.activity_ids(conn, **asked))]  # type: ignore[arg-type]

        assert found() == ["ab", "aa"]
        assert found(text="balai pokja") == ["ab"]
        assert found(text="100%") == ["aa"]
        assert found(text="1%0") == []
        assert found(villages=[MALUANG], filter=lists.ActivityFilter(until=date(2026, 3, 1))) == ["aa"]
        lines = lists.activity_rows(conn, lists.activity_ids(conn))
        assert [(row.photos, row.male, row.female) for row in lines] == [(0, None, None), (1, 3, 9)]


def test_villages(filled: Database) -> None:
    with filled.read() as conn:
        first, second = lists.village_rows(conn)
        assert (first.kkb_name, first.families, first.last_activity) == ("Maluang Sejahtera", 2, "2026-03-01")
        assert first.active == 1
        assert (second.kkb_name, second.last_activity) == ("Tumbit Jaya", "2026-04-01")
        assert lists.active_villages(conn, "2026-03") == {MALUANG}
        assert lists.active_villages(conn, "2026-04") == {TUMBIT}
        assert lists.active_villages(conn, "2026-05") == frozenset()
        assert dict(lists.counted(conn, "family", ("village",), [MALUANG])) == {(MALUANG,): 2}
        assert [row.id for row in lists.village_rows(conn, [TUMBIT])] == ["xa"]


def test_the_list_and_the_rule_agree_who_lives_here(district: Database) -> None:
    """Every mutation and state there is, with the date of today: the SQL of the lists says what the rule says."""
    today = date(2026, 11, 21)
    homes = [Family(id=f"h{n}", state=state, state_on=today) for n, state in enumerate((None, *FAMILY_STATE.codes()))]
    people = [
        Member(id=f"p{n}", family_id="h0", mutation=mutation, mutation_on=today, birth_date=date(2025, 1, 1))
        for n, mutation in enumerate((None, *MUTATION.codes()))
    ]
    with district.write() as conn:
        keep(conn, *homes, *people)
    with district.read() as conn:
        here = lists.family_rows(conn, lists.family_ids(conn, filter=lists.FamilyFilter(here=True)))
        gone = lists.family_rows(conn, lists.family_ids(conn, filter=lists.FamilyFilter(here=False)))
        assert lists.families_gone(conn) == len(gone)
        young = lists.family_ids(conn, filter=lists.FamilyFilter(child_born_since=date(2024, 1, 1)))
        counted = {row.id: row.members for row in lists.family_rows(conn, lists.family_ids(conn))}
    assert {row.id for row in here} == {home.id for home in homes if family_lives(home, today)}
    assert {row.id for row in gone} == {home.id for home in homes if not family_lives(home, today)}
    assert counted["h0"] == sum(1 for one in people if lives(one, today))
    assert len(young) == 1
