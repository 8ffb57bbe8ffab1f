"""Every dialog of the program, opened over the window: how each is made, and which there are at all."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import copies, device_losses, enrolment, grants, pdp_requests
from kampungkb_desktop.actions.conflict_desk import Side, Standoff
from kampungkb_desktop.actions.family_file import FamilyFile, family_file
from kampungkb_desktop.actions.fingerprint_sheet import own_mark, sheet_pdf
from kampungkb_desktop.actions.grid_columns import columns_of
from kampungkb_desktop.actions.orders import Order
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.seats import Seat
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.region_change import RegionChange
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.coverage import Coverage
from kampungkb_desktop.rules.open_referrals import OpenCase
from kampungkb_desktop.ui import (
    ask_password,
    asking,
    background,
    dialogs,
    progress_view,
    restore_dialog,
    saved_filters,
    village_box,
)
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.health_card import all_lines
from kampungkb_desktop.ui.pages import (
    child_card,
    copy_dialog,
    entry_grid_dialogs,
    erasing_dialog,
    exchange_help,
    exchange_laptop_dialogs,
    exchange_mark,
    exchange_order,
    exchange_other_answer,
    exchange_trust,
    export_list,
    growth_paper,
    help_desk_dialog,
    login_server,
    many_dialogs,
    monthly_words,
    mutation_dialog,
    own_data_dialog,
    paper_dialog,
    pdp_loss,
    pdp_request_dialog,
    recovery_dialog,
    reports_check,
    reports_print_dialog,
    restriction_dialog,
    settings_reason,
    settings_regions,
    settings_seats,
    sticks_dialog,
    trail_dialog,
    village_coverage,
    visit_cases,
)
from tests.actions.devices import NOON, VILLAGE
from tests.ui.pages.people import TODAY, household

Opener = Callable[[], Dialog]
_SIDES = tuple(Side(one, one, one, one, moment_of(NOON), trusted=True) for one in ("0811", "0822"))
STANDOFF = Standoff("", Family.FORM, "phone", VILLAGE, "Keluarga", "Pak Awal", "Nomor HP", "0800", _SIDES)
UI = Path(__file__).resolve().parents[2] / "kampungkb_desktop" / "ui"
BASES = frozenset(
    {"dialog:Dialog", "tall_dialog:TallDialog", "many_dialogs:_Asking", "pdp_request_dialog:RecordDialog"}
)
"""Nobody sees these: they are what others are made of."""


@cache
def _classes() -> Sequence[tuple[str, str, Sequence[str]]]:
    """Module, name and bases of every class of the window, read from the source: only the lines that begin one."""
    found = []
    for path in sorted(UI.rglob("*.py")):
        begun = [head.split(":\n")[0] for head in ("\n" + path.read_text("utf-8")).split("\nclass ")[1:]]
        for node in ast.parse("".join(f"class {head}: ...\n" for head in begun)).body:
            assert isinstance(node, ast.ClassDef)
            found.append((path.stem, node.name, [ast.unparse(base) for base in node.bases]))
    return found


def every_dialog() -> frozenset[str]:
    """``module:Class`` of all of them."""
    made, classes = {"Dialog": "dialog:Dialog"}, _classes()
    found = set(made.values())
    grown = True
    while grown:
        more = {
            (name, f"{module}:{name}")
            for module, name, bases in classes
            if set(bases) & made.keys() and f"{module}:{name}" not in found
        }
        made |= dict(more)
        found |= {full for _name, full in more}
        grown = bool(more)
    return frozenset(found)


def others() -> list[str]:
    """Classes that are dialogs of Qt's own kind beside ours."""
    return [f"{module}:{name}" for module, name, bases in _classes() if module != "dialog" and "QDialog" in bases]


def openers(window: QWidget, session: Session, officer: Session, folder: Path) -> Mapping[str, Opener]:
    """How each dialog is made over ``window``, by its name in ``every_dialog``. ``session`` is an office's; ``officer``
    asks to be enrolled by it."""
    home, mother, child = household(session)
    file = family_file(session, home.id, TODAY)
    assert file is not None
    return {
        **_of_the_office(window, session, folder),
        **_of_laptops(window, session, officer, folder),
        **_of_a_family(window, session, file, mother, child),
        **_of_lists(window, session),
        **_of_anything(window, session, folder),
    }


