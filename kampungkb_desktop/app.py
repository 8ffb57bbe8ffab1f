"""The window as a program: the first paint, then everything else, and the crash hook.

Masuk is on the screen before the database's modules are read; what is typed meanwhile waits for them.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import kampungkb_desktop.ui  # noqa: F401  before anything of Qt; the reason is written there

# isort: split
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop import __version__
from kampungkb_desktop.base import command_line, crash_report, seats
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.log import log_off, log_to, logger
from kampungkb_desktop.base.program_folder import NOTE, is_portable, program_folder
from kampungkb_desktop.ui.kept_look import read_look
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.speech import begin
from kampungkb_desktop.ui.theme import application, apply_theme, tokens

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from kampungkb_desktop.base.clock import Clock
    from kampungkb_desktop.ui.files_to_open import FilesToOpen
    from kampungkb_desktop.ui.program import Program

DATABASE_NAME = "kampungkb.kkdb"
"""Said again beside ``store.database``, which must not be read before the first paint; a test holds them equal."""

AGAIN = "kkb_start_again"
"""A property of the application: the program is to be started once more after its end."""
REST_SECONDS = 0.01
"""How long the window's thread leaves the processor to the reading of modules before it looks at the keys again."""


def run_window(
    *, data_dir: Path | None, password_file: Path | None, demo: bool, files: Sequence[Path] = ()
) -> int:  # fmt: skip
    """Open the window and stay until it is closed; the answer is the exit status. ``files`` that were double-clicked go
    to a window over the same data, where one is open already."""
    folder = command_line.data_dir_of(data_dir, demo=demo)
    if files and _handed_over(folder, files):
        return 0
    start = Start(application(sys.argv[:1]), folder, demo=demo, password_file=password_file, files=files)
    sys.excepthook = start.crashed
    try:
        start.show(start.window.begin)
        return QApplication.exec() if start.window.isVisible() else 0
    finally:
        start.end()
        sys.excepthook = sys.__excepthook__
        if start.app.property(AGAIN):
            _start_again()


def _handed_over(folder: Path, files: Sequence[Path]) -> bool:
    from kampungkb_desktop.ui.files_to_open import handed_over  # noqa: PLC0415  only after a double click on a file

    return handed_over(folder, files)


def _start_again() -> None:
    """Somebody wants a new version, or another language, now: what is to be done for it is done at the start. Files
    that were double-clicked are not opened again: the update that was just laid down would be refused as not newer."""
    from kampungkb_desktop.base.changing_over import plain_words, start  # noqa: PLC0415  once for every version
    from kampungkb_desktop.base.hand_over import named_files  # noqa: PLC0415  the same

    module = [] if getattr(sys, "frozen", False) else ["-m", "kampungkb_desktop"]
    start(Path(sys.executable), [*module, *named_files(plain_words(sys.argv[1:]))[1]])


def _read_below() -> None:
    """What the program needs from below the window."""
    for name in ("store.lists", "actions.settings", "actions.home"):
        importlib.import_module(f"kampungkb_desktop.{name}")


