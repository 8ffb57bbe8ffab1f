"""The register's figures come after the first paint of a form."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.village_population import PopulationTab
from tests.actions.households import settle
from tests.ui.pages import filled
from tests.ui.pages.filled import VILLAGE
from tests.ui.pages.test_village_register import offered, window_of
from tests.ui.pages.windows import kampung


def test_the_figures_wait_until_the_form_stands(qtbot: QtBot, session: Session) -> None:
    """An answer that came before the first paint had the whole form built for it."""
    settle(session)
    filled.keep(session, filled.population())
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/kependudukan")
    tab = kampung(window).village.tab("kependudukan")
    assert isinstance(tab, PopulationTab)
    assert not tab.view.grown()
    tab.offer.refresh()
    assert tab.offer._job is None
    offered(qtbot, tab.offer)
    assert tab.view.grown()
    assert tab.ages._totals[0].text() == "Jumlah jiwa"
