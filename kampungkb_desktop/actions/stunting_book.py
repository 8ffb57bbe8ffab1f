"""The KRS recaps of villages and semesters, kept while nothing of a village changed, and the families behind a number.

Kept in memory by the page that asks, and no more of each than it needs: the ids of all families of an office take as
much as half of the program. What stands for a village's state is counted in the log, so that a take-in or an undo is
noticed as any other change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from sys import intern
from typing import Generic, TypeVar

from kampungkb_desktop.actions.kept_results import rules_mark
from kampungkb_desktop.actions.register_rows import After, mutations_after
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import READING, recap_of, villages_of
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.rules.stunting_headings import figure_words
from kampungkb_desktop.rules.stunting_recap import Recap
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

FILTER = "krs:"
"""How a filter of the list of families begins that names a number of the recap: ``krs:2026-2:faktor:air:ya``."""
_FORMS = tuple(form.FORM for form in (Family, Member, FamilyPlanning, RiskVerification))
_KEPT_SEMESTERS = 2
"""The one shown and the one it is compared with."""


K = TypeVar("K")
"""What is kept of a recap."""


def whole(recap: Recap) -> Recap:
    """All of it: for the villages somebody opens, one after the other."""
    return recap


def counts(recap: Recap) -> Mapping[str, int]:
    """How many families every key counts; the keys are those of every other village, too."""
    return {intern(key): len(ids) for key, ids in recap.figures.items()}


def at_risk(recap: Recap) -> tuple[str, ...]:
    """The families at risk; those that lack an answer are not among them."""
    return recap.at_risk.ids


class RiskBook(Generic[K]):
    """Recaps of one session, of which ``keeps`` says what is kept. Not for two threads at once: the one worker fills
    it, the window only reads results."""

    def __init__(self, session: Session, keeps: Callable[[Recap], K]) -> None:
        self.session, self._keeps = session, keeps
        self._pages: dict[tuple[str | None, Semester], tuple[tuple[object, ...], K]] = {}
        """What is kept, with the state of the village it was made from."""

    def recap(self, village: str | None, semester: Semester, today: date) -> K:
        """One village in one semester, as of its last day or today."""
        with self.session.database.read() as conn:
            return self._recap(conn, village, semester, today, _common(conn))

    def every(self, semester: Semester, today: date, progress: Progress | None = None) -> Mapping[str, K]:
        """Every village with families; "" holds families without a village, all others then left aside."""
        found: dict[str, K] = {}
        progress = progress or silent()
        with self.session.database.read() as conn:
            villages, common = villages_of(conn), _common(conn)
            after = mutations_after(conn, semester.day(today))
            for done, village in enumerate(villages):
                progress.report(done, len(villages), "Menghitung keluarga berisiko stunting")
                found[village or ""] = self._recap(conn, village, semester, today, common, after)
        return found

    def _recap(
        self, conn: Connection, village: str | None, semester: Semester, today: date, common: Sequence[object],
        after: After | None = None,
    ) -> K:  # fmt: skip
        state = (today, *common, *read.village_state(conn, village, _FORMS))
        kept = self._pages.get((village, semester))
        if kept is not None and kept[0] == state:
            return kept[1]
        made = self._keeps(recap_of(conn, village, semester, semester.day(today), None, after))
        self._forget(village, semester)
        self._pages[village, semester] = state, made
        return made

    def pages(self, semester: Semester) -> list[tuple[str | None, tuple[object, ...], K]]:
        """Village, state and what is kept of it, of one semester: to be put away."""
        return [(village, *page) for (village, of), page in self._pages.items() if of == semester]

    def remember(self, semester: Semester, pages: Iterable[tuple[str | None, tuple[object, ...], K]]) -> None:
        """Take pages that were put away; they count only where their state is still that of the village."""
        for village, state, kept in pages:
            self._pages.setdefault((village, semester), (state, kept))

    def _forget(self, village: str | None, semester: Semester) -> None:
        """Of each village the semesters looked at last are kept."""
        mine = [key for key in self._pages if key[0] == village and key[1] != semester]
        for key in mine[: len(mine) - _KEPT_SEMESTERS + 1]:
            del self._pages[key]


def families_counted(session: Session, key: str, village: str | None, today: date) -> list[str]:
    """The families that a number of the recap counts; ``key`` as ``filter_key`` makes it. None for a key that
    nothing is counted under, nor for one that cannot be read."""
    try:
        semester, figure = _parts(key)
    except ValueError:
        return []
    book = RiskBook(session, lambda recap: recap.figure(figure).ids)
    if village:
        return list(book.recap(village, semester, today))
    return [one for ids in book.every(semester, today).values() for one in ids]


def families_at_risk(book: RiskBook[tuple[str, ...]], today: date) -> list[str]:
    """The families of all villages that are at risk now, out of a book that keeps those."""
    return [one for ids in book.every(Semester.of(today), today).values() for one in ids]


def filter_words(key: str) -> str:
    """What a filter of the list shows: ``KRS: air minum tidak layak · Semester II 2026``."""
    try:
        semester, figure = _parts(key)
    except ValueError:
        return "KRS"
    return f"KRS: {figure_words(figure)} · {semester.label}"


def _parts(key: str) -> tuple[Semester, str]:
    code, _, figure = key.removeprefix(FILTER).partition(":")
    return Semester.parse(code), figure


def filter_key(semester: Semester, figure: str) -> str:
    """The filter of the list of families that shows what a number counts."""
    return f"{FILTER}{semester.code}:{figure}"


def _common(conn: Connection) -> Sequence[object]:
    """What is different whenever the recap of any village may be, beside its own changes in the log and its records
    (who moved away leaves his change elsewhere): the rules, the reading chosen and the mutations."""
    return rules_mark(), read.setting(conn, READING), read.count(conn, Mutation)