class Start:
    """One window over a data folder. ``program`` is there soon after the first paint."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        demo: bool = False,
        password_file: Path | None = None,
        clock: Clock | None = None,
        files: Sequence[Path] = (),
    ) -> None:
        self.app, self.root, self.demo = app, folder, demo
        self._password_file, self._clock = password_file, clock
        self.folder = folder if self._given() or demo else seats.last(folder)
        self._crashing = False
        self._typed: str | None = None
        self._files = files
        self.to_open: FilesToOpen | None = None
        self.program: Program | None = None
        look = read_look(folder)
        if not app.property("kkb_prepared") or look != (tokens().dark, tokens().scale, tokens().sharp):
            apply_theme(app, dark=look.dark, scale=look.scale, sharp=look.sharp)
        self._silence = begin(app, folder)
        self.window = MainWindow(undo=self._undo, redo=self._redo, help_=self._help, lock=self._lock)

    def show(self, begin: Callable[[], None] | None = None) -> None:
        """Paint the first screen, then read what comes after it; ``begin`` shows the window as a screen needs it."""
        login = self._masuk() if self._asks() else None
        self.window.cover(login or QWidget())
        (begin or self.window.show)()
        self.app.processEvents()
        self._read_the_rest(login)

    def _masuk(self) -> LoginPage:
        here = [(str(one.folder), one.label) for one in seats.seats(self.root)]
        return LoginPage(self._unlock, others=True, seats=here, seat=str(self.folder))

    def _given(self) -> bool:
        """Whether nobody has to type a password, because it was given."""
        return self._password_file is not None or command_line.password_of(None) is not None

    def _asks(self) -> bool:
        """Whether a person has to type a password: there are data, and neither practice nor a given password."""
        practice = self.demo or command_line.is_practice(self.folder)
        return (self.folder / DATABASE_NAME).exists() and not self._given() and not practice

    def _read_the_rest(self, login: LoginPage | None) -> None:
        # Start-up time: the database's modules take longer than the first paint. They are read beside the window, which
        # goes on answering, and so is the key derived where nobody has to type the password.
        from concurrent.futures import ThreadPoolExecutor, wait  # noqa: PLC0415

        beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="start")
        key = self._derive(beside) if login is None else None
        reading = beside.submit(_read_below)
        while not wait([reading], REST_SECONDS).done:
            self.app.processEvents()
        reading.result()
        beside.shutdown(wait=False)
        if self.window.isVisible():  # somebody may have closed it meanwhile
            self._take_over(login, key)

    def _derive(self, beside: Executor) -> Future[bytes] | None:
        """Begin to derive the key of data that are there, if the password is known."""
        from kampungkb_desktop.store import vault  # noqa: PLC0415

        keys = self.folder / vault.KEYS_NAME
        if not keys.exists():
            return None
        if self.demo or command_line.is_practice(self.folder):
            return beside.submit(vault.unlock, keys, command_line.PRACTICE_PASSWORD)
        return beside.submit(lambda: vault.unlock(keys, command_line.password_of(self._password_file) or ""))

    def _take_over(self, login: LoginPage | None, key: Future[bytes] | None) -> None:
        from kampungkb_desktop.base import clock  # noqa: PLC0415
        from kampungkb_desktop.ui.collector import Collector  # noqa: PLC0415  after Masuk is painted
        from kampungkb_desktop.ui.files_to_open import FilesToOpen  # noqa: PLC0415  after Masuk is painted
        from kampungkb_desktop.ui.program import Program  # noqa: PLC0415

        gc.freeze()  # what is loaded now stays; looking through it again and again would only make the window stutter
        self._collector = Collector(self.window)
        log_to(self.folder)
        self.program = Program(self.window, self.folder, clock=self._clock or clock.now, key=key, root=self.root)
        self.to_open = FilesToOpen(self.window, self.root, self._files)
        here = program_folder()
        if here is not None and (here / NOTE).exists():
            from kampungkb_desktop.base.changing_over import stood  # noqa: PLC0415  once for every version

            stood(here, __version__)
        if is_portable():
            from kampungkb_desktop.ui.stick_home import StickHome  # noqa: PLC0415  only on a stick

            StickHome(self.window, self.root)
        self.program.begin(login, demo=self.demo, password_file=self._password_file)
        if self._typed is not None:
            self.program.unlock(self._typed)

    def _unlock(self, password: str) -> None:
        self._typed = password
        if self.program is not None:
            self.program.unlock(password)

    def _undo(self) -> None:
        if self.program is not None and self.program.desk is not None:
            self.program.desk.undo()

    def _redo(self) -> None:
        if self.program is not None and self.program.desk is not None:
            self.program.desk.redo()

    def _help(self, topic: str) -> None:
        if self.program is not None:
            self.program.help.open(topic)

    def _lock(self) -> None:
        if self.program is not None:
            self.program.lock()

    def end(self) -> None:
        """Close what is open; the worker has stopped by now."""
        if self.to_open is not None:
            self.to_open.end()
        if self.program is not None:
            self.program.end()
        self._silence()
        log_off()

    def crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The hook for everything nobody caught: a refusal that slipped through is a dialog, the rest is a bug."""
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        if isinstance(error, Cancelled):
            return  # a page's timer that came after its data were closed
        if isinstance(error, KnownError):
            self._tell_refusal(error)
            return
        from kampungkb_desktop.base import clock  # noqa: PLC0415  start-up time: dates are not needed to paint

        folder = self.program.folder if self.program is not None else self.folder
        report = crash_report.write(folder, error.with_traceback(trace), clock.moment_of(clock.now()))
        logger.error("kesalahan %s, laporan %s", crash_report.summary_of(error), Path(report).name)
        if self._crashing:
            return  # one dialog at a time; the report is written all the same
        self._crashing = True
        try:
            self._keep_what_was_typed()
            if self._tell_crash(report, crash_report.summary_of(error)):
                self.window.close()
        finally:
            self._crashing = False

    def _keep_what_was_typed(self) -> None:
        try:
            if self.window.current_key:
                self.window.frame.leave()
        except Exception as second:  # noqa: BLE001  the page may be what is broken; its last pause is saved already
            logger.error("isian tidak sempat disimpan: %s", crash_report.summary_of(second))

    def _tell_refusal(self, error: KnownError) -> None:
        from kampungkb_desktop.ui.dialogs import show_error  # noqa: PLC0415  seldom needed, and never before the paint

        show_error(self.window, error)

    def _tell_crash(self, report: str, summary: str) -> bool:
        from kampungkb_desktop.ui.dialogs import show_crash  # noqa: PLC0415  seldom needed, and never before the paint

        return show_crash(self.window, report, summary)
