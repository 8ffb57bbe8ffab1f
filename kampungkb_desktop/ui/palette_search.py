"""What the palette shows for typed letters: screens and deeds at once, people as soon as the worker has found them.

It has a lane of its own, so that neither a file being taken in nor a list being read holds up the next letter; what
comes late for letters that are no longer there is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.actions import finding, kept_here, recent, saved_filters, trail
from kampungkb_desktop.actions.finding import Finding
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.recent import Opened
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store.lists import Found
from kampungkb_desktop.ui.background import run, unsaid
from kampungkb_desktop.ui.palette_deeds import after_the_deed
from kampungkb_desktop.ui.palette_entries import FAMILY, PERSON_ASKED, VILLAGE, entries, guide_lines
from kampungkb_desktop.ui.palette_lines import (
    DEEDS,
    FAMILIES,
    GUIDE,
    PEOPLE,
    RECENT,
    SCREENS,
    SETTINGS,
    VILLAGES,
    Line,
    line_of,
)
from kampungkb_desktop.ui.palette_rank import BEGINS, INITIALS, WHOLE, fit, may_fit, narrows, words_of
from kampungkb_desktop.ui.saved_filters import KEPT_FILTER, LANE

_FILTERED = ("keluarga", "kunjungan", "kegiatan")
USED = "used"
"""Under this name it is kept how often a deed was chosen."""
OFTEN, LATELY, OF_GROUP = 6, 8, 6
_MOST_KEPT = 60
_DONE = (DEEDS, SCREENS, SETTINGS)
"""The groups of what is done and not looked up: those chosen often come first."""
_FIRST_DEEDS = ("Kunjungan baru", "Keluarga baru", "Kegiatan baru", "Buat berkas kirim", "Cetak ringkasan Kampung KB…")
"""Offered before anything was ever chosen."""
_DIGITS = 4
_PATIENCE_MS = 40
"""So long the answer waits for people before it is given without them."""


class Begun(NamedTuple):
    """What is read when the palette opens; ``kept`` are the saved filters by page."""

    lately: list[Found]
    villages: tuple[str, ...]
    used: object
    kept: dict[str, list[str]]


class _Fitted(NamedTuple):
    """The screens and deeds that fit a text: among how many, the best first, and in the order they are listed in."""

    typed: str = ""
    among: int = 0
    found: Sequence[Line] = ()
    kept: Sequence[Line] = ()


class PaletteSearch(QObject):
    """``answered(lines)`` with everything there is; where people are long in coming, first without them."""

    answered = Signal(object)

    def __init__(self, owner: QObject, session: Session, recent_ahead: Callable[[], Sequence[Opened]]) -> None:
        super().__init__(owner)
        self._session, self._ahead = session, recent_ahead
        self._entries: list[Line] = []
        self._villages: list[Line] = []
        self._lately: list[Line] = []
        self._used: dict[str, int] = {}
        self._filters: list[Line] = []
        self._fitted = _Fitted()
        self._asked = 0
        self._waits = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._waits.timeout.connect(self._answer)
        self.asking = False
        """Whether people are still looked for."""
        self.here: Sequence[Line] = ()
        """What can be done on the page one is on."""

    def begin(self, here: Sequence[Line]) -> None:
        """The palette opens: read anew what was opened and used lately."""
        self.here = here
        self._entries = self._entries or entries(self._session)
        ahead = list(self._ahead())
        session = self._session

        def read(_progress: object) -> Begun:
            kept = {page: list(saved_filters.named(session, page)) for page in _FILTERED}
            used = kept_here.kept(session, USED)
            return Begun(recent.shown(session, ahead, most=60), own_villages(session), used, kept)

        run(self, read, done=self._begun, lane=LANE)

    def _begun(self, found: Begun) -> None:
        lately, villages, used, kept = found
        self._filters = [
            Line(f"Saringan {page}: {name}", SCREENS, icon="filter", goal=(page, KEPT_FILTER + name))
            for page, names in kept.items()
            for name in names
        ]
        self._lately = [line_of(one, RECENT) for one in lately]
        self._villages = [line_of(Found("village", code, "", village=code), VILLAGES) for code in villages]
        self._used = {str(k): int(v) for k, v in used.items()} if isinstance(used, dict) else {}
        if lately:
            trail.looked(self._session, "keluarga", len(lately), tampilan=True)
        self.ask(*self._last)

    _last: tuple[str, Line | None] = ("", None)

    def ask(self, typed: str, step: Line | None = None) -> None:
        """Answer for these letters; ``step`` is a deed that asks for whom or where."""
        self._asked += 1
        self._last = typed, step
        self._waits.stop()
        self.asking = False
        if not typed.strip():
            self.answered.emit(self._empty(step))
            return
        if step is None or step.asks != VILLAGE:
            self.asking = True
            self._waits.start()  # people are found within a few milliseconds: what is shown twice is drawn twice
            self._find(typed, step, self._asked)
        else:
            self.answered.emit(self._join(typed, step, Finding()))

    def answer_now(self) -> None:
        """Answer without people where they are not found yet: somebody chooses already."""
        if self._waits.isActive():
            self._waits.stop()
            self._answer()

    def _answer(self) -> None:
        typed, step = self._last
        self.answered.emit(self._join(typed, step, Finding()))

    def used(self, line: Line) -> None:
        """A deed was chosen; those chosen often come first."""
        if line.group not in _DONE:
            return
        session, name = self._session, line.name

        def count(before: object) -> dict[str, int]:
            counts = {str(k): int(v) for k, v in before.items()} if isinstance(before, dict) else {}
            counts[name] = counts.get(name, 0) + 1
            return dict(sorted(counts.items(), key=lambda item: -item[1])[:_MOST_KEPT])

        run(self, lambda _p: kept_here.change(session, USED, count), done=lambda _n: None, failed=unsaid, lane=LANE)

    # --- inside

    def _find(self, typed: str, step: Line | None, asked: int) -> None:
        session, recent_ones = self._session, [*self._ahead(), *self._opened()]
        words = after_the_deed(self._entries, typed)[1] if step is None else ""

        def work(_progress: object) -> tuple[Finding, Finding]:
            found = finding.find(session, typed, recent_ones)
            return found, finding.find(session, words, recent_ones) if words else Finding()

        def done(both: tuple[Finding, Finding]) -> None:
            if asked != self._asked:
                return
            found, meant = both
            if found.count:
                trail.looked(session, "keluarga", found.count, kata=typed)
            if step is None and not found.count + meant.count and not self._entries_for(typed):
                run(self, lambda _p: guide_lines(typed), done=lambda guide: come(both, guide), lane=LANE)
            else:
                come(both)

        def come(both: tuple[Finding, Finding], guide: Sequence[Line] | None = None) -> None:
            if asked == self._asked:
                self._waits.stop()
                self.asking = False
                self.answered.emit(self._join(typed, step, *both, guide=guide))

        run(self, work, done=done, lane=LANE)

    def _opened(self) -> list[Opened]:
        return [Opened(form, key) for one in self._lately for form, _, key in [one.key.partition(":")]]

    def _empty(self, step: Line | None) -> list[Line]:
        """Before anything is typed: what was opened lately, and what is often done."""
        if step is not None:
            wanted = {VILLAGE: ("village",), FAMILY: ("family",), PERSON_ASKED: ("member",)}[step.asks]
            lately = [one for one in self._lately if one.key.split(":")[0] in wanted]
            rest = self._villages if step.asks == VILLAGE else []
            known = {one.key for one in lately}
            return [*lately, *(one for one in rest if one.key not in known)]
        by_name = {one.name: one for one in self._entries if one.group in _DONE}
        names = [*(name for name in self._used if name in by_name), *_FIRST_DEEDS]
        often = [replace(by_name[name], group=DEEDS) for name in dict.fromkeys(names) if name in by_name]
        return [*self._lately[:LATELY], *often[:OFTEN]]

    def _join(
        self, typed: str, step: Line | None, found: Finding, meant: Finding | None = None, *,
        guide: Sequence[Line] | None = None,
    ) -> list[Line]:  # fmt: skip
        families = [line_of(one, FAMILIES) for one in found.families]
        people = [line_of(one, PEOPLE) for one in found.people]
        villages = self._fitting(self._villages, typed)
        if step is not None:
            return {VILLAGE: villages, FAMILY: families, PERSON_ASKED: people}[step.asks]
        fitting = self._entries_for(typed, guide)
        near = [one for one in fitting if one.group != GUIDE and _is_strong(one, typed)]
        strong = {id(one) for one in near}
        far = sorted((one for one in fitting if id(one) not in strong), key=lambda one: one.group == GUIDE)
        compound = self._compound(typed, meant or Finding())
        if sum(letter.isdigit() for letter in typed) >= _DIGITS:
            near, far = [], [*near, *far]
        lately = [one for one in self._lately if one.key.startswith(("visit:", "activity:")) and fit(one.name, typed)]
        named = [one for one in villages if words_of(one.name) == words_of(typed)]
        parts = (compound, named, *_grouped(near), families, people, villages, lately, *_grouped(far))
        return _without_doubles([one for part in parts for one in part[:OF_GROUP]])

    def _entries_for(self, typed: str, guide: Sequence[Line] | None = None) -> Sequence[Line]:
        """Screens, deeds, filters and the guide's headings; found once for a text. ``guide``: what it tells of where
        nothing else fits; slips of the finger are forgiven then, too."""
        every = [*self.here, *self._filters, *self._entries]
        before = self._fitted
        if (before.typed, before.among) != (typed, len(every)):
            narrower = before.among == len(every) and narrows(before.typed, typed)
            among = before.kept if narrower else every
            found = self._fitting(among, typed)
            there = {id(one) for one in found}
            self._fitted = _Fitted(typed, len(every), found, [one for one in among if id(one) in there])
        if self._fitted.found or guide is None:
            return self._fitted.found
        return [*self._fitting(every, typed, loose=True), *guide]

    def _fitting(self, lines: Sequence[Line], typed: str, *, loose: bool = False) -> list[Line]:
        may = may_fit(typed)
        found = [(how, -self._used.get(one.name, 0), at, one) for at, one in enumerate(lines)
                 if (loose or may(one.name, one.also or one.more))
                 and (how := fit(one.name, typed, one.also or one.more, loose=loose))]  # fmt: skip
        return [line[3] for line in sorted(found, key=lambda line: (line[0].worst, *line[1:2], *line[0][1:], line[2]))]

    def _compound(self, typed: str, meant: Finding) -> list[Line]:
        """ "kunjungan baru budi": the deed and for whom, in one line."""
        deeds, words = after_the_deed(self._entries, typed)
        made: list[Line] = []
        for deed in deeds:
            if deed.asks == VILLAGE:
                made += [answered(deed, one) for one in self._fitting(self._villages, words)[:3]]
            else:
                found = meant.families if deed.asks == FAMILY else meant.people
                made += [answered(deed, line_of(one, DEEDS)) for one in found[:3]]
        return made[:4]


def answered(deed: Line, who: Line) -> Line:
    """A deed that knows for whom or where."""
    assert deed.goal is not None
    assert deed.goal[1] is not None
    record = who.key.partition(":")[2]
    return replace(
        deed,
        name=deed.name.rstrip("…") + f" {who.name}" if "untuk" in deed.name else f"{deed.name.rstrip('…')}: {who.name}",
        more=who.more,
        asks="",
        goal=(deed.goal[0], deed.goal[1].replace("{}", record)),
        keys="",
    )


def _is_strong(line: Line, typed: str) -> bool:
    """Whether its own name begins as typed; where only a later word does, people come first."""
    how = fit(line.name, typed, loose=False)
    return how is not None and how.worst in (WHOLE, BEGINS, INITIALS) and how.place == 0


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """By group, the group of the best line first."""
    groups: dict[str, list[Line]] = {}
    for one in lines:
        groups.setdefault(one.group, []).append(one)
    return list(groups.values())


def _without_doubles(lines: Sequence[Line]) -> list[Line]:
    """Each once, and each group once: what of a group comes again stands behind it."""
    groups: dict[str, dict[tuple[str, object], Line]] = {}
    for one in lines:
        groups.setdefault(one.group, {}).setdefault((one.name, one.goal or one.name), one)
    return [one for group in groups.values() for one in group.values()]
