"""Answers of an earlier visit that still hold, put into a new visit in sight: each says where it comes from as long as
it stands as it was copied, and goes when another person is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.ui.form_cell import FormCell


@frozen
class _Copy:
    of: str
    answer: Answer
    words: str


class Copies:
    """The copied answers of one record on the sheet."""

    def __init__(self) -> None:
        self._made: dict[str, _Copy] = {}
        self._offered: set[tuple[str, str]] = set()

    def take(self, cells: Mapping[str, FormCell], answers: Mapping[str, Answer], of: str, source: str) -> None:
        """Put ``answers`` into what is not answered yet, once for each name and ``of`` (whom they belong to): what a
        person empties stays empty. ``source`` says where they come from: "Kunjungan 3 Okt 2026"."""
        for name in [one for one, copy in self._made.items() if copy.of != of]:
            self._drop(cells.get(name), self._made.pop(name))
        for name, answer in answers.items():
            cell = cells.get(name)
            if cell is None or (of, name) in self._offered:
                continue
            self._offered.add((of, name))
            if cell.editor.answer() is None and not cell.editor.typed():
                cell.editor.set_answer(answer)
                self._made[name] = _Copy(of, answer, f"Disalin dari {source}; ubah bila berbeda")
        self.tell(cells)

    def tell(self, cells: Mapping[str, FormCell]) -> None:
        """Say of every copied answer that it is one."""
        for name, copy in self._made.items():
            cell = cells.get(name)
            if cell is not None and cell.editor.answer() == copy.answer:
                cell.remind(copy.words)

    def _drop(self, cell: FormCell | None, copy: _Copy) -> None:
        if cell is not None and cell.editor.answer() == copy.answer:
            cell.editor.set_answer(None)
            cell.remind("")
