"""Handing over to the portal: what is to be typed, what has been, and what changed since; on every laptop alike."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.actions import portal, undo
from kampungkb_desktop.actions.portal import ScreenState, handover
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.offers import offer
from kampungkb_desktop.actions.tables_out.table import Scope
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.portal_entry import PortalEntry, as_text, typed_in
from kampungkb_desktop.rules import portal_screens
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE

MONTH = "2026-10"


def fill(session: Session) -> MonthlySnapshot:
    monthly = MonthlySnapshot(
        id="bulan", village=VILLAGE, month=MONTH, bkb=7, users_iud=3, users_lam=2, nonuser_iat=1, placed_iat=2
    )  # fmt: skip
    save(session, "Isi", [
        monthly,
        InstitutionProfile(
            id="profil", village=VILLAGE, month=MONTH, has_bkb=True, has_pokja=False, funds=("apbd", "apbn")
        ),
        PopulationSnapshot(id="jiwa", village=VILLAGE, as_of=date(2026, 9, 30), male_0_4=1204, male_75=3, pus=20),
        Activity(id="kini", village=VILLAGE, title="Posyandu", held_on=date(2026, 10, 5), male=2, female=9),
        Activity(id="dulu", village=VILLAGE, title="Rapat", held_on=date(2026, 9, 5)),
    ])  # fmt: skip
    return monthly


def screen(session: Session, code: str, month: str = MONTH) -> ScreenState:
    return next(one for one in handover(session, VILLAGE, month) if one.screen.code == code)


def texts(shown: ScreenState) -> dict[str, str]:
    return {one.line.key: one.line.text for one in shown.lines}


def test_the_screens_stand_in_the_order_of_the_portal(officer: Session) -> None:
    fill(officer)
    found = [(one.screen.code, one.screen.period) for one in handover(officer, VILLAGE, MONTH)]
    assert found == [
        ("identitas", ""), ("profil", MONTH), ("kependudukan", "2026-09-30"), ("kkbpk", MONTH), ("kegiatan", "kini"),
    ]  # fmt: skip


def test_what_is_typed_is_what_the_portal_takes(officer: Session) -> None:
    fill(officer)
    people, kkbpk = texts(screen(officer, "kependudukan")), texts(screen(officer, "kkbpk"))
    assert (people["male_0_4"], people["female_0_4"], people["pus"]) == ("1204", "", "20"), "no dots, no noughts"
    assert (kkbpk["users_iud"], kkbpk["nonuser_iat"]) == ("3", "3"), "who uses another method stands by intention"
    assert "users_lam" not in kkbpk, "the portal has no box for it"
    profile = texts(screen(officer, "profil"))
    assert (profile["has_bkb"], profile["has_pokja"], profile["funds"]) == ("Ada", "Tidak Ada", "APBN; APBD")
    assert "pokja_decree" not in profile, "not asked without a Pokja"
    assert texts(screen(officer, "kegiatan"))["attended"] == "11"


def test_a_tick_is_kept_with_its_text_and_a_change_stands_out(officer: Session) -> None:
    monthly = fill(officer)
    portal.tick(officer, screen(officer, "kkbpk"), ["users_iud", "bkb"])
    states = {one.line.key: one.state for one in screen(officer, "kkbpk").lines}
    assert (states["users_iud"], states["bkb"], states["users_pill"]) == (portal.SAME, portal.SAME, portal.NOTHING)
    save(officer, "Ubah", [monthly.changed(users_iud=4)])
    (iud,) = [one for one in screen(officer, "kkbpk").lines if one.line.key == "users_iud"]
    assert (iud.state, iud.typed, iud.line.text) == (portal.CHANGED, "3", "4")
    portal.tick(officer, screen(officer, "kkbpk"), ["users_iud"])
    assert screen(officer, "kkbpk").keys(portal.SAME) == ["bkb", "users_iud"]


def test_what_was_typed_and_then_emptied_stands_out_too(officer: Session) -> None:
    monthly = fill(officer)
    portal.tick(officer, screen(officer, "kkbpk"), ["bkb"])
    save(officer, "Ubah", [monthly.changed(bkb=None)])
    assert screen(officer, "kkbpk").keys(portal.CHANGED) == ["bkb"]


def test_a_tick_is_taken_back_by_hand_or_undone(officer: Session) -> None:
    fill(officer)
    portal.tick(officer, screen(officer, "kkbpk"), ["bkb"])
    portal.tick(officer, screen(officer, "kkbpk"), ["users_iud"])
    undo.undo(officer)
    assert screen(officer, "kkbpk").keys(portal.SAME) == ["bkb"]
    portal.untick(officer, screen(officer, "kkbpk"), ["bkb"])
    assert screen(officer, "kkbpk").keys(portal.SAME) == []


def test_each_month_and_meeting_has_its_own_ticks(officer: Session) -> None:
    fill(officer)
    portal.tick(officer, screen(officer, "kkbpk"), ["bkb"])
    portal.tick(officer, screen(officer, "kegiatan"), ["title"])
    save(officer, "Isi", [MonthlySnapshot(id="lalu", village=VILLAGE, month="2026-09", bkb=7)])
    assert screen(officer, "kkbpk", "2026-09").keys(portal.SAME) == []
    assert screen(officer, "kegiatan", "2026-09").keys(portal.SAME) == []
    with officer.database.read() as conn:
        assert read.count(conn, PortalEntry) == 2


def test_the_list_for_paper_says_the_same(officer: Session) -> None:
    fill(officer)
    portal.tick(officer, screen(officer, "kkbpk"), ["bkb"])
    (table,) = offer("portal").make(officer, Scope((VILLAGE,), MONTH, date(2026, 11, 22)), silent())
    (bkb,) = [row for row in table.rows if row[1] == "Bangga Kencana (KKBPK)" and row[4] == "BKB"]
    assert bkb[5:] == ("7", "Sudah", "7")


def test_a_village_without_anything_asks_for_all_and_knows_nothing() -> None:
    found = portal_screens.screens(None, None, None, None, ())
    assert {one.record for one in found} == {""}
    assert not [line for one in found for line in one.lines if line.text]
    assert all(one.lines for one in found)


def test_what_cannot_be_read_is_no_tick() -> None:
    assert typed_in(PortalEntry(typed="{")) == {}
    assert typed_in(PortalEntry(typed="[1]")) == {}
    assert typed_in(PortalEntry(typed=as_text({"b": "2", "a": "1"}))) == {"a": "1", "b": "2"}
    assert as_text({"b": "2", "a": "1"}) == as_text({"a": "1", "b": "2"})
    assert as_text({}) is None
