"""Who takes files in: one after the other on a file, several beside each other on the office's server.

Each worker is a thread with a transaction of its own; while one waits for the server another computes. What two files
say of the same record is taken in one after the other (``Connection.take_turns``), so the outcome is as if all were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from kampungkb_desktop.actions.incoming import take_one
from kampungkb_desktop.actions.incoming_lines import AloneNeeded
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import FileReport
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.store.faults import AgainPlease

WORKERS = 3
"""More wait for each other and for the one processor that Python computes on."""
_TRIES = 4
_SECONDS = 0.2

Outcome = FileReport | KnownError


def outcomes(
    session: Session, paths: Sequence[Path], work: Progress, workers: int = WORKERS
) -> Iterator[tuple[Path, Outcome]]:
    """What became of each file, one transaction each, in the order of the files. ``Cancelled`` leaves those that are in
    and takes back those under way."""
    if not session.database.on_server or workers < 2 or len(paths) < 2:
        for path in paths:
            work.check()
            yield path, _alone(session, path, work)
        return
    yield from zip(paths, _beside(session, paths, work, workers), strict=True)


def _alone(session: Session, path: Path, work: Progress) -> Outcome:
    try:
        with session.database.write() as conn:
            return take_one(conn, session, path, work, keep=True)
    except KnownError as error:
        return error


def _beside(session: Session, paths: Sequence[Path], work: Progress, workers: int) -> list[Outcome]:
    quiet = Progress(cancel=work.cancel)  # several at once would tell of several files at once
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="terima")
    futures = [pool.submit(_one, session, path, quiet) for path in paths]
    try:
        found = [_result(future, at, len(paths), work) for at, future in enumerate(futures)]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return [
        _alone(session, path, work) if outcome is None else outcome
        for path, outcome in zip(paths, found, strict=True)
    ]  # fmt: skip


def _result(future: Future[Outcome | None], done: int, total: int, work: Progress) -> Outcome | None:
    while True:
        work.report(done, total, f"Memasukkan berkas {done + 1} dari {total}")
        try:
            return future.result(_SECONDS)
        except TimeoutError:
            if future.done():
                raise


def _one(session: Session, path: Path, work: Progress) -> Outcome | None:
    """One file beside others; ``None`` where it must be alone, or got in the way of others too often."""
    for _ in range(_TRIES):
        work.check()
        try:
            with session.database.beside() as conn:
                return take_one(conn, session, path, work, keep=True)
        except AgainPlease:
            continue
        except AloneNeeded:
            return None
        except KnownError as error:
            return error
    return None
