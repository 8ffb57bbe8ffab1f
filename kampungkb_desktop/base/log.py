"""A small log file for the help desk: what the program did, never what a form holds."""

from __future__ import annotations

import logging
from pathlib import Path

logger = logging.getLogger("kampungkb")


def log_to(folder: Path) -> None:
    """Write the log to ``folder/log/kampungkb.log``, three files of 256 kB at most, and nowhere else. Silent where not
    writable."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  start-up time: it brings the network's modules

    log_off()
    target = folder / "log"
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(target / "kampungkb.log", maxBytes=262_144, backupCount=2, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def log_off() -> None:
    """Close the log file."""
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
