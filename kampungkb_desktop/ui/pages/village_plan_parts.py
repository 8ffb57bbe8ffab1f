"""The lists of Rencana & masalah: plans, the lines of one plan, and the log of problems and solutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.forms.choices_institution import LINE_STATES, PLAN_STATES, PROBLEM_STATES
from kampungkb_desktop.forms.problem import Problem, overdue
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan, covers, months_words, progress_of
from kampungkb_desktop.rules.village_books import plan_progress
from kampungkb_desktop.ui.form_view import Section, default_sections
from kampungkb_desktop.ui.pages.activity_institutions import FilteredChecks
from kampungkb_desktop.ui.pages.activity_programme import ProgrammeEditor
from kampungkb_desktop.ui.pages.village_list_part import Around, Links, ListPart
from kampungkb_desktop.ui.pages.village_list_parts import draft_mark, joined
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords

HELP = "rencana"
GONE = "(kegiatan rencana yang tidak ada lagi)"


# --- Rencana


def _plan_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, WorkPlan):
        return record.name(), ""
    years = str(record.year_from or "tanpa tahun") + (f"–{record.year_to}" if record.year_to else "")
    return record.name(), joined(years, PLAN_STATES.label(record.state).lower(), draft_mark(record))


def _plan_told(around: Around) -> str:
    now = [plan for plan in around.books.plans if around.mine(plan) and covers(plan, around.today.year)]
    if not now:
        return ""
    lines = [line for line in around.books.lines if line.plan_id == now[0].id]
    done = plan_progress(lines)
    return f"{now[0].name()}: {number(done.lines)} kegiatan, kemajuan {done.percent} %." if lines else ""


def _of_plan(around: Around, record: Record) -> list[Record]:
    """The lines and files of a plan go with it; undoing brings all of them back."""
    lines = [line for line in around.books.lines if line.plan_id == record.id]
    return [*lines, *(file for file in around.books.files if file.owner_id == record.id)]


PLANS = ListPart(
    "rkm", "Rencana kerja (RKM)", WorkPlan,
    DeskWords(
        "rencana kerja", "Rencana",
        "Rencana Kerja Masyarakat kampung ini, atau rencana aksi kabupaten/kota dan provinsi, dengan berkasnya. "
        "Kegiatannya diisi di bagian Isi rencana.",
        _plan_line, "Ta&mbah rencana", "calendar",
    ),
    records=lambda around: [plan for plan in around.books.plans if around.mine(plan)],
    begin=lambda around: {"year_from": around.today.year, "state": "disusun"},
    told=_plan_told, help_topic=f"{HELP}#rencana-kerja", scoped=True, gone_with=_of_plan,
)  # fmt: skip


# --- Isi rencana


def _line_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, PlanLine):
        return record.name(), ""
    state = LINE_STATES.label(record.state).lower()
    if record.state == "berjalan":
        state = f"berjalan, {progress_of(record)} %"
    return record.name(), joined(months_words(record.months), state, draft_mark(record))


def _line_begin(around: Around) -> Mapping[str, Any]:
    plan = around.plan or WorkPlan()
    return {"plan_id": plan.id, "village": plan.village, "year": _year(around, plan), "state": "belum"}


def _year(around: Around, plan: WorkPlan) -> int | None:
    return around.today.year if covers(plan, around.today.year) else plan.year_from


def plan_words(around: Around) -> str:
    """How far the plan is, in a line."""
    lines = _lines(around)
    if not lines:
        return ""
    done = plan_progress(lines)
    said = [f"{number(done.lines)} kegiatan: {number(done.finished)} selesai, {number(done.running)} berjalan"]
    said.append(f"{number(done.dropped)} dibatalkan" if done.dropped else "")
    said.append(f"kemajuan {done.percent} %")
    said.append(f"biaya Rp {number(done.cost)}, terpakai Rp {number(done.spent)}" if done.cost or done.spent else "")
    return joined(*said)


def _lines(around: Around) -> list[PlanLine]:
    return [line for line in around.books.lines if around.plan is not None and line.plan_id == around.plan.id]


LINES = ListPart(
    "isi", "Isi rencana", PlanLine,
    DeskWords(
        "kegiatan rencana", "Kegiatan dalam rencana",
        "Tiap masalah dengan kegiatan yang menjawabnya: kapan, di mana, oleh seksi mana, dengan dana apa, dan sejauh "
        "mana pelaksanaannya.",
        _line_line, "Ta&mbah kegiatan", "kegiatan",
    ),
    records=_lines, begin=_line_begin, told=plan_words, help_topic=f"{HELP}#isi-rencana",
    long=True, overrides={"institutions": FilteredChecks, "kegiatan": ProgrammeEditor},  # type: ignore[dict-item]  # their kinds
)  # fmt: skip


# --- Permasalahan dan solusi


def _problem_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, Problem):
        return record.name(), ""
    when = short_date(record.noted_on) if record.noted_on else "tanpa tanggal"
    return record.name(), joined(when, PROBLEM_STATES.label(record.state).lower(), draft_mark(record))


def _problem_told(around: Around) -> str:
    still = [one for one in around.books.problems if one.state != "selesai"]
    solved = len(around.books.problems) - len(still)
    if not around.books.problems:
        return ""
    late = sum(overdue(one, around.today) for one in still)
    said = [f"{number(len(still))} belum selesai", f"{number(solved)} selesai"]
    said.append(f"{number(late)} lewat dari waktu yang diharapkan" if late else "")
    return joined(*said)


def _problem_links(around: Around) -> Links:
    """The lines of every plan that reaches the village; one that is gone keeps a name."""
    known = {line.id: line.name() for line in around.books.lines}
    lost = {one.line_id: GONE for one in around.books.problems if one.line_id and one.line_id not in known}
    return {"line_id": [*known.items(), *lost.items()]}


def _problem_sections() -> tuple[Section, ...]:
    """As declared, and the line of the plan that answers it."""
    first, second = default_sections(Problem)
    return first, Section(second.title, (*second.fields, "line_id"))


PROBLEMS = ListPart(
    "masalah", "Permasalahan dan solusi", Problem,
    DeskWords(
        "permasalahan", "Permasalahan",
        "Catat masalah yang ditemui di lapangan, penyebabnya, dan apa yang dilakukan, sampai selesai.",
        _problem_line, "Ta&mbah masalah", "lightbulb",
    ),
    records=lambda around: around.books.problems,
    begin=lambda around: {"noted_on": around.today, "state": "terbuka"},
    told=_problem_told, help_topic=f"{HELP}#permasalahan-dan-solusi",
    sections=_problem_sections(), links=_problem_links,
)  # fmt: skip
