"""A request to the district for a forgotten password, and its answer: a code to read out or a file to send, and the
same back. Used at Masuk and where a copy is brought to a new laptop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from kampungkb_desktop.actions import asking_help
from kampungkb_desktop.actions.asking_help import Asked, Opened
from kampungkb_desktop.ui.code_grid import CodeGrid
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.widgets import button, column, label, row

ASK = "1. Minta operator kabupaten membuka laptop Anda di Papan pengiriman. Bacakan kode ini, atau kirim berkasnya:"
ANSWER = "2. Ketik kode jawabannya, atau buka berkas jawabannya:"


class HelpRequest(QWidget):
    """``answer()`` opens what was answered, for the worker; ``entered`` when Enter is pressed on the code, ``edited``
    when something else was answered."""

    entered = Signal()
    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self._file: Path | None = None
        self.code = CodeGrid(asked.code, across=7, size=14)
        self.short = label(f"Huruf pencocok untuk berkasnya: {asked.short}", "small", selectable=True)
        self.save = button("Simpan berkas pe&rmintaan…", self._save, icon="save")
        self.copy = button("Sal&in", lambda: QApplication.clipboard().setText(asked.code), icon="copy")
        self.line = QLineEdit()
        self.line.setAccessibleName("Kode jawaban")
        self.line.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.entered)
        self.from_file = button("Buka berkas &jawaban…", self._choose, icon="folder")
        self.said = label("", "small", wrap=True)
        self.said.hide()
        self.setLayout(column(
            label(ASK, wrap=True), self.code, self.short, row(self.save, self.copy, None), 6,
            label(ANSWER, wrap=True), self.line, row(self.from_file, None), self.said, spacing=8,
        ))  # fmt: skip
        self.setFocusProxy(self.line)

    def problem(self) -> str:
        """A sentence while nothing was answered yet."""
        return "" if self._file or self.line.text().strip() else "Jawaban dari kabupaten belum diisi."

    def answer(self) -> Callable[[], Opened]:
        """What opens the data by the answer given."""
        if self._file is not None:
            return partial(asking_help.by_file, self.asked, self._file)
        return partial(asking_help.by_code, self.asked, self.line.text())

    def save_to(self, folder: Path) -> None:
        """Write the request's file."""
        path = attempt(self, lambda: asking_help.save_request(self.asked, folder))
        if path is not None:
            self._say(f"{path.name} tersimpan di {folder}. Kirim kepada operator, dan bacakan huruf pencocoknya.")

    def open_file(self, path: Path) -> None:
        """Take the answer out of this file."""
        self._file = path
        self.line.clear()
        self._say(f"Jawaban: {path.name}")
        self.edited.emit()

    def _save(self) -> None:
        found = QFileDialog.getExistingDirectory(self.window(), "Folder untuk berkas permintaan", str(documents()))
        if found:
            self.save_to(Path(found))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self.window(), "Berkas jawaban", str(documents()), "Berkas Kampung KB (*.kkb)"
        )
        if name:
            self.open_file(Path(name))

    def _typed(self) -> None:
        self._file = None
        self.edited.emit()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
