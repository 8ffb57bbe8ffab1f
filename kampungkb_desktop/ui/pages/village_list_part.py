"""What makes one of a village's lists (pokja, poktan, regulations…) different from the next: its words, its order and
how another record begins. Values and functions only; the screen is ``village_list_desk``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_institution import PROVINCE, REGENCY, VILLAGE
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.work_plan import WorkPlan
from kampungkb_desktop.rules.village_books import VillageBooks
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.form_view import Section, default_sections
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords

SCOPE_GROUP = "Tingkat"
"""The group of the two fields that say whose a record is; the list says it, so no form asks."""


@frozen
class Around:
    """What a list is shown in: the village, whose records (``scope``), everything kept, the day, and the plan where
    the list is that of its lines."""

    code: str
    today: date
    books: VillageBooks
    scope: str = VILLAGE
    plan: WorkPlan | None = None

    @property
    def area(self) -> str | None:
        """The code of the kabupaten/kota or the province, where the list is of one."""
        return {REGENCY: self.code[:5], PROVINCE: self.code[:2]}.get(self.scope)

    def mine(self, record: Record) -> bool:
        """Whether a record is of this scope."""
        level = getattr(record, "level", None) or VILLAGE
        if self.area is None:
            return record.village == self.code and level == VILLAGE
        return level == self.scope and getattr(record, "area", None) == self.area

    def owned(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Answers for a record that begins here, with whose it is."""
        village = self.code if self.area is None else None
        return {"village": village, "level": self.scope, "area": self.area, **answers}


Links = Mapping[str, Sequence[tuple[str, str]]]


def _no_links(_around: Around) -> Links:
    return {}


def _alone(_around: Around, _record: Record) -> Sequence[Record]:
    return ()


def _everything(_record: Record) -> bool:
    return True


@frozen
class ListPart:
    """``records`` in the order of the list, ``begin`` the answers of another one, ``told`` the line over the list.

    ``scoped`` lists also exist for the kabupaten/kota and the province; ``removable`` says what may be deleted;
    ``links`` are the candidates of link fields, ``gone_with`` what is deleted with a record; a ``long`` form (without
    link fields) is built card by card.
    """

    key: str
    chip: str
    form: type[Record]
    words: DeskWords
    records: Callable[[Around], Iterable[Record]]
    begin: Callable[[Around], Mapping[str, Any]]
    told: Callable[[Around], str]
    help_topic: str
    scoped: bool = False
    removable: Callable[[Record], bool] = _everything
    sections: Sequence[Section] = ()
    overrides: Mapping[str, Callable[[Kind], Editor]] = field(default_factory=dict)
    links: Callable[[Around], Links] = _no_links
    gone_with: Callable[[Around, Record], Sequence[Record]] = _alone
    long: bool = False

    def shown_sections(self) -> Sequence[Section]:
        """The form's cards."""
        return self.sections or tuple(one for one in default_sections(self.form) if one.title != SCOPE_GROUP)
