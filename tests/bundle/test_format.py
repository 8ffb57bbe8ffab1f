"""Changes and lists come out of a file as they went in, byte for byte, whatever a newer version put into them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import format as fmt
from kampungkb_desktop.forms.change import Change, ChangeId

UIDS = ("1" * 32, "2" * 32)
_word = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
_text = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=30)
_scalar = st.one_of(
    st.none(), _text, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)
)
_id = st.integers(0, 2**128 - 1).map(lambda value: f"{value:032x}")
_change_id = st.builds(ChangeId, st.sampled_from(UIDS), st.integers(1, 2**63 - 1))
_changes = st.builds(
    Change,
    device=st.sampled_from(UIDS), seq=st.integers(1, 2**63 - 1), parents=st.lists(_change_id, max_size=3).map(tuple),
    wall=st.integers(-(2**63), 2**63 - 1), clock=st.integers(0, 1), author=st.one_of(_id, st.just("")), action=_id,
    action_name=_text, form=_word, record=_id, village=st.sampled_from(("", "64", "64.03.06", "64.03.06.2004")),
    kind=st.integers(0, 3), priority=st.integers(0, 2), form_version=st.integers(1, 99),
    values=st.dictionaries(_word, _scalar, max_size=6).map(lambda v: json.dumps(v, ensure_ascii=False)),
)  # fmt: skip


@given(_changes, st.permutations(UIDS))
def test_a_change_survives_the_journey(change: Change, devices: list[str]) -> None:
    index = {uid: place for place, uid in enumerate(devices)}
    assert fmt.decode_change(fmt.encode_change(change, index), devices, 1) == change


@pytest.mark.parametrize(
    "values",
    ['{"a": 1}', '{ "a":1.50,\n"b" : "\\u00e9" }', '{"a":"é","a":"ü"}', '{"nama":"\U0001f476"}', '{"a":1E2}', "{}"],
)
def test_values_stay_byte_for_byte(values: str) -> None:
    """Never re-encoded: else a duplicate would look like a fork."""
    change = Change(UIDS[0], 1, (), 0, 0, "", "a" * 32, "Simpan", "family", "b" * 32, "", 0, 1, values, 1)
    assert fmt.decode_change(fmt.encode_change(change, {UIDS[0]: 0}), UIDS, 1).values == values


@given(st.binary(max_size=300))
def test_any_bytes_are_a_change_or_refused(data: bytes) -> None:
    try:
        fmt.decode_change(data, UIDS, 7)
    except KnownError as error:
        refusal = error
    else:
        return
    assert refusal.code in {"E-FORMAT", "E-VALUE"}
    assert "baris 7" in refusal.sentence


@given(st.recursive(_scalar, lambda inner: st.lists(inner, max_size=4), max_leaves=30), st.integers(0, 14))
def test_any_part_of_another_kind_is_refused_or_fits(part: object, place: int) -> None:
    line = [0, 1, [], 0, 0, "", "a" * 32, "Simpan", "family", "b" * 32, "", 0, 1, 1, {}]
    line[place] = part
    try:
        change = fmt.decode_change(json.dumps(line).encode(), UIDS, 1)
    except KnownError as error:
        refusal = error
    else:
        assert fmt.decode_change(fmt.encode_change(change, {uid: i for i, uid in enumerate(UIDS)}), UIDS, 1) == change
        return
    assert refusal.code in {"E-FORMAT", "E-VALUE"}
