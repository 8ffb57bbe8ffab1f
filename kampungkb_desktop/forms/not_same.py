"""That two records which look alike are two people, or two families: somebody looked, and nobody is asked again.

The id follows from the pair, so that two offices which decide alike make the same record. Deleting it asks anew.
"""

from __future__ import annotations

from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.kinds import Text
from kampungkb_desktop.forms.record import Record, ask

_PEOPLE = "member"


@frozen(kw_only=True)
class NotSame(Record):
    """``of`` is the form (``family``, ``member``), ``first`` and ``second`` the ids, the smaller one first."""

    FORM: ClassVar[str] = "not_same"
    TITLE: ClassVar[str] = "Bukan yang sama"

    of: str | None = ask(Text("Jenis catatan", required=True, longest=40))
    first: str | None = ask(Text("Catatan pertama", required=True, longest=32))
    second: str | None = ask(Text("Catatan kedua", required=True, longest=32))

    def name(self) -> str:
        """What was said of the two."""
        return "Bukan orang yang sama" if self.of == _PEOPLE else "Bukan keluarga yang sama"


def not_same_id(form: str, one: str, other: str) -> str:
    """The id that every laptop gives the decision on a pair."""
    first, second = sorted((one, other))
    return derived_id(NotSame.FORM, form, first, second)
