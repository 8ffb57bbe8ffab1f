"""Introductions and grants: what they say, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import enrolment
from kampungkb_desktop.bundle.certificate import Assigned, Certificate, Keys, fingerprint, issue, make_keys
from kampungkb_desktop.bundle.enrolment import Grant, Introduction, OfficeCard

LAPTOP, OFFICE = make_keys(), make_keys()
UID, OFFICER = "a" * 32, "b" * 32


def introduced(keys: Keys = LAPTOP, **other: Any) -> Introduction:
    said: dict[str, Any] = {
        "uid": UID, "officer": OFFICER, "full_name": "Siti Rahmah", "nip": "", "position": "PKB", "office": "",
        "role": "petugas", "verify_key": keys.verify_key, "recipient": keys.recipient,
        "villages": ("64.03.06.2004",), "practice": False, "made_at": 1,
    }  # fmt: skip
    return Introduction(**said | other)


def granted(office: Keys = OFFICE) -> Grant:
    statement = Certificate(
        uid=UID, name="Siti Rahmah", role="petugas", officer=OFFICER, verify_key=LAPTOP.verify_key,
        recipient=LAPTOP.recipient, villages=(Assigned("64.03.06.2004"),), practice=False, issued_at=2,
        issuer=office.verify_key,
    )  # fmt: skip
    text, signature = issue(statement, office)
    card = OfficeCard(name="DPPKBP3A Berau", verify_key=office.verify_key, recipient=office.recipient)
    return Grant(certificate=text, certificate_sig=signature, office=card, made_at=2)


def refused(data: bytes, *, practice: bool = False) -> str:
    with pytest.raises(KnownError) as told:
        enrolment.read_introduction(data, practice=practice)
    return told.value.code


def test_an_introduction_comes_back_as_it_was() -> None:
    data = enrolment.write_introduction(introduced(), LAPTOP)
    assert enrolment.read_introduction(data, practice=False) == introduced()
    assert introduced().mark == fingerprint(LAPTOP.verify_key, LAPTOP.recipient)


def test_a_grant_comes_back_and_speaks_for_its_office() -> None:
    data = enrolment.write_grant(granted(), OFFICE, LAPTOP.recipient)
    found = enrolment.read_grant(data, LAPTOP)
    assert found == granted()
    assert found.statement(practice=False).villages == (Assigned("64.03.06.2004"),)
    with pytest.raises(KnownError, match="latihan"):
        found.statement(practice=True)


def test_files_are_told_apart_by_their_first_line(tmp_path: Path) -> None:
    files = {
        "introduction": enrolment.write_introduction(introduced(), LAPTOP),
        "grant": enrolment.write_grant(granted(), OFFICE, LAPTOP.recipient),
        "other": b"age-encryption.org/v1\n",
    }
    for kind, data in files.items():
        (tmp_path / "x.kkb").write_bytes(data)
        assert enrolment.kind_of(tmp_path / "x.kkb") == kind
        assert enrolment.read_file(tmp_path / "x.kkb") == data
    assert enrolment.kind_of(tmp_path / "none.kkb") == "other"
    (tmp_path / "x.kkb").write_bytes(b"x" * (enrolment.MOST + 1))
    with pytest.raises(KnownError, match="terlalu besar"):
        enrolment.read_file(tmp_path / "x.kkb")


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": "x"}, {"officer": ""}, {"replaces": "old"}, {"verify_key": "12"}, {"recipient": "age1"},
        {"full_name": "a\nb"}, {"nip": "1" * 201}, {"role": "provinsi"}, {"villages": ("64.03",)},
        {"villages": ("64.03.06.2004",) * 2_001}, {"made_at": -1}, {"made_at": 1 << 63},
    ],
)  # fmt: skip
def test_an_introduction_out_of_bounds(wrong: dict[str, Any]) -> None:
    assert refused(enrolment.write_introduction(introduced(**wrong), LAPTOP)) in {"E-FORMAT", "E-DAMAGED"}


def test_practice_and_work_do_not_mix() -> None:
    data = enrolment.write_introduction(introduced(practice=True), LAPTOP)
    assert refused(data) == "E-PRACTICE"
    assert enrolment.read_introduction(data, practice=True).practice


def test_somebody_elses_signature() -> None:
    assert refused(enrolment.write_introduction(introduced(), OFFICE)) == "E-SIGNATURE"
    other = make_keys()
    with pytest.raises(KnownError) as told:
        enrolment.read_grant(enrolment.write_grant(granted(), other, LAPTOP.recipient), LAPTOP)
    assert told.value.code == "E-SIGNATURE"
    mixed = msgspec.structs.replace(granted(), certificate=granted(other).certificate)
    with pytest.raises(KnownError) as told:
        mixed.statement(practice=False)
    assert told.value.code in {"E-SENDER", "E-SIGNATURE"}


def test_a_grant_for_another_laptop() -> None:
    with pytest.raises(KnownError) as told:
        enrolment.read_grant(enrolment.write_grant(granted(), OFFICE, make_keys().recipient), LAPTOP)
    assert told.value.code == "E-RECIPIENT"


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0), bit=st.integers(0, 7), cut=st.integers(1))
def test_nothing_altered_is_believed(at: int, bit: int, cut: int) -> None:
    for data, known in (
        (INTRODUCED, lambda found: enrolment.read_introduction(found, practice=False)),
        (GRANTED, lambda found: enrolment.read_grant(found, LAPTOP)),
    ):
        head = data.index(b"\n") + 1
        place = head + at % (len(data) - head)
        flipped = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
        for hostile in (flipped, data[: -(cut % len(data)) or None][:-1]):
            with pytest.raises(KnownError):
                known(hostile)


INTRODUCED = enrolment.write_introduction(introduced(), LAPTOP)
GRANTED = enrolment.write_grant(granted(), OFFICE, LAPTOP.recipient)


def test_the_end_of_a_fingerprint_is_typed() -> None:
    mark = "4Q6S-SWNY-VHSD-46N9-SH01"
    assert enrolment.shown_part(mark) == "4Q6S-SWNY-VHSD-····-····"
    for right in ("46N9-SH01", "46n9sh01", " 46n9 shoi ", "VHSD-46N9-SH0l", mark):
        assert enrolment.compared(mark, right), right
    for wrong in ("", "SH01", "46N9-SH02", "····-····", "946N9SH01"):
        assert not enrolment.compared(mark, wrong), wrong


def test_a_fingerprint_in_words() -> None:
    assert enrolment.words("0000-0000-0000-0000-0000") == " ".join(["babab"] * 6)
    assert enrolment.words("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ") == " ".join(["zuzuz"] * 6)
    assert len({enrolment.words(make_keys().verify_key[:4].upper().ljust(20, "0")) for _ in range(20)}) > 15


def test_the_old_installation_names_its_successor() -> None:
    old, new = make_keys(), make_keys()
    said = introduced(new, replaces="c" * 32, replaces_proof=enrolment.succession(old, new))
    assert enrolment.succeeds(old.verify_key, said)
    assert not enrolment.succeeds(OFFICE.verify_key, said)
    assert not enrolment.succeeds(old.verify_key, introduced(replaces_proof=said.replaces_proof))
