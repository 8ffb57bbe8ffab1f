"""What an enrolled sender with bad intentions may put into a file that is signed and sealed as it should be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kampungkb_desktop.actions import conflict_desk, due, figures, health, history, home, stunting_risk
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.record import check, fields_of
from kampungkb_desktop.store import read
from tests.bundle.forging import DEVICE, ELSEWHERE, OTHER_DEVICE, VILLAGE, line

ID = "9" * 32
WORDS: tuple[str, ...] = (
    "", "x", "'; DROP TABLE family; --", "\x00", "\ud800", "é" * 300, "a" * 70_000, "\u202e\u0000", "[", "{}", "NaN",
    "-1", "0001-01-01", "9999-12-31", "2026-02-30", "٢٠٢٦-٠١-٠١", "2026-11-21T00:00:00", "٦٤", VILLAGE, ELSEWHERE,
    DEVICE, OTHER_DEVICE, ID, ID.upper().replace("9", "A"), "64", "selesai", "draf", '["a","b"]', "[[1]]", "../../x",
    "<b>x</b>",
)  # fmt: skip
FIGURES: tuple[int | float, ...] = (
    0, 1, -1, 2, 3, 4, 99, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**25, 10**400, 0.5,
    -0.0, 1e308, -1e-320, 3.0,
)  # fmt: skip
scalars = st.one_of(st.none(), st.booleans(), st.sampled_from(WORDS), st.sampled_from(FIGURES), st.text(max_size=8))
anything = st.recursive(
    scalars,
    lambda some: st.one_of(st.lists(some, max_size=4), st.dictionaries(st.text(max_size=4), some, max_size=4)),
    max_leaves=8,
)  # fmt: skip
PLACES = (
    "device", "seq", "parents", "wall", "clock", "author", "action", "action_name", "form", "record", "village", "kind",
    "priority", "form_version", "values",
)  # fmt: skip
KEYS = (
    "format", "major", "minor", "bundle", "number", "kind", "sender", "certificate", "certificate_sig", "recipients",
    "made_at", "app", "forms", "villages", "devices", "cover", "seen", "counts", "changes", "members", "grant",
    "grant_sig", "receipts", "want_blobs", "trail", "trail_lines", "trail_held",
)  # fmt: skip


def _of_kind(kind: kinds.Kind) -> st.SearchStrategy[Any]:
    """Answers that a column of this kind may get, sound ones and others."""
    match kind:
        case kinds.Day():
            sound: st.SearchStrategy[Any] = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)
        case kinds.Number() | kinds.YesNo() | kinds.Measure():
            sound = st.sampled_from((0, 1, -1, 2**63 - 1, -(2**63), 1e308, 0.5))
        case kinds.Month():
            sound = st.sampled_from(("0001-01", "9999-12", "2026-13", "2026-00", "x", "2026-10"))
        case kinds.Choices():
            sound = st.sampled_from(('["a"]', "[]", "[1,null]", "{}", "[", '[["x"]]', '"a"'))
        case kinds.Choice():
            sound = st.sampled_from([one.code for one in kind.options.items] or ["x"])
        case kinds.Place():
            sound = st.sampled_from((VILLAGE, "64.03", "64", "x", "99.99.99.9999"))
        case kinds.Digits():
            sound = st.sampled_from(("6403012345670001", "0" * 16, "6403710000000001", "٣" * 16, "1" * 5_000))
        case _:
            sound = st.sampled_from(WORDS)
    return st.one_of(sound, st.sampled_from([word for word in WORDS if "\0" not in word and word != "\ud800"]))


def _answers(form: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        name: _of_kind(kind) for name, kind in fields_of(FORMS[form]).items() if name not in ("village", "status")
    }
    usual = {"village": st.just(VILLAGE)} if "village" in fields_of(FORMS[form]) else {}
    return st.fixed_dictionaries({**usual, "status": st.sampled_from(("selesai", "draf"))}, optional=fields)


records = st.sampled_from(sorted(FORMS)).flatmap(lambda form: st.tuples(st.just(form), _answers(form)))
"""A form, and answers to it that a line may carry."""


@st.composite
def spoilt_lines(draw: st.DrawFn) -> list[list[Any] | bytes]:
    """Some honest lines, and one with something else in one or two places, or with something strange about its JSON."""
    seq = draw(st.integers(2, 5))
    parts = {draw(st.sampled_from(PLACES)): draw(anything) for _ in range(draw(st.integers(1, 2)))}
    bad: list[Any] = line(seq)
    for name, value in parts.items():
        bad[PLACES.index(name)] = value
    text = _as_json(bad)
    text = draw(st.sampled_from(_TWISTS))(text)
    return [line(1), text, line(6)]


_TWISTS: tuple[Callable[[bytes], bytes], ...] = (
    lambda text: text,
    lambda text: text,
    lambda text: text.replace(b'"village":', b'"village":"64.03.05.2002","village":', 1),
    lambda text: text.replace(b'"village"', b'"\\u0076illage"', 1),
    lambda text: text.replace(b"}", b',"nilai":NaN}', 1),
    lambda text: text[:-2] + b",1,2,3]\n",
    lambda text: text[:-1] + b"   \n",
    lambda text: b"\xef\xbb\xbf" + text,
    lambda text: text[:-1],
    lambda text: text.replace(b"Keluarga", b"\xff\xfe", 1),
)


def _as_json(value: Any) -> bytes:
    try:
        return json.dumps(value).encode() + b"\n"
    except ValueError:  # a figure with more digits than Python writes
        return b"[" + b"1" * 5_000 + b"]\n"


@st.composite
def spoilt_manifests(draw: st.DrawFn) -> Callable[[dict[str, Any]], None]:
    """A change to the signed list of contents: a key gone, replaced, or something inside it replaced."""
    wishes = [
        (draw(st.sampled_from(KEYS)), draw(st.sampled_from(("gone", "other", "inside"))), draw(anything))
        for _ in range(draw(st.integers(1, 2)))
    ]

    def spoil(manifest: dict[str, Any]) -> None:
        for key, how, value in wishes:
            inside = manifest.get(key)
            if how == "gone":
                manifest.pop(key, None)
            elif how == "inside" and isinstance(inside, list) and inside:
                inside[0] = value
            elif how == "inside" and isinstance(inside, dict) and inside:
                inside[next(iter(inside))] = value
            else:
                manifest[key] = value

    return spoil


def look_around(session: Session, folder: Path, today: date) -> Iterator[str]:
    """Ask everything that a screen would ask after such a file was taken in; each step by name."""
    yield "home"
    home.work(session, today)
    for ask in (home.villages, home.exchange, home.begun, health.quick):
        ask(session)
    yield "due"
    due.due_book(session, today)
    yield "village"
    figures.register(session, VILLAGE, today)
    figures.toddlers(session, VILLAGE, today)
    classify(session, VILLAGE)
    yield "risk"
    stunting_risk.village_recap(session, VILLAGE, today)
    yield "history"
    history.recent_actions(session, limit=20)
    conflict_desk.standoffs(session)
    with session.database.read() as conn:
        for form in FORMS.values():
            for record in read.records(conn, form):
                check(record, today=today)
                history.record_history(session, record.id)
    yield "answer"
    try:
        export(session, folder, full=True)
    except KnownError as error:
        if error.code not in {"E-NO-OFFICER", "E-NOTHING-NEW"}:
            raise
