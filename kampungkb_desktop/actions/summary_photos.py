"""Pictures of a month's activities for the summary: few, small, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.report.register_content import Photo
from kampungkb_desktop.store import blobs, read
from kampungkb_desktop.store.connection import Connection

MOST = 3
"""One row on the paper."""
WIDEST = 520
"""Pixels: 5.6 cm at 235 dots an inch, what an office printer can show."""
_QUALITY = 72


def photos(conn: Connection, session: Session, activities: Sequence[Activity]) -> tuple[Photo, ...]:
    """The first picture of each of the latest activities, then their second ones; those not here yet are left out."""
    by_id = {one.id: one for one in activities}
    rows = read.records(
        conn, Attachment, where={"owner_form": Activity.FORM, "owner_id": sorted(by_id)}, order=("position", "id")
    )
    pictures = [row for row in rows if row.blob and (row.media_type or "image/").startswith("image/")]
    found: list[Photo] = []
    seen: set[str] = set()
    for one in _in_turn(pictures, [one.id for one in reversed(activities)]):
        if len(found) == MOST:
            break
        if one.blob in seen or (made := _photo(session, one, by_id[str(one.owner_id)])) is None:
            continue
        seen.add(str(one.blob))
        found.append(made)
    return tuple(found)


def _in_turn(pictures: Sequence[Attachment], owners: Sequence[str]) -> list[Attachment]:
    """One of each activity, then the next of each."""
    own = {owner: [one for one in pictures if one.owner_id == owner] for owner in owners}
    longest = max((len(listed) for listed in own.values()), default=0)
    return [own[owner][turn] for turn in range(longest) for owner in owners if turn < len(own[owner])]


def _photo(session: Session, one: Attachment, activity: Activity) -> Photo | None:
    if not one.blob or not blobs.exists(session.data_dir, one.blob):
        return None
    try:
        with Image.open(BytesIO(blobs.get(session.data_dir, session.photo_key, one.blob))) as opened:
            opened.draft("RGB", (WIDEST, WIDEST))
            small = opened.convert("RGB")
    except (KnownError, OSError, ValueError, Image.DecompressionBombError):
        return None
    small.thumbnail((WIDEST, WIDEST))
    sink = BytesIO()
    small.save(sink, "JPEG", quality=_QUALITY)
    day = short_date(activity.held_on) if activity.held_on else ""
    words = f"{one.caption or activity.name()}, {day}" if day else one.caption or activity.name()
    return Photo(sink.getvalue(), words, *small.size)
