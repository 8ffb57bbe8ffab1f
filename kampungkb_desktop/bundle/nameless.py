"""Changes as somebody may see them who is to have figures but no people (*tanpa nama*, *rekap*; decision 0015).

A pure renaming of the log: every id becomes a pseudonym under a key that one receiver and one office share, every
answer goes by ``forms.sharing``. The same change always comes out the same, so files may overlap, come twice and follow
each other like any others, and can never meet the real log.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import msgspec

from kampungkb_desktop.forms.alias import Alias, alias_id, known_changes, known_text, ordered
from kampungkb_desktop.forms.catalog import FORMS, VERSIONS
from kampungkb_desktop.forms.change import FORGIVE, PUT, Change, ChangeId, decode_values, encode_values
from kampungkb_desktop.forms.kinds import Choice, Choices, Kind, Scalar
from kampungkb_desktop.forms.record import canonical, fields_of
from kampungkb_desktop.forms.sharing import FORMS_OF, GIVEN_OUT, LABELS, OPEN_TEXTS, Verdict, verdict

ACTION_NAME = "Tanpa nama"
_DAY = 86_400_000
_SMALL_CHILD = 6
"""Years: birth months are kept so long, for growth; later the year is enough."""
_PLACE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_ID = re.compile(r"[0-9a-f]{32}")
_encoder = msgspec.json.Encoder()


def pseudonym_key(office_seed: bytes, receiver: str) -> bytes:
    """The key of one office towards one receiver (its verify key): the same on every computer of the office, another
    for every receiver, so that two receivers cannot compare what they hold."""
    return hashlib.blake2b(f"kkb/1 pseudonym\0{receiver}".encode(), key=office_seed, digest_size=32).digest()


@dataclass(slots=True)
class Veil:
    """One receiver's way of seeing the log. ``kind`` is tanpa_nama or rekap; ``withheld`` are records that may not go
    out at all (families that asked for it). ``left`` collects the changes that were not sent but may be one day;
    ``history`` answers with all changes of a record."""

    key: bytes = field(repr=False)
    kind: str
    withheld: frozenset[str] = frozenset()
    left: list[ChangeId] = field(default_factory=list)
    history: Callable[[str], Iterable[Change]] = field(default=lambda _record: ())
    _aliases: dict[str, str] = field(default_factory=dict)
    _devices: dict[str, str] = field(default_factory=dict)

    def changes(self, stream: Iterator[Change]) -> Iterator[Change]:
        """The changes that go out, renamed and emptied."""
        shared = FORMS_OF[self.kind]
        for change in stream:
            if change.kind != FORGIVE and (change.form not in FORMS or change.form_version > VERSIONS[change.form]):
                self.left.append(change.id)  # what a newer program wrote goes out when this one knows it
            elif change.record in self.withheld:
                self.left.append(change.id)
            elif change.form in shared or change.kind == FORGIVE:
                yield self.change(change)

    def change(self, change: Change) -> Change:
        """One change under its pseudonyms. The moment becomes a day; who wrote it and in which deed is not told."""
        return Change(
            self.device(change.device), change.seq,
            tuple(ChangeId(self.device(parent.device), parent.seq) for parent in change.parents),
            change.wall // _DAY * _DAY, change.clock, "", self._pseudonym("action", f"{change.device}{change.action}"),
            ACTION_NAME, change.form, self._of(change), change.village, change.kind, change.priority,
            self._values(change), max(change.form_version, GIVEN_OUT.get(change.form, 1)),
        )  # fmt: skip

    def device(self, uid: str) -> str:
        """The pseudonym of an installation."""
        known = self._devices.get(uid)
        if known is None:
            known = self._devices[uid] = self._pseudonym("device", uid)
        return known

    def record(self, record: str) -> str:
        """The pseudonym of a record."""
        return self._pseudonym("record", record)

    def _of(self, change: Change) -> str:
        """An alias is called after the two it joins, and so must its pseudonym be, in every change of it."""
        if change.form != Alias.FORM:
            return self.record(change.record)
        known = self._aliases.get(change.record)
        if known is None:
            known = self._aliases[change.record] = self._alias_of(change.record) or self.record(change.record)
        return known

    def _alias_of(self, record: str) -> str | None:
        for change in self.history(record):
            said = decode_values(change.values)
            one, other = str(said.get("a_id")), str(said.get("b_id"))
            if record == alias_id(one, other):
                return alias_id(self.record(one), self.record(other))
        return None

    def _pseudonym(self, what: str, text: str) -> str:
        return hashlib.blake2b(f"{what}\0{text}".encode(), key=self.key, digest_size=16).hexdigest()

    def _values(self, change: Change) -> str:
        if change.kind == FORGIVE:
            said = decode_values(change.values)
            lost = self.device(str(said.get("device")))
            return encode_values({"device": lost, "from": said.get("from"), "to": said.get("to")})
        if change.kind != PUT or change.values in ("", "{}"):
            return "{}" if change.values else ""
        values = decode_values(change.values)  # as they were written: the receiver brings them up to date, always
        seen = self._seen(change, values)
        if change.form == Alias.FORM:
            seen |= self._joined(values)
        return _encoder.encode(seen).decode()

    def _seen(self, change: Change, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
        rules, seen = _rules(change.form), dict[str, Scalar]()
        for name, value in values.items():
            rule = rules.get(name)
            if rule is None:
                continue
            if value is None:
                seen[name] = None
            elif (kept := rule(self, change, value)) is not None:
                seen[name] = kept
        return seen

    def _joined(self, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
        """Two records that are one stay one, under their pseudonyms."""
        seen: dict[str, Scalar] = {}
        pair = [values.get("a_id"), values.get("b_id")]
        if all(isinstance(one, str) and _ID.fullmatch(one) for one in pair):
            seen["a_id"], seen["b_id"] = ordered(self.record(str(pair[0])), self.record(str(pair[1])))
        if "known" in values:
            known = known_changes(values["known"])
            seen["known"] = known_text(ChangeId(self.device(one.device), one.seq) for one in known)
        return seen


Rule = Callable[[Veil, Change, Scalar], Scalar]
"""What becomes of one answer that is there; ``None`` where it is not what its question asks for and so stays here."""


@cache
def _rules(form: str) -> Mapping[str, Rule]:
    """The answers of a form that may leave."""
    found = {name: _rule(form, name, kind) for name, kind in fields_of(FORMS[form]).items()}
    return {name: rule for name, rule in found.items() if rule is not None}


def _rule(form: str, name: str, kind: Kind) -> Rule | None:
    said = verdict(form, name, kind)
    if said == "label":
        word = LABELS[form, name]
        return lambda veil, change, _value: f"{word} {veil.record(change.record)[:6].upper()}"
    if said == "codes":
        known = _codes(form, name)
        return lambda _veil, _change, value: value if value in known else _known_codes(known, value)
    if said == "text":
        shape = re.compile(OPEN_TEXTS[form, name])
        return lambda _veil, _change, value: value if isinstance(value, str) and shape.fullmatch(value) else None
    return _PLAIN.get(said)


_PLAIN: Mapping[Verdict, Rule] = {
    "number": lambda _veil, _change, value: value if isinstance(value, int | float) else None,
    "date": lambda _veil, _change, value: value if isinstance(value, str) and _DATE.fullmatch(value) else None,
    "place": lambda _veil, _change, value: value if isinstance(value, str) and _PLACE.fullmatch(value) else None,
    "link": lambda veil, _change, value: (
        veil.record(value) if isinstance(value, str) and _ID.fullmatch(value) else None
    ),
    "coarse": lambda _veil, change, value: _coarse(value, change.wall),
}


@cache
def _codes(form: str, name: str) -> frozenset[Scalar]:
    kind = fields_of(FORMS[form])[name]
    return frozenset(kind.options.codes()) if isinstance(kind, Choice | Choices) else frozenset()


def _known_codes(known: frozenset[Scalar], value: Scalar) -> str | None:
    """Of a set those that are choices: anything else somebody has typed. A new choice therefore needs a higher version
    of its form, or what was dropped once would come another time."""
    if not isinstance(value, str) or not value.startswith("["):
        return None
    try:
        listed = json.loads(value)
    except (ValueError, RecursionError):
        return None
    kept = [code for code in listed if isinstance(code, str) and code in known] if isinstance(listed, list) else []
    return canonical(kept) if kept else None


def _coarse(value: Scalar, wall: int) -> str | None:
    """A day of somebody's life: the middle of its month while it is a few years old at most when it was written down,
    else the middle of its year. No time zone takes part: every computer must say the same."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    written = date(1970, 1, 1) + timedelta(days=min(max(wall // _DAY, 0), 2_900_000))
    if written.year - day.year <= _SMALL_CHILD:
        return day.replace(day=15).isoformat()
    return day.replace(month=7, day=1).isoformat()
