"""Separating what was joined: the alias goes, and the answers that the joining set are given back where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from kampungkb_desktop.actions import ledger
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.save import Saved, Wish, carry_out
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.merge import field_heads, fold, past, rank
from kampungkb_desktop.bundle.rights import DISTRICT
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.catalog import FORMS, form_title
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
            raise KnownError(
                "E-MERGE-DONE", "Kedua catatan ini sudah terpisah.", "Buka layar lain, lalu kembali ke daftar ini."
            )
        wishes = list(_wishes(conn, found))
        if session.role != DISTRICT and any(wish.village not in own for wish in wishes):
            raise KnownError(
                "E-MERGE-VILLAGE", "Sebagian catatan ini milik desa lain.", "Minta kantor kabupaten memisahkannya."
            )
        title = form_title(found.of_form or Alias.FORM).lower()
        return carry_out(conn, session, f"Pisahkan kembali {title}", wishes)


def _wishes(conn: Connection, alias: Alias) -> Iterator[Wish]:
    history = ledger.histories(conn, Alias.FORM, [alias.id])[alias.id]
    touched: dict[tuple[str, str], None] = {(Alias.FORM, alias.id): None}
    for action in deeds(history):
        for change in read.changes_of_action(conn, action):
            if alias.of_form == Family.FORM or change.record in (alias.a_id, alias.b_id):
                touched[change.form, change.record] = None
    there = read.by_ids(conn, Alias, [record for form, record in touched if form == Alias.FORM])
    for going in there.values():
        yield Wish(Alias, going.id, going.village or "", DELETE, {}, ledger.heads_of(conn, Alias, going.id))
    for form, record in touched:
        if form in FORMS and form != Alias.FORM:
            wish = _given_back(conn, form, record, there.keys())
            if wish is not None:
                yield wish


def deeds(history: Iterable[Change]) -> list[str]:
    """The actions by which an alias was made, separated and made again; not those that noted or moved something."""
    return list(dict.fromkeys(one.action for one in history if _is_deed(one)))


def joining_actions(history: Iterable[Change]) -> list[str]:
    """The actions that made an alias, or made it again, since it was last deleted; all of them where the last one only
    took a separation back."""
    changes = list(history)
    over = {one.id for change in changes if change.kind == DELETE for one in past(changes, change.id)}
    made = [one for one in changes if one.kind == PUT and "a_id" in decode_values(one.values)]
    return list(dict.fromkeys(one.action for one in [one for one in made if one.id not in over] or made))


def _is_deed(change: Change) -> bool:
    """Made, deleted, or brought back by an undo (which answers nothing)."""
    said = decode_values(change.values) if change.kind == PUT else {}
    return change.kind == DELETE or not said or "a_id" in said


def _given_back(conn: Connection, form: str, record: str, going: Collection[str]) -> Wish | None:
    """The answers of a record as if it had never been joined by the aliases that are going or gone, as far as nobody
    has changed them since."""
    history, forgiven = ledger.histories(conn, form, [record])[record], ledger.forgiven_of(conn)
    gone = _void(conn, record, {one.action for one in history}, going)
    void = {one.id for one in history if one.action in gone}
    now, rest = fold(history, forgiven=forgiven), [one for one in history if one.id not in void]
    if not now.alive or not rest:
        return None
    heads = field_heads(history, forgiven=forgiven)
    values: dict[str, Scalar] = {}
    for name in sorted({name for one in history if one.id in void for name in _said(one)}):
        before = _standing(history, rest, name)
        stand = {one.id for one in heads.get(name, ())}  # nobody's where what set it waits for what came before
        if stand and stand <= void and before != now.values.get(name):
            values[name] = before
    if not values:
        return None
    village = str(values.get("village") or now.values.get("village") or "")
    return Wish(FORMS[form], record, village, PUT, values, now.heads)


def _void(conn: Connection, record: str, actions: Iterable[str], going: Collection[str]) -> set[str]:
    """Those of these actions that joined or separated a record by an alias which does not stand any more. Where an
    action joined several pairs, that of the record counts; for what only came along, all of them."""
    found: set[str] = set()
    for action in actions:
        said = {c.record for c in read.changes_of_action(conn, action) if c.form == Alias.FORM and _is_deed(c)}
        values = {key: fold(history).values for key, history in ledger.histories(conn, Alias.FORM, said).items()}
        naming = {key for key in said if record in (values[key].get("a_id"), values[key].get("b_id"))}
        if said and not (read.by_ids(conn, Alias, naming or said).keys() - going):
            found.add(action)
    return found


def _said(change: Change) -> dict[str, Scalar]:
    return upgrade(change.form, change.form_version, decode_values(change.values)) if change.kind == PUT else {}


def _standing(history: Sequence[Change], among: Sequence[Change], name: str) -> Scalar:
    """What these changes alone say of a field; before one another as the whole history knows it."""
    writers = [one for one in among if name in _said(one)]
    over = {one.id for writer in writers for one in past(history, writer.id)}
    heads = [one for one in writers if one.id not in over]
    return _said(max(heads, key=rank))[name] if heads else None
