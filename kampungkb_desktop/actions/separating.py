"""Separating what was joined: the alias goes, and the answers that the joining set are given back where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.merge import field_heads, fold, past
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import DELETE, PUT, Change, decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.upgrades import upgrade
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection


def unmerge(session: Session, alias: str) -> Saved:
    """Separate what an alias joined, as one action that Urungkan takes back. Of a family, also the members joined in
    the same action. Answers that the joining set are given back as far as nobody has changed them since.

    KnownError: E-MERGE-DONE (separated already), E-MERGE-VILLAGE (parts of it belong to villages of others).
    """
    own = own_villages(session)
    with session.database.write() as conn:
        found = read.by_ids(conn, Alias, [alias]).get(alias)
        if found is None:
            raise KnownError("E-MERGE-DONE", "Kedua catatan ini sudah terpisah.", "Muat ulang daftarnya.")
        wishes = list(_wishes(conn, found))
        if session.role != DISTRICT and any(wish.village not in own for wish in wishes):
            raise KnownError(
                "E-MERGE-VILLAGE", "Sebagian catatan ini milik desa lain.", "Minta kantor kabupaten memisahkannya."
            )
        title = FORMS[found.of_form].TITLE.lower() if found.of_form in FORMS else Alias.TITLE
        return carry_out(conn, session, f"Pisahkan kembali {title}", wishes)


def _wishes(conn: Connection, alias: Alias) -> Iterator[Wish]:
    history = ledger.histories(conn, Alias.FORM, [alias.id])[alias.id]
    written: dict[tuple[str, str], list[Change]] = {}
    for action in joining_actions(history):
        for change in read.changes_of_action(conn, action):
            if alias.of_form == Family.FORM or change.record in (alias.id, alias.a_id, alias.b_id):
                written.setdefault((change.form, change.record), []).append(change)
    written.setdefault((Alias.FORM, alias.id), [])
    for (form, record), changes in written.items():
        if form == Alias.FORM:
            if read.by_ids(conn, Alias, [record]):
                heads = ledger.heads_of(conn, Alias, record)
                yield Wish(Alias, record, alias.village or "", DELETE, {}, heads)
        elif form in FORMS and (wish := _given_back(conn, form, record, changes)) is not None:
            yield wish


def joining_actions(history: Iterable[Change]) -> list[str]:
    """The actions that made an alias, or made it again, since it was last deleted."""
    changes = list(history)
    over = {one.id for change in changes if change.kind == DELETE for one in past(changes, change.id)}
    made = (one for one in changes if one.kind == PUT and one.id not in over and "a_id" in decode_values(one.values))
    return list(dict.fromkeys(one.action for one in made))


def _given_back(conn: Connection, form: str, record: str, changes: Sequence[Change]) -> Wish | None:
    """The answers of these changes that nobody has changed since, as they were before."""
    history, forgiven = ledger.histories(conn, form, [record])[record], ledger.forgiven_of(conn)
    mine = {change.id for change in changes}
    first = min(changes, key=lambda one: len(past(history, one.id)))
    before, now = fold(past(history, first.id), forgiven=forgiven), fold(history, forgiven=forgiven)
    if not now.alive or not before.alive:
        return None
    said = {
        name for one in changes if one.kind == PUT
        for name in upgrade(one.form, one.form_version, decode_values(one.values))
    }  # fmt: skip
    heads = field_heads(history, forgiven=forgiven)
    values: dict[str, Scalar] = {
        name: before.values.get(name)
        for name in sorted(said)
        if {one.id for one in heads[name]} <= mine and before.values.get(name) != now.values.get(name)
    }
    if not values:
        return None
    village = str(values.get("village") or now.values.get("village") or "")
    return Wish(FORMS[form], record, village, PUT, values, now.heads)
