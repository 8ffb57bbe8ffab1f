"""Long work off the window's thread: one worker, one queue for each lane, and the result or the error delivered exactly
once.

Work is a plain function of a ``Progress``. It must not touch widgets; what it returns is handed over on the
UI thread.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from shiboken6 import isValid

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.ui.dialogs import show_error

T = TypeVar("T")
USUAL, NETWORK, STICKS, COUNTS = "kkb_worker", "kkb_network", "kkb_sticks", "kkb_counts"
"""The lanes: what reads and writes the data, one after the other; what waits for other computers or for a slow flash
disk, and what is counted for later: they must not hold that up."""
TURN_SECONDS = 0.001
"""How long the worker may keep the interpreter while the window waits for it. Python's own five milliseconds are paid
at each of the dozen times that drawing one picture asks for it."""
JOIN_SECONDS = 20.0
"""How long the end of the application waits for work that was told to stop."""


class Job(QObject):
    """One piece of work under way. ``stepped(Step)`` comes at most ten times a second, ``ended()`` exactly
    once."""

    stepped = Signal(object)
    ended = Signal()
    _step_came = Signal(object)
    _came = Signal(object, object)

    def __init__(self, owner: QObject, work: Callable[[Progress], Any], text: str, lane: str = USUAL) -> None:
        super().__init__()  # on the window's thread, so what the worker emits is queued to it
        self.text, self.lane = text, lane
        self.over = False
        self.progress = Progress(sink=self._step_came.emit)
        self._owner, self._work = owner, work
        self._context = copy_context()  # the rules and regions in use where the work was given
        self._hears: dict[str, Callable[[Any], object] | None] = {}
        self._step_came.connect(self._step)
        self._came.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then rolls back and ``cancelled`` is called."""
        self.progress.cancel.set()

    def listen(self, **hears: Callable[[Any], object] | None) -> None:
        """Who hears ``done``, ``failed``, ``cancelled`` and ``progress``."""
        self._hears = hears

    def is_for(self, owner: QObject) -> bool:
        """Whether who asked for it is this, or within it."""
        one: QObject | None = self._owner if isValid(self._owner) else None
        while one is not None and one is not owner:
            one = one.parent()
        return one is not None

    def work_now(self) -> None:
        """On the worker's thread."""
        result: Any = None
        error: BaseException | None = None
        try:
            self.progress.check()
            result = self._context.run(self._work, self.progress)
        except Exception as failure:  # noqa: BLE001  the one place where any bug of any work arrives
            error = failure
        if isValid(self):  # the application may have ended meanwhile: then there is nobody to tell
            self._came.emit(result, error)

    @Slot(object)
    def _step(self, step: Step) -> None:
        if not self.over and isValid(self._owner):
            self.stepped.emit(step)
            self._tell("progress", step)

    @Slot(object, object)
    def _deliver(self, result: Any, error: BaseException | None) -> None:
        """On the window's thread. Nothing is told to an owner that is gone."""
        self.over = True
        worker_of(self.lane).forget(self)
        self.ended.emit()
        if not isValid(self._owner):
            return
        if error is None:
            self._tell("done", result)
        elif isinstance(error, Cancelled):
            self._tell("cancelled", error)
        elif isinstance(error, KnownError):
            self._tell("failed", error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _tell(self, what: str, value: Any) -> None:
        hear = self._hears.get(what)
        if hear is not None:
            hear(value)


class Worker(QObject):
    """The one thread. It belongs to the application object and is told to stop when that ends.

    Work refers to widgets, if only by the functions that hear of it. So the window's thread holds every job until the
    worker has let it go: whoever lets go last takes apart what hangs on it, and widgets must not end on the worker.
    """

    _let_go = Signal(int)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        sys.setswitchinterval(TURN_SECONDS)
        self._queue: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._jobs: set[Job] = set()
        self._held: dict[int, Job] = {}
        self.handed = 0
        self._let_go.connect(self._drop)
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)
        self._thread.start()
        app.aboutToQuit.connect(self.stop)

    def add(self, job: Job) -> None:
        """Queue a piece of work."""
        self._jobs.add(job)
        self.handed += 1
        self._held[self.handed] = job
        self._queue.put(self.handed)

    def forget(self, job: Job) -> None:
        """The work was delivered."""
        self._jobs.discard(job)

    def busy(self) -> bool:
        """Whether something is under way or waiting."""
        return bool(self._jobs)

    def works_for(self, owner: QObject) -> bool:
        """Whether something under way or waiting is for this or for anything within it."""
        return any(job.is_for(owner) for job in self._jobs)

    def cancel_all(self) -> None:
        """Ask everything under way or waiting to stop."""
        for job in tuple(self._jobs):
            job.cancel()

    def stop(self) -> None:
        """Cancel everything and wait for the thread, so no transaction is cut off half-way."""
        self.cancel_all()
        self._queue.put(None)
        self._thread.join(JOIN_SECONDS)

    @Slot(int)
    def _drop(self, number: int) -> None:
        self._held.pop(number, None)

    def _run(self) -> None:
        while (number := self._queue.get()) is not None:
            self._held[number].work_now()
            if isValid(self):
                self._let_go.emit(number)


def worker_of(lane: str = USUAL) -> Worker:
    """The application's worker of a lane, started at the first need."""
    app = QCoreApplication.instance()
    assert app is not None, "background work needs a QApplication"
    found = app.property(lane)
    if not isinstance(found, Worker):
        found = Worker(app)
        app.setProperty(lane, found)
    return found


def handed() -> int:
    """How many pieces of work were ever handed to the workers."""
    app = QCoreApplication.instance()
    return sum(one.handed for one in app.findChildren(Worker)) if app is not None else 0


def works_for(owner: QObject) -> bool:
    """Whether any lane works for this, or for anything within it."""
    app = QCoreApplication.instance()
    found = app.findChildren(Worker) if app is not None else []
    return any(one.works_for(owner) for one in found)


def cancel_network() -> None:
    """Ask whatever waits for other computers to stop, where anything does."""
    app = QCoreApplication.instance()
    found = app.property(NETWORK) if app is not None else None
    if isinstance(found, Worker):
        found.cancel_all()


def run(
    owner: QObject,
    work: Callable[[Progress], T],
    *,
    done: Callable[[T], object],
    failed: Callable[[KnownError], object] | None = None,
    cancelled: Callable[[], object] | None = None,
    progress: Callable[[Step], object] | None = None,
    text: str = "",
    lane: str = USUAL,
) -> Job:
    """Do ``work`` on the worker of its lane and call exactly one of ``done``, ``failed``, ``cancelled`` on the window's
    thread.

    Without ``failed`` a ``KnownError`` is shown as a plain dialog over ``owner``. Any other error is a bug
    and goes to ``sys.excepthook`` (the crash dialog). When ``owner`` is destroyed first, nothing is called.
    ``progress`` hears steps, at most ten a second; ``text`` says what is being done. The job's ``cancel``
    asks it to stop.
    """
    job = Job(owner, work, text, lane)
    job.listen(
        done=done,
        failed=failed or _show(owner),
        cancelled=(lambda _error: cancelled()) if cancelled is not None else None,
        progress=progress,
    )
    worker_of(lane).add(job)
    return job


def unsaid(_why: KnownError) -> None:
    """For ``failed``, where what could not be kept was typed by nobody, as a place in a list or a count: a full disk is
    told where something is lost by it."""


def _show(owner: QObject) -> Callable[[KnownError], object]:
    def show(error: KnownError) -> None:
        show_error(owner, error)

    return show
