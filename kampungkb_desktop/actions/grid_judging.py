"""What a row of the grid means: its visit and measurement, what is said of each cell, what is proposed for the empty
ones, and whether it is whole. The rules, cautions and proposals are those of the sheet of one visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.grid_cells import NOTHING, read_cell, wanted
from kampungkb_desktop.actions.grid_columns import DAY, GridColumn, key_of
from kampungkb_desktop.actions.grid_known import Known
from kampungkb_desktop.actions.grid_sheet import PERSON, WHO, Sheet, Slots, why
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS, Detail, detail_id
from kampungkb_desktop.actions.visit_judging import doubts, phase_of, position_of
from kampungkb_desktop.actions.visit_people import about_people, fitting
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date, short_date
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.record import DONE, Finding, Record, applies, check, fields_of
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.next_visit import next_visit
from kampungkb_desktop.rules.visit_checks import consent_findings, visit_findings
from kampungkb_desktop.rules.what_holds import held_answers, house_answers

TWIN: Final = "sudah_ada"
"""The code of the caution that such a visit is on record already: until a reason is given, the row waits."""
_UNREAD, _EMPTY = "tak_terbaca", "belum_diisi"


@frozen
class Proposed:
    """An answer that stands in grey until another is typed, and why."""

    answer: Answer
    words: str
    copied: bool = False
    """Out of an earlier record: nothing to be typed from the paper."""


@frozen
class Verdict:
    """One row judged. ``findings`` and ``proposals`` by column key (``WHO`` for the person), ``asked`` the keys that
    apply, ``answers`` what each cell says, ``unread`` the cells whose text means nothing."""

    visit: Visit
    detail: Detail | None
    family: Family | None
    person: Member | None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    proposals: Mapping[str, Proposed] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    begun: bool = False
    """Whether anything was answered beside the day, which is filled in for all."""
    waits_for_reason: bool = False
    twin: str = ""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What stands against saving."""
        return tuple(one for of in self.findings.values() for one in of if one.strength == "problem")

    @property
    def ready(self) -> bool:
        """Whether it may be saved as a visit."""
        return self.begun and not self.problems and not self.waits_for_reason


