"""What was typed of a village into the portal, screen by screen, as it was typed: so that a later look shows what has
changed since. One record for each screen and its time; everybody who works in the village sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.kinds import Day, Text
from kampungkb_desktop.forms.record import Record, ask

LONGEST = 60_000


@frozen(kw_only=True)
class PortalEntry(Record):
    """``screen`` is a code of ``rules.portal_screens``; ``period`` the month, day or record it is about, "" for what
    has no time. ``typed`` is a JSON object of line keys and the texts that were typed."""

    FORM: ClassVar[str] = "portal_entry"
    TITLE: ClassVar[str] = "Isian portal"

    screen: str | None = ask(Text("Layar portal", required=True, longest=40))
    period: str | None = ask(Text("Masa", longest=40))
    typed: str | None = ask(Text("Yang sudah diketik", longest=LONGEST, lines=4))
    typed_on: date | None = ask(Day("Diketik pada", required=True))

    def name(self) -> str:
        """The form's title and the screen; its words are the rule's."""
        return f"{self.TITLE}, {self.screen}" if self.screen else self.TITLE


def portal_entry_id(village: str, screen: str, period: str) -> str:
    """The id that every laptop gives the same screen of a village."""
    return derived_id(PortalEntry.FORM, village, screen, period)


def typed_in(entry: PortalEntry | None) -> dict[str, str]:
    """The texts by line; nothing of what cannot be read."""
    try:
        found = json.loads(entry.typed) if entry is not None and entry.typed else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def as_text(typed: Mapping[str, str]) -> str | None:
    """The same texts in the one way every laptop writes them; ``None`` for none."""
    return json.dumps(dict(typed), ensure_ascii=False, sort_keys=True, separators=(",", ":")) if typed else None
