"""A report of a bug for the help desk: the kind of error and the way through the program, never what it was about.

Messages of errors are left out on purpose: a database error quotes the row it failed on.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from kampungkb_desktop import BUILD_DATE, __version__

if TYPE_CHECKING:
    from datetime import datetime


def summary_of(error: BaseException) -> str:
    """One line: the kind of error and where it arose ("KeyError di home.py baris 12")."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" di {Path(frames[-1].filename).name} baris {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def report_of(error: BaseException, when: datetime) -> str:
    """The whole report as text: versions, then each error of the chain with its frames, without a single value."""
    import platform  # noqa: PLC0415  start-up time: only for a report

    lines = [
        f"Kampung KB Desktop {__version__} ({BUILD_DATE})",
        f"Waktu: {when:%Y-%m-%d %H.%M.%S}",
        f"Sistem: {platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}",
        "",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [f"  {_short(frame)}" for frame in traceback.extract_tb(cause.__traceback__)]
        lines.append("")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def write(folder: Path, error: BaseException, when: datetime) -> str:
    """Write the report into ``folder/log`` and give its path; "" where nothing can be written there."""
    target = folder / "log" / f"laporan-{when:%Y%m%d-%H%M%S}.txt"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(report_of(error, when), encoding="utf-8")
    except OSError:
        return ""
    return str(target)


def _short(frame: traceback.FrameSummary) -> str:
    """File, line and function; of the file only the last two names, for folders carry people's names."""
    return f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
