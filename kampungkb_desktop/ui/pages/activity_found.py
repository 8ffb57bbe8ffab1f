"""Which activities the filters of Kegiatan and what is typed leave; a slip of the finger finds what was meant."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from datetime import date, timedelta

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.programme import ACTIVITIES
from kampungkb_desktop.rules.near_words import nearest, words
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.lists.activities import ActivityFilter, activity_ids, activity_texts

BEYOND = "luas"
"""In the filter of villages: those of the kecamatan, the kabupaten or the province."""


@frozen
class Wanted:
    """What the filters ask for; empty asks nothing."""

    text: str = ""
    villages: tuple[str, ...] = ()
    programme: str = ""
    month: str = ""
    risk_tag: str = ""
    among: tuple[str, ...] | None = None
    """Only these records: those that were not sent."""

    @property
    def village(self) -> str:
        """The one village (or what lies beyond any), where it is one."""
        return self.villages[0] if len(self.villages) == 1 else ""


def found_numbers(
    session: Session, wanted: Wanted, sort: str, *, descending: bool, known: Collection[str] | None = None
) -> array[int]:
    """The numbers of the lines that fit, in order; the lines themselves are read when they come into sight. ``known``
    are the words of all activities, where they were read before."""
    since, until = _bounds(wanted.month) if wanted.month else (None, None)
    villages = wanted.villages if wanted.villages and wanted.village != BEYOND else None
    codes = [one.code for one in ACTIVITIES if one.programme == wanted.programme] if wanted.programme else None
    asked = ActivityFilter(
        kegiatan=codes, since=since, until=until, risk_tag=wanted.risk_tag or None, beyond=wanted.village == BEYOND,
        among=wanted.among,
    )  # fmt: skip
    with session.database.read() as conn:

        def ask(text: str) -> array[int]:
            return activity_ids(conn, villages=villages, text=text, sort=sort, descending=descending, filter=asked)

        found = ask(wanted.text)
        if found or not wanted.text:
            return found
        # Nothing as typed: a word may hold a slip of the finger.
        there = _words_of(conn) if known is None else known
        meant = [word if word in there else nearest(word, there) for word in words(wanted.text)]
        return ask(" ".join(word for word in meant if word)) if all(meant) else found


def every_word(session: Session) -> frozenset[str]:
    """The words of all activities: what a slip of the finger may have meant."""
    with session.database.read() as conn:
        return _words_of(conn)


def _words_of(conn: Connection) -> frozenset[str]:
    return frozenset(word for _, text in activity_texts(conn) for word in words(text))


def _bounds(month: str) -> tuple[date, date]:
    """First and last day of a month."""
    year, number_ = (int(part) for part in month.split("-"))
    return date(year, number_, 1), date(year + number_ // 12, number_ % 12 + 1, 1) - timedelta(days=1)
