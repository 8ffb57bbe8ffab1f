"""What the officer who works here is called at Masuk among the others of this laptop (decision 0041). It stands in
clear, so a word of the person's own name in it is worth a caution."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import seats
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.store import read


def is_one_of_several(session: Session) -> bool:
    """Whether other officers work on this laptop too, or did until they were taken out."""
    root = root_of(session)
    return (len(seats.seats(root)) > 1 or bool(seats.taken_out(root))) and bool(current(session))


def current(session: Session) -> str:
    """The label, "" where these data are nobody's seat."""
    return seats.label_of(root_of(session), session.data_dir)


def rename(session: Session, label: str) -> bool:
    """Call oneself something else; whether that has a word of one's own name in it."""
    seats.rename(root_of(session), session.data_dir, label)
    with session.database.read() as conn:
        person = read.record(conn, Officer, session.author)
    own = {word for word in (person.name() if person else "").casefold().split() if len(word) > 2}
    return bool(own & set(current(session).casefold().split()))


def root_of(session: Session) -> Path:
    """The folder of the first officer: this one, or the one around it."""
    folder = session.data_dir
    return folder.parent if seats.label_of(folder.parent, folder) else folder