class Judge:
    """Judges the rows of one sasaran. ``known`` is what is on record; ``author`` the officer who visits."""

    def __init__(self, target: str, columns: Sequence[GridColumn], author: str, *, today: date) -> None:
        self.target, self.columns, self.author, self.today = target, tuple(columns), author, today
        self.known = Known()
        self._form = DETAIL_FORMS.get(target)

    def judge(self, row: str, slots: Slots) -> Verdict:
        """One row; a tenth of a millisecond or a few."""
        answers, unread = self._read(slots)
        family_id, _, member_id = slots.get(PERSON, "").partition("|")
        family, person = self.known.families.get(family_id), self.known.member(family_id, member_id)
        village = family.village if family is not None else None
        visit = Visit(
            id=row, village=village, family_id=family_id or None, target=self.target, member_id=member_id or None,
            officer_id=self.author or None,
        ).changed(**self._of(Visit, answers))  # fmt: skip
        detail = self._detail(visit, answers)
        proposals: dict[str, Proposed] = {}
        if family is not None:
            visit, detail = self._propose(slots, visit, detail, family, person, proposals)
        visit, detail = _only_asked(visit), _only_asked(detail) if detail is not None else None
        asked = frozenset(
            one.key for one in self.columns
            if applies(visit if one.form is Visit else detail or visit, one.field)
        )  # fmt: skip
        found = tuple(self._say(slots, visit, detail, family, person, unread & asked))
        waits = any(one.code == TWIN for _key, one in found) and not slots.get(why(DAY))
        return Verdict(
            visit, detail, family, person, answers, _by_cell(found), proposals, asked, unread & asked,
            self.answered(slots), waits, self._twin_id(visit),
        )  # fmt: skip

    def answered(self, slots: Slots) -> bool:
        """Whether anything was answered beside the day, which is filled in for all."""
        return any(slots.get(one.key, NOTHING) != NOTHING for one in self.columns if one.key != DAY)

    # --- the records

    def _read(self, slots: Slots) -> tuple[dict[str, Answer], frozenset[str]]:
        answers: dict[str, Answer] = {}
        unread = set[str]()
        for one in self.columns:
            text = slots.get(one.key, "")
            if text and text != NOTHING:
                answers[one.key] = answer = read_cell(one.kind, text, self.today)
                if answer is None:
                    unread.add(one.key)
        return answers, frozenset(unread)

    def _of(self, form: type[Record], answers: Mapping[str, Answer]) -> dict[str, Any]:
        return {one.field: answers[one.key] for one in self.columns if one.form is form and one.key in answers}

    def _detail(self, visit: Visit, answers: Mapping[str, Answer]) -> Detail | None:
        form = self._form
        if form is None:
            return None
        return form(
            id=detail_id(visit.id, form), village=visit.village, visit_id=visit.id, member_id=visit.member_id,
            measured_on=visit.visited_on, **self._of(form, answers),
        )  # fmt: skip

    # --- what is proposed

    def _propose(
        self, slots: Slots, visit: Visit, detail: Detail | None, family: Family, person: Member | None,
        into: dict[str, Proposed],
    ) -> tuple[Visit, Detail | None]:  # fmt: skip
        """The records with what is proposed for cells that nobody typed in or emptied."""
        keys = {one.key for one in self.columns}

        def take(record: Any, found: Mapping[str, Answer], words: str, *, copied: bool = False) -> Any:
            new = {
                name: answer for name, answer in found.items()
                if answer is not None and (key := key_of(type(record), name)) in keys and not slots.get(key)
            }  # fmt: skip
            into.update({key_of(type(record), name): Proposed(answer, words, copied) for name, answer in new.items()})
            return record.changed(**new) if new else record

        before = self.known.before(visit)
        when = short_date(before.visited_on) if before is not None and before.visited_on else ""
        from_visit = before is not None and bool(before.water or before.latrine)
        source = f"Disalin dari kunjungan {when}" if from_visit else "Disalin dari data keluarga"
        visit = take(visit, house_answers(visit, before, family), source, copied=True)
        if detail is not None:
            last = self.known.detail_before(visit)
            day: date | None = getattr(last, "measured_on", None)
            source = f"Disalin dari kunjungan {short_date(day)}" if day else "Disalin dari kunjungan sebelumnya"
            detail = take(detail, held_answers(detail, last, visit.visited_on), source, copied=True)
            if isinstance(detail, ChildMeasurement):
                detail = take(detail, {"position": position_of(visit.visited_on, person)}, "Usulan menurut umurnya")
            elif isinstance(detail, PregnancyCheck):
                first = visit.member_id is not None and last is None
                detail = take(detail, {"phase": phase_of(detail, first=first)}, "Usulan menurut usia kehamilan")
        coming = next_visit(visit, detail)
        if coming is not None:
            visit = take(visit, {"next_visit_on": coming.on}, f"Usulan: {coming.reason}")
        return visit, detail

    # --- what is said

    def _say(
        self, slots: Slots, visit: Visit, detail: Detail | None, family: Family | None, person: Member | None,
        unread: frozenset[str],
    ) -> Iterator[tuple[str, Finding]]:  # fmt: skip
        kinds = {one.key: one.kind for one in self.columns}
        for key in sorted(unread):
            said = wanted(kinds[key], slots.get(key, ""), self.today)
            yield key, Finding(key, "problem", f"{kinds[key].label} belum terbaca. {said}", _UNREAD)
        if family is None:
            sentence = "Belum ditemukan siapa orangnya. Ketik lagi namanya, lalu pilih dari daftar yang muncul."
            if slots.get(WHO) or slots.get(PERSON):
                yield WHO, Finding(WHO, "problem", sentence, "belum_ditemukan")
            elif self.answered(slots):
                yield WHO, Finding(WHO, "problem", "Ketik dahulu nama, NIK, atau kode formulirnya.", "belum_diisi")
            return
        for one in self._about_visit(visit, family, person):
            yield self._place(Visit, one), one
        if detail is not None:
            for one in (*check(detail, today=self.today), *doubts(detail, person, self.known.detail_before(visit))):
                if one.field not in ("member_id", "measured_on"):
                    yield self._place(type(detail), one), one

    def _about_visit(self, visit: Visit, family: Family, person: Member | None) -> Iterator[Finding]:
        yield from check(visit, today=self.today)
        yield from visit_findings(visit, person)
        yield from consent_findings(visit, family)
        if not visit.member_id or person is None:
            yield from about_people(visit, self.known.members.get(family.id, ()), self.today)
        elif not fitting([person], visit.target, visit.visited_on or self.today):
            yield _unfit(person)
        twin = self.known.twin(visit)
        if twin is not None and visit.visited_on is not None:
            state = "selesai" if twin.status == DONE else "draf"
            words = (
                f"Kunjungan {long_date(visit.visited_on)} untuk orang ini sudah tercatat ({state}). "
                "Keluarkan baris ini, atau tulis alasannya dengan F4 bila memang dua kunjungan."
            )
            yield Finding("visited_on", "caution", words, TWIN)

    def _place(self, form: type[Record], finding: Finding) -> str:
        key = key_of(form, finding.field)
        return key if any(one.key == key for one in self.columns) else WHO

    def _twin_id(self, visit: Visit) -> str:
        twin = self.known.twin(visit)
        return twin.id if twin is not None else ""


def twins_within(sheet: Sheet, verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """Rows of one list that are about the same person and day as an earlier row, with that row."""
    seen: dict[tuple[object, ...], str] = {}
    found: dict[str, str] = {}
    for row in sheet.ids():
        verdict = verdicts.get(row)
        if verdict is None or not verdict.begun or verdict.visit.visited_on is None:
            continue
        key = (verdict.visit.family_id, verdict.visit.member_id, verdict.visit.visited_on)
        if key in seen:
            found[row] = seen[key]
        else:
            seen[key] = row
    return found


def _unfit(person: Member) -> Finding:
    """Somebody who was chosen and does not fit on that day: grown too old, moved away."""
    return Finding("member_id", "problem",
                   f"{person.name()} tidak sesuai dengan sasaran ini pada tanggal kunjungannya. Periksa tanggalnya, "
                   "atau keluarkan barisnya.", "tidak_sesuai")  # fmt: skip


def _only_asked(record: Any) -> Any:
    """Without the answers of questions that do not apply: a grid keeps its texts, the record does not."""
    for _ in range(3):  # one question may hang on another
        gone = {
            one: None for one, kind in fields_of(type(record)).items()
            if kind.when is not None and getattr(record, one) is not None and not kind.when(record)
        }  # fmt: skip
        if not gone:
            break
        record = record.changed(**gone)
    return record


def _by_cell(found: Sequence[tuple[str, Finding]]) -> dict[str, tuple[Finding, ...]]:
    """What is said of each cell; one that cannot be read is not called empty as well."""
    cells: dict[str, list[Finding]] = {}
    unread = {key for key, finding in found if finding.code == _UNREAD}
    for key, finding in found:
        if key not in unread or finding.code != _EMPTY:
            cells.setdefault(key, []).append(finding)
    return {key: tuple(of) for key, of in cells.items()}
