"""The guide as a book: every page in it, its pictures, the numbers of the contents, an outline; and the pictures that
ship with the guide."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader

from kampungkb_desktop.actions.guide_book import GuidePage, guide_pdf
from kampungkb_desktop.base.errors import Cancelled
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.help_pages import CONTENTS, load, pictures

GUIDE = load()
MOST_BYTES = 60_000
NOON = 1_795_233_600_000
PAGES = [
    GuidePage(one.group, one.title, one.markdown)
    for one in GUIDE.values()
    if one.topic in ("untuk-petugas", "meja-bantuan", "papan-ketik", "perintah")
]


def test_the_book_holds_every_page_with_its_number_in_the_contents() -> None:
    made = guide_pdf(PAGES, clock=lambda: NOON)
    assert made == guide_pdf(PAGES, clock=lambda: NOON)
    book = PdfReader(io.BytesIO(made))
    texts = [page.extract_text() for page in book.pages]
    named = [entry.title for entry in book.outline if not isinstance(entry, list)]
    assert named == [*(one.title for one in PAGES), "Daftar isi"]
    for one in PAGES:
        [number] = re.findall(rf"{re.escape(one.title)}\s+(\d+)", texts[0])
        assert one.title in texts[int(number) - 1]
        assert f"buku {number}" in texts[int(number) - 1]
    whole = " ".join(texts)
    for sign in ("**", "](", "| ---", "![", "`"):
        assert sign not in whole
    assert "Perhatikan" in whole
    assert "pilih “Mulai bekerja” dan jawab" in " ".join(whole.split())
    assert "Data per" not in whole
    drawn = sum(len(page.images) for page in book.pages)
    assert drawn == sum(len(pictures(one.markdown)) for one in PAGES) > 3


def test_stopping_the_book_writes_nothing() -> None:
    progress = Progress()
    progress.cancel.set()
    with pytest.raises(Cancelled):
        guide_pdf(PAGES[:2], progress=progress)


def test_every_picture_of_the_guide_is_there_small_and_has_its_words() -> None:
    told = [found for page in GUIDE.values() for found in pictures(page.markdown)]
    for words, name in told:
        path = resource(f"help/{name}")
        assert path.stat().st_size <= MOST_BYTES, name
        with Image.open(path) as picture:
            assert picture.mode == "P", name
        assert len(words.split()) >= 4, name
    files = {f"gambar/{path.name}" for path in resource("help/gambar").iterdir()}
    assert files == {name for _words, name in told}
    assert GUIDE[CONTENTS].title == "Panduan Kampung KB"
