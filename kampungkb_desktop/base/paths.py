"""Where files live: the resources that ship with the program, and the folder that holds a person's data."""

from __future__ import annotations

import sys
from pathlib import Path

from kampungkb_desktop.base.program_folder import portable_folder

APP_NAME = "KampungKB"


def resource(name: str) -> Path:
    """Path of a file under ``resources/`` ("fonts/NotoSans-Regular.ttf"), in a checkout and in a frozen build."""
    base = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
    return base / "resources" / name


def default_data_dir() -> Path:
    """The data folder beside a portable program, else the person's own by the system's custom (platformdirs is imported
    late: it is not needed with --data-dir)."""
    if (beside := portable_folder()) is not None:
        return beside
    from platformdirs import user_data_path  # noqa: PLC0415  start-up time: only needed without --data-dir

    return user_data_path(APP_NAME, appauthor=False)
