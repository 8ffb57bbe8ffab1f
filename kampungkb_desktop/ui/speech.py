"""Which language the window speaks: put in force before the first widget, changed by starting the program once more.

Which it is, and in which folder the choice is kept, stand as properties of the application.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from kampungkb_desktop.base import language
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.qt_words import install
from kampungkb_desktop.ui.widgets import button, label

if TYPE_CHECKING:
    from kampungkb_desktop.actions.session import Session

GUIDE = (
    "The guide is written in Indonesian; “In English” at the end of its contents says what the window's English covers."
)
PAPER = "Paper and tables are in Indonesian."
SPOKEN, FOLDER = "kkb_language", "kkb_language_folder"
AGAIN = "kkb_start_again"
"""Said again beside ``app.AGAIN``; a test holds them equal."""


def begin(app: QApplication, folder: Path) -> Callable[[], None]:
    """Speak the language chosen on this laptop; the answer takes it back. English costs its catalogue, Indonesian one
    look for a file."""
    chosen = language.chosen(folder)
    app.setProperty(SPOKEN, chosen)
    app.setProperty(FOLDER, str(folder))
    if chosen == language.INDONESIAN:
        install(app)
        return _nothing
    from kampungkb_desktop.base.in_english import InEnglish  # noqa: PLC0415  only where English was chosen
    from kampungkb_desktop.ui.english import speak  # noqa: PLC0415  the same

    english = InEnglish(language.wordings())
    return speak(english.of, english.note)


def as_here(session: Session) -> Callable[[], None]:
    """From here on say *desa* as people say it where these data are (decision 0059); the answer takes that back.
    English says village of all of them."""
    if spoken() != language.INDONESIAN:
        return _nothing
    from kampungkb_desktop.actions.word_here import word_here  # noqa: PLC0415  start-up time: after Masuk

    word = word_here(session)
    if word is None:
        return _nothing
    from kampungkb_desktop.base.local_speech import LocalSpeech  # noqa: PLC0415  most villages are called desa
    from kampungkb_desktop.ui.english import speak  # noqa: PLC0415  the same

    local = LocalSpeech(word.kind, word.head)
    return speak(local.of, local.note)


def _nothing() -> None:
    return


def spoken() -> str:
    """The language of this window."""
    app = QApplication.instance()
    return str((app and app.property(SPOKEN)) or language.INDONESIAN)


def change(owner: QWidget, wanted: str) -> bool:
    """Keep another language and start the program once more. Raises ``KnownError`` where the choice cannot be kept;
    the answer says whether the window closed."""
    app = QApplication.instance()
    assert app is not None
    before = language.chosen(Path(str(app.property(FOLDER))))
    _keep(wanted)
    app.setProperty(AGAIN, True)  # noqa: FBT003  a property of Qt has no names
    if close_all(owner.window()):
        return True
    app.setProperty(AGAIN, False)  # noqa: FBT003  the same
    _keep(before)
    return False


def close_all(window: QWidget) -> bool:
    """Close the windows beside this one and then itself, for a new start; False where one stays, because something in
    it is not finished."""
    beside = [one for one in QApplication.topLevelWidgets() if one is not window and type(one) is type(window)]
    return all(one.close() for one in (*(one for one in beside if one.isVisible()), window))


def _keep(wanted: str) -> None:
    app = QApplication.instance()
    assert app is not None
    try:
        language.choose(Path(str(app.property(FOLDER))), wanted)
    except OSError as refused:
        raise KnownError(
            "E-LANGUAGE", "Pilihan bahasa tidak dapat disimpan.",
            "Periksa apakah folder data penuh atau terkunci, lalu coba lagi.",
        ) from refused  # fmt: skip


def language_button(on_refusal: Callable[[KnownError], object]) -> QPushButton:
    """For Masuk and Mulai: the other language under its own name."""
    other = language.INDONESIAN if spoken() == language.ENGLISH else language.ENGLISH

    def pressed() -> None:
        try:
            change(made, other)
        except KnownError as error:
            on_refusal(error)

    made = button(language.NAMES[other], pressed, kind="quiet")
    made.setAccessibleName(f"Bahasa tampilan: {language.NAMES[other]}")
    return made


def about_the_guide() -> list[QLabel]:
    """What an English reader finds above the guide."""
    return [label(GUIDE, "soft", wrap=True)] if spoken() == language.ENGLISH else []


def about_paper() -> list[QLabel]:
    """What an English reader finds beside paper and tables, before they are saved."""
    return [label(PAPER, "soft")] if spoken() == language.ENGLISH else []
