"""Which records are one, by brute force: every pair that counts, closed over, and the oldest that lives is shown."""

from __future__ import annotations

from collections.abc import Mapping, Set

from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.record import fields_of
from tests.bundle.causal import Verdict

Key = tuple[str, str]
JOINED = ("family", "member")


def shown_as(said: Mapping[Key, Verdict], ever: Mapping[str, Set[str]]) -> dict[Key, str]:
    """(form, record) to the record that it is shown as; ``ever`` are the villages under which a record was written."""
    pairs = []
    for (form, record), verdict in said.items():
        v = verdict.values
        a, b, village = str(v.get("a_id")), str(v.get("b_id")), str(v.get("village"))
        if form != "alias" or not verdict.alive or a >= b or record != derived_id("alias", a, b):
            continue
        if village in ever.get(a, ()) and village in ever.get(b, ()) and v.get("of_form") in JOINED:
            pairs.append((str(v["of_form"]), a, b))
    groups = [({a, b}, form) for form, a, b in pairs]
    grown = True
    while grown:
        grown = False
        for one, form in groups:
            for other, also in groups:
                if one is not other and form == also and one & other and not (other <= one):
                    one |= other
                    grown = True
    found: dict[Key, str] = {}
    for group, form in groups:
        living = [one for one in group if (form, one) in said and said[form, one].alive]
        found.update({(form, one): min(living or group) for one in group})
    return found


def read_through(form: str, row: dict[str, object], shown: Mapping[Key, str]) -> dict[str, object]:
    """A row with its links as they are shown."""
    links = {name: kind.to for name, kind in fields_of(FORMS[form]).items() if isinstance(kind, Link)}
    return {name: shown.get((links[name], str(v)), v) if name in links else v for name, v in row.items()}
