"""What was typed here on a record that an erasure has written anew, and what the office could not know when it decided:
it is said again of the record that goes on, without the words of the person who was erased, and sent the next time.

What was typed about the person himself has no record to go on, and ends with him. A change that the office had in front
of it is in the record already.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kampungkb_desktop.actions import erased_log, partners
from kampungkb_desktop.actions.erasing_scope import NAMING
from kampungkb_desktop.actions.erasing_texts import (
    GONE,
    SHORTEST,
    Key,
    pattern_of,
    tied_to,
    visit_of,
    without,
    words_taken,
)
from kampungkb_desktop.actions.family_file import OF_FAMILY, OF_PERSON
from kampungkb_desktop.actions.histories import forgiven_of, histories
from kampungkb_desktop.actions.own_changes import must_be_own
from kampungkb_desktop.actions.renewed import successor
from kampungkb_desktop.actions.save import Wish, carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.bundle import merge
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import DELETE, ERASE, PUT, Change, ChangeId, decode_values
from kampungkb_desktop.forms.kinds import Link, Scalar
from kampungkb_desktop.forms.record import Record, fields_of, from_scalars, to_scalars
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import Draft
from kampungkb_desktop.store.read.erased import erased_among

ACTION = "Pindahkan isian ke catatan yang ditulis ulang"
_OWNERS = frozenset({"family_id", "member_id"})
_ABOUT_PEOPLE = frozenset(form.FORM for form in (*OF_FAMILY, *OF_PERSON))


@frozen
class _Typed:
    """A record as the office had it in front of it, what was answered here since, and whether it was deleted here."""

    base: Mapping[str, Scalar]
    said: Mapping[str, Scalar]
    deleted: bool


@dataclass(slots=True)
class Rescue:
    """Told of changes before they are written (``note``), and asked to put right what they took away (``finish``), in
    the same transaction."""

    conn: Connection
    session: Session
    _kept: dict[Key, list[Change]] = field(default_factory=dict)
    _drafts: dict[Key, Draft] = field(default_factory=dict)

    def note(self, changes: Sequence[Change]) -> None:
        """Look at what statements of erasure among these are going to empty."""
        self.about_to_empty({(one.form, one.record) for one in changes if one.kind == ERASE})

    def about_to_empty(self, going: Collection[Key]) -> None:
        """Remember what these records say here, and the drafts that name them."""
        new = [key for key in going if key not in self._kept]
        for form in {form for form, _record in new}:
            found = histories(self.conn, form, [record for name, record in new if name == form])
            self._kept |= {(form, record): history for record, history in found.items()}
        self._kept |= {key: [] for key in new if key not in self._kept}
        ids = {record for _form, record in new}
        for draft in read.drafts(self.conn) if ids else ():
            if draft.record in ids or any(one in draft.vals for one in ids):
                self._drafts.setdefault((draft.form, draft.record), draft)

    def finish(self) -> int:
        """Say again what is to be kept; returns how many changes that were."""
        if not any(self._kept.values()) and not self._drafts:
            return 0
        new = {key: now for key in self._kept if (now := self._now(key)) is not None}
        typed = {key: found for key in new if (found := self._typed(key)) is not None}
        words = self._spelt_otherwise(new, typed, self._words(new, typed))
        wanted = [wish for key, one in typed.items() for wish in self._said_again(new[key], one, words)]
        wanted += wishes(self.conn, *self._tied_anew(new, words))
        kept = [one for one in wanted if self._may_be_said(one)]
        carry_out(self.conn, self.session, ACTION, kept)
        for draft in self._drafts.values():
            self._draft_again(draft, words)
        return len(kept)

    def _may_be_said(self, wish: Wish) -> bool:
        """Nothing of a person who is gone, nor what is the office's to write: no file may be refused for it."""
        try:
            must_be_own(self.conn, self.session, [wish])
            erased_log.must_be_there(self.conn, [wish])
        except KnownError:
            return False
        return True

    def _now(self, key: Key) -> Record | None:
        visits = (decode_values(one.values).get("visit_id") for one in self._kept[key])
        return successor(self.conn, *key, {"visit_id": next((one for one in visits if one), None)})

    # --- what was typed -----------------------------------------------------------------------------------------------

    def _typed(self, key: Key) -> _Typed | None:
        """What own changes say that the office did not know; the log has the order now, and ``_kept`` the answers."""
        form, record = key
        known = {one.id: one for one in self._kept[key]}
        whole = [known.get(one.id, one) for one in histories(self.conn, form, [record]).get(record, ())]
        seen = {one.id for said in whole if said.kind == ERASE for one in merge.past(whole, said.id)}
        own = {self.session.device, *partners.may_deliver(self.conn, self.session)}
        mine = {one.id for one in whole if one.device in own and one.id not in seen and one.kind in (PUT, DELETE)}
        if not mine:
            return None
        forgiven = forgiven_of(self.conn)
        said = [one for one in whole if one.kind != ERASE]
        base = merge.fold([one for one in said if one.id in seen], forgiven=forgiven).values
        heads = merge.field_heads(said, forgiven=forgiven)
        deleted = any(one.id in mine and one.kind == DELETE for one in heads.pop(merge.DELETED, ()))
        last = {name: one.id for name, ones in heads.items() for one in reversed(ones) if one.id in mine}
        states = {one: _values_at(said, one) for one in set(last.values())}
        return _Typed(base, {name: states[one].get(name) for name, one in last.items()}, deleted)

    # --- whose words go -----------------------------------------------------------------------------------------------

    def _words(self, new: Mapping[Key, Record], typed: Mapping[Key, _Typed]) -> frozenset[str]:
        """The names and numbers of those who were erased: what their records said, what was taken out of the texts of
        others, and what a family is called no more."""
        found = set[str]()
        for (form, _record), history in ((key, one) for key, one in self._kept.items() if key not in new):
            for change in history:
                said = decode_values(change.values)
                found |= {str(said[name]).strip() for name in NAMING.get(form, ()) if said.get(name)}
        for key, now in new.items():
            found |= words_taken(from_scalars(type(now), now.id, self._before(key, typed)), now)
        return frozenset(one for one in found if len(one) >= SHORTEST)

    def _spelt_otherwise(
        self, new: Mapping[Key, Record], typed: Mapping[Key, _Typed], words: Collection[str]
    ) -> frozenset[str]:
        """With how he was called here since, where a family is no longer called after him."""
        found = set(words)
        for key, now in new.items():
            for name in self._named_him(key, now, typed, words):
                draft = self._drafts.get(key)
                said = (typed[key].said if key in typed else {}, json.loads(draft.vals) if draft else {})
                found |= {str(one[name]).strip() for one in said if one.get(name)}
        return frozenset(one for one in found if len(one) >= SHORTEST)

    def _named_him(self, key: Key, now: Record, typed: Mapping[Key, _Typed], words: Collection[str]) -> Iterator[str]:
        """The answers by which a record is called and in which one of these words stood."""
        was = from_scalars(type(now), now.id, self._before(key, typed))
        clean = without(was, words)
        yield from (one for one in NAMING.get(key[0], ()) if getattr(was, one) != getattr(clean, one))

    def _before(self, key: Key, typed: Mapping[Key, _Typed]) -> Mapping[str, Scalar]:
        if key in typed:
            return typed[key].base
        return merge.fold(self._kept[key], forgiven=forgiven_of(self.conn)).values if self._kept[key] else {}

    # --- said again ---------------------------------------------------------------------------------------------------

    def _said_again(self, now: Record, one: _Typed, words: Collection[str]) -> Iterator[Wish]:
        """What was answered, on top of the record that goes on; beside it where the office has changed the same answer,
        so that both stand and a person decides."""
        form = type(now)
        fields = {name for name in one.said if name in fields_of(form)}
        was = from_scalars(form, now.id, one.base)
        clean = without(was, words)
        said = without(from_scalars(form, now.id, {**to_scalars(was), **one.said}), words)
        plain, beside = dict[str, object](), dict[str, Scalar]()
        for name in sorted(fields):
            here, mine = getattr(now, name), _linked(self.conn, form, name, getattr(said, name))
            named_him = getattr(clean, name) != getattr(was, name)
            of_nobody = mine is None and getattr(said, name) is not None
            if mine == here or of_nobody or (named_him and name in NAMING.get(form.FORM, ())):
                continue
            if _linked(self.conn, form, name, getattr(clean, name)) == here or (named_him and here is None):
                plain[name] = mine
            else:
                beside[name] = to_scalars(said.changed(**{name: mine}))[name]
        yield from wishes(self.conn, [now.changed(**plain)])
        beside.pop("village", None)
        if beside:
            yield Wish(form, now.id, now.village or "", PUT, beside, ())
        if one.deleted:
            yield Wish(form, now.id, now.village or "", DELETE, {}, ())

    def _tied_anew(self, new: Mapping[Key, Record], words: Collection[str]) -> tuple[list[Record], list[Record]]:
        """What was added here to a record, and the office did not know: tied to the one that goes on. A part that has
        its id from a visit is made again under the id that follows from the new one."""
        made, gone = list[Record](), list[Record]()
        for (form, record), now in new.items():
            if form in JOINABLE:
                continue
            for child, name in tied_to(self.conn, form, record):
                if _about_him(self.conn, child) or not any(
                    one.device == self.session.device for one in _history(self.conn, child)
                ):
                    continue
                if visit_of(child) == record:
                    gone.append(child)
                    child = without(child, words).changed(id=derived_id(now.id, child.FORM))
                made.append(child.changed(**{name: now.id}))
        return made, gone

    # --- drafts -------------------------------------------------------------------------------------------------------

    def _draft_again(self, draft: Draft, words: Collection[str]) -> None:
        """A form that was left half-way, with what it names as it is now. One about the person himself is gone."""
        form = FORMS.get(draft.form)
        if form is None:
            return
        values: dict[str, Scalar] = json.loads(draft.vals)
        home, key = draft.record, (draft.form, draft.record)
        if key in erased_among(self.conn, [home]):
            now = successor(self.conn, draft.form, home, values)
            if now is None:
                return
            home, said = now.id, to_scalars(now)
            values |= {name: said[name] for name in self._named_him(key, now, {}, words)}
        record = from_scalars(form, home, values)
        for name in (name for name, kind in fields_of(form).items() if isinstance(kind, Link)):
            linked = getattr(record, name)
            now_linked = _linked(self.conn, form, name, linked)
            if now_linked is None and linked and name in _OWNERS and draft.form in _ABOUT_PEOPLE:
                return
            record = record.changed(**{name: now_linked})
        said = {name: one for name, one in to_scalars(without(record, words)).items() if one is not None}
        typed = draft.typed if not words else pattern_of(words).sub(GONE, draft.typed)
        vals = json.dumps(said, ensure_ascii=False)
        if any(one in vals for _form, one in erased_among(self.conn, self._kept_ids())) or read.draft(
            self.conn, form.FORM, home
        ):
            return
        write.put_draft(self.conn, replace(draft, record=home, vals=vals, typed=typed))

    def _kept_ids(self) -> list[str]:
        return [record for _form, record in self._kept]


def _values_at(history: Sequence[Change], of: ChangeId) -> Mapping[str, Scalar]:
    before = {one.id for one in merge.past(history, of)} | {of}
    return merge.fold([one for one in history if one.id in before]).values


def _linked(conn: Connection, form: type[Record], name: str, value: object) -> object:
    """A link to a record that was written anew, as one to that; to nobody where it was erased."""
    kind = fields_of(form)[name]
    if not isinstance(kind, Link) or not isinstance(value, str) or (kind.to, value) not in erased_among(conn, [value]):
        return value
    now = successor(conn, kind.to, value, {})
    return None if now is None else now.id


def _about_him(conn: Connection, record: Record) -> bool:
    """Whether it tells of a person who is gone: the office erases it when it comes (``erasing_follow``)."""
    owners = [(name, getattr(record, name, None)) for name in _OWNERS]
    return any(value and _linked(conn, type(record), name, value) is None for name, value in owners)


def _history(conn: Connection, record: Record) -> Sequence[Change]:
    return read.changes_of(conn, [record.id]).get(record.id, [])
