"""The list of families to verify: its columns, the row of a family, and what one key answers for each."""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.actions.stunting_verval import VervalLine
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms.risk_verification import ASSISTANCE, FOUND, NO_ASSISTANCE, NOT_FOUND
from kampungkb_desktop.rules.stunting_words import SHORT
from kampungkb_desktop.store.lists import HIDDEN
from kampungkb_desktop.ui.pages.family_words import rt_rw
from kampungkb_desktop.ui.pages.risk_words import VERDICTS, found_tag
from kampungkb_desktop.ui.record_table import Column, Row

_SHORT_TARGETS = {"baduta": "Baduta", "balita": "Balita", "pus": "PUS", "hamil": "Hamil"}
COLUMNS = (
    Column("name", "Kepala keluarga", 20, sortable=False, stretch=True),
    Column("place", "RT/RW", 9, sortable=False, firm=True),
    Column("targets", "Sasaran", 17, sortable=False),
    Column("risk", "KRS", 19, sortable=False, firm=True),
    Column("found", "Verval", 19, sortable=False, firm=True),
    Column("help", "Pendampingan", 14, sortable=False, tip="Nomor pada daftar: 1 rujukan, 2 bansos, 3 KIE, 4 Elsimil, "
           "5 e-PPGBM, 6 Bapak Asuh, 7 PMT, 8 tidak ada"),
    Column("wedding", "Catin", 7, sortable=False),
    Column("rank", "Peringkat", 9, sortable=False),
)  # fmt: skip


def answers_of(key: str, lines: Sequence[VervalLine]) -> list[tuple[VervalLine, dict[str, object]]]:
    """What a key answers for each family; the first decides whether something is set or taken away."""
    help_ = next((one.code for one in ASSISTANCE.items if str(one.number) == key), "")
    first = lines[0].record if lines else None
    if key == "a":
        return [(line, {"found": FOUND}) for line in lines]
    if key == "t":
        # Nothing can be said of a family that was not found; the form hides those questions too.
        return [(line, {"found": NOT_FOUND, "assistance": None, "wedding_plan": None}) for line in lines]
    if key == "m":
        wedding = not (first is not None and first.wedding_plan)
        return [(line, {"found": FOUND, "wedding_plan": wedding}) for line in lines]
    if not help_:
        return []
    wanted = help_ not in _helps(lines[0])
    return [(line, {"found": FOUND, "assistance": _with(_helps(line), help_, wanted=wanted)}) for line in lines]


def _helps(line: VervalLine) -> tuple[str, ...]:
    return line.record.assistance or () if line.record is not None else ()


def _with(had: tuple[str, ...], code: str, *, wanted: bool) -> tuple[str, ...] | None:
    """The pendampingan with one more or one less; "tidak ada" stands alone."""
    others = tuple(one for one in had if one not in (code, NO_ASSISTANCE))
    if not wanted:
        return others or None
    return (code,) if code == NO_ASSISTANCE else (*others, code)


def row_of(line: VervalLine) -> Row:
    """One family as the list shows it."""
    record = line.record
    return Row(
        line.family.id,
        (
            HIDDEN if line.family.restricted else as_typed(line.family.head_name) or "(belum bernama)",
            rt_rw(line.family.rt, line.family.rw),
            ", ".join(_SHORT_TARGETS.get(code, SHORT[code]) for code in line.targets),
            VERDICTS[line.at_risk],
            found_tag(record),
            ", ".join(
                str(option.number) for option in ASSISTANCE.items
                if record is not None and option.code in (record.assistance or ())
            ),
            "Ya" if record is not None and record.wedding_plan else "",
            (record.welfare_rank or "") if record is not None else "",
        ),
    )  # fmt: skip
