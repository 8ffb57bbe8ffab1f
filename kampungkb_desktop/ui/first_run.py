"""Mulai: from the choice on the welcome screen to keys, database and the first records. It is read only where there are
no data yet, for it brings the maker of practice data along."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from kampungkb_desktop.actions import practice, start
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.clock import Clock, day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import RECEIVER, Office, Officer
from kampungkb_desktop.forms.record import DRAFT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.desk import Opening, opening
from kampungkb_desktop.ui.pages.welcome import FirstRun, WelcomePage
from kampungkb_desktop.ui.pages.welcome_steps import Begin

PRACTICE = {
    Begin.SAMPLE_OFFICER: command_line.PRACTICE_FOLDER,
    Begin.SAMPLE_DISTRICT: f"{command_line.PRACTICE_FOLDER}-kabupaten",
    Begin.EMPTY_PRACTICE: f"{command_line.PRACTICE_FOLDER}-kosong",
}
"""Where practice lies beside the real data: three kinds that never mix."""


def office_of(regency: str | None) -> Office | None:
    """The letterhead as far as the map knows it; the rest is filled in at Pengaturan."""
    found = regions.load().region(regency) if regency else None
    if found is None:
        return None
    return Office(regency=found.code, government=f"Pemerintah {found.name}", status=DRAFT)


def _server_work() -> ModuleType:
    """What brings the driver of the office's server along."""
    from kampungkb_desktop.ui import server_work  # noqa: PLC0415  few offices have a server

    return server_work


def _receiving(person: Officer) -> Office | None:
    """The letterhead of an office that only receives; nothing for an officer."""
    return Office(full_name=person.office, status=DRAFT) if person.role == RECEIVER else None


class Beginning:
    """One first run over ``folder``. ``practise(folder, role)`` opens sample data; ``made(folder, opening)`` hears of
    new data, and ``noted()`` when their recovery code is written down and the work may begin."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        practise: Callable[[Path, str], object],
        made: Callable[[Path, Opening], object],
        noted: Callable[[], object],
    ) -> None:
        self._folder, self._clock = folder, clock
        self._practise, self._made, self._noted = practise, made, noted
        self._session: Session | None = None
        existing = [begin for begin in PRACTICE if sessions.state(self._practice(begin)) == "ready"]
        self.page = WelcomePage(today=day_of(clock()), existing=existing)
        self.page.sample_wanted.connect(self._sample)
        self.page.first_run.connect(self._begin)
        self.page.noted.connect(self._on_paper)

    def _practice(self, begin: Begin) -> Path:
        return self._folder / PRACTICE[begin]

    def _sample(self, begin: Begin) -> None:
        self._practise(self._practice(begin), "kabupaten" if begin is Begin.SAMPLE_DISTRICT else "petugas")

    def _on_paper(self) -> None:
        """The code was typed back: nobody is reminded of it. A disk that refuses costs a reminder too many."""
        if self._session is not None:
            with suppress(KnownError):
                sessions.sheet_tested(self._session)
        self._noted()

    def _begin(self, answers: FirstRun) -> None:
        """Make keys, database and the first records; a refusal comes back to the page with everything still typed."""
        empty = answers.begin is Begin.EMPTY_PRACTICE
        folder = self._practice(answers.begin) if empty else self._folder

        def work(progress: Progress) -> tuple[Opening, str, KnownError | None]:
            server = _server_work() if answers.server else None
            if server and answers.server:
                server.look(answers.server)  # before anything is made
            started = start.first_run(
                folder,
                practice.PASSWORD if empty else answers.password,
                role=answers.person.role or "petugas",
                person=answers.person,
                villages=answers.villages,
                office=office_of(answers.regency) or _receiving(answers.person),
                practice=empty,
                clock=self._clock,
            )
            if empty:
                practice.mark(folder)
            session, refusal = started.session, None
            if server and answers.server:
                session, refusal = server.settled_at_once(session, answers.server, progress)
            return opening(session), started.recovery_code, refusal

        def done(result: tuple[Opening, str, KnownError | None]) -> None:
            self._session = result[0].session
            self._made(folder, result[0])
            if empty:
                self._noted()
            else:
                self.page.show_code(result[1])
            if result[2] is not None:
                self.page.stays_here(result[2])

        page = self.page
        page.busy(run(page, work, done=done, failed=page.refused, text="Membuat kunci dan menyandikan data…"))
