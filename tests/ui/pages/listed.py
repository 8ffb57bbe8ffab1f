"""What tests of a village's lists share: the way to a list, a member, a plan, and what stands in a list."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.forms.choices_institution import FOUR, VILLAGE
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.work_plan import WorkPlan
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.village_list_desk import ListDesk
from kampungkb_desktop.ui.pages.village_lists_tab import InstitutionTab
from kampungkb_desktop.ui.pages.village_plan_tab import PlanTab
from tests.ui.pages.filled import VILLAGE as CODE
from tests.ui.pages.windows import kampung

PARTS = ("pokja", "poktan", "rumah", "regulasi", "penghargaan")


def institution(window: MainWindow, part: str = "") -> InstitutionTab:
    window.go("kampung", f"{CODE}/kelembagaan/{part}".rstrip("/"))
    tab = kampung(window).village.tab("kelembagaan")
    assert isinstance(tab, InstitutionTab)
    return tab


def plans(window: MainWindow, part: str = "") -> PlanTab:
    window.go("kampung", f"{CODE}/rencana/{part}".rstrip("/"))
    tab = kampung(window).village.tab("rencana")
    assert isinstance(tab, PlanTab)
    return tab


def member(name: str, **answers: object) -> PokjaMember:
    return PokjaMember(
        village=CODE, status=DONE, level=VILLAGE, generation=FOUR, position4="data", full_name=name, sex="perempuan",
        since=date(2025, 1, 15), trained=False,
    ).changed(**answers)  # fmt: skip


def plan(**answers: object) -> WorkPlan:
    return WorkPlan(
        village=CODE, status=DONE, level=VILLAGE, title="RKM Maluang Sejati 2026", year_from=2026, state="berjalan"
    ).changed(**answers)


def titles(desk: ListDesk) -> list[str]:
    found = desk.desk.list
    return [found.item(at).text().split("\n")[0] for at in range(found.count())]
