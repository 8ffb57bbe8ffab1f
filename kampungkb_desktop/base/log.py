"""A small log file for the help desk: what the program did, never what a form holds."""

from __future__ import annotations

import logging
from pathlib import Path

logger = logging.getLogger("kampungkb")
MOST = 262_144
"""Bytes of one file of the log."""


class _InTurn(logging.FileHandler):
    """A file that makes room for a fresh one when it is full: its two elders stand beside it as ``.1`` and ``.2``.

    Python has such a handler, among those that speak to other computers: with it come the network's modules and
    pickling, and Beranda waits for them at every start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is not None and self.stream.tell() >= MOST:
                self.stream.close()
                self._turn()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _turn(self) -> None:
        name = Path(self.baseFilename)
        first, second = (name.with_name(f"{name.name}.{number}") for number in (1, 2))
        try:
            if first.exists():
                first.replace(second)
            name.replace(first)
        finally:
            self.stream = self._open()


def log_to(folder: Path) -> None:
    """Write the log to ``folder/log/kampungkb.log``, three files of 256 kB at most, and nowhere else. Silent where not
    writable."""
    log_off()
    target = folder / "log"
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = _InTurn(target / "kampungkb.log", encoding="utf-8")
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
