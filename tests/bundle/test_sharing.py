"""What leaves without names is listed, form by form and answer by answer, and stays as it was given out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base import ids
from kampungkb_desktop.bundle import nameless
from kampungkb_desktop.bundle.nameless import Veil, pseudonym_key
from kampungkb_desktop.forms import sharing
from kampungkb_desktop.forms.catalog import FORMS, VERSIONS
from kampungkb_desktop.forms.change import DELETE, ERASE, FORGIVE, PUT, Change, ChangeId, decode_values, encode_values
from kampungkb_desktop.forms.kinds import Blob, Digits, Scalar, Text
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.sharing import GIVEN_OUT, NAMELESS, NEVER, OF_PEOPLE, OF_VILLAGES, RECAP, verdict
from kampungkb_desktop.forms.upgrades import STEPS

KEY = pseudonym_key(b"s" * 32, "a" * 64)
ID, OTHER, DEVICE, ACTION = ("0" * 31 + str(n) for n in range(4))

SNAPSHOT = Path(__file__).parents[1] / "data" / "sharing.json"


def change(form: str, answers: dict[str, Scalar], **other: object) -> Change:
    made = Change(
        DEVICE, 7, (ChangeId(OTHER, 3),), 1_795_233_600_123, 0, ID, ACTION, "Simpan keluarga Suparman", form, ID,
        "64.03.06.2004", PUT, 1, encode_values(answers), VERSIONS.get(form, 1),
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def seen(form: str, values: dict[str, Scalar]) -> dict[str, Scalar]:
    return decode_values(Veil(KEY, NAMELESS).change(change(form, values)).values)


def test_every_form_is_on_one_list() -> None:
    lists = (OF_VILLAGES, OF_PEOPLE, NEVER)
    assert sorted(FORMS) == sorted(name for one in lists for name in one)


def test_the_lists_name_fields_that_are_there() -> None:
    named = {*sharing.OPEN_TEXTS, *sharing.LABELS, *sharing.DROPPED, *sharing.EXACT_DAYS}
    assert [key for key in named if key[1] not in fields_of(FORMS[key[0]])] == []


def test_no_text_number_or_photo_leaves_unless_it_is_listed() -> None:
    leaving = {
        (form, name)
        for form in OF_VILLAGES | OF_PEOPLE
        for name, kind in fields_of(FORMS[form]).items()
        if isinstance(kind, Text | Digits | Blob) and verdict(form, name, kind) not in ("drop", "label")
    }
    assert leaving == sharing.OPEN_TEXTS.keys()
    assert [key for key in leaving if fields_of(FORMS[key[0]])[key[1]].personal] == []


def test_choices_leave_and_what_was_typed_over_them_does_not() -> None:
    assert seen("visit", {"counselling": '["Siti"]', "visited_by": '["Siti","kader_kb"]'}) == {
        "visited_by": '["kader_kb"]'
    }
    assert seen("family", {"water": "Pak Tarjo", "roof": "[1]", "wall": "[[]", "floor": 7}) == {}


def test_a_text_leaves_only_in_the_shape_that_is_asked() -> None:
    assert seen("village", {"kkb_name": "Maluang Sejati", "rw": "003"}) == {"kkb_name": "Maluang Sejati", "rw": "003"}
    for number in ("6403061234567890", "64 0306 1234 567", "0812-5432-1098", "HP 081254321098"):
        assert seen("village", {"kkb_name": f"Pak Tarjo {number}", "rw": number}) == {}
    assert seen("village", {"kkb_name": "Kampung KB 2024", "rw": "RW Pak Tarjo"}) == {"kkb_name": "Kampung KB 2024"}
    assert seen("activity", {"starts_at": "08.30", "ends_at": "Tarjo"}) == {"starts_at": "08.30"}
    machine = "krs-2022 · 4t_tanpa_kb_modern"
    assert seen("risk_verification", {"computed_by": machine}) == {"computed_by": machine}
    assert seen("risk_verification", {"computed_by": "Pak Tarjo · bidan"}) == {}
    assert seen("poktan", {"decree_number": "SK Pak Tarjo", "register_number": "12", "code": "A"}) == {}


def given_out(form: str) -> list[str]:
    """Every answer of a form with its verdict, and the codes that may leave."""
    kinds = fields_of(FORMS[form])
    return [
        " ".join(
            [f"{form}.{name}", verdict(form, name, kind), *sorted(str(code) for code in nameless._codes(form, name))]
        )
        for name, kind in sorted(kinds.items())
    ]


def test_what_was_given_out_stays_as_it_was() -> None:
    """An answer that went out must come again as it was, or its file is refused as a fork. After a change of a form's
    answers or choices raise its VERSION and write the file anew: ``python -m tests.bundle.test_sharing``."""
    before = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for form in sorted(OF_VILLAGES | OF_PEOPLE):
        version, lines = before[form]
        now = given_out(form)
        if version == VERSIONS[form]:
            assert now == lines
        else:
            assert version < VERSIONS[form]
            for line in lines:  # more may leave, nothing may leave differently
                name, *said = line.split(" ")
                (kept,) = [other.split(" ")[1:] for other in now if other.startswith(f"{name} ")]
                assert kept[0] == said[0]
                assert set(said) <= set(kept)


@given(form=st.sampled_from(sorted(OF_VILLAGES | OF_PEOPLE)), written=st.integers(1, 9), risen=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_a_form_that_rises_changes_nothing_that_is_with_a_receiver(form: str, written: int, risen: int) -> None:
    """The version is part of the change: told under another one it is a fork, and the whole file is refused."""
    one = change(form, {}, form_version=written)
    with pytest.MonkeyPatch.context() as patch:
        sent = Veil(KEY, NAMELESS).change(one)
        patch.setattr(nameless, "VERSIONS", {**VERSIONS, form: VERSIONS[form] + risen})
        assert Veil(KEY, NAMELESS).change(one) == sent
    assert sent.form_version == max(written, GIVEN_OUT.get(form, 1))


def test_a_new_local_word_is_not_told_empty_by_a_program_that_does_not_know_it() -> None:
    """It drops the code, and once updated it would tell the same change with it: so the new words have a version."""
    old = Veil(KEY, NAMELESS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nameless, "VERSIONS", {**VERSIONS, "village": 3})
        assert list(old.changes(iter([change("village", {"local_term": "ohoi"})]))) == []
        assert old.left
    assert seen("village", {"local_term": "ohoi"}) == {"local_term": "ohoi"}


def test_nothing_is_brought_up_to_date_below_what_was_given_out() -> None:
    """Answers go out as written, under the version given out: a step below it would be left out by the receiver."""
    assert [(form, version) for form, version in STEPS if version < GIVEN_OUT.get(form, 1)] == []
    assert {form: version for form, version in GIVEN_OUT.items() if version > VERSIONS[form]} == {}


secret = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=4, max_size=40).map(
    lambda text: f"Rahasia{text}"
)


@given(data=st.data(), form=st.sampled_from(sorted(OF_VILLAGES | OF_PEOPLE)))
@settings(max_examples=80, deadline=None)
def test_no_secret_gets_through_whatever_a_log_says(data: st.DataObject, form: str) -> None:
    """Secrets in every answer, also where the question asks for a number, a day or a choice."""
    word = data.draw(secret)
    open_texts = {"kkb_name"}  # a name may be any; see below
    values: dict[str, Scalar] = {
        name: f"{word}{at}"
        for at, name in enumerate([*fields_of(FORMS[form]), "field_of_tomorrow"])
        if name not in open_texts
    }
    shown = Veil(KEY, NAMELESS).change(change(form, values, action_name=word, author=OTHER))
    assert "Rahasia" not in repr(shown)
    assert not {ID, OTHER, DEVICE, ACTION} & {shown.record, shown.device, shown.action, shown.author}
    assert all(parent.device != OTHER for parent in shown.parents)
    assert shown.wall % 86_400_000 == 0


@given(form=st.sampled_from(sorted(OF_PEOPLE - {"alias"})), record=st.integers(0, 2**128 - 1))
@settings(max_examples=60, deadline=None)
def test_links_still_lead_where_they_led(form: str, record: int) -> None:
    to = f"{record:032x}"
    veil = Veil(KEY, NAMELESS)
    rules = {name: verdict(form, name, kind) for name, kind in fields_of(FORMS[form]).items()}
    shown = decode_values(veil.change(change(form, dict.fromkeys(rules, to))).values)
    for name, rule in rules.items():
        if rule == "link":
            assert shown[name] == veil.record(to) != to
    assert ids.is_id(veil.record(to))


def test_the_same_change_always_comes_out_the_same_and_differs_by_receiver() -> None:
    one = change("family", {"head_name": "Suparman", "water": "ledeng"})
    assert Veil(KEY, NAMELESS).change(one) == Veil(KEY, NAMELESS).change(one) == Veil(KEY, RECAP).change(one)
    other = Veil(pseudonym_key(b"s" * 32, "b" * 64), NAMELESS).change(one)
    assert other.record != Veil(KEY, NAMELESS).change(one).record
    assert pseudonym_key(b"t" * 32, "a" * 64) != KEY


@pytest.mark.parametrize(
    ("born", "shown"),
    [("2026-11-20", "2026-11-15"), ("2021-01-31", "2021-01-15"), ("2019-12-31", "2019-07-01"), ("x", None)],
)
def test_birth_dates_are_coarse(born: str, shown: str | None) -> None:
    assert seen("member", {"birth_date": born}).get("birth_date") == shown


@given(st.dates(date(1930, 1, 1), date(2026, 11, 20)))
def test_a_small_childs_age_is_right_to_half_a_month(born: date) -> None:
    shown = date.fromisoformat(str(seen("member", {"birth_date": born.isoformat()})["birth_date"]))
    assert abs(shown - born) <= (timedelta(days=16) if born.year >= 2020 else timedelta(days=184))


def test_days_of_work_stay_and_places_go() -> None:
    said = seen(
        "visit", {"visited_on": "2026-11-03", "latitude": 2.2, "longitude": 117.4, "note": "x", "status": "draf"}
    )
    assert said == {"visited_on": "2026-11-03", "status": "draf"}


def test_emptied_answers_stay_emptied() -> None:
    assert seen("family", {"water": None, "head_name": None, "note": None}) == {"water": None, "head_name": None}


def test_deletion_erasure_and_forgiving_keep_their_sense() -> None:
    veil = Veil(KEY, NAMELESS)
    gone = veil.change(change("family", {}, kind=DELETE, values=""))
    assert (gone.kind, gone.values) == (DELETE, "")
    erased = veil.change(change("family", {"note": "x"}, kind=ERASE))
    assert (erased.kind, erased.values) == (ERASE, "{}")
    lost = veil.change(change("forgive", {"device": DEVICE, "from": 3, "to": 9}, kind=FORGIVE))
    assert decode_values(lost.values) == {"device": veil.device(DEVICE), "from": 3, "to": 9}


def test_what_a_newer_program_wrote_waits_for_the_update() -> None:
    veil = Veil(KEY, NAMELESS)
    newer = change("family", {"water": "ledeng"}, form_version=VERSIONS["family"] + 1)
    unknown = change("tomorrow", {"name": "Suparman"}, seq=8)
    officer = change("officer", {"full_name": "Siti"}, seq=9)
    assert list(veil.changes(iter([newer, unknown, officer]))) == []
    assert veil.left == [newer.id, unknown.id]


if __name__ == "__main__":
    said = {form: [VERSIONS[form], given_out(form)] for form in sorted(OF_VILLAGES | OF_PEOPLE)}
    SNAPSHOT.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
