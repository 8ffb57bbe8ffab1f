"""What a sender may say: an officer about his villages and his own things, a district about everything."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.rights import Known, Rights
from kampungkb_desktop.forms.change import DELETE, ERASE, FORGIVE, Change, ChangeId

MINE, ALSO_MINE, THEIRS = "64.03.06.2004", "64.03.06.2003", "64.03.05.2002"
ME, YOU = "1" * 32, "2" * 32
MYSELF = "e" * 32
OFFICER = Rights(ME, district=False, villages=frozenset({MINE, ALSO_MINE}), officer=MYSELF)
DISTRICT = Rights(YOU, district=True, villages=frozenset())
RECORD = "b" * 32
OF_THE_OFFICE = (ChangeId(YOU, 7),)


def change(values: Any = None, **parts: Any) -> Change:
    text = values if isinstance(values, str) else json.dumps(values or {})
    usual: dict[str, Any] = {
        "device": ME, "seq": 1, "parents": (), "wall": 0, "clock": 0, "author": "", "action": "a" * 32,
        "action_name": "Simpan", "form": "family", "record": RECORD, "village": MINE, "kind": 0, "priority": 1,
        "values": text, "form_version": 1,
    }  # fmt: skip
    return Change(**(usual | parts))


def known(*villages: str, devices: tuple[str, ...] = (YOU,)) -> dict[str, Known]:
    return {RECORD: Known(frozenset(villages), frozenset(devices))}


MADE_BY_THE_OFFICE = {MYSELF: Known(frozenset({""}), frozenset({YOU}))}

ALLOWED = [
    (change({"phone": "08"}, village="", form="officer", record=MYSELF), MADE_BY_THE_OFFICE),
    (change({"village": MINE}), {}),
    (change({"rt": "001"}), {}),
    (change({"village": ALSO_MINE}, village=ALSO_MINE), known(MINE)),
    (change({"rt": "1"}), known(MINE, THEIRS)),
    (change(kind=DELETE), known(MINE)),
    (change({"village": None}, village=""), {}),
    (change({"title": "Rapat"}, village="", form="activity"), {}),
    (change({"title": "Rapat"}, village="", form="activity"), known("", devices=(YOU, ME))),
    (change({"acronym": "DP3"}, village="", form="office"), known("")),
    (change({"place": "Balai"}, village="", form="activity", parents=(ChangeId(ME, 3),)), known("")),
    (change({"subject": "X"}, village="", form="regulation", parents=OF_THE_OFFICE), known("", devices=(YOU, ME))),
    (change({"note": "a \\ b"}), known(MINE)),
]  # fmt: skip


@pytest.mark.parametrize(("said", "here"), ALLOWED)
def test_within_his_rights(said: Change, here: dict[str, Known]) -> None:
    OFFICER.check(said, here)


REFUSED = [
    (change({"note": "X"}, village="", form="visit", record=MYSELF), MADE_BY_THE_OFFICE, "E-SCOPE"),
    (change(device=YOU), {}, "E-FOREIGN"),
    (change(village=THEIRS), {}, "E-SCOPE"),
    (change({"village": THEIRS}), {}, "E-SCOPE"),
    (change({"village": ALSO_MINE}), {}, "E-SCOPE"),
    (change('{"\\u0076illage": "64.03.05.2002"}'), {}, "E-SCOPE"),
    (change({"village": THEIRS}, village=""), {}, "E-SCOPE"),
    (change({"village": 5}), {}, "E-SCOPE"),
    (change({"village": MINE}), known(THEIRS), "E-SCOPE"),
    (change(kind=DELETE), known(THEIRS), "E-SCOPE"),
    (change({"village": MINE}), known(""), "E-SCOPE"),
    (change({"full_name": "X"}, village="", form="officer"), known(""), "E-SCOPE"),
    (change({"note": "X"}, village="", form="visit"), known(""), "E-SCOPE"),
    (change({"title": "X"}, village="", form="activity"), known(THEIRS, devices=(ME,)), "E-SCOPE"),
    (change({"officer_id": "x", "village": THEIRS}, village="", form="assignment"), {}, "E-SCOPE"),
    (change({"acronym": "DP3"}, village="", form="office", parents=OF_THE_OFFICE), known(""), "E-SCOPE"),
    (change({"subject": "X"}, village="", form="regulation", parents=OF_THE_OFFICE), known(""), "E-SCOPE"),
    (change(village="", form="plan_line", kind=DELETE, parents=OF_THE_OFFICE), known(""), "E-SCOPE"),
    (change({"place": "X"}, village="", form="activity", parents=OF_THE_OFFICE), known(""), "E-SCOPE"),
    (change({"text": "X"}, village="", form="office_rule"), {}, "E-SCOPE"),
    (change({"code": "64.03.06.2099"}, village="", form="region_change"), {}, "E-SCOPE"),
    (change(priority=2), {}, "E-SCOPE"),
    (change(kind=ERASE), {}, "E-SCOPE"),
    (change(kind=FORGIVE), {}, "E-SCOPE"),
]


@pytest.mark.parametrize(("said", "here", "code"), REFUSED)
def test_beyond_his_rights(said: Change, here: dict[str, Known], code: str) -> None:
    with pytest.raises(KnownError) as caught:
        OFFICER.check(said, here)
    assert caught.value.code == code


@pytest.mark.parametrize(("said", "here", "_code"), REFUSED)
def test_a_district_may(said: Change, here: dict[str, Known], _code: str) -> None:
    DISTRICT.check(said, here)
