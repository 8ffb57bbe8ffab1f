"""A Linux without a library that Qt needs: told in a sentence with the line to type, in place of an English error and,
after a double click, nothing at all."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys

_LIBRARY = re.compile(r"lib[\w.+-]+\.so[\w.]*")
"""What the system's loader begins its complaint with."""
LEFT_TO_THE_SYSTEM = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}
"""What the built folder does not carry, because it belongs to the screen's own driver, and Debian's packages for it."""
_BOXES = (("zenity", "--error", "--no-markup", "--text"), ("kdialog", "--error"), ("xmessage",))


def tell(error: ImportError) -> int:
    """Say which libraries are missing, on the error output and, without a terminal, in a box of the desktop; the exit
    status 1. Whatever else could not be imported is a bug, and raised again."""
    text = sentence(error)
    if text is None:
        raise error
    print(text, file=sys.stderr)  # noqa: T201  before anything that speaks otherwise
    if not sys.stderr.isatty() and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        for box, *words in _BOXES:
            if shutil.which(box):
                subprocess.run([box, *words, text], check=False)
                break
    return 1


def sentence(error: ImportError) -> str | None:
    """What is missing and how it comes here; ``None`` where no library of the system is."""
    library = str(error).partition(":")[0]
    if not _LIBRARY.fullmatch(library):
        return None
    names = sorted({library, *(name for name in LEFT_TO_THE_SYSTEM if not _loads(name))})
    packages = " ".join(LEFT_TO_THE_SYSTEM[name] for name in names if name in LEFT_TO_THE_SYSTEM)
    told = f"Kampung KB belum dapat berjalan: Linux ini belum punya {', '.join(names)}."
    if not packages:
        return f"{told} Minta pengelola komputer memasangnya."
    return f"{told} Di Debian dan Ubuntu, ketik: sudo apt-get install {packages}"


def _loads(name: str) -> bool:
    try:
        return bool(ctypes.CDLL(name))
    except OSError:
        return False