def _of_the_office(window: QWidget, session: Session, folder: Path) -> dict[str, Opener]:
    """Its copies, seats, rules and registers."""
    kept = copies.copy_now(session)
    request, seat, place = pdp_requests.begun(session), Seat(folder, "Budi"), RegionChange(id=new_record_id(session))
    about, asked = pdp_request_dialog.ABOUT, pdp_request_dialog.ASKED
    return {
        "copy_dialog:CopyDialog": lambda: copy_dialog.CopyDialog(window, session, kept),
        "settings_seats:DestroyDialog": lambda: settings_seats.DestroyDialog(window, seat),
        "settings_seats:OutDialog": lambda: settings_seats.OutDialog(window, seat),
        "settings_reason:ReasonDialog": lambda: settings_reason.ReasonDialog(
            window, "Pakai aturan", "Pakai aturan ini?", "Semua angka dihitung ulang.", "&Pakai"
        ),
        "settings_regions:RegionDialog": lambda: settings_regions.RegionDialog(window, place, [], TODAY),
        "sticks_dialog:SticksDialog": lambda: sticks_dialog.SticksDialog(window, session),
        "pdp_request_dialog:RequestDialog": lambda: pdp_request_dialog.RequestDialog(
            window, session, request, (about, asked), "Catat permintaan"
        ),
        "asking:AskDialog": lambda: asking.AskDialog(window, "Laptop hilang", "Laptop siapa yang hilang?", "&Lanjut"),
        "trail_dialog:TrailDialog": lambda: trail_dialog.TrailDialog(window, session),
        "village_coverage:CoverageDialog": lambda: village_coverage.CoverageDialog(
            Coverage(3, 12, ((2016, 1), (2020, 3)), ((2027, 2),)), "Kabupaten Berau", window
        ),
        "exchange_order:OrderDialog": lambda: exchange_order.OrderDialog(window, Order(), district=True),
        "exchange_other_answer:OtherAnswerDialog": lambda: exchange_other_answer.OtherAnswerDialog(
            window, session, STANDOFF, fields_of(Family)["phone"]
        ),
    }


def _of_laptops(window: QWidget, session: Session, officer: Session, folder: Path) -> dict[str, Opener]:
    """Those the office has enrolled: trust, help, handing over, loss."""
    asked = enrolment.receive(session, grants.introduce(officer, folder))
    enrolment.enrol(session, asked.uid, asked.mark[-9:], [(VILLAGE, TODAY, None)])
    looked = grants.look_at(officer, grants.write_grant(session, asked.uid, folder))
    (laptop,) = [one for one in enrolment.listed(session) if one.uid == asked.uid]
    return {
        "exchange_help:HelpOpenDialog": lambda: exchange_help.HelpOpenDialog(window, session, laptop),
        "exchange_laptop_dialogs:HandOverDialog": lambda: exchange_laptop_dialogs.HandOverDialog(
            window, laptop, [laptop], [VILLAGE], TODAY
        ),
        "exchange_laptop_dialogs:ReasonDialog": lambda: exchange_laptop_dialogs.ReasonDialog(window, laptop.name),
        "exchange_mark:MarkDialog": lambda: exchange_mark.MarkDialog(window, session, own_mark(session)),
        "exchange_trust:TrustDialog": lambda: exchange_trust.TrustDialog(window, looked),
        "exchange_trust:MovedDialog": lambda: exchange_trust.MovedDialog(window),
        "pdp_loss:LossDialog": lambda: pdp_loss.LossDialog(
            window, session, device_losses.begun(session, laptop), (pdp_loss.WHAT, pdp_loss.LOCK), "Laptop hilang"
        ),
    }


