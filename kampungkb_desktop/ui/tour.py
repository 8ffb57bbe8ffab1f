"""The guided tour over the window: it says what to do next, shows where, and waits until it was really done.

It writes nothing but its own place; every step is done by the person, with the controls of the program itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.actions import tour as tours
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tour import Deeds, Kept
from kampungkb_desktop.base import command_line
from kampungkb_desktop.forms.officer import DISTRICT as DISTRICT_ROLE
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.frame import Frame
from kampungkb_desktop.ui.tour_panel import Ring, TourPanel
from kampungkb_desktop.ui.tour_steps import DISTRICT, OFFICER, Look, TourStep, control

LOOK_MS = 400
"""How often the ring follows its control and the place one is at is looked at; nothing is read from the disk then."""


class Tour(QObject):
    """``home_wanted(folder)`` is called when the tour is over and real work shall begin."""

    def __init__(
        self, frame: Frame, session: Session, today: Callable[[], date], home_wanted: Callable[[str], object]
    ) -> None:
        super().__init__(frame)
        self._frame, self._session, self._today, self._home_wanted = frame, session, today, home_wanted
        self.steps: tuple[TourStep, ...] = DISTRICT if session.role == DISTRICT_ROLE else OFFICER
        self.kept, self.deeds = Kept(), Deeds()
        self._praise, self._reading, self._astray, self._begun = "", False, False, False
        self.panel, self.ring = TourPanel(), Ring(frame)
        frame.notices.insertWidget(0, self.panel)
        self.panel.pressed.connect(self._press)
        self.panel.skipped.connect(self._skip)
        self.panel.left.connect(self.leave)
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self._look)
        frame.titled.connect(self._came)
        frame.wrote.connect(self._wrote)
        self._key = QShortcut(QKeySequence("F6"), frame, self._change_focus)
        frame.went.connect(self._yield_key)

    def open(self) -> None:
        """Go on where it stood, or offer it where it was never begun or left."""
        run(self, lambda _p: (tours.can_run(self._session), tours.load(self._session)), done=self._opened)

    def restart(self) -> None:
        """From the first step."""
        run(self, lambda _p: tours.begin(self._session, self._today()), done=self._began)

    def resume(self) -> None:
        """Where it was left; from the first step where it is over."""
        if self.kept.state in ("ditinggal", "berjalan"):
            self._keep(replace(self.kept, state="berjalan"))
            self._began(self.kept)
        else:
            self.restart()

    def leave(self) -> None:
        """Go away until it is asked for again; what was done stays done."""
        if self.kept.state != "selesai":
            self._keep(replace(self.kept, state="ditinggal"))
        here = QApplication.focusWidget()
        inside = here is not None and self.panel.isAncestorOf(here)
        self._stop()
        if inside:  # the keys would fall to whatever comes next, the foot of the window
            self._frame.take_focus()

    @property
    def step(self) -> TourStep | None:
        """What is to be done now, while the tour runs."""
        runs = self.kept.state == "berjalan" and self.kept.step < len(self.steps)
        return self.steps[self.kept.step] if runs else None

    # --- beginning and ending

    def _opened(self, found: tuple[bool, Kept]) -> None:
        can, self.kept = found
        if not can:
            return
        if self.kept.state == "berjalan":
            self._began(self.kept)
        elif self.kept.state == "ditawarkan":
            minutes = 5 if self.steps is DISTRICT else 10
            words = (
                f"Tur {minutes} menit ini menunggu Anda mengerjakan setiap langkahnya. Boleh ditinggal kapan saja. "
                "F6: ke pita ini dan kembali."
            )
            self.panel.say("", "Baru pertama kali di sini?", words, "Mulai tur", skips=False)

    def _began(self, kept: Kept) -> None:
        self.kept, self.deeds, self._praise, self._begun = kept, Deeds(), "", False
        self._watch.start()
        self._show()
        self._read()

    def _stop(self) -> None:
        self._watch.stop()
        self.ring.hide()
        self.panel.hide()

    def _keep(self, kept: Kept) -> None:
        self.kept = kept
        run(self, lambda _p: tours.keep(self._session, kept), done=lambda _nothing: None)

    # --- waiting for the deed

    def _came(self, _title: str) -> None:
        self._look()

    def _wrote(self, _forms: object) -> None:
        if self.step is not None:
            self._read()

    def _read(self) -> None:
        """Look on the worker what has been done; one look at a time, and another where something came meanwhile."""
        if self._reading:
            return
        self._reading = True
        kept = self.kept
        run(self, lambda _p: tours.deeds(self._session, kept), done=self._know)

    def _know(self, deeds: Deeds) -> None:
        self._reading = False
        self.deeds = deeds
        self._look()

    def _look(self) -> None:
        """Follow the control, and go on where the step is done."""
        step = self.step
        if step is None or not self._frame.isVisible():
            self.ring.hide()
            return
        look = Look(self._frame, self.deeds, self.kept.family)
        self._begun = self._begun or step.begun(look)
        if self._begun and step.done(look):
            self._go_on(step.praise)
            return
        if step.lost and step.astray(look) != self._astray:
            self._astray = not self._astray
            self._show()
        self.ring.around(control(self._frame, step))

    def _go_on(self, praise: str) -> None:
        self._praise, self._astray, self._begun = praise, False, False
        at = self.kept.step + 1
        self._keep(replace(self.kept, step=at, state="berjalan" if at < len(self.steps) else "selesai"))
        self._show()
        if self.step is None:
            self._watch.stop()
            self.ring.hide()

    # --- saying it

    def _show(self) -> None:
        step = self.step
        if step is None:
            words = "Sekarang Anda tahu jalannya sampai tanda terima. Tur dapat diulang dari Bantuan."
            self.panel.say("", "Tur selesai.", words, self._after(), praise=self._praise, skips=False)
        else:
            child = f" untuk {self.kept.child}" if self.kept.child else ""
            words = (step.lost if self._astray else step.words).format(
                name=self.kept.name or "sebuah nama", child=child
            )
            where = f"{self.kept.step + 1} dari {len(self.steps)}"
            self.panel.say(where, step.title, words, "Tunjukkan", praise=self._praise)
        self._announce()
        self.ring.around(control(self._frame, step) if step is not None else None)

    def _announce(self) -> None:
        """Said by a screen reader wherever the keys are."""
        words = self.panel.accessibleDescription()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.panel, words))

    def _after(self) -> str:
        return "Mulai bekerja" if self._home() is not None else ""

    def _home(self) -> Path | None:
        return command_line.beside_practice(self._session.data_dir)

    # --- its buttons

    def _press(self) -> None:
        if self.kept.state == "selesai":
            home = self._home()
            self._stop()
            if home is not None:
                self._home_wanted(str(home))
        elif self.step is None:
            self.restart()
        else:
            self._point()

    def _point(self) -> None:
        """Give the keys to the control of this step."""
        step = self.step
        found = control(self._frame, step) if step is not None else None
        if found is None:
            self._frame.take_focus()
            return
        inside = [] if _takes_keys(found) else [one for one in found.findChildren(QWidget) if _takes_keys(one)]
        first = min(inside, key=lambda one: one.mapTo(found, QPoint(0, 0)).y(), default=found)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _skip(self) -> None:
        self._go_on("")

    def _yield_key(self, _page: str, record: object) -> None:
        """The list for many visits has an F6 of its own, and Qt would press neither."""
        self._key.setEnabled(not str(record or "").startswith("banyak"))

    def _change_focus(self) -> None:
        """F6: to the strip, and from there back to the page."""
        here = QApplication.focusWidget()
        inside = here is not None and self.panel.isAncestorOf(here)
        if self.panel.isVisible() and not inside:
            (self.panel.main if self.panel.main.isVisible() else self.panel.close_button).setFocus()
        else:
            self._frame.take_focus()


def _takes_keys(widget: QWidget) -> bool:
    """Whether Tab would come here."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
