"""Every figure on every paper is that of the store, reckoned here anew: each is taken from the text together with the
words beside it, and whatever figure is left has no source. A paper without a proof fails, and so does a new maker.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.papers import OFFERS, offer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.progress import silent
from tests.papers import (
    activity_papers,
    family_papers,
    office_papers,
    own_papers,
    risk_papers,
    village_papers,
    visit_papers,
)
from tests.papers.sheet import TODAY, Sheet
from tests.papers.stored import MONTH, OTHER, VILLAGE, Stored
from tests.report.reading import pages_of

PERIODS = {"": "", "month": MONTH, "semester": "2026-2", "day": TODAY.isoformat(), "lines": "12"}
_PARTS = (village_papers, risk_papers, family_papers, own_papers, visit_papers, activity_papers, office_papers)
PROOFS = {key: proof for part in _PARTS for key, proof in part.PROOFS.items()}
BOOKLET = "buku"
ELSEWHERE = {
    # Papers with days, codes and hashes only; their texts are held where they are made.
    "loss_pdf": "tests/actions/test_device_losses.py",
    "certificate_pdf": "tests/actions/test_erasing.py",
    "sheet_pdf": "tests/actions/test_fingerprint_sheet.py",
    "pdf": "tests/actions/test_help_desk.py",
    "guide_pdf": "tests/report/test_guide_book.py",
    "many_forms_pdf": "tests/actions/test_visit_form_paper.py",
    # The papers above for many families at once, out of the same contents.
    "sheets_pdf": "tests/actions/test_many_papers.py",
    "consents_pdf": "tests/actions/test_many_papers.py",
    "referrals_pdf": "tests/actions/test_many_papers.py",
    "at_risk_pdf": "tests/actions/test_many_papers.py",
}
ACTIONS = Path(__file__).parents[2] / "kampungkb_desktop" / "actions"


def made(office: Session, stored: Stored, key: str, place: str = "") -> bytes:
    """A paper as Laporan makes it."""
    paper = offer(key)
    about = place or (stored.dashat["id"] if key == "dashat" else stored.place(paper.about))
    return paper.make(office, Wish(about, PERIODS[paper.period], "A4", key), silent())


@pytest.mark.parametrize("key", [one.key for one in OFFERS if one.key != BOOKLET])
def test_every_figure_is_that_of_the_store(office: Session, stored: Stored, key: str) -> None:
    sheet = Sheet(made(office, stored, key))
    PROOFS[key](sheet, stored)
    sheet.done()


def test_the_booklet_is_the_summaries_with_pages_of_their_own(office: Session, stored: Stored) -> None:
    front, *rest = pages_of(made(office, stored, BOOKLET))
    first, second = (pages_of(made(office, stored, village_papers.SUMMARY, place)) for place in (VILLAGE, OTHER))
    assert [_bare(page) for page in rest] == [_bare(page) for page in (*first, *second)]
    for number, page in enumerate(rest, 2):
        assert f"buku {number} " in page
    levels = stored.level(VILLAGE), stored.level(OTHER)
    assert (
        f"1 Maluang Maluang Sejati {levels[0]} 2 2 Sambakungan Sambakungan Damai {levels[1]} {2 + len(first)} " in front
    )


def _bare(page: str) -> str:
    """Without the foot, where the booklet counts its own pages."""
    return " ".join(re.sub(r"Halaman \d+ dari \d+( · buku \d+)?|Kampung KB(?= |$)|Desktop \S+| ·", "", page).split())


def test_no_maker_of_papers_goes_without_a_proof() -> None:
    makers = set()
    for path in sorted(ACTIONS.glob("**/*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if (
                isinstance(node, ast.FunctionDef)
                and re.fullmatch(r"(?!_).*pdf", node.name)
                and "Path" not in ast.unparse(node.args)
            ):
                makers.add(node.name)
    offered = set(re.findall(r"\w+_pdf", (ACTIONS / "papers.py").read_text("utf-8")))
    inner = {"minutes_pdf", "pdf_of"}  # what activity_minutes and the papers on stunting are rendered by
    assert makers - offered - inner <= set(ELSEWHERE)
    for test in {ELSEWHERE[one] for one in makers & set(ELSEWHERE)}:
        assert (ACTIONS.parents[1] / test).exists()


def test_every_offer_is_proved() -> None:
    assert {one.key for one in OFFERS} == {*PROOFS, BOOKLET}
