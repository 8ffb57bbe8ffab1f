"""What is measured on a visit, as it stands on the sheet: its questions, and what its figures make one ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.pages.visit_sections import DETAIL_SECTIONS
from kampungkb_desktop.ui.widgets import column


@frozen
class Opened:
    """A measurement as it comes onto the sheet; ``new`` = never saved."""

    record: Detail
    typed: Mapping[str, str] = field(default_factory=dict)
    new: bool = True


class DetailView(GrowingForm):
    """The questions of one sasaran."""

    def stamp(self, **answers: Any) -> None:
        """Answers that are not asked here but follow from the visit."""
        self._record = self._record.changed(**answers)


class Details(QWidget):
    """The views of all sasaran, one of them in sight. ``load`` gives the measurement of a form for the visit shown,
    ``wire`` ties a new view to the sheet."""

    def __init__(
        self,
        load: Callable[[type[Detail]], Opened],
        judge: Callable[[Record], Iterable[Finding]],
        wire: Callable[[DetailView], None],
    ) -> None:
        super().__init__()
        self._load, self._judge, self._wire = load, judge, wire
        self._views: dict[type[Detail], DetailView] = {}
        self._opened: dict[type[Detail], Opened] = {}
        self.setLayout(column(spacing=0))

    def bring(self, form: type[Detail] | None, today: date) -> DetailView | None:
        """Bring the questions of a form into sight, with the measurement of this visit; ``None`` shows none."""
        view = None if form is None else self._views.get(form) or self._made(form, today)
        if view is not None and form is not None:
            view.today = today
            if form not in self._opened:
                self._opened[form] = opened = self._load(form)
                view.set_record(opened.record, opened.typed)
        for other in self._views.values():
            other.setVisible(other is view)
        self.setVisible(view is not None)
        return view

    def forget(self) -> None:
        """Another visit: its measurements are read anew."""
        self._opened.clear()

    def loaded(self) -> Sequence[Opened]:
        """The measurements shown since the visit was opened."""
        return tuple(self._opened.values())

    def prepare(self, today: date) -> bool:
        """Build one card of a view not asked for yet; whether there was one."""
        for form in DETAIL_FORMS.values():
            view = self._views.get(form)
            if view is None:
                self._made(form, today).dress()
                return True
            if view.grow_dressed():
                return True
        return False

    def _made(self, form: type[Detail], today: date) -> DetailView:
        view = DetailView(form, today=today, sections=DETAIL_SECTIONS[form], context=self._judge, parent=self)
        view.hide()
        self._views[form] = view
        box = self.layout()
        assert box is not None
        box.addWidget(view)
        self._wire(view)
        return view
