"""A header made to keep the age library busy is refused before that library sees it."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.age_head import AGE_MARK, LONGEST, beginning
from kampungkb_desktop.bundle.certificate import make_keys
from kampungkb_desktop.bundle.enrolment import GRANT_HEAD, read_grant
from tests.bundle.forging import OFFICE, forge, line, read_all, refused

STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
WORDY = AGE_MARK + STANZA * 9_000 + b"--- " + b"A" * 43 + b"\n"
ENDLESS = AGE_MARK + b"-> " + b"A" * 900_000


@pytest.mark.parametrize("content", [WORDY, ENDLESS], ids=["wordy", "endless"])
def test_a_header_that_does_not_end_soon_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.kkb").write_bytes(content)
    refused(tmp_path / "a.kkb", "E-DAMAGED")
    with pytest.raises(KnownError) as caught:
        read_grant(GRANT_HEAD + content, OFFICE)
    assert caught.value.code == "E-DAMAGED"


def test_a_hundred_receivers_have_room(tmp_path: Path) -> None:
    others = [make_keys().recipient for _ in range(99)]
    path = forge(tmp_path / "a.kkb", [line(1)], recipients=[*others, OFFICE.recipient])
    assert read_all(path) == 1


def test_what_a_file_is_by_its_beginning() -> None:
    whole = bytes(pyrage.encrypt(b"isi", [pyrage.x25519.Recipient.from_str(OFFICE.recipient)]))
    assert beginning(whole[:LONGEST]) == "age"
    for length in range(len(whole)):
        assert beginning(whole[:length]) != "other" or not length, length
    assert [beginning(one) for one in (b"", b"PK\3\4", AGE_MARK[:-2] + b"2\n", AGE_MARK[:5], AGE_MARK)] == [
        "damaged", "zip", "other", "damaged", "damaged",
    ]  # fmt: skip
