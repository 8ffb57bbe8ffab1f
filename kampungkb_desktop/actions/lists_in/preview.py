"""The way of a list from a file to a plan, in the steps of the screen: open, choose a sheet, match, look through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kampungkb_desktop.actions.lists_in.guessing import Columns, Layout, guess, layout_of
from kampungkb_desktop.actions.lists_in.heading import Table, find_table
from kampungkb_desktop.actions.lists_in.households import check_columns
from kampungkb_desktop.actions.lists_in.list_file import ListFile
from kampungkb_desktop.actions.lists_in.places import places_of
from kampungkb_desktop.actions.lists_in.plan import Mode, Plan
from kampungkb_desktop.actions.lists_in.planning import Wanted, make_plan
from kampungkb_desktop.actions.lists_in.readers import Reading, p_is_open, p_with_w
from kampungkb_desktop.actions.lists_in.reading import cells_of, read_rows
from kampungkb_desktop.actions.lists_in.remembered import columns_for
from kampungkb_desktop.actions.lists_in.targets import (
    AS_OF,
    CHILDREN,
    HEAD_NAME,
    METHOD_KEY,
    NAME,
    NIK,
    PUS,
    RT,
    RW,
    SEX,
    VILLAGE_CODE,
    VILLAGE_NAME,
)
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.sheet_cells import block_number
from kampungkb_desktop.base.text import MONTHS, long_date
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.rules.nik import parse_nik

_MONTH_ABOVE = re.compile(rf"\b({'|'.join(MONTHS)})\s+(20\d\d)\b", re.IGNORECASE)
_RT_ABOVE, _RW_ABOVE = (re.compile(rf"\b{word}[\s.:_-]*(\d{{1,3}})\b", re.IGNORECASE) for word in ("RT", "RW"))
_BOTH_ABOVE = re.compile(r"\bRT\s*/\s*RW[\s.:]*(\d{1,3})\s*/\s*(\d{1,3})\b", re.IGNORECASE)
_DAY_ABOVE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(20\d\d)\b", re.IGNORECASE)


@frozen
class Choices:
    """What a person settles before the rows are looked through."""

    columns: Columns
    village: str | None = None
    p_means: str | None = None
    as_of: date | None = None
    strangers: frozenset[int] = frozenset()
    """Rows of which a person has said that they are somebody else than they look like."""
    rt: str | None = None
    rw: str | None = None
    """Of the whole file, where its rows name none."""


@frozen
class Seen:
    """A sheet as its columns are matched: the table, the proposal, whether it was remembered, which layout it is, the
    day the titles name, whether P must be asked for and what is proposed."""

    sheet: int
    table: Table
    columns: Columns
    remembered: bool
    layout: Layout
    as_of: date
    village: str | None
    """The one village of the person's own that the file's titles or name tell, or his only one."""
    rt: str | None
    rw: str | None
    """What the titles or the names of sheet and file tell."""


def look(session: Session, file: ListFile, today: date, sheet: int | None = None) -> Seen:
    """The table of a sheet, by default of the first one that has a heading. Raises ``KnownError`` where none has."""
    order = range(len(file.sheets)) if sheet is None else (sheet,)
    places = places_of(session)
    refused: KnownError | None = None
    best: Seen | None = None
    for at in order:
        try:
            table = find_table(file.sheets[at])
        except KnownError as error:
            refused = refused or error
            continue
        columns, known = columns_for(session, table)
        told = (*table.above, file.sheets[at].name, file.path.stem)
        day, village = _day_of(table, today), places.told_by(told)
        seen = Seen(at, table, columns, known, layout_of(columns), day, village, *_blocks(told))
        if best is None or len(seen.columns) > len(best.columns):
            best = seen
    if best is None:
        assert refused is not None
        raise refused
    return best


def next_list(file: ListFile, after: int) -> int | None:
    """The next sheet with rows of people under known headings; ``None`` where none follows."""
    for at in range(after + 1, len(file.sheets)):
        try:
            table = find_table(file.sheets[at])
        except KnownError:
            continue
        keys = set(guess(table).values())
        if table.rows and not file.sheets[at].hidden and len(keys) > 1 and keys & {NAME, HEAD_NAME}:
            return at
    return None


def sex_question(table: Table, columns: Columns) -> tuple[bool, str]:
    """Whether what P means must be asked, and the proposal: by W beside it, by the NIKs of the same rows."""
    at = {key: place for place, key in columns.items()}
    if SEX not in at or not p_is_open(cells := cells_of(table.rows, at[SEX])):
        return False, WOMAN
    if p_with_w(cells):
        return True, MAN
    votes = 0
    for _, row in table.rows[:500]:
        if at.get(NIK, len(row)) < len(row) and at[SEX] < len(row) and str(row[at[SEX]]).strip().casefold() == "p":
            nik = parse_nik(str(row[at[NIK]]).strip().lstrip("'"))
            votes += 0 if nik is None else 1 if nik.sex == "P" else -1
    return True, MAN if votes < 0 else WOMAN


def preview(session: Session, table: Table, choices: Choices, today: date, progress: Progress) -> Plan:
    """Look every row through. Raises ``KnownError`` where columns or village are missing, and ``Cancelled``."""
    keys = frozenset(choices.columns.values())
    check_columns(keys)
    if choices.village is None and not keys & {VILLAGE_CODE, VILLAGE_NAME}:
        raise KnownError(
            "E-LIST-VILLAGE", "Desa untuk daftar ini belum dipilih.", "Pilih desanya, atau pasangkan kolom desa."
        )
    places = places_of(session, choices.village)
    as_of = choices.as_of or today
    rows = read_rows(table, choices.columns, Reading(today, choices.p_means), places, progress)
    if not rows:
        raise KnownError(
            "E-LIST-EMPTY",
            "Di bawah judul kolomnya tidak ada satu baris pun yang berisi orang atau keluarga.",
            "Periksa apakah lembar dan kolom Nama sudah benar.",
        )
    plan = make_plan(session, rows, _wanted(choices, today), progress)
    plan.skipped = len(table.rows) - len(rows)
    plan.notes = tuple(_notes(choices, keys, as_of))
    for mode in Mode:  # here and not on the window's thread
        plan.weighed(mode)
    return plan


def _wanted(choices: Choices, today: date) -> Wanted:
    usual = {key: found for key, typed in ((RT, choices.rt), (RW, choices.rw)) if (found := block_number(typed))}
    return Wanted(today, choices.as_of or today, choices.village, choices.strangers, usual)


def _blocks(told: Sequence[str]) -> tuple[str | None, str | None]:
    """The RT and RW that the words above the table name: "RT 003 / RW 001", "RT/RW: 003/001"."""
    for text in told:
        if both := _BOTH_ABOVE.search(text):
            return block_number(both[1]), block_number(both[2])
    found = [next((one for text in told if (one := block.search(text))), None) for block in (_RT_ABOVE, _RW_ABOVE)]
    return block_number(found[0][1]) if found[0] else None, block_number(found[1][1]) if found[1] else None


def _notes(choices: Choices, keys: frozenset[str], as_of: date) -> list[str]:
    """What was taken for granted for the whole file."""
    found = []
    if SEX in keys and choices.p_means is not None:
        found.append(f"P pada jenis kelamin dibaca {'pria' if choices.p_means == MAN else 'perempuan'}.")
    if SEX not in keys and NIK in keys:
        found.append("Tidak ada kolom jenis kelamin: diambil dari NIK.")
    if (
        any(key.startswith(("family_planning.", "family_development.", "couple.")) for key in keys)
        and AS_OF not in keys
    ):
        found.append(f"Keadaan KB dan kelompok kegiatan dicatat per {long_date(as_of)}.")
    if METHOD_KEY in keys:
        found.append("Angka pada metode KB dibaca menurut formulir PK: 1 MOW, 2 MOP, 3 IUD, 4 implan, 5 suntik, 6 pil.")
    if keys & {CHILDREN, PUS}:
        found.append("Jumlah anak dan status PUS tidak disimpan; aplikasi menghitungnya sendiri.")
    return found


def _day_of(table: Table, today: date) -> date:
    """The day or the end of the month that the titles above the table name; else today."""
    for text in table.above:
        if (found := _DAY_ABOVE.search(text)) is not None:
            day = _date(int(found[3]), found[2], int(found[1]))
            if day is not None and day <= today:
                return day
        if (month := _MONTH_ABOVE.search(text)) is not None:
            first = _date(int(month[2]), month[1], 1)
            last = first.replace(day=28) if first else today
            if first is not None and first <= today:
                while (nxt := date.fromordinal(last.toordinal() + 1)).month == first.month:
                    last = nxt
                return min(last, today)
    return today


def _date(year: int, month: str, day: int) -> date | None:
    number = [name.casefold() for name in MONTHS].index(month.casefold()) + 1
    try:
        return date(year, number, day)
    except ValueError:
        return None
