"""Pages as pictures: right size, right colours, and a plain sentence for bytes that are no PDF."""

from __future__ import annotations

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.report.preview import page_count, page_image, page_images
from tests.report.contents import FULL
from tests.report.reading import pdf_of


def test_pages_have_the_size_of_the_paper() -> None:
    pdf = pdf_of(FULL)
    images = page_images(pdf, 0.5)
    assert len(images) == page_count(pdf)
    for image in images:
        assert (image.width, image.height) == (298, 421)
        assert image.stride >= image.width * 3
        assert len(image.pixels) == image.stride * image.height


def test_the_badge_is_yellow_in_rgb_order() -> None:
    image = page_image(pdf_of(FULL), 0, 1.0)
    # inside the badge "Berkembang": right margin, a little under the letterhead's rule
    x, y = 520, 165
    red, green, blue = image.pixels[y * image.stride + 3 * x : y * image.stride + 3 * x + 3]
    assert red > 220
    assert 170 < green < 220
    assert blue < 100


def test_one_page_equals_its_place_among_all() -> None:
    pdf = pdf_of(FULL)
    assert page_image(pdf, 1, 0.3) == page_images(pdf, 0.3)[1]


@pytest.mark.parametrize("damage", [b"", b"bukan PDF", b"%PDF-1.4 rusak"])
def test_no_pdf_is_refused_in_words(damage: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        page_count(damage)
    assert refused.value.code == "E-PDF"
