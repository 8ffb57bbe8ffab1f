"""Every paper is whole for a strict reader and tagged for a screen reader; the same content gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kampungkb_desktop.report.register_content import Photo
from kampungkb_desktop.report.summary_content import SummaryContent
from tests.report.contents import FULL
from tests.report.ends import EMPTY, extreme
from tests.report.reading import pages_of, pdf_of
from tests.report.strict import check_tags, elements, strict


def jpeg(colour: tuple[int, int, int]) -> bytes:
    sink = BytesIO()
    Image.new("RGB", (320, 240), colour).save(sink, "JPEG")
    return sink.getvalue()


PHOTOS = tuple(Photo(jpeg((40 * at, 90, 120)), f"Kerja bakti {at}", 320, 240) for at in (1, 2, 3))
PICTURED = replace(FULL, activities=replace(FULL.activities, photos=PHOTOS))


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("content", [PICTURED, EMPTY, extreme()], ids=["full", "empty", "extreme"])
def test_the_tree_fits_what_is_drawn(content: SummaryContent, paper: str) -> None:
    roles = check_tags(pdf_of(content, paper=paper))
    assert roles["H1"] == 1
    assert roles["H2"] >= 8
    assert roles["Table"]
    assert roles["Figure"] >= (2 if content is EMPTY else 3), "a village of nobody has no pyramid"


def test_figures_are_read_aloud_with_their_numbers() -> None:
    told = [str(one["/Alt"]) for one in elements(strict(pdf_of(PICTURED))) if one["/S"] == "/Figure"]
    assert any("umur 0–4: 331 dan 317" in words for words in told)
    assert any("IUD, 61" in words for words in told)
    assert "Foto kegiatan: Kerja bakti 2" in told


def test_pictures_stand_on_the_paper_as_they_were_given() -> None:
    reader = strict(pdf_of(PICTURED))
    assert sum(len(page.images) for page in reader.pages) == len(PHOTOS)
    assert "Kerja bakti 3" in " ".join(pages_of(pdf_of(PICTURED)))


def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib; from tests.report.test_tags import PICTURED; from tests.report.reading import pdf_of;"
        "sys.stdout.write(hashlib.sha256(pdf_of(PICTURED)).hexdigest())"
    )
    found = {hashlib.sha256(pdf_of(PICTURED)).hexdigest()}
    root = Path(__file__).parents[2]
    for seed in ("0", "4242"):
        made = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": "Pacific/Kiritimati"}
        run = subprocess.run([sys.executable, "-c", code], cwd=root, env=made, check=True, capture_output=True)
        found.add(run.stdout.decode())
    assert len(found) == 1
