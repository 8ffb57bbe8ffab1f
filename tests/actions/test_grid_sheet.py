"""The algebra of the grid of visits: texts that mean their answers, tables from the clipboard, filling down, taking
back, typing twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions.grid_cells import cell_text, read_cell, settled
from kampungkb_desktop.actions.grid_columns import DAY, GridColumn, columns_of
from kampungkb_desktop.actions.grid_pasting import Pasted, pasted
from kampungkb_desktop.actions.grid_sheet import (
    BLANK,
    PERSON,
    SAVED,
    WHO,
    Edit,
    Sheet,
    Steps,
    applied,
    filled_down,
    filled_where_empty,
    parse_table,
    real,
    table_text,
    taken_back,
)
from kampungkb_desktop.actions.grid_verifying import (
    FIRST,
    SECOND,
    begun,
    cells_checked,
    differences,
    rate_of,
    rows_checked,
    second_edits,
)
from kampungkb_desktop.actions.grid_verifying import settled as settled_difference
from kampungkb_desktop.forms.choices_visit import PREGNANT, TARGET, YOUNG_CHILD
from kampungkb_desktop.forms.kinds import Answer, Choice, Choices, Day, Measure, Number, YesNo

TODAY = date(2026, 11, 21)
EVERY = {one.key: one for target in TARGET.codes() for one in columns_of(target)}
CHILD = columns_of(YOUNG_CHILD)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def answers_of(column: GridColumn) -> st.SearchStrategy[Answer]:
    match column.kind:
        case YesNo():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(options.codes())
        case Choices(options=options):
            return st.sets(st.sampled_from(options.codes()), min_size=1).map(lambda codes: tuple(sorted(codes)))
        case Day():
            return st.dates(date(1990, 1, 1), date(2030, 1, 1))
        case Number(low=low, high=high):
            return st.integers(low, high)
        case Measure(low=low, high=high, places=places):
            return st.floats(low, high, allow_nan=False).map(lambda value: round(value, places))
        case _:
            return st.from_regex(r"[A-Za-z][a-z ]{0,20}[a-z]", fullmatch=True)


@given(st.data())
def test_a_cell_reads_back_as_the_answer_it_was_written_from(data: st.DataObject) -> None:
    column = EVERY[data.draw(st.sampled_from(sorted(EVERY)))]
    answer = data.draw(answers_of(column))
    text = cell_text(column.kind, answer)
    assert read_cell(column.kind, text, TODAY) == answer
    assert settled(column.kind, text, TODAY) == text, "what is kept is not changed by being kept again"


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        (DAY, "5/3", "05/03/2026"), (DAY, "050326", "05/03/2026"), (DAY, "5 mar 26", "05/03/2026"), (DAY, "x", "x"),
        ("visit.next_visit_on", "5/3", "05/03/2027"), ("measurement.weight_kg", "9,10 kg", "9,1"),
        ("measurement.weight_kg", "9.1", "9,1"), ("measurement.weight_kg", "berat", "berat"),
        ("measurement.oedema", "y", "1"), ("measurement.oedema", "Tidak", "2"), ("measurement.position", "2", "2"),
        ("measurement.position", "berb", "1"), ("measurement.immunisations", "1 3,5", "1, 3, 5"),
        ("measurement.immunisations", "BCG; Polio 1", "2, 3"), ("visit.visited_by", "13", "1, 3"),
        ("visit.referral", "ya, sudah mendapatkan", "3"), ("visit.referral", "9", "9"),
        ("pregnancy.systolic", "120 mmHg", "120"), ("visit.note", "  dua  kali ", "dua  kali"),
    ],
)  # fmt: skip
def test_cells_are_typed_as_on_paper(key: str, typed: str, kept: str) -> None:
    assert settled(EVERY[key].kind, typed, TODAY) == kept


@given(st.lists(st.lists(st.text("ab \t\n\"';,", max_size=6), min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_table_survives_the_clipboard(table: list[list[str]]) -> None:
    wanted = table[:-1] if len(table) > 1 and table[-1] == [""] else table
    assert parse_table(table_text(table)) == wanted
    assert parse_table(table_text(table).replace("\n", "\r\n")) == parse_table(table_text(table))


@given(st.text(max_size=40))
def test_any_text_is_some_table(text: str) -> None:
    assert parse_table(text)


def small(count: int = 4) -> Sheet:
    return Sheet("s", YOUNG_CHILD, rows={f"r{at}": {BLANK: "1"} for at in range(count)})


EDITS = st.lists(
    st.tuples(
        st.sampled_from([f"r{at}" for at in range(6)]), st.sampled_from([WHO, DAY, "measurement.weight_kg"]), TEXTS
    ),
    max_size=8,
)


@given(EDITS, EDITS)
def test_what_was_done_is_taken_back_and_done_again(
    first: list[tuple[str, str, str]], then: list[tuple[str, str, str]]
) -> None:
    sheet, steps = small(), Steps()
    seen = [sheet]
    for wanted in (first, then):
        edits: list[Edit] = []
        after = sheet
        for row, slot, text in wanted:
            edits.append(after.edit(row, slot, text))
            after = applied(after, edits[-1:])
        sheet = applied(sheet, edits)
        assert dict(sheet.rows) == dict(after.rows)
        steps.add("langkah", tuple(edits))
        seen.append(sheet)
    for before in reversed(seen[:-1]):
        found = steps.back()
        assert found is not None
        sheet = applied(sheet, found[1])
        assert stand(sheet) == stand(before)
    assert steps.back() is None
    for after in seen[1:]:
        found = steps.forward()
        assert found is not None
        sheet = applied(sheet, found[1])
        assert stand(sheet) == stand(after)


def stand(sheet: Sheet) -> dict[str, dict[str, str]]:
    """The rows with something in them: a row that was added and taken back is empty, and nobody sees it."""
    return {row: dict(slots) for row, slots in sheet.rows.items() if slots}


@given(st.lists(TEXTS, min_size=4, max_size=4), st.integers(0, 3))
def test_filling_down_makes_equal_and_is_done_once(texts: list[str], saved: int) -> None:
    key = "visit.findings"
    sheet = applied(small(), [Edit(f"r{at}", key, "", text) for at, text in enumerate(texts)])
    sheet = applied(sheet, [Edit(f"r{saved}", SAVED, "", "1")])
    edits = filled_down(sheet, sheet.ids(), [key])
    after = applied(sheet, edits)
    for at, row in enumerate(sheet.ids()):
        assert after.slot(row, key) == (texts[saved] if at == saved else texts[0])
    assert filled_down(after, after.ids(), [key]) == ()
    assert stand(applied(after, taken_back(edits))) == stand(sheet)


def test_the_day_of_the_list_fills_what_is_empty_or_was_its_own() -> None:
    sheet = applied(small(), [Edit("r1", DAY, "", "01/11/2026"), Edit("r2", DAY, "", "02/11/2026")])
    after = applied(sheet, filled_where_empty(sheet, DAY, "05/11/2026", "01/11/2026"))
    assert [after.slot(row, DAY) for row in after.ids()] == ["05/11/2026", "05/11/2026", "02/11/2026", "05/11/2026"]


# --- pasting


def laid(text: str, *, row: int = 0, place: int = 0, sheet: Sheet | None = None) -> tuple[Sheet, Pasted]:
    made = iter(f"n{at}" for at in range(50))
    sheet = sheet or small()
    found = pasted(sheet, CHILD, parse_table(text), row=row, place=place, new_id=lambda: next(made), today=TODAY)
    return applied(sheet, found.edits), found


def test_a_spreadsheet_is_pasted_and_every_cell_is_checked() -> None:
    heads = "\t".join(["Siapa", *(one.title for one in CHILD[:2])])
    sheet, found = laid(
        f"{heads}\nAli\t12/31/2026\t1\nBudi\t1/5/2026\t2\n\tbesok\t7\nC\n\t\t\nD\t5 Januari 2026", row=2
    )
    assert [sheet.slot(row, WHO) for row in sheet.ids()] == ["", "", "Ali", "Budi", "", "C", "", "D"]
    assert sheet.slot("r2", DAY) == "31/12/2026", "the column itself says that months come first"
    assert sheet.slot("r3", DAY) == "05/01/2026"
    assert sheet.slot("n0", DAY) == "besok"
    assert "2 di antaranya belum terbaca" in found.words, found.words
    assert found.people == ("r2", "r3", "n1", "n3")


def test_what_finds_no_place_is_told_and_what_is_saved_stays() -> None:
    sheet = applied(small(), [Edit("r1", SAVED, "", "1")])
    last = len(CHILD)
    after, found = laid("catatan\tlebih\nx\ty", place=last, sheet=sheet)
    assert after.slot("r0", CHILD[-1].key) == "catatan"
    assert after.slot("r1", CHILD[-1].key) == ""
    assert (
        found.words
        == "1 sel ditempel. 1 sel di luar kolom yang tampil tidak ditempel. 1 baris sudah tersimpan dan tidak diubah."
    )


# --- typing twice

TWICE = st.lists(
    st.tuples(st.sampled_from(["", "8,1", "8,2"]), st.sampled_from(["", "8,1", "8,2"])), min_size=1, max_size=9
)


@given(TWICE, st.integers(1, 3), st.sampled_from([FIRST, SECOND]))
def test_what_was_typed_twice_is_settled_and_the_rate_is_remembered(
    pairs: list[tuple[str, str]], sample: int, wins: str
) -> None:
    key = "measurement.weight_kg"
    rows = {f"r{at}": {PERSON: "f|m"} | ({key: first} if first else {}) for at, (first, _) in enumerate(pairs)}
    sheet = begun(Sheet("s", YOUNG_CHILD, rows=rows), CHILD, sample=sample, by="petugas")
    checked = list(cells_checked(sheet))
    assert {row for row, _key in checked} == {row for row in rows_checked(sheet) if sheet.slot(row, key)}
    for row, one in checked:
        sheet = applied(sheet, second_edits(sheet, row, one, pairs[int(row[1:])][1]))
    apart = [row for row, _key in checked if pairs[int(row[1:])][0] != pairs[int(row[1:])][1]]
    assert [one.row for one in differences(sheet)] == apart
    for apart_ in differences(sheet):
        sheet = applied(sheet, settled_difference(sheet, apart_, wins))
        assert sheet.slot(apart_.row, key) == (apart_.first if wins == FIRST else apart_.second)
    assert differences(sheet) == []
    rate = rate_of(sheet)
    assert rate is not None
    assert (rate.compared, rate.differing, rate.unsettled) == (len(checked), len(apart), 0)


def test_edits_that_change_nothing_are_no_edits() -> None:
    assert real([Edit("r", DAY, "1", "1"), Edit("r", DAY, "1", "2")]) == (Edit("r", DAY, "1", "2"),)


def test_every_form_has_the_columns_of_its_paper() -> None:
    assert [len(columns_of(target)) for target in TARGET.codes()] == [19, 36, 25, 25, 20, 15]
    assert all(one.key != "measurement.note" for one in columns_of(YOUNG_CHILD))
    assert columns_of(PREGNANT)[0].key == DAY
