"""The window in English: wherever Qt is given words to show, it is given the English ones.

Nothing in the screens knows of it. Paper, files, the database and the log never pass through here, so that no English
can reach them; where Indonesian is shown, none of this is loaded. What a person types is never touched: the texts of
fields, and the places that compare what is shown, are not in this list; a text marked ``AsTyped`` passes as it is
(``base.typed_texts``), and what the store gives is noted for the sentences it comes to stand in (decision 0056).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6 import QtGui, QtWidgets

from kampungkb_desktop.base.typed_texts import AsTyped, Several
from kampungkb_desktop.ui.help_list import HelpList
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.palette_list import Lines
from kampungkb_desktop.ui.record_delegate import Letters
from kampungkb_desktop.ui.record_model import RecordModel
from kampungkb_desktop.ui.typed_door import Note, listening

Translate = Callable[[str], str]

OWN_ROLES = 0x0100
"""``Qt.ItemDataRole.UserRole``, by number: see ``text_flags``."""
LIST, HEADING = " (daftar)", " (kolom)"
"""Behind a text of the catalogue: what it says as the title of a list, and over a column. Most say there what they say
everywhere."""
_CLASSES = (QtWidgets, QtGui)
# The first text among the arguments is what is shown.
_SETTERS: dict[str, str] = {
    "QWidget": "setToolTip setWindowTitle setAccessibleName setAccessibleDescription setStatusTip setWhatsThis",
    "QLabel": "__init__ setText",
    "QAbstractButton": "setText",
    "QPushButton": "__init__",
    "QCheckBox": "__init__",
    "QRadioButton": "__init__",
    "QGroupBox": "__init__ setTitle",
    "QLineEdit": "setPlaceholderText",
    "QTextEdit": "setPlaceholderText",
    "QPlainTextEdit": "setPlaceholderText",
    "QComboBox": "addItem insertItem setItemText setPlaceholderText",
    "QAction": "__init__ setText setToolTip setStatusTip",
    "QMenu": "__init__ addAction addMenu setTitle",
    "QTabBar": "addTab insertTab setTabText setTabToolTip setAccessibleTabName",
    "QTabWidget": "addTab insertTab setTabText setTabToolTip",
    "QListWidget": "addItem insertItem",
    "QListWidgetItem": "__init__ setText setToolTip",
    "QTableWidgetItem": "__init__ setText setToolTip",
    "QTreeWidgetItem": "setText setToolTip",
    "QStandardItem": "__init__ setText setToolTip",
    "QAbstractSpinBox": "setSpecialValueText",
    "QSpinBox": "setSuffix setPrefix",
    "QDoubleSpinBox": "setSuffix setPrefix",
    "QProgressBar": "setFormat",
    "QProgressDialog": "setLabelText",
    "QFormLayout": "addRow insertRow",
    "QDialogButtonBox": "addButton",
    "QMessageBox": "setText setInformativeText addButton",
    "QToolTip": "showText",
    "QAccessibleAnnouncementEvent": "__init__",
    "QPainter": "drawText",
    "QPainterPath": "addText",
    "QStaticText": "__init__ setText",
    "QFontMetrics": "horizontalAdvance boundingRect elidedText",
    "QFontMetricsF": "horizontalAdvance boundingRect elidedText",
}
_AT: dict[tuple[str, str], tuple[int, ...]] = {
    ("QFileDialog", "getSaveFileName"): (1, 3),
    ("QFileDialog", "getOpenFileName"): (1, 3),
    ("QFileDialog", "getOpenFileNames"): (1, 3),
    ("QFileDialog", "getExistingDirectory"): (1,),
    ("QInputDialog", "getText"): (1, 2),
    ("QInputDialog", "getItem"): (1, 2),
}
"""Static methods, whose texts stand at these places."""
_LISTS = {
    "QComboBox": "addItems", "QListWidget": "addItems",
    "QTableWidget": "setHorizontalHeaderLabels setVerticalHeaderLabels", "QTreeWidget": "setHeaderLabels",
    "QTreeWidgetItem": "__init__",
}  # fmt: skip
_NAMED = frozenset({"text", "title", "caption", "label", "filter", "message", "toolTip"})
_ITEMS = ("QListWidgetItem", "QTableWidgetItem", "QTreeWidgetItem", "QStandardItem")


@contextmanager
def speaking(translate: Translate, note: Note | None = None) -> Iterator[None]:
    """English until the end of the block, for tests."""
    undo = speak(translate, note)
    try:
        yield
    finally:
        undo()


def speak(translate: Translate, note: Note | None = None) -> Callable[[], None]:
    """From here on every text given to Qt for showing is ``translate``d, and what people typed is ``note``d where it
    leaves the store; the answer takes that back."""
    before: list[tuple[Any, str, Any]] = []
    heard = listening(note) if note is not None else ()
    for of, name, made in [*_of_qt(translate), *_of_items(translate), *_of_models(translate), *heard]:
        before.append((of, name, vars(of).get(name)))
        setattr(of, name, made)

    def undo() -> None:
        for of, name, original in reversed(before):
            if original is None:  # it came from the class above
                delattr(of, name)
            else:
                setattr(of, name, original)

    return undo


Spoken = Iterator[tuple[Any, str, Any]]


def _of_qt(translate: Translate) -> Spoken:
    for kind, names in _SETTERS.items():
        for name in names.split():
            yield _class(kind), name, _first(getattr(_class(kind), name), translate, static=kind == "QToolTip")
    for (kind, name), places in _AT.items():
        yield _class(kind), name, staticmethod(_placed(getattr(_class(kind), name), translate, places))
    for kind, names in _LISTS.items():
        for name in names.split():
            yield _class(kind), name, _listed(getattr(_class(kind), name), translate)


def _of_items(translate: Translate) -> Spoken:
    for kind in _ITEMS:
        yield _class(kind), "setData", _roled(_class(kind).setData, translate)


def _of_models(translate: Translate) -> Spoken:
    for model, name in ((RecordModel, "data"), (Lines, "data")):
        yield model, name, _answering(getattr(model, name), translate)
    yield RecordModel, "headerData", _answering(RecordModel.headerData, lambda text: _as(HEADING, text, translate))
    yield Page, "rename", _titled(Page.rename, translate)
    yield HelpList, "add_page", _titled(HelpList.add_page, translate)
    yield Letters, "surely_fit", _first(Letters.surely_fit, translate, static=False)


def _titled(original: Callable[..., Any], translate: Translate) -> Callable[..., Any]:
    """The title over a list is in the plural, which Indonesian does not show; over one record it is a sentence."""

    def spoken(page: Any, title: str, *beside: Any) -> Any:
        return original(page, _as(LIST, title, translate) if title and type(title) is str else title, *beside)

    return spoken


def _as(what: str, text: str, translate: Translate) -> str:
    """The wording for a place of its own, or else the one for everywhere."""
    own = translate(text + what) if text else ""
    return translate(text) if not own or own.endswith(")") else own


def _class(name: str) -> Any:
    return next(getattr(module, name) for module in _CLASSES if hasattr(module, name))


def _first(original: Callable[..., Any], translate: Translate, *, static: bool) -> Any:
    """The first text among the arguments is what is shown; texts behind it are data. What is cut short of somebody's
    own words stays so."""

    def spoken(*given: Any, **named: Any) -> Any:
        for at, one in enumerate(given):
            if isinstance(one, AsTyped):
                cut = original(*given, **_named(named, translate))
                return AsTyped(cut) if isinstance(cut, str) else cut
            if type(one) is str or isinstance(one, Several):
                said = translate(one) if type(one) is str else _as(LIST, str(one), translate)
                given = (*given[:at], said, *given[at + 1 :])
                break
        return original(*given, **_named(named, translate))

    return staticmethod(spoken) if static else spoken


def _placed(original: Callable[..., Any], translate: Translate, places: tuple[int, ...]) -> Callable[..., Any]:
    def spoken(*given: Any, **named: Any) -> Any:
        said = [translate(one) if at in places and type(one) is str else one for at, one in enumerate(given)]
        return original(*said, **_named(named, translate))

    return spoken


def _listed(original: Callable[..., Any], translate: Translate) -> Callable[..., Any]:
    def spoken(*given: Any, **named: Any) -> Any:
        said = [
            [translate(text) if type(text) is str else text for text in one] if isinstance(one, list | tuple) else one
            for one in given
        ]
        return original(*said, **named)

    return spoken


def _roled(original: Callable[..., Any], translate: Translate) -> Callable[..., Any]:
    """Data of an item: those of Qt's own roles are shown or read out, the program's roles are its own."""

    def spoken(*given: Any, **named: Any) -> Any:
        *first, value = given
        role = next((one for one in (*first, value) if isinstance(one, int)), None)
        if role is None or int(role) >= OWN_ROLES:
            return original(*given, **named)
        return original(*[translate(one) if type(one) is str else one for one in given], **named)

    return spoken


def _answering(original: Callable[..., Any], translate: Translate) -> Callable[..., Any]:
    """What a model of ours answers is shown or read out; it holds nothing else."""

    def spoken(*given: Any, **named: Any) -> Any:
        answer = original(*given, **named)
        if isinstance(answer, Several):
            return _as(LIST, str(answer), translate)
        return translate(answer) if type(answer) is str else answer

    return spoken


def _named(named: dict[str, Any], translate: Translate) -> dict[str, Any]:
    if not named:
        return named
    return {name: translate(one) if name in _NAMED and type(one) is str else one for name, one in named.items()}
