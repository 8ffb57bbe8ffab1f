"""The counts behind a district's first card; reading them needs most of what a district can do, so it comes late."""

from __future__ import annotations

from kampungkb_desktop.actions import conflict_desk, duplicates, enrolment, predecessors
from kampungkb_desktop.actions.enrolment import ASKING
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.silence import is_late, limit_of, sends
from kampungkb_desktop.base.clock import day_of


def counted(session: Session) -> dict[str, int]:
    """By the names of ``AtTheDesk``."""
    laptops, limit, today = enrolment.listed(session), limit_of(session), day_of(session.clock())
    with session.database.read() as conn:
        held = predecessors.count_held(conn)
    return {
        "asking": sum(one.state == ASKING for one in laptops),
        "late": sum(is_late(one, today, limit) for one in laptops),
        "limit": limit,
        "lacking": sum(sends(one) and bool(one.missing) for one in laptops),
        "conflicts": conflict_desk.count(session),
        "held": held,
        "doubles": duplicates.count_open(session),
    }
