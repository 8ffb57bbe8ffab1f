"""What belongs to an activity beside its own answers: its lines, its photos, the names used before, and the families
that may have been served. Reading only, but for the removal of an activity with everything of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import risks
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import ROWS, MethodService, ServedFamily
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.work_plan import PlanLine
from kampungkb_desktop.rules.stunting_risk import Answer
from kampungkb_desktop.store import lists, read

GONE = "(kegiatan rencana desa lain atau yang tidak ada lagi)"


def belongings(session: Session, activity: Activity) -> list[Record]:
    """Every line and photo of an activity."""
    found: list[Record] = []
    with session.database.read() as conn:
        for form in ROWS:
            found += read.records(conn, form, where={"activity_id": activity.id})
        found += read.records(conn, Attachment, where={"owner_id": activity.id})
    return found


def moved_along(session: Session, activity: Activity) -> list[Record]:
    """What belongs to an activity and still names another village than it does: it moves in the same action."""
    kept = belongings(session, activity)
    return [one.changed(village=activity.village) for one in kept if one.village != activity.village]


def plan_lines(session: Session, activity: Activity) -> list[tuple[str, str]]:
    """The lines of the plans that an activity may carry out: of its village and of what reaches it, those of its own
    kegiatan first. The one it names already is always among them."""
    with session.database.read() as conn:
        lines = village_books(conn, activity.village).lines if activity.village else ()
        if not activity.village:
            lines = tuple(one for one in read.records(conn, PlanLine) if not one.village)
    lines = tuple(sorted(lines, key=lambda one: one.kegiatan != activity.kegiatan))
    named = activity.plan_line_id
    lost = [(named, GONE)] if named and all(one.id != named for one in lines) else []
    return [*((one.id, f"{one.year or ''}  {one.name()}".strip()) for one in lines), *lost]


def remove_activity(session: Session, activity: Activity) -> Saved:
    """Delete an activity with its lines and photos; undone, everything is back."""
    return save(session, f"Hapus {activity.name()}", [], [activity, *belongings(session, activity)])


def own_names(session: Session) -> list[str]:
    """The instansi outside the list that were ever written, the most used first."""
    return _used(session, "own_institutions")


def local_tags(session: Session) -> list[str]:
    """The labels of local programmes that were ever written, the most used first."""
    return _used(session, "tags")


def officers(session: Session) -> list[tuple[str, str]]:
    """(id, name) of the officers on record, oneself first."""
    with session.database.read() as conn:
        found = read.rows(conn, Officer, ("id", "full_name"), order=("full_name",))
    named = [(str(one), str(name or "tanpa nama")) for one, name in found]
    return sorted(named, key=lambda pair: pair[0] != session.author)


def servable_families(session: Session, villages: Sequence[str], on: date) -> list[tuple[str, str]]:
    """(id, words) of the families of these villages, those at risk of stunting first, each with its RT, its rank of
    welfare and whether it is at risk. Work for the background."""
    if not villages:
        return []
    judged = risks(session, list(villages), on)
    with session.database.read() as conn:
        rows = read.rows(conn, Family, ("id", "rt", "welfare_rank"), {"id": list(judged)}, order=("head_name",))
        names = lists.due_families(conn, judged)
    found = []
    for family, rt, rank in rows:
        name = names[str(family)].head_name
        risky = judged[str(family)].at_risk is Answer.YES
        parts = [str(name or "tanpa nama"), *([f"RT {rt}"] if rt else []), *(["KRS"] if risky else []),
                 *([f"peringkat {rank}"] if rank is not None else [])]  # fmt: skip
        found.append((not risky, str(family), " · ".join(parts)))
    return [(family, words) for _, family, words in sorted(found, key=lambda one: one[0])]


def served_ranks(session: Session, activity: Activity) -> Counter[int | None]:
    """How many served families stand in each rank of welfare; ``None`` counts those without one."""
    with session.database.read() as conn:
        ids = [str(row[0]) for row in read.rows(conn, ServedFamily, ("family_id",), {"activity_id": activity.id})]
        rows = read.rows(conn, Family, ("welfare_rank",), {"id": ids})
    return Counter(None if row[0] is None else int(row[0]) for row in rows)


def services(session: Session, activity: Activity) -> list[MethodService]:
    """The acceptors served at an activity, by method."""
    with session.database.read() as conn:
        return read.records(conn, MethodService, where={"activity_id": activity.id}, order=("id",))


def _used(session: Session, field: str) -> list[str]:
    with session.database.read() as conn:
        values = [str(row[0]) for row in read.rows(conn, Activity, (field,)) if row[0]]
    counted: Counter[str] = Counter()
    for value in values:
        counted.update(json.loads(value) if value.startswith("[") else [part.strip() for part in value.split(",")])
    return [name for name, _ in counted.most_common() if name]
