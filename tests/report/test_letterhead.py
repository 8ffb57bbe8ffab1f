"""The coat of arms on the letterhead: of any kind, small, and left out where it is damaged."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.report.contents import FULL, LETTERHEAD
from tests.report.reading import pages_of, pdf_of


def logo(mode: str, size: int = 600) -> bytes:
    picture = Image.new(mode, (size, size), 120 if mode in {"L", "P"} else tuple([200, 40, 40, 160][: len(mode)]))
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_logo_of_any_kind_is_printed_small_and_the_same_each_time(mode: str) -> None:
    content = replace(FULL, letterhead=replace(LETTERHEAD, logo=logo(mode)))
    pdf = pdf_of(content)
    assert pdf == pdf_of(content)
    assert b"/Image" in pdf
    assert len(pdf) < len(pdf_of(FULL)) + 20_000


@pytest.mark.parametrize("damage", [b"", b"bukan gambar", logo("RGB")[:60]])
def test_a_damaged_logo_is_left_out(damage: bytes) -> None:
    pdf = pdf_of(replace(FULL, letterhead=replace(LETTERHEAD, logo=damage)))
    assert b"/Image" not in pdf.replace(b"/ImageC", b"").replace(b"/ImageB", b"").replace(b"/ImageI", b"")
    assert "DPPKBP3A" in pages_of(pdf)[0]