def _of_a_family(
    window: QWidget, session: Session, file: FamilyFile, mother: Member, child: Member
) -> dict[str, Opener]:
    """Its people, visits and rights."""
    home = file.family
    begun = Visit(id=home.id, village=VILLAGE, family_id=home.id, visited_on=TODAY, referral=IN_PROGRESS)
    case = OpenCase(begun, "rujukan", "Puskesmas")
    return {
        "child_card:GrowthDialog": lambda: child_card.GrowthDialog(file.children[0], window, session=session),
        "growth_paper:GrowthPaper": lambda: growth_paper.GrowthPaper(session, child, window),
        "mutation_dialog:MutationDialog": lambda: mutation_dialog.MutationDialog(
            window, session, file, mother, today=TODAY, villages=[VILLAGE]
        ),
        "visit_cases:CloseCase": lambda: visit_cases.CloseCase(case, TODAY, window),
        "restore_dialog:RestoreDialog": lambda: restore_dialog.RestoreDialog(window, session, [("family", home.id)]),
        "erasing_dialog:ErasingDialog": lambda: erasing_dialog.ErasingDialog(window, session, home),
        "restriction_dialog:RestrictionDialog": lambda: restriction_dialog.RestrictionDialog(window, session, home),
        "own_data_dialog:OwnDataDialog": lambda: own_data_dialog.OwnDataDialog(window, session, home.id),
    }


def _of_lists(window: QWidget, session: Session) -> dict[str, Opener]:
    """What is asked of many records at once, of sheets typed into, and of reports."""
    columns = columns_of("anak")
    return {
        "entry_grid_dialogs:ReasonDialog": lambda: entry_grid_dialogs.ReasonDialog(
            "Berat", "Terlalu ringan.", "", window
        ),
        "entry_grid_dialogs:ColumnsDialog": lambda: entry_grid_dialogs.ColumnsDialog(columns, [], window),
        "entry_grid_dialogs:VerifyDialog": lambda: entry_grid_dialogs.VerifyDialog(window),
        "export_list:LayoutDialog": lambda: export_list.LayoutDialog(window, 12),
        "many_dialogs:MoveMany": lambda: many_dialogs.MoveMany(window, 3),
        "many_dialogs:PlanMany": lambda: many_dialogs.PlanMany(window, "Kunjungi 3 keluarga pada:", TODAY),
        "monthly_words:MonthlyWords": lambda: monthly_words.MonthlyWords(window, session, "2026-11"),
        "reports_check:CheckCodeDialog": lambda: reports_check.CheckCodeDialog(session, window),
        "reports_print_dialog:PrintDialog": lambda: reports_print_dialog.PrintDialog("A4", 4, window),
        "saved_filters:_Arrange": lambda: saved_filters._Arrange(session, "keluarga", window),
        "village_box:_Ticks": lambda: village_box._Ticks([VILLAGE], str, [], window),
    }


def _of_anything(window: QWidget, session: Session, folder: Path) -> dict[str, Opener]:
    """What any screen may come to say or ask."""
    error = KnownError("E-DISK-FULL", "Disk penuh.", "Kosongkan sedikit, lalu coba lagi.")
    return {
        "dialogs:Message": lambda: dialogs.Message(window, "Belum bisa", error.sentence),
        "dialogs:CrashDialog": lambda: dialogs.CrashDialog(window, "laporan", "ValueError"),
        "ask_password:AskPassword": lambda: ask_password.AskPassword(
            window, "Kata sandi", "Ketik kata sandi.", "&Lanjut"
        ),
        "progress_view:ProgressDialog": lambda: progress_view.ProgressDialog(
            window, background.run(window, _long, done=lambda _none: None, text="Menyalin")
        ),
        "help_desk_dialog:HelpDeskDialog": lambda: help_desk_dialog.HelpDeskDialog(session, all_lines(session), window),
        "help_desk_dialog:ReadCodeDialog": lambda: help_desk_dialog.ReadCodeDialog(window),
        "login_server:ServerDialog": lambda: login_server.ServerDialog(window, folder, ""),
        "paper_dialog:PaperDialog": lambda: paper_dialog.PaperDialog(
            window, session, "Berita acara", "berita-acara", lambda paper: sheet_pdf(session, paper=paper), lambda: None
        ),
        "recovery_dialog:RecoveryDialog": lambda: recovery_dialog.RecoveryDialog(window, "-".join(["ABCD"] * 8)),
    }


def _long(progress: Progress) -> None:
    """Work that ends when it is stopped."""
    while not Event().wait(0.01):
        progress.check()
