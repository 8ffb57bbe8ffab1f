"""Invented histories of records that are joined and separated by several laptops, and a brute-force oracle of what
the rows must then say. The oracle shares nothing with ``actions.groups``: it looks at every pair again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from kampungkb_desktop.bundle.merge import Folded, fold, past
from kampungkb_desktop.forms.alias import Alias, alias_id, known_changes, known_text, ordered
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.change import (
    DELETE,
    ERASE,
    NORMAL,
    PUT,
    TRUSTED,
    Change,
    ChangeId,
    decode_values,
    encode_values,
)
from kampungkb_desktop.forms.kinds import Scalar
from kampungkb_desktop.forms.record import fields_of
from tests.actions.exchanging import GUNUNG_TABUR, MALUANG

DEVICES = ("a" * 32, "b" * 32, "c" * 32)
FAMILIES = tuple(f"{n:032x}" for n in range(1, 5))
MEMBERS = tuple(f"{n:032x}" for n in range(17, 20))
VISITS = tuple(f"{n:032x}" for n in range(33, 35))
FORM_OF = dict.fromkeys(FAMILIES, "family") | dict.fromkeys(MEMBERS, "member") | dict.fromkeys(VISITS, "visit")
LINKS = {"member": {"family_id": "family", "mother_id": "member"}, "visit": {"family_id": "family"}}
VILLAGES = (MALUANG, GUNUNG_TABUR)

Values = Mapping[str, Scalar]


@dataclass
class Writers:
    """Three laptops that write, and what each of them holds."""

    log: dict[str, list[Change]] = field(default_factory=lambda: {uid: [] for uid in DEVICES})
    holds: dict[str, dict[ChangeId, Change]] = field(default_factory=lambda: {uid: {} for uid in DEVICES})

    def history(self, device: str, form: str, record: str) -> list[Change]:
        return [one for one in self.holds[device].values() if (one.form, one.record) == (form, record)]

    def write(self, device: str, form: str, record: str, village: str, kind: int, values: Values) -> None:
        seq = len(self.log[device]) + 1
        parents = fold(self.history(device, form, record)).heads
        made = Change(
            device, seq, parents, 1_000 * seq, TRUSTED, f"author-{device[0]}", f"{device[:28]}{seq:04x}", "Simpan",
            form, record, village, kind, NORMAL, encode_values(values) if kind == PUT else "", FORMS[form].VERSION,
        )  # fmt: skip
        self.log[device].append(made)
        self.holds[device][made.id] = made

    def join(self, device: str, one: str, other: str, village: str, *, true_id: bool) -> None:
        """An alias with what its writer sees of the larger one; with any other id it means nothing."""
        form, (a_id, b_id) = FORM_OF[one], ordered(one, other)
        key = alias_id(a_id, b_id) if true_id else alias_id(b_id, b_id)
        known = known_text(fold(self.history(device, form, b_id)).heads)
        said = {"village": village, "of_form": form, "a_id": a_id, "b_id": b_id, "known": known}
        self.write(device, Alias.FORM, key, village, PUT, said)

    def everything(self) -> list[Change]:
        return [one for log in self.log.values() for one in log]


# --- Steps ------------------------------------------------------------------------------------------------------------

_device = st.sampled_from(DEVICES)
_village = st.sampled_from((*VILLAGES, MALUANG, MALUANG))
_record = st.sampled_from(tuple(FORM_OF))
_word = st.sampled_from(("Ani", "Budi", None))
_answers = st.fixed_dictionaries(
    {"family": st.sampled_from(FAMILIES), "member": st.sampled_from(MEMBERS), "word": _word, "other": _word}
)
_pairs_of = [list(combinations(ids, 2)) for ids in (FAMILIES, MEMBERS)]
_pair = st.one_of(st.sampled_from(_pairs_of[0]), st.sampled_from(_pairs_of[0]), st.sampled_from(_pairs_of[1]))
_put = st.tuples(st.just("put"), _device, _record, _village, _answers)
_join = st.tuples(st.just("join"), _device, _pair, _village, st.sampled_from((True, True, True, False)))
_part = st.tuples(st.just("part"), _device, st.integers(0, 5))
_gone = st.tuples(st.just("gone"), _device, _record, st.sampled_from((DELETE, DELETE, ERASE)))
_send = st.tuples(st.just("send"), _device, _device)
_any = st.one_of(_put, _put, _put, _join, _join, _join, _part, _part, _gone, _gone, _send)
_begin = [("put", DEVICES[0], r, MALUANG, {"family": FAMILIES[0], "member": MEMBERS[0], "word": "Ani", "other": None})
          for r in FORM_OF]  # fmt: skip
_known = [*_begin, *(("send", DEVICES[0], to) for to in DEVICES[1:])]
steps = st.builds(
    lambda known, some: [*(_known if known else ()), *some], st.booleans(), st.lists(_any, min_size=3, max_size=18)
)
"""Half of the histories begin with everything recorded in one village and known to all."""


def take(writers: Writers, step: tuple[Any, ...]) -> None:
    """One thing that somebody does on one of the laptops."""
    match step:
        case ("put", str(device), str(record), str(village), dict(said)):
            form = FORM_OF[record]
            values = {"village": village, "status": "draf"}
            if form == "family":
                values |= {"head_name": said["word"], "rt": said["other"]}
            elif form == "member":
                values |= {"family_id": said["family"], "mother_id": said["member"], "full_name": said["word"]}
            else:
                values |= {"family_id": said["family"]}
            writers.write(device, form, record, village, PUT, values)
        case ("join", str(device), (str(one), str(other)), str(village), bool(true_id)):
            writers.join(device, one, other, village, true_id=true_id)
        case ("part", str(device), int(which)):
            there = sorted({one.record for one in writers.holds[device].values() if one.form == Alias.FORM})
            if there:
                writers.write(device, Alias.FORM, there[which % len(there)], MALUANG, DELETE, {})
        case ("gone", str(device), str(record), int(kind)):
            writers.write(device, FORM_OF[record], record, MALUANG, kind, {})
        case ("send", str(sender), str(to)):
            writers.holds[to].update(writers.holds[sender])
        case _:
            raise AssertionError(step)


# --- The oracle -------------------------------------------------------------------------------------------------------


@dataclass
class Says:
    """What the tables must say."""

    rows: dict[tuple[str, str], dict[str, Scalar]]
    shown: dict[str, str]
    late: dict[str, int]


def oracle(changes: Iterable[Change]) -> Says:
    """Look at everything, slowly."""
    histories: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        histories.setdefault((change.form, change.record), []).append(change)
    folds = {key: fold(history) for key, history in histories.items()}
    pairs = _pairs(histories, folds)
    shown = {record: _shown(record, pairs, folds) for record in FORM_OF}
    together = {record for pair in pairs for record in pair}
    rows = {
        (form, record): _row(form, state, shown)
        for (form, record), state in folds.items()
        if state.alive and (form == Alias.FORM or shown[record] == record)
    }
    late = {record: _late(record, shown[record], pairs, histories, folds) for record in together}
    return Says(rows, {record: shown[record] for record in together}, {k: n for k, n in late.items() if n})


def _pairs(
    histories: Mapping[tuple[str, str], list[Change]], folds: Mapping[tuple[str, str], Folded]
) -> set[tuple[str, str]]:
    found = set()
    for (form, key), state in folds.items():
        if form != Alias.FORM or not state.alive:
            continue
        a_id, b_id, of = (str(state.values.get(name)) for name in ("a_id", "b_id", "of_form"))
        ever = [{one.village for one in histories.get((of, end), ())} for end in (a_id, b_id)]
        if a_id < b_id and key == alias_id(a_id, b_id) and all(state.values.get("village") in one for one in ever):
            found.add((a_id, b_id))
    return found


def _group(record: str, pairs: set[tuple[str, str]]) -> set[str]:
    group = {record}
    for _ in range(len(FORM_OF)):
        group |= {end for pair in pairs if group & set(pair) for end in pair}
    return group


def _shown(record: str, pairs: set[tuple[str, str]], folds: Mapping[tuple[str, str], Folded]) -> str:
    group = _group(record, pairs)
    alive = [one for one in group if (FORM_OF[one], one) in folds and folds[FORM_OF[one], one].alive]
    return min(alive or group)


def _row(form: str, state: Folded, shown: Mapping[str, str]) -> dict[str, Scalar]:
    links = LINKS.get(form, {})
    return {
        name: shown.get(str(value), str(value)) if name in links else value
        for name, value in state.values.items()
        if value is not None and name in fields_of(FORMS[form])
    }


def _late(
    record: str,
    shown: str,
    pairs: set[tuple[str, str]],
    histories: Mapping[tuple[str, str], list[Change]],
    folds: Mapping[tuple[str, str], Folded],
) -> int:
    """Answers of a record that is not shown, set by a change that nobody had before him who put it under a living one,
    and other than those of the one that is shown."""
    form = FORM_OF[record]
    if record == shown or not folds[form, record].alive:
        return 0
    history = histories[form, record]
    seen: set[ChangeId] = set()
    for a_id, b_id in pairs:
        if b_id == record and (form, a_id) in folds and folds[form, a_id].alive:
            for change in histories[Alias.FORM, alias_id(a_id, b_id)]:
                if change.kind == PUT:
                    for head in known_changes(decode_values(change.values)["known"]):
                        seen |= {head, *(one.id for one in past(history, head))}
    count = 0
    for name, value in folds[form, record].values.items():
        writers = [one for one in history if one.kind == PUT and name in decode_values(one.values)]
        heads = [one for one in writers if not any(one.id in {p.id for p in past(history, w.id)} for w in writers)]
        other = folds[form, shown].values.get(name)
        count += name != "status" and value != other and any(one.id not in seen for one in heads)
    return count
