"""Every page the window lets go comes back as it was left, whatever could be chosen in it: whoever adds a choice need
not remember this, and whoever adds one that cannot be put back sees it here."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from shiboken6 import isValid

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.background import worker_of, works_for
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.saved_filters import LANE
from kampungkb_desktop.ui.search_box import SearchBox
from tests.actions.devices import VILLAGE
from tests.journeys.driving import Laptop
from tests.ui.pages import people

SECOND = "64.03.06.2005"
PLACES = (
    ("keluarga", None), ("kunjungan", None), ("kunjungan", "saring:semua"), ("kunjungan", "saring:rujukan"),
    ("kegiatan", None), ("kampung", f"{VILLAGE}/angka"), ("kampung", f"{VILLAGE}/krs"),
)  # fmt: skip
Seen = dict[str, object]


def _fill(found: Laptop) -> None:
    """Two villages, some families, visits that are due and referrals that are open."""
    session = found.session
    people.household(session)
    made = people.today()
    more = [Assignment(id=SECOND.replace(".", "").zfill(32), village=SECOND, officer_id=session.author)]
    homes = [
        people.family(session).changed(
            id=f"{at:032x}", head_name=f"Kepala {at:02}", rt=f"00{at % 3 + 1}", village=VILLAGE if at % 4 else SECOND
        )
        for at in range(1, 13)
    ]
    visits = [
        Visit(id=f"{at + 100:032x}", village=one.village, family_id=one.id, visited_on=made - timedelta(days=at + 20),
              officer_id=session.author, target=GENERAL, status=DONE, next_visit_on=made - timedelta(days=at),
              referral=IN_PROGRESS if at % 2 else None, referral_to="Puskesmas" if at % 2 else None)
        for at, one in enumerate(homes, start=1)
    ]  # fmt: skip
    found.window.touched(save(session, "Isi", [*more, *homes, *visits]).forms)


def _settled(found: Laptop, page: Page) -> None:
    found.wait(lambda: not works_for(page) and not worker_of().busy() and not worker_of(LANE).busy())


def _all(found: Laptop, page: Page) -> list[QWidget]:
    """What one sees of it, with its part of the header; forms are drafts."""
    every = (*page.findChildren(QWidget), *found.window.frame.header.findChildren(QWidget))
    return [one for one in every if one.isVisible() and not _in_form(one)]


def _in_form(one: QWidget | None) -> bool:
    while one is not None and not isinstance(one, FormView):
        one = one.parentWidget()
    return one is not None


def _seen(found: Laptop, page: Page) -> Seen:
    seen: Seen = {"judul": (page.title, page.subtitle)}
    for one in _all(found, page):
        name = f"{type(one).__name__} {one.accessibleName() or one.toolTip()}"
        if isinstance(one, QComboBox):
            seen[name] = one.currentText()
        elif isinstance(one, SearchBox):
            seen[name] = one.text()
        elif isinstance(one, QAbstractButton) and one.isCheckable():
            seen[f"{name} {one.text()}"] = one.isChecked()
        elif isinstance(one, RecordTable):
            seen[f"{name} {one.view.accessibleName()}"] = (list(one.model.ids), one.current_id())
    return seen


def _change(found: Laptop, page: Page) -> None:
    """Every choice in sight is another one afterwards, where it can be, and the last line is the one one is on."""
    for one in _all(found, page):
        if not isValid(one) or not one.isVisible() or not one.isEnabled():
            continue
        if isinstance(one, QComboBox) and one.count() > 1:
            one.setCurrentIndex((one.currentIndex() + 1) % one.count())
            one.activated.emit(one.currentIndex())
        elif isinstance(one, SearchBox):
            one.setText("a")
            one.flush()
        elif isinstance(one, QAbstractButton) and one.isCheckable():
            one.click()
        _settled(found, page)
    for table in page.findChildren(RecordTable):
        if table.isVisible() and len(table.model.ids):
            table.select(table.model.ids[-1])
    _settled(found, page)


def _away(found: Laptop, key: str, page: Page) -> None:
    """Somewhere else, until what stands there is written down and the page was let go."""
    found.window.go("riwayat")
    _settled(found, page)
    frame = found.window.frame
    frame.letting_go.kept = 1

    def gone() -> bool:
        frame.letting_go.step()
        return frame.page(key) is None

    found.wait(gone)
    found.wait(lambda: not frame.letting_go.busy)


def test_a_page_that_was_let_go_stands_as_it_was_left(opened: Laptop) -> None:
    _fill(opened)
    chosen = set[str]()
    for key, record in PLACES:
        page = opened.go(Page, key, record)
        _settled(opened, page)
        before = _seen(opened, page)
        _change(opened, page)
        left = _seen(opened, page)
        chosen |= {key} if left != before else set()
        _away(opened, key, page)
        again = opened.go(Page, key, record)
        assert again is not page
        opened.wait(lambda: _seen(opened, again) == left)  # noqa: B023  waited for here
    assert chosen == {"keluarga", "kunjungan", "kegiatan", "kampung"}, "what can be chosen there is no longer seen"
