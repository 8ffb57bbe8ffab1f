"""The list to carry along: by RT, with why and by when, each with its code, and nobody who asked not to be named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument

from kampungkb_desktop.actions import restricting
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_list_paper import visit_list_pdf
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.choices_visit import GENERAL
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE


def homes(session: Session) -> date:
    """Three families: one late, one due this week, one much later."""
    today = day_of(session.clock())
    made = today - timedelta(days=60)
    for name, rt, wait in (("Lewat", "002", -20), ("Pekan", "001", 3), ("Nanti", "001", 40)):
        save(session, "Isi", [
            Family(id=name, village=VILLAGE, head_name=f"Rekaan {name}", rt=rt, status=DONE),
            Visit(id=f"k-{name}", village=VILLAGE, family_id=name, target=GENERAL, visited_on=made, status=DONE,
                  next_visit_on=today + timedelta(days=wait)),
        ])  # fmt: skip
    return today


def words(session: Session, day: date) -> str:
    with PdfDocument(visit_list_pdf(session, VILLAGE, day, progress=silent())) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_it_lists_who_is_due_by_rt(officer: Session) -> None:
    today = homes(officer)
    said = words(officer, today)
    assert said.index("RT 001") < said.index("Rekaan Pekan") < said.index("RT 002") < said.index("Rekaan Lewat")
    assert "lewat 20 hari" in said
    assert "Rekaan Nanti" not in said
    assert record_code("Lewat") in said


def test_another_day_is_another_list(officer: Session) -> None:
    today = homes(officer)
    assert "Rekaan Nanti" in words(officer, today + timedelta(days=35))


def test_who_asked_for_restriction_is_not_on_it(officer: Session) -> None:
    today = homes(officer)
    with officer.database.read() as conn:
        late = read.record(conn, Family, "Lewat")
    assert late is not None
    restricting.restrict(officer, late, "atas permintaan")
    said = words(officer, today)
    assert "Rekaan Lewat" not in said
    assert "Perlu dikunjungi 1 " in said


def test_nobody_to_visit_is_said(officer: Session) -> None:
    with pytest.raises(KnownError, match="E-NO-DATA"):
        visit_list_pdf(officer, VILLAGE, day_of(officer.clock()), progress=silent())
    with pytest.raises(KnownError, match="E-VILLAGE"):
        visit_list_pdf(officer, "64.03", day_of(officer.clock()), progress=silent())


def test_batal_stops_it(officer: Session) -> None:
    progress = Progress()
    progress.cancel.set()
    with pytest.raises(Cancelled):
        visit_list_pdf(officer, VILLAGE, homes(officer), progress=progress)
