"""Who is not named in Riwayat because he asked that his data be used no further (decision 0026): what happened and what
was answered stays, the names and numbers by which he is known do not."""

from __future__ import annotations

from collections.abc import Collection

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists
from kampungkb_desktop.store.connection import Connection

_NUMBERS = {Family.FORM: frozenset({"kk"}), Member.FORM: frozenset({"nik", "phone"})}
_NAMES = {Family.FORM: frozenset({"head_name"}), Member.FORM: frozenset({"full_name"})}


@frozen
class Veil:
    """Families and people who are restricted, and families whose head is, he alone."""

    families: Collection[str] = ()
    people: Collection[str] = ()
    heads: Collection[str] = ()

    @classmethod
    def of(cls, conn: Connection) -> Veil:
        """Whoever is restricted today: names that he bore before are his, too."""
        return cls(lists.restricted_families(conn), lists.restricted_members(conn), lists.hidden_heads(conn))

    def instead(self, form: str, record: str) -> str:
        """What a record is called instead of by its name; "" where its name may stand."""
        if record in (self.people if form == Member.FORM else self.families if form == Family.FORM else ()):
            return lists.HIDDEN
        return lists.HEAD_HIDDEN if form == Family.FORM and record in self.heads else ""

    def of_answer(self, form: str, record: str, field: str) -> str:
        """What stands instead of an answer; "" where it may stand."""
        words = self.instead(form, record)
        if field in _NAMES.get(form, ()):
            return words
        return words if words == lists.HIDDEN and field in _NUMBERS.get(form, ()) else ""


OPEN = Veil()
"""For whom the record is about: his own data are his to read."""
