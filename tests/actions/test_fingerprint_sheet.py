"""The sheet of a fingerprint: the same letters in words, QR and on paper, and an introduction a phone can carry."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from kampungkb_desktop.actions import enrolment, fingerprint_sheet
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.bundle.enrolment import words
from kampungkb_desktop.report.qr import matrix
from tests.actions.exchanging import laptop


def printed(session: Session) -> tuple[int, str]:
    paper = pypdfium2.PdfDocument(fingerprint_sheet.sheet_pdf(session))
    try:
        return len(paper), "\n".join(page.get_textpage().get_text_range() for page in paper)
    finally:
        paper.close()


@pytest.mark.parametrize("role", ["petugas", "kabupaten"])
def test_the_sheet_says_the_fingerprint_and_what_to_do(tmp_path: Path, role: str) -> None:
    session = laptop(tmp_path, "Siti Rahma", role=role, practice=False)
    try:
        shown = fingerprint_sheet.own_mark(session)
        pages, text = printed(session)
        assert pages == 1
        assert shown.mark in text
        assert shown.words == words(shown.mark)
        assert shown.words in " ".join(text.split())
        assert shown.code == matrix(f"Sidik jari Kampung KB: {shown.mark}")
        if role == "kabupaten":
            assert shown.mark == enrolment.office_mark(session)
            assert shown.introduction is None
        else:
            assert "Siti Rahma" in text
            assert "Maluang" in text
            assert shown.introduction is not None
            assert len(shown.introduction) > len(shown.code)
    finally:
        close(session)


def test_an_introduction_too_long_for_a_phone_is_left_to_the_file(tmp_path: Path) -> None:
    villages = [f"64.03.06.{2001 + at}" for at in range(90)]
    session = laptop(tmp_path, "Siti Rahma", villages=villages)
    try:
        assert fingerprint_sheet.own_mark(session).introduction is None
        assert printed(session)[0] == 1
    finally:
        close(session)
