"""The language of the window: Indonesian, in which the program is written, or English, which is found by it.

The choice stands in a file of one word beside the data, because Masuk and Mulai need it before anything is unlocked.
Nothing else is read and nothing is loaded unless English was chosen; what is printed, sent and kept is Indonesian in
either case (decision 0056).
"""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.base.paths import resource

INDONESIAN, ENGLISH = "id", "en"
NAMES = {INDONESIAN: "Bahasa Indonesia", ENGLISH: "English"}
"""Each under its own name, in whatever language the window speaks."""
CHOICE = "bahasa.txt"
FOLDER = "i18n/en"

Wording = str | dict[str, str | int]
"""A text, or ``{"one": …, "other": …, "by": n}``: which of two is said depends on whether value ``n`` is 1."""


def chosen(folder: Path) -> str:
    """What was chosen on this laptop; Indonesian where nothing was, or nothing that can be read."""
    try:
        with (folder / CHOICE).open(encoding="utf-8") as file:
            word = file.read(20).strip()
    except (OSError, ValueError):
        return INDONESIAN
    return word if word in NAMES else INDONESIAN


def choose(folder: Path, language: str) -> None:
    """Keep the choice for the next start. Raises ``OSError`` where the folder refuses."""
    assert language in NAMES
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHOICE).write_text(language + "\n", encoding="utf-8")


def wordings() -> dict[str, Wording]:
    """Every text of the window with its English, read from ``resources/i18n/en``; the text itself is the key."""
    import json  # noqa: PLC0415  start-up time: only where English was chosen

    found: dict[str, Wording] = {}
    for file in sorted(resource(FOLDER).glob("*.json")):
        found.update(json.loads(file.read_text("utf-8")))
    return found
