"""The whole way of a list in one call, for the command line: proposed or remembered columns, and nothing in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kampungkb_desktop.actions.lists_in.accepting import accept
from kampungkb_desktop.actions.lists_in.findings import Said
from kampungkb_desktop.actions.lists_in.list_file import open_list
from kampungkb_desktop.actions.lists_in.plan import Mode, Verdict
from kampungkb_desktop.actions.lists_in.preview import Choices, look, preview, sex_question
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.choices_family import MAN, WOMAN

_WORDS = {
    Verdict.NEW: "baru", Verdict.CHANGES: "mengubah", Verdict.SAME: "tetap", Verdict.DOUBT: "meragukan",
    Verdict.REFUSED: "ditolak",
}  # fmt: skip


@frozen
class Wish:
    """What is asked of one file. Without ``write`` it is only looked through."""

    path: Path
    village: str | None = None
    p_is_man: bool = False
    replace: bool = False
    write: bool = False


@frozen
class Report:
    """What the file would do (``written`` is 0), or has done. ``verdicts`` counts rows."""

    file: str
    layout: str
    columns: int
    rows: int
    families: int
    new_families: int
    verdicts: Mapping[str, int]
    findings: int
    written: int
    notes: tuple[str, ...]


def import_file(session: Session, wish: Wish, today: date, progress: Progress) -> tuple[Report, tuple[Said, ...]]:
    """Look a list through and, when asked, take it in. Raises ``KnownError`` like the screen."""
    file = open_list(wish.path, progress)
    seen = look(session, file, today)
    asked, _ = sex_question(seen.table, seen.columns)
    meaning = (MAN if wish.p_is_man else WOMAN) if asked or wish.p_is_man else None
    choices = Choices(seen.columns, wish.village or seen.village, meaning, seen.as_of, rt=seen.rt, rw=seen.rw)
    plan = preview(session, seen.table, choices, today, progress)
    mode = Mode.REPLACE if wish.replace else Mode.FILL
    counts, found = plan.counts(mode), tuple(plan.findings())
    written = accept(session, file, plan, mode, today, progress).rows if wish.write else 0
    verdicts = {_WORDS[verdict]: counts.of(verdict) for verdict in Verdict}
    report = Report(
        file.path.name, seen.layout, len(seen.columns), counts.rows, counts.families, counts.new_families, verdicts,
        len(found), written, plan.notes,
    )  # fmt: skip
    return report, found


def as_text(report: Report) -> str:
    """A report as a person reads it."""
    counted = listing([f"{number(count)} {words}" for words, count in report.verdicts.items() if count])
    done = f"{number(report.written)} baris dimasukkan." if report.written else "Tidak ada yang disimpan."
    first = f"{report.file}: {number(report.rows)} baris, {number(report.families)} keluarga ({counted})."
    return "\n".join((first, *report.notes, done))
