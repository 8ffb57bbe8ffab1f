"""What was typed freely and stays out of a file without names: counted by kind of record, and said beforehand."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Digits, Text
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.sharing import FORMS_OF, OPEN_TEXTS, verdict
from kampungkb_desktop.store import audit, read
from kampungkb_desktop.store.connection import Connection


class TextsLeft(NamedTuple):
    """``counts`` are (what the records are called, how many texts of theirs stay), the most first; ``odd`` the
    questions whose texts leave and that have answers of another shape, which stay as well."""

    counts: tuple[tuple[str, int], ...] = ()
    odd: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """How many texts stay in all, those of an odd shape left out."""
        return sum(count for _, count in self.counts)


def texts_left(conn: Connection, kind: str) -> TextsLeft:
    """For files of this kind (``tanpa_nama``, ``rekap``), over all that is on record."""
    found, odd = Counter[str](), Counter[str]()
    for name in sorted(FORMS_OF[kind] & FORMS.keys()):
        kinds = {field: one for field, one in fields_of(FORMS[name]).items() if isinstance(one, Text | Digits)}
        stays = [field for field, one in kinds.items() if verdict(name, field, one) != "text"]
        found[FORMS[name].TITLE] += audit.filled(conn, name, stays)
        for field in kinds.keys() - set(stays):
            shape = re.compile(OPEN_TEXTS[name, field])
            rows = read.rows(conn, FORMS[name], (field,))
            odd[kinds[field].label] += sum(1 for (said,) in rows if said and not shape.fullmatch(str(said)))
    counts = tuple((title, count) for title, count in found.most_common() if count)
    return TextsLeft(counts, tuple((label, count) for label, count in odd.most_common() if count))
