"""Rows put together to families: by the ids of our own template, the KKI, the family card, the running number, or by
where a head of family begins. One card may hold several families (domain.md 6.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.reading import ReadRow
from kampungkb_desktop.actions.lists_in.targets import (
    FAMILY_ID,
    FAMILY_NO,
    HEAD_NAME,
    KK,
    KKI,
    NAME,
    RELATION,
    RT,
    RW,
    TARGETS,
)
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.choices_family import HEAD

_KEEP_TOGETHER: Final = frozenset({FAMILY_ID, FAMILY_NO, KKI, KK, HEAD_NAME, RELATION})
_NOWHERE: Final = "Desa/kelurahan baris ini tidak diketahui. Pilih desanya di langkah Cocokkan kolom."


@dataclass(slots=True)
class Household:
    """The rows of one family. ``answers`` are its own by key: the first row that has one counts."""

    rows: list[ReadRow] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    village: str | None = None

    @property
    def people(self) -> list[ReadRow]:
        """The rows that are persons."""
        return [row for row in self.rows if NAME in row.answers]

    @property
    def heads(self) -> list[ReadRow]:
        """The rows that are heads of family."""
        return [row for row in self.people if row.answers.get(RELATION) == HEAD]


def check_columns(keys: Sequence[str] | frozenset[str]) -> None:
    """``KnownError`` E-LIST-COLUMNS where nothing says who it is about, or who belongs together."""
    if NAME not in keys and HEAD_NAME not in keys:
        raise KnownError(
            "E-LIST-COLUMNS",
            "Belum ada kolom nama: tidak diketahui siapa yang ada di daftar ini.",
            "Pasangkan kolom Nama, atau Nama kepala keluarga bila daftarnya satu baris per keluarga.",
        )
    if NAME in keys and not _KEEP_TOGETHER & set(keys):
        raise KnownError(
            "E-LIST-COLUMNS",
            "Belum ada kolom yang menyatukan anggota menjadi keluarga.",
            "Pasangkan salah satu: Nomor KK, KKI, Nomor urut keluarga, Nama kepala keluarga, atau Hubungan.",
        )


def households(
    rows: Sequence[ReadRow], chosen: str | None, usual: Mapping[str, str] = MappingProxyType({})
) -> list[Household]:
    """The families in the order of their first rows. ``chosen`` is the village of families that name none, ``usual``
    what stands for all of them where their rows do not say (the RT of a list per RT)."""
    grouping = _Grouping()
    for row in rows:
        grouping.take(row)
    for one in grouping.found:
        _gather(one, chosen)
        one.answers = {**usual, **one.answers}
    return grouping.found


@dataclass(slots=True)
class _Grouping:
    """Goes through the rows once and remembers families by their strong numbers."""

    found: list[Household] = field(default_factory=list)
    _by_number: dict[tuple[str, str], Household] = field(default_factory=dict)
    _last_run: tuple[Any, ...] = ()

    def take(self, row: ReadRow) -> None:
        home = self._home(row)
        home.rows.append(row)
        for key in (FAMILY_ID, KKI, KK):
            if number := row.answers.get(key):
                self._by_number[key, str(number)] = home

    def _home(self, row: ReadRow) -> Household:
        answers, last = row.answers, self.found[-1] if self.found else None
        for key in (FAMILY_ID, KKI):
            if number := answers.get(key):
                known = self._by_number.get((key, str(number)))
                return known or self._new()
        if card := answers.get(KK):
            known = self._by_number.get((KK, str(card)))
            second = known is not None and answers.get(RELATION) == HEAD and bool(known.heads)
            return known if known is not None and not second else self._new()
        run = tuple(answers.get(key) for key in (FAMILY_NO, HEAD_NAME) if answers.get(key) is not None)
        if run:
            run += row.village, answers.get(RT), answers.get(RW)
            same = last is not None and run == self._last_run
            self._last_run = run
            return last if same and last is not None and NAME in answers else self._new()
        if last is None or NAME not in answers or _Grouping._begins(answers, last):
            return self._new()
        return last

    @staticmethod
    def _begins(answers: dict[str, Any], last: Household) -> bool:
        """Whether a row without any number begins a family: a second head always does."""
        return answers.get(RELATION) == HEAD and (bool(last.heads) or last.rows[-1].answers.get(RELATION) != HEAD)

    def _new(self) -> Household:
        self.found.append(Household())
        return self.found[-1]


def _gather(home: Household, chosen: str | None) -> None:
    """The family's own answers out of its rows, and what is odd about its people."""
    for row in home.rows:
        for key, value in row.answers.items():
            if TARGETS[key].form != "member" and key not in home.answers:
                home.answers[key] = value
    home.village = next((row.village for row in home.rows if row.village), None) or chosen
    for row in home.rows:
        if home.village is None and not row.refused:
            row.say("", Level.REFUSED, _NOWHERE)
        elif row.village not in (None, home.village):
            row.say("", Level.REFUSED, "Desa baris ini berbeda dari desa keluarganya. Samakan di berkas.")
    people, heads = home.people, home.heads
    if HEAD_NAME not in home.answers and people:
        home.answers[HEAD_NAME] = (heads or people)[0].answers[NAME]
    if people and any(RELATION in row.answers for row in people):
        _about_heads(people, heads)


def _about_heads(people: Sequence[ReadRow], heads: Sequence[ReadRow]) -> None:
    if not heads:
        people[0].say("", Level.CHECK, "Keluarga ini tidak punya baris kepala keluarga. Cocokkan hubungannya.")
    for row in heads[1:]:
        words = "Ada dua kepala keluarga dalam keluarga ini. Cocokkan hubungan atau nomor keluarganya."
        row.say("", Level.CHECK, words)
