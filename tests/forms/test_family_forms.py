"""The declarations of the family and visit forms hold together; families, members and couples follow their rules."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.forms import choices_family, choices_housing, choices_visit, kinds
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER, latrine_safe, water_safe
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import (
    LONG_ACTING,
    MODERN_METHODS,
    FamilyPlanning,
    born_alive,
    living_children,
    uses_any,
    uses_modern,
)
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import (
    Finding,
    Record,
    applies,
    check,
    fields_of,
    from_scalars,
    missing,
    to_scalars,
)
from kampungkb_desktop.forms.visit import Visit

TODAY = date(2026, 11, 21)

FORMS: tuple[type[Record], ...] = (
    Family, Member, FamilyPlanning, FamilyDevelopment, Visit, ChildMeasurement, CatinCheck, PregnancyCheck,
    PostpartumCheck,
)  # fmt: skip

HELD: dict[type[kinds.Kind], type | types.GenericAlias] = {
    kinds.Number: int, kinds.Measure: float, kinds.Day: date, kinds.YesNo: bool, kinds.Choices: tuple[str, ...],
}  # fmt: skip

LISTS = [
    pytest.param(options, id=options.name)
    for module in (choices_family, choices_housing, choices_visit)
    for options in vars(module).values()
    if isinstance(options, kinds.Options)
]

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.FORM)


def codes(findings: typing.Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def answers(kind: kinds.Kind) -> st.SearchStrategy[Any]:
    match kind:
        case kinds.Number(low=low, high=high):
            given_answer: st.SearchStrategy[Any] = st.integers(low, high)
        case kinds.Measure(low=low, high=high):
            given_answer = st.floats(low, high)
        case kinds.Day():
            given_answer = st.dates(date(2020, 1, 1), date(2027, 1, 1))
        case kinds.Month():
            given_answer = st.builds("{}-{:02d}".format, st.integers(2020, 2026), st.integers(1, 12))
        case kinds.YesNo():
            given_answer = st.booleans()
        case kinds.Choice(options=options):
            given_answer = st.sampled_from(options.codes())
        case kinds.Choices(options=options):
            picked = st.sets(st.sampled_from(options.codes()), min_size=1)
            given_answer = picked.map(lambda chosen: tuple(sorted(chosen)))
        case kinds.Digits():
            given_answer = st.text("0123456789x", min_size=1, max_size=18)
        case _:
            given_answer = st.text("abc", min_size=1, max_size=5)
    return st.none() | given_answer


def records(form: type[Record]) -> st.SearchStrategy[Record]:
    return st.builds(form, id=st.just("r1"), **{name: answers(kind) for name, kind in fields_of(form).items()})


@each_form
def test_the_type_on_the_left_is_what_the_kind_holds(form: type[Record]) -> None:
    hints = typing.get_type_hints(form)
    for name, kind in fields_of(form).items():
        assert hints[name] == HELD.get(type(kind), str) | None, f"{form.FORM}.{name}"


@each_form
def test_every_question_stands_under_a_heading_or_opens_the_form(form: type[Record]) -> None:
    own = [f.name for f in dataclasses.fields(form) if f.name not in {"id", "village", "status"}]
    bare = [name for name in own if not fields_of(form)[name].group]
    assert bare in ([], ["family_id", "as_of"])
    labels = [(fields_of(form)[name].group, fields_of(form)[name].label) for name in own]
    assert len(labels) == len(set(labels))


@each_form
def test_lists_have_options_and_links_name_a_form(form: type[Record]) -> None:
    for name, kind in fields_of(form).items():
        if isinstance(kind, kinds.Choice | kinds.Choices):
            assert kind.options.items, name
        if isinstance(kind, kinds.Choices):
            assert set(kind.alone) <= set(kind.options.codes())
        if isinstance(kind, kinds.Link):
            assert kind.to in {"family", "member", "visit", "officer"}


@pytest.mark.parametrize("options", LISTS)
def test_codes_labels_and_numbers_of_a_list_are_unique(options: kinds.Options) -> None:
    assert len(set(options.codes())) == len(options.items)
    assert len({item.label for item in options.items}) == len(options.items)
    numbers = [item.number for item in options.items if item.number is not None]
    assert len(set(numbers)) == len(numbers)
    for code in options.codes():
        assert code == code.lower()
        assert code.replace("_", "").isalnum()
        assert code.isascii()


@each_form
def test_an_empty_record_is_a_draft_with_only_its_required_answers_missing(form: type[Record]) -> None:
    empty = form(id="r1")
    problems = {finding.field for finding in check(empty, today=TODAY) if finding.strength == "problem"}
    assert problems == set(missing(empty))
    assert empty.name()


@each_form
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_the_rules_speak_whole_sentences_and_the_answers_come_back(
    form: type[Record], data: st.DataObject
) -> None:
    record = data.draw(records(form))
    for finding in check(record, today=TODAY):
        assert finding.sentence.endswith(".")
        assert finding.code
        assert finding.field in fields_of(form)
    assert record.name()
    assert from_scalars(form, "r1", to_scalars(record)) == record


def test_a_card_number_of_another_length_is_a_caution_that_does_not_repeat_it() -> None:
    short = [f for f in check(Family(head_name="Suparman", kk="640306"), today=TODAY) if f.field == "kk"]
    assert [f.strength for f in short] == ["caution"]
    assert "640306" not in short[0].sentence
    assert not list(Family(kk="6403061203220001").rules())
    nik = [f for f in check(Member(nik="12345"), today=TODAY) if f.field == "nik"]
    assert [f.strength for f in nik] == ["caution"]


def test_no_rule_of_this_module_blocks_because_of_a_card_number() -> None:
    odd = (*Family(kk="64O3").rules(), *Member(nik="belum ada").rules())
    assert {f.strength for f in odd} == {"caution"}


def test_a_missing_nik_asks_for_a_reason() -> None:
    assert "nik_kosong" in codes(Member().rules())
    assert "nik_kosong" not in codes(Member(nik_missing="belum_punya").rules())
    assert not applies(Member(nik="6403061203220001"), "nik_missing")
    assert "nik_terisi" in codes(Member(nik="6403061203220001", nik_missing="menolak").rules())


def test_the_family_asks_since_when_only_when_it_is_gone() -> None:
    assert not applies(Family(state="aktif"), "state_on")
    assert not applies(Family(), "state_on")
    assert applies(Family(state="pindah"), "state_on")
    assert "tanggal_keadaan" in codes(Family(state="pindah").rules())


def test_parental_consent_asks_for_its_day() -> None:
    assert not applies(Family(), "child_consent_on")
    assert "persetujuan_anak" in codes(Family(child_consent_by="Ibu Sari").rules())
    assert not list(Family(child_consent_by="Ibu Sari", child_consent_on=TODAY).rules())


def test_a_member_is_complete_with_family_name_sex_birth_and_relation() -> None:
    assert missing(Member()) == ("family_id", "full_name", "sex", "birth_date", "relation")
    born_later = Member(birth_date=date(2026, 5, 1), mutation="anggota_baru", mutation_on=date(2026, 4, 1))
    assert "mutasi_sebelum_lahir" in codes(born_later.rules())
    assert "pasangan_belum_kawin" in codes(Member(relation="istri_suami", marital="belum_kawin").rules())
    assert "ibu_diri_sendiri" in codes(Member(id="a", mother_id="a").rules())
    assert applies(Member(marital="cerai_mati"), "first_marriage_age")
    assert not applies(Member(marital="belum_kawin"), "first_marriage_age")


def test_safe_water_is_the_five_official_sources() -> None:
    safe = {item.number for item in WATER.items if water_safe(item.code)}
    assert safe == {1, 2, 3, 4, 6}
    assert all(water_safe(code) is not None for code in WATER.codes())
    assert water_safe(None) is None
    assert water_safe("dari_versi_baru") is None


def test_only_a_latrine_with_a_septic_tank_is_safe() -> None:
    assert [code for code in LATRINE.codes() if latrine_safe(code)] == ["septik"]
    assert latrine_safe(None) is None
    assert latrine_safe("dari_versi_baru") is None


def test_the_nine_methods_carry_the_numbers_of_the_paper_form() -> None:
    assert METHOD.codes() == ("mow", "mop", "iud", "implan", "suntik", "pil", "kondom", "mal", "tradisional")
    assert [item.number for item in METHOD.items] == list(range(1, 10))
    assert LONG_ACTING < MODERN_METHODS < set(METHOD.codes())


def test_more_living_children_than_born_alive_is_a_problem() -> None:
    wrong = FamilyPlanning(born_alive_male=1, living_male=2, born_alive_female=0, living_female=0)
    assert [(f.field, f.strength) for f in wrong.rules()] == [("living_male", "problem")]
    assert not list(FamilyPlanning(living_male=2).rules())
    assert "lahir_tanpa_persalinan" in codes(FamilyPlanning(births=0, born_alive_male=1).rules())


def test_questions_of_a_couple_follow_pregnancy_and_use() -> None:
    expecting = FamilyPlanning(pregnant=True)
    assert applies(expecting, "pregnant_weeks")
    assert applies(expecting, "used_last_12")
    assert not applies(expecting, "using")
    assert not applies(expecting, "method")
    assert not applies(expecting, "wants_child")
    using = FamilyPlanning(pregnant=False, using=True)
    assert applies(using, "method")
    assert not applies(using, "reason_not_using")
    assert not applies(using, "used_last_12")
    stopped = FamilyPlanning(pregnant=False, using=False, used_last_12=True)
    assert applies(stopped, "used_until")
    assert applies(stopped, "reason_not_using")
    assert not applies(stopped, "method")
    assert missing(FamilyPlanning(family_id="f", as_of=TODAY, pregnant=True)) == ()
    assert missing(using.changed(family_id="f", as_of=TODAY)) == ("method",)


def test_months_of_use_follow_each_other() -> None:
    odd = FamilyPlanning(as_of=TODAY, used_from="2026-09", used_until="2026-08", using_since="2026-12")
    assert codes(odd.rules()) == {"berhenti_sebelum_mulai", "bulan_sesudah_keadaan"}


def test_the_wish_for_a_child_is_asked_of_those_who_use_nothing() -> None:
    assert "keinginan_anak_kosong" in codes(FamilyPlanning(pregnant=False, using=False).rules())
    both = FamilyPlanning(pregnant=False, using=True, method="mow", wants_child="segera")
    assert codes(both.rules()) == {"steril_ingin_anak"}


def test_use_is_told_in_three_values() -> None:
    assert uses_modern(FamilyPlanning()) is None
    assert uses_modern(FamilyPlanning(pregnant=True, using=True, method="pil")) is False
    assert uses_modern(FamilyPlanning(pregnant=False, using=False, method="pil")) is False
    assert uses_modern(FamilyPlanning(pregnant=False, using=True)) is None
    assert uses_modern(FamilyPlanning(pregnant=False, using=True, method="mal")) is True
    assert uses_modern(FamilyPlanning(pregnant=False, using=True, method="tradisional")) is False
    assert uses_any(FamilyPlanning(pregnant=False, using=True, method="tradisional")) is True
    assert living_children(FamilyPlanning(living_male=2)) == 2
    assert born_alive(FamilyPlanning()) is None


def test_family_development_asks_questions_1_to_18_and_29_to_32() -> None:
    asked = {int(kind.label.split(".")[0].rstrip("abcd")) for kind in fields_of(FamilyDevelopment).values()
             if kind.label[0].isdigit()}  # fmt: skip
    assert asked == {*range(1, 19), *range(29, 33)}
    assert applies(FamilyDevelopment(media_information="ya"), "media_kinds")
    assert not applies(FamilyDevelopment(media_information="tidak"), "media_kinds")
    kept = FamilyDevelopment(media_information="tidak", media_kinds=("radio",), officer_information="tidak",
                             officer_kinds=("kader",))  # fmt: skip
    assert codes(kept.rules()) == {"media_tanpa_informasi", "petugas_tanpa_informasi"}


def test_names_are_those_people_use() -> None:
    assert Family(head_name="Suparman").name() == "Keluarga Suparman"
    assert Member(full_name="Siti").name() == "Siti"
    assert FamilyPlanning(as_of=date(2026, 3, 5)).name() == "Keluarga berencana, 5 Maret 2026"


def test_personal_answers_of_a_family_are_marked() -> None:
    marked = {name for name, kind in fields_of(Family).items() if kind.personal}
    assert {"head_name", "kk", "address", "phone", "note"} <= marked
    assert {name for name, kind in fields_of(Member).items() if not kind.personal} == {
        "village", "status", "family_id"}  # fmt: skip
    assert isinstance(fields_of(Family)["head_name"], kinds.Text)
