"""A tab made of several lists of one village, one of which is shown: Kelembagaan is the first of them.

Each list is built when it is first asked for; what is typed in any of them is kept when another is turned to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_list_desk import ListDesk
from kampungkb_desktop.ui.pages.village_list_part import Around
from kampungkb_desktop.ui.pages.village_list_parts import PARTS
from kampungkb_desktop.ui.pages.village_profile_desk import ProfileDesk
from kampungkb_desktop.ui.pages.village_tab import VillagePart, VillageTab
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import column

PROFILE = "bulanan"


class ListsTab(VillageTab):
    """Subclasses name the parts and make them. ``forms`` maps a form to the key of the part that shows it."""

    def __init__(
        self, session: Session, today: Callable[[], date], parts: Sequence[Saved], forms: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session, self.today = session, today
        self._forms = forms
        self._keys = tuple(one.key for one in parts)
        self._facts: Facts | None = None
        self._made: dict[str, VillagePart] = {}
        self._stale: set[str] = set()
        self.key = self._keys[0]
        self.chips = FilterChips(parts)
        self.chips.chosen.connect(self.show_part)
        self.parts = Stack()
        box = column(self.chips, spacing=10)
        self.setLayout(box)
        box.addWidget(self.parts, 1)

    def make(self, key: str) -> VillagePart:
        """One of the parts, with ``self.parts`` as its parent."""
        raise NotImplementedError

    def counts(self, facts: Facts) -> Mapping[str, int]:
        """How many records the parts have, for the chips."""
        raise NotImplementedError

    def part(self, key: str) -> VillagePart:
        """A part, made when it is first asked for, showing the village."""
        if key not in self._made:
            made = self._made[key] = self.make(key)
            self.parts.addWidget(made)
            made.wrote.connect(self.wrote)
            made.state.connect(self.state)
            made.go_place.connect(self.go_place)
            self._stale.add(key)
        if key in self._stale and self._facts is not None:
            self._stale.discard(key)
            self._made[key].show_facts(self._facts)
        return self._made[key]

    def show_part(self, key: str) -> None:
        """Turn to a part; what is typed in the one before is kept."""
        if key != self.key:
            self.leave()
        self.key = key
        self.chips.show_key(key)
        self.parts.setCurrentWidget(self.part(key))

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self._stale = set(self._made)
        self.chips.say_counts(self.counts(facts))
        self.show_part(self.key)

    def open_record(self, record_id: str) -> None:
        """A record of any part, saved or half typed; the key of a part opens that."""
        if record_id in self._keys:
            self.show_part(record_id)
            return
        half = next((kept.record for kept in drafts.open_drafts(self.session) if kept.record.id == record_id), None)
        first = self._forms.get(half.FORM) if half is not None else None
        for key in (first,) if first else self._keys:
            if self.part(key).open(record_id):
                self.show_part(key)
                return

    def leave(self) -> bool:
        return all(part.leave() for part in self._made.values())

    def help_place(self) -> str:
        """Where F1 leads from the part shown; "" for the tab's own place."""
        return self.part(self.key).help_place()


class InstitutionTab(ListsTab):
    """Kelembagaan: the monthly profile and the lists it sums up."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        names = [Saved(PROFILE, "Profil bulanan", "Keadaan kelembagaan bulan demi bulan, seperti di portal")]
        names += [Saved(one.key, one.chip, one.words.empty) for one in PARTS]
        forms = {"institution": PROFILE} | {one.form.FORM: one.key for one in PARTS}
        super().__init__(session, today, names, forms, parent)

    @property
    def profile(self) -> ProfileDesk:
        """The monthly profile."""
        made = self.part(PROFILE)
        assert isinstance(made, ProfileDesk)
        return made

    def lists(self, key: str) -> ListDesk:
        """One of the lists."""
        made = self.part(key)
        assert isinstance(made, ListDesk)
        return made

    def make(self, key: str) -> VillagePart:
        if key == PROFILE:
            profile = ProfileDesk(self.session, self.today, self.parts)
            profile.go.connect(self._go)
            return profile
        return ListDesk(self.session, next(one for one in PARTS if one.key == key), self.today, self.parts)

    def counts(self, facts: Facts) -> Mapping[str, int]:
        around = Around(facts.code, self.today(), facts.books)
        return {one.key: sum(1 for _ in one.records(around)) for one in PARTS}

    def _go(self, part: str) -> None:
        if part == "rkm":
            self.go_tab.emit("rencana")
        else:
            self.show_part(part)
